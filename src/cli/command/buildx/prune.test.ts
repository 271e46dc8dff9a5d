import { describe } from 'vitest';
import { cases } from '../../testing.ts';

const CACHE = {
  DiskUsage: {
    BuildCache: [
      {
        ID: 'c1',
        Parents: [],
        Type: 'regular',
        Description: '',
        InUse: false,
        Shared: false,
        Size: 1500,
        CreatedAt: '2026-01-01T03:04:05Z',
        LastUsedAt: null,
        UsageCount: 1,
      },
    ],
  },
  BuildCachePrune: { CachesDeleted: ['c1'], SpaceReclaimed: 1500 },
};

describe('docker buildx prune', () => {
  cases({
    'tells what went': {
      line: 'buildx prune -af',
      answers: CACHE,
      asks: [['DiskUsage'], ['BuildCachePrune', { all: true, filters: {}, keepStorage: 0 }]],
      stdout:
        'ID\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED\nc1                                      \ttrue \t\t1.5kB     \t24 hours ago\nTotal:\t1.5kB\n',
    },
    'asks before': {
      line: 'builder prune',
      stdin: 'n\n',
      stdout: 'WARNING! This will remove all dangling build cache. Are you sure you want to continue? [y/N] ',
    },
    '--keep-storage is an old name': {
      line: 'builder prune -f --keep-storage 1kb',
      answers: CACHE,
      asks: [['DiskUsage'], ['BuildCachePrune', { all: false, filters: {}, keepStorage: 1024 }]],
      stdout:
        'ID\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED\nc1                                      \ttrue \t\t1.5kB     \t24 hours ago\nTotal:\t1.5kB\n',
      stderr: 'Flag --keep-storage has been deprecated, keep-storage flag has been changed to reserved-space\n',
    },
    'a filter has one value': {
      line: 'buildx prune -f --filter until=1h --filter until=2h',
      stderr: 'ERROR: "until" filter expects only one value\n',
      status: 1,
    },
  });
});
