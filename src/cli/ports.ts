// `-p` and `--expose` (docker/go-connections/nat).

import { isIpv6, parseIp } from '../kernel/ip.ts';
import type { PortBinding } from '../api/types/host.ts';
import { CliError } from './cli.ts';

function range(text: string): [number, number] | string {
  const m = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (m === null) return 'invalid';
  const a = Number(m[1]);
  const b = Number(m[2] ?? m[1]);
  return a > 65535 || b > 65535 || b < a ? 'invalid' : [a, b];
}

/** All `-p` values: exposed ports and bindings. @throws CliError */
export function parsePorts(list: readonly string[]): {
  exposed: Record<string, object>;
  bindings: Record<string, PortBinding[]>;
} {
  const exposed: Record<string, object> = {};
  const bindings: Record<string, PortBinding[]> = {};
  for (const original of list) {
    let text = original;
    if (/(^|,)(published|target|protocol|mode)=/.test(text)) text = longForm(text);
    const slash = text.indexOf('/');
    const proto = slash < 0 ? 'tcp' : text.slice(slash + 1).toLowerCase();
    const body = slash < 0 ? text : text.slice(0, slash);
    if (!['tcp', 'udp', 'sctp'].includes(proto)) throw new CliError(`Invalid proto: ${text.slice(slash + 1)}`);
    let ip = '';
    let host = '';
    const v6 = /^\[([^\]]*)\]:(.*)$/.exec(body);
    const parts = v6 === null ? body.split(':') : v6[2]!.split(':');
    const container = parts.pop()!;
    if (v6 !== null) {
      ip = v6[1]!;
      host = parts.pop() ?? '';
    } else {
      host = parts.pop() ?? '';
      if (parts.length > 1)
        throw new CliError(
          `Invalid ip address ${parts.join(':')}: address ${parts.join(':')}:: too many colons in address`,
        );
      ip = parts[0] ?? '';
    }
    if (container === '') throw new CliError(`No port specified: ${body}<empty>`);
    if (ip !== '' && parseIp(ip) === undefined && !isIpv6(ip)) throw new CliError(`Invalid ip address: ${ip}`);
    const c = range(container);
    if (typeof c === 'string') throw new CliError(`Invalid containerPort: ${container}`);
    const h = host === '' ? undefined : range(host);
    if (typeof h === 'string') throw new CliError(`Invalid hostPort: ${host}`);
    if (h !== undefined && h[1] - h[0] !== c[1] - c[0] && c[1] !== c[0])
      throw new CliError(`Invalid ranges specified for container and host Ports: ${container} and ${host}`);
    for (let n = c[0]; n <= c[1]; n++) {
      const key = `${n}/${proto}`;
      exposed[key] = {};
      const hostPort = h === undefined ? '' : c[0] === c[1] && h[0] !== h[1] ? host : String(h[0] + n - c[0]);
      (bindings[key] ??= []).push({ HostIp: ip, HostPort: hostPort });
    }
  }
  const sorted = Object.fromEntries(Object.entries(bindings).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { exposed, bindings: sorted };
}

function longForm(text: string): string {
  const f = new Map(text.split(',').map((x): [string, string] => [x.split('=')[0]!.trim(), x.split('=')[1] ?? '']));
  for (const key of f.keys())
    if (!['published', 'target', 'protocol', 'mode'].includes(key)) throw new CliError(`invalid field key ${key}`);
  return `${f.get('published') === undefined ? '' : `${f.get('published')}:`}${f.get('target') ?? ''}/${f.get('protocol') ?? 'tcp'}`;
}

/** Keys of `--expose`. @throws CliError */
export function exposedKeys(text: string): string[] {
  if (text.includes(':')) throw new CliError(`invalid port format for --expose: ${text}`);
  const [body = '', proto = 'tcp'] = text.split('/');
  const [from = '', to = from] = body.split('-');
  for (const p of [from, to]) {
    if (!/^\d+$/.test(p))
      throw new CliError(
        `invalid range format for --expose: ${text}, error: strconv.ParseUint: parsing ${JSON.stringify(p)}: invalid syntax`,
      );
    if (Number(p) > 65535)
      throw new CliError(
        `invalid range format for --expose: ${text}, error: strconv.ParseUint: parsing ${JSON.stringify(p)}: value out of range`,
      );
  }
  if (Number(to) < Number(from))
    throw new CliError(`invalid range format for --expose: ${text}, error: invalid range specified for port: ${body}`);
  const out: string[] = [];
  for (let n = Number(from); n <= Number(to); n++) out.push(`${n}/${proto}`);
  return out;
}
