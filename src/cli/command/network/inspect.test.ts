import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker network inspect', () => {
  cases({
    'prints what was found, then what was not': {
      line: 'network inspect -v zz net',
      answers: {
        NetworkInspect: (name: string) =>
          name === 'net' ? { Name: 'net', Id: 'id' } : refusal(404, 'network zz not found'),
      },
      asks: [
        ['NetworkInspect', 'zz', { verbose: true }],
        ['NetworkInspect', 'net', { verbose: true }],
      ],
      stdout: '[\n    {\n        "Name": "net",\n        "Id": "id"\n    }\n]\n',
      stderr: 'Error response from daemon: network zz not found\n',
      status: 1,
    },
  });
});
