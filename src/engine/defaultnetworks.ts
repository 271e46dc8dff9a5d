// The networks that every daemon has: `bridge`, `host` and `none`.

import { Map as IMap } from 'immutable';
import { formatIp, parseSubnet } from '../kernel/ip.ts';
import { chooseSubnet } from './addresses.ts';
import type { Core } from './ports/core.ts';
import type { NetworkRecord } from './state.ts';

/** What is seen of the engine here. */
type Engine = Core;

type Blank = Omit<NetworkRecord, 'name' | 'driver' | 'subnet' | 'gateway' | 'ipam' | 'options'>;

const blank = (engine: Engine): Blank => ({
  id: engine.newId(),
  seq: engine.nextSeq(),
  created: engine.now,
  internal: false,
  attachable: false,
  enableIPv4: true,
  enableIPv6: false,
  labels: {},
  range: '',
  addresses: IMap<string, string>(),
});

/**
 * The default network: on the subnet that the daemon was given (`--bip`), or on the first of its pools that keeps clear
 * of what its namespace has interfaces in (in a container at 172.17.0.2 the real one takes 172.18.0.0/16).
 */
export function defaultBridge(engine: Engine): NetworkRecord {
  const { net, settings } = engine.host;
  const given = settings.bip === undefined ? undefined : parseSubnet(settings.bip);
  const chosen = chooseSubnet(engine.state.networks.values(), undefined, net.subnets);
  const subnet = given === undefined ? chosen.subnet : `${formatIp(given.base)}/${given.prefix}`;
  const gateway = given === undefined ? chosen.gateway : settings.bip!.split('/')[0]!;
  return {
    ...blank(engine),
    name: 'bridge',
    driver: 'bridge',
    subnet,
    gateway,
    ipam: { Driver: 'default', Options: null, Config: [{ Subnet: subnet, Gateway: gateway }] },
    options: {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': 'true',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
      'com.docker.network.bridge.name': 'docker0',
      'com.docker.network.driver.mtu': '1500',
    },
    addresses: IMap<string, string>([[gateway, 'gateway']]),
  };
}

/** The two without a bridge. */
export function otherDefaults(engine: Engine): NetworkRecord[] {
  const make = (name: string, driver: string): NetworkRecord => ({
    ...blank(engine),
    name,
    driver,
    subnet: '',
    gateway: '',
    ipam: { Driver: 'default', Options: null, Config: null },
    options: {},
  });
  return [make('host', 'host'), make('none', 'null')];
}
