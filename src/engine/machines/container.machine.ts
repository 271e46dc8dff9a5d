// Life of a container, as `docker ps` names its states.

import { setup } from 'xstate';

export type ContainerEvent =
  | { type: 'START' }
  | { type: 'EXIT' }
  | { type: 'RESTART' }
  | { type: 'PAUSE' }
  | { type: 'UNPAUSE' }
  | { type: 'STOP' }
  | { type: 'KILL' }
  | { type: 'REMOVE' }
  | { type: 'FAIL' }
  | { type: 'GIVE_UP' };

/**
 * EXIT: the main process ended. RESTART: it ended and the restart policy wants it back after a delay.
 * STOP and KILL act on a process, so they are accepted only where there is one.
 */
export const containerMachine = setup({ types: { events: {} as ContainerEvent } }).createMachine({
  id: 'container',
  initial: 'created',
  states: {
    created: { on: { START: 'running', FAIL: 'created', REMOVE: 'removing' } },
    running: { on: { EXIT: 'exited', RESTART: 'restarting', PAUSE: 'paused', STOP: 'running', KILL: 'running' } },
    paused: { on: { UNPAUSE: 'running', STOP: 'running', KILL: 'paused', EXIT: 'exited', RESTART: 'restarting' } },
    restarting: {
      on: {
        START: 'running',
        STOP: 'exited',
        KILL: 'exited',
        GIVE_UP: 'exited',
        FAIL: 'exited',
        RESTART: 'restarting',
      },
    },
    exited: { on: { START: 'running', FAIL: 'exited', REMOVE: 'removing' } },
    removing: { on: { FAIL: 'dead' } },
    dead: { on: { REMOVE: 'removing' } },
  },
});
