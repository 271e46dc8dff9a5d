import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker volume prune', () => {
  cases({
    'asks before it removes': {
      line: 'volume prune',
      stdin: 'y\n',
      answers: { VolumePrune: { Deleted: ['a', 'b'], SpaceReclaimed: 1500 } },
      asks: [['VolumePrune', {}]],
      stdout:
        'WARNING! This will remove anonymous local volumes not used by at least one container.\nAre you sure you want to continue? [y/N] Deleted Volumes:\na\nb\n\nTotal reclaimed space: 1.5kB\n',
    },
    'with --all takes those with names too': {
      line: 'volume prune -af --filter label=x',
      answers: { VolumePrune: { Deleted: [], SpaceReclaimed: 0 } },
      asks: [['VolumePrune', { label: ['x'], all: ['true'] }]],
      stdout: 'Total reclaimed space: 0B\n',
    },
    'does nothing when the answer is no': {
      line: 'volume prune',
      stdin: 'n\n',
      stdout:
        'WARNING! This will remove anonymous local volumes not used by at least one container.\nAre you sure you want to continue? [y/N] ',
    },
    "tells the daemon's refusal": {
      line: 'volume prune -f',
      answers: { VolumePrune: refusal(400, 'invalid filter') },
      asks: [['VolumePrune', {}]],
      stderr: 'Error response from daemon: invalid filter\n',
      status: 1,
    },
  });
});
