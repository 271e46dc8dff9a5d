import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const TAR = { ContainerExport: new TextEncoder().encode('tar') };

describe('docker export', () => {
  cases({
    'writes the archive to standard output': {
      line: 'export a',
      answers: TAR,
      asks: [['ContainerExport', 'a']],
      stdout: 'tar',
    },
    'writes it to a file': {
      line: 'export -o /root/a.tar a',
      answers: TAR,
      leaves: { '/root/a.tar': 'tar' },
      asks: [['ContainerExport', 'a']],
    },
    'looks first where it shall go': {
      line: 'export -o /no/where/a.tar a',
      answers: TAR,
      stderr: 'failed to export container: invalid output path: stat /no/where: no such file or directory\n',
      status: 1,
    },
    "tells the daemon's refusal, and leaves no file": {
      line: 'export -o a.tar zz',
      answers: { ContainerExport: refusal(404, 'No such container: zz') },
      asks: [['ContainerExport', 'zz']],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
