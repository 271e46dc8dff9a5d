// `dockerd`: the daemon as a program that anybody with the rights may start, on a host or in a container. It stands in the
// namespaces of its process, keeps its things below its data root, and ends with what it started.

import type { DockerApi } from '../../api/operations.ts';
import { serveApi } from '../../api/serve.ts';
import { FsError } from '../../fs/node.ts';
import { type Program, type Task, WaitQueue, waitFor } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { shutdownEngine } from '../boot.ts';
import { Engine } from '../engine.ts';
import type { DaemonSettings, EngineHost } from '../host.ts';
import { type Found, isOwnRoot, lookInto } from './kept.ts';
import { claimPidfile, type Ear, listenAt, openNotice, openPorts, warnOfPorts } from './listen.ts';
import { DaemonLog } from './log.ts';
import { daemonOptions, type DaemonOptions, helpOf, Refusal } from './options.ts';

/** What a machine gives to a daemon that starts on it. */
export interface DaemonMachine {
  readonly memory: number;
  readonly cpus: number;
  readonly gpus: number;
  /** The engine that the machine's own daemon runs, and where it keeps its things. */
  readonly own: Pick<EngineHost, 'disk' | 'root'> & {
    docker(): { readonly engine: Engine; readonly api: DockerApi };
    /** Does a daemon run on it? */
    runs(): boolean;
  };
  /** What of the machine an engine needs beside its namespaces. */
  outfit(host: Omit<EngineHost, 'registry' | 'documents'>): EngineHost;
  /** The API of an engine, with whatever looks on at it. */
  api(engine: Engine): DockerApi;
}

const VERSION = 'Docker version 28.5.2, build 89c5e8f\n';

/** Signals that end a daemon, and what it calls them. */
const ENDS: ReadonlyMap<number, string> = new Map([
  [SIGNALS.TERM, 'terminated'],
  [SIGNALS.INT, 'interrupt'],
  [SIGNALS.QUIT, 'quit'],
]);

/** @param machine asked when a daemon starts */
export function dockerdProgram(machine: () => DaemonMachine): Program {
  return function* (p) {
    try {
      const options = daemonOptions(p);
      if (options.only !== undefined) {
        if (options.only === 'validate') yield* p.eprint('configuration OK\n');
        else yield* p.print(options.only === 'help' ? helpOf() : VERSION);
        return 0;
      }
      return yield* run(p, options, machine());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      yield* p.eprint(error.text);
      return error.status === 125 ? 1 : error.status;
    }
  };
}

/** A process that is only there. */
function* idle(): Task<number> {
  const never = new WaitQueue();
  for (;;) yield* waitFor([never]);
}

function* run(p: Process, o: DaemonOptions, machine: DaemonMachine): Task<number> {
  const log = new DaemonLog(p, o.level, o.raw);
  yield* log.info('Starting up');
  if (p.euid !== 0)
    throw new Refusal(
      'dockerd needs to be started with root privileges. To run dockerd in rootless mode as an unprivileged user, see https://docs.docker.com/go/rootless/\n',
    );
  for (const signal of ENDS.keys()) p.actions.set(signal, 'catch');
  p.actions.set(SIGNALS.HUP, 'ignore');
  claimPidfile(p, o.pidfile);
  let ears: Ear[] = [];
  let engine: Engine | undefined;
  try {
    yield* warnOfPorts(p, o, log);
    ears = yield* listenAt(p, o, log);
    const { engine: started, api } = yield* start(p, o, machine, log);
    engine = started;
    p.onExit.push(() => started.halt());
    for (const port of openPorts(o)) yield* log.warn(openNotice(port));
    yield* log.info('Docker daemon', {
      commit: '89c5e8f',
      'containerd-snapshotter': 'false',
      'storage-driver': o.storage,
      version: '28.5.2',
    });
    yield* log.info('Initializing buildkit');
    yield* log.info('Completed buildkit initialization');
    yield* log.info('Daemon has completed initialization');
    for (const ear of [...ears].sort((a, b) => (a.shown < b.shown ? 1 : -1)))
      yield* log.info(`API listen on ${ear.shown}`);
    const listeners = ears.map((e) => e.listener);
    yield* serveApi(p, listeners, () => api, {
      *ending() {
        for (const signal of ENDS.keys()) p.actions.set(signal, 'ignore');
        const signals = p.caught.splice(0);
        for (const s of signals) yield* log.info(`Processing signal '${ENDS.get(s) ?? s}'`);
        yield* shutdownEngine(started, (c, seconds) =>
          log.info(`Container failed to exit within ${seconds}s of signal 15 - using the force`, { container: c.id }),
        );
      },
    });
    started.halt();
    yield* log.info('stopping event stream following graceful shutdown', {
      error: '<nil>',
      module: 'libcontainerd',
      namespace: 'moby',
    });
    yield* log.info('Daemon shutdown complete');
    return 0;
  } finally {
    engine?.halt();
    // who is killed leaves its files
    if (p.status === undefined) {
      for (const ear of ears) ear.close();
      if (p.fs.tryStat(o.pidfile)?.kind === 'file') p.fs.unlink(o.pidfile);
    }
  }
}

interface Running {
  readonly engine: Engine;
  readonly api: DockerApi;
}

/** The engine of the data root, made or taken up again. @throws Refusal where there can be none */
function* start(p: Process, o: DaemonOptions, machine: DaemonMachine, log: DaemonLog): Task<Running> {
  yield* dataRoot(p, o, machine, log);
  yield* log.info('containerd not running, starting managed containerd');
  yield* p.sleep(20);
  const config = `${o.execRoot}/containerd/containerd.toml`;
  const containerd = p.fork(idle, ['containerd', '--config', config]);
  containerd.comm = 'containerd';
  p.onExit.push(() => p.kernel.end(containerd, 0, SIGNALS.KILL));
  yield* log.info('started new containerd process', {
    address: `${o.execRoot}/containerd/containerd.sock`,
    module: 'libcontainerd',
    pid: String(containerd.nsPid),
  });
  yield* p.sleep(80);
  yield* log.info('containerd successfully booted in 0.033474s');
  yield* log.info('Creating a containerd client', {
    address: `${o.execRoot}/containerd/containerd.sock`,
    timeout: '1m0s',
  });
  yield* p.sleep(60);
  yield* rights(p, o, log);
  const found = yield* dataRoot(p, o, machine, log);
  if (found.engine !== undefined) yield* log.info(`[graphdriver] using prior storage driver: ${o.storage}`);
  yield* log.info('Loading containers: start.');
  yield* p.sleep(250);
  if (p.net.bridges.size > 0 || (p.net.isHost && machine.own.runs())) {
    throw new Refusal(
      "drydock: 'a second engine in one network namespace' is not simulated (in a container it has one of its own)\n",
    );
  }
  const host = machine.outfit({
    kernel: p.kernel,
    disk: p.mounts.at('/')!.cell,
    mounts: p.mounts,
    net: p.net,
    pids: p.pids,
    cgroup: p.cgroup,
    root: o.dataRoot,
    hostname: p.uts.hostname,
    memory: machine.memory,
    cpus: machine.cpus,
    gpus: p.pids.isHost ? machine.gpus : 0,
    settings: settingsOf(p, o),
  });
  const engine = found.engine ?? new Engine(host);
  if (found.engine !== undefined) engine.boot(host);
  found.keep(engine);
  yield* log.info('Loading containers: done.');
  return { engine, api: found.api ?? machine.api(engine) };
}

function* dataRoot(p: Process, o: DaemonOptions, machine: DaemonMachine, log: DaemonLog): Task<Exclude<Found, string>> {
  try {
    const found = lookInto(p, o.dataRoot);
    if (found === 'copy')
      throw new Refusal(
        `drydock: 'a copy of an engine’s data root' is not simulated: ${o.dataRoot} belongs to another one\n`,
      );
    if (isOwnRoot(p, o.dataRoot, machine.own)) {
      // the daemon that the machine booted with is gone: whoever comes after it takes up what it kept
      if (!machine.own.runs() && p.pids.isHost) {
        const { engine, api } = machine.own.docker();
        engine.halt();
        return { engine, api, keep: () => {} };
      }
    } else if (found !== 'locked') return found;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new Refusal(`failed to start daemon: ${error.message}\n`);
  }
  // the other one's containerd holds the lock of its database
  yield* log.info('containerd not running, starting managed containerd');
  yield* p.sleep(15_000);
  throw new Refusal('failed to start containerd: timeout waiting for containerd to start\n');
}

/** What a daemon may not do without the rights that `--privileged` gives. @throws Refusal as the real one ends */
function* rights(p: Process, o: DaemonOptions, log: DaemonLog): Task {
  if (!['overlay2'].includes(o.storage))
    throw new Refusal(`failed to start daemon: error initializing graphdriver: driver not supported: ${o.storage}\n`);
  const mounts = p.caps.has('SYS_ADMIN');
  if (!mounts) {
    yield* log.say('error', 'failed to mount overlay: operation not permitted', { 'storage-driver': 'overlay2' });
    yield* log.say('error', 'exec: "fuse-overlayfs": executable file not found in $PATH', {
      'storage-driver': 'fuse-overlayfs',
    });
    yield* log.say('error', 'Failed to GetDriver graph', { driver: 'zfs', 'home-dir': o.dataRoot });
    yield* log.warn('Unable to setup quota: operation not permitted\n');
  }
  if (p.caps.has('NET_ADMIN')) {
    if (!mounts) throw new Refusal("drydock: 'dockerd without the right to mount' is not simulated\n");
    return;
  }
  yield* log.info('Loading containers: start.');
  yield* p.sleep(250);
  throw new Refusal(
    'failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to register "bridge" driver: failed to create NAT chain DOCKER: iptables failed: iptables --wait -t nat -N DOCKER: iptables v1.8.11 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)\n (exit status 4)\n',
  );
}

function settingsOf(p: Process, o: DaemonOptions): DaemonSettings {
  const text = p.fs.tryStat('/etc/os-release')?.kind === 'file' ? p.fs.readText('/etc/os-release') : '';
  const value = (key: string): string | undefined => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(text)?.[1];
  const name = value('PRETTY_NAME') ?? 'Linux';
  return {
    debug: o.debug,
    labels: o.labels,
    mirrors: o.mirrors,
    insecure: o.insecure,
    bip: o.bip,
    system: p.pids.isHost ? name : `${name} (containerized)`,
    systemVersion: value('VERSION_ID') ?? '',
    warnings: openPorts(o).map(openNotice),
  };
}
