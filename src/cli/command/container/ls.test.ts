import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const LIST = {
  ContainerList: [
    {
      Id: '0123456789abcdef',
      Names: ['/web'],
      Image: 'nginx',
      ImageID: 'sha256:1',
      Command: 'nginx -g "daemon off;"',
      Created: 1767322500,
      Ports: [{ IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' }],
      Labels: { a: 'b' },
      State: 'running',
      Status: 'Up 2 minutes',
      NetworkSettings: { Networks: { bridge: {} } },
      Mounts: [],
    },
  ],
};

describe('docker ps', () => {
  cases({
    'sets a table': {
      line: 'ps',
      answers: LIST,
      asks: [['ContainerList', { all: false, limit: 0, size: false, filters: {} }]],
      stdout:
        'CONTAINER ID   IMAGE     COMMAND                   CREATED         STATUS         PORTS                  NAMES\n0123456789ab   nginx     "nginx -g \\"daemon of…"   9 minutes ago   Up 2 minutes   0.0.0.0:8080->80/tcp   web\n',
    },
    'prints ids': {
      line: 'ps -aq --no-trunc -f status=exited',
      answers: LIST,
      asks: [['ContainerList', { all: true, limit: 0, size: false, filters: { status: ['exited'] } }]],
      stdout: '0123456789abcdef\n',
    },
    'asks for sizes when a template has them': {
      line: ['ps', '--format', '{{.Names}} {{.Size}} {{.Label "a"}}'],
      answers: LIST,
      asks: [['ContainerList', { all: false, limit: 0, size: true, filters: {} }]],
      stdout: 'web 0B b\n',
    },
    'the latest is one of all': {
      line: ['ps', '-l', '--format', '{{.ID}}'],
      answers: LIST,
      asks: [['ContainerList', { all: true, limit: 1, size: false, filters: {} }]],
      stdout: '0123456789ab\n',
    },
    'tells what is wrong with a template': {
      line: ['ps', '--format', '{{.Nope}}'],
      answers: LIST,
      asks: [['ContainerList', { all: false, limit: 0, size: false, filters: {} }]],
      stderr:
        'failed to execute template: template: :1:2: executing "" at <.Nope>: can\'t evaluate field Nope in type *formatter.ContainerContext\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'ps -f x=y',
      answers: { ContainerList: refusal(400, "invalid filter 'x'") },
      asks: [['ContainerList', { all: false, limit: 0, size: false, filters: { x: ['y'] } }]],
      stderr: "Error response from daemon: invalid filter 'x'\n",
      status: 1,
    },
  });
});
