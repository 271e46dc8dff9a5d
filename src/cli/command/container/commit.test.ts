import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker commit', () => {
  cases({
    'parts name and tag, and prints the id': {
      line: 'commit -m why -a me -c USER=1 a registry:5000/x:1',
      answers: { ImageCommit: 'sha256:1234' },
      asks: [
        [
          'ImageCommit',
          'a',
          { repo: 'registry:5000/x', tag: '1', comment: 'why', author: 'me', pause: true, changes: ['USER=1'] },
        ],
      ],
      stdout: 'sha256:1234\n',
    },
    'makes an image without a name': {
      line: 'commit a',
      answers: { ImageCommit: 'sha256:1234' },
      asks: [['ImageCommit', 'a', { repo: '', tag: '', comment: '', author: '', pause: true, changes: [] }]],
      stdout: 'sha256:1234\n',
    },
    "tells the daemon's refusal": {
      line: 'commit zz',
      answers: { ImageCommit: refusal(404, 'No such container: zz') },
      asks: [['ImageCommit', 'zz', { repo: '', tag: '', comment: '', author: '', pause: true, changes: [] }]],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'refuses a name that is none, and asks nothing': {
      line: 'commit a UPPER',
      stderr: 'invalid reference format: repository name (library/UPPER) must be lowercase\n',
      status: 1,
    },
  });
});
