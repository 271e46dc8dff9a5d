// curl and wget.

import { concat, decode, encode } from '../../fs/bytes.ts';
import { FsError, errnoText } from '../../fs/node.ts';
import { basename } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { strftime } from '../../shell/printf.ts';
import { btoaPure, seconds } from '../coreutils/say.ts';
import { Failure, parseArgs, program, reason, Usage } from '../args.ts';
import { formatMessage, header, type HttpMessage, parseUrl, readMessage, socketFd, type Url, Wire } from './http.ts';

/** Why a request got no answer. */
class NoAnswer extends Error {
  constructor(
    readonly kind: 'resolve' | 'connect' | 'timeout' | 'empty' | 'reset',
    readonly errno: string,
    readonly ip: string,
  ) {
    super(errno);
  }
}

interface Request {
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly connectTimeout: number;
}

/** Asks a server. @throws NoAnswer */
function* ask(p: Process, url: Url, r: Request, onConnect?: (ip: string) => Task): Task<HttpMessage> {
  const [ip] = resolveHost(p, url.host);
  if (ip === undefined) throw new NoAnswer('resolve', '', '');
  let fd: number;
  try {
    const connection = yield* p.kernel.net.connect(p, p.net, ip, url.port, r.connectTimeout);
    fd = socketFd(p, connection);
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    throw new NoAnswer(error.code === 'ETIMEDOUT' ? 'timeout' : 'connect', errnoText(error.code), ip);
  }
  if (onConnect !== undefined) yield* onConnect(ip);
  // a server that hangs up must not end the client by a signal
  const pipe = p.actions.get(SIGNALS.PIPE);
  p.actions.set(SIGNALS.PIPE, 'ignore');
  try {
    yield* p.write(fd, formatMessage({ start: `${r.method} ${url.path} HTTP/1.1`, headers: r.headers, body: r.body }));
    const answer = yield* readMessage(new Wire(p, fd), 'answer', r.method === 'HEAD');
    if (answer === undefined) throw new NoAnswer('empty', '', ip);
    return answer;
  } catch (error) {
    if (error instanceof FsError && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) throw new NoAnswer('reset', errnoText('ECONNRESET'), ip);
    throw error;
  } finally {
    if (pipe === undefined) p.actions.delete(SIGNALS.PIPE);
    p.closeFd(fd);
  }
}

/** The server as curl names it: since 8.16 with a colon. The host has that one, the images an older one. */
const at = (p: Process, u: Url): string => (p.pids.isHost ? `${u.host}:${u.port}` : `${u.host} port ${u.port}`);

const statusOf = (m: HttpMessage): number => Number(m.start.split(' ')[1]);

const hostField = (u: Url): string => (u.port === (u.scheme === 'https' ? 443 : 80) ? u.host : `${u.host}:${u.port}`);

const curl = program(function* (p) {
  const o = parseArgs(p, 'sSfLkIivo:OX:d:H:u:A:e:m:w:F:T:bc:x:46gGNZ#', {
    silent: 's', 'show-error': 'S', fail: 'f', location: 'L', insecure: 'k', head: 'I', include: 'i', verbose: 'v', 'output=': 'o', 'remote-name': 'O', 'request=': 'X', 'data=': 'd', 'data-raw=': 'd', 'data-binary=': 'd', 'json=': 'json', 'header=': 'H', 'user=': 'u', 'user-agent=': 'A', 'referer=': 'e', 'max-time=': 'm', 'connect-timeout=': 'ct',
    'write-out=': 'w', 'retry=': 'retry', 'retry-connrefused': 'rc', 'retry-delay=': 'rd', 'fail-with-body': 'fb', compressed: 'z', 'url=': 'url', ipv4: '4', ipv6: '6', 'data-urlencode=': 'du', get: 'G', 'no-progress-meter': 'npm', 'retry-all-errors': 'rc', 'http1.1': 'h1', 'resolve=': 'resolve', 'noproxy=': 'noproxy', 'create-dirs': 'cd', 'no-buffer': 'N', 'form=': 'F', 'proto=': 'proto', 'tlsv1.2': 'tls', 'unix-socket=': 'unix',
  });
  const urls = [...o.all('url'), ...o.rest];
  if (urls.length === 0) {
    yield* p.eprint("curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n");
    return 2;
  }
  for (const key of ['F', 'T', 'x', 'unix']) if (o.has(key)) throw new Failure(`drydock: this option (-${key}) is not simulated`, 2);
  let status = 0;
  const silent = o.has('s');
  const complaint = function* (code: number, text: string): Task<number> {
    if (!silent || o.has('S')) yield* p.eprint(`curl: (${code}) ${text}\n`);
    return code;
  };
  for (const [i, text] of urls.entries()) {
    let url = parseUrl(text);
    if (url === undefined) {
      status = yield* complaint(3, 'URL rejected: No host part in the URL');
      continue;
    }
    if (url.scheme !== 'http') {
      status = url.scheme === 'https' ? yield* complaint(resolveHost(p, url.host).length === 0 ? 6 : 35, resolveHost(p, url.host).length === 0 ? `Could not resolve host: ${url.host}` : "drydock: 'https' is not simulated") : yield* complaint(1, `Protocol "${url.scheme}" not supported`);
      continue;
    }
    let data = o.has('d') || o.has('json') || o.has('du') ? [...o.all('d'), ...o.all('json'), ...o.all('du').map((x) => x.replace(/^[^=]*=?/, (k) => k) && encodeURIComponentPart(x))].join('&') : undefined;
    if (data?.startsWith('@') === true) data = data === '@-' ? decode(yield* p.readAll(0)) : p.fs.readText(data.slice(1));
    if (o.has('G') && data !== undefined) {
      url = { ...url, path: `${url.path}${url.path.includes('?') ? '&' : '?'}${data}` };
      data = undefined;
    }
    const method = o.get('X') ?? (o.has('I') ? 'HEAD' : data !== undefined ? 'POST' : 'GET');
    const own = o.all('H').map((h): [string, string] => [h.slice(0, h.indexOf(':')).trim(), h.slice(h.indexOf(':') + 1).trim()]);
    const has = (name: string): boolean => own.some(([k]) => k.toLowerCase() === name);
    const credentials = o.get('u') ?? url.user;
    const headersFor = (u: Url): [string, string][] => [
      ...(has('host') ? [] : [['Host', hostField(u)] as [string, string]]), ...(credentials === undefined ? [] : [['Authorization', `Basic ${btoaPure(credentials)}`] as [string, string]]), ...(has('user-agent') ? [] : [['User-Agent', o.get('A') ?? 'curl/8.14.1'] as [string, string]]), ...(has('accept') ? [] : [['Accept', '*/*'] as [string, string]]), ...own,
      ...(data === undefined ? [] : [['Content-Length', String(encode(data).length)] as [string, string], ...(has('content-type') ? [] : [['Content-Type', o.has('json') ? 'application/json' : 'application/x-www-form-urlencoded'] as [string, string]])]),
    ];
    const limit = o.has('m') ? (seconds(o.get('m')!) ?? Infinity) : Infinity;
    const started = p.kernel.now;
    let answer: HttpMessage | undefined;
    let hops = 0;
    const tries = Number(o.get('retry') ?? 0);
    for (let attempt = 0; answer === undefined; attempt++) {
      try {
        const current: Url = url;
        if (o.has('v')) yield* p.eprint(resolveHost(p, current.host).map((ip) => `*   Trying ${ip}:${current.port}...\n`).join(''));
        const got: HttpMessage = yield* ask(p, current, { method: hops > 0 && method === 'POST' ? 'GET' : method, headers: headersFor(current), body: data === undefined || hops > 0 ? new Uint8Array(0) : encode(data), connectTimeout: Math.min(limit, o.has('ct') ? (seconds(o.get('ct')!) ?? 130_000) : 130_000) }, function* (ip) {
          if (o.has('v')) yield* p.eprint(`* Connected to ${current.host} (${ip}) port ${current.port}\n> ${method} ${current.path} HTTP/1.1\n${headersFor(current).map(([k, v]) => `> ${k}: ${v}\n`).join('')}> \n`);
        });
        const target = header(got, 'location');
        if (o.has('L') && target !== undefined && /^30[12378]$/.test(String(statusOf(got))) && hops++ < 50) {
          url = parseUrl(target.startsWith('/') ? `${current.scheme}://${current.host}:${current.port}${target}` : target) ?? current;
          attempt--;
          continue;
        }
        answer = got;
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        const again = attempt < tries && (o.has('rc') || error.kind === 'timeout');
        if (again) {
          yield* p.sleep((seconds(o.get('rd') ?? '') ?? 0) || Math.min(2 ** attempt * 1000, 600_000));
          continue;
        }
        const ms = Math.floor(p.kernel.now - started);
        if (o.has('v') && error.kind !== 'resolve') yield* p.eprint(`* connect to ${error.ip} port ${url.port} failed: ${error.errno}\n`);
        status = error.kind === 'resolve' ? yield* complaint(6, `Could not resolve host: ${url.host}`)
          : error.kind === 'timeout' ? yield* complaint(28, `Failed to connect to ${at(p, url)} after ${ms} ms: ${limit < Infinity || o.has('ct') ? 'Timeout was reached' : 'Could not connect to server'}`)
          : error.kind === 'empty' ? yield* complaint(52, 'Empty reply from server')
          : error.kind === 'reset' ? yield* complaint(56, 'Recv failure: Connection reset by peer')
          : yield* complaint(7, `Failed to connect to ${at(p, url)} after ${ms} ms: Could not connect to server`);
        break;
      }
    }
    if (answer === undefined) {
      if (o.has('w')) yield* p.print(writeOut(o.get('w')!, undefined, 0, url));
      continue;
    }
    const code = statusOf(answer);
    if (o.has('v')) yield* p.eprint(`< ${answer.start}\n${answer.headers.map(([k, v]) => `< ${k}: ${v}\n`).join('')}< \n`);
    const failed = o.has('f') && code >= 400;
    const head = o.has('I') || o.has('i') ? encode(`${answer.start}\r\n${answer.headers.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`) : new Uint8Array(0);
    const body = failed || o.has('I') ? new Uint8Array(0) : answer.body;
    const file = o.has('O') ? basename(url.path.replace(/\?.*/, '')) : o.all('o')[i];
    if (o.has('O') && file === '') {
      status = yield* complaint(23, 'Failed to extract a filename to use for storage');
      continue;
    }
    if (file !== undefined && file !== '-') {
      if (!silent) yield* p.eprint(`  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n100 ${String(body.length).padStart(5)}  100 ${String(body.length).padStart(5)}    0     0   ${Math.max(1, body.length * 20)}      0 --:--:-- --:--:-- --:--:-- ${Math.max(1, body.length * 20)}\n`);
      try {
        if (p.fs.tryStat(file)?.kind === 'dev') {
          const fd = yield* p.open(file, { write: true });
          yield* p.write(fd, concat([head, body]));
          p.closeFd(fd);
        } else p.fs.writeFile(file, concat([head, body]));
      } catch (error) {
        status = yield* complaint(23, `client returned ERROR on write, ${reason(error)}`);
      }
    } else yield* p.write(1, concat([head, body]));
    if (o.has('w')) yield* p.print(writeOut(o.get('w')!, answer, p.kernel.now - started, url));
    if (failed || (o.has('fb') && code >= 400)) status = yield* complaint(22, `The requested URL returned error: ${code}`);
  }
  return status;
}, 2);

function encodeURIComponentPart(x: string): string {
  const eq = x.indexOf('=');
  return eq < 0 ? encodeURIComponent(x) : `${x.slice(0, eq + 1)}${encodeURIComponent(x.slice(eq + 1))}`;
}

function writeOut(format: string, m: HttpMessage | undefined, ms: number, url: Url): string {
  const values: Record<string, string> = {
    http_code: m === undefined ? '000' : String(statusOf(m)), response_code: m === undefined ? '000' : String(statusOf(m)), size_download: String(m?.body.length ?? 0), time_total: (ms / 1000).toFixed(6), content_type: m === undefined ? '' : (header(m, 'content-type') ?? ''), url_effective: `${url.scheme}://${hostField(url)}${url.path}`, redirect_url: m === undefined ? '' : (header(m, 'location') ?? ''), num_redirects: '0', http_version: '1.1', exitcode: m === undefined ? '7' : '0',
  };
  return format.replace(/%\{(\w+)\}/g, (_, k: string) => values[k] ?? '').replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\r/g, '\r');
}

const wget = program(function* (p) {
  const o = parseArgs(p, 'qO:T:t:SP:Y:U:cNnvd4', {
    quiet: 'q', 'output-document=': 'O', 'timeout=': 'T', 'tries=': 't', 'server-response': 'S', 'directory-prefix=': 'P', spider: 'spider', 'no-verbose': 'nv', 'header=': 'header', 'post-data=': 'post', 'no-check-certificate': 'ncc', 'user-agent=': 'U', 'progress=': 'progress', 'show-progress': 'sp', continue: 'c', 'connect-timeout=': 'T', 'retry-connrefused': 'rc', 'waitretry=': 'wr',
  });
  const busy = p.busybox;
  if (o.rest.length === 0) {
    if (busy) throw new Usage('missing URL');
    yield* p.eprint('wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help\' for more options.\n');
    return 1;
  }
  const quiet = o.has('q');
  let status = 0;
  for (const text of o.rest) {
    let url = parseUrl(text);
    if (url === undefined || !['http', 'https'].includes(url.scheme)) {
      if (busy) throw new Failure(`not an http or ftp url: ${text}`);
      yield* p.eprint(`${text}: Unsupported scheme.\n`);
      return 1;
    }
    if (url.scheme === 'https' && resolveHost(p, url.host).length > 0) throw new Failure("drydock: 'https' is not simulated");
    const stamp = (): string => strftime('%Y-%m-%d %H:%M:%S', p.kernel.now);
    const post = o.get('post');
    const shown = `${url.scheme}://${hostField(url)}${url.path}`;
    if (!busy && !quiet) yield* p.eprint(`--${stamp()}--  ${shown}\n`);
    const timeout = o.has('T') ? Number(o.get('T')) * 1000 : 130_000;
    let answer: HttpMessage;
    try {
      for (let hops = 0; ; hops++) {
        const current: Url = url;
        const ips = resolveHost(p, current.host);
        if (!busy && !quiet && ips.length > 0) yield* p.eprint(`${/^[\d.]+$/.test(current.host) ? '' : `Resolving ${current.host} (${current.host})... ${ips.join(', ')}\n`}Connecting to ${current.host}${/^[\d.]+$/.test(current.host) ? '' : ` (${current.host})|${ips[0]}|`}:${current.port}... `);
        const got: HttpMessage = yield* ask(p, current, {
          method: o.has('spider') ? 'HEAD' : post === undefined ? 'GET' : 'POST', headers: [['Host', hostField(current)], ['User-Agent', o.get('U') ?? (busy ? 'Wget' : 'Wget/1.25.0')], ...o.all('header').map((h): [string, string] => [h.slice(0, h.indexOf(':')), h.slice(h.indexOf(':') + 1).trim()]), ['Connection', 'close'], ...(post === undefined ? [] : [['Content-Length', String(encode(post).length)] as [string, string], ['Content-Type', 'application/x-www-form-urlencoded'] as [string, string]])],
          body: post === undefined ? new Uint8Array(0) : encode(post), connectTimeout: timeout,
        }, function* (ip) {
          if (busy && !quiet) yield* p.eprint(`Connecting to ${hostField(current).replace(/^([^:]+)$/, `$1`)} (${ip}:${current.port})\n`);
          else if (!quiet) yield* p.eprint('connected.\nHTTP request sent, awaiting response... ');
        });
        const target = header(got, 'location');
        if (target !== undefined && /^30[1-8]$/.test(String(statusOf(got))) && hops < 20) {
          if (!busy && !quiet) yield* p.eprint(`${got.start.slice(9)}\nLocation: ${target} [following]\n`);
          url = parseUrl(target.startsWith('/') ? `${current.scheme}://${current.host}:${current.port}${target}` : target) ?? current;
          continue;
        }
        answer = got;
        break;
      }
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      if (busy) {
        const where = `${url.host}${url.port === 80 && !/:\d+/.test(text.replace(/^\w+:\/\//, '')) ? '' : `:${url.port}`}`;
        throw new Failure(error.kind === 'resolve' ? `bad address '${where}'` : error.kind === 'timeout' && o.has('T') ? 'download timed out' : error.kind === 'empty' ? 'error getting response' : `can't connect to remote host (${error.ip}): ${error.errno}`);
      }
      if (error.kind === 'resolve') {
        yield* p.eprint(quiet ? '' : `Resolving ${url.host} (${url.host})... failed: Name or service not known.\nwget: unable to resolve host address '${url.host}'\n`);
      } else if (!quiet) yield* p.eprint(`failed: ${error.errno || 'Connection closed'}.\n`);
      status = 4;
      continue;
    }
    const code = statusOf(answer);
    if (o.has('S')) yield* p.eprint(`  ${answer.start}\n${answer.headers.map(([k, v]) => `  ${k}: ${v}\n`).join('')}`);
    if (code >= 400) {
      if (busy) throw new Failure(`server returned error: ${answer.start}`);
      if (!quiet) yield* p.eprint(`${answer.start.slice(9)}\n${stamp()} ERROR ${code}: ${answer.start.slice(13)}.\n\n`);
      status = 8;
      continue;
    }
    if (o.has('spider')) {
      if (!quiet) yield* p.eprint(busy ? 'remote file exists\n' : `${answer.start.slice(9)}\nRemote file exists.\n\n`);
      continue;
    }
    const name = o.get('O') ?? `${o.has('P') ? `${o.get('P')}/` : ''}${basename(url.path.replace(/\?.*/, '')) || 'index.html'}`;
    if (!busy && !quiet) yield* p.eprint(`${answer.start.slice(9)}\nLength: ${answer.body.length} [${header(answer, 'content-type') ?? 'text/html'}]\nSaving to: ${name === '-' ? "'STDOUT'" : `'${name}'`}\n\n`);
    if (name === '-') yield* p.write(1, answer.body);
    else {
      if (busy && o.get('O') === undefined && p.fs.exists(name)) throw new Failure(`can't open '${name}': File exists`);
      if (busy && !quiet) yield* p.eprint(`saving to '${name}'\n`);
      const node = p.fs.tryStat(name);
      if (node?.kind === 'dev') {
        const fd = yield* p.open(name, { write: true });
        yield* p.write(fd, answer.body);
        p.closeFd(fd);
      } else p.fs.writeFile(name, answer.body);
      if (busy && !quiet) yield* p.eprint(`${name.padEnd(20)} 100% |********************************| ${String(answer.body.length).padStart(5)}  0:00:00 ETA\n'${name}' saved\n`);
    }
    if (!busy && !quiet) yield* p.eprint(`${stamp()} (1.00 MB/s) - ${name === '-' ? 'written to stdout' : `'${name}' saved`} [${answer.body.length}/${answer.body.length}]\n\n`);
  }
  return status;
}, 2);

export const clients: Record<string, Program> = { curl, wget };
