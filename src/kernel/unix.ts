// Sockets in the file system: who listens behind a socket file. The file holds a number, the kernel knows the listener.

import { FsError } from '../fs/node.ts';
import type { Task } from './block.ts';
import type { Kernel } from './kernel.ts';
import { Connection, Listener } from './net.ts';
import { ByteQueue } from './pipe.ts';
import type { Process } from './process.ts';

const listening = new WeakMap<Kernel, Map<string, Listener>>();

function table(p: Process): Map<string, Listener> {
  let map = listening.get(p.kernel);
  if (map === undefined) listening.set(p.kernel, (map = new Map()));
  return map;
}

/**
 * Makes a socket file and listens on it. The file stays when the process ends, as in Linux.
 * @throws FsError EADDRINUSE when the name is taken, and what making a file throws
 */
export function listenUnix(p: Process, path: string, mode = 0o777): Listener {
  if (p.fs.tryLstat(path) !== undefined) throw new FsError('EADDRINUSE', path);
  const map = table(p);
  const key = `unix:${map.size + 1}`;
  p.fs.mknod(path, 'socket', key, mode);
  p.fs.chmod(path, mode);
  const listener = new Listener(path, 0, 'tcp', p);
  map.set(key, listener);
  p.onExit.push(() => closeUnix(listener));
  return listener;
}

/** Ends listening; those who wait to be accepted are turned away. */
export function closeUnix(listener: Listener): void {
  if (listener.closed) return;
  listener.closed = true;
  for (const c of listener.backlog.splice(0)) c.abort();
  listener.arrived.wake();
}

/** Connects to a socket file. @throws FsError ENOENT, EACCES, ECONNREFUSED when nobody listens behind it */
export function* connectUnix(p: Process, path: string): Task<Connection> {
  const node = p.fs.stat(path);
  if (!p.fs.may(node, 2)) throw new FsError('EACCES', path);
  yield* p.sleep(0.05);
  const listener = node.kind === 'dev' && node.type === 'socket' ? table(p).get(node.dev) : undefined;
  if (listener === undefined || listener.closed) throw new FsError('ECONNREFUSED', path);
  const up = new ByteQueue();
  const down = new ByteQueue();
  const at = { ip: '', port: 0 };
  listener.backlog.push(new Connection(up, down, at, at));
  listener.arrived.wake();
  return new Connection(down, up, at, at);
}
