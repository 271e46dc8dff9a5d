import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker rename', () => {
  cases({
    'says nothing when it is done': { line: 'rename a b', asks: [['ContainerRename', 'a', 'b']] },
    'tells which one kept its name': {
      line: 'rename zz b',
      answers: { ContainerRename: refusal(404, 'No such container: zz') },
      asks: [['ContainerRename', 'zz', 'b']],
      stderr: 'Error response from daemon: No such container: zz\nError: failed to rename container named zz\n',
      status: 1,
    },
    'wants two names that are some': {
      line: ['rename', 'a', ' '],
      stderr: 'Error: Neither old nor new names may be empty\n',
      status: 1,
    },
  });
});
