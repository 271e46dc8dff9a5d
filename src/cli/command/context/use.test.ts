import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context use', () => {
  cases({
    'goes back to the default one': {
      line: 'context use default',
      stdout: 'default\n',
      stderr: 'Current context is now "default"\n',
    },
    'knows when there is none': {
      line: 'context use zz',
      stderr:
        'context "zz": context not found: open /root/.docker/contexts/meta/4a60bf7d4bc1e485744cf7e8d0860524752fca1ce42331be7c439fd23043f151/meta.json: no such file or directory\n',
      status: 1,
    },
  });
});
