import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const only = {
  NetworkRemove: (name: string) => (name === 'a' ? undefined : refusal(404, `network ${name} not found`)),
};

describe('docker network rm', () => {
  cases({
    'removes each and prints its name': {
      line: 'network rm a a',
      answers: only,
      asks: [
        ['NetworkRemove', 'a'],
        ['NetworkRemove', 'a'],
      ],
      stdout: 'a\na\n',
    },
    'goes on after a refusal': {
      line: 'network rm zz a',
      answers: only,
      asks: [
        ['NetworkRemove', 'zz'],
        ['NetworkRemove', 'a'],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: network zz not found\nexit status 1\n',
      status: 1,
    },
    'with --force is content when there is none': {
      line: 'network rm -f zz a',
      answers: only,
      asks: [
        ['NetworkRemove', 'zz'],
        ['NetworkRemove', 'a'],
      ],
      stdout: 'a\n',
    },
  });
});
