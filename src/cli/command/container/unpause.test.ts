import { describe } from 'vitest';
import { cases, onlyContainers } from '../../testing.ts';

describe('docker unpause', () => {
  cases({
    'lets each go on and prints its name': {
      line: 'unpause a b',
      asks: [
        ['ContainerUnpause', 'a'],
        ['ContainerUnpause', 'b'],
      ],
      stdout: 'a\nb\n',
    },
    'goes on after a refusal': {
      line: 'unpause zz a',
      answers: { ContainerUnpause: onlyContainers('a') },
      asks: [
        ['ContainerUnpause', 'zz'],
        ['ContainerUnpause', 'a'],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
