import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker network connect', () => {
  cases({
    'sends addresses, names and links': {
      line: 'network connect --ip 10.9.0.5 --alias db --link other:o --driver-opt a=b net a',
      asks: [
        [
          'NetworkConnect',
          'net',
          'a',
          {
            IPAMConfig: { IPv4Address: '10.9.0.5' },
            Links: ['other:o'],
            Aliases: ['db'],
            DriverOpts: { a: 'b' },
            GwPriority: 0,
          },
        ],
      ],
    },
    'sends little when little is asked': {
      line: 'network connect net a',
      asks: [
        [
          'NetworkConnect',
          'net',
          'a',
          { IPAMConfig: null, Links: null, Aliases: null, DriverOpts: null, GwPriority: 0 },
        ],
      ],
    },
    "tells the daemon's refusal": {
      line: 'network connect zz a',
      answers: { NetworkConnect: refusal(404, 'network zz not found') },
      asks: [
        [
          'NetworkConnect',
          'zz',
          'a',
          { IPAMConfig: null, Links: null, Aliases: null, DriverOpts: null, GwPriority: 0 },
        ],
      ],
      stderr: 'Error response from daemon: network zz not found\n',
      status: 1,
    },
  });
});
