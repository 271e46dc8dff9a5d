// The commands that are implemented, by their canonical names.

import type { Implementation } from '../cli.ts';
import { buildCommands } from './build.ts';
import { buildxCommands } from './buildx.ts';
import { containerCommands } from './container.ts';
import { contextCommands } from './context.ts';
import { copyCommands } from './copy.ts';
import { imageCommands } from './image.ts';
import { inspectCommands } from './inspect.ts';
import { listCommands } from './list.ts';
import { networkCommands } from './network.ts';
import { runCommands } from './run.ts';
import { streamCommands } from './stream.ts';
import { systemCommands } from './system.ts';
import { volumeCommands } from './volume.ts';

export const IMPLEMENTED: ReadonlyMap<string, Implementation> = new Map(
  Object.entries({
    ...buildCommands,
    ...buildxCommands,
    ...containerCommands,
    ...contextCommands,
    ...copyCommands,
    ...imageCommands,
    ...inspectCommands,
    ...listCommands,
    ...networkCommands,
    ...runCommands,
    ...streamCommands,
    ...systemCommands,
    ...volumeCommands,
  }),
);
