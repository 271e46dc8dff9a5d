// Commands on contexts, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { createCommand } from './create.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { lsCommand } from './ls.ts';
import { rmCommand } from './rm.ts';
import { showCommand } from './show.ts';
import { updateCommand } from './update.ts';
import { useCommand } from './use.ts';

export const contextCommands: Readonly<Record<string, Implementation>> = {
  'docker context create': createCommand,
  'docker context export': exportCommand,
  'docker context import': importCommand,
  'docker context inspect': inspectCommand,
  'docker context ls': lsCommand,
  'docker context rm': rmCommand,
  'docker context show': showCommand,
  'docker context update': updateCommand,
  'docker context use': useCommand,
};
