// What the daemon makes of a create's body: zero values for what is absent, and its own defaults.

import { complete, type Struct } from '../api/shape.ts';
import { CONFIG, HOST_CONFIG } from '../api/shapes/container.ts';
import type { ContainerConfig } from '../api/types/container.ts';
import type { HostConfig, PortBinding } from '../api/types/host.ts';
import type { ImageRecord } from './state.ts';

/** What a container of no image stands on: nothing. */
export const NO_IMAGE: ImageRecord = {
  id: '',
  created: 0,
  config: { User: '', Env: [], Cmd: null, WorkingDir: '', Entrypoint: null, Labels: null },
  layers: [],
  history: [],
  author: '',
  comment: '',
  parent: '',
  architecture: 'amd64',
  built: false,
  lastTagged: 0,
};

/** Size of /dev/shm where nobody says one, bytes (daemon/config of moby). */
const SHM_SIZE = 64 * 2 ** 20;

/** What a container that is not privileged may not see, and may not write (oci/defaults.go of moby). */
const MASKED = [
  '/proc/asound',
  '/proc/acpi',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/sys/firmware',
  '/sys/devices/virtual/powercap',
];
const READ_ONLY = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

const NO_MOUNT = { Type: '', Source: '', Target: '' } as const;

/** Bindings of ports with both of their fields. */
function bindings(all: HostConfig['PortBindings']): HostConfig['PortBindings'] {
  if (all === null) return null;
  return Object.fromEntries(
    Object.entries(all).map(([port, list]) => [
      port,
      (list as Partial<PortBinding>[] | null)?.map((b) => ({ HostIp: b.HostIp ?? '', HostPort: b.HostPort ?? '' })) ??
        [],
    ]),
  );
}

/** Without the fields that an answer leaves out when they are empty, where nothing was given for them. */
function withoutEmpty<T extends object>(all: T, given: object, shape: Struct): T {
  for (const [name, field] of shape.fields)
    if (field.omitempty && !Object.hasOwn(given, name)) Reflect.deleteProperty(all, name);
  return all;
}

/** A configuration without holes; fields that answers leave out when empty stay absent. */
export function completeConfig(given: Partial<ContainerConfig>): ContainerConfig {
  const all = withoutEmpty(complete<ContainerConfig>(given, CONFIG), given, CONFIG);
  return { ...all, Labels: all.Labels ?? {} };
}

/** The host's part without holes, with the daemon's defaults in place. */
export function completeHostConfig(given: Partial<HostConfig>): HostConfig {
  const h = withoutEmpty(complete<HostConfig>(given, HOST_CONFIG), given, HOST_CONFIG);
  const paths = (list: string[] | null, otherwise: string[]): string[] | null =>
    list ?? (h.Privileged ? null : otherwise);
  return {
    ...h,
    LogConfig: { Type: h.LogConfig.Type === '' ? 'json-file' : h.LogConfig.Type, Config: h.LogConfig.Config ?? {} },
    NetworkMode: h.NetworkMode === '' || h.NetworkMode === 'default' ? 'bridge' : h.NetworkMode,
    RestartPolicy: {
      Name: h.RestartPolicy.Name === '' ? 'no' : h.RestartPolicy.Name,
      MaximumRetryCount: h.RestartPolicy.MaximumRetryCount,
    },
    CgroupnsMode: h.CgroupnsMode === '' ? 'private' : h.CgroupnsMode,
    IpcMode: h.IpcMode === '' ? 'private' : h.IpcMode,
    ShmSize: h.ShmSize === 0 ? SHM_SIZE : h.ShmSize,
    Runtime: h.Runtime === undefined || h.Runtime === '' ? 'runc' : h.Runtime,
    MemorySwappiness: h.MemorySwappiness === -1 ? null : h.MemorySwappiness,
    OomKillDisable: h.OomKillDisable ?? false,
    PidsLimit: h.PidsLimit !== null && h.PidsLimit <= 0 ? null : h.PidsLimit,
    PortBindings: bindings(h.PortBindings),
    ...(h.Mounts === undefined || h.Mounts === null ? {} : { Mounts: h.Mounts.map((m) => ({ ...NO_MOUNT, ...m })) }),
    MaskedPaths: paths(h.MaskedPaths, [...MASKED]),
    ReadonlyPaths: paths(h.ReadonlyPaths, [...READ_ONLY]),
  };
}
