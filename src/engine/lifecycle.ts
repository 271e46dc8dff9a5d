// Starting, stopping, pausing and restarting containers, waiting for them, and their health.

import { type Task, waitFor } from '../kernel/block.ts';
import { type Process, type ProcessSpec, PidNs } from '../kernel/process.ts';
import { signalNumber, SIGNALS } from '../kernel/signals.ts';
import { ApiError } from '../api/error.ts';
import type { Change } from '../api/operations.ts';
import type { AttachStream } from '../api/stream.ts';
import { askedSignal, during, refusal } from './asked.ts';
import { confinement, containerGroup, enter, setupProblem, specProblem } from './limits.ts';
import { checkResources, logOptionProblem } from './check.ts';
import { injectionOf } from './devices/injection.ts';
import { Endings, tellMounts, tellUnmounts } from './endings.ts';
import { Endpoints } from './endpoints.ts';
import type { With } from './ports/stores.ts';
import { HealthMonitor } from './health.ts';
import { type ContainerEvent, containerMachine } from './machines/container.machine.ts';
import { restartMachine } from './machines/things.machine.ts';
import { type ContainerRuntime, Streams } from './runtime.ts';
import { capsOf, environment, failureCode, findProgram, identity, mountNamespace, networkOf, reader } from './spec.ts';
import type { ContainerRecord } from './state.ts';
import { after, next } from './step.ts';
import { done } from './transaction.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'networks' | 'execs' | 'volumes'>;

const CREATE_FAILED =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ';

/** Virtual ms that runc takes for namespaces, mounts and cgroups before a main process begins (`docker start` takes some 0.2 s). */
const START = 180;

export class Lifecycle {
  readonly health: HealthMonitor;
  readonly endpoints: Endpoints;
  readonly endings: Endings;
  constructor(private readonly engine: Engine) {
    this.health = new HealthMonitor(engine);
    this.endpoints = new Endpoints(engine);
    this.endings = new Endings(engine, this);
  }

  private get containers(): Engine['containers'] {
    return this.engine.containers;
  }

  /** The state after an event; the record changes with it. @returns undefined when the machine refuses */
  move(
    c: ContainerRecord,
    event: ContainerEvent['type'],
    change: Partial<ContainerRecord> = {},
  ): ContainerRecord | undefined {
    const state = next(containerMachine, c.state, event);
    return state === undefined ? undefined : this.containers.patch(c.id, { ...change, state });
  }
  /** The same where the event must be accepted. */
  moved(c: ContainerRecord, event: ContainerEvent['type'], change: Partial<ContainerRecord> = {}): ContainerRecord {
    return this.containers.patch(c.id, { ...change, state: after(containerMachine, c.state, event) });
  }

  /** Streams that a client may attach to before the start. */
  streams(c: ContainerRecord): Streams {
    const runtime = this.containers.runtime(c);
    if (runtime.streams === undefined) {
      const keep = c.hostConfig.LogConfig.Type !== 'none';
      runtime.streams = new Streams(
        this.engine,
        { tty: c.config.Tty, openStdin: c.config.OpenStdin, name: 'pts/0' },
        (stream, bytes) => {
          if (keep) runtime.log.write(stream, bytes, this.engine.now);
        },
      );
    }
    return runtime.streams;
  }

  *start(ref: string): Task<Change> {
    const c = this.containers.resolve(ref);
    if (c.state === 'paused') throw new ApiError(409, 'cannot start a paused container, try unpause instead');
    if (c.state === 'running' || c.state === 'restarting') return 'unchanged';
    if (next(containerMachine, c.state, 'START') === undefined)
      throw new ApiError(409, 'container is marked for removal and cannot be started');
    checkResources(c.hostConfig, this.engine.host.cpus);
    for (const until = this.engine.now + START; this.engine.now < until;) yield* waitFor([], until);
    const then = this.containers.resolve(c.id);
    if (then.state === 'running' || then.state === 'restarting') return 'unchanged';
    if (next(containerMachine, then.state, 'START') === undefined)
      throw new ApiError(409, 'container is marked for removal and cannot be started');
    this.launch(then, true);
    return undefined;
  }

  /** Changes what stands beside a container, to be put back when the operation fails. */
  private note(runtime: ContainerRuntime, change: () => void): void {
    this.engine.effect(
      'container',
      () => {
        const asItWas = runtime.kept();
        change();
        return asItWas;
      },
      (asItWas) => asItWas(),
    );
  }

  /** Starts the main process. A failure leaves the container as it was, with the error noted; one with --rm goes. */
  launch(c: ContainerRecord, byHand: boolean): void {
    const { engine } = this;
    let then = { ...c, mounted: false };
    try {
      engine.atomically(() => {
        // all that is put there from here on
        const runtime = this.containers.runtime(c);
        this.note(runtime, () => {
          if (!byHand) return;
          runtime.stoppedByHand = false;
          runtime.restartDelay = 100;
        });
        try {
          this.launchNow(byHand ? this.containers.patch(c.id, { restart: watching(c), restartCount: 0 }) : c);
        } finally {
          then = { ...this.containers.record(c.id), mounted: this.containers.runtime(c).mounts !== undefined };
        }
      });
    } catch (error) {
      const why = refusal(error);
      engine.leaving('start: the failure', () => engine.react(() => this.failed(c, then, why.message)));
      if (c.hostConfig.AutoRemove)
        engine.leaving('start: --rm', () =>
          engine.react(() => this.containers.discard(this.containers.record(c.id), true)),
        );
      throw why;
    }
  }

  /** @param then how far the start had come */
  private failed({ id }: ContainerRecord, then: ContainerRecord & { mounted: boolean }, error: string): void {
    const { engine } = this;
    const c = this.containers.record(id);
    // what was mounted and joined is told as given up; that it was joined is not told before all has succeeded
    if (then.mounted) tellMounts(engine, c);
    for (const e of Object.values(then.endpoints)) {
      const n = e.EndpointID === '' ? undefined : engine.networks.find(e.NetworkID);
      if (n !== undefined)
        engine.events.emit('network', 'disconnect', n.id, { container: id, name: n.name, type: n.driver });
    }
    if (then.mounted) tellUnmounts(engine, c);
    // what dockerd refuses by itself has no status of a program: the one that is there stays
    const exitCode = error.startsWith('failed to create task')
      ? failureCode(error)
      : c.exitCode === 0
        ? 128
        : c.exitCode;
    const was = c.restart;
    this.moved(c, 'FAIL', {
      exitCode,
      error,
      // an automatic start that fails is the last one
      restart: c.state === 'restarting' ? after(restartMachine, was, 'EXHAUSTED') : was,
    });
  }

  private launchNow(c: ContainerRecord): void {
    const { engine } = this;
    const runtime = this.containers.runtime(c);
    runtime.injection = injectionOf(engine, c);
    for (const link of c.hostConfig.Links ?? []) {
      const target = link.split(':')[0]!;
      const other = this.containers.find(target);
      const onBridge = c.endpoints['bridge'] !== undefined;
      if (onBridge && other?.state !== 'running')
        throw new ApiError(500, `Cannot link to a non running container: ${target} AS ${link.split(':')[1]}`);
    }
    const net = networkOf(engine, c);
    runtime.net = net;
    c = this.endpoints.join(c, net);
    // who joins another's network takes its names too
    const joined = c.hostConfig.NetworkMode.startsWith('container:')
      ? this.containers.find(c.hostConfig.NetworkMode.slice(10))
      : undefined;
    if (joined !== undefined) {
      c = { ...c, config: { ...c.config, Hostname: joined.config.Hostname, Domainname: joined.config.Domainname } };
      this.containers.put(c);
    }
    const pids =
      c.hostConfig.PidMode === 'host'
        ? engine.host.pids
        : c.hostConfig.PidMode.startsWith('container:')
          ? (this.containers.runtime(this.containers.resolve(c.hostConfig.PidMode.slice(10))).pids ??
            new PidNs(false, engine.host.pids))
          : new PidNs(false, engine.host.pids);
    runtime.pids = pids;
    const uts =
      c.hostConfig.UTSMode === 'host'
        ? { hostname: engine.host.hostname, domainname: '' }
        : { hostname: c.config.Hostname, domainname: c.config.Domainname };
    runtime.uts = uts;
    const problem = logOptionProblem(c.hostConfig.LogConfig.Type, c.hostConfig.LogConfig.Config);
    if (problem !== undefined) throw new ApiError(500, `failed to create task for container: ${problem}`);
    const cgroup = (runtime.cgroup = containerGroup(engine, c));
    const mounts = mountNamespace(engine, c, runtime, pids, net);
    runtime.mounts = mounts;
    const who = identity(reader(mounts), c.config.User, c.hostConfig.GroupAdd);
    const caps = capsOf(c);
    const cwd = c.config.WorkingDir === '' ? '/' : c.config.WorkingDir;
    const streams = this.streams(c);
    // --init puts a program of the host before the container's own, which then is not PID 1
    const init = c.hostConfig.Init === true ? engine.kernel.programs.get('docker-init') : undefined;
    const spec: ProcessSpec = {
      argv: init === undefined ? [c.path, ...c.args] : ['/sbin/docker-init', '--', c.path, ...c.args],
      env: environment(engine, c, runtime.injection.env, who, c.config.Tty),
      cwd,
      uid: who.uid,
      gid: who.gid,
      groups: who.groups,
      caps: who.uid === 0 ? caps : new Set(),
      mounts,
      pids,
      net,
      uts,
      fds: streams.files(),
      tty: streams.tty,
      ...confinement(c),
      cgroup,
    };
    const wrong = specProblem(c);
    if (wrong !== undefined) throw new ApiError(500, `${CREATE_FAILED}${wrong}`);
    const few = setupProblem(c);
    if (few !== undefined)
      throw new ApiError(500, `${CREATE_FAILED}unable to start container process: error during container init: ${few}`);
    const found = init === undefined ? findProgram(spec, engine, c.path) : { path: '' };
    if ('error' in found)
      throw new ApiError(
        400,
        `${CREATE_FAILED}unable to start container process: error during container init: ${found.error}`,
      );
    const process = engine.start(spec, function* (p) {
      p.bounding = caps;
      p.cwd = p.fs.isDir(cwd) ? p.fs.realpath(cwd) : '/';
      if (streams.tty !== undefined) streams.tty.foreground = p.pgid;
      return yield* init !== undefined ? init(p) : enter(p, found.path, [c.path, ...c.args]);
    });
    runtime.process = process;
    process.onExit.push((p) => this.endings.ended(c.id, p));
    const started = this.moved(this.containers.record(c.id), 'START', {
      pid: engine.host.pids.pidOf(process) ?? 0,
      startedAt: engine.now,
      exitCode: 0,
      error: '',
      oomKilled: false,
    });
    tellMounts(engine, started);
    engine.events.emit('container', 'start', c.id, this.containers.attributes(started), started.config.Image);
    this.health.begin(started);
    engine.afterwards('tell', () => runtime.changed.wake());
  }

  /** Takes away what `launch` set up. */
  teardown(c: ContainerRecord): void {
    const runtime = this.containers.runtime(c);
    this.endpoints.detach(c);
    runtime.mounts?.dispose();
    runtime.cgroup?.dispose();
    runtime.cgroup = undefined;
    runtime.mounts = undefined;
    runtime.net = undefined;
    runtime.pids = undefined;
    runtime.process = undefined;
    this.containers.patch(c.id, { ports: {}, sandboxId: '', pid: 0 });
  }

  *stop(ref: string, options: { timeout?: number; signal?: string }): Task<Change> {
    const c = this.containers.resolve(ref);
    if (c.state !== 'restarting' && next(containerMachine, c.state, 'STOP') === undefined) return 'unchanged';
    yield* this.stopRecord(c, options, `cannot stop container: ${ref}`);
    const now = this.engine.state.containers.get(c.id);
    if (now !== undefined && c.state !== 'exited' && c.state !== 'created')
      this.engine.events.emit('container', 'stop', c.id, this.containers.attributes(now), now.config.Image);
    else if (now === undefined && c.state === 'running')
      this.engine.events.emit('container', 'stop', c.id, this.containers.attributes(c), c.config.Image);
    return undefined;
  }

  private *stopRecord(c: ContainerRecord, options: { timeout?: number; signal?: string }, what: string): Task {
    if (c.state === 'restarting') {
      this.endings.cancelRestart(c);
      return;
    }
    if (next(containerMachine, c.state, 'STOP') === undefined) return;
    // whatever goes wrong with a stop is the daemon's own mistake (500)
    const signal = during(what, () => askedSignal(options.signal || (c.config.StopSignal ?? 'SIGTERM')), 500);
    const runtime = this.containers.runtime(c);
    this.note(runtime, () => (runtime.stoppedByHand = true));
    if (c.state === 'paused') this.unfreeze(c);
    const process = runtime.process!;
    const timeout = options.timeout ?? c.config.StopTimeout ?? 10;
    const until = timeout < 0 ? undefined : this.engine.now + timeout * 1000;
    yield* this.sendSignal(c, process, signal);
    if (timeout > 0 || timeout < 0) yield* this.untilEnded(process, until);
    else yield* this.untilEnded(process, this.engine.now + 20);
    if (process.status === undefined) {
      yield* this.sendSignal(c, process, SIGNALS.KILL);
      yield* this.untilEnded(process, undefined);
    }
  }

  private *untilEnded(process: Process, until: number | undefined): Task {
    while (process.status === undefined) {
      yield* waitFor([process.exited], until);
      if (until !== undefined && this.engine.now >= until) return;
    }
  }

  /** Sends a signal, with which a stretch of the operation ends: nothing calls it back. */
  *sendSignal(c: ContainerRecord, process: Process, signal: number): Task {
    this.engine.events.emit(
      'container',
      'kill',
      c.id,
      { ...this.containers.attributes(this.containers.record(c.id)), signal: String(signal) },
      c.config.Image,
    );
    this.engine.afterwards('signal', () => this.engine.kernel.signal(process, signal));
    yield* done();
  }

  *kill(ref: string, text: string): Task {
    const { c, signal } = during(`cannot kill container: ${ref}`, () => {
      const asked = askedSignal(text === '' ? 'KILL' : text);
      const found = this.containers.resolve(ref);
      if (next(containerMachine, found.state, 'KILL') === undefined)
        throw new ApiError(409, `container ${found.id} is not running`);
      return { c: found, signal: asked };
    });
    if (c.state === 'restarting') {
      this.endings.cancelRestart(c);
      return;
    }
    const runtime = this.containers.runtime(c);
    const process = runtime.process!;
    // without a stop signal of its own, any signal counts as one that is meant to stop it (and wakes it)
    const stop = c.config.StopSignal ?? '';
    if (stop === '' || signal === SIGNALS.KILL || signal === signalNumber(stop)) {
      this.note(runtime, () => (runtime.stoppedByHand = true));
      if (c.state === 'paused') this.unfreeze(c);
    }
    yield* this.sendSignal(c, process, signal);
    if (signal === SIGNALS.KILL) yield* this.untilEnded(process, undefined);
  }

  /** Ends a container at once, for `rm -f`. */
  *killForRemoval(c: ContainerRecord): Task {
    const runtime = this.containers.runtime(c);
    this.note(runtime, () => (runtime.stoppedByHand = true));
    if (c.state === 'restarting') {
      this.endings.cancelRestart(c);
      return;
    }
    runtime.beingRestarted = true;
    try {
      if (c.state === 'paused') this.unfreeze(c);
      if (runtime.process !== undefined) yield* this.sendSignal(c, runtime.process, SIGNALS.KILL);
    } finally {
      runtime.beingRestarted = false;
    }
  }

  *restart(ref: string, options: { timeout?: number; signal?: string }): Task {
    const c = this.containers.resolve(ref);
    const runtime = this.containers.runtime(c);
    runtime.beingRestarted = true;
    try {
      yield* this.stopRecord(c, options, `Cannot restart container ${ref}`);
      const stopped = this.engine.state.containers.get(c.id);
      if (stopped !== undefined && (c.state === 'running' || c.state === 'paused'))
        this.engine.events.emit('container', 'stop', c.id, this.containers.attributes(stopped), c.config.Image);
    } finally {
      runtime.beingRestarted = false;
    }
    try {
      yield* this.start(c.id);
    } catch (error) {
      if (error instanceof ApiError)
        throw new ApiError(error.status, `Cannot restart container ${ref}: ${error.message}`);
      throw error;
    }
    const now = this.engine.state.containers.get(c.id);
    if (now !== undefined)
      this.engine.events.emit('container', 'restart', c.id, this.containers.attributes(now), now.config.Image);
  }

  pause(ref: string): void {
    const c = this.containers.resolve(ref);
    if (c.state === 'paused') throw new ApiError(409, `Container ${c.id} is already paused`);
    if (c.state === 'restarting')
      throw new ApiError(409, `Container ${c.id} is restarting, wait until the container is running`);
    const moved = this.move(c, 'PAUSE');
    if (moved === undefined) throw new ApiError(409, `container ${c.id} is not running`);
    this.freeze(c, true);
    this.engine.events.emit('container', 'pause', c.id, this.containers.attributes(moved), moved.config.Image);
  }

  unpause(ref: string): void {
    const c = this.containers.resolve(ref);
    if (next(containerMachine, c.state, 'UNPAUSE') === undefined)
      throw new ApiError(500, `Container ${c.id} is not paused`);
    this.unfreeze(c);
  }

  /** A paused container goes on. */
  unfreeze(c: ContainerRecord): void {
    const moved = this.moved(c, 'UNPAUSE');
    this.freeze(c, false);
    this.engine.events.emit('container', 'unpause', c.id, this.containers.attributes(moved), moved.config.Image);
  }

  private freeze(c: ContainerRecord, frozen: boolean): void {
    const { kernel } = this.engine;
    const all = [...(this.containers.runtime(c).pids?.processes.values() ?? [])];
    this.engine.effect(
      'processes',
      () => all.forEach((p) => kernel.freeze(p, frozen)),
      () => all.forEach((p) => kernel.freeze(p, !frozen)),
    );
  }

  *attach(
    ref: string,
    options: { stdin: boolean; stdout: boolean; stderr: boolean; logs: boolean; stream?: boolean },
  ): Task<AttachStream> {
    const c = this.containers.resolve(ref);
    if (c.state === 'paused')
      throw new ApiError(409, `container ${ref} is paused, unpause the container before attach`);
    if (c.state === 'restarting')
      throw new ApiError(409, `container ${ref} is restarting, wait until the container is running`);
    const live = options.stream !== false;
    const stream = this.engine.effect(
      'client',
      () =>
        this.streams(c).attach({
          ...options,
          stdin: live && options.stdin && c.config.OpenStdin,
          closeStdin: c.config.StdinOnce,
        }),
      (made) => made.close(),
    );
    const past = options.logs ? this.containers.runtime(c).log.lines.slice() : [];
    this.engine.events.emit('container', 'attach', c.id, this.containers.attributes(c), c.config.Image);
    if (live && past.length === 0) return stream;
    if (!live) stream.close();
    // what is in the log comes first; without `stream` nothing comes after it
    const shown = past.filter((l) => stream.raw || (l.stream === 1 ? options.stdout : options.stderr));
    return {
      ...stream,
      *next() {
        return shown.shift() ?? (live ? yield* stream.next() : undefined);
      },
    };
  }
}

/** The restart policy of a container that somebody starts: one that was switched off watches again. */
function watching(c: ContainerRecord): string {
  return next(restartMachine, c.restart, 'STARTED_BY_HAND') === undefined
    ? c.restart
    : after(restartMachine, c.restart, 'STARTED_BY_HAND');
}
