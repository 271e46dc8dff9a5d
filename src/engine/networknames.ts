// The names under which containers answer on a network: Docker's embedded DNS.

import type { EndpointSettings } from '../api/types/network.ts';
import { parseIp } from '../kernel/ip.ts';
import type { With } from './ports/stores.ts';
import type { ContainerRecord } from './state.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'networks'>;

/** Names under which a container answers on a user-defined network. */
export function dnsNames(c: ContainerRecord, e: EndpointSettings): string[] {
  const out: string[] = [];
  for (const name of [c.name, ...(e.Aliases ?? []), c.id.slice(0, 12), c.config.Hostname])
    if (name !== '' && !out.includes(name)) out.push(name);
  return out;
}

/** Who answers to which name: read off the containers that are on a network. */
export class NetworkNames {
  private turn = 0;
  constructor(private readonly engine: Pick<Engine, 'state' | 'containers'>) {}

  /** Containers that answer to a name (in small letters) on a network, by their addresses there. */
  private holders(network: string, name: string): string[] {
    const { networks, containers } = this.engine.state;
    const out: { id: string; ip: number }[] = [];
    for (const owner of new Set(networks.get(network)?.addresses.values())) {
      const e = Object.values(containers.get(owner)?.endpoints ?? {}).find((x) => x.NetworkID === network);
      if (e?.DNSNames?.some((n) => n.toLowerCase() === name)) out.push({ id: owner, ip: parseIp(e.IPAddress) ?? 0 });
    }
    return out.sort((a, b) => a.ip - b.ip).map((x) => x.id);
  }

  /** Addresses of a name as the embedded DNS of one container answers. */
  lookup(container: string, name: string): string[] | undefined {
    const c = this.engine.state.containers.get(container);
    if (c === undefined) return undefined;
    for (const [network, e] of Object.entries(c.endpoints)) {
      if (e.DNSNames === null || e.IPAddress === '') continue;
      const link = (e.Links ?? []).map((l) => l.split(':')).find(([, alias]) => alias?.toLowerCase() === name);
      const plain = name.endsWith(`.${network.toLowerCase()}`) ? name.slice(0, -network.length - 1) : name;
      const linked = link === undefined ? undefined : this.engine.containers.find(link[0]!);
      const ids = linked !== undefined ? [linked.id] : this.holders(e.NetworkID, plain);
      const ips = ids
        .map(
          (id) =>
            Object.values(this.engine.state.containers.get(id)?.endpoints ?? {}).find(
              (x) => x.NetworkID === e.NetworkID,
            )?.IPAddress,
        )
        .filter((x): x is string => x !== undefined && x !== '');
      if (ips.length === 0) continue;
      const k = ips.length > 1 ? this.turn++ % ips.length : 0;
      return [...ips.slice(k), ...ips.slice(0, k)];
    }
    return undefined;
  }
}
