// Code objects: instructions of two numbers each (see ops.ts), and what they refer to.

import type { V } from '../vm/objects.ts';

export class Code {
  ops: Int32Array = new Int32Array(0);
  /** Offsets in the source, start and end, for each instruction. */
  starts: Int32Array = new Int32Array(0);
  ends: Int32Array = new Int32Array(0);
  consts: V[] = [];
  names: string[] = [];
  codes: Code[] = [];
  /** Names of local slots; '' for hidden ones. Parameters come first. */
  locals: string[] = [];
  /** Slots that hold cells, filled at the start of a call. */
  cellSlots: number[] = [];
  free: string[] = [];
  argCount = 0;
  posOnlyCount = 0;
  kwOnlyCount = 0;
  varArgs = false;
  varKw = false;
  generator = false;
  coroutine = false;
  /** Neither *args nor keyword-only parameters: a call fills slots one by one. */
  simple = true;
  doc: V = null;
  qualname: string;
  constructor(
    readonly name: string,
    readonly source: Source,
    public firstAt: number,
  ) {
    this.qualname = name;
  }
  /** Line of the instruction at `pc`. */
  lineAt(pc: number): number {
    return this.source.line(this.starts[pc >> 1] ?? this.firstAt);
  }
}

/** A source text and where its lines begin. */
export class Source {
  private starts: number[] | undefined;
  constructor(
    readonly file: string,
    readonly text: string,
    /** Number of the first line minus one (the REPL). */
    readonly shift = 0,
  ) {}
  private get lines(): number[] {
    if (this.starts === undefined) {
      this.starts = [0];
      for (let i = this.text.indexOf('\n'); i >= 0; i = this.text.indexOf('\n', i + 1)) this.starts.push(i + 1);
    }
    return this.starts;
  }
  line(at: number): number {
    const { lines } = this;
    let lo = 0,
      hi = lines.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (lines[mid]! <= at) lo = mid;
      else hi = mid - 1;
    }
    return lo + 1 + this.shift;
  }
  column(at: number): number {
    return at - (this.lines[this.line(at) - 1 - this.shift] ?? 0);
  }
  lineText(n: number): string | undefined {
    const from = this.lines[n - 1 - this.shift];
    if (from === undefined) return undefined;
    const to = this.text.indexOf('\n', from);
    return this.text.slice(from, to < 0 ? undefined : to).replace(/\r$/, '');
  }
}
