// Lives of the smaller things: restart policy, pull, build step, volume, endpoint, exec.

import { setup } from 'xstate';

/** What a restart policy does when the process ends: wait and start again, or let it be. */
export const restartMachine = setup({
  types: {
    events: {} as
      | { type: 'EXITED' }
      | { type: 'WAITED' }
      | { type: 'STOPPED_BY_HAND' }
      | { type: 'EXHAUSTED' }
      | { type: 'STARTED_BY_HAND' },
  },
}).createMachine({
  id: 'restart',
  initial: 'watching',
  states: {
    watching: { on: { EXITED: 'waiting', STOPPED_BY_HAND: 'off', EXHAUSTED: 'off' } },
    waiting: { on: { WAITED: 'watching', STOPPED_BY_HAND: 'off', EXHAUSTED: 'off' } },
    off: { on: { STARTED_BY_HAND: 'watching' } },
  },
});

export type LayerPullEvent =
  | { type: 'WAIT' }
  | { type: 'DOWNLOAD' }
  | { type: 'DOWNLOADED' }
  | { type: 'EXTRACT' }
  | { type: 'EXTRACTED' }
  | { type: 'HAVE' };

/** One layer of a pull. */
export const layerPullMachine = setup({ types: { events: {} as LayerPullEvent } }).createMachine({
  id: 'layer',
  initial: 'pulling',
  states: {
    pulling: { on: { WAIT: 'waiting', DOWNLOAD: 'downloading', HAVE: 'exists' } },
    waiting: { on: { DOWNLOAD: 'downloading' } },
    downloading: { on: { DOWNLOADED: 'downloaded' } },
    downloaded: { on: { EXTRACT: 'extracting' } },
    extracting: { on: { EXTRACTED: 'complete' } },
    complete: {},
    exists: {},
  },
});

/** One step (vertex) of a build. */
export const buildStepMachine = setup({
  types: {
    events: {} as { type: 'BEGIN' } | { type: 'HIT' } | { type: 'FINISH' } | { type: 'FAIL' } | { type: 'CANCEL' },
  },
}).createMachine({
  id: 'step',
  initial: 'pending',
  states: {
    pending: { on: { BEGIN: 'running', HIT: 'cached', CANCEL: 'canceled' } },
    running: { on: { FINISH: 'done', FAIL: 'failed', CANCEL: 'canceled', HIT: 'cached' } },
    cached: {},
    done: {},
    failed: {},
    canceled: {},
  },
});

/** A volume is in use from the creation of a container to its removal. */
export const volumeMachine = setup({
  types: { events: {} as { type: 'REFER' } | { type: 'RELEASE_LAST' } | { type: 'REMOVE' } },
}).createMachine({
  id: 'volume',
  initial: 'unused',
  states: {
    unused: { on: { REFER: 'inUse', REMOVE: 'removed' } },
    inUse: { on: { REFER: 'inUse', RELEASE_LAST: 'unused' } },
    removed: {},
  },
});

/** A container's place on a network: configured while it is stopped, joined while it runs. */
export const endpointMachine = setup({
  types: { events: {} as { type: 'JOIN' } | { type: 'LEAVE' } | { type: 'DELETE' } },
}).createMachine({
  id: 'endpoint',
  initial: 'configured',
  states: {
    configured: { on: { JOIN: 'joined', DELETE: 'deleted' } },
    joined: { on: { LEAVE: 'configured', DELETE: 'deleted' } },
    deleted: {},
  },
});

export const execMachine = setup({
  types: { events: {} as { type: 'START' } | { type: 'EXIT' } | { type: 'FAIL' } },
}).createMachine({
  id: 'exec',
  initial: 'created',
  states: {
    created: { on: { START: 'running', FAIL: 'exited' } },
    running: { on: { EXIT: 'exited' } },
    exited: {},
  },
});
