// The graphics processors of a machine and their driver: what they are, and their device files.

import { MOST_GPUS } from './gpucount.ts';
import { Random } from '../fs/random.ts';
import type { FsNode } from '../fs/node.ts';
import type { Kernel } from './kernel.ts';

/** The driver of the simulated host, and the newest CUDA that it serves. */
export const DRIVER = { version: '580.95.05', cuda: '13.0' } as const;
const MODEL = { name: 'NVIDIA GeForce RTX 3090', brand: 'geforce', memory: 24576, reserved: 1, watts: 350 } as const;

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
