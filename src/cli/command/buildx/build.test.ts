import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker build', () => {
  cases({
    'wants a context': {
      line: 'build',
      stderr:
        "ERROR: docker: 'docker buildx build' requires 1 argument\n\nUsage:  docker buildx build [OPTIONS] PATH | URL | -\n\nRun 'docker buildx build --help' for more information\n",
      status: 1,
    },
    'refuses a progress that is none': {
      line: 'build --progress loud .',
      stderr: 'ERROR: failed to build: invalid progress mode loud\n',
      status: 1,
    },
    'knows when there is no Dockerfile': {
      line: 'build --progress plain .',
      stderr:
        '#0 building with "default" instance using docker driver\n\n#1 [internal] load build definition from Dockerfile\n#1 transferring dockerfile: 2B done\n#1 DONE 0.0s\nERROR: failed to build: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory\n',
      status: 1,
    },
  });
});
