import { describe } from 'vitest';
import { cases, onlyContainers, streamOf } from '../../testing.ts';

describe('docker wait', () => {
  cases({
    'prints the status of each': {
      line: 'wait a b',
      answers: { ContainerWait: (name: string) => streamOf({ StatusCode: name === 'a' ? 0 : 137 }) },
      asks: [
        ['ContainerWait', 'a', 'not-running'],
        ['ContainerWait', 'b', 'not-running'],
      ],
      stdout: '0\n137\n',
    },
    'goes on after a refusal': {
      line: 'wait zz a',
      answers: { ContainerWait: (name: string) => onlyContainers('a')(name) ?? streamOf({ StatusCode: 3 }) },
      asks: [
        ['ContainerWait', 'zz', 'not-running'],
        ['ContainerWait', 'a', 'not-running'],
      ],
      stdout: '3\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
