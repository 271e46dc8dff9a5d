// From files to a project: extends, include, overrides, and the checks of the whole.

import type { Process } from '../kernel/process.ts';
import { basename, clean, dirname } from '../fs/path.ts';
import { canonicalResource, canonicalService } from './canonical.ts';
import { checkDocument, checkProject } from './check.ts';
import { parseDotenv } from './dotenv.ts';
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
  mapFrom,
  mapOver,
  textOf,
  textsOf,
  type Value,
} from './value.ts';
import { checkFirstDocument, type Parsed, readDocuments } from './yaml-read.ts';
import { YamlError } from './yaml-scalars.ts';
import { normalize, remove, resolved, resolveEnvironment, RESOURCES, unset } from './normalize.ts';
import { findFiles, type LoadOptions, readFile } from './project-files.ts';

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
