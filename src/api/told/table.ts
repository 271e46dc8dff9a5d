// Beside the table of routes: what stands in an operation's answer, by version of the API, and with which statuses it may be
// refused. What kind of an answer it is, and its status when it goes well, stand in the routes themselves.

import type { Operation } from '../route.ts';
import { list, pointer, type Shape, string } from '../shape.ts';
import { older } from '../versions.ts';
import * as c from './container.ts';
import * as h from './host.ts';
import * as i from './image.ts';

/** The shape of a JSON answer, or of each of its lines. */
type Told = Shape | ((version: string) => Shape);

export interface Row {
  /** None for answers that are not JSON. */
  readonly told?: Told;
  /** Statuses of refusals besides those that any operation may have. */
  readonly refusals?: readonly number[];
  /** 304 where there was nothing to do. */
  readonly unchanged?: boolean;
}

/** A request that is none, a fault of the daemon's, and what is not simulated. */
const ANY_REFUSAL = [400, 500, 501] as const;

/** The first shape whose version is not older than what is asked for. */
const since =
  (latest: Shape, ...past: readonly (readonly [string, Shape])[]): Told =>
  (version) =>
    past.findLast(([v]) => older(version, v))?.[1] ?? latest;

const found: Row = { refusals: [404] };
const changing: Row = { refusals: [404, 409] };

export const TABLE: Readonly<Record<Operation, Row>> = {
  ContainerCreate: { told: c.CREATED, refusals: [404, 409] },
  ContainerStart: { refusals: [403, 404, 409], unchanged: true },
  ContainerStop: { ...changing, unchanged: true },
  ContainerRestart: { refusals: [403, 404, 409] },
  ContainerKill: changing,
  ContainerPause: changing,
  ContainerUnpause: changing,
  ContainerRename: changing,
  ContainerRemove: changing,
  ContainerWait: { told: c.WAITED, refusals: [404] },
  ContainerInspect: { told: c.CONTAINER, refusals: [404] },
  ContainerList: { told: list(pointer(c.CONTAINER_ROW)), refusals: [404] },
  ContainerAttach: changing,
  ContainerLogs: changing,
  ContainerTop: { told: c.TOP, refusals: [404, 409] },
  ContainerDiff: { told: c.CHANGES, refusals: [404] },
  ContainerUpdate: { told: c.WARNINGS, refusals: [404, 409] },
  ContainerResize: changing,
  ContainerStats: { told: c.STATS, refusals: [404, 409] },
  ContainerExport: changing,
  ContainerArchiveStat: { told: c.PATH_STAT, refusals: [403, 404] },
  ContainerArchiveGet: { told: c.PATH_STAT, refusals: [403, 404] },
  ContainerArchivePut: { refusals: [403, 404] },
  ContainerPrune: { told: c.CONTAINERS_PRUNED, refusals: [409] },
  ExecCreate: { told: c.EXEC_CREATED, refusals: [404, 409] },
  ExecStart: changing,
  ExecInspect: { told: c.EXEC, refusals: [404] },
  ExecResize: changing,
  ImageList: { told: since(list(pointer(i.IMAGE_ROW)), ['1.44', list(pointer(i.OLD_IMAGE_ROW))]), refusals: [404] },
  ImageInspect: {
    told: since(i.IMAGE, ['1.50', i.IMAGE_149], ['1.45', i.IMAGE_144], ['1.44', i.IMAGE_143]),
    refusals: [404],
  },
  ImageHistory: { told: i.HISTORY, refusals: [404] },
  ImagePull: { told: i.PROGRESS, refusals: [401, 403, 404] },
  ImageImport: { told: i.PROGRESS, refusals: [401, 403, 404] },
  ImagePush: { told: i.PUSHED, refusals: [404] },
  ImageTag: changing,
  ImageRemove: { told: i.IMAGES_DELETED, refusals: [404, 409] },
  ImagePrune: { told: i.IMAGES_PRUNED, refusals: [409] },
  ImageSave: found,
  ImageLoad: { told: i.LOADED, refusals: [404] },
  ImageSearch: { told: i.FOUND },
  ImageCommit: { told: i.COMMITTED, refusals: [404, 409] },
  RegistryLogin: { told: i.LOGGED_IN, refusals: [401] },
  DistributionInspect: { told: i.REMOTE, refusals: [401, 403, 404] },
  VolumeCreate: { told: h.VOLUME, refusals: [404, 409, 503] },
  VolumeList: { told: h.VOLUMES },
  VolumeInspect: { told: h.VOLUME, refusals: [404] },
  VolumeRemove: changing,
  VolumePrune: { told: h.VOLUMES_PRUNED, refusals: [409] },
  NetworkCreate: { told: h.NETWORK_CREATED, refusals: [403, 404, 409] },
  NetworkList: { told: list(h.NETWORK) },
  NetworkInspect: { told: h.NETWORK, refusals: [404] },
  NetworkRemove: { refusals: [403, 404, 409] },
  NetworkConnect: { refusals: [403, 404, 409] },
  NetworkDisconnect: { refusals: [403, 404, 409] },
  NetworkPrune: { told: h.NETWORKS_PRUNED, refusals: [409] },
  Events: { told: h.EVENT },
  Info: {
    told: since(
      h.INFO,
      ['1.50', h.INFO_149],
      ['1.49', h.INFO_148],
      ['1.47', h.INFO_146],
      ['1.46', h.INFO_145],
      ['1.44', h.INFO_143],
    ),
  },
  Version: { told: h.VERSION },
  DiskUsage: { told: since(h.USAGE, ['1.44', h.OLD_USAGE]), refusals: [409] },
  BuildCachePrune: { told: h.CACHE_PRUNED },
  ImageBuild: { told: i.BUILT, refusals: [404, 409] },
  // our own, see routes/build.ts
  Build: { told: i.TRACED, refusals: [404] },
  BuildHistory: { told: string },
  BuildLogs: { told: string, refusals: [404] },
  BuildHistoryRemove: found,
};

/** The shape of an operation's answer in a version of the API. */
export function toldBy(operation: Operation, version: string): Shape | undefined {
  const { told } = TABLE[operation];
  return typeof told === 'function' ? told(version) : told;
}

/** May an operation be answered with a status that is not the one of its route? */
export const mayDiffer = (operation: Operation, status: number): boolean => {
  const { refusals = [], unchanged = false } = TABLE[operation];
  return [...ANY_REFUSAL, ...refusals, ...(unchanged ? [304] : [])].includes(status);
};
