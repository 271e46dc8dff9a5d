// The daemon's side of the table: from a request to an operation, and from its result to an answer.

import { encode, latin1 } from '../fs/bytes.ts';
import { FsError } from '../fs/node.ts';
import { type Task, waitFor, WaitQueue } from '../kernel/block.ts';
import { type ApiAnswer, type ApiRequest, failure, goStringify, jsonAnswer } from './answer.ts';
import { ApiError } from './error.ts';
import { frame, MULTIPLEXED_STREAM, RAW_STREAM } from './frames.ts';
import { checkType, readJson } from './gojson.ts';
import type { DockerApi } from './operations.ts';
import { Query } from './query.ts';
import { ReferenceError_ } from './reference.ts';
import type { Again, Incoming, Route, Sample } from './route.ts';
import { ROUTES } from './routes/index.ts';
import type { AttachStream, OutputChunk, Stream } from './stream.ts';
import { COMMON_HEADERS, otherAnswer } from './unserved.ts';
import { API_VERSION, MIN_API_VERSION, older } from './versions.ts';

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** A query that the request must have. */
  readonly needs: string | undefined;
}

function compile(route: Route): Compiled {
  const [path = '', needs] = route.path.split('?');
  const names: string[] = [];
  // what the daemon's own table takes for a name may have slashes in it, or be nothing at all
  const pattern = path.replace(/\{(\w+)(\.\.\.)?\}/g, (_, name: string) => {
    names.push(name);
    return path.startsWith('/exec/') ? '([^/]+)' : '(.*)';
  });
  return { route, pattern: new RegExp(`^${pattern}$`), names, needs };
}

// the most particular path first: what is fixed before what varies
/** What Go's server answers before any handler sees the request. */
const PLAIN_400: ApiAnswer = {
  status: 400,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: encode('400 Bad Request'),
};

const TABLE: readonly Compiled[] = ROUTES.map(compile).sort(
  (a, b) =>
    Number(b.needs !== undefined) - Number(a.needs !== undefined) ||
    a.names.length - b.names.length ||
    Number(a.route.path.endsWith('}')) - Number(b.route.path.endsWith('}')),
);

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A refusal before all of the daemon's own headers are set. */
function early(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array): ApiAnswer {
  const own = { 'Api-Version': API_VERSION, Ostype: 'linux', Server: COMMON_HEADERS['Server']! };
  return { status, bare: true, headers: { ...own, ...headers }, body };
}

/** Is every escape of a text one (net/url)? */
const badEscape = (text: string): string | undefined => /%(?![0-9a-fA-F]{2}).{0,2}/.exec(text)?.[0];

/** A path without empty parts and dots; a client that asks for another is sent there (gorilla/mux). */
function cleaned(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  const end = out.length > 0 && /\/\.{0,2}$/.test(path) ? '/' : '';
  return `/${out.join('/')}${end}`;
}

/** Answers one request from the table. Never throws for what a client sends. */
export function* answerRequest(api: DockerApi, request: ApiRequest): Task<ApiAnswer> {
  const [full = '/', text = ''] = request.target.replace(/#.*$/, '').split(/\?(.*)/s);
  if (badEscape(full) !== undefined) return { ...PLAIN_400, close: true };
  const straight = cleaned(full);
  if (straight !== full)
    return { status: 301, headers: { Location: text === '' ? straight : `${straight}?${text}` }, bare: true };
  const versioned = /^\/v([\d.]+)(\/.*)$/.exec(full);
  const path = versioned?.[2] ?? full;
  const version = versioned?.[1] ?? API_VERSION;
  const query = new Query(text);
  if (older(API_VERSION, version))
    return early(
      400,
      { 'Content-Type': 'application/json' },
      encode(
        `${JSON.stringify({ message: `client version ${version} is too new. Maximum supported API version is ${API_VERSION}` })}\n`,
      ),
    );
  if (older(version, MIN_API_VERSION)) {
    const why = `client version ${version} is too old. Minimum supported API version is ${MIN_API_VERSION}, please upgrade your client to a newer version`;
    return early(
      400,
      { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
      encode(`${why}\n`),
    );
  }
  let attaching = false;
  try {
    const hit = find(request.method, path, query);
    attaching = hit?.route.operation === 'ContainerAttach';
    if (hit === undefined)
      return (
        (yield* otherAnswer(api, request.method, path, query, request)) ?? {
          ...failure(404, 'page not found'),
          bare: true,
        }
      );
    const { route, values } = hit;
    if (route.lax !== true) checkQuery(text);
    let body = route.takes === undefined ? new Uint8Array(0) : yield* request.body();
    // a form is read where the query is, and nothing of it is left for who wants the body (net/http's ParseForm)
    if (route.raw !== true && isForm(request) && body.length > 0) {
      const form = latin1(body);
      checkQuery(form);
      if (route.takes === 'bytes') {
        query.add(form);
        body = new Uint8Array(0);
      }
    }
    if (route.takes === 'json') checkType(request.header('Content-Type'), body);
    const incoming: Incoming = {
      version,
      path: values,
      query,
      header: (name) => request.header(name),
      body,
      // an empty body is one with nothing in it (httputils.ReadJSON)
      json: () => (body.length === 0 ? {} : readJson(body)),
    };
    const operation = (api as unknown as Record<string, (...args: unknown[]) => Task<unknown>>)[route.operation]!;
    const args = route.read(incoming) as unknown[];
    try {
      const result = yield* operation(...args);
      const again = route.again?.(incoming);
      if (again !== undefined) return repeated(again, result as never, () => operation(...args) as Task<never>);
      const once = route.once?.(incoming);
      if (once !== undefined) return jsonAnswer(once(result as never));
      return answerOf(route, args, result, request, version);
    } catch (error) {
      if (route.tells !== true || !(error instanceof ApiError)) throw error;
      return jsonAnswer({ errorDetail: { message: error.message }, error: error.message });
    }
  } catch (error) {
    // who attaches is refused in plain words: no JSON goes over a connection that is given over
    if (error instanceof ApiError && attaching)
      return { status: error.status, headers: { 'Content-Type': RAW_STREAM }, body: encode(`${error.message}\r\n`) };
    if (error instanceof ApiError)
      return error.status === 304 ? { status: 304, headers: {} } : failure(error.status, error.message);
    if (error instanceof ReferenceError_) return failure(400, error.message);
    if (error instanceof FsError) return failure(500, error.message);
    throw error;
  }
}

/** Does a request say that its body is a form? */
const isForm = (request: ApiRequest): boolean =>
  ['POST', 'PUT', 'PATCH'].includes(request.method) &&
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.header('Content-Type'));

/** @throws ApiError 400 for a query that is none (net/url) */
function checkQuery(text: string): void {
  if (text.includes(';')) throw new ApiError(400, 'invalid semicolon separator in query');
  const bad = badEscape(text);
  if (bad !== undefined) throw new ApiError(400, `invalid URL escape ${JSON.stringify(bad)}`);
}

function find(
  method: string,
  path: string,
  query: Query,
): { route: Route; values: Record<string, string> } | undefined {
  for (const { route, pattern, names, needs } of TABLE) {
    if (route.method !== method || (needs !== undefined && !query.has(needs))) continue;
    const m = pattern.exec(path);
    if (m === null) continue;
    return { route, values: Object.fromEntries(names.map((n, i) => [n, unescape(m[i + 1]!)])) };
  }
  return undefined;
}

/** The row of the table that answers a request. @param path without its version */
export const routeOf = (method: string, path: string, query: Query): Route | undefined =>
  find(method, path, query)?.route;

/** An answer on a line of its own, again and again, until it cannot be given any more. */
function repeated(again: Again<Sample>, first: Sample, ask: () => Task<Sample>): ApiAnswer {
  let before: Sample | undefined;
  let open = true;
  const gone = new WaitQueue();
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    pieces: {
      *next(): Task<Uint8Array | undefined> {
        let now = first;
        if (before !== undefined) {
          yield* waitFor([gone], before.read + again.after);
          if (!open) return undefined;
          try {
            now = yield* ask();
          } catch (error) {
            if (error instanceof ApiError) return undefined;
            throw error;
          }
          if (now.read < before.read + again.after) now = { ...now, read: before.read + again.after };
        }
        const text = goStringify(again.encode(now, before ?? 'none'));
        before = now;
        return encode(`${text}\n`);
      },
      close(): void {
        open = false;
        gone.wake();
      },
    },
  };
}

function answerOf(
  route: Route,
  args: readonly unknown[],
  result: unknown,
  request: ApiRequest,
  version: string,
): ApiAnswer {
  const { answer } = route;
  switch (answer.kind) {
    case 'none':
      if (result === 'unchanged') return { status: 304, headers: {} };
      if (result === 'nothing')
        return { status: answer.nothing ?? answer.status, headers: {}, body: new Uint8Array(0) };
      return { status: answer.status, headers: {}, ...(answer.status === 204 ? {} : { body: new Uint8Array(0) }) };
    case 'json':
      if (answer.each !== undefined) {
        const text = answer.each(result as never).map((x) => `${goStringify(x)}\r\n`);
        return { status: answer.status, headers: { 'Content-Type': 'application/json' }, body: encode(text.join('')) };
      }
      return jsonAnswer(
        inVersion(route, answer.encode === undefined ? result : answer.encode(result as never), version),
        answer.status,
      );
    case 'head':
      return { status: answer.status, headers: answer.encode(result as never) };
    case 'tar': {
      const { body, headers } = answer.encode?.(result as never) ?? { body: result as Uint8Array, headers: {} };
      // of bytes of any kind nobody says what they are
      return answer.type === 'application/octet-stream'
        ? { status: answer.status, headers, sniffed: answer.type, body }
        : { status: answer.status, headers: { 'Content-Type': answer.type, ...headers }, body };
    }
    case 'lines': {
      const encodeItem = (answer.encode ?? ((x: never) => x)) as (item: unknown) => unknown;
      const end = route.operation === 'Events' ? '\n' : '\r\n';
      return {
        status: answer.status,
        headers: { 'Content-Type': 'application/json' },
        pieces: mapped(result as Stream<unknown>, (item) => encode(goStringify(encodeItem(item)) + end)),
      };
    }
    case 'output': {
      const { raw } = result as AttachStream;
      return {
        status: answer.status,
        headers: { 'Content-Type': raw ? RAW_STREAM : MULTIPLEXED_STREAM },
        pieces: mapped(result as Stream<OutputChunk>, raw ? (c) => c.bytes : frame),
      };
    }
    case 'hijack': {
      const stream = result as AttachStream;
      // an exec that nobody is attached to has nothing to say
      if (route.operation === 'ExecStart' && (args[1] as { detach: boolean }).detach) {
        stream.close();
        return { status: 200, headers: {}, body: new Uint8Array(0) };
      }
      // only who upgrades is told of frames
      const upgrade = request.header('Upgrade') !== '';
      // who starts an exec says whether its terminal is one for him too
      const exec = route.operation === 'ExecStart';
      const raw = exec ? (args[1] as { tty?: boolean }).tty === true : stream.raw;
      const type = { 'Content-Type': upgrade && !raw ? MULTIPLEXED_STREAM : RAW_STREAM };
      return {
        status: upgrade ? 101 : 200,
        // an exec takes the daemon's own headers along
        headers: {
          ...type,
          ...(upgrade ? { Connection: 'Upgrade', Upgrade: 'tcp' } : {}),
          ...(exec ? COMMON_HEADERS : {}),
        },
        hijack: stream,
        frame: raw ? (c) => c.bytes : frame,
      };
    }
  }
}

/** A JSON answer as the version of the API has it that was asked in. */
const inVersion = (route: Route, value: unknown, version: string): unknown =>
  route.asOf === undefined ? value : route.asOf(value as never, version);

function mapped<A, B>(stream: Stream<A>, f: (item: A) => B): Stream<B> {
  return {
    *next(): Task<B | undefined> {
      const item = yield* stream.next();
      return item === undefined ? undefined : f(item);
    },
    close: () => stream.close(),
  };
}
