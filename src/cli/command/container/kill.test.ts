import { describe } from 'vitest';
import { cases, onlyContainers } from '../../testing.ts';

describe('docker kill', () => {
  cases({
    'asks for each name and prints it': {
      line: 'kill -s HUP a b',
      asks: [
        ['ContainerKill', 'a', 'HUP'],
        ['ContainerKill', 'b', 'HUP'],
      ],
      stdout: 'a\nb\n',
    },
    'goes on after a refusal': {
      line: 'kill zz a',
      answers: { ContainerKill: onlyContainers('a') },
      asks: [
        ['ContainerKill', 'zz', ''],
        ['ContainerKill', 'a', ''],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'asks nothing for a name that is none': {
      line: ['kill', ''],
      stderr: 'invalid container name or ID: value is empty\n',
      status: 1,
    },
  });
});
