// Virtual time: timers in a heap. Nothing here knows real time.

interface Timer {
  readonly at: number;
  readonly seq: number;
  fire: (() => void) | undefined;
}

export class Clock {
  private heap: Timer[] = [];
  private seq = 0;
  /** `now` is in milliseconds since 1970, with fractions. */
  constructor(public now: number) {}

  /** Calls `fire` when the time `at` is reached; the result cancels it. */
  schedule(at: number, fire: () => void): () => void {
    const timer: Timer = { at: Math.max(at, this.now), seq: this.seq++, fire };
    this.heap.push(timer);
    let i = this.heap.length - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!this.before(this.heap[i]!, this.heap[up]!)) break;
      [this.heap[i], this.heap[up]] = [this.heap[up]!, this.heap[i]!];
      i = up;
    }
    return () => {
      timer.fire = undefined;
    };
  }

  private before(a: Timer, b: Timer): boolean {
    return a.at < b.at || (a.at === b.at && a.seq < b.seq);
  }

  private pop(): Timer {
    const top = this.heap[0]!;
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      let i = 0;
      for (;;) {
        const l = 2 * i + 1;
        if (l >= this.heap.length) break;
        const r = l + 1;
        const c = r < this.heap.length && this.before(this.heap[r]!, this.heap[l]!) ? r : l;
        if (!this.before(this.heap[c]!, this.heap[i]!)) break;
        [this.heap[i], this.heap[c]] = [this.heap[c]!, this.heap[i]!];
        i = c;
      }
    }
    return top;
  }

  /** How many timers are set. */
  get waiting(): number {
    return this.heap.filter((t) => t.fire !== undefined).length;
  }

  /** When the next timer is due; undefined when there is none. */
  next(): number | undefined {
    while (this.heap.length > 0 && this.heap[0]!.fire === undefined) this.pop();
    return this.heap[0]?.at;
  }

  /** Moves to the next timer and fires it. */
  advance(): void {
    if (this.next() === undefined) return;
    const timer = this.pop();
    this.now = Math.max(this.now, timer.at);
    const fire = timer.fire;
    timer.fire = undefined;
    fire?.();
  }

  /** Fires all that is due now. */
  fireDue(): void {
    for (let at = this.next(); at !== undefined && at <= this.now; at = this.next()) this.advance();
  }
}
