import { describe } from 'vitest';
import { cases, refusal } from '../../testing.ts';

const NONE = {
  ContainerInspect: refusal(404, 'No such container: x'),
  ImageInspect: refusal(404, 'No such image: x:latest'),
  NetworkInspect: refusal(404, 'network x not found'),
  VolumeInspect: refusal(404, 'get x: no such volume'),
};

describe('docker inspect', () => {
  cases({
    'asks for one kind after the other': {
      line: 'inspect x',
      answers: { ...NONE, VolumeInspect: { Name: 'x' } },
      asks: [
        ['ContainerInspect', 'x', false],
        ['ImageInspect', 'x'],
        ['NetworkInspect', 'x', { verbose: false }],
        ['VolumeInspect', 'x'],
      ],
      stdout: '[\n    {\n        "Name": "x"\n    }\n]\n',
    },
    'says so when nothing has the name': {
      line: 'inspect x',
      answers: NONE,
      asks: [
        ['ContainerInspect', 'x', false],
        ['ImageInspect', 'x'],
        ['NetworkInspect', 'x', { verbose: false }],
        ['VolumeInspect', 'x'],
      ],
      stdout: '[]\n',
      stderr: 'Error: No such object: x\n',
      status: 1,
    },
    'asks for one kind only': {
      line: 'inspect --type volume x',
      answers: NONE,
      asks: [['VolumeInspect', 'x']],
      stdout: '[]\n',
      stderr: 'Error response from daemon: get x: no such volume\n',
      status: 1,
    },
    'refuses a kind that is none': {
      line: 'inspect --type nope x',
      stderr:
        'unknown type: "nope": must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"\n',
      status: 1,
    },
    'a refusal that is no "not found" ends it': {
      line: 'inspect x',
      answers: { ContainerInspect: refusal(500, 'out of order') },
      asks: [['ContainerInspect', 'x', false]],
      stdout: '[]\n',
      stderr: 'Error response from daemon: out of order\n',
      status: 1,
    },
  });
});
