import { describe } from 'vitest';
import { cases, onlyContainers } from '../../testing.ts';

describe('docker stop', () => {
  cases({
    'asks without time and signal when none is given': {
      line: 'stop a b',
      asks: [
        ['ContainerStop', 'a', {}],
        ['ContainerStop', 'b', {}],
      ],
      stdout: 'a\nb\n',
    },
    'hands on time and signal': {
      line: 'stop -t 3 -s INT a',
      asks: [['ContainerStop', 'a', { timeout: 3, signal: 'INT' }]],
      stdout: 'a\n',
    },
    'still takes --time, and says that it is old': {
      line: 'stop --time 3 a',
      asks: [['ContainerStop', 'a', { timeout: 3 }]],
      stdout: 'a\n',
      stderr: 'Flag --time has been deprecated, use --timeout instead\n',
    },
    'goes on after a refusal': {
      line: 'stop zz a',
      answers: { ContainerStop: onlyContainers('a') },
      asks: [
        ['ContainerStop', 'zz', {}],
        ['ContainerStop', 'a', {}],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'refuses a time that is no number': {
      line: 'stop -t soon a',
      stderr:
        'invalid argument "soon" for "-t, --timeout" flag: strconv.ParseInt: parsing "soon": invalid syntax\n\nUsage:  docker stop [OPTIONS] CONTAINER [CONTAINER...]\n\nRun \'docker stop --help\' for more information\n',
      status: 125,
    },
  });
});
