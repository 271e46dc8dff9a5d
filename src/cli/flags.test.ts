import { swarmCommands } from './command/swarm/outside.ts';
import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING as FULL } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';
import { IMPLEMENTED } from './command/index.ts';
import { dockerProgram } from './docker.ts';
import { refusedFlags } from './states.ts';
import { COMMANDS } from './tree.ts';

/** A good value for a flag: by its name, else by its type. */
const BY_NAME: Record<string, string> = {
  'add-host': 'a:1.2.3.4',
  attach: 'stdout',
  dns: '1.1.1.1',
  gpus: 'all',
  mount: 'type=tmpfs,target=/t',
  sysctl: 'net.core.somaxconn=128',
  gateway: '10.9.0.1 --subnet 10.9.0.0/24',
  builder: 'default',
  platform: 'linux/amd64',
};
const BY_TYPE: Record<string, string> = {
  int: '1',
  decimal: '1',
  uint16: '10',
  bytes: '64m',
  duration: '10s',
  filter: 'label=x',
  list: 'x',
  strings: 'x',
  stringArray: 'x=y',
  string: 'x',
  map: 'a=b',
  ulimit: 'nofile=1024',
  stringToString: 'host=unix:///var/run/docker.sock',
};
/** Arguments that a command needs; `box` where nothing is said. */
const ARGS: Record<string, string> = {
  'docker run': 'busybox true',
  'docker create': 'busybox true',
  'docker exec': 'box true',
  'docker build': '/root/lab',
  'docker buildx use': 'default',
  'docker cp': '/etc/hostname box:/tmp/',
  'docker tag': 'busybox other:1',
  'docker commit': 'box made:1',
  'docker import': '/root/lab/x.tar made:2',
  'docker save': 'busybox',
  'docker load': '< i.tar',
  'docker search': 'busybox',
  'docker push': 'busybox',
  'docker pull': 'busybox',
  'docker rename': 'idle idle2',
  'docker rmi': 'spare:1',
  'docker rm': 'idle',
  'docker start': 'idle',
  'docker network create': 'netx',
  'docker network connect': 'app box',
  'docker network disconnect': 'bridge box',
  'docker network rm': 'app',
  'docker volume create': 'volx',
  'docker volume rm': 'vol',
  'docker context create': 'fresh',
  'docker context update': 'ctx',
  'docker context rm': 'ctx',
  'docker context use': 'default',
  'docker attach': 'short',
  'docker wait': 'done',
  'docker history': 'busybox',
  'docker image inspect': 'busybox',
  'docker volume inspect': 'vol',
  'docker network inspect': 'app',
  'docker stats': '--no-stream box',
  'docker events': '--until 1',
  ...Object.fromEntries(
    [
      'ps',
      'images',
      'volume ls',
      'network ls',
      'info',
      'version',
      'system df',
      'system prune',
      'volume prune',
      'network prune',
      'image prune',
      'container prune',
      'builder prune',
      'buildx prune',
      'buildx du',
      'buildx ls',
      'buildx inspect',
      'buildx version',
      'buildx history ls',
      'buildx history inspect',
      'buildx history logs',
      'buildx history rm',
      'context ls',
      'context inspect',
      'context show',
      'login',
      'logout',
    ].map((c) => [`docker ${c}`, '']),
  ),
};
const SETUP =
  "docker pull -q busybox >/dev/null; docker tag busybox spare:1; docker run -d --name box busybox sleep 100; docker create --name idle busybox; docker run -d --name short busybox sleep 3; docker save -o i.tar busybox; docker run --name done busybox true; docker network create app; docker volume create vol; docker context create ctx --docker host=unix:///var/run/docker.sock; printf 'FROM busybox\\n' > Dockerfile; docker build -q . > /dev/null; tar cf x.tar Dockerfile";

/** Runs a command with one flag: which flags it looked at, and what it printed. */
function withFlag(
  path: string,
  flag: { name: string; type: string },
): { seen: ReadonlySet<string> | undefined; stderr: string; status: number } {
  const got: { seen?: ReadonlySet<string> } = {};
  const machine = new Machine({
    ...FULL,
    docker: dockerProgram((s, flags) => {
      if (s.canonical === path) got.seen = flags.seen;
    }),
  });
  const s = machine.session({ user: 'root', cwd: '/root/lab', name: 't' });
  s.run(SETUP, 1e6);
  delete got.seen;
  const value = flag.type === 'bool' ? '' : `=${BY_NAME[flag.name] ?? BY_TYPE[flag.type] ?? 'x'}`;
  const force = path.endsWith('prune') && flag.name !== 'force' ? '-f ' : '';
  const args = force + (ARGS[path] ?? 'box');
  const a = s.run(
    `docker ${path.slice(7)} --${flag.name}${value} ${args.includes('<') ? args : `${args} < /dev/null`} > /dev/null`,
    1e6,
  );
  return { seen: got.seen, stderr: decode(a.stderr), status: a.status };
}

describe('flags', () => {
  const working = [...COMMANDS]
    .filter(([path, spec]) => path === spec.canonical && IMPLEMENTED.has(path))
    // outside a swarm these are refused whatever their flags say: nothing is accepted that could be dropped
    .filter(([path]) => !Object.hasOwn(swarmCommands, path))
    .map(([path]) => path);
  it.each(working)('%s drops none of them in silence', (path) => {
    const dropped: string[] = [];
    for (const f of COMMANDS.get(path)!.flags) {
      if (f.name === 'help') continue;
      const { seen, stderr, status } = withFlag(path, f);
      if (refusedFlags(path).includes(f.name)) {
        expect(stderr).toContain(`drydock: '${path} --${f.name}' is not simulated`);
        expect(status).not.toBe(0);
      } else if (seen?.has(f.name) !== true) dropped.push(f.name);
    }
    expect(dropped).toEqual([]);
  });
});
