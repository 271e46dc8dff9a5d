// Others get their turn.

import { preempt, type Task } from '../../../kernel/block.ts';
import type { V } from './objects.ts';
import { checkSignals } from './signal.ts';
import { NOTHING } from './types.ts';
import { R } from './vm.ts';

/** Virtual ms that so many jumps and calls take. */
const BUDGET_COST = 0.6;

/** Counts the time of the instructions since the last turn, and lets other processes and signal handlers run. */
export function* turnTask(): Task<V> {
  const { p } = R.vm;
  p.kernel.clock.now += BUDGET_COST;
  p.cpu += BUDGET_COST;
  yield* preempt();
  yield* checkSignals();
  return NOTHING;
}
