import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context rm', () => {
  cases({
    'keeps the default one': { line: 'context rm default', stderr: 'context "default" cannot be removed\n', status: 1 },
    'knows when there is none': { line: 'context rm zz', stderr: 'context "zz" does not exist\n', status: 1 },
    'with --force is content when there is none': { line: 'context rm -f zz' },
  });
});
