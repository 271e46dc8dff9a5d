import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

describe('docker cp', () => {
  cases({
    'writes an archive to standard output': {
      line: 'cp a:/etc/x -',
      answers: { ContainerArchiveGet: { tar: new TextEncoder().encode('tar'), stat: {} } },
      asks: [['ContainerArchiveGet', 'a', '/etc/x']],
      stdout: 'tar',
    },
    'needs a container': { line: 'cp x y', stderr: 'must specify at least one container source\n', status: 1 },
    'has one container at most': {
      line: 'cp a:/x b:/y',
      stderr: 'copying between containers is not supported\n',
      status: 1,
    },
    'needs a path of the container': {
      line: 'cp a: y',
      stderr: 'Error response from daemon: bad parameter: pathcannot be empty\n',
      status: 1,
    },
    'looks where it shall go': {
      line: 'cp a:/x /no/where/x',
      stderr: 'invalid output path: directory "/no/where" does not exist\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'cp zz:/x .',
      answers: { ContainerArchiveGet: refusal(404, 'No such container: zz') },
      asks: [['ContainerArchiveGet', 'zz', '/x']],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
  });
});
