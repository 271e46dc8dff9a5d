// `docker network create`: which ranges, gateways and other addresses belong to which subnet.

import type { IpamConfig } from '../api/types/network.ts';
import { inSubnet, isIpv6, parseIp, parseSubnet } from '../kernel/ip.ts';
import { CliError } from './cli.ts';

/** Does the subnet hold an address, or the beginning of a range? Wider notations of IPv6 count as holding all of it. @throws CliError */
function holds(subnet: string, data: string): boolean {
  const v6 = subnet.includes(':');
  const net = parseSubnet(subnet);
  if (!v6 && net === undefined) throw new CliError(`invalid subnet: invalid CIDR address: ${subnet}`);
  const [ip = '', bits] = data.split('/');
  if (bits !== undefined && parseSubnet(data) === undefined && !isIpv6(ip))
    throw new CliError(`invalid CIDR address: ${data}`);
  if (v6) return isIpv6(ip);
  return parseIp(ip) !== undefined && inSubnet(ip, net!);
}

/**
 * The pools of a network as the client puts them together.
 * @param aux other addresses by name
 * @throws CliError for what fits no subnet, or one subnet twice
 */
export function pools(
  subnets: readonly string[],
  ranges: readonly string[],
  gateways: readonly string[],
  aux: ReadonlyMap<string, string>,
): IpamConfig[] {
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    throw new CliError('every ip-range or gateway must have a corresponding subnet');
  const out = new Map<string, IpamConfig>();
  for (const s of subnets) {
    for (const k of out.keys())
      if (holds(s, k) || holds(k, s)) throw new CliError('multiple overlapping subnet configuration is not supported');
    out.set(s, { Subnet: s });
  }
  const place = (what: string, clash: string, key: 'IPRange' | 'Gateway', value: string): void => {
    let matched = false;
    for (const s of subnets) {
      if (key === 'IPRange' && parseSubnet(value) === undefined && !/:.*\//.test(value))
        throw new CliError(`invalid CIDR address: ${value}`);
      if (!holds(s, value)) continue;
      const pool = out.get(s)!;
      if (pool[key] !== undefined)
        throw new CliError(
          `cannot configure multiple ${what}s (${value}, ${pool[key]}) ${clash} the same subnet (${s})`,
        );
      pool[key] = value;
      matched = true;
    }
    if (!matched) throw new CliError(`no matching subnet for ${what} ${value}`);
  };
  for (const r of ranges) place('range', 'on', 'IPRange', r);
  for (const g of gateways) place('gateway', 'for', 'Gateway', g);
  for (const [name, address] of aux) {
    const pool = subnets.find((s) => holds(s, address));
    if (pool === undefined) throw new CliError(`no matching subnet for aux-address ${address}`);
    const entry = out.get(pool)!;
    entry.AuxiliaryAddresses = { ...entry.AuxiliaryAddresses, [name]: address };
  }
  return [...out.values()];
}
