// Starting what was made, each service when those that it depends on are as far as it asks.

import { ApiError } from '../api/error.ts';
import type { ContainerInspect } from '../api/types/inspect.ts';
import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';
import { runHooks } from './hooks.ts';
import { containersOf, type Seen } from './observe.ts';
import { inDependencyOrder, parallel } from './parallel.ts';
import { done, failed, type Progress, warning, working } from './progress.ts';
import { dependenciesOf, type Dependency, type Project, scaleOf } from './project.ts';
import { ComposeError } from './value.ts';

/** How often conditions are looked at, in ms; as in the real program. */
const POLL = 500;

/** Are all containers healthy? `orRunning`: one without a health check needs only run. @throws ComposeError when one will not be */
function* healthy(c: Compose, list: readonly Seen[], orRunning: boolean): Task<boolean> {
  for (const x of list) {
    const i = yield* c.api.ContainerInspect(x.id);
    const name = i.Name.slice(1);
    if (i.State.Status === 'exited') throw new ComposeError(`container ${name} exited (${i.State.ExitCode})`);
    const test = i.Config.Healthcheck?.Test ?? [];
    if (orRunning && (i.Config.Healthcheck === undefined || test[0] === 'NONE')) {
      if (i.State.Status !== 'running') return false;
      continue;
    }
    const health = i.State.Health?.Status;
    if (health === undefined) throw new ComposeError(`container ${name} has no healthcheck configured`);
    if (health === 'unhealthy') throw new ComposeError(`container ${name} is unhealthy`);
    if (health !== 'healthy') return false;
  }
  return true;
}

function* completed(c: Compose, list: readonly Seen[]): Task<number | undefined> {
  for (const x of list) {
    const { State } = yield* c.api.ContainerInspect(x.id);
    if (State.Status === 'exited') return State.ExitCode;
  }
  return undefined;
}

/** What is waited for: a condition of depends_on, or that of `up --wait`. */
export interface Wanted extends Omit<Dependency, 'restart'> {
  readonly condition: string;
}

/**
 * Waits until the services that `dependant` needs are as far as it asks.
 * @param timeout seconds, 0 for no limit
 * @throws ComposeError
 */
export function* waitForDependencies(
  c: Compose,
  project: Project,
  dependant: string,
  wanted: readonly (readonly [string, Wanted])[],
  seen: readonly Seen[],
  w: Progress,
  timeout = 0,
): Task {
  const until = timeout > 0 ? c.p.kernel.now + timeout * 1000 : Infinity;
  const waits: (() => Task)[] = [];
  for (const [dep, d] of wanted) {
    if (d.condition === 'service_started') continue;
    const s = project.services[dep];
    if (s === undefined) {
      if (project.disabled[dep] !== undefined || !d.required) continue;
      throw new ComposeError(`no such service: ${dep}`);
    }
    if (scaleOf(s) === 0 || s['provider'] !== undefined) continue;
    const list = seen.filter((x) => x.service === dep && !x.oneoff);
    for (const x of list) yield* w.event(working(`Container ${x.name}`, 'Waiting'));
    if (list.length === 0) {
      if (d.required) throw new ComposeError(`${dependant} is missing dependency ${dep}`);
      yield* c.warn(`${dependant} is missing dependency ${dep}`);
      continue;
    }
    waits.push(() => waitForOne(c, dep, d, list, w, until));
  }
  yield* parallel(c.p, waits);
}

function* waitForOne(c: Compose, dep: string, d: Wanted, list: readonly Seen[], w: Progress, until: number): Task {
  const all = function* (make: (name: string) => Parameters<Progress['event']>[0]): Task {
    for (const x of list) yield* w.event(make(`Container ${x.name}`));
  };
  const skip = function* (text: string): Task {
    yield* all((id) => warning(id, `Skipped: ${text}`));
    yield* c.warn(text);
  };
  for (;;) {
    yield* c.p.sleep(POLL);
    if (c.p.kernel.now > until) throw new ComposeError('timeout waiting for dependencies');
    if (d.condition === 'service_completed_successfully') {
      const code = yield* completed(c, list);
      if (code === undefined) continue;
      if (code === 0) return yield* all((id) => done(id, 'Exited'));
      const text = `${JSON.stringify(dep)} didn't complete successfully: exit ${code}`;
      if (!d.required) return yield* skip(`optional dependency ${text}`);
      yield* all((id) => failed(id, `service ${text}`));
      throw new ComposeError(`service ${text}`);
    }
    const orRunning = d.condition === 'running_or_healthy';
    try {
      if (yield* healthy(c, list, orRunning)) return yield* all((id) => done(id, 'Healthy'));
    } catch (error) {
      if (!(error instanceof ComposeError)) throw error;
      if (!d.required)
        return yield* skip(
          orRunning
            ? `optional dependency ${JSON.stringify(dep)} is not running or is unhealthy: ${error.message}`
            : `optional dependency ${JSON.stringify(dep)} failed to start: ${error.message}`,
        );
      if (orRunning) throw error;
      yield* all((id) => failed(id, `dependency ${dep} failed to start`));
      throw new ComposeError(`dependency failed to start: ${error.message}`);
    }
  }
}

export interface StartOptions {
  readonly wait: boolean;
  /** Seconds; 0 for no limit. */
  readonly waitTimeout: number;
  readonly w: Progress;
}

/**
 * Starts a project's containers in the order of their dependencies.
 * @throws ComposeError, ApiError
 */
export function* startProject(c: Compose, project: Project, o: StartOptions): Task {
  const { w } = o;
  const seen = yield* containersOf(c.api, project.name, { all: true });
  yield* inDependencyOrder(c.p, project.services, function* (service) {
    const s = project.services[service]!;
    if (scaleOf(s) === 0 || s['provider'] !== undefined) return;
    yield* waitForDependencies(c, project, service, dependenciesOf(s), seen, w, o.waitTimeout);
    // as in the real program: only a project without any container is an error
    if (seen.length === 0) throw new ComposeError(`service ${JSON.stringify(service)} has no container to start`);
    for (const x of seen.filter((y) => y.service === service).sort((a, b) => a.number - b.number)) {
      if (x.state === 'running') continue;
      yield* w.event(working(`Container ${x.name}`, 'Starting'));
      yield* c.api.ContainerStart(x.id);
      yield* runHooks(c, x.id, s, 'post_start');
      yield* w.event(done(`Container ${x.name}`, 'Started'));
    }
  });
  if (!o.wait) return;
  const wanted = Object.keys(project.services).map((name): [string, Wanted] => [
    name,
    { condition: conditionOn(project, name), required: true },
  ]);
  try {
    yield* waitForDependencies(c, project, project.name, wanted, seen, w, o.waitTimeout);
  } catch (error) {
    if (error instanceof ComposeError && error.message.startsWith('timeout'))
      throw new ComposeError(`application not healthy after ${o.waitTimeout}s`);
    throw error;
  }
}

/** A service that others want to have ended is not waited for to stay. */
function conditionOn(project: Project, name: string): string {
  for (const s of Object.values(project.services)) {
    const d = dependenciesOf(s).find(([x]) => x === name)?.[1];
    if (d?.condition === 'service_completed_successfully') return d.condition;
  }
  return 'running_or_healthy';
}

/** Does the engine know this container still? */
export function* stillThere(c: Compose, id: string): Task<ContainerInspect | undefined> {
  try {
    return yield* c.api.ContainerInspect(id);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
