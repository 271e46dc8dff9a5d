// The simulated Docker engine: one immutable state, the living things beside it, and the operations.

import type { Kernel } from '../kernel/kernel.ts';
import type { Cell } from '../fs/cell.ts';
import { type Process, PidNs } from '../kernel/process.ts';
import type { Cgroup } from '../kernel/cgroup.ts';
import type { NetNs } from '../kernel/net.ts';
import { SIGNALS } from '../kernel/signals.ts';
import type { MountNs } from '../kernel/vfs.ts';
import type { Program } from '../kernel/block.ts';
import { ALL_CAPS } from '../kernel/caps.ts';
import { bootEngine, haltEngine } from './boot.ts';
import { BuildEngine } from './builder/build.ts';
import { Containers } from './containers.ts';
import { EventLog } from './events.ts';
import { Execs } from './exec.ts';
import { Images } from './images.ts';
import { Lifecycle } from './lifecycle.ts';
import { Networks } from './networks.ts';
import type { Registry } from './registry.ts';
import { type EngineState, emptyState } from './state.ts';
import { System } from './system.ts';
import { Transfers } from './transfers.ts';
import { Volumes } from './volumes.ts';

/** What of the machine the engine stands on. */
export interface EngineHost {
  readonly kernel: Kernel;
  /** The disk of the host: bind mounts are places in it. */
  readonly disk: Cell;
  /** Namespaces that the daemon lives in: the host's, or those of the container that it runs in. */
  readonly mounts: MountNs;
  readonly net: NetNs;
  readonly pids: PidNs;
  /** The group that containers take from. */
  readonly cgroup: Cgroup;
  /** Folder of what the daemon keeps. */
  readonly root: string;
  readonly settings: DaemonSettings;
  readonly hostname: string;
  readonly registry: Registry;
  readonly memory: number;
  readonly cpus: number;
  /** Simulated GPUs of the host; 0 for none. */
  readonly gpus: number;
  /** Documents of a text in YAML (or JSON) as plain values. @throws Error */
  documents(text: string): readonly unknown[];
}

/** What a daemon was told when it started, as far as `docker info` tells it. */
export interface DaemonSettings {
  readonly debug: boolean;
  readonly labels: readonly string[];
  readonly mirrors: readonly string[];
  /** Registries that are spoken to without TLS. */
  readonly insecure: readonly string[];
  /** Address and subnet of the default bridge; undefined where it is chosen. */
  readonly bip: string | undefined;
  /** The system around, by name and version. */
  readonly system: string;
  readonly systemVersion: string;
  readonly warnings: readonly string[];
}

/** Settings of a daemon that was told nothing, on a lab's host. */
export const PLAIN: DaemonSettings = {
  debug: false,
  labels: [],
  mirrors: [],
  insecure: [],
  bip: undefined,
  system: 'Debian GNU/Linux 13 (trixie)',
  systemVersion: '13',
  warnings: [],
};

export class Engine {
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

  /** Puts a new state in place. */
  set(change: Partial<EngineState>): void {
    this.value = { ...this.value, ...change };
    for (const f of this.changed) f(this.value);
  }

  /**
   * Runs something that must leave the state as it was when it fails.
   * @param keep what of the state at the failure, which still is the engine's, stays all the same
   */
  atomically<T>(run: () => T, keep?: (before: EngineState) => Partial<EngineState>): T {
    const before = this.value;
    try {
      return run();
    } catch (error) {
      this.value = { ...before, ...keep?.(before) };
      for (const f of this.changed) f(this.value);
      throw error;
    }
  }

  /** Starts work of the daemon's own (health checks, restarts), unseen by `ps`. */
  background(program: Program): Process {
    const { kernel, mounts } = this.host;
    const work = kernel.start(
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
      program,
    );
    this.working.add(work);
    work.onExit.push(() => this.working.delete(work));
    return work;
  }
  /** Ends all work of the daemon's own. */
  endBackground(): void {
    for (const p of [...this.working]) this.kernel.end(p, 0, SIGNALS.KILL);
  }
}
