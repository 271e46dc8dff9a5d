// From a name to addresses, as the C library does it: /etc/hosts, then the resolvers of /etc/resolv.conf.

import { isIpv6, parseIp } from './ip.ts';
import type { Process } from './process.ts';

function text(p: Process, path: string): string {
  const node = p.fs.tryStat(path);
  return node?.kind === 'file' ? new TextDecoder().decode(node.data) : '';
}

/** Lines of a hosts file: address and names. */
export function hostsEntries(source: string): { ip: string; names: string[] }[] {
  const out: { ip: string; names: string[] }[] = [];
  for (const line of source.split('\n')) {
    const words = line.replace(/#.*/, '').trim().split(/\s+/);
    if (words.length >= 2) out.push({ ip: words[0]!, names: words.slice(1) });
  }
  return out;
}

/** Addresses of a host name as this process finds them; empty when nobody knows it. */
export function resolveHost(p: Process, host: string): string[] {
  if (parseIp(host) !== undefined || isIpv6(host)) return [host];
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === '') return [];
  for (const entry of hostsEntries(text(p, '/etc/hosts'))) {
    if (entry.names.some((n) => n.toLowerCase() === name) && parseIp(entry.ip) !== undefined) return [entry.ip];
  }
  if (name === 'localhost') return ['127.0.0.1'];
  const conf = text(p, '/etc/resolv.conf');
  const servers = [...conf.matchAll(/^nameserver\s+(\S+)/gm)].map((m) => m[1]!);
  const searches = (/^search\s+(.*)$/m.exec(conf)?.[1] ?? '').split(/\s+/).filter((s) => s !== '');
  for (const candidate of [name, ...searches.map((s) => `${name}.${s}`)]) {
    const found = queryDns(p, servers, candidate);
    if (found.length > 0) return found;
  }
  p.kernel.refused(p, { name, error: 'ENONAME' });
  return [];
}

/**
 * Why a host of the outside world cannot be used from here: its name is not resolved, or there is no way
 * to it. Undefined when it answers.
 */
export function outsideProblem(p: Process, host: string): 'resolve' | 'route' | undefined {
  const [ip] = resolveHost(p, host);
  if (ip === undefined) return 'resolve';
  const route = p.kernel.net.route(p.net, ip);
  return 'error' in route ? 'route' : undefined;
}

/** What the resolvers answer for exactly this name. */
export function queryDns(p: Process, servers: readonly string[], name: string): string[] {
  for (const server of servers) {
    if (server === '127.0.0.11') {
      const found = p.net.embeddedDns?.(name);
      if (found !== undefined) return found;
    }
    if (p.net.gateway === undefined && !p.net.isHost) continue;
    const outside = p.kernel.net.names.get(name);
    if (outside !== undefined) return [outside];
  }
  return [];
}
