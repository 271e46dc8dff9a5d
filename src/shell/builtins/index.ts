// The table of built-in commands.

import type { Builtin } from './builtin.ts';
import { lateBuiltin } from '../late.ts';
import { control } from './control.ts';
import { jobs } from './jobs.ts';
import { settings } from './settings.ts';
import { variables } from './variables.ts';

const late = Object.fromEntries(
  ['echo', 'printf', 'read', 'mapfile', 'readarray', 'ulimit'].map((name) => [name, lateBuiltin(name)]),
);
const table: ReadonlyMap<string, Builtin> = new Map<string, Builtin>(
  Object.entries({ ...control, ...jobs, ...settings, ...variables, ...late }),
);
/** The built-ins by name. */
export function builtins(): ReadonlyMap<string, Builtin> {
  return table;
}
