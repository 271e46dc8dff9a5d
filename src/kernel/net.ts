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

/** A virtual switch. The namespace that it stands in owns its gateway address, and hands on what goes further. */
export class Bridge {
  readonly members = new Map<string, NetNs>();
  constructor(
    readonly owner: NetNs,
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

export class NetNs {
  readonly interfaces: Iface[] = [];
  readonly listeners = new Map<string, Listener>();
  /** Bridges that stand in it. */
  readonly bridges = new Set<Bridge>();
  gateway: string | undefined;
  /** The resolver at 127.0.0.11, where there is one: addresses of a name. */
  embeddedDns: ((name: string) => string[] | undefined) | undefined;
  private nextPort = 32768;
  /** The first port that needs no NET_BIND_SERVICE (net.ipv4.ip_unprivileged_port_start); dockerd sets 0 in containers. */
  unprivilegedFrom: number;
  constructor(
    readonly net: Net,
    readonly isHost: boolean,
  ) {
    this.unprivilegedFrom = isHost ? 1024 : 0;
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
    for (const b of this.bridges) if (b.gateway === ip) return true;
    return false;
  }
  /** The namespace that hands on what this one sends out into the world; undefined where there is no way out. */
  get upstream(): NetNs | undefined {
    if (this.gateway === undefined) return undefined;
    return this.interfaces.find((i) => i.bridge?.gateway === this.gateway)?.bridge?.owner ?? this.net.host;
  }
  /** Subnets that it has interfaces in. */
  get subnets(): Subnet[] {
    return [...this.interfaces.map((i) => i.bridge), ...this.bridges].flatMap((b) => (b === undefined ? [] : b.subnet));
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
  /** May the process bind a port? */
  mayBind(p: Process, port: number): boolean {
    return port === 0 || port >= this.unprivilegedFrom || p.caps.has('NET_BIND_SERVICE');
  }
  /** @throws FsError EACCES, EADDRINUSE, EADDRNOTAVAIL */
  listen(
    ip: string,
    port: number,
    owner?: Process,
    forward?: Listener['forward'],
    protocol: 'tcp' | 'udp' = 'tcp',
  ): Listener {
    const at = ip === '' || ip === '::' ? '0.0.0.0' : ip;
    if (at !== '0.0.0.0' && !this.has(at)) throw new FsError('EADDRNOTAVAIL', at);
    if (owner !== undefined && !this.mayBind(owner, port)) throw new FsError('EACCES', `${at}:${port}`);
    const bound = port === 0 ? this.ephemeral() : port;
    if (this.taken(at, bound, protocol) !== undefined) throw new FsError('EADDRINUSE', `${at}:${bound}`);
    const listener = new Listener(at, bound, protocol, owner, forward);
    this.listeners.set(this.key(protocol, at, bound), listener);
    owner?.onExit.push(() => this.unlisten(listener));
    return listener;
  }
  unlisten(listener: Listener): void {
    const key = this.key(listener.protocol, listener.ip, listener.port);
    if (this.listeners.get(key) === listener) this.listeners.delete(key);
    listener.closed = true;
    for (const c of listener.backlog.splice(0)) c.abort();
    listener.arrived.wake();
  }
}

/** Where packets to an address go, and (`as`) the namespace whose address they carry when they arrive there. */
export type Route = { to: NetNs; as: NetNs } | { error: 'ENETUNREACH' | 'EHOSTUNREACH' | 'ETIMEDOUT' };

export class Net {
  readonly host: NetNs = new NetNs(this, true);
  /** Servers that are not on this machine, by address. */
  readonly outside = new Map<string, NetNs>();
  /** Who listens behind sockets of the file tree, by what their node says (`dev`). */
  readonly unix = new Map<string, Listener>();
  /** Names that the outside world's DNS knows. */
  readonly names = new Map<string, string>();

  /** Whom `ip` reaches when asked from `from`. */
  route(from: NetNs, ip: string): Route {
    if (from.has(ip)) return { to: from, as: from };
    for (const i of from.interfaces) {
      if (i.bridge === undefined || !i.up || !inSubnet(ip, i.bridge.subnet)) continue;
      if (ip === i.bridge.gateway) return { to: i.bridge.owner, as: from };
      return this.onBridge(from, i.bridge, ip);
    }
    for (const b of from.bridges) if (inSubnet(ip, b.subnet)) return this.onBridge(from, b, ip);
    if (from.isHost) {
      const to = this.outside.get(ip);
      return to === undefined ? { error: 'ETIMEDOUT' } : { to, as: from };
    }
    const { upstream } = from;
    if (upstream === undefined) return { error: 'ENETUNREACH' };
    if (upstream.has(ip)) return { to: upstream, as: from };
    // bridges of one namespace are kept apart; what goes further carries the address of who hands it on
    for (const b of upstream.bridges) if (inSubnet(ip, b.subnet)) return { error: 'ETIMEDOUT' };
    const further = this.route(upstream, ip);
    return 'error' in further && further.error === 'ENETUNREACH' ? { error: 'ETIMEDOUT' } : further;
  }

  private onBridge(from: NetNs, bridge: Bridge, ip: string): Route {
    const to = bridge.members.get(ip);
    return to === undefined ? { error: 'EHOSTUNREACH' } : { to, as: from };
  }

  /** Address that `from` uses towards `ip`. */
  sourceIp(from: NetNs, ip: string): string {
    if (from.has(ip)) return ip;
    for (const i of from.interfaces) if (i.bridge !== undefined && inSubnet(ip, i.bridge.subnet)) return i.ip;
    for (const b of from.bridges) if (inSubnet(ip, b.subnet)) return b.gateway;
    return from.interfaces.find((i) => i.bridge !== undefined)?.ip ?? '127.0.0.1';
  }

  /**
   * Who takes what comes to a published port: through as many ports as hand on to each other.
   * @returns undefined when nobody listens at the end; `from`: the address that the last one speaks from
   */
  behind(at: NetNs, listener: Listener): { taker: Listener; ip: string; port: number; from: string } | undefined {
    let ns = at;
    let last: Listener = listener;
    let found: { taker: Listener; ip: string; port: number; from: string } | undefined;
    while (last.forward !== undefined) {
      const { forward } = last;
      const next = forward.ns.find(forward.ip, forward.port, last.protocol);
      if (next === undefined) return undefined;
      found = { taker: next, ip: forward.ip, port: forward.port, from: this.sourceIp(ns, forward.ip) };
      ns = forward.ns;
      last = next;
    }
    return found;
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
    const seen = route.as === from ? source : { ip: this.sourceIp(route.as, ip), port: source.port };
    return this.dial(p, route.to, { ip, port }, source, seen);
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

  /** @param seen the asker's address as the other side sees it */
  private dial(p: Process, to: NetNs, { ip, port }: Address, source: Address, seen: Address): Connection {
    const listener = to.find(ip, port);
    if (listener === undefined) {
      p.kernel.refused(p, { ip, port, error: 'ECONNREFUSED' });
      throw new FsError('ECONNREFUSED', `${ip}:${port}`);
    }
    const up = new ByteQueue();
    const down = new ByteQueue();
    const mine = new Connection(down, up, source, { ip, port });
    const theirs = new Connection(up, down, { ip, port }, seen);
    const asked = { by: p, ip, port };
    if (listener.forward !== undefined) {
      // docker-proxy accepts first and only then finds out whether anybody is there
      const inner = this.behind(to, listener);
      if (inner === undefined) {
        p.kernel.refused(p, { ip, port, error: 'ECONNRESET' });
        theirs.abort();
      } else {
        // and it speaks to the container from the bridge's own address
        const far = { ip: inner.from, port: source.port };
        const taken = new Connection(up, down, { ip: inner.ip, port: inner.port }, far);
        taken.asked = asked;
        inner.taker.backlog.push(taken);
        inner.taker.arrived.wake();
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
