import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker load', () => {
  cases({
    'reads standard input': {
      line: 'load',
      stdin: 'tar',
      answers: { ImageLoad: ['Loaded image: a:1\n', 'Loaded image: b:1\n'] },
      asks: [['ImageLoad', new TextEncoder().encode('tar')]],
      stdout: 'Loaded image: a:1\nLoaded image: b:1\n',
    },
    'reads a file': {
      line: 'load -i a.tar',
      files: { '/root/a.tar': 'tar' },
      answers: { ImageLoad: [] },
      asks: [['ImageLoad', new TextEncoder().encode('tar')]],
    },
    'knows when there is no file': {
      line: 'load -i a.tar',
      stderr: 'open a.tar: no such file or directory\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'load',
      stdin: 'x',
      answers: { ImageLoad: refusal(400, 'archive/tar: invalid tar header') },
      asks: [['ImageLoad', new TextEncoder().encode('x')]],
      stderr: 'Error response from daemon: archive/tar: invalid tar header\n',
      status: 1,
    },
  });
});
