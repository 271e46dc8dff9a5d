import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const container = (State: object) => ({
  ContainerInspect: {
    Id: 'id',
    State: { Running: true, Paused: false, Restarting: false, ...State },
    Config: { Tty: false, OpenStdin: false },
    HostConfig: { AutoRemove: false },
  },
});

describe('docker attach', () => {
  cases({
    'not to one that has ended': {
      line: 'attach a',
      answers: container({ Running: false }),
      asks: [['ContainerInspect', 'a']],
      stderr: 'You cannot attach to a stopped container, start it first\n',
      status: 1,
    },
    'not to one that is paused': {
      line: 'attach a',
      answers: container({ Paused: true }),
      asks: [['ContainerInspect', 'a']],
      stderr: 'You cannot attach to a paused container, unpause it first\n',
      status: 1,
    },
    'not to one that restarts': {
      line: 'attach a',
      answers: container({ Restarting: true }),
      asks: [['ContainerInspect', 'a']],
      stderr: 'You cannot attach to a restarting container, wait until it is running\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'attach zz',
      answers: { ContainerInspect: refusal(404, 'No such container: zz') },
      asks: [['ContainerInspect', 'zz']],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
