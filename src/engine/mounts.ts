// From -v, --mount, --tmpfs and VOLUME to the mounts of a container.

import { Cell, nextIno, type Pin } from '../fs/cell.ts';
import { clean, isWithin } from '../fs/path.ts';
import { type DirNode, type FileNode, type FsNode, emptyDir } from '../fs/node.ts';
import { getAt, putAt } from '../fs/tree.ts';
import type { Mount } from '../kernel/vfs.ts';
import { ApiError } from '../api/error.ts';
import type { ContainerConfig } from '../api/types/container.ts';
import type { HostConfig } from '../api/types/host.ts';
import type { With } from './ports/stores.ts';
import type { MountRecord } from './state.ts';
import { checkVolumeName } from './volumes.ts';
import { hostPlace } from './hostplace.ts';
import { checkMode, checkTmpfs, fromBind, fromMount, type Wanted } from './mountspec.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'volumes'>;

/** Makes the volume of a mount where it is missing. @returns whether there is one now */
function ensureVolume(engine: Engine, { volume }: Wanted): boolean {
  if (volume === undefined) return true;
  // names of one letter are quietly not made into volumes by `-v` (the CLI's own check is laxer)
  if (volume.name.length === 1 && engine.volumes.get(volume.name) === undefined) return false;
  if (!volume.anonymous) checkVolumeName(volume.name);
  const labels = volume.anonymous ? { ...(volume.labels ?? {}), 'com.docker.volume.anonymous': '' } : volume.labels;
  const make = (): unknown => engine.volumes.ensure(volume.name, { ...volume, labels });
  if (volume.anonymous) make();
  else engine.leaving('create: named volumes', make);
  return true;
}

/**
 * Mounts that --volumes-from, -v, --mount and --tmpfs ask for; their volumes are made one after the other, so that what
 * is refused half way (the name of a second one, a place taken twice) leaves the earlier ones behind, as dockerd does.
 * @throws ApiError with Docker's texts
 */
export function resolveMounts(engine: Engine, host: HostConfig): MountRecord[] {
  // all is read before anything is made
  const binds = (host.Binds ?? []).map((spec) => fromBind(engine, spec, host.VolumeDriver));
  const wanted = [...binds, ...(host.Mounts ?? []).map((m) => fromMount(engine, m))];
  for (const [path, options] of Object.entries(host.Tmpfs ?? {})) checkTmpfs(path, options);
  const byPath = new Map<string, MountRecord>();
  for (const spec of host.VolumesFrom ?? []) {
    const [ref = '', mode = ''] = spec.split(':');
    if (mode !== '') checkMode(mode);
    const from = engine.containers.find(ref);
    if (from === undefined) throw new ApiError(400, `No such container: ${ref}`);
    for (const m of from.mounts) {
      const rw = m.RW && !mode.split(',').includes('ro');
      byPath.set(m.Destination, { ...m, RW: rw, copyUp: false, ...(mode === '' ? {} : { Mode: mode }) });
    }
  }
  const own = new Set<string>();
  const claim = (path: string): void => {
    if (own.has(path)) throw new ApiError(400, `Duplicate mount point: ${path}`);
    own.add(path);
  };
  for (const w of wanted) {
    claim(w.record.Destination);
    if (ensureVolume(engine, w)) byPath.set(w.record.Destination, w.record);
  }
  for (const path of Object.keys(host.Tmpfs ?? {})) claim(clean(path));
  return [...byPath.values()];
}

/** Anonymous volumes of VOLUME and `-v /path`, where nothing else is mounted. */
export function anonymousMounts(
  engine: Engine,
  config: ContainerConfig,
  host: HostConfig,
  others: readonly MountRecord[],
): MountRecord[] {
  const taken = new Set([...others.map((m) => m.Destination), ...Object.keys(host.Tmpfs ?? {}).map(clean)]);
  const out: MountRecord[] = [];
  for (const path of Object.keys(config.Volumes ?? {})) {
    const target = clean(path.startsWith('/') ? path : `/${path}`);
    if (taken.has(target)) continue;
    taken.add(target);
    const name = engine.newId();
    const driver = host.VolumeDriver;
    const record: MountRecord = {
      Type: 'volume',
      Name: name,
      Source: engine.volumes.mountpoint(name),
      Destination: target,
      Driver: 'local',
      Mode: '',
      RW: true,
      Propagation: '',
      copyUp: true,
    };
    ensureVolume(engine, { record, volume: { name, anonymous: true, driver, labels: null, options: null } });
    out.push(record);
  }
  return out;
}

/** Fills an empty volume with what the image has at the mount's place (copy-up), once. */
export function copyUp(engine: Engine, image: DirNode, mounts: readonly MountRecord[]): void {
  for (const m of mounts) {
    if (m.Type !== 'volume' || !m.copyUp || m.subpath !== undefined) continue;
    const cell = engine.volumes.cells.get(m.Name!);
    if (cell === undefined || cell.root.entries.size > 0) continue;
    if (engine.volumes.get(m.Name!)?.options != null) {
      fillDevice(engine, image, m);
      continue;
    }
    const source = getAt(
      image,
      m.Destination.split('/').filter((x) => x !== ''),
    );
    if (source === undefined) continue;
    if (source.kind !== 'dir')
      throw new ApiError(
        500,
        `source ${engine.root}/overlay2/${engine.newId()}/merged${m.Destination} is not directory`,
      );
    engine.leaving('create: named volumes', () => fill(engine, cell, source));
  }
}

/** Gives a file system in memory the bounds that its mount options name. @returns false for a size that is none */
export function limitMemory(engine: Engine, cell: Cell, options: string): boolean {
  const value = (key: string): string | undefined =>
    options
      .split(',')
      .findLast((o) => o.startsWith(`${key}=`))
      ?.slice(key.length + 1);
  const size = value('size');
  if (size !== undefined) {
    const m = /^(\d+)([kmg%]?)$/i.exec(size);
    if (m === null) return false;
    const n = Number(m[1]);
    const bytes =
      m[2] === '%' ? (engine.host.memory * n) / 100 : n * 1024 ** ' kmg'.indexOf(m[2]!.toLowerCase() || ' ');
    // memory is given by the page
    if (bytes > 0) cell.quota = Math.ceil(bytes / 4096) * 4096;
  }
  const nodes = Number(value('nr_inodes') ?? 0);
  if (nodes > 0) cell.nodes = { most: nodes - 1, there: 0 };
  return true;
}

/** The options of a file system in memory as /proc/mounts lists them. */
function memoryOptions(cell: Cell, options: string): string {
  const own = options.split(',').filter((o) => /^(mode|uid|gid)=/.test(o) && !/^(uid|gid)=0$/.test(o));
  return [
    ...(cell.quota === undefined ? [] : [`size=${cell.quota / 1024}k`]),
    ...(cell.nodes === undefined ? [] : [`nr_inodes=${cell.nodes.most + 1}`]),
    ...own,
  ]
    .map((o) => `,${o}`)
    .join('');
}

function fill(engine: Engine, cell: Cell, tree: DirNode): void {
  const before = cell.snapshot();
  engine.effect(
    'files of volume',
    () => cell.replace(tree),
    () => cell.replace(before),
  );
}

/** What stands behind a volume of the local driver that mounts something: a folder of the host, or memory. */
function deviceOf(
  engine: Engine,
  m: MountRecord,
): { cell: Cell; sub: string[]; type: string; source: string; options: string } | undefined {
  const options = engine.volumes.get(m.Name!)?.options ?? null;
  if (options === null || options['type'] === undefined) return undefined;
  const o = (options['o'] ?? '').split(',');
  const device = options['device'] ?? '';
  if (o.includes('bind') || o.includes('rbind')) {
    const place = hostPlace(engine, device.startsWith('/') ? device : `/${device}`);
    if (place.node?.kind !== 'dir')
      throw new ApiError(
        500,
        `error while mounting volume '${engine.volumes.mountpoint(m.Name!)}': failed to mount local volume: mount ${device}:${engine.volumes.mountpoint(m.Name!)}, flags: 0x${o.includes('rbind') ? '5000' : '1000'}: ${place.node === undefined ? 'no such file or directory' : 'not a directory'}`,
      );
    return {
      cell: place.cell,
      sub: place.parts,
      type: 'ext4',
      source: '/dev/vda1',
      options: `${m.RW ? 'rw' : 'ro'},relatime`,
    };
  }
  if (options['type'] !== 'tmpfs')
    throw new ApiError(
      501,
      `drydock: 'volumes of type ${options['type']}' is not simulated (bind mounts and tmpfs are)`,
    );
  const value = (key: string): string | undefined => o.find((x) => x.startsWith(`${key}=`))?.slice(key.length + 1);
  const used = [...engine.state.containers.values()].some((c) => c.pid > 0 && c.mounts.some((x) => x.Name === m.Name));
  let cell = engine.volumes.memory.get(m.Name!);
  if (cell === undefined || !used) {
    // memory is forgotten when the last container that mounts it ends
    cell = new Cell(
      {
        ...emptyDir(),
        mode: parseInt(value('mode') ?? '1777', 8),
        uid: Number(value('uid') ?? 0),
        gid: Number(value('gid') ?? 0),
        mtime: engine.now,
      },
      'tmpfs',
    );
    limitMemory(engine, cell, options['o'] ?? '');
    const { memory } = engine.volumes;
    const name = m.Name!;
    const old = memory.get(name);
    const made = cell;
    engine.effect(
      'memory of volume',
      () => memory.set(name, made),
      () => (old === undefined ? memory.delete(name) : memory.set(name, old)),
    );
  }
  return {
    cell,
    sub: [],
    type: 'tmpfs',
    source: device,
    options: `${m.RW ? 'rw' : 'ro'},relatime${memoryOptions(cell, options['o'] ?? '')}`,
  };
}

/** Copy-up into a folder of the host that a volume stands for; it must be there when the image has something at the mount's place. */
function fillDevice(engine: Engine, image: DirNode, m: MountRecord): void {
  const source = getAt(
    image,
    m.Destination.split('/').filter((x) => x !== ''),
  );
  if (source?.kind !== 'dir') return;
  let d: ReturnType<typeof deviceOf>;
  try {
    d = deviceOf(engine, m);
  } catch (error) {
    if (error instanceof ApiError && error.status === 500)
      throw new ApiError(500, `failed to populate volume: ${error.message}`);
    throw error;
  }
  if (d === undefined || d.type === 'tmpfs') return;
  const there = d.cell.get(d.sub);
  if (there?.kind === 'dir' && there.entries.size === 0)
    engine.leaving('create: named volumes', () =>
      fill(engine, d.cell, putAt(d.cell.snapshot(), d.sub, source, { mtime: engine.now })),
    );
}

/** Makes what must exist before a container can start: missing folders of `-v` on the host. */
function prepareSource(engine: Engine, m: MountRecord): { cell: Cell; parts: string[]; node: FsNode } {
  let place = hostPlace(engine, m.Source);
  if (place.node === undefined) {
    if (!m.createSource)
      throw new ApiError(400, `invalid mount config for type "bind": bind source path does not exist: ${m.Source}`);
    const dir: DirNode = { ...emptyDir(), mtime: engine.now };
    const { cell, parts } = place;
    engine.leaving('start: folders for mounts', () =>
      fill(engine, cell, putAt(cell.snapshot(), parts, dir, { mtime: engine.now })),
    );
    place = hostPlace(engine, m.Source);
  }
  return place as { cell: Cell; parts: string[]; node: FsNode };
}

const RUNC =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';

/**
 * Where a path of a container leads once the links in it are followed, as runc follows them without leaving the root:
 * `/var/run/x` is `/run/x` where the image says so. What is not there yet is taken as it stands.
 */
function inside(mounts: readonly Mount[], path: string): string {
  let rest = path.split('/').filter((x) => x !== '');
  let at: string[] = [];
  for (let links = 0; rest.length > 0;) {
    const [part, ...more] = rest;
    if (part === '.' || part === '..') {
      at = part === '.' ? at : at.slice(0, -1);
      rest = more;
      continue;
    }
    const here = `/${[...at, part].join('/')}`;
    const over = mounts.findLast((m) => m.at === '/' || here === m.at || here.startsWith(`${m.at}/`))!;
    const below = here
      .slice(over.at === '/' ? 0 : over.at.length)
      .split('/')
      .filter((x) => x !== '');
    const node = over.cell.get([...over.sub, ...below]);
    if (node?.kind === 'link' && links++ < 40) {
      if (node.target.startsWith('/')) at = [];
      rest = [...node.target.split('/').filter((x) => x !== ''), ...more];
      continue;
    }
    at = [...at, part!];
    rest = more;
  }
  return `/${at.join('/')}`;
}

/** Follows a file that is mounted. */
export function follow(engine: Engine, cell: Cell, parts: readonly string[], file: FileNode): Pin {
  return engine.effect(
    'file',
    () => cell.pin(parts, file),
    (pin) => cell.unpin(pin),
  );
}

/** A mount ready for the container's namespace; makes the mount point in what lies below. */
export function realize(engine: Engine, records: readonly MountRecord[], below: Mount[]): void {
  const ordered = [...records].sort(
    (a, b) =>
      a.Destination.split('/').length - b.Destination.split('/').length || (a.Destination < b.Destination ? -1 : 1),
  );
  for (const m of ordered) {
    let cell: Cell;
    let sub: string[] = [];
    let node: FsNode;
    let type = 'ext4';
    let source = '/dev/vda1';
    let options = `${m.RW ? 'rw' : 'ro'},relatime`;
    if (m.Type === 'bind') {
      const place = prepareSource(engine, m);
      ({ cell, parts: sub, node } = place);
      options = m.options ?? options;
    } else if (m.Type === 'volume') {
      const device = deviceOf(engine, m);
      cell = device?.cell ?? engine.volumes.cells.get(m.Name!)!;
      if (device !== undefined) ({ type, source, options } = device);
      sub = [...(device?.sub ?? []), ...(m.subpath === undefined ? [] : m.subpath.split('/'))];
      const at = cell.get(sub);
      if (at === undefined) {
        const path = `${engine.volumes.mountpoint(m.Name!)}/${m.subpath}`;
        throw new ApiError(500, `cannot access path ${path}: lstat ${path}: no such file or directory`);
      }
      node = at;
    } else {
      const set = m.options ?? '';
      const mode = /(?:^|,)mode=([0-7]+)/.exec(set);
      const who = (key: string): number => Number(new RegExp(`(?:^|,)${key}=(\\d+)`).exec(set)?.[1] ?? 0);
      node = {
        ...emptyDir(),
        mode: mode === null ? 0o1777 : parseInt(mode[1]!, 8),
        uid: who('uid'),
        gid: who('gid'),
        mtime: engine.now,
      };
      cell = new Cell(node, 'tmpfs');
      if (!limitMemory(engine, cell, set))
        throw new ApiError(
          500,
          `${RUNC}error mounting "tmpfs" to rootfs at "${m.Destination}": mount src=tmpfs, dst=${m.Destination}, dstFd=/proc/thread-self/fd/11, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data=${set}: invalid argument`,
        );
      type = 'tmpfs';
      source = 'tmpfs';
      options = `${m.RW ? 'rw' : 'ro'},nosuid,nodev,noexec,relatime${memoryOptions(cell, set)}`;
    }
    if (/^\/proc(\/|$)/.test(m.Destination)) {
      throw new ApiError(
        500,
        `${RUNC}error mounting "${m.Source}" to rootfs at "${m.Destination}": "${m.Destination}" cannot be mounted because it is not of type proc`.replace(
          `"${m.Destination}" cannot`,
          `"${m.Destination === '/proc' ? m.Source : m.Destination}" cannot`,
        ),
      );
    }
    const at = inside(below, m.Destination);
    makeMountPoint(engine, below, { ...m, Destination: at }, node);
    below.push({
      at,
      cell,
      sub,
      readOnly: !m.RW,
      type,
      source,
      options,
      ...(node.kind === 'file' ? { pin: follow(engine, cell, sub, node) } : {}),
    });
  }
}

/** The place in the mounts below where the path is; makes it where it is missing, as runc does. */
function makeMountPoint(engine: Engine, below: readonly Mount[], m: MountRecord, node: FsNode): void {
  const at = m.Destination;
  const mount = below.findLast((b) => isWithin(at, b.at))!;
  const rest = at
    .slice(mount.at === '/' ? 1 : mount.at.length + 1)
    .split('/')
    .filter((x) => x !== '');
  const parts = [...mount.sub, ...rest];
  const fail = (why: string): never => {
    throw new ApiError(500, `${RUNC}error mounting "${m.Source}" to rootfs at "${m.Destination}": ${why}`);
  };
  const there = mount.pin !== undefined ? mount.cell.pinned(mount.pin) : mount.cell.get(parts);
  if (there !== undefined) {
    if ((there.kind === 'dir') !== (node.kind === 'dir')) {
      fail(
        `mount src=${m.Source}, dst=${m.Destination}, dstFd=/proc/thread-self/fd/${8 + (below.length % 3)}, flags=MS_BIND|MS_REC: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
      );
    }
    return;
  }
  if (mount.readOnly)
    fail(
      `create mountpoint for ${m.Destination} mount: make mountpoint "${m.Destination}": mkdirat ${engine.root}/overlay2/${engine.newId()}/merged${m.Destination}: read-only file system`,
    );
  const made: FsNode =
    node.kind === 'dir'
      ? { ...emptyDir(), mtime: engine.now }
      : { kind: 'file', mode: 0o755, uid: 0, gid: 0, mtime: engine.now, ino: nextIno(), data: new Uint8Array(0) };
  engine.leaving('start: folders for mounts', () =>
    fill(engine, mount.cell, putAt(mount.cell.snapshot(), parts, made, { mtime: engine.now })),
  );
}

/** Mounts of `--tmpfs`. */
export function tmpfsRecords(tmpfs: Record<string, string> | undefined): MountRecord[] {
  return Object.entries(tmpfs ?? {}).map(([path, options]) => ({
    Type: 'tmpfs',
    Source: '',
    Destination: clean(path),
    Mode: '',
    RW: !options.split(',').includes('ro'),
    Propagation: '',
    options,
  }));
}
