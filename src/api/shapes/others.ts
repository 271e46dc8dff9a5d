// The structs of bodies for volumes, networks and the registry, as the Engine API 1.51 writes them.

import { bool, list, map, pointer, rooted, string, struct } from '../shape.ts';
import { ENDPOINT } from './container.ts';

const labels = map(string);

export const VOLUME_BODY = struct('volume.CreateOptions', {
  'ClusterVolumeSpec?': pointer(struct('volume.ClusterVolumeSpec', {})),
  Driver: string,
  DriverOpts: labels,
  Labels: labels,
  Name: string,
});

export const IPAM_CONFIG = struct('network.IPAMConfig', {
  'Subnet?': string,
  'IPRange?': string,
  'Gateway?': string,
  'AuxiliaryAddresses?': labels,
});

export const NETWORK_BODY = struct('network.CreateRequest', {
  Driver: string,
  Scope: string,
  'EnableIPv4?': pointer(bool),
  'EnableIPv6?': pointer(bool),
  IPAM: pointer(struct('network.IPAM', { Driver: string, Options: labels, Config: list(IPAM_CONFIG) })),
  Internal: bool,
  Attachable: bool,
  Ingress: bool,
  ConfigOnly: bool,
  ConfigFrom: pointer(struct('network.ConfigReference', { Network: string })),
  Options: labels,
  Labels: labels,
  Name: string,
});

export const CONNECT_BODY = struct('network.ConnectOptions', {
  Container: string,
  'EndpointConfig?': pointer(ENDPOINT),
});
export const DISCONNECT_BODY = struct('network.DisconnectOptions', { Container: string, Force: bool });

export const AUTH_BODY = rooted(
  struct('registry.AuthConfig', {
    'username?': string,
    'password?': string,
    'auth?': string,
    'email?': string,
    'serveraddress?': string,
    'identitytoken?': string,
    'registrytoken?': string,
  }),
  '',
);
