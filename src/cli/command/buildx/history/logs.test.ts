import { describe } from 'vitest';
import { cases } from '../../../testing.ts';

describe('docker buildx history logs', () => {
  cases({
    'knows when there is none': {
      line: 'buildx history logs',
      answers: { BuildHistory: [] },
      asks: [['BuildHistory']],
      stderr: 'ERROR: no records found\n',
      status: 1,
    },
  });
});
