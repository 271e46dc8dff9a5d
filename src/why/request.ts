// Why a request gets no answer: from whoever asks, by the name and the networks, to the process that listens or does not.

import type { RecordedContainer } from '../api/records.ts';
import { own } from '../api/dict.ts';
import { parseIp, isIpv6, inSubnet } from '../kernel/ip.ts';
import type { Listener, NetNs } from '../kernel/net.ts';
import { hostsEntries } from '../kernel/resolve.ts';
import { oldVolumes } from './exit.ts';
import { containerOf, type Hop, meant, names, programOf, say, type World } from './hop.ts';
import { whoListens } from './listen.ts';

/** Who asks: the host (or the browser on it), a step of a build, or a container by name or id. */
export type From =
  | { readonly kind: 'host' | 'browser' }
  | { readonly kind: 'build'; readonly net: NetNs }
  | { readonly kind: 'container'; readonly ref: string };

export interface Target {
  readonly host: string;
  /** Undefined: only the way is asked for, as by ping. */
  readonly port: number | undefined;
}

/** A target out of `http://web:8080/x`, `web:80`, `:8080` or `web`; undefined when it is none. */
export function parseTarget(text: string): Target | undefined {
  const m =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/]*@)?(\[[0-9a-fA-F:]+\]|[^:/?#[\]]*)(?::(\d{1,5}))?(?:[/?#].*)?$/i.exec(text);
  if (m === null) return undefined;
  const host = m[2]!.replace(/^\[|\]$/g, '') || 'localhost';
  const known: Record<string, number> = {
    http: 80,
    https: 443,
    mysql: 3306,
    mariadb: 3306,
    postgres: 5432,
    postgresql: 5432,
    redis: 6379,
    mongodb: 27017,
    amqp: 5672,
  };
  const port = m[3] !== undefined ? Number(m[3]) : m[1] === undefined ? undefined : own(known, m[1].toLowerCase());
  if (port !== undefined && (port < 1 || port > 65535)) return undefined;
  if (!/^[\w.:-]+$/.test(host)) return undefined;
  return { host, port };
}

const joined = (c: RecordedContainer): [string, RecordedContainer['endpoints'][string]][] =>
  Object.entries(c.endpoints).filter(([, e]) => e.IPAddress !== '');
const userDefined = (c: RecordedContainer): string[] =>
  joined(c)
    .filter(([n]) => n !== 'bridge')
    .map(([n]) => n);

/** Names by which a container may be asked for, wherever it is. */
function allNames(c: RecordedContainer): string[] {
  return [
    c.name,
    c.config.Hostname,
    c.id.slice(0, 12),
    ...Object.values(c.endpoints).flatMap((e) => [...(e.Aliases ?? []), ...(e.DNSNames ?? [])]),
  ].map((n) => n.toLowerCase());
}

/** Address of a name, with the hop that tells how it was found or why not. */
function resolve(
  world: World,
  from: RecordedContainer | undefined,
  name: string,
  build = false,
): { hop: Hop; ip: string | undefined } {
  const { records } = world;
  const what = say('name', { name });
  const fine = (
    key: 'fromHosts' | 'fromDns' | 'fromOutside' | 'loopback',
    ip: string,
    extra: Record<string, string> = {},
  ): { hop: Hop; ip: string } => ({ hop: { what, ok: true, fact: say(key, { name, ip, ...extra }) }, ip });
  const bad = (fact: Hop['fact'], mend: Hop['fact']): { hop: Hop; ip: undefined } => ({
    hop: { what, ok: false, fact, mend },
    ip: undefined,
  });
  const lower = name.toLowerCase().replace(/\.$/, '');
  const read =
    from === undefined
      ? (path: string): string => {
          const node = world.disk.get(path.split('/').slice(1));
          return node?.kind === 'file' ? new TextDecoder().decode(node.data) : '';
        }
      : (path: string): string => records!.textIn(from, path);
  if (lower === 'localhost') return fine('loopback', '127.0.0.1');
  const entry = hostsEntries(read('/etc/hosts')).find(
    (e) => e.names.some((n) => n.toLowerCase() === lower) && parseIp(e.ip) !== undefined,
  );
  if (entry !== undefined) return fine('fromHosts', entry.ip);
  const containers = [...(records?.containers.values() ?? [])];
  const known = containers.filter((c) => allNames(c).includes(lower));
  const other = known.find((c) => c.state === 'running') ?? known[0];
  if (from !== undefined) {
    for (const [network, e] of joined(from)) {
      if (e.DNSNames === null) continue;
      const link = (e.Links ?? []).map((l) => l.split(':')).find(([, alias]) => alias?.toLowerCase() === lower);
      const plain = lower.endsWith(`.${network.toLowerCase()}`) ? lower.slice(0, -network.length - 1) : lower;
      for (const c of containers) {
        const there = joined(c).find(([n]) => n === network)?.[1];
        if (
          there !== undefined &&
          (c.name === link?.[0] || (there.DNSNames ?? []).some((n) => n.toLowerCase() === plain))
        )
          return fine('fromDns', there.IPAddress, { network, container: c.name });
      }
    }
  }
  const outside = world.kernel.net.names.get(lower);
  if (outside !== undefined && (from === undefined || records!.runtime(from).net?.gateway !== undefined))
    return fine('fromOutside', outside);
  if (lower === 'host.docker.internal') return bad(say('noHostName', { name }), say('mendHostName'));
  if (from === undefined) {
    if (build && other !== undefined)
      return bad(say('buildKnowsNoNames', { name, container: other.name }), say('mendBuildKnowsNoNames'));
    return other === undefined
      ? bad(say('unknownName', { name }), say('mendUnknown'))
      : bad(
          say('hostKnowsNoNames', { name, container: other.name }),
          say('mendHostKnowsNoNames', { container: other.name, port: firstPort(other) }),
        );
  }
  const mine = userDefined(from);
  if (other === undefined && mine.length === 0 && outside === undefined && joined(from).length > 0) {
    const there = containers.filter((c) => c.id !== from.id && c.state === 'running' && joined(c).length > 0);
    const fact =
      there.length === 0
        ? say('defaultBridge', { name, from: from.name })
        : say('defaultBridgeBut', { name, from: from.name, containers: names(there.map((c) => c.name)) });
    return bad(fact, say('mendDefaultBridgeNew', { name, from: from.name }));
  }
  if (other === undefined) {
    const maybe = meant(
      lower,
      containers
        .filter((c) => c.id !== from.id)
        .flatMap(allNames)
        .filter((n) => !/^[0-9a-f]{12}$/.test(n)),
    );
    if (outside !== undefined)
      return bad(
        say('noWayOut', { name, networks: names(joined(from).map(([n]) => n)) }),
        say('mendNoWayOut', { container: from.name }),
      );
    return maybe === undefined
      ? bad(say('nobodyCalled', { name }), say('mendNobody', { name }))
      : bad(say('nobodyCalled', { name }), say('mendMaybe', { maybe }));
  }
  const its = userDefined(other);
  const hisNetworks = Object.keys(other.endpoints);
  if (other.state !== 'running' && other.state !== 'paused')
    return bad(
      say('nameOfStopped', { name, container: other.name, state: other.state }),
      say('mendStart', { container: other.name }),
    );
  if (mine.length === 0) {
    if (its.length > 0)
      return bad(
        say('defaultBridge', { name, from: from.name }),
        say('mendConnect', { network: its[0]!, container: from.name }),
      );
    return bad(
      say('defaultBridge', { name, from: from.name }),
      say('mendDefaultBridge', { from: from.name, container: other.name }),
    );
  }
  if (mine.some((n) => its.includes(n)))
    return bad(
      say('otherAlias', { name, container: other.name, network: mine.find((n) => its.includes(n))! }),
      say('mendAlias', { container: other.name }),
    );
  return bad(
    say('noSharedNetwork', {
      from: from.name,
      networks: names(mine),
      container: other.name,
      others: names(hisNetworks),
    }),
    say('mendConnect', { network: mine[0]!, container: other.name }),
  );
}

function firstPort(c: RecordedContainer): string {
  return (
    Object.keys(c.hostConfig.PortBindings ?? {})[0] ??
    Object.keys(c.config.ExposedPorts ?? {})[0] ??
    '80'
  ).replace(/\/.*/, '');
}

/** The way of an address: to whom it leads from a namespace. */
function route(
  world: World,
  ns: NetNs,
  from: RecordedContainer | undefined,
  ip: string,
): { hop: Hop; to: NetNs | undefined } {
  const { net } = world.kernel;
  const what = say('way', { ip });
  const r = net.route(ns, ip);
  const { records } = world;
  if ('to' in r) {
    const to = containerOf(world, r.to);
    if (r.to === ns)
      return {
        hop: { what, ok: true, fact: from === undefined ? say('wayHost') : say('waySelf', { container: from.name }) },
        to: r.to,
      };
    if (r.to.isHost) return { hop: { what, ok: true, fact: say('wayGateway') }, to: r.to };
    if (to === undefined) return { hop: { what, ok: true, fact: say('wayOutside', { ip }) }, to: r.to };
    const network = joined(to).find(([, e]) => e.IPAddress === ip)?.[0] ?? '';
    return { hop: { what, ok: true, fact: say('wayNetwork', { network, container: to.name }) }, to: r.to };
  }
  const n = [...(records?.networks.values() ?? [])].find((x) => {
    const subnet = records!.subnetOf(x);
    return subnet !== undefined && inSubnet(ip, subnet);
  });
  const bad = (fact: Hop['fact'], mend: Hop['fact']): { hop: Hop; to: undefined } => ({
    hop: { what, ok: false, fact, mend },
    to: undefined,
  });
  const mine = from === undefined ? [] : Object.keys(from.endpoints);
  if (n !== undefined && from !== undefined && !mine.includes(n.name))
    return bad(
      say('wayOtherNetwork', { ip, network: n.name, from: from.name, networks: names(mine) }),
      say('mendConnect', { network: n.name, container: from.name }),
    );
  if (n !== undefined) return bad(say('wayNobody', { ip, network: n.name }), say('mendNames'));
  if (ns.gateway === undefined && !ns.isHost)
    return bad(say('wayNone', { networks: names(mine) }), say('mendNoWayOut', { container: from?.name ?? '' }));
  return bad(say('wayUnknown', { ip }), say('mendUnknown'));
}

/** Containers that would publish a port of the host if they ran, and those that have it published elsewhere. */
function hostPort(world: World, port: number, asked: string): Hop {
  const what = say('hostPort', { port });
  const containers = [...(world.records?.containers.values() ?? [])];
  const wants = (c: RecordedContainer): boolean =>
    Object.values(c.hostConfig.PortBindings ?? {}).some((l) => l.some((b) => b.HostPort === String(port)));
  const elsewhere = [...world.kernel.net.host.listeners.values()].find((l) => l.port === port && l.protocol === 'tcp');
  if (elsewhere !== undefined)
    return {
      what,
      ok: false,
      fact: say('otherAddress', { port, ip: elsewhere.ip, asked }),
      mend: say('mendOtherAddress', { port, ip: elsewhere.ip }),
    };
  const stopped = containers.find((c) => wants(c) && c.state !== 'running');
  if (stopped !== undefined)
    return {
      what,
      ok: false,
      fact: say('publisherStopped', { container: stopped.name, state: stopped.state, code: stopped.exitCode }),
      mend: say('mendPublisher', { container: stopped.name }),
    };
  const inside = containers.find((c) => c.state === 'running' && c.ports[`${port}/tcp`]?.length);
  if (inside !== undefined) {
    const host = inside.ports[`${port}/tcp`]![0]!.HostPort;
    return {
      what,
      ok: false,
      fact: say('portOrder', { container: inside.name, port, host }),
      mend: say('mendPortOrder', { host }),
    };
  }
  const open = containers
    .filter((c) => c.state === 'running')
    .find((c) => {
      const ns = world.records!.runtime(c).net;
      return (
        ns !== undefined &&
        !ns.isHost &&
        [...ns.listeners.values()].some((l) => l.port === port && l.protocol === 'tcp')
      );
    });
  if (open !== undefined)
    return {
      what,
      ok: false,
      fact: say('listensUnpublished', { container: open.name, port }),
      mend: say('mendPublish', { port, image: open.config.Image }),
    };
  const exposes = containers.find((c) => c.state === 'running' && c.config.ExposedPorts?.[`${port}/tcp`] !== undefined);
  if (exposes !== undefined)
    return {
      what,
      ok: false,
      fact: say('exposedOnly', { container: exposes.name, port }),
      mend: say('mendPublish', { port, image: exposes.config.Image }),
    };
  const published = containers.flatMap((c) =>
    Object.entries(c.ports).flatMap(([p, l]) =>
      (l ?? []).filter((b) => !b.HostIp.includes(':')).map((b) => `${b.HostPort} (${c.name} ${p})`),
    ),
  );
  return {
    what,
    ok: false,
    fact: say(published.length === 0 ? 'nobodyOnHost' : 'nobodyOnHostBut', { port, published: names(published) }),
    mend: say('mendNobodyOnHost', { port }),
  };
}

/** The last part of the way: inside a container. */
function inside(world: World, hops: Hop[], to: NetNs, ip: string, port: number): void {
  const c = containerOf(world, to);
  if (c === undefined) return;
  hops.push(
    c.state === 'paused'
      ? {
          what: say('running', { container: c.name }),
          ok: false,
          fact: say('paused', { container: c.name }),
          mend: say('mendUnpause', { container: c.name }),
        }
      : {
          what: say('running', { container: c.name }),
          ok: true,
          fact: say('isRunning', { container: c.name, health: c.health?.status ?? '' }),
        },
  );
  if (c.state === 'paused') return;
  hops.push(whoListens(world, c, to, ip, port));
  if (hops.at(-1)!.ok === true) hops.push(...oldVolumes(world.records!, c));
}

/** Containers that offer what somebody sought at his own localhost. */
function elsewhere(world: World, from: RecordedContainer, port: number): Hop | undefined {
  const what = say('listens', { port });
  const records = world.records!;
  for (const c of records.containers.values()) {
    if (c.id === from.id || c.state !== 'running') continue;
    const ns = records.runtime(c).net;
    const serves = ns !== undefined && !ns.isHost && [...ns.listeners.values()].some((l) => l.port === port);
    const published = Object.values(c.ports).some((l) => l?.some((b) => b.HostPort === String(port)));
    if (!serves && !published) continue;
    const inner = serves
      ? port
      : Number(
          Object.entries(c.ports)
            .find(([, l]) => l?.some((b) => b.HostPort === String(port)))![0]
            .split('/')[0],
        );
    return {
      what,
      ok: false,
      fact: say('localhostIsMe', { from: from.name, port, container: c.name }),
      mend: say('mendUseName', { container: c.name, port: inner }),
    };
  }
  if ([...world.kernel.net.host.listeners.values()].some((l) => l.port === port))
    return {
      what,
      ok: false,
      fact: say('localhostIsMeHost', { from: from.name, port }),
      mend: say('mendUseHost', { port }),
    };
  return undefined;
}

function publishedHops(world: World, hops: Hop[], listener: Listener, port: number): void {
  const { forward } = listener;
  const c = forward === undefined ? undefined : containerOf(world, forward.ns);
  if (forward === undefined || c === undefined) {
    hops.push({
      what: say('hostPort', { port }),
      ok: true,
      fact: say('hostProgram', { port, program: programOf(listener), ip: listener.ip }),
    });
    return;
  }
  hops.push({
    what: say('gate', { port }),
    ok: true,
    fact: say('published', { port, container: c.name, inner: forward.port, ip: listener.ip }),
  });
  inside(world, hops, forward.ns, forward.ip, forward.port);
}

const ASKERS = { host: 'askerHost', browser: 'askerBrowser', build: 'askerBuild' } as const;

/** Hop by hop from whoever asks to the process that answers. The first hop that is not fine is the reason. */
export function whyRequest(world: World, from: From, target: Target): Hop[] {
  const hops: Hop[] = [];
  let source: RecordedContainer | undefined;
  let ns = world.kernel.net.host;
  if (from.kind === 'container') {
    source = world.records?.container(from.ref);
    const what = say('asker', { from: from.ref });
    if (source === undefined)
      return [{ what, ok: false, fact: say('noContainer', { name: from.ref }), mend: say('mendPs') }];
    const own = world.records!.runtime(source).net;
    if (own === undefined || source.state !== 'running')
      return [
        {
          what,
          ok: false,
          fact: say('askerStopped', { container: source.name, state: source.state }),
          mend: say('mendStart', { container: source.name }),
        },
      ];
    if (own.isHost) source = undefined;
    ns = own;
    hops.push({
      what,
      ok: true,
      fact: own.isHost
        ? say('askerHostMode', { from: from.ref })
        : say('askerContainer', { container: source!.name, networks: names(Object.keys(source!.endpoints)) }),
    });
  } else {
    if (from.kind === 'build') ns = from.net;
    hops.push({ what: say('asker', { from: from.kind }), ok: true, fact: say(ASKERS[from.kind]) });
  }
  let ip: string | undefined = target.host;
  if (parseIp(target.host) === undefined && !isIpv6(target.host)) {
    const r = resolve(world, source, target.host, from.kind === 'build');
    hops.push(r.hop);
    ip = r.ip;
  }
  if (ip === undefined) return hops;
  const way = route(world, ns, source, ip);
  hops.push(way.hop);
  if (way.to === undefined) return hops;
  const { port } = target;
  if (port === undefined) {
    const c = containerOf(world, way.to);
    if (c !== undefined && c.state === 'paused')
      hops.push({
        what: say('running', { container: c.name }),
        ok: undefined,
        fact: say('paused', { container: c.name }),
      });
    return hops;
  }
  if (way.to.isHost) {
    const listener = way.to.find(ip, port);
    if (listener === undefined) hops.push(hostPort(world, port, ip));
    else publishedHops(world, hops, listener, port);
  } else if (source !== undefined && way.to === ns) {
    const listener = ns.find(ip, port);
    const hop = listener === undefined ? elsewhere(world, source, port) : undefined;
    hops.push(hop ?? whoListens(world, source, ns, ip, port));
  } else if (from.kind === 'build' && way.to === ns) {
    hops.push({
      what: say('listens', { port }),
      ok: false,
      fact: say('buildLocalhost', { port }),
      mend: say('mendBuildLocalhost'),
    });
  } else if (containerOf(world, way.to) === undefined) {
    hops.push(
      way.to.find(ip, port) === undefined
        ? { what: say('listens', { port }), ok: undefined, fact: say('outsideUnknown') }
        : { what: say('listens', { port }), ok: true, fact: say('outsideListens') },
    );
  } else inside(world, hops, way.to, ip, port);
  if (hops.every((h) => h.ok !== false)) hops.push({ what: say('reply'), ok: true, fact: say('replyFine') });
  return hops;
}
