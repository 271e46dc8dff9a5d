// The client/server protocol of MySQL: packets, handshake, results as text.

import { concat, encode, decode } from '../../../fs/bytes.ts';
import { FsError } from '../../../fs/node.ts';
import type { Task } from '../../../kernel/block.ts';
import type { Connection } from '../../../kernel/net.ts';

export const CAP = {
  LONG_PASSWORD: 1,
  FOUND_ROWS: 2,
  CONNECT_WITH_DB: 8,
  PROTOCOL_41: 512,
  SSL: 2048,
  TRANSACTIONS: 8192,
  SECURE_CONNECTION: 32768,
  MULTI_STATEMENTS: 1 << 16,
  MULTI_RESULTS: 1 << 17,
  PLUGIN_AUTH: 1 << 19,
  CONNECT_ATTRS: 1 << 20,
  PLUGIN_AUTH_LENENC: 1 << 21,
  DEPRECATE_EOF: 1 << 24,
} as const;
export const COM = {
  QUIT: 1,
  INIT_DB: 2,
  QUERY: 3,
  FIELD_LIST: 4,
  SHUTDOWN: 8,
  STATISTICS: 9,
  PING: 14,
  CHANGE_USER: 17,
  STMT_PREPARE: 22,
  RESET_CONNECTION: 31,
} as const;
export const STATUS = { IN_TRANS: 1, AUTOCOMMIT: 2, MORE_RESULTS: 8 } as const;

/** The other side went away, or broke the protocol. */
export class Gone extends Error {}

/** Puts a packet together. */
export class Writer {
  private readonly parts: Uint8Array[] = [];
  int(v: number, bytes: number): this {
    const out = new Uint8Array(bytes);
    let x = v;
    for (let i = 0; i < bytes; i++) {
      out[i] = x % 256;
      x = Math.floor(x / 256);
    }
    this.parts.push(out);
    return this;
  }
  bytes(b: Uint8Array): this {
    this.parts.push(b);
    return this;
  }
  text(s: string): this {
    return this.bytes(encode(s));
  }
  nul(s: string): this {
    return this.text(s).int(0, 1);
  }
  lenenc(v: number): this {
    if (v < 251) return this.int(v, 1);
    if (v < 65536) return this.int(252, 1).int(v, 2);
    if (v < 16777216) return this.int(253, 1).int(v, 3);
    return this.int(254, 1).int(v, 8);
  }
  lenText(s: string | Uint8Array): this {
    const b = typeof s === 'string' ? encode(s) : s;
    return this.lenenc(b.length).bytes(b);
  }
  done(): Uint8Array {
    return concat(this.parts.length === 0 ? [new Uint8Array(0)] : this.parts);
  }
}

/** Takes a packet apart. */
export class Reader {
  at = 0;
  constructor(readonly data: Uint8Array) {}
  get left(): number {
    return this.data.length - this.at;
  }
  int(bytes: number): number {
    let v = 0;
    for (let i = bytes - 1; i >= 0; i--) v = v * 256 + (this.data[this.at + i] ?? 0);
    this.at += bytes;
    return v;
  }
  take(n: number): Uint8Array {
    const out = this.data.subarray(this.at, this.at + n);
    this.at += n;
    return out;
  }
  nul(): string {
    let end = this.data.indexOf(0, this.at);
    if (end < 0) end = this.data.length;
    const out = decode(this.data.subarray(this.at, end));
    this.at = end + 1;
    return out;
  }
  lenenc(): number | null {
    const first = this.int(1);
    if (first === 251) return null;
    return first < 251 ? first : this.int(first === 252 ? 2 : first === 253 ? 3 : 8);
  }
  lenBytes(): Uint8Array | null {
    const n = this.lenenc();
    return n === null ? null : this.take(n);
  }
  rest(): Uint8Array {
    return this.take(this.left);
  }
}

const MAX = 0xffffff;

/** Packets over a connection. */
export class Channel {
  private buffer: Uint8Array = new Uint8Array(0);
  seq = 0;
  constructor(readonly connection: Connection) {}

  private *fill(n: number, deadline?: number): Task<boolean> {
    while (this.buffer.length < n) {
      const got = yield* this.connection.incoming.read(65536, deadline);
      if (typeof got === 'string') {
        if (got === 'timeout') throw new FsError('ETIMEDOUT', 'socket');
        throw new FsError('EINTR', 'socket');
      }
      if (got.length === 0) {
        if (this.buffer.length === 0) return false;
        throw new Gone();
      }
      this.buffer = this.buffer.length === 0 ? got : concat([this.buffer, got]);
    }
    return true;
  }

  /** The next packet; undefined at the end of the stream. @throws Gone, FsError */
  *read(deadline?: number): Task<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    for (;;) {
      if (!(yield* this.fill(4, deadline))) {
        if (parts.length > 0) throw new Gone();
        return undefined;
      }
      const n = this.buffer[0]! | (this.buffer[1]! << 8) | (this.buffer[2]! << 16);
      this.seq = (this.buffer[3]! + 1) & 255;
      yield* this.fill(4 + n, deadline);
      parts.push(this.buffer.slice(4, 4 + n));
      this.buffer = this.buffer.subarray(4 + n);
      if (n < MAX) return parts.length === 1 ? parts[0]! : concat(parts);
    }
  }

  private readonly out: Uint8Array[] = [];
  /** Queues a packet. */
  put(payload: Uint8Array): void {
    let at = 0;
    do {
      const part = payload.subarray(at, at + MAX);
      const head = new Uint8Array(4);
      head[0] = part.length & 255;
      head[1] = (part.length >> 8) & 255;
      head[2] = part.length >> 16;
      head[3] = this.seq;
      this.seq = (this.seq + 1) & 255;
      this.out.push(head, part);
      at += part.length;
      if (part.length === MAX && at === payload.length) continue;
      if (part.length < MAX) break;
    } while (at <= payload.length);
  }
  /** Sends what is queued. @throws Gone */
  *flush(): Task {
    const all = concat(this.out.splice(0));
    if (!(yield* this.connection.outgoing.write(all))) throw new Gone();
  }
  *send(payload: Uint8Array): Task {
    this.put(payload);
    yield* this.flush();
  }
}
