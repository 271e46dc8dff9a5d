// The table of built-in commands.

import type { Builtin } from './builtin.ts';
import { control } from './control.ts';
import { io } from './io.ts';
import { jobs } from './jobs.ts';
import { settings } from './settings.ts';
import { variables } from './variables.ts';

const table: ReadonlyMap<string, Builtin> = new Map<string, Builtin>(
  Object.entries({ ...control, ...io, ...jobs, ...settings, ...variables }),
);
/** The built-ins by name. */
export function builtins(): ReadonlyMap<string, Builtin> {
  return table;
}
