// Where clients may come in: sockets of the file system, and addresses that only this machine reaches.

import { lstatSync, unlinkSync } from 'node:fs';
import { connect, createServer, isIPv4, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';

export type Host = { readonly path: string } | { readonly ip: string; readonly port: number };

/**
 * An address as `-H` of dockerd takes it.
 * @throws Error for what is none, and for one that others than this machine could reach
 */
export function parseHost(text: string): Host {
  const unix = /^unix:\/\/(.+)$/.exec(text)?.[1];
  if (unix !== undefined) {
    const path = resolve(unix);
    // what sockaddr_un holds
    if (Buffer.byteLength(path) > 107) throw new Error(`--host ${text}: a socket's path has at most 107 bytes`);
    return { path };
  }
  const tcp = /^tcp:\/\/(\[[^\]]*\]|[^:/]*):(\d{1,5})\/?$/.exec(text);
  if (tcp === null) throw new Error(`--host ${text}: expected unix:///path or tcp://127.0.0.1:PORT`);
  const name = tcp[1]!.replace(/^\[|\]$/g, '');
  const ip = name === 'localhost' ? '127.0.0.1' : name;
  const loopback = (isIPv4(ip) && ip.startsWith('127.')) || ip === '::1';
  if (!loopback)
    throw new Error(`--host ${text}: only addresses of this machine's own are served (127.0.0.1), never a public one`);
  if (Number(tcp[2]) > 65535) throw new Error(`--host ${text}: no such port`);
  return { ip, port: Number(tcp[2]) };
}

/** Connections that may wait to be accepted, and how many there may be at once. */
const BACKLOG = 4_096;
const MOST = 4_000;

/** Does somebody listen behind a socket file? */
function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = connect(path);
    probe.on('connect', () => {
      probe.destroy();
      done(true);
    });
    probe.on('error', () => done(false));
  });
}

/** Takes a socket file away that nobody listens behind any more. @throws Error when the name is taken */
async function clear(path: string): Promise<void> {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isSocket()) throw new Error(`${path} is there already, and it is no socket`);
  if (await answers(path)) throw new Error(`${path}: another server listens there`);
  unlinkSync(path);
}

export interface Door {
  readonly server: Server;
  /** As `DOCKER_HOST` names it. */
  readonly address: string;
  close(): void;
}

/** Listens. @throws Error when that is not possible */
export async function openDoor(host: Host, take: (socket: Socket) => void): Promise<Door> {
  if ('path' in host) await clear(host.path);
  const server = createServer({ allowHalfOpen: true, noDelay: true }, take);
  server.maxConnections = MOST;
  await new Promise<void>((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const where = 'path' in host ? host.path : `${host.ip}:${host.port}`;
      const why: Record<string, string> = {
        EADDRINUSE: 'the address is in use',
        EACCES: 'permission denied',
        ENOENT: 'its folder is not there',
      };
      failed(new Error(`${where}: ${why[error.code ?? ''] ?? error.message}`));
    });
    const where = 'path' in host ? { path: host.path } : { host: host.ip, port: host.port };
    server.listen({ ...where, backlog: BACKLOG }, done);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const ip = 'ip' in host && host.ip.includes(':') ? `[${host.ip}]` : 'ip' in host ? host.ip : '';
  return {
    server,
    address: 'path' in host ? `unix://${host.path}` : `tcp://${ip}:${port}`,
    // Node takes the socket file away when its server closes
    close: () => server.close(),
  };
}
