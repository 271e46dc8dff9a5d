// The names under which containers answer on a network: Docker's embedded DNS.

import type { EndpointSettings } from '../api/types/network.ts';
import type { Engine } from './engine.ts';
import type { ContainerRecord } from './state.ts';

/** Names under which a container answers on a user-defined network. */
export function dnsNames(c: ContainerRecord, e: EndpointSettings): string[] {
  const out: string[] = [];
  for (const name of [c.name, ...(e.Aliases ?? []), c.id.slice(0, 12), c.config.Hostname])
    if (name !== '' && !out.includes(name)) out.push(name);
  return out;
}

/** Who answers to which name, by network. */
export class NetworkNames {
  /** By network id: lower-case name to container ids. */
  private readonly names = new Map<string, Map<string, string[]>>();
  private turn = 0;
  constructor(private readonly engine: Engine) {}

  /** Begins with a network that nobody is on yet. */
  open(network: string): void {
    this.names.set(network, new Map());
  }

  /** Forgets a network. */
  close(network: string): void {
    this.names.delete(network);
  }

  /** A container answers to these names from now on. */
  register(network: string, container: string, names: readonly string[]): void {
    const table = this.names.get(network)!;
    for (const raw of names) {
      const name = raw.toLowerCase();
      const list = table.get(name);
      if (list === undefined) table.set(name, [container]);
      else if (!list.includes(container)) list.push(container);
    }
  }

  /** A container does not answer to these names any more. */
  unregister(network: string, container: string, names: readonly string[]): void {
    const table = this.names.get(network);
    for (const raw of names) {
      const name = raw.toLowerCase();
      const left = (table?.get(name) ?? []).filter((x) => x !== container);
      if (left.length === 0) table?.delete(name);
      else table?.set(name, left);
    }
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
      const ids = linked !== undefined ? [linked.id] : (this.names.get(e.NetworkID)?.get(plain) ?? []);
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
