import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker tag', () => {
  cases({
    'says nothing when it is done': { line: 'tag a b:1', asks: [['ImageTag', 'a', 'b:1']] },
    'refuses a name that is none': {
      line: 'tag a UPPER',
      stderr:
        'Error parsing reference: "UPPER" is not a valid repository/tag: invalid reference format: repository name (library/UPPER) must be lowercase\n',
      status: 1,
    },
    'refuses a digest': {
      line: `tag a b@sha256:${'0'.repeat(64)}`,
      stderr: 'refusing to create a tag with a digest reference\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'tag zz b',
      answers: { ImageTag: refusal(404, 'No such image: zz:latest') },
      asks: [['ImageTag', 'zz', 'b']],
      stderr: 'Error response from daemon: No such image: zz:latest\n',
      status: 1,
    },
  });
});
