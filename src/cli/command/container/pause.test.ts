import { describe } from 'vitest';
import { cases, onlyContainers } from '../../testing.ts';

describe('docker pause', () => {
  cases({
    'pauses each and prints its name': {
      line: 'pause a b',
      asks: [
        ['ContainerPause', 'a'],
        ['ContainerPause', 'b'],
      ],
      stdout: 'a\nb\n',
    },
    'goes on after a refusal': {
      line: 'pause zz a',
      answers: { ContainerPause: onlyContainers('a') },
      asks: [
        ['ContainerPause', 'zz'],
        ['ContainerPause', 'a'],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'wants a name': {
      line: 'pause',
      stderr:
        "docker: 'docker pause' requires at least 1 argument\n\nUsage:  docker pause CONTAINER [CONTAINER...]\n\nSee 'docker pause --help' for more information\n",
      status: 1,
    },
  });
});
