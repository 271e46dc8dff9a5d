// What a container may take of the machine: its control group.

import type { HostConfig } from '../api/types/host.ts';
import { FsError } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import { Cgroup } from '../kernel/cgroup.ts';
import { allowed, processesOf } from '../kernel/limits.ts';
import type { Process, ProcessSpec } from '../kernel/process.ts';
import type { With } from './ports/stores.ts';
import { capsOf, execFailure, limitsOf } from './spec.ts';
import type { ContainerRecord } from './state.ts';

/** What is seen of the engine here. */
type Engine = With<'containers'>;

/** Gives a group the limits that a container's configuration names; who holds more already is ended. */
export function applyLimits(group: Cgroup, h: HostConfig): void {
  group.pids = h.PidsLimit ?? 0;
  group.cpus = h.NanoCpus > 0 ? h.NanoCpus / 1e9 : h.CpuQuota > 0 ? h.CpuQuota / (h.CpuPeriod || 100_000) : 0;
  group.period = (h.NanoCpus > 0 ? 0 : h.CpuPeriod / 1000) || 100;
  // the machine has no swap (`/proc/meminfo`): what --memory-swap allows beyond the memory is not there
  group.limit(h.Memory);
}

/** The control group of a container that starts. A process that is ended for want of memory is noted and told. */
export function containerGroup(engine: Engine, c: ContainerRecord): Cgroup {
  const group = new Cgroup(engine.host.cgroup);
  applyLimits(group, c.hostConfig);
  group.onOom = () => {
    const now = engine.state.containers.get(c.id);
    if (now === undefined) return;
    engine.containers.patch(c.id, { oomKilled: true });
    engine.events.emit('container', 'oom', c.id, engine.containers.attributes(now), now.config.Image);
  };
  return group;
}

/** Does a security option of the container say this? */
function option(c: ContainerRecord, pattern: RegExp): boolean {
  return (c.hostConfig.SecurityOpt ?? []).some((o) => pattern.test(o));
}

/** What a container's processes may not, whoever they run as. */
export function confinement(c: ContainerRecord): Pick<ProcessSpec, 'noNewPrivs' | 'filtered' | 'seccomp' | 'limits'> {
  const seccomp = !c.hostConfig.Privileged && !option(c, /^seccomp[=:]unconfined$/);
  return {
    noNewPrivs: option(c, /^no-new-privileges([:=]true)?$/),
    // the filter is the container's: it knows what the container may, not what one process may
    filtered: seccomp && !capsOf(c).has('SYS_ADMIN'),
    seccomp,
    limits: limitsOf(c),
  };
}

/** Threads of runc's first process, which are the user's when it becomes the container's program. */
const RUNC_THREADS = 5;

/** What runc fails at with so few descriptors, by how many it may have at that point (seen on runc 1.3). */
const DESCRIPTORS: readonly (readonly [below: number, text: string])[] = [
  [9, 'too many open files'],
  [11, 'procReady not received'],
  [14, 'error mounting "proc" to rootfs at "/proc": re-opening handle to "/proc": open /proc: too many open files'],
  [
    16,
    'error mounting "proc" to rootfs at "/proc": reopen mountpoint after mount: re-open mountpoint "/proc": reopen fd 12: too many open files',
  ],
  [
    17,
    'error mounting "cgroup" to rootfs at "/sys/fs/cgroup": reopen mountpoint after mount: re-open mountpoint "/sys/fs/cgroup": reopen fd 12: too many open files',
  ],
];

/** Why runc refuses a container's configuration before it makes anything; undefined when it doesn't. */
export function specProblem(c: ContainerRecord): string | undefined {
  if (c.hostConfig.NetworkMode !== 'host') return undefined;
  const net = Object.keys(c.hostConfig.Sysctls ?? {}).find((name) => name.startsWith('net.'));
  return net === undefined ? undefined : `sysctl "${net}" not allowed in host network namespace`;
}

/** Why runc cannot set up a container with its limits; undefined when it can. */
export function setupProblem(c: ContainerRecord): string | undefined {
  const files = limitsOf(c).get('nofile')?.soft ?? -1;
  return files < 0 ? undefined : DESCRIPTORS.find(([below]) => files < below)?.[1];
}

/** The main program of a container or an exec, in the process that runc made for it. */
export function* enter(p: Process, path: string, argv: readonly string[]): Task<number> {
  try {
    if (p.uid !== 0 && processesOf(p) - 1 + RUNC_THREADS > allowed(p, 'nproc')) throw new FsError('EAGAIN', path);
    return yield* p.exec(path, argv);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* p.eprint(execFailure(path, error));
    return 255;
  }
}
