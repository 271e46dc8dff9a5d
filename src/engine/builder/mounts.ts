// `RUN --mount=…`: what a step sees beside its own tree. Nothing of it becomes part of the image.

import { type DirNode, emptyDir, type FileNode } from '../../fs/node.ts';
import { clean } from '../../fs/path.ts';
import { Cell } from '../../fs/cell.ts';
import { getAt, treeSize } from '../../fs/tree.ts';
import { sha256hex } from '../../fs/digest.ts';
import { didYouMean } from './parse.ts';

/** A mount as it is written, with its defaults. */
export interface StepMount {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  readonly target: string;
  readonly source: string;
  readonly from: string;
  readonly id: string;
  readonly readOnly: boolean;
  readonly required: boolean;
  readonly env: string | undefined;
  readonly mode: number | undefined;
  readonly uid: number;
  readonly gid: number;
  readonly size: number | undefined;
}

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const KEYS = ['type', 'from', 'source', 'src', 'target', 'dst', 'destination', 'readonly', 'ro', 'readwrite', 'rw', 'id', 'sharing', 'required', 'size', 'mode', 'uid', 'gid', 'env'];

/** Reads the value of a `--mount` flag. @param workdir for relative targets @throws Error with BuildKit's text */
export function parseStepMount(text: string, workdir: string): StepMount {
  const fields = new Map<string, string>();
  for (const part of text.split(',')) {
    const eq = part.indexOf('=');
    const key = (eq < 0 ? part : part.slice(0, eq)).toLowerCase();
    if (eq < 0 && !['readonly', 'ro', 'readwrite', 'rw', 'required'].includes(key)) throw new Error(`invalid field '${part}' must be a key=value pair`);
    if (!KEYS.includes(key)) {
      const near = didYouMean(key, KEYS);
      throw new Error(`unexpected key '${key}' in '${part}'${near === undefined ? '' : ` (did you mean ${near}?)`}`);
    }
    fields.set(key, eq < 0 ? 'true' : part.slice(eq + 1));
  }
  const type = fields.get('type') ?? 'bind';
  if (!(TYPES as readonly string[]).includes(type)) {
    const near = didYouMean(type, TYPES);
    throw new Error(`unsupported mount type ${JSON.stringify(type)}${near === undefined ? '' : ` (did you mean ${near}?)`}`);
  }
  const sharing = fields.get('sharing');
  if (sharing !== undefined && !['shared', 'private', 'locked'].includes(sharing)) throw new Error(`unsupported sharing value ${JSON.stringify(sharing)}`);
  const id = fields.get('id') ?? '';
  const given = fields.get('target') ?? fields.get('dst') ?? fields.get('destination') ?? '';
  const target = given === '' ? (type === 'secret' && id !== '' ? `/run/secrets/${id}` : type === 'ssh' ? '/run/buildkit/ssh_agent.0' : '/') : clean(given.startsWith('/') ? given : `${workdir || '/'}/${given}`);
  if (target === '/' && type !== 'ssh') throw new Error('invalid mount target "/"');
  const flag = (name: string): boolean | undefined => (fields.has(name) ? !/^(0|false|f)$/i.test(fields.get(name)!) : undefined);
  const write = flag('rw') ?? flag('readwrite') ?? (flag('ro') ?? flag('readonly') === true ? false : undefined);
  const number = (name: string, base = 10): number | undefined => (fields.has(name) ? parseInt(fields.get(name)!, base) : undefined);
  return {
    type: type as StepMount['type'], target, source: clean(`/${fields.get('source') ?? fields.get('src') ?? ''}`), from: fields.get('from') ?? '', id: type === 'cache' && id === '' ? target : id === '' && type === 'secret' ? target.slice(target.lastIndexOf('/') + 1) : id,
    readOnly: type === 'bind' ? write !== true : write === false, required: flag('required') ?? false, env: fields.get('env'), mode: number('mode', 8), uid: number('uid') ?? 0, gid: number('gid') ?? 0, size: number('size'),
  };
}

/** What stands at a path of a tree. @throws Error as a COPY of it would */
export function sourceNode(tree: DirNode, path: string, missing: (path: string) => Error): DirNode | FileNode {
  const node = getAt(tree, path.split('/').filter((x) => x !== ''));
  if (node === undefined || (node.kind !== 'dir' && node.kind !== 'file')) throw missing(path);
  return node;
}

/** An empty folder for a cache or a tmpfs. */
export function emptyFor(m: StepMount, now: number): DirNode {
  return { ...emptyDir(), mode: m.mode ?? (m.type === 'tmpfs' ? 0o1777 : 0o755), uid: m.uid, gid: m.gid, mtime: now };
}

interface CacheFolder {
  readonly id: string;
  readonly cell: Cell;
  readonly target: string;
  readonly created: number;
  lastUsed: number;
  uses: number;
}

/** The folders of `--mount=type=cache`: they belong to the builder and outlive builds, never images. */
export class MountCaches {
  private readonly folders = new Map<string, CacheFolder>();

  /** The folder that a mount names; a new one begins with the files of its `from`. `fresh`: the old one is given up (--no-cache). */
  cell(m: StepMount, start: DirNode | FileNode | undefined, now: number, fresh: boolean): Cell {
    let f = fresh ? undefined : this.folders.get(m.id);
    if (f === undefined) {
      f = { id: sha256hex(`cache mount ${m.id}`).slice(0, 25), cell: new Cell(start?.kind === 'dir' ? start : emptyFor(m, now), 'cache'), target: m.target, created: now, lastUsed: now, uses: 0 };
      this.folders.set(m.id, f);
    }
    f.lastUsed = now;
    f.uses++;
    return f.cell;
  }

  /** What there is, with sizes in bytes and times in virtual ms. */
  list(): { key: string; id: string; description: string; size: number; created: number; lastUsed: number; uses: number }[] {
    return [...this.folders].map(([key, f]) => ({ key, id: f.id, description: `cached mount ${f.target}`, size: treeSize(f.cell.snapshot()), created: f.created, lastUsed: f.lastUsed, uses: f.uses }));
  }

  remove(key: string): void {
    this.folders.delete(key);
  }
}
