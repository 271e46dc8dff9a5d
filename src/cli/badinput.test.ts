import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING as FULL } from '../headless/parts.ts';
import { Machine, type Session } from '../lab/machine.ts';

const each = (template: string, values: readonly string[]): string[] => values.map((v) => template.replace('%', v));

const SIZES = ['abc', '-5', '1x', '10mbb', '1.2.3m', '""', '"1 mm"', '0x10q', '١٢'];
const INTS = ['abc', '1.5', '--', '""', '0x', '99999999999999999999', '1e3', '"1 2"', 'ñ'];
const DURATIONS = ['5', 'abc', '5x', '""', '1h30', '5 s', '-', '1d'];
const PORTS = [
  'abc',
  '80:',
  ':80x',
  '0x50:80',
  '80:80:80:80',
  '99999:80',
  '80:99999',
  '80/xyz',
  '1-5:1-3',
  '[::1',
  '300.1.1.1:80:80',
  '-1:80',
  '80-70:80',
  ':::',
  '80:80/',
  'a:b',
  '8080:80/tcpp',
  '١:80',
];
const NAMES = [
  '-bad',
  '"a b"',
  'ñandu',
  '"a/b"',
  '.hidden',
  '""x" "',
  '"a\\nb"',
  'x'.repeat(0) || '"!"',
  '"<b>"',
  '"a;b"',
  '"日本"',
];
const IMAGES = [
  'UPPER',
  'busybox:',
  ':tag',
  'busybox@sha256:abc',
  '"a b"',
  '-x',
  'a//b',
  'busybox:ta:g',
  'busybox:-x',
  '../x',
  'ñ',
  'busybox@',
  '"busybox\\nx"',
  '"<script>"',
  'http://x/y',
];
const TEMPLATES = [
  '"{{"',
  '"{{.Nope}}"',
  '"{{.ID"',
  '"}}{{"',
  '"{{end}}"',
  '"{{if}}"',
  '"{{range .ID}}"',
  '"{{nosuch .ID}}"',
  '"{{.ID | upper}"',
  '"{{\\"x}}"',
  '"{{template \\"x\\"}}"',
];
const MOUNTS = [
  'abc',
  'type=nosuch,target=/x',
  'type=bind,target=/x',
  'type=bind,source=rel,target=/x',
  'type=volume',
  'type=tmpfs,source=x,target=/x',
  'type=bind,source=/nosuch-anywhere,target=/x',
  'target=rel',
  'type=volume,target=/x,readonly=maybe',
  'type=volume,target=/x,foo=bar',
  '""',
  'type=bind,,target=/x',
  'type=tmpfs,target=/x,tmpfs-size=abc',
  'type=tmpfs,target=/x,tmpfs-mode=9',
];
const VOLUMES = ['a:b:c:d', '/a:rel', 'a:', '""', '/a:/b:nosuchmode', ':/a', '"a b:/x"', '/:/', '.:'];
const FILTERS = ['abc', '""', '=', 'nosuch=1', 'nosuch'];

const COMMANDS: readonly string[] = [
  ...each('docker run --memory % busybox', SIZES),
  ...each('docker run --memory-reservation % busybox', SIZES),
  ...each('docker run --shm-size % busybox', SIZES),
  ...each(
    'docker create --memory-swap % busybox',
    SIZES.filter((s) => s !== '-5'),
  ),
  ...each('docker update --memory % box', SIZES),
  ...each('docker run --cpu-shares % busybox', INTS),
  ...each('docker run --pids-limit % busybox', INTS),
  ...each('docker run --health-retries % busybox', INTS),
  ...each('docker stop -t % box', INTS),
  ...each('docker restart -t % box', INTS),
  ...each('docker ps -n % ', INTS),
  ...each('docker run --oom-score-adj % busybox', INTS),
  ...each('docker run --cpus % busybox', ['abc', '-1', '""', '1.2.3', '1/0', '0.0000000000001', 'ñ']),
  ...each('docker run --health-interval % busybox', DURATIONS),
  ...each('docker run --health-timeout % busybox', DURATIONS),
  ...each('docker create --health-start-period % busybox', DURATIONS),
  ...each('docker run -p % busybox', PORTS),
  ...each('docker create --expose % busybox', ['abc', '99999', '5-3', '-1']),
  ...each('docker run --name % busybox', NAMES),
  ...each('docker rename box %', NAMES),
  ...each(
    'docker volume create %',
    NAMES.map((n) => n),
  ),
  ...each('docker run --network nosuch-% busybox', ['a', 'b']),
  ...each('docker run %', IMAGES),
  ...each('docker pull %', IMAGES),
  ...each(
    'docker tag busybox %',
    IMAGES.filter((i) => i !== '../x' || true),
  ),
  ...each('docker build -t % .', IMAGES),
  ...each(
    'docker ps --format %',
    TEMPLATES.filter((t) => !t.includes('range')),
  ),
  ...each(
    'docker images --format %',
    TEMPLATES.filter((t) => !t.includes('range')),
  ),
  ...each(
    'docker inspect -f % box',
    TEMPLATES.filter((t) => !t.includes('range')),
  ),
  ...each(
    'docker volume ls --format %',
    TEMPLATES.filter((t) => !/range|\.ID/.test(t)),
  ),
  ...each('docker run --mount % busybox', MOUNTS),
  ...each('docker run -v % busybox', VOLUMES),
  ...each('docker ps --filter %', FILTERS),
  ...each('docker images --filter %', FILTERS),
  ...each('docker volume ls --filter %', FILTERS),
  ...each('docker network ls --filter %', FILTERS),
  ...each(
    'docker events --until 1 --filter %',
    FILTERS.filter((f) => !f.includes('=')),
  ),
  ...each('docker container prune -f --filter %', FILTERS),
  ...each('docker volume prune -f --filter %', FILTERS),
  ...each('docker network prune -f --filter %', FILTERS),
  ...each('docker run --restart % busybox', ['sometimes', 'on-failure:x', 'always:3', 'no:1', 'on-failure:-1']),
  ...each('docker run --user % busybox true', ['nosuchuser', '0:nosuchgroup', '99999999999']),
  ...each('docker run --ulimit % busybox', ['abc', 'nofile', 'nofile=x', 'nofile=5:2', 'nosuch=1:1', '=']),
  ...each('docker run --add-host % busybox', ['x', 'a:', 'a:999.1.1.1', ':1.1.1.1', 'a:b']),
  ...each('docker run --dns % busybox', ['x', '1.2.3', '""', '1.2.3.4.5']),
  ...each('docker run --cap-add % busybox', ['NOSUCH', '"a b"', 'cap']),
  ...each('docker run --device % busybox', ['nosuch', '/nosuch', '/dev/null:rel', '/dev/null:/x:zzz']),
  ...each('docker run --sysctl % busybox', ['x', 'kernel.nosuch=1', 'vm.x']),
  ...each('docker run --log-driver % busybox', ['nosuch', '"a b"']),
  ...each('docker run --env-file % busybox', ['/nosuch', '/root']),
  ...each('docker run --gpus % busybox', ['all', 'nosuch', '-5']),
  ...each('docker run --pull % busybox', ['sometimes', '""x']),
  ...each('docker run --ip % busybox', ['1.2.3.4', 'x']),
  ...each('docker run --mac-address % busybox', ['xx', '1:2:3']),
  ...each('docker run --pid % busybox', ['nosuch', 'container:', 'container:nosuch']),
  ...each('docker run --ipc % busybox', ['nosuch', 'zzz:x']),
  ...each('docker run --stop-signal % busybox', ['NOSUCH', '99']),
  ...each('docker kill -s % box', ['NOSUCH', '99', 'abc', '-1']),
  ...each('docker run --tmpfs % busybox', ['rel', '/t:nosuch=1']),
  ...each('docker run --label % busybox', ['""', '=x', '"a b=c"']),
  ...each('docker run -e % busybox', ['""', '=x']),
  ...each('docker run --blkio-weight % busybox', ['5', '1001', 'x', '-1']),
  ...each('docker run --runtime % busybox', ['nosuch']),
  ...each('docker run --security-opt % busybox', ['nosuch', 'seccomp=/nosuch', 'x=y']),
  ...each('docker network create --subnet % netx', [
    'abc',
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '300.0.0.0/8',
    '""',
  ]),
  ...each('docker network create --gateway % --subnet 10.8.0.0/24 netx', ['x', '10.9.0.1', '10.8.0.300']),
  ...each('docker network create -d % netx', ['nosuch', '"a b"']),
  ...each('docker network create %', ['bridge', 'host', 'none', '""', '" "', 'app']),
  ...each('docker network connect %', ['nosuch box', 'app nosuch', 'app', 'a b c']),
  ...each('docker network disconnect %', ['nosuch box', 'app box', 'app']),
  ...each('docker network rm %', ['nosuch', 'bridge', 'host']),
  ...each('docker volume create %', ['-d nosuch v2', '-o x v2 y', 'a b']),
  ...each('docker volume rm %', ['nosuch', 'used']),
  ...each('docker volume inspect %', ['nosuch', '""']),
  ...each('docker cp %', ['box:/nosuch .', 'nosuch box:/', 'a b', 'box:/a box:/b', 'box:', '', 'x y z']),
  ...each('docker logs %', ['nosuch', '--since xyz box', '--until 1x box', '', 'a b']),
  ...each('docker exec %', [
    'nosuch ls',
    'idle ls',
    'box nosuchcmd',
    'box',
    '-u nosuch box ls',
    '-w rel box ls',
    '-e =x box ls',
  ]),
  ...each('docker %', [
    '',
    'nosuch',
    '--nosuch',
    'container nosuch',
    'image nosuch',
    'volume nosuch',
    'network nosuch',
    'system nosuch',
    'ps extra',
    'images a b',
    'run',
    'create',
    'start',
    'stop',
    'rm',
    'rmi',
    'kill',
    'pause',
    'exec',
    'inspect',
    'tag',
    'tag busybox',
    'rename box',
    'commit',
    'export',
    'save',
    'history',
    'port',
    'top',
    'diff',
    'wait',
    'attach',
    'cp',
    'pull',
    'push',
    'search',
    'volume rm',
    'network rm',
    'network create',
    'swarm init',
    'plugin ls',
    'manifest inspect x',
    'trust sign x',
    'compose up',
    'login',
    '-H nosuch ps',
    '--context nosuch ps',
    '-l nosuch ps',
    '--tlsverify ps',
  ]).filter((c) => c !== 'docker '),
  ...each('docker start %', ['nosuch', 'box nosuch', '-a box idle']),
  ...each('docker rm %', ['nosuch', 'box']),
  ...each('docker rmi %', ['nosuch', 'busybox', 'sha256:abc', '""']),
  ...each('docker pause %', ['nosuch', 'idle']),
  ...each('docker unpause %', ['box', 'nosuch']),
  ...each('docker commit %', ['nosuch', 'box BAD', '-c NOSUCH=1 box x', '-c "FROM x" box y']),
  ...each('docker import %', ['/nosuch x', '/etc/hostname x', '- BAD']),
  ...each('docker load %', ['-i /nosuch', '-i /etc/hostname', '-i /root']),
  ...each('docker save %', ['nosuch', '-o /nosuch/x busybox', 'BAD']),
  ...each('docker build %', [
    '/nosuch',
    '-f nosuch .',
    '--target x -',
    '--build-context x .',
    '--platform linux/arm64 .',
    '--output x=y .',
    '--progress nosuch .',
    'a b',
    '',
  ]),
  ...each('docker history %', ['nosuch', 'BAD']),
  ...each('docker context %', [
    'use nosuch',
    'rm nosuch',
    'create default',
    'inspect nosuch',
    'create "a b" --docker host=x',
    'create x --docker foo=bar',
  ]),
  `docker run --name ${'x'.repeat(100_000)}/ busybox`,
  `docker inspect ${'y'.repeat(100_000)}`,
  `docker run -p ${'9'.repeat(100_000)} busybox`,
  `docker run --memory ${'9'.repeat(5000)}z busybox`,
  `docker pull ${'a/'.repeat(20_000)}B`,
  `docker ps --format "${'{{'.repeat(20_000)}"`,
  `docker ps --format "${'{{('.repeat(2000)}"`,
  `docker run --mount ${'x'.repeat(100_000)} busybox`,
  "docker run --name $'\\x01\\x02' busybox",
  "docker run --name $'\\e[31m' busybox",
  "docker pull $'\\r\\n'",
  "docker inspect $'\\x7f'",
  "docker volume create $'a\\tb'",
  "docker run -e $'=\\x01' busybox",
  "docker tag busybox $'\\ufeffx'",
];

const SETUP =
  "docker pull -q busybox; docker run -d --name box busybox sleep 100000; docker create --name idle busybox; docker network create app; docker run -d --name holder -v used:/u busybox sleep 100000; printf 'FROM busybox\\n' > Dockerfile";

describe('bad input', () => {
  let machine: Machine;
  let s: Session;
  const fresh = (): void => {
    machine = new Machine(FULL);
    s = machine.session({ user: 'root', cwd: '/root/lab', name: 't' });
    s.run(SETUP);
  };

  it('has at least three hundred cases', () => {
    expect(new Set(COMMANDS).size).toBeGreaterThanOrEqual(300);
  });

  it.each(COMMANDS.map((c) => [c.length > 90 ? `${c.slice(0, 70)}… (${c.length})` : c, c]))('%s', (_, command) => {
    if (machine === undefined) fresh();
    const crashes: unknown[] = [];
    machine.kernel.onCrash = (_p, e) => crashes.push(e);
    const shape = (): unknown => {
      const st = machine.engine.state;
      return [
        [...st.containers.values()].map((c) => [c.name, c.state]),
        [...st.images.keys()],
        [...st.volumes.keys()],
        [...st.networks.values()].map((n) => n.name),
      ];
    };
    const before = shape();
    const a = s.run(`${command} < /dev/null`, 2_000_000);
    const stderr = decode(a.stderr);
    expect(crashes).toEqual([]);
    expect(a.finished).toBe(true);
    // what fails only when it is started leaves the container that was made, as in Docker
    const created = stderr.startsWith('docker: Error response from daemon')
      ? [...machine.engine.state.containers.values()].find((c) => c.state === 'created' && c.name !== 'idle')
      : undefined;
    if (created !== undefined) s.run(`docker rm ${created.name}`);
    const after = shape();
    if (JSON.stringify(after) !== JSON.stringify(before)) fresh();
    expect({
      status: a.status === 0 ? 0 : 'not 0',
      said: (stderr + decode(a.stdout)).trim() !== '',
      internal: stderr.includes('internal error'),
      changed: JSON.stringify(after) !== JSON.stringify(before),
    }).toEqual({ status: 'not 0', said: true, internal: false, changed: false });
  });
});
