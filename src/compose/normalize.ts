// A project after its files were put together: names resolved, what was removed, defaults, and the environment of services.

import type { Process } from '../kernel/process.ts';
import { parseDotenv, parseRawEnv } from './dotenv.ts';
import { readFile } from './project-files.ts';
import {
  ComposeError,
  type Dict,
  dictOf,
  emptyMap,
  isDict,
  listOf,
  mapFrom,
  mapOver,
  textOf,
  textsOf,
  type Value,
} from './value.ts';

export const RESOURCES = ['networks', 'volumes', 'secrets', 'configs'] as const;
export function unset(name: string): string {
  return `The ${JSON.stringify(name)} variable is not set. Defaulting to a blank string.`;
}

/** A service whose listed names of variables have the values of the environment, where it has them. */
export function resolved(s: Dict, environment: ReadonlyMap<string, string>): Dict {
  const list = s['environment'];
  if (!Array.isArray(list)) return s;
  return {
    ...s,
    environment: list.map((x) => (typeof x === 'string' && environment.has(x) ? `${x}=${environment.get(x)}` : x)),
  };
}

/** Takes the value at a path away. */
export function remove(d: Dict, path: readonly string[]): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) delete d[head];
  else if (isDict(d[head])) remove(d[head], rest);
}

/** Defaults that follow from the rest: the default network, the Dockerfile, dependencies of links. */
export function normalize(model: Dict, name: string, environment: ReadonlyMap<string, string>): void {
  const services = dictOf(model['services']);
  let usesDefault = false;
  for (const [key, v] of Object.entries(services)) {
    const s = dictOf(v);
    if (
      s['network_mode'] === undefined &&
      Object.keys(dictOf(s['networks'])).length === 0 &&
      s['provider'] === undefined
    )
      s['networks'] = { default: null };
    if (isDict(s['networks']) && Object.hasOwn(s['networks'], 'default')) usesDefault = true;
    if (isDict(s['build']) && s['build']['dockerfile'] === undefined && s['build']['dockerfile_inline'] === undefined)
      s['build'] = { ...s['build'], dockerfile: 'Dockerfile' };
    if (isDict(s['build']) && isDict(s['build']['args'])) {
      const args = Object.entries(s['build']['args']).map(([k, v]): [string, Value] => [
        k,
        v ?? environment.get(k) ?? null,
      ]);
      s['build'] = { ...s['build'], args: mapFrom(args.filter(([, v]) => v !== null)) };
    }
    const implied: [string, boolean][] = textsOf(s['links'] ?? null).map((l) => [l.split(':')[0]!, true]);
    for (const k of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
      const mode = textOf(s[k]);
      if (mode?.startsWith('service:')) implied.push([mode.slice(8), true]);
    }
    for (const from of textsOf(s['volumes_from'] ?? null))
      if (!from.startsWith('container:')) implied.push([from.split(':')[0]!, false]);
    for (const [d, restart] of implied) {
      const known = dictOf(s['depends_on']);
      if (!Object.hasOwn(known, d))
        s['depends_on'] = mapOver<Value>(known, {
          [d]: { condition: 'service_started', ...(restart ? { restart } : {}), required: true },
        });
    }
    if (s['pull_policy'] === 'if_not_present') s['pull_policy'] = 'missing';
    services[key] = s;
  }
  const networks = dictOf(model['networks']);
  if (usesDefault && networks['default'] === undefined) networks['default'] = {};
  if (Object.keys(networks).length > 0) model['networks'] = networks;
  for (const kind of RESOURCES) {
    for (const [k, v] of Object.entries(dictOf(model[kind]))) {
      const r = dictOf(v);
      if (r['name'] === undefined) r['name'] = r['external'] === true ? k : `${name}_${k}`;
    }
  }
}

/**
 * The environment of services: their files, then their own, then what the shell gives. A file sees the project's variables, those
 * of its service, and those of the files before it.
 * @throws ComposeError
 */
export function resolveEnvironment(
  p: Process,
  services: Readonly<Record<string, Dict>>,
  environment: ReadonlyMap<string, string>,
  warn: (text: string) => void,
): void {
  for (const s of Object.values(services)) {
    const own = emptyMap<string | null>();
    for (const [k, v] of Object.entries(dictOf(s['environment'])))
      own[k] = v === null ? (environment.get(k) ?? null) : (textOf(v) ?? '');
    const values = mapFrom(Object.entries(own).filter(([, v]) => v !== null)) as Record<string, string>;
    for (const f of listOf(s['env_file'] ?? null))
      for (const [k, v] of envFile(p, dictOf(f), environment, own, values, warn)) values[k] = v;
    delete s['env_file'];
    const all = mapOver<string | null>(values, own);
    if (Object.keys(all).length > 0) s['environment'] = all;
  }
}

function envFile(
  p: Process,
  f: Dict,
  environment: ReadonlyMap<string, string>,
  own: Readonly<Record<string, string | null>>,
  before: Readonly<Record<string, string>>,
  warn: (text: string) => void,
): Map<string, string> {
  const file = String(f['path']);
  const format = textOf(f['format']) ?? '';
  if (!p.fs.exists(file)) {
    if (f['required'] === false) return new Map();
    throw new ComposeError(`env file ${file} not found: stat ${file}: no such file or directory`);
  }
  if (format !== '' && format !== '.env' && format !== 'raw')
    throw new ComposeError(`unsupported env_file format ${JSON.stringify(format)}`);
  const lookup = (n: string): string | undefined => environment.get(n) ?? own[n] ?? undefined;
  const text = readFile(p, file);
  try {
    if (format === 'raw') return parseRawEnv(text, lookup);
    return parseDotenv(
      text,
      lookup,
      (n) => warn(unset(n)),
      (n) => before[n],
    );
  } catch (error) {
    if (error instanceof ComposeError)
      throw new ComposeError(`failed to ${format === 'raw' ? 'parse env_file' : 'read'} ${file}: ${error.message}`);
    throw error;
  }
}
