import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker volume inspect', () => {
  cases({
    'prints what was found, then what was not': {
      line: 'volume inspect zz a',
      answers: {
        VolumeInspect: (name: string) =>
          name === 'a' ? { Name: 'a', Driver: 'local' } : refusal(404, 'get zz: no such volume'),
      },
      asks: [
        ['VolumeInspect', 'zz'],
        ['VolumeInspect', 'a'],
      ],
      stdout: '[\n    {\n        "Name": "a",\n        "Driver": "local"\n    }\n]\n',
      stderr: 'Error response from daemon: get zz: no such volume\n',
      status: 1,
    },
  });
});
