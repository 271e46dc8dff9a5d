// The merged file tree of a container, each entry with where it comes from: a layer, the writable layer, a mount;
// and what is hidden or deleted. Computed from the trees alone.

import type { ContainerRecord, EngineState, ImageRecord, MountRecord } from '../engine/state.ts';
import type { DirNode, FsNode } from '../fs/node.ts';
import { getAt } from '../fs/tree.ts';
import type { Origin } from './shown.ts';
import type { View } from './view.ts';

export interface TreeEntry {
  readonly name: string;
  readonly path: string;
  readonly node: FsNode;
  readonly origin: Origin;
  /** Seen by nobody in the container, and why. */
  readonly mark: 'seen' | 'hidden-mount' | 'hidden-writable' | 'deleted';
}

const partsOf = (path: string): string[] => path.split('/').filter((x) => x !== '');
const join = (dir: string, name: string): string => `${dir === '/' ? '' : dir}/${name}`;
const inside = (path: string, dir: string): boolean => path === dir || path.startsWith(dir === '/' ? '/' : `${dir}/`);

/** Number (from 1) of the layer that a path of an image comes from. */
export function layerOf(image: ImageRecord, path: string): number {
  const parts = partsOf(path);
  const top = image.layers.length - 1;
  const node = top < 0 ? undefined : getAt(image.layers[top]!.tree, parts);
  for (let i = top; i > 0; i--) if (getAt(image.layers[i - 1]!.tree, parts) !== node) return i + 1;
  return 1;
}

/** The tree that a mount shows. */
export function mountTree(m: MountRecord, view: View): FsNode | undefined {
  if (m.Type === 'volume') {
    const tree = view.volumes.get(m.Name ?? '');
    return tree === undefined ? undefined : getAt(tree, partsOf(m.subpath ?? ''));
  }
  return m.Type === 'bind' ? getAt(view.host, partsOf(m.Source)) : undefined;
}

const dirOf = (node: FsNode | undefined): DirNode | undefined => (node?.kind === 'dir' ? node : undefined);

/** Entries of a folder of a container, folders first. */
export function mergedEntries(c: ContainerRecord, view: View, state: EngineState, dir: string): TreeEntry[] {
  const image = state.images.get(c.imageId);
  const base = image?.layers.at(-1)?.tree;
  const tree = view.containers.get(c.id);
  const out: TreeEntry[] = [];
  const mount = c.mounts
    .filter((m) => inside(dir, m.Destination))
    .sort((a, b) => b.Destination.length - a.Destination.length)[0];
  const put = (name: string, node: FsNode, origin: Origin, mark: TreeEntry['mark']): void => {
    out.push({ name, path: join(dir, name), node, origin, mark });
  };
  const points = new Map(
    c.mounts
      .filter((m) => m.Destination.replace(/\/[^/]*$/, '') === (dir === '/' ? '' : dir))
      .map((m) => [m.Destination.split('/').pop()!, m]),
  );
  const lower = dirOf(base === undefined ? undefined : getAt(base, partsOf(dir)));
  if (mount !== undefined) {
    const origin: Origin = {
      kind: mount.Type as 'volume' | 'bind' | 'tmpfs',
      name: mount.Type === 'volume' ? (mount.Name ?? '') : mount.Source,
    };
    const shown = dirOf(
      getAt(
        (dirOf(mountTree(mount, view)) ?? { kind: 'dir', entries: new Map() }) as DirNode,
        partsOf(dir.slice(mount.Destination.length)),
      ),
    );
    for (const [name, node] of shown?.entries ?? []) put(name, node, origin, 'seen');
    for (const [name, node] of lower?.entries ?? [])
      put(
        name,
        node,
        image === undefined ? { kind: 'writable' } : { kind: 'layer', index: layerOf(image, join(dir, name)) },
        'hidden-mount',
      );
  } else {
    const mine = dirOf(tree === undefined ? undefined : getAt(tree, partsOf(dir)));
    for (const [name, node] of mine?.entries ?? []) {
      const m = points.get(name);
      const below = lower?.entries.get(name);
      if (m !== undefined) {
        put(
          name,
          node,
          { kind: m.Type as 'volume' | 'bind' | 'tmpfs', name: m.Type === 'volume' ? (m.Name ?? '') : m.Source },
          'seen',
        );
        continue;
      }
      const changed = below === undefined || (below !== node && (node.kind !== 'dir' || below.kind !== 'dir'));
      put(
        name,
        node,
        changed || image === undefined
          ? { kind: 'writable' }
          : { kind: 'layer', index: layerOf(image, join(dir, name)) },
        'seen',
      );
      if (changed && below !== undefined && image !== undefined)
        put(name, below, { kind: 'layer', index: layerOf(image, join(dir, name)) }, 'hidden-writable');
    }
    for (const [name, node] of lower?.entries ?? [])
      if (mine?.entries.has(name) !== true && image !== undefined)
        put(name, node, { kind: 'layer', index: layerOf(image, join(dir, name)) }, 'deleted');
  }
  return out.sort(
    (a, b) =>
      Number(b.node.kind === 'dir') - Number(a.node.kind === 'dir') ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : a.mark === 'seen' ? -1 : 1),
  );
}

/** Entries of a folder in one tree (a volume, a folder of the host, an image). */
export function plainEntries(root: FsNode | undefined, dir: string, origin: Origin): TreeEntry[] {
  const at = root?.kind === 'dir' ? dirOf(getAt(root, partsOf(dir))) : undefined;
  return [...(at?.entries ?? [])]
    .map(([name, node]): TreeEntry => ({ name, path: join(dir, name), node, origin, mark: 'seen' }))
    .sort((a, b) => Number(b.node.kind === 'dir') - Number(a.node.kind === 'dir') || (a.name < b.name ? -1 : 1));
}

/** Entries of a folder of an image, each with the layer that it comes from. */
export function imageEntries(image: ImageRecord, dir: string): TreeEntry[] {
  return plainEntries(image.layers.at(-1)?.tree, dir, { kind: 'host' }).map((e) => ({
    ...e,
    origin: { kind: 'layer', index: layerOf(image, e.path) },
  }));
}
