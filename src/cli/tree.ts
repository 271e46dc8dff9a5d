// The command tree, from the recorded help of the real CLI.

import data from './data/commands.json' with { type: 'json' };
import swarm from './data/swarm.json' with { type: 'json' };
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
  /** All its names, as its help lists them. */
  a?: string[];
  c?: string[];
  o?: [string, string, string, string?][];
}

const RAW = { ...data, ...swarm } as unknown as Record<string, Raw>;

/** How many words a name has. */
const length = (path: string): number => path.split(' ').length;

/**
 * The name under which a command is implemented, by each name it has (`docker container ls`: `docker ps`): the
 * shortest of those that its help lists, the first when several are as short.
 */
const CANONICAL: ReadonlyMap<string, string> = new Map(
  Object.entries(RAW).flatMap(([path, { a: names = [] }]) => {
    const shortest = names.reduce((best, name) => (length(name) < length(best) ? name : best), names[0] ?? path);
    return [path, ...names].map((name): [string, string] => [name, shortest]);
  }),
);

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
  [...new Set([...Object.keys(RAW), ...CANONICAL.keys()])].map((path): [string, CommandSpec] => {
    const canonical = CANONICAL.get(path)!;
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
