import { describe } from 'vitest';
import { cases, refusal, streamOf } from '../../testing.ts';

describe('docker pull', () => {
  cases({
    'takes the tag latest, and says so': {
      line: 'pull busybox',
      answers: {
        ImagePull: () =>
          streamOf(
            { status: 'Pulling from library/busybox', id: 'latest' },
            { status: 'Status: Image is up to date for busybox:latest' },
          ),
      },
      asks: [['ImagePull', 'busybox:latest', { all: false, platform: '' }]],
      stdout:
        'Using default tag: latest\nlatest: Pulling from library/busybox\nStatus: Image is up to date for busybox:latest\ndocker.io/library/busybox:latest\n',
    },
    'prints only the name when quiet': {
      line: 'pull -q --platform linux/amd64 busybox:1',
      answers: { ImagePull: () => streamOf() },
      asks: [['ImagePull', 'busybox:1', { all: false, platform: 'linux/amd64' }]],
      stdout: 'docker.io/library/busybox:1\n',
    },
    'takes no tag with --all-tags': {
      line: 'pull -a busybox:1',
      stderr: "tag can't be used with --all-tags/-a\n",
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'pull -q nope',
      answers: {
        ImagePull: refusal(404, "pull access denied for nope, repository does not exist or may require 'docker login'"),
      },
      asks: [['ImagePull', 'nope:latest', { all: false, platform: '' }]],
      stderr:
        "Error response from daemon: pull access denied for nope, repository does not exist or may require 'docker login'\n",
      status: 1,
    },
    'tells what goes wrong on the way': {
      line: 'pull busybox:1',
      answers: { ImagePull: () => streamOf({ error: 'toomanyrequests: slow down' }) },
      asks: [['ImagePull', 'busybox:1', { all: false, platform: '' }]],
      stderr: 'toomanyrequests: slow down\n',
      status: 1,
    },
    'refuses a name that is none': {
      line: 'pull UPPER',
      stderr: 'invalid reference format: repository name (library/UPPER) must be lowercase\n',
      status: 1,
    },
  });
});
