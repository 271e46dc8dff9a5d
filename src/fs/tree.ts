// Immutable trees with path copying. A write gives a new tree that shares all it did not touch.
//
// A *draft owner* is a token: a directory that carries it was made by the holder of the token and is
// not yet seen by anybody else, so it may be written in place. That makes a burst of writes into one
// directory cost what it writes. Without a token every call copies the path, as one expects of a value.

import { type DirNode, type FsNode, FsError, NAME_MAX, emptyDir } from './node.ts';

/** The node at a path of components, or undefined. Symlinks are not followed. */
export function getAt(root: DirNode, parts: readonly string[]): FsNode | undefined {
  let node: FsNode | undefined = root;
  for (const part of parts) {
    if (node?.kind !== 'dir') return undefined;
    node = node.entries.get(part);
  }
  return node;
}

function writable(dir: DirNode, owner: object | undefined): { dir: DirNode; map: Map<string, FsNode> } {
  if (owner !== undefined && dir.owner === owner) return { dir, map: dir.entries as Map<string, FsNode> };
  const map = new Map(dir.entries);
  return { dir: { ...dir, entries: map, owner }, map };
}

/**
 * A tree in which the node at `parts` is `node`; `undefined` removes it. The directories on the way
 * must exist. With `mtime` the directory that holds the entry gets that time.
 * @throws FsError ENOENT, ENOTDIR, ENAMETOOLONG
 */
export function setAt(
  root: DirNode,
  parts: readonly string[],
  node: FsNode | undefined,
  options: { owner?: object | undefined; mtime?: number } = {},
): DirNode {
  const last = parts.length - 1;
  const path = '/' + parts.join('/');
  if (last < 0) {
    if (node?.kind !== 'dir') throw new FsError('ENOTDIR', '/');
    return node;
  }
  if (parts[last]!.length > NAME_MAX) throw new FsError('ENAMETOOLONG', path);
  const walk = (dir: DirNode, depth: number): DirNode => {
    const name = parts[depth]!;
    const w = writable(dir, options.owner);
    if (depth === last) {
      if (node === undefined) w.map.delete(name);
      else w.map.set(name, node);
      if (options.mtime === undefined) return w.dir;
      if (w.dir !== dir || options.owner === undefined) return { ...w.dir, mtime: options.mtime };
      (w.dir as { mtime: number }).mtime = options.mtime;
      return w.dir;
    }
    const child = dir.entries.get(name);
    if (child === undefined) throw new FsError('ENOENT', path);
    if (child.kind !== 'dir') throw new FsError('ENOTDIR', path);
    const next = walk(child, depth + 1);
    if (next !== child) w.map.set(name, next);
    return w.dir;
  };
  return walk(root, 0);
}

/** Like `setAt`, making missing directories on the way (mode 755, root's, `mtime`). */
export function putAt(
  root: DirNode,
  parts: readonly string[],
  node: FsNode,
  options: { owner?: object | undefined; mtime?: number } = {},
): DirNode {
  let tree = root;
  for (let i = 1; i < parts.length; i++) {
    const at = getAt(tree, parts.slice(0, i));
    if (at?.kind === 'dir') continue;
    const dir: DirNode = { ...emptyDir(), entries: new Map(), mtime: options.mtime ?? 0, owner: options.owner };
    tree = setAt(tree, parts.slice(0, i), dir, options);
  }
  return setAt(tree, parts, node, options);
}

/** Calls `visit` for every node below the root, parents first, names in byte order. */
export function walkTree(root: DirNode, visit: (path: string, node: FsNode) => void, prefix = ''): void {
  for (const name of [...root.entries.keys()].sort(byBytes)) {
    const node = root.entries.get(name)!;
    const path = prefix === '' ? name : `${prefix}/${name}`;
    visit(path, node);
    if (node.kind === 'dir') walkTree(node, visit, path);
  }
}

/** Order of names as bytes. */
export function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sum of the bytes of all files and links below a node, itself included. */
export function treeSize(node: FsNode): number {
  if (node.kind === 'file') return node.data.length;
  if (node.kind === 'link') return node.target.length;
  let sum = 0;
  if (node.kind === 'dir') for (const child of node.entries.values()) sum += treeSize(child);
  return sum;
}
