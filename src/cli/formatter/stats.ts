// The table of `docker stats`: its columns and what --format can ask for.

import type { ContainerStats } from '../../api/types/container.ts';
import { bytesSize, humanSize } from '../../api/units.ts';
import type { ListFormat } from '../formatter.ts';

export const STATS: ListFormat = {
  type: 'statsContext',
  headers: {
    BlockIO: 'BLOCK I/O',
    CPUPerc: 'CPU %',
    Container: 'CONTAINER',
    ID: 'CONTAINER ID',
    MemPerc: 'MEM %',
    MemUsage: 'MEM USAGE / LIMIT',
    Name: 'NAME',
    NetIO: 'NET I/O',
    PIDs: 'PIDS',
  },
  table: '{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}',
};

export function statsRow(s: ContainerStats, asked: string, trunc: boolean) {
  const off = !s.running;
  return {
    fields: {
      BlockIO: off ? '0B / 0B' : `${humanSize(s.blockRead, 3)} / ${humanSize(s.blockWrite, 3)}`,
      CPUPerc: `${s.cpuPercent.toFixed(2)}%`,
      Container: asked,
      ID: trunc ? s.id.slice(0, 12) : s.id,
      MemPerc: off ? '0.00%' : `${((s.memory / s.memoryLimit) * 100).toFixed(2)}%`,
      MemUsage: off ? '0B / 0B' : `${bytesSize(s.memory)} / ${bytesSize(s.memoryLimit)}`,
      Name: s.name,
      NetIO: off ? '0B / 0B' : `${humanSize(s.netRx, 3)} / ${humanSize(s.netTx, 3)}`,
      PIDs: String(s.pids),
    },
  };
}
