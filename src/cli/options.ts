// From the flags of `docker run` and `docker create` to the request that the engine gets.

import type { ContainerConfig, HealthConfig } from '../api/types/container.ts';
import type { DeviceRequest, HostConfig, MountSpec, Ulimit } from '../api/types/host.ts';
import { cdiRequest, isCdiName } from '../api/cdi.ts';
import type { EndpointSettings } from '../api/types/network.ts';
import { goDuration } from '../api/durations.ts';
import { dict } from '../api/dict.ts';
import { FsError, errnoText } from '../fs/node.ts';
import { resolvePath } from '../fs/path.ts';
import { isIpv6, parseIp } from '../kernel/ip.ts';
import type { Process } from '../kernel/process.ts';
import { parseGpus } from './gpus.ts';
import { CliError } from './cli.ts';
import type { Flags } from './flags.ts';
import { parseMount } from './mount.ts';
import { parseNetwork, type NetworkAttachment } from './netopt.ts';
import { exposedKeys, parsePorts } from './ports.ts';

export interface RunOptions {
  config: ContainerConfig;
  hostConfig: HostConfig;
  networks: Record<string, Partial<EndpointSettings>>;
}

/** Checks that pflag does while it reads the flags; the texts are those of docker/cli/opts. */
export const VALIDATORS: Record<string, (value: string) => string | undefined> = {
  env: (v) => (v === '' || v.startsWith('=') ? `invalid environment variable: ${v}` : undefined),
  label: (v) => {
    const name = v.split('=')[0]!;
    if (name === '') return `invalid label '${v}': empty name`;
    return /\s/.test(name) ? `label '${name}' contains whitespaces` : undefined;
  },
  attach: (v) =>
    ['stdin', 'stdout', 'stderr'].includes(v.toLowerCase()) ? undefined : 'valid streams are STDIN, STDOUT and STDERR',
  dns: (v) => (parseIp(v) !== undefined || isIpv6(v) ? undefined : `IP address is not correctly formatted: ${v}`),
  'add-host': (v) => {
    const m = /^([^:=]+)[:=](.+)$/.exec(v);
    if (m === null) return `bad format for add-host: ${JSON.stringify(v)}`;
    const ip = m[2]!.replace(/^\[(.*)\]$/, '$1');
    return ip === 'host-gateway' || parseIp(ip) !== undefined || isIpv6(ip)
      ? undefined
      : `invalid IP address in add-host: ${JSON.stringify(ip)}`;
  },
  link: (v) => {
    const parts = v.split(':');
    return v === '' ? 'empty string specified for links' : parts.length > 2 ? `bad format for links: ${v}` : undefined;
  },
  sysctl: (v) =>
    /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|net\.|fs\.mqueue)/.test(
      v.split('=')[0]!,
    ) && v.includes('=')
      ? undefined
      : `sysctl '${v}' is not allowed`,
  mount: (v) => {
    const m = parseMount(v);
    return typeof m === 'string' ? m : undefined;
  },
  network: (v) => {
    const n = parseNetwork(v);
    return typeof n === 'string' ? n : undefined;
  },
  ulimit: (v) => {
    const u = parseUlimit(v);
    return typeof u === 'string' ? u : undefined;
  },
  gpus: (v) => {
    const g = parseGpus(v);
    return typeof g === 'string' ? g : undefined;
  },
  platform: (v) =>
    v === '' || /^[a-z0-9_]+(\/[a-z0-9_]+(\/[a-z0-9_.]+)?)?$/i.test(v)
      ? undefined
      : `${JSON.stringify(v)}: invalid platform`,
};

const SYSTEM_PATHS = 'systempaths=unconfined';
const ULIMITS = [
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
];

/** One `--ulimit`, or what is wrong with it. */
export function parseUlimit(text: string): Ulimit | string {
  const m = /^([^=]+)=(.+)$/.exec(text);
  if (m === null) return `invalid ulimit argument: ${text}`;
  if (!ULIMITS.includes(m[1]!)) return `invalid ulimit type: ${m[1]}`;
  const parts = m[2]!.split(':');
  if (parts.length > 2) return `too many limit value arguments - ${m[2]}, can only have up to two, \`soft[:hard]\``;
  const number = (t: string): number => (t === 'unlimited' || t === '-1' ? -1 : /^-?\d+$/.test(t) ? Number(t) : NaN);
  const soft = number(parts[0]!);
  const hard = parts[1] === undefined ? soft : number(parts[1]);
  if (Number.isNaN(soft) || Number.isNaN(hard))
    return `strconv.ParseInt: parsing ${JSON.stringify(Number.isNaN(soft) ? parts[0] : parts[1])}: invalid syntax`;
  if (hard !== -1 && (soft === -1 || soft > hard))
    return `ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`;
  return { Name: m[1]!, Hard: hard, Soft: soft };
}

/** Lines of an env or label file. @throws CliError with the CLI's texts */
export function readEnvFile(
  p: Process,
  path: string,
  lookup: (name: string) => string | undefined,
  kind: 'env' | 'label',
): string[] {
  let text: string;
  try {
    if (p.fs.stat(path).kind === 'dir')
      throw new CliError(`invalid ${kind === 'env' ? 'env' : 'label'} file (${path}): read ${path}: is a directory`);
    text = p.fs.readText(path);
  } catch (error) {
    if (error instanceof FsError) throw new CliError(`open ${path}: ${errnoText(error.code).toLowerCase()}`);
    throw error;
  }
  const out: string[] = [];
  for (const raw of text.replace(/^\uFEFF/, '').split('\n')) {
    const line = raw.replace(/\r$/, '').replace(/^\s+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const eq = line.indexOf('=');
    const name = eq < 0 ? line : line.slice(0, eq);
    if (/\s/.test(eq < 0 ? name.trimEnd() : name))
      throw new CliError(`invalid env file (${path}): variable '${name}' contains whitespaces`);
    if (name === '') throw new CliError(`invalid env file (${path}): no variable name on line '${line}'`);
    if (eq >= 0) out.push(`${name}=${line.slice(eq + 1)}`);
    else {
      const value = lookup(name.trimEnd());
      if (value !== undefined) out.push(`${name.trimEnd()}=${value}`);
    }
  }
  return out;
}

/** `-e` values: a bare name takes its value from the environment, and stays bare when it has none. */
export function environment(p: Process, flags: Flags, files: string): string[] {
  const fromFiles = flags.list(files).flatMap((f) => readEnvFile(p, f, (n) => p.getenv(n), 'env'));
  const given = flags.list('env').map((e) => {
    if (e.includes('=')) return e;
    const value = p.getenv(e);
    return value === undefined ? e : `${e}=${value}`;
  });
  const out: string[] = [];
  // bare names come first, as the real CLI sends them
  const all = [
    ...fromFiles,
    ...given.filter((_, i) => !flags.list('env')[i]!.includes('=')),
    ...given.filter((_, i) => flags.list('env')[i]!.includes('=')),
  ];
  for (const e of all) {
    const name = e.split('=')[0]!;
    const later = all.findLast((x) => x.split('=')[0] === name);
    if (later === e && !out.includes(e)) out.push(e);
  }
  return out;
}

function health(flags: Flags): HealthConfig | undefined {
  const names = [
    'health-cmd',
    'health-interval',
    'health-timeout',
    'health-start-period',
    'health-start-interval',
    'health-retries',
  ];
  const given = names.some((n) => flags.given(n));
  if (flags.bool('no-healthcheck')) {
    if (given) throw new CliError('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!given) return undefined;
  const ns = (name: string): number | undefined => {
    if (!flags.given(name)) return undefined;
    const ms = goDuration(flags.string(name))!;
    if (ms < 0) throw new CliError(`--${name} cannot be negative`);
    return ms * 1e6;
  };
  const out: HealthConfig = {};
  if (flags.given('health-cmd')) out.Test = ['CMD-SHELL', flags.string('health-cmd')];
  const put = (key: keyof HealthConfig, v: number | undefined): void => {
    if (v !== undefined && v !== 0) (out as Record<string, unknown>)[key] = v;
  };
  put('Interval', ns('health-interval'));
  put('Timeout', ns('health-timeout'));
  put('StartPeriod', ns('health-start-period'));
  put('StartInterval', ns('health-start-interval'));
  const retries = flags.number('health-retries');
  if (retries < 0) throw new CliError('--health-retries cannot be negative');
  put('Retries', retries);
  return out;
}

export function restartPolicy(text: string): HostConfig['RestartPolicy'] {
  if (text === '') return { Name: '', MaximumRetryCount: 0 };
  const [name = '', count, more] = text.split(':');
  if (more !== undefined)
    throw new CliError(
      `invalid restart policy format: ${text.includes('::') ? 'no policy provided before colon' : 'maximum retry count must be an integer'}`,
    );
  if (count !== undefined && name === '')
    throw new CliError('invalid restart policy format: no policy provided before colon');
  if (count !== undefined && !/^-?\d+$/.test(count))
    throw new CliError('invalid restart policy format: maximum retry count must be an integer');
  return { Name: name, MaximumRetryCount: Number(count ?? 0) };
}

/** `1.5` CPUs in billionths. */
export function nanoCpus(text: string): number {
  return text === '' ? 0 : Math.round(Number(text) * 1e9);
}

function map(list: readonly string[]): Record<string, string> {
  const out = dict<string>();
  for (const item of list) {
    const eq = item.indexOf('=');
    out[eq < 0 ? item : item.slice(0, eq)] = eq < 0 ? '' : item.slice(eq + 1);
  }
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const orNull = (list: string[]): string[] | null => (list.length > 0 ? list : null);

/**
 * Reads all flags of run and create.
 * @throws CliError with the CLI's texts
 */
export function runOptions(p: Process, flags: Flags, image: string, command: readonly string[]): RunOptions {
  const attach = flags.list('attach').map((a) => a.toLowerCase());
  const stdin = flags.bool('interactive');
  const detach = flags.bool('detach');
  const all = attach.length === 0 && !detach;
  const mac = flags.string('mac-address');
  if (mac !== '' && !/^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$/.test(mac))
    throw new CliError(`${mac} is not a valid mac address`);
  const swappiness = flags.given('memory-swappiness') ? flags.number('memory-swappiness') : -1;
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100))
    throw new CliError(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  const volumes = dict<object>();
  const binds: string[] = [];
  for (const v of new Set(flags.list('volume'))) {
    if (v === '') throw new CliError('invalid empty volume spec');
    const parts = v.split(':');
    if (parts.length === 1 || v === ':') {
      volumes[v] = {};
      continue;
    }
    if (parts.length > 3) throw new CliError(`invalid spec: ${v}: too many colons`);
    if (parts.some((x) => x === '')) throw new CliError(`invalid spec: ${v}: empty section between colons`);
    if (/^\.{1,2}(\/|$)|^~/.test(parts[0]!))
      parts[0] = resolvePath(p.cwd, parts[0]!.replace(/^~/, p.getenv('HOME') ?? '~'));
    binds.push(parts.join(':'));
  }
  const mounts: MountSpec[] = [];
  for (const m of flags.list('mount')) {
    const spec = parseMount(m) as MountSpec;
    if (spec.Type === 'bind' && spec.Source !== undefined && !spec.Source.startsWith('/') && spec.Source !== '')
      spec.Source = resolvePath(p.cwd, spec.Source);
    mounts.push(spec);
  }
  const tmpfs = dict<string>();
  for (const t of flags.list('tmpfs')) {
    const at = t.indexOf(':');
    tmpfs[at < 0 ? t : t.slice(0, at)] = at < 0 ? '' : t.slice(at + 1);
  }
  const { exposed, bindings } = parsePorts(flags.list('publish'));
  for (const e of flags.list('expose')) for (const key of exposedKeys(e)) exposed[key] ??= {};
  const labels = {
    ...map(flags.list('label-file').flatMap((f) => readEnvFile(p, f, () => undefined, 'label'))),
    ...map(flags.list('label')),
  };
  const restart = restartPolicy(
    flags.string('restart') === 'no' && !flags.given('restart') ? 'no' : flags.string('restart'),
  );
  if (flags.bool('rm') && restart.Name !== '' && restart.Name !== 'no')
    throw new CliError('conflicting options: cannot specify both --restart and --rm');
  const security = flags.list('security-opt').map((o) => {
    if (/^(no-new-privileges|systempaths=unconfined|writable-cgroups)/.test(o)) return o;
    if (!/[=:]/.test(o)) throw new CliError(`Invalid --security-opt: ${JSON.stringify(o)}`);
    const profile = /^seccomp[=:](.*)$/.exec(o)?.[1];
    if (profile === undefined || ['unconfined', 'builtin'].includes(profile)) return o;
    if (!p.fs.exists(profile))
      throw new CliError(`opening seccomp profile (${profile}) failed: open ${profile}: no such file or directory`);
    return `seccomp=${p.fs.readText(profile).trim()}`;
  });
  const pid = flags.string('pid');
  if (!/^(|host|container:.+)$/.test(pid)) throw new CliError('--pid: invalid PID mode');
  const uts = flags.string('uts');
  if (!/^(|host)$/.test(uts)) throw new CliError('--uts: invalid UTS mode');
  const userns = flags.string('userns');
  if (!/^(|host)$/.test(userns)) throw new CliError('--userns: invalid USER mode');
  const cgroupns = flags.string('cgroupns');
  if (!/^(|host|private)$/.test(cgroupns)) throw new CliError('--cgroupns: invalid CGROUP mode');
  const { attachments, mode } = networks(flags);
  const logOpts = map(flags.list('log-opt'));
  const logDriver = flags.string('log-driver');
  if (logDriver === 'none' && Object.keys(logOpts).length > 0)
    throw new CliError(`invalid logging opts for driver ${logDriver}`);
  const entrypoint = flags.given('entrypoint') ? [flags.string('entrypoint')] : null;
  const given = flags.list('device');
  const devices = given
    .filter((d) => !isCdiName(d))
    .map((d) => {
      const [host = '', inside, perms] = d.split(':');
      const isPerms = inside !== undefined && /^[rwm]+$/.test(inside) && perms === undefined;
      const permissions = isPerms ? inside : (perms ?? 'rwm');
      if (!/^[rwm]+$/.test(permissions)) throw new CliError(`invalid device mode: ${permissions}`);
      const target = isPerms || inside === undefined ? host : inside;
      if (!target.startsWith('/')) throw new CliError(`${target} is not an absolute path`);
      return {
        PathOnHost: host,
        PathInContainer: target,
        CgroupPermissions: permissions,
      };
    });
  const cdi = given.filter(isCdiName);
  const hc = health(flags);
  const ordered = (a: string): boolean => (all ? true : attach.includes(a));
  const config: ContainerConfig = {
    Hostname: flags.string('hostname'),
    Domainname: flags.string('domainname'),
    User: flags.string('user'),
    AttachStdin: detach ? false : (stdin && all) || attach.includes('stdin'),
    AttachStdout: !detach && ordered('stdout'),
    AttachStderr: !detach && ordered('stderr'),
    ...(Object.keys(exposed).length > 0 ? { ExposedPorts: exposed } : {}),
    Tty: flags.bool('tty'),
    OpenStdin: stdin,
    StdinOnce: stdin && !detach,
    Env: environment(p, flags, 'env-file'),
    Cmd: command.length > 0 ? [...command] : null,
    ...(hc === undefined ? {} : { Healthcheck: hc }),
    Image: image,
    Volumes: volumes,
    WorkingDir: flags.string('workdir'),
    Entrypoint: entrypoint,
    OnBuild: null,
    Labels: labels,
    ...(flags.given('stop-signal') ? { StopSignal: flags.string('stop-signal') } : {}),
    ...(flags.given('stop-timeout') ? { StopTimeout: flags.number('stop-timeout') } : {}),
    ...(mac !== '' ? { MacAddress: mac } : {}),
  };
  const requests: DeviceRequest[] = flags.list('gpus').map((g) => parseGpus(g) as DeviceRequest);
  if (cdi.length > 0) requests.push(cdiRequest(cdi));
  const storage = map(flags.list('storage-opt'));
  const annotations = map(flags.list('annotation'));
  // the client itself turns this option into empty lists of paths
  const openPaths = security.includes(SYSTEM_PATHS);
  const hostConfig: HostConfig = {
    Binds: orNull(binds),
    ContainerIDFile: flags.string('cidfile'),
    LogConfig: { Type: logDriver, Config: logOpts },
    NetworkMode: mode,
    PortBindings: bindings,
    RestartPolicy: restart,
    AutoRemove: flags.bool('rm'),
    VolumeDriver: flags.string('volume-driver'),
    VolumesFrom: orNull(flags.list('volumes-from')),
    ConsoleSize: [p.tty?.rows ?? 0, p.tty?.columns ?? 0],
    ...(Object.keys(annotations).length > 0 ? { Annotations: annotations } : {}),
    CapAdd: orNull(flags.list('cap-add')),
    CapDrop: orNull(flags.list('cap-drop')),
    CgroupnsMode: cgroupns,
    Dns: flags.list('dns'),
    DnsOptions: flags.list('dns-option').concat(flags.list('dns-opt')),
    DnsSearch: flags.list('dns-search'),
    ExtraHosts: orNull(flags.list('add-host').map((h) => h.replace(/^([^:=]+)=/, '$1:').replace(/\[(.*)\]$/, '$1'))),
    GroupAdd: orNull(flags.list('group-add')),
    IpcMode: flags.string('ipc'),
    Cgroup: '',
    Links: orNull(flags.list('link')),
    OomScoreAdj: flags.number('oom-score-adj'),
    PidMode: pid,
    Privileged: flags.bool('privileged'),
    PublishAllPorts: flags.bool('publish-all'),
    ReadonlyRootfs: flags.bool('read-only'),
    SecurityOpt: orNull(security.filter((o) => o !== SYSTEM_PATHS)),
    ...(Object.keys(storage).length > 0 ? { StorageOpt: storage } : {}),
    ...(Object.keys(tmpfs).length > 0
      ? { Tmpfs: Object.fromEntries(Object.entries(tmpfs).sort(([a], [b]) => (a < b ? -1 : 1))) }
      : {}),
    UTSMode: uts,
    UsernsMode: userns,
    ShmSize: flags.bytes('shm-size'),
    ...(flags.given('sysctl') ? { Sysctls: map(flags.list('sysctl')) } : {}),
    ...(flags.string('runtime') === '' ? {} : { Runtime: flags.string('runtime') }),
    Isolation: flags.string('isolation'),
    CpuShares: flags.number('cpu-shares'),
    Memory: flags.bytes('memory'),
    NanoCpus: nanoCpus(flags.string('cpus')),
    CgroupParent: flags.string('cgroup-parent'),
    BlkioWeight: flags.number('blkio-weight'),
    BlkioWeightDevice: weights(flags.list('blkio-weight-device')),
    BlkioDeviceReadBps: rates(flags.list('device-read-bps')),
    BlkioDeviceWriteBps: rates(flags.list('device-write-bps')),
    BlkioDeviceReadIOps: rates(flags.list('device-read-iops')),
    BlkioDeviceWriteIOps: rates(flags.list('device-write-iops')),
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpuRealtimePeriod: flags.number('cpu-rt-period'),
    CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
    CpusetCpus: flags.string('cpuset-cpus'),
    CpusetMems: flags.string('cpuset-mems'),
    Devices: devices,
    DeviceCgroupRules: orNull(flags.list('device-cgroup-rule')),
    DeviceRequests: requests.length > 0 ? requests : null,
    MemoryReservation: flags.bytes('memory-reservation'),
    MemorySwap: flags.string('memory-swap') === '-1' ? -1 : flags.bytes('memory-swap'),
    MemorySwappiness: swappiness,
    OomKillDisable: flags.bool('oom-kill-disable'),
    PidsLimit: flags.number('pids-limit'),
    Ulimits: flags.given('ulimit') ? flags.list('ulimit').map((u) => parseUlimit(u) as Ulimit) : [],
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
    ...(mounts.length > 0 ? { Mounts: mounts } : {}),
    MaskedPaths: openPaths ? [] : null,
    ReadonlyPaths: openPaths ? [] : null,
    ...(flags.given('init') ? { Init: flags.bool('init') } : {}),
  };
  return { config, hostConfig, networks: attachments };
}

function weights(list: readonly string[]): unknown[] {
  return list.map((w) => ({ Path: w.split(':')[0], Weight: Number(w.split(':')[1]) }));
}
function rates(list: readonly string[]): unknown[] {
  return list.map((w) => ({ Path: w.split(':')[0], Rate: parseInt(w.split(':')[1] ?? '0', 10) }));
}

/** `--network` in all its forms, with the flags that belong to the first. */
function networks(flags: Flags): { attachments: Record<string, Partial<EndpointSettings>>; mode: string } {
  const list = flags.list('network').map((n) => parseNetwork(n) as NetworkAttachment);
  if (list.length === 0) list.push({ name: 'default', settings: {} });
  const first = list[0]!;
  if (first.name === '') throw new CliError('no name set for network');
  const aliases = flags.list('network-alias');
  const userDefined = (name: string): boolean =>
    !['default', 'bridge', 'host', 'none'].includes(name) && !name.startsWith('container:');
  if ((aliases.length > 0 || (first.settings.Aliases?.length ?? 0) > 0) && !userDefined(first.name))
    throw new CliError('network-scoped aliases are only supported for user-defined networks');
  if (aliases.length > 0) first.settings.Aliases = [...(first.settings.Aliases ?? []), ...aliases];
  const ip = flags.string('ip');
  const ip6 = flags.string('ip6');
  const linkLocal = flags.list('link-local-ip');
  if (ip !== '' || ip6 !== '' || linkLocal.length > 0) {
    first.settings.IPAMConfig = {
      ...(first.settings.IPAMConfig ?? {}),
      ...(ip === '' ? {} : { IPv4Address: ip }),
      ...(ip6 === '' ? {} : { IPv6Address: ip6 }),
      ...(linkLocal.length === 0 ? {} : { LinkLocalIPs: linkLocal }),
    };
  }
  const links = flags.list('link');
  if (links.length > 0 && userDefined(first.name))
    first.settings.Links = links.map((l) => (l.includes(':') ? l : `${l}:${l}`));
  if (flags.given('mac-address') && userDefined(first.name)) first.settings.MacAddress = flags.string('mac-address');
  const names = new Set<string>();
  for (const n of list) {
    if (names.has(n.name)) throw new CliError(`network ${JSON.stringify(n.name)} is specified multiple times`);
    names.add(n.name);
  }
  if (list.length > 1 && list.some((n) => !userDefined(n.name) && n.name !== 'bridge' && n.name !== 'default'))
    throw new CliError('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  const mode = first.name;
  if (mode.startsWith('container:')) return { attachments: {}, mode };
  return { attachments: Object.fromEntries(list.map((n) => [n.name, n.settings])), mode };
}
