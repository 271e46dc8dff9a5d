import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const HISTORY = {
  ImageHistory: [
    { Id: 'sha256:0123456789abcdef', Created: 1767236645, CreatedBy: 'CMD ["sh"]', Size: 0, Comment: '', Tags: null },
    {
      Id: '<missing>',
      Created: 1767236645,
      CreatedBy: `RUN /bin/sh -c ${'x'.repeat(50)}`,
      Size: 4500000,
      Comment: 'made',
      Tags: null,
    },
  ],
};

describe('docker history', () => {
  cases({
    'sets a table': {
      line: 'history a',
      answers: HISTORY,
      asks: [['ImageHistory', 'a']],
      stdout:
        'IMAGE          CREATED        CREATED BY                                      SIZE      COMMENT\n0123456789ab   24 hours ago   CMD ["sh"]                                      0B        \n<missing>      24 hours ago   RUN /bin/sh -c xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…   4.5MB     made\n',
    },
    'prints ids': {
      line: 'history -q --no-trunc a',
      answers: HISTORY,
      asks: [['ImageHistory', 'a']],
      stdout: 'sha256:0123456789abcdef\n<missing>\n',
    },
    'shows times and sizes as they are': {
      line: ['history', '-H=false', '--format', '{{.CreatedSince}} {{.Size}}', 'a'],
      answers: HISTORY,
      asks: [['ImageHistory', 'a']],
      stdout: '2026-01-01T03:04:05Z 0\n2026-01-01T03:04:05Z 4500000\n',
    },
    "tells the daemon's refusal": {
      line: 'history zz',
      answers: { ImageHistory: refusal(404, 'No such image: zz:latest') },
      asks: [['ImageHistory', 'zz']],
      stderr: 'Error response from daemon: No such image: zz:latest\n',
      status: 1,
    },
  });
});
