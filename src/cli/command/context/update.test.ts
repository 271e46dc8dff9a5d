import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context update', () => {
  cases({
    "default is nobody's to change": {
      line: 'context update --description x default',
      stderr: '"default" is a reserved context name\n',
      status: 1,
    },
    'knows when there is none': {
      line: 'context update --description x zz',
      stderr:
        'context "zz": context not found: open /root/.docker/contexts/meta/4a60bf7d4bc1e485744cf7e8d0860524752fca1ce42331be7c439fd23043f151/meta.json: no such file or directory\n',
      status: 1,
    },
  });
});
