// Who is on a network, as those who look at it are told.

import { own } from '../api/dict.ts';
import type { NetworkResource } from '../api/types/network.ts';
import type { Core } from './ports/core.ts';
import type { NetworkRecord } from './state.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** The containers on a network by their ids, with their addresses there; on one without addresses, those that joined. */
export function containersOf(engine: Engine, n: NetworkRecord): NetworkResource['Containers'] {
  const containers: NetworkResource['Containers'] = {};
  for (const owner of new Set(n.addresses.values())) {
    const c = engine.state.containers.get(owner);
    const e = c === undefined ? undefined : Object.values(c.endpoints).find((x) => x.NetworkID === n.id);
    if (c === undefined || e === undefined || e.IPAddress === '') continue;
    containers[c.id] = {
      Name: c.name,
      EndpointID: e.EndpointID,
      MacAddress: e.MacAddress,
      IPv4Address: `${e.IPAddress}/${e.IPPrefixLen}`,
      IPv6Address: e.GlobalIPv6Address === '' ? '' : `${e.GlobalIPv6Address}/${e.GlobalIPv6PrefixLen}`,
    };
  }
  for (const c of n.driver === 'bridge' ? [] : engine.state.containers.values()) {
    const e = own(c.endpoints, n.name);
    if (e !== undefined && e.EndpointID !== '')
      containers[c.id] = {
        Name: c.name,
        EndpointID: e.EndpointID,
        MacAddress: '',
        IPv4Address: '',
        IPv6Address: '',
      };
  }
  return containers;
}
