// Paths as processes see them: mounts, symlinks and permissions over cells of immutable trees.

import { components, clean } from '../fs/path.ts';
import { type DirNode, type FileNode, type FsNode, FsError, PATH_MAX } from '../fs/node.ts';
import { type Cell, type Pin, nextIno } from '../fs/cell.ts';
import { byBytes } from '../fs/tree.ts';
import type { Process } from './process.ts';
import { DeviceFile, type Fifo, type OpenFile, RegularFile, TtyFile } from './files.ts';
import type { Task } from './block.ts';
import { allowed, room, tooBig } from './limits.ts';

/** Something mounted: a place inside a cell, seen at a path of a mount namespace. */
export interface Mount {
  readonly at: string;
  readonly cell: Cell;
  /** Where in the cell the mount's root is. */
  readonly sub: readonly string[];
  /** Set when a single file is mounted: it is followed, not its name. */
  readonly pin?: Pin;
  readonly readOnly: boolean;
  readonly type: string;
  readonly source: string;
  readonly options: string;
}

/** The mounts that a group of processes sees. */
export class MountNs {
  readonly mounts: Mount[] = [];
  private readonly byPath = new Map<string, Mount>();
  constructor(root: Mount) {
    this.add(root);
  }
  /** A later mount on the same path hides the earlier one. */
  add(mount: Mount): void {
    this.mounts.push(mount);
    this.byPath.set(mount.at, mount);
  }
  remove(at: string): boolean {
    for (let i = this.mounts.length - 1; i > 0; i--) {
      if (this.mounts[i]!.at !== at) continue;
      this.mounts.splice(i, 1);
      const below = this.mounts.findLast((m) => m.at === at);
      if (below === undefined) this.byPath.delete(at);
      else this.byPath.set(at, below);
      return true;
    }
    return false;
  }
  at(path: string): Mount | undefined {
    return this.byPath.get(path);
  }
  /** Lets go of the files that are followed. */
  dispose(): void {
    for (const m of this.mounts) if (m.pin !== undefined) m.cell.unpin(m.pin);
  }
}

/** Where a path leads. `node` is undefined when only the parent exists. */
export interface Place {
  readonly abs: string;
  readonly mount: Mount;
  readonly parts: readonly string[];
  readonly node: FsNode | undefined;
}

export interface OpenFlags {
  read?: boolean;
  write?: boolean;
  append?: boolean;
  create?: boolean;
  truncate?: boolean;
  exclusive?: boolean;
  mode?: number;
}

function rootNode(m: Mount): FsNode | undefined {
  return m.pin !== undefined ? m.cell.pinned(m.pin) : m.cell.get(m.sub);
}

/** File operations of one process. All throw FsError. */
export class Vfs {
  constructor(private readonly p: Process) {}

  private get now(): number {
    return this.p.kernel.now;
  }

  /** May this process read (4), write (2) or execute (1) the node? */
  may(node: FsNode, want: number): boolean {
    const { p } = this;
    if (p.caps.has('DAC_OVERRIDE')) return !(want & 1) || node.kind === 'dir' || (node.mode & 0o111) !== 0;
    const shift = node.uid === p.euid ? 6 : node.gid === p.egid || p.groups.includes(node.gid) ? 3 : 0;
    return ((node.mode >> shift) & want) === want;
  }

  /**
   * Follows a path. The last component may be missing unless the path ends in a slash.
   * @throws FsError ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG
   */
  place(path: string, follow = true): Place {
    if (path === '') throw new FsError('ENOENT', path);
    if (path.length > PATH_MAX) throw new FsError('ENAMETOOLONG', path);
    const ns = this.p.mounts;
    const rootMount = ns.at('/')!;
    const start: Place = { abs: '/', mount: rootMount, parts: rootMount.sub, node: rootNode(rootMount) };
    const stack: Place[] = [start];
    const todo = components(path).reverse();
    if (!path.startsWith('/')) todo.push(...components(this.p.cwd).reverse());
    const mustBeDir = path.endsWith('/') || path.endsWith('/.');
    let links = 0;
    while (todo.length > 0) {
      const name = todo.pop()!;
      const here = stack[stack.length - 1]!;
      if (here.node === undefined) throw new FsError('ENOENT', path);
      if (here.node.kind !== 'dir') throw new FsError('ENOTDIR', path);
      if (!this.may(here.node, 1)) throw new FsError('EACCES', path);
      if (name === '..') {
        if (stack.length > 1) stack.pop();
        continue;
      }
      const abs = here.abs === '/' ? `/${name}` : `${here.abs}/${name}`;
      const mount = ns.at(abs);
      if (mount !== undefined) {
        stack.push({ abs, mount, parts: mount.sub, node: rootNode(mount) });
        continue;
      }
      const node = here.node.entries.get(name);
      if (node?.kind === 'link' && (follow || todo.length > 0 || mustBeDir)) {
        if (++links > 40) throw new FsError('ELOOP', path);
        if (node.target.startsWith('/')) stack.length = 1;
        todo.push(...components(node.target).reverse());
        continue;
      }
      stack.push({ abs, mount: here.mount, parts: [...here.parts, name], node });
    }
    const end = stack[stack.length - 1]!;
    if (mustBeDir && end.node !== undefined && end.node.kind !== 'dir') throw new FsError('ENOTDIR', path);
    return end;
  }

  private existing(path: string, follow = true): Place & { node: FsNode } {
    const place = this.place(path, follow);
    if (place.node === undefined) throw new FsError('ENOENT', path);
    return place as Place & { node: FsNode };
  }

  stat(path: string): FsNode {
    return this.existing(path).node;
  }
  lstat(path: string): FsNode {
    return this.existing(path, false).node;
  }
  /** The node as a value that no later write changes: for whoever keeps it. */
  value(path: string): FsNode {
    this.existing(path).mount.cell.snapshot();
    return this.existing(path).node;
  }
  /** Node or undefined, never throws. */
  tryStat(path: string): FsNode | undefined {
    try {
      return this.place(path).node;
    } catch {
      return undefined;
    }
  }
  tryLstat(path: string): FsNode | undefined {
    try {
      return this.place(path, false).node;
    } catch {
      return undefined;
    }
  }
  exists(path: string): boolean {
    return this.tryStat(path) !== undefined;
  }
  isDir(path: string): boolean {
    return this.tryStat(path)?.kind === 'dir';
  }
  /** Absolute path without symlinks. */
  realpath(path: string): string {
    return this.existing(path).abs;
  }
  linkCount(path: string): number {
    const place = this.place(path, false);
    if (place.node?.kind === 'file') return place.mount.cell.linkCount(place.node.ino);
    if (place.node?.kind !== 'dir') return 1;
    let n = 2;
    for (const c of place.node.entries.values()) if (c.kind === 'dir') n++;
    return n;
  }

  /** Names in a directory, in byte order, mount points included. */
  readdir(path: string): string[] {
    const place = this.existing(path);
    if (place.node.kind !== 'dir') throw new FsError('ENOTDIR', path);
    if (!this.may(place.node, 4)) throw new FsError('EACCES', path);
    return [...place.node.entries.keys()].sort(byBytes);
  }

  readFile(path: string): Uint8Array {
    const { node } = this.existing(path);
    if (node.kind === 'dir') throw new FsError('EISDIR', path);
    if (!this.may(node, 4)) throw new FsError('EACCES', path);
    return node.kind === 'file' ? node.data : new Uint8Array(0);
  }
  readText(path: string): string {
    return new TextDecoder().decode(this.readFile(path));
  }

  private parentOf(place: Place, path: string): DirNode {
    const parent = place.parts.length > 0 ? place.mount.cell.get(place.parts.slice(0, -1)) : undefined;
    if (parent?.kind !== 'dir') throw new FsError('ENOENT', path);
    return parent;
  }

  private mayChangeEntries(place: Place, path: string): DirNode {
    const parent = this.parentOf(place, path);
    // Linux asks for the right to write to the mount first
    if (place.mount.readOnly) throw new FsError('EROFS', path);
    if (!this.may(parent, 3)) throw new FsError('EACCES', path);
    return parent;
  }

  private mayRemove(place: Place, path: string): void {
    if (this.p.mounts.at(place.abs) !== undefined) {
      throw new FsError('EBUSY', path);
    }
    const parent = this.mayChangeEntries(place, path);
    const { p } = this;
    if ((parent.mode & 0o1000) !== 0 && !p.caps.has('FOWNER') && parent.uid !== p.euid && place.node?.uid !== p.euid) {
      throw new FsError('EPERM', path);
    }
  }

  private newMeta(parent: DirNode, mode: number): { mode: number; uid: number; gid: number; mtime: number } {
    const gid = (parent.mode & 0o2000) !== 0 ? parent.gid : this.p.egid;
    return { mode: mode & ~this.p.umask, uid: this.p.euid, gid, mtime: this.now };
  }

  private create(place: Place, path: string, node: (meta: ReturnType<Vfs['newMeta']>) => FsNode, mode: number): FsNode {
    if (path.endsWith('/') && path !== '/' && place.node === undefined && node === undefined)
      throw new FsError('EISDIR', path);
    const parent = this.mayChangeEntries(place, path);
    const made = node(this.newMeta(parent, mode));
    place.mount.cell.set(place.parts, made, this.now);
    return made;
  }

  /** Opens a file; waits for the other side when it is a named pipe. */
  *open(path: string, flags: OpenFlags): Task<OpenFile> {
    let place = this.place(path);
    const { p } = this;
    if (place.node === undefined) {
      if (!flags.create) throw new FsError('ENOENT', path);
      if (path.endsWith('/')) throw new FsError('EISDIR', path);
      const node = this.create(
        place,
        path,
        (meta) => ({ kind: 'file', ...meta, ino: nextIno(), data: new Uint8Array(0) }),
        flags.mode ?? 0o666,
      );
      place = { ...place, node };
    } else {
      if (flags.exclusive) throw new FsError('EEXIST', path);
      const want = (flags.read ? 4 : 0) | (flags.write ? 2 : 0);
      if (place.node.kind === 'dir' && flags.write) throw new FsError('EISDIR', path);
      if (!this.may(place.node, want)) throw new FsError('EACCES', path);
      if (flags.write && place.mount.readOnly && place.node.kind === 'file') throw new FsError('EROFS', path);
    }
    const node = place.node!;
    if (node.kind === 'dev') return yield* this.openDevice(node.dev, node.type === 'fifo', place, flags, path);
    if (node.kind !== 'file') throw new FsError('EISDIR', path);
    const file = new RegularFile(p.kernel, place.mount.cell, place.mount.pin?.parts ?? place.parts, node, place.abs, {
      read: flags.read ?? false,
      write: flags.write ?? false,
      append: flags.append ?? false,
    });
    if (flags.truncate && node.data.length > 0) file.truncate(0);
    return file;
  }

  private *openDevice(dev: string, fifo: boolean, place: Place, flags: OpenFlags, path: string): Task<OpenFile> {
    const { p } = this;
    if (fifo)
      return yield* p.kernel
        .fifo(place.mount.cell, place.parts.join('/'), (): Fifo => p.kernel.newFifo())
        .open(flags.write ?? false);
    if (dev.startsWith('fd:')) {
      const file = p.fds.get(Number(dev.slice(3)));
      if (file === undefined) throw new FsError('ENXIO', path);
      return file.retain();
    }
    if (dev === 'tty' || dev === 'console') {
      // a console is the terminal of whoever was first here, whoever opens it
      const tty = dev === 'console' ? (p.pids.init?.tty ?? p.tty) : p.tty;
      if (tty === undefined) throw new FsError('ENXIO', path);
      return new TtyFile(tty);
    }
    // no control group lets anybody open a disk
    if (dev.startsWith('block ')) throw new FsError('EPERM', path);
    return new DeviceFile(place.abs, dev, p.kernel);
  }

  /** Writes a whole file at once, making it when it is missing. */
  writeFile(path: string, data: Uint8Array, mode = 0o666): void {
    const place = this.place(path);
    const most = room(this.p, place.mount.cell, place.node?.kind === 'file' ? place.node.data.length : 0);
    if (data.length > most.size && place.node?.kind !== 'dev') {
      this.writeFile(path, data.subarray(0, most.size), mode);
      throw tooBig(this.p, most.error, path);
    }
    if (place.node === undefined) {
      if (path.endsWith('/')) throw new FsError('EISDIR', path);
      this.create(place, path, (meta) => ({ kind: 'file', ...meta, ino: nextIno(), data }), mode);
      return;
    }
    if (place.node.kind === 'dir') throw new FsError('EISDIR', path);
    if (!this.may(place.node, 2)) throw new FsError('EACCES', path);
    if (place.node.kind !== 'file') return;
    if (place.mount.readOnly) throw new FsError('EROFS', path);
    this.store(place, { ...place.node, data, mtime: this.now });
  }

  private store(place: Place, node: FsNode): void {
    const { cell, pin } = place.mount;
    if (pin !== undefined && node.kind === 'file') cell.writePinned(pin, node);
    else if (node.kind === 'file') cell.setFile(place.parts, node);
    else if (place.parts.length === 0) cell.replace(node as DirNode);
    else cell.set(place.parts, node);
  }

  mkdir(path: string, mode = 0o777): void {
    const place = this.place(path);
    if (place.node !== undefined) throw new FsError('EEXIST', path);
    this.create(place, path, (meta) => ({ kind: 'dir', ...meta, entries: new Map() }), mode);
  }

  /** Makes all that is missing on the way. */
  mkdirp(path: string, mode = 0o777): void {
    const parts = components(path);
    let at = path.startsWith('/') ? '' : '.';
    for (const part of parts) {
      at += `/${part}`;
      const node = this.tryStat(at);
      if (node === undefined) this.mkdir(at, mode);
      else if (node.kind !== 'dir') throw new FsError('ENOTDIR', at);
    }
  }

  symlink(target: string, path: string): void {
    const place = this.place(path, false);
    if (place.node !== undefined) throw new FsError('EEXIST', path);
    this.create(place, path, (meta) => ({ kind: 'link', ...meta, mode: 0o777, target }), 0o777);
  }

  mknod(path: string, type: 'fifo' | 'char' | 'socket', dev: string, mode = 0o666): void {
    const place = this.place(path);
    if (place.node !== undefined) throw new FsError('EEXIST', path);
    if (type === 'char' && !this.p.caps.has('MKNOD')) throw new FsError('EPERM', path);
    this.create(place, path, (meta) => ({ kind: 'dev', ...meta, type, dev }), mode);
  }

  link(from: string, to: string): void {
    const a = this.existing(from, false);
    const b = this.place(to, false);
    if (b.node !== undefined) throw new FsError('EEXIST', to);
    if (a.node.kind === 'dir') throw new FsError('EPERM', from);
    if (a.mount !== b.mount) throw new FsError('EXDEV', to);
    this.mayChangeEntries(b, to);
    if (a.node.kind === 'file') a.mount.cell.link(a.parts, b.parts, this.now);
    else b.mount.cell.set(b.parts, a.node, this.now);
  }

  unlink(path: string): void {
    const place = this.existing(path, false);
    if (place.node.kind === 'dir') throw new FsError('EISDIR', path);
    this.mayRemove(place, path);
    place.mount.cell.set(place.parts, undefined, this.now);
  }

  rmdir(path: string): void {
    const place = this.existing(path, false);
    if (place.node.kind !== 'dir') throw new FsError('ENOTDIR', path);
    this.mayRemove(place, path);
    if (place.node.entries.size > 0) throw new FsError('ENOTEMPTY', path);
    place.mount.cell.set(place.parts, undefined, this.now);
  }

  rename(from: string, to: string): void {
    const a = this.existing(from, false);
    const b = this.place(to, false);
    this.mayRemove(a, from);
    if (b.node === undefined) this.mayChangeEntries(b, to);
    else this.mayRemove(b, to);
    if (a.mount !== b.mount) throw new FsError('EXDEV', to);
    if (a.abs === b.abs) return;
    if (b.abs.startsWith(a.abs + '/')) throw new FsError('EINVAL', to);
    if (b.node !== undefined) {
      if (a.node.kind === 'dir' && b.node.kind !== 'dir') throw new FsError('ENOTDIR', to);
      if (a.node.kind !== 'dir' && b.node.kind === 'dir') throw new FsError('EISDIR', to);
      if (b.node.kind === 'dir' && b.node.entries.size > 0) throw new FsError('ENOTEMPTY', to);
    }
    a.mount.cell.rename(a.parts, b.parts, this.now);
  }

  private change(path: string, follow: boolean, mine: (node: FsNode) => boolean, next: (node: FsNode) => FsNode): void {
    const place = this.existing(path, follow);
    if (!mine(place.node)) throw new FsError('EPERM', path);
    if (place.mount.readOnly) throw new FsError('EROFS', path);
    this.store(place, next(place.node));
  }

  chmod(path: string, mode: number): void {
    const own = (n: FsNode): boolean => this.p.euid === n.uid || this.p.caps.has('FOWNER');
    this.change(path, true, own, (n) => ({ ...n, mode, owner: undefined }) as FsNode);
  }

  /** `undefined` leaves the owner or the group as it is. */
  chown(path: string, uid: number | undefined, gid: number | undefined, follow = true): void {
    const { p } = this;
    const ok = (n: FsNode): boolean =>
      p.caps.has('CHOWN') ||
      (n.uid === p.euid &&
        (uid === undefined || uid === n.uid) &&
        (gid === undefined || gid === n.gid || p.groups.includes(gid)));
    this.change(path, follow, ok, (n) => ({ ...n, uid: uid ?? n.uid, gid: gid ?? n.gid, owner: undefined }) as FsNode);
  }

  /** @param chosen a time that the caller chose, which only the owner may; the present one may be set by whoever may write */
  utimes(path: string, mtime: number, chosen = true): void {
    const own = (n: FsNode): boolean =>
      this.p.euid === n.uid || this.p.caps.has('FOWNER') || (!chosen && this.may(n, 2));
    this.change(path, true, own, (n) => ({ ...n, mtime, owner: undefined }) as FsNode);
  }

  truncate(path: string, size: number): void {
    if (!this.exists(path)) this.writeFile(path, new Uint8Array(0));
    const old = this.tryStat(path);
    const most = allowed(this.p, 'fsize');
    if (size > most) throw tooBig(this.p, 'EFBIG', path);
    const data = old?.kind === 'file' ? old.data : new Uint8Array(0);
    const next = new Uint8Array(size);
    next.set(data.subarray(0, size));
    this.writeFile(path, next);
  }

  /** Puts a ready node in place (copying with attributes, unpacking); needs write permission on the parent. */
  put(path: string, node: FsNode): void {
    const place = this.place(path, false);
    this.mayChangeEntries(place, path);
    if (this.p.mounts.at(place.abs) !== undefined && node.kind !== 'dir') {
      if (node.kind === 'file') this.store(place, node);
      return;
    }
    place.mount.cell.set(
      place.parts,
      node.kind === 'file' ? ({ ...node, ino: nextIno() } as FileNode) : node,
      this.now,
    );
  }

  /** Removes a directory with all that is in it. */
  removeTree(path: string): void {
    const node = this.lstat(path);
    if (node.kind !== 'dir') return this.unlink(path);
    for (const name of this.readdir(path)) this.removeTree(clean(`${path}/${name}`));
    this.rmdir(path);
  }
}
