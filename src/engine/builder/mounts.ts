// `RUN --mount=…`: what a step sees beside its own tree. Nothing of it becomes part of the image.

import { csvFields } from '../../api/csv.ts';
import { type DirNode, emptyDir, type FileNode } from '../../fs/node.ts';
import { clean } from '../../fs/path.ts';
import { Cell } from '../../fs/cell.ts';
import { getAt, treeSize } from '../../fs/tree.ts';
import { sha256hex } from '../../fs/digest.ts';
import { suggestion } from './parse.ts';

/** A mount as it is written, with its defaults. */
export interface StepMount {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  readonly target: string;
  readonly source: string;
  readonly from: string;
  readonly id: string;
  /** Of a cache: shared, private or locked. */
  readonly sharing: string;
  readonly readOnly: boolean;
  readonly required: boolean;
  readonly env: string | undefined;
  readonly mode: number | undefined;
  readonly uid: number;
  readonly gid: number;
  readonly size: number | undefined;
}

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const KEYS = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'id',
  'sharing',
  'required',
  'mode',
  'uid',
  'gid',
  'src',
  'dst',
  'ro',
  'rw',
  'readwrite',
];

/** What is wrong with a mount before its variables are known. @throws Error */
export function checkMountText(text: string): void {
  for (const field of mountFields(text)) {
    const m = /^from=([^]*)$/i.exec(field);
    if (m !== null && /\$./.test(m[1]!))
      throw new Error("'from' doesn't support variable expansion, define alias stage instead");
  }
}

function mountFields(text: string): string[] {
  if (text === '') throw new Error('failed to parse csv mounts: EOF');
  try {
    return csvFields(text);
  } catch (error) {
    throw new Error(`failed to parse csv mounts: ${(error as Error).message}`);
  }
}

/** Go's strconv.ParseBool. */
function boolOf(text: string): boolean | undefined {
  return /^(1|t|T|TRUE|true|True)$/.test(text) ? true : /^(0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;
}

/** The fields of a mount, read one after the other: each may depend on the type before it. */
class MountReader {
  type: StepMount['type'] = 'bind';
  from = '';
  source = '';
  target = '';
  id = '';
  sharing = '';
  readOnly: boolean | undefined;
  required = false;
  env: string | undefined;
  mode: number | undefined;
  uid: number | undefined;
  gid: number | undefined;
  size: number | undefined;

  read(field: string, expand: (text: string) => string): void {
    const eq = field.indexOf('=');
    const key = (eq < 0 ? field : field.slice(0, eq)).toLowerCase();
    if (eq < 0) {
      if (key === 'readonly' || key === 'ro') this.readOnly = true;
      else if (key === 'readwrite' || key === 'rw') this.readOnly = false;
      else if (key !== 'required') throw new Error(`invalid field '${field}' must be a key=value pair`);
      else this.only(key, ['secret', 'ssh'], () => (this.required = true));
      return;
    }
    const value = expand(field.slice(eq + 1));
    const flag = (): boolean => {
      const b = boolOf(value);
      if (b === undefined) throw new Error(`invalid value for ${key}: ${value}`);
      return b;
    };
    const number = (pattern: RegExp, base: number): number => {
      if (!pattern.test(value)) throw new Error(`invalid value ${value} for ${key}`);
      return parseInt(value, base);
    };
    switch (key) {
      case 'type': {
        const type = value.toLowerCase() as StepMount['type'];
        if (!TYPES.includes(type))
          throw new Error(`unsupported mount type ${JSON.stringify(value)}${suggestion(value, TYPES)}`);
        this.type = type;
        return;
      }
      case 'from':
        this.from = value;
        return;
      case 'source':
      case 'src':
        this.source = value;
        return;
      case 'target':
      case 'dst':
      case 'destination':
        this.target = value;
        return;
      case 'readonly':
      case 'ro':
        this.readOnly = flag();
        return;
      case 'readwrite':
      case 'rw':
        this.readOnly = !flag();
        return;
      case 'required':
        return this.only(key, ['secret', 'ssh'], () => (this.required = flag()));
      case 'size':
        return this.only(key, ['tmpfs'], () => {
          this.size = sizeOf(value);
          if (this.size === undefined) throw new Error(`invalid value for ${key}: ${value}`);
        });
      case 'id':
        this.id = value;
        return;
      case 'sharing':
        if (!['shared', 'private', 'locked'].includes(value.toLowerCase()))
          throw new Error(
            `unsupported sharing value ${JSON.stringify(value)}${suggestion(value, ['shared', 'private', 'locked'])}`,
          );
        this.sharing = value.toLowerCase();
        return;
      case 'mode':
        this.mode = number(/^[0-7]+$/, 8);
        return;
      case 'uid':
        this.uid = number(/^\d+$/, 10);
        return;
      case 'gid':
        this.gid = number(/^\d+$/, 10);
        return;
      case 'env':
        this.env = value;
        return;
      default:
        throw new Error(`unexpected key '${key}' in '${field}'${suggestion(key, KEYS)}`);
    }
  }

  private only(key: string, types: readonly string[], then: () => void): void {
    if (!types.includes(this.type)) throw new Error(`unexpected key '${key}' for mount type '${this.type}'`);
    then();
  }

  check(): void {
    if (!['secret', 'ssh', 'cache'].includes(this.type)) {
      for (const key of ['mode', 'uid', 'gid'] as const)
        if (this[key] !== undefined) throw new Error(`${key} not allowed for ${JSON.stringify(this.type)} type mounts`);
    }
    if (this.type === 'secret') {
      if (this.from !== '') throw new Error('secret mount should not have a from');
      if (this.sharing !== '') throw new Error('secret mount should not define sharing');
      if (this.source === '' && this.target === '' && this.id === '')
        throw new Error('invalid secret mount. one of source, target required');
      if (this.source !== '' && this.id !== '') throw new Error("both source and id can't be set");
    }
    if (this.sharing !== '' && this.type !== 'cache')
      throw new Error(`invalid cache sharing set for ${this.type} mount`);
  }
}

/** Bytes of `64m`; undefined when it is no size. */
function sizeOf(text: string): number | undefined {
  const m = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(i?b)?$/i.exec(text);
  return m === null ? undefined : Math.floor(Number(m[1]) * 1024 ** ' kmgtp'.indexOf(m[2]!.toLowerCase() || ' '));
}

/**
 * Reads the value of a `--mount` flag.
 * @param workdir for relative targets @param expand of variables in values @throws Error with BuildKit's text
 */
export function parseStepMount(text: string, workdir: string, expand: (text: string) => string = (t) => t): StepMount {
  const m = new MountReader();
  for (const field of mountFields(text)) m.read(field, expand);
  m.check();
  let id = m.id;
  let target = m.target;
  if (m.type === 'secret') {
    id = m.source !== '' ? m.source : id === '' ? m.target.slice(m.target.lastIndexOf('/') + 1) : id;
    if (target === '' && m.env === undefined) target = `/run/secrets/${id.slice(id.lastIndexOf('/') + 1)}`;
  } else if (m.type === 'ssh') {
    id = id === '' ? (m.source === '' ? 'default' : m.source) : id;
    if (target === '') target = '/run/buildkit/ssh_agent.0';
  }
  target = clean(target.startsWith('/') ? target : `${workdir || '/'}/${target}`);
  if (target === '/' && m.type !== 'ssh' && m.type !== 'secret') throw new Error('invalid mount target "/"');
  return {
    type: m.type,
    target,
    source: clean(`/${m.source}`),
    from: m.from,
    id: m.type === 'cache' && id === '' ? target : id,
    sharing: m.sharing === '' ? 'shared' : m.sharing,
    readOnly: m.readOnly ?? (m.type !== 'cache' && m.type !== 'tmpfs'),
    required: m.required,
    env: m.env,
    mode: m.mode,
    uid: m.uid ?? 0,
    gid: m.gid ?? 0,
    size: m.size,
  };
}

/** What stands at a path of a tree. @throws Error as a COPY of it would */
export function sourceNode(tree: DirNode, path: string, missing: (path: string) => Error): DirNode | FileNode {
  const node = getAt(
    tree,
    path.split('/').filter((x) => x !== ''),
  );
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
      f = {
        id: sha256hex(`cache mount ${m.id}`).slice(0, 25),
        cell: new Cell(start?.kind === 'dir' ? start : emptyFor(m, now), 'cache'),
        target: m.target,
        created: now,
        lastUsed: now,
        uses: 0,
      };
      this.folders.set(m.id, f);
    }
    f.lastUsed = now;
    f.uses++;
    return f.cell;
  }

  /** What there is, with sizes in bytes and times in virtual ms. */
  list(): {
    key: string;
    id: string;
    description: string;
    size: number;
    created: number;
    lastUsed: number;
    uses: number;
  }[] {
    return [...this.folders].map(([key, f]) => ({
      key,
      id: f.id,
      description: `cached mount ${f.target}`,
      size: treeSize(f.cell.snapshot()),
      created: f.created,
      lastUsed: f.lastUsed,
      uses: f.uses,
    }));
  }

  remove(key: string): void {
    this.folders.delete(key);
  }
}
