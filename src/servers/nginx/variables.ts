// nginx's variables: what a request's values are called, and texts with them filled in.

import { safeRegex } from '../../shell/regex/regex.ts';
import { strftime } from '../../shell/printf.ts';
import { header } from '../../programs/net/http.ts';
import { ConfigError, type Directive, place } from './config.ts';
import type { Context } from './context.ts';

const NAMES = new Set(
  `host hostname uri document_uri request_uri request request_method request_body request_length request_id request_time args query_string is_args scheme https remote_addr remote_port remote_user server_addr server_name server_port
server_protocol status body_bytes_sent bytes_sent time_local time_iso8601 msec pid nginx_version proxy_add_x_forwarded_for proxy_host proxy_port upstream_addr upstream_status upstream_response_time document_root realpath_root request_filename content_type
content_length connection connection_requests pipe request_completion binary_remote_addr limit_rate tcpinfo_rtt upstream_cache_status gzip_ratio upstream_connect_time upstream_header_time ssl_protocol ssl_cipher proxy_protocol_addr`.split(
    /\s+/,
  ),
);
const PREFIXES = /^(http|arg|cookie|sent_http|upstream_http|upstream_cookie)_\w+$|^\d$/;

/** Directives whose arguments may hold variables. */
const EXPANDS = new Set(
  'log_format return rewrite set if proxy_pass proxy_set_header add_header root alias try_files error_page access_log map auth_basic auth_basic_user_file expires proxy_redirect index'.split(
    ' ',
  ),
);

const REFERENCE = /\$(?:\{(\w+)\}|(\w+))/g;

/** Holds that every variable of a configuration exists. @throws ConfigError */
export function checkVariables(tree: readonly Directive[], maps: ReadonlySet<string>): void {
  const all: Directive[] = [];
  const collect = (list: readonly Directive[], inMap: boolean): void => {
    for (const d of list) {
      if (!inMap && EXPANDS.has(d.name)) all.push(d);
      if (d.block !== undefined && d.name !== 'types') collect(d.block, d.name === 'map');
    }
  };
  collect(tree, false);
  const known = new Set([...NAMES, ...maps]);
  for (const d of all)
    if (d.name === 'set') {
      if (!d.args[0]!.startsWith('$')) throw new ConfigError(`invalid variable name "${d.args[0]}" ${place(d)}`);
      known.add(d.args[0]!.slice(1));
    }
  const named = (text: string): void => {
    for (const m of text.matchAll(/\(\?P?<(\w+)>/g)) known.add(m[1]!);
  };
  const patterns = (list: readonly Directive[]): void => {
    for (const d of list) {
      if (['location', 'server_name', 'rewrite', 'if'].includes(d.name)) d.args.forEach(named);
      if (d.block !== undefined) patterns(d.block);
    }
  };
  patterns(tree);
  for (const d of all) {
    const texts =
      d.name === 'rewrite'
        ? d.args.slice(1)
        : d.name === 'set'
          ? d.args.slice(1)
          : d.name === 'if'
            ? d.args.filter((_, i) => !/^!?~\*?$/.test(d.args[i - 1] ?? ''))
            : d.name === 'map'
              ? d.args.slice(0, 1)
              : d.args;
    for (const text of texts) {
      for (const m of text.matchAll(REFERENCE)) {
        const name = (m[1] ?? m[2])!;
        if (!known.has(name) && !PREFIXES.test(name)) throw new ConfigError(`unknown "${name}" variable`);
      }
    }
  }
}

/** A text with its variables filled in. */
export function expand(c: Context, text: string): string {
  return text.includes('$')
    ? text.replace(REFERENCE, (_, a: string | undefined, b: string | undefined) => variable(c, (a ?? b)!))
    : text;
}

const pad = (n: number): string => String(Math.floor(n % 1000)).padStart(3, '0');

/** The value of a variable, empty when it has none. */
export function variable(c: Context, name: string): string {
  if (/^\d$/.test(name)) return c.captures[Number(name)] ?? '';
  const own = c.variables.get(name);
  if (own !== undefined) return own;
  const map = c.model.maps.get(name);
  if (map !== undefined) return mapped(c, map);
  const m = /^(http|arg|cookie|sent_http|upstream_http)_(\w+)$/.exec(name);
  if (m !== null && name !== 'http_version') {
    const key = m[2]!;
    if (m[1] === 'arg')
      return (
        new Map(
          c.args.split('&').map((x): [string, string] => [x.split('=')[0]!.toLowerCase(), x.slice(x.indexOf('=') + 1)]),
        ).get(key.toLowerCase()) ?? ''
      );
    if (m[1] === 'cookie')
      return (
        (header(c.request, 'cookie') ?? '')
          .split(/;\s*/)
          .find((x) => x.startsWith(`${key}=`))
          ?.slice(key.length + 1) ?? ''
      );
    const source = m[1] === 'http' ? c.request : m[1] === 'upstream_http' ? c.upstreamAnswer : c.sent;
    return source === undefined ? '' : (header(source, key.replace(/_/g, '-')) ?? '');
  }
  switch (name) {
    case 'host':
      return c.host;
    case 'hostname':
      return c.p.uts.hostname;
    case 'uri':
    case 'document_uri':
      return c.uri;
    case 'request_uri':
      return c.target;
    case 'request':
      return c.request.start;
    case 'request_method':
      return c.method;
    case 'request_body':
      return new TextDecoder().decode(c.request.body);
    case 'request_length':
      return String(
        c.request.start.length +
          4 +
          c.request.headers.reduce((n, [k, v]) => n + k.length + v.length + 4, 0) +
          c.request.body.length,
      );
    case 'request_id':
      return c.id;
    case 'request_time':
      return ((c.p.kernel.now - c.began) / 1000).toFixed(3);
    case 'args':
    case 'query_string':
      return c.args;
    case 'is_args':
      return c.args === '' ? '' : '?';
    case 'scheme':
      return 'http';
    case 'remote_addr':
      return c.peer.ip;
    case 'remote_port':
      return String(c.peer.port);
    case 'remote_user':
      return c.user;
    case 'server_addr':
      return c.local.ip;
    case 'server_port':
      return String(c.local.port);
    case 'server_name':
      return c.server.names[0] ?? '';
    case 'server_protocol':
      return c.request.start.split(' ')[2] ?? 'HTTP/1.0';
    case 'status':
      return String(c.status);
    case 'body_bytes_sent':
      return String(c.bodyBytes);
    case 'bytes_sent':
      return String(c.bodyBytes);
    case 'time_local':
      return strftime('%d/%b/%Y:%H:%M:%S +0000', c.p.kernel.now);
    case 'time_iso8601':
      return strftime('%Y-%m-%dT%H:%M:%S+00:00', c.p.kernel.now);
    case 'msec':
      return `${Math.floor(c.p.kernel.now / 1000)}.${pad(c.p.kernel.now)}`;
    case 'pid':
      return String(c.p.nsPid);
    case 'nginx_version':
      return c.version;
    case 'proxy_add_x_forwarded_for':
      return [header(c.request, 'x-forwarded-for'), c.peer.ip].filter((x) => x !== undefined && x !== '').join(', ');
    case 'proxy_host':
      return c.proxyHost;
    case 'proxy_port':
      return /:(\d+)$/.exec(c.proxyHost)?.[1] ?? '80';
    case 'upstream_addr':
      return c.upstreamTries.map((x) => x.addr).join(', ');
    case 'upstream_status':
      return c.upstreamTries.map((x) => x.status).join(', ');
    case 'upstream_response_time':
      return c.upstreamTries.map((x) => (x.ms / 1000).toFixed(3)).join(', ');
    case 'document_root':
    case 'realpath_root':
      return c.root();
    case 'request_filename':
      return c.file();
    case 'content_type':
      return header(c.request, 'content-type') ?? '';
    case 'content_length':
      return header(c.request, 'content-length') ?? '';
    case 'connection':
      return String(c.connection);
    case 'connection_requests':
      return String(c.requests);
    case 'pipe':
      return '.';
    case 'request_completion':
      return 'OK';
    default:
      return '';
  }
}

/** A variable of `map`: exact names first, then wildcards of host names, then patterns in their order. */
function mapped(c: Context, d: Directive): string {
  const source = expand(c, d.args[0]!);
  const block = d.block!;
  const has = (name: string): boolean => block.some((x) => x.name === name && x.args.length === 0);
  const plain = (text: string): string => text.replace(/^\\/, '');
  const exact = block.find(
    (x) =>
      !/^~/.test(x.name) &&
      x.args.length === 1 &&
      x.name !== 'default' &&
      plain(x.name).toLowerCase() === source.toLowerCase(),
  );
  if (exact !== undefined) return expand(c, exact.args[0]!);
  if (has('hostnames')) {
    const wild = block
      .filter(
        (x) =>
          (/^\*?\./.test(x.name) && source.toLowerCase().endsWith(x.name.replace(/^\*/, '').toLowerCase())) ||
          (x.name.endsWith('.*') && source.toLowerCase().startsWith(x.name.slice(0, -1).toLowerCase())),
      )
      .sort((a, b) => b.name.length - a.name.length)[0];
    if (wild !== undefined) return expand(c, wild.args[0]!);
  }
  for (const x of block) {
    const m = /^~(\*?)(.*)$/.exec(x.name);
    if (m === null) continue;
    try {
      const hit = safeRegex(m[2]!.replace(/\(\?P</g, '(?<'), m[1] === '*' ? 'i' : '').exec(source);
      if (hit === null) continue;
      c.captures = [...hit];
      for (const [k, v] of Object.entries(hit.groups ?? {})) c.variables.set(k, v ?? '');
      return expand(c, x.args[0]!);
    } catch {
      continue;
    }
  }
  return expand(c, block.find((x) => x.name === 'default')?.args[0] ?? '');
}
