// down, stop, restart, kill, pause, unpause, rm, wait: what ends, holds or renews containers.

import { waited } from '../../api/waited.ts';
import { ApiError } from '../../api/error.ts';
import { familiar, parseReference, withDefaultTag } from '../../api/reference.ts';
import type { Task } from '../../kernel/block.ts';
import type { Command } from '../command.ts';
import type { Compose } from '../context.ts';
import { removeContainer, stopContainer } from '../converge.ts';
import { runHooks } from '../hooks.ts';
import { imageId } from '../imageid.ts';
import { LABEL, ofProject } from '../labels.ts';
import { containersOf, orphansOf, projectFromLabels, type Seen } from '../observe.ts';
import { inDependencyOrder, inReverseOrder, parallel } from '../parallel.ts';
import { done, failed, type Progress, warning, working } from '../progress.ts';
import { dependenciesOf, imageOf, type Project, select } from '../project.ts';
import { confirm, removeNetwork, removeVolume } from '../resources.ts';
import { waitForDependencies } from '../start.ts';
import { byKey, ComposeError, type Dict, dictOf, emptyMap, mapFrom, textOf } from '../value.ts';

const timeoutOf = (c: Compose): number | undefined =>
  c.flags.given('timeout') ? c.flags.number('timeout') : undefined;

/** Images that `down --rmi` takes: those that Compose built for a service, and with `all` those that services name. */
function* imagesToRemove(c: Compose, project: Project, mode: string): Task<string[]> {
  const out = new Set<string>();
  const all = { ...project.disabled, ...project.services };
  const add = (ref: string): void => void out.add(familiar(withDefaultTag(parseReference(ref))));
  if (mode === 'all')
    for (const [name, s] of Object.entries(all)) if (s['image'] !== undefined) add(imageOf(project, name));
  const built = yield* c.api.ImageList({ all: false, filters: ofProject(project.name) });
  for (const i of built)
    if (i.RepoTags.length > 0 && all[i.Labels?.[LABEL.service] ?? ''] !== undefined) add(i.RepoTags[0]!);
  for (const [name, s] of Object.entries(all)) {
    if (s['image'] !== undefined) continue;
    const ref = imageOf(project, name);
    if ((yield* imageId(c.api, ref)) !== undefined) add(ref);
  }
  return [...out];
}

function* removeImage(c: Compose, image: string, w: Progress): Task {
  const event = `Image ${image}`;
  yield* w.event(working(event, 'Removing'));
  try {
    yield* c.api.ImageRemove(image, { force: false, prune: true });
    yield* w.event(done(event, 'Removed'));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 409) yield* w.event(warning(event, 'Resource is still in use'));
    else if (error.status === 404) yield* w.event(warning(event, 'No resource found to remove'));
    else throw error;
  }
}

function* down(c: Compose): Task<number> {
  const { flags, api, p } = c;
  const rmi = flags.string('rmi');
  if (flags.given('rmi') && rmi !== 'all' && rmi !== 'local')
    throw new ComposeError(`invalid value for --rmi: ${JSON.stringify(rmi)}`);
  const { project: loaded, name } = yield* c.projectOrName();
  const timeout = timeoutOf(c);
  const orphaned = flags.bool('remove-orphans');
  yield* c.progress('Running', function* (w) {
    const containers = yield* containersOf(api, name, { all: true, oneoffs: orphaned ? 'include' : 'exclude' });
    const whole = loaded ?? (yield* projectFromLabels(api, name, containers));
    // services whose profiles are off keep their containers, as in the real program
    const all: Readonly<Record<string, Dict>> = whole.services;
    const asked = c.args.filter((n) => all[n] !== undefined);
    for (const n of c.args)
      if (all[n] === undefined && loaded !== undefined) throw new ComposeError(`no such service: ${n}`);
    yield* inReverseOrder(p, all, function* (service) {
      if (asked.length > 0 && !asked.includes(service) && !dependsOn(all, service, asked)) return;
      yield* parallel(
        p,
        containers
          .filter((x) => x.service === service)
          .map((x) => () => removeContainer(c, w, all[service], x, timeout, flags.bool('volumes'))),
      );
    });
    if (asked.length > 0 || (c.args.length > 0 && asked.length === 0)) return;
    if (orphaned) {
      const rest = orphansOf(containers, whole).filter((x) => all[x.service] === undefined);
      yield* parallel(
        p,
        rest.map((x) => () => removeContainer(c, w, undefined, x, timeout, false)),
      );
    }
    const tasks: (() => Task)[] = byKey(whole.networks)
      .filter(([, n]) => n['external'] !== true)
      .map(
        ([key, n]) =>
          () =>
            removeNetwork(c, name, key, textOf(n['name']) ?? key, w),
      );
    if (rmi !== '')
      tasks.push(...(yield* imagesToRemove(c, whole, rmi)).map((image) => () => removeImage(c, image, w)));
    if (flags.bool('volumes'))
      tasks.push(
        ...byKey(whole.volumes)
          .filter(([, v]) => v['external'] !== true)
          .map(
            ([key, v]) =>
              () =>
                removeVolume(c, textOf(v['name']) ?? key, w),
          ),
      );
    if (containers.length === 0 && tasks.length === 0)
      yield* c.warn(`Warning: No resource found to remove for project ${JSON.stringify(name)}.`);
    for (const t of tasks) yield* t();
  });
  return 0;
}

/** Does a service need one of the others, directly or not? */
function dependsOn(
  services: Readonly<Record<string, Dict>>,
  service: string,
  targets: readonly string[],
  open: readonly string[] = [],
): boolean {
  if (open.includes(service)) return false;
  return dependenciesOf(services[service] ?? {}).some(
    ([d]) => targets.includes(d) || dependsOn(services, d, targets, [...open, service]),
  );
}

/** The project of the files, or what its containers tell of it. */
function* projectFor(
  c: Compose,
  services: readonly string[],
  withDependencies: boolean,
): Task<{ project: Project; whole: Project; containers: Seen[] }> {
  const { project, name } = yield* c.projectOrName();
  const containers = yield* containersOf(c.api, name, { all: true });
  const whole = project ?? (yield* projectFromLabels(c.api, name, containers));
  return { project: services.length === 0 ? whole : select(whole, services, withDependencies), whole, containers };
}

function* restart(c: Compose): Task<number> {
  const timeout = timeoutOf(c);
  yield* c.progress('Restarting', function* (w) {
    const { whole, containers } = yield* projectFor(c, c.args, false);
    // only dependencies that ask for it are restarted with what they depend on
    const services = emptyMap<Dict>();
    for (const [n, s] of Object.entries(whole.services))
      services[n] = {
        ...s,
        depends_on: mapFrom(Object.entries(dictOf(s['depends_on'])).filter(([, d]) => dictOf(d)['restart'] === true)),
      };
    const chosen =
      c.args.length === 0
        ? services
        : mapFrom(
            Object.entries(services).filter(
              ([n]) => c.args.includes(n) || (!c.flags.bool('no-deps') && dependsOn(services, n, c.args)),
            ),
          );
    const project = { ...whole, services: chosen };
    yield* inDependencyOrder(c.p, chosen, function* (service) {
      const s = whole.services[service]!;
      yield* waitForDependencies(
        c,
        project,
        service,
        dependenciesOf(chosen[service]!).filter(([d]) => chosen[d] !== undefined),
        containers,
        w,
      );
      yield* parallel(
        c.p,
        containers
          .filter((x) => x.service === service)
          .map(
            (x) =>
              function* (): Task {
                if (x.state === 'running') yield* runHooks(c, x.id, s, 'pre_stop');
                yield* w.event(working(`Container ${x.name}`, 'Restarting'));
                yield* c.api.ContainerRestart(x.id, timeout === undefined ? {} : { timeout });
                yield* runHooks(c, x.id, s, 'post_start');
                yield* w.event(done(`Container ${x.name}`, 'Started'));
              },
          ),
      );
    });
  });
  return 0;
}

/** One operation on every container of some services, with an event before and one after. */
function* onEach(
  c: Compose,
  title: string,
  list: readonly Seen[],
  before: string | undefined,
  after: string,
  what: string,
  act: (x: Seen) => Task,
): Task {
  yield* c.progress(title, function* (w) {
    yield* parallel(
      c.p,
      list.map(
        (x) =>
          function* (): Task {
            if (before !== undefined) yield* w.event(working(`Container ${x.name}`, before));
            try {
              yield* act(x);
            } catch (error) {
              if (error instanceof ApiError) yield* w.event(failed(`Container ${x.name}`, `Error while ${what}`));
              throw error;
            }
            yield* w.event(done(`Container ${x.name}`, after));
          },
      ),
    );
  });
}

export const downCommands: Record<string, Command> = {
  down: { run: down },
  stop: {
    *run(c) {
      const timeout = timeoutOf(c);
      yield* c.progress('Stopping', function* (w) {
        const { whole, containers } = yield* projectFor(c, c.args, false);
        yield* inReverseOrder(c.p, whole.services, function* (service) {
          if (c.args.length > 0 && !c.args.includes(service)) return;
          yield* parallel(
            c.p,
            containers
              .filter((x) => x.service === service)
              .map((x) => () => stopContainer(c, w, whole.services[service], x, timeout)),
          );
        });
      });
      return 0;
    },
  },
  restart: { run: restart },
  kill: {
    *run(c) {
      const { whole } = yield* projectFor(c, c.args, false);
      const list = (yield* containersOf(c.api, whole.name, {
        all: false,
        oneoffs: 'include',
        services: c.args,
      })).filter((x) => c.flags.bool('remove-orphans') || whole.services[x.service] !== undefined);
      if (list.length === 0) {
        yield* c.p.eprint('No container to kill\n');
        return 0;
      }
      yield* onEach(c, 'Killing', list, 'Killing', 'Killed', 'Killing', (x) =>
        c.api.ContainerKill(x.id, c.flags.string('signal')),
      );
      return 0;
    },
  },
  pause: {
    *run(c) {
      const { whole, containers } = yield* projectFor(c, c.args, false);
      yield* onEach(
        c,
        'Pausing',
        containers.filter(
          (x) =>
            x.state === 'running' &&
            whole.services[x.service] !== undefined &&
            (c.args.length === 0 || c.args.includes(x.service)),
        ),
        undefined,
        'Paused',
        'Pausing',
        (x) => c.api.ContainerPause(x.id),
      );
      return 0;
    },
  },
  unpause: {
    *run(c) {
      const { whole, containers } = yield* projectFor(c, c.args, false);
      yield* onEach(
        c,
        'Unpausing',
        containers.filter(
          (x) =>
            x.state === 'paused' &&
            whole.services[x.service] !== undefined &&
            (c.args.length === 0 || c.args.includes(x.service)),
        ),
        undefined,
        'Unpaused',
        'Unpausing',
        (x) => c.api.ContainerUnpause(x.id),
      );
      return 0;
    },
  },
  rm: {
    *run(c) {
      const { flags } = c;
      const volumes = flags.bool('volumes');
      const { whole, containers } = yield* projectFor(c, c.args, false);
      const mine = containers.filter(
        (x) => whole.services[x.service] !== undefined && (c.args.length === 0 || c.args.includes(x.service)),
      );
      if (flags.bool('stop')) {
        yield* c.progress('Stopping', function* (w) {
          yield* parallel(
            c.p,
            mine.map((x) => () => stopContainer(c, w, whole.services[x.service], x, undefined)),
          );
        });
      }
      const stopped = flags.bool('stop')
        ? mine
        : mine.filter((x) => x.state !== 'running' && x.state !== 'paused' && x.state !== 'restarting');
      if (stopped.length === 0) {
        yield* c.p.eprint('No stopped containers\n');
        return 0;
      }
      const message = `Going to remove ${stopped.map((x) => x.name).join(', ')}`;
      if (flags.bool('force')) yield* c.print(`${message}\n`);
      else if (!(yield* confirm(c, message))) return 0;
      yield* onEach(c, 'Removing', stopped, 'Removing', 'Removed', 'Removing', (x) =>
        c.api.ContainerRemove(x.id, { force: flags.bool('force'), volumes, link: false }),
      );
      return 0;
    },
  },
  wait: {
    args: { least: 1, docker: true },
    *run(c) {
      const { name } = yield* c.projectOrName();
      const list = yield* containersOf(c.api, name, { all: false, services: c.args });
      if (list.length === 0) throw new ComposeError(`no containers for project ${JSON.stringify(name)}`);
      let status = 0;
      yield* parallel(
        c.p,
        list.map(
          (x) =>
            function* (): Task {
              const StatusCode = (yield* waited(yield* c.api.ContainerWait(x.id, 'not-running'))) ?? 0;
              yield* c.print(`container ${JSON.stringify(x.id)} exited with status code ${StatusCode}\n`);
              status = StatusCode;
            },
        ),
      );
      if (c.flags.bool('down-project')) yield* down(c);
      return status;
    },
  },
};
