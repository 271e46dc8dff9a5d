// The daemon's end of a connection: requests read one after another, answers written, and the connection itself given
// over to whoever attaches.

import { concat, decode, encode } from '../fs/bytes.ts';
import { FsError } from '../fs/node.ts';
import { type Task, waitFor } from '../kernel/block.ts';
import type { Connection, Listener } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import { header, type HttpMessage } from '../programs/net/http.ts';
import { Loop } from '../programs/net/loop.ts';
import { type ApiAnswer, failure } from './answer.ts';
import { Body, chunkOf, type ConnectionWire, LAST_CHUNK } from './connection.ts';
import { HEADS, refusal, RequestWire, Room } from './incoming.ts';
import { ApiError } from './error.ts';
import type { DockerApi } from './operations.ts';
import { answerRequest } from './router.ts';
import type { AttachStream } from './stream.ts';
import { COMMON_HEADERS } from './unserved.ts';

/** Bytes that a request's body may have, and all of them together: a build's context is the largest. */
const MAX_BODY = 512 << 20;
/** Bytes of a body that nobody wanted which are read all the same, to keep the connection (net/http). */
const UNWANTED = 256 << 10;

const REASONS: Readonly<Record<number, string>> = {
  101: 'UPGRADED',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/** Told of a daemon's requests: who carries bytes in from outside wants to know what they are for. */
export interface Observer {
  /** A request has come. @returns told when it gives the connection over, and when it is done with */
  asked(connection: Connection, method: string, target: string): Observed;
}
export interface Observed {
  hijacked(stream: AttachStream): void;
  ended(): void;
  /** What is answered, before its body goes out. */
  answered?(answer: ApiAnswer): void;
  /** The body, or a piece of it, as it stood before it was put into chunks. */
  told?(bytes: Uint8Array): void;
}

const UNSEEN: Observer = { asked: () => ({ hijacked: () => {}, ended: () => {} }) };

export interface ServeOptions {
  /** What is to be done when a signal ends the daemon, while answers still are given; it takes the signals that have come. */
  readonly ending?: (() => Task) | undefined;
  readonly observer?: Observer | undefined;
}

/** Answers whoever connects to the listeners, until a signal ends the process. */
export function* serveApi(
  p: Process,
  listeners: readonly Listener[],
  api: () => DockerApi,
  { ending, observer = UNSEEN }: ServeOptions = {},
): Task<number> {
  const loop = new Loop();
  const heads = new Room(HEADS);
  const bodies = new Room(MAX_BODY);
  for (const listener of listeners) {
    loop.add(
      accept(p, listener, (connection) =>
        loop.add(talk(new RequestWire(p, connection, heads), api, loop, observer, bodies)),
      ),
    );
  }
  const failed = (error: unknown): void => {
    if (!(error instanceof FsError)) throw error;
  };
  const why = yield* loop.run(p, { failed });
  if (why === 'signal' && ending !== undefined) {
    let done = false;
    loop.add(
      (function* () {
        yield* ending();
        done = true;
      })(),
    );
    yield* loop.run(p, { failed, stop: () => done });
  }
  loop.close();
  return 0;
}

function* accept(p: Process, listener: Listener, take: (connection: Connection) => void): Task {
  for (;;) {
    const connection = yield* p.kernel.net.accept(p, listener);
    if (connection !== undefined) take(connection);
    else if (listener.closed) return;
    else yield* waitFor([listener.arrived]);
  }
}

/** The requests of one connection. */
function* talk(wire: RequestWire, api: () => DockerApi, loop: Loop, observer: Observer, bodies: Room): Task {
  let handed = false;
  let observed: Observed | undefined;
  try {
    for (;;) {
      const head = yield* wire.request();
      if (head === undefined) return;
      if (typeof head === 'string') {
        yield* wire.send(refusal(head));
        return;
      }
      const [method = '', target = '/'] = head.start.split(' ');
      const request = new Asked(wire, head, bodies);
      observed = observer.asked(wire.connection, method, target);
      const answer = yield* answered(api(), request, head, method, target);
      observed.answered?.(answer);
      const close = /close/i.test(header(head, 'connection') ?? '') || head.start.endsWith('HTTP/1.0');
      if (answer.hijack !== undefined) {
        handed = true;
        observed.hijacked(answer.hijack);
        request.done();
        yield* request.skip();
        yield* hijack(wire, answer, answer.hijack, loop, observed);
        return;
      }
      if (answer.close === true) {
        const why = decode(answer.body!).replace(/^400 /, '');
        yield* wire.send(
          concat([
            encode(
              `HTTP/1.1 400 ${why}\r\nContent-Type: ${answer.headers['Content-Type']!}\r\nConnection: close\r\n\r\n`,
            ),
            answer.body!,
          ]),
        );
        request.done();
        return;
      }
      yield* write(wire, answer, method, close, loop, head.start.endsWith('HTTP/1.0'), observed);
      request.done();
      // what the operation did not want of the body is passed over
      const passed = request.sound && (yield* request.body.pass(UNWANTED));
      observed.ended();
      observed = undefined;
      if (close || !passed) return;
    }
  } finally {
    observed?.ended();
    if (!handed) wire.close();
  }
}

/** A request whose body is read when somebody wants it. */
class Asked {
  readonly body: Body;
  private taken = 0;
  /** The client holds its body back until it is told to go on. */
  private held: boolean;
  private broken = false;
  private readonly sized: boolean;
  constructor(
    private readonly wire: RequestWire,
    head: HttpMessage,
    private readonly bodies: Room,
  ) {
    this.body = new Body(wire, head, 'request');
    this.sized = header(head, 'transfer-encoding') === undefined;
    this.held = /100-continue/i.test(header(head, 'expect') ?? '');
  }
  /** May what comes behind the body be another request? */
  get sound(): boolean {
    return !this.held && !this.broken;
  }
  *all(): Task<Uint8Array> {
    if (this.held) yield* this.wire.send(encode('HTTP/1.1 100 Continue\r\n\r\n'));
    this.held = false;
    this.broken = true;
    try {
      const bytes = yield* this.body.all(MAX_BODY, (more) => {
        this.bodies.take(more);
        this.taken += more;
      });
      this.broken = false;
      return bytes;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new ApiError(error.code === 'EFBIG' ? 413 : 400, error.path);
    }
  }
  /** What the request itself had to say is no input of who it is given over to. */
  *skip(): Task {
    if (this.sized) yield* this.body.pass(UNWANTED);
  }
  done(): void {
    this.bodies.give(this.taken);
    this.taken = 0;
  }
}

/** What Go's server says of a request that is none. */
const noRequest = (why: string): ApiAnswer => ({
  status: 400,
  close: true,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: encode(`400 Bad Request: ${why}`),
});

function* answered(api: DockerApi, request: Asked, head: HttpMessage, method: string, target: string): Task<ApiAnswer> {
  if (header(head, 'host') === undefined && head.start.endsWith('HTTP/1.1')) {
    return noRequest('missing required Host header');
  }
  if (/[\s"<>\\^`{|}/?#@]/.test(header(head, 'host') ?? '')) return noRequest('malformed Host header');
  try {
    return yield* answerRequest(api, {
      method,
      target,
      header: (name) => header(head, name) ?? '',
      body: () => request.all(),
    });
  } catch (error) {
    request.done();
    if (error instanceof FsError) return failure(error.code === 'EFBIG' ? 413 : 400, error.message);
    // a fault of this engine costs its client an answer, not everybody the daemon
    if (error instanceof Error) return failure(500, `drydock: ${error.message}`);
    throw error;
  }
}

/** What Go's server keeps of an answer before it must say how it comes: a longer one goes in chunks. */
const HELD = 2048;

/** The head of an answer. `more` is the server's own: how the body comes. @param now virtual ms @param old HTTP/1.0 */
function headOf(answer: ApiAnswer, more: Readonly<Record<string, string>>, now: number, old = false): Uint8Array {
  const sorted = (headers: Readonly<Record<string, string>>): [string, string][] =>
    Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  // what the daemon sets goes by name; the server adds the length and how the body comes behind it, and a connection
  // that is given over begins with what it carries
  const own = answer.hijack !== undefined || answer.status === 101;
  const { sniffed } = answer;
  const lines = own
    ? Object.entries(answer.headers)
    : [
        ...sorted(answer.bare === true ? answer.headers : { ...COMMON_HEADERS, ...answer.headers }),
        ['Date', new Date(now).toUTCString()],
        ...(more['Content-Length'] === undefined || answer.headers['Content-Length'] !== undefined
          ? []
          : [['Content-Length', more['Content-Length']]]),
        ...(sniffed === undefined ? [] : [['Content-Type', sniffed]]),
        ...Object.entries(more).filter(([k]) => k !== 'Content-Length'),
      ];
  return encode(
    `HTTP/1.${old ? 0 : 1} ${answer.status} ${REASONS[answer.status] ?? 'Error'}\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`,
  );
}

/** @param old the client speaks HTTP/1.0: no chunks, and the end of the connection ends an answer */
function* write(
  wire: ConnectionWire,
  answer: ApiAnswer,
  method: string,
  close: boolean,
  loop: Loop,
  old: boolean,
  observed: Observed,
): Task {
  const now = (): number => wire.p.kernel.now;
  const ends: Record<string, string> = close && !old ? { Connection: 'close' } : {};
  if (answer.pieces === undefined) {
    const { body } = answer;
    const bare = answer.status === 204 || answer.status === 304;
    const long = body !== undefined && method !== 'HEAD' && body.length > HELD;
    // who writes nothing to a HEAD says nothing of a length
    const silent = method === 'HEAD' && body === undefined;
    const how: Record<string, string> =
      bare || silent || (long && old)
        ? {}
        : long
          ? { 'Transfer-Encoding': 'chunked' }
          : { 'Content-Length': String(body?.length ?? 0) };
    const head = headOf(answer, { ...ends, ...how }, now(), old);
    if (method === 'HEAD' || bare || body === undefined) return yield* wire.send(head);
    observed.told?.(body);
    yield* wire.send(concat(long && !old ? [head, chunkOf(body), LAST_CHUNK] : [head, body]));
    return;
  }
  const { pieces } = answer;
  let done = false;
  // a client that hangs up ends the stream, however long nothing comes of it
  loop.add(
    watch(
      wire,
      () => !done,
      () => pieces.close(),
      true,
    ),
  );
  try {
    yield* wire.send(headOf(answer, old ? ends : { ...ends, 'Transfer-Encoding': 'chunked' }, now(), old));
    for (let piece = yield* pieces.next(); piece !== undefined; piece = yield* pieces.next()) {
      observed.told?.(piece);
      yield* wire.send(old ? piece : chunkOf(piece));
    }
    if (!old) yield* wire.send(LAST_CHUNK);
  } finally {
    done = true;
    pieces.close();
  }
}

/**
 * Waits until the other side has gone.
 * @param half who says nothing more has gone: true of whoever waits for an answer, not of whoever is attached
 */
function* watch(wire: ConnectionWire, open: () => boolean, gone: () => void, half = false): Task {
  const { incoming, outgoing } = wire.connection;
  while (open()) {
    if (incoming.writeClosed && incoming.length === 0 && (half || outgoing.readClosed)) return gone();
    yield* waitFor([incoming.readable, outgoing.writable]);
  }
}

/** Gives the connection over: what comes is the container's input, its output goes back. */
function* hijack(wire: ConnectionWire, answer: ApiAnswer, stream: AttachStream, loop: Loop, observed: Observed): Task {
  const frame = answer.frame!;
  let done = false;
  loop.add(
    (function* (): Task {
      for (;;) {
        const bytes = yield* wire.piece();
        if (done) return;
        if (bytes.length === 0) {
          stream.closeWrite();
          if (wire.connection.outgoing.readClosed) stream.close();
          return;
        }
        yield* stream.write(bytes);
      }
    })(),
  );
  loop.add(
    watch(
      wire,
      () => !done,
      () => stream.close(),
    ),
  );
  try {
    yield* wire.send(headOf(answer, {}, wire.p.kernel.now));
    for (let chunk = yield* stream.next(); chunk !== undefined; chunk = yield* stream.next()) {
      const bytes = frame(chunk);
      observed.told?.(bytes);
      yield* wire.send(bytes);
    }
  } finally {
    done = true;
    stream.close();
    wire.close();
  }
}
