// Starting, stopping, pausing and restarting containers, waiting for them, and their health.

import { type Task, waitFor } from '../kernel/block.ts';
import { type Process, type ProcessSpec, statusCode, PidNs } from '../kernel/process.ts';
import { signalNumber, SIGNALS } from '../kernel/signals.ts';
import { ApiError } from '../api/error.ts';
import type { Change } from '../api/operations.ts';
import type { AttachStream } from '../api/stream.ts';
import { askedSignal, during } from './asked.ts';
import { confinement, containerGroup, enter, setupProblem, specProblem } from './limits.ts';
import { logOptionProblem } from './check.ts';
import { injectionOf } from './devices/injection.ts';
import { UNSEEN } from './boot.ts';
import { Endpoints } from './endpoints.ts';
import type { Engine } from './engine.ts';
import { HealthMonitor } from './health.ts';
import { containerMachine } from './machines/container.machine.ts';
import { restartMachine } from './machines/things.machine.ts';
import { Streams } from './runtime.ts';
import { capsOf, environment, failureCode, findProgram, identity, mountNamespace, networkOf, reader } from './spec.ts';
import type { ContainerRecord } from './state.ts';
import { next } from './step.ts';

const CREATE_FAILED =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ';

/** Virtual ms that runc takes for namespaces, mounts and cgroups before a main process begins (`docker start` takes some 0.2 s). */
const START = 180;

export class Lifecycle {
  readonly health: HealthMonitor;
  readonly endpoints: Endpoints;
  constructor(private readonly engine: Engine) {
    this.health = new HealthMonitor(engine);
    this.endpoints = new Endpoints(engine);
  }

  private get containers(): Engine['containers'] {
    return this.engine.containers;
  }

  /** The state after an event; the record changes with it. @returns undefined when the machine refuses */
  move(c: ContainerRecord, event: string, change: Partial<ContainerRecord> = {}): ContainerRecord | undefined {
    const state = next(containerMachine, c.state, event);
    return state === undefined ? undefined : this.containers.patch(c.id, { ...change, state });
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
    for (const until = this.engine.now + START; this.engine.now < until;) yield* waitFor([], until);
    const then = this.containers.resolve(c.id);
    if (then.state === 'running' || then.state === 'restarting') return 'unchanged';
    if (next(containerMachine, then.state, 'START') === undefined)
      throw new ApiError(409, 'container is marked for removal and cannot be started');
    const runtime = this.containers.runtime(c);
    runtime.stoppedByHand = false;
    this.containers.patch(c.id, {
      restart: next(restartMachine, then.restart, 'STARTED_BY_HAND') ?? then.restart,
      restartCount: 0,
    });
    runtime.restartDelay = 100;
    this.launch(this.containers.record(c.id));
    return undefined;
  }

  /** Starts the main process. A failure leaves the container as it was, with the error noted. */
  launch(c: ContainerRecord): void {
    try {
      this.launchNow(c);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const now = this.containers.record(c.id);
      this.teardown(now);
      this.move(this.containers.record(c.id), 'FAIL', {
        // what dockerd refuses by itself has no status of a program
        exitCode: error.message.startsWith('failed to create task') ? failureCode(error.message) : 128,
        error: error.message,
        pid: 0,
      });
      throw error;
    }
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
    const process = engine.kernel.start(spec, function* (p) {
      p.bounding = caps;
      p.cwd = p.fs.isDir(cwd) ? p.fs.realpath(cwd) : '/';
      if (streams.tty !== undefined) streams.tty.foreground = p.pgid;
      return yield* init !== undefined ? init(p) : enter(p, found.path, [c.path, ...c.args]);
    });
    runtime.process = process;
    process.onExit.push((p) => this.ended(c.id, p));
    const started = this.move(this.containers.record(c.id), 'START', {
      pid: engine.host.pids.pidOf(process) ?? 0,
      startedAt: engine.now,
      exitCode: 0,
      error: '',
      oomKilled: false,
    })!;
    for (const m of started.mounts)
      if (m.Type === 'volume')
        engine.events.emit('volume', 'mount', m.Name!, {
          container: c.id,
          destination: m.Destination,
          driver: 'local',
          propagation: '',
          'read/write': String(m.RW),
        });
    engine.events.emit('container', 'start', c.id, this.containers.attributes(started), started.config.Image);
    this.health.begin(started);
    runtime.changed.wake();
  }

  /** Undoes what `launch` set up. */
  private teardown(c: ContainerRecord): void {
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

  /** The main process is gone. */
  private ended(id: string, p: Process): void {
    const { engine } = this;
    const c = engine.state.containers.get(id);
    if (c === undefined) return;
    const runtime = this.containers.runtime(c);
    const code = engine.stage === 'down' ? UNSEEN : statusCode(p);
    const ranFor = engine.now - c.startedAt;
    runtime.log.flush(engine.now);
    runtime.streams?.end();
    runtime.streams = undefined;
    this.health.end(c);
    this.teardown(this.containers.record(id));
    engine.execs.ended(id);
    runtime.lastCode = code;
    const again = this.wantsRestart(c, code, runtime.stoppedByHand);
    const moved =
      this.move(this.containers.record(id), again ? 'RESTART' : 'EXIT', { exitCode: code, finishedAt: engine.now }) ??
      this.containers.patch(id, { state: 'exited', exitCode: code, finishedAt: engine.now });
    engine.events.emit(
      'container',
      'die',
      id,
      { ...this.containers.attributes(moved), execDuration: String(Math.floor(ranFor / 1000)), exitCode: String(code) },
      moved.config.Image,
    );
    for (const m of moved.mounts)
      if (m.Type === 'volume') engine.events.emit('volume', 'unmount', m.Name!, { container: id, driver: 'local' });
    if (again) this.scheduleRestart(moved, ranFor);
    runtime.exited.wake();
    runtime.changed.wake();
    if (!again && moved.hostConfig.AutoRemove && !runtime.beingRestarted && engine.stage !== 'down')
      this.containers.discard(this.containers.record(id), true);
  }

  private wantsRestart(c: ContainerRecord, code: number, byHand: boolean): boolean {
    if (byHand || c.restart === 'off' || this.engine.stage !== 'up') return false;
    return this.policyRestarts(c, code);
  }

  /** Does its policy want a container back that ended with this status? */
  policyRestarts(c: ContainerRecord, code: number): boolean {
    const { Name, MaximumRetryCount } = c.hostConfig.RestartPolicy;
    if (Name === 'always' || Name === 'unless-stopped') return true;
    return Name === 'on-failure' && code !== 0 && (MaximumRetryCount === 0 || c.restartCount < MaximumRetryCount);
  }

  /** Waits longer each time (100 ms, doubled up to a minute) unless the container had run for ten seconds. */
  private scheduleRestart(c: ContainerRecord, ranFor: number): void {
    const runtime = this.containers.runtime(c);
    if (ranFor >= 10_000) runtime.restartDelay = 100;
    const delay = runtime.restartDelay;
    runtime.restartDelay = Math.min(60_000, delay * 2);
    this.containers.patch(c.id, { restart: next(restartMachine, c.restart, 'EXITED') ?? c.restart });
    runtime.cancelRestart = this.engine.kernel.clock.schedule(this.engine.now + delay, () => {
      const now = this.engine.state.containers.get(c.id);
      if (now === undefined || now.state !== 'restarting') return;
      this.containers.patch(c.id, {
        restartCount: now.restartCount + 1,
        restart: next(restartMachine, now.restart, 'WAITED') ?? now.restart,
      });
      try {
        this.launch(this.containers.record(c.id));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    });
  }

  private cancelRestart(c: ContainerRecord): ContainerRecord {
    const runtime = this.containers.runtime(c);
    runtime.cancelRestart?.();
    runtime.cancelRestart = undefined;
    const stopped = this.move(c, 'GIVE_UP', { restart: 'off' }) ?? c;
    runtime.exited.wake();
    return stopped;
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
      this.cancelRestart(c);
      return;
    }
    if (next(containerMachine, c.state, 'STOP') === undefined) return;
    const signal = during(what, () => askedSignal(options.signal || (c.config.StopSignal ?? 'SIGTERM')));
    const runtime = this.containers.runtime(c);
    runtime.stoppedByHand = true;
    if (c.state === 'paused') this.unfreeze(c);
    const process = runtime.process!;
    const timeout = options.timeout ?? c.config.StopTimeout ?? 10;
    const until = timeout < 0 ? undefined : this.engine.now + timeout * 1000;
    this.sendSignal(c, process, signal);
    if (timeout > 0 || timeout < 0) yield* this.untilEnded(process, until);
    else yield* this.untilEnded(process, this.engine.now + 20);
    if (process.status === undefined) {
      this.sendSignal(c, process, SIGNALS.KILL);
      yield* this.untilEnded(process, undefined);
    }
  }

  private *untilEnded(process: Process, until: number | undefined): Task {
    while (process.status === undefined) {
      yield* waitFor([process.exited], until);
      if (until !== undefined && this.engine.now >= until) return;
    }
  }

  sendSignal(c: ContainerRecord, process: Process, signal: number): void {
    this.engine.events.emit(
      'container',
      'kill',
      c.id,
      { ...this.containers.attributes(this.containers.record(c.id)), signal: String(signal) },
      c.config.Image,
    );
    this.engine.kernel.signal(process, signal);
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
      this.cancelRestart(c);
      return;
    }
    const runtime = this.containers.runtime(c);
    const process = runtime.process!;
    // without a stop signal of its own, any signal counts as one that is meant to stop it (and wakes it)
    const stop = c.config.StopSignal ?? '';
    if (stop === '' || signal === SIGNALS.KILL || signal === signalNumber(stop)) {
      runtime.stoppedByHand = true;
      if (c.state === 'paused') this.unfreeze(c);
    }
    this.sendSignal(c, process, signal);
    if (signal === SIGNALS.KILL) yield* this.untilEnded(process, undefined);
  }

  /** Ends a container at once, for `rm -f`. */
  killForRemoval(c: ContainerRecord): ContainerRecord {
    const runtime = this.containers.runtime(c);
    runtime.stoppedByHand = true;
    if (c.state === 'restarting') return this.cancelRestart(c);
    runtime.beingRestarted = true;
    if (c.state === 'paused') this.unfreeze(c);
    if (runtime.process !== undefined) this.sendSignal(c, runtime.process, SIGNALS.KILL);
    return this.containers.record(c.id);
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
    for (const p of this.containers.runtime(c).pids?.processes.values() ?? []) this.engine.kernel.freeze(p, true);
    this.engine.events.emit('container', 'pause', c.id, this.containers.attributes(moved), moved.config.Image);
  }

  unpause(ref: string): void {
    const c = this.containers.resolve(ref);
    if (next(containerMachine, c.state, 'UNPAUSE') === undefined)
      throw new ApiError(500, `Container ${c.id} is not paused`);
    this.unfreeze(c);
  }

  unfreeze(c: ContainerRecord): void {
    const moved = this.move(c, 'UNPAUSE')!;
    for (const p of this.containers.runtime(c).pids?.processes.values() ?? []) this.engine.kernel.freeze(p, false);
    this.engine.events.emit('container', 'unpause', c.id, this.containers.attributes(moved), moved.config.Image);
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
    const stream = this.streams(c).attach({
      ...options,
      stdin: live && options.stdin && c.config.OpenStdin,
      closeStdin: c.config.StdinOnce,
    });
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
