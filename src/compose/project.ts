// A project: its services, networks and volumes in long form, its name, and the order that dependencies give.

import { ComposeError, type Dict, dictOf, emptyMap, mapFrom, mapOver, textOf } from './value.ts';

export interface Project {
  readonly name: string;
  /** Folder that relative paths begin at. */
  readonly dir: string;
  readonly files: readonly string[];
  /** Files that the variables came from, if any. */
  readonly envFiles: readonly string[];
  /** Services that are active, by name. */
  readonly services: Readonly<Record<string, Dict>>;
  /** Services whose profiles are not. */
  readonly disabled: Readonly<Record<string, Dict>>;
  readonly networks: Readonly<Record<string, Dict>>;
  readonly volumes: Readonly<Record<string, Dict>>;
  readonly secrets: Readonly<Record<string, Dict>>;
  readonly configs: Readonly<Record<string, Dict>>;
  readonly models: Readonly<Record<string, Dict>>;
  readonly extensions: Dict;
  /** Between the parts of names: `-`, or `_` as in the first Compose. */
  readonly separator: string;
  /** Values of the variables: of the shell, then of .env. */
  readonly environment: ReadonlyMap<string, string>;
}

export interface Dependency {
  readonly condition: string;
  readonly required: boolean;
  readonly restart: boolean;
}

/** What a service depends on. */
export function dependenciesOf(service: Dict): [string, Dependency][] {
  return Object.entries(dictOf(service['depends_on'])).map(([name, v]) => {
    const d = dictOf(v);
    return [
      name,
      {
        condition: textOf(d['condition']) ?? 'service_started',
        required: d['required'] !== false,
        restart: d['restart'] === true,
      },
    ];
  });
}

/** A folder's or user's name as the name of a project. */
export function normalizeName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[_-]+/, '');
}

/** @throws ComposeError when a name is none for a project */
export function checkName(name: string): void {
  if (/^[a-z0-9][-_a-z0-9]*$/.test(name)) return;
  throw new ComposeError(
    `invalid project name ${JSON.stringify(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
  );
}

/**
 * Services in layers: each depends only on those before it. Inside a layer by name.
 * @throws ComposeError for a cycle
 */
export function inOrder(services: Readonly<Record<string, Dict>>): string[] {
  const out: string[] = [];
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (name: string): void => {
    if (done.has(name)) return;
    if (open.includes(name))
      throw new ComposeError(`dependency cycle detected: ${[...open.slice(open.indexOf(name)), name].join(' -> ')}`);
    open.push(name);
    for (const [d] of dependenciesOf(services[name]!).sort(([a], [b]) => (a < b ? -1 : 1)))
      if (services[d] !== undefined) visit(d);
    open.pop();
    done.add(name);
    out.push(name);
  };
  for (const name of Object.keys(services).sort()) visit(name);
  return out;
}

/**
 * The project with only some services, and what they need.
 * @param withDependencies false: only these
 * @throws ComposeError for a name that is no service
 */
export function select(project: Project, names: readonly string[], withDependencies = true): Project {
  if (names.length === 0) return project;
  const all = mapOver(project.disabled, project.services);
  const chosen = emptyMap<Dict>();
  const add = (name: string, required: boolean): void => {
    if (chosen[name] !== undefined) return;
    const s = all[name];
    if (s === undefined) {
      if (required) throw new ComposeError(`no such service: ${name}`);
      return;
    }
    chosen[name] = s;
    if (withDependencies) for (const [d, { required: r }] of dependenciesOf(s)) add(d, r);
  };
  for (const n of names) add(n, true);
  const rest = mapFrom(Object.entries(all).filter(([n]) => chosen[n] === undefined));
  return { ...project, services: chosen, disabled: rest };
}

/** How many containers a service has. */
export function scaleOf(service: Dict): number {
  const replicas = dictOf(service['deploy'])['replicas'];
  return typeof service['scale'] === 'number' ? service['scale'] : typeof replicas === 'number' ? replicas : 1;
}

/** The image of a service: its own, or the one that its build gets. */
export function imageOf(project: Project, name: string): string {
  return (
    textOf(project.services[name]?.['image'] ?? project.disabled[name]?.['image']) ??
    `${project.name}${project.separator}${name}`
  );
}

/** Networks, volumes and the like that some service uses, by their keys. */
export function usedResources(project: Project): {
  networks: Set<string>;
  volumes: Set<string>;
  secrets: Set<string>;
  configs: Set<string>;
} {
  const out = {
    networks: new Set<string>(),
    volumes: new Set<string>(),
    secrets: new Set<string>(),
    configs: new Set<string>(),
  };
  for (const s of Object.values(project.services)) {
    for (const n of Object.keys(dictOf(s['networks']))) out.networks.add(n);
    for (const v of Array.isArray(s['volumes']) ? s['volumes'] : []) {
      const { type, source } = dictOf(v);
      if (type === 'volume' && typeof source === 'string') out.volumes.add(source);
    }
    for (const kind of ['secrets', 'configs'] as const) {
      for (const g of [
        ...(Array.isArray(s[kind]) ? s[kind] : []),
        ...(kind === 'secrets' && Array.isArray(dictOf(s['build'])['secrets'])
          ? (dictOf(s['build'])['secrets'] as unknown as Dict[])
          : []),
      ]) {
        const source = textOf(dictOf(g)['source']);
        if (source !== undefined) out[kind].add(source);
      }
    }
  }
  return out;
}
