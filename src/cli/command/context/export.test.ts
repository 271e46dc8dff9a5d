import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context export', () => {
  cases({
    'writes the context in force where none is kept': {
      line: 'context export default d.tar',
      stderr: 'Written file "d.tar"\n',
    },
    'knows no other': {
      line: 'context export zz',
      stderr:
        'context "zz": context not found: open /root/.docker/contexts/meta/4a60bf7d4bc1e485744cf7e8d0860524752fca1ce42331be7c439fd23043f151/meta.json: no such file or directory\n',
      status: 1,
    },
  });
});
