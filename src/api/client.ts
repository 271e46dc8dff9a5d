// A client of the Engine API by bytes: the operations, made of the table of routes, over any connection to a daemon.

import { decode, encode } from '../fs/bytes.ts';
import { FsError } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import type { Connection } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import { formatMessage, header, type HttpMessage, readHead } from '../programs/net/http.ts';
import { Body, ConnectionWire, Timeout, Truncated } from './connection.ts';
import { ApiError, ConnectionError } from './error.ts';
import { RAW_STREAM, Unframer } from './frames.ts';
import type { DockerApi } from './operations.ts';
import { formatQuery } from './query.ts';
import type { Outgoing, Route } from './route.ts';
import { ROUTES } from './routes/index.ts';
import { API_VERSION } from './versions.ts';
import type { AttachStream, OutputChunk, OutputStream, Stream } from './stream.ts';

/** How a client gets a connection to its daemon, for which request. @throws what says that there is none */
export type Dial = (route: Route, args: readonly never[]) => Task<Connection>;

/** Path and query of a request, the variables of the path escaped. @throws ApiError 400 for a name that is empty */
export function targetOf(route: Route, out: Outgoing): string {
  if (route.operation === 'ImageCommit' && out.query?.['container'] === '') {
    throw new ApiError(400, 'invalid container name or ID: value is empty');
  }
  const thing = /^\/(container|network|volume)s\/\{/.exec(route.path)?.[1];
  if (thing !== undefined && out.path?.['id']?.trim() === '') {
    throw new ApiError(400, `invalid ${thing} name or ID: value is empty`);
  }
  const path = route.path
    .replace(/\?.*$/, '')
    .replace(/\{(\w+)(\.\.\.)?\}/g, (_, name: string, many: string | undefined) => {
      const text = encodeURIComponent((out.path?.[name] ?? '').replace(/^\/+/, ''))
        .replace(/%3A/g, ':')
        .replace(/%40/g, '@');
      return many === undefined ? text : text.replace(/%2F/g, '/');
    });
  const query = formatQuery(out.query ?? {});
  return `/v${API_VERSION}${path}${query === '' ? '' : `?${query}`}`;
}

function requestOf(route: Route, out: Outgoing): HttpMessage {
  const bytes =
    out.body === undefined
      ? new Uint8Array(0)
      : out.body instanceof Uint8Array
        ? out.body
        : encode(JSON.stringify(out.body));
  const upgrade = route.answer.kind === 'hijack';
  const json = out.body !== undefined && !(out.body instanceof Uint8Array);
  const headers: [string, string][] = [
    ['Host', 'api.moby.localhost'],
    ['User-Agent', 'Docker-Client/28.5.2 (linux)'],
    ['Content-Length', String(bytes.length)],
    ...(json ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ...(upgrade ? [['Connection', 'Upgrade'] as [string, string], ['Upgrade', 'tcp'] as [string, string]] : []),
    ...Object.entries(out.headers ?? {}),
  ];
  return { start: `${route.method} ${targetOf(route, out)} HTTP/1.1`, headers, body: bytes };
}

/** What the client says of a daemon that went away in the middle of an answer. */
const hungUp = (): ConnectionError => new ConnectionError('unexpected EOF');

/** The items of an answer that goes on: one JSON value a line. */
function linesOf<T>(wire: ConnectionWire, body: Body, decodeItem: (value: never) => T | undefined): Stream<T> {
  let text = '';
  let ended = false;
  const reader = new TextDecoder();
  function* take(deadline: number | undefined): Task<T | 'timeout' | undefined> {
    for (;;) {
      const end = text.indexOf('\n');
      if (end >= 0) {
        const line = text.slice(0, end).trim();
        text = text.slice(end + 1);
        if (line === '') continue;
        const item = decodeItem(JSON.parse(line) as never);
        if (item !== undefined) return item;
        continue;
      }
      if (ended) return undefined;
      wire.deadline = deadline;
      wire.interruptible = true;
      try {
        const piece = yield* body.next();
        if (piece !== undefined) text += reader.decode(piece, { stream: true });
        else {
          ended = true;
          wire.close();
          if (text.trim() !== '') text += '\n';
        }
      } catch (error) {
        if (error instanceof Timeout) return 'timeout';
        if (error instanceof Truncated && !ended) throw hungUp();
        if (error instanceof FsError) return undefined;
        throw error;
      } finally {
        wire.deadline = undefined;
      }
    }
  }
  return {
    *next(): Task<T | undefined> {
      return (yield* take(undefined)) as T | undefined;
    },
    nextBefore: take,
    close() {
      ended = true;
      wire.close();
    },
  };
}

function outputOf(wire: ConnectionWire, next: () => Task<Uint8Array | undefined>, raw: boolean): OutputStream {
  const unframer = new Unframer(raw);
  const ready: OutputChunk[] = [];
  let ended = false;
  return {
    raw,
    *next(): Task<OutputChunk | undefined> {
      for (;;) {
        const chunk = ready.shift();
        if (chunk !== undefined) return chunk;
        if (ended) return undefined;
        wire.interruptible = true;
        try {
          const piece = yield* next();
          if (piece === undefined || piece.length === 0) ended = true;
          else ready.push(...unframer.push(piece));
        } catch (error) {
          if (error instanceof Truncated && !ended) throw hungUp();
          if (!(error instanceof FsError)) throw error;
          if (error.code !== 'EINTR') ended = true;
          else return undefined;
        }
      }
    },
    close() {
      ended = true;
      wire.close();
    },
  };
}

/**
 * The operations of a daemon at the other end of connections that `dial` makes, one for each request.
 * @param p whose connections they are: they close when it ends
 */
export function clientOf(p: Process, dial: Dial): DockerApi {
  const api = {} as Record<string, (...args: never[]) => Task<unknown>>;
  for (const route of ROUTES) {
    api[route.operation] = function* (...args: never[]): Task<unknown> {
      const out = (route.write as (...a: never[]) => Outgoing)(...args);
      const request = formatMessage(requestOf(route, out));
      const wire = new ConnectionWire(p, yield* dial(route, args));
      const forget = (): void => wire.close();
      p.onExit.push(forget);
      let kept = false;
      try {
        yield* wire.send(request);
        const head = yield* readHead(wire, 'answer');
        if (head === undefined || head === 'malformed') throw new ApiError(500, 'error during connect: unexpected EOF');
        const [answer, stays] = yield* read(route, out, wire, head);
        kept = stays;
        return answer;
      } catch (error) {
        throw error instanceof Truncated ? hungUp() : error;
      } finally {
        if (!kept) {
          wire.close();
          const at = p.onExit.indexOf(forget);
          if (at >= 0) p.onExit.splice(at, 1);
        }
      }
    };
  }

  /** What the answer is, and whether its connection lives on. @throws ApiError */
  function* read(route: Route, out: Outgoing, wire: ConnectionWire, head: HttpMessage): Task<[unknown, boolean]> {
    const status = Number(head.start.split(' ')[1]);
    const body = new Body(wire, head, 'answer', route.method === 'HEAD' || status === 204 || status === 304);
    if (status >= 400) throw failure(status, decode(yield* body.all()), route.method === 'HEAD');
    const raw = header(head, 'content-type') === RAW_STREAM;
    const { answer } = route;
    switch (answer.kind) {
      case 'none':
        return [status === 304 ? 'unchanged' : undefined, false];
      case 'head':
        return [answer.decode((name) => header(head, name) ?? ''), false];
      case 'tar':
        return [unpacked(answer, yield* body.all(), head), false];
      case 'json': {
        const text = decode(yield* body.all());
        const value = (
          answer.each === undefined
            ? JSON.parse(text)
            : text
                .split('\n')
                .filter((l) => l.trim() !== '')
                .map((l) => JSON.parse(l) as unknown)
        ) as never;
        return [answer.decode === undefined ? value : answer.decode(value), false];
      }
      case 'lines':
        return [linesOf(wire, body, answer.decode ?? ((x: never) => x)), true];
      case 'output':
        return [outputOf(wire, () => body.next(), raw), true];
      case 'hijack':
        // a detached exec is answered like any other request
        return status === 101
          ? [attached(route, out, wire, raw), true]
          : [attached(route, out, wire, false, true), false];
    }
  }

  function attached(route: Route, out: Outgoing, wire: ConnectionWire, raw: boolean, over = false): AttachStream {
    const resize = route.operation === 'ExecStart' ? 'ExecResize' : 'ContainerResize';
    const stream = outputOf(
      wire,
      function* () {
        return over ? undefined : yield* wire.piece();
      },
      raw,
    );
    return {
      ...stream,
      *write(bytes: Uint8Array): Task {
        yield* wire.connection.outgoing.write(bytes);
      },
      closeWrite: () => wire.connection.outgoing.closeWrite(),
      resize(columns, rows) {
        // nobody waits for it, as in the real client
        p.fork(function* () {
          try {
            yield* api[resize]!(out.path!['id'] as never, columns as never, rows as never);
          } catch (error) {
            if (!(error instanceof ApiError)) throw error;
          }
          return 0;
        });
      },
      terminal: undefined,
    };
  }
  return api as unknown as DockerApi;
}

/** An archive's answer as the operation's result. */
function unpacked(answer: Route['answer'] & { kind: 'tar' }, bytes: Uint8Array, head: HttpMessage): unknown {
  return answer.decode === undefined ? bytes : answer.decode(bytes, (name) => header(head, name) ?? '');
}

/** A refusal as an error; a HEAD carries no text, so the client says what it can. */
function failure(status: number, text: string, bare: boolean): ApiError {
  if (bare) return new ApiError(status as 500, `request returned ${status} for API route`);
  try {
    const { message } = JSON.parse(text) as { message?: string };
    if (message !== undefined) return new ApiError(status as 500, message);
  } catch {
    // the oldest answers are plain text
  }
  return new ApiError(status as 500, text.trim());
}
