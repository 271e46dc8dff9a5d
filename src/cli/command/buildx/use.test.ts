import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker buildx use', () => {
  cases({
    'takes the one builder': { line: 'buildx use default' },
    'knows no other': {
      line: 'buildx use zz',
      stderr: 'ERROR: failed to find instance "zz": no builder "zz" found\n',
      status: 1,
    },
  });
});
