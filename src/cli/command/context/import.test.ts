import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context import', () => {
  cases({
    'wants an archive that is there': {
      line: 'context import far nosuch',
      stderr: 'open nosuch: no such file or directory\n',
      status: 1,
    },
    'default is taken': {
      line: 'context import default nosuch',
      stderr: '"default" is a reserved context name\n',
      status: 1,
    },
    'nothing is no context': {
      line: 'context import far -',
      stderr: 'invalid context: no metadata found\n',
      status: 1,
    },
  });
});
