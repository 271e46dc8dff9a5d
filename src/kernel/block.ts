// How a process waits. A program yields a Block, the scheduler sets it aside until a queue is woken,
// the deadline passes or a signal comes; then the program looks again whether it can go on.

import type { Process } from './process.ts';

export type Wake = 'ready' | 'timeout' | 'signal';

/** What a process waits for. Without queues and deadline it only lets others run. */
export interface Block {
  readonly queues: readonly WaitQueue[];
  /** Virtual time in ms. */
  readonly deadline?: number;
  /** The whole machine waits: no time passes and nobody else runs until `Kernel.release`. */
  readonly standstill?: boolean;
}

/** A running program: yields when it must wait, returns its result (for a whole program the exit status). */
export type Task<T = void> = Generator<Block, T, Wake>;

/** A program of the machine. */
export type Program = (process: Process) => Task<number>;

const PREEMPT: Block = { queues: [] };

/** Processes that wait for the same thing. */
export class WaitQueue {
  readonly waiters = new Set<Process>();
  /** Functions of the host (no processes) that want to know; kept until removed. */
  listeners: Set<() => void> | undefined;
  wake(): void {
    if (this.waiters.size > 0) for (const p of [...this.waiters]) p.kernel.makeReady(p, 'ready');
    if (this.listeners !== undefined) for (const f of [...this.listeners]) f();
  }
  listen(f: () => void): () => void {
    (this.listeners ??= new Set()).add(f);
    return () => this.listeners?.delete(f);
  }
}

/** Lets other processes run. */
export function* preempt(): Task {
  yield PREEMPT;
}

/** Waits for one of the queues, or until the deadline (virtual ms). */
export function* waitFor(queues: readonly WaitQueue[], deadline?: number): Task<Wake> {
  return yield deadline === undefined ? { queues } : { queues, deadline };
}
