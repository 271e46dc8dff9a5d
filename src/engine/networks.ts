// Networks: addresses, names, published ports, and the bridges of the kernel behind them.

import { Map as IMap } from 'immutable';
import { Bridge, type Listener, type NetNs } from '../kernel/net.ts';
import { FsError } from '../fs/node.ts';
import { parseSubnet } from '../kernel/ip.ts';
import { ApiError } from '../api/error.ts';
import type { Filters, PruneReport } from '../api/types/common.ts';
import type { EndpointSettings, NetworkCreateRequest, NetworkResource } from '../api/types/network.ts';
import { dict } from '../api/dict.ts';
import { configurationOf, configured } from './confignetworks.ts';
import { checkIpv6, checkRequest, chooseSubnet, freeAddress, hostIn, macOf } from './addresses.ts';
import { defaultBridge, otherDefaults } from './defaultnetworks.ts';
import type { With } from './ports/stores.ts';
import { boolFilter, checkFilters, labelsMatch, nameMatches, untilFilter } from '../api/filters.ts';
import { rfc3339 } from '../api/units.ts';
import { dnsNames, NetworkNames } from './networknames.ts';
import { containersOf } from './networkview.ts';
import { endpointMachine } from './machines/things.machine.ts';
import { kept, nextEth, stateOf, unplug } from './plugs.ts';
import { pruned } from './pruned.ts';
import type { ContainerRecord, NetworkRecord } from './state.ts';
import { after } from './step.ts';

/** What is seen of the engine here. */
type Engine = With<'networks' | 'containers'>;

export class Networks {
  /** The switches in the kernel, by network id. */
  readonly bridges = new Map<string, Bridge>();
  private readonly names: NetworkNames;
  constructor(private readonly engine: Engine) {
    this.names = new NetworkNames(engine);
  }

  createDefaults(): void {
    this.add(defaultBridge(this.engine));
    for (const n of otherDefaults(this.engine)) this.add(n);
  }

  /** The gateway of the default network: the daemon's host as its containers see it. */
  get gateway(): string {
    return this.find('bridge')?.gateway ?? '';
  }

  /** A daemon that starts: the default network is a new one, the others get their switches back. */
  boot(): void {
    const { engine } = this;
    const old = this.find('bridge');
    if (old !== undefined) {
      this.bridges.delete(old.id);
      engine.set({ networks: engine.state.networks.delete(old.id) });
    }
    for (const n of engine.state.networks.values()) this.plug(n);
    this.add(defaultBridge(engine));
  }

  /** The daemon is gone, and its switches with it. */
  halt(): void {
    for (const bridge of this.bridges.values()) bridge.owner.bridges.delete(bridge);
  }

  private add(n: NetworkRecord): void {
    const { engine } = this;
    engine.set({
      networks: engine.state.networks.set(n.id, n),
      networkNames: engine.state.networkNames.set(n.name, n.id),
    });
    this.plug(n);
  }

  /** Puts a network's switch into the daemon's namespace. */
  private plug(n: NetworkRecord): void {
    const { engine } = this;
    if (n.driver === 'host' || n.driver === 'null') return;
    const bridge = new Bridge(
      engine.host.net,
      n.options['com.docker.network.bridge.name'] ?? `br-${n.id.slice(0, 12)}`,
      parseSubnet(n.subnet)!,
      n.gateway,
      n.internal,
    );
    engine.effect(
      'bridge',
      () => {
        this.bridges.set(n.id, bridge);
        engine.host.net.bridges.add(bridge);
      },
      () => {
        this.bridges.delete(n.id);
        engine.host.net.bridges.delete(bridge);
      },
    );
  }

  private put(n: NetworkRecord): void {
    this.engine.set({ networks: this.engine.state.networks.set(n.id, n) });
  }

  /** By name, id, or the beginning of an id. */
  find(ref: string): NetworkRecord | undefined {
    const { networks, networkNames } = this.engine.state;
    const direct = networks.get(networkNames.get(ref) ?? ref);
    if (direct !== undefined || !/^[0-9a-f]{1,64}$/.test(ref)) return direct;
    const hits = [...networks.values()].filter((n) => n.id.startsWith(ref));
    return hits.length === 1 ? hits[0] : undefined;
  }
  resolve(ref: string): NetworkRecord {
    const n = this.find(ref);
    if (n !== undefined) return n;
    const alike = /^[0-9a-f]{0,64}$/.test(ref)
      ? [...this.engine.state.networks.keys()].filter((k) => k.startsWith(ref))
      : [];
    if (alike.length > 1)
      throw new ApiError(400, `network ${ref} is ambiguous (${alike.length} matches found based on ID prefix)`);
    if (n === undefined) throw new ApiError(404, `network ${ref} not found`);
    return n;
  }

  create(asked: NetworkCreateRequest): { Id: string; Warning: string } {
    const { engine } = this;
    const from = asked.ConfigFrom === '' ? undefined : asked.ConfigFrom;
    if (asked.ConfigOnly === true && from !== undefined)
      throw new ApiError(403, 'a configuration network cannot depend on another configuration network');
    const r = from === undefined ? asked : configured(asked, this.configuration(from));
    if (r.Name.trim() === '') throw new ApiError(400, 'invalid name: name is empty');
    if (['host', 'bridge', 'none', 'default'].includes(r.Name)) {
      throw new ApiError(403, `operation is not permitted on predefined ${r.Name} network `);
    }
    if (engine.state.networkNames.has(r.Name)) throw new ApiError(409, `network with name ${r.Name} already exists`);
    checkRequest(r);
    if (r.ConfigOnly === true) return this.addConfiguration(r);
    const driver = r.Driver === '' ? 'bridge' : r.Driver;
    if (driver === 'overlay')
      throw new ApiError(
        403,
        'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
      );
    if (driver === 'host' || driver === 'null')
      throw new ApiError(403, `only one instance of "${driver}" network is allowed`);
    if (driver === 'macvlan' || driver === 'ipvlan')
      throw new ApiError(501, `drydock: '${driver} networks' is not simulated`);
    if (driver !== 'bridge') throw new ApiError(404, `plugin "${driver}" not found`);
    const config = r.IPAM.Config.find((c) => c.Subnet === undefined || !c.Subnet.includes(':'));
    const config6 = r.IPAM.Config.find((c) => c.Subnet?.includes(':'));
    if (config6 !== undefined) checkIpv6(config6);
    const { subnet, gateway, range } = chooseSubnet(engine.state.networks.values(), config, engine.host.net.subnets);
    const pools6 = r.IPAM.Config.filter((c) => c.Subnet?.includes(':')).length;
    if (pools6 > 1 || r.IPAM.Config.length - pools6 > 1)
      throw new ApiError(403, "bridge driver doesn't support multiple subnets");
    const ipv6 = r.EnableIPv6 === true;
    const subnet6 = !ipv6 ? '' : (config6?.Subnet ?? this.ulaSubnet());
    const gateway6 = subnet6 === '' ? '' : (config6?.Gateway ?? hostIn(subnet6, 1));
    const reserved = IMap<string, string>([
      [gateway, 'gateway'],
      ...Object.values(config?.AuxiliaryAddresses ?? {}).map((a): [string, string] => [a, 'aux']),
    ]);
    const record: NetworkRecord = {
      id: engine.newId(),
      seq: engine.nextSeq(),
      name: r.Name,
      created: engine.now,
      driver,
      internal: r.Internal,
      attachable: r.Attachable,
      enableIPv4: r.EnableIPv4 ?? true,
      enableIPv6: r.EnableIPv6 ?? false,
      ipam: {
        Driver: r.IPAM.Driver === '' ? 'default' : r.IPAM.Driver,
        Options: r.IPAM.Options,
        Config: [
          ...r.IPAM.Config,
          ...(config === undefined ? [{ Subnet: subnet, Gateway: gateway }] : []),
          ...(ipv6 && config6 === undefined ? [{ Subnet: subnet6, Gateway: gateway6 }] : []),
        ],
      },
      ...(ipv6 ? { subnet6, gateway6 } : {}),
      subnet,
      ownSubnet: config?.Subnet !== undefined,
      gateway,
      range,
      options: r.Options,
      labels: r.Labels,
      ...(from === undefined ? {} : { configFrom: from }),
      addresses: reserved,
    };
    this.add(record);
    engine.events.emit('network', 'create', record.id, { name: record.name, type: driver });
    return { Id: record.id, Warning: '' };
  }

  /** The network that a new one's configuration is from. @throws ApiError */
  private configuration(ref: string): NetworkRecord {
    const n = this.find(ref);
    if (n?.configOnly !== true) throw new ApiError(404, `configuration network ${JSON.stringify(ref)} does not exist`);
    return n;
  }

  /** A network that only holds a configuration: no switch, no addresses. @throws ApiError */
  private addConfiguration(r: NetworkCreateRequest): { Id: string; Warning: string } {
    const { engine } = this;
    const record = configurationOf(r, engine.newId(), engine.nextSeq(), engine.now);
    this.add(record);
    engine.events.emit('network', 'create', record.id, { name: record.name, type: record.driver });
    return { Id: record.id, Warning: '' };
  }

  /** The next /64 of the engine's own unique local range. */
  private ulaSubnet(): string {
    this.ula ||= `fd${this.engine.kernel.random.hex(2)}:${this.engine.kernel.random.hex(4)}:${this.engine.kernel.random.hex(4)}`;
    const used = new Set([...this.engine.state.networks.values()].map((n) => n.subnet6));
    for (let i = 0; ; i++) {
      const subnet = `${this.ula}${i === 0 ? '' : `:${i.toString(16)}`}::/64`;
      if (!used.has(subnet)) return subnet;
    }
  }
  private ula = '';

  /** Takes an address of the network for its owner. @throws ApiError */
  private allocate(n: NetworkRecord, wanted: string | undefined, owner: string): string {
    const ip = freeAddress(n, wanted);
    this.put({ ...n, addresses: n.addresses.set(ip, owner) });
    return ip;
  }

  /** The IPv6 side of an endpoint: shown, while packets go over IPv4. */
  private allocate6(id: string, wanted: string | undefined, owner: string): Partial<EndpointSettings> {
    const n = this.engine.state.networks.get(id)!;
    if (n.subnet6 === undefined) return {};
    let ip = wanted ?? '';
    for (let i = 2; ip === ''; i++)
      if (!n.addresses.has(hostIn(n.subnet6, i)) && hostIn(n.subnet6, i) !== n.gateway6) ip = hostIn(n.subnet6, i);
    this.put({ ...n, addresses: n.addresses.set(ip, owner) });
    return {
      GlobalIPv6Address: ip,
      GlobalIPv6PrefixLen: Number(n.subnet6.split('/')[1]),
      IPv6Gateway: n.internal ? '' : n.gateway6!,
    };
  }

  /** Puts a container's namespace on a network; the endpoint gets its address. */
  join(c: ContainerRecord, n: NetworkRecord, e: EndpointSettings, ns: NetNs): EndpointSettings {
    const { engine } = this;
    after(endpointMachine, stateOf(e), 'JOIN');
    if (n.configOnly === true)
      throw new ApiError(
        403,
        'failed to set up container networking: cannot create endpoint on configuration-only network',
      );
    if (n.driver !== 'bridge') {
      const joined = { ...e, NetworkID: n.id, EndpointID: engine.newId() };
      engine.events.emit('network', 'connect', n.id, { container: c.id, name: n.name, type: n.driver });
      return joined;
    }
    const ip = this.allocate(n, e.IPAMConfig?.IPv4Address, c.id);
    const bridge = this.bridges.get(n.id)!;
    const mac =
      e.MacAddress !== ''
        ? e.MacAddress
        : c.config.MacAddress !== undefined && c.config.MacAddress !== ''
          ? c.config.MacAddress
          : macOf(ip);
    const ip6 = this.allocate6(n.id, e.IPAMConfig?.IPv6Address, c.id);
    const index = nextEth(ns);
    const userDefined = n.name !== 'bridge';
    engine.effect(
      'interface',
      () => {
        const asItWas = kept(ns, bridge, ip);
        ns.interfaces.push({ name: `eth${index}`, ip, prefix: bridge.subnet.prefix, mac, up: true, bridge });
        if (!n.internal) ns.gateway ??= n.gateway;
        if (userDefined) ns.embeddedDns ??= (name) => this.names.lookup(c.id, name);
        bridge.members.set(ip, ns);
        return asItWas;
      },
      (asItWas) => asItWas(),
    );
    const settings: EndpointSettings = {
      ...e,
      MacAddress: mac,
      NetworkID: n.id,
      EndpointID: engine.newId(),
      Gateway: n.internal ? '' : n.gateway,
      IPAddress: ip,
      IPPrefixLen: bridge.subnet.prefix,
      ...ip6,
      DNSNames: userDefined ? dnsNames(c, e) : null,
    };
    engine.events.emit('network', 'connect', n.id, { container: c.id, name: n.name, type: n.driver });
    return settings;
  }

  /** Takes the endpoint off the network. */
  leave(
    c: ContainerRecord,
    n: NetworkRecord | undefined,
    e: EndpointSettings,
    ns: NetNs | undefined,
  ): EndpointSettings {
    const { engine } = this;
    if (n !== undefined && e.IPAddress !== '') {
      const fresh = engine.state.networks.get(n.id)!;
      this.put({ ...fresh, addresses: fresh.addresses.delete(e.IPAddress).delete(e.GlobalIPv6Address) });
    }
    const bridge = n === undefined ? undefined : this.bridges.get(n.id);
    if (e.IPAddress !== '')
      engine.effect(
        'interface',
        () => {
          const asItWas = kept(ns, bridge, e.IPAddress);
          bridge?.members.delete(e.IPAddress);
          if (ns !== undefined) unplug(ns, e.IPAddress);
          return asItWas;
        },
        (asItWas) => asItWas(),
      );
    if (n !== undefined && e.EndpointID !== '')
      engine.events.emit('network', 'disconnect', n.id, { container: c.id, name: n.name, type: n.driver });
    return {
      ...e,
      EndpointID: '',
      Gateway: '',
      IPAddress: '',
      IPPrefixLen: 0,
      IPv6Gateway: '',
      GlobalIPv6Address: '',
      GlobalIPv6PrefixLen: 0,
      MacAddress: '',
      DNSNames: e.DNSNames,
    };
  }

  /** A renamed container answers to its new name at once. */
  renamed(c: ContainerRecord): Record<string, EndpointSettings> {
    const out = dict<EndpointSettings>();
    for (const [name, e] of Object.entries(c.endpoints)) {
      if (e.DNSNames === null) {
        out[name] = e;
        continue;
      }
      out[name] = { ...e, DNSNames: dnsNames(c, e) };
    }
    return out;
  }

  /** Opens a host port for a container. @throws ApiError with Docker's sentence on a taken port */
  publish(
    c: ContainerRecord,
    endpointId: string,
    hostIp: string,
    hostPort: number,
    proto: string,
    ns: NetNs,
    ip: string,
    port: number,
  ): Listener {
    const host = this.engine.host.net;
    const at = hostIp === '' ? '0.0.0.0' : hostIp;
    const fail = (why: string): never => {
      throw new ApiError(
        500,
        `failed to set up container networking: driver failed programming external connectivity on endpoint ${c.name} (${endpointId}): ${why}`,
      );
    };
    const taken = host.taken(at, hostPort, proto);
    if (taken !== undefined) {
      return fail(
        taken.forward !== undefined
          ? `Bind for ${taken.ip}:${hostPort} failed: port is already allocated`
          : `failed to bind host port ${at}:${hostPort}/${proto}: address already in use`,
      );
    }
    if (at !== '0.0.0.0' && !host.has(at) && !at.includes(':'))
      fail(`failed to bind host port ${at}:${hostPort}/${proto}: cannot assign requested address`);
    return this.engine.effect(
      'port',
      () => {
        try {
          return host.listen(at, hostPort, undefined, { ns, ip, port }, proto as 'tcp' | 'udp');
        } catch (error) {
          if (!(error instanceof FsError)) throw error;
          const why = error.code === 'EACCES' ? 'permission denied' : 'address already in use';
          return fail(`failed to bind host port ${at}:${hostPort}/${proto}: ${why}`);
        }
      },
      (listener) => host.unlisten(listener),
    );
  }

  show(n: NetworkRecord, withContainers: boolean): NetworkResource {
    const containers = withContainers ? containersOf(this.engine, n) : {};
    return {
      Name: n.name,
      Id: n.id,
      Created: rfc3339(n.created),
      Scope: 'local',
      Driver: n.driver,
      EnableIPv4: n.enableIPv4,
      EnableIPv6: n.enableIPv6,
      IPAM: n.ipam,
      Internal: n.internal,
      Attachable: n.attachable,
      Ingress: false,
      ConfigFrom: { Network: n.configFrom ?? '' },
      ConfigOnly: n.configOnly ?? false,
      Containers: containers,
      Options: n.options,
      Labels: n.labels,
    };
  }

  list(filters: Filters): NetworkResource[] {
    checkFilters(filters, ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
    for (const v of filters['dangling'] ?? [])
      if (!/^([01]|true|false)$/.test(v))
        throw new ApiError(400, `invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`);
    const dangling = boolFilter(filters, 'dangling');
    for (const t of filters['type'] ?? [])
      if (t !== 'custom' && t !== 'builtin') throw new ApiError(500, `invalid filter: 'type'='${t}'`);
    const builtin = (n: NetworkRecord): boolean => ['bridge', 'host', 'none'].includes(n.name);
    const out: NetworkRecord[] = [];
    for (const n of this.engine.state.networks.values()) {
      if (filters['driver'] !== undefined && !filters['driver'].includes(n.driver)) continue;
      if (filters['scope'] !== undefined && !filters['scope'].includes('local')) continue;
      if (filters['id'] !== undefined && !filters['id'].some((x) => n.id.startsWith(x) || n.id.includes(x))) continue;
      if (filters['type'] !== undefined && !filters['type'].includes(builtin(n) ? 'builtin' : 'custom')) continue;
      // who lists does not look who is on a network, so that none of one's own ever counts as used
      if (dangling !== undefined && dangling === builtin(n)) continue;
      if (!nameMatches(filters['name'], [n.name]) || !labelsMatch(filters, n.labels)) continue;
      out.push(n);
    }
    return out.sort((a, b) => (a.name < b.name ? -1 : 1)).map((n) => this.show(n, false));
  }

  private used(n: NetworkRecord): boolean {
    for (const owner of n.addresses.values()) if (owner !== 'gateway' && owner !== 'aux') return true;
    return false;
  }

  remove(ref: string): void {
    const n = this.resolve(ref);
    if (['bridge', 'host', 'none'].includes(n.name))
      throw new ApiError(403, `${n.name} is a pre-defined network and cannot be removed`);
    for (const owner of n.addresses.values()) {
      const c = this.engine.state.containers.get(owner);
      if (c === undefined) continue;
      const e = Object.values(c.endpoints).find((x) => x.NetworkID === n.id);
      throw new ApiError(
        403,
        `error while removing network: network ${n.name} has active endpoints (name:"${c.name}" id:"${e?.EndpointID.slice(0, 12) ?? ''}")`,
      );
    }
    for (const other of this.engine.state.networks.values())
      if (n.configOnly === true && other.configFrom === n.name)
        throw new ApiError(
          403,
          `error while removing network: configuration network ${JSON.stringify(n.name)} is in use`,
        );
    this.drop(n);
  }

  private drop(n: NetworkRecord): void {
    const { engine } = this;
    engine.afterwards('bridge', () => {
      const bridge = this.bridges.get(n.id);
      if (bridge !== undefined) engine.host.net.bridges.delete(bridge);
      this.bridges.delete(n.id);
    });
    engine.set({
      networks: engine.state.networks.delete(n.id),
      networkNames: engine.state.networkNames.delete(n.name),
    });
    engine.events.emit('network', 'destroy', n.id, { name: n.name, type: n.driver });
  }

  prune(filters: Filters): PruneReport {
    checkFilters(filters, ['label', 'label!', 'until']);
    const until = untilFilter(filters, this.engine.now);
    const report: PruneReport = { Deleted: [], SpaceReclaimed: 0 };
    for (const n of [...this.engine.state.networks.values()].sort((a, b) => a.seq - b.seq)) {
      // what only holds a configuration is no network that anything could use
      if (n.configOnly === true) continue;
      if (['bridge', 'host', 'none'].includes(n.name) || this.used(n) || !labelsMatch(filters, n.labels)) continue;
      if (until !== undefined && n.created > until) continue;
      if (pruned(this.engine, () => this.drop(n))) report.Deleted.push(n.name);
    }
    this.engine.events.emit('network', 'prune', '', { reclaimed: '0' });
    return report;
  }
}
