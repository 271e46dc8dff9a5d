import { describe, expect } from 'vitest';
import { cases, refusal, streamOf } from '../../testing.ts';

/** A request for a container; what else it has comes from the flags. */
const creates = (name: string, Image: string, Cmd: string[] | null): unknown =>
  expect.objectContaining({ name, config: expect.objectContaining({ Image, Cmd }) as unknown });

const MADE = { Id: 'id1', Warnings: ['no swap'] };

describe('docker create', () => {
  cases({
    'prints the id and the warnings': {
      line: 'create --name a busybox true',
      answers: { ContainerCreate: MADE },
      asks: [['ContainerCreate', creates('a', 'busybox', ['true'])]],
      stdout: 'id1\n',
      stderr: 'WARNING: no swap\n',
    },
    'leaves the id in a file': {
      line: 'create --cidfile id busybox',
      answers: { ContainerCreate: MADE },
      leaves: { '/root/id': 'id1' },
      asks: [['ContainerCreate', creates('', 'busybox', null)]],
      stdout: 'id1\n',
      stderr: 'WARNING: no swap\n',
    },
    'leaves no file after a refusal': {
      line: 'create --cidfile id busybox',
      answers: { ContainerCreate: refusal(409, 'the name is taken') },
      leaves: { '/root/id': undefined },
      asks: [['ContainerCreate', creates('', 'busybox', null)]],
      stderr: 'Error response from daemon: the name is taken\n',
      status: 1,
    },
    'pulls what is not there': {
      line: 'create -q nope',
      answers: {
        ContainerCreate: refusal(404, 'No such image: nope:latest'),
        ImageInspect: refusal(404, 'No such image: nope:latest'),
        ImagePull: () => streamOf(),
      },
      asks: [
        ['ContainerCreate', creates('', 'nope', null)],
        ['ImageInspect', 'nope'],
        ['ImagePull', 'nope:latest', { all: false, platform: '' }],
        ['ContainerCreate', creates('', 'nope', null)],
      ],
      stderr: 'Error response from daemon: No such image: nope:latest\n',
      status: 1,
    },
    'refuses a name that is none': {
      line: 'create UPPER',
      stderr: 'invalid reference format: repository name (library/UPPER) must be lowercase\n',
      status: 1,
    },
    'keeps a file that is there': {
      line: 'create --cidfile id busybox',
      files: { '/root/id': 'x' },
      stderr: "container ID file found, make sure the other container isn't running or delete id\n",
      status: 1,
    },
  });
});
