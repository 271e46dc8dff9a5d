// One transfer of curl: the request, redirects and repeated attempts, and what it says when there is no answer.

import { encode, decode, concat } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import { basename } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { btoaPure } from '../coreutils/checksum.ts';
import { seconds } from '../coreutils/run-command.ts';
import { type Options, Failure } from '../args.ts';
import { type Url, type HttpMessage, header, parseUrl } from './http.ts';
import { hostField, NoAnswer, ask, statusOf, follow } from './request.ts';
import { VERSION, at } from './curl-options.ts';

function encodePart(x: string): string {
  const eq = x.indexOf('=');
  return eq < 0 ? encodeURIComponent(x) : `${x.slice(0, eq + 1)}${encodeURIComponent(x.slice(eq + 1))}`;
}

interface Body {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** What `-d`, `--data-binary`, `--json`, `--data-urlencode` and `-F` make of the body. */
export function* bodyOf(p: Process, o: Options): Task<Body | undefined> {
  const read = function* (name: string): Task<Uint8Array> {
    return name === '-' ? yield* p.readAll(0) : p.fs.readFile(name);
  };
  const parts: Uint8Array[] = [];
  const add = (bytes: Uint8Array, glue: boolean): void => {
    if (glue && parts.length > 0) parts.push(encode('&'));
    parts.push(bytes);
  };
  try {
    for (const x of o.all('d'))
      add(x.startsWith('@') ? encode(decode(yield* read(x.slice(1))).replace(/[\r\n\0]/g, '')) : encode(x), true);
    for (const x of o.all('db')) add(x.startsWith('@') ? yield* read(x.slice(1)) : encode(x), true);
    for (const x of o.all('dr')) add(encode(x), true);
    for (const x of o.all('du')) {
      const file = /^([^=@]*)@(.+)$/.exec(x);
      add(
        encode(
          file === null
            ? encodePart(x.replace(/^=/, ''))
            : `${file[1] === '' ? '' : `${file[1]}=`}${encodeURIComponent(decode(yield* read(file[2]!)))}`,
        ),
        true,
      );
    }
    for (const x of o.all('json')) add(x.startsWith('@') ? yield* read(x.slice(1)) : encode(x), false);
    if (o.has('F')) {
      const boundary = `------------------------${p.kernel.random.hex(22)}`;
      for (const x of o.all('F')) {
        const [name = '', value = ''] = [x.slice(0, x.indexOf('=')), x.slice(x.indexOf('=') + 1)];
        const [file = '', ...more] = value.split(';');
        const type = more.find((m) => m.startsWith('type='))?.slice(5);
        if (file.startsWith('@'))
          add(
            concat([
              encode(
                `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${basename(file.slice(1))}"\r\nContent-Type: ${type ?? 'application/octet-stream'}\r\n\r\n`,
              ),
              yield* read(file.slice(1)),
              encode('\r\n'),
            ]),
            false,
          );
        else
          add(
            concat([
              encode(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
              value.startsWith('<') ? yield* read(value.slice(1)) : encode(value),
              encode('\r\n'),
            ]),
            false,
          );
      }
      add(encode(`--${boundary}--\r\n`), false);
      return { bytes: concat(parts), type: `multipart/form-data; boundary=${boundary}` };
    }
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new Failure(`option -d: error encountered when reading a file`, 26);
  }
  if (parts.length === 0 && !['d', 'db', 'dr', 'du', 'json'].some((k) => o.has(k))) return undefined;
  return {
    bytes: concat(parts.length === 0 ? [new Uint8Array(0)] : parts),
    type: o.has('json') ? 'application/json' : 'application/x-www-form-urlencoded',
  };
}

/** `--resolve host:port:address`. */
function resolved(o: Options, u: Url): { ip: string; port: number } | undefined {
  for (const x of o.all('resolve')) {
    const m = /^\+?([^:]+):(\d+):(.+)$/.exec(x);
    if (m !== null && (m[1] === '*' || m[1] === u.host) && Number(m[2]) === u.port)
      return { ip: m[3]!.split(',')[0]!.replace(/^\[|\]$/g, ''), port: u.port };
  }
  return undefined;
}

export interface Got {
  readonly answer: HttpMessage;
  readonly url: Url;
  readonly hops: number;
  readonly ip: string;
}

/** A body in one chunk, and the end of it. */
function inChunk(bytes: Uint8Array = new Uint8Array(0)): Uint8Array {
  const end = encode('0\r\n\r\n');
  return bytes.length === 0 ? end : concat([encode(`${bytes.length.toString(16)}\r\n`), bytes, encode('\r\n'), end]);
}

/** One transfer. */
export class Transfer {
  status = 0;
  private hops = 0;
  private ip = '';
  constructor(
    private readonly p: Process,
    private readonly o: Options,
    private readonly body: Body | undefined,
  ) {}

  /** Is the body to go out in chunks? */
  private chunked(): boolean {
    return this.o.all('H').some((h) => /^transfer-encoding:\s*chunked/i.test(h));
  }
  /** Told of pieces of an answer whose length nobody knows before. */
  onPiece: ((head: HttpMessage, piece: Uint8Array) => Task) | undefined;

  get quiet(): boolean {
    return this.o.has('s');
  }
  *complain(code: number, text: string): Task {
    this.status = code;
    if (!this.quiet || this.o.has('S')) yield* this.p.eprint(`curl: (${code}) ${text}\n`);
  }

  headers(u: Url, withBody: boolean): [string, string][] {
    const { o, body } = this;
    const own = o
      .all('H')
      .filter((h) => /[:;]/.test(h))
      .map((h): [string, string] => [h.slice(0, h.search(/[:;]/)).trim(), h.slice(h.search(/[:;]/) + 1).trim()]);
    const has = (name: string): boolean => own.some(([k]) => k.toLowerCase() === name);
    const user = o.get('u') ?? u.user;
    const out: [string, string][] = [];
    if (!has('host')) out.push(['Host', hostField(u)]);
    if (user !== undefined && !has('authorization'))
      out.push(['Authorization', `Basic ${btoaPure(user.includes(':') ? user : `${user}:`)}`]);
    if (o.has('bearer')) out.push(['Authorization', `Bearer ${o.get('bearer')}`]);
    if (!has('user-agent')) out.push(['User-Agent', o.get('A') ?? `curl/${VERSION}`]);
    if (!has('accept')) out.push(['Accept', o.has('json') ? 'application/json' : '*/*']);
    if (o.has('e')) out.push(['Referer', o.get('e')!]);
    if (o.has('r')) out.push(['Range', `bytes=${o.get('r')}`]);
    if (o.has('z')) out.push(['Accept-Encoding', 'identity']);
    const cookies = o.all('b').filter((x) => x.includes('='));
    if (cookies.length > 0) out.push(['Cookie', cookies.join('; ')]);
    out.push(...own.filter(([, v]) => v !== ''));
    if (withBody && body !== undefined) {
      if (!has('content-length') && !this.chunked()) out.push(['Content-Length', String(body.bytes.length)]);
      if (!has('content-type')) out.push(['Content-Type', body.type]);
    }
    return out;
  }

  /** Asks, goes on where it is sent, tries again where that was asked for; undefined when there is no answer. */
  *run(first: Url, started: number): Task<Got | undefined> {
    const { p, o } = this;
    const limit = o.has('m') ? (seconds(o.get('m')!) ?? Infinity) : Infinity;
    const connectLimit = o.has('ct') ? (seconds(o.get('ct')!) ?? 130_000) : 130_000;
    const tries = Number(o.get('retry') ?? 0);
    const asked = o.get('X');
    let url = first;
    let body = this.body;
    let method = asked ?? (o.has('I') ? 'HEAD' : body !== undefined ? 'POST' : 'GET');
    for (let attempt = 0; ;) {
      const current = url;
      const left = started + limit - p.kernel.now;
      try {
        if (left <= 0) throw new NoAnswer('slow', '', this.ip);
        const answer = yield* ask(p, current, {
          method,
          headers: this.headers(current, body !== undefined),
          body: this.chunked() ? inChunk(body?.bytes) : (body?.bytes ?? new Uint8Array(0)),
          connectTimeout: Math.min(left, connectLimit),
          ...(limit < Infinity ? { deadline: started + limit } : {}),
          insecure: o.has('k'),
          old: o.has('0'),
          ...(o.has('unix') ? { unix: o.get('unix')! } : {}),
          ...(resolved(o, current) === undefined ? {} : { to: resolved(o, current)! }),
          ...(this.onPiece === undefined ? {} : { onPiece: this.onPiece }),
          onConnect: (ip, port) => this.connected(current, method, ip, port, body !== undefined),
        });
        const code = statusOf(answer);
        if (o.has('v'))
          yield* p.eprint(
            `* Request completely sent off\n< ${answer.start}\n${answer.headers.map(([k, v]) => `< ${k}: ${v}\n`).join('')}< \n`,
          );
        const target = header(answer, 'location');
        if (o.has('L') && target !== undefined && /^30[12378]$/.test(String(code))) {
          if (this.hops >= Number(o.get('mr') ?? 50)) {
            yield* this.complain(47, `Maximum (${o.get('mr') ?? 50}) redirects followed`);
            return undefined;
          }
          this.hops++;
          if (o.has('v')) yield* p.eprint(`* Issue another request to this URL: '${follow(target, current)}'\n`);
          url = parseUrl(follow(target, current)) ?? current;
          if (/^30[123]$/.test(String(code)) && method === 'POST') {
            body = undefined;
            method = asked ?? 'GET';
          }
          continue;
        }
        if (attempt < tries && [408, 429, 500, 502, 503, 504].includes(code)) {
          yield* this.pause(attempt++, `HTTP error`, tries);
          continue;
        }
        return { answer, url: current, hops: this.hops, ip: this.ip };
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        const { partial } = error;
        if (partial !== undefined && tries <= attempt) {
          yield* this.complain(
            28,
            `Operation timed out after ${Math.floor(p.kernel.now - started)} milliseconds with ${partial.body.length} bytes received`,
          );
          return { answer: partial, url: current, hops: this.hops, ip: this.ip };
        }
        if (error.kind === 'connect' && o.has('v')) yield* this.tried(current, error);
        const transient =
          error.kind === 'timeout' ||
          error.kind === 'slow' ||
          (error.kind === 'resolve' && tries > 0) ||
          (error.kind === 'connect' && o.has('rc')) ||
          o.has('ra');
        if (attempt < tries && transient && p.kernel.now - started < limit) {
          yield* this.pause(
            attempt++,
            error.kind === 'timeout' || error.kind === 'slow'
              ? 'timeout'
              : error.kind === 'resolve'
                ? 'resolve error'
                : 'connection refused',
            tries,
          );
          continue;
        }
        yield* this.failed(current, error, started, limit < Infinity || o.has('ct'));
        return undefined;
      }
    }
  }

  private *pause(attempt: number, why: string, tries: number): Task {
    const ms = (seconds(this.o.get('rd') ?? '') ?? 0) || Math.min(2 ** attempt * 1000, 600_000);
    if (!this.quiet || this.o.has('S'))
      yield* this.p.eprint(
        `Warning: Problem: ${why}. Will retry in ${ms / 1000} second${ms === 1000 ? '' : 's'}. ${tries - attempt} ${tries - attempt === 1 ? 'retry' : 'retries'} left.\n`,
      );
    yield* this.p.sleep(ms);
  }

  private *connected(u: Url, method: string, ip: string, port: number, withBody: boolean): Task {
    this.ip = ip;
    if (!this.o.has('v')) return;
    if (u.host !== ip)
      yield* this.p.eprint(
        `* Host ${u.host}:${u.port} was resolved.\n* IPv6: ${u.host === 'localhost' ? '::1' : '(none)'}\n* IPv4: ${ip}\n`,
      );
    yield* this.p.eprint(
      `*   Trying ${ip}:${port}...\n* Connected to ${u.host} (${ip}) port ${port}\n* using HTTP/1.x\n> ${method} ${u.path} HTTP/1.${this.o.has('0') ? 0 : 1}\n${this.headers(
        u,
        withBody,
      )
        .map(([k, v]) => `> ${k}: ${v}\n`)
        .join('')}> \n`,
    );
  }

  private *tried(u: Url, e: NoAnswer): Task {
    yield* this.p.eprint(
      `*   Trying ${e.ip}:${u.port}...\n* connect to ${e.ip} port ${u.port} from ${this.p.kernel.net.sourceIp(this.p.net, e.ip)} port ${this.p.net.ephemeral()} failed: ${e.errno}\n* Failed to connect to ${at(this.p, u)} after 0 ms: Could not connect to server\n* closing connection #0\n`,
    );
  }

  private *failed(u: Url, e: NoAnswer, started: number, bounded: boolean): Task {
    const ms = Math.floor(this.p.kernel.now - started);
    const { p } = this;
    switch (e.kind) {
      case 'resolve':
        return yield* this.complain(6, `Could not resolve host: ${u.host}`);
      case 'timeout':
        return yield* this.complain(
          28,
          `Failed to connect to ${at(p, u)} after ${ms} ms: ${bounded ? 'Timeout was reached' : 'Could not connect to server'}`,
        );
      case 'slow':
        return yield* this.complain(28, `Operation timed out after ${ms} milliseconds with 0 bytes received`);
      case 'empty':
        return yield* this.complain(52, 'Empty reply from server');
      case 'reset':
        return yield* this.complain(56, 'Recv failure: Connection reset by peer');
      case 'write':
        return yield* this.complain(23, `client returned ERROR on write, tried to write ${e.errno} bytes, 0 written`);
      case 'malformed':
        return yield* this.complain(1, 'Received HTTP/0.9 when not allowed');
      case 'tls':
        return yield* this.complain(35, 'TLS connect error: error:0A0000C6:SSL routines::packet length too long');
      case 'certificates':
        return yield* this.complain(77, `error setting certificate file: ${e.errno}`);
      default:
        return yield* this.complain(
          7,
          this.o.has('unix')
            ? `Failed to connect to ${u.host} port ${u.port} after ${ms} ms: Could not connect to server`
            : `Failed to connect to ${at(p, u)} after ${ms} ms: Could not connect to server`,
        );
    }
  }
}
