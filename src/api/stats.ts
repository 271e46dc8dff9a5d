// A container's statistics as the daemon writes them, and what Docker's client computes from them.

import type { ContainerStats } from './types/container.ts';
import { rfc3339 } from './units.ts';

const BLKIO = [
  'io_service_bytes_recursive',
  'io_serviced_recursive',
  'io_queue_recursive',
  'io_service_time_recursive',
  'io_wait_time_recursive',
  'io_merged_recursive',
  'io_time_recursive',
  'sectors_recursive',
] as const;

interface Cpu {
  cpu_usage: { total_usage: number; usage_in_kernelmode: number; usage_in_usermode: number; percpu_usage?: number[] };
  system_cpu_usage?: number;
  online_cpus?: number;
  throttling_data: { periods: number; throttled_periods: number; throttled_time: number };
}

interface Wire {
  name?: string;
  id?: string;
  pids_stats: { current?: number };
  blkio_stats: Record<string, { op: string; value: number }[] | null>;
  cpu_stats: Cpu;
  precpu_stats: Cpu;
  memory_stats: { usage?: number; stats?: Record<string, number>; limit?: number };
  networks?: Record<string, { rx_bytes: number; tx_bytes: number }>;
}

const cpu = (total: number, system: number | undefined, online: number): Cpu => ({
  cpu_usage: { total_usage: total, usage_in_kernelmode: 0, usage_in_usermode: total },
  ...(system === undefined ? {} : { system_cpu_usage: system, online_cpus: online }),
  throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
});

/** One sample alone: without a name, and nothing before it. */
export function writeOnce(s: ContainerStats): unknown {
  const { name, id, ...rest } = writeStats(s, 'none') as Record<string, unknown>;
  return s.running ? rest : { name, id, ...rest };
}

/** One sample, with the one before it: `second` for what a second before would have been. */
export function writeStats(s: ContainerStats, before: ContainerStats | 'second' | 'none'): unknown {
  const second = s.onlineCpus * 1e9;
  const used = Math.round((s.cpuPercent / 100) * 1e9);
  const io = (op: string, value: number): object[] => (value > 0 ? [{ major: 254, minor: 0, op, value }] : []);
  const blkio: Record<string, unknown> = Object.fromEntries(BLKIO.map((k) => [k, s.running ? [] : null]));
  if (s.running) blkio['io_service_bytes_recursive'] = [...io('read', s.blockRead), ...io('write', s.blockWrite)];
  const system = Math.round(s.read * 1e6 * s.onlineCpus);
  return {
    name: `/${s.name}`,
    id: s.id,
    read: rfc3339(s.running ? s.read : 0),
    preread: rfc3339(!s.running || before === 'none' ? 0 : before === 'second' ? s.read - 1000 : before.read),
    pids_stats: s.running ? { current: s.pids } : {},
    blkio_stats: blkio,
    num_procs: 0,
    storage_stats: {},
    cpu_stats: cpu(s.running ? s.cpuTotal + used : 0, s.running ? system : undefined, s.onlineCpus),
    precpu_stats:
      before === 'none'
        ? cpu(0, undefined, s.onlineCpus)
        : cpu(s.running ? s.cpuTotal : 0, s.running ? system - second : undefined, s.onlineCpus),
    memory_stats: s.running ? { usage: s.memory, stats: { inactive_file: 0 }, limit: s.memoryLimit } : {},
    ...(s.wired
      ? {
          networks: {
            eth0: {
              rx_bytes: s.netRx,
              rx_packets: Math.ceil(s.netRx / 90),
              rx_errors: 0,
              rx_dropped: 0,
              tx_bytes: s.netTx,
              tx_packets: Math.ceil(s.netTx / 90),
              tx_errors: 0,
              tx_dropped: 0,
            },
          },
        }
      : {}),
  };
}

/** What docker/cli makes of a sample: cpu as a share of what passed on all processors, memory without the cache. */
export function readStats(w: Wire): ContainerStats {
  const { cpu_stats: now, precpu_stats: then, memory_stats: memory } = w;
  const onlineCpus = now.online_cpus ?? 1;
  const passed = (now.system_cpu_usage ?? 0) - (then.system_cpu_usage ?? 0);
  const used = now.cpu_usage.total_usage - then.cpu_usage.total_usage;
  const sum = (key: 'rx_bytes' | 'tx_bytes'): number => Object.values(w.networks ?? {}).reduce((n, x) => n + x[key], 0);
  const bytes = (op: string): number =>
    (w.blkio_stats['io_service_bytes_recursive'] ?? [])
      .filter((x) => x.op.toLowerCase() === op)
      .reduce((n, x) => n + x.value, 0);
  return {
    id: w.id ?? '',
    name: (w.name ?? '').replace(/^\//, ''),
    running: w.pids_stats.current !== undefined,
    cpuPercent: passed > 0 && used > 0 ? (used / passed) * onlineCpus * 100 : 0,
    cpuTotal: then.cpu_usage.total_usage,
    onlineCpus,
    read: (now.system_cpu_usage ?? 0) / 1e6 / onlineCpus,
    memory: (memory.usage ?? 0) - (memory.stats?.['inactive_file'] ?? 0),
    memoryLimit: memory.limit ?? 0,
    wired: w.networks !== undefined,
    netRx: sum('rx_bytes'),
    netTx: sum('tx_bytes'),
    blockRead: bytes('read'),
    blockWrite: bytes('write'),
    pids: w.pids_stats.current ?? 0,
  };
}
