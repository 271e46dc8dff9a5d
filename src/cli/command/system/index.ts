// Commands on the daemon and on objects of any kind, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { inspectCommand } from './inspect.ts';

export const systemCommands: Readonly<Record<string, Implementation>> = {
  'docker inspect': inspectCommand,
};
