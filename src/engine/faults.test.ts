import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DockerApi } from '../api/operations.ts';
import type { BuildRequest, ClassicRequest } from '../api/types/build.ts';
import type { CreateRequest, ExecConfig } from '../api/types/container.ts';
import { emptyDir } from '../fs/node.ts';
import { entryOf, packTar } from '../fs/tar.ts';
import type { Task } from '../kernel/block.ts';
import { FAULT, Rig } from '../headless/faultrig.ts';
import { type Leftover, LEFTOVERS } from './leftovers.ts';
import * as container from './machines/container.machine.ts';
import * as health from './machines/health.machine.ts';
import * as things from './machines/things.machine.ts';
import { differences, disagreements, fingerprint } from './world.ts';

interface Row {
  /** Lines of shell before it. */
  readonly given: string;
  /** An operation before it whose answer it needs. */
  readonly first?: (api: DockerApi) => Task<unknown>;
  readonly op: (api: DockerApi, first: unknown) => Task<unknown>;
  /** Virtual ms until what it began in the background is over. */
  readonly settles?: number;
  readonly leaves?: readonly Leftover[];
}

const request = (name: string, more: Partial<CreateRequest> = {}): CreateRequest => ({
  name,
  config: { Image: 'busybox', Cmd: ['sleep', '1000'], ...more.config },
  hostConfig: { ...more.hostConfig },
  networks: more.networks ?? {},
});
const file = (text: string) =>
  ({ kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, ino: 1, data: new TextEncoder().encode(text) }) as const;
const archive = packTar([entryOf('one', file('1')), entryOf('two', file('2')), entryOf('data/three', file('3'))]);
const dockerfile = 'FROM busybox\nWORKDIR /app\nRUN echo 1 > one\nCOPY two /\nCMD cat /two\n';
const classic: ClassicRequest = {
  context: packTar([entryOf('Dockerfile', file(dockerfile)), entryOf('two', file('2'))]),
  remote: '',
  dockerfile: '',
  tags: ['made:1', 'made:2'],
  target: '',
  buildArgs: {},
  labels: {},
  quiet: false,
  noCache: false,
  pull: false,
  remove: true,
  forceRemove: true,
  platform: '',
  host: {},
};
const build: BuildRequest = {
  dockerfile:
    'FROM busybox\nWORKDIR /app\nRUN echo 1 > one\nFROM busybox\nRUN echo 2 > two\nCOPY --from=0 /app/one /\n',
  dockerfileName: 'Dockerfile',
  context: emptyDir(),
  namedContexts: {},
  tags: ['made:1', 'made:2'],
  target: '',
  buildArgs: {},
  labels: { a: 'b' },
  noCache: false,
  noCacheFilter: [],
  pull: false,
  network: '',
  extraHosts: [],
  output: 'image',
  check: false,
  secrets: {},
  shmSize: 0,
  limits: undefined,
} as unknown as BuildRequest;

const web = 'docker network create --subnet 10.5.0.0/24 app; docker volume create data; touch /root/lab/f';
const create =
  'docker create --name web -p 8080:80 -v data:/d -v /anon -v /root/lab/f:/f -v /root/lab/new:/new --tmpfs /t ' +
  '--network app --health-cmd true -m 64m busybox sleep 1000';
const running = `${web}\n${create}\ndocker start web`;
const exec: ExecConfig = {
  AttachStdin: false,
  AttachStdout: true,
  AttachStderr: true,
  Tty: false,
  Cmd: ['sleep', '5'],
  User: '',
  WorkingDir: '',
  Privileged: false,
  Env: [],
};

const OPERATIONS: Record<string, Row> = {
  ContainerCreate: {
    given: web,
    op: (a) =>
      a.ContainerCreate(
        request('web', {
          config: { Volumes: { '/anon': {}, '/etc': {} }, WorkingDir: '/work', Healthcheck: { Test: ['CMD', 'true'] } },
          hostConfig: {
            Binds: ['data:/d', 'fresh:/etc', '/root/lab/f:/f'],
            PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
          },
          networks: { app: { Aliases: ['www'] } },
        }),
      ),
    leaves: ['create: named volumes'],
  },
  ContainerStart: {
    given: `${web}\n${create}\ndocker network connect bridge web`,
    op: (a) => a.ContainerStart('web'),
    leaves: ['start: the failure', 'start: folders for mounts'],
  },
  'ContainerStart with --rm': {
    given: `${web}\n${create.replace('create', 'create --rm')}`,
    op: (a) => a.ContainerStart('web'),
    leaves: ['start: --rm'],
  },
  'ContainerStart again': {
    given: `${running}\ndocker stop -t 0 web`,
    op: (a) => a.ContainerStart('web'),
    leaves: ['start: the failure', 'start: folders for mounts'],
  },
  ContainerStop: { given: running, op: (a) => a.ContainerStop('web', { timeout: 1 }), leaves: ['stop: signals'] },
  'ContainerStop of a paused one': {
    given: `${running}\ndocker pause web`,
    op: (a) => a.ContainerStop('web', { timeout: 0 }),
    leaves: ['stop: signals'],
  },
  'ContainerStop between restarts': {
    given: 'docker run -d --name web --restart always busybox false\nsleep 1.5',
    op: (a) => a.ContainerStop('web', {}),
  },
  ContainerKill: { given: running, op: (a) => a.ContainerKill('web', ''), leaves: ['stop: signals'] },
  'ContainerKill with HUP': { given: running, op: (a) => a.ContainerKill('web', 'HUP') },
  ContainerRestart: {
    given: running,
    op: (a) => a.ContainerRestart('web', { timeout: 0 }),
    leaves: ['stop: signals', 'start: the failure'],
  },
  ContainerPause: { given: running, op: (a) => a.ContainerPause('web') },
  ContainerUnpause: { given: `${running}\ndocker pause web`, op: (a) => a.ContainerUnpause('web') },
  ContainerRename: { given: running, op: (a) => a.ContainerRename('web', 'shop') },
  ContainerUpdate: { given: running, op: (a) => a.ContainerUpdate('web', { Memory: 32 << 20, MemorySwap: -1 }) },
  ContainerRemove: {
    given: `${web}\n${create}`,
    op: (a) => a.ContainerRemove('web', { force: false, volumes: true, link: false }),
    leaves: ['remove: dead'],
  },
  'ContainerRemove by force': {
    given: running,
    op: (a) => a.ContainerRemove('web', { force: true, volumes: true, link: false }),
    leaves: ['remove: killed', 'remove: dead'],
  },
  ContainerPrune: {
    given: `${web}\n${create}\ndocker create --name other busybox`,
    op: (a) => a.ContainerPrune({}),
    leaves: ['prune: earlier ones', 'remove: dead'],
  },
  ContainerAttach: {
    given: running,
    op: (a) => a.ContainerAttach('web', { stdin: false, stdout: true, stderr: true, logs: false }),
  },
  ContainerExport: { given: running, op: (a) => a.ContainerExport('web') },
  ContainerArchivePut: {
    given: `${web}\n${create}`,
    op: (a) => a.ContainerArchivePut('web', '/', archive, { copyUIDGID: false }),
    leaves: ['copy: files', 'start: folders for mounts'],
  },
  ContainerArchiveGet: {
    given: `${web}\n${create}`,
    op: (a) => a.ContainerArchiveGet('web', '/f'),
    leaves: ['start: folders for mounts'],
  },
  ExecCreate: { given: running, op: (a) => a.ExecCreate('web', exec) },
  ExecStart: {
    given: running,
    first: (a) => a.ExecCreate('web', exec),
    op: (a, id) => a.ExecStart(id as string, { detach: true }),
    leaves: ['exec: it failed'],
  },
  ContainerResize: {
    given: 'docker run -dt --name web busybox sleep 1000',
    op: (a) => a.ContainerResize('web', 100, 40),
  },
  ExecResize: {
    given: `${running}\ndocker exec -dt web sleep 1000\nsleep 1`,
    first: function* (a) {
      return (yield* a.ContainerInspect('web')).ExecIDs?.[0];
    },
    op: (a, id) => a.ExecResize(id as string, 100, 40),
  },
  ImagePull: { given: 'true', op: (a) => a.ImagePull('alpine', { all: false }), leaves: ['pull: earlier tags'] },
  'ImagePull of all tags': {
    given:
      'docker tag busybox registry:5000/b:1; docker tag busybox registry:5000/b:2\ndocker push -aq registry:5000/b\ndocker rmi registry:5000/b:1 registry:5000/b:2',
    op: (a) => a.ImagePull('registry:5000/b', { all: true }),
    leaves: ['pull: earlier tags'],
  },
  ImagePush: {
    given: 'docker tag busybox registry:5000/b:1; docker tag busybox registry:5000/b:2',
    op: (a) => a.ImagePush('registry:5000/b', { all: true }),
    leaves: ['push: what was uploaded'],
  },
  ImageTag: { given: 'true', op: (a) => a.ImageTag('busybox', 'mine:1') },
  ImageRemove: {
    given: 'docker tag busybox mine:1; docker tag busybox other:1',
    op: (a) => a.ImageRemove('busybox', { force: true, prune: true }),
  },
  'ImageRemove by id': {
    given: 'docker tag busybox mine:1',
    op: function* (a) {
      const [first] = yield* a.ImageList({ all: true, filters: {} });
      if (first !== undefined) yield* a.ImageRemove(first.Id, { force: true, prune: true });
    },
  },
  ImagePrune: {
    given: 'docker tag busybox mine:1; docker pull -q alpine',
    op: (a) => a.ImagePrune({ dangling: ['false'] }),
    leaves: ['prune: earlier ones'],
  },
  ImageCommit: {
    given: running,
    op: (a) => a.ImageCommit('web', { repo: 'mine', tag: '1', comment: '', author: '', pause: true, changes: [] }),
  },
  ImageImport: { given: 'true', op: (a) => a.ImageImport(archive, { ref: 'mine:1', message: '', changes: [] }) },
  ImageLoad: {
    given: 'docker tag busybox mine:1; docker tag busybox other:1',
    first: (a) => a.ImageSave(['mine:1', 'other:1']),
    op: (a, saved) => a.ImageLoad(saved as Uint8Array),
  },
  VolumeCreate: { given: web, op: (a) => a.VolumeCreate({ Name: 'more', Driver: '', DriverOpts: null, Labels: null }) },
  VolumeRemove: { given: web, op: (a) => a.VolumeRemove('data', false) },
  VolumePrune: {
    given: `${web}\ndocker volume create other`,
    op: (a) => a.VolumePrune({ all: ['true'] }),
    leaves: ['prune: earlier ones'],
  },
  NetworkCreate: {
    given: web,
    op: (a) =>
      a.NetworkCreate({
        Name: 'more',
        Driver: '',
        Internal: false,
        Attachable: false,
        IPAM: { Driver: '', Config: [], Options: null },
        Options: {},
        Labels: {},
        EnableIPv6: true,
      } as never),
  },
  NetworkRemove: { given: web, op: (a) => a.NetworkRemove('app') },
  NetworkPrune: {
    given: `${web}\ndocker network create other`,
    op: (a) => a.NetworkPrune({}),
    leaves: ['prune: earlier ones'],
  },
  NetworkConnect: {
    given: `${running}\ndocker network create back`,
    op: (a) => a.NetworkConnect('back', 'web', { Aliases: ['www'] }),
  },
  NetworkDisconnect: { given: running, op: (a) => a.NetworkDisconnect('app', 'web', false) },
  'NetworkConnect of one that is stopped': {
    given: `${web}\n${create}\ndocker network create back`,
    op: (a) => a.NetworkConnect('back', 'web', {}),
  },
  Build: { given: 'true', op: (a) => a.Build(build), settles: 5000, leaves: ['build: steps', 'build: its record'] },
  ImageBuild: { given: 'true', op: (a) => a.ImageBuild(classic), settles: 5000, leaves: ['build: classic steps'] },
  BuildCachePrune: {
    given: "printf 'FROM busybox\\nRUN --mount=type=cache,target=/c true\\n' | docker build -q -",
    op: (a) => a.BuildCachePrune({ all: true, filters: {}, keepStorage: 0 }),
  },
  BuildHistoryRemove: {
    given: "printf 'FROM busybox\\nRUN true\\n' | docker build -q -",
    op: function* (a) {
      const [first] = yield* a.BuildHistory();
      if (first !== undefined) yield* a.BuildHistoryRemove(first.ref);
    },
  },
};

/** Every operation of the API that changes something has its row above; these only read: they make no step. */
const READING: Readonly<Record<string, (api: DockerApi) => Task<unknown>>> = {
  ContainerInspect: (a) => a.ContainerInspect('web', true),
  ContainerList: (a) => a.ContainerList({ all: true, limit: 0, size: true, filters: {} }),
  ContainerLogs: (a) =>
    a.ContainerLogs('web', { stdout: true, stderr: true, follow: false, timestamps: false, details: false, tail: -1 }),
  ContainerTop: (a) => a.ContainerTop('web', []),
  ContainerDiff: (a) => a.ContainerDiff('web'),
  ContainerStats: (a) => a.ContainerStats('web'),
  ContainerWait: (a) => a.ContainerWait('ended', 'not-running'),
  ContainerArchiveStat: (a) => a.ContainerArchiveStat('web', '/f'),
  ExecInspect: (a) => a.ExecInspect('exec'),
  ImageList: (a) => a.ImageList({ all: true, filters: {}, sharedSize: true }),
  ImageInspect: (a) => a.ImageInspect('busybox'),
  ImageHistory: (a) => a.ImageHistory('busybox'),
  ImageSave: (a) => a.ImageSave(['busybox']),
  ImageSearch: (a) => a.ImageSearch('busybox'),
  RegistryLogin: (a) => a.RegistryLogin('registry:5000'),
  DistributionInspect: (a) => a.DistributionInspect('alpine'),
  VolumeList: (a) => a.VolumeList({}),
  VolumeInspect: (a) => a.VolumeInspect('data'),
  NetworkList: (a) => a.NetworkList({}),
  NetworkInspect: (a) => a.NetworkInspect('app', { verbose: true }),
  Events: (a) => a.Events({ until: 1, filters: {} }),
  Info: (a) => a.Info(),
  Version: (a) => a.Version(),
  DiskUsage: (a) => a.DiskUsage(),
  BuildHistory: (a) => a.BuildHistory(),
  BuildLogs: function* (a) {
    const [first] = yield* a.BuildHistory();
    return first === undefined ? undefined : yield* a.BuildLogs(first.ref);
  },
};

function ready(row: Row): { rig: Rig; first: unknown } {
  const rig = new Rig();
  rig.sh('docker pull -q busybox');
  rig.sh(row.given);
  const first = row.first === undefined ? undefined : rig.call(row.first, 0).answer;
  expect(disagreements(rig.engine)).toEqual([]);
  return { rig, first };
}

const used = new Set<Leftover>();

describe('an operation that fails at one of its steps', () => {
  it.each(Object.entries(OPERATIONS))('%s leaves all as it was, or what the table says', (_, row) => {
    const leaves = row.leaves ?? [];
    let { rig, first } = ready(row);
    let steps = 0;
    for (let at = 1; ; at++) {
      const before = fingerprint(rig.engine);
      const { refused, failed } = rig.call((a) => row.op(a, first), at, at % 2 === 0 ? 'disk' : 'api');
      if (row.settles !== undefined) rig.wait(row.settles);
      expect(rig.crashes).toEqual([]);
      expect([at, failed, ...disagreements(rig.engine)]).toEqual([at, failed]);
      if (failed === undefined) break;
      steps = at;
      const changed = differences(before, fingerprint(rig.engine));
      const left = changed.filter((key) => !leaves.some((l) => LEFTOVERS[l].differs.test(key)));
      expect([at, failed, ...left]).toEqual([at, failed]);
      // who is not told of the failure has not been refused: something of it was left out
      if (refused === undefined) expect(leaves.some((l) => /^prune/.test(l))).toBe(true);
      else expect(refused).toContain(FAULT);
      if (changed.length === 0) continue;
      for (const l of leaves) if (changed.some((key) => LEFTOVERS[l].differs.test(key))) used.add(l);
      ({ rig, first } = ready(row));
    }
    expect(steps).toBeGreaterThan(0);
  });

  it('is every operation of the API that does not only read', () => {
    const known = [...Object.keys(OPERATIONS).map((name) => name.split(' ')[0]!), ...Object.keys(READING)];
    expect(Object.keys(new Rig().machine.api).sort()).toEqual([...new Set(known)].sort());
    expect(Object.keys(LEFTOVERS).filter((l) => !used.has(l as Leftover))).toEqual([]);
  });
});

describe('an operation that only reads', () => {
  it('makes no step and changes nothing', () => {
    const rig = new Rig();
    rig.sh(
      'docker pull -q busybox; docker run --name ended busybox true; printf "FROM busybox\\n" | docker build -q -',
    );
    rig.sh(running);
    const id = rig.call((a) => a.ExecCreate('web', exec), 0).answer as string;
    for (const [name, read] of Object.entries(READING)) {
      const before = fingerprint(rig.engine);
      const { refused, steps } = rig.call(name === 'ExecInspect' ? (a) => a.ExecInspect(id) : read, 0);
      expect([name, refused, steps, differences(before, fingerprint(rig.engine))]).toEqual([name, undefined, 0, []]);
    }
  });
});

describe('any operations, any of which may fail anywhere', () => {
  const rows = Object.values(OPERATIONS).filter((r) => r.first === undefined && r.settles === undefined);
  const step = fc.record({ row: fc.nat(rows.length - 1), at: fc.nat(40), disk: fc.boolean() });
  // what goes on by itself while time passes: health checks, automatic starts
  const own = /^(timers|process|event|runtime) |^container \S+ health /;

  it('keep value and world together, and end in an empty engine when all is removed', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const rig = new Rig();
        rig.sh(`docker pull -q busybox\n${running.replace('--health-cmd true ', '')}`);
        for (const { row, at, disk } of steps) {
          const { op, leaves = [] } = rows[row]!;
          const before = fingerprint(rig.engine);
          const { refused } = rig.call((a) => op(a, undefined), at, disk ? 'disk' : 'api');
          expect(rig.crashes).toEqual([]);
          expect([row, at, ...disagreements(rig.engine)]).toEqual([row, at]);
          if (refused === undefined) continue;
          const changed = differences(before, fingerprint(rig.engine)).filter((key) => !own.test(key));
          expect([
            row,
            at,
            refused,
            ...changed.filter((key) => !leaves.some((l) => LEFTOVERS[l].differs.test(key))),
          ]).toEqual([row, at, refused]);
        }
        rig.sh('docker ps -aq | xargs -r docker rm -f\ndocker system prune -af --volumes\ndocker volume prune -af');
        const left = [...fingerprint(rig.engine).keys()].filter((key) =>
          /^(container|name|volume|exec|image|tag|digest|cache|tree|mounts|net|ports|runtime) /.test(key),
        );
        expect([...left, ...disagreements(rig.engine), rig.engine.state.networks.size]).toEqual([3]);
      }),
      { numRuns: 60, seed: 13 },
    );
  }, 120_000);
});

describe('the statecharts', () => {
  it('are asked about every event that they know', () => {
    const files = readdirSync('src/engine', { recursive: true }).map(String);
    const code = files
      .filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts') && !f.includes('machines'))
      .map((f) => readFileSync(`src/engine/${f}`, 'utf8'))
      .join('\n');
    const machines = { ...container, ...health, ...things };
    const silent = Object.entries(machines).flatMap(([name, machine]) =>
      code.includes(name)
        ? machine.events.filter((e: string) => !code.includes(`'${e}'`)).map((e: string) => `${name} ${e}`)
        : [name],
    );
    expect(silent).toEqual([]);
    expect(code).not.toMatch(/\b(next|after)\(\w+Machine,[^)]*\)\s*\?\?/);
  });
});
