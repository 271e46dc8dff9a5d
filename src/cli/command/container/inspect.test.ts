import { describe } from 'vitest';
import { cases, onlyContainers } from '../../testing.ts';

describe('docker container inspect', () => {
  cases({
    'prints what was found, then what was not': {
      line: 'container inspect zz a',
      answers: { ContainerInspect: (name: string) => onlyContainers('a')(name) ?? { Id: 'id', Name: '/a' } },
      asks: [
        ['ContainerInspect', 'zz', false],
        ['ContainerInspect', 'a', false],
      ],
      stdout: '[\n    {\n        "Id": "id",\n        "Name": "/a"\n    }\n]\n',
      stderr: 'Error response from daemon: No such container: zz\n',
      status: 1,
    },
    'asks for sizes': {
      line: ['container', 'inspect', '-s', '-f', '{{.Name}}', 'a'],
      answers: { ContainerInspect: { Id: 'id', Name: '/a' } },
      asks: [['ContainerInspect', 'a', true]],
      stdout: '/a\n',
    },
    'refuses a template that is none': {
      line: ['container', 'inspect', '-f', '{{', 'a'],
      stderr: 'template parsing error: template: :1: unclosed action\n',
      status: 64,
    },
  });
});
