// What is there of a project: its containers, and a project read back from their labels when no file is at hand.

import type { DockerApi } from '../api/operations.ts';
import type { ContainerSummary } from '../api/types/container.ts';
import type { Task } from '../kernel/block.ts';
import { LABEL, ofProject } from './labels.ts';
import type { Project } from './project.ts';
import { ComposeError, type Dict, emptyMap, mapFrom } from './value.ts';

/** A container that Compose made. */
export interface Seen {
  readonly id: string;
  /** Its name without the slash. */
  readonly name: string;
  readonly service: string;
  readonly number: number;
  readonly oneoff: boolean;
  readonly state: string;
  readonly summary: ContainerSummary;
}

export type OneOffs = 'include' | 'exclude' | 'only';

function seen(summary: ContainerSummary): Seen {
  const { Labels: l } = summary;
  const names = summary.Names.map((n) => n.slice(1));
  return {
    id: summary.Id,
    name: names.find((n) => !n.includes('/')) ?? names[0] ?? summary.Id,
    service: l[LABEL.service] ?? '',
    number: Number(l[LABEL.number] ?? '0'),
    oneoff: l[LABEL.oneoff] === 'True',
    state: summary.State,
    summary,
  };
}

/**
 * Containers of a project, newest first.
 * @param all also those that do not run
 */
export function* containersOf(
  api: DockerApi,
  project: string,
  o: { all: boolean; oneoffs?: OneOffs; services?: readonly string[] },
): Task<Seen[]> {
  const list = yield* api.ContainerList({ all: o.all, limit: 0, size: false, filters: { ...ofProject(project) } });
  const oneoffs = o.oneoffs ?? 'exclude';
  return list
    .map(seen)
    .filter(
      (c) =>
        (oneoffs === 'include' || c.oneoff === (oneoffs === 'only')) &&
        (o.services === undefined || o.services.length === 0 || o.services.includes(c.service)),
    );
}

/** Containers that nobody claims: one-off ones that have ended, and those of services that the project does not have (any more). */
export function orphansOf(list: readonly Seen[], project: Project): Seen[] {
  return list.filter((c) =>
    c.oneoff
      ? c.state === 'exited' || c.state === 'dead'
      : project.services[c.service] === undefined && project.disabled[c.service] === undefined,
  );
}

/** A container's name as logs and `ps` show it inside a project. */
export function shortName(c: Seen, project: string): string {
  return c.name.startsWith(`${project}-`) || c.name.startsWith(`${project}_`)
    ? c.name.slice(project.length + 1)
    : c.name;
}

/** The running container of a service, the first or that with a number. @throws ComposeError */
export function* theContainer(
  api: DockerApi,
  project: string,
  service: string,
  index: number,
  all = false,
): Task<Seen> {
  const list = (yield* containersOf(api, project, {
    all,
    oneoffs: index > 0 ? 'exclude' : 'include',
    services: [service],
  })).sort((a, b) => Number(a.oneoff) - Number(b.oneoff) || a.number - b.number);
  const found = index > 0 ? list.find((c) => c.number === index) : list[0];
  if (found === undefined)
    throw new ComposeError(
      index > 0
        ? `service ${JSON.stringify(service)} is not running container #${index}`
        : `service ${JSON.stringify(service)} is not running`,
    );
  return found;
}

/** A project read off the labels of what is there. */
export function* projectFromLabels(api: DockerApi, name: string, containers: readonly Seen[]): Task<Project> {
  const services = emptyMap<Dict>();
  for (const c of containers) {
    if (c.service === '') continue;
    const depends = emptyMap();
    for (const d of (c.summary.Labels[LABEL.dependsOn] ?? '').split(',').filter((x) => x !== '')) {
      const [on = '', condition = 'service_started', restart = 'false'] = d.split(':');
      depends[on] = { condition, restart: restart === 'true', required: true };
    }
    services[c.service] = { image: c.summary.Image, depends_on: depends };
  }
  for (const s of Object.values(services))
    s['depends_on'] = mapFrom(Object.entries(s['depends_on'] as Dict).filter(([d]) => services[d] !== undefined));
  const networks = emptyMap<Dict>();
  for (const n of yield* api.NetworkList(ofProject(name)))
    networks[n.Labels[LABEL.network] ?? n.Name] = { name: n.Name };
  const volumes = emptyMap<Dict>();
  for (const v of yield* api.VolumeList(ofProject(name)))
    volumes[v.Labels?.[LABEL.volume] ?? v.Name] = { name: v.Name };
  return {
    name,
    dir: '',
    files: [],
    envFiles: [],
    services,
    disabled: {},
    networks,
    volumes,
    secrets: {},
    configs: {},
    models: {},
    extensions: {},
    separator: '-',
    environment: new Map(),
  };
}
