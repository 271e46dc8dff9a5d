import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker image prune', () => {
  cases({
    'asks before it removes': {
      line: 'image prune',
      stdin: 'y\n',
      answers: { ImagePrune: { ImagesDeleted: [{ Untagged: 'a:1' }, { Deleted: 'sha256:1' }], SpaceReclaimed: 1500 } },
      asks: [['ImagePrune', { dangling: ['true'] }]],
      stdout:
        'WARNING! This will remove all dangling images.\nAre you sure you want to continue? [y/N] Deleted Images:\nuntagged: a:1\ndeleted: sha256:1\n\nTotal reclaimed space: 1.5kB\n',
    },
    'with --all takes all that nobody uses': {
      line: 'image prune -af',
      answers: { ImagePrune: { ImagesDeleted: [], SpaceReclaimed: 0 } },
      asks: [['ImagePrune', { dangling: ['false'] }]],
      stdout: 'Total reclaimed space: 0B\n',
    },
    'does nothing when the answer is no': {
      line: 'image prune -a',
      stdin: '\n',
      stdout:
        'WARNING! This will remove all images without at least one container associated to them.\nAre you sure you want to continue? [y/N] ',
    },
    "tells the daemon's refusal": {
      line: 'image prune -f',
      answers: { ImagePrune: refusal(409, 'a prune operation is already running') },
      asks: [['ImagePrune', { dangling: ['true'] }]],
      stderr: 'Error response from daemon: a prune operation is already running\n',
      status: 1,
    },
  });
});
