// Commands on volumes, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { createCommand } from './create.ts';
import { inspectCommand } from './inspect.ts';
import { lsCommand } from './ls.ts';
import { pruneCommand } from './prune.ts';
import { rmCommand } from './rm.ts';

export const volumeCommands: Readonly<Record<string, Implementation>> = {
  'docker volume create': createCommand,
  'docker volume ls': lsCommand,
  'docker volume prune': pruneCommand,
  'docker volume rm': rmCommand,
  'docker volume inspect': inspectCommand,
};
