// Fields of nvidia-smi's queries, and their lines of CSV.

import { DRIVER, type Gpu } from '../../kernel/gpus.ts';
import { gpuState } from './gpustate.ts';
import type { Process } from '../../kernel/process.ts';
import { strftime } from '../../shell/printf.ts';

/** A process that holds a GPU, as the asker sees it. */
export interface SeenUser {
  readonly gpu: Gpu;
  readonly pid: number;
  readonly name: string;
  readonly memory: number;
}

interface Field<T> {
  readonly unit?: string;
  readonly value: (of: T) => string | number;
}
type Fields<T> = Readonly<Record<string, Field<T>>>;

const stamp = (p: Process): string =>
  `${strftime('%Y/%m/%d %H:%M:%S', p.kernel.now)}.${String(Math.floor(p.kernel.now % 1000)).padStart(3, '0')}`;

/** `--query-gpu`. @param count of the GPUs that the asker sees */
export function GPU_FIELDS(p: Process, count: number): Fields<{ index: number; gpu: Gpu }> {
  const now = (gpu: Gpu): ReturnType<typeof gpuState> => gpuState(p.kernel, gpu);
  return {
    timestamp: { value: () => stamp(p) },
    driver_version: { value: () => DRIVER.version },
    count: { value: () => count },
    index: { value: (g) => g.index },
    name: { value: (g) => g.gpu.name },
    gpu_name: { value: (g) => g.gpu.name },
    uuid: { value: (g) => g.gpu.uuid },
    gpu_uuid: { value: (g) => g.gpu.uuid },
    serial: { value: () => '[N/A]' },
    gpu_bus_id: { value: (g) => g.gpu.bus },
    'pci.bus_id': { value: (g) => g.gpu.bus },
    compute_cap: { value: () => '8.6' },
    compute_mode: { value: () => 'Default' },
    persistence_mode: { value: () => 'Disabled' },
    display_active: { value: () => 'Disabled' },
    pstate: { value: (g) => now(g.gpu).level },
    'fan.speed': { unit: '%', value: (g) => now(g.gpu).fan },
    'temperature.gpu': { value: (g) => now(g.gpu).heat },
    'utilization.gpu': { unit: '%', value: (g) => now(g.gpu).busy },
    'utilization.memory': { unit: '%', value: (g) => now(g.gpu).memoryBusy },
    'memory.total': { unit: 'MiB', value: (g) => g.gpu.memory },
    'memory.reserved': { unit: 'MiB', value: (g) => g.gpu.reserved },
    'memory.used': { unit: 'MiB', value: (g) => now(g.gpu).used },
    'memory.free': { unit: 'MiB', value: (g) => now(g.gpu).free },
    'power.draw': { unit: 'W', value: (g) => now(g.gpu).power.toFixed(2) },
    'power.limit': { unit: 'W', value: (g) => g.gpu.watts.toFixed(2) },
    'ecc.mode.current': { value: () => '[N/A]' },
    'mig.mode.current': { value: () => '[N/A]' },
  };
}

/** `--query-compute-apps`. */
export function COMPUTE_FIELDS(p: Process): Fields<SeenUser> {
  const memory: Field<SeenUser> = { unit: 'MiB', value: (u) => u.memory };
  return {
    timestamp: { value: () => stamp(p) },
    gpu_name: { value: (u) => u.gpu.name },
    gpu_uuid: { value: (u) => u.gpu.uuid },
    gpu_bus_id: { value: (u) => u.gpu.bus },
    pid: { value: (u) => u.pid },
    name: { value: (u) => u.name },
    process_name: { value: (u) => u.name },
    used_memory: memory,
    used_gpu_memory: memory,
  };
}

/** Names under which the tool prints other fields' heads. */
const HEADS: Readonly<Record<string, string>> = {
  gpu_name: 'name',
  gpu_uuid: 'uuid',
  gpu_bus_id: 'pci.bus_id',
  name: 'process_name',
  used_memory: 'used_gpu_memory',
};
const APP = ['pid', 'process_name'];

/** Lines of CSV; `bad` is a field that is none. @param head is it the first time? */
export function csv<T>(
  fields: Fields<T>,
  rows: readonly T[],
  asked: readonly string[],
  format: readonly string[],
  head: boolean,
): { text: string; bad?: string } {
  const bad = asked.find((f) => !Object.hasOwn(fields, f));
  if (bad !== undefined) return { text: '', bad };
  const units = !format.includes('nounits');
  const apps = APP.every((f) => Object.hasOwn(fields, f));
  const title = (f: string): string => {
    const { unit } = fields[f]!;
    const name = apps ? (f.startsWith('gpu_') ? f : (HEADS[f] ?? f)) : f.startsWith('gpu_') ? (HEADS[f] ?? f) : f;
    return unit === undefined ? name : `${name} [${unit}]`;
  };
  const line = (row: T): string =>
    asked
      .map((f) => {
        const { unit, value } = fields[f]!;
        return `${value(row)}${units && unit !== undefined ? ` ${unit}` : ''}`;
      })
      .join(', ');
  const lines = [...(head && !format.includes('noheader') ? [asked.map(title).join(', ')] : []), ...rows.map(line)];
  return { text: lines.map((l) => `${l}\n`).join('') };
}
