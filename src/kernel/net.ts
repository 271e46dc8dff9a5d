// Network namespaces, bridges and connections. Who can reach whom follows from who listens where.

import { FsError } from '../fs/node.ts';
import { type Task, WaitQueue, waitFor } from './block.ts';
import { OpenFile, type ReadResult } from './files.ts';
import { inSubnet, type Subnet } from './ip.ts';
import { ByteQueue } from './pipe.ts';
import type { Process } from './process.ts';

export interface Iface {
  readonly name: string;
  readonly ip: string;
  readonly prefix: number;
  readonly mac: string;
  up: boolean;
  readonly bridge: Bridge | undefined;
}

/** A virtual switch. The host owns its gateway address. */
export class Bridge {
  readonly members = new Map<string, NetNs>();
  constructor(
    readonly name: string,
    readonly subnet: Subnet,
    readonly gateway: string,
    readonly internal: boolean,
  ) {}
}

export interface Address {
  readonly ip: string;
  readonly port: number;
}

/** A connection's end: bytes in, bytes out. */
export class Connection {
  /** At the end of whoever accepted: who asked, and for what. */
  asked: { readonly by: Process; readonly ip: string; readonly port: number } | undefined;
  constructor(
    readonly incoming: ByteQueue,
    readonly outgoing: ByteQueue,
    readonly local: Address,
    readonly remote: Address,
  ) {}
  close(): void {
    this.outgoing.closeWrite();
    this.incoming.closeRead();
  }
  /** Breaks the connection: the other side's next read fails. */
  abort(): void {
    if (this.asked !== undefined && !this.outgoing.reset) {
      const { by, ip, port } = this.asked;
      if (by.status === undefined) by.kernel.refused(by, { ip, port, error: 'ECONNRESET', taken: true });
    }
    this.outgoing.reset = true;
    this.outgoing.closeWrite();
    this.incoming.closeRead();
  }
}

/** Something that listens. A published port hands on to a container (`forward`). */
export class Listener {
  readonly backlog: Connection[] = [];
  readonly arrived = new WaitQueue();
  closed = false;
  constructor(
    readonly ip: string,
    readonly port: number,
    readonly protocol: 'tcp' | 'udp',
    readonly owner: Process | undefined,
    readonly forward?: { ns: NetNs; ip: string; port: number },
  ) {}
}

/** The world around the machine, where there is one: who listens on the host's network listens there too. */
export interface Surroundings {
  /** May a port be opened there? */
  problem(ip: string, port: number, protocol: 'tcp' | 'udp'): 'EADDRINUSE' | 'EACCES' | undefined;
  opened(listener: Listener): void;
  closed(listener: Listener): void;
}

export class NetNs {
  readonly interfaces: Iface[] = [];
  readonly listeners = new Map<string, Listener>();
  gateway: string | undefined;
  /** The resolver at 127.0.0.11, where there is one: addresses of a name. */
  embeddedDns: ((name: string) => string[] | undefined) | undefined;
  private nextPort = 32768;
  constructor(
    readonly net: Net,
    readonly isHost: boolean,
  ) {
    this.interfaces.push({
      name: 'lo',
      ip: '127.0.0.1',
      prefix: 8,
      mac: '00:00:00:00:00:00',
      up: true,
      bridge: undefined,
    });
  }
  has(ip: string): boolean {
    if (ip.startsWith('127.') || ip === '::1') return true;
    if (this.interfaces.some((i) => i.ip === ip)) return true;
    return this.isHost && [...this.net.bridges].some((b) => b.gateway === ip);
  }
  ephemeral(): number {
    this.nextPort = this.nextPort >= 60999 ? 32768 : this.nextPort + 1;
    return this.nextPort;
  }
  key(protocol: string, ip: string, port: number): string {
    return `${protocol} ${ip} ${port}`;
  }
  /** Whoever gets a connection to this address. */
  find(ip: string, port: number, protocol = 'tcp'): Listener | undefined {
    return (
      this.listeners.get(this.key(protocol, ip, port)) ??
      this.listeners.get(this.key(protocol, '0.0.0.0', port)) ??
      (ip === '::1' ? this.listeners.get(this.key(protocol, '127.0.0.1', port)) : undefined)
    );
  }
  /** Is the address taken, by itself or by somebody who listens on all? */
  taken(ip: string, port: number, protocol: string): Listener | undefined {
    for (const l of this.listeners.values()) {
      if (l.port === port && l.protocol === protocol && (l.ip === ip || l.ip === '0.0.0.0' || ip === '0.0.0.0'))
        return l;
    }
    return undefined;
  }
  /** Could somebody listen there now? */
  free(ip: string, port: number, protocol: 'tcp' | 'udp'): boolean {
    return this.taken(ip, port, protocol) === undefined && this.beyond?.problem(ip, port, protocol) === undefined;
  }
  private get beyond(): Surroundings | undefined {
    return this.isHost ? this.net.surroundings : undefined;
  }
  /** @throws FsError EADDRINUSE, EADDRNOTAVAIL, EACCES (only for who has a world around) */
  listen(
    ip: string,
    port: number,
    owner?: Process,
    forward?: Listener['forward'],
    protocol: 'tcp' | 'udp' = 'tcp',
  ): Listener {
    const at = ip === '' || ip === '::' ? '0.0.0.0' : ip;
    if (at !== '0.0.0.0' && !this.has(at)) throw new FsError('EADDRNOTAVAIL', at);
    const bound = port === 0 ? this.ephemeral() : port;
    if (this.taken(at, bound, protocol) !== undefined) throw new FsError('EADDRINUSE', `${at}:${bound}`);
    const problem = this.beyond?.problem(at, bound, protocol);
    if (problem !== undefined) throw new FsError(problem, `${at}:${bound}`);
    const listener = new Listener(at, bound, protocol, owner, forward);
    this.listeners.set(this.key(protocol, at, bound), listener);
    this.beyond?.opened(listener);
    owner?.onExit.push(() => this.unlisten(listener));
    return listener;
  }
  unlisten(listener: Listener): void {
    const key = this.key(listener.protocol, listener.ip, listener.port);
    if (this.listeners.get(key) === listener) this.listeners.delete(key);
    if (!listener.closed) this.beyond?.closed(listener);
    listener.closed = true;
    for (const c of listener.backlog.splice(0)) c.abort();
    listener.arrived.wake();
  }
}

/** Where packets to an address go. */
export type Route = { to: NetNs } | { error: 'ENETUNREACH' | 'EHOSTUNREACH' | 'ETIMEDOUT' };

export class Net {
  readonly bridges = new Set<Bridge>();
  readonly host: NetNs = new NetNs(this, true);
  surroundings: Surroundings | undefined;
  /** Servers that are not on this machine, by address. */
  readonly outside = new Map<string, NetNs>();
  /** Who listens behind sockets of the file tree, by what their node says (`dev`). */
  readonly unix = new Map<string, Listener>();
  /** Names that the outside world's DNS knows. */
  readonly names = new Map<string, string>();

  /** Whom `ip` reaches when asked from `from`. */
  route(from: NetNs, ip: string): Route {
    if (from.has(ip)) return { to: from };
    for (const i of from.interfaces) {
      if (i.bridge === undefined || !i.up || !inSubnet(ip, i.bridge.subnet)) continue;
      if (ip === i.bridge.gateway) return { to: this.host };
      const to = i.bridge.members.get(ip);
      return to === undefined ? { error: 'EHOSTUNREACH' } : { to };
    }
    if (from.isHost) {
      for (const b of this.bridges) {
        if (!inSubnet(ip, b.subnet)) continue;
        const to = b.members.get(ip);
        return to === undefined ? { error: 'EHOSTUNREACH' } : { to };
      }
    } else {
      if (from.gateway === undefined) return { error: 'ENETUNREACH' };
      if (this.host.has(ip)) return { to: this.host };
      for (const b of this.bridges) if (inSubnet(ip, b.subnet)) return { error: 'ETIMEDOUT' };
    }
    const to = this.outside.get(ip);
    return to === undefined ? { error: 'ETIMEDOUT' } : { to };
  }

  /** Address that `from` uses towards `ip`. */
  sourceIp(from: NetNs, ip: string): string {
    if (from.has(ip)) return ip;
    for (const i of from.interfaces) if (i.bridge !== undefined && inSubnet(ip, i.bridge.subnet)) return i.ip;
    if (from.isHost) for (const b of this.bridges) if (inSubnet(ip, b.subnet)) return b.gateway;
    return from.interfaces.find((i) => i.bridge !== undefined)?.ip ?? '127.0.0.1';
  }

  /**
   * Opens a TCP connection.
   * @throws FsError ECONNREFUSED at once, EHOSTUNREACH after 3 s, ETIMEDOUT after 130 s (or `timeout` ms)
   */
  *connect(p: Process, from: NetNs, ip: string, port: number, timeout = 130_000): Task<Connection> {
    const route = this.route(from, ip);
    if ('error' in route) {
      p.kernel.refused(p, { ip, port, error: route.error });
      if (route.error !== 'ENETUNREACH')
        yield* p.sleep(Math.min(timeout, route.error === 'EHOSTUNREACH' ? 3070 : 130_000));
      throw new FsError(route.error === 'EHOSTUNREACH' && timeout < 3070 ? 'ETIMEDOUT' : route.error, `${ip}:${port}`);
    }
    yield* p.sleep(0.1);
    const source = { ip: this.sourceIp(from, ip), port: from.ephemeral() };
    return this.dial(p, route.to, ip, port, source);
  }

  /**
   * Connects to a socket of the file tree.
   * @throws FsError ENOENT, EACCES, ECONNREFUSED (nobody listens, or it is no socket)
   */
  *connectUnix(p: Process, path: string): Task<Connection> {
    const node = p.fs.stat(path);
    if (node.kind !== 'dev' || node.type !== 'socket') throw new FsError('ECONNREFUSED', path);
    if (!p.fs.may(node, 2)) throw new FsError('EACCES', path);
    const listener = this.unix.get(node.dev);
    if (listener === undefined || listener.closed) throw new FsError('ECONNREFUSED', path);
    yield* p.sleep(0.05);
    const up = new ByteQueue();
    const down = new ByteQueue();
    const at = { ip: path, port: 0 };
    listener.backlog.push(new Connection(up, down, at, at));
    listener.arrived.wake();
    return new Connection(down, up, at, at);
  }

  private dial(p: Process, to: NetNs, ip: string, port: number, source: Address): Connection {
    const listener = to.find(ip, port);
    if (listener === undefined) {
      p.kernel.refused(p, { ip, port, error: 'ECONNREFUSED' });
      throw new FsError('ECONNREFUSED', `${ip}:${port}`);
    }
    const up = new ByteQueue();
    const down = new ByteQueue();
    const mine = new Connection(down, up, source, { ip, port });
    const theirs = new Connection(up, down, { ip, port }, source);
    const { forward } = listener;
    const asked = { by: p, ip, port };
    if (forward !== undefined) {
      // docker-proxy accepts first and only then finds out whether anybody is there
      const inner = forward.ns.find(forward.ip, forward.port);
      if (inner === undefined) {
        p.kernel.refused(p, { ip, port, error: 'ECONNRESET' });
        theirs.abort();
      } else {
        // and it speaks to the container from the bridge's own address
        const taken = new Connection(
          up,
          down,
          { ip: forward.ip, port: forward.port },
          { ip: this.sourceIp(this.host, forward.ip), port: source.port },
        );
        taken.asked = asked;
        inner.backlog.push(taken);
        inner.arrived.wake();
      }
      return mine;
    }
    theirs.asked = asked;
    listener.backlog.push(theirs);
    listener.arrived.wake();
    return mine;
  }

  /** Takes the next connection of a listener; undefined when it was closed or a caught signal came. */
  *accept(p: Process, listener: Listener): Task<Connection | undefined> {
    while (listener.backlog.length === 0) {
      if (listener.closed) return undefined;
      const why = yield* waitFor([listener.arrived]);
      if (why === 'signal' && p.caught.length > 0) return undefined;
    }
    return listener.backlog.shift();
  }
}

/** A connection as a descriptor. */
export class SocketFile extends OpenFile {
  readonly name = 'socket';
  constructor(readonly connection: Connection) {
    super();
  }
  override get hasInput(): boolean {
    return this.connection.incoming.length > 0 || this.connection.incoming.writeClosed;
  }
  *read(max: number, deadline?: number): Task<ReadResult> {
    const got = yield* this.connection.incoming.read(max, deadline);
    if (typeof got !== 'string' && got.length === 0 && this.connection.incoming.reset)
      throw new FsError('ECONNRESET', 'socket');
    return got;
  }
  write(bytes: Uint8Array): Task<boolean> {
    return this.connection.outgoing.write(bytes);
  }
  protected override closed(): void {
    this.connection.close();
  }
}
