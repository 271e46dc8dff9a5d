// One request through nginx's phases: server, rewrite, location, access, content, error pages.

import { safeRegex } from '../../shell/regex/regex.ts';
import { encode } from '../../fs/bytes.ts';
import { clean } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import { header, type HttpMessage } from '../../programs/net/http.ts';
import { allowed, authorised } from './access.ts';
import type { Directive } from './config.ts';
import { parseSize } from './directives.ts';
import { fileContent, type Reply, reply, statusText } from './content.ts';
import type { Context } from './context.ts';
import { type Location, near, pcre, value, type VirtualServer } from './model.ts';
import { proxied } from './proxy.ts';
import { expand } from './variables.ts';

/** The server for a name at an address: exact, then the longest wildcards, then patterns, then the default. */
export function chooseServer(servers: readonly VirtualServer[], fallback: VirtualServer, host: string): VirtualServer {
  const name = host.toLowerCase();
  let best: { server: VirtualServer; rank: number } | undefined;
  const offer = (server: VirtualServer, rank: number): void => {
    if (best === undefined || rank > best.rank) best = { server, rank };
  };
  for (const s of servers) {
    for (const n of s.names) {
      const lower = n.toLowerCase();
      if (lower === name) offer(s, 1e9);
      else if (lower.startsWith('*.') && name.endsWith(lower.slice(1))) offer(s, 1e6 + lower.length);
      else if (lower.startsWith('.') && (name.endsWith(lower) || name === lower.slice(1))) offer(s, 1e6 + lower.length);
      else if (lower.endsWith('.*') && name.startsWith(lower.slice(0, -1))) offer(s, 1e3 + lower.length);
      else if (n.startsWith('~')) {
        try {
          if (safeRegex(n.slice(1).replace(/\(\?P</g, '(?<'), 'i').test(host)) offer(s, 1);
        } catch {
          continue;
        }
      }
    }
  }
  return best?.server ?? fallback;
}

function match(c: Context, list: readonly Location[]): Location | undefined {
  const exact = list.find((l) => l.kind === '=' && l.pattern === c.uri);
  if (exact !== undefined) return exact;
  let longest: Location | undefined;
  for (const l of list) {
    if (
      (l.kind === 'prefix' || l.kind === '^~') &&
      c.uri.startsWith(l.pattern) &&
      l.pattern.length > (longest?.pattern.length ?? -1)
    )
      longest = l;
  }
  const inner = longest === undefined || longest.children.length === 0 ? undefined : match(c, longest.children);
  if (inner !== undefined && (inner.kind === '=' || inner.kind === '^~' || inner.kind === '~')) return inner;
  if (longest?.kind !== '^~') {
    for (const l of list) {
      if (l.kind !== '~') continue;
      const m = l.regex!.exec(c.uri);
      if (m === null) continue;
      c.captures = [...m];
      for (const [k, v] of Object.entries(m.groups ?? {})) c.variables.set(k, v ?? '');
      return (l.children.length > 0 ? match(c, l.children) : undefined) ?? l;
    }
  }
  return inner ?? longest;
}

/** Status lines and headers that a request has when it is to be answered with this code. */
type Flow =
  | { readonly kind: 'go on' }
  | { readonly kind: 'relocate' }
  | { readonly kind: 'answer'; readonly reply: Reply }
  | { readonly kind: 'break' };

function condition(c: Context, d: Directive): boolean {
  const words = [...d.args];
  words[0] = words[0]!.replace(/^\(/, '');
  words[words.length - 1] = words.at(-1)!.replace(/\)$/, '');
  const [left = '', op, ...more] = words.filter((w) => w !== '');
  const right = more.join(' ');
  if (/^!?-[fdex]$/.test(left) && op !== undefined) {
    const node = c.p.fs.tryStat(expand(c, op));
    const hit = left.endsWith('f')
      ? node?.kind === 'file'
      : left.endsWith('d')
        ? node?.kind === 'dir'
        : left.endsWith('x')
          ? node !== undefined && (node.mode & 0o111) !== 0
          : node !== undefined;
    return left.startsWith('!') ? !hit : hit;
  }
  const text = expand(c, left);
  if (op === undefined) return text !== '' && text !== '0';
  if (op === '=') return text === expand(c, right);
  if (op === '!=') return text !== expand(c, right);
  const m = pcre(right, op.endsWith('*'), d).exec(text);
  if (m !== null && !op.startsWith('!')) {
    c.captures = [...m];
    for (const [k, v] of Object.entries(m.groups ?? {})) c.variables.set(k, v ?? '');
  }
  return op.startsWith('!') ? m === null : m !== null;
}

function* returned(c: Context, d: Directive): Task<Reply> {
  const [code = '', text] = d.args;
  if (!/^\d{3}$/.test(code)) return reply(302, '', [['Location', expand(c, code)]]);
  const n = Number(code);
  if (/^30[12378]$/.test(code) && text !== undefined) return reply(n, '', [['Location', expand(c, text)]]);
  if (text === undefined) return reply(n);
  return {
    status: n,
    headers: [['Content-Type', value(c.chain, 'default_type') ?? 'text/plain']],
    body: encode(expand(c, text)),
    page: false,
  };
}

/** The directives of the rewrite module at one level, in their order. */
function* rewrite(c: Context, list: readonly Directive[]): Task<Flow> {
  for (const d of list) {
    if (d.name === 'break') return { kind: 'break' };
    if (d.name === 'return') return { kind: 'answer', reply: yield* returned(c, d) };
    if (d.name === 'set') c.variables.set(d.args[0]!.slice(1), expand(c, d.args[1]!));
    else if (d.name === 'if') {
      if (!condition(c, d)) continue;
      c.chain = [...c.chain, d.block!];
      const flow = yield* rewrite(c, d.block!);
      if (flow.kind !== 'go on') return flow;
    } else if (d.name === 'rewrite') {
      const m = pcre(d.args[0]!, false, d).exec(c.uri);
      if (m === null) continue;
      c.captures = [...m];
      for (const [k, v] of Object.entries(m.groups ?? {})) c.variables.set(k, v ?? '');
      const to = expand(c, d.args[1]!);
      const flag = d.args[2];
      const keep = !to.endsWith('?');
      const [path = '', query = ''] = to.replace(/\?$/, '').split(/\?(.*)/s);
      const args = [query, keep ? c.args : ''].filter((x) => x !== '').join('&');
      if (flag === 'redirect' || flag === 'permanent' || /^https?:\/\/|^\$scheme/.test(d.args[1]!)) {
        return {
          kind: 'answer',
          reply: reply(flag === 'permanent' ? 301 : 302, '', [['Location', `${path}${args === '' ? '' : `?${args}`}`]]),
        };
      }
      c.uri = path;
      c.args = args;
      if (flag === 'break') return { kind: 'break' };
      if (flag === 'last') return { kind: 'relocate' };
    }
  }
  return { kind: 'go on' };
}

/** Answers a request. */
export function* answer(c: Context): Task<Reply> {
  const limit = (): number => parseSize(value(c.chain, 'client_max_body_size') ?? '1m') ?? 1 << 20;
  const first = yield* rewrite(c, c.server.chain.at(-1)!);
  let out = first.kind === 'answer' ? first.reply : yield* locate(c, limit);
  out = yield* errorPage(c, out, limit);
  return out;
}

/** Finds the location of the present URI and answers from it. */
function* locate(c: Context, limit: () => number): Task<Reply> {
  for (;;) {
    if (c.redirects++ > 10) {
      yield* c.error('error', `rewrite or internal redirection cycle while processing "${c.uri}"`);
      return reply(500);
    }
    c.location = match(c, c.server.locations);
    c.chain = c.location?.chain ?? c.server.chain;
    if (c.location !== undefined && near([c.location.directive.block!], 'internal').length > 0 && !c.internal)
      return reply(404);
    const before = c.uri;
    const flow =
      c.location === undefined ? ({ kind: 'go on' } as const) : yield* rewrite(c, c.location.directive.block!);
    if (flow.kind === 'answer') return flow.reply;
    if (flow.kind === 'relocate' || (flow.kind === 'go on' && c.uri !== before)) {
      c.internal = true;
      continue;
    }
    const out = yield* content(c, limit);
    if (out !== 'relocate') return out;
    c.internal = true;
  }
}

function* named(c: Context, name: string, limit: () => number): Task<Reply> {
  const location = c.server.locations.find((l) => l.kind === 'named' && l.pattern === name);
  if (location === undefined) {
    yield* c.error('error', `could not find named location "${name}"`);
    return reply(500);
  }
  c.location = location;
  c.chain = location.chain;
  const flow = yield* rewrite(c, location.directive.block!);
  if (flow.kind === 'answer') return flow.reply;
  if (flow.kind === 'relocate') return yield* locate(c, limit);
  const out = yield* content(c, limit);
  return out === 'relocate' ? yield* locate(c, limit) : out;
}

function* content(c: Context, limit: () => number): Task<Reply | 'relocate'> {
  const max = limit();
  const declared = Number(header(c.request, 'content-length') ?? c.request.body.length);
  if (max > 0 && declared > max) {
    yield* c.error('error', `client intended to send too large body: ${declared} bytes`);
    return reply(413);
  }
  const refused = yield* allowed(c);
  if (refused !== undefined && value(c.chain, 'satisfy') !== 'any') return refused;
  const login = yield* authorised(c);
  if (login !== undefined && (value(c.chain, 'satisfy') !== 'any' || refused !== undefined)) return login;
  // handlers belong to the location itself (or an `if` in it), they are not inherited
  const own = c.chain.slice(c.location === undefined ? 1 : c.location.chain.length - 1);
  const inner = own.at(-1)!;
  const handler = (name: string): Directive | undefined =>
    inner.findLast((d) => d.name === name) ?? (own.length > 1 ? own[0]!.findLast((d) => d.name === name) : undefined);
  const tries = own[0]!.find((d) => d.name === 'try_files');
  if (tries !== undefined) {
    const found = yield* tryFiles(c, tries, limit);
    if (found !== undefined) return found;
  }
  const pass = handler('proxy_pass');
  if (pass !== undefined && c.location !== undefined) return yield* proxied(c, pass);
  if (handler('stub_status') !== undefined) {
    const { accepts, requests, active } = c.stats;
    return {
      status: 200,
      headers: [['Content-Type', 'text/plain']],
      body: encode(
        `Active connections: ${active} \nserver accepts handled requests\n ${accepts} ${accepts} ${requests} \nReading: 0 Writing: 1 Waiting: ${Math.max(0, active - 1)} \n`,
      ),
      page: false,
    };
  }
  return yield* fileContent(c);
}

/** try_files: the first that is there, else the last word. Undefined: the content phase goes on with the changed URI. */
function* tryFiles(c: Context, d: Directive, limit: () => number): Task<Reply | 'relocate' | undefined> {
  for (const word of d.args.slice(0, -1)) {
    const path = expand(c, word);
    const dir = path.endsWith('/');
    const before = c.uri;
    c.uri = clean(`/${path}`) + (dir && path !== '/' ? '/' : '');
    if (c.uri === '//') c.uri = '/';
    const node = c.p.fs.tryStat(c.file().replace(/(.)\/$/, '$1'));
    if (dir ? node?.kind === 'dir' : node?.kind === 'file') return undefined;
    c.uri = before;
  }
  const last = d.args.at(-1)!;
  if (last.startsWith('=')) return reply(Number(last.slice(1)));
  const to = expand(c, last);
  if (to.startsWith('@')) return yield* named(c, to, limit);
  const [path = '', query] = to.split(/\?(.*)/s);
  c.uri = path;
  if (query !== undefined) c.args = query;
  return 'relocate';
}

/** error_page, and nginx's own pages where none is set. */
function* errorPage(c: Context, first: Reply, limit: () => number): Task<Reply> {
  const out = first;
  if (out.status < 300 || !out.page || c.redirects > 10) return out;
  const d = near(c.chain, 'error_page').find((x) => x.args.slice(0, -1).includes(String(out.status)));
  if (d === undefined) return out;
  const override = d.args.find((x, i) => x.startsWith('=') && i < d.args.length - 1);
  const to = expand(c, d.args.at(-1)!);
  if (/^https?:\/\//.test(to))
    return reply(override === undefined || override === '=' ? 302 : Number(override.slice(1)), '', [['Location', to]]);
  c.internal = true;
  const before = { uri: c.uri, chain: c.chain, location: c.location };
  let page: Reply;
  if (to.startsWith('@')) page = yield* named(c, to, limit);
  else {
    const [path = '', query] = to.split(/\?(.*)/s);
    c.uri = path;
    if (query !== undefined) c.args = query;
    page = yield* locate(c, limit);
  }
  // a page that is missing itself: nginx keeps the first status and its own page
  if (page.status >= 400 && page.page) {
    Object.assign(c, before);
    return override === undefined ? { ...out, page: true } : page;
  }
  return {
    ...page,
    status: override === undefined ? out.status : override === '=' ? page.status : Number(override.slice(1)),
  };
}

/** The finished message: status line, nginx's own page where there is no body, Server and Date, add_header. */
export function finish(c: Context, r: Reply): HttpMessage {
  const tokens = value(c.chain, 'server_tokens') ?? 'on';
  const name = tokens === 'off' ? 'nginx' : `nginx/${c.version}`;
  const line = statusText(r.status);
  const own = r.page && r.body.length === 0 && r.status >= 300 && r.status !== 304;
  const body = own
    ? encode(
        `<html>\r\n<head><title>${line}</title></head>\r\n<body>\r\n<center><h1>${line}</h1></center>\r\n<hr><center>${name}</center>\r\n</body>\r\n</html>\r\n`,
      )
    : r.body;
  const headers: [string, string][] = [
    ['Server', name],
    ['Date', new Date(c.p.kernel.now).toUTCString()],
  ];
  if (own) headers.push(['Content-Type', 'text/html']);
  for (const [k, v] of r.headers) {
    if (own && /^content-(type|length)$/i.test(k)) continue;
    // a Location within the server is sent absolute
    headers.push([
      k,
      k === 'Location' && v.startsWith('/') && !v.startsWith('//')
        ? `http://${c.host === '' ? c.local.ip : c.host}${c.local.port === 80 ? '' : `:${c.local.port}`}${v}`
        : v,
    ]);
  }
  const charset = value(c.chain, 'charset');
  const at = headers.findIndex(([k]) => k.toLowerCase() === 'content-type');
  if (
    charset !== undefined &&
    charset !== 'off' &&
    at >= 0 &&
    /^(text\/|application\/(javascript|rss))/.test(headers[at]![1]) &&
    !/charset/i.test(headers[at]![1])
  )
    headers[at] = [headers[at]![0], `${headers[at]![1]}; charset=${charset}`];
  if (!headers.some(([k]) => k.toLowerCase() === 'content-length') && r.status !== 304 && r.status !== 204)
    headers.splice(at < 0 ? headers.length : at + 1, 0, ['Content-Length', String(body.length)]);
  headers.push([
    'Connection',
    /close/i.test(header(c.request, 'connection') ?? '') || c.request.start.endsWith('HTTP/1.0')
      ? 'close'
      : 'keep-alive',
  ]);
  const good = [200, 201, 204, 206, 301, 302, 303, 304, 307, 308].includes(r.status);
  const expires = value(c.chain, 'expires');
  if (expires !== undefined && expires !== 'off' && good) headers.push(...expiry(c, near(c.chain, 'expires').at(-1)!));
  for (const d of near(c.chain, 'add_header')) {
    const text = expand(c, d.args[1]!);
    if (text !== '' && (good || d.args[2] === 'always')) headers.push([d.args[0]!, text]);
  }
  for (const late of ['ETag', 'Accept-Ranges']) {
    const i = headers.findIndex(([k]) => k === late);
    if (i >= 0) headers.push(...headers.splice(i, 1));
  }
  return { start: `HTTP/1.1 ${line}`, headers, body };
}

function expiry(c: Context, d: Directive): [string, string][] {
  const text = expand(c, d.args.at(-1)!);
  if (text === 'epoch')
    return [
      ['Expires', 'Thu, 01 Jan 1970 00:00:01 GMT'],
      ['Cache-Control', 'no-cache'],
    ];
  if (text === 'max')
    return [
      ['Expires', 'Thu, 31 Dec 2037 23:55:55 GMT'],
      ['Cache-Control', 'max-age=315360000'],
    ];
  const m = /^(-?)(\d+)([smhdwMy]?)$/.exec(text);
  if (m === null) return [];
  const seconds =
    Number(m[2]) *
    { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, M: 2_592_000, y: 31_536_000 }[m[3] as '']! *
    (m[1] === '-' ? -1 : 1);
  return [
    ['Expires', new Date(c.p.kernel.now + seconds * 1000).toUTCString()],
    ['Cache-Control', seconds < 0 ? 'no-cache' : `max-age=${seconds}`],
  ];
}
