// One process: who it is, what it sees, what it has open, and the system calls that it makes.

import { decode, encode, concat } from '../fs/bytes.ts';
import { clean, resolvePath } from '../fs/path.ts';
import { FsError } from '../fs/node.ts';
import { type Program, type Task, WaitQueue, preempt, waitFor } from './block.ts';
import { type Cgroup, Killed } from './cgroup.ts';
import type { Kernel } from './kernel.ts';
import { allowed, type Limits } from './limits.ts';
import type { NetNs } from './net.ts';
import { type OpenFile, PipeReader, PipeWriter } from './files.ts';
import { ByteQueue } from './pipe.ts';
import { SIGNALS } from './signals.ts';
import type { Tty } from './tty.ts';
import { type MountNs, Vfs, type OpenFlags } from './vfs.ts';

/** Process ids as one group of processes counts them. Those of a namespace inside of it are seen there too. */
export class PidNs {
  readonly processes = new Map<number, Process>();
  private next = 1;
  init: Process | undefined;
  /** Numbers here of processes that live in namespaces inside. */
  private readonly inner = new Map<Process, number>();
  /** @param parent the namespace that it was made in; the host's is above all and need not be named */
  constructor(
    readonly isHost: boolean,
    readonly parent?: PidNs,
  ) {}
  /** Numbers a process here and in the namespaces around. @returns its number here */
  allocate(p: Process): number {
    for (let ns = this.parent; ns !== undefined && !ns.isHost; ns = ns.parent) ns.inner.set(p, ns.number(p));
    const pid = this.number(p);
    if (pid === 1) this.init = p;
    return pid;
  }
  private number(p: Process): number {
    const pid = this.next++;
    this.processes.set(pid, p);
    return pid;
  }
  /** A process that is gone. */
  forget(p: Process): void {
    this.processes.delete(p.nsPid);
    for (let ns = this.parent; ns !== undefined && !ns.isHost; ns = ns.parent) {
      ns.processes.delete(ns.inner.get(p)!);
      ns.inner.delete(p);
    }
  }
  /** A process's number as seen from here; undefined where it cannot be seen. */
  pidOf(p: Process): number | undefined {
    if (this.isHost) return p.pid;
    return p.pids === this ? p.nsPid : this.inner.get(p);
  }
}

export interface UtsNs {
  hostname: string;
  domainname: string;
}

/** What a process may be born with. */
export interface ProcessSpec {
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly caps: ReadonlySet<string>;
  /** What a setuid program may get back; `caps`, where it is not said. */
  readonly bounding?: ReadonlySet<string>;
  readonly mounts: MountNs;
  readonly pids: PidNs;
  readonly net: NetNs;
  readonly uts: UtsNs;
  readonly fds: ReadonlyMap<number, OpenFile>;
  readonly tty?: Tty | undefined;
  readonly umask?: number;
  readonly noNewPrivs?: boolean;
  /** A filter of system calls refuses what administers the machine, whatever the capabilities (seccomp). */
  readonly filtered?: boolean;
  /** Is there such a filter at all, as /proc/PID/status tells? */
  readonly seccomp?: boolean;
  readonly limits?: Limits;
  /** Whose limits it shares; without one its parent's, or the machine's. */
  readonly cgroup?: Cgroup;
}

/** How a signal is met: `ignore`, or `catch`: it is queued in `caught` and interrupts waiting. */
export type SignalAction = 'ignore' | 'catch';

export class Process {
  argv: readonly string[];
  comm: string;
  exe = '';
  /** busybox's messages or GNU's: depends on the file that was executed. */
  flavor: 'gnu' | 'busybox' = 'gnu';
  env: Map<string, string>;
  cwd: string;
  uid: number;
  euid: number;
  gid: number;
  egid: number;
  groups: readonly number[];
  caps: ReadonlySet<string>;
  /** All that this process and its children may ever get back by a setuid program. */
  bounding: ReadonlySet<string>;
  umask: number;
  noNewPrivs: boolean;
  filtered: boolean;
  seccomp: boolean;
  limits: Limits;
  readonly cgroup: Cgroup;
  /** Bytes that it holds, as far as they are counted (see `hold`). */
  held = 0;
  /** Counts what its program really holds, when too much seems to be held. */
  census: (() => number) | undefined;
  readonly mounts: MountNs;
  readonly pids: PidNs;
  readonly net: NetNs;
  readonly uts: UtsNs;
  readonly fds = new Map<number, OpenFile>();
  tty: Tty | undefined;
  pgid: number;
  sid: number;
  readonly fs: Vfs;
  readonly startTime: number;
  /** Pid as the process's own namespace counts. */
  readonly nsPid: number;
  parent: Process | undefined;
  readonly children = new Set<Process>();
  readonly childExited = new WaitQueue();
  /** Woken when this process ends. */
  readonly exited = new WaitQueue();
  readonly onExit: ((p: Process) => void)[] = [];
  status: { code: number; signal: number | undefined } | undefined;
  /** Set while job control or a freezer keeps the process from running. */
  stopped = false;
  frozen = false;
  /** Is it a part of its parent (see `thread`)? */
  ofParent = false;
  /** The signal that it dies of when it goes on. */
  pending: number | undefined;
  readonly actions = new Map<number, SignalAction>();
  readonly caught: number[] = [];
  /** The machine's step at which a caught signal came last, and the one at which this process ended. */
  caughtAt = 0;
  endedAt = 0;
  /** Virtual ms of CPU used. */
  cpu = 0;
  /** And those of children that were waited for, with all of theirs. */
  childCpu = 0;
  /** Something the program keeps for others to see (an interactive shell, for completion). */
  extension: unknown;

  constructor(
    readonly kernel: Kernel,
    readonly pid: number,
    spec: ProcessSpec,
    parent: Process | undefined,
  ) {
    this.argv = spec.argv;
    this.comm = commOf(spec.argv[0] ?? '');
    this.env = new Map(spec.env);
    this.cwd = spec.cwd;
    this.uid = this.euid = spec.uid;
    this.gid = this.egid = spec.gid;
    this.groups = spec.groups;
    this.caps = spec.caps;
    this.bounding = spec.bounding ?? spec.caps;
    this.umask = spec.umask ?? 0o022;
    this.noNewPrivs = spec.noNewPrivs ?? false;
    this.filtered = spec.filtered ?? false;
    this.seccomp = spec.seccomp ?? false;
    this.limits = spec.limits ?? new Map();
    this.mounts = spec.mounts;
    this.pids = spec.pids;
    this.net = spec.net;
    this.uts = spec.uts;
    this.tty = spec.tty;
    this.parent = parent;
    this.startTime = kernel.now;
    this.pgid = this.sid = pid;
    this.nsPid = spec.pids.isHost ? pid : spec.pids.allocate(this);
    if (spec.pids.isHost) spec.pids.processes.set(pid, this);
    for (const [n, file] of spec.fds) this.fds.set(n, file.retain());
    this.cgroup = spec.cgroup ?? parent?.cgroup ?? kernel.memory;
    this.fs = new Vfs(this);
  }

  /** Arguments without the program's name. */
  get args(): readonly string[] {
    return this.argv.slice(1);
  }
  get busybox(): boolean {
    return this.flavor === 'busybox';
  }
  /** The name that messages begin with. */
  get name(): string {
    const a0 = this.argv[0] ?? '';
    return this.busybox ? a0.slice(a0.lastIndexOf('/') + 1) : a0.slice(a0.lastIndexOf('/') + 1);
  }
  getenv(name: string): string | undefined {
    return this.env.get(name);
  }
  abs(path: string): string {
    return resolvePath(this.cwd, path);
  }
  chdir(path: string): void {
    const place = this.fs.place(path);
    if (place.node === undefined) throw new FsError('ENOENT', path);
    if (place.node.kind !== 'dir') throw new FsError('ENOTDIR', path);
    if (!this.fs.may(place.node, 1)) throw new FsError('EACCES', path);
    this.cwd = place.abs;
  }

  // --- memory

  /**
   * Counts bytes that the program keeps from now on. Only what may grow big needs counting.
   * @throws Killed when they are too many and this process is the one that has to go
   */
  hold(bytes: number): void {
    if (this.status === undefined) this.cgroup.charge(this, bytes);
    if (this.status !== undefined) throw new Killed();
  }
  /** Bytes that the program kept are free again. */
  release(bytes: number): void {
    this.cgroup.charge(this, -Math.min(bytes, this.held));
  }
  /** Replaces what was counted by what there is, and what is asked for just now. */
  recount(asked: number): void {
    const now = this.census?.();
    if (now !== undefined) this.cgroup.charge(this, Math.min(0, now + asked - this.held));
  }

  // --- descriptors

  fd(n: number): OpenFile {
    const file = this.fds.get(n);
    if (file === undefined) throw new FsError('EBADF', String(n));
    return file;
  }
  /** Lowest free number from `from` on. @throws FsError EMFILE when the process may have no more */
  freeFd(from = 3): number {
    let n = from;
    while (this.fds.has(n)) n++;
    if (n >= allowed(this, 'nofile')) throw new FsError('EMFILE', '');
    return n;
  }
  /** Must `count` more descriptors be refused? @throws FsError EMFILE */
  needFds(count: number, path: string): void {
    const most = allowed(this, 'nofile');
    let free = 0;
    for (let n = 0; free < count; n++)
      if (n >= most) throw new FsError('EMFILE', path);
      else if (!this.fds.has(n)) free++;
  }
  /** Makes `n` stand for `file`, whose reference is taken over. */
  setFd(n: number, file: OpenFile): void {
    const old = this.fds.get(n);
    this.fds.set(n, file);
    old?.release();
  }
  closeFd(n: number): void {
    this.fds.get(n)?.release();
    this.fds.delete(n);
  }
  *open(path: string, flags: OpenFlags): Task<number> {
    this.needFds(1, path);
    const file = yield* this.fs.open(path, flags);
    const n = this.freeFd();
    this.fds.set(n, file);
    return n;
  }
  pipe(): { reader: PipeReader; writer: PipeWriter } {
    const queue = new ByteQueue();
    return { reader: new PipeReader(queue), writer: new PipeWriter(queue) };
  }
  isatty(n: number): boolean {
    return this.fds.get(n)?.tty !== undefined;
  }

  /** Reads up to `max` bytes; waits. Empty bytes are the end; an uncaught signal ends the process here. */
  *read(n: number, max = 65536): Task<Uint8Array> {
    for (;;) {
      const { tty } = this.fd(n);
      if (tty !== undefined && tty === this.tty) yield* this.claim(tty);
      const got = yield* this.fd(n).read(max);
      if (typeof got !== 'string') return got;
      if (this.caught.length > 0) throw new FsError('EINTR', 'read');
    }
  }
  /** Waits until this process may read from its terminal: in the background, it is stopped. @throws FsError EIO */
  private *claim(tty: Tty): Task {
    const behind = (): boolean => {
      const [front] = this.kernel.group(tty.foreground);
      return front !== undefined && front.pgid !== this.pgid && front.sid === this.sid;
    };
    while (behind()) {
      const action = this.actions.get(SIGNALS.TTIN);
      if (action === 'ignore') throw new FsError('EIO', 'read');
      if (this.caught.length > 0) throw new FsError('EINTR', 'read');
      this.kernel.signalGroup(this.pgid, SIGNALS.TTIN);
      if (!this.stopped && action === undefined) throw new FsError('EIO', 'read');
      yield* preempt();
    }
  }
  *readAll(n: number): Task<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for (let c = yield* this.read(n); c.length > 0; c = yield* this.read(n)) {
      this.hold(c.length);
      chunks.push(c);
    }
    return concat(chunks.length === 0 ? [new Uint8Array(0)] : chunks);
  }
  /** Writes bytes or text. A broken pipe raises SIGPIPE, and EPIPE when that is ignored. */
  *write(n: number, data: Uint8Array | string): Task {
    const bytes = typeof data === 'string' ? encode(data) : data;
    if (bytes.length === 0) return;
    if (yield* this.fd(n).write(bytes)) return;
    this.kernel.signal(this, SIGNALS.PIPE, this);
    yield* preempt();
    throw new FsError('EPIPE', 'write');
  }
  *print(text: string): Task {
    yield* this.write(1, text);
  }
  /** To standard error; a closed one is no reason to fail. */
  *eprint(text: string): Task {
    if (this.fds.has(2)) yield* this.write(2, text);
  }

  // --- time and other processes

  *sleep(ms: number): Task<'timeout' | 'signal'> {
    const until = this.kernel.now + ms;
    for (;;) {
      const why = yield* waitFor([], until);
      if (why === 'signal' && this.caught.length > 0) return 'signal';
      if (this.kernel.now >= until) return 'timeout';
    }
  }

  /** Waits for a child to end and takes its status (128 + signal when killed). */
  *wait(child: Process): Task<number> {
    while (child.status === undefined) yield* waitFor([child.exited]);
    this.reap(child);
    return statusCode(child);
  }

  reap(child: Process): void {
    this.children.delete(child);
    this.childCpu += child.cpu + child.childCpu;
    this.kernel.forget(child);
  }

  /** A new process like this one that runs `program`. */
  fork(program: Program, argv: readonly string[] = this.argv): Process {
    return this.kernel.fork(this, program, argv);
  }

  /** A process that is only a part of this one: it ends when this one does, however that comes. */
  thread(program: Program): Process {
    const part = this.fork(program);
    part.ofParent = true;
    return part;
  }

  /**
   * Runs the program in a file of this process's tree, in a child with the same descriptors.
   * @throws FsError ENOENT, EACCES, ENOEXEC, before anything is started
   */
  spawn(path: string, argv: readonly string[]): Process {
    const image = this.kernel.load(this, path, argv);
    return this.kernel.fork(this, (p) => this.kernel.runImage(p, image), argv);
  }

  /** Replaces the program of this process; the result is its exit status. */
  exec(path: string, argv: readonly string[]): Task<number> {
    return this.kernel.runImage(this, this.kernel.load(this, path, argv));
  }

  /** Full path of a command as PATH finds it; undefined when it is nowhere. */
  which(
    name: string,
    pathVar = this.env.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  ): string | undefined {
    if (name === '') return undefined;
    if (name.includes('/')) return name;
    for (const dir of pathVar.split(':')) {
      const path = clean(`${dir || '.'}/${name}`);
      const node = this.fs.tryStat(path);
      if (node?.kind === 'file' && this.fs.may(node, 1)) return path;
    }
    return undefined;
  }

  /** Is the process asked to stop by a signal that it catches? Takes the first. */
  takeSignal(): number | undefined {
    return this.caught.shift();
  }
}

export function commOf(argv0: string): string {
  return argv0.slice(argv0.lastIndexOf('/') + 1).slice(0, 15);
}

/** Exit status as a shell sees it. */
export function statusCode(p: Process): number {
  const s = p.status!;
  return s.signal === undefined ? s.code : 128 + s.signal;
}

/** Lines of a descriptor, one at a time, without reading past what is needed of the stream's end. */
export class LineReader {
  private buffer = '';
  private pending: Uint8Array[] = [];
  private waiting = 0;
  private done = false;
  constructor(
    private readonly p: Process,
    private readonly fd: number,
  ) {}
  /** The next line without its newline, undefined at the end. `newline` tells whether the line had one. */
  newline = true;
  *next(): Task<string | undefined> {
    for (;;) {
      const at = this.buffer.indexOf('\n');
      if (at >= 0) {
        const line = this.buffer.slice(0, at);
        this.buffer = this.buffer.slice(at + 1);
        this.newline = true;
        return line;
      }
      if (this.done) {
        if (this.buffer === '') return undefined;
        const line = this.buffer;
        this.buffer = '';
        this.newline = false;
        return line;
      }
      const bytes = yield* this.p.read(this.fd);
      if (bytes.length === 0) {
        this.done = true;
        if (this.pending.length > 0) this.buffer += decode(concat(this.pending.splice(0)));
        continue;
      }
      this.pending.push(bytes);
      this.waiting += bytes.length;
      if (this.waiting > 65536) this.p.hold(bytes.length);
      if (bytes.includes(10)) {
        if (this.waiting > 65536) this.p.release(this.waiting);
        this.waiting = 0;
        const all = concat(this.pending.splice(0));
        const cut = all.lastIndexOf(10) + 1;
        this.buffer += decode(all.subarray(0, cut));
        if (cut < all.length) this.pending.push(all.subarray(cut));
      }
    }
  }
}
