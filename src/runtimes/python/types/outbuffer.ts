// What a stream has been given and not handed on yet, as CPython keeps it: text gathers in the wrapper, bytes in the
// buffer below it, and either moves on when there is enough: 8 KiB of text, 4 KiB of bytes (a pipe's block size).

import { concat } from '../../../fs/bytes.ts';
import type { Task } from '../../../kernel/block.ts';

const CHUNK = { text: 8192, bytes: 4096 };

/** One stage. `next` takes what leaves it. */
export class OutBuffer {
  private parts: Uint8Array[] = [];
  private size = 0;
  constructor(
    /** A wrapper hands on when it is full; a buffer when more comes than there is room for. */
    private readonly kind: 'text' | 'bytes',
    private readonly next: (data: Uint8Array) => Task,
  ) {}
  *write(data: Uint8Array): Task {
    if (this.size + data.length > CHUNK[this.kind]) yield* this.flush();
    if (this.kind === 'bytes' && data.length > CHUNK.bytes) return yield* this.next(data);
    this.parts.push(data);
    this.size += data.length;
    if (this.kind === 'text' && this.size >= CHUNK.text) yield* this.flush();
  }
  /** Hands on what is here. It is gone from here even when the next stage fails. */
  *flush(): Task {
    if (this.size === 0) return;
    const all = concat(this.parts.splice(0));
    this.size = 0;
    yield* this.next(all);
  }
}
