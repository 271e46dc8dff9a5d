// What servers of one process share: listening, talking until they are told to stop, logging.

import { FsError, errnoText } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import type { Connection } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { strftime } from '../../shell/printf.ts';
import { header, type HttpMessage, httpTalk, reply, serveAll, socketFd, Wire } from '../../programs/net/http.ts';

export interface Request {
  readonly method: string;
  /** Path without the query, escapes as sent. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly message: HttpMessage;
  readonly peer: { readonly ip: string; readonly port: number };
  readonly text: string;
}

/** What answers requests; undefined is 404. */
export type Handler = (r: Request, p: Process) => Task<HttpMessage>;

export interface Port {
  readonly port: number;
  readonly ip?: string;
  readonly talk: (p: Process, connection: Connection) => Task<unknown>;
}

/** A port that speaks HTTP. */
export const http = (port: number, handler: Handler, ip?: string): Port => ({
  port,
  ...(ip === undefined ? {} : { ip }),
  talk: (p, connection) =>
    httpTalk(p, connection, (message, peer, q) => {
      const [method = '', target = '/'] = message.start.split(' ');
      const [path = '/', query = ''] = target.split(/\?(.*)/s);
      const pairs =
        query === ''
          ? []
          : query
              .split('&')
              .map((x): [string, string] => [
                decodeURIComponentSafe(x.split('=')[0]!),
                decodeURIComponentSafe(x.includes('=') ? x.slice(x.indexOf('=') + 1) : ''),
              ]);
      return handler(
        { method, path, query: new Map(pairs), message, peer, text: new TextDecoder().decode(message.body) },
        q,
      );
    }),
});

export function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** A port that is open and speaks a protocol that is not simulated: who connects is hung up on after the first bytes. */
export const mute = (port: number, told?: (p: Process, peer: string) => Task): Port => ({
  port,
  *talk(p, connection) {
    const fd = socketFd(p, connection);
    try {
      const first = yield* p.read(fd, 4096);
      if (first.length > 0 && told !== undefined) yield* told(p, `${connection.remote.ip}:${connection.remote.port}`);
    } finally {
      p.closeFd(fd);
    }
  },
});

/** A protocol of lines: `say` answers each; `end` closes. */
export const lines = (
  port: number,
  greet: string,
  say: (line: string, wire: Wire) => Task<string | 'end'>,
  ip?: string,
): Port => ({
  port,
  ...(ip === undefined ? {} : { ip }),
  *talk(p, connection) {
    const fd = socketFd(p, connection);
    const wire = new Wire(p, fd);
    try {
      if (greet !== '') yield* p.write(fd, greet);
      for (;;) {
        const line = yield* wire.until('\n');
        if (line === undefined) return;
        const answer = yield* say(line.replace(/\r$/, ''), wire);
        if (answer === 'end') return;
        if (answer !== '') yield* p.write(fd, answer);
      }
    } finally {
      p.closeFd(fd);
    }
  },
});

/** Why an address could not be had. */
export class Taken extends Error {
  constructor(
    readonly at: string,
    readonly errno: string,
  ) {
    super(`listen tcp ${at}: bind: ${errnoText(errno as 'EADDRINUSE').toLowerCase()}`);
  }
}

/**
 * Opens the ports and serves them until SIGTERM, SIGINT or another of `stops`. `opened` runs when all are open, `ended` before the end.
 * @returns the exit status, that of `status` (0 by default)
 * @throws Taken when an address is in use or not there
 */
export function* live(
  p: Process,
  ports: readonly Port[],
  o: { opened?: () => Task; ended?: (signal: number) => Task; status?: (signal: number) => number } = {},
  stops: readonly number[] = [],
): Task<number> {
  const open = ports.map((x) => {
    const ip = x.ip ?? '0.0.0.0';
    try {
      return { listener: p.net.listen(ip, x.port, p), talk: (c: Connection) => x.talk(p, c) };
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new Taken(`${ip}:${x.port}`, error.code);
    }
  });
  const ends: readonly number[] = [SIGNALS.TERM, SIGNALS.INT, ...stops];
  for (const s of ends) p.actions.set(s, 'catch');
  if (o.opened !== undefined) yield* o.opened();
  for (;;) {
    yield* serveAll(p, open);
    const signal = p.takeSignal();
    if ((signal === undefined || !ends.includes(signal)) && open.some((x) => !x.listener.closed)) continue;
    for (const x of open) p.net.unlisten(x.listener);
    if (o.ended !== undefined) yield* o.ended(signal ?? 0);
    return o.status?.(signal ?? 0) ?? 0;
  }
}

export const json = (
  value: unknown,
  status = '200 OK',
  headers: readonly (readonly [string, string])[] = [],
): HttpMessage => reply(status, `${JSON.stringify(value)}\n`, [...headers, ['Content-Type', 'application/json']]);
export const htmlReply = (
  text: string,
  status = '200 OK',
  headers: readonly (readonly [string, string])[] = [],
): HttpMessage => reply(status, text, [...headers, ['Content-Type', 'text/html; charset=utf-8']]);
export const plainReply = (text: string, status = '200 OK'): HttpMessage =>
  reply(status, text, [['Content-Type', 'text/plain; charset=utf-8']]);
export const notFound = (): HttpMessage => plainReply('404 page not found\n', '404 Not Found');

/** Times as logs have them. */
export const stamp = (p: Process, format = '%Y/%m/%d %H:%M:%S'): string => strftime(format, p.kernel.now);
export const millis = (p: Process, mark = '.'): string =>
  `${mark}${String(Math.floor(p.kernel.now % 1000)).padStart(3, '0')}`;
export const iso = (p: Process): string => new Date(p.kernel.now).toISOString();

/** The address that others reach this process's host at. */
export const ownIp = (p: Process): string => p.net.interfaces.find((i) => i.name !== 'lo')?.ip ?? '127.0.0.1';

/** User and password of basic authentication. */
export function credentials(
  r: Request,
  decodeBase64: (s: string) => string,
): { user: string; password: string } | undefined {
  const m = /^Basic\s+(\S+)/i.exec(header(r.message, 'authorization') ?? '');
  if (m === null) return undefined;
  const text = decodeBase64(m[1]!);
  return { user: text.split(':')[0]!, password: text.slice(text.indexOf(':') + 1) };
}
