import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker logout', () => {
  cases({
    'says where the credentials are forgotten': {
      line: 'logout',
      stdout: 'Removing login credentials for https://index.docker.io/v1/\n',
    },
    'takes a registry': { line: 'logout localhost:5000', stdout: 'Removing login credentials for localhost:5000\n' },
  });
});
