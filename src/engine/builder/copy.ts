// COPY and ADD: which files go where, with which owner and mode.

import { gunzipSync } from 'fflate';
import { sha256hex } from '../../fs/digest.ts';
import { latin1 } from '../../fs/bytes.ts';
import { nextIno } from '../../fs/cell.ts';
import { type DirNode, emptyDir, type FsNode } from '../../fs/node.ts';
import { basename, clean } from '../../fs/path.ts';
import { applyTar, unpackTar } from '../../fs/tar.ts';
import { getAt, putAt, walkTree } from '../../fs/tree.ts';
import { groups, users } from '../../kernel/users.ts';
import { parseMode } from './mode.ts';
import { globRegex } from '../../api/ignore.ts';

/** One thing to copy. */
export interface CopySource {
  /** Where it stands; its last part is the name of a file in a folder. */
  readonly path: string;
  readonly node: FsNode;
  /** ADD: an archive is unpacked. */
  readonly archive: boolean;
}

export interface CopySpec {
  readonly sources: readonly CopySource[];
  readonly dest: string;
  readonly chown: string | undefined;
  readonly chmod: string | undefined;
  readonly parents: boolean;
  readonly exclude: readonly string[];
  readonly workdir: string;
  readonly now: number;
}

/** A source that is not there. */
export class NotFound extends Error {
  constructor(
    readonly path: string,
    /** The tree in which it was looked for. */
    readonly tree?: DirNode,
  ) {
    super(`${JSON.stringify(path)}: not found`);
  }
}

/** The folder before a pattern's first wildcard, where nothing of it can be matched. */
export class NoFolder extends Error {
  constructor(path: string) {
    super(`lstat ${path}: no such file or directory`);
  }
}

const parts = (path: string): string[] =>
  clean(`/${path}`)
    .split('/')
    .filter((x) => x !== '');

/**
 * Nodes that a source names, symlinks of the source itself followed.
 * @param sent the tree is the context, of which only what some pattern names is sent to the builder
 * @throws NotFound, NoFolder
 */
export function sourcesOf(tree: DirNode, pattern: string, sent = false): { path: string; node: FsNode }[] {
  const plain = clean(`/${pattern}`).slice(1);
  if (!/[*?[\\]/.test(plain)) {
    const node = follow(tree, parts(plain), 0);
    if (node === undefined) throw new NotFound(`/${plain}`, tree);
    return [{ path: plain, node }];
  }
  const re = globRegex(plain);
  const out: { path: string; node: FsNode }[] = [];
  const depth = plain.split('/').length;
  const walk = (dir: DirNode, prefix: string, level: number): void => {
    for (const name of [...dir.entries.keys()].sort()) {
      const node = dir.entries.get(name)!;
      const path = prefix === '' ? name : `${prefix}/${name}`;
      if (re.test(path)) out.push({ path, node: pointed(tree, path) });
      else if (node.kind === 'dir' && (level < depth || plain.includes('**'))) walk(node, path, level + 1);
    }
  };
  const before = plain.split('/');
  const folder = before.slice(
    0,
    before.findIndex((x) => /[*?[\\]/.test(x)),
  );
  const there = follow(tree, folder, 0);
  if (there?.kind === 'dir') walk(there, folder.join('/'), folder.length + 1);
  // a folder of which nothing is asked for does not reach the builder
  const reached = there?.kind === 'dir' && (!sent || out.length > 0 || plain.includes('**'));
  if (folder.length > 0 && !reached) throw new NoFolder(`/${folder.join('/')}`);
  return out;
}

/** What a matched name stands for. @throws NotFound for a symlink into nowhere */
function pointed(tree: DirNode, path: string): FsNode {
  const node = follow(tree, parts(path), 0);
  if (node === undefined) throw new NotFound(`/${path}`, tree);
  return node;
}

/** Nodes that a source of `COPY --parents` names, with the paths below the pivot `/./` that they keep. */
export function parentSources(tree: DirNode, pattern: string): { path: string; node: FsNode }[] {
  const pivot = pattern.indexOf('/./');
  const root = pivot < 0 ? '' : pattern.slice(0, pivot);
  const inside = pivot < 0 ? pattern : pattern.slice(pivot + 3);
  const base = root === '' ? [{ path: '', node: tree as FsNode }] : sourcesOf(tree, root);
  return base.flatMap(({ node }) => (node.kind === 'dir' ? sourcesOf(node, inside) : []));
}

/** A tree with another laid over it: folders are merged, everything else is replaced. */
export function laidOver(below: DirNode, above: DirNode): DirNode {
  return merge(below, above);
}

function follow(tree: DirNode, path: readonly string[], depth: number): FsNode | undefined {
  let node: FsNode | undefined = tree;
  for (let i = 0; i < path.length; i++) {
    if (node?.kind !== 'dir') return undefined;
    node = node.entries.get(path[i]!);
    if (node?.kind === 'link' && depth < 20) {
      const base = node.target.startsWith('/') ? '' : path.slice(0, i).join('/');
      return follow(tree, [...parts(`${base}/${node.target}`), ...path.slice(i + 1)], depth + 1);
    }
  }
  return node;
}

/** Digests of file contents that were computed before; contents never change. */
const digests = new WeakMap<Uint8Array, string>();
function dataDigest(data: Uint8Array): string {
  const known = digests.get(data);
  if (known !== undefined) return known;
  const made = sha256hex(data);
  digests.set(data, made);
  return made;
}

/** Digest of what a COPY takes: names, modes, owners, contents; not times. `exclude`: what is left out does not count. */
export function contentDigest(
  list: readonly { path: string; node: FsNode }[],
  exclude: readonly string[] = [],
): string {
  const out: string[] = [];
  const excluded = exclude.map(excludeRegex);
  const one = (path: string, n: FsNode): void => {
    if (excluded.some((re) => re.test(path))) return;
    out.push(
      `${path}\0${n.kind}\0${n.mode}\0${n.uid}\0${n.gid}\0${n.kind === 'file' ? dataDigest(n.data) : n.kind === 'link' ? n.target : ''}`,
    );
  };
  for (const { path, node } of list) {
    one(node.kind === 'dir' ? '' : basename(path), node);
    if (node.kind === 'dir') walkTree(node, one);
  }
  return sha256hex(out.join('\n'));
}

/** A pattern of `--exclude`: also what lies below a folder that it names. */
function excludeRegex(pattern: string): RegExp {
  return new RegExp(globRegex(clean(pattern).replace(/^\//, '')).source.replace(/\$$/, '(/.*)?$'));
}

function owners(root: DirNode, spec: string | undefined): { uid: number; gid: number } {
  if (spec === undefined || spec === '') return { uid: 0, gid: 0 };
  const read = (path: string): string => {
    const node = getAt(root, parts(path));
    return node?.kind === 'file' ? new TextDecoder().decode(node.data) : '';
  };
  const [u = '', g] = spec.split(':');
  const user = users(read).find((x) => x.name === u);
  const uid = /^\d+$/.test(u) ? Number(u) : (user?.uid ?? 0);
  if (g === undefined) return { uid, gid: /^\d+$/.test(u) ? uid : (user?.gid ?? 0) };
  return { uid, gid: /^\d+$/.test(g) ? Number(g) : (groups(read).find((x) => x.name === g)?.gid ?? uid) };
}

/** First bytes of archives that are compressed in ways that are not simulated. */
const OTHER: Record<string, readonly number[]> = {
  bzip2: [0x42, 0x5a, 0x68],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
};

function isArchive(data: Uint8Array): Uint8Array | undefined {
  for (const [name, magic] of Object.entries(OTHER))
    if (magic.every((b, i) => data[i] === b))
      throw new Error(`drydock: 'ADD of an archive compressed with ${name}' is not simulated`);
  let bytes = data;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes);
    } catch {
      return undefined;
    }
  }
  return bytes.length >= 512 && latin1(bytes.subarray(257, 262)) === 'ustar' ? bytes : undefined;
}

/**
 * The tree after COPY or ADD.
 * @throws Error with BuildKit's text
 */
export function copyInto(root: DirNode, spec: CopySpec): DirNode {
  const dest = clean(spec.dest.startsWith('/') ? spec.dest : `${spec.workdir}/${spec.dest}`);
  const asDir = /\/\.?$|(^|\/)\.$/.test(spec.dest) || spec.dest === '.';
  const owner = owners(root, spec.chown);
  const excluded = spec.exclude.map(excludeRegex);
  const meta = (n: FsNode, top: boolean): FsNode => {
    const mode =
      spec.chmod === undefined
        ? n.kind === 'dir' && top
          ? 0o755
          : n.mode
        : (parseMode(spec.chmod, n.mode, n.kind === 'dir') ?? n.mode);
    const base = { ...owner, mode: n.kind === 'link' ? 0o777 : mode };
    if (n.kind === 'file') return { ...n, ...base, ino: nextIno() };
    if (n.kind !== 'dir') return { ...n, ...base };
    const entries = new Map<string, FsNode>();
    for (const [name, child] of n.entries) entries.set(name, meta(child, false));
    return { kind: 'dir', ...base, mtime: n.mtime, entries };
  };
  const place = (tree: DirNode, at: readonly string[], node: FsNode, links = 0): DirNode => {
    if (links > 40) throw new Error(`mkdir /${at.join('/')}: too many levels of symbolic links`);
    if (at.length === 0) return node.kind === 'dir' ? merge(tree, node) : tree;
    for (let i = 1; i < at.length; i++) {
      const there = getAt(tree, at.slice(0, i));
      if (there === undefined) {
        const dir: DirNode = { ...emptyDir(), ...owner, mode: 0o755, mtime: spec.now };
        tree = putAt(tree, at.slice(0, i), dir, { mtime: spec.now });
      } else if (there.kind === 'link')
        return place(
          tree,
          [
            ...parts(there.target.startsWith('/') ? there.target : `${at.slice(0, i - 1).join('/')}/${there.target}`),
            ...at.slice(i),
          ],
          node,
          links + 1,
        );
      else if (there.kind !== 'dir') throw new Error(`mkdir /${at.slice(0, i).join('/')}: not a directory`);
    }
    const old = getAt(tree, at);
    if (old?.kind === 'link' && node.kind === 'dir')
      return place(
        tree,
        parts(old.target.startsWith('/') ? old.target : `${at.slice(0, -1).join('/')}/${old.target}`),
        node,
        links + 1,
      );
    if (old?.kind === 'dir' && node.kind === 'dir') return putAt(tree, at, merge(old, node), { mtime: spec.now });
    if (old?.kind === 'dir') throw new Error(`cannot replace to directory /${at.join('/')} with file`);
    if (old !== undefined && node.kind === 'dir') throw new Error(`mkdir /${at.join('/')}: not a directory`);
    return putAt(tree, at, node, { mtime: spec.now });
  };
  let tree = root;
  const target = parts(dest);
  for (const { path, node, archive } of spec.sources) {
    if (node.kind !== 'dir' && excluded.some((re) => re.test(path) || re.test(basename(path)))) continue;
    if (spec.parents) {
      tree = place(
        tree,
        [...target, ...parts(path)],
        meta(node.kind === 'dir' ? without(node, excluded, '') : node, false),
      );
      continue;
    }
    if (node.kind === 'dir') {
      tree = place(tree, target, without(meta(node, true) as DirNode, excluded, ''));
      continue;
    }
    if (archive && node.kind === 'file') {
      const tar = isArchive(node.data);
      if (tar !== undefined) {
        const inside = applyTar(emptyDir(), unpackTar(tar), nextIno, false);
        tree = place(tree, target, inside);
        continue;
      }
    }
    const intoDir = asDir || getDir(tree, target);
    tree = place(tree, intoDir ? [...target, basename(path)] : target, meta(node, true));
  }
  return tree;
}

function getDir(tree: DirNode, at: readonly string[]): boolean {
  return follow(tree, at, 0)?.kind === 'dir';
}

function without(dir: DirNode, excluded: readonly RegExp[], prefix: string): DirNode {
  if (excluded.length === 0) return dir;
  const entries = new Map<string, FsNode>();
  for (const [name, node] of dir.entries) {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    if (excluded.some((re) => re.test(path))) continue;
    entries.set(name, node.kind === 'dir' ? without(node, excluded, path) : node);
  }
  return { ...dir, entries };
}

function merge(below: DirNode, above: DirNode): DirNode {
  const entries = new Map(below.entries);
  for (const [name, node] of above.entries) {
    const old = entries.get(name);
    entries.set(name, old?.kind === 'dir' && node.kind === 'dir' ? merge(old, node) : node);
  }
  return { kind: 'dir', mode: below.mode, uid: below.uid, gid: below.gid, mtime: above.mtime, entries };
}
