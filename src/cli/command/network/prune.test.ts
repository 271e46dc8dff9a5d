import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker network prune', () => {
  cases({
    'asks before it removes': {
      line: 'network prune',
      stdin: 'y\n',
      answers: { NetworkPrune: { Deleted: ['a', 'b'], SpaceReclaimed: 0 } },
      asks: [['NetworkPrune', {}]],
      stdout:
        'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue? [y/N] Deleted Networks:\na\nb\n\n',
    },
    'hands on filters': {
      line: 'network prune -f --filter until=1h',
      answers: { NetworkPrune: { Deleted: [], SpaceReclaimed: 0 } },
      asks: [['NetworkPrune', { until: ['1h'] }]],
    },
    "tells the daemon's refusal": {
      line: 'network prune -f',
      answers: { NetworkPrune: refusal(409, 'a prune operation is already running') },
      asks: [['NetworkPrune', {}]],
      stderr: 'Error response from daemon: a prune operation is already running\n',
      status: 1,
    },
  });
});
