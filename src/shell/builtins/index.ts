// The table of built-in commands.

import type { Task } from '../../kernel/block.ts';
import type { Shell } from '../shell.ts';
import { control } from './control.ts';
import { io } from './io.ts';
import { jobs } from './jobs.ts';
import { settings } from './settings.ts';
import { variables } from './variables.ts';

/** A built-in command; `argv[0]` is its name. The result is its status. */
export type Builtin = (sh: Shell, argv: string[]) => Task<number>;

let table: ReadonlyMap<string, Builtin> | undefined;
/** The built-ins by name. A function, because some of them run shell text and so need the interpreter, which needs this. */
export function builtins(): ReadonlyMap<string, Builtin> {
  return (table ??= new Map<string, Builtin>(
    Object.entries({ ...control, ...io, ...jobs, ...settings, ...variables }),
  ));
}

/** POSIX's special built-ins: assignments before them stay, their errors end a script. */
export const SPECIAL_BUILTINS: ReadonlySet<string> = new Set([
  'break',
  ':',
  'continue',
  '.',
  'eval',
  'exec',
  'exit',
  'export',
  'readonly',
  'return',
  'set',
  'shift',
  'times',
  'trap',
  'unset',
]);
