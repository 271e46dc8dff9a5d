// From files to a project: reading, variables, extends, include, overrides, defaults, and the values of the environment.

import type { Process } from '../kernel/process.ts';
import { basename, clean, dirname } from '../fs/path.ts';
import { type Base, absolutePath, canonicalResource, canonicalService } from './canonical.ts';
import { checkProject } from './check.ts';
import { parseDotenv, parseRawEnv } from './dotenv.ts';
import { interpolate } from './interpolate.ts';
import { mergeProjects, mergeServices } from './merge.ts';
import { checkName, normalizeName, type Project } from './project.ts';
import { validate } from './schema.ts';
import { ComposeError, type Dict, dictOf, isDict, listOf, textOf, textsOf, type Value } from './value.ts';
import { parseYaml } from './yaml.ts';

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
const OVERRIDE_FILES = ['compose.override.yml', 'compose.override.yaml', 'docker-compose.override.yml', 'docker-compose.override.yaml'];
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
    const found = DEFAULT_FILES.filter((f) => p.fs.tryStat(`${dir === '/' ? '' : dir}/${f}`)?.kind === 'file').map((f) => `${dir === '/' ? '' : dir}/${f}`);
    if (found.length > 0) {
      if (found.length > 1) {
        warn(`Found multiple config files with supported names: ${found.join(', ')}`);
        warn(`Using ${found[0]}`);
      }
      const overrides = OVERRIDE_FILES.map((f) => `${dir === '/' ? '' : dir}/${f}`).filter((f) => p.fs.tryStat(f)?.kind === 'file');
      if (overrides.length > 1) {
        warn(`Found multiple override files with supported names: ${overrides.join(', ')}`);
        warn(`Using ${overrides[0]}`);
      }
      return [found[0]!, ...overrides.slice(0, 1)];
    }
    if (dir === '/') throw new ComposeError('no configuration file provided: not found');
  }
}

/** Variables of files, over which those of the shell stand. @throws ComposeError */
function environmentOf(p: Process, files: readonly string[], over: ReadonlyMap<string, string>): Map<string, string> {
  const out = new Map<string, string>();
  for (const f of files) {
    try {
      for (const [k, v] of parseDotenv(readFile(p, f), (n) => over.get(n) ?? out.get(n))) out.set(k, v);
    } catch (error) {
      if (error instanceof ComposeError && error.message.startsWith('line ')) throw new ComposeError(`failed to read ${f}: ${error.message}`);
      throw error;
    }
  }
  for (const [k, v] of over) out.set(k, v);
  return out;
}

class Loader {
  constructor(
    private readonly p: Process,
    private readonly options: LoadOptions,
    private readonly home: string,
  ) {}
  private readonly missing = new Set<string>();

  /** A file's document with its variables in place, and where it resets or overrides. */
  private documents(path: string, text: string, environment: ReadonlyMap<string, string>): { value: Dict; reset: readonly string[]; override: readonly string[] }[] {
    const parsed = parseYaml(text);
    if (parsed.length === 0) throw new ComposeError('empty compose file');
    return parsed.map((d) => {
      if (d.value === null) throw new ComposeError('empty compose file');
      if (!isDict(d.value)) throw new ComposeError('top-level object must be a mapping');
      if (d.value['version'] !== undefined) this.options.warn(`${path}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`);
      const told = (name: string): void => {
        if (this.missing.has(name)) return;
        this.missing.add(name);
        this.options.warn(`The ${JSON.stringify(name)} variable is not set. Defaulting to a blank string.`);
      };
      const value = this.options.interpolate ? (interpolate(d.value, (n) => environment.get(n), told) as Dict) : d.value;
      return { value, reset: d.reset, override: d.override };
    });
  }

  /** A project's files, merged, in long form. `seen` are the files that include one another. */
  load(files: readonly { path: string; text: string }[], base: Base, environment: ReadonlyMap<string, string>, seen: readonly string[]): Dict {
    let out: Dict = {};
    for (const { path, text } of files) {
      for (const { value, reset, override } of this.documents(path, text, environment)) {
        const imported = this.included(value, path, base, environment, [...seen, path]);
        for (const r of reset) remove(value, r.split('.'));
        for (const o of override) remove(out, o.split('.'));
        for (const r of reset) remove(out, r.split('.'));
        validate(value, path);
        const own: Dict = { ...value };
        delete own['include'];
        delete own['version'];
        const services: Dict = {};
        for (const [name, s] of Object.entries(dictOf(value['services']))) services[name] = this.extended(name, dictOf(s), dictOf(value['services']), dictOf(out['services']), path, base, environment, []);
        if (value['services'] !== undefined) own['services'] = services;
        for (const kind of RESOURCES) if (isDict(value[kind])) own[kind] = Object.fromEntries(Object.entries(value[kind]).map(([k, v]) => [k, canonicalResource(kind, v, base)]));
        for (const kind of ['services', ...RESOURCES]) {
          for (const k of Object.keys(dictOf(imported[kind]))) if (Object.hasOwn(dictOf(own[kind]), k) && JSON.stringify(dictOf(own[kind])[k]) !== JSON.stringify(dictOf(imported[kind])[k])) throw new ComposeError(`${kind}.${k} conflicts with imported resource`);
        }
        out = mergeProjects(mergeProjects(out, imported), own);
      }
    }
    return out;
  }

  /** What `include` brings in. */
  private included(value: Dict, from: string, base: Base, environment: ReadonlyMap<string, string>, seen: readonly string[]): Dict {
    let out: Dict = {};
    for (const item of listOf(value['include'])) {
      const d = isDict(item) ? item : { path: item };
      const paths = textsOf(d['path'] ?? null).map((x) => absolutePath(x, base));
      for (const path of paths) if (seen.includes(path)) throw new ComposeError(`include cycle detected:\n${from}\n include ${path}`);
      const texts = paths.map((path) => ({ path, text: readFile(this.p, path) }));
      const dir = d['project_directory'] === undefined ? dirname(paths[0] ?? base.dir) : absolutePath(textOf(d['project_directory'])!, base);
      const named = textsOf(d['env_file'] ?? null).map((x) => absolutePath(x, base));
      for (const f of named) if (!this.p.fs.exists(f)) throw new ComposeError(`stat ${f}: no such file or directory`);
      const dotenv = `${dir}/.env`;
      const files = named.length > 0 ? named : this.p.fs.exists(dotenv) ? [dotenv] : [];
      const part = this.load(texts, { ...base, dir }, environmentOf(this.p, files, environment), seen);
      for (const kind of ['services', ...RESOURCES]) {
        for (const k of Object.keys(dictOf(part[kind]))) if (Object.hasOwn(dictOf(out[kind]), k) && JSON.stringify(dictOf(out[kind])[k]) !== JSON.stringify(dictOf(part[kind])[k])) throw new ComposeError(`${kind}.${k} conflicts with imported resource`);
      }
      delete part['name'];
      out = mergeProjects(out, part);
    }
    return out;
  }

  /** A service in long form, with what it extends below it. */
  private extended(name: string, own: Dict, here: Dict, before: Dict, file: string, base: Base, environment: ReadonlyMap<string, string>, chain: readonly { name: string; file: string }[]): Dict {
    const loop = chain.findIndex((c) => c.name === name && c.file === file);
    if (loop >= 0) {
      const [first, ...rest] = [...chain.slice(loop), { name, file }];
      throw new ComposeError(`Circular reference:\n  ${first!.name} in ${first!.file}${rest.map((c) => `\n  extends ${c.name} in ${c.file}`).join('')}`);
    }
    const ext = own['extends'];
    const plain: Dict = { ...own };
    delete plain['extends'];
    const canonical = canonicalService(name, plain, base);
    if (ext === undefined || ext === null) return canonical;
    const target = isDict(ext) ? (textOf(ext['service']) ?? '') : (textOf(ext) ?? '');
    const otherFile = isDict(ext) ? textOf(ext['file']) : undefined;
    const fail = (where: string): ComposeError => new ComposeError(`cannot extend service ${JSON.stringify(name)} in ${file}: service ${JSON.stringify(target)} not found${where}`);
    const next = [...chain, { name, file }];
    if (otherFile === undefined) {
      const sibling = here[target];
      if (isDict(sibling)) return mergeServices(this.extended(target, sibling, here, before, file, base, environment, next), canonical);
      const done = before[target];
      if (isDict(done)) return mergeServices(done, canonical);
      throw fail(` in ${file}`);
    }
    const path = absolutePath(otherFile, base);
    const [doc] = this.documents(path, readFile(this.p, path), environment);
    validate(doc!.value, path);
    const services = dictOf(doc!.value['services']);
    const other = services[target];
    if (!isDict(other)) throw fail(` in ${otherFile}`);
    return mergeServices(this.extended(target, other, services, {}, path, { ...base, dir: dirname(path) }, environment, next), canonical);
  }
}

/** Takes the value at a path away. */
function remove(d: Dict, path: readonly string[]): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) delete d[head];
  else if (isDict(d[head])) remove(d[head], rest);
}

/** Defaults that follow from the rest: the default network, the Dockerfile, dependencies of links. */
function normalize(model: Dict, name: string): void {
  const services = dictOf(model['services']);
  let usesDefault = false;
  for (const [key, v] of Object.entries(services)) {
    const s = dictOf(v);
    if (s['network_mode'] === undefined && s['networks'] === undefined && s['provider'] === undefined) s['networks'] = { default: null };
    if (isDict(s['networks']) && Object.hasOwn(s['networks'], 'default')) usesDefault = true;
    if (isDict(s['build']) && s['build']['dockerfile'] === undefined && s['build']['dockerfile_inline'] === undefined) s['build'] = { ...s['build'], dockerfile: 'Dockerfile' };
    const implied: [string, boolean][] = textsOf(s['links'] ?? null).map((l) => [l.split(':')[0]!, true]);
    for (const k of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
      const mode = textOf(s[k]);
      if (mode?.startsWith('service:')) implied.push([mode.slice(8), true]);
    }
    for (const from of textsOf(s['volumes_from'] ?? null)) if (!from.startsWith('container:')) implied.push([from.split(':')[0]!, false]);
    for (const [d, restart] of implied) {
      const known = dictOf(s['depends_on']);
      if (!Object.hasOwn(known, d) && d !== key) s['depends_on'] = { ...known, [d]: { condition: 'service_started', ...(restart ? { restart } : {}), required: true } };
    }
    if (s['pull_policy'] === 'if_not_present') s['pull_policy'] = 'missing';
    services[key] = s;
  }
  const networks = dictOf(model['networks']);
  if (usesDefault && networks['default'] === undefined) networks['default'] = {};
  model['networks'] = networks;
  for (const kind of RESOURCES) {
    for (const [k, v] of Object.entries(dictOf(model[kind]))) {
      const r = dictOf(v);
      if (r['name'] === undefined) r['name'] = r['external'] === true ? k : `${name}_${k}`;
    }
  }
}

/** The environment of services: their files, then their own, then what the shell gives. @throws ComposeError */
function resolveEnvironment(p: Process, services: Readonly<Record<string, Dict>>, environment: ReadonlyMap<string, string>): void {
  for (const s of Object.values(services)) {
    const values: Record<string, string | null> = {};
    for (const f of listOf(s['env_file'] ?? null)) {
      const { path, required, format } = dictOf(f);
      const file = String(path);
      if (!p.fs.exists(file)) {
        if (required === false) continue;
        throw new ComposeError(`env file ${file} not found: stat ${file}: no such file or directory`);
      }
      try {
        for (const [k, v] of (format === 'raw' ? parseRawEnv : parseDotenv)(p.fs.readText(file), (n) => environment.get(n))) values[k] = v;
      } catch (error) {
        if (error instanceof ComposeError) throw new ComposeError(`failed to read ${file}: ${error.message}`);
        throw error;
      }
    }
    for (const [k, v] of Object.entries(dictOf(s['environment']))) values[k] = v === null ? (environment.get(k) ?? null) : String(v);
    delete s['env_file'];
    if (Object.keys(values).length > 0) s['environment'] = values;
  }
}

/**
 * Loads a project.
 * @throws ComposeError with Compose's text
 */
export function loadProject(p: Process, o: LoadOptions): Project {
  const shell = new Map(p.env);
  const given = o.files.length > 0 ? o.files : (shell.get('COMPOSE_FILE') ?? '').split(shell.get('COMPOSE_PATH_SEPARATOR') ?? ':').filter((x) => x !== '');
  const files = given.length > 0 ? given.map((f) => (f === '-' ? '-' : p.abs(f))) : findFiles(p, o.projectDirectory === '' ? p.cwd : p.abs(o.projectDirectory), o.warn);
  const dir = o.projectDirectory !== '' ? clean(p.abs(o.projectDirectory)) : files[0] === '-' ? p.cwd : dirname(files[0]!);
  for (const f of o.envFiles) if (!p.fs.exists(f)) throw new ComposeError(`couldn't find env file: ${p.abs(f)}`);
  const dotenv = `${dir === '/' ? '' : dir}/.env`;
  const envFiles = o.envFiles.length > 0 ? o.envFiles.map((f) => p.abs(f)) : p.fs.tryStat(dotenv)?.kind === 'file' ? [dotenv] : [];
  const environment = environmentOf(p, envFiles, shell);
  const texts = files.map((path) => ({ path, text: path === '-' ? o.stdin : readFile(p, path) }));
  const home = p.getenv('HOME') ?? '/root';
  // the name may be used by the files themselves
  const early = o.name !== '' ? o.name : (environment.get('COMPOSE_PROJECT_NAME') ?? '') || nameIn(texts, environment) || normalizeName(basename(dir));
  environment.set('COMPOSE_PROJECT_NAME', early);
  const model = new Loader(p, o, home).load(texts, { dir, home }, environment, []);
  const name = early;
  if (name === '') throw new ComposeError('project name must not be empty');
  checkName(name);
  if (o.normalize) normalize(model, name);
  const services = dictOf(model['services']) as Record<string, Dict>;
  const wanted = new Set([...o.profiles, ...(environment.get('COMPOSE_PROFILES') ?? '').split(',').filter((x) => x !== '')]);
  const active = (s: Dict): boolean => {
    const profiles = textsOf(s['profiles'] ?? null);
    return profiles.length === 0 || wanted.has('*') || profiles.some((x) => wanted.has(x));
  };
  const pick = (test: (s: Dict) => boolean): Record<string, Dict> => Object.fromEntries(Object.entries(services).filter(([, s]) => test(s)));
  const resource = (kind: string): Record<string, Dict> => dictOf(model[kind]) as Record<string, Dict>;
  const project: Project = {
    name, dir, files, envFiles: o.envFiles.length > 0 ? envFiles : [], services: pick(active), disabled: pick((s) => !active(s)), networks: resource('networks'), volumes: resource('volumes'), secrets: resource('secrets'), configs: resource('configs'), models: resource('models'),
    extensions: Object.fromEntries(Object.entries(model).filter(([k]) => k.startsWith('x-'))), environment, separator: o.separator,
  };
  if (o.resolveEnvironment) resolveEnvironment(p, services, environment);
  if (o.consistency) checkProject(project);
  return project;
}

/** `name:` at the top of the files, the last one that has it. */
function nameIn(files: readonly { path: string; text: string }[], environment: ReadonlyMap<string, string>): string {
  let name = '';
  for (const { text } of files) {
    for (const d of parseYaml(text)) {
      const value: Value | undefined = isDict(d.value) ? d.value['name'] : undefined;
      if (typeof value === 'string') name = String(interpolate(value, (n) => environment.get(n), () => {}, ['name']));
    }
  }
  return name;
}
