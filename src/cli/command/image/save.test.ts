import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const TAR = { ImageSave: new TextEncoder().encode('tar') };

describe('docker save', () => {
  cases({
    'writes all images to standard output': {
      line: 'save a b',
      answers: TAR,
      asks: [['ImageSave', ['a', 'b']]],
      stdout: 'tar',
    },
    'writes them to a file': {
      line: 'save -o a.tar a',
      answers: TAR,
      leaves: { '/root/a.tar': 'tar' },
      asks: [['ImageSave', ['a']]],
    },
    "tells the daemon's refusal": {
      line: 'save zz',
      answers: { ImageSave: refusal(404, 'No such image: zz:latest') },
      asks: [['ImageSave', ['zz']]],
      stderr: 'Error response from daemon: No such image: zz:latest\n',
      status: 1,
    },
  });
});
