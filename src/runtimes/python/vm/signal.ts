// Signals between two instructions: handlers of the program, KeyboardInterrupt.

import { type Task, type Wake, type WaitQueue, waitFor } from '../../../kernel/block.ts';
import { call } from './call.ts';
import { raise } from './errors.ts';
import type { V } from './objects.ts';
import { R } from './vm.ts';

/** Meets the signals that came: Python's handlers run, SIGINT without one is KeyboardInterrupt. */
export function* checkSignals(): Task {
  const { vm } = R;
  const { p } = vm;
  while (p.caught.length > 0 && vm.thread.id === 1) {
    const n = p.takeSignal()!;
    const f = vm.handlers.get(n);
    if (f !== undefined) yield* call(f, [n, (vm.frame?.obj ?? null) as V]);
    else if (n === 2) throw raise('KeyboardInterrupt');
  }
}

/** Waits until `done` says so; signals are met on the way. False when the deadline (virtual ms) passed. */
export function* waitUntil(done: () => boolean, queues: readonly WaitQueue[], deadline?: number): Task<boolean> {
  const { p } = R.vm;
  while (!done()) {
    if (deadline !== undefined && p.kernel.now >= deadline) return false;
    const why: Wake = yield* waitFor(queues, deadline);
    if (why === 'signal' || p.caught.length > 0) yield* checkSignals();
  }
  return true;
}
