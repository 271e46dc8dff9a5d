// How the client reaches its daemon: by the socket as the process sees it, or over the network.

import { clientOf, targetOf } from '../api/client.ts';
import { doorOf } from '../api/door.ts';
import { ApiError, ConnectionError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import type { Outgoing, Route } from '../api/route.ts';
import { ROUTES } from '../api/routes/index.ts';
import { errnoText, FsError } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import type { Connection } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import { resolveHost } from '../kernel/resolve.ts';
import { CliError } from './cli.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import type { Flags } from './flags.ts';

const unreachable = (host: string): string =>
  `Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?`;

/** An API whose every operation fails: there is no daemon, or no right to speak to it. */
function deadApi(text: (route: Route, args: readonly never[]) => string): DockerApi {
  const rows = new Map<string | symbol, Route>(ROUTES.map((r) => [r.operation, r]));
  return new Proxy({} as DockerApi, {
    get: (_, name) =>
      function* (...args: never[]): Task<never> {
        throw new ConnectionError(text(rows.get(name)!, args));
      },
  });
}

/** The request's address as Go's client puts it into its errors. */
function requested(route: Route, args: readonly never[], authority: string): string {
  // the client pings before it makes a container
  if (route.operation === 'ContainerCreate') return `Head "http://${authority}/_ping"`;
  const out = (route.write as (...a: never[]) => Outgoing)(...args);
  const verb = route.method[0]! + route.method.slice(1).toLowerCase();
  return `${verb} "http://${authority}${targetOf(route, out)}"`;
}

/** The API behind a socket file, as this process sees the file. */
function unixApi(p: Process, host: string): DockerApi {
  const path = host.slice('unix://'.length);
  const node = p.fs.tryStat(path);
  if (node === undefined || node.kind !== 'dev' || node.type !== 'socket') return deadApi(() => unreachable(host));
  if (!p.fs.may(node, 2)) {
    const authority = encodeURIComponent(path);
    return deadApi(
      (route, args) =>
        `permission denied while trying to connect to the Docker daemon socket at ${host}: ${requested(route, args, authority)}: dial unix ${path}: connect: permission denied`,
    );
  }
  const listener = p.kernel.net.unix.get(node.dev);
  if (listener === undefined || listener.closed) return deadApi(() => unreachable(host));
  const door = doorOf(listener);
  if (door !== undefined) return door();
  return clientOf(p, () => dialling(p.kernel.net.connectUnix(p, path), () => unreachable(host)));
}

/** A connection, or the client's words when there is none. @throws ConnectionError */
function* dialling(connect: Task<Connection>, words: (error: FsError) => string): Task<Connection> {
  try {
    return yield* connect;
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    throw new ConnectionError(words(error));
  }
}

/** Who was asked for a name, as Go's resolver says it. */
function nameserver(p: Process): string {
  const node = p.fs.tryStat('/etc/resolv.conf');
  const ip = node?.kind === 'file' ? /^nameserver\s+(\S+)/m.exec(p.fs.readText('/etc/resolv.conf'))?.[1] : undefined;
  return ip === undefined ? '' : ` on ${ip}:53`;
}

/** The API at an address of the network, as this process's network reaches it. */
function tcpApi(p: Process, host: string): DockerApi {
  const [, name = '', port = ''] = /^tcp:\/\/(\[[^\]]*\]|[^:/]*):(\d+)/.exec(host) ?? [];
  const bare = name.replace(/^\[|\]$/g, '');
  const ip = resolveHost(p, bare)[0];
  if (ip === undefined) {
    const server = nameserver(p);
    return deadApi(
      (route, args) =>
        `error during connect: ${requested(route, args, `${name}:${port}`)}: dial tcp: lookup ${name}${server}: no such host`,
    );
  }
  return clientOf(p, (route, args) =>
    dialling(p.kernel.net.connect(p, p.net, ip, Number(port)), (error) =>
      // what is refused, or takes too long, is a daemon that does not run; no way to it is another thing
      error.code === 'ENETUNREACH' || error.code === 'EHOSTUNREACH'
        ? `error during connect: ${requested(route, args, `${name}:${port}`)}: dial tcp ${ip}:${port}: connect: ${errnoText(error.code).toLowerCase()}`
        : unreachable(host),
    ),
  );
}

/**
 * The API to speak to; one that fails with the client's words when there is none.
 * @param flags global flags, for a plugin undefined: it gets them through its environment
 * @throws CliError for a context or address that makes no sense
 */
export function connect(p: Process, flags: Flags | undefined, where: Endpoint = endpoint(p, flags)): DockerApi {
  if ('error' in where) throw new CliError(where.error);
  const { host } = where;
  if (host.startsWith('unix://')) return unixApi(p, host);
  if (host.startsWith('tcp://')) return tcpApi(p, host);
  return deadApi(() => {
    throw new ApiError(501, "drydock: 'a daemon over ssh' is not simulated");
  });
}

/** An API for commands that ask no daemon: nothing is looked for before somebody asks. */
export function noApi(where: Endpoint): DockerApi {
  return deadApi(() => {
    throw new CliError('error' in where ? where.error : unreachable(where.host));
  });
}
