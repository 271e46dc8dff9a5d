import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const LIST = {
  NetworkList: [
    {
      Id: '0123456789abcdef',
      Name: 'net',
      Driver: 'bridge',
      Scope: 'local',
      Created: '2026-01-01T00:00:00Z',
      EnableIPv4: true,
      EnableIPv6: false,
      Internal: false,
      Labels: {},
    },
  ],
};

describe('docker network ls', () => {
  cases({
    'sets a table': {
      line: 'network ls',
      answers: LIST,
      asks: [['NetworkList', {}]],
      stdout: 'NETWORK ID     NAME      DRIVER    SCOPE\n0123456789ab   net       bridge    local\n',
    },
    'prints ids': {
      line: 'network ls -q --no-trunc -f driver=bridge',
      answers: LIST,
      asks: [['NetworkList', { driver: ['bridge'] }]],
      stdout: '0123456789abcdef\n',
    },
    "tells the daemon's refusal": {
      line: 'network ls -f x=y',
      answers: { NetworkList: refusal(400, "invalid filter 'x'") },
      asks: [['NetworkList', { x: ['y'] }]],
      stderr: "Error response from daemon: invalid filter 'x'\n",
      status: 1,
    },
  });
});
