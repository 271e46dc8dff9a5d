// Who holds a GPU and what it does, as nvidia-smi tells it.

import { Random } from '../../fs/random.ts';
import { DeviceFile } from '../../kernel/files.ts';
import { MOST_GPUS } from '../../kernel/gpucount.ts';
import type { Gpu } from '../../kernel/gpus.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Process } from '../../kernel/process.ts';

/** MiB that the driver keeps for a process that opened a GPU (a CUDA context with its kernels). */
const CONTEXT = 388;
/** Degrees and watts at rest and at work. */
const REST = { heat: 34, watts: 21 };
const WORK = { heat: 61, watts: 287 };

/** What a GPU does at a moment. */
export interface GpuState {
  readonly used: number;
  readonly free: number;
  /** Percent of the time in which it computes, and moves memory. */
  readonly busy: number;
  readonly memoryBusy: number;
  readonly heat: number;
  readonly fan: number;
  readonly power: number;
  readonly level: 'P8' | 'P2';
}

/** A process that holds a GPU. */
export interface GpuUser {
  readonly process: Process;
  readonly memory: number;
}

/** Number of the GPU behind a device; undefined when it is another device. */
export function gpuOfDevice(dev: string): number | undefined {
  const m = /^195:(\d+)$/.exec(dev);
  return m === null || Number(m[1]) >= MOST_GPUS ? undefined : Number(m[1]);
}

/** Who holds a GPU, by process number. A process holds it while it has its device file open. */
export function gpuUsers(kernel: Kernel, gpu: Gpu): GpuUser[] {
  const out: GpuUser[] = [];
  for (const process of kernel.processes.values()) {
    const holds = [...process.fds.values()].some((f) => f instanceof DeviceFile && gpuOfDevice(f.device) === gpu.index);
    if (holds) out.push({ process, memory: CONTEXT });
  }
  return out.sort((a, b) => a.process.pid - b.process.pid);
}

/** What a GPU does now. It follows from who holds it; what wavers does so with the seconds of the virtual clock. */
export function gpuState(kernel: Kernel, gpu: Gpu): GpuState {
  const users = gpuUsers(kernel, gpu);
  const used = Math.min(gpu.memory, gpu.reserved + users.reduce((n, u) => n + u.memory, 0));
  const wave =
    parseInt(new Random(parseInt(gpu.uuid.slice(4, 10), 16) + Math.floor(kernel.now / 1000)).hex(2), 16) / 255;
  const work = users.length > 0;
  const at = work ? WORK : REST;
  return {
    used,
    free: gpu.memory - used,
    busy: work ? Math.round(35 + 55 * wave) : 0,
    memoryBusy: work ? Math.round(12 + 20 * wave) : 0,
    heat: Math.round(at.heat + (work ? 6 : 2) * wave),
    fan: work ? Math.round(40 + 12 * wave) : 0,
    power: at.watts + (work ? 40 : 4) * wave,
    level: work ? 'P2' : 'P8',
  };
}
