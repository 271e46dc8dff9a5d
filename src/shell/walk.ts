// The knot of the interpreter: what the files that it stands on need of it. interpreter.ts ties it when it is loaded.

import type { CommandNode, CompoundList, ParsedScript, Redirected } from 'unbash';
import type { Task } from '../kernel/block.ts';
import type { Builtin } from './builtins/builtin.ts';
import type { Expansion, Pieces } from './pieces.ts';
import type { Shell } from './shell.ts';

/** The interpreter as words, builtins, loops and functions call it; see the functions of these names there. */
export interface Walk {
  command(sh: Shell, node: CommandNode | Redirected, tail: boolean): Task;
  compound(sh: Shell, list: CompoundList): Task;
  evalText(sh: Shell, text: string, firstLine?: number): Task;
  runScript(sh: Shell, script: ParsedScript, text: string, firstLine?: number): Task<number>;
  runTraps(sh: Shell): Task;
  subshell(sub: Shell, run: () => Task): Task<number>;
  notifyJobs(sh: Shell): Task;
  expandParameter(sh: Shell, e: Expansion, inQuotes: boolean): Task<Pieces>;
  builtins(): ReadonlyMap<string, Builtin>;
}

export const walk = {} as Walk;
