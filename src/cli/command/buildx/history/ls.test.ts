import { describe } from 'vitest';
import { cases } from '../../../testing.ts';

const BUILDS = {
  BuildHistory: [
    {
      ref: 'r1',
      context: '/root/app',
      dockerfile: 'Dockerfile',
      target: '',
      created: Date.UTC(2026, 0, 2, 3, 0, 0),
      completed: Date.UTC(2026, 0, 2, 3, 0, 2),
      error: '',
      total: 4,
      done: 4,
      cached: 1,
    },
  ],
};

describe('docker buildx history ls', () => {
  cases({
    'lists builds': {
      line: 'buildx history ls',
      answers: BUILDS,
      asks: [['BuildHistory']],
      stdout:
        'BUILD ID   NAME      STATUS      CREATED AT      DURATION   \nr1         app       Completed   4 minutes ago   2.0s       \n',
    },
    'filters by status': {
      line: ['buildx', 'history', 'ls', '--filter', 'status=error', '--format', '{{.Ref}}'],
      answers: BUILDS,
      asks: [['BuildHistory']],
    },
    'refuses a filter that is none': {
      line: 'buildx history ls --filter x=y',
      answers: BUILDS,
      asks: [['BuildHistory']],
      stderr: 'ERROR: invalid filter "x=y"\n',
      status: 1,
    },
  });
});
