import { describe } from 'vitest';
import { cases } from '../../../testing.ts';

const BUILDS = { BuildHistory: [{ ref: 'r1' }, { ref: 'r2' }] };

describe('docker buildx history rm', () => {
  cases({
    'removes those that are named': {
      line: 'buildx history rm r2',
      answers: BUILDS,
      asks: [['BuildHistory'], ['BuildHistoryRemove', 'r2']],
    },
    'removes all': {
      line: 'buildx history rm --all',
      answers: BUILDS,
      asks: [['BuildHistory'], ['BuildHistoryRemove', 'r1'], ['BuildHistoryRemove', 'r2']],
    },
    'wants one of both': { line: 'buildx history rm', stderr: 'ERROR: rm requires at least one argument\n', status: 1 },
    'wants not both': {
      line: 'buildx history rm --all r1',
      stderr: 'ERROR: rm requires either --all or at least one argument\n',
      status: 1,
    },
  });
});
