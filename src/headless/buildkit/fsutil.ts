// Files over a stream, as BuildKit's clients send and take them: all entries first, in the order of a walk; then the
// contents of those that the taker asks for by their place in that list.

import { nextIno } from '../../fs/cell.ts';
import { concat } from '../../fs/bytes.ts';
import { type DirNode, emptyDir, type FileNode, type FsNode } from '../../fs/node.ts';
import { Packet, Stat } from './messages/session.ts';
import type { Of } from './protobuf.ts';

type StatOf = Partial<Of<typeof Stat>>;

/** Kinds of packets. */
export const STAT = 0;
export const REQ = 1;
export const DATA = 2;
export const FIN = 3;
export const ERR = 4;

/** Bits of a mode as Go has them, which is what the wire carries. */
const GO = {
  dir: 0x8000_0000,
  link: 0x0800_0000,
  device: 0x0400_0000,
  pipe: 0x0200_0000,
  socket: 0x0100_0000,
  setuid: 0x0080_0000,
  setgid: 0x0040_0000,
  char: 0x0020_0000,
  sticky: 0x0010_0000,
  irregular: 0x0008_0000,
} as const;
const TYPES = GO.dir | GO.link | GO.device | GO.pipe | GO.socket | GO.char | GO.irregular;

/** Bytes of a piece of a file. */
const PIECE = 32 * 1024;
/** What one transfer may bring. */
const MAX_BYTES = 1 << 30;
const MAX_ENTRIES = 500_000;

/** Both directions of a transfer. */
export interface Line extends AsyncIterable<Uint8Array> {
  send(bytes: Uint8Array): Promise<void>;
  end(): void;
}

/** A transfer that went wrong. */
export class TransferError extends Error {}

function permissions(mode: number): number {
  return (
    (mode & 0o777) | (mode & GO.setuid ? 0o4000 : 0) | (mode & GO.setgid ? 0o2000 : 0) | (mode & GO.sticky ? 0o1000 : 0)
  );
}

function goMode(node: FsNode): number {
  const m = node.mode;
  const bits = (m & 0o777) | (m & 0o4000 ? GO.setuid : 0) | (m & 0o2000 ? GO.setgid : 0) | (m & 0o1000 ? GO.sticky : 0);
  return (bits | (node.kind === 'dir' ? GO.dir : node.kind === 'link' ? GO.link : 0)) >>> 0;
}

/** A folder while it is filled. */
interface Folder {
  readonly stat: StatOf;
  readonly entries: Map<string, Folder | Entry>;
}
interface Entry {
  readonly stat: StatOf;
  readonly parts: Uint8Array[];
  /** Another path of the same file. */
  readonly same: string | undefined;
}

/** Takes the entries and contents of a transfer, and makes a tree of them. */
class Taker {
  private readonly root: Folder = { stat: {}, entries: new Map() };
  private readonly files = new Map<number, Entry>();
  private readonly byPath = new Map<string, Entry>();
  private count = 0;
  private size = 0;
  private walked = false;
  /** Contents that are still to come. */
  private open = 0;

  /** An entry of the walk. Gives the number under which its content is asked for. @throws TransferError */
  entry(stat: StatOf): number | undefined {
    const id = this.count++;
    if (this.count > MAX_ENTRIES) throw new TransferError(`more than ${MAX_ENTRIES} entries`);
    const path = stat.path ?? '';
    const parts = path.split('/');
    if (path === '' || path.includes('\0') || parts.some((x) => x === '' || x === '.' || x === '..'))
      throw new TransferError(`invalid path ${JSON.stringify(path)}`);
    let folder = this.root;
    for (const part of parts.slice(0, -1)) {
      const next = folder.entries.get(part);
      if (next === undefined || !('entries' in next)) throw new TransferError(`no folder for ${JSON.stringify(path)}`);
      folder = next;
    }
    const name = parts.at(-1)!;
    const mode = stat.mode ?? 0;
    if ((mode & GO.dir) !== 0) {
      folder.entries.set(name, { stat, entries: new Map() });
      return undefined;
    }
    // sockets, pipes and devices are nothing that a build takes
    if ((mode & TYPES & ~GO.link) !== 0) return undefined;
    const link = (mode & GO.link) !== 0;
    const same = !link && (stat.linkname ?? '') !== '' ? stat.linkname : undefined;
    const entry: Entry = { stat, parts: [], same };
    folder.entries.set(name, entry);
    this.byPath.set(path, entry);
    if (link || same !== undefined) return undefined;
    this.files.set(id, entry);
    this.open++;
    return id;
  }
  /** The walk is over. */
  walkEnded(): void {
    this.walked = true;
  }
  /** A piece of a content; an empty one is its end. @throws TransferError */
  data(id: number, bytes: Uint8Array): void {
    const entry = this.files.get(id);
    if (entry === undefined) throw new TransferError(`invalid file request ${id}`);
    if (bytes.length === 0) {
      this.files.delete(id);
      this.open--;
      return;
    }
    this.size += bytes.length;
    if (this.size > MAX_BYTES) throw new TransferError(`more than ${MAX_BYTES} bytes`);
    entry.parts.push(bytes);
  }
  /** Has everything come? */
  get whole(): boolean {
    return this.walked && this.open === 0;
  }

  tree(): DirNode {
    const common = (stat: StatOf): { uid: number; gid: number; mtime: number } => ({
      uid: stat.uid ?? 0,
      gid: stat.gid ?? 0,
      mtime: Math.floor((stat.modTime ?? 0) / 1e6),
    });
    const made = new Map<Entry, FileNode>();
    const file = (entry: Entry, depth: number): FileNode => {
      const other = entry.same === undefined || depth > 40 ? undefined : this.byPath.get(entry.same);
      if (other !== undefined) return file(other, depth + 1);
      let node = made.get(entry);
      if (node === undefined) {
        const { stat } = entry;
        node = {
          kind: 'file',
          mode: permissions(stat.mode ?? 0),
          ...common(stat),
          ino: nextIno(),
          data: concat(entry.parts),
        };
        made.set(entry, node);
      }
      return node;
    };
    const dir = (folder: Folder): DirNode => ({
      ...emptyDir(),
      ...(folder === this.root ? {} : { mode: permissions(folder.stat.mode ?? 0), ...common(folder.stat) }),
      entries: new Map(
        [...folder.entries].map(([name, e]): [string, FsNode] => {
          if ('entries' in e) return [name, dir(e)];
          if (((e.stat.mode ?? 0) & GO.link) === 0) return [name, file(e, 0)];
          return [name, { kind: 'link', mode: 0o777, ...common(e.stat), target: e.stat.linkname ?? '' }];
        }),
      ),
    });
    return dir(this.root);
  }
}

/** Takes all files that the other side sends. @throws TransferError, and what the line throws */
export async function receive(line: Line): Promise<DirNode> {
  const taker = new Taker();
  let finished = false;
  // nobody waits for what is asked to go out: a sender that is not read from would not read either
  const say = (packet: Partial<Of<typeof Packet>>): void => {
    line.send(Packet.encode(packet)).catch(() => {});
  };
  for await (const bytes of line) {
    const p = Packet.decode(bytes);
    if (p.type === ERR) throw new TransferError(`error from sender: ${new TextDecoder().decode(p.data)}`);
    if (p.type === FIN) {
      // to the end of the stream: who left before would break it off
      line.end();
      continue;
    }
    if (p.type === STAT) {
      if (p.stat === undefined) taker.walkEnded();
      else {
        const id = taker.entry(p.stat);
        if (id !== undefined) say({ type: REQ, id });
      }
    } else if (p.type === DATA) taker.data(p.id, p.data);
    if (!taker.whole || finished) continue;
    finished = true;
    say({ type: FIN });
  }
  if (!finished) throw new TransferError('unexpected EOF');
  return taker.tree();
}

/** All entries below a folder in the order of a walk: each folder before what is in it, names by their bytes. */
export function* walk(dir: DirNode, at = ''): Generator<{ path: string; node: FsNode }> {
  const names = [...dir.entries.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const name of names) {
    const node = dir.entries.get(name)!;
    const path = at === '' ? name : `${at}/${name}`;
    if (node.kind === 'dev') continue;
    yield { path, node };
    if (node.kind === 'dir') yield* walk(node, path);
  }
}

/** Sends the files of a tree to a side that asks for what it wants. @throws TransferError, and what the line throws */
export async function sendTree(line: Line, tree: DirNode): Promise<void> {
  const files = new Map<number, FileNode>();
  // both sides speak at once: a side that only sent would never be read from
  const asked = answerRequests(line, files);
  asked.catch(() => {});
  const first = new Map<number, string>();
  let id = 0;
  for (const { path, node } of walk(tree)) {
    const same = node.kind === 'file' ? first.get(node.ino) : undefined;
    if (node.kind === 'file' && same === undefined) {
      files.set(id, node);
      first.set(node.ino, path);
    }
    await line.send(
      Packet.encode({
        type: STAT,
        stat: {
          path,
          mode: goMode(node),
          uid: node.uid,
          gid: node.gid,
          size: node.kind === 'file' ? node.data.length : 0,
          modTime: Math.floor(node.mtime) * 1e6,
          linkname: node.kind === 'link' ? node.target : (same ?? ''),
        },
      }),
    );
    id++;
  }
  await line.send(Packet.encode({ type: STAT }));
  await asked;
}

/** Sends the contents that are asked for, until the other side has all that it wants. */
async function answerRequests(line: Line, files: Map<number, FileNode>): Promise<void> {
  for await (const bytes of line) {
    const p = Packet.decode(bytes);
    if (p.type === ERR) throw new TransferError(`error from receiver: ${new TextDecoder().decode(p.data)}`);
    if (p.type === FIN) {
      await line.send(Packet.encode({ type: FIN }));
      line.end();
      continue;
    }
    if (p.type !== REQ) continue;
    const node = files.get(p.id);
    if (node === undefined) throw new TransferError(`invalid file id ${p.id}`);
    files.delete(p.id);
    for (let n = 0; n < node.data.length; n += PIECE)
      await line.send(Packet.encode({ type: DATA, id: p.id, data: node.data.subarray(n, n + PIECE) }));
    await line.send(Packet.encode({ type: DATA, id: p.id }));
  }
}
