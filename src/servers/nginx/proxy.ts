// proxy_pass: which server behind, what is sent to it, what comes back, and how it is said when nothing does.

import { errnoText, FsError } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import { SocketFile } from '../../kernel/net.ts';
import { queryDns } from '../../kernel/resolve.ts';
import { parseIp } from '../../kernel/ip.ts';
import { formatMessage, header, type HttpMessage, readBody, readHead, Wire } from '../../programs/net/http.ts';
import type { Directive } from './config.ts';
import { parseTime } from './directives.ts';
import { direct, near, type Peer, target, type Upstream, value } from './model.ts';
import { type Reply, reply } from './content.ts';
import { type Context, normalUri } from './context.ts';
import { expand } from './variables.ts';

const ERRNO: Record<string, string> = {
  ECONNREFUSED: '111',
  EHOSTUNREACH: '113',
  ENETUNREACH: '101',
  ETIMEDOUT: '110',
  ECONNRESET: '104',
};

/** The next server of an upstream: smooth weighted round robin among those that are up, backups last. */
export function choose(u: Upstream, tried: ReadonlySet<Peer>, now: number, client: string): Peer | undefined {
  const failing = (x: Peer): boolean =>
    u.peers.length > 1 && x.maxFails > 0 && x.fails >= x.maxFails && now - x.checked < x.failTimeout;
  for (const backup of [false, true]) {
    const usable = u.peers.filter((x) => x.backup === backup && !x.down && !tried.has(x) && !failing(x));
    if (usable.length === 0) continue;
    if (u.method === 'ip_hash') {
      const parts = (parseIp(client) ?? 0) >>> 8;
      return usable[parts % usable.length];
    }
    const pool =
      u.method === 'least_conn'
        ? usable.filter((x) => x.active / x.weight === Math.min(...usable.map((y) => y.active / y.weight)))
        : usable;
    const total = pool.reduce((n, x) => n + x.weight, 0);
    let best = pool[0]!;
    for (const x of pool) {
      x.current += x.weight;
      if (x.current > best.current) best = x;
    }
    best.current -= total;
    return best;
  }
  return undefined;
}

/** Where a proxy_pass with variables leads at this moment. */
function* runtimeTarget(
  c: Context,
  url: string,
): Task<{ upstream: Upstream; uri: string | undefined; host: string } | Reply> {
  const t = target(url);
  if (t === undefined) {
    yield* c.error('error', `invalid URL prefix in "${url}"`);
    return reply(500);
  }
  const host = `${t.host}${/:\d+/.test(url.slice(8)) ? `:${t.port}` : ''}`;
  const known = c.model.upstreams.get(t.host) ?? c.model.targets.get(`${t.host}:${t.port}`);
  if (known !== undefined) return { upstream: known, uri: t.uri, host };
  if (parseIp(t.host) !== undefined) return { upstream: direct(t.host, [t.host], t.port), uri: t.uri, host };
  const servers = near(c.chain, 'resolver')
    .at(-1)
    ?.args.filter((x) => !x.includes('='))
    .map((x) => x.replace(/:\d+$/, ''));
  if (servers === undefined) {
    yield* c.error('error', `no resolver defined to resolve ${t.host}`);
    return reply(502);
  }
  const ips = queryDns(c.p, servers, t.host.toLowerCase());
  if (ips.length === 0) {
    yield* c.error('error', `${t.host} could not be resolved (3: Host not found)`);
    return reply(502);
  }
  return { upstream: direct(t.host, ips, t.port), uri: t.uri, host };
}

/** The URI that goes to the server behind. */
function passedUri(c: Context, uri: string | undefined, variables: boolean): string {
  const query = c.args === '' ? '' : `?${c.args}`;
  // as the client sent it, unless it was changed inside
  const unchanged =
    c.target.startsWith('/') && normalUri(c.target) === c.uri && (c.target.split(/\?(.*)/s)[1] ?? '') === c.args;
  if (uri === undefined) return unchanged ? c.target : `${encodeURI(c.uri)}${query}`;
  if (variables) return uri;
  const prefix =
    c.location!.kind === 'prefix' || c.location!.kind === '^~' || c.location!.kind === '=' ? c.location!.pattern : '';
  return `${uri}${encodeURI(c.uri.slice(prefix.length))}${query}`;
}

/** Answers by asking the server behind. */
export function* proxied(c: Context, pass: Directive): Task<Reply> {
  const raw = pass.args[0]!;
  const url = expand(c, raw);
  const variables = raw.includes('$');
  let upstream: Upstream;
  let uri: string | undefined;
  if (variables) {
    const found = yield* runtimeTarget(c, url);
    if ('status' in found) return found;
    ({ upstream, uri } = found);
    c.proxyHost = found.host;
  } else {
    const t = target(raw)!;
    upstream = c.model.upstreams.get(t.host) ?? c.model.targets.get(`${t.host}:${t.port}`)!;
    uri = t.uri;
    c.proxyHost = `${t.host}${/^https?:\/\/[^/]*:\d/.test(raw) ? `:${t.port}` : ''}`;
  }
  const path = passedUri(c, uri, variables);
  const message = outgoing(c, path);
  const connectTimeout = parseTime(value(c.chain, 'proxy_connect_timeout') ?? '60s') ?? 60_000;
  const readTimeout = parseTime(value(c.chain, 'proxy_read_timeout') ?? '60s') ?? 60_000;
  const tried = new Set<Peer>();
  let last = 502;
  for (;;) {
    const peer = choose(upstream, tried, c.p.kernel.now, c.peer.ip);
    if (peer === undefined) {
      if (tried.size === 0 || upstream.peers.length > 1) {
        yield* c.error('error', 'no live upstreams while connecting to upstream', `http://${upstream.name}${path}`);
        c.upstreamTries.push({ addr: upstream.name, status: '502', ms: 0 });
      }
      return reply(tried.size === 0 ? 502 : last);
    }
    tried.add(peer);
    const began = c.p.kernel.now;
    const name = `http://${peer.ip}:${peer.port}${path}`;
    peer.active++;
    const got = yield* exchange(c, peer, message, connectTimeout, readTimeout);
    peer.active--;
    const ms = c.p.kernel.now - began;
    if (typeof got !== 'string') {
      peer.fails = 0;
      c.upstreamTries.push({ addr: `${peer.ip}:${peer.port}`, status: got.start.split(' ')[1]!, ms });
      c.upstreamAnswer = got;
      return backward(c, got);
    }
    last = got.includes('timed out') ? 504 : 502;
    c.upstreamTries.push({ addr: `${peer.ip}:${peer.port}`, status: String(last), ms });
    yield* c.error('error', got, name);
    if (c.p.kernel.now - peer.checked >= peer.failTimeout) peer.fails = 0;
    peer.fails++;
    peer.checked = c.p.kernel.now;
    const conditions = near(c.chain, 'proxy_next_upstream').at(-1)?.args ?? ['error', 'timeout'];
    if (!conditions.includes(last === 504 ? 'timeout' : 'error')) return reply(last);
    if (upstream.peers.every((x) => tried.has(x))) return reply(last);
  }
}

/** The request as the server behind gets it. */
function outgoing(c: Context, path: string): HttpMessage {
  const version = value(c.chain, 'proxy_http_version') ?? '1.1';
  const set = near(c.chain, 'proxy_set_header').map((d): [string, string] => [d.args[0]!, expand(c, d.args[1]!)]);
  const has = (name: string): boolean => set.some(([k]) => k.toLowerCase() === name);
  const kept = c.request.headers.filter(
    ([k]) =>
      !has(k.toLowerCase()) &&
      !/^(host|connection|keep-alive|content-length|transfer-encoding|upgrade|expect)$/i.test(k),
  );
  const body = c.request.body;
  return {
    start: `${c.method} ${path} HTTP/${version}`,
    headers: [
      ...(has('host') ? [] : [['Host', c.proxyHost] as [string, string]]),
      ...set.filter(([, v]) => v !== ''),
      ...(has('connection') ? [] : [['Connection', 'close'] as [string, string]]),
      ...kept,
      ...(body.length > 0 || header(c.request, 'content-length') !== undefined
        ? [['Content-Length', String(body.length)] as [string, string]]
        : []),
    ],
    body,
  };
}

/** Speaks with one server; a text is the error as the log has it. */
function* exchange(
  c: Context,
  peer: Peer,
  message: HttpMessage,
  connectTimeout: number,
  readTimeout: number,
): Task<HttpMessage | string> {
  const { p } = c;
  let fd: number;
  try {
    const connection = yield* p.kernel.net.connect(p, p.net, peer.ip, peer.port, connectTimeout);
    fd = p.freeFd();
    p.setFd(fd, new DeadlineSocket(connection, () => p.kernel.now + readTimeout));
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    if (error.code === 'ETIMEDOUT')
      return 'upstream timed out (110: Connection timed out) while connecting to upstream';
    return `connect() failed (${ERRNO[error.code] ?? '111'}: ${errnoText(error.code)}) while connecting to upstream`;
  }
  try {
    yield* p.write(fd, formatMessage(message));
    const wire = new Wire(p, fd);
    const head = yield* readHead(wire, 'answer');
    if (head === 'malformed')
      return 'upstream sent no valid HTTP/1.0 header while reading response header from upstream';
    if (head === undefined) return 'upstream prematurely closed connection while reading response header from upstream';
    return c.method === 'HEAD' ? head : { ...head, body: yield* readBody(wire, head, 'answer') };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.code === 'ETIMEDOUT')
      return 'upstream timed out (110: Connection timed out) while reading response header from upstream';
    if (error.code === 'ECONNRESET' || error.code === 'EPIPE')
      return 'recv() failed (104: Connection reset by peer) while reading response header from upstream';
    throw error;
  } finally {
    p.closeFd(fd);
  }
}

/** A connection on which nothing may last longer than a time. */
class DeadlineSocket extends SocketFile {
  constructor(
    connection: ConstructorParameters<typeof SocketFile>[0],
    private readonly until: () => number,
  ) {
    super(connection);
  }
  override *read(max: number): ReturnType<SocketFile['read']> {
    const got = yield* super.read(max, this.until());
    if (got === 'timeout') throw new FsError('ETIMEDOUT', 'upstream');
    return got;
  }
}

/** What of the answer goes to the client. */
function backward(c: Context, m: HttpMessage): Reply {
  const status = Number(m.start.split(' ')[1]);
  const hidden = new Set([
    'date',
    'server',
    'x-pad',
    'connection',
    'keep-alive',
    'transfer-encoding',
    ...near(c.chain, 'proxy_hide_header').map((d) => d.args[0]!.toLowerCase()),
  ]);
  for (const d of near(c.chain, 'proxy_pass_header')) hidden.delete(d.args[0]!.toLowerCase());
  if (
    value(c.chain, 'proxy_intercept_errors') === 'on' &&
    status >= 300 &&
    near(c.chain, 'error_page').some((d) => d.args.slice(0, -1).includes(String(status)))
  )
    return reply(status);
  const headers = m.headers
    .filter(([k]) => !hidden.has(k.toLowerCase()))
    .map(([k, v]): [string, string] => [k, k.toLowerCase() === 'location' ? redirected(c, v) : v]);
  if (!headers.some(([k]) => k.toLowerCase() === 'content-length') && status !== 204 && status !== 304)
    headers.push(['Content-Length', String(m.body.length)]);
  return { status, headers, body: m.body, page: false };
}

/** proxy_redirect: the name of the server behind, taken out of a Location. */
function redirected(c: Context, location: string): string {
  const rules = near(c.chain, 'proxy_redirect');
  const pass = near(c.chain, 'proxy_pass').at(-1)?.args[0];
  for (const d of rules.length > 0 ? rules : [{ args: ['default'] }]) {
    const [from = '', to = ''] = d.args;
    if (from === 'off') return location;
    if (from === 'default') {
      if (pass === undefined || pass.includes('$')) continue;
      const whole = target(pass)!.uri === undefined ? `${pass}/` : pass;
      const prefix = c.location?.kind === 'prefix' || c.location?.kind === '^~' ? c.location.pattern : '/';
      if (location.startsWith(whole))
        return `${target(pass)!.uri === undefined ? '/' : prefix}${location.slice(whole.length)}`;
      continue;
    }
    const source = expand(c, from);
    if (location.startsWith(source)) return `${expand(c, to)}${location.slice(source.length)}`;
  }
  return location;
}
