// `python -m http.server`: the folder as a web page.

import { FsError, errnoText } from '../../fs/node.ts';
import { clean, join } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import type { Listener } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { strftime } from '../../shell/printf.ts';
import { type HttpMessage, mediaType, reply, serve, unescapeUrl } from '../../programs/net/http.ts';
import { escapeHtml } from '../../programs/net/web.ts';

/** Serves a folder until the process ends. `unbuffered`: output to a pipe goes out at once. @returns the status of a wrong call or of an address that is taken */
export const httpd = function* (p: Process, args: readonly string[], unbuffered: boolean): Task<number> {
  let port = 8000,
    bind = '0.0.0.0',
    dir = '.';
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    if (a === '--bind' || a === '-b') bind = args[++i] ?? bind;
    else if (a === '--directory' || a === '-d') dir = args[++i] ?? dir;
    else if (/^\d+$/.test(a)) port = Number(a);
    else {
      yield* p.eprint(
        `usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\nserver.py: error: ${a.startsWith('-') ? `unrecognized arguments: ${a}` : `argument port: invalid int value: '${a}'`}\n`,
      );
      return 2;
    }
  }
  const root = p.abs(dir);
  let listener: Listener;
  try {
    listener = p.net.listen(bind === 'localhost' ? '127.0.0.1' : bind, port, p);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* p.eprint(
      `Traceback (most recent call last):\n  File "<frozen runpy>", line 198, in _run_module_as_main\n${{ EACCES: 'PermissionError: [Errno 13]', EADDRINUSE: 'OSError: [Errno 98]' }[error.code as string] ?? 'OSError: [Errno 99]'} ${errnoText(error.code)}\n`,
    );
    return 1;
  }
  // a pipe gets it when Python ends, which is never
  if (unbuffered || p.isatty(1)) yield* p.print(`Serving HTTP on ${bind} port ${port} (http://${bind}:${port}/) ...\n`);
  return yield* serve(p, listener, function* (request, peer, q) {
    const target = request.start.split(' ')[1]!;
    const path = clean(`/${unescapeUrl(target.replace(/[?#].*/, ''))}`);
    const at = join(root, path);
    const node = q.fs.tryStat(at);
    const common: [string, string][] = [
      ['Server', 'SimpleHTTP/0.6 Python/3.12.12'],
      ['Date', new Date(q.kernel.now).toUTCString()],
    ];
    let answer: HttpMessage;
    const index = node?.kind === 'dir' ? q.fs.tryStat(join(at, 'index.html')) : undefined;
    if (node?.kind === 'file') answer = reply('200 OK', node.data, [...common, ['Content-type', mediaType(at)]]);
    else if (index?.kind === 'file') answer = reply('200 OK', index.data, [...common, ['Content-type', 'text/html']]);
    else if (node?.kind === 'dir') {
      const names = q.fs.readdir(at);
      answer = reply(
        '200 OK',
        `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Directory listing for ${escapeHtml(path)}</title>\n</head>\n<body>\n<h1>Directory listing for ${escapeHtml(path)}</h1>\n<hr>\n<ul>\n${names.map((n) => `<li><a href="${escapeHtml(n)}">${escapeHtml(n)}${q.fs.isDir(join(at, n)) ? '/' : ''}</a></li>\n`).join('')}</ul>\n<hr>\n</body>\n</html>\n`,
        [...common, ['Content-type', 'text/html; charset=utf-8']],
      );
    } else
      answer = reply(
        '404 File not found',
        '<!DOCTYPE HTML>\n<html lang="en">\n    <head>\n        <meta charset="utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: 404</p>\n        <p>Message: File not found.</p>\n        <p>Error code explanation: 404 - Nothing matches the given URI.</p>\n    </body>\n</html>\n',
        [...common, ['Content-Type', 'text/html;charset=utf-8']],
      );
    const stamp = strftime('%d/%b/%Y %H:%M:%S', q.kernel.now);
    if (answer.start.includes(' 404 ')) yield* q.eprint(`${peer.ip} - - [${stamp}] code 404, message File not found\n`);
    yield* q.eprint(`${peer.ip} - - [${stamp}] "${request.start}" ${answer.start.split(' ')[1]} -\n`);
    return answer;
  });
};
