// What listens on the network of the simulated host listens on the real 127.0.0.1 too: published ports, and containers
// that use the host's network.

import { createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { FsError } from '../../fs/node.ts';
import type { Listener, Surroundings } from '../../kernel/net.ts';
import type { Machine } from '../../lab/machine.ts';
import { Pump } from './pump.ts';
import type { Runner } from './runner.ts';

/**
 * Tries a port in a thread of its own: the machine's step that asks cannot wait for Node's event loop, but for a flag.
 * 1: free, 2: in use, 3: forbidden, 4: no such address.
 */
const TRY = `
const { parentPort, workerData } = require('node:worker_threads');
const { createServer } = require('node:net');
const flag = new Int32Array(workerData);
const CODES = { EADDRINUSE: 2, EACCES: 3 };
parentPort.on('message', ({ ip, port }) => {
  const say = (n) => { Atomics.store(flag, 0, n); Atomics.notify(flag, 0); };
  const server = createServer();
  server.once('error', (error) => say(CODES[error.code] ?? 4));
  server.listen({ host: ip, port, exclusive: true }, () => server.close(() => say(1)));
});
`;
/** Real ms that the thread may take. */
const PATIENCE = 3_000;

/** The real address for one of the simulated host; undefined for one that stays inside. */
function realIp(ip: string): string | undefined {
  if (ip === '0.0.0.0' || ip === '') return '127.0.0.1';
  return ip.startsWith('127.') || ip === '::1' ? ip : undefined;
}

export class RealPorts implements Surroundings {
  private readonly open = new Map<Listener, Server>();
  private readonly sockets = new Set<Socket>();
  private readonly flag = new SharedArrayBuffer(4);
  private worker: Worker | undefined;

  /**
   * @param warn told of what goes wrong later
   * @param entering told of a client before it comes in
   */
  constructor(
    private readonly machine: Machine,
    private readonly runner: Runner,
    private readonly warn: (message: string) => void,
    private readonly entering: () => void = () => {},
  ) {
    machine.kernel.net.surroundings = this;
  }

  problem(ip: string, port: number, protocol: 'tcp' | 'udp'): 'EADDRINUSE' | 'EACCES' | undefined {
    const real = realIp(ip);
    // datagrams stay inside
    if (real === undefined || protocol !== 'tcp') return undefined;
    if (this.worker === undefined) {
      this.worker = new Worker(TRY, { eval: true, workerData: this.flag });
      this.worker.unref();
    }
    const flag = new Int32Array(this.flag);
    Atomics.store(flag, 0, 0);
    this.worker.postMessage({ ip: real, port });
    Atomics.wait(flag, 0, 0, PATIENCE);
    return ({ 2: 'EADDRINUSE', 3: 'EACCES' } as const)[Atomics.load(flag, 0)];
  }

  opened(listener: Listener): void {
    const ip = realIp(listener.ip);
    if (ip === undefined || listener.protocol !== 'tcp') return;
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.enter(listener, ip, socket));
    server.on('error', (error) => this.warn(`port ${ip}:${listener.port} could not be opened: ${error.message}`));
    server.listen({ host: ip, port: listener.port });
    this.open.set(listener, server);
  }

  closed(listener: Listener): void {
    this.open.get(listener)?.close();
    this.open.delete(listener);
  }

  /** Closes all. */
  close(): void {
    this.machine.kernel.net.surroundings = undefined;
    for (const server of this.open.values()) server.close();
    this.open.clear();
    for (const socket of this.sockets) socket.destroy();
    void this.worker?.terminate();
  }

  /** A real client: in the machine somebody connects to the port, as a browser on the host does. */
  private enter(listener: Listener, ip: string, socket: Socket): void {
    const { machine, runner } = this;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    socket.pause();
    this.entering();
    machine.kernel.start(machine.asUser('root', '/', ['client'], new Map()), function* (p) {
      try {
        const connection = yield* p.kernel.net.connect(p, p.net, ip, listener.port);
        new Pump(socket, connection, runner);
        return 0;
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        socket.resetAndDestroy();
        return 1;
      }
    });
  }
}
