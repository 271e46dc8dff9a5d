// Commands on containers, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { inspectCommand } from './inspect.ts';

export const containerCommands: Readonly<Record<string, Implementation>> = {
  'docker container inspect': inspectCommand,
};
