import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const CACHE = {
  DiskUsage: {
    BuildCache: [
      {
        ID: 'c1',
        Parents: [],
        Type: 'regular',
        Description: 'local source',
        InUse: false,
        Shared: false,
        Size: 1500,
        CreatedAt: '2026-01-01T03:04:05Z',
        LastUsedAt: null,
        UsageCount: 1,
      },
    ],
  },
};

describe('docker buildx du', () => {
  cases({
    'lists the cache': {
      line: 'buildx du',
      answers: CACHE,
      asks: [['DiskUsage']],
      stdout:
        'ID\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED\nc1                                      \ttrue \t\t1.5kB     \t24 hours ago\nReclaimable:\t1.5kB\nTotal:\t\t1.5kB\n',
    },
    'with a filter there is no sum': {
      line: 'buildx du --filter type=exec.cachemount',
      answers: CACHE,
      asks: [['DiskUsage']],
      stdout: 'ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED\n',
    },
    'tells all of each': {
      line: 'buildx du --verbose',
      answers: CACHE,
      asks: [['DiskUsage']],
      stdout:
        'ID:\t\tc1\nCreated at:\t2026-01-01 03:04:05 +0000 UTC\nMutable:\tfalse\nReclaimable:\ttrue\nShared:\t\tfalse\nSize:\t\t1.5kB\nDescription:\tlocal source\nUsage count:\t1\nLast used:\t24 hours ago\nType:\t\tregular\n\nReclaimable:\t1.5kB\nTotal:\t\t1.5kB\n',
    },
    'refuses two filters that exclude each other': {
      line: 'buildx du --filter until=1h --filter unused-for=1h',
      stderr: 'ERROR: conflicting filters "until" and "unused-for"\n',
      status: 1,
    },
    'refuses a time that is none': {
      line: 'buildx du --filter until=5',
      stderr: 'ERROR: "until" filter expects a duration (e.g., \'24h\'): time: missing unit in duration "5"\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'buildx du',
      answers: { DiskUsage: refusal(500, 'out of order') },
      asks: [['DiskUsage']],
      stderr: 'Error response from daemon: out of order\n',
      status: 1,
    },
  });
});
