import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const LIST = {
  VolumeList: [
    {
      Name: 'data',
      Driver: 'local',
      Mountpoint: '/var/lib/docker/volumes/data/_data',
      Labels: { a: 'b' },
      Scope: 'local',
      Options: null,
      CreatedAt: '2026-01-01T00:00:00Z',
    },
  ],
};

describe('docker volume ls', () => {
  cases({
    'sets a table': {
      line: 'volume ls',
      answers: LIST,
      asks: [['VolumeList', {}]],
      stdout: 'DRIVER    VOLUME NAME\nlocal     data\n',
    },
    'prints names': {
      line: 'volume ls -q -f dangling=true',
      answers: LIST,
      asks: [['VolumeList', { dangling: ['true'] }]],
      stdout: 'data\n',
    },
    'fills a template': {
      line: ['volume', 'ls', '--format', '{{.Label "a"}} {{.Links}}'],
      answers: LIST,
      asks: [['VolumeList', {}]],
      stdout: 'b N/A\n',
    },
    "tells the daemon's refusal": {
      line: 'volume ls -f x=y',
      answers: { VolumeList: refusal(400, "invalid filter 'x'") },
      asks: [['VolumeList', { x: ['y'] }]],
      stderr: "Error response from daemon: invalid filter 'x'\n",
      status: 1,
    },
  });
});
