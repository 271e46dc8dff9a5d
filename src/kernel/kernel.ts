// The kernel: the scheduler over virtual time, processes and their signals.

import { encode } from '../fs/bytes.ts';
import type { Cell } from '../fs/cell.ts';
import { Random } from '../fs/random.ts';
import { FsError } from '../fs/node.ts';
import type { Block, Program, Task, Wake } from './block.ts';
import { Cgroup, Killed, MACHINE_BYTES, outOfMemory } from './cgroup.ts';
import { Clock } from './clock.ts';
import { Fifo } from './files.ts';
import { Journal } from './journal.ts';
import { mayFork, spend } from './limits.ts';
import { Net } from './net.ts';
import type { Answer, Refusal } from './outcome.ts';
import { PidNs, Process, type ProcessSpec } from './process.ts';
import { deliver } from './delivery.ts';
import { SIGNALS } from './signals.ts';
import type { ShellWatch } from './tty.ts';
import { type Image, loadImage, runImage } from './image.ts';

/** Why `run` came back; `outside`: a program is being fetched, and the machine stands still until it is there. */
export type RunResult = 'idle' | 'budget' | 'until' | 'stopped' | 'outside';

interface Slot {
  task: Task<number>;
  wake: Wake;
  ready: boolean;
  unblock: (() => void) | undefined;
}

/** Virtual ms that one turn of a process and the start of a program cost. */
const TURN_COST = 0.01;
const SPAWN_COST = 0.4;

const NOBODY: ReadonlySet<Process> = new Set();

export class Kernel {
  readonly clock: Clock;
  readonly random: Random;
  readonly net = new Net();
  /** What all processes together may hold. */
  readonly memory = new Cgroup();
  /** The last things that networks refused, oldest first, for whoever asks why. */
  readonly refusals: Refusal[] = [];
  /** Told of each of them at its moment, while all is still there that it is about. */
  onRefused: ((refusal: Refusal) => void) | undefined;
  /** What was typed at shells. */
  readonly journal = new Journal();
  /** Told of answers that clients on the host's own network got. */
  readonly answers = new Set<(a: Answer) => void>();
  /** Told of processes that end, while their files and network are still there. */
  readonly ends = new Set<(p: Process) => void>();
  readonly hostPids = new PidNs(true);
  readonly processes = new Map<number, Process>();
  /** Processes that wait for something outside the machine. */
  outsiders = 0;
  /** What commands offer for Tab at a shell's prompt: arguments so far, and the word being typed. */
  readonly completers = new Map<string, (p: Process, args: readonly string[], word: string) => string[] | undefined>();
  private readonly groups = new Map<number, Set<Process>>();
  private readonly slots = new Map<Process, Slot>();
  /** Who is ready, in the order of their turns; what is before `head` has had its turn. */
  private queue: Process[] = [];
  private head = 0;
  /** The process in whose turn the machine stands still, see `standstill`. */
  private held: Process | undefined;
  private released = false;
  private taken = 0;
  private nextPid = 1;
  private current: Process | undefined;
  private readonly inodes = new Map<number, number>();
  private readonly fifos = new WeakMap<Cell, Map<string, Fifo>>();

  /** @param programs what can be executed, by the name in the program files. */
  constructor(
    readonly programs: { get(name: string): Program | undefined },
    options: { seed: number; now: number },
  ) {
    this.clock = new Clock(options.now);
    this.random = new Random(options.seed);
    this.memory.memory = MACHINE_BYTES;
  }

  get now(): number {
    return this.clock.now;
  }

  /** The number that programs show for a file: counted as files are first looked at, so it depends on nothing outside the machine. */
  inode(ino: number): number {
    let shown = this.inodes.get(ino);
    if (shown === undefined) this.inodes.set(ino, (shown = 262_146 + this.inodes.size));
    return shown;
  }

  /** Notes that a process could not resolve a name or open a connection. */
  refused(p: Process, what: Omit<Refusal, 'at' | 'net' | 'mounts' | 'program' | 'background'>): void {
    let first = p;
    while (first.parent !== undefined) first = first.parent;
    const refusal: Refusal = {
      at: this.now,
      net: p.net,
      mounts: p.mounts,
      program: p.name,
      background: !first.pids.isHost && first.nsPid === 1,
      ...what,
    };
    this.refusals.push(refusal);
    if (this.refusals.length > 32) this.refusals.shift();
    this.onRefused?.(refusal);
  }

  /** A process got an answer. */
  answered(p: Process, answer: Answer): void {
    if (p.net.isHost) for (const f of this.answers) f(answer);
  }

  fifo(cell: Cell, key: string, make: () => Fifo): Fifo {
    let map = this.fifos.get(cell);
    if (map === undefined) this.fifos.set(cell, (map = new Map()));
    let fifo = map.get(key);
    if (fifo === undefined) map.set(key, (fifo = make()));
    return fifo;
  }
  newFifo(): Fifo {
    return new Fifo();
  }

  // --- processes

  /** Starts a process that runs `program`. */
  start(spec: ProcessSpec, program: Program, parent?: Process): Process {
    const p = new Process(this, this.nextPid++, spec, parent);
    this.adopt(p, program);
    return p;
  }

  /** @throws FsError EAGAIN when the control group or the user has as many processes as it may */
  fork(parent: Process, program: Program, argv: readonly string[]): Process {
    if (parent.cgroup.full || !mayFork(parent)) throw new FsError('EAGAIN', 'fork');
    const p = new Process(
      this,
      this.nextPid++,
      {
        argv,
        env: parent.env,
        cwd: parent.cwd,
        uid: parent.uid,
        gid: parent.gid,
        groups: parent.groups,
        caps: parent.caps,
        mounts: parent.mounts,
        pids: parent.pids,
        net: parent.net,
        uts: parent.uts,
        fds: parent.fds,
        tty: parent.tty,
        umask: parent.umask,
        noNewPrivs: parent.noNewPrivs,
        filtered: parent.filtered,
        seccomp: parent.seccomp,
        limits: parent.limits,
      },
      parent,
    );
    p.euid = parent.euid;
    p.egid = parent.egid;
    p.bounding = parent.bounding;
    p.flavor = parent.flavor;
    p.exe = parent.exe;
    p.pgid = parent.pgid;
    p.sid = parent.sid;
    for (const [sig, action] of parent.actions) if (action === 'ignore') p.actions.set(sig, 'ignore');
    this.adopt(p, program);
    this.clock.now += SPAWN_COST;
    return p;
  }

  private adopt(p: Process, program: Program): void {
    this.processes.set(p.pid, p);
    p.cgroup.enter(p);
    this.joinGroup(p, p.pgid);
    p.parent?.children.add(p);
    this.slots.set(p, { task: program(p), wake: 'ready', ready: false, unblock: undefined });
    this.makeReady(p, 'ready');
  }

  /** Takes back a process that has not had a turn: as if it had never been started. Its files stay open. */
  withdraw(p: Process): void {
    this.slots.delete(p);
    this.processes.delete(p.pid);
    p.pids.processes.delete(p.nsPid);
    if (p.pids.init === p) p.pids.init = undefined;
    p.cgroup.leave(p);
    this.leaveGroup(p);
    p.parent?.children.delete(p);
  }

  /** Moves a process to another process group. */
  setGroup(p: Process, pgid: number): void {
    this.leaveGroup(p);
    p.pgid = pgid;
    this.joinGroup(p, pgid);
  }
  private joinGroup(p: Process, pgid: number): void {
    const group = this.groups.get(pgid) ?? new Set();
    group.add(p);
    this.groups.set(pgid, group);
  }
  private leaveGroup(p: Process): void {
    const group = this.groups.get(p.pgid);
    group?.delete(p);
    if (group?.size === 0) this.groups.delete(p.pgid);
  }

  /** A zombie that was waited for. */
  forget(p: Process): void {
    this.processes.delete(p.pid);
    p.pids.forget(p);
  }

  makeReady(p: Process, wake: Wake): void {
    const slot = this.slots.get(p);
    if (slot === undefined) return;
    if (slot.ready) return;
    slot.unblock?.();
    slot.unblock = undefined;
    slot.wake = wake;
    slot.ready = true;
    if (!p.frozen && !p.stopped) this.queue.push(p);
    this.onReady?.();
  }
  /** Told when somebody may run: whoever lets the machine run on real time waits for that. */
  onReady: (() => void) | undefined;

  /** Keeps a process from running (a paused container), or lets it run again. */
  freeze(p: Process, frozen: boolean): void {
    this.hold(p, () => (p.frozen = frozen));
  }

  /** Changes what keeps a process from running, and lets it run when nothing does any more. */
  hold(p: Process, change: () => void): void {
    const was = p.frozen || p.stopped;
    change();
    const slot = this.slots.get(p);
    if (was && !p.frozen && !p.stopped && slot?.ready) this.queue.push(p);
  }

  // --- signals

  /** Sends a signal; `sender` undefined means from outside the process's namespace. */
  signal(p: Process, signal: number, sender?: Process): void {
    deliver(this, p, signal, sender);
  }

  /** Who is alive in a process group. */
  group(pgid: number): ReadonlySet<Process> {
    return this.groups.get(pgid) ?? NOBODY;
  }
  /** Is somebody alive in a process group? */
  hasGroup(pgid: number): boolean {
    return this.groups.has(pgid);
  }

  signalGroup(pgid: number, signal: number): void {
    for (const p of [...this.group(pgid)]) this.signal(p, signal, p.pids.isHost ? undefined : p);
  }

  /** Ends a process. A process that is running just now ends when it next waits. */
  end(p: Process, code: number, signal?: number): void {
    if (p.status !== undefined) return;
    p.status = { code: code & 0xff, signal };
    const slot = this.slots.get(p);
    if (p === this.current) return;
    this.bury(p, slot);
  }

  private bury(p: Process, slot: Slot | undefined): void {
    p.endedAt = this.taken;
    for (const f of this.ends) f(p);
    this.slots.delete(p);
    if (slot !== undefined) {
      slot.unblock?.();
      try {
        slot.task.return(0);
      } catch {
        // a program's clean-up after its death has nobody to tell
      }
    }
    for (const n of [...p.fds.keys()]) p.closeFd(n);
    p.cgroup.leave(p);
    this.leaveGroup(p);
    if (p.pids.init === p)
      for (const other of [...p.pids.processes.values()]) if (other !== p) this.end(other, 0, SIGNALS.KILL);
    for (const child of [...p.children]) if (child.ofParent) this.end(child, 0, SIGNALS.KILL);
    for (const child of p.children) {
      child.parent = p.pids.init === p ? undefined : p.pids.init;
      if (child.parent !== undefined && child.status === undefined) child.parent.children.add(child);
      else if (child.status !== undefined) this.forget(child);
    }
    p.children.clear();
    for (const f of p.onExit.splice(0)) f(p);
    p.exited.wake();
    const { parent } = p;
    if (parent === undefined || parent.status !== undefined) this.forget(p);
    else {
      parent.childExited.wake();
      this.signal(parent, SIGNALS.CHLD, p);
    }
  }

  // --- the scheduler
  //
  // What happens is a sequence of steps that depends on nothing but the machine: who calls `run`, how often and with
  // which bounds makes no difference. So the number of steps taken and the clock name a moment, and a log of input
  // with its moments can be played again (see lab/replay.ts).

  /** Turns of processes and waits for a timer since the machine was made. */
  get steps(): number {
    return this.taken;
  }

  /** Gives a process its turn; false when it stopped in the middle because code must be fetched first. */
  private step(p: Process): boolean {
    const slot = this.slots.get(p);
    if (slot === undefined) return true;
    const pause = p.cgroup.pausedUntil(this.now);
    if (pause !== undefined) {
      const { wake } = slot;
      slot.ready = false;
      const cancel = this.clock.schedule(pause, () => this.makeReady(p, wake));
      slot.unblock = cancel;
      return true;
    }
    slot.ready = false;
    this.current = p;
    const before = p.cpu;
    let result: IteratorResult<Block, number> | undefined;
    try {
      result = slot.task.next(slot.wake);
    } catch (error) {
      this.current = undefined;
      this.crashed(p, error);
      return true;
    }
    this.current = undefined;
    if (!result.done && result.value.standstill === true && p.status === undefined) {
      this.held = p;
      return false;
    }
    this.clock.now += TURN_COST;
    p.cpu += TURN_COST;
    p.cgroup.spend(p.cpu - before, this.now);
    if (p.limits.has('cpu')) spend(p, before);
    if (p.status !== undefined) this.bury(p, result.done ? undefined : slot);
    else if (result.done) {
      p.status = { code: result.value & 0xff, signal: undefined };
      this.bury(p, undefined);
    } else this.suspend(p, slot, result.value);
    return true;
  }

  private suspend(p: Process, slot: Slot, { queues, deadline }: Block): void {
    if (queues.length === 0 && deadline === undefined) return this.makeReady(p, 'ready');
    if (p.caught.length > 0) return this.makeReady(p, 'signal');
    for (const q of queues) q.waiters.add(p);
    const cancel =
      deadline === undefined ? undefined : this.clock.schedule(deadline, () => this.makeReady(p, 'timeout'));
    slot.unblock = () => {
      for (const q of queues) q.waiters.delete(p);
      cancel?.();
    };
  }

  /** The code that the held process waits for is there (or will not come): the machine may go on. */
  release(): void {
    this.released = true;
  }
  /** Does the machine stand still, because a program is being fetched? */
  get standing(): boolean {
    return this.held !== undefined;
  }

  private crashed(p: Process, error: unknown): void {
    // what the host cannot hold is more than the machine has
    this.current = p;
    if (outOfMemory(error) && p.status === undefined) p.cgroup.exhausted(p);
    this.current = undefined;
    if (p.status !== undefined && (error instanceof Killed || outOfMemory(error))) {
      this.bury(p, undefined);
      return;
    }
    const message =
      error instanceof FsError
        ? `${p.name}: ${error.message}\n`
        : `drydock: internal error in ${p.name}: ${String(error)}\n`;
    if (!(error instanceof FsError) || (error.code !== 'EPIPE' && error.code !== 'EINTR')) {
      const file = p.fds.get(2);
      if (file !== undefined) file.write(encode(message)).next();
    }
    if (p.status === undefined) p.status = { code: error instanceof FsError ? 1 : 70, signal: undefined };
    this.slots.delete(p);
    this.bury(p, undefined);
    if (!(error instanceof FsError)) this.onCrash?.(p, error);
  }
  /** Told of prompts and commands of interactive shells. */
  watch: ShellWatch | undefined;
  /** For tests and the page: a program failed in a way that no program should. */
  onCrash: ((p: Process, error: unknown) => void) | undefined;

  /**
   * Runs until nothing is left to do, `until` (virtual ms) is reached, `turns` steps are taken, or `stop` says so
   * (asked once for each round of those who are ready).
   */
  run(options: { turns?: number; until?: number; stop?: () => boolean } = {}): RunResult {
    const last = this.taken + (options.turns ?? Infinity);
    const until = options.until ?? Infinity;
    const { stop } = options;
    let round = 0;
    this.clock.fireDue();
    for (;;) {
      let p: Process | undefined;
      if (this.held !== undefined) {
        if (!this.released) return 'outside';
        p = this.held;
        this.held = undefined;
        this.released = false;
      } else {
        if (round <= 0) {
          if (stop?.() === true) return 'stopped';
          round = this.queue.length - this.head;
        }
        if (this.head === this.queue.length) {
          const next = this.clock.next();
          if (next === undefined || next > until) {
            if (until !== Infinity) this.clock.now = Math.max(this.clock.now, until);
            return next === undefined ? 'idle' : 'until';
          }
          if (this.taken >= last) return 'budget';
          this.taken++;
          this.clock.advance();
          this.clock.fireDue();
          continue;
        }
        if (this.clock.now > until) return 'until';
        p = this.queue[this.head]!;
        const idle = p.frozen || p.stopped || this.slots.get(p)?.ready !== true;
        if (!idle && this.taken >= last) return 'budget';
        this.forward();
        round--;
        if (idle) continue;
      }
      if (!this.step(p)) continue;
      this.taken++;
      this.clock.fireDue();
    }
  }

  private forward(): void {
    this.head++;
    // an old prefix is dropped now and then: somebody is always ready in a busy machine
    if (this.head < this.queue.length && this.head < 512) return;
    this.queue.splice(0, this.head);
    this.head = 0;
  }

  /** The process whose turn it is. */
  get running(): Process | undefined {
    return this.current;
  }

  /** Is a process ready to run at this moment? */
  get busy(): boolean {
    return this.held !== undefined || this.queue.length > this.head;
  }

  /**
   * What executing a file means: a program of the machine, or the interpreter that `#!` names.
   * @throws FsError ENOENT, EACCES, ENOEXEC
   */
  load(p: Process, path: string, argv: readonly string[], depth = 0): Image {
    return loadImage(this, p, path, argv, depth);
  }

  *runImage(p: Process, image: Image): Task<number> {
    return yield* runImage(this, p, image);
  }
}
