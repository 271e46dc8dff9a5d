// A request's head as Go's server reads it: what it refuses before anybody is asked, and how much it holds meanwhile.

import { concat, encode } from '../fs/bytes.ts';
import { FsError } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import { type HttpMessage, readHead } from '../programs/net/http.ts';
import { ConnectionWire } from './connection.ts';

/** Bytes that all connections of a server together may have it hold. */
export class Room {
  constructor(private left: number) {}
  /** @throws FsError EFBIG when there is no more */
  take(bytes: number): void {
    if (bytes > this.left) throw new FsError('EFBIG', 'request');
    this.left -= bytes;
  }
  give(bytes: number): void {
    this.left += bytes;
  }
}

/** Bytes of one head (http.DefaultMaxHeaderBytes), and of all that are under way. */
const LONGEST_HEAD = 1 << 20;
export const HEADS = 64 << 20;

/** A connection whose unread heads are counted. */
export class RequestWire extends ConnectionWire {
  private held = 0;
  private heading = false;
  constructor(
    p: ConstructorParameters<typeof ConnectionWire>[0],
    connection: ConstructorParameters<typeof ConnectionWire>[1],
    private readonly heads: Room,
  ) {
    super(p, connection);
  }
  protected override *arriving(): Task<Uint8Array> {
    const got = yield* super.arriving();
    if (this.heading) {
      this.heads.take(got.length);
      this.held += got.length;
    }
    return got;
  }
  /** The next request's head; a text is what Go's server says to one that is none, undefined the end of all. */
  *request(): Task<HttpMessage | string | undefined> {
    this.heading = true;
    try {
      const head = yield* readHead(this, 'request');
      if (head === undefined) return this.pending > LONGEST_HEAD ? TOO_LARGE : undefined;
      return head === 'malformed' ? BAD : (refused(head) ?? head);
    } catch (error) {
      if (error instanceof FsError && error.code === 'EFBIG') return TOO_LARGE;
      throw error;
    } finally {
      this.heading = false;
      this.heads.give(this.held);
      this.held = 0;
    }
  }
}

const BAD = '400 Bad Request';
const TOO_LARGE = '431 Request Header Fields Too Large';

/** What a head is refused for (readTransfer and readRequest of net/http). */
function refused(head: HttpMessage): string | undefined {
  // an escape in a path that is none (net/url)
  if (/^[^ ?]+ [^ ?]*%(?![0-9a-fA-F]{2})/.test(head.start)) return BAD;
  const lengths = new Set<string>();
  const codings: string[] = [];
  for (const [name, value] of head.headers) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || /[\0-\x08\x0a-\x1f\x7f]/.test(value)) return BAD;
    if (/^content-length$/i.test(name)) lengths.add(value);
    if (/^transfer-encoding$/i.test(name)) codings.push(value);
  }
  if (codings.length > 1 || (codings.length === 1 && !/^chunked$/i.test(codings[0]!)))
    return '501 Not Implemented: Unsupported transfer encoding';
  // a body that comes in chunks has no other length
  if (codings.length === 0 && (lengths.size > 1 || [...lengths].some((l) => !/^\d{1,15}$/.test(l)))) return BAD;
  return undefined;
}

/** The answer to what is no request; the connection ends with it. */
export function refusal(why: string): Uint8Array {
  const [status = '', text = status] = why.split(': ');
  return concat([
    encode(`HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n`),
    encode(text),
  ]);
}
