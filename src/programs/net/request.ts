// A client's request: to servers of the machine's networks, and over HTTPS to the few hosts of the simulated outside.

import { outsidePage } from '../../catalog/outside.ts';
import { concat, encode } from '../../fs/bytes.ts';
import { FsError, errnoText } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import { PROGRAM_MAGIC } from '../../kernel/image.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { formatMessage, type HttpMessage, readBody, readHead, reply, socketFd, type Url, Wire } from './http.ts';

/** Why a request got no answer. */
export class NoAnswer extends Error {
  constructor(
    readonly kind:
      'resolve' | 'connect' | 'timeout' | 'empty' | 'reset' | 'tls' | 'certificates' | 'slow' | 'malformed' | 'write',
    readonly errno: string,
    readonly ip: string,
    /** What had come of the answer until then. */
    readonly partial?: HttpMessage,
  ) {
    super(errno);
  }
}

export interface ClientRequest {
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly connectTimeout: number;
  /** Virtual ms at which all has to be over. */
  readonly deadline?: number;
  /** Without a look at certificates. */
  readonly insecure?: boolean;
  /** Speaks HTTP/1.0. */
  readonly old?: boolean;
  /** Connects somewhere else than where the name leads. */
  readonly to?: { readonly ip: string; readonly port: number };
  /** Path of a socket in the file tree. */
  readonly unix?: string;
  readonly onConnect?: (ip: string, port: number) => Task;
  /** Told of every piece of an answer without a length, as it comes. */
  readonly onPiece?: (head: HttpMessage, piece: Uint8Array) => Task;
}

const NONE = new Uint8Array(0);
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Is an address one of the outside world? */
const isOutside = (p: Process, ip: string): boolean => p.kernel.net.outside.has(ip);

/** The answer of a host of the outside world, after the time that the way there takes. */
function* fromOutside(p: Process, url: Url, r: ClientRequest, ip: string): Task<HttpMessage> {
  const route = p.kernel.net.route(p.net, ip);
  if ('error' in route) {
    yield* p.sleep(Math.min(r.connectTimeout, route.error === 'ENETUNREACH' ? 1 : 130_000));
    throw new NoAnswer(route.error === 'ENETUNREACH' ? 'connect' : 'timeout', errnoText(route.error), ip);
  }
  yield* p.sleep(35);
  if (r.onConnect !== undefined) yield* r.onConnect(ip, url.port);
  if (url.scheme === 'https' && r.insecure !== true && !p.fs.exists(CERTIFICATES))
    throw new NoAnswer('certificates', CERTIFICATES, ip);
  yield* p.sleep(60);
  const date: [string, string] = ['Date', new Date(p.kernel.now).toUTCString()];
  const plain =
    url.scheme === 'http' && !/^example\.(com|org)$|^deb\.debian\.org$|^archive\.ubuntu\.com$/.test(url.host);
  const page = plain ? { location: `https://${url.host}${url.path}` } : outsidePage(url.host, url.path);
  if (r.method !== 'GET' && r.method !== 'HEAD') return reply('405 Method Not Allowed', '', [date]);
  if (page === undefined)
    return reply('404 Not Found', 'Not Found\n', [date, ['Content-Type', 'text/plain; charset=utf-8']]);
  if ('location' in page)
    return reply(plain ? '301 Moved Permanently' : '302 Found', '', [date, ['Location', page.location]]);
  const body = 'program' in page ? encode(`${PROGRAM_MAGIC}${page.program}\n`) : encode(page.text);
  const answer = reply('200 OK', body, [
    date,
    ['Content-Type', 'program' in page ? 'application/octet-stream' : page.type],
  ]);
  return r.method === 'HEAD' ? { ...answer, body: new Uint8Array(0) } : answer;
}

/** Asks a server. @throws NoAnswer */
export function* ask(p: Process, url: Url, r: ClientRequest): Task<HttpMessage> {
  if (r.unix !== undefined) return yield* exchange(p, yield* unixSocket(p, r.unix), url, r, '');
  const ip = r.to?.ip ?? resolveHost(p, url.host)[0];
  const port = r.to?.port ?? url.port;
  if (ip === undefined) throw new NoAnswer('resolve', '', '');
  if (isOutside(p, ip)) return yield* fromOutside(p, url, r, ip);
  let fd: number;
  try {
    fd = socketFd(p, yield* p.kernel.net.connect(p, p.net, ip, port, r.connectTimeout));
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    throw new NoAnswer(error.code === 'ETIMEDOUT' ? 'timeout' : 'connect', errnoText(error.code), ip);
  }
  if (r.onConnect !== undefined) yield* r.onConnect(ip, port);
  if (url.scheme === 'https') {
    // nobody on the machine's networks speaks TLS: the server takes the handshake for a request that it does not understand
    p.closeFd(fd);
    throw new NoAnswer('tls', '', ip);
  }
  return yield* exchange(p, fd, url, r, ip);
}

function* unixSocket(p: Process, path: string): Task<number> {
  try {
    return socketFd(p, yield* p.kernel.net.connectUnix(p, path));
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    throw new NoAnswer('connect', errnoText(error.code), path);
  }
}

function* exchange(p: Process, fd: number, url: Url, r: ClientRequest, ip: string): Task<HttpMessage> {
  // a server that hangs up must not end the client by a signal
  const pipe = p.actions.get(SIGNALS.PIPE);
  p.actions.set(SIGNALS.PIPE, 'ignore');
  const file = p.fd(fd);
  const plain = file.read.bind(file);
  let head: HttpMessage | undefined;
  const parts: Uint8Array[] = [];
  if (r.deadline !== undefined) {
    const until = r.deadline;
    file.read = function* (max: number) {
      const got = yield* plain(max, until);
      if (got === 'timeout')
        throw new NoAnswer(
          'slow',
          '',
          ip,
          head === undefined ? undefined : { ...head, body: concat([NONE, ...parts]) },
        );
      return got;
    };
  }
  try {
    yield* p.write(
      fd,
      formatMessage({
        start: `${r.method} ${url.path} HTTP/1.${r.old === true ? 0 : 1}`,
        headers: r.headers,
        body: r.body,
      }),
    );
    const wire = new Wire(p, fd);
    const first = yield* readHead(wire, 'answer');
    if (first === undefined || first === 'malformed')
      throw new NoAnswer(wire.taken > 0 ? 'malformed' : 'empty', '', ip);
    head = first;
    const come = function* (piece: Uint8Array): Task {
      parts.push(piece);
      if (r.onPiece !== undefined) yield* r.onPiece(first, piece);
    };
    const answer = r.method === 'HEAD' ? first : { ...first, body: yield* readBody(wire, first, 'answer', come) };
    p.kernel.answered(p, {
      host: url.host,
      port: url.port,
      path: url.path,
      status: statusOf(answer),
      body: answer.body,
    });
    return answer;
  } catch (error) {
    if (error instanceof FsError && (error.code === 'ECONNRESET' || error.code === 'EPIPE'))
      throw new NoAnswer('reset', errnoText('ECONNRESET'), ip);
    throw error;
  } finally {
    if (pipe === undefined) p.actions.delete(SIGNALS.PIPE);
    p.closeFd(fd);
  }
}

export const statusOf = (m: HttpMessage): number => Number(m.start.split(' ')[1]);
export const hostField = (u: Url): string =>
  u.port === (u.scheme === 'https' ? 443 : 80) ? u.host : `${u.host}:${u.port}`;
/** Where a Location leads from an address. */
export const follow = (target: string, from: Url): string =>
  /^[a-z]+:\/\//i.test(target)
    ? target
    : target.startsWith('//')
      ? `${from.scheme}:${target}`
      : `${from.scheme}://${hostField(from)}${target.startsWith('/') ? target : `${from.path.replace(/[^/]*$/, '')}${target}`}`;
