// Plays a log in a fresh lab: each input comes in at exactly the moment at which it came in before.

import { FsError } from '../fs/node.ts';
import type { Lab } from './lab.ts';
import type { LogEntry, Moment } from './log.ts';

/**
 * `outside`: code is being fetched, come again; `astray`: the machine does not come to the moments of the log, so
 * the log is of another version of the machine or of other files.
 */
export type ReplayState = 'more' | 'outside' | 'done' | 'astray';

/** Steps between two looks at the clock. */
const STRIDE = 2000;
/** Steps without an input after which a loose replay gives up waiting for a prompt. */
const PATIENCE = 3_000_000;

export class Replay {
  private next = 0;
  private waited = 0;

  /**
   * @param end where to stop; `input`: as soon as the last input came in; undefined: when it was dealt with
   * @param loose for logs of other versions: inputs come when their time has come and the machine waits for them
   */
  constructor(
    readonly lab: Lab,
    private readonly entries: readonly LogEntry[],
    private readonly end: Moment | 'input' | undefined,
    private readonly loose = false,
  ) {}

  /** Between 0 and 1. */
  get progress(): number {
    return this.entries.length === 0 ? 1 : this.next / this.entries.length;
  }

  /** Goes on for about `budget` ms of the given clock. */
  advance(clock: () => number, budget: number): ReplayState {
    const limit = clock() + budget;
    for (;;) {
      const state = this.next < this.entries.length ? this.input(this.entries[this.next]!) : this.finish();
      if (state !== 'more') return state;
      if (clock() >= limit) return 'more';
    }
  }

  private input(entry: LogEntry): ReplayState {
    const there = this.loose ? this.approach(entry) : this.reach(entry);
    if (there !== 'done') return there;
    this.next++;
    this.waited = 0;
    try {
      this.lab.put(entry.input);
    } catch (error) {
      // refused then as it is now
      if (!(error instanceof FsError)) throw error;
    }
    return 'more';
  }

  /** Runs to a moment, or a stride towards it. */
  private reach(to: Moment): ReplayState {
    const { lab } = this;
    const { kernel } = lab.machine;
    const at = lab.began + to.at;
    if (kernel.steps < to.steps) {
      const why = kernel.run({ turns: Math.min(STRIDE, to.steps - kernel.steps) });
      if (why === 'outside') return 'outside';
      if (why === 'idle') return kernel.steps < to.steps ? 'astray' : 'more';
      if (kernel.steps < to.steps) return 'more';
    }
    if (kernel.steps > to.steps || kernel.now > at) return 'astray';
    if (kernel.now < at) {
      const { steps } = kernel;
      const why = kernel.run({ until: at, turns: 1 });
      if (why === 'outside') return 'outside';
      if (kernel.steps !== steps || kernel.now !== at) return 'astray';
    }
    return 'done';
  }

  /** Runs until the time has come and a shell or a program waits. */
  private approach(to: Moment): ReplayState {
    const { lab } = this;
    const { kernel } = lab.machine;
    const at = lab.began + to.at;
    const ready = (): boolean => lab.atPrompt || lab.reading;
    if (kernel.now < at) {
      const why = kernel.run({ until: at, turns: STRIDE });
      return why === 'outside' ? 'outside' : 'more';
    }
    if (ready() || this.waited > PATIENCE) return 'done';
    const before = kernel.steps;
    const why = kernel.run({ turns: STRIDE, stop: ready });
    this.waited += kernel.steps - before + 1;
    return why === 'outside' ? 'outside' : why === 'idle' ? 'done' : 'more';
  }

  private finish(): ReplayState {
    const { lab, end } = this;
    const { kernel } = lab.machine;
    if (end === 'input') return 'done';
    if (end !== undefined && !this.loose) {
      // the end of an old log may lie before its last input by a hair: nothing is taken back
      if (kernel.steps > end.steps) return 'done';
      return this.reach(end);
    }
    const before = kernel.steps;
    const why = kernel.run({ turns: STRIDE, stop: () => (lab.atPrompt || lab.reading) && !kernel.busy });
    this.waited += kernel.steps - before + 1;
    return why === 'outside' ? 'outside' : why === 'budget' && this.waited < PATIENCE ? 'more' : 'done';
  }
}

/** Plays a log to its end at once. @returns did it come to its end? */
export function replayAll(replay: Replay): boolean {
  for (;;) {
    const state = replay.advance(() => 0, 1);
    if (state === 'done') return true;
    if (state !== 'more') return false;
  }
}
