// A machine: kernel, disk, programs and a Docker engine, put together.

import type { Files } from '../catalog/contents.ts';
import type { Gpu } from '../kernel/gpus.ts';
import { OUTSIDE } from '../catalog/hosts.ts';
import type { DockerApi } from '../api/operations.ts';
import type { DaemonMachine } from '../engine/daemon/program.ts';
import type { Records } from '../api/records.ts';
import type { Engine } from '../engine/engine.ts';
import type { EngineHost } from '../engine/host.ts';
import { concat, EMPTY, encode } from '../fs/bytes.ts';
import { Cell } from '../fs/cell.ts';
import { emptyDir } from '../fs/node.ts';
import { type Program, type Task, WaitQueue, waitFor } from '../kernel/block.ts';
import { ALL_CAPS } from '../kernel/caps.ts';
import { devTree } from '../kernel/devices.ts';
import type { Library } from '../kernel/external.ts';
import { gpuNodes, gpusOf, installGpus } from '../kernel/gpus.ts';
import { BytesFile, type OpenFile, SinkFile, TtyFile } from '../kernel/files.ts';
import { Kernel } from '../kernel/kernel.ts';
import { NetNs } from '../kernel/net.ts';
import { Process, type ProcessSpec } from '../kernel/process.ts';
import { procCell, sysCell } from '../kernel/procfs.ts';
import { type SqlEngine, sqlEngines } from '../kernel/sql.ts';
import { Tty } from '../kernel/tty.ts';
import { groupIds, users } from '../kernel/users.ts';
import { type Mount, MountNs } from '../kernel/vfs.ts';
import { type Late, lateParts } from '../shell/late.ts';
import { fedShell } from '../shell/main.ts';
import type { World } from '../why/hop.ts';
import { dockerd, type Serve } from '../engine/dockerd.ts';
import type { BrowserAnswer } from './browse.ts';
import type { BrowserRequest } from './log.ts';
import { Login } from './login.ts';
import type { FactMakers } from './trace.ts';
import { HOSTNAME, hostTree } from './host.ts';

export interface MachineOptions {
  /** Seed of all that is random. */
  readonly seed?: number;
  /** Virtual time at the start, ms since 1970. */
  readonly now?: number;
  /** Registries beside Docker Hub, as `host:port`. */
  readonly registries?: readonly string[];
  /** Bytes of memory. */
  readonly memory?: number;
  readonly cpus?: number;
  /** Simulated GPUs, with their driver and the container toolkit; 0 for none, at most `MOST_GPUS`. */
  readonly gpus?: number;
  /** Clients speak to the daemon by bytes even where values could pass. */
  readonly bytes?: boolean;
}

/** A Docker engine with the API that clients speak to it. */
export interface Docker {
  readonly engine: Engine;
  readonly api: DockerApi;
  readonly records: Records;
}

/** What a machine's own daemon stands on; it was told nothing beside. */
export type MachineHost = Omit<EngineHost, 'registry' | 'documents' | 'settings'>;

/** What is put into a machine: its programs, the docker client and the engine. */
export interface Parts {
  readonly programs: { get(name: string): Program | undefined };
  readonly docker: Program;
  /** A daemon that somebody starts by hand, on the host or in a container. */
  dockerd(machine: () => Omit<DaemonMachine, 'outfit' | 'api'>, registries: readonly string[]): Program;
  /** The program `drydock`, which explains the machine. */
  drydock(world: () => World): Program;
  readonly compose: Program;
  /** A process that asks a server once, as a browser does. */
  browser(request: BrowserRequest, done: (answer: BrowserAnswer) => void): Program;
  /** The daemon's answers to what comes by bytes. */
  readonly serve: Serve;
  /** What a host with GPUs has of their driver and toolkit. */
  gpuFiles(gpus: readonly Gpu[]): Files;
  engine(host: MachineHost, registries: readonly string[]): Docker;
  /** What the first command needs: the rest of the built-ins, and what tells the changes of a command. */
  readonly late: Library<Late & { readonly facts: FactMakers }>;
  /** What database servers keep their tables in. */
  readonly sql?: Library<SqlEngine>;
}

/** Where the machine's own daemon keeps its things. */
const DATA_ROOT = '/var/lib/docker';

/** When labs begin: a Tuesday morning. */
const START = Date.UTC(2026, 10, 24, 9, 0, 0);

export class Machine {
  readonly kernel: Kernel;
  readonly disk: Cell;
  readonly mounts: MountNs;
  private made: Docker | undefined;
  private readonly make: () => Docker;
  /** Told when the engine is there. */
  readonly attached = new Set<(engine: Engine) => void>();
  private readonly facts: Omit<DaemonMachine, 'outfit' | 'api'>;
  private readonly uts = { hostname: HOSTNAME, domainname: '' };

  constructor(parts: Parts, options: MachineOptions = {}) {
    const clients = new Map([
      ['docker', parts.docker],
      ['docker-compose', parts.compose],
      ['dockerd', parts.dockerd(() => this.facts, options.registries ?? [])],
      ['drydock', parts.drydock(() => this)],
    ]);
    const programs = { get: (name: string): Program | undefined => clients.get(name) ?? parts.programs.get(name) };
    this.kernel = new Kernel(programs, { seed: options.seed ?? 1, now: options.now ?? START });
    lateParts.set(this.kernel, parts.late);
    if (parts.sql !== undefined) sqlEngines.set(this.kernel, parts.sql);
    const gpus = options.gpus ?? 0;
    installGpus(this.kernel, gpus, options.seed ?? 1);
    const cards = gpusOf(this.kernel);
    this.disk = new Cell(hostTree(cards.length > 0 ? parts.gpuFiles(cards) : {}));
    const memory = options.memory ?? 8 * 2 ** 30;
    this.facts = {
      memory,
      cpus: options.cpus ?? 2,
      gpus,
      own: {
        disk: this.disk,
        root: DATA_ROOT,
        docker: () => this.dockerd,
        runs: () => daemon.status === undefined || (this.made !== undefined && this.made.engine.stage !== 'down'),
      },
    };
    const mount = (at: string, cell: Cell, type: string, source: string, flags: string, readOnly = false): Mount => ({
      at,
      cell,
      sub: [],
      readOnly,
      type,
      source,
      options: flags,
    });
    this.mounts = new MountNs(mount('/', this.disk, 'ext4', '/dev/sda1', 'rw,relatime'));
    this.mounts.add(
      mount(
        '/proc',
        procCell(this.kernel, this.kernel.hostPids, () => this.mounts, memory / 1024, this.kernel.now),
        'proc',
        'proc',
        'rw,nosuid,nodev,noexec,relatime',
      ),
    );
    this.mounts.add(
      mount(
        '/sys',
        sysCell(this.kernel.net.host, () => ({ memory: 0, pids: 0, cpuQuota: 0, cpuPeriod: 0 })),
        'sysfs',
        'sysfs',
        'rw,nosuid,nodev,noexec,relatime',
        true,
      ),
    );
    this.mounts.add(mount('/dev', new Cell(devTree(true, gpuNodes(gpus))), 'devtmpfs', 'udev', 'rw,nosuid,relatime'));
    // what systemd lays out there before anything else
    const run = { ...emptyDir(), entries: new Map([['lock', { ...emptyDir(), mode: 0o1777 }]]) };
    this.mounts.add(mount('/run', new Cell(run), 'tmpfs', 'tmpfs', 'rw,nosuid,nodev,noexec,relatime'));
    this.make = () =>
      parts.engine(
        {
          kernel: this.kernel,
          mounts: this.mounts,
          net: this.kernel.net.host,
          pids: this.kernel.hostPids,
          cgroup: this.kernel.memory,
          hostname: HOSTNAME,
          memory,
          cpus: options.cpus ?? 2,
          gpus,
          disk: this.disk,
          root: DATA_ROOT,
        },
        options.registries ?? [],
      );
    for (const [name, ip] of Object.entries(OUTSIDE)) {
      this.kernel.net.names.set(name, ip);
      this.kernel.net.outside.set(ip, new NetNs(this.kernel.net, false));
    }
    const root = this.asUser('root', '/', ['systemd'], new Map());
    this.kernel.start({ ...root, argv: ['/sbin/init'] }, idle);
    this.kernel.start({ ...root, argv: ['/usr/bin/containerd'] }, idle);
    const daemon = this.kernel.start(
      { ...root, argv: ['/usr/bin/dockerd', '-H', 'fd://'] },
      dockerd(
        () => this.api,
        'docker',
        options.bytes !== true,
        parts.serve,
        () => this.made?.engine.halt(),
      ),
    );
    const looker = new Process(this.kernel, 0, root, undefined);
    looker.fs.mknod('/run/docker.sock', 'socket', 'docker', 0o660);
    looker.fs.chown('/run/docker.sock', 0, 999);
    looker.fs.chmod('/run/docker.sock', 0o660);
    looker.fs.writeFile('/run/docker.pid', encode(String(daemon.pid)), 0o644);
    this.kernel.hostPids.processes.delete(0);
  }

  private get dockerd(): Docker {
    if (this.made === undefined) {
      this.made = this.make();
      for (const f of this.attached) f(this.made.engine);
    }
    return this.made;
  }
  /** The engine; it is made when somebody first wants it. */
  get engine(): Engine {
    return this.dockerd.engine;
  }
  get api(): DockerApi {
    return this.dockerd.api;
  }
  /** What the engine keeps, when it has been made. */
  get records(): Records | undefined {
    return this.made?.records;
  }
  /** The engine, when it has been made. */
  get present(): Engine | undefined {
    return this.made?.engine;
  }

  /** How a process of a user of the host is started. @throws Error for a user who is not there */
  asUser(
    name: string,
    cwd: string | undefined,
    argv: readonly string[],
    fds: ReadonlyMap<number, OpenFile>,
    tty?: Tty,
  ): ProcessSpec {
    const read = (path: string): string => {
      const node = this.disk.get(path.split('/').slice(1));
      return node?.kind === 'file' ? new TextDecoder().decode(node.data) : '';
    };
    const user = users(read).find((u) => u.name === name);
    if (user === undefined) throw new Error(`no user ${name}`);
    const env = new Map(
      Object.entries({
        SHELL: user.shell,
        PWD: cwd ?? user.home,
        LOGNAME: name,
        HOME: user.home,
        LANG: 'C.UTF-8',
        ...(tty === undefined ? {} : { TERM: 'xterm-256color' }),
        USER: name,
        PATH:
          user.uid === 0
            ? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
            : '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games',
      }),
    );
    return {
      argv,
      env,
      cwd: cwd ?? user.home,
      uid: user.uid,
      gid: user.gid,
      groups: groupIds(read, user),
      caps: user.uid === 0 ? ALL_CAPS : new Set(),
      bounding: ALL_CAPS,
      mounts: this.mounts,
      pids: this.kernel.hostPids,
      net: this.kernel.net.host,
      uts: this.uts,
      fds,
      tty,
    };
  }

  /** A file's bytes on the host; undefined when there is none. */
  readHost(path: string): Uint8Array | undefined {
    const node = this.disk.get(path.split('/').filter((x) => x !== ''));
    return node?.kind === 'file' ? node.data : undefined;
  }

  /** An interactive login on a new terminal; whoever ends its shell finds another one there. */
  login(user: string, cwd: string | undefined, size: { columns: number; rows: number }): Login {
    const tty = new Tty(this.kernel, 'pts/0');
    tty.columns = size.columns;
    tty.rows = size.rows;
    const present = (): ProcessSpec => {
      const file = new TtyFile(tty);
      return this.asUser(
        user,
        cwd,
        [],
        new Map<number, OpenFile>([
          [0, file],
          [1, file],
          [2, file],
        ]),
        tty,
      );
    };
    let spec = present();
    return new Login(tty, (argv, program) => {
      try {
        spec = present();
      } catch {
        // the user was removed from the host meanwhile: who came in as them stays them
      }
      return this.kernel.start({ ...spec, argv }, program);
    });
  }

  /** A shell that runs commands one after another, without a terminal and with empty input. */
  session(options: { user: string; cwd: string; name: string }): Session {
    return new Session(this, options);
  }
}

/** A process that is only there. */
function* idle(): Task<number> {
  const never = new WaitQueue();
  for (;;) yield* waitFor([never]);
}

/** What a command printed and how it ended. */
export interface Answer {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly status: number;
  /** False when it did not come to its end within the bound. */
  readonly finished: boolean;
}

/** One persistent bash that is fed commands. */
export class Session {
  private readonly fed = new WaitQueue();
  private text: string | undefined;
  private busy = false;
  private status = 0;
  private out: Uint8Array[] = [];
  private err: Uint8Array[] = [];
  private readonly shell: Process;

  constructor(
    private readonly machine: Machine,
    options: { user: string; cwd: string; name: string },
  ) {
    const fds = new Map<number, OpenFile>([
      [0, new BytesFile(EMPTY)],
      [1, new SinkFile((b) => this.out.push(b.slice()))],
      [2, new SinkFile((b) => this.err.push(b.slice()))],
    ]);
    const spec = machine.asUser(options.user, options.cwd, ['bash'], fds);
    const { fed } = this;
    const take = (): string | undefined => {
      const t = this.text;
      this.text = undefined;
      return t;
    };
    const done = (status: number): void => {
      this.status = status;
      this.busy = false;
    };
    this.shell = machine.kernel.start(
      spec,
      fedShell({
        name: options.name,
        *next() {
          for (let t = take(); ; t = take()) {
            if (t !== undefined) return t;
            yield* waitFor([fed]);
          }
        },
        done,
      }),
    );
  }

  /** Has the shell ended (by `exit`)? */
  get ended(): boolean {
    return this.shell.status !== undefined;
  }

  /** Runs one command to its end. `limit` bounds the turns of the machine. */
  run(command: string, limit = 5_000_000): Answer {
    this.out = [];
    this.err = [];
    if (this.ended) return { stdout: EMPTY, stderr: EMPTY, status: this.status, finished: false };
    this.busy = true;
    this.text = command;
    this.fed.wake();
    const why = this.machine.kernel.run({ turns: limit, stop: () => !this.busy || this.shell.status !== undefined });
    if (this.shell.status !== undefined)
      this.status = this.shell.status.signal === undefined ? this.shell.status.code : 128 + this.shell.status.signal;
    return { stdout: concat(this.out), stderr: concat(this.err), status: this.status, finished: why === 'stopped' };
  }
}
