import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const STATS = {
  id: '0123456789abcdef',
  name: 'a',
  running: true,
  cpuPercent: 1.5,
  memory: 1048576,
  memoryLimit: 4194304,
  netRx: 10,
  netTx: 20,
  blockRead: 0,
  blockWrite: 0,
  pids: 2,
};

describe('docker stats', () => {
  cases({
    'sets a table': {
      line: 'stats --no-stream a',
      answers: { ContainerStats: STATS },
      asks: [['ContainerStats', 'a']],
      stdout:
        'CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O     BLOCK I/O   PIDS\n0123456789ab   a         1.50%     1MiB / 4MiB         25.00%    10B / 20B   0B / 0B     2\n',
    },
    'takes all that run when none is named': {
      line: ['stats', '--no-stream', '--format', '{{.Container}} {{.MemPerc}}'],
      answers: { ContainerList: [{ Id: 'id1' }], ContainerStats: STATS },
      asks: [
        ['ContainerList', { all: false, limit: 0, size: false, filters: {} }],
        ['ContainerStats', 'id1'],
      ],
      stdout: 'id1 25.00%\n',
    },
    "tells the daemon's refusal": {
      line: 'stats --no-stream zz',
      answers: { ContainerStats: refusal(404, 'No such container: zz') },
      asks: [['ContainerStats', 'zz']],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
