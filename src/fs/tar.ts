// tar archives in the ustar format with GNU tar's long names, as GNU tar writes and reads them.

import { concat, decode, encode, latin1 } from './bytes.ts';
import { type DirNode, type FsNode, FsError } from './node.ts';
import type { Layer, Whiteout } from './diff.ts';
import { byBytes } from './tree.ts';

/** One member of an archive. Directories' names end in `/`. */
export interface TarEntry {
  readonly name: string;
  readonly type: 'file' | 'dir' | 'symlink' | 'hardlink' | 'char' | 'fifo';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds; the archive keeps whole seconds. */
  readonly mtime: number;
  readonly linkname: string;
  readonly data: Uint8Array;
  /** Its archive has room for the names of owners, and none stands there. */
  readonly nameless?: boolean;
}

const BLOCK = 512;
const FLAGS: Record<TarEntry['type'], string> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  char: '3',
  dir: '5',
  fifo: '6',
};

function octal(value: number, width: number): string {
  return (
    Math.max(0, Math.floor(value))
      .toString(8)
      .padStart(width - 1, '0')
      .slice(-(width - 1)) + '\0'
  );
}

/** How an archive is written: as GNU tar does, or as Go's archive/tar, which knows no names of owners. */
export type TarStyle = 'gnu' | 'go';

function header(
  name: Uint8Array,
  e: TarEntry,
  flag: string,
  size: number,
  link: Uint8Array,
  style: TarStyle,
): Uint8Array {
  const h = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => h.set(encode(text), at);
  h.set(name.subarray(0, 100), 0);
  put(100, octal(e.mode & 0o7777, 8));
  put(108, octal(e.uid, 8));
  put(116, octal(e.gid, 8));
  put(124, octal(size, 12));
  put(136, octal(e.mtime / 1000, 12));
  put(148, '        ');
  put(156, flag);
  h.set(link.subarray(0, 100), 157);
  put(257, style === 'go' ? 'ustar\x0000' : 'ustar  \0');
  if (style === 'go') {
    put(329, octal(0, 8));
    put(337, octal(0, 8));
  }
  let sum = 0;
  for (const b of h) sum += b;
  put(148, sum.toString(8).padStart(6, '0') + '\0 ');
  return h;
}

function padded(data: Uint8Array): Uint8Array[] {
  const rest = data.length % BLOCK;
  return rest === 0 ? [data] : [data, new Uint8Array(BLOCK - rest)];
}

/** The bytes of an archive, closed by two zero blocks; GNU tar's is filled up to a multiple of 10,240 bytes. */
export function packTar(entries: Iterable<TarEntry>, style: TarStyle = 'gnu'): Uint8Array {
  const out: Uint8Array[] = [];
  for (const e of entries) {
    const name = encode(e.name);
    const link = encode(e.linkname);
    const long = (bytes: Uint8Array, flag: string): void => {
      const data = concat([bytes, new Uint8Array(1)]);
      const fake = { ...e, mode: 0o644, uid: 0, gid: 0, mtime: 0 };
      out.push(header(encode('././@LongLink'), fake, flag, data.length, new Uint8Array(0), 'gnu'), ...padded(data));
    };
    if (link.length > 100) long(link, 'K');
    if (name.length > 100) long(name, 'L');
    const data = e.type === 'file' ? e.data : new Uint8Array(0);
    const long_ = name.length > 100 || link.length > 100;
    out.push(header(name, e, FLAGS[e.type], data.length, link, long_ ? 'gnu' : style), ...padded(data));
  }
  if (style === 'go') {
    out.push(new Uint8Array(2 * BLOCK));
    return concat(out);
  }
  let length = 2 * BLOCK;
  for (const c of out) length += c.length;
  const rest = length % (20 * BLOCK);
  out.push(new Uint8Array(2 * BLOCK + (rest === 0 ? 0 : 20 * BLOCK - rest)));
  return concat(out);
}

/** The members of an archive. @throws FsError EINVAL when it is not a tar archive. */
export function unpackTar(bytes: Uint8Array): TarEntry[] {
  const out: TarEntry[] = [];
  let at = 0;
  let longName: string | undefined;
  let longLink: string | undefined;
  const text = (from: number, length: number): string => {
    const slice = bytes.subarray(at + from, at + from + length);
    const end = slice.indexOf(0);
    return decode(end < 0 ? slice : slice.subarray(0, end));
  };
  const number = (from: number, length: number): number => parseInt(text(from, length).trim() || '0', 8);
  while (at + BLOCK <= bytes.length) {
    const block = bytes.subarray(at, at + BLOCK);
    if (block.every((b) => b === 0)) break;
    let sum = 0;
    for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block[i]!;
    if (sum !== number(148, 8)) throw new FsError('EINVAL', 'This does not look like a tar archive');
    const size = number(124, 12);
    const flag = latin1(block.subarray(156, 157));
    const data = bytes.slice(at + BLOCK, at + BLOCK + size);
    if (data.length < size) throw new FsError('EINVAL', 'Unexpected EOF in archive');
    const prefix = text(257, 5) === 'ustar' && bytes[at + 262] === 0 ? text(345, 155) : '';
    const name = longName ?? (prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`);
    const linkname = longLink ?? text(157, 100);
    const nameless = text(257, 6) === 'ustar' && bytes[at + 262] === 0 && text(265, 32) === '';
    const meta = {
      mode: number(100, 8) & 0o7777,
      uid: number(108, 8),
      gid: number(116, 8),
      mtime: number(136, 12) * 1000,
    };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (flag === 'L' || flag === 'K') {
      const value = decode(data.subarray(0, Math.max(0, size - 1)));
      if (flag === 'L') longName = value;
      else longLink = value;
      continue;
    }
    longName = longLink = undefined;
    if (flag === 'x' || flag === 'g') continue;
    const type = (Object.keys(FLAGS) as TarEntry['type'][]).find((t) => FLAGS[t] === flag) ?? 'file';
    const own = nameless ? { ...meta, nameless } : meta;
    out.push({ name, type, ...own, linkname, data: type === 'file' ? data : new Uint8Array(0) });
  }
  return out;
}

/** One node as a member called `name` (no trailing slash). */
export function entryOf(name: string, node: FsNode): TarEntry {
  const { mode, uid, gid, mtime } = node;
  const base = { mode, uid, gid, mtime, linkname: '', data: new Uint8Array(0) };
  if (node.kind === 'dir') return { ...base, name: `${name}/`, type: 'dir' };
  if (node.kind === 'link') return { ...base, name, type: 'symlink', linkname: node.target };
  if (node.kind === 'dev') return { ...base, name, type: node.type === 'fifo' ? 'fifo' : 'char' };
  return { ...base, name, type: 'file', data: node.data };
}

/** All that is below a directory, names relative to `prefix`, in the order of names. */
export function* treeEntries(dir: DirNode, prefix = ''): Generator<TarEntry> {
  for (const name of [...dir.entries.keys()].sort(byBytes)) {
    const node = dir.entries.get(name)!;
    yield entryOf(prefix + name, node);
    if (node.kind === 'dir') yield* treeEntries(node, `${prefix}${name}/`);
  }
}

/** A layer as the members of its archive: deletions are empty files `.wh.NAME`, an opaque folder holds `.wh..wh..opq`. */
export function* layerEntries(layer: Layer, prefix = ''): Generator<TarEntry> {
  const mark = (name: string): TarEntry => ({
    name,
    type: 'file',
    mode: 0,
    uid: 0,
    gid: 0,
    mtime: 0,
    linkname: '',
    data: new Uint8Array(0),
  });
  if (layer.opaque) yield mark(`${prefix}.wh..wh..opq`);
  for (const name of [...layer.children.keys()].sort(byBytes)) {
    const child: Layer | Whiteout = layer.children.get(name)!;
    if (child.kind === 'whiteout') yield mark(`${prefix}.wh.${name}`);
    else {
      yield entryOf(prefix + name, child.node);
      if (child.node.kind === 'dir') yield* layerEntries(child, `${prefix}${name}/`);
    }
  }
}

/**
 * The tree that an archive lays over `base`. With `whiteouts`, `.wh.` members delete (image layers);
 * `ino` numbers the new files. A member that leaves the tree (`../x`) is refused with EINVAL.
 */
export function applyTar(base: DirNode, entries: Iterable<TarEntry>, ino: () => number, whiteouts: boolean): DirNode {
  type Draft = { -readonly [K in keyof DirNode]: DirNode[K] } & { entries: Map<string, FsNode> };
  const drafts = new Set<DirNode>();
  const draft = (dir: DirNode): Draft => {
    if (drafts.has(dir)) return dir as Draft;
    const copy = { ...dir, entries: new Map(dir.entries) };
    drafts.add(copy);
    return copy;
  };
  const root = draft(base);
  const parentOf = (parts: readonly string[], mtime: number): Draft => {
    let dir = root;
    for (const part of parts.slice(0, -1)) {
      const child = dir.entries.get(part);
      const next = draft(
        child?.kind === 'dir' ? child : { kind: 'dir', mode: 0o755, uid: 0, gid: 0, mtime, entries: new Map() },
      );
      if (next !== child) dir.entries.set(part, next);
      dir = next;
    }
    return dir;
  };
  for (const e of entries) {
    const parts = e.name.split('/').filter((p) => p !== '' && p !== '.');
    if (parts.includes('..')) throw new FsError('EINVAL', e.name);
    const { mode, uid, gid, mtime } = e;
    if (parts.length === 0) {
      if (e.type === 'dir') Object.assign(root, { mode, uid, gid, mtime });
      continue;
    }
    const name = parts[parts.length - 1]!;
    const dir = parentOf(parts, mtime);
    if (whiteouts && name === '.wh..wh..opq') dir.entries.clear();
    else if (whiteouts && name.startsWith('.wh.')) dir.entries.delete(name.slice(4));
    else if (e.type === 'dir') {
      const old = dir.entries.get(name);
      const next = draft(old?.kind === 'dir' ? old : { kind: 'dir', mode, uid, gid, mtime, entries: new Map() });
      Object.assign(next, { mode, uid, gid, mtime });
      dir.entries.set(name, next);
    } else if (e.type === 'symlink')
      dir.entries.set(name, { kind: 'link', mode: 0o777, uid, gid, mtime, target: e.linkname });
    else if (e.type === 'hardlink') {
      const parts2 = e.linkname.split('/').filter((p) => p !== '' && p !== '.');
      let target: FsNode | undefined = root;
      for (const p of parts2) target = target?.kind === 'dir' ? target.entries.get(p) : undefined;
      if (target !== undefined) dir.entries.set(name, target);
    } else if (e.type === 'file')
      dir.entries.set(name, { kind: 'file', mode, uid, gid, mtime, ino: ino(), data: e.data });
    else
      dir.entries.set(name, {
        kind: 'dev',
        mode,
        uid,
        gid,
        mtime,
        type: e.type,
        dev: e.type === 'fifo' ? 'fifo' : 'null',
      });
  }
  return root;
}
