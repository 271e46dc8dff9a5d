import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker image inspect', () => {
  cases({
    'prints what was found, then what was not': {
      line: 'image inspect zz a',
      answers: {
        ImageInspect: (name: string) => (name === 'a' ? { Id: 'sha256:1' } : refusal(404, 'No such image: zz:latest')),
      },
      asks: [
        ['ImageInspect', 'zz'],
        ['ImageInspect', 'a'],
      ],
      stdout: '[\n    {\n        "Id": "sha256:1"\n    }\n]\n',
      stderr: 'Error response from daemon: No such image: zz:latest\n',
      status: 1,
    },
    'fills a template': {
      line: ['image', 'inspect', '-f', '{{.Id}}', 'a'],
      answers: { ImageInspect: { Id: 'sha256:1' } },
      asks: [['ImageInspect', 'a']],
      stdout: 'sha256:1\n',
    },
  });
});
