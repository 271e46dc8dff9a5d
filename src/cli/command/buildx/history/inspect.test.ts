import { describe } from 'vitest';
import { cases } from '../../../testing.ts';

const BUILDS = {
  BuildHistory: [
    {
      ref: 'r1',
      context: '/root/app',
      dockerfile: 'Dockerfile',
      target: 'prod',
      created: Date.UTC(2026, 0, 2, 3, 0, 0),
      completed: Date.UTC(2026, 0, 2, 3, 0, 2),
      error: '',
      total: 4,
      done: 4,
      cached: 1,
    },
  ],
};

describe('docker buildx history inspect', () => {
  cases({
    'tells of the latest': {
      line: 'buildx history inspect',
      answers: BUILDS,
      asks: [['BuildHistory']],
      stdout:
        'Name:       app (prod)\nContext:    /root/app\nDockerfile: Dockerfile\nTarget:     prod\n\nStarted:     2026-01-02 03:00:00\nDuration:    2.0s\nBuild Steps: 4/4 (25% cached)\n',
    },
    'knows when there is none': {
      line: 'buildx history inspect',
      answers: { BuildHistory: [] },
      asks: [['BuildHistory']],
      stderr: 'ERROR: no records found\n',
      status: 1,
    },
    'knows when none has the name': {
      line: 'buildx history inspect zz',
      answers: BUILDS,
      asks: [['BuildHistory']],
      stderr: 'ERROR: no record found for ref "zz"\n',
      status: 1,
    },
  });
});
