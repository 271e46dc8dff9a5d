// Commands on networks, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { connectCommand } from './connect.ts';
import { createCommand } from './create.ts';
import { disconnectCommand } from './disconnect.ts';
import { inspectCommand } from './inspect.ts';
import { lsCommand } from './ls.ts';
import { pruneCommand } from './prune.ts';
import { rmCommand } from './rm.ts';

export const networkCommands: Readonly<Record<string, Implementation>> = {
  'docker network connect': connectCommand,
  'docker network create': createCommand,
  'docker network disconnect': disconnectCommand,
  'docker network ls': lsCommand,
  'docker network prune': pruneCommand,
  'docker network rm': rmCommand,
  'docker network inspect': inspectCommand,
};
