// Files as answers: root and alias, index, listings, types, conditional and partial requests.

import { encode } from '../../fs/bytes.ts';
import { type FileNode, FsError } from '../../fs/node.ts';
import { join } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import { header, mediaType } from '../../programs/net/http.ts';
import { escapeHtml } from '../../programs/net/html.ts';
import { near, value } from './model.ts';
import type { Context } from './context.ts';
import { expand } from './variables.ts';

/** An answer before it is sent. `page`: nginx puts a page of its own (or error_page's) in the place of an empty body. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly page: boolean;
}

export function reply(status: number, body = '', headers: readonly (readonly [string, string])[] = []): Reply {
  return { status, headers, body: encode(body), page: true };
}

const TEXTS: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Moved Temporarily',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Time-out',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
};

/** A status with nginx's words for it. */
export const statusText = (status: number): string =>
  TEXTS[status] === undefined ? String(status) : `${status} ${TEXTS[status]}`;

/** Media type by the nearest `types`; the default when no ending fits. */
export function typeOf(c: Context, path: string): string {
  const types = near(c.chain, 'types').at(-1);
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  const fallback = value(c.chain, 'default_type') ?? 'text/plain';
  if (ending === undefined) return fallback;
  if (types === undefined) return ['html', 'gif', 'jpg'].includes(ending) ? mediaType(path, fallback) : fallback;
  return types.block!.find((d) => d.args.includes(ending))?.name ?? fallback;
}

/** Root folder of the present location. */
export function rootOf(c: Context): string {
  const root = expand(c, value(c.chain, 'root') ?? 'html');
  return root.startsWith('/') ? root : join('/etc/nginx', root);
}

/** Path of the file that the present URI stands for. */
export function fileOf(c: Context): string {
  const own = c.location?.directive.block ?? [];
  const alias = own.find((d) => d.name === 'alias')?.args[0];
  if (alias === undefined) return `${rootOf(c).replace(/\/$/, '')}${c.uri}`;
  const path = expand(c, alias);
  return c.location!.kind === '~' ? path : `${path}${c.uri.slice(c.location!.pattern.length)}`;
}

function send(c: Context, path: string, node: FileNode, type = typeOf(c, path)): Reply {
  const etag = `"${Math.floor(node.mtime / 1000).toString(16)}-${node.data.length.toString(16)}"`;
  const modified = new Date(Math.floor(node.mtime / 1000) * 1000).toUTCString();
  const base: [string, string][] = [
    ['Last-Modified', modified],
    ...(value(c.chain, 'etag') === 'off' ? [] : [['ETag', etag] as [string, string]]),
  ];
  const none = header(c.request, 'if-none-match');
  const since = header(c.request, 'if-modified-since');
  if (
    none === undefined
      ? since === modified
      : none.split(/,\s*/).some((x) => x === etag || x === '*' || x === `W/${etag}`)
  )
    return { status: 304, headers: base, body: new Uint8Array(0), page: false };
  const range = /^bytes=(\d*)-(\d*)$/.exec(header(c.request, 'range') ?? '');
  if (range !== null && (range[1] !== '' || range[2] !== '')) {
    const size = node.data.length;
    const from = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1]);
    const to = range[1] === '' || range[2] === '' ? size - 1 : Math.min(size - 1, Number(range[2]));
    if (from >= size || from > to) return reply(416, '', [['Content-Range', `bytes */${size}`]]);
    return {
      status: 206,
      headers: [
        ['Content-Type', type],
        ['Content-Length', String(to - from + 1)],
        ...base,
        ['Content-Range', `bytes ${from}-${to}/${size}`],
      ],
      body: node.data.subarray(from, to + 1),
      page: false,
    };
  }
  return {
    status: 200,
    headers: [
      ['Content-Type', type],
      ['Content-Length', String(node.data.length)],
      ...base,
      ['Accept-Ranges', 'bytes'],
    ],
    body: node.data,
    page: false,
  };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function listing(c: Context, dir: string): Reply {
  const entries = c.p.fs
    .readdir(dir)
    .filter((n) => !n.startsWith('.'))
    .flatMap((name) => {
      const node = c.p.fs.tryStat(join(dir, name));
      return node === undefined ? [] : [{ name, node }];
    });
  entries.sort((a, b) => Number(b.node.kind === 'dir') - Number(a.node.kind === 'dir') || (a.name < b.name ? -1 : 1));
  if (value(c.chain, 'autoindex_format') === 'json') {
    const rows = entries.map(
      ({ name, node }) =>
        `{ "name":${JSON.stringify(name)}, "type":"${node.kind === 'dir' ? 'directory' : 'file'}", "mtime":"${new Date(node.mtime).toUTCString()}"${node.kind === 'file' ? `, "size":${node.data.length}` : ''} }`,
    );
    return {
      status: 200,
      headers: [['Content-Type', 'application/json']],
      body: encode(`[\r\n${rows.join(',\r\n')}\r\n]`),
      page: false,
    };
  }
  const line = ({ name, node }: (typeof entries)[number]): string => {
    const shown = node.kind === 'dir' ? `${name}/` : name;
    const short = shown.length > 50 ? `${shown.slice(0, 47)}..>` : shown;
    const d = new Date(node.mtime);
    const two = (n: number): string => String(n).padStart(2, '0');
    return `<a href="${encodeURI(shown)}">${escapeHtml(short)}</a>${' '.repeat(Math.max(1, 51 - short.length))}${two(d.getUTCDate())}-${MONTHS[d.getUTCMonth()]}-${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())} ${(node.kind === 'file' ? String(node.data.length) : '-').padStart(19)}\r\n`;
  };
  const title = `Index of ${escapeHtml(c.uri)}`;
  return {
    status: 200,
    headers: [['Content-Type', 'text/html']],
    body: encode(
      `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre><a href="../">../</a>\r\n${entries.map(line).join('')}</pre><hr></body>\r\n</html>\r\n`,
    ),
    page: false,
  };
}

/** The content phase without a handler: the file, an index in its folder, a listing. */
export function* fileContent(c: Context): Task<Reply | 'relocate'> {
  if (!['GET', 'HEAD', 'POST'].includes(c.method)) return reply(405);
  const path = fileOf(c);
  const missing = function* (what: string, file: string, code: string): Task<Reply> {
    if (value(c.chain, 'log_not_found') !== 'off' || code !== 'ENOENT')
      yield* c.error(
        'error',
        `${what} "${file}" ${code === 'ENOENT' ? 'failed (2: No such file or directory)' : code === 'ENOTDIR' ? 'failed (20: Not a directory)' : 'failed (13: Permission denied)'}`,
      );
    return reply(code === 'EACCES' ? 403 : 404);
  };
  try {
    if (c.uri.endsWith('/')) {
      for (const raw of near(c.chain, 'index').at(-1)?.args ?? ['index.html']) {
        const name = expand(c, raw);
        const inner = name.startsWith('/') ? `${rootOf(c)}${name}` : join(path, name);
        const node = c.p.fs.tryStat(inner);
        if (node?.kind !== 'file') continue;
        // an index is an internal redirect: another location may want it
        c.uri = name.startsWith('/') ? name : c.uri + name;
        return 'relocate';
      }
      if (!c.p.fs.isDir(path.replace(/(.)\/$/, '$1')))
        return yield* missing('open()', join(path, near(c.chain, 'index').at(-1)?.args[0] ?? 'index.html'), 'ENOENT');
      if (value(c.chain, 'autoindex') === 'on') return listing(c, path);
      yield* c.error('error', `directory index of "${path}" is forbidden`);
      return reply(403);
    }
    const node = c.p.fs.stat(path);
    if (node.kind === 'dir') return reply(301, '', [['Location', `${c.uri}/${c.args === '' ? '' : `?${c.args}`}`]]);
    if (node.kind !== 'file') return yield* missing('open()', path, 'ENOENT');
    if (!c.p.fs.may(node, 4)) return yield* missing('open()', path, 'EACCES');
    if (c.method === 'POST') return reply(405);
    return send(c, path, node);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* missing('open()', path, error.code);
  }
}
