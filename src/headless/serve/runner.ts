// Lets a machine run beside real clients: how its time follows the real one, and when nothing is to be done.

import { performance } from 'node:perf_hooks';
import type { Kernel } from '../../kernel/kernel.ts';

/** `real`: a second is a second. `fast`: while somebody waits for an answer, the clock goes on to what happens next. */
export type Pace = 'real' | 'fast';

/** Steps of the machine between two looks at what has to go out. */
const TURNS = 2_000;
/** Real ms of computing before the sockets get their turn. */
const BUDGET = 10;
/** Virtual ms that the clock may run ahead for one who waits; after that it goes as in life. */
const AHEAD = 10 * 60_000;
/** Longest sleep, so that no timer of Node overflows. */
const LONGEST = 60_000;

/** Somebody waits for an answer of the machine. */
export interface Waiting {
  /** They wait no longer. */
  done(): void;
}

interface Wait {
  readonly idle: () => boolean;
  readonly quiet: number;
  readonly done: () => void;
  /** Virtual ms that are left of `AHEAD`. */
  left: number;
}

/** Something that bytes have to go out of. */
export interface Outlet {
  flush(): void;
}

/**
 * Runs a machine whenever somebody of it may run. Time goes 1:1 from the moment of making; in the pace `fast` it also
 * goes on to the next timer as long as somebody waits (`wait`), at the most `AHEAD` for each. So a machine that
 * nobody waits for never runs away: its health checks and restarts come at the pace of life.
 */
export class Runner {
  /** Virtual minus real ms. */
  private offset: number;
  private readonly waits = new Set<Wait>();
  private readonly outlets = new Set<Outlet>();
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Immediate | undefined;
  private running = false;
  /** Real ms when bytes last came in or went out. */
  private last = 0;
  private closed = false;
  /** Called after the machine has run and before bytes go out: who sees an answer sees what was done for it. */
  readonly settled = new Set<() => void>();

  constructor(
    private readonly kernel: Kernel,
    private readonly pace: Pace,
  ) {
    this.offset = kernel.now - performance.now();
    kernel.onReady = () => {
      if (!this.running) this.poke();
    };
    this.poke();
  }

  /** Lets the machine run soon. */
  poke(): void {
    if (this.closed || this.soon !== undefined) return;
    clearTimeout(this.timer);
    this.soon = setImmediate(() => {
      this.soon = undefined;
      this.slice();
    });
  }

  /** Bytes of this have to go out when the machine has run. */
  outgoing(outlet: Outlet): void {
    this.outlets.add(outlet);
    if (!this.running) this.poke();
  }

  /**
   * Somebody waits for the machine from now on.
   * @param idle does the machine wait for them just now (a program that reads what they type)?
   * @param quiet real ms without a byte in or out before the clock runs ahead: time for a client to say what belongs to it
   */
  wait(quiet: number, idle: () => boolean = () => false): Waiting {
    const wait: Wait = { idle, quiet, left: AHEAD, done: () => this.waits.delete(wait) };
    this.waits.add(wait);
    this.poke();
    return wait;
  }

  /** Bytes came in or went out. */
  active(): void {
    this.last = performance.now();
  }

  /** Nothing runs any more. */
  close(): void {
    this.closed = true;
    this.kernel.onReady = undefined;
    clearTimeout(this.timer);
    if (this.soon !== undefined) clearImmediate(this.soon);
  }

  private flush(): void {
    for (const f of this.settled) f();
    for (const outlet of this.outlets) {
      this.outlets.delete(outlet);
      outlet.flush();
    }
  }

  /** Until when the clock may run ahead now, and real ms until it may do so. */
  private ahead(): { until: number; in: number } | undefined {
    if (this.pace === 'real') return undefined;
    let best: { until: number; in: number } | undefined;
    const since = performance.now() - this.last;
    for (const w of this.waits) {
      if (w.left <= 0 || w.idle()) continue;
      const ready = Math.max(0, w.quiet - since);
      if (best === undefined || ready < best.in) best = { until: this.kernel.now + w.left, in: ready };
    }
    return best;
  }

  /** Goes on to the next timer for those who wait; real ms until that may be, undefined when nobody waits for it. */
  private leap(): number | undefined {
    const { kernel } = this;
    const next = kernel.clock.next();
    const ahead = this.ahead();
    if (next === undefined || ahead === undefined || next > ahead.until) return undefined;
    if (ahead.in > 0) return ahead.in;
    const far = next - (performance.now() + this.offset);
    if (far > 0) {
      this.offset += far;
      for (const w of this.waits) w.left -= far;
    }
    return 0;
  }

  private slice(): void {
    const { kernel } = this;
    const limit = performance.now() + BUDGET;
    for (;;) {
      this.running = true;
      let why;
      try {
        why = kernel.run({
          turns: TURNS,
          until: performance.now() + this.offset,
          stop: () => this.outlets.size > 0,
        });
      } finally {
        this.running = false;
      }
      this.flush();
      if (why === 'outside') return this.later(5);
      if (performance.now() >= limit) return this.poke();
      if (why === 'stopped' || why === 'budget' || kernel.busy) continue;
      const leap = this.leap();
      if (leap === 0) continue;
      const next = kernel.clock.next();
      if (next !== undefined) this.later(Math.min(leap ?? Infinity, next - (performance.now() + this.offset)));
      return;
    }
  }

  private later(ms: number): void {
    if (this.closed || this.soon !== undefined) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.slice(), Math.min(LONGEST, Math.max(0, Math.ceil(ms))));
  }
}
