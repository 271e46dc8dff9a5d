// The command tree, from the recorded help of the real CLI.

import data from './data/commands.json' with { type: 'json' };
import type { FlagSpec } from './flags.ts';

export interface CommandSpec {
  /** As typed: `docker container ls`. */
  readonly path: string;
  /** The name under which the command is implemented: `docker ps`. */
  readonly canonical: string;
  readonly usage: string;
  readonly commands: readonly string[];
  readonly flags: readonly FlagSpec[];
  /** Flags that still work and are in no help text; those with an advice are told to be old. */
  readonly old: readonly (FlagSpec & { readonly advice: string })[];
}

interface Raw {
  u: string;
  a?: string[];
  c?: string[];
  o?: [string, string, string, string?][];
}

const RAW = data as unknown as Record<string, Raw>;

/** Second names of commands (`docker image rm` is `docker rmi`). The value is the canonical one. */
const SAME: Record<string, string> = {
  'docker container ls': 'docker ps',
  'docker container list': 'docker ps',
  'docker container ps': 'docker ps',
  'docker image ls': 'docker images',
  'docker image list': 'docker images',
  'docker image rm': 'docker rmi',
  'docker image remove': 'docker rmi',
  'docker system info': 'docker info',
  'docker system events': 'docker events',
  'docker builder build': 'docker build',
  'docker image build': 'docker build',
  'docker buildx build': 'docker build',
  'docker buildx b': 'docker build',
  'docker container remove': 'docker rm',
  'docker volume remove': 'docker volume rm',
  'docker volume list': 'docker volume ls',
  'docker network list': 'docker network ls',
  'docker network remove': 'docker network rm',
  'docker context list': 'docker context ls',
  'docker context remove': 'docker context rm',
};
for (const verb of [
  'attach',
  'commit',
  'cp',
  'create',
  'diff',
  'exec',
  'export',
  'kill',
  'logs',
  'pause',
  'port',
  'rename',
  'restart',
  'rm',
  'run',
  'start',
  'stats',
  'stop',
  'top',
  'unpause',
  'update',
  'wait',
]) {
  SAME[`docker container ${verb}`] = `docker ${verb}`;
}
for (const verb of ['history', 'import', 'load', 'pull', 'push', 'save', 'tag'])
  SAME[`docker image ${verb}`] = `docker ${verb}`;

const KEEP_STORAGE = {
  name: 'keep-storage',
  short: '',
  type: 'bytes',
  default: '0',
  advice: 'keep-storage flag has been changed to reserved-space',
};
const TIME = { name: 'time', short: '', type: 'int', default: '0', advice: 'use --timeout instead' };
// memory of the kernel has no limit of its own any more: the flag is read and thrown away
const KERNEL_MEMORY = { name: 'kernel-memory', short: '', type: 'bytes', default: '', advice: '' };
const OLD: Record<string, CommandSpec['old']> = {
  'docker update': [KERNEL_MEMORY],
  'docker container update': [KERNEL_MEMORY],
  'docker volume create': [{ name: 'name', short: '', type: 'string', default: '', advice: '' }],
  ...Object.fromEntries(
    ['docker stop', 'docker container stop', 'docker restart', 'docker container restart'].map((c) => [c, [TIME]]),
  ),
  'docker builder prune': [KEEP_STORAGE],
  'docker buildx prune': [KEEP_STORAGE],
};

/** The name that a command gives itself in messages: Buildx answers for `docker build` and `docker builder`. */
export function ownName(spec: CommandSpec): string {
  return /^docker (image )?build\b|^docker builder /.test(spec.path)
    ? (/^docker buildx \w+/.exec(spec.usage)?.[0] ?? spec.path)
    : spec.path;
}

export const COMMANDS: ReadonlyMap<string, CommandSpec> = new Map(
  [...Object.keys(RAW), ...Object.keys(SAME).filter((k) => RAW[k] === undefined)].map((path): [string, CommandSpec] => {
    const canonical = SAME[path] ?? path;
    const raw = RAW[path] ?? RAW[canonical]!;
    return [
      path,
      {
        path,
        canonical,
        usage: raw.u,
        commands: raw.c ?? [],
        old: OLD[path] ?? [],
        flags: (raw.o ?? RAW[canonical]?.o ?? []).map(([name, short, type, def]) => ({
          name,
          short,
          type,
          default: def,
        })),
      },
    ];
  }),
);

/** The deepest command that the words name, and what is left of them. */
export function findCommand(words: readonly string[]): { spec: CommandSpec; rest: string[] } {
  let spec = COMMANDS.get('docker')!;
  let i = 0;
  for (; i < words.length; i++) {
    const next = COMMANDS.get(`${spec.path} ${words[i]}`);
    if (next === undefined) break;
    spec = next;
  }
  return { spec, rest: words.slice(i) };
}
