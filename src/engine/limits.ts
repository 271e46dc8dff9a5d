// What a container may take of the machine: its control group.

import type { HostConfig } from '../api/types/host.ts';
import { Cgroup } from '../kernel/cgroup.ts';
import type { Engine } from './engine.ts';
import type { ContainerRecord } from './state.ts';

/** Gives a group the limits that a container's configuration names; who holds more already is ended. */
export function applyLimits(group: Cgroup, h: HostConfig): void {
  group.pids = h.PidsLimit ?? 0;
  group.cpus = h.NanoCpus > 0 ? h.NanoCpus / 1e9 : h.CpuQuota > 0 ? h.CpuQuota / (h.CpuPeriod || 100_000) : 0;
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
