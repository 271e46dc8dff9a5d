import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker network disconnect', () => {
  cases({
    'says nothing when it is done': {
      line: 'network disconnect -f net a',
      asks: [['NetworkDisconnect', 'net', 'a', true]],
    },
    "tells the daemon's refusal": {
      line: 'network disconnect net a',
      answers: { NetworkDisconnect: refusal(403, 'container a is not connected to network net') },
      asks: [['NetworkDisconnect', 'net', 'a', false]],
      stderr: 'Error response from daemon: container a is not connected to network net\n',
      status: 1,
    },
  });
});
