// Additions to a container that a device request, a runtime or a CDI specification asks for.

import type { FsNode } from '../../fs/node.ts';
import type { MountRecord } from '../state.ts';

/** Additions to a container's process: environment behind its own, device files by path, mounts. */
export interface Injection {
  readonly env: readonly string[];
  readonly nodes: readonly (readonly [path: string, node: FsNode])[];
  readonly mounts: readonly MountRecord[];
}

export const NOTHING: Injection = { env: [], nodes: [], mounts: [] };

export function joined(list: readonly Injection[]): Injection {
  return {
    env: list.flatMap((i) => i.env),
    nodes: list.flatMap((i) => i.nodes),
    mounts: list.flatMap((i) => i.mounts),
  };
}

/** A file of the host, mounted where it is on the host. */
export function fileMount(from: string, to: string, options: readonly string[]): MountRecord {
  const flags = options.filter((o) => ['nosuid', 'nodev', 'noexec'].includes(o));
  const RW = !options.includes('ro');
  return {
    Type: 'bind',
    Source: from,
    Destination: to,
    Mode: '',
    RW,
    Propagation: 'rprivate',
    options: [RW ? 'rw' : 'ro', ...flags, 'relatime'].join(','),
  };
}
