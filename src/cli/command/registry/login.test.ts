import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker login', () => {
  cases({
    'wants a terminal to ask at': {
      line: 'login -u me',
      stderr: 'Error: Cannot perform an interactive login from a non TTY device\n',
      status: 1,
    },
    'warns of a password that others see': {
      line: 'login -u me -p secret',
      stderr:
        "WARNING! Using --password via the CLI is insecure. Use --password-stdin.\ndrydock: 'docker login' is not simulated: nothing is sent anywhere, and images of Docker Hub need no password here\n",
      status: 1,
    },
    'refuses a name that is empty': { line: ['login', '-u', ''], stderr: 'username is empty\n', status: 1 },
    'wants a name with a password from elsewhere': {
      line: 'login --password-stdin',
      stderr: 'Must provide --username with --password-stdin\n',
      status: 1,
    },
  });
});
