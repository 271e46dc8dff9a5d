import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker import', () => {
  cases({
    'reads standard input': {
      line: 'import -m why -c USER=1 - a:1',
      stdin: 'tar',
      answers: { ImageImport: [{ status: 'sha256:1' }] },
      asks: [['ImageImport', new TextEncoder().encode('tar'), { ref: 'a:1', message: 'why', changes: ['USER=1'] }]],
      stdout: 'sha256:1\n',
    },
    'reads a file': {
      line: 'import a.tar',
      files: { '/root/a.tar': 'tar' },
      answers: { ImageImport: [{ status: 'sha256:1' }] },
      asks: [['ImageImport', new TextEncoder().encode('tar'), { ref: '', message: '', changes: [] }]],
      stdout: 'sha256:1\n',
    },
    'has the daemon fetch an address': {
      line: 'import http://there/a.tar a:1',
      answers: { ImageImport: [{ status: 'Downloading from http://there/a.tar' }, { error: 'unexpected EOF' }] },
      asks: [['ImageImport', 'http://there/a.tar', { ref: 'a:1', message: '', changes: [] }]],
      stdout: 'Downloading from http://there/a.tar\n',
      stderr: 'unexpected EOF\n',
      status: 1,
    },
    'knows when there is no file': {
      line: 'import a.tar',
      stderr: 'open a.tar: no such file or directory\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'import - UPPER',
      answers: { ImageImport: refusal(400, 'invalid reference format: repository name (UPPER) must be lowercase') },
      asks: [['ImageImport', new TextEncoder().encode(''), { ref: 'UPPER', message: '', changes: [] }]],
      stderr: 'Error response from daemon: invalid reference format: repository name (UPPER) must be lowercase\n',
      status: 1,
    },
  });
});
