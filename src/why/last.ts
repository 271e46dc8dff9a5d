// What went wrong last on this machine, explained: a connection, a name, a refusal of the engine, a container that ended.

import { ApiError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import type { CreateRequest } from '../api/types/container.ts';
import type { Engine } from '../engine/engine.ts';
import type { Task } from '../kernel/block.ts';
import { whyExit } from './exit.ts';
import { containerOf, firstBad, type Hop, say, type World } from './hop.ts';
import { whyRequest } from './request.ts';
import { whyStep } from './step.ts';
import { whyName, whyPort, whyRemove } from './use.ts';

/** An operation that the engine refused. */
export interface Failure {
  readonly at: number;
  readonly operation: string;
  readonly args: readonly unknown[];
  readonly status: number;
  readonly message: string;
}

const FAILURES = new WeakMap<Engine, Failure[]>();
const KEPT = 16;

/** The engine's API, with what it refuses noted for whoever asks why. */
export function noting(engine: Engine, api: DockerApi): DockerApi {
  const kept: Failure[] = [];
  FAILURES.set(engine, kept);
  const out: Record<string, unknown> = {};
  for (const [operation, run] of Object.entries(api) as [string, (...args: never[]) => Task<unknown>][]) {
    out[operation] = function* (...args: never[]): Task<unknown> {
      try {
        return yield* run(...args);
      } catch (error) {
        // clients ask whether something is there as a matter of course
        const probing = error instanceof ApiError && error.status === 404 && /Inspect$|^ContainerCreate$/.test(operation);
        if (error instanceof ApiError && !probing) {
          kept.push({ at: engine.now, operation, args, status: error.status, message: error.message });
          if (kept.length > KEPT) kept.shift();
        }
        throw error;
      }
    };
  }
  return out as unknown as DockerApi;
}

/** What the engine refused, oldest first. */
export function failures(engine: Engine): readonly Failure[] {
  return FAILURES.get(engine) ?? [];
}

/** Ports of the host that a container wants and cannot have now. */
function portProblem(world: World, ref: string): Hop[] {
  const c = world.present?.containers.find(ref);
  if (c === undefined) return [];
  for (const list of Object.values(c.hostConfig.PortBindings ?? {})) {
    for (const b of list) {
      if (b.HostPort === '') continue;
      const hops = whyPort(world, Number(b.HostPort)).filter((h) => h.ok === false);
      if (hops.length > 0) return hops;
    }
  }
  return [];
}

function whyFailure(world: World, f: Failure): Hop[] {
  const first: Hop = { what: say('engine', { operation: f.operation }), ok: false, fact: say('refused', { message: f.message }) };
  const ref = typeof f.args[0] === 'string' ? f.args[0] : '';
  const more = (hops: Hop[]): Hop[] => (firstBad(hops) === undefined ? [first] : [first, ...hops]);
  switch (f.operation) {
    case 'ContainerRemove': case 'VolumeRemove': case 'NetworkRemove': case 'ImageRemove': return more(whyRemove(world, ref));
    case 'ContainerCreate': return f.status === 409 ? more(whyName(world, (f.args[0] as CreateRequest).name)) : [first];
    case 'ContainerRename': return f.status === 409 ? more(whyName(world, String(f.args[1]))) : [first];
    case 'ContainerStart': case 'ContainerRestart': {
      const ports = portProblem(world, ref);
      return more(ports.length > 0 ? ports : whyExit(world, ref));
    }
    case 'ExecCreate': case 'ExecStart': return more(whyExit(world, ref));
    default: return [first];
  }
}

/** The latest failure that the machine remembers, explained. */
export function whyLast(world: World): { readonly title: Hop['what']; readonly hops: Hop[] } {
  const engine = world.present;
  const found: { at: number; title: Hop['what']; hops: () => Hop[] }[] = [];
  const { refusals } = world.kernel;
  // servers that wait for one another fail all the time: who typed comes first
  const refusal = refusals.findLast((r) => !r.background) ?? refusals.at(-1);
  if (refusal !== undefined) {
    const c = containerOf(world, refusal.net);
    const target = { host: refusal.name ?? refusal.ip ?? '', port: refusal.port };
    const text = refusal.port === undefined ? target.host : `${target.host}:${refusal.port}`;
    const from = c === undefined ? ({ kind: 'host' } as const) : ({ kind: 'container', ref: c.name } as const);
    found.push({ at: refusal.at, title: say('titleRequest', { program: refusal.program, target: text, from: c?.name ?? 'host' }), hops: () => whyRequest(world, from, target) });
  }
  if (engine !== undefined) {
    const f = failures(engine).at(-1);
    if (f !== undefined) found.push({ at: f.at, title: say('titleEngine', { operation: f.operation }), hops: () => whyFailure(world, f) });
    const ended = [...engine.state.containers.values()].filter((c) => c.finishedAt > 0 && (c.state === 'exited' || c.state === 'restarting') && (c.exitCode !== 0 || !engine.containers.runtime(c).stoppedByHand)).sort((a, b) => b.finishedAt - a.finishedAt)[0];
    if (ended !== undefined) found.push({ at: ended.finishedAt, title: say('titleExit', { container: ended.name, code: ended.exitCode }), hops: () => whyExit(world, ended.name) });
    const build = engine.state.builds[0];
    if (build !== undefined && build.error !== '') found.push({ at: build.completed ?? build.created, title: say('titleBuild', { name: build.tags[0] ?? build.name }), hops: () => whyStep(world, 'last', undefined) });
  }
  const last = found.sort((a, b) => b.at - a.at)[0];
  if (last === undefined) return { title: say('titleNothing'), hops: [] };
  return { title: last.title, hops: last.hops() };
}
