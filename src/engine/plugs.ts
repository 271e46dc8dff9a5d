// How a container's network namespace is plugged into the bridges.

import type { EndpointSettings } from '../api/types/network.ts';
import type { Bridge, NetNs } from '../kernel/net.ts';
import { endpointMachine } from './machines/things.machine.ts';
import { after, initialState } from './step.ts';

/** Where an endpoint stands: what its settings tell. */
export function stateOf(e: EndpointSettings): string {
  const configured = initialState(endpointMachine);
  return e.EndpointID === '' ? configured : after(endpointMachine, configured, 'JOIN');
}

/** How a namespace is plugged in, and who has an address of a bridge; the result puts it back. */
export function kept(ns: NetNs | undefined, bridge: Bridge | undefined, ip: string): () => void {
  const interfaces = [...(ns?.interfaces ?? [])];
  const { gateway, embeddedDns } = ns ?? {};
  const member = bridge?.members.get(ip);
  return () => {
    if (member === undefined) bridge?.members.delete(ip);
    else bridge?.members.set(ip, member);
    if (ns === undefined) return;
    ns.interfaces.splice(0, Infinity, ...interfaces);
    ns.gateway = gateway;
    ns.embeddedDns = embeddedDns;
  };
}

/** Takes the interface with an address out of a namespace. */
export function unplug(ns: NetNs, ip: string): void {
  const i = ns.interfaces.findIndex((x) => x.ip === ip);
  if (i >= 0) ns.interfaces.splice(i, 1);
  ns.gateway = undefined;
  for (const x of ns.interfaces) if (x.bridge !== undefined && !x.bridge.internal) ns.gateway ??= x.bridge.gateway;
  if (!ns.interfaces.some((x) => x.bridge !== undefined && x.bridge.name !== 'docker0')) ns.embeddedDns = undefined;
}

/** The number of the next interface of a namespace. */
export function nextEth(ns: NetNs): number {
  for (let i = 0; ; i++) if (!ns.interfaces.some((x) => x.name === `eth${i}`)) return i;
}
