// What older versions of the API read and answer: the daemon speaks them all, from one result (moby's api/server/router).

import { Marshalled } from './answer.ts';
import { ApiError } from './error.ts';
import { inOrder } from './shape.ts';
import { CONFIG } from './shapes/container.ts';
import type { HostConfig } from './types/host.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Version of the API that is spoken, and the oldest that is understood. */
export const API_VERSION = '1.51';
export const MIN_API_VERSION = '1.24';

/** Is version `a` of the API older than `b`? Numbers are compared part by part. */
export function older(a: string, b: string): boolean {
  const x = a.split('.').map(Number);
  const y = b.split('.').map(Number);
  for (let i = 0; i < Math.max(x.length, y.length); i++)
    if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) < (y[i] ?? 0);
  return false;
}

/** A value that has been read into maps and is written again (Go): all its fields by name, however deep. */
function byName(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(byName);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, byName(v)]),
  );
}

/** A row of the list of images: before 1.44 its size stands twice. */
export function imageSummaryAsOf(row: Fields, version: string): Fields {
  return older(version, '1.44') ? { ...row, VirtualSize: row['Size'] } : row;
}

/**
 * An image looked at. Before 1.44 its size stands twice, before 1.45 what it was committed from stands beside its
 * configuration, and before 1.50 that holds the fields of a container too, which an image never sets.
 */
export function imageAsOf(image: Fields, version: string): Fields {
  const out: Record<string, unknown> = {};
  for (const [k, v] of Object.entries(image)) {
    if (k === 'Container' || k === 'ContainerConfig') {
      if (older(version, '1.45') && v !== '') out[k] = v;
    } else if (k === 'Config') out[k] = new Marshalled(byName(older(version, '1.50') ? inOrder(v, CONFIG) : v));
    else out[k] = v;
    if (k === 'Size' && older(version, '1.44')) out['VirtualSize'] = v;
  }
  return out;
}

/** What takes place on the disk: its images are rows of the list of them. */
export function diskUsageAsOf(usage: Fields, version: string): Fields {
  const images = usage['Images'] as readonly Fields[] | null | undefined;
  return images === null || images === undefined
    ? usage
    : { ...usage, Images: images.map((row) => imageSummaryAsOf(row, version)) };
}

/**
 * The daemon's description. What came with a version is left out before it (state of runtimes 1.44, containerd 1.46,
 * firewall 1.49, devices 1.50); what went stays, empty, until then. Whatever has such remnants is written as a map.
 */
export function infoAsOf(info: Fields, version: string): unknown {
  if (!older(version, '1.50')) return info;
  const out: Record<string, unknown> = { ...info, BridgeNfIp6tables: false, BridgeNfIptables: false };
  delete out['DiscoveredDevices'];
  if (older(version, '1.49')) {
    delete out['FirewallBackend'];
    for (const k of ['ContainerdCommit', 'RuncCommit', 'InitCommit']) {
      const { ID } = out[k] as { ID: string };
      if (ID !== '') out[k] = { ID, Expected: ID };
    }
  }
  if (older(version, '1.47'))
    out['RegistryConfig'] = {
      ...(out['RegistryConfig'] as Fields),
      AllowNondistributableArtifactsCIDRs: null,
      AllowNondistributableArtifactsHostnames: null,
    };
  if (older(version, '1.46')) delete out['Containerd'];
  if (older(version, '1.44'))
    out['Runtimes'] = Object.fromEntries(
      Object.entries(out['Runtimes'] as Record<string, Fields>).map(([k, { status: _, ...rest }]) => [k, rest]),
    );
  return new Marshalled(byName(out));
}

/**
 * What a request for a container says of its host, as a version of the API knows it: what is newer is not heard, and
 * what would change the meaning of the rest is refused.
 * @throws ApiError 400
 */
export function hostConfigAsOf(h: Partial<HostConfig>, version: string): Partial<HostConfig> {
  const { KernelMemory: _, ...rest } = h as Partial<HostConfig> & { KernelMemory?: number };
  let out: Partial<HostConfig> = older(version, '1.42') ? h : rest;
  if (older(version, '1.43')) {
    const { Annotations: _a, ...known } = out as Partial<HostConfig> & { Annotations?: unknown };
    out = known;
  }
  const mounts = out.Mounts;
  if (!older(version, '1.44') || mounts === undefined || mounts === null) return out;
  return {
    ...out,
    Mounts: mounts.map((m) => {
      if (m.BindOptions === undefined) return m;
      const { ReadOnlyNonRecursive: _n, ReadOnlyForceRecursive, CreateMountpoint, ...bind } = m.BindOptions;
      if (ReadOnlyForceRecursive === true)
        throw new ApiError(400, 'BindOptions.ReadOnlyForceRecursive needs API v1.44 or newer');
      const made = older(version, '1.42') || CreateMountpoint === undefined ? {} : { CreateMountpoint };
      return { ...m, BindOptions: { ...bind, ...made } };
    }),
  };
}

/** Before 1.44 a container begins on one network. @throws ApiError 400 */
export function checkNetworksAsOf(networks: Fields, version: string): void {
  const names = Object.keys(networks).sort();
  if (older(version, '1.44') && names.length > 1)
    throw new ApiError(400, `Container cannot be created with multiple network endpoints: ${names.join(', ')}`);
}
