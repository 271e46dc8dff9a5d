// A daemon that starts on what an earlier one left, that is asked to end, or that is gone: what becomes of containers,
// networks and volumes.

import { changed, own } from '../api/dict.ts';
import { type Task, waitFor } from '../kernel/block.ts';
import { signalNumber, SIGNALS } from '../kernel/signals.ts';
import { refusal } from './asked.ts';
import type { EventMessage } from '../api/types/system.ts';
import type { Core } from './ports/core.ts';
import type { With } from './ports/stores.ts';
import type { ContainerRecord } from './state.ts';
import { inStretches } from './transaction.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'networks' | 'volumes' | 'lifecycle'> & {
  stage: Core['stage'];
  readonly events: { readonly kept: EventMessage[] };
  endBackground(): void;
};

/** How long dockerd waits for containers at its own end, in ms, where their own time is not longer. */
const SHUTDOWN = 15_000;

const alive = (engine: Engine): ContainerRecord[] =>
  [...engine.state.containers.values()].filter((c) => c.state === 'running' || c.state === 'paused');

/**
 * Takes up what is kept below the data root: networks and volumes are there again, containers that nobody saw end are
 * noted as exited, those with `--rm` go, and those start whose policy says so (all but the stopped ones of
 * `unless-stopped`; what never ran does not).
 */
export function bootEngine(engine: Engine): void {
  engine.networks.boot();
  engine.volumes.boot();
  const all = [...engine.state.containers.values()].sort((a, b) => a.seq - b.seq);
  for (const c of all) found(engine, c);
  for (const c of all) startAtBoot(engine, c.id);
}

/** A container that a daemon finds when it starts: none of them runs. */
function found(engine: Engine, c: ContainerRecord): void {
  const bridge = own(c.endpoints, 'bridge');
  // the default network is made anew each time
  if (bridge !== undefined)
    engine.containers.patch(c.id, { endpoints: changed(c.endpoints, 'bridge', { ...bridge, NetworkID: '' }) });
  if (c.hostConfig.AutoRemove && c.startedAt > 0) engine.containers.discard(engine.containers.record(c.id), true);
}

/** Starts a container whose policy wants it to run whenever the daemon does. */
function startAtBoot(engine: Engine, id: string): void {
  const c = engine.state.containers.get(id);
  if (c === undefined || c.startedAt === 0) return;
  const { lifecycle, containers } = engine;
  const runtime = containers.runtime(c);
  const unless = c.hostConfig.RestartPolicy.Name === 'unless-stopped' && runtime.stoppedByHand;
  if (unless || !lifecycle.endings.policyRestarts(c, c.exitCode)) return;
  try {
    engine.atomically(() => lifecycle.launch(containers.record(id), true));
  } catch (error) {
    // it stays as it is, with the error noted
    refusal(error);
  }
}

/** A daemon that ends starts nothing again. */
function giveUp(engine: Engine): void {
  for (const c of [...engine.state.containers.values()]) {
    if (c.state !== 'restarting') continue;
    engine.lifecycle.endings.cancelRestart(c);
  }
}

/** Sends a container its stop signal. */
function* askToStop(engine: Engine, c: ContainerRecord): Task {
  const { process } = engine.containers.runtime(c);
  if (c.state === 'paused') engine.lifecycle.unfreeze(c);
  const signal = signalNumber(c.config.StopSignal || 'SIGTERM') ?? SIGNALS.TERM;
  if (process !== undefined) yield* engine.lifecycle.sendSignal(c, process, signal);
}

/**
 * Stops all containers as `docker stop` does, each within its own time; those that take longer are ended.
 * @param told hears of a container that did not go by itself, with the seconds that it had
 */
export function* shutdownEngine(
  engine: Engine,
  told: (c: ContainerRecord, seconds: number) => Task = function* () {},
): Task {
  engine.stage = 'stopping';
  giveUp(engine);
  const waiting = alive(engine).map((c) => ({
    c,
    process: engine.containers.runtime(c).process,
    until: engine.now + Math.max(0, c.config.StopTimeout ?? 10) * 1000,
  }));
  const last = engine.now + Math.max(SHUTDOWN, ...waiting.map((w) => w.until - engine.now + 5000));
  for (const { c } of waiting) yield* inStretches((run) => engine.atomically(run), askToStop(engine, c));
  for (const { c, process, until } of waiting.sort((a, b) => a.until - b.until)) {
    if (process === undefined) continue;
    while (process.status === undefined && engine.now < Math.min(until, last)) yield* waitFor([process.exited], until);
    if (process.status !== undefined) continue;
    yield* told(c, c.config.StopTimeout ?? 10);
    engine.kernel.signal(process, SIGNALS.KILL);
    while (process.status === undefined && engine.now < last) yield* waitFor([process.exited], last);
  }
}

/** The daemon is gone: its containers go with it, and nothing of it is left in its namespaces. */
export function haltEngine(engine: Engine): void {
  if (engine.stage === 'down') return;
  engine.stage = 'down';
  giveUp(engine);
  for (const c of alive(engine)) {
    const { process } = engine.containers.runtime(c);
    if (process !== undefined) engine.kernel.end(process, 0, SIGNALS.KILL);
  }
  engine.endBackground();
  engine.networks.halt();
  engine.volumes.halt();
  engine.events.kept.length = 0;
}
