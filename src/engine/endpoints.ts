// Containers on their networks: joining, leaving, and the ports that they publish there.

import { changed, own } from '../api/dict.ts';
import { ApiError } from '../api/error.ts';
import { checkEndpoint } from './addresses.ts';
import type { PortBinding } from '../api/types/host.ts';
import type { EndpointSettings } from '../api/types/network.ts';
import type { NetNs } from '../kernel/net.ts';
import type { With } from './ports/stores.ts';
import { endpointMachine } from './machines/things.machine.ts';
import { dnsNames } from './networknames.ts';
import { stateOf } from './plugs.ts';
import { refreshHosts } from './spec.ts';
import type { ContainerRecord } from './state.ts';
import { after, next } from './step.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'networks' | 'volumes'>;

/** Endpoint settings with nothing set. */
export function blankEndpoint(from: Partial<EndpointSettings> = {}): EndpointSettings {
  return {
    IPAMConfig: null,
    Links: null,
    Aliases: null,
    MacAddress: '',
    DriverOpts: null,
    GwPriority: 0,
    NetworkID: '',
    EndpointID: '',
    Gateway: '',
    IPAddress: '',
    IPPrefixLen: 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: null,
    ...from,
  };
}

export class Endpoints {
  constructor(private readonly engine: Engine) {}

  private get containers(): Engine['containers'] {
    return this.engine.containers;
  }

  /** Puts a container that starts on its networks and opens its ports. @throws ApiError */
  join(c: ContainerRecord, net: NetNs): ContainerRecord {
    const { engine } = this;
    const mode = c.hostConfig.NetworkMode;
    this.containers.patch(c.id, { sandboxId: mode.startsWith('container:') ? '' : engine.newId() });
    if (mode.startsWith('container:')) return this.containers.record(c.id);
    for (const [name, e] of Object.entries(c.endpoints).sort(([a], [b]) => (a === mode ? -1 : b === mode ? 1 : 0))) {
      const n = e.NetworkID !== '' ? engine.networks.find(e.NetworkID) : engine.networks.find(name);
      if (n === undefined)
        throw new ApiError(
          404,
          `failed to set up container networking: network ${e.NetworkID !== '' ? e.NetworkID : name} not found`,
        );
      const joined = engine.networks.join(this.containers.record(c.id), n, e, net);
      this.setEndpoint(c.id, name, joined);
    }
    this.publishPorts(this.containers.record(c.id), net);
    return this.containers.record(c.id);
  }

  private setEndpoint(id: string, network: string, e: EndpointSettings | undefined): void {
    this.containers.patch(id, { endpoints: changed(this.containers.record(id).endpoints, network, e) });
  }

  private publishPorts(c: ContainerRecord, net: NetNs): void {
    const { engine } = this;
    const runtime = this.containers.runtime(c);
    const mode = c.hostConfig.NetworkMode;
    const keys = [
      ...new Set([...Object.keys(c.config.ExposedPorts ?? {}), ...Object.keys(c.hostConfig.PortBindings ?? {})]),
    ];
    keys.sort((a, b) => Number(a.split('/')[0]) - Number(b.split('/')[0]) || (a < b ? -1 : 1));
    const ports: Record<string, PortBinding[] | null> = {};
    const endpoint = Object.entries(c.endpoints).find(
      ([n, e]) => e.IPAddress !== '' && engine.networks.find(n)?.internal !== true,
    )?.[1];
    if (mode === 'host' || mode === 'none' || endpoint === undefined) return;
    for (const key of keys) {
      const [portText = '', proto = 'tcp'] = key.split('/');
      const wanted =
        c.hostConfig.PortBindings?.[key] ?? (c.hostConfig.PublishAllPorts ? [{ HostIp: '', HostPort: '' }] : undefined);
      // one port may be exposed as `80` (Compose's way) and as `80/tcp` (the image's)
      const port = `${portText}/${proto}`;
      if (wanted === undefined) {
        ports[port] ??= null;
        continue;
      }
      const out: PortBinding[] = [];
      for (const b of wanted) {
        const hostPort = this.pickPort(b, proto as 'tcp' | 'udp');
        const listener = engine.networks.publish(
          c,
          endpoint.EndpointID,
          b.HostIp,
          hostPort,
          proto,
          net,
          endpoint.IPAddress,
          Number(portText),
        );
        engine.effect(
          'port of container',
          () => runtime.listeners.push(listener),
          () => runtime.listeners.splice(runtime.listeners.indexOf(listener), 1),
        );
        const ip = b.HostIp === '' ? '0.0.0.0' : b.HostIp;
        out.push({ HostIp: ip, HostPort: String(hostPort) });
        if (b.HostIp === '') out.push({ HostIp: '::', HostPort: String(hostPort) });
      }
      ports[port] = [...(ports[port] ?? []), ...out];
    }
    this.containers.patch(c.id, { ports });
  }

  /** A fixed port, a free one of a range, or the next free ephemeral one. */
  private pickPort(b: PortBinding, proto: 'tcp' | 'udp'): number {
    const host = this.engine.host.net;
    const ip = b.HostIp === '' ? '0.0.0.0' : b.HostIp;
    const range = /^(\d+)-(\d+)$/.exec(b.HostPort);
    if (range !== null) {
      for (let p = Number(range[1]); p <= Number(range[2]); p++) if (host.free(ip, p, proto)) return p;
      return Number(range[1]);
    }
    if (b.HostPort !== '' && b.HostPort !== '0') return Number(b.HostPort);
    for (;;) {
      const p = host.ephemeral();
      if (host.free(ip, p, proto)) return p;
    }
  }

  /** `docker network connect`. @throws ApiError */
  connect(network: string, ref: string, e: Partial<EndpointSettings>): void {
    const { engine } = this;
    const c = this.containers.resolve(ref);
    const running = c.state === 'running' || c.state === 'paused';
    if (!running && this.connectLater(c, network, e)) return;
    const n = engine.networks.resolve(network);
    if (n.driver === 'host')
      throw new ApiError(
        400,
        'cannot connect container to host network - container must be created in host network mode',
      );
    if (c.hostConfig.NetworkMode === 'host' || c.endpoints['host'] !== undefined)
      throw new ApiError(
        409,
        'container sharing network namespace with another container or host cannot be connected to any other network',
      );
    if (c.hostConfig.NetworkMode.startsWith('container:'))
      throw new ApiError(
        409,
        'container sharing network namespace with another container or host cannot be connected to any other network',
      );
    if ((n.driver === 'null' && Object.keys(c.endpoints).length > 0) || c.endpoints['none'] !== undefined) {
      throw new ApiError(
        400,
        'container cannot be connected to multiple networks with one of the networks in private (none) mode',
      );
    }
    if (own(c.endpoints, n.name) !== undefined)
      throw new ApiError(403, `endpoint with name ${c.name} already exists in network ${n.name}`);
    if (
      n.name === 'bridge' &&
      !['bridge', 'default', ''].includes(c.hostConfig.NetworkMode) &&
      engine.networks.find(c.hostConfig.NetworkMode) === undefined
    ) {
      throw new ApiError(
        404,
        `could not find a network matching network mode ${c.hostConfig.NetworkMode}: network ${c.hostConfig.NetworkMode} not found`,
      );
    }
    checkEndpoint(n, e, '');
    const blank = blankEndpoint(e);
    if (!running) {
      const DNSNames = n.driver === 'bridge' && n.name !== 'bridge' ? dnsNames(c, blank) : null;
      this.setEndpoint(c.id, n.name, { ...blank, NetworkID: n.id, DNSNames });
      return;
    }
    const runtime = this.containers.runtime(c);
    this.setEndpoint(c.id, n.name, engine.networks.join(c, n, blank, runtime.net!));
    this.afterNetworkChange(c.id);
  }

  /**
   * A container that does not run only notes the network, whether it is there or not; what was noted gives way.
   * @returns false where the network is there and the container has not got it yet
   */
  private connectLater(c: ContainerRecord, network: string, e: Partial<EndpointSettings>): boolean {
    const n = this.engine.networks.find(network);
    if (n !== undefined && own(c.endpoints, n.name) === undefined) return false;
    const given = blankEndpoint(e);
    this.setEndpoint(c.id, n?.name ?? network, n === undefined ? given : { ...given, NetworkID: n.id });
    return true;
  }

  /** `docker network disconnect`. @throws ApiError */
  disconnect(network: string, ref: string, force: boolean): void {
    const { engine } = this;
    // who forces means an endpoint, whose container may be gone
    if (force && this.containers.find(ref) === undefined) {
      engine.networks.resolve(network);
      throw new ApiError(404, `endpoint ${ref} not found`);
    }
    const c = this.containers.resolve(ref);
    const known = engine.networks.find(network);
    if (known === undefined && c.state !== 'running' && c.state !== 'paused') {
      if (own(c.endpoints, network) === undefined)
        throw new ApiError(500, `container ${c.id} is not connected to the network ${network}`);
      this.setEndpoint(c.id, network, undefined);
      return;
    }
    const n = engine.networks.resolve(network);
    const e = own(c.endpoints, n.name);
    if (n.driver === 'host')
      throw new ApiError(409, 'container cannot be disconnected from host network or connected to host network');
    if (e === undefined) {
      const the = c.state === 'running' || c.state === 'paused' ? '' : 'the ';
      throw new ApiError(500, `container ${c.id} is not connected to ${the}network ${n.name}`);
    }
    const runtime = this.containers.runtime(c);
    // who does not run is on no network, and only the wish for one is taken back
    after(endpointMachine, stateOf(e), 'DELETE');
    engine.networks.leave(c, n, e, runtime.net);
    this.setEndpoint(c.id, n.name, undefined);
    if (runtime.net !== undefined) refreshHosts(engine, this.containers.record(c.id));
  }

  private afterNetworkChange(id: string): void {
    const c = this.containers.record(id);
    refreshHosts(this.engine, c);
    const runtime = this.containers.runtime(c);
    if (Object.keys(c.hostConfig.PortBindings ?? {}).length > 0 && runtime.listeners.length === 0)
      this.publishPorts(c, runtime.net!);
  }

  /** Closes a container's ports and takes it off its networks, as its end does. */
  detach(c: ContainerRecord): void {
    const { engine } = this;
    const runtime = this.containers.runtime(c);
    for (const l of runtime.listeners.splice(0)) engine.host.net.unlisten(l);
    if (c.hostConfig.NetworkMode.startsWith('container:')) return;
    for (const [name, e] of Object.entries(c.endpoints)) {
      if (next(endpointMachine, stateOf(e), 'LEAVE') === undefined) continue;
      const n = engine.networks.find(e.NetworkID);
      this.setEndpoint(
        c.id,
        name,
        engine.networks.leave(c, n, e, runtime.net === engine.host.net ? undefined : runtime.net),
      );
    }
  }
}
