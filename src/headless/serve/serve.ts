// The simulated engine for real clients: their connections become connections to the daemon's socket of a machine.

import type { Socket } from 'node:net';
import { type Observed, serveApi } from '../../api/serve.ts';
import { Connection } from '../../kernel/net.ts';
import { ByteQueue } from '../../kernel/pipe.ts';
import { Machine, type MachineOptions, type Parts } from '../../lab/machine.ts';
import { EVERYTHING } from '../parts.ts';
import { type Door, openDoor, parseHost } from './hosts.ts';
import { Pump } from './pump.ts';
import { type Pace, Runner } from './runner.ts';
import { sortOut, type Upgrade } from './upgrade.ts';

export interface ServeOptions extends MachineOptions {
  /** Addresses as `parseHost` takes them. */
  readonly hosts: readonly string[];
  readonly time?: Pace;
  /** Takes connections that ask for HTTP/2; without it they get the daemon's own answer. */
  readonly upgrade?: Upgrade;
}

export interface Serving {
  readonly machine: Machine;
  readonly runner: Runner;
  /** What `DOCKER_HOST` may be, one for each of `hosts`. */
  readonly addresses: readonly string[];
  /** Ends all connections, and takes the sockets away. */
  close(): void;
}

/** What the daemon's socket says of itself, see `Machine`. */
const SOCKET = 'docker';
/** Real ms that a client has to say the rest of what it asks for, before time runs ahead for it. */
const QUIET = 3;
const QUIET_STREAM = 40;

/**
 * Serves a machine's engine. Its clock begins at the real time.
 * @throws Error for an address that cannot be served
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const hosts = options.hosts.map(parseHost);
  const sockets = new Set<Socket>();
  // bound below: the machine's daemon is asked by nobody before
  let runner: Runner | undefined;
  const parts: Parts = {
    ...EVERYTHING,
    serve: (listener, api) => (p) =>
      serveApi(p, [listener], api, { asked: (_, method, target) => asked(method, target) }),
  };
  const asked = (_method: string, target: string): Observed => {
    const waiting = runner?.wait(/\/wait(\?|$)/.test(target) ? QUIET_STREAM : QUIET);
    return { hijacked: () => {}, ended: () => waiting?.done() };
  };
  const machine = new Machine(parts, { now: Date.now(), ...options });
  // the daemon comes to listen
  machine.kernel.run({ until: machine.kernel.now + 1, stop: () => machine.kernel.net.unix.has(SOCKET) });
  const listener = machine.kernel.net.unix.get(SOCKET)!;
  const run = (runner = new Runner(machine.kernel, options.time ?? 'fast'));

  const enter = (socket: Socket): void => {
    const up = new ByteQueue();
    const down = new ByteQueue();
    const at = { ip: '/run/docker.sock', port: 0 };
    new Pump(socket, new Connection(down, up, at, at), run);
    listener.backlog.push(new Connection(up, down, at, at));
    listener.arrived.wake();
  };
  const take = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const { upgrade } = options;
    if (upgrade === undefined) enter(socket);
    else
      sortOut(
        socket,
        () => enter(socket),
        (kind, head) => upgrade(kind, socket, head, machine, { wait: () => run.wait(QUIET) }),
      );
  };
  const doors: Door[] = [];
  const close = (): void => {
    for (const door of doors) door.close();
    for (const socket of sockets) socket.destroy();
    run.close();
  };
  try {
    for (const host of hosts) doors.push(await openDoor(host, take));
  } catch (error) {
    close();
    throw error;
  }
  return { machine, runner: run, addresses: doors.map((d) => d.address), close };
}
