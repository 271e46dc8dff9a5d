import { describe } from 'vitest';
import { cases, onlyContainers } from '../../testing.ts';

describe('docker start', () => {
  cases({
    'starts each and prints its name': {
      line: 'start a b',
      asks: [
        ['ContainerStart', 'a'],
        ['ContainerStart', 'b'],
      ],
      stdout: 'a\nb\n',
    },
    'goes on after a refusal, and tells who did not start': {
      line: 'start zz a',
      answers: { ContainerStart: onlyContainers('a') },
      asks: [
        ['ContainerStart', 'zz'],
        ['ContainerStart', 'a'],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: No such container: zz\nError: failed to start containers: zz\n',
      status: 1,
    },
    'attaches to one only': {
      line: 'start -a a b',
      stderr: 'you cannot start and attach multiple containers at once\n',
      status: 1,
    },
  });
});
