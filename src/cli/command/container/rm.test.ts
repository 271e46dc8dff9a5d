import { describe } from 'vitest';
import { cases, onlyContainers, refusal } from '../../testing.ts';

describe('docker rm', () => {
  cases({
    'hands on its flags': {
      line: 'rm -fv a b',
      asks: [
        ['ContainerRemove', 'a', { force: true, volumes: true, link: false }],
        ['ContainerRemove', 'b', { force: true, volumes: true, link: false }],
      ],
      stdout: 'a\nb\n',
    },
    'goes on after a refusal': {
      line: 'rm zz a',
      answers: { ContainerRemove: onlyContainers('a') },
      asks: [
        ['ContainerRemove', 'zz', { force: false, volumes: false, link: false }],
        ['ContainerRemove', 'a', { force: false, volumes: false, link: false }],
      ],
      stdout: 'a\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'with --force prints that there is none, and is content': {
      line: 'rm -f zz',
      answers: { ContainerRemove: refusal(404, 'No such container: zz') },
      asks: [['ContainerRemove', 'zz', { force: true, volumes: false, link: false }]],
      stderr: 'Error response from daemon: No such container: zz\n',
    },
    'with --force minds other refusals': {
      line: 'rm -f a',
      answers: { ContainerRemove: refusal(409, 'removal of container a is already in progress') },
      asks: [['ContainerRemove', 'a', { force: true, volumes: false, link: false }]],
      stderr: 'Error response from daemon: removal of container a is already in progress\n',
      status: 1,
    },
    'asks nothing for an empty name': { line: ['rm', ''], stderr: 'container name cannot be empty\n', status: 1 },
  });
});
