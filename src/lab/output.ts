// What a terminal showed since its session began, bounded; positions count bytes from the beginning.

import { concat, EMPTY } from '../fs/bytes.ts';

/** Bytes that are kept. */
const KEPT = 4 << 20;

export class Output {
  private chunks: { readonly from: number; readonly bytes: Uint8Array }[] = [];
  private total = 0;
  private first = 0;

  /** Bytes so far: the position of what comes next. */
  get length(): number {
    return this.total;
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.chunks.push({ from: this.total, bytes: bytes.slice() });
    this.total += bytes.length;
    while (this.total - this.chunks[this.first]!.from > KEPT && this.first < this.chunks.length - 1) this.first++;
    if (this.first < 1024) return;
    this.chunks.splice(0, this.first);
    this.first = 0;
  }

  /** The bytes between two positions, as far as they are still kept. */
  slice(from = 0, to = this.total): Uint8Array {
    const out: Uint8Array[] = [];
    for (let i = this.first; i < this.chunks.length; i++) {
      const { from: at, bytes } = this.chunks[i]!;
      if (at >= to) break;
      if (at + bytes.length > from) out.push(bytes.subarray(Math.max(0, from - at), Math.min(bytes.length, to - at)));
    }
    return out.length === 0 ? EMPTY : concat(out);
  }
}
