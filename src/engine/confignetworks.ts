// Networks that only hold a configuration (`docker network create --config-only`), and those made from one.

import { Map as IMap } from 'immutable';
import { ApiError } from '../api/error.ts';
import type { NetworkCreateRequest } from '../api/types/network.ts';
import type { NetworkRecord } from './state.ts';

/**
 * A request with the configuration of another network in it: addresses, options and what it is made for. Who takes a
 * configuration has none of his own (libnetwork's validateConfiguration).
 * @throws ApiError 403
 */
export function configured(r: NetworkCreateRequest, from: NetworkRecord): NetworkCreateRequest {
  if (Object.keys(r.Options).length > 0)
    throw new ApiError(
      403,
      'network driver options are not supported if the network depends on a configuration network',
    );
  const given = r.IPAM.Config.length > 0 || Object.keys(r.IPAM.Options ?? {}).length > 0;
  if (given || Object.keys(r.Labels).length > 0)
    throw new ApiError(
      403,
      'user specified configurations are not supported if the network depends on a configuration network',
    );
  return {
    ...r,
    EnableIPv4: from.enableIPv4,
    EnableIPv6: from.enableIPv6,
    Labels: { ...from.labels },
    Options: { ...from.options },
    IPAM: { Driver: from.ipam.Driver, Options: from.ipam.Options, Config: [...(from.ipam.Config ?? [])] },
  };
}

/** The record of a network that only holds a configuration. @throws ApiError 403 for what such a network cannot be */
export function configurationOf(r: NetworkCreateRequest, id: string, seq: number, now: number): NetworkRecord {
  if (r.Internal || r.Attachable)
    throw new ApiError(
      403,
      'configuration network can only contain network specific fields. Network operator fields like [ ingress | internal | attachable | scope ] are not supported.',
    );
  return {
    id,
    seq,
    name: r.Name,
    created: now,
    driver: 'null',
    internal: false,
    attachable: false,
    enableIPv4: r.EnableIPv4 ?? true,
    enableIPv6: r.EnableIPv6 ?? false,
    ipam: {
      Driver: r.IPAM.Driver === '' ? 'default' : r.IPAM.Driver,
      Options: r.IPAM.Options,
      Config: r.IPAM.Config,
    },
    subnet: '',
    gateway: '',
    range: '',
    options: r.Options,
    labels: r.Labels,
    configOnly: true,
    addresses: IMap(),
  };
}
