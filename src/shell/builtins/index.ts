// The table of built-in commands.

import type { Builtin } from './builtin.ts';
import { lateBuiltin } from '../late.ts';
import { control } from './control.ts';
import { settings } from './settings.ts';
import { variables } from './variables.ts';

const late = Object.fromEntries(
  [
    'echo',
    'printf',
    'read',
    'mapfile',
    'readarray',
    'ulimit',
    'trap',
    'wait',
    'jobs',
    'fg',
    'bg',
    'disown',
    'times',
    'umask',
    'kill',
  ].map((name) => [name, lateBuiltin(name)]),
);
const table: ReadonlyMap<string, Builtin> = new Map<string, Builtin>(
  Object.entries({ ...control, ...settings, ...variables, ...late }),
);
/** The built-ins by name. */
export function builtins(): ReadonlyMap<string, Builtin> {
  return table;
}
