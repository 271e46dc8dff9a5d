// Images of a project: found, pulled or built before any container is made.

import { ApiError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import { familiar, parseReference, withDefaultTag } from '../api/reference.ts';
import { daemonText } from '../cli/cli.ts';
import type { Task } from '../kernel/block.ts';
import { buildServices } from './build.ts';
import type { Compose } from './context.ts';
import { imageId } from './imageid.ts';
import { parallel } from './parallel.ts';
import { done, type Progress } from './progress.ts';
import { imageOf, type Project } from './project.ts';
import { ComposeError, type Dict, textOf } from './value.ts';

/** Ids of the images of all services, those that are here. */
export function* localImages(api: DockerApi, project: Project): Task<Map<string, string>> {
  const out = new Map<string, string>();
  const known = new Map<string, string | undefined>();
  for (const service of Object.keys(project.services)) {
    const ref = imageOf(project, service);
    if (!known.has(ref)) known.set(ref, yield* imageId(api, ref));
    const id = known.get(ref);
    if (id !== undefined) out.set(service, id);
  }
  return out;
}

/** Pulls the image of a service and shows how it goes. @throws ApiError, ComposeError */
export function* pullImage(c: Compose, w: Progress, service: string, s: Dict, image: string, quiet: boolean): Task {
  yield* w.event({ id: service, text: 'Pulling', stage: 'working' });
  try {
    let ref: string;
    try {
      ref = familiar(withDefaultTag(parseReference(image)));
    } catch (error) {
      throw new ComposeError((error as Error).message);
    }
    const stream = yield* c.api.ImagePull(ref, { all: false, platform: textOf(s['platform']) ?? '' });
    for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) {
      if (m.error !== undefined) throw new ApiError(500, m.error);
      if (quiet || m.id === undefined || !/^[0-9a-f]{12}$/.test(m.id)) continue;
      const finished = ['Already exists', 'Pull complete', 'Download complete'].includes(m.status ?? '');
      yield* w.event({
        id: m.id,
        parent: service,
        text: m.status ?? '',
        stage: finished ? 'done' : 'working',
        ...(m.progress === undefined ? {} : { current: m.progress.current, total: m.progress.total }),
      });
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    yield* w.event({
      id: service,
      text: 'Error',
      status: daemonText(error).replace('Error response from daemon: ', ''),
      stage: s['build'] === undefined ? 'error' : 'warning',
    });
    throw error;
  }
  yield* w.event({ id: service, text: 'Pulled', stage: 'done' });
}

export interface EnsureOptions {
  /** What is said about pulling: a policy for all services, or empty. */
  readonly pull: string;
  readonly build: 'always' | 'missing' | 'never';
  readonly quietPull: boolean;
  readonly quietBuild: boolean;
}

/** Must the image of a service be pulled before it can run? */
function mustPull(s: Dict, policy: string, here: boolean): boolean {
  const own = policy !== '' ? policy : (textOf(s['pull_policy']) ?? 'missing');
  const hasBuild = s['build'] !== undefined;
  if (own === 'always' || own === 'refresh' || /^(daily|weekly|every_)/.test(own))
    return s['image'] !== undefined && !(hasBuild && policy === '' && here);
  if (own === 'never' || own === 'build') return false;
  return !here && !hasBuild;
}

/**
 * Sees to it that the image of every service is there.
 * @returns their ids by service
 * @throws ApiError, ComposeError
 */
export function* ensureImages(c: Compose, project: Project, w: Progress, o: EnsureOptions): Task<Map<string, string>> {
  const here = yield* localImages(c.api, project);
  const pulls = new Map<string, string>();
  for (const [service, s] of Object.entries(project.services)) {
    if (s['provider'] !== undefined) continue;
    const image = imageOf(project, service);
    const willBuild = s['build'] !== undefined && (o.build === 'always' || s['pull_policy'] === 'build');
    if (!willBuild && mustPull(s, o.pull, here.has(service)) && ![...pulls.values()].includes(image))
      pulls.set(service, image);
  }
  if (pulls.size > 0)
    yield* parallel(
      c.p,
      [...pulls].map(
        ([service, image]) =>
          () =>
            pullImage(c, w, service, project.services[service]!, image, o.quietPull),
      ),
    );
  // the list of what is pulled is closed before another one begins
  if (pulls.size > 0) yield* w.end();
  const present = pulls.size > 0 ? yield* localImages(c.api, project) : here;
  const builds = Object.entries(project.services)
    .filter(
      ([service, s]) =>
        s['build'] !== undefined &&
        o.build !== 'never' &&
        (o.build === 'always' || s['pull_policy'] === 'build' || !present.has(service)),
    )
    .map(([n]) => n);
  if (builds.length > 0) {
    const order = yield* buildServices(c, project, builds, {
      quiet: o.quietBuild,
      noCache: false,
      pull: false,
      args: {},
      w,
    });
    for (const service of order) yield* w.event(done(imageOf(project, service), 'Built'));
    return yield* localImages(c.api, project);
  }
  return present;
}
