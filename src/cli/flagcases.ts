// For tests: for every command a line that shows what its flags change, and good values of the flags.

import type { BuildMessage } from '../api/types/build.ts';
import { emptyDir } from '../fs/node.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { type Answers, attachOf, type Around, chunk, dialogue, refusal, streamOf } from './testing.ts';

/** A command line without the flag; `{}` is where the flag comes in. */
export interface FlagCase extends Around {
  readonly line: readonly string[];
  /** What the flag is given as; `undefined` where it stands alone. */
  readonly value?: string;
  /** Answers that are used up by a run. */
  readonly fresh?: () => Answers;
  /** Further words before the flag, in both runs. */
  readonly before?: readonly string[];
}

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const LONG = '0123456789abcdef0123456789abcdef';
const CONTAINER = {
  Id: LONG,
  Names: ['/web'],
  Image: 'nginx',
  ImageID: 'sha256:1',
  Command: 'nginx -g "daemon off; error_log stderr;"',
  Created: 1767322500,
  Ports: [],
  Labels: { a: 'b' },
  State: 'running',
  Status: 'Up 2 minutes',
  NetworkSettings: { Networks: { bridge: {} } },
  Mounts: [],
  SizeRw: 10,
  SizeRootFs: 20,
};
const INSPECTED = {
  Id: LONG,
  Name: '/a',
  State: { Running: true, Paused: false, Restarting: false, Status: 'running' },
  Config: { Tty: false, OpenStdin: true, StdinOnce: false },
  HostConfig: { AutoRemove: false },
};
const ENDED = {
  ContainerCreate: { Id: 'id1', Warnings: [] },
  ContainerAttach: () => attachOf(chunk(1, 'out\n'), chunk(2, 'err\n')),
  ContainerWait: () => streamOf({ StatusCode: 0 }),
  ContainerInspect: INSPECTED,
  ImagePull: () => streamOf({ status: 'Pulling from library/busybox', id: 'latest' }),
};
const RUN_FILES = { '/root/env': 'FROM_FILE=1\n', '/root/labels': 'from=file\n' };
const IMAGES = {
  ImageList: [
    {
      Id: `sha256:${LONG}`,
      RepoTags: ['busybox:latest'],
      RepoDigests: [`busybox@${DIGEST}`],
      Created: 1767236645,
      Size: 4500000,
      SharedSize: -1,
      Containers: -1,
      Labels: null,
      ParentId: '',
    },
  ],
};
const CACHE = {
  DiskUsage: {
    LayersSize: 0,
    Images: [],
    Containers: [],
    Volumes: [],
    BuildCache: [
      {
        ID: 'c1',
        Parents: [],
        Type: 'regular',
        Description: 'local source',
        InUse: false,
        Shared: false,
        Size: 1500,
        CreatedAt: '2026-01-01T03:04:05Z',
        LastUsedAt: null,
        UsageCount: 1,
      },
    ],
  },
  BuildCachePrune: { CachesDeleted: ['c1'], SpaceReclaimed: 1500 },
};
const BUILDS = {
  BuildHistory: [
    {
      ref: 'abcdefghijklmnopqrstuvwxy',
      context: '/root/a/long/name/of/a-context-that-is-cut-in-tables-as-it-is-longer-than-they-are',
      dockerfile: 'Dockerfile',
      target: '',
      created: Date.UTC(2026, 0, 2, 3, 0, 0),
      completed: Date.UTC(2026, 0, 2, 3, 0, 2),
      error: '',
      total: 4,
      done: 4,
      cached: 1,
    },
  ],
  BuildLogs: [
    { type: 'vertex', id: 1, name: '[1/1] FROM busybox' },
    { type: 'done', id: 1, seconds: 0.1, why: { kind: 'noCache' } },
  ],
};
const WHY = { kind: 'noCache' } as const;
const BUILT = {
  Build: () =>
    streamOf<BuildMessage>(
      { type: 'vertex', id: 1, name: '[1/1] FROM busybox' },
      { type: 'done', id: 1, seconds: 0.1, why: WHY },
      RESULT,
    ),
};
const RESULT: BuildMessage = { type: 'result', imageId: DIGEST, ref: 'r', base: [] };
const WARNED = {
  Build: () =>
    streamOf<BuildMessage>(
      {
        type: 'warning',
        id: 1,
        rule: 'R',
        text: 'text',
        line: 1,
        url: 'https://x',
        description: 'more',
        excerpt: { file: 'Dockerfile', source: 'FROM busybox', from: 1, to: 1 },
      },
      RESULT,
    ),
};
const STATS = {
  id: LONG,
  name: 'a',
  running: true,
  cpuPercent: 1.5,
  memory: 1048576,
  memoryLimit: 4194304,
  netRx: 10,
  netTx: 20,
  blockRead: 0,
  blockWrite: 0,
  pids: 2,
};
const NETWORKS = {
  NetworkList: [
    {
      Id: LONG,
      Name: 'net',
      Driver: 'bridge',
      Scope: 'local',
      Created: '2026-01-01T00:00:00Z',
      EnableIPv4: true,
      EnableIPv6: false,
      Internal: false,
      Labels: {},
    },
  ],
};
const VOLUMES = {
  VolumeList: [
    {
      Name: 'data',
      Driver: 'local',
      Mountpoint: '/var/lib/docker/volumes/data/_data',
      Labels: { a: 'b' },
      Scope: 'local',
      Options: null,
      CreatedAt: '2026-01-01T00:00:00Z',
    },
  ],
};
const PRUNED = { SpaceReclaimed: 0 };
const META = '/root/.docker/contexts/meta/4a60bf7d4bc1e485744cf7e8d0860524752fca1ce42331be7c439fd23043f151/meta.json';
const CONTEXT = {
  [META]: '{"Name":"zz","Metadata":{},"Endpoints":{"docker":{"Host":"tcp://h:9","SkipTLSVerify":false}}}',
};
const EVENT = {
  Type: 'container',
  Action: 'start',
  Actor: { ID: LONG, Attributes: { name: 'a' } },
  scope: 'local',
  time: 1767236645,
  timeNano: 1767236645000000000,
};
const ALL_PRUNED = {
  ContainerPrune: { Deleted: [], ...PRUNED },
  NetworkPrune: { Deleted: [], ...PRUNED },
  VolumePrune: { Deleted: [], ...PRUNED },
  ImagePrune: { ImagesDeleted: [], ...PRUNED },
  BuildCachePrune: { CachesDeleted: [], ...PRUNED },
};
const HISTORY = {
  ImageHistory: [
    {
      Id: `sha256:${LONG}`,
      Created: 1767236645,
      CreatedBy: `RUN /bin/sh -c ${'x'.repeat(50)}`,
      Size: 4500000,
      Comment: '',
      Tags: null,
    },
  ],
};
const SEARCHED = {
  ImageSearch: [
    { name: 'busybox', description: 'x'.repeat(80), star_count: 3, is_official: true, is_automated: false },
    { name: 'other', description: 'short', star_count: 1, is_official: false, is_automated: false },
  ],
};

/** A container that one is attached to until a `q` is typed, or somebody kills it. */
const talking =
  (more: Answers = {}): (() => Answers) =>
  () => {
    const talk = dialogue();
    return {
      ContainerCreate: { Id: 'id1', Warnings: [] },
      ContainerInspect: { ...INSPECTED, Config: { Tty: true, OpenStdin: true, StdinOnce: false } },
      ContainerAttach: () => talk.stream,
      ContainerWait: () => streamOf({ StatusCode: 3 }),
      ContainerKill: () => talk.end(),
      ExecCreate: 'e1',
      ExecStart: () => talk.stream,
      ExecInspect: { ExitCode: 3 },
      ...more,
    };
  };
/** The keys are typed, then a `q`: only what does not know the keys sees that one. */
const DETACHED = { terminal: true, typed: '\x01q', fresh: talking() } as const;
const SIGNALLED = {
  signal: SIGNALS.TERM,
  fresh: talking({ ContainerInspect: { ...INSPECTED, Config: { Tty: false, OpenStdin: false, StdinOnce: false } } }),
} as const;

/** Off is refused by name: on is what it is without the flag too. */
const TRUST = { 'disable-content-trust': { value: 'true' } } as const;

/** Where a flag needs another line, other answers or another value to be seen. */
export const FLAG_CASES: Readonly<Record<string, Readonly<Record<string, Partial<FlagCase>>>>> = {
  'docker pull': TRUST,
  'docker push': TRUST,
  'docker builder prune': { filter: { value: 'type=regular' } },
  'docker buildx prune': { filter: { value: 'type=regular' } },
  'docker run': {
    ...TRUST,
    'detach-keys': { ...DETACHED, before: ['-it'] },
    'network-alias': { before: ['--network', 'net'] },
    quiet: { before: ['--pull', 'always'] },
    'sig-proxy': SIGNALLED,
    entrypoint: { value: '/bin/e' },
  },
  'docker create': {
    ...TRUST,
    'network-alias': { before: ['--network', 'net'] },
    quiet: { before: ['--pull', 'always'] },
  },
  'docker exec': { 'detach-keys': { ...DETACHED, before: ['-it'] } },
  'docker attach': { 'detach-keys': DETACHED, 'sig-proxy': SIGNALLED },
  'docker start': { 'detach-keys': { ...DETACHED, before: ['-ai'] } },
  'docker build': {
    allow: { value: 'security.insecure' },
    attest: { value: 'type=sbom' },
    provenance: { value: 'true' },
    sbom: { value: 'true' },
    'build-context': { value: 'x=.' },
    'cache-from': { value: 'busybox', answers: { ...BUILT, ImageList: [] } },
    'cache-to': { value: 'type=local,dest=x' },
    call: { value: 'outline' },
    debug: { answers: WARNED },
    file: { value: 'f' },
    output: { value: 'type=tar,dest=x', answers: { Build: () => streamOf({ ...RESULT, tree: emptyDir() }) } },
    progress: { value: 'rawjson' },
    push: { before: ['-t', 'a:1'], answers: { ...BUILT, ImagePush: () => streamOf() } },
    secret: { value: 'id=a,src=f' },
    ssh: { value: 'default=f' },
    platform: { value: 'linux/arm64' },
    tag: { value: 'a:1' },
  },
  'docker search': { filter: { value: 'is-official=true' } },
  'docker buildx history ls': { filter: { value: 'status=error' } },
  'docker buildx history logs': { progress: { value: 'rawjson' } },
  'docker buildx history rm': { all: { line: [], before: [] } },
  'docker cp': {
    'follow-link': { line: ['l', 'a:/g'], links: { '/root/l': 'f' } },
    quiet: { terminal: true },
  },
  'docker logs': { since: { value: '1' }, until: { value: '1' }, tail: { value: '5' } },
  'docker events': { since: { value: '1' }, until: { value: '5', before: [] } },
  'docker stats': { 'no-stream': { before: [], signal: SIGNALS.INT } },
  'docker update': { 'cpu-shares': { before: ['--memory', '64m'] } },
  'docker context create': {
    docker: { value: 'host=tcp://h:2', before: [] },
    from: { value: 'zz' },
  },
  'docker context update': { docker: { value: 'host=tcp://h:2' } },
  'docker load': { input: { value: 'a.tar' } },
  'docker inspect': { type: { value: 'image', answers: { ContainerInspect: INSPECTED, ImageInspect: { Id: 'i' } } } },
  'docker network create': {
    gateway: { value: '10.9.0.5', before: ['--subnet', '10.9.0.0/24'] },
    'ip-range': { value: '10.9.0.0/25', before: ['--subnet', '10.9.0.0/24'] },
    'aux-address': { value: 'a=10.9.0.9', before: ['--subnet', '10.9.0.0/24'] },
    subnet: { value: '10.9.0.0/24' },
    scope: { value: 'swarm' },
  },
};

/** The lines; what a command takes of arguments stands after the flag. */
export const COMMAND_CASES: Readonly<Record<string, FlagCase>> = {
  'docker run': { line: ['busybox', 'true'], answers: ENDED, files: RUN_FILES },
  'docker create': { line: ['busybox', 'true'], answers: ENDED, files: RUN_FILES },
  'docker exec': {
    line: ['a', 'true'],
    answers: {
      ContainerInspect: INSPECTED,
      ExecCreate: 'e1',
      ExecStart: () => attachOf(chunk(1, 'out\n')),
      ExecInspect: { ExitCode: 0 },
    },
    files: RUN_FILES,
  },
  'docker ps': { line: [], answers: { ContainerList: [CONTAINER] } },
  'docker build': {
    line: ['.'],
    answers: BUILT,
    files: { '/root/Dockerfile': 'FROM busybox\n', '/root/f': 'FROM x\n' },
  },
  'docker pull': { line: ['busybox'], answers: ENDED },
  'docker push': { line: ['me/x'], answers: { ImagePush: () => streamOf({ status: 'The push refers to' }) } },
  'docker images': { line: [], answers: IMAGES },
  'docker login': { line: [], stdin: 'pw\n' },
  'docker search': { line: ['busybox'], answers: SEARCHED },
  'docker version': { line: [] },
  'docker info': { line: [] },
  'docker builder prune': { line: [], before: ['-f'], answers: CACHE },
  'docker buildx prune': { line: [], before: ['-f'], answers: CACHE },
  'docker buildx history inspect': { line: [], answers: BUILDS },
  'docker buildx history logs': { line: [], answers: BUILDS },
  'docker buildx history ls': { line: [], answers: BUILDS },
  'docker buildx history rm': { line: ['abcdefghijklmnopqrstuvwxy'], answers: BUILDS },
  'docker buildx du': { line: [], answers: CACHE },
  'docker buildx inspect': { line: [] },
  'docker buildx ls': { line: [] },
  'docker buildx use': { line: ['default'] },
  'docker buildx version': { line: [] },
  'docker attach': { line: ['a'], answers: ENDED },
  'docker commit': { line: ['a', 'x:1'], answers: { ImageCommit: 'sha256:1' } },
  'docker cp': {
    line: ['f', 'a:/g'],
    files: { '/root/f': 'x' },
  },
  'docker export': { line: ['a'], answers: { ContainerExport: new TextEncoder().encode('tar') } },
  'docker container inspect': { line: ['a'], answers: { ContainerInspect: INSPECTED } },
  'docker kill': { line: ['a'] },
  'docker logs': { line: ['a'], answers: { ContainerLogs: () => streamOf(chunk(1, 'out\n')) } },
  'docker container prune': { line: [], before: ['-f'], answers: { ContainerPrune: { Deleted: [], ...PRUNED } } },
  'docker restart': { line: ['a'] },
  'docker rm': { line: ['a'] },
  'docker start': { line: ['a'], answers: ENDED },
  'docker stats': { line: [], before: ['--no-stream'], answers: { ContainerList: [CONTAINER], ContainerStats: STATS } },
  'docker stop': { line: ['a'] },
  'docker update': { line: ['a'], before: ['--cpu-shares', '5'], answers: { ContainerUpdate: { Warnings: [] } } },
  'docker context create': { line: ['far'], before: ['--docker', 'host=tcp://h:1'], files: CONTEXT },
  'docker context inspect': { line: [] },
  'docker context ls': { line: [] },
  'docker context rm': { line: ['nope'], files: CONTEXT },
  'docker context update': { line: ['zz'], files: CONTEXT },
  'docker history': { line: ['a'], answers: HISTORY },
  'docker import': {
    line: ['a.tar'],
    files: { '/root/a.tar': 'tar' },
    answers: { ImageImport: [{ status: 'sha256:1' }] },
  },
  'docker image inspect': { line: ['a'], answers: { ImageInspect: { Id: 'sha256:1' } } },
  'docker load': {
    line: [],
    stdin: 'one',
    files: { '/root/a.tar': 'two' },
    answers: { ImageLoad: ['Loading layer\n', 'Loaded image: a:1\n'] },
  },
  'docker image prune': { line: [], before: ['-f'], answers: { ImagePrune: { ImagesDeleted: [], ...PRUNED } } },
  'docker rmi': { line: ['a'], answers: { ImageRemove: [] } },
  'docker save': { line: ['a'], answers: { ImageSave: new TextEncoder().encode('tar') } },
  'docker network connect': { line: ['net', 'a'] },
  'docker network create': { line: ['net'], answers: { NetworkCreate: { Id: 'id1', Warning: '' } } },
  'docker network disconnect': { line: ['net', 'a'] },
  'docker network inspect': { line: ['net'], answers: { NetworkInspect: { Name: 'net', Id: 'id' } } },
  'docker network ls': { line: [], answers: NETWORKS },
  'docker network prune': { line: [], before: ['-f'], answers: { NetworkPrune: { Deleted: [], ...PRUNED } } },
  'docker network rm': { line: ['zz'], answers: { NetworkRemove: refusal(404, 'network zz not found') } },
  'docker system df': { line: [], answers: CACHE },
  'docker events': { line: [], before: ['--until', '1'], answers: { Events: () => streamOf(EVENT) } },
  'docker system prune': { line: [], before: ['-f'], answers: ALL_PRUNED },
  'docker volume create': { line: ['data'], answers: { VolumeCreate: { Name: 'data' } } },
  'docker volume inspect': { line: ['a'], answers: { VolumeInspect: { Name: 'a', Driver: 'local' } } },
  'docker volume ls': { line: [], answers: VOLUMES },
  'docker volume prune': { line: [], before: ['-f'], answers: { VolumePrune: { Deleted: [], ...PRUNED } } },
  'docker volume rm': { line: ['a'] },
  'docker inspect': { line: ['a'], answers: { ContainerInspect: INSPECTED } },
};

/** Values by the flag's name, then by its type. */
export const BY_NAME: Readonly<Record<string, string>> = {
  'add-host': 'a:1.2.3.4',
  attach: 'stdout',
  dns: '1.1.1.1',
  gpus: 'all',
  mount: 'type=tmpfs,target=/t',
  sysctl: 'net.core.somaxconn=128',
  builder: 'other',
  platform: 'linux/amd64',
  'env-file': 'env',
  'label-file': 'labels',
  pid: 'host',
  uts: 'host',
  userns: 'host',
  ipc: 'host',
  cgroupns: 'host',
  network: 'net',
  'mac-address': '02:42:ac:11:00:02',
  pull: 'always',
  restart: 'always',
  publish: '80:80',
  'security-opt': 'no-new-privileges',
  'blkio-weight-device': '/dev/sda:100',
  'device-read-bps': '/dev/sda:1mb',
  'device-write-bps': '/dev/sda:1mb',
  'device-read-iops': '/dev/sda:100',
  'device-write-iops': '/dev/sda:100',
  device: '/dev/fuse',
  volume: 'data:/v',
  tmpfs: '/t',
  expose: '90',
  format: '{{json .}}',
  entrypoint: '/bin/e',
  'storage-opt': 'size=1G',
  'log-opt': 'max-size=1k',
  'detach-keys': 'ctrl-a',
  'volumes-from': 'other',
  user: '7',
};
export const BY_TYPE: Readonly<Record<string, string>> = {
  int: '1',
  decimal: '1',
  uint16: '10',
  bytes: '64m',
  duration: '10s',
  filter: 'label=x',
  list: 'x=y',
  strings: 'x',
  stringArray: 'x=y',
  string: 'x',
  map: 'a=b',
  ulimit: 'nofile=1024',
};
