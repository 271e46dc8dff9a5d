import { describe } from 'vitest';
import { cases, onlyContainers } from '../../testing.ts';

describe('docker restart', () => {
  cases({
    'hands on time and signal': {
      line: 'restart -t 3 -s INT a b',
      asks: [
        ['ContainerRestart', 'a', { timeout: 3, signal: 'INT' }],
        ['ContainerRestart', 'b', { timeout: 3, signal: 'INT' }],
      ],
      stdout: 'a\nb\n',
    },
    'goes on after a refusal': {
      line: 'restart zz a',
      answers: { ContainerRestart: onlyContainers('a') },
      asks: [
        ['ContainerRestart', 'zz', {}],
        ['ContainerRestart', 'a', {}],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
