// From a service in long form to the request that makes its container.

import { cdiRequest, isCdiName } from '../api/cdi.ts';
import { exposedKeys } from '../cli/ports.ts';
import type { ContainerConfig, CreateRequest, HealthConfig } from '../api/types/container.ts';
import type { DeviceRequest, HostConfig, MountSpec, PortBinding } from '../api/types/host.ts';
import type { EndpointSettings } from '../api/types/network.ts';
import { goDuration } from '../api/durations.ts';
import type { Process } from '../kernel/process.ts';
import { containerLabels, containerName } from './labels.ts';
import type { Seen } from './observe.ts';
import { imageOf, type Project } from './project.ts';
import {
  byKey,
  ComposeError,
  type Dict,
  dictOf,
  isDict,
  listOf,
  mappingOf,
  textOf,
  textsOf,
  type Value,
} from './value.ts';

export interface RequestOptions {
  readonly name: string;
  readonly number: number;
  /** Id of the image, once it is known. */
  readonly imageId: string;
  readonly oneoff: boolean;
  readonly useAliases: boolean;
  readonly attachStdin: boolean;
  readonly autoRemove: boolean;
  /** The container that this one takes the place of, whose anonymous volumes it takes over. */
  readonly inherit: Seen | undefined;
  /** Ids of containers that `service:x` stands for. */
  readonly containerOf: (service: string) => string | undefined;
  readonly extraLabels: Readonly<Record<string, string>>;
}

const ns = (v: Value | undefined): number | undefined => {
  const ms = goDuration(textOf(v) ?? '');
  return ms === undefined ? undefined : ms * 1e6;
};
const num = (v: Value | undefined): number | undefined =>
  typeof v === 'number' ? v : typeof v === 'string' && v !== '' && Number.isFinite(Number(v)) ? Number(v) : undefined;
const orNull = (list: string[]): string[] | null => (list.length > 0 ? list : null);

function healthOf(s: Dict): HealthConfig | undefined {
  const h = s['healthcheck'];
  if (!isDict(h)) return undefined;
  if (h['disable'] === true) return { Test: ['NONE'] };
  const out: HealthConfig = {};
  if (h['test'] !== undefined) out.Test = textsOf(h['test']);
  const put = (key: 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval', v: number | undefined): void => {
    if (v !== undefined) out[key] = v;
  };
  put('Interval', ns(h['interval']));
  put('Timeout', ns(h['timeout']));
  put('StartPeriod', ns(h['start_period']));
  put('StartInterval', ns(h['start_interval']));
  if (h['retries'] !== undefined) out.Retries = Number(h['retries']);
  return out;
}

function restartOf(s: Dict): HostConfig['RestartPolicy'] {
  const text = textOf(s['restart']);
  if (text !== undefined) {
    const [name = 'no', count] = text.split(':');
    return { Name: name === '' ? 'no' : name, MaximumRetryCount: Number(count ?? 0) };
  }
  const policy = dictOf(s['deploy'])['restart_policy'];
  if (!isDict(policy)) return { Name: 'no', MaximumRetryCount: 0 };
  const condition = textOf(policy['condition']) ?? 'any';
  return {
    Name:
      condition === 'any'
        ? 'always'
        : condition === 'on-failure'
          ? 'on-failure'
          : condition === 'none'
            ? 'no'
            : condition,
    MaximumRetryCount: Number(policy['max_attempts'] ?? 0),
  };
}

interface Mounts {
  readonly binds: string[];
  readonly mounts: MountSpec[];
}

/** Binds and mounts, as Compose divides them between the two. @throws ComposeError */
function mountsOf(project: Project, s: Dict, o: RequestOptions, imageVolumes: readonly string[]): Mounts {
  const binds: string[] = [];
  const mounts: MountSpec[] = [];
  const taken = new Set<string>();
  const named = listOf(s['volumes'] ?? null).map(dictOf);
  for (const m of o.inherit?.summary.Mounts ?? []) {
    if (m.Type !== 'volume') continue;
    const own = named.find((v) => v['target'] === m.Destination);
    // only volumes that nobody named go over to the next container
    if (
      own === undefined
        ? imageVolumes.includes(m.Destination)
        : textOf(own['source']) === undefined || own['source'] === ''
    ) {
      mounts.push({
        Type: 'volume',
        Source: m.Name ?? m.Source,
        Target: m.Destination,
        ...(m.RW ? {} : { ReadOnly: true }),
      });
      taken.add(m.Destination);
    }
  }
  for (const v of named) {
    const target = textOf(v['target']) ?? '';
    if (taken.has(target)) continue;
    const readOnly = v['read_only'] === true;
    const type = textOf(v['type']) ?? 'volume';
    const source = textOf(v['source']) ?? '';
    const bind = dictOf(v['bind']);
    const volume = dictOf(v['volume']);
    const access = [
      readOnly ? 'ro' : 'rw',
      ...(bind['selinux'] === undefined ? [] : [String(bind['selinux'])]),
      ...(bind['propagation'] === undefined ? [] : [String(bind['propagation'])]),
      ...(volume['nocopy'] === true ? ['nocopy'] : []),
    ];
    if (type === 'bind' && bind['create_host_path'] !== false && isDict(v['bind']) && bind['recursive'] === undefined)
      binds.push(`${source}:${target}:${access.join(',')}`);
    else if (type === 'volume' && source !== '' && volume['subpath'] === undefined && volume['labels'] === undefined)
      binds.push(`${textOf(project.volumes[source]?.['name']) ?? source}:${target}:${access.join(',')}`);
    else {
      const spec: MountSpec = {
        Type: type,
        Target: target,
        ...(source === ''
          ? {}
          : { Source: type === 'volume' ? (textOf(project.volumes[source]?.['name']) ?? source) : source }),
        ...(readOnly ? { ReadOnly: true } : {}),
      };
      if (textOf(v['consistency']) !== undefined) spec.Consistency = textOf(v['consistency'])!;
      if (type === 'bind' && Object.keys(bind).length > 0)
        spec.BindOptions = {
          ...(bind['propagation'] === undefined ? {} : { Propagation: String(bind['propagation']) }),
          ...(bind['create_host_path'] === true ? { CreateMountpoint: true } : {}),
          ...(bind['recursive'] === 'disabled' ? { NonRecursive: true } : {}),
        };
      if (type === 'volume' && Object.keys(volume).length > 0)
        spec.VolumeOptions = {
          ...(volume['nocopy'] === true ? { NoCopy: true } : {}),
          ...(volume['subpath'] === undefined ? {} : { Subpath: String(volume['subpath']) }),
          ...(volume['labels'] === undefined ? {} : { Labels: mappingOf(volume['labels']) as Record<string, string> }),
        };
      const tmpfs = dictOf(v['tmpfs']);
      if (type === 'tmpfs')
        spec.TmpfsOptions = {
          ...(tmpfs['size'] === undefined ? {} : { SizeBytes: Number(tmpfs['size']) }),
          ...(tmpfs['mode'] === undefined ? {} : { Mode: Number(tmpfs['mode']) }),
        };
      mounts.push(spec);
    }
  }
  for (const kind of ['secrets', 'configs'] as const) {
    for (const g of listOf(s[kind] ?? null).map(dictOf)) {
      const source = textOf(g['source']) ?? '';
      const file = textOf(project[kind][source]?.['file']);
      if (file !== undefined)
        mounts.push({
          Type: 'bind',
          Source: file,
          Target: grantTarget(kind, source, textOf(g['target'])),
          ReadOnly: true,
        });
      else if (project[kind][source]?.['external'] === true)
        throw new ComposeError(`unsupported external ${kind.slice(0, -1)} ${source}`);
    }
  }
  return { binds, mounts };
}

/** Where a secret or config appears in a container. */
export function grantTarget(kind: 'secrets' | 'configs', source: string, target: string | undefined): string {
  if (kind === 'configs') return target ?? `/${source}`;
  return target === undefined ? `/run/secrets/${source}` : target.startsWith('/') ? target : `/run/secrets/${target}`;
}

/** Networks of a service, the first one that of its network mode. */
function networksOf(
  project: Project,
  service: string,
  s: Dict,
  o: RequestOptions,
): { mode: string; endpoints: Record<string, Partial<EndpointSettings>> } {
  const mode = textOf(s['network_mode']);
  if (mode !== undefined) {
    if (!mode.startsWith('service:')) return { mode, endpoints: {} };
    const id = o.containerOf(mode.slice(8));
    if (id === undefined)
      throw new ComposeError(
        `cannot share network namespace with service ${JSON.stringify(mode.slice(8))}: container missing`,
      );
    return { mode: `container:${id}`, endpoints: {} };
  }
  const attached = Object.entries(dictOf(s['networks'])).sort(
    ([a, x], [b, y]) => Number(dictOf(y)['priority'] ?? 0) - Number(dictOf(x)['priority'] ?? 0) || (a < b ? -1 : 1),
  );
  if (attached.length === 0) return { mode: 'none', endpoints: {} };
  const endpoints: Record<string, Partial<EndpointSettings>> = {};
  for (const [key, value] of attached) {
    const v = dictOf(value);
    const aliases = [o.name, ...(o.useAliases ? [service, ...textsOf(v['aliases'] ?? null)] : [])];
    const ipam: Record<string, unknown> = {};
    if (v['ipv4_address'] !== undefined) ipam['IPv4Address'] = v['ipv4_address'];
    if (v['ipv6_address'] !== undefined) ipam['IPv6Address'] = v['ipv6_address'];
    if (v['link_local_ips'] !== undefined) ipam['LinkLocalIPs'] = v['link_local_ips'];
    const links = [
      ...textsOf(s['links'] ?? null).map((l) => {
        const [target = '', alias = target] = l.split(':');
        return `${containerName(project, target, project.services[target] ?? {}, 1)}:${alias}`;
      }),
      ...textsOf(s['external_links'] ?? null).map((l) => (l.includes(':') ? l : `${l}:${l}`)),
    ];
    endpoints[textOf(project.networks[key]?.['name']) ?? key] = {
      Aliases: [...new Set(aliases)],
      ...(Object.keys(ipam).length > 0 ? { IPAMConfig: ipam as NonNullable<EndpointSettings['IPAMConfig']> } : {}),
      ...(links.length > 0 ? { Links: links } : {}),
      ...(textOf(v['mac_address'] ?? s['mac_address']) === undefined
        ? {}
        : { MacAddress: textOf(v['mac_address'] ?? s['mac_address'])! }),
      ...(isDict(v['driver_opts']) ? { DriverOpts: mappingOf(v['driver_opts']) as Record<string, string> } : {}),
      ...(v['gw_priority'] === undefined ? {} : { GwPriority: Number(v['gw_priority']) }),
    };
  }
  return { mode: Object.keys(endpoints)[0]!, endpoints };
}

/** `service:x` and `container:x` of the ipc, pid and the like. */
function sharedMode(value: Value | undefined, o: RequestOptions): string {
  const text = textOf(value);
  if (text === undefined) return '';
  if (!text.startsWith('service:')) return text;
  const id = o.containerOf(text.slice(8));
  if (id === undefined)
    throw new ComposeError(`cannot share namespace with service ${JSON.stringify(text.slice(8))}: container missing`);
  return `container:${id}`;
}

/** Is it a device of the Container Device Interface, given by its name alone? */
function isCdi(d: Dict): boolean {
  const source = textOf(d['source']) ?? '';
  return isCdiName(source) && source === (textOf(d['target']) ?? source);
}

function devicesOf(s: Dict): DeviceRequest[] {
  const reservations = dictOf(dictOf(dictOf(s['deploy'])['resources'])['reservations']);
  const request = (d: Dict, more: readonly string[]): DeviceRequest => ({
    Driver: textOf(d['driver']) ?? '',
    Count: Number(d['count'] ?? 0),
    DeviceIDs: d['device_ids'] === undefined ? null : textsOf(d['device_ids']),
    Capabilities: [[...new Set([...textsOf(d['capabilities'] ?? null), ...more])]],
    Options: d['options'] === undefined ? null : (mappingOf(d['options']) as Record<string, string>),
  });
  const named = listOf(s['devices'] ?? null)
    .map(dictOf)
    .filter(isCdi);
  return [
    ...listOf(reservations['devices'] ?? null)
      .map(dictOf)
      .map((d) => request(d, [])),
    ...listOf(s['gpus'] ?? null)
      .map(dictOf)
      .map((d) => request(d, ['gpu'])),
    ...(named.length > 0 ? [cdiRequest(named.map((d) => textOf(d['source'])!))] : []),
  ];
}

/** Ports of a service: what it exposes, and what of it is published. */
export function portsOf(s: Dict): { exposed: Record<string, object>; bindings: Record<string, PortBinding[]> } {
  const exposed: Record<string, object> = {};
  const bindings: Record<string, PortBinding[]> = {};
  for (const e of textsOf(s['expose'] ?? null)) for (const key of exposedKeys(e)) exposed[key] = {};
  for (const p of listOf(s['ports'] ?? null).map(dictOf)) {
    const key = `${String(p['target'])}/${textOf(p['protocol']) ?? 'tcp'}`;
    exposed[key] = {};
    (bindings[key] ??= []).push({ HostIp: textOf(p['host_ip']) ?? '', HostPort: textOf(p['published']) ?? '' });
  }
  return { exposed, bindings };
}

/** Environment of a service as the engine takes it. */
export function environmentList(v: Value | undefined): string[] {
  return byKey(mappingOf(v)).map(([k, x]) => (x === null ? k : `${k}=${x}`));
}

/**
 * The request for one container of a service.
 * @param imageVolumes paths that its image declares as volumes
 * @throws ComposeError
 */
export function createRequest(
  p: Process,
  project: Project,
  service: string,
  s: Dict,
  o: RequestOptions,
  imageVolumes: readonly string[],
): CreateRequest {
  const image = imageOf(project, service);
  const { exposed, bindings } = portsOf(s);
  const { mode, endpoints } = networksOf(project, service, s, o);
  const { binds, mounts } = mountsOf(project, s, o, imageVolumes);
  const health = healthOf(s);
  const stop = ns(s['stop_grace_period']);
  const limits = dictOf(dictOf(dictOf(s['deploy'])['resources'])['limits']);
  const reservations = dictOf(dictOf(dictOf(s['deploy'])['resources'])['reservations']);
  const labels = {
    ...(mappingOf(s['labels']) as Record<string, string>),
    ...containerLabels(project, service, s, o.number, o.imageId, o.oneoff),
    ...o.extraLabels,
  };
  const logging = dictOf(s['logging']);
  const config: Partial<ContainerConfig> = {
    Image: image,
    Hostname: textOf(s['hostname']) ?? '',
    Domainname: textOf(s['domainname']) ?? '',
    User: textOf(s['user']) ?? '',
    ...(Object.keys(exposed).length > 0 ? { ExposedPorts: exposed } : {}),
    Tty: s['tty'] === true,
    OpenStdin: s['stdin_open'] === true,
    StdinOnce: o.attachStdin && s['stdin_open'] === true,
    AttachStdin: o.attachStdin,
    AttachStdout: true,
    AttachStderr: true,
    Cmd: s['command'] === undefined || s['command'] === null ? null : textsOf(s['command']),
    Entrypoint: s['entrypoint'] === undefined || s['entrypoint'] === null ? null : textsOf(s['entrypoint']),
    Env: environmentList(s['environment']),
    ...(health === undefined ? {} : { Healthcheck: health }),
    WorkingDir: textOf(s['working_dir']) ?? '',
    Labels: Object.fromEntries(byKey(labels)),
    ...(textOf(s['stop_signal']) === undefined ? {} : { StopSignal: textOf(s['stop_signal'])! }),
    ...(stop === undefined ? {} : { StopTimeout: Math.round(stop / 1e9) }),
  };
  const ulimits = Object.entries(dictOf(s['ulimits'])).map(([Name, v]) =>
    isDict(v) ? { Name, Hard: Number(v['hard']), Soft: Number(v['soft']) } : { Name, Hard: Number(v), Soft: Number(v) },
  );
  const tmpfs = Object.fromEntries(
    textsOf(s['tmpfs'] ?? null).map((t) => [t.split(':')[0]!, t.split(':').slice(1).join(':')]),
  );
  const from = textsOf(s['volumes_from'] ?? null).map((x) => {
    if (x.startsWith('container:')) return x.slice(10);
    const [target = '', access] = x.split(':');
    const id = o.containerOf(target);
    if (id === undefined) throw new ComposeError(`cannot share volume with service ${target}: container missing`);
    return access === undefined ? id : `${id}:${access}`;
  });
  const gpus = devicesOf(s);
  const devices = listOf(s['devices'] ?? null)
    .map(dictOf)
    .filter((d) => !isCdi(d))
    .map((d) => ({
      PathOnHost: textOf(d['source']) ?? '',
      PathInContainer: textOf(d['target']) ?? textOf(d['source']) ?? '',
      CgroupPermissions: textOf(d['permissions']) ?? 'rwm',
    }));
  const blkio = dictOf(s['blkio_config']);
  const rates = (key: string): unknown[] =>
    listOf(blkio[key] ?? null)
      .map(dictOf)
      .map((r) => ({ Path: r['path'], Rate: Number(r['rate']) }));
  const h: Partial<HostConfig> = {
    Binds: orNull(binds),
    NetworkMode: mode,
    PortBindings: Object.fromEntries(byKey(bindings)),
    RestartPolicy: o.oneoff ? { Name: 'no', MaximumRetryCount: 0 } : restartOf(s),
    AutoRemove: o.autoRemove,
    VolumesFrom: orNull(from),
    ...(Object.keys(logging).length === 0
      ? {}
      : {
          LogConfig: {
            Type: textOf(logging['driver']) ?? 'json-file',
            Config: mappingOf(logging['options']) as Record<string, string>,
          },
        }),
    CapAdd: orNull(textsOf(s['cap_add'] ?? null)),
    CapDrop: orNull(textsOf(s['cap_drop'] ?? null)),
    ...(textOf(s['cgroup']) === undefined ? {} : { CgroupnsMode: textOf(s['cgroup'])! }),
    Dns: textsOf(s['dns'] ?? null),
    DnsOptions: textsOf(s['dns_opt'] ?? null),
    DnsSearch: textsOf(s['dns_search'] ?? null),
    ExtraHosts: orNull(textsOf(s['extra_hosts'] ?? null).map((x) => x.replace('=', ':'))),
    GroupAdd: orNull(textsOf(s['group_add'] ?? null)),
    IpcMode: sharedMode(s['ipc'], o),
    PidMode: sharedMode(s['pid'], o),
    UTSMode: textOf(s['uts']) ?? '',
    UsernsMode: textOf(s['userns_mode']) ?? '',
    Privileged: s['privileged'] === true,
    ReadonlyRootfs: s['read_only'] === true,
    SecurityOpt: orNull(textsOf(s['security_opt'] ?? null)),
    ...(Object.keys(tmpfs).length > 0 ? { Tmpfs: tmpfs } : {}),
    ShmSize: num(s['shm_size']) ?? 0,
    ...(isDict(s['sysctls']) ? { Sysctls: mappingOf(s['sysctls']) as Record<string, string> } : {}),
    ...(textOf(s['runtime']) === undefined ? {} : { Runtime: textOf(s['runtime'])! }),
    Isolation: textOf(s['isolation']) ?? '',
    OomScoreAdj: num(s['oom_score_adj']) ?? 0,
    OomKillDisable: s['oom_kill_disable'] === true,
    CgroupParent: textOf(s['cgroup_parent']) ?? '',
    CpuShares: num(s['cpu_shares']) ?? 0,
    CpuPeriod: num(s['cpu_period']) ?? 0,
    CpuQuota: num(s['cpu_quota']) ?? 0,
    CpuRealtimePeriod: num(s['cpu_rt_period']) ?? 0,
    CpuRealtimeRuntime: num(s['cpu_rt_runtime']) ?? 0,
    CpusetCpus: textOf(s['cpuset']) ?? '',
    NanoCpus: Math.round((num(limits['cpus']) ?? num(s['cpus']) ?? 0) * 1e9),
    Memory: num(limits['memory']) ?? num(s['mem_limit']) ?? 0,
    MemoryReservation: num(reservations['memory']) ?? num(s['mem_reservation']) ?? 0,
    MemorySwap: num(s['memswap_limit']) ?? 0,
    MemorySwappiness: num(s['mem_swappiness']) ?? null,
    PidsLimit: num(limits['pids']) ?? num(s['pids_limit']) ?? null,
    Ulimits: ulimits,
    Devices: devices.length > 0 ? devices : null,
    DeviceCgroupRules: orNull(textsOf(s['device_cgroup_rules'] ?? null)),
    DeviceRequests: gpus.length > 0 ? gpus : null,
    BlkioWeight: num(blkio['weight']) ?? 0,
    BlkioWeightDevice: listOf(blkio['weight_device'] ?? null)
      .map(dictOf)
      .map((w) => ({ Path: w['path'], Weight: Number(w['weight']) })),
    BlkioDeviceReadBps: rates('device_read_bps'),
    BlkioDeviceWriteBps: rates('device_write_bps'),
    BlkioDeviceReadIOps: rates('device_read_iops'),
    BlkioDeviceWriteIOps: rates('device_write_iops'),
    ...(isDict(s['storage_opt']) ? { StorageOpt: mappingOf(s['storage_opt']) as Record<string, string> } : {}),
    ...(isDict(s['annotations']) ? { Annotations: mappingOf(s['annotations']) as Record<string, string> } : {}),
    ...(mounts.length > 0 ? { Mounts: mounts } : {}),
    ...(s['init'] === undefined ? {} : { Init: s['init'] === true }),
  };
  return { name: o.name, platform: textOf(s['platform']) ?? '', config, hostConfig: h, networks: endpoints };
}
