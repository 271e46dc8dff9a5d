// The layer between an image and a container's own: places for what is mounted when it runs, and the mark that it is one
// (moby's daemon/initlayer). A container without processes shows them as they are: empty.

import { nextIno } from '../fs/cell.ts';
import type { DirNode, FsNode } from '../fs/node.ts';
import { emptyDir } from '../fs/node.ts';
import { getAt, putAt, setAt } from '../fs/tree.ts';

/** What stands there; a text is where a link leads. */
const PLACES: readonly (readonly [string, 'dir' | 'file' | { readonly link: string }])[] = [
  ['dev/pts', 'dir'],
  ['dev/shm', 'dir'],
  ['proc', 'dir'],
  ['sys', 'dir'],
  ['.dockerenv', 'file'],
  ['etc/resolv.conf', 'file'],
  ['etc/hosts', 'file'],
  ['etc/hostname', 'file'],
  ['dev/console', 'file'],
  ['etc/mtab', { link: '/proc/mounts' }],
];

const BY_PATH = new Map(PLACES.map(([path, what]) => [`/${path}`, what]));
const PARENTS = new Set(PLACES.map(([path]) => `/${path}`.replace(/\/[^/]*$/, '')));

/** Does a place of a container look as this layer laid it, and not as if somebody had written there? */
export function isLaid(path: string, node: FsNode): boolean {
  const what = BY_PATH.get(path);
  if (node.kind === 'dir') return what === 'dir' || PARENTS.has(path);
  if (what === undefined || what === 'dir') return false;
  return what === 'file'
    ? node.kind === 'file' && node.data.length === 0
    : node.kind === 'link' && node.target === what.link;
}

/**
 * The files of an image as its containers begin with them. What the image has in these places gives way, folders apart.
 * @param now virtual ms
 */
export function withInitLayer(image: DirNode, now: number): DirNode {
  let tree = image;
  const options = { owner: {}, mtime: now };
  const meta = { mode: 0o755, uid: 0, gid: 0, mtime: now };
  for (const [path, what] of PLACES) {
    const parts = path.split('/');
    for (let n = 1; n <= parts.length; n++) {
      const there = getAt(tree, parts.slice(0, n));
      if (there !== undefined && there.kind !== 'dir') tree = setAt(tree, parts.slice(0, n), undefined, options);
    }
    if (getAt(tree, parts) !== undefined) continue;
    const node: FsNode =
      what === 'dir'
        ? { ...emptyDir(), ...meta, entries: new Map() }
        : what === 'file'
          ? { kind: 'file', ...meta, ino: nextIno(), data: new Uint8Array(0) }
          : { kind: 'link', ...meta, mode: 0o777, target: what.link };
    tree = putAt(tree, parts, node, options);
  }
  return tree;
}
