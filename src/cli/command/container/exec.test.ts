import { describe } from 'vitest';
import { attachOf, cases, chunk, refusal } from '../../testing.ts';

describe('docker exec', () => {
  cases({
    'says what shall run and how, and ends as it ends': {
      line: 'exec -u 1 -w /tmp -e A=1 a ls -l',
      answers: {
        ExecCreate: 'e1',
        ExecStart: () => attachOf(chunk(1, 'out\n'), chunk(2, 'err\n')),
        ExecInspect: { ExitCode: 3 },
      },
      asks: [
        ['ContainerInspect', 'a'],
        [
          'ExecCreate',
          'a',
          {
            User: '1',
            Privileged: false,
            Tty: false,
            AttachStdin: false,
            AttachStdout: true,
            AttachStderr: true,
            Env: ['A=1'],
            WorkingDir: '/tmp',
            Cmd: ['ls', '-l'],
          },
        ],
        ['ExecStart', 'e1', { detach: false }],
        ['ExecInspect', 'e1'],
      ],
      stdout: 'out\n',
      stderr: 'err\n',
      status: 3,
    },
    'does not wait when detached': {
      line: 'exec -d a true',
      answers: { ExecCreate: 'e1', ExecStart: () => attachOf() },
      asks: [
        ['ContainerInspect', 'a'],
        [
          'ExecCreate',
          'a',
          {
            User: '',
            Privileged: false,
            Tty: false,
            AttachStdin: false,
            AttachStdout: false,
            AttachStderr: false,
            Env: null,
            WorkingDir: '',
            Cmd: ['true'],
          },
        ],
        ['ExecStart', 'e1', { detach: true }],
      ],
    },
    'wants a terminal for -it': {
      line: 'exec -it a sh',
      asks: [['ContainerInspect', 'a']],
      stderr: 'the input device is not a TTY\n',
      status: 1,
    },
    "tells the daemon's refusal": {
      line: 'exec zz true',
      answers: { ContainerInspect: refusal(404, 'No such container: zz') },
      asks: [['ContainerInspect', 'zz']],
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'refuses keys that are none': {
      line: 'exec --detach-keys ctrl-1 a true',
      stderr: "invalid detach keys (ctrl-1): Unknown character: 'ctrl-1'\n",
      status: 1,
    },
  });
});
