import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker buildx inspect', () => {
  cases({
    'shows the one builder': {
      line: 'buildx inspect',
      stdout:
        'Name:   default\nDriver: docker\n\nNodes:\nName:             default\nEndpoint:         default\nStatus:           running\nBuildKit version: v0.25.1\nPlatforms:        linux/amd64, linux/amd64/v2, linux/amd64/v3, linux/386\n',
    },
    'knows no other': { line: 'buildx inspect zz', stderr: 'ERROR: no builder "zz" found\n', status: 1 },
  });
});
