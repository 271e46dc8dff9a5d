// The difference of two trees: what `docker diff` prints, what an image layer is made of.

import { equalBytes } from './bytes.ts';
import { type DirNode, type FsNode, emptyDir } from './node.ts';
import { byBytes } from './tree.ts';

export type ChangeKind = 'A' | 'C' | 'D';

/** One entry of a difference, path absolute. A directory that only holds changes is `C`, as in Docker. */
export interface Change {
  readonly kind: ChangeKind;
  readonly path: string;
}

function sameMeta(a: FsNode, b: FsNode): boolean {
  return a.mode === b.mode && a.uid === b.uid && a.gid === b.gid;
}

function sameContent(a: FsNode, b: FsNode): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'file' && b.kind === 'file')
    return a.mtime === b.mtime && (a.data === b.data || equalBytes(a.data, b.data));
  if (a.kind === 'link' && b.kind === 'link') return a.target === b.target;
  if (a.kind === 'dev' && b.kind === 'dev') return a.dev === b.dev && a.type === b.type;
  return true;
}

/**
 * A layer: the nodes that came or changed, and the names that went (whiteouts). A directory that
 * replaces something that was no directory, or that was removed and made again, is `opaque`.
 */
export interface Layer {
  readonly kind: 'layer';
  readonly node: FsNode;
  readonly opaque: boolean;
  /** Only of directories: what changed inside. */
  readonly children: ReadonlyMap<string, Layer | Whiteout>;
}
export interface Whiteout {
  readonly kind: 'whiteout';
}

const WHITEOUT: Whiteout = { kind: 'whiteout' };
const NONE: ReadonlyMap<string, Layer | Whiteout> = new Map();

function added(node: FsNode): Layer {
  if (node.kind !== 'dir') return { kind: 'layer', node, opaque: false, children: NONE };
  const children = new Map<string, Layer>();
  for (const [name, child] of node.entries) children.set(name, added(child));
  return { kind: 'layer', node, opaque: false, children };
}

/**
 * What must be laid over `before` to get `after`; undefined where nothing changed. Shared subtrees cost
 * nothing. A folder of which only the time changed is no change, as in Docker's walk of the two trees
 * (something made in it and removed again leaves nothing behind).
 */
export function diffLayer(before: DirNode, after: DirNode): Layer | undefined {
  if (before === after) return undefined;
  const children = new Map<string, Layer | Whiteout>();
  for (const [name, b] of after.entries) {
    const a = before.entries.get(name);
    if (a === b) continue;
    if (a === undefined) children.set(name, added(b));
    else if (a.kind === 'dir' && b.kind === 'dir') {
      const sub = diffLayer(a, b);
      if (sub !== undefined) children.set(name, sub);
    } else if (!sameMeta(a, b) || !sameContent(a, b)) {
      const layer = added(b);
      children.set(name, b.kind === 'dir' ? { ...layer, opaque: true } : layer);
    }
  }
  for (const name of before.entries.keys()) if (!after.entries.has(name)) children.set(name, WHITEOUT);
  if (children.size === 0 && sameMeta(before, after)) return undefined;
  return { kind: 'layer', node: after, opaque: false, children };
}

/** The tree that results from laying a layer over a tree. */
export function applyLayer(base: DirNode, layer: Layer): DirNode {
  if (layer.node.kind !== 'dir') throw new Error('a layer starts with a directory');
  const entries = new Map(layer.opaque ? [] : base.entries);
  for (const [name, child] of layer.children) {
    if (child.kind === 'whiteout') entries.delete(name);
    else if (child.node.kind === 'dir') {
      const below = entries.get(name);
      entries.set(name, applyLayer(below?.kind === 'dir' ? below : emptyDir(), child));
    } else entries.set(name, child.node);
  }
  const { mode, uid, gid, mtime } = layer.node;
  return { kind: 'dir', mode, uid, gid, mtime, entries };
}

/** The changes from one tree to another, in the order of paths, as `docker diff` lists them. */
export function changes(before: DirNode, after: DirNode): Change[] {
  const out: Change[] = [];
  const list = (layer: Layer, a: DirNode | undefined, path: string): void => {
    for (const name of [...layer.children.keys()].sort(byBytes)) {
      const child = layer.children.get(name)!;
      const at = `${path}/${name}`;
      const old = a?.entries.get(name);
      if (child.kind === 'whiteout') {
        out.push({ kind: 'D', path: at });
        continue;
      }
      out.push({ kind: old === undefined ? 'A' : 'C', path: at });
      list(child, old?.kind === 'dir' && !child.opaque ? old : undefined, at);
    }
  };
  const layer = diffLayer(before, after);
  if (layer !== undefined) list(layer, before, '');
  return out;
}
