import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const PORTS = {
  ContainerInspect: {
    NetworkSettings: {
      Ports: {
        '80/tcp': [
          { HostIp: '0.0.0.0', HostPort: '8080' },
          { HostIp: '::', HostPort: '8080' },
        ],
        '443/tcp': null,
      },
    },
  },
};

describe('docker port', () => {
  cases({
    'lists what is published': {
      line: 'port web',
      answers: PORTS,
      asks: [['ContainerInspect', 'web']],
      stdout: '80/tcp -> 0.0.0.0:8080\n80/tcp -> [::]:8080\n',
    },
    'prints the addresses of one port': {
      line: 'port web 80',
      answers: PORTS,
      asks: [['ContainerInspect', 'web']],
      stdout: '0.0.0.0:8080\n[::]:8080\n',
    },
    'knows when a port is not published': {
      line: 'port web 443/tcp',
      answers: PORTS,
      asks: [['ContainerInspect', 'web']],
      stderr: "Error: No public port '443/tcp' published for web\n",
      status: 1,
    },
    'refuses what is no port': {
      line: 'port web http',
      answers: PORTS,
      asks: [['ContainerInspect', 'web']],
      stderr: 'Error: invalid port (http): strconv.ParseUint: parsing "http": invalid syntax\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'port zz',
      answers: { ContainerInspect: refusal(404, 'No such container: zz') },
      asks: [['ContainerInspect', 'zz']],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
