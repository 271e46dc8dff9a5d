// Networks and volumes over the wire: /networks and /volumes of the Engine API 1.51.

import { ApiError, NO_SWARM } from '../error.ts';
import { readFilters, writeFilters } from '../query.ts';
import { type Incoming, route } from '../route.ts';
import { conform, inOrder } from '../shape.ts';
import { ENDPOINT } from '../shapes/container.ts';
import { CONNECT_BODY, DISCONNECT_BODY, NETWORK_BODY, VOLUME_BODY } from '../shapes/others.ts';
import { networkRow } from './rows.ts';
import type { EndpointSettings, NetworkCreateRequest } from '../types/network.ts';
import type { PruneReport } from '../types/common.ts';
import type { Volume } from '../types/volume.ts';

const id = (name: string) => ({ path: { id: name } });
const ofId = (r: Incoming): string => r.path['id']!;

/** The name of a volume. @throws ApiError 404 for none */
function ofVolume(r: Incoming): string {
  if (ofId(r) === '') throw new ApiError(404, 'get: no such volume');
  return ofId(r);
}

/** The container of a request. @throws ApiError 400 where it names none */
function named(container: string | undefined): string {
  if (container === undefined || container === '') throw new ApiError(400, 'invalid name or ID supplied: ""');
  return container;
}

export const networkRoutes = [
  route<'NetworkCreate'>({
    operation: 'NetworkCreate',
    method: 'POST',
    path: '/networks/create',
    takes: 'json',
    answer: { kind: 'json', status: 201 },
    write: (r) => ({
      body: {
        ...r,
        ConfigOnly: r.ConfigOnly ?? false,
        ConfigFrom: r.ConfigFrom === undefined ? null : { Network: r.ConfigFrom },
      },
    }),
    read(r) {
      const { IPAM, ConfigFrom, ...body } = conform(r.json(), NETWORK_BODY) as Omit<
        Partial<NetworkCreateRequest>,
        'ConfigFrom'
      > & {
        ConfigFrom?: { Network?: string };
      };
      const from = ConfigFrom?.Network;
      return [
        {
          Name: '',
          Driver: '',
          Internal: false,
          Attachable: false,
          Options: {},
          Labels: {},
          ...body,
          IPAM: { Driver: IPAM?.Driver ?? '', Options: IPAM?.Options ?? null, Config: IPAM?.Config ?? [] },
          ...(from === undefined ? {} : { ConfigFrom: from }),
        },
      ];
    },
  }),
  route<'NetworkList'>({
    operation: 'NetworkList',
    method: 'GET',
    path: '/networks',
    answer: { kind: 'json', status: 200, encode: (list) => list.map(networkRow) },
    write: (filters) => ({ query: { filters: writeFilters(filters) } }),
    read: (r) => [readFilters(r.query)],
  }),
  route<'NetworkInspect'>({
    operation: 'NetworkInspect',
    method: 'GET',
    path: '/networks/{id}',
    answer: { kind: 'json', status: 200, encode: networkRow },
    write: (ref, o) => ({ ...id(ref), query: { verbose: o.verbose ? 'true' : undefined } }),
    read(r) {
      const scope = r.query.get('scope');
      // everything here is of this host
      if (scope !== '' && scope !== 'local') throw new ApiError(404, `network ${ofId(r)} not found`);
      // the one switch that is read strictly (strconv.ParseBool)
      const verbose = r.query.get('verbose');
      if (verbose !== '' && !/^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(verbose))
        throw new ApiError(
          400,
          `invalid value for verbose: ${verbose}: strconv.ParseBool: parsing ${JSON.stringify(verbose)}: invalid syntax`,
        );
      return [ofId(r), { verbose: r.query.bool('verbose') }];
    },
  }),
  route<'NetworkRemove'>({
    operation: 'NetworkRemove',
    method: 'DELETE',
    path: '/networks/{id}',
    answer: { kind: 'none', status: 204 },
    write: id,
    read: (r) => [ofId(r)],
  }),
  route<'NetworkConnect'>({
    operation: 'NetworkConnect',
    method: 'POST',
    path: '/networks/{id}/connect',
    takes: 'json',
    answer: { kind: 'none', status: 200 },
    write: (network, container, endpoint) => ({
      ...id(network),
      body: { Container: container, EndpointConfig: inOrder(endpoint, ENDPOINT) },
    }),
    read(r) {
      const body = conform(r.json(), CONNECT_BODY) as {
        Container?: string;
        EndpointConfig?: Partial<EndpointSettings>;
      };
      return [ofId(r), named(body.Container), body.EndpointConfig ?? {}];
    },
  }),
  route<'NetworkDisconnect'>({
    operation: 'NetworkDisconnect',
    method: 'POST',
    path: '/networks/{id}/disconnect',
    takes: 'json',
    answer: { kind: 'none', status: 200 },
    write: (network, container, force) => ({ ...id(network), body: { Container: container, Force: force } }),
    read(r) {
      const body = conform(r.json(), DISCONNECT_BODY) as { Container?: string; Force?: boolean };
      return [ofId(r), named(body.Container), body.Force ?? false];
    },
  }),
  route<'NetworkPrune'>({
    operation: 'NetworkPrune',
    method: 'POST',
    path: '/networks/prune',
    answer: {
      kind: 'json',
      status: 200,
      encode: (p) => ({ NetworksDeleted: p.Deleted.length === 0 ? null : p.Deleted }),
      decode: (p: { NetworksDeleted: string[] | null }): PruneReport => ({
        Deleted: p.NetworksDeleted ?? [],
        SpaceReclaimed: 0,
      }),
    },
    write: (filters) => ({ query: { filters: writeFilters(filters) } }),
    read: (r) => [readFilters(r.query)],
  }),
] as const;

export const volumeRoutes = [
  route<'VolumeCreate'>({
    operation: 'VolumeCreate',
    method: 'POST',
    path: '/volumes/create',
    takes: 'json',
    answer: { kind: 'json', status: 201 },
    write: (r) => ({ body: r }),
    read(r) {
      const body = conform(r.json(), VOLUME_BODY) as Partial<{
        Name: string;
        Driver: string;
        DriverOpts: Record<string, string>;
        Labels: Record<string, string>;
        ClusterVolumeSpec: unknown;
      }>;
      if (body.ClusterVolumeSpec !== undefined) throw new ApiError(503, NO_SWARM);
      return [
        {
          Name: body.Name ?? '',
          Driver: body.Driver ?? '',
          DriverOpts: body.DriverOpts ?? null,
          Labels: body.Labels ?? null,
        },
      ];
    },
  }),
  route<'VolumeList'>({
    operation: 'VolumeList',
    method: 'GET',
    path: '/volumes',
    answer: {
      kind: 'json',
      status: 200,
      encode: (list) => ({ Volumes: list, Warnings: null }),
      decode: (x: { Volumes: Volume[] | null }) => x.Volumes ?? [],
    },
    write: (filters) => ({ query: { filters: writeFilters(filters) } }),
    read(r) {
      try {
        return [readFilters(r.query)];
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        throw new ApiError(error.status, `error reading volume filters: ${error.message}`);
      }
    },
  }),
  route<'VolumeInspect'>({
    operation: 'VolumeInspect',
    method: 'GET',
    path: '/volumes/{id}',
    answer: { kind: 'json', status: 200 },
    write: id,
    read: (r) => [ofVolume(r)],
  }),
  route<'VolumeRemove'>({
    operation: 'VolumeRemove',
    method: 'DELETE',
    path: '/volumes/{id}',
    answer: { kind: 'none', status: 204 },
    write: (name, force) => ({ ...id(name), query: { force } }),
    read: (r) => [ofVolume(r), r.query.bool('force')],
  }),
  route<'VolumePrune'>({
    operation: 'VolumePrune',
    method: 'POST',
    path: '/volumes/prune',
    answer: {
      kind: 'json',
      status: 200,
      encode: (p) => ({ VolumesDeleted: p.Deleted, SpaceReclaimed: p.SpaceReclaimed }),
      decode: (p: { VolumesDeleted: string[] | null; SpaceReclaimed: number }) => ({
        Deleted: p.VolumesDeleted ?? [],
        SpaceReclaimed: p.SpaceReclaimed,
      }),
    },
    write: (filters) => ({ query: { filters: writeFilters(filters) } }),
    read: (r) => [readFilters(r.query)],
  }),
] as const;
