// Between promises and the machine: what is asked of its engine, and what its engine waits for.

import type { Machine } from '../../lab/machine.ts';
import type { Task } from '../../kernel/block.ts';
import { outside } from '../../kernel/external.ts';
import type { Time } from '../serve/upgrade.ts';
import type { Waiting } from '../serve/runner.ts';

/** Runs something in the machine. @returns what it gives back @throws what it throws */
export function inside<T>(machine: Machine, run: () => Task<T>): Promise<T> {
  return new Promise((done, failed) => {
    machine.engine.background(function* () {
      try {
        done(yield* run());
      } catch (error) {
        failed(error as Error);
      }
      return 0;
    });
  });
}

/** The time of a machine for one who waits for it: it runs ahead only while nobody outside is waited for. */
export class Patience {
  private waiting: Waiting | undefined;
  private closed = false;
  constructor(private readonly time: Time) {
    this.waiting = time.wait();
  }
  /** Something of the machine waits for the outside. */
  *outside<T>(machine: Machine, begin: () => Promise<T>): Task<T> {
    let result: { value: T } | { error: unknown } | undefined;
    this.waiting?.done();
    this.waiting = undefined;
    try {
      yield* outside(machine, (done) => {
        begin()
          .then(
            (value) => (result = { value }),
            (error: unknown) => (result = { error }),
          )
          .finally(() => done());
      });
    } finally {
      if (!this.closed) this.waiting ??= this.time.wait();
    }
    if ('error' in result!) throw result.error;
    return result!.value;
  }
  /** Nobody waits any more. */
  end(): void {
    this.closed = true;
    this.waiting?.done();
    this.waiting = undefined;
  }
}
