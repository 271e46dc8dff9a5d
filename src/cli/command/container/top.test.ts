import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker top', () => {
  cases({
    'sets the processes in columns': {
      line: 'top a -o pid,cmd',
      answers: {
        ContainerTop: {
          Titles: ['PID', 'CMD'],
          Processes: [
            ['12', 'sleep 100'],
            ['345', 'sh'],
          ],
        },
      },
      asks: [['ContainerTop', 'a', ['-o', 'pid,cmd']]],
      stdout: 'PID                 CMD\n12                  sleep 100\n345                 sh\n',
    },
    "tells the daemon's refusal": {
      line: 'top a',
      answers: { ContainerTop: refusal(409, 'Container a is not running') },
      asks: [['ContainerTop', 'a', []]],
      stderr: 'Error response from daemon: Container a is not running\n',
      status: 1,
    },
  });
});
