// Does the lab still answer? A worker that computes without an end holds up nobody; the page says so and offers to end it.

import type { Session } from '../session.svelte.ts';

/** Real ms between two questions, and without an answer until it is said. */
const EVERY = 500;
const PATIENCE = 2000;

export class Watch {
  /** Real seconds for which the lab has not answered; undefined while it does. */
  silent = $state<number | undefined>(undefined);
  /** What holds it, as far as that is known. */
  line = $state.raw<string | undefined>(undefined);
  private asked = 0;
  private heard = performance.now();
  private last = performance.now();
  /** The person would rather wait: nothing is said before the lab answers again. */
  private patient = $state(false);

  constructor(private readonly session: Session) {
    session.onPong = () => this.answered();
  }

  /** Begins to listen. @returns ends it */
  start(): () => void {
    const timer = setInterval(() => this.look(), EVERY);
    return () => clearInterval(timer);
  }
  /** Is it to be said that the lab does not answer? */
  get stuck(): boolean {
    return this.silent !== undefined && !this.patient;
  }
  wait(): void {
    this.patient = true;
  }
  private answered(): void {
    this.heard = performance.now();
    this.silent = undefined;
    this.patient = false;
  }

  private look(): void {
    const now = performance.now();
    // a page that was held up itself, or slept, knows nothing of the lab
    if (now - this.last > EVERY * 3 || !this.session.ready || this.session.where !== 'worker') this.heard = now;
    this.last = now;
    this.silent = now - this.heard > PATIENCE ? Math.round((now - this.heard) / 1000) : undefined;
    this.line = this.session.doing;
    if (this.session.ready) this.session.post({ kind: 'ping', n: ++this.asked });
  }
}
