// What the daemon checks of a container's configuration before it makes anything.

import { CAPABILITIES } from '../kernel/caps.ts';
import { signalNumber } from '../kernel/signals.ts';
import { parsePlatform } from '../api/platform.ts';
import { ApiError } from '../api/error.ts';
import type { ContainerConfig } from '../api/types/container.ts';
import type { HostConfig, RestartPolicy } from '../api/types/host.ts';
import { own } from '../api/dict.ts';
import { isIpv6, parseIp } from '../kernel/ip.ts';

const SIX_MB = 6 * 1024 * 1024;

/** `cap_chown`, `CHOWN`, `ALL` → `CAP_CHOWN`, `ALL`. @throws ApiError */
export function normalizeCaps(list: readonly string[] | null, which: 'CapAdd' | 'CapDrop'): string[] | null {
  if (list === null || list.length === 0) return null;
  return list.map((raw) => {
    const up = raw.toUpperCase();
    if (up === 'ALL' || up === 'CAP_ALL') return 'ALL';
    const name = up.startsWith('CAP_') ? up : `CAP_${up}`;
    if (!(CAPABILITIES as readonly string[]).includes(name.slice(4)))
      throw new ApiError(400, `invalid ${which}: unknown capability: "${name}"`);
    return name;
  });
}

/** @throws ApiError */
export function checkRestartPolicy(policy: RestartPolicy): void {
  if (!['', 'no', 'always', 'on-failure', 'unless-stopped'].includes(policy.Name)) {
    throw new ApiError(
      400,
      `invalid restart policy: unknown policy '${policy.Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
    );
  }
  if (policy.MaximumRetryCount !== 0 && policy.Name !== 'on-failure') {
    throw new ApiError(
      400,
      `invalid restart policy: maximum retry count can only be used with 'on-failure'${policy.MaximumRetryCount < 0 ? ' and cannot be negative' : ''}`,
    );
  }
  if (policy.MaximumRetryCount < 0)
    throw new ApiError(400, 'invalid restart policy: maximum retry count cannot be negative');
}

/** Ports that a container publishes, as numbers and ranges. @throws ApiError 400 */
export function checkPorts(bindings: HostConfig['PortBindings']): void {
  const range = /^\d+(-\d+)?$/;
  const bad = (text: string): never => {
    throw new ApiError(400, `invalid port specification: ${JSON.stringify(text)}`);
  };
  for (const [key, list] of Object.entries(bindings ?? {})) {
    if (!range.test(key.split('/')[0]!)) bad(key.split('/')[0]!);
    for (const b of list) if (b.HostPort !== '' && !range.test(b.HostPort)) bad(b.HostPort);
  }
}

/** Numbers and ranges of processors or memory nodes, of which the host has `count`. @throws ApiError 400 */
function checkSet(set: string, what: string, things: string, count: number): void {
  if (set === '') return;
  const bad = set.split(',').find((x) => !/^\d+(-\d+)?$/.test(x));
  if (bad !== undefined) throw new ApiError(400, `Invalid value ${set} for ${what}: invalid format: ${bad}`);
  if (set.split(/[-,]/).every((n) => Number(n) < count)) return;
  const available = count === 1 ? '0' : `0-${count - 1}`;
  throw new ApiError(400, `Requested ${things} are not available - requested ${set}, available: ${available}`);
}

/** Memory and CPU limits, of a new container or an update. @throws ApiError */
export function checkResources(h: Partial<HostConfig>, cpus: number, update = false): void {
  const memory = h.Memory ?? 0;
  const swap = h.MemorySwap ?? 0;
  if (memory !== 0 && memory < SIX_MB) throw new ApiError(400, 'Minimum memory limit allowed is 6MB');
  if (memory > 0 && swap > 0 && swap < memory)
    throw new ApiError(400, 'Minimum memoryswap limit should be larger than memory limit, see usage');
  // an update may speak of one of the two alone; whether they fit together shows at the next start
  if (memory === 0 && swap > 0 && !update)
    throw new ApiError(400, 'You should always set the Memory limit when using Memoryswap limit, see usage');
  const reservation = h.MemoryReservation ?? 0;
  if (reservation > 0 && reservation < SIX_MB) throw new ApiError(400, 'Minimum memory reservation allowed is 6MB');
  if (memory > 0 && reservation > memory)
    throw new ApiError(400, 'Minimum memory limit can not be less than memory reservation limit, see usage');
  const swappiness = h.MemorySwappiness ?? -1;
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100))
    throw new ApiError(400, `Invalid value: ${swappiness}, valid memory swappiness range is 0-100`);
  const nano = h.NanoCpus ?? 0;
  if (nano < 0 || nano > cpus * 1e9)
    throw new ApiError(400, `range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`);
  if (nano > 0 && (h.CpuPeriod ?? 0) > 0)
    throw new ApiError(400, 'Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (nano > 0 && (h.CpuQuota ?? 0) > 0)
    throw new ApiError(400, 'Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  const period = h.CpuPeriod ?? 0;
  if (period !== 0 && (period < 1000 || period > 1_000_000))
    throw new ApiError(400, 'CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  const quota = h.CpuQuota ?? 0;
  if (quota > 0 && quota < 1000) throw new ApiError(400, 'CPU cfs quota can not be less than 1ms (i.e. 1000)');
  if ((h.CpuShares ?? 0) < 0)
    throw new ApiError(400, `invalid CPU shares (${h.CpuShares!}): value must be a positive integer`);
  checkSet(h.CpusetCpus ?? '', 'cpuset cpus', 'CPUs', cpus);
  checkSet(h.CpusetMems ?? '', 'cpuset mems', 'memory nodes', 1);
  const weight = h.BlkioWeight ?? 0;
  if (weight !== 0 && (weight < 10 || weight > 1000))
    throw new ApiError(400, 'Range of blkio weight is from 10 to 1000');
}

/** What this host cannot do of what is asked for: it goes without, and says so. */
export function discarded(h: Partial<HostConfig>): { without: Partial<HostConfig>; warnings: string[] } {
  const warnings: string[] = [];
  const without: Partial<HostConfig> & { KernelMemory?: number } = { ...h };
  if ((without.KernelMemory ?? 0) > 0) {
    warnings.push(
      'Your kernel does not support kernel memory limit capabilities or the cgroup is not mounted. Limitation discarded.',
    );
    delete without.KernelMemory;
  }
  if (h.OomKillDisable === true)
    warnings.push('Your kernel does not support OomKillDisable. OomKillDisable discarded.');
  delete without.OomKillDisable;
  return { without, warnings };
}

/** Is it an address of a network card? @param before what an error begins with @throws ApiError 400 */
export function checkMac(text: string, before: string): void {
  if (text !== '' && !/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(text))
    throw new ApiError(400, `${before}invalid MAC address ${text}`);
}

/** `--platform` of a container. @param here its image is on this host @throws ApiError */
export function checkPlatform(text: string, image = '', here = false): void {
  let platform: string;
  try {
    platform = parsePlatform(text);
  } catch (error) {
    throw new ApiError(400, (error as Error).message);
  }
  if (!platform.startsWith('linux/'))
    throw new ApiError(
      400,
      `image operating system ${JSON.stringify(platform.split('/')[0])} cannot be used on this platform: operating system is not supported`,
    );
  if (here && platform !== 'linux/amd64')
    throw new ApiError(
      404,
      `image with reference ${image} was found but its platform (linux/amd64) does not match the specified platform (${platform})`,
    );
  if (platform !== 'linux/amd64')
    throw new ApiError(501, `drydock: '--platform ${text}' is not simulated (only linux/amd64 is)`);
}

/** Options that a shared network namespace rules out. @throws ApiError */
function checkNetworkMode(config: ContainerConfig, h: HostConfig): void {
  const mode = h.NetworkMode;
  const container = mode.startsWith('container:');
  const conflict = (is: boolean, text: string): void => {
    if (is) throw new ApiError(400, `conflicting options: ${text}`);
  };
  if (mode === 'container:' || mode === 'container')
    throw new ApiError(400, 'invalid network mode: invalid container format container:<name|id>');
  conflict(container && config.Hostname !== '', 'hostname and the network mode');
  conflict(h.UTSMode === 'host' && config.Hostname !== '', 'hostname and the UTS mode');
  conflict(
    mode === 'host' && (h.Links ?? []).length > 0,
    "host type networking can't be used with links. This would result in undefined behavior",
  );
  conflict(
    container && (h.Links ?? []).length > 0,
    "container type network can't be used with links. This would result in undefined behavior",
  );
  conflict(container && (h.Dns ?? []).length > 0, 'dns and the network mode');
  conflict(container && (h.ExtraHosts ?? []).length > 0, 'custom host-to-IP mapping and the network mode');
  conflict((container || mode === 'host') && (config.MacAddress ?? '') !== '', 'mac-address and the network mode');
  conflict(
    container && (Object.keys(h.PortBindings ?? {}).length > 0 || h.PublishAllPorts),
    'port publishing and the container type network mode',
  );
  conflict(
    container && Object.keys(config.ExposedPorts ?? {}).length > 0,
    'port exposing and the container type network mode',
  );
}

/** Names and addresses for /etc/hosts. @throws ApiError 400 */
function checkHosts(list: readonly string[]): void {
  for (const text of list) {
    const at = text.search(/[:=]/);
    if (at <= 0) throw new ApiError(400, `bad format for add-host: ${JSON.stringify(text)}`);
    const ip = text.slice(at + 1).replace(/^\[(.*)\]$/, '$1');
    if (ip !== 'host-gateway' && parseIp(ip) === undefined && !isIpv6(ip))
      throw new ApiError(400, `invalid IP address in add-host: ${JSON.stringify(ip)}`);
  }
}

/** Everything about a new container that can be refused without looking at images and networks. @throws ApiError */
export function checkCreate(config: ContainerConfig, h: HostConfig, cpus: number, runtimes: readonly string[]): void {
  checkNetworkMode(config, h);
  for (const e of config.Env ?? [])
    if (e === '' || e.startsWith('=')) throw new ApiError(400, `invalid environment variable: ${e}`);
  checkHosts(h.ExtraHosts ?? []);
  if (Object.hasOwn(h.Annotations ?? {}, ''))
    throw new ApiError(400, 'invalid Annotations: the empty string is not permitted as an annotation key');
  if (!['', 'host'].includes(h.UTSMode)) throw new ApiError(400, `invalid UTS mode: ${h.UTSMode}`);
  if (!['', 'default'].includes((h.Isolation ?? '').toLowerCase()))
    throw new ApiError(400, `invalid isolation (${h.Isolation}): linux only supports 'default'`);
  if (config.WorkingDir !== '' && !config.WorkingDir.startsWith('/')) {
    throw new ApiError(400, `the working directory '${config.WorkingDir}' is invalid, it needs to be an absolute path`);
  }
  normalizeCaps(h.CapAdd, 'CapAdd');
  normalizeCaps(h.CapDrop, 'CapDrop');
  checkRestartPolicy(h.RestartPolicy);
  if (h.AutoRemove && !['', 'no'].includes(h.RestartPolicy.Name))
    throw new ApiError(400, "can't create 'AutoRemove' container with restart policy");
  checkResources(h, cpus);
  if (h.OomScoreAdj < -1000 || h.OomScoreAdj > 1000)
    throw new ApiError(400, `Invalid value ${h.OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  if (!/^(|none|private|shareable|host|container:.+)$/.test(h.IpcMode))
    throw new ApiError(400, `invalid IPC mode: ${h.IpcMode}`);
  if (!/^(|host|container:.+)$/.test(h.PidMode)) throw new ApiError(400, `invalid PID mode: ${h.PidMode}`);
  if (!/^(|private|host)$/.test(h.CgroupnsMode))
    throw new ApiError(400, `invalid cgroup namespace mode: ${h.CgroupnsMode}`);
  if (h.Runtime !== undefined && h.Runtime !== '' && !runtimes.includes(h.Runtime))
    throw new ApiError(400, `unknown or invalid runtime name: ${h.Runtime}`);
  if (config.StopSignal !== undefined && config.StopSignal !== '' && signalNumber(config.StopSignal) === undefined)
    throw new ApiError(400, `invalid signal: ${config.StopSignal}`);
  if (h.ShmSize < 0) throw new ApiError(400, 'SHM size can not be less than 0');
  const { Type, Config } = h.LogConfig;
  const drivers: Record<string, readonly string[]> = {
    'json-file': ['max-file', 'max-size', 'compress', 'labels', 'labels-regex', 'env', 'env-regex', 'tag'],
    local: ['max-file', 'max-size', 'compress', 'labels', 'labels-regex', 'env', 'env-regex', 'tag'],
    none: [],
    syslog: ['env', 'labels', 'syslog-address', 'syslog-facility', 'syslog-format', 'syslog-tls-ca-cert', 'tag'],
    journald: ['env', 'labels', 'tag'],
  };
  const allowed = own(drivers, Type);
  if (allowed === undefined)
    throw new ApiError(400, `error looking up logging plugin ${Type}: plugin "${Type}" not found`);
  if (Type !== 'none')
    for (const key of Object.keys(Config))
      if (!allowed.includes(key) && key !== 'mode' && key !== 'max-buffer-size')
        throw new ApiError(400, `unknown log opt '${key}' for ${Type} log driver`);
  const health = config.Healthcheck;
  if (health !== undefined) {
    const positive = (v: number | undefined, name: string): void => {
      if (v !== undefined && v !== 0 && v < 1_000_000)
        throw new ApiError(400, `${name} in Healthcheck cannot be less than 1ms`);
    };
    positive(health.Interval, 'Interval');
    positive(health.Timeout, 'Timeout');
    positive(health.StartPeriod, 'StartPeriod');
    if ((health.Retries ?? 0) < 0) throw new ApiError(400, 'Retries in Healthcheck cannot be negative');
  }
}

/** What is refused only when the container has its name. @throws ApiError */
export function checkNamed(h: HostConfig): void {
  if (Object.keys(h.StorageOpt ?? {}).length > 0)
    throw new ApiError(500, "--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
  for (const o of h.SecurityOpt ?? [])
    if (
      !/^(no-new-privileges([:=](1|t|true|0|f|false))?$|systempaths|writable-cgroups|(label|apparmor|seccomp)[=:])/.test(
        o,
      )
    )
      throw new ApiError(400, `invalid --security-opt 2: ${JSON.stringify(o)}`);
  for (const [dest] of Object.entries(h.Sysctls ?? {}))
    if (!/^(kernel\.|net\.|fs\.mqueue)/.test(dest))
      throw new ApiError(400, `sysctl "${dest}" is not in a separate kernel namespace`);
}

/** Why a log driver cannot start with its options; undefined when it can. */
export function logOptionProblem(type: string, config: Record<string, string>): string | undefined {
  const fail = (why: string): string => `failed to initialize logging driver: ${why}`;
  const size = config['max-size'];
  if (
    size !== undefined &&
    !/^\d+(\.\d+)?\s*[kmgtp]?i?b?$/i.test(size) &&
    (type !== 'json-file' || !size.startsWith('-'))
  )
    return fail(`invalid size: '${size}'`);
  if (type !== 'json-file') return undefined;
  if (size !== undefined && !(parseFloat(size) > 0)) return fail('max-size must be a positive number');
  const files = config['max-file'];
  if (files !== undefined && !/^[-+]?\d+$/.test(files))
    return fail(`strconv.Atoi: parsing ${JSON.stringify(files)}: invalid syntax`);
  if (files !== undefined && Number(files) < 1) return fail('max-file cannot be less than 1');
  const { compress } = config;
  if (compress === undefined) return undefined;
  if (!/^(1|0|t|f|true|false)$/i.test(compress))
    return fail(`strconv.ParseBool: parsing ${JSON.stringify(compress)}: invalid syntax`);
  return /^(1|t|true)$/i.test(compress) && (size === undefined || Number(files ?? '1') === 1)
    ? fail('compress cannot be true when max-file is less than 2 or max-size is not set')
    : undefined;
}
