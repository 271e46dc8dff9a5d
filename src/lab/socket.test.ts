// Where a client finds its daemon: by the socket that its process sees, or over the network; never past them.

import { describe, expect, it } from 'vitest';
import { serveApi } from '../api/serve.ts';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { Machine } from './machine.ts';

const CLIENT = '-v /usr/bin/docker:/usr/bin/docker';
const SOCKET = '-v /var/run/docker.sock:/var/run/docker.sock';
const NO_DAEMON = (host: string): string =>
  `Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?\n`;

function host(bytes = false): { machine: Machine; run: (command: string) => string } {
  const machine = new Machine(EVERYTHING, { bytes });
  const session = machine.session({ user: 'root', cwd: '/root', name: 'bash' });
  return {
    machine,
    run(command) {
      const a = session.run(command);
      return decode(a.stdout) + decode(a.stderr);
    },
  };
}

describe.each([
  ['by value', false],
  ['by bytes', true],
] as const)('a client in a container, %s', (_, bytes) => {
  it('has no daemon without a socket', () => {
    const { run } = host(bytes);
    run('docker pull -q alpine; docker run -d --name zz alpine sleep 1000');
    expect(run(`docker run --rm ${CLIENT} alpine docker kill zz`)).toBe(NO_DAEMON('unix:///var/run/docker.sock'));
    expect(run('docker ps --format "{{.Names}}"')).toBe('zz\n');
  });

  it('has the host’s daemon with its socket, and the rights of its user', () => {
    const { run } = host(bytes);
    run('docker pull -q alpine; docker run -d --name zz alpine sleep 1000');
    expect(run(`docker run --rm ${SOCKET} ${CLIENT} alpine docker kill zz`)).toBe('zz\n');
    expect(run(`docker run --rm -u 1000 ${SOCKET} ${CLIENT} alpine docker ps`)).toBe(
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/containers/json": dial unix /var/run/docker.sock: connect: permission denied\n',
    );
  });

  it('sees through a terminal what the daemon sends', () => {
    const { run } = host(bytes);
    run('docker pull -q alpine; docker run -d --name zz alpine sh -c "echo out; echo err >&2; sleep 1000"');
    expect(run('docker logs zz')).toBe('out\nerr\n');
    expect(run('docker exec zz sh -c "echo one; echo two >&2; exit 7"; echo $?')).toBe('one\n7\ntwo\n');
    expect(run('echo in | docker exec -i zz cat')).toBe('in\n');
    expect(run('docker stop -t 0 zz; docker wait zz')).toBe('zz\n137\n');
  });
});

describe('an address', () => {
  it.each([
    ['-H unix:///nosuch.sock', NO_DAEMON('unix:///nosuch.sock')],
    ['-H unix:///etc/passwd', NO_DAEMON('unix:///etc/passwd')],
    ['-H tcp://127.0.0.1', NO_DAEMON('tcp://127.0.0.1:2375')],
    ['-H localhost', NO_DAEMON('tcp://localhost:2375')],
    ['-H 127.0.0.1:2375', NO_DAEMON('tcp://127.0.0.1:2375')],
    ['-H tcp://', NO_DAEMON('tcp://localhost:2375')],
    ['-H tcp://127.0.0.1:2375/path', NO_DAEMON('tcp://127.0.0.1:2375/path')],
    [
      '-H tcp://127.0.0.1:x',
      'Failed to initialize: unable to resolve docker endpoint: parse "tcp://127.0.0.1:x": invalid port ":x" after host\n',
    ],
    ['-H fd://', 'Failed to initialize: unable to parse docker host `fd://`\n'],
    ['-H npipe:////x', 'Failed to initialize: protocol not available\n'],
    ['-H foo://x', 'Failed to initialize: unable to resolve docker endpoint: invalid bind address format: foo://x\n'],
    ['-c default -H unix:///x', 'conflicting options: cannot specify both --host and --context\n'],
    ['-H unix:///run/docker.sock', ''],
    ['-H unix://', ''],
    ['-H ""', ''],
  ])('docker %s ps -q', (flags, said) => {
    expect(host().run(`docker ${flags} ps -q`)).toBe(said);
  });

  it('of the environment counts where no flag does', () => {
    const { run } = host();
    expect(run('DOCKER_HOST=unix:///nosuch.sock docker ps -q')).toBe(NO_DAEMON('unix:///nosuch.sock'));
    expect(run('DOCKER_HOST=unix:///nosuch.sock docker -H unix:///run/docker.sock ps -q')).toBe('');
    expect(run('DOCKER_HOST=unix:///nosuch.sock docker rm -f a b')).toBe(NO_DAEMON('unix:///nosuch.sock').repeat(2));
    expect(run('DOCKER_HOST=unix:///nosuch.sock docker compose ls')).toBe(NO_DAEMON('unix:///nosuch.sock'));
  });

  it('of a context counts until the environment says otherwise', () => {
    const { run } = host();
    run('docker context create tt --docker host=unix:///nosuch.sock; docker context use tt');
    expect(run('docker ps -q')).toBe(NO_DAEMON('unix:///nosuch.sock'));
    expect(run('DOCKER_HOST=unix:///run/docker.sock docker ps -q')).toBe('');
    expect(run('DOCKER_CONTEXT=default docker ps -q')).toBe('');
  });

  it('on tcp reaches a daemon that listens there, from the networks that lead to it', () => {
    const { machine, run } = host();
    const listener = machine.kernel.net.host.listen('0.0.0.0', 2375);
    machine.kernel.start(machine.asUser('root', '/', ['relay'], new Map()), (p) =>
      serveApi(p, [listener], () => machine.api),
    );
    run('docker pull -q alpine; docker run -d --name zz alpine sleep 1000');
    expect(run('docker -H tcp://127.0.0.1:2375 ps --format "{{.Names}}"')).toBe('zz\n');
    expect(run(`docker run --rm ${CLIENT} alpine docker -H tcp://172.17.0.1:2375 kill zz`)).toBe('zz\n');
    expect(run(`docker run --rm --network none ${CLIENT} alpine docker -H tcp://172.17.0.1:2375 ps`)).toBe(
      'error during connect: Get "http://172.17.0.1:2375/v1.51/containers/json": dial tcp 172.17.0.1:2375: connect: network is unreachable\n',
    );
    expect(run('docker -H tcp://nosuchhost:2375 ps')).toMatch(
      /^error during connect: Get "http:\/\/nosuchhost:2375\/v1.51\/containers\/json": dial tcp: lookup nosuchhost( on \S+)?: no such host\n$/,
    );
  });
});
