// Carrying out a plan: networks, volumes and images first, then containers made, made anew or taken away.

import { ApiError } from '../api/error.ts';
import { daemonText } from '../cli/cli.ts';
import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';
import { ensureImages, type EnsureOptions } from './images.ts';
import { containerName, LABEL } from './labels.ts';
import { containersOf, orphansOf, type Seen } from './observe.ts';
import { inDependencyOrder, parallel } from './parallel.ts';
import { planProject, type Recreate, type Step } from './plan.ts';
import { done, failed, type Progress, working } from './progress.ts';
import { dependenciesOf, type Project } from './project.ts';
import { createRequest, type RequestOptions } from './request.ts';
import { ensureNetworks, ensureVolumes } from './resources.ts';
import { checkSimulated } from './honest.ts';
import { putGrants } from './grants.ts';
import { runHooks } from './hooks.ts';
import type { Dict } from './value.ts';

export interface CreateOptions extends EnsureOptions {
  /** Services that were asked for; empty: all. */
  readonly services: readonly string[];
  readonly recreate: Recreate;
  readonly recreateDependencies: Recreate;
  /** Do anonymous volumes go over to a container made anew? */
  readonly inherit: boolean;
  readonly removeOrphans: boolean;
  readonly ignoreOrphans: boolean;
  /** Seconds until a container that is replaced is killed. */
  readonly timeout: number | undefined;
}

const containerEvent = (name: string): string => `Container ${name}`;

export function* stopContainer(
  c: Compose,
  w: Progress,
  s: Dict | undefined,
  x: Seen,
  timeout: number | undefined,
): Task {
  yield* w.event(working(containerEvent(x.name), 'Stopping'));
  if (s !== undefined && x.state === 'running') yield* runHooks(c, x.id, s, 'pre_stop');
  try {
    yield* c.api.ContainerStop(x.id, timeout === undefined ? {} : { timeout });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 404) throw error;
    yield* w.event(failed(containerEvent(x.name), 'Error while Stopping'));
    throw error;
  }
  yield* w.event(done(containerEvent(x.name), 'Stopped'));
}

/** Stops and removes a container; one that is gone already is no error. */
export function* removeContainer(
  c: Compose,
  w: Progress,
  s: Dict | undefined,
  x: Seen,
  timeout: number | undefined,
  volumes: boolean,
): Task {
  try {
    yield* stopContainer(c, w, s, x, timeout);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    yield* w.event(done(containerEvent(x.name), 'Removed'));
    return;
  }
  yield* w.event(working(containerEvent(x.name), 'Removing'));
  try {
    yield* c.api.ContainerRemove(x.id, { force: true, volumes, link: false });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status !== 404 && error.status !== 409) {
      yield* w.event(failed(containerEvent(x.name), 'Error while Removing'));
      throw error;
    }
  }
  yield* w.event(done(containerEvent(x.name), 'Removed'));
}

/** Paths that an image declares as volumes. */
function* imageVolumes(c: Compose, id: string | undefined): Task<string[]> {
  if (id === undefined) return [];
  return Object.keys((yield* c.api.ImageInspect(id)).Config.Volumes ?? {});
}

/** Makes one container of a service; the result is its id. @throws ApiError, ComposeError */
export function* makeContainer(
  c: Compose,
  project: Project,
  service: string,
  s: Dict,
  images: ReadonlyMap<string, string>,
  o: Partial<RequestOptions> & { name: string; number: number },
): Task<string> {
  const refers = ['network_mode', 'ipc', 'pid', 'volumes_from'].some((k) => s[k] !== undefined);
  const others = refers ? yield* containersOf(c.api, project.name, { all: true }) : [];
  const request = createRequest(
    c.p,
    project,
    service,
    s,
    {
      imageId: images.get(service) ?? '',
      oneoff: false,
      useAliases: true,
      attachStdin: false,
      autoRemove: false,
      inherit: undefined,
      extraLabels: {},
      containerOf: (name) => others.filter((x) => x.service === name).sort((a, b) => a.number - b.number)[0]?.id,
      ...o,
    },
    yield* imageVolumes(c, images.get(service)),
  );
  const made = yield* c.api.ContainerCreate(request);
  for (const warning of made.Warnings) yield* c.warn(warning);
  if (!c.dryRun) yield* putGrants(c, project, s, made.Id);
  return made.Id;
}

/** Containers of services that would have to be started anew when this one is replaced. */
function* stopDependents(c: Compose, project: Project, service: string, w: Progress): Task {
  for (const [name, s] of Object.entries(project.services)) {
    const own = dependenciesOf(s).find(([d]) => d === service)?.[1];
    if (own?.restart !== true) continue;
    for (const x of yield* containersOf(c.api, project.name, { all: true, services: [name] }))
      if (x.state === 'running') yield* stopContainer(c, w, s, x, undefined);
  }
}

function* carryOut(
  c: Compose,
  project: Project,
  service: string,
  step: Step,
  images: ReadonlyMap<string, string>,
  o: CreateOptions,
  w: Progress,
): Task {
  const s = project.services[service]!;
  switch (step.kind) {
    case 'running':
      yield* w.event(done(containerEvent(step.container.name), 'Running'));
      return;
    case 'remove':
      yield* removeContainer(c, w, s, step.container, o.timeout, false);
      return;
    case 'start':
      yield* w.event(working(containerEvent(step.container.name), 'Starting'));
      yield* c.api.ContainerStart(step.container.id);
      yield* w.event(done(containerEvent(step.container.name), 'Started'));
      return;
    case 'create': {
      yield* w.event(working(containerEvent(step.name), 'Creating'));
      try {
        yield* makeContainer(c, project, service, s, images, { name: step.name, number: step.number });
      } catch (error) {
        if (error instanceof ApiError) yield* w.event(failed(containerEvent(step.name), daemonText(error)));
        throw error;
      }
      yield* w.event(done(containerEvent(step.name), 'Created'));
      return;
    }
    case 'recreate': {
      const old = step.container;
      const name = containerName(project, service, s, old.number);
      yield* w.event(working(containerEvent(old.name), 'Recreate'));
      try {
        const temporary = `${old.id.slice(0, 12)}_${name}`;
        const id = yield* makeContainer(c, project, service, s, images, {
          name: temporary,
          number: old.number,
          inherit: o.inherit ? old : undefined,
          extraLabels: { [LABEL.replace]: old.id },
        });
        yield* c.api.ContainerStop(old.id, o.timeout === undefined ? {} : { timeout: o.timeout });
        yield* c.api.ContainerRemove(old.id, { force: false, volumes: false, link: false });
        yield* c.api.ContainerRename(id, name);
      } catch (error) {
        if (error instanceof ApiError) yield* w.event(failed(containerEvent(old.name), daemonText(error)));
        throw error;
      }
      yield* w.event(done(containerEvent(old.name), 'Recreated'));
    }
  }
}

/**
 * Makes everything of a project but starts nothing.
 * @throws ComposeError, ApiError
 */
export function* createProject(c: Compose, project: Project, o: CreateOptions, w: Progress): Task {
  checkSimulated(project);
  const images = yield* ensureImages(c, project, w, o);
  const networks = yield* ensureNetworks(c, project, w);
  yield* ensureVolumes(c, project, w);
  const seen = yield* containersOf(c.api, project.name, { all: true, oneoffs: 'include' });
  const orphans = orphansOf(seen, project);
  if (orphans.length > 0 && !o.ignoreOrphans) {
    if (o.removeOrphans)
      yield* parallel(
        c.p,
        orphans.map((x) => () => removeContainer(c, w, undefined, x, undefined, false)),
      );
    else
      yield* c.warn(
        `Found orphan containers ([${orphans.map((x) => x.name).join(' ')}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
      );
  }
  const asked = o.services.length > 0 ? o.services : Object.keys(project.services);
  const plan = new Map(
    planProject(project, seen, {
      recreate: o.recreate,
      recreateDependencies: o.recreateDependencies,
      asked,
      images,
      networks,
    }).map((x) => [x.service, x.steps]),
  );
  yield* inDependencyOrder(c.p, project.services, function* (service) {
    const steps = plan.get(service) ?? [];
    if (steps.some((x) => x.kind === 'recreate')) yield* stopDependents(c, project, service, w);
    yield* parallel(
      c.p,
      steps.map((step) => () => carryOut(c, project, service, step, images, o, w)),
    );
  });
}
