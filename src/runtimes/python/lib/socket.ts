// _socket: TCP connections of the machine. socket.py is the module that programs import.

import { FsError } from '../../../fs/node.ts';
import type { Task } from '../../../kernel/block.ts';
import { SinkFile } from '../../../kernel/files.ts';
import { type Connection, type Listener, SocketFile } from '../../../kernel/net.ts';
import { isIpv6, parseIp } from '../../../kernel/ip.ts';
import { resolveHost } from '../../../kernel/resolve.ts';
import { E, fromFs, osError, raise } from '../vm/errors.ts';
import { makeBytes, makeDict, makeFloat, makeList, makeTuple, unbox } from '../vm/make.ts';
import { getset, method, moduleObject, native } from '../vm/native.ts';
import { Bytes, type Cls, Float, type Native, Obj, type V } from '../vm/objects.ts';
import { toArray } from '../vm/ops.ts';
import { waitUntil } from '../vm/signal.ts';
import { builtinClass } from '../vm/types.ts';
import { bytesOf } from '../types/bytes.ts';
import { R } from '../vm/vm.ts';

const timeoutClass = E['TimeoutError']!;
const gaierror = builtinClass('gaierror', 'exc', E['OSError']!),
  herror = builtinClass('herror', 'exc', E['OSError']!);
for (const c of [gaierror, herror]) {
  c.hasDict = true;
  c.ns.set('__module__', 'socket');
}

/** What the descriptor of a socket stands for that is not connected. */
class Unconnected extends SinkFile {
  override *read(): Task<Uint8Array> {
    throw new FsError('EPIPE', 'socket');
  }
  override *write(): Task<boolean> {
    return false;
  }
}

class Socket extends Obj {
  fd = -1;
  local: { ip: string; port: number } | undefined;
  bound: { ip: string; port: number } | undefined;
  listener: Listener | undefined;
  connection: Connection | undefined;
  /** Seconds; undefined waits for ever. */
  timeout: number | undefined;
  closed = false;
  readClosed = false;
  refs = 0;
  constructor(
    cls: Cls,
    readonly family: number,
    readonly type: number,
  ) {
    super(cls);
  }
  get deadline(): number | undefined {
    return this.timeout === undefined ? undefined : R.vm.p.kernel.now + this.timeout * 1000;
  }
}
const socketClass = builtinClass('socket', 'other');
socketClass.ns.set('__module__', '_socket');
socketClass.ns.set(
  '__new__',
  native('__new__', 'cls, family=2, type=1, proto=0, fileno=None', (cls: Cls, family: number, type: number) => {
    const n = (v: V): number => Number(unbox(v));
    const s = new Socket(cls, n(family), n(type) & 15);
    if (s.family === 1) throw raise('NotImplementedError', 'drydock: sockets of the family AF_UNIX are not simulated');
    const { p } = R.vm;
    try {
      s.fd = p.freeFd();
    } catch (error) {
      throw error instanceof FsError ? fromFs(error) : error;
    }
    p.setFd(s.fd, new Unconnected(() => {}, undefined, 'socket'));
    if (cls.hasDict) s.dict = makeDict();
    return s;
  }),
);
method(socketClass, '__init__', '*args, **kw', () => null);

function gai(host: string): string {
  const { p } = R.vm;
  const found = resolveHost(p, host);
  const [ip] = found;
  if (ip !== undefined) return ip;
  const conf = p.fs.tryStat('/etc/resolv.conf');
  const servers = conf?.kind === 'file' ? /^nameserver\s+\S+/m.test(new TextDecoder().decode(conf.data)) : false;
  const lonely = !servers || (p.net.gateway === undefined && !p.net.isHost && p.net.embeddedDns === undefined);
  const t = raise(
    'OSError',
    lonely ? -3 : -2,
    lonely ? 'Temporary failure in name resolution' : 'Name or service not known',
  );
  t.exc.cls = gaierror;
  t.exc.dict!.set('errno', lonely ? -3 : -2);
  t.exc.dict!.set('strerror', lonely ? 'Temporary failure in name resolution' : 'Name or service not known');
  t.exc.dict!.set('filename', null);
  throw t;
}
function* address(v: V): Task<{ host: string; port: number }> {
  const a = yield* toArray(v);
  const port = Number(unbox(a[1] ?? null));
  if (!(port >= 0 && port <= 65535)) throw raise('OverflowError', 'connect(): port must be 0-65535.');
  return { host: String(unbox(a[0]!)), port };
}
const pair = (a: { ip: string; port: number } | undefined): V => makeTuple([a?.ip ?? '0.0.0.0', a?.port ?? 0]);
const timedOut = (): never => {
  const t = raise('OSError', 'timed out');
  t.exc.cls = timeoutClass;
  for (const k of ['errno', 'strerror', 'filename']) t.exc.dict!.set(k, null);
  throw t;
};
function open(s: Socket): void {
  if (s.closed) throw osError('EBADF', 'Bad file descriptor');
}
function connected(s: Socket): Connection {
  open(s);
  if (s.connection === undefined) throw osError('ENOTCONN', 'Transport endpoint is not connected');
  return s.connection;
}
function attach(s: Socket, c: Connection): void {
  const { p } = R.vm;
  s.connection = c;
  if (s.fd >= 0) p.closeFd(s.fd);
  s.fd = p.freeFd();
  p.setFd(s.fd, new SocketFile(c));
}
function* receive(s: Socket, n: number): Task<Uint8Array> {
  const c = connected(s);
  if (s.readClosed) return new Uint8Array(0);
  const q = c.incoming;
  if (s.timeout === 0 && q.length === 0 && !q.writeClosed && !q.reset)
    throw osError('EAGAIN', 'Resource temporarily unavailable');
  const ok = yield* waitUntil(() => q.length > 0 || q.writeClosed || q.reset || s.closed, [q.readable], s.deadline);
  if (!ok) timedOut();
  if (q.length === 0 && q.reset) throw osError('ECONNRESET', 'Connection reset by peer');
  return q.take(n);
}
function* sendAll(s: Socket, b: Uint8Array): Task {
  const c = connected(s);
  const q = c.outgoing;
  if (q.writeClosed) throw osError('EPIPE', 'Broken pipe');
  let at = 0;
  while (at < b.length) {
    if (q.reset) throw osError('ECONNRESET', 'Connection reset by peer');
    if (q.readClosed) throw osError('EPIPE', 'Broken pipe');
    const room = q.capacity - q.length;
    if (room <= 0) {
      if (!(yield* waitUntil(() => q.length < q.capacity || q.readClosed || q.reset, [q.writable], s.deadline)))
        timedOut();
      continue;
    }
    q.push(b.slice(at, at + room));
    at += room;
  }
}
function* connect(s: Socket, to: V): Task {
  open(s);
  const { p } = R.vm;
  const { host, port } = yield* address(to);
  const ip = gai(host === '' ? '127.0.0.1' : host);
  try {
    const c = yield* p.kernel.net.connect(
      p,
      p.net,
      ip === '0.0.0.0' ? '127.0.0.1' : ip,
      port,
      s.timeout === undefined ? undefined : Math.max(1, s.timeout * 1000),
    );
    attach(s, c);
    s.local = c.local;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.code === 'ETIMEDOUT' && s.timeout !== undefined) timedOut();
    throw fromFs(error);
  }
}
const m = (name: string, sig: string, impl: Native['impl']): void => {
  method(socketClass, name, sig, impl);
};
m('bind', 'address', function* (s: Socket, to: V) {
  open(s);
  const { host, port } = yield* address(to);
  const ip = host === '' || host === '::' ? '0.0.0.0' : gai(host);
  const { p } = R.vm;
  if (!p.net.mayBind(p, port)) throw osError('EACCES', 'Permission denied');
  if (ip !== '0.0.0.0' && !p.net.has(ip)) throw osError('EADDRNOTAVAIL', 'Cannot assign requested address');
  if (port !== 0 && p.net.taken(ip, port, s.type === 2 ? 'udp' : 'tcp') !== undefined)
    throw osError('EADDRINUSE', 'Address already in use');
  s.bound = { ip, port: port === 0 ? p.net.ephemeral() : port };
});
m('listen', 'backlog=128', (s: Socket) => {
  open(s);
  const { p } = R.vm;
  if (s.listener !== undefined) return;
  s.bound ??= { ip: '0.0.0.0', port: p.net.ephemeral() };
  try {
    s.listener = p.net.listen(s.bound.ip, s.bound.port, p);
  } catch (error) {
    if (error instanceof FsError) throw fromFs(error);
    throw error;
  }
});
m('_accept', '', function* (s: Socket) {
  open(s);
  const { listener } = s;
  if (listener === undefined) throw osError('EINVAL', 'Invalid argument');
  if (s.timeout === 0 && listener.backlog.length === 0) throw osError('EAGAIN', 'Resource temporarily unavailable');
  const ok = yield* waitUntil(() => listener.backlog.length > 0 || listener.closed, [listener.arrived], s.deadline);
  if (!ok) timedOut();
  const c = listener.backlog.shift();
  if (c === undefined) throw osError('EBADF', 'Bad file descriptor');
  const t = new Socket(socketClass, s.family, s.type);
  attach(t, c);
  t.local = c.local;
  return makeTuple([t, pair(c.remote)]);
});
m('_adopt', 'other', (s: Socket, other: Socket) => {
  if (s.fd >= 0 && s.fd !== other.fd) R.vm.p.closeFd(s.fd);
  s.fd = other.fd;
  s.connection = other.connection;
  s.local = other.local;
});
m('connect', 'address', connect);
m('connect_ex', 'address', function* (s: Socket, to: V) {
  try {
    yield* connect(s, to);
    return 0;
  } catch (error) {
    const no = (error as { exc?: { dict: { get(n: string): V | undefined } | null } }).exc?.dict?.get('errno');
    if (typeof no === 'number') return no;
    if ((error as { exc?: Obj }).exc?.cls === timeoutClass) return 11;
    throw error;
  }
});
m('recv', 'n, flags=0', function* (s: Socket, n: number) {
  return makeBytes(yield* receive(s, n));
});
m('recv_into', 'buffer, n=0, flags=0', function* (s: Socket, b: Bytes, n: number) {
  const got = yield* receive(s, n > 0 ? n : b.b.length);
  b.b.set(got);
  return got.length;
});
m('recvfrom', 'n, flags=0', function* (s: Socket, n: number) {
  return makeTuple([makeBytes(yield* receive(s, n)), pair(s.connection?.remote)]);
});
m('send', 'data, flags=0', function* (s: Socket, b: V) {
  yield* sendAll(s, bytesOf(b));
  return bytesOf(b).length;
});
m('sendall', 'data, flags=0', function* (s: Socket, b: V) {
  yield* sendAll(s, bytesOf(b));
});
m('sendto', '*args', () => {
  throw raise('NotImplementedError', 'drydock: datagrams (UDP) are not simulated');
});
m('close', '', (s: Socket) => {
  if (s.closed) return;
  s.closed = true;
  const { p } = R.vm;
  if (s.listener !== undefined) p.net.unlisten(s.listener);
  if (s.fd >= 0) p.closeFd(s.fd);
  s.fd = -1;
});
m('detach', '', (s: Socket) => {
  const { fd } = s;
  s.closed = true;
  s.fd = -1;
  return fd;
});
m('shutdown', 'how', (s: Socket, how: V) => {
  const c = connected(s);
  const n = Number(unbox(how));
  if (n !== 0) c.outgoing.closeWrite();
  if (n !== 1) s.readClosed = true;
});
m('fileno', '', (s: Socket) => (s.closed ? -1 : s.fd));
m('settimeout', 'value', (s: Socket, v: V) => {
  s.timeout = v === null ? undefined : v instanceof Float ? v.v : Number(v);
});
m('gettimeout', '', (s: Socket) => (s.timeout === undefined ? null : makeFloat(s.timeout)));
m('setblocking', 'flag', (s: Socket, v: V) => {
  s.timeout = v === true || v === 1 ? undefined : 0;
});
m('getblocking', '', (s: Socket) => s.timeout !== 0);
m('getsockname', '', (s: Socket) => pair(s.local ?? s.bound));
m('getpeername', '', (s: Socket) => pair(connected(s).remote));
m('setsockopt', 'level, option, value, length=None', () => null);
m('getsockopt', 'level, option, length=0', () => 0);
m(
  '_ready',
  '',
  (s: Socket) =>
    s.closed ||
    (s.listener !== undefined
      ? s.listener.backlog.length > 0
      : s.connection !== undefined &&
        (s.connection.incoming.length > 0 || s.connection.incoming.writeClosed || s.connection.incoming.reset)),
);
getset(socketClass, 'family', (s: Socket) => s.family);
getset(socketClass, 'type', (s: Socket) => s.type);
getset(socketClass, 'proto', () => 0);
getset(socketClass, 'timeout', (s: Socket) => (s.timeout === undefined ? null : makeFloat(s.timeout)));
getset(socketClass, '_closed', (s: Socket) => s.closed);

export function makeSocket(): Obj {
  const { p } = R.vm;
  const g = (name: string, sig: string, impl: Native['impl']): [string, V] => [
    name,
    native(name, sig, impl, '_socket'),
  ];
  socketClass.hasDict = false;
  return moduleObject('_socket', {
    socket: socketClass,
    gaierror,
    herror,
    ...Object.fromEntries([
      g('gethostname', '', () => p.uts.hostname),
      g('resolve', 'host', (host: V) => makeList([gai(String(unbox(host)))])),
      g('resolve_all', 'host', (host: V) => {
        const h = String(unbox(host));
        gai(h);
        return makeList(resolveHost(p, h));
      }),
      g('is_ip', 'text', (text: string) => (parseIp(text) !== undefined ? 4 : isIpv6(text) ? 6 : 0)),
      g('select', 'socks, deadline', function* (socks: V, seconds: V) {
        const list = (yield* toArray(socks)) as Socket[];
        const ready = (s: Socket): boolean =>
          s.closed ||
          (s.listener !== undefined
            ? s.listener.backlog.length > 0
            : s.connection !== undefined &&
              (s.connection.incoming.length > 0 || s.connection.incoming.writeClosed || s.connection.incoming.reset));
        const queues = list.flatMap((s) =>
          s.listener !== undefined
            ? [s.listener.arrived]
            : s.connection !== undefined
              ? [s.connection.incoming.readable]
              : [],
        );
        const at =
          seconds === null ? undefined : p.kernel.now + (seconds instanceof Float ? seconds.v : Number(seconds)) * 1000;
        yield* waitUntil(() => list.some(ready), queues, at);
        return makeList(list.filter(ready));
      }),
    ]),
  });
}
