import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const USAGE = {
  DiskUsage: {
    LayersSize: 4500000,
    Images: [
      {
        Id: 'sha256:0123456789abcdef',
        RepoTags: ['busybox:1'],
        Created: 1767236645,
        Size: 4500000,
        SharedSize: 0,
        Containers: 0,
      },
    ],
    Containers: [],
    Volumes: [{ Name: 'data', UsageData: { RefCount: 1, Size: 10 } }],
    BuildCache: [],
  },
};

describe('docker system df', () => {
  cases({
    'sums up what takes space': {
      line: 'system df',
      answers: USAGE,
      asks: [['DiskUsage']],
      stdout:
        'TYPE            TOTAL     ACTIVE    SIZE      RECLAIMABLE\nImages          1         0         4.5MB     4.5MB (100%)\nContainers      0         0         0B        0B\nLocal Volumes   1         1         10B       0B (0%)\nBuild Cache     0         0         0B        0B\n',
    },
    'lists it': {
      line: 'system df -v',
      answers: USAGE,
      asks: [['DiskUsage']],
      stdout:
        'Images space usage:\n\nREPOSITORY   TAG       IMAGE ID       CREATED        SIZE      SHARED SIZE   UNIQUE SIZE   CONTAINERS\nbusybox      1         0123456789ab   24 hours ago   4.5MB     0B            4.5MB         0\n\nContainers space usage:\n\nCONTAINER ID   IMAGE     COMMAND   LOCAL VOLUMES   SIZE      CREATED   STATUS    NAMES\n\nLocal Volumes space usage:\n\nVOLUME NAME   LINKS     SIZE\ndata          1         10B\n\nBuild cache usage: 0B\n\nCACHE ID   CACHE TYPE   SIZE      CREATED   LAST USED   USAGE     SHARED\n',
    },
    'fills a template': {
      line: ['system', 'df', '--format', '{{.Type}} {{.Reclaimable}}'],
      answers: USAGE,
      asks: [['DiskUsage']],
      stdout: 'Images 4.5MB (100%)\nContainers 0B\nLocal Volumes 0B (0%)\nBuild Cache 0B\n',
    },
    "tells the daemon's refusal": {
      line: 'system df',
      answers: { DiskUsage: refusal(409, 'a disk usage operation is already running') },
      asks: [['DiskUsage']],
      stderr: 'Error response from daemon: a disk usage operation is already running\n',
      status: 1,
    },
  });
});
