// The world beside the engine's value: what of trees, mounts, networks, processes and timers is an engine's, as lines that
// can be compared, and whether it agrees with the value.

import type { Cell } from '../fs/cell.ts';
import type { Bridge, Listener, NetNs } from '../kernel/net.ts';
import type { Tty } from '../kernel/tty.ts';
import type { MountNs } from '../kernel/vfs.ts';
import type { Engine } from './engine.ts';
import type { ContainerRuntime } from './runtime.ts';
import type { ContainerRecord } from './state.ts';

/** Trees are values: the same object is the same content, so a number for each is enough to compare them. */
const numbers = new WeakMap<object, number>();
let count = 0;
function numberOf(value: object | undefined): string {
  if (value === undefined) return '-';
  let n = numbers.get(value);
  if (n === undefined) numbers.set(value, (n = ++count));
  return `#${n}`;
}

function cellText(cell: Cell): string {
  return `${numberOf(cell)} tree ${numberOf(cell.snapshot())} followed ${cell.followed} used ${cell.used}`;
}
function mountsText(ns: MountNs | undefined): string {
  return ns === undefined
    ? '-'
    : ns.mounts.map((m) => `${m.at}=${numberOf(m.cell)}/${m.sub.join('/')}${m.readOnly ? ' ro' : ''}`).join(' ');
}
function listenerText(l: Listener, names: (ns: NetNs) => string): string {
  const to = l.forward === undefined ? '' : ` to ${names(l.forward.ns)} ${l.forward.ip}:${l.forward.port}`;
  return `${l.protocol} ${l.ip}:${l.port}${to}${l.closed ? ' closed' : ''}`;
}
function netText(net: NetNs | undefined, names: (ns: NetNs) => string): string {
  if (net === undefined) return '-';
  const plugs = net.interfaces.map((i) => `${i.name}=${i.ip}/${i.prefix}@${i.bridge?.name ?? ''}`);
  const listening = [...net.listeners.values()].map((l) => listenerText(l, names));
  return `${plugs.join(' ')} via ${net.gateway ?? '-'} dns ${net.embeddedDns === undefined ? 'no' : 'yes'} [${listening.join(', ')}]`;
}

/** Names of network namespaces: the host's, or whose container's. */
function netNames(engine: Engine): (ns: NetNs) => string {
  const owners = new Map<NetNs, string>([[engine.host.net, 'host']]);
  for (const [id, r] of engine.containers.runtimes)
    if (r.net !== undefined && !owners.has(r.net)) owners.set(r.net, id);
  return (ns) => owners.get(ns) ?? 'nobody';
}

/**
 * All that is an engine's, value and world, a line for each thing: what it is, and how it is. Two fingerprints of the
 * same engine differ exactly where something changed between them; counters (ids, pids, ports) are left out.
 */
export function fingerprint(engine: Engine): Map<string, string> {
  const out = new Map<string, string>();
  const put = (key: string, value: unknown): void => {
    // every key ends in a blank, so that a pattern may name whole words
    out.set(`${key} `, typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'));
  };
  const { state, kernel } = engine;
  for (const c of state.containers.values()) for (const [k, v] of Object.entries(c)) put(`container ${c.id} ${k}`, v);
  for (const [name, id] of state.names) put(`name ${name}`, id);
  for (const v of state.volumes.values()) put(`volume ${v.name}`, v);
  for (const n of state.networks.values()) {
    put(`network ${n.name}`, { ...n, addresses: [...n.addresses].sort() });
    put(`network ${n.name} id`, state.networkNames.get(n.name));
  }
  for (const e of state.execs.values()) put(`exec ${e.id}`, [e, sizeText(engine.execs.terminal(e.id))]);
  for (const i of state.images.values()) put(`image ${i.id}`, [i.parent, i.layers.map((l) => l.diffId)]);
  for (const [ref, id] of state.tags) put(`tag ${ref}`, id);
  for (const [ref, id] of state.digests) put(`digest ${ref}`, id);
  for (const [key, e] of state.cache) put(`cache ${key}`, [e.uses, e.size]);
  for (const b of state.builds) put(`build ${b.ref}`, [b.completed, b.error, b.imageId]);
  for (const [i, e] of engine.events.kept.entries()) put(`event ${i}`, [e.Type, e.Action, e.Actor.ID]);
  put('builder', engine.builder.held());
  const names = netNames(engine);
  for (const [id, r] of engine.containers.runtimes) {
    put(`tree ${id}`, cellText(r.cell));
    put(`mounts ${id}`, mountsText(r.mounts));
    put(`net ${id}`, netText(r.net, names));
    put(`ports ${id}`, r.listeners.map((l) => listenerText(l, names)).join(' '));
    put(`runtime ${id}`, runtimeText(r));
  }
  for (const [name, cell] of engine.volumes.cells) put(`volume tree ${name}`, cellText(cell));
  for (const [name, cell] of engine.volumes.memory) put(`volume memory ${name}`, cellText(cell));
  put('execs waiting', engine.execs.waiting());
  put('host tree', cellText(engine.host.disk));
  for (const m of engine.host.mounts.mounts) put(`host mount ${m.at}`, numberOf(m.cell));
  put('host net', netText(engine.host.net, names));
  for (const b of engine.host.net.bridges) put(`bridge ${b.name}`, bridgeText(b, names));
  for (const p of kernel.processes.values())
    put(`process ${p.pid}`, [p.comm, p.status, p.frozen, p.parent?.pid, numberOf(p.cgroup), p.onExit.length]);
  put('timers', kernel.clock.waiting);
  return out;
}

function bridgeText(b: Bridge, names: (ns: NetNs) => string): string {
  return [...b.members]
    .map(([ip, ns]) => `${ip}=${names(ns)}`)
    .sort()
    .join(' ');
}
const sizeText = (tty: Tty | undefined): string => (tty === undefined ? '-' : `${tty.columns}x${tty.rows}`);
function runtimeText(r: ContainerRuntime): unknown {
  const group = r.cgroup;
  return [
    r.process?.pid,
    r.uts,
    r.pids === undefined ? undefined : [...r.pids.processes.keys()],
    group === undefined ? undefined : [numberOf(group), group.memory, group.pids, group.cpus, group.processes.size],
    [r.stoppedByHand, r.beingRestarted, r.restartDelay, r.cancelRestart !== undefined, r.cancelHealth !== undefined],
    [numberOf(r.streams), sizeText(r.streams?.tty), r.injection.env, r.injection.nodes.length],
  ];
}

/** How two fingerprints differ: the keys. */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((k) => before.get(k) !== after.get(k));
}

/** Where value and world disagree, or the value with itself. Empty at every moment between two operations. */
export function disagreements(engine: Engine): string[] {
  const out: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) out.push(what);
  };
  const { state } = engine;
  for (const [name, id] of state.names) expect(state.containers.get(id)?.name === name, `the name ${name} is nobody's`);
  for (const c of state.containers.values()) {
    expect(state.names.get(c.name) === c.id, `${c.name} is not found by its name`);
    expect(engine.containers.find(c.id.slice(0, 12)) !== undefined, `${c.name} is not found by its short id`);
    const runtime = engine.containers.runtimes.get(c.id);
    if (runtime === undefined) out.push(`${c.name} has no tree`);
    else out.push(...ofContainer(engine, c, runtime));
  }
  for (const id of engine.containers.runtimes.keys()) expect(state.containers.has(id), `a tree is left of ${id}`);
  out.push(...ofVolumes(engine), ...ofNetworks(engine), ...ofPorts(engine), ...ofExecs(engine), ...ofImages(engine));
  expect(!engine.busy, 'an operation did not end');
  return out;
}

function ofContainer(engine: Engine, c: ContainerRecord, r: ContainerRuntime): string[] {
  const out: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) out.push(`${c.name} (${c.state}): ${what}`);
  };
  const lives = c.state === 'running' || c.state === 'paused';
  const process = r.process;
  expect(lives === (process !== undefined), lives ? 'no process' : 'a process');
  expect(c.pid === (process?.pid ?? 0), `pid ${c.pid} is not its process's`);
  if (process !== undefined) {
    expect(process.status === undefined, 'its process has ended');
    expect(engine.kernel.processes.get(process.pid) === process, 'its process is not known to the kernel');
    expect(process.frozen === (c.state === 'paused'), 'frozen or not');
    expect(r.cgroup?.processes.has(process) === true, 'its process is in no control group of its own');
  }
  for (const [what, there] of Object.entries({ mounts: r.mounts, net: r.net, pids: r.pids, cgroup: r.cgroup }))
    expect(lives === (there !== undefined), `${what} ${there === undefined ? 'missing' : 'left'}`);
  expect(lives === (c.sandboxId !== '') || c.hostConfig.NetworkMode.startsWith('container:'), 'sandbox');
  expect((r.cancelRestart !== undefined) === (c.state === 'restarting'), 'the timer of its restart');
  expect(c.restart === 'waiting' ? c.state === 'restarting' : true, 'its policy waits');
  const checked = (c.config.Healthcheck?.Test?.length ?? 0) > 0 && c.config.Healthcheck?.Test?.[0] !== 'NONE';
  expect(
    (lives && checked === (r.cancelHealth !== undefined)) || (!lives && r.cancelHealth === undefined),
    'health timer',
  );
  for (const m of c.mounts)
    if (m.Type === 'volume') expect(state(engine, m.Name!).includes(c.id), `not noted as a user of ${m.Name}`);
  for (const [name, e] of Object.entries(c.endpoints)) {
    const n = engine.state.networks.get(e.NetworkID);
    if (!lives) expect(e.EndpointID === '' && e.IPAddress === '', `still joined to ${name}`);
    if (e.IPAddress === '') continue;
    expect(n?.addresses.get(e.IPAddress) === c.id, `${e.IPAddress} is not its own`);
    expect(
      engine.networks.bridges.get(e.NetworkID)?.members.get(e.IPAddress) === r.net,
      `${e.IPAddress} leads elsewhere`,
    );
    expect(r.net?.interfaces.some((i) => i.ip === e.IPAddress) === true, `no interface has ${e.IPAddress}`);
  }
  if (lives && r.net?.isHost === false && !c.hostConfig.NetworkMode.startsWith('container:')) {
    const given = new Set(Object.values(c.endpoints).map((e) => e.IPAddress));
    for (const i of r.net.interfaces)
      expect(i.name === 'lo' || given.has(i.ip), `an interface with ${i.ip} of no endpoint`);
  }
  return out;
}
function state(engine: Engine, volume: string): readonly string[] {
  return engine.state.volumes.get(volume)?.users ?? [];
}

function ofVolumes(engine: Engine): string[] {
  const out: string[] = [];
  const { volumes, containers } = engine.state;
  const { cells, memory } = engine.volumes;
  const root = `${engine.root}/volumes`;
  const there = engine.host.disk.get(root.split('/').slice(1));
  const folders = there?.kind === 'dir' ? new Set(there.entries.keys()) : new Set<string>();
  for (const v of volumes.values()) {
    if (!cells.has(v.name)) out.push(`volume ${v.name} has no tree`);
    if (!folders.has(v.name)) out.push(`volume ${v.name} has no folder`);
    const seen = engine.host.mounts.mounts.filter((m) => m.at === engine.volumes.mountpoint(v.name));
    if (seen.length !== 1 || seen[0]!.cell !== cells.get(v.name)) out.push(`volume ${v.name}: ${seen.length} mounts`);
    for (const u of v.users)
      if (containers.get(u)?.mounts.some((m) => m.Name === v.name) !== true)
        out.push(`${v.name} is used by nobody: ${u}`);
    if (v.users.length > 0 !== (v.state === 'inUse')) out.push(`volume ${v.name} is ${v.state}`);
  }
  for (const name of [...cells.keys(), ...memory.keys(), ...folders])
    if (!volumes.has(name)) out.push(`something is left of the volume ${name}`);
  for (const m of engine.host.mounts.mounts)
    if (m.at.startsWith(`${root}/`) && !volumes.has(m.at.split('/').at(-2)!)) out.push(`a mount is left: ${m.at}`);
  return out;
}

function ofNetworks(engine: Engine): string[] {
  const out: string[] = [];
  const { networks, networkNames, containers } = engine.state;
  const { bridges } = engine.networks;
  for (const n of networks.values()) {
    if (networkNames.get(n.name) !== n.id) out.push(`network ${n.name} is not found by its name`);
    if (n.driver !== 'bridge') continue;
    const bridge = bridges.get(n.id);
    if (bridge === undefined || !engine.host.net.bridges.has(bridge)) out.push(`network ${n.name} has no bridge`);
    for (const [ip, owner] of n.addresses) {
      if (owner === 'gateway' || owner === 'aux') continue;
      const e = Object.values(containers.get(owner)?.endpoints ?? {}).find((x) => x.NetworkID === n.id);
      if (e?.IPAddress !== ip && e?.GlobalIPv6Address !== ip) out.push(`${n.name}: ${ip} is nobody's`);
    }
    for (const ip of bridge?.members.keys() ?? [])
      if (!n.addresses.has(ip)) out.push(`${n.name}: a member ${ip} without an address`);
  }
  if (networkNames.size !== networks.size) out.push('names of networks and networks');
  for (const id of bridges.keys()) if (!networks.has(id)) out.push(`a bridge is left of ${id}`);
  if (engine.host.net.bridges.size < bridges.size) out.push('bridges');
  return out;
}

function ofPorts(engine: Engine): string[] {
  const out: string[] = [];
  const { net: host } = engine.host;
  const published = new Set<string>();
  for (const c of engine.state.containers.values()) {
    const runtime = engine.containers.runtimes.get(c.id);
    const lives = c.state === 'running' || c.state === 'paused';
    for (const [key, list] of Object.entries(c.ports))
      for (const b of list ?? []) {
        if (b.HostIp === '::') continue;
        const at = `${key.split('/')[1] ?? 'tcp'} ${b.HostIp} ${b.HostPort}`;
        published.add(at);
        if (!lives) out.push(`${c.name} is ${c.state} with the port ${at}`);
        if (runtime?.listeners.some((l) => host.listeners.get(at) === l) !== true) out.push(`nobody listens at ${at}`);
      }
    for (const l of runtime?.listeners ?? []) if (l.closed) out.push(`${c.name} has a closed port ${l.port}`);
  }
  for (const [at, l] of host.listeners)
    if (l.forward !== undefined && !published.has(at)) out.push(`a port is left: ${at}`);
  return out;
}

function ofExecs(engine: Engine): string[] {
  const out: string[] = [];
  for (const e of engine.state.execs.values()) {
    const c = engine.state.containers.get(e.container);
    if (c === undefined) out.push(`exec ${e.id} has no container`);
    const p = engine.kernel.processes.get(e.pid);
    if ((e.state === 'running') !== (p !== undefined && p.status === undefined))
      out.push(`exec ${e.id} ${e.state}: ${e.pid}`);
  }
  const known = [...engine.state.execs.keys()].sort().join(' ');
  if (engine.execs.waiting().sort().join(' ') !== known) out.push('execs and what stands beside them');
  return out;
}

function ofImages(engine: Engine): string[] {
  const out: string[] = [];
  const { images, tags, digests } = engine.state;
  for (const [ref, id] of [...tags, ...digests]) if (!images.has(id)) out.push(`${ref} leads to no image`);
  return out;
}
