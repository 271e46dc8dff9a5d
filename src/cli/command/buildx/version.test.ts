import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker buildx version', () => {
  cases({
    'says which one it is': { line: 'buildx version', stdout: 'github.com/docker/buildx 0.29.1 0.29.1\n' },
    'takes no argument': {
      line: 'buildx version x',
      stderr:
        "ERROR: docker: 'docker buildx version' accepts no arguments\n\nUsage:  docker buildx version\n\nRun 'docker buildx version --help' for more information\n",
      status: 1,
    },
  });
});
