// gRPC over HTTP/2: messages with five bytes before each, a status in the trailers. Both ends of it.

import type { ClientHttp2Session, ClientHttp2Stream, Http2Stream, ServerHttp2Session } from 'node:http2';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { Status } from './messages/common.ts';
import type { Message, Of } from './protobuf.ts';

/** Codes of gRPC that are used here. */
export const Code = {
  ok: 0,
  canceled: 1,
  unknown: 2,
  invalidArgument: 3,
  notFound: 5,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const;

/** Bytes that one message may have. */
const LONGEST = 16 << 20;

/** What a call ends with when it does not go well. */
export class GrpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
    /** What programs are told beside the text: a name of a type and its bytes. */
    readonly details: readonly { readonly typeUrl: string; readonly value: Uint8Array }[] = [],
  ) {
    super(message);
  }
}

/** An error as a message. */
export function statusOf(error: GrpcError): Partial<Of<typeof Status>> {
  return { code: error.code, message: error.message, details: error.details };
}

/** A message with its five bytes. */
export function frame(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(5 + bytes.length);
  out[0] = 0;
  out.writeUInt32BE(bytes.length, 1);
  out.set(bytes, 5);
  return out;
}

/** Cuts what comes into messages. */
export class Deframer {
  private held: Buffer[] = [];
  private size = 0;

  /** Takes bytes, gives the messages that are whole now. @throws GrpcError for compressed and for too long ones */
  push(bytes: Buffer): Uint8Array[] {
    this.held.push(bytes);
    this.size += bytes.length;
    const out: Uint8Array[] = [];
    while (this.size >= 5) {
      if (this.held[0]!.length < 5) this.join();
      const first = this.held[0]!;
      const length = first.readUInt32BE(1);
      if (first[0] !== 0) throw new GrpcError(Code.unimplemented, 'grpc: compressed messages are not taken here');
      if (length > LONGEST)
        throw new GrpcError(
          Code.resourceExhausted,
          `grpc: received message larger than max (${length} vs. ${LONGEST})`,
        );
      if (this.size < 5 + length) break;
      this.join();
      const all = this.held[0]!;
      out.push(new Uint8Array(all.subarray(5, 5 + length)));
      this.size -= 5 + length;
      this.held = this.size === 0 ? [] : [all.subarray(5 + length)];
    }
    return out;
  }
  private join(): void {
    if (this.held.length > 1) this.held = [Buffer.concat(this.held)];
  }
}

/** The messages of a stream in turn. @throws GrpcError, and what breaks the stream */
async function* messages(stream: Http2Stream): AsyncGenerator<Uint8Array, void, undefined> {
  const deframer = new Deframer();
  for await (const piece of stream) yield* deframer.push(piece as Buffer);
}

/** Sends a message, and waits while the other side takes none. */
async function send(stream: Http2Stream, bytes: Uint8Array): Promise<void> {
  if (stream.destroyed || stream.closed) throw new GrpcError(Code.canceled, 'the stream is closed');
  if (stream.write(frame(bytes))) return;
  await new Promise<void>((done) => {
    const end = (): void => {
      stream.off('drain', end);
      stream.off('close', end);
      done();
    };
    stream.on('drain', end);
    stream.on('close', end);
  });
}

/** A call as the one who answers it sees it. */
export interface Call {
  /** A header field of the request, several values with commas between; undefined when it is not there. */
  header(name: string): string | undefined;
  /** Further fields of the answer's head, before its first message. */
  head(fields: Readonly<Record<string, string>>): void;
  /** Sends the head of the answer, which otherwise goes with the first message. */
  begin(): void;
  send(bytes: Uint8Array): Promise<void>;
  /** Called when the client has gone before the answer. */
  onGone(f: () => void): void;
}

/** Answers one method; what it throws becomes the status of the call. */
export type Method = (requests: AsyncIterable<Uint8Array>, call: Call) => Promise<void>;
export type Service = Readonly<Record<string, Method>>;

/** The one request of a call. */
async function only(requests: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  let request: Uint8Array = new Uint8Array(0);
  for await (const r of requests) request = r;
  return request;
}

/** A method of one request and one answer. */
export function unary<Q, A>(
  request: Message<Q>,
  answer: Message<A>,
  handler: (request: Q, call: Call) => Promise<Partial<A>> | Partial<A>,
): Method {
  return async (requests, call) => call.send(answer.encode(await handler(request.decode(await only(requests)), call)));
}

/** A method of one request whose answers come over time. */
export function streaming<Q, A>(
  request: Message<Q>,
  answer: Message<A>,
  handler: (request: Q, send: (answer: Partial<A>) => Promise<void>, call: Call) => Promise<void>,
): Method {
  return async (requests, call) =>
    handler(request.decode(await only(requests)), (a) => call.send(answer.encode(a)), call);
}

/** A header field of gRPC is ASCII: the rest of a text is written as in URLs. */
function percent(text: string): string {
  return text.replace(/[^\x20-\x24\x26-\x7e]/gu, (c) => encodeURIComponent(c));
}

function trailersOf(error: unknown): OutgoingHttpHeaders {
  if (error === undefined) return { 'grpc-status': '0' };
  const e = error instanceof GrpcError ? error : new GrpcError(Code.internal, `drydock: ${(error as Error).message}`);
  const trailers: OutgoingHttpHeaders = { 'grpc-status': String(e.code), 'grpc-message': percent(e.message) };
  if (e.details.length > 0)
    trailers['grpc-status-details-bin'] = Buffer.from(Status.encode(statusOf(e))).toString('base64');
  return trailers;
}

/** Answers the calls of a connection by a table of paths. */
export function answerCalls(session: ServerHttp2Session, methods: Service): void {
  session.on('error', () => {});
  session.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => {});
    void answerCall(stream, headers, methods);
  });
}

async function answerCall(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, methods: Service): Promise<void> {
  const path = headers[':path'] ?? '';
  const head: OutgoingHttpHeaders = { ':status': 200, 'content-type': 'application/grpc' };
  let begun = false;
  const begin = (): void => {
    if (begun || stream.destroyed) return;
    begun = true;
    stream.respond(head, { waitForTrailers: true });
  };
  let answered = false;
  let failed: unknown;
  stream.on('wantTrailers', () => {
    if (!stream.destroyed) stream.sendTrailers(trailersOf(failed));
  });
  try {
    const method = Object.hasOwn(methods, path) ? methods[path] : undefined;
    if (method === undefined) throw unknownMethod(path);
    await method(messages(stream), {
      header: (name) => {
        const value = headers[name];
        return Array.isArray(value) ? value.join(', ') : value;
      },
      head: (fields) => Object.assign(head, fields),
      begin,
      async send(bytes) {
        begin();
        await send(stream, bytes);
      },
      onGone(f) {
        stream.on('close', () => {
          if (!answered) f();
        });
      },
    });
  } catch (error) {
    failed = error;
  }
  answered = true;
  begin();
  stream.end();
}

function unknownMethod(path: string): GrpcError {
  const [, service = '', method = ''] = path.split('/');
  return new GrpcError(
    Code.unimplemented,
    /^moby\.|^containerd\./.test(service)
      ? `drydock: '${service}/${method}' is not simulated`
      : `unknown service ${service}`,
  );
}

/** What an error tells programs beside its text; nothing where that cannot be read. */
function detailsOf(field: string | string[] | undefined): GrpcError['details'] {
  if (field === undefined) return [];
  try {
    const { details } = Status.decode(new Uint8Array(Buffer.from(String(field), 'base64')));
    return details.map((d) => ({ typeUrl: d.typeUrl ?? '', value: d.value ?? new Uint8Array(0) }));
  } catch {
    return [];
  }
}

/** A call as the one who makes it sees it. */
export class Asked implements AsyncIterable<Uint8Array> {
  private trailers: IncomingHttpHeaders = {};

  constructor(private readonly stream: ClientHttp2Stream) {
    const note = (h: IncomingHttpHeaders): void => {
      if (h['grpc-status'] !== undefined) this.trailers = h;
    };
    stream.on('response', note);
    stream.on('trailers', note);
    stream.on('error', () => {});
  }

  send(bytes: Uint8Array): Promise<void> {
    return send(this.stream, bytes);
  }
  /** No more comes from this side. */
  end(): void {
    this.stream.end();
  }
  /** Gives the call up. */
  cancel(): void {
    this.stream.close(8);
  }

  /** The messages of the answer. @throws GrpcError what the call ended with, unless that is well */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* messages(this.stream);
    } catch (error) {
      if (error instanceof GrpcError) throw error;
      throw new GrpcError(Code.unavailable, (error as Error).message);
    }
    const code = Number(this.trailers['grpc-status'] ?? Code.unavailable);
    if (code === 0) return;
    const text = String(this.trailers['grpc-message'] ?? 'the stream ended without a status');
    let message = text;
    try {
      message = decodeURIComponent(text);
    } catch {
      // a text that is no such coding stands as it is
    }
    throw new GrpcError(code, message, detailsOf(this.trailers['grpc-status-details-bin']));
  }
}

/** Calls a method of the other side. */
export function ask(session: ClientHttp2Session, path: string, headers: OutgoingHttpHeaders = {}): Asked {
  return new Asked(
    session.request({
      ...headers,
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    }),
  );
}

/** A call of one request and one answer. @throws GrpcError */
export async function askOnce<Q, A>(
  session: ClientHttp2Session,
  path: string,
  request: { readonly of: Message<Q>; readonly value: Partial<Q> },
  answer: Message<A>,
): Promise<A> {
  const call = ask(session, path);
  await call.send(request.of.encode(request.value));
  call.end();
  let out: A | undefined;
  for await (const bytes of call) out = answer.decode(bytes);
  if (out === undefined) throw new GrpcError(Code.internal, 'an answer without a message');
  return out;
}
