// The protocol of PostgreSQL (version 3): messages with a letter and a length.

import { concat, decode, encode } from '../../../fs/bytes.ts';
import { FsError } from '../../../fs/node.ts';
import type { Task } from '../../../kernel/block.ts';
import type { Connection } from '../../../kernel/net.ts';

export interface Message {
  readonly type: string;
  readonly body: Uint8Array;
}

/** The other side went away. */
export class Gone extends Error {}

export const int32 = (v: number): Uint8Array =>
  new Uint8Array([(v >>> 24) & 255, (v >>> 16) & 255, (v >>> 8) & 255, v & 255]);
export const int16 = (v: number): Uint8Array => new Uint8Array([(v >>> 8) & 255, v & 255]);
export const cstr = (s: string): Uint8Array => concat([encode(s), new Uint8Array(1)]);
export const read32 = (b: Uint8Array, at: number): number =>
  (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;
export const read16 = (b: Uint8Array, at: number): number => (b[at]! << 8) | b[at + 1]!;

/** Texts that end in a zero byte, one after the other. */
export function cstrings(b: Uint8Array): string[] {
  const out: string[] = [];
  let from = 0;
  for (let i = 0; i < b.length; i++) {
    if (b[i] !== 0) continue;
    out.push(decode(b.subarray(from, i)));
    from = i + 1;
  }
  return out;
}

export class Channel {
  private buffer: Uint8Array = new Uint8Array(0);
  private readonly out: Uint8Array[] = [];
  constructor(readonly connection: Connection) {}

  private *fill(n: number): Task<boolean> {
    while (this.buffer.length < n) {
      const got = yield* this.connection.incoming.read(65536);
      if (typeof got === 'string') throw new FsError(got === 'timeout' ? 'ETIMEDOUT' : 'EINTR', 'socket');
      if (got.length === 0) return false;
      this.buffer = this.buffer.length === 0 ? got : concat([this.buffer, got]);
    }
    return true;
  }
  /** The first message of a client has no letter. */
  *startup(): Task<Uint8Array | undefined> {
    if (!(yield* this.fill(4))) return undefined;
    const n = read32(this.buffer, 0);
    if (n < 8 || n > 10_000 || !(yield* this.fill(n))) return undefined;
    const out = this.buffer.slice(4, n);
    this.buffer = this.buffer.subarray(n);
    return out;
  }
  *read(): Task<Message | undefined> {
    if (!(yield* this.fill(5))) return undefined;
    const n = read32(this.buffer, 1);
    if (!(yield* this.fill(n + 1))) return undefined;
    const out = { type: String.fromCharCode(this.buffer[0]!), body: this.buffer.slice(5, n + 1) };
    this.buffer = this.buffer.subarray(n + 1);
    return out;
  }
  put(type: string, ...parts: Uint8Array[]): void {
    const body = concat(parts.length === 0 ? [new Uint8Array(0)] : parts);
    this.out.push(encode(type), int32(body.length + 4), body);
  }
  raw(bytes: Uint8Array): void {
    this.out.push(bytes);
  }
  /** @throws Gone */
  *flush(): Task {
    if (this.out.length > 0 && !(yield* this.connection.outgoing.write(concat(this.out.splice(0))))) throw new Gone();
  }
}
