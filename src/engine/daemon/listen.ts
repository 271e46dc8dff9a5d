// Where the daemon listens: sockets in the file tree, and ports of its network.

import { encode } from '../../fs/bytes.ts';
import { errnoText, FsError } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import { Listener } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import type { DaemonLog } from './log.ts';
import { type DaemonOptions, Refusal } from './options.ts';

/** A place that is listened at. */
export interface Ear {
  readonly listener: Listener;
  /** As the daemon names it once it is ready. */
  readonly shown: string;
  close(): void;
}

const DEPRECATED =
  '[DEPRECATION NOTICE] In future versions this will be a hard failure preventing the daemon from starting! Learn more at: https://docs.docker.com/go/api-security/';

/** What `docker info` and the log say of a port that everybody may speak to. */
export const openNotice = (host: string): string =>
  `[DEPRECATION NOTICE]: API is accessible on http://${host} without encryption.\n         Access to the remote API is equivalent to root access on the host. Refer\n         to the 'Docker daemon attack surface' section in the documentation for\n         more information: https://docs.docker.com/go/attack-surface/\nIn future versions this will be a hard failure preventing the daemon from starting! Learn more at: https://docs.docker.com/go/api-security/`;

/** The ports among the addresses that are spoken to without TLS. */
export const openPorts = (o: DaemonOptions): string[] =>
  o.tls === true ? [] : o.hosts.filter((h) => h.startsWith('tcp://')).map((h) => h.slice('tcp://'.length));

/** The warnings about ports, each with the time that the daemon lets pass at it. */
export function* warnOfPorts(p: Process, o: DaemonOptions, log: DaemonLog): Task {
  for (const at of openPorts(o)) {
    const host = { host: `tcp://${at}` };
    yield* log.warn(
      'Binding to IP address without --tlsverify is insecure and gives root access on this machine to everyone who has access to your network.',
      host,
    );
    yield* log.warn(
      'Binding to an IP address, even on localhost, can also give access to scripts run in a browser. Be safe out there!',
      host,
    );
    yield* log.warn(DEPRECATED, host);
    yield* p.sleep(1000);
    if (o.tls !== undefined || /^(127\.|localhost:|\[::1\])/.test(at)) continue;
    for (const text of [
      'Binding to an IP address without --tlsverify is deprecated. Startup is intentionally being slowed down to show this message',
      'Please consider generating tls certificates with client validation to prevent exposing unauthenticated root access to your network',
      "You can override this by explicitly specifying '--tls=false' or '--tlsverify=false'",
      'Support for listening on TCP without authentication or explicit intent to run without authentication will be removed in the next release',
    ])
      yield* log.warn(text, host);
    yield* p.sleep(15_000);
  }
}

const failed = (what: string): Refusal => new Refusal(`failed to load listeners: ${what}\n`);

/**
 * Begins to listen at all addresses that the daemon was given.
 * @throws Refusal where one of them cannot be had; the others are let go
 */
export function* listenAt(p: Process, o: DaemonOptions, log: DaemonLog): Task<Ear[]> {
  const ears: Ear[] = [];
  try {
    for (const host of o.hosts) {
      if (host.startsWith('unix://')) ears.push(yield* listenUnix(p, host.slice('unix://'.length), o, log));
      else if (host.startsWith('tcp://')) {
        if (o.tls === true)
          yield* p.eprint(
            `drydock: 'TLS at ${host}' is not simulated: nobody listens there (--tls=false, or DOCKER_TLS_CERTDIR= for docker:dind, gives a plain port)\n`,
          );
        else ears.push(listenTcp(p, host.slice('tcp://'.length)));
      } else throw failed('no sockets found via socket activation: make sure the service was started by systemd');
    }
    if (ears.length === 0) throw new Refusal('');
    return ears;
  } catch (error) {
    for (const ear of ears) ear.close();
    throw error;
  }
}

function* listenUnix(p: Process, path: string, o: DaemonOptions, log: DaemonLog): Task<Ear> {
  const { unix } = p.kernel.net;
  // the node names the listener, whoever sees it by whichever path
  const dev = `dockerd:${p.pid}:${path}`;
  const listener = new Listener('', 0, 'tcp', p);
  try {
    if (p.fs.tryLstat(path)?.kind === 'dev') p.fs.unlink(path);
    p.fs.mknod(path, 'socket', dev, 0o660);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const why = error.code === 'EEXIST' ? 'address already in use' : errnoText(error.code).toLowerCase();
    throw failed(`can't create unix socket ${path}: listen unix ${path}: bind: ${why}`);
  }
  const file = p.fs.tryStat('/etc/group')?.kind === 'file' ? p.fs.readText('/etc/group') : '';
  const row = file.split('\n').find((l) => l.startsWith(`${o.group}:`));
  if (row === undefined) yield* log.warn(`could not change group ${path} to ${o.group}: group ${o.group} not found`);
  else p.fs.chown(path, 0, Number(row.split(':')[2]));
  p.fs.chmod(path, 0o660);
  unix.set(dev, listener);
  const close = (): void => {
    if (unix.get(dev) !== listener) return;
    unix.delete(dev);
    listener.closed = true;
    for (const c of listener.backlog.splice(0)) c.abort();
  };
  // a daemon that is killed leaves its socket, and nobody behind it
  p.onExit.push(close);
  return {
    listener,
    shown: path,
    close() {
      close();
      if (p.fs.tryLstat(path)?.kind === 'dev') p.fs.unlink(path);
    },
  };
}

function listenTcp(p: Process, at: string): Ear {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(at)!;
  const ip = host === '0.0.0.0' || host === '[::]' ? '0.0.0.0' : resolveHost(p, host)[0];
  if (Number(port) > 65535) throw failed(`listen tcp: address ${port}: invalid port`);
  if (ip === undefined) throw failed(`listen tcp: lookup ${host}: no such host`);
  try {
    const listener = p.net.listen(ip, Number(port), p);
    const shown = ip === '0.0.0.0' ? `[::]:${port}` : `${ip}:${port}`;
    return { listener, shown, close: () => p.net.unlisten(listener) };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const why = error.code === 'EADDRINUSE' ? 'address already in use' : 'cannot assign requested address';
    throw failed(`listen tcp ${host}:${port}: bind: ${why}`);
  }
}

/** Writes the daemon's number where others look for it. @throws Refusal where one runs already */
export function claimPidfile(p: Process, path: string): void {
  const old = p.fs.tryStat(path)?.kind === 'file' ? Number(p.fs.readText(path).trim()) : 0;
  const runs = [...p.kernel.processes.values()].some(
    (other) => other !== p && other.status === undefined && p.pids.pidOf(other) === old,
  );
  if (old > 0 && runs)
    throw new Refusal(
      `failed to start daemon, ensure docker is not running or delete ${path}: process with PID ${old} is still running\n`,
    );
  try {
    p.fs.writeFile(path, encode(String(p.pids.pidOf(p) ?? 0)), 0o644);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new Refusal(
      `failed to start daemon, ensure docker is not running or delete ${path}: open ${path}: ${errnoText(error.code).toLowerCase()}\n`,
    );
  }
}
