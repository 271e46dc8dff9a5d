// wget: GNU's and busybox's.

import { encode } from '../../fs/bytes.ts';
import { basename } from '../../fs/path.ts';
import type { Program } from '../../kernel/block.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { strftime } from '../../shell/printf.ts';
import { Failure, parseArgs, program, Usage } from '../args.ts';
import { header, type HttpMessage, parseUrl, type Url } from './http.ts';
import { ask, follow, hostField, NoAnswer, statusOf } from './request.ts';

const wget: Program = program(function* (p) {
  if (!p.busybox && (p.args[0] === '-V' || p.args[0] === '--version')) {
    yield* p.print('GNU Wget 1.25.0 built on linux-gnu.\n');
    return 0;
  }
  const o = parseArgs(p, 'qO:T:t:SP:Y:U:cNnvd4', {
    quiet: 'q',
    'output-document=': 'O',
    'timeout=': 'T',
    'tries=': 't',
    'server-response': 'S',
    'directory-prefix=': 'P',
    spider: 'spider',
    'no-verbose': 'nv',
    'header=': 'header',
    'post-data=': 'post',
    'no-check-certificate': 'ncc',
    'user-agent=': 'U',
    'progress=': 'progress',
    'show-progress': 'sp',
    continue: 'c',
    'connect-timeout=': 'T',
    'retry-connrefused': 'rc',
    'waitretry=': 'wr',
  });
  const busy = p.busybox;
  if (o.rest.length === 0) {
    if (busy) throw new Usage('missing URL');
    yield* p.eprint("wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n");
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
        if (!busy && !quiet && ips.length > 0)
          yield* p.eprint(
            `${/^[\d.]+$/.test(current.host) ? '' : `Resolving ${current.host} (${current.host})... ${ips.join(', ')}\n`}Connecting to ${current.host}${/^[\d.]+$/.test(current.host) ? '' : ` (${current.host})|${ips[0]}|`}:${current.port}... `,
          );
        const got: HttpMessage = yield* ask(p, current, {
          method: o.has('spider') ? 'HEAD' : post === undefined ? 'GET' : 'POST',
          headers: [
            ['Host', hostField(current)],
            ['User-Agent', o.get('U') ?? (busy ? 'Wget' : 'Wget/1.25.0')],
            ...o
              .all('header')
              .map((h): [string, string] => [h.slice(0, h.indexOf(':')), h.slice(h.indexOf(':') + 1).trim()]),
            ['Connection', 'close'],
            ...(post === undefined
              ? []
              : [
                  ['Content-Length', String(encode(post).length)] as [string, string],
                  ['Content-Type', 'application/x-www-form-urlencoded'] as [string, string],
                ]),
          ],
          body: post === undefined ? new Uint8Array(0) : encode(post),
          connectTimeout: timeout,
          insecure: o.has('ncc'),
          ...(o.has('T') ? { deadline: p.kernel.now + timeout } : {}),
          onConnect: function* (ip) {
            if (busy && !quiet)
              yield* p.eprint(
                `Connecting to ${hostField(current).replace(/^([^:]+)$/, `$1`)} (${ip}:${current.port})\n`,
              );
            else if (!quiet) yield* p.eprint('connected.\nHTTP request sent, awaiting response... ');
          },
        });
        const target = header(got, 'location');
        if (target !== undefined && /^30[1-8]$/.test(String(statusOf(got))) && hops < 20) {
          if (!busy && !quiet) yield* p.eprint(`${got.start.slice(9)}\nLocation: ${target} [following]\n`);
          url = parseUrl(follow(target, current)) ?? current;
          continue;
        }
        answer = got;
        break;
      }
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      if (busy) {
        const where = `${url.host}${url.port === 80 && !/:\d+/.test(text.replace(/^\w+:\/\//, '')) ? '' : `:${url.port}`}`;
        throw new Failure(
          error.kind === 'resolve'
            ? `bad address '${where}'`
            : (error.kind === 'timeout' && o.has('T')) || error.kind === 'slow'
              ? 'download timed out'
              : error.kind === 'tls'
                ? 'error getting response: Connection reset by peer'
                : error.kind === 'certificates'
                  ? 'note: TLS certificate validation not implemented'
                  : error.kind === 'empty'
                    ? 'error getting response'
                    : `can't connect to remote host (${error.ip}): ${error.errno}`,
        );
      }
      if (error.kind === 'resolve') {
        yield* p.eprint(
          quiet
            ? ''
            : `Resolving ${url.host} (${url.host})... failed: Name or service not known.\nwget: unable to resolve host address '${url.host}'\n`,
        );
      } else if (error.kind === 'certificates') {
        yield* p.eprint(
          quiet
            ? ''
            : `ERROR: The certificate of '${url.host}' is not trusted.\nERROR: The certificate of '${url.host}' doesn't have a known issuer.\n`,
        );
        status = 5;
        continue;
      } else if (error.kind === 'tls')
        yield* p.eprint(
          quiet
            ? ''
            : 'OpenSSL: error:0A00010B:SSL routines::wrong version number\nUnable to establish SSL connection.\n',
        );
      else if (!quiet)
        yield* p.eprint(
          `failed: ${error.kind === 'slow' ? 'Read error (Connection timed out) in headers' : error.errno || 'Connection closed'}.\n`,
        );
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
    const name =
      o.get('O') ?? `${o.has('P') ? `${o.get('P')}/` : ''}${basename(url.path.replace(/\?.*/, '')) || 'index.html'}`;
    if (!busy && !quiet)
      yield* p.eprint(
        `${answer.start.slice(9)}\nLength: ${answer.body.length} [${header(answer, 'content-type') ?? 'text/html'}]\nSaving to: ${name === '-' ? "'STDOUT'" : `'${name}'`}\n\n`,
      );
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
      if (busy && !quiet)
        yield* p.eprint(
          `${name.padEnd(20)} 100% |********************************| ${String(answer.body.length).padStart(5)}  0:00:00 ETA\n'${name}' saved\n`,
        );
    }
    if (!busy && !quiet)
      yield* p.eprint(
        `${stamp()} (1.00 MB/s) - ${name === '-' ? 'written to stdout' : `'${name}' saved`} [${answer.body.length}/${answer.body.length}]\n\n`,
      );
  }
  return status;
}, 2);

export const wgetProgram: Record<string, Program> = { wget };
