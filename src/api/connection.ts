// HTTP over a connection of the machine, for both ends of the Engine API: bodies that come piece by piece.

import { concat, encode } from '../fs/bytes.ts';
import { FsError } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import type { Connection } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import { header, type HttpMessage, Wire } from '../programs/net/http.ts';

/** The bytes of a connection that no descriptor holds. Whoever runs waits, whichever process made it. */
export class ConnectionWire extends Wire {
  /** Virtual time at which waiting ends with a `Timeout`. */
  deadline: number | undefined;
  /** A signal that somebody catches ends waiting with EINTR; otherwise waiting goes on. */
  interruptible = false;
  constructor(
    p: Process,
    readonly connection: Connection,
  ) {
    super(p, -1);
  }
  protected override *arriving(): Task<Uint8Array> {
    for (;;) {
      const { incoming } = this.connection;
      const got = yield* incoming.read(65536, this.deadline);
      if (got === 'timeout') throw new Timeout();
      if (got === 'signal') {
        if (this.interruptible) throw new FsError('EINTR', 'read');
        continue;
      }
      if (got.length === 0 && incoming.reset) throw new FsError('ECONNRESET', 'socket');
      return got;
    }
  }
  /** @throws FsError EPIPE when the other side has gone */
  *send(bytes: Uint8Array): Task {
    if (bytes.length > 0 && !(yield* this.connection.outgoing.write(bytes))) throw new FsError('EPIPE', 'socket');
  }
  close(): void {
    this.connection.close();
  }
}

/** The other side went away in the middle of a message. */
export class Truncated extends FsError {
  constructor() {
    super('ECONNRESET', 'unexpected EOF');
  }
}

/** The deadline of a read has passed. */
export class Timeout extends Error {}

/** The pieces of a message's body as they come: chunks, a counted length, or all until the connection ends. */
export class Body {
  private left: number | 'chunks' | 'all';
  private ended = false;
  /** @param none the message has no body whatever its head says (HEAD, 204, 304) */
  constructor(
    private readonly wire: ConnectionWire,
    head: HttpMessage,
    kind: 'request' | 'answer',
    none = false,
  ) {
    const length = header(head, 'content-length');
    if (/chunked/i.test(header(head, 'transfer-encoding') ?? '')) this.left = 'chunks';
    else if (length !== undefined) this.left = Number(length);
    else this.left = kind === 'request' ? 0 : 'all';
    if (none || this.left === 0) this.ended = true;
  }

  /** The next piece; undefined at the end. @throws FsError EINVAL for framing that is none */
  *next(): Task<Uint8Array | undefined> {
    if (this.ended) return undefined;
    if (this.left === 'chunks') return yield* this.chunk();
    const piece = this.left === 'all' ? yield* this.wire.piece() : yield* this.wire.exactly(Math.min(this.left, 65536));
    if (piece.length === 0) {
      this.ended = true;
      if (this.left !== 'all') throw new Truncated();
      return undefined;
    }
    if (typeof this.left === 'number') this.ended = (this.left -= piece.length) <= 0;
    return piece;
  }

  /** Bytes left of the chunk under way. */
  private open = 0;

  private *chunk(): Task<Uint8Array | undefined> {
    if (this.open === 0) {
      const line = yield* this.wire.until('\r\n');
      if (line === undefined) throw new Truncated();
      const size = /^\s*([0-9a-fA-F]{1,8})\s*(;.*)?$/.exec(line)?.[1];
      if (size === undefined) throw new FsError('EINVAL', 'invalid byte in chunk length');
      this.open = parseInt(size, 16);
      if (this.open === 0) {
        while ((yield* this.wire.until('\r\n')) ?? '') {
          // trailers say nothing here
        }
        this.ended = true;
        return undefined;
      }
    }
    const bytes = yield* this.wire.exactly(Math.min(this.open, 65536));
    this.open -= bytes.length;
    if (bytes.length === 0) throw new Truncated();
    if (this.open === 0) yield* this.wire.exactly(2);
    return bytes;
  }

  /** All of it. @param limit bytes; more of them throw FsError EFBIG */
  *all(limit = Infinity): Task<Uint8Array> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for (let piece = yield* this.next(); piece !== undefined; piece = yield* this.next()) {
      size += piece.length;
      if (size > limit) throw new FsError('EFBIG', 'request body');
      parts.push(piece);
    }
    return parts.length === 1 ? parts[0]! : concat(parts.length === 0 ? [new Uint8Array(0)] : parts);
  }
}

/** A piece of a body in chunked coding; nothing for no bytes, which would end it. */
export function chunkOf(bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? bytes : concat([encode(`${bytes.length.toString(16)}\r\n`), bytes, encode('\r\n')]);
}

export const LAST_CHUNK = encode('0\r\n\r\n');
