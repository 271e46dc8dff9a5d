// The one door to the outside: a wait for something that is not part of the machine.

import { type Program, type Task, WaitQueue, waitFor } from './block.ts';
import type { Process } from './process.ts';

/** Begins work outside and calls `done` when it is finished, with a message when it failed. */
export type External = (done: (error?: string) => void) => void;

/** Waits for outside work; the message of its failure, undefined when it went well. */
export function* outside(p: { readonly kernel: { outsiders: number } }, begin: External): Task<string | undefined> {
  const queue = new WaitQueue();
  let result: { error: string | undefined } | undefined;
  begin((error) => {
    result = { error };
    queue.wake();
  });
  p.kernel.outsiders++;
  try {
    while (result === undefined) yield* waitFor([queue]);
  } finally {
    p.kernel.outsiders--;
  }
  return (result as { error: string | undefined }).error;
}

/**
 * Waits for code that belongs to the machine and is not here yet. The machine stands still meanwhile, in the middle
 * of the turn: whether code came early or late must not change what a session does.
 */
export function* standstill(p: Process, begin: External): Task<string | undefined> {
  let result: { error: string | undefined } | undefined;
  begin((error) => {
    result = { error };
    p.kernel.release();
  });
  while (result === undefined) yield { queues: [], standstill: true };
  return (result as { error: string | undefined }).error;
}

/** Code that is fetched when it is first wanted. */
export interface Library<T> {
  readonly begin: External;
  get(): T | undefined;
}

/** A program that is fetched when it is first run. */
export function fetched(begin: External, find: () => Program | undefined): Program {
  return function* (p) {
    if (find() === undefined) {
      const error = yield* standstill(p, begin);
      if (error !== undefined) {
        yield* p.eprint(`drydock: ${p.name} could not be fetched: ${error}\n`);
        return 126;
      }
    }
    const program = find();
    if (program !== undefined) return yield* program(p);
    yield* p.eprint(`drydock: '${p.name}' is not simulated\n`);
    return 1;
  };
}
