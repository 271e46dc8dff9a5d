import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const NOTHING = { Deleted: [], SpaceReclaimed: 0 };
const PRUNED = {
  ContainerPrune: { Deleted: ['id1'], SpaceReclaimed: 10 },
  NetworkPrune: { Deleted: ['net'], SpaceReclaimed: 0 },
  VolumePrune: NOTHING,
  ImagePrune: { ImagesDeleted: [{ Deleted: 'sha256:1' }], SpaceReclaimed: 20 },
  BuildCachePrune: { CachesDeleted: ['c1'], SpaceReclaimed: 30 },
};

describe('docker system prune', () => {
  cases({
    'removes kind by kind': {
      line: 'system prune -f',
      answers: PRUNED,
      asks: [
        ['ContainerPrune', {}],
        ['NetworkPrune', {}],
        ['ImagePrune', { dangling: ['true'] }],
        ['BuildCachePrune', { all: false, filters: {}, keepStorage: 0 }],
      ],
      stdout:
        'Deleted Containers:\nid1\n\nDeleted Networks:\nnet\n\nDeleted Images:\ndeleted: sha256:1\n\nDeleted build cache objects:\nc1\n\nTotal reclaimed space: 60B\n',
    },
    'tells what it will do before it asks': {
      line: 'system prune -a --volumes --filter label=x',
      stdin: 'n\n',
      stdout:
        'WARNING! This will remove:\n  - all stopped containers\n  - all networks not used by at least one container\n  - all anonymous volumes not used by at least one container\n  - all images without at least one container associated to them\n  - all build cache\n\n  Items to be pruned will be filtered with:\n  - label=x\n\nAre you sure you want to continue? [y/N] ',
    },
    'volumes have no age': {
      line: 'system prune -f --volumes --filter until=1h',
      stderr: 'the "until" filter is not supported with "--volumes"\n',
      status: 1,
    },
    'stops at the first refusal': {
      line: 'system prune -f',
      answers: { ...PRUNED, NetworkPrune: refusal(409, 'a prune operation is already running') },
      asks: [
        ['ContainerPrune', {}],
        ['NetworkPrune', {}],
      ],
      stdout: 'Deleted Containers:\nid1\n\n',
      stderr: 'Error response from daemon: a prune operation is already running\n',
      status: 1,
    },
  });
});
