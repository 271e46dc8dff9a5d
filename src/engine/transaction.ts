// What an operation did so far, so that all of it is done or none.
//
// The value is immutable, so it is put back by keeping the old one. What lives beside it (trees, mounts, namespaces,
// sockets, processes, timers) is changed at once with a note of how to take that back; what cannot be taken back (a signal,
// a closed port, an event that was told) waits until everything else has succeeded.

import { Map as IMap } from 'immutable';
import type { Block, Task, Wake } from '../kernel/block.ts';
import type { EngineState } from './state.ts';

/** A place in an operation to which it can be taken back. */
export interface Mark {
  readonly value: EngineState;
  readonly undo: number;
  readonly after: number;
  readonly kept: number;
}

interface Deferred {
  readonly act: () => void;
  /** Is done even if the operation fails: it belongs to something that stays all the same. */
  stays: boolean;
}

/** One operation under way, or the stretch of it between two waits. */
export class Transaction {
  private readonly undo: (() => void)[] = [];
  private after: Deferred[] = [];
  /** Changes of the value that stay even if the operation fails. */
  private readonly kept: { readonly before: EngineState; readonly after: EngineState }[] = [];

  /** @param began the value when it began */
  constructor(readonly began: EngineState) {}

  mark(value: EngineState): Mark {
    return { value, undo: this.undo.length, after: this.after.length, kept: this.kept.length };
  }

  /** Notes how something that was done is taken back. */
  did(undo: () => void): void {
    this.undo.push(undo);
  }

  /** Does something when the operation has succeeded, after what was put off before. */
  later(act: () => void): void {
    this.after.push({ act, stays: false });
  }

  /** Takes back what was done since the mark, the last first. @returns the value then */
  back(to: Mark): EngineState {
    for (const undo of this.undo.splice(to.undo).reverse()) undo();
    this.after = this.after.filter((d, i) => i < to.after || d.stays);
    return this.kept.slice(to.kept).reduce((value, k) => again(value, k.before, k.after), to.value);
  }

  /** What was done since the mark stays, whatever becomes of the operation. */
  keep(since: Mark, value: EngineState): void {
    this.undo.splice(since.undo);
    for (const d of this.after.slice(since.after)) d.stays = true;
    this.kept.splice(since.kept);
    if (value !== since.value) this.kept.push({ before: since.value, after: value });
  }

  /** Does what was put off. */
  finish(): void {
    for (const { act } of this.after.splice(0)) act();
  }
}

/** Makes on one value the change that led from `before` to `after` on another. */
function again(value: EngineState, before: EngineState, after: EngineState): EngineState {
  const out: Record<string, unknown> = { ...value };
  for (const key of Object.keys(after) as (keyof EngineState)[]) {
    const old: unknown = before[key];
    const made: unknown = after[key];
    if (old === made) continue;
    const there = out[key];
    if (!IMap.isMap(old) || !IMap.isMap(made) || !IMap.isMap(there)) out[key] = made;
    else
      out[key] = there.withMutations((m) => {
        for (const [k, v] of made) if (old.get(k) !== v) m.set(k, v);
        for (const k of old.keys()) if (!made.has(k)) m.delete(k);
      });
  }
  return out as unknown as EngineState;
}

const STRETCH_END: Block = { queues: [] };

/** Ends a stretch of an operation: what it did until here stays done, and what was put off is done now. */
export function* done(): Task {
  yield STRETCH_END;
}

/** Carries out an operation that waits: each stretch of it between two waits is done as a whole or not at all. */
export function* inStretches<T>(atomically: <U>(run: () => U) => U, task: Task<T>): Task<T> {
  let wake: Wake = 'ready';
  try {
    for (;;) {
      const woken: Wake = wake;
      const step: IteratorResult<Block, T> = atomically(() => task.next(woken));
      if (step.done === true) return step.value;
      wake = step.value === STRETCH_END ? 'ready' : yield step.value;
    }
  } finally {
    task.return(undefined as never);
  }
}
