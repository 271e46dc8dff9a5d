// busybox's httpd: the files of a folder.

import { FsError, errnoText } from '../fs/node.ts';
import { clean } from '../fs/path.ts';
import type { Program, Task } from '../kernel/block.ts';
import type { Listener } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import { complain, parseArgs, program } from '../programs/args.ts';
import { type HttpMessage, mediaType, reply, serve, unescapeUrl } from '../programs/net/http.ts';

const STATUS: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Bad Request', 'Unsupported method'],
  403: ['Forbidden', ''],
  404: ['Not Found', 'The requested URL was not found'],
  501: ['Not Implemented', 'The requested method is not recognized'],
};

/** An answer; its headers are those of busybox, in its order. */
function answer(
  p: Process,
  status: string,
  headers: readonly (readonly [string, string])[],
  body: string | Uint8Array,
): HttpMessage {
  return reply(status, body, [['Date', new Date(p.kernel.now).toUTCString()], ...headers]);
}
function failure(p: Process, code: number): HttpMessage {
  const [title, text] = STATUS[code]!;
  const page = `<HTML><HEAD><TITLE>${code} ${title}</TITLE></HEAD>\n<BODY><H1>${code} ${title}</H1>\n${text}\n</BODY></HTML>\n`;
  return answer(p, `${code} ${title}`, [['Content-type', 'text/html']], page);
}

/** What is answered to one request. */
function respond(p: Process, home: string, start: string): HttpMessage {
  const [method = '', target = ''] = start.split(' ');
  const path = unescapeUrl(target.replace(/[?#].*/, ''));
  if (!path.startsWith('/')) return failure(p, 400);
  if (clean(path) === '/' && path.includes('..')) return failure(p, 400);
  if (path.split('/').includes('..')) return failure(p, 400);
  if (method !== 'GET' && method !== 'HEAD') return failure(p, 501);
  let file = clean(`${home}/${path}`);
  if (p.fs.isDir(file)) {
    if (!path.endsWith('/'))
      return answer(
        p,
        '302 Found',
        [
          ['Content-type', 'text/html'],
          ['Location', `${path}/`],
        ],
        '',
      );
    file = `${file === '/' ? '' : file}/index.html`;
  }
  const node = p.fs.tryStat(file);
  if (node?.kind !== 'file') return failure(p, 404);
  if (!p.fs.may(node, 4)) return failure(p, 403);
  const seconds = Math.floor(node.mtime / 1000);
  return answer(
    p,
    '200 OK',
    [
      ['Content-type', mediaType(file)],
      ['Accept-Ranges', 'bytes'],
      ['Last-Modified', new Date(seconds * 1000).toUTCString()],
      ['ETag', `"${seconds.toString(16)}-${node.data.length.toString(16)}"`],
    ],
    node.data,
  );
}

export const busyboxHttpd: Program = program(function* (p) {
  const o = parseArgs(p, 'c:d:h:e:m:u:p:ifvr:', {});
  for (const letter of ['c', 'd', 'e', 'm', 'u', 'i', 'r']) {
    if (o.has(letter)) return yield* complain(p, `drydock: '-${letter}' is not simulated`);
  }
  const place = /^(?:(\d+\.\d+\.\d+\.\d+|\[[^\]]*\]|[\w.-]+):)?(\d+)$/.exec(o.get('p') ?? '80');
  if (place === null || Number(place[2]) > 65535) return yield* complain(p, `bad address '${o.get('p')}'`);
  const home = p.abs(o.get('h') ?? '.');
  if (!p.fs.isDir(home))
    return yield* complain(
      p,
      `can't change directory to '${o.get('h')}': ${errnoText(p.fs.exists(home) ? 'ENOTDIR' : 'ENOENT')}`,
    );
  const loud = o.all('v').length;
  const port = Number(place[2]);
  const ip = place[1] === undefined ? '0.0.0.0' : place[1] === 'localhost' ? '127.0.0.1' : place[1];
  const run = function* (q: Process): Task<number> {
    let listener: Listener;
    try {
      listener = q.net.listen(ip, port, q);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      return yield* complain(q, `bind: ${errnoText(error.code)}`);
    }
    return yield* serve(q, listener, function* (request, peer, one) {
      const from = `${peer.ip}:${peer.port}`;
      const message = respond(one, home, request.start);
      if (loud > 1) yield* one.eprint(`${from}: url:${request.start.split(' ')[1]}\n`);
      if (loud > 0) yield* one.eprint(`${from}: response:${message.start.split(' ')[1]}\n`);
      return message;
    });
  };
  if (o.has('f')) return yield* run(p);
  const child = p.fork(run);
  // the parent ends when the child listens
  yield* p.sleep(5);
  return child.status === undefined ? 0 : yield* p.wait(child);
});
