import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker diff', () => {
  cases({
    'prints a letter and a path for each change': {
      line: 'diff a',
      answers: {
        ContainerDiff: [
          { Kind: 0, Path: '/etc' },
          { Kind: 1, Path: '/etc/new' },
          { Kind: 2, Path: '/old' },
        ],
      },
      asks: [['ContainerDiff', 'a']],
      stdout: 'C /etc\nA /etc/new\nD /old\n',
    },
    "tells the daemon's refusal": {
      line: 'diff zz',
      answers: { ContainerDiff: refusal(404, 'No such container: zz') },
      asks: [['ContainerDiff', 'zz']],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
