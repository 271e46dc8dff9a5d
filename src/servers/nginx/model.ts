// What a checked configuration means: addresses and the servers on them, locations, upstreams, log formats.

import { safeRegex } from '../../shell/regex/regex.ts';
import { parseIp } from '../../kernel/ip.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { reader, type User, users } from '../../kernel/users.ts';
import { ConfigError, type Directive, place } from './config.ts';
import { parseTime } from './directives.ts';
import { checkVariables } from './variables.ts';

/** Blocks from the outermost to the innermost; what a setting is follows from the nearest that has it. */
export type Chain = readonly (readonly Directive[])[];

/** The directives of a name at the nearest level that has any. */
export function near(chain: Chain, name: string): readonly Directive[] {
  for (let i = chain.length - 1; i >= 0; i--) {
    const found = chain[i]!.filter((d) => d.name === name);
    if (found.length > 0) return found;
  }
  return [];
}
/** First argument of the nearest directive of a name. */
export const value = (chain: Chain, name: string): string | undefined => near(chain, name).at(-1)?.args[0];

export interface Location {
  readonly kind: '=' | '^~' | '~' | 'prefix' | 'named';
  readonly pattern: string;
  readonly regex: RegExp | undefined;
  readonly directive: Directive;
  readonly chain: Chain;
  readonly children: readonly Location[];
}

export interface VirtualServer {
  readonly directive: Directive;
  readonly names: readonly string[];
  readonly chain: Chain;
  readonly locations: readonly Location[];
}

export interface Listen {
  readonly ip: string;
  readonly port: number;
  readonly servers: VirtualServer[];
  fallback: VirtualServer;
  /** Stands for IPv6; the network has none, but ::1 is there. */
  readonly six: boolean;
}

export interface Peer {
  readonly name: string;
  readonly ip: string;
  readonly port: number;
  readonly weight: number;
  readonly backup: boolean;
  readonly down: boolean;
  readonly maxFails: number;
  readonly failTimeout: number;
  current: number;
  fails: number;
  checked: number;
  active: number;
}

export interface Upstream {
  readonly name: string;
  readonly peers: readonly Peer[];
  readonly method: 'round robin' | 'least_conn' | 'ip_hash';
}

export interface Model {
  readonly tree: readonly Directive[];
  readonly http: readonly Directive[];
  readonly listens: readonly Listen[];
  readonly upstreams: ReadonlyMap<string, Upstream>;
  /** Addresses of proxy_pass targets that are no upstream, found at the start; by `host:port`. */
  readonly targets: ReadonlyMap<string, Upstream>;
  readonly maps: ReadonlyMap<string, Directive>;
  readonly formats: ReadonlyMap<string, string>;
  readonly user: User | undefined;
  readonly workers: number;
  readonly pid: string;
  readonly daemon: boolean;
}

/** PCRE as far as JavaScript has it. @throws ConfigError for what is no pattern */
export function pcre(source: string, ignoreCase: boolean, d: Directive): RegExp {
  try {
    const inline = source.startsWith('(?i)');
    return safeRegex((inline ? source.slice(4) : source).replace(/\(\?P</g, '(?<'), ignoreCase || inline ? 'i' : '');
  } catch (error) {
    throw new ConfigError(
      `pcre2_compile() failed: ${String((error as Error).message)
        .replace(/^.*: /, '')
        .toLowerCase()} in "${source}" ${place(d)}`,
    );
  }
}

function locations(chain: Chain, block: readonly Directive[]): Location[] {
  const out: Location[] = [];
  for (const d of block) {
    if (d.name !== 'location') continue;
    const [a = '', b] = d.args;
    const own = [...chain, d.block!];
    const modifier = b !== undefined ? a : /^(=|\^~|~\*|~)(?=.)/.exec(a)?.[1];
    const pattern = b ?? (modifier === undefined ? a : a.slice(modifier.length));
    if (b !== undefined && !['=', '^~', '~', '~*'].includes(a))
      throw new ConfigError(`invalid location modifier "${a}" ${place(d)}`);
    const kind =
      modifier === '~' || modifier === '~*'
        ? '~'
        : modifier === '=' || modifier === '^~'
          ? modifier
          : a.startsWith('@')
            ? 'named'
            : 'prefix';
    if (out.some((l) => l.kind === kind && l.pattern === pattern && kind !== '~'))
      throw new ConfigError(`duplicate location "${pattern}" ${place(d)}`);
    out.push({
      kind,
      pattern,
      regex: kind === '~' ? pcre(pattern, modifier === '~*', d) : undefined,
      directive: d,
      chain: own,
      children: locations(own, d.block!),
    });
  }
  return out;
}

function address(p: Process, d: Directive): { ip: string; port: number; six: boolean } {
  const text = d.args[0]!;
  if (text.startsWith('unix:')) throw new ConfigError(`drydock: 'listen unix:' is not simulated ${place(d)}`);
  const six = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  const m = six ?? (/^\d+$/.test(text) ? [text, '*', text] : /^([^:]*)(?::(.*))?$/.exec(text));
  const [, host = '', port = '80'] = m ?? [];
  if (m === null || !/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535)
    throw new ConfigError(`invalid port in "${text}" of the "listen" directive ${place(d)}`);
  if (six !== null) return { ip: host === '::' ? '::' : host, port: Number(port), six: true };
  if (host === '*' || host === '') return { ip: '0.0.0.0', port: Number(port), six: false };
  const ip = parseIp(host) === undefined ? resolveHost(p, host)[0] : host;
  if (ip === undefined) throw new ConfigError(`host not found in "${text}" of the "listen" directive ${place(d)}`);
  return { ip, port: Number(port), six: false };
}

const OPTIONS =
  /^(default_server|default|reuseport|ipv6only=(on|off)|backlog=\d+|so_keepalive=.*|deferred|bind|fastopen=\d+|rcvbuf=\S+|sndbuf=\S+)$/;

function listenTable(p: Process, servers: readonly VirtualServer[], warn: (text: string) => void): Listen[] {
  const table = new Map<string, Listen>();
  const defaults = new Set<string>();
  for (const s of servers) {
    const own = s.chain.at(-1)!.filter((d) => d.name === 'listen');
    const mine = new Set<string>();
    const list =
      own.length > 0
        ? own
        : [{ name: 'listen', args: ['80'], block: undefined, line: s.directive.line, file: s.directive.file }];
    for (const d of list) {
      for (const option of d.args.slice(1)) {
        if (/^(ssl|http2|quic|proxy_protocol)$/.test(option))
          throw new ConfigError(`drydock: 'listen ${option}' is not simulated ${place(d)}`);
        if (!OPTIONS.test(option)) throw new ConfigError(`invalid parameter "${option}" ${place(d)}`);
      }
      const { ip, port, six } = address(p, d);
      const key = `${six ? `[${ip}]` : ip}:${port}`;
      if (mine.has(key)) throw new ConfigError(`a duplicate listen ${key} ${place(d)}`);
      mine.add(key);
      let at = table.get(key);
      if (at === undefined) table.set(key, (at = { ip, port, six, servers: [], fallback: s }));
      for (const name of s.names)
        if (at.servers.some((x) => x.names.includes(name)))
          warn(`conflicting server name "${name}" on ${key}, ignored`);
      at.servers.push(s);
      if (!d.args.some((x) => x === 'default_server' || x === 'default')) continue;
      if (defaults.has(key)) throw new ConfigError(`a duplicate default server for ${key} ${place(d)}`);
      defaults.add(key);
      at.fallback = s;
    }
  }
  return [...table.values()];
}

const peer = (name: string, ip: string, port: number, o: Partial<Peer> = {}): Peer => ({
  name,
  ip,
  port,
  weight: 1,
  backup: false,
  down: false,
  maxFails: 1,
  failTimeout: 10_000,
  current: 0,
  fails: 0,
  checked: 0,
  active: 0,
  ...o,
});

function upstream(p: Process, d: Directive): Upstream {
  const peers: Peer[] = [];
  for (const s of d.block!.filter((x) => x.name === 'server')) {
    const text = s.args[0]!;
    if (text.startsWith('unix:')) throw new ConfigError(`drydock: 'server unix:' is not simulated ${place(s)}`);
    const option = (name: string): string | undefined =>
      s.args
        .slice(1)
        .find((x) => x.startsWith(`${name}=`))
        ?.slice(name.length + 1);
    for (const x of s.args.slice(1))
      if (!/^(weight=[1-9]\d*|max_fails=\d+|fail_timeout=\w+|max_conns=\d+|backup|down|resolve)$/.test(x))
        throw new ConfigError(`invalid parameter "${x}" ${place(s)}`);
    const m = /^(?:https?:\/\/)?([^:/]+)(?::(\d+))?$/.exec(text);
    if (m === null || text.includes('//')) throw new ConfigError(`invalid host in upstream "${text}" ${place(s)}`);
    const ips = resolveHost(p, m[1]!);
    if (ips.length === 0) throw new ConfigError(`host not found in upstream "${text}" ${place(s)}`);
    for (const ip of ips) {
      peers.push(
        peer(text, ip, Number(m[2] ?? 80), {
          weight: Number(option('weight') ?? 1),
          backup: s.args.includes('backup'),
          down: s.args.includes('down'),
          maxFails: Number(option('max_fails') ?? 1),
          failTimeout: parseTime(option('fail_timeout') ?? '10') ?? 10_000,
        }),
      );
    }
  }
  if (peers.length === 0) throw new ConfigError(`no servers are inside upstream ${place(d)}`);
  const has = (name: string): boolean => d.block!.some((x) => x.name === name);
  return {
    name: d.args[0]!,
    peers,
    method: has('least_conn') ? 'least_conn' : has('ip_hash') ? 'ip_hash' : 'round robin',
  };
}

/** Upstream of addresses that a name has just now. */
export const direct = (name: string, ips: readonly string[], port: number): Upstream => ({
  name,
  peers: ips.map((ip) => peer(name, ip, port)),
  method: 'round robin',
});

/** Scheme, host, port and the URI part of a proxy_pass without variables. */
export function target(
  text: string,
): { scheme: string; host: string; port: number; uri: string | undefined } | undefined {
  const m = /^(https?):\/\/([^/:?]+)(?::(\d+))?([/?].*)?$/.exec(text);
  return m === null
    ? undefined
    : {
        scheme: m[1]!,
        host: m[2]!,
        port: m[3] === undefined ? (m[1] === 'https' ? 443 : 80) : Number(m[3]),
        uri: m[4],
      };
}

/** Every directive below, with the block that it stands in. */
export function* walk(
  list: readonly Directive[],
  inside: Directive | undefined = undefined,
): Generator<{ d: Directive; inside: Directive | undefined }> {
  for (const d of list) {
    yield { d, inside };
    if (d.block !== undefined) yield* walk(d.block, d);
  }
}

/**
 * Makes the model; names of upstreams are resolved here, as nginx does at its start.
 * @throws ConfigError
 */
export function build(p: Process, tree: readonly Directive[], cpus: number, warn: (text: string) => void): Model {
  if (!tree.some((d) => d.name === 'events')) throw new ConfigError('no "events" section in configuration');
  const http = tree.find((d) => d.name === 'http')?.block ?? [];
  const userDirective = tree.find((d) => d.name === 'user');
  const user =
    userDirective === undefined
      ? users(reader(p)).find((u) => u.name === 'nginx')
      : users(reader(p)).find((u) => u.name === userDirective.args[0]);
  if (userDirective !== undefined && user === undefined)
    throw new ConfigError(`getpwnam("${userDirective.args[0]}") failed ${place(userDirective)}`);
  const upstreams = new Map<string, Upstream>();
  const maps = new Map<string, Directive>();
  const formats = new Map([
    [
      'combined',
      '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"',
    ],
  ]);
  for (const d of http) {
    if (d.name === 'upstream') {
      if (upstreams.has(d.args[0]!)) throw new ConfigError(`duplicate upstream "${d.args[0]}" ${place(d)}`);
      upstreams.set(d.args[0]!, upstream(p, d));
    } else if (d.name === 'map') {
      if (!d.args[1]!.startsWith('$')) throw new ConfigError(`invalid variable name "${d.args[1]}" ${place(d)}`);
      maps.set(d.args[1]!.slice(1), d);
    } else if (d.name === 'log_format') {
      if (formats.has(d.args[0]!)) throw new ConfigError(`duplicate "log_format" name "${d.args[0]}" ${place(d)}`);
      formats.set(d.args[0]!, d.args.slice(d.args[1]!.startsWith('escape=') ? 2 : 1).join(''));
    }
  }
  const targets = new Map<string, Upstream>();
  for (const { d, inside } of walk(http)) {
    if (d.name === 'access_log' && d.args[1] !== undefined && !d.args[1].includes('=') && !formats.has(d.args[1]))
      throw new ConfigError(`unknown log format "${d.args[1]}" ${place(d)}`);
    if (d.name !== 'proxy_pass') continue;
    const text = d.args[0]!;
    if (text.includes('$')) continue;
    const t = target(text);
    if (t === undefined) throw new ConfigError(`invalid URL prefix ${place(d)}`);
    const regex = inside?.name === 'if' || inside?.name === 'limit_except' || /^(~|@)/.test(inside?.args[0] ?? '');
    if (t.uri !== undefined && regex)
      throw new ConfigError(
        `"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block ${place(d)}`,
      );
    if (t.scheme === 'https') throw new ConfigError(`drydock: 'proxy_pass https://' is not simulated ${place(d)}`);
    if (upstreams.has(t.host)) continue;
    const ips = resolveHost(p, t.host);
    if (ips.length === 0) throw new ConfigError(`host not found in upstream "${t.host}" ${place(d)}`);
    targets.set(`${t.host}:${t.port}`, direct(t.host, ips, t.port));
  }
  const servers = http
    .filter((d) => d.name === 'server')
    .map((d): VirtualServer => {
      const chain = [http, d.block!];
      return {
        directive: d,
        chain,
        names: d.block!.filter((x) => x.name === 'server_name').flatMap((x) => x.args),
        locations: locations(chain, d.block!),
      };
    });
  checkVariables(tree, new Set(maps.keys()));
  const workers = tree.find((d) => d.name === 'worker_processes')?.args[0] ?? '1';
  return {
    tree,
    http,
    upstreams,
    targets,
    maps,
    formats,
    user,
    listens: listenTable(p, servers, warn),
    workers: workers === 'auto' ? cpus : Math.max(1, Number(workers)),
    pid: tree.find((d) => d.name === 'pid')?.args[0] ?? '/run/nginx.pid',
    daemon: tree.find((d) => d.name === 'daemon')?.args[0] !== 'off',
  };
}
