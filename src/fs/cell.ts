// A cell holds a tree that changes over time: a container's root, a volume, the host's disk.
//
// It adds to the immutable tree what a living file system has: the identity of open files. A *pin*
// follows one file through writes and renames, and keeps its last content when the name goes away,
// so that an open descriptor or the bind mount of a single file sees what Linux would show.

import { type DirNode, type FileNode, type FsNode, FsError, emptyDir } from './node.ts';
import { getAt, setAt } from './tree.ts';

/** Follows one file. `parts` is undefined once the file has no name any more. */
export interface Pin {
  readonly ino: number;
  parts: readonly string[] | undefined;
  orphan: FileNode | undefined;
  refs: number;
}

const PAGE = 4096;
const roundUp = (bytes: number): number => Math.ceil(bytes / PAGE) * PAGE;
/** Bytes of memory that a node's content takes in a tmpfs. */
const pages = (node: FsNode | undefined): number => (node?.kind === 'file' ? roundUp(node.data.length) : 0);

let inoCounter = 1_000_000;

/** A number for a new file. Only compared, never shown as such, so runs stay comparable. */
export function nextIno(): number {
  return ++inoCounter;
}

export class Cell {
  private tree: DirNode;
  private owner: object | undefined;
  private readonly pins = new Map<number, Pin>();
  /** Names of files that have more than one (hard links). */
  private readonly links = new Map<number, Set<string>>();
  /** Limit in bytes (a tmpfs with size=), and what is used of it, in whole pages. */
  quota: number | undefined;
  used = 0;
  /** How many files, folders and links it may have beside its root (a tmpfs with nr_inodes=), and how many it has. */
  nodes: { most: number; there: number } | undefined;
  /** Told of bytes that files of the cell gain or lose, before they do; may refuse by throwing (memory). */
  account: ((bytes: number) => void) | undefined;

  constructor(
    tree: DirNode = emptyDir(),
    readonly label = '',
  ) {
    this.tree = tree;
  }

  /** The tree as it is now, a value that will never change. */
  snapshot(): DirNode {
    this.owner = undefined;
    return this.tree;
  }

  /** Puts a whole tree in place (restoring a frame, filling an empty volume). */
  replace(tree: DirNode): void {
    this.owner = undefined;
    this.tree = tree;
  }

  /** The tree for looking things up at once; do not keep it, a later write may change it. */
  get root(): DirNode {
    return this.tree;
  }

  get(parts: readonly string[]): FsNode | undefined {
    return getAt(this.tree, parts);
  }

  /** Puts or removes a node; the directory's time becomes `mtime`. */
  set(parts: readonly string[], node: FsNode | undefined, mtime?: number): void {
    const old = this.get(parts);
    if (this.quota !== undefined || this.account !== undefined) {
      const delta = pages(node) - pages(old);
      if (delta > 0 && this.used + delta > (this.quota ?? Infinity)) throw new FsError('ENOSPC', '/' + parts.join('/'));
      if (delta !== 0) this.account?.(delta);
      this.used += delta;
    }
    if (this.nodes !== undefined && (old === undefined) !== (node === undefined)) {
      if (node !== undefined && this.nodes.there >= this.nodes.most) throw new FsError('ENOSPC', '/' + parts.join('/'));
      this.nodes.there += node === undefined ? -1 : 1;
    }
    this.place(parts, old, node, mtime);
  }

  /** How long a file may become that is `length` long now. */
  room(length: number): number {
    return this.quota === undefined ? Infinity : roundUp(length) + Math.max(0, this.quota - this.used);
  }

  private place(parts: readonly string[], old: FsNode | undefined, node: FsNode | undefined, mtime?: number): void {
    this.owner ??= {};
    this.tree = setAt(this.tree, parts, node, { owner: this.owner, ...(mtime === undefined ? {} : { mtime }) });
    if (old?.kind === 'file' && !(node?.kind === 'file' && node.ino === old.ino)) this.lostName(old, parts);
    else if (old?.kind === 'dir' && node === undefined) this.lostBelow(parts);
  }

  private lostName(old: FileNode, parts: readonly string[]): void {
    const names = this.links.get(old.ino);
    if (names !== undefined) {
      names.delete(parts.join('/'));
      const pin = this.pins.get(old.ino);
      if (names.size > 0) {
        if (pin !== undefined) pin.parts = [...names][0]!.split('/');
        if (names.size === 1) this.links.delete(old.ino);
        return;
      }
      this.links.delete(old.ino);
    }
    const pin = this.pins.get(old.ino);
    if (pin?.parts !== undefined && pin.parts.join('/') === parts.join('/')) {
      pin.parts = undefined;
      pin.orphan = old;
    }
  }

  private lostBelow(parts: readonly string[]): void {
    const prefix = parts.join('/') + '/';
    for (const pin of this.pins.values()) {
      if (pin.parts !== undefined && pin.parts.join('/').startsWith(prefix)) pin.parts = undefined;
    }
  }

  /** New content for a file; all its names see it. */
  setFile(parts: readonly string[], file: FileNode): void {
    this.set(parts, file);
    const names = this.links.get(file.ino);
    if (names !== undefined) {
      for (const name of names) if (name !== parts.join('/')) this.set(name.split('/'), file);
    }
  }

  /** A second name for a file. */
  link(from: readonly string[], to: readonly string[], mtime: number): void {
    const node = this.get(from);
    if (node?.kind !== 'file') throw new FsError('EPERM', '/' + from.join('/'));
    this.set(to, node, mtime);
    const names = this.links.get(node.ino) ?? new Set([from.join('/')]);
    names.add(to.join('/'));
    this.links.set(node.ino, names);
  }

  linkCount(ino: number): number {
    return this.links.get(ino)?.size ?? 1;
  }

  /** Moves a node to another name of the same cell, replacing what is there. Open files go along. */
  rename(from: readonly string[], to: readonly string[], mtime: number): void {
    const node = this.get(from);
    if (node === undefined) throw new FsError('ENOENT', '/' + from.join('/'));
    const source = from.join('/');
    const moved: Pin[] = [];
    for (const pin of this.pins.values()) {
      const at = pin.parts?.join('/');
      if (at !== undefined && (at === source || at.startsWith(source + '/'))) moved.push(pin);
    }
    const places = moved.map((pin) => [...to, ...pin.parts!.slice(from.length)]);
    for (const pin of moved) pin.parts = undefined;
    const names = node.kind === 'file' ? this.links.get(node.ino) : undefined;
    if (names !== undefined) {
      names.delete(source);
      names.add(to.join('/'));
      this.links.delete((node as FileNode).ino);
    }
    // what is replaced gives its room back, the rest only moves
    if (this.get(to) !== undefined) this.set(to, undefined, mtime);
    this.place(to, undefined, node, mtime);
    this.place(from, node, undefined, mtime);
    if (names !== undefined) this.links.set((node as FileNode).ino, names);
    moved.forEach((pin, i) => {
      pin.parts = places[i];
      pin.orphan = undefined;
    });
  }

  /** Starts to follow the file at `parts`. Call `unpin` when done. */
  pin(parts: readonly string[], file: FileNode): Pin {
    const known = this.pins.get(file.ino);
    if (known !== undefined) {
      known.refs++;
      return known;
    }
    const pin: Pin = { ino: file.ino, parts, orphan: undefined, refs: 1 };
    this.pins.set(file.ino, pin);
    return pin;
  }

  unpin(pin: Pin): void {
    if (--pin.refs <= 0) this.pins.delete(pin.ino);
  }

  /** The file that a pin follows, as it is now. */
  pinned(pin: Pin): FileNode | undefined {
    if (pin.orphan !== undefined) return pin.orphan;
    if (pin.parts === undefined) return undefined;
    const node = this.get(pin.parts);
    return node?.kind === 'file' ? node : undefined;
  }

  /** Writes the file that a pin follows, also when it has no name any more. */
  writePinned(pin: Pin, file: FileNode): void {
    if (pin.parts === undefined) pin.orphan = file;
    else this.setFile(pin.parts, file);
  }
}
