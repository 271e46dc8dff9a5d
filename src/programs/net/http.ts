// HTTP/1.1 over connections of the machine: a client's request, a server's loop.

import { concat, decode, encode, fromLatin1 } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import { type Task, waitFor } from '../../kernel/block.ts';
import { type Connection, type Listener, SocketFile } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { Loop } from './loop.ts';

export interface HttpMessage {
  /** Request line or status line. */
  readonly start: string;
  /** Header fields in their order, as written. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** A header's value, names compared without regard to case. */
export function header(m: HttpMessage, name: string): string | undefined {
  return m.headers.find(([k]) => k.toLowerCase() === name.toLowerCase())?.[1];
}

/** Where a text of ASCII begins in bytes; -1 when it is not there. */
function find(bytes: Uint8Array, mark: string, from: number): number {
  for (let at = bytes.indexOf(mark.charCodeAt(0), from); at >= 0; at = bytes.indexOf(mark.charCodeAt(0), at + 1)) {
    let k = 1;
    while (k < mark.length && bytes[at + k] === mark.charCodeAt(k)) k++;
    if (k === mark.length) return at;
  }
  return -1;
}

/** Bytes of a connection, read as much as is asked for. */
export class Wire {
  private buffer = new Uint8Array(0);
  /** Bytes that have come in all. */
  taken = 0;
  constructor(
    readonly p: Process,
    readonly fd: number,
  ) {}
  /** The next bytes of the stream itself; empty at its end. */
  protected *arriving(): Task<Uint8Array> {
    return yield* this.p.read(this.fd);
  }
  /** What is there, or what comes next; empty at the end. */
  *piece(): Task<Uint8Array> {
    if (this.buffer.length === 0 && !(yield* this.more())) return this.buffer;
    const out = this.buffer;
    this.buffer = new Uint8Array(0);
    return out;
  }
  private *more(): Task<boolean> {
    const got = yield* this.arriving();
    if (got.length === 0) return false;
    this.taken += got.length;
    this.buffer = concat([this.buffer, got]) as Uint8Array<ArrayBuffer>;
    return true;
  }
  /** Up to and without `mark`; undefined when the stream ends before. */
  *until(mark: string): Task<string | undefined> {
    // what has been looked through is not looked through again
    let from = 0;
    for (;;) {
      const at = find(this.buffer, mark, from);
      if (at >= 0) {
        const head = decode(this.buffer.subarray(0, at));
        this.buffer = this.buffer.slice(at + mark.length);
        return head;
      }
      from = Math.max(0, this.buffer.length - mark.length + 1);
      if (this.buffer.length > 1 << 20 || !(yield* this.more())) return undefined;
    }
  }
  *exactly(n: number): Task<Uint8Array> {
    while (this.buffer.length < n) if (!(yield* this.more())) break;
    const out = this.buffer.slice(0, n);
    this.buffer = this.buffer.slice(n);
    return out;
  }
  get pending(): number {
    return this.buffer.length;
  }
}

/** Reads a request or an answer; undefined when the other side closed or spoke something else. */
export function* readMessage(wire: Wire, kind: 'request' | 'answer', noBody = false): Task<HttpMessage | undefined> {
  const m = yield* readHead(wire, kind);
  if (m === undefined || m === 'malformed') return undefined;
  return noBody ? m : { ...m, body: yield* readBody(wire, m, kind) };
}

/** The first lines of a message, without its body; `malformed` when it is no HTTP. */
export function* readHead(wire: Wire, kind: 'request' | 'answer'): Task<HttpMessage | 'malformed' | undefined> {
  const head = yield* wire.until('\r\n\r\n');
  if (head === undefined) return undefined;
  const [start = '', ...lines] = head.split('\r\n');
  if (kind === 'answer' ? !/^HTTP\/1\.[01] \d{3}/.test(start) : !/^[A-Z]+ \S+ HTTP\/1\.[01]$/.test(start))
    return 'malformed';
  // a line without a colon has no name
  const headers = lines.map((l): [string, string] => {
    const cut = l.indexOf(':');
    return [l.slice(0, Math.max(0, cut)), l.slice(cut + 1).trim()];
  });
  return { start, headers, body: new Uint8Array(0) };
}

/**
 * The body that belongs to a head.
 * @param come told of every piece of a body whose length is not known before, as it comes
 */
export function* readBody(
  wire: Wire,
  m: HttpMessage,
  kind: 'request' | 'answer',
  come: (piece: Uint8Array) => Task = function* () {},
): Task<Uint8Array> {
  if (/chunked/i.test(header(m, 'transfer-encoding') ?? '')) {
    const parts: Uint8Array[] = [];
    for (;;) {
      const size = parseInt((yield* wire.until('\r\n')) ?? '0', 16);
      if (!(size > 0)) break;
      parts.push(yield* wire.exactly(size));
      yield* come(parts.at(-1)!);
      yield* wire.exactly(2);
    }
    yield* wire.until('\r\n');
    return concat(parts.length === 0 ? [new Uint8Array(0)] : parts);
  }
  const length = header(m, 'content-length');
  if (length !== undefined) return yield* wire.exactly(Number(length) || 0);
  if (kind === 'request' || /^HTTP\/1\.[01] (100|204|304)/.test(m.start)) return m.body;
  const parts: Uint8Array[] = [yield* wire.exactly(wire.pending)];
  yield* come(parts[0]!);
  for (let c = yield* wire.piece(); c.length > 0; c = yield* wire.piece()) {
    parts.push(c);
    yield* come(c);
  }
  return concat(parts);
}

export function formatMessage(m: HttpMessage): Uint8Array {
  return concat([encode(`${m.start}\r\n${m.headers.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`), m.body]);
}

/** Takes a connection as a descriptor of the process. */
export function socketFd(p: Process, connection: ConstructorParameters<typeof SocketFile>[0]): number {
  const fd = p.freeFd();
  p.setFd(fd, new SocketFile(connection));
  return fd;
}

export interface Url {
  readonly scheme: string;
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** A URL's parts; undefined when it is none. */
export function parseUrl(text: string): Url | undefined {
  const m = /^(?:([a-zA-Z][\w+.-]*):\/\/)?(?:([^/@]*)@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d*))?([/?#].*)?$/.exec(text);
  if (m === null || m[3] === '') return undefined;
  const scheme = (m[1] ?? 'http').toLowerCase();
  const path = (m[5] ?? '/').replace(/#.*/, '');
  return {
    scheme,
    user: m[2],
    host: m[3]!.replace(/^\[|\]$/g, ''),
    port: m[4] ? Number(m[4]) : scheme === 'https' ? 443 : 80,
    path: path.startsWith('/') ? path : `/${path}`,
  };
}

/** What answers the requests of a connection. The process is the one that serves. */
export type Answer = (request: HttpMessage, peer: { ip: string; port: number }, q: Process) => Task<HttpMessage>;

/** Serves the connections of a listener, all from the process that calls, until the listener closes or a caught signal comes. */
export function* serve(p: Process, listener: Listener, answer: Answer): Task<number> {
  return yield* serveAll(p, [{ listener, talk: (connection) => httpTalk(p, connection, answer) }]);
}

/** Serves several listeners, each with a protocol of its own. */
export function* serveAll(
  p: Process,
  ports: readonly { readonly listener: Listener; readonly talk: (connection: Connection) => Task<unknown> }[],
): Task<number> {
  const loop = new Loop();
  // a client that hangs up must not end the server
  if (p.actions.get(SIGNALS.PIPE) === undefined) p.actions.set(SIGNALS.PIPE, 'ignore');
  const failed = (error: unknown): void => {
    if (!(error instanceof FsError)) throw error;
  };
  for (const { listener, talk } of ports) {
    loop.add(
      (function* () {
        for (;;) {
          const connection = yield* p.kernel.net.accept(p, listener);
          if (connection === undefined) {
            if (listener.closed) return;
            yield* waitFor([listener.arrived]);
            continue;
          }
          loop.add(talk(connection));
        }
      })(),
    );
  }
  for (;;) {
    const why = yield* loop.run(p, { failed });
    if (why !== 'signal') return 0;
    // whoever catches a signal and has to act on it looks at `caught` when this ends
    loop.close();
    return 0;
  }
}

/** Requests of one connection answered one after another. */
export function* httpTalk(p: Process, connection: Connection, answer: Answer): Task {
  const fd = socketFd(p, connection);
  const wire = new Wire(p, fd);
  try {
    for (;;) {
      const request = yield* readMessage(wire, 'request');
      if (request === undefined) return;
      const reply = yield* answer(request, connection.remote, p);
      const close = /close/i.test(header(request, 'connection') ?? '') || request.start.endsWith('HTTP/1.0');
      const sent = request.start.startsWith('HEAD ') ? { ...reply, body: new Uint8Array(0) } : reply;
      yield* p.write(
        fd,
        formatMessage({ ...sent, headers: [...reply.headers, ['Connection', close ? 'close' : 'keep-alive']] }),
      );
      if (close) return;
    }
  } finally {
    p.closeFd(fd);
  }
}

const TYPES: Record<string, string> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  txt: 'text/plain',
  png: 'image/png',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
  md: 'text/markdown',
  xml: 'text/xml',
  py: 'text/x-python',
};

/** Media type by the ending of a file's name. */
export function mediaType(path: string, otherwise = 'application/octet-stream'): string {
  return TYPES[/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? otherwise;
}

/** An answer with a body. */
export function reply(
  status: string,
  body: string | Uint8Array,
  headers: readonly (readonly [string, string])[] = [],
): HttpMessage {
  const bytes = typeof body === 'string' ? encode(body) : body;
  return { start: `HTTP/1.1 ${status}`, headers: [...headers, ['Content-Length', String(bytes.length)]], body: bytes };
}

/** Escapes of a URL taken out. */
export function unescapeUrl(text: string): string {
  return decode(fromLatin1(text.replace(/%([0-9a-fA-F]{2})/g, (_, h: string) => String.fromCharCode(parseInt(h, 16)))));
}
