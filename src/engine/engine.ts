// The simulated Docker engine: one immutable state, the living things beside it, and the operations.

import type { Kernel } from '../kernel/kernel.ts';
import { type Process, type ProcessSpec, PidNs } from '../kernel/process.ts';
import { SIGNALS } from '../kernel/signals.ts';
import type { Program } from '../kernel/block.ts';
import { ALL_CAPS } from '../kernel/caps.ts';
import { bootEngine, haltEngine } from './boot.ts';
import { BuildEngine } from './builder/build.ts';
import { Containers } from './containers.ts';
import { EventLog } from './events.ts';
import { Execs } from './exec.ts';
import type { EngineHost } from './host.ts';
import { Images } from './images.ts';
import type { Leftover } from './leftovers.ts';
import { Lifecycle } from './lifecycle.ts';
import { Networks } from './networks.ts';
import type { Core } from './ports/core.ts';
import type { Stores } from './ports/stores.ts';
import { type EngineState, emptyState } from './state.ts';
import { System } from './system.ts';
import { inStretches, Transaction } from './transaction.ts';
import { Transfers } from './transfers.ts';
import { Volumes } from './volumes.ts';

export class Engine implements Core, Stores {
  private value: EngineState = emptyState();
  private on: EngineHost;
  /** `stopping`: containers are being stopped, none starts again; `down`: no daemon runs, only what it keeps is there. */
  stage: 'up' | 'stopping' | 'down' = 'up';
  private readonly working = new Set<Process>();
  readonly events: EventLog;
  readonly images: Images;
  readonly containers: Containers;
  readonly lifecycle: Lifecycle;
  readonly networks: Networks;
  readonly volumes: Volumes;
  readonly execs: Execs;
  readonly system: System;
  readonly transfers: Transfers;
  readonly builder: BuildEngine;
  private readonly pids = new PidNs(true);
  private counter = 0;
  /** Told of every new state: the page redraws, a test compares. */
  readonly changed = new Set<(state: EngineState) => void>();

  constructor(host: EngineHost) {
    this.on = host;
    this.events = new EventLog(this);
    this.images = new Images(this);
    this.volumes = new Volumes(this);
    this.networks = new Networks(this);
    this.containers = new Containers(this);
    this.lifecycle = new Lifecycle(this);
    this.execs = new Execs(this);
    this.transfers = new Transfers(this);
    this.builder = new BuildEngine(this);
    this.system = new System(this);
    this.networks.createDefaults();
  }

  get state(): EngineState {
    return this.value;
  }
  /** Where the daemon runs now. */
  get host(): EngineHost {
    return this.on;
  }
  get root(): string {
    return this.on.root;
  }
  /** A daemon starts on what this engine keeps. */
  boot(host: EngineHost): void {
    this.on = host;
    this.stage = 'up';
    bootEngine(this);
  }
  /** The daemon is gone; what it keeps stays. */
  halt(): void {
    haltEngine(this);
  }
  get kernel(): Kernel {
    return this.host.kernel;
  }
  get now(): number {
    return this.host.kernel.now;
  }
  /** Numbers things in the order of their making. */
  nextSeq(): number {
    return ++this.counter;
  }
  /** A new id of 64 hexadecimal digits. */
  newId(): string {
    return this.kernel.random.hex(64);
  }

  /**
   * For tests: told of every step of an operation before it is made, may refuse it by throwing. Nobody is told of what
   * the engine does because the machine went on by itself (a process ended): that cannot be refused.
   */
  fault: ((step: string) => void) | undefined;
  private transaction: Transaction | undefined;

  /** Is an operation under way at this very moment? */
  get busy(): boolean {
    return this.transaction !== undefined;
  }

  /** Puts a new state in place. */
  set(change: Partial<EngineState>): void {
    this.fault?.('value');
    this.put(change);
  }
  /** The same for what follows from a step that was made: it cannot be refused. */
  put(change: Partial<EngineState>): void {
    this.value = { ...this.value, ...change };
    if (this.transaction === undefined) this.tell();
  }
  private tell(): void {
    for (const f of this.changed) f(this.value);
  }

  /** Does something beside the value. @param undo takes it back when the operation fails later */
  effect<T>(what: string, act: () => T, undo: (made: T) => void): T {
    this.fault?.(what);
    const made = act();
    this.transaction?.did(() => undo(made));
    return made;
  }

  /** Does what cannot be taken back: as soon as the operation has succeeded, in the order of the calls. */
  afterwards(what: string, act: () => void): void {
    this.fault?.(what);
    if (this.transaction === undefined) act();
    else this.transaction.later(act);
  }

  /** Runs an operation, or a part of one: when it fails, value and world are as they were before. */
  atomically<T>(run: () => T): T {
    const outer = this.transaction;
    const here = (this.transaction = outer ?? new Transaction(this.value));
    const mark = here.mark(this.value);
    try {
      return run();
    } catch (error) {
      this.value = here.back(mark);
      throw error;
    } finally {
      if (outer === undefined) {
        this.transaction = undefined;
        if (this.value !== here.began) this.tell();
        here.finish();
      }
    }
  }

  /** Runs a part of an operation that stays done even if the operation fails later. */
  leaving<T>(_what: Leftover, run: () => T): T {
    const outer = this.transaction;
    if (outer === undefined) return this.atomically(run);
    const mark = outer.mark(this.value);
    const result = this.atomically(run);
    outer.keep(mark, this.value);
    return result;
  }

  /** Follows what the machine did by itself: no step of this can be refused. */
  react<T>(run: () => T): T {
    const { fault } = this;
    this.fault = undefined;
    try {
      return this.atomically(run);
    } finally {
      this.fault = fault;
    }
  }

  /** Starts a process that has no turn before the operation has succeeded. */
  start(spec: ProcessSpec, program: Program): Process {
    return this.effect(
      'process',
      () => this.kernel.start(spec, program),
      (p) => this.kernel.withdraw(p),
    );
  }

  /** Starts work of the daemon's own (health checks, restarts), unseen by `ps`. */
  background(program: Program): Process {
    const { mounts } = this.host;
    const work = this.start(
      {
        argv: ['dockerd'],
        env: new Map(),
        cwd: '/',
        uid: 0,
        gid: 0,
        groups: [0],
        caps: ALL_CAPS,
        mounts,
        pids: this.pids,
        net: this.host.net,
        uts: { hostname: this.host.hostname, domainname: '' },
        fds: new Map(),
      },
      (p) => inStretches((run) => this.atomically(run), program(p)),
    );
    this.effect(
      'process',
      () => this.working.add(work),
      () => this.working.delete(work),
    );
    work.onExit.push(() => this.working.delete(work));
    return work;
  }
  /** Ends all work of the daemon's own. */
  endBackground(): void {
    for (const p of [...this.working]) this.kernel.end(p, 0, SIGNALS.KILL);
  }
}
