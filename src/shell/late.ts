// What a shell has not before its first command: built-ins that no prompt needs, so that a page may fetch them later.

import { type Library, standstill } from '../kernel/external.ts';
import type { Process } from '../kernel/process.ts';
import type { Task } from '../kernel/block.ts';
import type { Builtin } from './builtins/builtin.ts';
import type { unparse } from './unparse.ts';

/** The part that comes later. */
export interface Late {
  readonly builtins: Readonly<Record<string, Builtin>>;
  /** A command as bash writes it down: the text of a job. */
  readonly unparse: typeof unparse;
}

/** That part of each machine, by its kernel. */
export const lateParts = new WeakMap<object, Library<Late>>();

/** Waits until the part is there. @returns the message of its failure, undefined when it is there or there is none */
export function* readyForCommands(p: Process): Task<string | undefined> {
  const library = lateParts.get(p.kernel);
  return library === undefined || library.get() !== undefined ? undefined : yield* standstill(p, library.begin);
}

/** A built-in of that part, under its name. */
export const lateBuiltin = (name: string): Builtin =>
  function* (sh, argv) {
    const missing = yield* readyForCommands(sh.p);
    const builtin = lateParts.get(sh.p.kernel)?.get()?.builtins[name];
    if (builtin !== undefined) return yield* builtin(sh, argv);
    yield* sh.p.eprint(`drydock: ${name} could not be fetched: ${missing ?? 'this machine has none'}\n`);
    return 126;
  };
