// curl: its command line, where the answer goes, and exit codes.

import { decode, concat, encode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import { basename, dirname } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { program, parseArgs, Failure, type Options, reason } from '../args.ts';
import { type HttpMessage, parseUrl, type Url } from './http.ts';
import { NoAnswer, statusOf } from './request.ts';
import { LONG, VERSION, REFUSED } from './curl-options.ts';
import { bodyOf, Transfer } from './curl-transfer.ts';
import { METER, writeOut, rate } from './curl-report.ts';

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
    const headOf = (m: HttpMessage): string =>
      `${m.start}\r\n${m.headers.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`;
    // what goes on without an end is shown as it comes
    let shown = false;
    if (file === undefined && !meter && !['f', 'L', 'retry', 'I'].some((k) => o.has(k))) {
      t.onPiece = function* (m, piece) {
        if (!shown && o.has('i')) yield* p.print(headOf(m));
        shown = true;
        try {
          if (piece.length > 0) yield* p.write(1, piece);
        } catch (error) {
          if (error instanceof FsError && error.code === 'EPIPE') throw new NoAnswer('write', String(piece.length), '');
          throw error;
        }
      };
    }
    const got = yield* t.run(url, started);
    if (got === undefined) {
      if (o.has('w')) yield* p.print(writeOut(o.get('w')!, undefined, p.kernel.now - started, url, t.status));
      status = t.status;
      continue;
    }
    const { answer } = got;
    const code = statusOf(answer);
    const failed = o.has('f') && code >= 400;
    const head = headOf(answer);
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
    else if (out.length > 0 && !shown) yield* p.write(1, out);
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
