import { describe } from 'vitest';
import { cases } from '../../testing.ts';

describe('docker context create', () => {
  cases({
    'writes what it knows, and prints the name': {
      line: 'context create --description mine --docker host=tcp://h:2375 far',
      stdout: 'far\n',
      stderr: 'Successfully created context "far"\n',
    },
    'wants an endpoint': {
      line: 'context create far',
      stderr: 'docker endpoint configuration is required\n',
      status: 1,
    },
    'default is taken': {
      line: 'context create --docker host=tcp://h:2375 default',
      stderr: '"default" is a reserved context name\n',
      status: 1,
    },
    'refuses a name that is none': {
      line: 'context create --docker host=tcp://h:2375 -- -x',
      stderr: 'context name "-x" is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"\n',
      status: 1,
    },
    'refuses a key that is none': {
      line: 'context create --docker hose=tcp://h:2375 far',
      stderr: 'unable to create docker endpoint config: unrecognized config key: hose\n',
      status: 1,
    },
    'copies another, if there is one': {
      line: 'context create --from zz far',
      stderr:
        'context "zz": context not found: open /root/.docker/contexts/meta/4a60bf7d4bc1e485744cf7e8d0860524752fca1ce42331be7c439fd23043f151/meta.json: no such file or directory\n',
      status: 1,
    },
  });
});
