import { describe } from 'vitest';
import { cases, refusal, streamOf } from '../../testing.ts';

describe('docker push', () => {
  cases({
    'shows what is sent': {
      line: 'push me/x',
      answers: { ImagePush: () => streamOf({ status: 'The push refers to repository [docker.io/me/x]' }) },
      asks: [['ImagePush', 'me/x:latest', { all: false }]],
      stdout: 'Using default tag: latest\nThe push refers to repository [docker.io/me/x]\n',
    },
    'prints only the name when quiet': {
      line: 'push -q me/x:1',
      answers: { ImagePush: () => streamOf() },
      asks: [['ImagePush', 'me/x:1', { all: false }]],
      stdout: 'me/x:1\n',
    },
    'tells what goes wrong on the way': {
      line: 'push -q me/x:1',
      answers: { ImagePush: () => streamOf({ error: 'denied: requested access to the resource is denied' }) },
      asks: [['ImagePush', 'me/x:1', { all: false }]],
      stderr: 'denied: requested access to the resource is denied\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'push me/x:1',
      answers: { ImagePush: refusal(404, 'An image does not exist locally with the tag: me/x') },
      asks: [['ImagePush', 'me/x:1', { all: false }]],
      stderr: 'Error response from daemon: An image does not exist locally with the tag: me/x\n',
      status: 1,
    },
    'takes no tag with --all-tags': {
      line: 'push -a me/x:1',
      stderr: "tag can't be used with --all-tags/-a\n",
      status: 1,
    },
  });
});
