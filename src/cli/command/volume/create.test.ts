import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker volume create', () => {
  cases({
    'sends options and labels, and prints the name': {
      line: 'volume create -d local -o type=tmpfs --label a=b data',
      answers: { VolumeCreate: { Name: 'data' } },
      asks: [['VolumeCreate', { Name: 'data', Driver: 'local', DriverOpts: { type: 'tmpfs' }, Labels: { a: 'b' } }]],
      stdout: 'data\n',
    },
    'without a name the daemon makes one': {
      line: 'volume create',
      answers: { VolumeCreate: { Name: '0123' } },
      asks: [['VolumeCreate', { Name: '', Driver: 'local', DriverOpts: null, Labels: null }]],
      stdout: '0123\n',
    },
    'takes one name': {
      line: 'volume create --name a b',
      stderr: 'conflicting options: cannot specify a volume-name through both --name and as a positional arg\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'volume create -d nope data',
      answers: { VolumeCreate: refusal(404, 'plugin "nope" not found') },
      asks: [['VolumeCreate', { Name: 'data', Driver: 'nope', DriverOpts: null, Labels: null }]],
      stderr: 'Error response from daemon: plugin "nope" not found\n',
      status: 1,
    },
  });
});
