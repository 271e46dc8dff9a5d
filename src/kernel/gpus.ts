// The graphics processors of a machine and their driver: what they are, who holds them, and what that takes.

import { Random } from '../fs/random.ts';
import type { FsNode } from '../fs/node.ts';
import { DeviceFile } from './files.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';

/** The driver of the simulated host, and the newest CUDA that it serves. */
export const DRIVER = { version: '580.95.05', cuda: '13.0' } as const;
/** Most GPUs that a machine may have. */
export const MOST_GPUS = 8;
const MODEL = { name: 'NVIDIA GeForce RTX 3090', brand: 'geforce', memory: 24576, reserved: 1, watts: 350 } as const;
/** MiB that the driver keeps for a process that opened a GPU (a CUDA context with its kernels). */
const CONTEXT = 388;
/** Degrees and watts at rest and at work. */
const REST = { heat: 34, watts: 21 };
const WORK = { heat: 61, watts: 287 };

export interface Gpu {
  readonly index: number;
  readonly name: string;
  readonly brand: string;
  readonly uuid: string;
  readonly serial: string;
  /** Address on the PCI bus, as the driver writes it. */
  readonly bus: string;
  /** MiB in all, and what of them the driver keeps for itself. */
  readonly memory: number;
  readonly reserved: number;
  /** Limit of its power. */
  readonly watts: number;
}

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

const MACHINES = new WeakMap<Kernel, readonly Gpu[]>();

/** Puts GPUs into a machine. @param seed of the machine: their numbers follow from it */
export function installGpus(kernel: Kernel, count: number, seed: number): void {
  MACHINES.set(
    kernel,
    Array.from({ length: Math.min(count, MOST_GPUS) }, (_, index): Gpu => {
      const hex = new Random(seed * 16 + index + 1).hex(64);
      const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
      return {
        index,
        name: MODEL.name,
        brand: MODEL.brand,
        uuid: `GPU-${uuid.join('-')}`,
        serial: String(parseInt(hex.slice(32, 43), 16))
          .padStart(13, '1')
          .slice(0, 13),
        bus: `00000000:${(0x41 + index * 0x20).toString(16).toUpperCase().slice(-2).padStart(2, '0')}:00.0`,
        memory: MODEL.memory,
        reserved: MODEL.reserved,
        watts: MODEL.watts,
      };
    }),
  );
}

/** The GPUs of a machine, in their order. */
export function gpusOf(kernel: Kernel): readonly Gpu[] {
  return MACHINES.get(kernel) ?? [];
}

const node = (dev: string, mode = 0o666): FsNode => ({
  kind: 'dev',
  type: 'char',
  dev,
  mode,
  uid: 0,
  gid: 0,
  mtime: 0,
});

/** Device files of the driver by their names in /dev; their numbers are those of Linux. */
export function gpuNodes(count: number): Record<string, FsNode> {
  if (count === 0) return {};
  return {
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`nvidia${i}`, node(`195:${i}`)])),
    nvidiactl: node('195:255'),
    'nvidia-modeset': node('195:254'),
    'nvidia-uvm': node('511:0'),
    'nvidia-uvm-tools': node('511:1'),
  };
}

/** Number of the GPU behind a device; undefined when it is another device. */
export function gpuOfDevice(dev: string): number | undefined {
  const m = /^195:(\d+)$/.exec(dev);
  return m === null || Number(m[1]) >= MOST_GPUS ? undefined : Number(m[1]);
}

/** Bytes that a program asked a GPU for, by the file with which it holds it. */
const ASKED = new WeakMap<DeviceFile, number>();

/** A program takes memory of the GPU that it opened (and gives back what it had before). @param bytes all it wants */
export function takeGpuMemory(file: DeviceFile, bytes: number): void {
  ASKED.set(file, bytes);
}

/** Who holds a GPU, by process number. A process holds it while it has its device file open. */
export function gpuUsers(kernel: Kernel, gpu: Gpu): GpuUser[] {
  const out: GpuUser[] = [];
  for (const process of kernel.processes.values()) {
    const open = new Set(
      [...process.fds.values()].filter((f) => f instanceof DeviceFile && gpuOfDevice(f.device) === gpu.index),
    ) as Set<DeviceFile>;
    if (open.size === 0) continue;
    const asked = [...open].reduce((n, f) => n + (ASKED.get(f) ?? 0), 0);
    out.push({ process, memory: CONTEXT + Math.ceil(asked / 2 ** 20) });
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
