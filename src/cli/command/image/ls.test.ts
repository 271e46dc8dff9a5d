import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const LIST = {
  ImageList: [
    {
      Id: 'sha256:0123456789abcdef',
      RepoTags: ['busybox:latest', 'busybox:1'],
      RepoDigests: [`busybox@sha256:${'ab'.repeat(32)}`],
      Created: 1767236645,
      Size: 4500000,
      SharedSize: -1,
      Containers: -1,
      Labels: null,
      ParentId: '',
    },
    {
      Id: 'sha256:fedcba9876543210',
      RepoTags: [],
      RepoDigests: [],
      Created: 1767236645,
      Size: 10,
      SharedSize: -1,
      Containers: -1,
      Labels: null,
      ParentId: '',
    },
  ],
};

describe('docker images', () => {
  cases({
    'has a row for each name': {
      line: 'images',
      answers: LIST,
      asks: [['ImageList', { all: false, filters: {} }]],
      stdout:
        'REPOSITORY   TAG       IMAGE ID       CREATED        SIZE\nbusybox      latest    0123456789ab   24 hours ago   4.5MB\nbusybox      1         0123456789ab   24 hours ago   4.5MB\n<none>       <none>    fedcba987654   24 hours ago   10B\n',
    },
    'an argument is a filter': {
      line: 'images -aq --filter dangling=true busybox',
      answers: LIST,
      asks: [['ImageList', { all: true, filters: { dangling: ['true'], reference: ['busybox'] } }]],
      stdout: '0123456789ab\n0123456789ab\nfedcba987654\n',
    },
    'shows digests': {
      line: 'images --digests --no-trunc',
      answers: LIST,
      asks: [['ImageList', { all: false, filters: {} }]],
      stdout:
        'REPOSITORY   TAG       DIGEST                                                                    IMAGE ID                  CREATED        SIZE\nbusybox      latest    sha256:abababababababababababababababababababababababababababababababab   sha256:0123456789abcdef   24 hours ago   4.5MB\nbusybox      1         sha256:abababababababababababababababababababababababababababababababab   sha256:0123456789abcdef   24 hours ago   4.5MB\n<none>       <none>    <none>                                                                    sha256:fedcba9876543210   24 hours ago   10B\n',
    },
    "tells the daemon's refusal": {
      line: 'images -f x=y',
      answers: { ImageList: refusal(400, "invalid filter 'x'") },
      asks: [['ImageList', { all: false, filters: { x: ['y'] } }]],
      stderr: "Error response from daemon: invalid filter 'x'\n",
      status: 1,
    },
  });
});
