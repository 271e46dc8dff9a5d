// A real folder and a path of the simulated host that are kept equal, both ways.

import { watch, type FSWatcher } from 'node:fs';
import {
  type BigIntStats,
  chmodSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Cell } from '../../fs/cell.ts';
import { nextIno } from '../../fs/cell.ts';
import { type DirNode, emptyDir, type FsNode } from '../../fs/node.ts';
import { getAt, putAt } from '../../fs/tree.ts';

/** What one folder may hold. */
const MOST = { entries: 20_000, bytes: 256 << 20 };
/** What is left out when a folder holds more than that. */
const LEFT_OUT = ['.git', 'node_modules'];
/** Real ms after a change until it is taken over: an editor saves in several steps. */
const SETTLE = 20;
/** Real ms between looks at a folder whose changes the system may not tell of. */
const LOOK = 2_000;

/** What the real folder had under a name at the last look; `mark` changes with everything that matters. */
interface Seen {
  readonly mark: string;
  readonly ino: bigint;
}

export class TooMuch extends Error {}

export interface LiveOptions {
  readonly disk: Cell;
  /** Virtual ms. */
  now(): number;
  /** Told of what is left out, and of what could not be written. */
  warn(message: string): void;
  /** The machine's side has changed. */
  changed(): void;
  /** What the folder may hold; `MOST` without it. */
  readonly most?: { readonly entries: number; readonly bytes: number };
}

/**
 * Keeps them equal from the moment of making. `pull` takes over what happened in the real folder, `push` what
 * happened in the machine; where both changed a file between two looks, the machine's stays.
 */
export class LiveFolder {
  private seen = new Map<string, Seen>();
  private last: FsNode | undefined;
  private readonly parts: readonly string[];
  private readonly skip = new Set<string>();
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private warned = false;
  private readonly most: { readonly entries: number; readonly bytes: number };
  private readonly root = process.getuid?.() === 0;

  /**
   * @param real an absolute path without links
   * @param path where it stands in the machine
   * @throws TooMuch, or Node's error when the folder cannot be read
   */
  constructor(
    private readonly real: string,
    readonly path: string,
    private readonly options: LiveOptions,
  ) {
    this.parts = path.split('/').filter((x) => x !== '');
    if (!lstatSync(real).isDirectory()) throw new Error(`${real} is no folder`);
    this.most = options.most ?? MOST;
    this.measure();
    // what only the machine has there goes: at the beginning the real folder is what counts
    const { disk } = options;
    if (getAt(disk.root, this.parts) !== undefined) disk.set(this.parts, undefined);
    this.pull();
  }

  /** The machine has the folder itself; what is in it has to be taken anew when it had not. */
  private stand(): void {
    const { disk, now } = this.options;
    if (getAt(disk.root, this.parts)?.kind === 'dir') return;
    const dir: DirNode = { ...emptyDir(), mode: lstatSync(this.real).mode & 0o7777, mtime: now() };
    disk.replace(putAt(disk.snapshot(), this.parts, dir, { owner: {}, mtime: now() }));
    this.seen.clear();
  }

  /** Says what of the folder is too much, if anything. */
  private measure(): void {
    if (this.fits()) return;
    for (const name of LEFT_OUT) this.skip.add(name);
    const much = `${this.real} holds more than ${this.most.entries} files or ${this.most.bytes >> 20} MB`;
    if (!this.fits()) throw new TooMuch(`${much}, without ${LEFT_OUT.join(' and ')} too`);
    this.options.warn(`${much}: ${LEFT_OUT.join(' and ')} are left out`);
  }

  private fits(): boolean {
    let entries = 0;
    let bytes = 0;
    const look = (dir: string): boolean => {
      for (const e of readdirSync(dir, { withFileTypes: true })) {
        if (this.skip.has(e.name)) continue;
        const path = join(dir, e.name);
        if (e.isFile()) bytes += lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (++entries > this.most.entries || bytes > this.most.bytes || (e.isDirectory() && !look(path))) return false;
      }
      return true;
    };
    return look(this.real);
  }

  // --- the real folder's changes

  /** Takes over what has changed in the real folder. */
  pull(): void {
    this.push();
    if (lstatSync(this.real, { throwIfNoEntry: false })?.isDirectory() !== true) return;
    this.stand();
    const before = this.seen;
    this.seen = new Map();
    const room = { ...this.most };
    this.pullDir('', before, room);
    for (const [name, { mark }] of before) {
      if (this.seen.has(name) || name === '') continue;
      // what went away with its folder is gone with it
      const up = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
      if (mark !== '' && (up === '' || this.seen.has(up))) this.put(name, undefined);
    }
    this.last = getAt(this.options.disk.snapshot(), this.parts);
  }

  private pullDir(at: string, before: ReadonlyMap<string, Seen>, room: { entries: number; bytes: number }): void {
    let names: string[];
    try {
      names = readdirSync(join(this.real, at)).sort();
    } catch {
      return;
    }
    for (const name of names) {
      if (this.skip.has(name)) continue;
      const rel = at === '' ? name : `${at}/${name}`;
      const stat = lstatSync(join(this.real, rel), { bigint: true, throwIfNoEntry: false });
      if (stat === undefined || !(stat.isFile() || stat.isDirectory() || stat.isSymbolicLink())) continue;
      room.bytes -= stat.isFile() ? Number(stat.size) : 0;
      if (--room.entries < 0 || room.bytes < 0) {
        if (!this.warned)
          this.options.warn(`${this.real} has grown beyond what can be kept live: ${rel} and more are left out`);
        this.warned = true;
        return;
      }
      const mark = markOf(stat);
      const old = before.get(rel);
      this.seen.set(rel, { mark, ino: stat.ino });
      try {
        if (old?.mark !== mark) this.take(rel, stat, old);
        if (stat.isDirectory()) this.pullDir(rel, before, room);
      } catch (error) {
        // it went away, or may not be read: as if it were not there, until the next look
        this.seen.delete(rel);
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      }
    }
  }

  /** Puts what stands at a real path into the machine. */
  private take(rel: string, stat: BigIntStats, old: Seen | undefined): void {
    const path = join(this.real, rel);
    const there = getAt(this.options.disk.root, [...this.parts, ...rel.split('/')]);
    const meta = {
      mode: Number(stat.mode) & 0o7777,
      uid: this.root ? Number(stat.uid) : (there?.uid ?? 0),
      gid: this.root ? Number(stat.gid) : (there?.gid ?? 0),
      mtime: Number(stat.mtimeNs) / 1e6,
    };
    if (stat.isSymbolicLink()) return this.put(rel, { kind: 'link', ...meta, target: readlinkSync(path) });
    if (stat.isDirectory())
      return this.put(rel, { kind: 'dir', ...meta, entries: there?.kind === 'dir' ? there.entries : new Map() });
    // another file under the same name is another file for who has the old one open, or mounted
    const same = there?.kind === 'file' && old !== undefined && old.ino === stat.ino;
    this.put(rel, {
      kind: 'file',
      ...meta,
      ino: same ? there.ino : nextIno(),
      data: new Uint8Array(readFileSync(path)),
    });
  }

  private put(rel: string, node: FsNode | undefined): void {
    const { disk } = this.options;
    const parts = [...this.parts, ...rel.split('/')];
    if (node === undefined && disk.get(parts) === undefined) return;
    if (node?.kind === 'file') disk.setFile(parts, node);
    else disk.set(parts, node);
  }

  // --- the machine's changes

  /** Writes what has changed in the machine into the real folder. */
  push(): void {
    const { last } = this;
    const now = getAt(this.options.disk.snapshot(), this.parts);
    if (now === last || last === undefined) return;
    this.last = now;
    if (now?.kind !== 'dir' || last.kind !== 'dir') return;
    this.pushDir('', last, now);
  }

  private pushDir(at: string, before: DirNode, now: DirNode): void {
    // a folder that somebody replaced by a link meanwhile leads elsewhere
    if (lstatSync(join(this.real, at), { throwIfNoEntry: false })?.isDirectory() !== true) return;
    for (const [name, old] of before.entries) {
      if (this.skip.has(name) || now.entries.has(name)) continue;
      const rel = at === '' ? name : `${at}/${name}`;
      if (old.kind !== 'dev') this.write(rel, () => this.remove(rel));
    }
    for (const [name, node] of now.entries) {
      const old = before.entries.get(name);
      if (old === node || this.skip.has(name) || name === '.' || name === '..' || name.includes('/')) continue;
      const rel = at === '' ? name : `${at}/${name}`;
      this.write(rel, () => this.give(rel, old, node));
      if (node.kind === 'dir') this.pushDir(rel, old?.kind === 'dir' ? old : emptyDir(), node);
      this.note(rel);
    }
  }

  private write(rel: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.options.warn(`${join(this.real, rel)} could not be written: ${(error as Error).message}`);
    }
  }

  private remove(rel: string): void {
    rmSync(join(this.real, rel), { recursive: true, force: true });
    for (const name of this.seen.keys()) if (name === rel || name.startsWith(`${rel}/`)) this.seen.delete(name);
  }

  /** Writes one node; what is in a folder comes afterwards. */
  private give(rel: string, old: FsNode | undefined, node: FsNode): void {
    const path = join(this.real, rel);
    if (node.kind === 'dev') return;
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (node.kind === 'dir') {
      if (there?.isDirectory() !== true) {
        this.remove(rel);
        mkdirSync(path);
      }
    } else if (node.kind === 'link') {
      this.remove(rel);
      symlinkSync(node.target, path);
    } else if (old?.kind !== 'file' || old.data !== node.data || there?.isFile() !== true) {
      // the same file goes on being the same file
      if (there !== undefined && !(there.isFile() && old?.kind === 'file' && old.ino === node.ino)) this.remove(rel);
      writeFileSync(path, node.data);
    }
    if (this.root) lchownSync(path, node.uid, node.gid);
    if (node.kind === 'link') return;
    chmodSync(path, node.mode);
    if (node.kind === 'file') utimesSync(path, Date.now() / 1000, Math.min(node.mtime, Date.now()) / 1000);
  }

  /** What stands there now came from the machine. */
  private note(rel: string): void {
    const stat = lstatSync(join(this.real, rel), { bigint: true, throwIfNoEntry: false });
    if (stat !== undefined) this.seen.set(rel, { mark: markOf(stat), ino: stat.ino });
  }

  // --- without anybody asking

  /** Looks whenever the real folder changes, until `close`. */
  follow(): void {
    const look = (): void => {
      const before = this.last;
      this.pull();
      if (this.last !== before) this.options.changed();
    };
    const later = (): void => {
      this.soon ??= setTimeout(() => {
        this.soon = undefined;
        look();
      }, SETTLE);
    };
    try {
      this.watcher = watch(this.real, { recursive: true }, later);
      this.watcher.on('error', () => {});
    } catch {
      // some systems cannot tell; then it is only looked at now and then
    }
    this.timer = setInterval(look, LOOK);
    this.timer.unref();
  }

  close(): void {
    this.watcher?.close();
    clearInterval(this.timer);
    clearTimeout(this.soon);
  }
}

/** For a folder the time of its entries says nothing of the folder itself. */
function markOf(stat: BigIntStats): string {
  return stat.isDirectory()
    ? `d ${stat.mode} ${stat.uid} ${stat.gid}`
    : `${stat.mode} ${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
}
