// What a built-in command is.

import type { Task } from '../../kernel/block.ts';
import type { Shell } from '../shell.ts';

/** A built-in command; `argv[0]` is its name. The result is its status. */
export type Builtin = (sh: Shell, argv: string[]) => Task<number>;

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
