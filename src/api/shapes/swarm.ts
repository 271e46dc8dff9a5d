// The bodies of what needs a swarm or a plugin, as far as they are looked at outside of one.

import { bool, list, map, type Shape, string, struct } from '../shape.ts';

const spec = (name: string): Shape => struct(name, { Name: string, Labels: map(string) });

const INIT = struct('swarm.InitRequest', {
  ListenAddr: string,
  AdvertiseAddr: string,
  DataPathAddr: string,
  ForceNewCluster: bool,
});
const JOIN = struct('swarm.JoinRequest', {
  ListenAddr: string,
  AdvertiseAddr: string,
  DataPathAddr: string,
  RemoteAddrs: list(string),
  JoinToken: string,
});

/** What the body of a request is, by its path. */
const BODIES: readonly (readonly [RegExp, Shape])[] = [
  [/^\/swarm\/init$/, INIT],
  [/^\/swarm\/join$/, JOIN],
  [/^\/swarm\/update$/, spec('swarm.Spec')],
  [/^\/swarm\/unlock$/, struct('swarm.UnlockRequest', { UnlockKey: string })],
  [/^\/nodes\/[^/]+\/update$/, spec('swarm.NodeSpec')],
  [/^\/services\/(create|[^/]+\/update)$/, spec('swarm.ServiceSpec')],
  [/^\/secrets\/(create|[^/]+\/update)$/, spec('swarm.SecretSpec')],
  [/^\/configs\/(create|[^/]+\/update)$/, spec('swarm.ConfigSpec')],
  [/^\/plugins\/.+\/set$/, list(string)],
  [/^\/plugins\/pull$/, list(struct('plugin.Privilege', { Name: string, Description: string, Value: list(string) }))],
];

/** The shape of a body; undefined for paths without one. */
export function bodyOf(path: string): Shape | undefined {
  return BODIES.find(([pattern]) => pattern.test(path))?.[1];
}

/**
 * What the daemon says of the addresses of an `init` or `join`.
 * @returns undefined where there is nothing to say
 */
export function addressProblem(body: { ListenAddr?: string }): string | undefined {
  const text = body.ListenAddr ?? '';
  if (text === '') return 'invalid ListenAddr "": invalid empty address';
  return /^(\[?[0-9a-fA-F:.]+\]?|(eth|en|lo|wl|docker)[a-z0-9]*)(:\d+)?$/.test(text)
    ? undefined
    : 'listen address must be an IP address or network interface (with optional port number)';
}
