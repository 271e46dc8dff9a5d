// Which engine the client speaks to: global flags, the environment, contexts, and who may use the socket.

import type { DockerApi } from '../api/operations.ts';
import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { CliError, CONTEXT_META, contexts, currentContext } from './cli.ts';
import type { Flags } from './flags.ts';

/** The endpoint that global flags and the environment choose; a text tells why it cannot be used. */
export function connection(p: Process, flags: Flags | undefined): { error?: string; unreachable?: string } {
  let host = flags?.string('host') || p.getenv('DOCKER_HOST') || '';
  const context = flags?.string('context') || (flags?.given('host') ? '' : (p.getenv('DOCKER_CONTEXT') ?? ''));
  if (context !== '' && context !== 'default' && !(p.getenv('DOCKER_HOST') && flags?.given('context') !== true)) {
    const known = contexts(p).get(context);
    if (known === undefined) return { error: `Failed to initialize: unable to resolve docker endpoint: context ${JSON.stringify(context)}: context not found: open ${CONTEXT_META(context)}: no such file or directory` };
    host = known.host;
  } else if (context === '' && host === '') {
    const current = currentContext(p);
    if (current !== 'default') {
      const known = contexts(p).get(current);
      if (known === undefined) return { error: `Failed to initialize: unable to resolve docker endpoint: context ${JSON.stringify(current)}: context not found: open ${CONTEXT_META(current)}: no such file or directory` };
      host = known.host;
    }
  }
  if (flags?.bool('tls') === true || flags?.bool('tlsverify') === true) {
    const ca = flags.string('tlscacert') || '/root/.docker/ca.pem';
    if (!p.fs.exists(ca)) return { error: `Failed to initialize: unable to resolve docker endpoint: open ${ca}: no such file or directory` };
  }
  if (host === '' || host === 'unix:///var/run/docker.sock') return {};
  if (!/^(unix|tcp|http|https|npipe|fd|ssh):\/\//.test(host)) return { error: `Failed to initialize: unable to resolve docker endpoint: invalid bind address format: ${host}` };
  return { unreachable: `Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?` };
}

/** An API whose every operation fails the same way: no daemon there, or no right to its socket. */
export function deadApi(text: string): DockerApi {
  return new Proxy({} as DockerApi, {
    get: () =>
      function* (): Task<never> {
        throw new CliError(text, 1);
      },
  });
}

/** May this user speak to the daemon's socket? */
function mayUseSocket(p: Process): boolean {
  const socket = p.fs.tryStat('/var/run/docker.sock');
  return socket === undefined || p.fs.may(socket, 2);
}

/**
 * The API to speak to; one that fails with the client's words when there is none.
 * @param flags global flags, for a plugin undefined: it gets them through its environment
 * @throws CliError for a context or address that makes no sense
 */
export function connect(p: Process, flags: Flags | undefined, apiFor: () => DockerApi): DockerApi {
  const where = connection(p, flags);
  if (where.error !== undefined) throw new CliError(where.error);
  if (where.unreachable !== undefined) return deadApi(where.unreachable);
  return mayUseSocket(p) ? apiFor() : deadApi('permission denied while trying to connect to the docker API at unix:///var/run/docker.sock');
}
