// Byte queues: the middle of pipes, FIFOs and socket connections, with back-pressure.

import { concat, EMPTY } from '../fs/bytes.ts';
import { type Task, WaitQueue, waitFor } from './block.ts';

/** Linux's pipe buffer. */
export const PIPE_SIZE = 65536;

export class ByteQueue {
  private chunks: Uint8Array[] = [];
  length = 0;
  /** Nobody will write any more. */
  writeClosed = false;
  /** Nobody will read any more. */
  readClosed = false;
  /** The other side broke the connection. */
  reset = false;
  readonly readable = new WaitQueue();
  readonly writable = new WaitQueue();

  constructor(readonly capacity = PIPE_SIZE) {}

  push(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.readClosed) return;
    this.chunks.push(bytes);
    this.length += bytes.length;
    this.readable.wake();
  }

  /** Up to `max` bytes at once; empty when there are none. */
  take(max: number): Uint8Array {
    if (this.length === 0) return EMPTY;
    const out: Uint8Array[] = [];
    let left = max;
    while (left > 0 && this.chunks.length > 0) {
      const head = this.chunks[0]!;
      if (head.length <= left) {
        out.push(head);
        left -= head.length;
        this.chunks.shift();
      } else {
        out.push(head.subarray(0, left));
        this.chunks[0] = head.subarray(left);
        left = 0;
      }
    }
    const bytes = concat(out);
    this.length -= bytes.length;
    this.writable.wake();
    return bytes;
  }

  closeWrite(): void {
    this.writeClosed = true;
    this.readable.wake();
  }

  closeRead(): void {
    this.readClosed = true;
    this.chunks = [];
    this.length = 0;
    this.writable.wake();
  }

  /** Waits for bytes; empty at the end. */
  *read(max: number, deadline?: number): Task<Uint8Array | 'signal' | 'timeout'> {
    while (this.length === 0) {
      if (this.writeClosed || this.reset) return EMPTY;
      const why = yield* waitFor([this.readable], deadline);
      if (this.length === 0 && why !== 'ready') return why;
    }
    return this.take(max);
  }

  /** Writes all, waiting for room; false when nobody reads. */
  *write(bytes: Uint8Array): Task<boolean> {
    let at = 0;
    while (at < bytes.length) {
      if (this.readClosed || this.reset) return false;
      const room = this.capacity - this.length;
      if (room <= 0) {
        yield* waitFor([this.writable]);
        continue;
      }
      const part = bytes.subarray(at, at + room);
      this.push(part);
      at += part.length;
    }
    return !this.readClosed;
  }
}
