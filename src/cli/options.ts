// From the flags of `docker run` and `docker create` to the request that the engine gets.

import { dict } from '../api/dict.ts';
import type { ContainerConfig } from '../api/types/container.ts';
import type { DeviceRequest, HostConfig, MountSpec, Ulimit } from '../api/types/host.ts';
import { cdiRequest, isCdiName } from '../api/cdi.ts';
import type { EndpointSettings } from '../api/types/network.ts';
import { resolvePath } from '../fs/path.ts';
import type { Process } from '../kernel/process.ts';
import { CliError } from './cli.ts';
import type { Flags } from './flags.ts';
import { parseMount } from './mount.ts';
import { nanoCpus } from './opts/cpus.ts';
import { environment, readEnvFile } from './opts/env.ts';
import { parseGpus } from './opts/gpus.ts';
import { health } from './opts/health.ts';
import { map } from './opts/keyvalue.ts';
import { networks } from './opts/networks.ts';
import { restartPolicy } from './opts/restart.ts';
import { rates, weights } from './opts/throttle.ts';
import { parseUlimit } from './opts/ulimit.ts';
import { exposedKeys, parsePorts } from './ports.ts';

export interface RunOptions {
  config: ContainerConfig;
  hostConfig: HostConfig;
  networks: Record<string, Partial<EndpointSettings>>;
}

const SYSTEM_PATHS = 'systempaths=unconfined';

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
