import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker version', () => {
  cases({
    'fills a template': {
      line: ['version', '--format', '{{.Client.Version}} {{.Server.Version}}'],
      answers: { Version: { Version: '28.5.2', Components: [] } },
      asks: [['Version']],
      stdout: '28.5.2 28.5.2\n',
    },
    'tells of itself when the daemon does not': {
      line: 'version',
      answers: { Version: refusal(500, 'out of order') },
      asks: [['Version']],
      stdout:
        'Client:\n Version:           28.5.2\n API version:       1.51\n Go version:        go1.24.9\n Git commit:        ecc6942\n Built:             Wed Nov  5 14:43:33 2025\n OS/Arch:           linux/amd64\n Context:           default\n',
      stderr: 'Error response from daemon: out of order\n',
      status: 1,
    },
  });
});
