import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context ls', () => {
  cases({
    'knows the default one': {
      line: 'context ls',
      stdout:
        'NAME        DESCRIPTION                               DOCKER ENDPOINT               ERROR\ndefault *   Current DOCKER_HOST based configuration   unix:///var/run/docker.sock   \n',
    },
    'prints names': { line: 'context ls -q', stdout: 'default\n' },
    'shows the address of the environment': {
      line: ['context', 'ls', '--format', '{{.Name}} {{.DockerEndpoint}}'],
      env: { DOCKER_HOST: 'tcp://h:1' },
      stdout: 'default tcp://h:1\n',
    },
  });
});
