// `docker exec`: further processes in a running container.

import { toBase64 } from '../api/base64.ts';
import { keyBytes } from '../api/detachkeys.ts';
import { encode } from '../fs/bytes.ts';
import { type Task, waitFor } from '../kernel/block.ts';
import { ALL_CAPS } from '../kernel/caps.ts';
import { type Process, type ProcessSpec, statusCode } from '../kernel/process.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { ApiError } from '../api/error.ts';
import type { AttachStream } from '../api/stream.ts';
import type { ExecConfig, ExecInspect } from '../api/types/container.ts';
import { refusal } from './asked.ts';
import type { Spawned, Start, With } from './ports/stores.ts';
import { execMachine } from './machines/things.machine.ts';
import { Streams } from './runtime.ts';
import { capsOf, environment, failureCode, findFolder, findProgram, identity, reader } from './spec.ts';
import { confinement, enter } from './limits.ts';
import type { Tty } from '../kernel/tty.ts';
import type { ContainerRecord, ExecRecord } from './state.ts';
import { after, initialState } from './step.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'execs' | 'networks' | 'volumes'>;

interface Pending {
  config: ExecConfig;
  streams: Streams;
  process: Process | undefined;
}

/** Virtual ms that a resize waits for its exec to begin (daemon/resize.go of moby). */
const READY = 10_000;

/** Exit status of an exec that dockerd itself could not begin. */
const CANNOT_START = 126;
/** A command as the events tell it: its name, a blank, its arguments. */
const commandLine = (cmd: readonly string[]): string => `${cmd[0] ?? ''} ${cmd.slice(1).join(' ')}`;

/** Virtual ms until a process is inside a container. */
const ENTER = 40;

export class Execs {
  private readonly pending = new Map<string, Pending>();
  constructor(private readonly engine: Engine) {}

  /** The terminal of an exec that has one. */
  terminal(id: string): Tty | undefined {
    return this.pending.get(id)?.streams.tty;
  }

  /** Does a program wait for what the clients of an exec write? */
  reading(id: string): boolean {
    return this.pending.get(id)?.streams.reading === true;
  }

  private put(e: ExecRecord): void {
    this.engine.set({ execs: this.engine.state.execs.set(e.id, e) });
  }

  /** The container, when something can be executed in it. @throws ApiError 409 */
  private running(ref: string): ContainerRecord {
    const c = this.engine.containers.resolve(ref);
    if (c.state === 'paused') throw new ApiError(409, `Container ${ref} is paused, unpause the container before exec`);
    if (c.state === 'restarting')
      throw new ApiError(409, `Container ${c.id} is restarting, wait until the container is running`);
    if (c.state !== 'running') throw new ApiError(409, `container ${c.id} is not running`);
    return c;
  }

  create(ref: string, config: ExecConfig): string {
    const { engine } = this;
    const c = this.running(ref);
    if (config.Cmd.length === 0) throw new ApiError(400, 'No exec command specified');
    if (config.User !== '') identity(reader(engine.containers.runtime(c).mounts!), config.User, null);
    const id = engine.newId();
    this.put({ id, container: c.id, state: initialState(execMachine), exitCode: undefined, pid: 0 });
    const streams = new Streams(engine, { tty: config.Tty, openStdin: config.AttachStdin, name: 'pts/1' }, () => {});
    engine.effect(
      'exec',
      () => this.pending.set(id, { config, streams, process: undefined }),
      () => this.pending.delete(id),
    );
    engine.events.emit(
      'container',
      `exec_create: ${commandLine(config.Cmd)}`,
      c.id,
      { ...engine.containers.attributes(c), execID: id },
      c.config.Image,
    );
    return id;
  }

  private spec(c: ContainerRecord, o: Start, streams: Streams): { spec: ProcessSpec; caps: ReadonlySet<string> } {
    const { engine } = this;
    const runtime = engine.containers.runtime(c);
    const mounts = runtime.mounts!;
    const who = identity(reader(mounts), o.user !== '' ? o.user : c.config.User, c.hostConfig.GroupAdd);
    const caps = o.privileged ? new Set(ALL_CAPS) : capsOf(c);
    const cwd = o.cwd !== '' ? o.cwd : c.config.WorkingDir === '' ? '/' : c.config.WorkingDir;
    return {
      caps,
      spec: {
        argv: o.argv,
        env: environment(engine, c, o.env, who, streams.tty !== undefined),
        cwd,
        uid: who.uid,
        gid: who.gid,
        groups: who.groups,
        caps: who.uid === 0 ? caps : new Set(),
        mounts,
        pids: runtime.pids!,
        net: runtime.net!,
        uts: runtime.uts!,
        fds: streams.files(),
        tty: streams.tty,
        ...confinement(c),
        cgroup: runtime.cgroup!,
      },
    };
  }

  private begin(c: ContainerRecord, o: Start, streams: Streams): Process | string {
    const { engine } = this;
    const { spec, caps } = this.spec(c, o, streams);
    const folder = findFolder(spec, engine);
    if ('error' in folder) return folder.error;
    const inside = { ...spec, cwd: folder.path };
    const found = findProgram(inside, engine, o.argv[0]!);
    if ('error' in found) return `unable to start container process: ${found.error}`;
    if (inside.cgroup?.full === true) return 'unable to start container process: procReady not received';
    return engine.start(inside, function* (p) {
      p.bounding = caps;
      if (streams.tty !== undefined) streams.tty.foreground = p.pgid;
      // runc takes a moment to enter the container; a server that was started just before is there by then
      yield* p.sleep(ENTER);
      return yield* enter(p, found.path, o.argv);
    });
  }

  *start(id: string, options: { detach: boolean; columns?: number; rows?: number }): Task<AttachStream> {
    const { engine } = this;
    const pending = this.pending.get(id);
    const record = engine.state.execs.get(id);
    if (pending === undefined || record === undefined) throw new ApiError(404, `No such exec instance: ${id}`);
    if (record.state === 'running') throw new ApiError(409, `exec command ${id} is already running`);
    const c = this.running(record.container);
    const { config, streams } = pending;
    if (record.state === 'exited') return this.refused(`exec command ${id} has already run`, config, options.detach);
    const attached = streams.attach({
      stdin: config.AttachStdin,
      stdout: config.AttachStdout,
      stderr: config.AttachStderr,
      closeStdin: true,
    });
    if (streams.tty !== undefined && options.columns !== undefined)
      streams.tty.resize(options.columns, options.rows ?? 24);
    const o = {
      argv: config.Cmd,
      user: config.User,
      env: config.Env ?? [],
      cwd: config.WorkingDir,
      privileged: config.Privileged,
    };
    try {
      const why = engine.atomically(() => this.launch(record, pending, c, o));
      if (why === undefined) return attached;
      const text = `OCI runtime exec failed: exec failed: ${why}`;
      this.failed(record, failureCode(why));
      streams.broadcast.send(1, encode(`${text}\r\n`));
      streams.end();
      if (options.detach) throw new ApiError(400, text);
      return attached;
    } catch (error) {
      const why = refusal(error);
      if (engine.state.execs.get(id)?.state === record.state) {
        this.failed(record, CANNOT_START);
        streams.end();
      }
      throw why;
    }
  }

  /** An exec that did not begin is over. */
  private failed(record: ExecRecord, exitCode: number): void {
    this.engine.leaving('exec: it failed', () =>
      this.engine.react(() => this.put({ ...record, state: after(execMachine, record.state, 'FAIL'), exitCode })),
    );
  }

  /** Starts an exec's process. @returns why it cannot begin, in runc's words */
  private launch(record: ExecRecord, pending: Pending, c: ContainerRecord, o: Start): string | undefined {
    const { engine } = this;
    const { id } = record;
    const { config, streams } = pending;
    const process = this.begin(c, o, streams);
    if (typeof process === 'string') return process;
    engine.effect(
      'exec',
      () => (pending.process = process),
      () => (pending.process = undefined),
    );
    this.put({
      ...record,
      state: after(execMachine, record.state, 'START'),
      pid: this.engine.host.pids.pidOf(process) ?? 0,
    });
    engine.events.emit(
      'container',
      `exec_start: ${commandLine(config.Cmd)}`,
      c.id,
      { ...engine.containers.attributes(c), execID: id },
      c.config.Image,
    );
    process.onExit.push((p) => engine.react(() => this.exited(id, c.id, statusCode(p), streams)));
    return undefined;
  }

  private exited(id: string, container: string, code: number, streams: Streams): void {
    const { engine } = this;
    const now = engine.state.execs.get(id);
    if (now !== undefined) this.put({ ...now, state: after(execMachine, now.state, 'EXIT'), exitCode: code, pid: 0 });
    streams.end();
    const owner = engine.state.containers.get(container);
    if (owner === undefined) return;
    engine.events.emit(
      'container',
      'exec_die',
      container,
      { ...engine.containers.attributes(owner), execID: id, exitCode: String(code) },
      owner.config.Image,
    );
  }

  /** A stream that says nothing but why nothing runs: by then its reader has the connection. @throws ApiError 409 */
  private refused(why: string, config: ExecConfig, detach: boolean): AttachStream {
    if (detach) throw new ApiError(409, why);
    const streams = new Streams(this.engine, { tty: config.Tty, openStdin: false, name: '' }, () => {});
    const attached = streams.attach({ stdin: false, stdout: true, stderr: true, closeStdin: true });
    streams.broadcast.send(1, encode(`${why}\r\n`));
    streams.end();
    return attached;
  }

  /** Ids of the execs that have streams here. */
  waiting(): string[] {
    return [...this.pending.keys()];
  }

  /** @throws ApiError 404 */
  private find(id: string): { e: ExecRecord; pending: Pending } {
    const e = this.engine.state.execs.get(id);
    const pending = this.pending.get(id);
    if (e === undefined || pending === undefined) throw new ApiError(404, `No such exec instance: ${id}`);
    return { e, pending };
  }

  inspect(id: string): ExecInspect {
    const { e, pending } = this.find(id);
    const { config } = pending;
    const [entrypoint = '', ...args] = config.Cmd;
    return {
      ID: id,
      Running: e.state === 'running',
      ExitCode: e.exitCode ?? null,
      ProcessConfig: {
        tty: config.Tty,
        entrypoint,
        arguments: args,
        privileged: config.Privileged,
        ...(config.User === '' ? {} : { user: config.User }),
      },
      OpenStdin: config.AttachStdin,
      OpenStderr: config.AttachStderr,
      OpenStdout: config.AttachStdout,
      CanRemove: false,
      ContainerID: e.container,
      DetachKeys: toBase64(keyBytes(config.DetachKeys ?? '')),
      Pid: e.pid,
    };
  }

  /** The size of an exec's terminal; one that has not begun is waited for. @throws ApiError 404, 500 */
  *resize(id: string, columns: number, rows: number): Task {
    const until = this.engine.now + READY;
    while (this.find(id).e.state === 'created') {
      if (this.engine.now >= until) throw new ApiError(500, 'timeout waiting for exec session ready');
      yield* waitFor([], Math.min(until, this.engine.now + 50));
    }
    const { tty } = this.find(id).pending.streams;
    if (tty !== undefined) this.engine.afterwards('terminal', () => tty.resize(columns, rows));
  }

  /** Runs a command of the daemon's own in a container (health checks). */
  spawn(c: ContainerRecord, o: Start, output: (stream: 1 | 2, bytes: Uint8Array) => void, _why: string): Spawned {
    const streams = new Streams(this.engine, { tty: false, openStdin: false, name: '' }, output);
    const process = this.begin(c, o, streams);
    if (typeof process === 'string') {
      output(2, new TextEncoder().encode(`OCI runtime exec failed: exec failed: ${process}: unknown`));
      return { kill: () => {}, whenDone: (f) => f(-1) };
    }
    return {
      kill: () => this.engine.kernel.signal(process, SIGNALS.KILL),
      whenDone: (f) => process.onExit.push((p) => f(statusCode(p))),
    };
  }

  /** Ends the execs of a container whose main process is gone; those that never began are forgotten. */
  ended(container: string): void {
    for (const e of this.engine.state.execs.values()) {
      if (e.container !== container || e.state === 'exited') continue;
      if (e.state !== 'running') {
        this.engine.set({ execs: this.engine.state.execs.delete(e.id) });
        this.engine.afterwards('exec', () => this.pending.delete(e.id));
        continue;
      }
      const process = this.pending.get(e.id)?.process;
      if (process?.status === undefined && process !== undefined)
        this.engine.afterwards('signal', () => this.engine.kernel.signal(process, SIGNALS.KILL));
    }
  }

  forget(container: string): void {
    let { execs } = this.engine.state;
    for (const e of execs.values()) {
      if (e.container !== container) continue;
      execs = execs.delete(e.id);
      this.engine.afterwards('exec', () => this.pending.delete(e.id));
    }
    this.engine.set({ execs });
  }
}
