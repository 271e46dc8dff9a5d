import { describe, expect } from 'vitest';
import { attachOf, cases, chunk, refusal, streamOf } from '../../testing.ts';

/** A request for a container; what else it has comes from the flags. */
const creates = (name: string, Image: string, Cmd: string[] | null): unknown =>
  expect.objectContaining({ name, config: expect.objectContaining({ Image, Cmd }) as unknown });

const MADE = {
  ContainerCreate: { Id: 'id1', Warnings: ['no swap'] },
  ContainerAttach: () => attachOf(chunk(1, 'out\n'), chunk(2, 'err\n')),
  ContainerWait: () => streamOf({ StatusCode: 3 }),
};

describe('docker run', () => {
  cases({
    'makes, attaches, starts, and ends as the container ends': {
      line: 'run --name a busybox true',
      answers: MADE,
      asks: [
        ['ContainerCreate', creates('a', 'busybox', ['true'])],
        ['ContainerAttach', 'id1', { stdin: false, stdout: true, stderr: true, logs: false }],
        ['ContainerWait', 'id1', 'next-exit'],
        ['ContainerStart', 'id1'],
      ],
      stdout: 'out\n',
      stderr: 'WARNING: no swap\nerr\n',
      status: 3,
    },
    'prints the id when detached': {
      line: 'run -d busybox',
      answers: MADE,
      asks: [
        ['ContainerCreate', creates('', 'busybox', null)],
        ['ContainerStart', 'id1'],
      ],
      stdout: 'id1\n',
      stderr: 'WARNING: no swap\n',
    },
    'leaves it to the daemon to remove what could not be started': {
      line: 'run --rm busybox nope',
      answers: { ...MADE, ContainerStart: refusal(400, 'exec: "nope": executable file not found in $PATH') },
      asks: [
        ['ContainerCreate', creates('', 'busybox', ['nope'])],
        ['ContainerAttach', 'id1', { stdin: false, stdout: true, stderr: true, logs: false }],
        ['ContainerWait', 'id1', 'removed'],
        ['ContainerStart', 'id1'],
      ],
      stderr:
        'WARNING: no swap\ndocker: Error response from daemon: exec: "nope": executable file not found in $PATH\n\nRun \'docker run --help\' for more information\n',
      status: 127,
    },
    'does not look for an image it may not pull': {
      line: 'run --pull never nope',
      answers: { ContainerCreate: refusal(404, 'No such image: nope:latest') },
      asks: [['ContainerCreate', creates('', 'nope', null)]],
      stderr:
        "docker: Error response from daemon: No such image: nope:latest\n\nRun 'docker run --help' for more information\n",
      status: 125,
    },
    'not attached and detached': {
      line: 'run -d -a stdout busybox',
      stderr: 'conflicting options: cannot specify both --attach and --detach\n',
      status: 1,
    },
    'wants a terminal for -it': { line: 'run -it busybox', stderr: 'the input device is not a TTY\n', status: 1 },
    'refuses a policy that is none': {
      line: 'run --pull sometimes busybox',
      stderr:
        'docker: invalid pull option: \'sometimes\': must be one of "always", "missing" or "never"\n\nRun \'docker run --help\' for more information\n',
      status: 125,
    },
  });
});
