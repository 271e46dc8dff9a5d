import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker network create', () => {
  cases({
    'sends what was given, and prints the id': {
      line: 'network create -d bridge --internal --subnet 10.9.0.0/24 --gateway 10.9.0.1 -o a=b --label c=d net',
      answers: { NetworkCreate: { Id: 'id1', Warning: '' } },
      asks: [
        [
          'NetworkCreate',
          {
            Name: 'net',
            Driver: 'bridge',
            Internal: true,
            Attachable: false,
            Ingress: false,
            IPAM: { Driver: 'default', Options: {}, Config: [{ Subnet: '10.9.0.0/24', Gateway: '10.9.0.1' }] },
            Options: { a: 'b' },
            Labels: { c: 'd' },
          },
        ],
      ],
      stdout: 'id1\n',
    },
    "tells the daemon's refusal": {
      line: 'network create bridge',
      answers: { NetworkCreate: refusal(409, 'network with name bridge already exists') },
      asks: [
        [
          'NetworkCreate',
          {
            Name: 'bridge',
            Driver: 'bridge',
            Internal: false,
            Attachable: false,
            Ingress: false,
            IPAM: { Driver: 'default', Options: {}, Config: [] },
            Options: {},
            Labels: {},
          },
        ],
      ],
      stderr: 'Error response from daemon: network with name bridge already exists\n',
      status: 1,
    },
    'refuses a label without a name': {
      line: 'network create --label =x net',
      stderr:
        'invalid argument "=x" for "--label" flag: invalid label \'=x\': empty name\n\nUsage:  docker network create [OPTIONS] NETWORK\n\nRun \'docker network create --help\' for more information\n',
      status: 125,
    },
  });
});
