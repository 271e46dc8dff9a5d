// From files to a project: reading, variables, extends, include, overrides, defaults, and the values of the environment.

import type { Process } from '../kernel/process.ts';
import { basename, clean, dirname } from '../fs/path.ts';
import { canonicalResource, canonicalService } from './canonical.ts';
import { checkDocument, checkProject } from './check.ts';
import { parseDotenv, parseRawEnv } from './dotenv.ts';
import { interpolate } from './interpolate.ts';
import { longDocument, withPaths } from './long.ts';
import { mergeProjects, mergeServices } from './merge.ts';
import { absolutePath, type Base } from './paths.ts';
import { checkName, normalizeName, type Project } from './project.ts';
import { validate } from './schema.ts';
import { unique } from './unique.ts';
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
import { checkFirstDocument, type Parsed, readDocuments } from './yaml-read.ts';
import { YamlError } from './yaml-scalars.ts';

export interface LoadOptions {
  /** Paths given with -f; empty: the default files of this folder or one above. */
  readonly files: readonly string[];
  readonly stdin: string;
  readonly projectDirectory: string;
  readonly name: string;
  readonly envFiles: readonly string[];
  readonly profiles: readonly string[];
  /** Only `config` turns these off. */
  readonly interpolate: boolean;
  readonly normalize: boolean;
  readonly resolveEnvironment: boolean;
  readonly consistency: boolean;
  /** Between the parts of names. */
  readonly separator: string;
  readonly warn: (text: string) => void;
}

const DEFAULT_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE_FILES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];
const RESOURCES = ['networks', 'volumes', 'secrets', 'configs'] as const;

function readFile(p: Process, path: string): string {
  const node = p.fs.tryStat(path);
  if (node === undefined) throw new ComposeError(`open ${path}: no such file or directory`);
  if (node.kind === 'dir') throw new ComposeError(`read ${path}: is a directory`);
  return p.fs.readText(path);
}

/** The files of a project, when none were named. @throws ComposeError */
export function findFiles(p: Process, start: string, warn: (text: string) => void): string[] {
  for (let dir = start; ; dir = dirname(dir)) {
    const found = DEFAULT_FILES.filter((f) => p.fs.tryStat(`${dir === '/' ? '' : dir}/${f}`)?.kind === 'file').map(
      (f) => `${dir === '/' ? '' : dir}/${f}`,
    );
    if (found.length > 0) {
      if (found.length > 1) {
        warn(`Found multiple config files with supported names: ${found.join(', ')}`);
        warn(`Using ${found[0]}`);
      }
      const overrides = OVERRIDE_FILES.map((f) => `${dir === '/' ? '' : dir}/${f}`).filter(
        (f) => p.fs.tryStat(f)?.kind === 'file',
      );
      if (overrides.length > 1) {
        warn(`Found multiple override files with supported names: ${overrides.join(', ')}`);
        warn(`Using ${overrides[0]}`);
      }
      return [found[0]!, ...overrides.slice(0, 1)];
    }
    if (dir === '/') throw new ComposeError('no configuration file provided: not found');
  }
}

/** How often the real program reads the files of variables before it has a project: as often it tells of what is missing there. */
const READINGS = 4;

/** Variables of files, over which those of the shell stand. @throws ComposeError */
function environmentOf(
  p: Process,
  files: readonly string[],
  over: ReadonlyMap<string, string>,
  warn: (text: string) => void,
): Map<string, string> {
  const out = new Map<string, string>();
  for (const f of files) {
    try {
      for (const [k, v] of parseDotenv(
        readFile(p, f),
        (n) => over.get(n) ?? out.get(n),
        (n) => warn(unset(n)),
      ))
        out.set(k, v);
    } catch (error) {
      if (error instanceof ComposeError && !/^(open|read) /.test(error.message))
        throw new ComposeError(`failed to read ${f}: ${error.message}`);
      throw error;
    }
  }
  for (const [k, v] of over) out.set(k, v);
  return out;
}
function unset(name: string): string {
  return `The ${JSON.stringify(name)} variable is not set. Defaulting to a blank string.`;
}

interface Source {
  readonly path: string;
  readonly text: string;
}

class Loader {
  constructor(
    private readonly p: Process,
    private readonly options: LoadOptions,
  ) {}

  /** A file's documents with their variables in place, and where they reset or override. */
  private *documents(
    { path, text }: Source,
    environment: ReadonlyMap<string, string>,
  ): Generator<{ value: Dict; reset: readonly string[]; override: readonly string[] }> {
    const { warn } = this.options;
    const documents = readDocuments(text);
    for (;;) {
      let next: IteratorResult<Parsed>;
      try {
        next = documents.next();
      } catch (error) {
        if (error instanceof YamlError) throw new ComposeError(`failed to parse ${path}: ${error.message}`);
        throw error;
      }
      if (next.done === true) return;
      const { value, reset, override } = next.value;
      if (value === null) continue;
      if (!isDict(value)) throw new ComposeError('top-level object must be a mapping');
      yield {
        value: this.options.interpolate
          ? (interpolate(value, (n) => environment.get(n), { missing: (n) => warn(unset(n)), warn }) as Dict)
          : value,
        reset,
        override,
      };
    }
  }

  /** A project's files, merged, in long form. `seen` are the files that include one another. @throws ComposeError */
  load(files: readonly Source[], base: Base, environment: ReadonlyMap<string, string>, seen: readonly string[]): Dict {
    let out: Dict = emptyMap();
    for (const file of files) {
      for (const { value, reset, override } of this.documents(file, environment)) {
        const own = { ...value };
        if (own['services'] !== undefined)
          own['services'] = this.withExtends(own['services'], [...reset, ...override], file.path, base, environment);
        for (const r of [...reset, ...override]) remove(out, r.split('.'));
        this.include(own, base, environment, [...seen, file.path]);
        out = unique(mergeProjects(out, own));
        validate(out, file.path);
        if (out['version'] !== undefined) {
          this.options.warn(
            `${file.path}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`,
          );
          delete out['version'];
        }
        out = unique(longDocument(out, !this.options.interpolate, this.options.warn));
      }
    }
    checkDocument(out);
    const services = dictOf(out['services']);
    for (const [name, s] of Object.entries(services))
      if (isDict(s)) services[name] = resolved(withPaths(s, base), environment);
    for (const kind of ['secrets', 'configs'])
      for (const r of Object.values(dictOf(out[kind])))
        if (isDict(r) && typeof r['file'] === 'string') r['file'] = absolutePath(r['file'], base);
    return out;
  }

  /** Takes what `include` names into a document. */
  private include(into: Dict, base: Base, environment: ReadonlyMap<string, string>, seen: readonly string[]): void {
    const list = into['include'];
    delete into['include'];
    if (list === undefined || list === null) return;
    if (!Array.isArray(list)) throw new ComposeError(`\`include\` must be a list, got ${textOf(list) ?? 'map[]'}`);
    for (const item of list) {
      const d = isDict(item) ? item : { path: item };
      const paths = textsOf(d['path'] ?? null).map((x) => absolutePath(x, base));
      for (const path of paths)
        if (seen.includes(path))
          throw new ComposeError(
            `include cycle detected:\n${seen[0]}\n include ${[...seen.slice(1), path].join('\n include ')}`,
          );
      const texts = paths.map((path) => ({ path, text: readFile(this.p, path) }));
      const dir =
        d['project_directory'] === undefined
          ? dirname(paths[0] ?? base.dir)
          : absolutePath(textOf(d['project_directory'])!, base);
      const named = textsOf(d['env_file'] ?? null).map((x) => absolutePath(x, base));
      for (const f of named) if (!this.p.fs.exists(f)) throw new ComposeError(`stat ${f}: no such file or directory`);
      const dotenv = `${dir}/.env`;
      const files = named.length > 0 ? named : this.p.fs.exists(dotenv) ? [dotenv] : [];
      const part = this.load(
        texts,
        { ...base, dir },
        environmentOf(this.p, files, environment, this.options.warn),
        seen,
      );
      for (const kind of ['services', 'volumes', 'networks', 'secrets', 'configs', 'models']) {
        if (!isDict(part[kind])) continue;
        const target = mapOver(dictOf(into[kind]));
        for (const [k, v] of Object.entries(part[kind])) {
          if (k in target && JSON.stringify(target[k]) !== JSON.stringify(v))
            throw new ComposeError(`${kind}.${k} conflicts with imported resource`);
          target[k] = v;
        }
        into[kind] = target;
      }
    }
  }

  /** All services of a document with what they extend below them. */
  private withExtends(
    services: Value,
    cleared: readonly string[],
    file: string,
    base: Base,
    environment: ReadonlyMap<string, string>,
  ): Dict {
    if (!isDict(services)) throw new ComposeError('services must be a mapping');
    const out = mapOver(services);
    for (const name of Object.keys(out)) out[name] = this.extended(name, out, cleared, file, base, environment, []);
    return out;
  }

  private extended(
    name: string,
    services: Dict,
    cleared: readonly string[],
    file: string,
    base: Base,
    environment: ReadonlyMap<string, string>,
    chain: readonly { name: string; file: string }[],
  ): Value {
    const own = services[name]!;
    if (own === null) return null;
    if (!isDict(own)) throw new ComposeError(`services.${name} must be a mapping`);
    const ext = own['extends'];
    if (ext === undefined || ext === null) return own;
    const loop = chain.findIndex((c) => c.name === name && c.file === file);
    if (loop >= 0) {
      const [first, ...rest] = [...chain.slice(loop), { name, file }];
      throw new ComposeError(
        `Circular reference:\n  ${first!.name} in ${first!.file}${rest.map((c) => `\n  extends ${c.name} in ${c.file}`).join('')}`,
      );
    }
    const target = isDict(ext) ? ext['service'] : ext;
    if (typeof target !== 'string') throw new ComposeError(`extends.${name}.service is required`);
    const otherFile = isDict(ext) ? textOf(ext['file']) : undefined;
    const fail = (where = ''): ComposeError =>
      new ComposeError(
        `cannot extend service ${JSON.stringify(name)} in ${file}: service ${JSON.stringify(target)} not found${where}`,
      );
    const next = [...chain, { name, file }];
    let below: Value;
    if (otherFile === undefined) {
      if (!(target in services)) throw fail();
      below = this.extended(target, services, cleared, file, base, environment, next);
    } else {
      const path = absolutePath(otherFile, base);
      const there = { ...base, dir: dirname(path) };
      const others = this.otherServices({ path, text: readFile(this.p, path) }, there, environment, name);
      if (!(target in others)) throw fail(` in ${otherFile}`);
      below = this.extended(target, others, [], path, there, environment, next);
    }
    const plain: Dict = { ...own };
    delete plain['extends'];
    if (!isDict(below)) return plain;
    const source = mapOver(below);
    for (const r of cleared)
      if (r.startsWith(`services.${name}.`)) remove(source, r.slice(`services.${name}.`.length).split('.'));
    const both = mergeServices(source, plain);
    services[name] = both;
    return both;
  }

  /** The services of a file that one extends, in long form. */
  private otherServices(source: Source, base: Base, environment: ReadonlyMap<string, string>, name: string): Dict {
    let out: Dict = emptyMap();
    for (const { value, reset, override } of this.documents(source, environment)) {
      for (const r of [...reset, ...override]) remove(out, r.split('.'));
      out = unique(longDocument(unique(mergeProjects(out, value)), !this.options.interpolate, this.options.warn));
    }
    const { services } = out;
    if (services === undefined)
      throw new ComposeError(`cannot extend service ${JSON.stringify(name)} in ${source.path}: no services section`);
    if (!isDict(services))
      throw new ComposeError(
        `cannot extend service ${JSON.stringify(name)} in ${source.path}: services must be a mapping`,
      );
    return mapFrom(Object.entries(services).map(([k, s]): [string, Value] => [k, isDict(s) ? withPaths(s, base) : s]));
  }
}

/** A service whose listed names of variables have the values of the environment, where it has them. */
function resolved(s: Dict, environment: ReadonlyMap<string, string>): Dict {
  const list = s['environment'];
  if (!Array.isArray(list)) return s;
  return {
    ...s,
    environment: list.map((x) => (typeof x === 'string' && environment.has(x) ? `${x}=${environment.get(x)}` : x)),
  };
}

/** Takes the value at a path away. */
function remove(d: Dict, path: readonly string[]): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) delete d[head];
  else if (isDict(d[head])) remove(d[head], rest);
}

/** Defaults that follow from the rest: the default network, the Dockerfile, dependencies of links. */
function normalize(model: Dict, name: string, environment: ReadonlyMap<string, string>): void {
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
function resolveEnvironment(
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

/**
 * Loads a project.
 * @throws ComposeError with Compose's text
 */
export function loadProject(p: Process, o: LoadOptions): Project {
  const shell = new Map(p.env);
  const given =
    o.files.length > 0
      ? o.files
      : (shell.get('COMPOSE_FILE') ?? '').split(shell.get('COMPOSE_PATH_SEPARATOR') ?? ':').filter((x) => x !== '');
  const files =
    given.length > 0
      ? given.map((f) => (f === '-' ? '-' : p.abs(f)))
      : findFiles(p, o.projectDirectory === '' ? p.cwd : p.abs(o.projectDirectory), o.warn);
  const dir =
    o.projectDirectory !== '' ? clean(p.abs(o.projectDirectory)) : files[0] === '-' ? p.cwd : dirname(files[0]!);
  for (const f of o.envFiles) if (!p.fs.exists(f)) throw new ComposeError(`couldn't find env file: ${p.abs(f)}`);
  const dotenv = `${dir === '/' ? '' : dir}/.env`;
  const envFiles =
    o.envFiles.length > 0 ? o.envFiles.map((f) => p.abs(f)) : p.fs.tryStat(dotenv)?.kind === 'file' ? [dotenv] : [];
  const told: string[] = [];
  const environment = environmentOf(p, envFiles, shell, (t) => told.push(t));
  for (let i = 0; i < READINGS; i++) for (const t of told) o.warn(t);
  const texts = files.map((path) => ({ path, text: path === '-' ? o.stdin : readFile(p, path) }));
  const home = p.getenv('HOME') ?? '/root';
  // the name may be used by the files themselves
  const asked = o.name !== '' ? o.name : (environment.get('COMPOSE_PROJECT_NAME') ?? '');
  if (o.name === '') for (const { text } of texts) checkFirstDocument(text);
  if (asked !== '') checkName(asked);
  const name = asked !== '' ? asked : nameIn(texts, environment, o.interpolate) || normalizeName(basename(dir));
  environment.set('COMPOSE_PROJECT_NAME', name);
  const base = { dir, home };
  const model = new Loader(p, o).load(texts, base, environment, []);
  if (Object.keys(model).length === 0) throw new ComposeError('empty compose file');
  if (name === '') throw new ComposeError('project name must not be empty');
  const services = emptyMap<Dict>();
  for (const [k, s] of Object.entries(dictOf(model['services'])))
    services[k] = canonicalService(k, dictOf(s), base, !o.interpolate);
  model['services'] = services;
  for (const kind of RESOURCES)
    if (isDict(model[kind]))
      model[kind] = mapFrom(
        Object.entries(model[kind]).map(([k, v]): [string, Value] => [
          k,
          canonicalResource(kind, v, base, !o.interpolate),
        ]),
      );
  if (o.normalize) normalize(model, name, environment);
  const wanted = new Set([
    ...o.profiles,
    ...(environment.get('COMPOSE_PROFILES') ?? '').split(',').filter((x) => x !== ''),
  ]);
  const active = (s: Dict): boolean => {
    const profiles = textsOf(s['profiles'] ?? null);
    return profiles.length === 0 || wanted.has('*') || profiles.some((x) => wanted.has(x));
  };
  const pick = (test: (s: Dict) => boolean): Record<string, Dict> =>
    mapFrom(Object.entries(services).filter(([, s]) => test(s)));
  const resource = (kind: string): Record<string, Dict> => dictOf(model[kind]) as Record<string, Dict>;
  const project: Project = {
    name,
    dir,
    files,
    envFiles: o.envFiles.length > 0 ? envFiles : [],
    services: pick(active),
    disabled: pick((s) => !active(s)),
    networks: resource('networks'),
    volumes: resource('volumes'),
    secrets: resource('secrets'),
    configs: resource('configs'),
    models: resource('models'),
    extensions: mapFrom(Object.entries(model).filter(([k]) => k.startsWith('x-'))),
    environment,
    separator: o.separator,
  };
  if (o.consistency) checkProject(project);
  if (o.resolveEnvironment) resolveEnvironment(p, services, environment, o.warn);
  return project;
}

/** `name:` at the top of the files, the last one that has it, as a project may be called. */
function nameIn(files: readonly Source[], environment: ReadonlyMap<string, string>, interpolated: boolean): string {
  let name = '';
  for (const { text } of files) {
    try {
      for (const d of readDocuments(text)) {
        const value = isDict(d.value) ? textOf(d.value['name']) : undefined;
        if (value !== undefined && value !== '') name = value;
      }
    } catch (error) {
      // it is told when the file is read for the rest
      if (!(error instanceof YamlError || error instanceof ComposeError)) throw error;
    }
  }
  return normalizeName(
    interpolated ? String(interpolate(name, (n) => environment.get(n), { missing: () => {} }, ['name'])) : name,
  );
}
