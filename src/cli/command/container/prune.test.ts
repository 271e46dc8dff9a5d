import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker container prune', () => {
  cases({
    'asks before it removes': {
      line: 'container prune',
      stdin: 'y\n',
      answers: { ContainerPrune: { Deleted: ['id1', 'id2'], SpaceReclaimed: 1500 } },
      asks: [['ContainerPrune', {}]],
      stdout:
        'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] Deleted Containers:\nid1\nid2\n\nTotal reclaimed space: 1.5kB\n',
    },
    'does nothing when the answer is no': {
      line: 'container prune',
      stdin: 'n\n',
      stdout: 'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ',
    },
    'hands on filters': {
      line: 'container prune -f --filter until=24h --filter label=a',
      answers: { ContainerPrune: { Deleted: [], SpaceReclaimed: 0 } },
      asks: [['ContainerPrune', { until: ['24h'], label: ['a'] }]],
      stdout: 'Total reclaimed space: 0B\n',
    },
    "tells the daemon's refusal": {
      line: 'container prune -f',
      answers: { ContainerPrune: refusal(409, 'a prune operation is already running') },
      asks: [['ContainerPrune', {}]],
      stderr: 'Error response from daemon: a prune operation is already running\n',
      status: 1,
    },
  });
});
