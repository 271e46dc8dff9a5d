// Where the client looks for its daemon: flags, environment, contexts, in docker/cli's order.

import type { Process } from '../kernel/process.ts';
import { CONTEXT_META, contexts, currentContext } from './cli.ts';
import type { Flags } from './flags.ts';

export const DEFAULT_HOST = 'unix:///var/run/docker.sock';

/** Where a daemon is; or why that cannot be known, with the client's words. */
export type Endpoint = { readonly host: string } | { readonly error: string };

const cannot = (why: string): Endpoint => ({
  error: `Failed to initialize: unable to resolve docker endpoint: ${why}`,
});

function contextHost(p: Process, name: string): Endpoint {
  const known = contexts(p).get(name);
  if (known !== undefined) return { host: known.host };
  return cannot(
    `context ${JSON.stringify(name)}: context not found: open ${CONTEXT_META(name)}: no such file or directory`,
  );
}

/**
 * An address as docker/cli's opts.ParseHost reads it.
 * @returns `unix://…` or `tcp://host:port…`, or what is wrong with it
 */
export function parseHost(text: string): Endpoint {
  if (text === '' || text === 'unix://') return { host: DEFAULT_HOST };
  const m = /^(\w+):\/\/(.*)$/s.exec(text);
  const scheme = m?.[1] ?? 'tcp';
  const rest = m?.[2] ?? text;
  switch (scheme) {
    case 'unix':
    case 'ssh':
      return { host: text };
    case 'tcp':
      return tcpHost(rest, m === null ? `tcp://${rest}` : text);
    case 'fd':
      return { error: `Failed to initialize: unable to parse docker host \`${text}\`` };
    case 'npipe':
      return { error: 'Failed to initialize: protocol not available' };
    default:
      return cannot(`invalid bind address format: ${text}`);
  }
}

function tcpHost(rest: string, whole: string): Endpoint {
  const m = /^(\[[^\]]*\]|[^:/]*)(?::([^/]*))?(\/.*)?$/s.exec(rest);
  if (m === null) return cannot(`invalid bind address format: ${whole}`);
  const port = m[2] ?? '2375';
  if (!/^\d*$/.test(port)) return cannot(`parse ${JSON.stringify(whole)}: invalid port ":${port}" after host`);
  return { host: `tcp://${m[1] === '' ? 'localhost' : m[1]}:${port === '' ? '2375' : port}${m[3] ?? ''}` };
}

/**
 * The endpoint that global flags, DOCKER_HOST, DOCKER_CONTEXT and the user's config.json choose.
 * @param flags global flags of `docker`; a plugin has none, it gets them through its environment
 */
export function endpoint(p: Process, flags: Flags | undefined): Endpoint {
  const host = flags?.string('host') ?? '';
  const context = flags?.string('context') ?? '';
  if (host !== '' && context !== '') return { error: 'conflicting options: cannot specify both --host and --context' };
  if (flags?.bool('tls') === true || flags?.bool('tlsverify') === true) {
    const ca = flags.string('tlscacert') || `${p.getenv('HOME') ?? '/root'}/.docker/ca.pem`;
    if (!p.fs.exists(ca)) return cannot(`open ${ca}: no such file or directory`);
  }
  if (host !== '') return parseHost(host);
  const fromEnv = p.getenv('DOCKER_HOST') ?? '';
  if (context !== '') return context === 'default' ? parseHost(fromEnv) : contextHost(p, context);
  if (fromEnv !== '') return parseHost(fromEnv);
  const name = p.getenv('DOCKER_CONTEXT') || currentContext(p);
  return name === 'default' ? { host: DEFAULT_HOST } : contextHost(p, name);
}
