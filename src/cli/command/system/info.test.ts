import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker info', () => {
  cases({
    'fills a template': {
      line: ['info', '--format', '{{.ServerVersion}} {{.ClientInfo.Context}}'],
      answers: { Info: { ServerVersion: '28.5.2' } },
      asks: [['Info']],
      stdout: '28.5.2 default\n',
    },
    "tells the daemon's refusal": {
      line: 'info --format json',
      answers: { Info: refusal(500, 'out of order') },
      asks: [['Info']],
      stderr: 'Error response from daemon: out of order\n',
      status: 1,
    },
    'refuses a template that is none': {
      line: ['info', '--format', '{{'],
      stderr: 'template parsing error: template: :1: unclosed action\n',
      status: 64,
    },
  });
});
