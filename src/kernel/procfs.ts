// /proc and /sys: trees that are computed when somebody looks.

import { encode } from '../fs/bytes.ts';
import { Cell } from '../fs/cell.ts';
import { type DirNode, FsError, type FsNode } from '../fs/node.ts';
import { getAt } from '../fs/tree.ts';
import { capMask } from './caps.ts';
import type { Kernel } from './kernel.ts';
import { limitOf, LIMITS } from './limits.ts';
import type { NetNs } from './net.ts';
import type { PidNs, Process } from './process.ts';
import type { MountNs } from './vfs.ts';

/** A map whose values are made on demand. */
class LazyMap implements ReadonlyMap<string, FsNode> {
  constructor(
    private readonly names: () => string[],
    private readonly make: (name: string) => FsNode | undefined,
  ) {}
  get size(): number {
    return this.names().length;
  }
  get(name: string): FsNode | undefined {
    return this.make(name);
  }
  has(name: string): boolean {
    return this.make(name) !== undefined;
  }
  keys(): MapIterator<string> {
    return this.names()[Symbol.iterator]() as MapIterator<string>;
  }
  *values(): MapIterator<FsNode> {
    for (const [, node] of this.entries()) yield node;
  }
  *entries(): MapIterator<[string, FsNode]> {
    for (const name of this.names()) {
      const node = this.make(name);
      if (node !== undefined) yield [name, node];
    }
  }
  forEach(f: (value: FsNode, key: string, map: ReadonlyMap<string, FsNode>) => void): void {
    for (const [name, node] of this.entries()) f(node, name, this);
  }
  [Symbol.iterator](): MapIterator<[string, FsNode]> {
    return this.entries();
  }
}

type Content = () => string | FsNode;

function file(text: string): FsNode {
  return { kind: 'file', mode: 0o444, uid: 0, gid: 0, mtime: 0, ino: 1, data: encode(text) };
}
function dir(entries: ReadonlyMap<string, FsNode>): DirNode {
  return { kind: 'dir', mode: 0o555, uid: 0, gid: 0, mtime: 0, entries };
}
function table(contents: Record<string, Content>): DirNode {
  return dir(
    new LazyMap(
      () => Object.keys(contents),
      (name) => {
        if (!Object.hasOwn(contents, name)) return undefined;
        const made = contents[name]!();
        return typeof made === 'string' ? file(made) : made;
      },
    ),
  );
}
const link = (target: string): FsNode => ({ kind: 'link', mode: 0o777, uid: 0, gid: 0, mtime: 0, target });

class LazyCell extends Cell {
  constructor(private readonly make: () => DirNode) {
    super();
  }
  override get root(): DirNode {
    return this.make();
  }
  override get(parts: readonly string[]): FsNode | undefined {
    return getAt(this.make(), parts);
  }
  override set(parts: readonly string[]): void {
    throw new FsError('EPERM', `/${parts.join('/')}`);
  }
}

function state(p: Process): string {
  if (p.status !== undefined) return 'Z (zombie)';
  if (p.stopped) return 'T (stopped)';
  return p.frozen ? 'D (disk sleep)' : 'S (sleeping)';
}

/** @param seen the namespace that looks */
function processDir(p: Process, seen: PidNs): DirNode {
  const pid = seen.pidOf(p) ?? 0;
  const ppid = p.parent === undefined ? 0 : (seen.pidOf(p.parent) ?? 0);
  const ids = (a: number, b: number): string => `${a}\t${b}\t${b}\t${b}`;
  return table({
    cmdline: () => p.argv.map((a) => `${a}\0`).join(''),
    comm: () => `${p.comm}\n`,
    cwd: () => link(p.cwd),
    environ: () => [...p.env].map(([k, v]) => `${k}=${v}\0`).join(''),
    exe: () => link(p.exe),
    fd: () =>
      dir(
        new LazyMap(
          () => [...p.fds.keys()].map(String),
          (n) => {
            const f = p.fds.get(Number(n));
            return f === undefined
              ? undefined
              : { kind: 'dev', mode: 0o666, uid: p.uid, gid: p.gid, mtime: 0, type: 'char', dev: `fd:${n}` };
          },
        ),
      ),
    limits: () => limitsText(p),
    mounts: () => mountsText(p.mounts),
    root: () => link('/'),
    stat: () =>
      `${pid} (${p.comm}) ${state(p)[0]} ${ppid} ${p.pgid} ${p.sid} 0 -1 0 0 0 0 0 ${Math.round(p.cpu / 10)} 0 0 0 20 0 1 0\n`,
    status: () =>
      `Name:\t${p.comm}\nUmask:\t${p.umask.toString(8).padStart(4, '0')}\nState:\t${state(p)}\nTgid:\t${pid}\nPid:\t${pid}\nPPid:\t${ppid}\n` +
      `Uid:\t${ids(p.uid, p.euid)}\nGid:\t${ids(p.gid, p.egid)}\nFDSize:\t64\nGroups:\t${p.groups.join(' ')} \nVmRSS:\t    1024 kB\nThreads:\t1\n` +
      `CapInh:\t0000000000000000\nCapPrm:\t${capMask(p.caps)}\nCapEff:\t${capMask(p.caps)}\nCapBnd:\t${capMask(p.bounding)}\nCapAmb:\t0000000000000000\n` +
      `NoNewPrivs:\t${p.noNewPrivs ? 1 : 0}\nSeccomp:\t${p.seccomp ? 2 : 0}\nSeccomp_filters:\t${p.seccomp ? 1 : 0}\n`,
  });
}

function limitsText(p: Process): string {
  const size = (n: number): string => (n < 0 ? 'unlimited' : String(n)).padEnd(20);
  let out = `${'Limit'.padEnd(25)} ${'Soft Limit'.padEnd(20)} ${'Hard Limit'.padEnd(20)} ${'Units'.padEnd(10)}\n`;
  for (const [name, label, unit] of LIMITS) {
    const { soft, hard } = limitOf(p, name);
    out += `${`Max ${label}`.padEnd(25)} ${size(soft)} ${size(hard)} ${unit === '' ? '' : unit.padEnd(10)}\n`;
  }
  return out;
}

export function mountsText(ns: MountNs): string {
  return ns.mounts.map((m) => `${m.source} ${m.at} ${m.type} ${m.options} 0 0\n`).join('');
}

/** A tree with files put in, each by its path; several words of a value are apart by tabs. */
function overlay(base: FsNode | undefined, values: readonly (readonly [readonly string[], string])[]): DirNode {
  const entries = new Map(base?.kind === 'dir' ? base.entries : []);
  for (const name of new Set(values.map(([path]) => path[0]!))) {
    const own = values.filter(([path]) => path[0] === name);
    const leaf = own.find(([path]) => path.length === 1);
    entries.set(
      name,
      leaf !== undefined
        ? file(`${leaf[1].trim().replace(/\s+/g, '\t')}\n`)
        : overlay(
            entries.get(name),
            own.map(([path, value]) => [path.slice(1), value]),
          ),
    );
  }
  return dir(entries);
}

/** /proc of a pid namespace; `sysctls` are set in its /proc/sys. */
export function procCell(
  kernel: Kernel,
  pids: PidNs,
  mounts: () => MountNs,
  memoryKiB: number,
  started: number,
  sysctls: Readonly<Record<string, string>> = {},
): Cell {
  const set = Object.entries(sysctls).map(([name, value]) => [name.split('.'), value] as const);
  const hex = (ip: string, port: number): string =>
    ip
      .split('.')
      .reverse()
      .map((n) => Number(n).toString(16).padStart(2, '0').toUpperCase())
      .join('') +
    ':' +
    port.toString(16).padStart(4, '0').toUpperCase();
  const self = (): Process | undefined => pids.processes.values().next().value;
  const general: Record<string, Content> = {
    cpuinfo: () =>
      [0, 1]
        .map(
          (n) =>
            `processor\t: ${n}\nvendor_id\t: GenuineIntel\nmodel name\t: Simulated CPU @ 2.40GHz\ncpu MHz\t\t: 2400.000\ncache size\t: 30720 KB\n\n`,
        )
        .join(''),
    filesystems: () => 'nodev\tproc\nnodev\ttmpfs\nnodev\toverlay\n\text4\n',
    loadavg: () => `0.00 0.01 0.00 1/${pids.processes.size} ${kernel.processes.size}\n`,
    meminfo: () =>
      `MemTotal:       ${memoryKiB} kB\nMemFree:        ${memoryKiB >> 1} kB\nMemAvailable:   ${(memoryKiB >> 2) * 3} kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n`,
    mounts: () => mountsText(mounts()),
    net: () =>
      table({
        dev: () => 'Inter-|   Receive                                                |  Transmit\n',
        tcp: () =>
          '  sl  local_address rem_address   st\n' +
          [...(self()?.net.listeners.values() ?? [])]
            .map((l, i) => `${String(i).padStart(4)}: ${hex(l.ip, l.port)} 00000000:0000 0A\n`)
            .join(''),
      }),
    stat: () => `cpu  ${Math.round(kernel.now - started)} 0 0 0 0 0 0 0 0 0\nbtime ${Math.floor(started / 1000)}\n`,
    sys: () =>
      overlay(
        table({
          kernel: () =>
            table({
              hostname: () => `${self()?.uts.hostname ?? ''}\n`,
              osrelease: () => '6.12.48\n',
              ostype: () => 'Linux\n',
              pid_max: () => '4194304\n',
              random: () => table({ uuid: () => uuid(kernel) + '\n' }),
            }),
          net: () =>
            table({
              ipv4: () =>
                table({
                  ip_forward: () => '1\n',
                  ip_unprivileged_port_start: () => `${self()?.net.unprivilegedFrom ?? 1024}\n`,
                }),
              core: () => table({ somaxconn: () => '4096\n' }),
            }),
          vm: () => table({ overcommit_memory: () => '1\n', max_map_count: () => '262144\n' }),
          fs: () => table({ 'file-max': () => '9223372036854775807\n' }),
        }),
        set,
      ),
    uptime: () => `${((kernel.now - started) / 1000).toFixed(2)} ${((kernel.now - started) / 500).toFixed(2)}\n`,
    version: () => 'Linux version 6.12.48 (drydock) #1 SMP\n',
  };
  const names = Object.keys(general);
  return new LazyCell(() =>
    dir(
      new LazyMap(
        () => [...[...pids.processes.keys()].map(String), ...names, 'self'],
        (name) => {
          if (/^\d+$/.test(name)) {
            const p = pids.processes.get(Number(name));
            return p === undefined ? undefined : processDir(p, pids);
          }
          if (name === 'self' || name === 'thread-self') {
            const p = kernel.running;
            return p === undefined ? undefined : link(String(pids.pidOf(p) ?? 0));
          }
          if (!Object.hasOwn(general, name)) return undefined;
          const made = general[name]!();
          return typeof made === 'string' ? file(made) : made;
        },
      ),
    ),
  );
}

function uuid(kernel: Kernel): string {
  const h = kernel.random.hex(32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
}

/** /sys, as far as programs look into it: the network devices and the limits of the cgroup. */
export function sysCell(
  net: NetNs,
  limits: () => { memory: number; held?: number; pids: number; cpuQuota: number; cpuPeriod: number },
): Cell {
  return new LazyCell(() =>
    table({
      class: () =>
        table({
          net: () =>
            dir(
              new LazyMap(
                () => net.interfaces.map((i) => i.name),
                (name) => {
                  const i = net.interfaces.find((x) => x.name === name);
                  return i === undefined
                    ? undefined
                    : table({
                        address: () => `${i.mac}\n`,
                        operstate: () => (i.up ? 'up\n' : 'down\n'),
                        mtu: () => '1500\n',
                      });
                },
              ),
            ),
        }),
      fs: () =>
        table({
          cgroup: () =>
            table({
              'memory.max': () => `${limits().memory || 'max'}\n`,
              'memory.current': () => `${4194304 + (limits().held ?? 0)}\n`,
              'pids.max': () => `${limits().pids || 'max'}\n`,
              'cpu.max': () =>
                limits().cpuQuota > 0 ? `${limits().cpuQuota} ${limits().cpuPeriod || 100000}\n` : 'max 100000\n',
            }),
        }),
    }),
  );
}
