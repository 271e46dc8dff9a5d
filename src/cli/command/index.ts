// The commands that are implemented, by their canonical names (`docker ps` and not `docker container ls`: tree.ts).

import type { Implementation } from '../cli.ts';
import { buildxCommands } from './buildx/index.ts';
import { containerCommands } from './container/index.ts';
import { contextCommands } from './context/index.ts';
import { imageCommands } from './image/index.ts';
import { networkCommands } from './network/index.ts';
import { registryCommands } from './registry/index.ts';
import { swarmCommands } from './swarm/outside.ts';
import { systemCommands } from './system/index.ts';
import { volumeCommands } from './volume/index.ts';

export const IMPLEMENTED: ReadonlyMap<string, Implementation> = new Map(
  Object.entries({
    ...buildxCommands,
    ...containerCommands,
    ...contextCommands,
    ...imageCommands,
    ...networkCommands,
    ...registryCommands,
    ...swarmCommands,
    ...systemCommands,
    ...volumeCommands,
  }),
);
