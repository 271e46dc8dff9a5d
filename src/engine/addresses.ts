// Subnets and addresses of networks: what a new one may have, and the next free address of one.

import { ApiError } from '../api/error.ts';
import type { EndpointSettings, IpamConfig, NetworkCreateRequest } from '../api/types/network.ts';
import { formatIp, inSubnet, isIpv6, overlaps, parseIp, parseSubnet, sizeOfSubnet, type Subnet } from '../kernel/ip.ts';
import { checkMac } from './check.ts';
import type { NetworkRecord } from './state.ts';

/** Subnets that Docker chooses from, in its order (daemon's default address pools). */
function* pools(): Generator<Subnet> {
  for (let i = 17; i < 32; i++) yield { base: parseIp(`172.${i}.0.0`)!, prefix: 16 };
  for (let i = 0; i < 256; i += 16) yield { base: parseIp(`192.168.${i}.0`)!, prefix: 20 };
}

/** Options of a bridge that are yes or no. */
const BRIDGE_SWITCHES: ReadonlySet<string> = new Set(
  ['enable_ip_masquerade', 'enable_icc', 'default_bridge', 'inhibit_ipv4'].map((x) => `com.docker.network.bridge.${x}`),
);

/** What a node outside a swarm, and a bridge, cannot do. @throws ApiError */
export function checkRequest(r: NetworkCreateRequest): void {
  if (r.Scope === 'swarm') throw new ApiError(403, 'cannot create a swarm scoped network when swarm is not active');
  if (r.Ingress === true) throw new ApiError(403, 'Ingress network can only be global scope network');
  if (r.EnableIPv4 === false && r.EnableIPv6 !== true) throw new ApiError(400, 'IPv4 or IPv6 must be enabled');
  if (!['', 'default', 'null'].includes(r.IPAM.Driver)) throw new ApiError(404, `plugin "${r.IPAM.Driver}" not found`);
  for (const c of r.IPAM.Config)
    if (c.Subnet === undefined || c.Subnet === '')
      throw new ApiError(400, 'invalid network config:\ninvalid subnet : invalid CIDR block notation');
  for (const [key, value] of Object.entries(r.Options))
    if (BRIDGE_SWITCHES.has(key) && !/^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value))
      throw new ApiError(
        400,
        `failed to parse ${key} value: ${value} (strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax)`,
      );
  // a name of an interface has room for 15 bytes (IFNAMSIZ)
  if ((r.Options['com.docker.network.bridge.name'] ?? '').length > 15)
    throw new ApiError(500, 'numerical result out of range');
  const mtu = r.Options['com.docker.network.driver.mtu'];
  if (mtu !== undefined && !/^[-+]?\d+$/.test(mtu))
    throw new ApiError(
      400,
      `failed to parse com.docker.network.driver.mtu value: ${mtu} (strconv.Atoi: parsing ${JSON.stringify(mtu)}: invalid syntax)`,
    );
}

/**
 * The IPv4 side of a new network: the subnet asked for, or the first of the pools that overlaps none in use.
 * @param routes subnets that the daemon's own namespace has interfaces in: what it chooses keeps clear of them
 * @throws ApiError with Docker's texts
 */
export function chooseSubnet(
  networks: Iterable<NetworkRecord>,
  config: IpamConfig | undefined,
  routes: readonly Subnet[] = [],
): { subnet: string; gateway: string; range: string } {
  const used = [...networks].filter((n) => n.subnet !== '').map((n) => parseSubnet(n.subnet)!);
  if (config?.Subnet === undefined) {
    for (const s of pools()) {
      if ([...used, ...routes].some((u) => overlaps(u, s))) continue;
      return { subnet: `${formatIp(s.base)}/${s.prefix}`, gateway: formatIp(s.base + 1), range: '' };
    }
    throw new ApiError(500, 'all predefined address pools have been fully subnetted');
  }
  const subnet = parseSubnet(config.Subnet);
  if (subnet === undefined)
    throw new ApiError(400, `invalid network config:\ninvalid subnet ${config.Subnet}: invalid CIDR block notation`);
  const text = `${formatIp(subnet.base)}/${subnet.prefix}`;
  if (text !== config.Subnet)
    throw new ApiError(400, `invalid network config:\ninvalid subnet ${config.Subnet}: it should be ${text}`);
  const check = (ip: string | undefined, what: string): void => {
    if (ip === undefined) return;
    if (parseIp(ip) === undefined)
      throw new ApiError(
        400,
        `invalid network config:\ninvalid ${what} ${ip}: ${isIpv6(ip) ? 'parent subnet is an IPv4 block' : 'invalid address'}`,
      );
    if (!inSubnet(ip, subnet))
      throw new ApiError(
        400,
        `invalid network config:\ninvalid ${what} ${ip}: parent subnet ${text} doesn't contain this address`,
      );
  };
  check(config.Gateway, 'gateway');
  for (const aux of Object.values(config.AuxiliaryAddresses ?? {})) check(aux, 'auxiliary address');
  const range = config.IPRange === undefined ? undefined : parseSubnet(config.IPRange);
  if (config.IPRange !== undefined && range === undefined)
    throw new ApiError(400, `invalid network config:\ninvalid ip-range ${config.IPRange}: invalid CIDR block notation`);
  if (range !== undefined && !inSubnet(range.base, subnet))
    throw new ApiError(
      400,
      `invalid network config:\ninvalid ip-range ${config.IPRange}: parent subnet ${text} doesn't contain ip-range`,
    );
  const exact = range === undefined ? '' : `${formatIp(range.base)}/${range.prefix}`;
  if (range !== undefined && exact !== config.IPRange)
    throw new ApiError(400, `invalid network config:\ninvalid ip-range ${config.IPRange}: it should be ${exact}`);
  if (used.some((u) => overlaps(u, subnet))) {
    throw new ApiError(403, 'invalid pool request: Pool overlaps with other one on this address space');
  }
  const gateway = config.Gateway ?? formatIp((range ?? subnet).base + 1);
  return { subnet: text, gateway, range: config.IPRange ?? '' };
}

/** The lowest free address of a network, or the one asked for. @throws ApiError where it is taken, or none is free */
export function freeAddress(n: NetworkRecord, wanted: string | undefined): string {
  if (wanted !== undefined && wanted !== '') {
    if (n.addresses.has(wanted))
      throw new ApiError(403, 'failed to set up container networking: Address already in use');
    return wanted;
  }
  const subnet = parseSubnet(n.subnet)!;
  const range = n.range === '' ? subnet : parseSubnet(n.range)!;
  const size = sizeOfSubnet(range);
  for (let i = range.base === subnet.base ? 1 : 0; i < size - (range.prefix === subnet.prefix ? 1 : 0); i++) {
    const ip = formatIp(range.base + i);
    if (!n.addresses.has(ip)) return ip;
  }
  throw new ApiError(
    403,
    `failed to set up container networking: no available IPv4 addresses on this network's address pools: ${n.name} (${n.id})`,
  );
}

/** The hardware address that dockerd gives an interface of this address. */
export function macOf(ip: string): string {
  const parts = ip.split('.').map((x) => Number(x).toString(16).padStart(2, '0'));
  return `02:42:${parts.join(':')}`;
}

/** The n-th address of an IPv6 subnet that ends in `::`. */
export function hostIn(subnet: string, n: number): string {
  const base = subnet.split('/')[0]!;
  return base.endsWith('::')
    ? `${base}${n.toString(16)}`
    : base.replace(/[^:]*$/, (last) => (parseInt(last || '0', 16) + n).toString(16));
}

/** @throws ApiError for an IPv6 subnet that is none */
export function checkIpv6(c: IpamConfig): void {
  const [ip = '', prefix = ''] = (c.Subnet ?? '').split('/');
  if (!isIpv6(ip) || !/^\d+$/.test(prefix) || Number(prefix) > 128)
    throw new ApiError(400, `invalid network config:\ninvalid subnet ${c.Subnet}: invalid CIDR block notation`);
  if (c.Gateway !== undefined && !isIpv6(c.Gateway))
    throw new ApiError(400, `invalid network config:\ninvalid gateway ${c.Gateway}: parent subnet is an IPv6 block`);
}

/** Checks endpoint settings as `docker run` and `network connect` do, before anything is made. */
export function checkEndpoint(n: NetworkRecord, e: Partial<EndpointSettings>, prefix: string, byName = true): void {
  const problems: string[] = [];
  const ip = e.IPAMConfig?.IPv4Address ?? '';
  const userDefined = n.driver === 'bridge' && n.name !== 'bridge';
  if (ip !== '' && !userDefined) problems.push('user specified IP address is supported on user defined networks only');
  if ((e.Aliases ?? []).length > 0 && !userDefined)
    problems.push('network-scoped alias is supported only for containers in user defined networks');
  if (ip !== '' && parseIp(ip) === undefined) problems.push(`invalid IPv4 address: ${ip}`);
  if (ip !== '') {
    // who says `default` is not asked whose subnets these are
    if (byName && n.ownSubnet !== true)
      problems.push(
        'user specified IP address is supported only when connecting to networks with user configured subnets',
      );
    else if (n.subnet === '' || parseIp(ip) === undefined || !inSubnet(ip, parseSubnet(n.subnet)!))
      problems.push(`no configured subnet or ip-range contain the IP address ${ip}`);
  }
  checkMac(e.MacAddress ?? '', prefix);
  const ip6 = e.IPAMConfig?.IPv6Address ?? '';
  if (ip6 !== '' && !isIpv6(ip6)) problems.push(`invalid IPv6 address: ${ip6}`);
  if (problems.length === 0) return;
  throw new ApiError(
    400,
    `${prefix}invalid endpoint settings:\n${problems.length === 1 ? problems[0] : problems.map((x) => `* ${x}`).join('\n')}`,
  );
}
