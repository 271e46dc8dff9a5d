// What Tab offers after `docker`: commands, flags, and the names of what the engine has.

import { IMPLEMENTED } from './command/index.ts';
import { COMMANDS, findCommand } from './tree.ts';

/** Names of the engine's objects at this moment. */
export interface Names {
  containers(running: boolean): string[];
  images(): string[];
  volumes(): string[];
  networks(): string[];
}

const RUNNING_ONLY = new Set(['stop', 'kill', 'pause', 'exec', 'attach', 'top', 'stats', 'unpause', 'port']);
const CONTAINERS = new Set([
  'start',
  'restart',
  'rm',
  'logs',
  'inspect',
  'rename',
  'wait',
  'diff',
  'commit',
  'export',
  'update',
  'cp',
  ...RUNNING_ONLY,
]);
const IMAGES = new Set(['run', 'create', 'rmi', 'tag', 'push', 'save', 'history', 'pull']);

/** Completions of `word` after `docker args…`; undefined to offer file names. */
export function completeDocker(names: Names, args: readonly string[], word: string): string[] | undefined {
  const { spec, rest } = findCommand(args.filter((a, i) => !(a.startsWith('-') && i === 0)));
  const fit = (list: readonly string[]): string[] =>
    [...new Set(list)]
      .filter((x) => x.startsWith(word))
      .sort()
      .map((x) => `${x} `);
  if (word.startsWith('-'))
    return fit(
      spec.flags.flatMap((f) =>
        word.startsWith('--') || f.short === '' ? [`--${f.name}`] : [`-${f.short}`, `--${f.name}`],
      ),
    );
  const previous = args.at(-1) ?? '';
  if (previous === '--network' || previous === '--net') return fit(names.networks());
  if (previous === '--volumes-from') return fit(names.containers(false));
  if (previous === '-v' || previous === '--volume')
    return word.includes('/') || word.startsWith('.')
      ? undefined
      : names
          .volumes()
          .filter((v) => v.startsWith(word))
          .map((v) => `${v}:`);
  if (previous === '-f' || previous === '--file' || previous === '--env-file') return undefined;
  if (spec.commands.length > 0 && rest.length === 0 && !IMPLEMENTED.has(spec.canonical))
    return fit(spec.commands.filter((c) => COMMANDS.has(`${spec.path} ${c}`)));
  const parts = spec.path.split(' ').slice(1);
  const verb = parts.at(-1) ?? '';
  const kind = parts.length > 1 ? parts[0] : undefined;
  const words = rest.filter((a) => !a.startsWith('-'));
  if (kind === 'volume') return fit(names.volumes());
  if (kind === 'network')
    return fit(
      words.length > 0 && (verb === 'connect' || verb === 'disconnect') ? names.containers(false) : names.networks(),
    );
  if (kind === 'image' || (kind === undefined && IMAGES.has(verb)))
    return words.length > 0 && verb !== 'rmi' && verb !== 'rm' ? undefined : fit(names.images());
  if (verb === 'inspect' && kind === undefined)
    return fit([...names.containers(false), ...names.images(), ...names.volumes(), ...names.networks()]);
  if (kind === 'container' || CONTAINERS.has(verb)) {
    if (verb === 'exec' && words.length > 0) return fit(['bash', 'sh', 'ls', 'cat', 'env', 'ps']);
    if (verb === 'cp' && (word.includes('/') || word.startsWith('.'))) return undefined;
    return fit(names.containers(RUNNING_ONLY.has(verb)));
  }
  return undefined;
}
