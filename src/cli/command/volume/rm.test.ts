import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker volume rm', () => {
  cases({
    'removes each and prints its name': {
      line: 'volume rm -f a b',
      asks: [
        ['VolumeRemove', 'a', true],
        ['VolumeRemove', 'b', true],
      ],
      stdout: 'a\nb\n',
    },
    'goes on after a refusal': {
      line: 'volume rm zz a',
      answers: { VolumeRemove: (name: string) => (name === 'a' ? undefined : refusal(404, 'get zz: no such volume')) },
      asks: [
        ['VolumeRemove', 'zz', false],
        ['VolumeRemove', 'a', false],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: get zz: no such volume\n',
      status: 1,
    },
  });
});
