// What a container has written: the files that its writable layer holds, and the whiteouts.

import { isLaid } from '../engine/initlayer.ts';
import { diffLayer, type Layer, type Whiteout } from '../fs/diff.ts';
import type { DirNode, FsNode } from '../fs/node.ts';
import type { Written } from './shown.ts';

/** Places that the runtime makes for every container, as `docker diff` leaves them out. */
const RUNTIME = new Set(['/proc', '/dev', '/sys', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf']);

const known = new WeakMap<DirNode, { base: DirNode; mounts: string; list: readonly Written[] }>();

function walk(
  layer: Layer | Whiteout,
  below: FsNode | undefined,
  path: string,
  mounts: ReadonlySet<string>,
  out: Written[],
): void {
  if (RUNTIME.has(path) || mounts.has(path)) return;
  if (layer.kind === 'whiteout') {
    out.push({ path, kind: 'D', dir: below?.kind === 'dir', size: 0 });
    return;
  }
  const { node } = layer;
  // what stands between image and container is nobody's writing
  const laid = below === undefined && isLaid(path, node);
  if (node.kind !== 'dir') {
    if (laid) return;
    out.push({
      path,
      kind: below === undefined ? 'A' : 'C',
      dir: false,
      size: node.kind === 'file' ? node.data.length : 0,
    });
    return;
  }
  const before = out.length;
  for (const [name, child] of layer.children)
    walk(
      child,
      below?.kind === 'dir' && !layer.opaque ? below.entries.get(name) : undefined,
      `${path}/${name}`,
      mounts,
      out,
    );
  // a new folder counts when nothing in it does; mount points and their parents do not
  if (
    out.length === before &&
    below === undefined &&
    !laid &&
    path !== '' &&
    ![...mounts].some((m) => m.startsWith(`${path}/`))
  )
    out.push({ path, kind: 'A', dir: true, size: 0 });
}

/** Files of a writable layer, in the order of their paths. `mounts` are the places that mounts cover. */
export function written(base: DirNode, tree: DirNode, mounts: readonly string[]): readonly Written[] {
  const key = mounts.join('\n');
  const old = known.get(tree);
  if (old !== undefined && old.base === base && old.mounts === key) return old.list;
  const list: Written[] = [];
  const layer = diffLayer(base, tree);
  if (layer !== undefined) walk(layer, base, '', new Set(mounts), list);
  list.sort((a, b) => (a.path < b.path ? -1 : 1));
  known.set(tree, { base, mounts: key, list });
  return list;
}
