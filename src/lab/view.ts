// What a lab looks like at one moment, present or past: the engine's value and the trees, all immutable.

import type { Engine } from '../engine/engine.ts';
import type { EngineState } from '../engine/state.ts';
import type { DirNode } from '../fs/node.ts';
import type { NetNs } from '../kernel/net.ts';
import type { Machine } from './machine.ts';

/** A process that waits for connections. */
export interface Listening {
  /** Id of the container whose network it is; undefined for the host. */
  readonly container: string | undefined;
  readonly ip: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly program: string;
}

/** One moment of a lab. Whoever shows it needs nothing else, so the past is shown as the present is. */
export interface View {
  /** Virtual ms since 1970. */
  readonly at: number;
  /** Undefined until somebody first spoke to the engine. */
  readonly state: EngineState | undefined;
  /** The host's disk. What volumes hold is not in it but in `volumes`. */
  readonly host: DirNode;
  /** Trees of volumes by name. */
  readonly volumes: ReadonlyMap<string, DirNode>;
  /** Trees of containers by id: the image with the writable layer on it, without mounts. */
  readonly containers: ReadonlyMap<string, DirNode>;
  readonly listening: readonly Listening[];
}

function snapshots(
  cells: Iterable<[string, { readonly root: DirNode; snapshot(): DirNode }]>,
  before: ReadonlyMap<string, DirNode>,
): ReadonlyMap<string, DirNode> {
  let changed = false;
  let count = 0;
  const out = new Map<string, DirNode>();
  for (const [key, cell] of cells) {
    count++;
    const tree = before.get(key) === cell.root ? cell.root : cell.snapshot();
    if (before.get(key) !== tree) changed = true;
    out.set(key, tree);
  }
  return changed || count !== before.size ? out : before;
}

function* runtimeCells(engine: Engine): Generator<[string, { readonly root: DirNode; snapshot(): DirNode }]> {
  for (const [id, r] of engine.containers.runtimes) yield [id, r.cell];
}

function listeningOf(engine: Engine | undefined, host: NetNs): Listening[] {
  const out: Listening[] = [];
  const of = (ns: NetNs, container: string | undefined): void => {
    for (const l of ns.listeners.values()) {
      if (l.owner !== undefined)
        out.push({ container, ip: l.ip, port: l.port, protocol: l.protocol, program: l.owner.comm });
    }
  };
  of(host, undefined);
  for (const [id, r] of engine?.containers.runtimes ?? []) if (r.net !== undefined && !r.net.isHost) of(r.net, id);
  return out;
}

const NONE: ReadonlyMap<string, DirNode> = new Map();

/** The machine now. Trees that did not change since `before` are shared with it. */
export function present(machine: Machine, before?: View): View {
  const engine = machine.present;
  return {
    at: machine.kernel.now,
    state: engine?.state,
    host: machine.disk.snapshot(),
    volumes: engine === undefined ? NONE : snapshots(engine.volumes.cells, before?.volumes ?? NONE),
    containers: engine === undefined ? NONE : snapshots(runtimeCells(engine), before?.containers ?? NONE),
    listening: listeningOf(engine, machine.kernel.net.host),
  };
}
