// The daemon itself: info, version, disk usage, statistics.

import { treeSize } from '../fs/tree.ts';
import { ApiError } from '../api/error.ts';
import type { SystemInfo, SystemVersion } from '../api/types/info.ts';
import type { ContainerStats } from '../api/types/container.ts';
import type { ImageSummary } from '../api/types/image.ts';
import type { DiskUsage, DiskUsageType } from '../api/types/system.ts';
import { own } from '../api/dict.ts';
import { CDI_DIRS, cdiNames } from './devices/cdi.ts';
import { runtimesOf } from './devices/runtimes.ts';
import { listContainers } from './listing.ts';
import { rfc3339 } from '../api/units.ts';
import type { With } from './ports/stores.ts';

/** What is seen of the engine here. */
type Engine = With<'builder' | 'containers' | 'images' | 'volumes'>;

export class System {
  readonly id: string;
  private readonly started: number;
  constructor(private readonly engine: Engine) {
    const hex = engine.kernel.random.hex(32);
    this.id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    this.started = engine.now;
  }

  info(): SystemInfo {
    const { engine } = this;
    let running = 0;
    let paused = 0;
    let stopped = 0;
    for (const c of engine.state.containers.values()) {
      if (c.state === 'running' || c.state === 'restarting') running++;
      else if (c.state === 'paused') paused++;
      else stopped++;
    }
    const { settings } = engine.host;
    const cdi = cdiNames(engine);
    return {
      ID: this.id,
      Containers: running + paused + stopped,
      ContainersRunning: running,
      ContainersPaused: paused,
      ContainersStopped: stopped,
      Images: engine.state.images.size,
      Driver: 'overlay2',
      DriverStatus: [
        ['Backing Filesystem', 'extfs'],
        ['Supports d_type', 'true'],
        ['Using metacopy', 'false'],
        ['Native Overlay Diff', 'true'],
        ['userxattr', 'false'],
      ],
      Plugins: {
        Volume: ['local'],
        Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
        Authorization: null,
        Log: ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'],
      },
      MemoryLimit: true,
      SwapLimit: true,
      CpuCfsPeriod: true,
      CpuCfsQuota: true,
      CPUShares: true,
      CPUSet: true,
      PidsLimit: true,
      IPv4Forwarding: true,
      Debug: settings.debug,
      NFd: 24 + running * 8,
      OomKillDisable: false,
      NGoroutines: 40 + running * 6,
      SystemTime: rfc3339(engine.now),
      LoggingDriver: 'json-file',
      CgroupDriver: 'systemd',
      CgroupVersion: '2',
      NEventsListener: 0,
      KernelVersion: '6.12.48',
      OperatingSystem: settings.system,
      OSVersion: settings.systemVersion,
      OSType: 'linux',
      Architecture: 'x86_64',
      IndexServerAddress: 'https://index.docker.io/v1/',
      RegistryConfig: {
        IndexConfigs: {
          'docker.io': { Mirrors: [...settings.mirrors], Name: 'docker.io', Official: true, Secure: true },
          ...Object.fromEntries(
            settings.insecure
              .filter((r) => !r.includes('/'))
              .map((Name) => [Name, { Mirrors: [], Name, Official: false, Secure: false }]),
          ),
        },
        InsecureRegistryCIDRs: [...settings.insecure.filter((r) => r.includes('/')), '::1/128', '127.0.0.0/8'],
        Mirrors: settings.mirrors.length === 0 ? null : [...settings.mirrors],
      },
      NCPU: engine.host.cpus,
      MemTotal: engine.host.memory,
      GenericResources: null,
      DockerRootDir: engine.root,
      HttpProxy: '',
      HttpsProxy: '',
      NoProxy: '',
      Name: engine.host.hostname,
      Labels: [...settings.labels],
      ExperimentalBuild: false,
      ServerVersion: '28.5.2',
      Runtimes: runtimesOf(engine),
      DefaultRuntime: 'runc',
      Swarm: {
        NodeID: '',
        NodeAddr: '',
        LocalNodeState: 'inactive',
        ControlAvailable: false,
        Error: '',
        RemoteManagers: null,
      },
      LiveRestoreEnabled: false,
      Isolation: '',
      InitBinary: 'docker-init',
      ContainerdCommit: { ID: 'b98a3aace656320842a23f4a392a33f46af97866' },
      RuncCommit: { ID: '' },
      InitCommit: { ID: '' },
      SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
      FirewallBackend: { Driver: 'iptables' },
      CDISpecDirs: [...CDI_DIRS],
      ...(cdi.length > 0 ? { DiscoveredDevices: cdi.map((ID) => ({ Source: 'cdi', ID })) } : {}),
      Containerd: {
        Address: '/run/containerd/containerd.sock',
        Namespaces: { Containers: 'moby', Plugins: 'plugins.moby' },
      },
      Warnings: settings.warnings.length === 0 ? null : [...settings.warnings],
    };
  }

  version(): SystemVersion {
    return {
      Platform: { Name: '' },
      Components: [
        {
          Name: 'Engine',
          Version: '28.5.2',
          Details: {
            ApiVersion: '1.51',
            Arch: 'amd64',
            BuildTime: '2025-11-05T14:43:33.000000000+00:00',
            Experimental: 'false',
            GitCommit: '89c5e8f',
            GoVersion: 'go1.24.9',
            KernelVersion: '6.12.48',
            MinAPIVersion: '1.24',
            Os: 'linux',
          },
        },
        { Name: 'containerd', Version: '1.7.28', Details: { GitCommit: 'b98a3aace656320842a23f4a392a33f46af97866' } },
        { Name: 'runc', Version: '1.3.3', Details: { GitCommit: '' } },
        { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: '' } },
      ],
      Version: '28.5.2',
      ApiVersion: '1.51',
      MinAPIVersion: '1.24',
      GitCommit: '89c5e8f',
      GoVersion: 'go1.24.9',
      Os: 'linux',
      Arch: 'amd64',
      KernelVersion: '6.12.48',
      BuildTime: '2025-11-05T14:43:33.000000000+00:00',
    };
  }

  diskUsage(asked?: readonly DiskUsageType[]): DiskUsage {
    const { engine } = this;
    const wants = (type: DiskUsageType): boolean => asked === undefined || asked.includes(type);
    const images = engine.images.list({ all: false, filters: {} });
    const seen = new Map<string, { size: number; count: number }>();
    for (const image of engine.state.images.values()) {
      for (const l of image.layers) {
        const at = seen.get(l.diffId);
        if (at === undefined) seen.set(l.diffId, { size: l.size, count: 1 });
        else at.count++;
      }
    }
    const shared = (id: string): number =>
      (engine.state.images.get(id)?.layers ?? []).reduce(
        (n, l) => n + ((seen.get(l.diffId)?.count ?? 0) > 1 ? l.size : 0),
        0,
      );
    return {
      LayersSize: wants('image') ? [...seen.values()].reduce((n, x) => n + x.size, 0) : 0,
      Images: images.map((i): ImageSummary => ({ ...i, SharedSize: shared(i.Id) })),
      Containers: listContainers(engine, { all: true, limit: 0, size: true, filters: {} }),
      Volumes: engine.volumes.list({}).map((v) => ({
        ...v,
        UsageData: { RefCount: engine.volumes.get(v.Name)?.users.length ?? 0, Size: engine.volumes.size(v.Name) },
      })),
      BuildCache: engine.builder.records(),
      ...(asked === undefined ? {} : { asked }),
    };
  }

  stats(ref: string): ContainerStats {
    const { engine } = this;
    const c = engine.containers.resolve(ref);
    const runtime = engine.containers.runtime(c);
    const processes =
      c.state === 'running' || c.state === 'paused' ? [...(runtime.pids?.processes.values() ?? [])] : [];
    const cpu = processes.reduce((n, p) => n + p.cpu, 0);
    const up = Math.max(1, engine.now - c.startedAt);
    // bytes are counted at the container's own interfaces; loopback and the host's do not count
    const wired =
      processes.length > 0 &&
      runtime.net !== undefined &&
      runtime.net !== engine.host.net &&
      runtime.net.interfaces.some((i) => i.bridge !== undefined);
    return {
      id: c.id,
      name: c.name,
      running: processes.length > 0,
      cpuPercent: processes.length > 0 ? Math.min(100, (cpu / up) * 100) : 0,
      memory: Math.min(
        c.hostConfig.Memory || Infinity,
        processes.length * 700_000 +
          (processes.length > 0 ? Math.min(treeSize(runtime.cell.root) >> 6, 64 << 20) : 0) +
          (runtime.cgroup?.held ?? 0),
      ),
      cpuTotal: Math.round(cpu * 1e6),
      onlineCpus: engine.host.cpus,
      read: engine.now,
      wired,
      memoryLimit: c.hostConfig.Memory > 0 ? c.hostConfig.Memory : engine.host.memory,
      netRx: wired ? 946 : 0,
      netTx: wired ? 126 : 0,
      blockRead: 0,
      blockWrite: 0,
      pids: processes.length,
    };
  }

  top(ref: string, args: readonly string[]): { Titles: string[]; Processes: string[][] } {
    const { engine } = this;
    const c = engine.containers.resolve(ref);
    if (c.state !== 'running' && c.state !== 'paused') throw new ApiError(409, `container ${c.id} is not running`);
    const processes = [...(engine.containers.runtime(c).pids?.processes.values() ?? [])].filter(
      (p) => p.status === undefined,
    );
    const two = (n: number): string => String(n).padStart(2, '0');
    const started = (ms: number): string => `${two(new Date(ms).getUTCHours())}:${two(new Date(ms).getUTCMinutes())}`;
    const user = (uid: number): string => (uid === 0 ? 'root' : String(uid));
    const columns: Record<string, [string, (p: (typeof processes)[number]) => string]> = {
      user: ['USER', (p) => user(p.uid)],
      uid: ['UID', (p) => user(p.uid)],
      pid: ['PID', (p) => String(engine.host.pids.pidOf(p) ?? 0)],
      ppid: ['PPID', (p) => String(p.parent === undefined ? 1 : (engine.host.pids.pidOf(p.parent) ?? 1))],
      cmd: ['CMD', (p) => p.argv.join(' ')],
      args: ['COMMAND', (p) => p.argv.join(' ')],
      comm: ['COMMAND', (p) => p.comm],
      time: ['TIME', () => '00:00:00'],
      tty: ['TT', (p) => (p.tty === undefined ? '?' : 'pts/0')],
      stime: ['STIME', (p) => started(p.startTime)],
      pcpu: ['%CPU', () => '0.0'],
      pmem: ['%MEM', () => '0.0'],
      stat: ['STAT', (p) => (p.frozen ? 'D' : 'S')],
      c: ['C', () => '0'],
      rss: ['RSS', () => '1024'],
      vsz: ['VSZ', () => '4400'],
    };
    const text = args.join(' ');
    const chosen = /-?o\s*(\S+)/.exec(text)?.[1];
    if (chosen !== undefined) {
      const names = chosen.split(',');
      const bad = names.find((n) => own(columns, n) === undefined);
      if (bad !== undefined) throw new ApiError(500, `ps: error: unknown user-defined format specifier "${bad}"`);
      if (!names.includes('pid')) throw new ApiError(500, "Couldn't find PID field in ps output");
      return {
        Titles: names.map((n) => columns[n]![0]),
        Processes: processes.map((p) => names.map((n) => columns[n]![1](p))),
      };
    }
    if (/^-?a?ux|^-?aux/.test(text)) {
      const names = ['user', 'pid', 'pcpu', 'pmem', 'vsz', 'rss', 'tty', 'stat', 'stime', 'time', 'args'];
      const titles = ['USER', 'PID', '%CPU', '%MEM', 'VSZ', 'RSS', 'TTY', 'STAT', 'START', 'TIME', 'COMMAND'];
      return { Titles: titles, Processes: processes.map((p) => names.map((n) => columns[n]![1](p))) };
    }
    if (text === '-Z') {
      // no security module labels anything here
      const shown = [
        ['LABEL', '-'],
        ['PID', 'pid'],
        ['TTY', 'tty'],
        ['TIME', 'time'],
        ['CMD', 'comm'],
      ] as const;
      return {
        Titles: shown.map(([t]) => t),
        Processes: processes.map((p) => shown.map(([, n]) => columns[n]?.[1](p) ?? n)),
      };
    }
    if (text !== '' && !/^-ef?$|^-e\s*-f$/.test(text))
      throw new ApiError(500, 'ps: error: unsupported option (BSD syntax)');
    const names = ['uid', 'pid', 'ppid', 'c', 'stime', 'tty', 'time', 'cmd'];
    return {
      Titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'],
      Processes: processes.map((p) => names.map((n) => columns[n]![1](p))),
    };
  }
}
