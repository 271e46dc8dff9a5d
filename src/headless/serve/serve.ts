// The simulated engine for real clients: their connections become connections to the daemon's socket of a machine.

import type { Socket } from 'node:net';
import { type Observer, serveApi } from '../../api/serve.ts';
import { Connection } from '../../kernel/net.ts';
import { ByteQueue } from '../../kernel/pipe.ts';
import { placeFiles, type StartFiles } from '../../lab/hostfiles.ts';
import { Machine, type MachineOptions, type Parts } from '../../lab/machine.ts';
import { mountAt, realNode } from '../files.ts';
import { EVERYTHING } from '../parts.ts';
import { type Door, openDoor, parseHost } from './hosts.ts';
import { LiveFolder } from './live.ts';
import { RealPorts } from './ports.ts';
import { Pump } from './pump.ts';
import { type Pace, Runner } from './runner.ts';
import { waitFor } from './waits.ts';
import { sortOut, type Upgrade } from './upgrade.ts';

export interface ServeOptions extends MachineOptions {
  /** Addresses as `parseHost` takes them. */
  readonly hosts: readonly string[];
  readonly time?: Pace;
  /** Files of the host at the start, and whose they are. */
  readonly files?: StartFiles;
  readonly user?: string;
  /** Real folders that are copied to paths of the host. */
  readonly mounts?: readonly { readonly from: string; readonly to: string }[];
  /** Real folders that are kept equal to paths of the host. */
  readonly live?: readonly { readonly real: string; readonly path: string }[];
  /** Takes connections that ask for HTTP/2; without it they get the daemon's own answer. */
  readonly upgrade?: Upgrade;
  /** Told of every request and its answer, besides the server itself. */
  readonly observer?: Observer;
  /** Told of what could not be done as in life. */
  readonly warn?: (message: string) => void;
}

export interface Serving {
  readonly machine: Machine;
  readonly runner: Runner;
  /** What `DOCKER_HOST` may be, one for each of `hosts`. */
  readonly addresses: readonly string[];
  /** Ends all connections, and takes the sockets away. */
  close(): void;
}

/** Real ms until a client that has asked for nothing is cut off (ReadHeaderTimeout of dockerd). */
const SILENCE = 5 * 60_000;

/** What the daemon's socket says of itself, see `Machine`. */
const SOCKET = 'docker';

/** A machine whose daemon tells of its requests. */
function machineOf(options: ServeOptions, observer: Observer): Machine {
  const parts: Parts = {
    ...EVERYTHING,
    serve: (listener, api) => (p) => serveApi(p, [listener], api, { observer }),
  };
  const machine = new Machine(parts, { now: Date.now(), ...options });
  placeFiles(machine, options.files ?? {}, options.user === undefined || options.user === 'root' ? 0 : 1000);
  for (const { from, to } of options.mounts ?? []) mountAt(machine, to, realNode(from));
  // the daemon comes to listen
  machine.kernel.run({ until: machine.kernel.now + 1, stop: () => machine.kernel.net.unix.has(SOCKET) });
  return machine;
}

/**
 * Serves a machine's engine. Its clock begins at the real time.
 * @throws Error for an address that cannot be served, or a folder that cannot be read
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const hosts = options.hosts.map(parseHost);
  const warn = options.warn ?? ((): void => {});
  const folders: LiveFolder[] = [];
  /** Who asks sees what stands in the real folders now. */
  const look = (): void => {
    for (const folder of folders) folder.pull();
  };
  /** Connections that have asked for something are left in peace. */
  const silent = new WeakMap<Connection, () => void>();
  const machine = machineOf(options, {
    asked(connection, method, target) {
      silent.get(connection)?.();
      look();
      const waiting = waitFor(runner, machine, target);
      const other = options.observer?.asked(connection, method, target);
      return {
        ...(other ?? { hijacked: () => {} }),
        ended() {
          waiting?.done();
          other?.ended();
        },
      };
    },
  });
  const runner = new Runner(machine.kernel, options.time ?? 'fast');
  const ports = new RealPorts(machine, runner, warn, look);
  const sockets = new Set<Socket>();
  const doors: Door[] = [];
  const close = (): void => {
    for (const door of doors) door.close();
    for (const socket of sockets) socket.destroy();
    for (const folder of folders) folder.close();
    ports.close();
    runner.close();
  };

  const listener = machine.kernel.net.unix.get(SOCKET)!;
  const enter = (socket: Socket): void => {
    const up = new ByteQueue();
    const down = new ByteQueue();
    const at = { ip: '/run/docker.sock', port: 0 };
    new Pump(socket, new Connection(down, up, at, at), runner);
    const inside = new Connection(up, down, at, at);
    const timer = setTimeout(() => socket.destroy(), SILENCE);
    timer.unref();
    socket.on('close', () => clearTimeout(timer));
    silent.set(inside, () => clearTimeout(timer));
    listener.backlog.push(inside);
    listener.arrived.wake();
  };
  const take = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const { upgrade } = options;
    if (upgrade === undefined) return enter(socket);
    const time = { wait: () => runner.wait(0) };
    sortOut(
      socket,
      () => enter(socket),
      (kind, head) => upgrade(kind, socket, head, machine, time),
    );
  };

  try {
    for (const { real, path } of options.live ?? []) {
      const { disk, kernel } = machine;
      folders.push(new LiveFolder(real, path, { disk, now: () => kernel.now, warn, changed: () => runner.poke() }));
    }
    for (const folder of folders) {
      folder.follow();
      runner.settled.add(() => folder.push());
    }
    for (const host of hosts) doors.push(await openDoor(host, take));
  } catch (error) {
    close();
    throw error;
  }
  return { machine, runner, addresses: doors.map((d) => d.address), close };
}
