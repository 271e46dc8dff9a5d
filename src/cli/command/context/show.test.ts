import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context show', () => {
  cases({
    'prints the one in force': { line: 'context show', stdout: 'default\n' },
    'the environment chooses': { line: 'context show', env: { DOCKER_CONTEXT: 'far' }, stdout: 'far\n' },
  });
});
