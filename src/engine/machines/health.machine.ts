// Health of a container, moved by the results of its checks.

import { setup } from 'xstate';

/** FAILED_ENOUGH: as many failures in a row as `--health-retries` says. */
export const healthMachine = setup({
  types: {
    events: {} as
      { type: 'PASS' } | { type: 'FAIL' } | { type: 'FAILED_ENOUGH' } | { type: 'START' } | { type: 'STOP' },
  },
}).createMachine({
  id: 'health',
  initial: 'starting',
  states: {
    starting: {
      on: { PASS: 'healthy', FAIL: 'starting', FAILED_ENOUGH: 'unhealthy', STOP: 'unhealthy', START: 'starting' },
    },
    healthy: {
      on: { PASS: 'healthy', FAIL: 'healthy', FAILED_ENOUGH: 'unhealthy', STOP: 'unhealthy', START: 'starting' },
    },
    unhealthy: {
      on: { PASS: 'healthy', FAIL: 'unhealthy', FAILED_ENOUGH: 'unhealthy', STOP: 'unhealthy', START: 'starting' },
    },
  },
});
