// What -v, --mount, --tmpfs and VOLUME say, read and checked: the mounts that are wanted.

import { ApiError } from '../api/error.ts';
import type { MountSpec } from '../api/types/host.ts';
import { clean } from '../fs/path.ts';
import type { With } from './ports/stores.ts';
import { hostNode } from './hostplace.ts';
import type { MountRecord } from './state.ts';

/** What is seen of the engine here. */
type Engine = With<'volumes'>;

const MODES = [
  'ro',
  'rw',
  'z',
  'Z',
  'nocopy',
  'shared',
  'slave',
  'private',
  'rshared',
  'rslave',
  'rprivate',
  'cached',
  'delegated',
  'consistent',
];

export interface Wanted {
  record: MountRecord;
  /** Volume to make when it is missing. */
  volume?: {
    name: string;
    anonymous: boolean;
    driver: string;
    labels: Record<string, string> | null;
    options: Record<string, string> | null;
  };
}

/** Of each kind of mode one may be given. */
const KINDS_OF_MODE = [/^(ro|rw)$/, /^[zZ]$/, /^nocopy$/, /(shared|slave|private)$/, /^(cached|delegated|consistent)$/];

export function checkMode(mode: string): void {
  const parts = mode.split(',');
  const twice = KINDS_OF_MODE.some((re) => parts.filter((x) => re.test(x)).length > 1);
  if (twice || parts.some((x) => !MODES.includes(x))) throw new ApiError(400, `invalid mode: ${mode}`);
}

export function checkTarget(target: string, what: string, status: 400 | 500 = 400): void {
  if (!target.startsWith('/'))
    throw new ApiError(status, `${what}invalid mount path: '${target}' mount path must be absolute`);
  if (clean(target) === '/') throw new ApiError(400, `${what}invalid specification: destination can't be '/'`);
}

export function fromBind(engine: Engine, spec: string, driver: string): Wanted {
  const parts = spec.split(':');
  const [source = '', second, mode = ''] = parts;
  // a path alone is a place in the container
  const target = second ?? source;
  if (parts.length > 3) throw new ApiError(400, `invalid volume specification: '${spec}'`);
  if (mode !== '') checkMode(mode);
  const modes = mode.split(',');
  const rw = !modes.includes('ro');
  if (source.startsWith('/')) {
    checkTarget(target, `invalid volume specification: '${spec}': invalid mount config for type "bind": `, 500);
    return {
      record: {
        Type: 'bind',
        Source: clean(source),
        Destination: clean(target),
        Mode: mode,
        RW: rw,
        Propagation: modes.find((m) => /shared|slave|private/.test(m)) ?? 'rprivate',
        createSource: true,
      },
    };
  }
  checkTarget(target, `invalid volume specification: '${spec}': invalid mount config for type "volume": `, 500);
  return {
    record: {
      Type: 'volume',
      Name: source,
      Source: engine.volumes.mountpoint(source),
      Destination: clean(target),
      Driver: 'local',
      Mode: mode === '' ? 'z' : mode,
      RW: rw,
      Propagation: '',
      copyUp: !modes.includes('nocopy'),
    },
    volume: { name: source, anonymous: false, driver, labels: null, options: null },
  };
}

/** Options that belong to another kind of mount. */
const OPTIONS = {
  bind: 'BindOptions',
  volume: 'VolumeOptions',
  image: 'ImageOptions',
  tmpfs: 'TmpfsOptions',
  cluster: 'ClusterOptions',
} as const;

/** What is wrong with a mount in itself: nothing is made of it yet. @throws ApiError 400 */
export function verifyMount(engine: Engine, m: MountSpec): void {
  // an anonymous volume gets its name later
  const anonymous = m.Type === 'volume' && (m.Source ?? '') === '' && (m.VolumeOptions?.Subpath ?? '') === '';
  if (m.Type !== 'image') fromMount(engine, anonymous ? { ...m, Source: 'anonymous' } : m);
}

export function fromMount(engine: Engine, m: MountSpec): Wanted {
  const what = `invalid mount config for type "${m.Type}": `;
  const target = clean(m.Target);
  if (!['bind', 'volume', 'tmpfs', 'image'].includes(m.Type)) throw new ApiError(400, `${what}mount type unknown`);
  for (const [type, name] of Object.entries(OPTIONS))
    if (type !== m.Type && (m as unknown as Record<string, unknown>)[name] !== undefined)
      throw new ApiError(400, `${name} must not be specified on mount type ${JSON.stringify(m.Type)}`);
  if (m.Target === '') throw new ApiError(400, `${what}field Target must not be empty`);
  if (m.Type === 'bind') {
    if (m.Source === undefined || m.Source === '') throw new ApiError(400, `${what}field Source must not be empty`);
    if (!m.Source.startsWith('/'))
      throw new ApiError(400, `${what}invalid mount path: '${m.Source}' mount path must be absolute`);
    checkTarget(m.Target, what);
    const propagation = m.BindOptions?.Propagation ?? '';
    if (propagation !== '' && !/^r?(shared|slave|private)$/.test(propagation))
      throw new ApiError(400, `${what}invalid propagation mode: ${propagation}`);
    const create = m.BindOptions?.CreateMountpoint ?? false;
    if (!create && hostNode(engine, m.Source) === undefined)
      throw new ApiError(400, `${what}bind source path does not exist: ${m.Source}`);
    return {
      record: {
        Type: 'bind',
        Source: clean(m.Source),
        Destination: target,
        Mode: '',
        RW: !m.ReadOnly,
        Propagation: m.BindOptions?.Propagation ?? 'rprivate',
        createSource: create,
      },
    };
  }
  checkTarget(m.Target, what);
  if (m.Type === 'tmpfs') {
    if (m.Source !== undefined && m.Source !== '') throw new ApiError(400, `${what}field Source must not be specified`);
    const options = [
      m.ReadOnly ? 'ro' : '',
      m.TmpfsOptions?.SizeBytes ? `size=${m.TmpfsOptions.SizeBytes}` : '',
      m.TmpfsOptions?.Mode ? `mode=${m.TmpfsOptions.Mode.toString(8)}` : '',
    ]
      .filter((x) => x !== '')
      .join(',');
    return {
      record: { Type: 'tmpfs', Source: '', Destination: target, Mode: '', RW: !m.ReadOnly, Propagation: '', options },
    };
  }
  if (m.Type !== 'volume') throw new ApiError(501, `drydock: 'mount type ${m.Type}' is not simulated`);
  const anonymous = m.Source === undefined || m.Source === '';
  const name = anonymous ? engine.newId() : m.Source!;
  const sub = m.VolumeOptions?.Subpath;
  if (sub !== undefined && sub !== '') {
    if (sub.startsWith('/') || clean(sub).startsWith('..'))
      throw new ApiError(400, `${what}subpath must be a relative path within the volume`);
    if (anonymous) throw new ApiError(400, `${what}must not set Subpath when using anonymous volumes`);
  }
  return {
    record: {
      Type: 'volume',
      Name: name,
      Source: engine.volumes.mountpoint(name),
      Destination: target,
      Driver: 'local',
      Mode: 'z',
      RW: !m.ReadOnly,
      Propagation: '',
      copyUp: !(m.VolumeOptions?.NoCopy ?? false),
      ...(sub === undefined || sub === '' ? {} : { subpath: clean(sub) }),
    },
    volume: {
      name,
      anonymous,
      driver: m.VolumeOptions?.DriverConfig?.Name ?? '',
      labels: m.VolumeOptions?.Labels ?? null,
      options: m.VolumeOptions?.DriverConfig?.Options ?? null,
    },
  };
}

const TMPFS_FLAGS = [
  'ro',
  'rw',
  'exec',
  'noexec',
  'suid',
  'nosuid',
  'dev',
  'nodev',
  'sync',
  'async',
  'dirsync',
  'remount',
  'mand',
  'nomand',
  'atime',
  'noatime',
  'diratime',
  'nodiratime',
  'bind',
  'rbind',
  'unbindable',
  'runbindable',
  'private',
  'rprivate',
  'shared',
  'rshared',
  'slave',
  'rslave',
  'relatime',
  'norelatime',
  'strictatime',
  'nostrictatime',
];

export function checkTmpfs(path: string, options: string): void {
  checkTarget(path, '');
  for (const o of options.split(',')) {
    if (o === '' || TMPFS_FLAGS.includes(o) || /^(size|mode|uid|gid|nr_inodes|nr_blocks|mpol)=/.test(o)) continue;
    throw new ApiError(400, `invalid tmpfs option "${o}"`);
  }
}
