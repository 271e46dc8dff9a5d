// curl: its options, its progress, its messages and exit codes.

import { concat, decode, encode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import { basename, dirname } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { btoaPure } from '../coreutils/checksum.ts';
import { seconds } from '../coreutils/run-command.ts';
import { Failure, type Options, parseArgs, program, reason } from '../args.ts';
import { header, type HttpMessage, parseUrl, type Url } from './http.ts';
import { ask, follow, hostField, NoAnswer, statusOf } from './request.ts';

const LONG: Record<string, string> = {
  silent: 's',
  'show-error': 'S',
  fail: 'f',
  location: 'L',
  'location-trusted': 'L',
  insecure: 'k',
  head: 'I',
  include: 'i',
  'show-headers': 'i',
  verbose: 'v',
  'output=': 'o',
  'remote-name': 'O',
  'remote-header-name': 'J',
  'request=': 'X',
  'data=': 'd',
  'data-ascii=': 'd',
  'data-raw=': 'dr',
  'data-binary=': 'db',
  'json=': 'json',
  'header=': 'H',
  'user=': 'u',
  'user-agent=': 'A',
  'referer=': 'e',
  'max-time=': 'm',
  'connect-timeout=': 'ct',
  'write-out=': 'w',
  'retry=': 'retry',
  'retry-connrefused': 'rc',
  'retry-delay=': 'rd',
  'retry-max-time=': 'rmt',
  'fail-with-body': 'fb',
  compressed: 'z',
  'url=': 'url',
  ipv4: '4',
  ipv6: '6',
  'data-urlencode=': 'du',
  get: 'G',
  'no-progress-meter': 'npm',
  'retry-all-errors': 'ra',
  'http1.1': 'h1',
  'http1.0': '0',
  http2: 'h2',
  'resolve=': 'resolve',
  'noproxy=': 'noproxy',
  'create-dirs': 'cd',
  'output-dir=': 'od',
  'no-buffer': 'N',
  'form=': 'F',
  'form-string=': 'F',
  'proto=': 'proto',
  'proto-redir=': 'proto',
  'tlsv1.2': 'tls',
  'tlsv1.3': 'tls',
  'tls-max=': 'tls',
  'unix-socket=': 'unix',
  'progress-bar': '#',
  globoff: 'g',
  'max-redirs=': 'mr',
  'cookie=': 'b',
  'cookie-jar=': 'c',
  'dump-header=': 'D',
  'upload-file=': 'T',
  'proxy=': 'x',
  'interface=': 'if',
  'cacert=': 'cacert',
  'oauth2-bearer=': 'bearer',
  basic: 'basic',
  post301: 'p3',
  post302: 'p3',
  post303: 'p3',
  'path-as-is': 'pai',
  'continue-at=': 'C',
  'range=': 'r',
  'remove-on-error': 'roe',
  'no-keepalive': 'nk',
  'keepalive-time=': 'kt',
  'limit-rate=': 'lr',
  'connect-to=': 'connect-to',
  next: 'next',
  parallel: 'Z',
  disable: 'q',
  version: 'V',
  help: 'help',
  'stderr=': 'stderr',
  'config=': 'K',
  'fail-early': 'fe',
  'styled-output': 'so',
  'ssl-no-revoke': 'snr',
};
/** Options that change what a request does and are not simulated. */
const REFUSED = ['T', 'x', 'if', 'C', 'c', 'connect-to', 'next', 'stderr', 'p3', 'cacert', 'K'];

const VERSION = '8.14.1';
const METER =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n';
const rate = (bytes: number, ms: number): string => {
  const n = Math.round(bytes / Math.max(0.001, ms / 1000));
  return n < 100_000 ? String(n) : n < 10_000_000 ? `${Math.round(n / 1024)}k` : `${Math.round(n / 1_048_576)}M`;
};

function at(p: Process, u: Url): string {
  // as curl names servers: since 8.16 with a colon. The host has that one, the images an older one.
  return p.pids.isHost ? `${u.host}:${u.port}` : `${u.host} port ${u.port}`;
}

function encodePart(x: string): string {
  const eq = x.indexOf('=');
  return eq < 0 ? encodeURIComponent(x) : `${x.slice(0, eq + 1)}${encodeURIComponent(x.slice(eq + 1))}`;
}

interface Body {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** What `-d`, `--data-binary`, `--json`, `--data-urlencode` and `-F` make of the body. */
function* bodyOf(p: Process, o: Options): Task<Body | undefined> {
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

interface Got {
  readonly answer: HttpMessage;
  readonly url: Url;
  readonly hops: number;
  readonly ip: string;
}

/** One transfer. */
class Transfer {
  status = 0;
  private hops = 0;
  private ip = '';
  constructor(
    private readonly p: Process,
    private readonly o: Options,
    private readonly body: Body | undefined,
  ) {}

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
      if (!has('content-length')) out.push(['Content-Length', String(body.bytes.length)]);
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
          body: body?.bytes ?? new Uint8Array(0),
          connectTimeout: Math.min(left, connectLimit),
          ...(limit < Infinity ? { deadline: started + limit } : {}),
          insecure: o.has('k'),
          ...(o.has('unix') ? { unix: o.get('unix')! } : {}),
          ...(resolved(o, current) === undefined ? {} : { to: resolved(o, current)! }),
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
      `*   Trying ${ip}:${port}...\n* Connected to ${u.host} (${ip}) port ${port}\n* using HTTP/1.x\n> ${method} ${u.path} HTTP/1.1\n${this.headers(
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

function writeOut(format: string, got: Got | undefined, ms: number, url: Url, code: number): string {
  const m = got?.answer;
  const time = (ms / 1000).toFixed(6);
  const values: Record<string, string> = {
    http_code: m === undefined ? '000' : String(statusOf(m)),
    response_code: m === undefined ? '000' : String(statusOf(m)),
    size_download: String(m?.body.length ?? 0),
    size_header: String(
      m === undefined ? 0 : m.start.length + 4 + m.headers.reduce((n, [k, v]) => n + k.length + v.length + 4, 0),
    ),
    time_total: time,
    time_connect: m === undefined ? '0.000000' : (Math.min(ms, 0.2) / 1000).toFixed(6),
    time_namelookup: '0.000020',
    time_starttransfer: time,
    time_pretransfer: '0.000250',
    time_appconnect: '0.000000',
    time_redirect: '0.000000',
    content_type: m === undefined ? '' : (header(m, 'content-type') ?? ''),
    url_effective: `${(got?.url ?? url).scheme}://${hostField(got?.url ?? url)}${(got?.url ?? url).path}`,
    redirect_url:
      m === undefined ? '' : header(m, 'location') === undefined ? '' : follow(header(m, 'location')!, got!.url),
    num_redirects: String(got?.hops ?? 0),
    num_connects: m === undefined ? '0' : '1',
    http_version: m === undefined ? '0' : '1.1',
    exitcode: String(code),
    remote_ip: got?.ip ?? '',
    remote_port: String(url.port),
    scheme: url.scheme,
    method: '',
    errormsg: '',
    speed_download: String(Math.round((m?.body.length ?? 0) / Math.max(0.001, ms / 1000))),
    stdout: '',
    stderr: '',
    ssl_verify_result: '0',
    filename_effective: '',
  };
  return format
    .replace(/%%|%\{(\w+)\}|%header\{([^}]+)\}/g, (all, k: string | undefined, h: string | undefined) =>
      all === '%%' ? '%' : h !== undefined ? (m === undefined ? '' : (header(m, h) ?? '')) : (values[k!] ?? ''),
    )
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\r/g, '\r');
}

const curl: Program = program(function* (p) {
  const o = parseArgs(p, 'sSfLkIivo:OJX:d:H:u:A:e:m:w:F:T:b:c:x:46gGNZ#C:r:D:0qVK:', LONG);
  if (o.has('V')) {
    yield* p.print(
      `curl ${p.pids.isHost ? '8.16.0' : VERSION} (x86_64-pc-linux-gnu) libcurl/${p.pids.isHost ? '8.16.0' : VERSION} zlib/1.3.1\nRelease-Date: 2025-06-04\nProtocols: http https\nFeatures: alt-svc AsynchDNS HSTS HTTPS-proxy IPv6 Largefile libz SSL UnixSockets\n`,
    );
    return 0;
  }
  if (o.has('help')) {
    yield* p.print(
      'Usage: curl [options...] <url>\n -d, --data <data>           HTTP POST data\n -f, --fail                  Fail fast with no output on HTTP errors\n -i, --show-headers          Show response headers in output\n -o, --output <file>         Write to file instead of stdout\n -O, --remote-name           Write output to file named as remote file\n -s, --silent                Silent mode\n -u, --user <user:password>  Server user and password\n -v, --verbose               Make the operation more talkative\n',
    );
    return 0;
  }
  for (const key of REFUSED)
    if (o.has(key))
      throw new Failure(
        `drydock: '${
          key.length === 1
            ? `-${key}`
            : `--${Object.keys(LONG)
                .find((k) => LONG[k] === key)!
                .replace('=', '')}`
        }' is not simulated`,
        2,
      );
  const urls = [...o.all('url'), ...o.rest];
  if (urls.length === 0) {
    yield* p.eprint("curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n");
    return 2;
  }
  const body = yield* bodyOf(p, o);
  let status = 0;
  for (const [i, text] of urls.entries()) {
    const parsed = parseUrl(text);
    const t = new Transfer(p, o, o.has('G') ? undefined : body);
    if (parsed === undefined || /\s/.test(text)) {
      yield* t.complain(
        3,
        parsed === undefined
          ? 'URL rejected: No host part in the URL'
          : 'URL rejected: Malformed input to a URL function',
      );
      status = t.status;
      continue;
    }
    if (parsed.scheme !== 'http' && parsed.scheme !== 'https') {
      yield* t.complain(1, `Protocol "${parsed.scheme}" not supported`);
      status = t.status;
      continue;
    }
    if (parsed.port > 65535) {
      yield* t.complain(3, 'URL rejected: Port number was not a decimal number between 0 and 65535');
      status = t.status;
      continue;
    }
    const url: Url =
      o.has('G') && body !== undefined
        ? { ...parsed, path: `${parsed.path}${parsed.path.includes('?') ? '&' : '?'}${decode(body.bytes)}` }
        : parsed;
    const started = p.kernel.now;
    const remote = o.has('O') && o.all('o')[i] === undefined ? basename(url.path.replace(/\?.*/, '')) : undefined;
    if (remote === '') {
      yield* t.complain(23, 'Failed to extract a filename to use for storage');
      status = t.status;
      continue;
    }
    const named = remote ?? o.all('o')[i];
    const file = named === undefined || named === '-' ? undefined : o.has('od') ? `${o.get('od')}/${named}` : named;
    const meter = !t.quiet && !o.has('npm') && !o.has('#') && !o.has('I') && (file !== undefined || !p.isatty(1));
    if (meter) yield* p.eprint(METER);
    const got = yield* t.run(url, started);
    if (got === undefined) {
      if (o.has('w')) yield* p.print(writeOut(o.get('w')!, undefined, p.kernel.now - started, url, t.status));
      status = t.status;
      continue;
    }
    const { answer } = got;
    const code = statusOf(answer);
    const failed = o.has('f') && code >= 400;
    const head = `${answer.start}\r\n${answer.headers.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`;
    const out = concat([
      encode(o.has('I') || o.has('i') ? head : ''),
      failed || o.has('I') ? new Uint8Array(0) : answer.body,
    ]);
    // the line: about ten megabytes a second
    yield* p.sleep(answer.body.length / 10_000);
    const ms = p.kernel.now - started;
    if (meter) {
      const n = failed ? 0 : answer.body.length;
      const percent = n === 0 ? '  0' : '100';
      yield* p.eprint(
        `\r${percent} ${String(n).padStart(5)}  ${percent === '100' ? '100' : '  0'} ${String(n).padStart(5)}    0     0  ${rate(n, ms).padStart(5)}      0 --:--:-- --:--:-- --:--:-- ${rate(n, ms).padStart(5)}\n`,
      );
    }
    if (o.has('D') && o.get('D') !== '-') p.fs.writeFile(o.get('D')!, encode(head));
    if (file !== undefined && !failed) yield* store(p, o, t, file, out);
    else if (out.length > 0) yield* p.write(1, out);
    if (o.has('v')) yield* p.eprint(`* Connection #0 to host ${url.host} left intact\n`);
    if (failed || (o.has('fb') && code >= 400)) yield* t.complain(22, `The requested URL returned error: ${code}`);
    if (o.has('w')) yield* p.print(writeOut(o.get('w')!, got, ms, url, t.status));
    status = t.status;
  }
  return status;
}, 2);

/** Writes what came to a file, or to a device. */
function* store(p: Process, o: Options, t: Transfer, file: string, bytes: Uint8Array): Task {
  try {
    if (o.has('cd')) p.fs.mkdirp(dirname(p.abs(file)));
    if (p.fs.tryStat(file)?.kind === 'dev') {
      const fd = yield* p.open(file, { write: true });
      yield* p.write(fd, bytes);
      p.closeFd(fd);
    } else p.fs.writeFile(file, bytes);
  } catch (error) {
    if (!t.quiet) yield* p.eprint(`Warning: Failed to open the file ${file}: ${reason(error)}\n`);
    yield* t.complain(23, `client returned ERROR on write, tried to write ${bytes.length} bytes, 0 written`);
  }
}

export const curlProgram: Record<string, Program> = { curl };
