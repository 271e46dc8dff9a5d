// The subcommands of Compose, by name.

import type { Command } from '../command.ts';
import { buildCommands } from './build.ts';
import { configCommands } from './config.ts';
import { downCommands } from './down.ts';
import { listCommands } from './list.ts';
import { oneContainerCommands } from './onecontainer.ts';
import { runCommands } from './run.ts';
import { talkCommands } from './talk.ts';
import { upCommands } from './up.ts';

export const COMPOSE_COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...buildCommands,
    ...configCommands,
    ...downCommands,
    ...listCommands,
    ...oneContainerCommands,
    ...runCommands,
    ...talkCommands,
    ...upCommands,
  }),
);
