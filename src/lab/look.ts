// A look at a machine: the engine's value and the trees beside it, as one immutable value. The stage, the
// inspector and the past are made from looks, so that now and then are shown by the same code.

import { type EngineState, emptyState } from '../engine/state.ts';
import type { DirNode } from '../fs/node.ts';
import type { Machine } from './machine.ts';

export interface Look {
  readonly state: EngineState;
  /** Virtual ms since 1970. */
  readonly now: number;
  /** By container id: its tree as it sees it without mounts, and the image's tree below. */
  readonly containers: ReadonlyMap<string, { readonly tree: DirNode; readonly base: DirNode }>;
  /** Trees of the volumes, by name. */
  readonly volumes: ReadonlyMap<string, DirNode>;
  readonly host: DirNode;
}

/** What is there now. */
export function lookAt(machine: Machine): Look {
  const engine = machine.present;
  const host = machine.disk.snapshot();
  const { now } = machine.kernel;
  if (engine === undefined) return { state: emptyState(), now, containers: new Map(), volumes: new Map(), host };
  const containers = new Map([...engine.containers.runtimes].map(([id, r]): [string, { tree: DirNode; base: DirNode }] => [id, { tree: r.cell.snapshot(), base: r.base }]));
  const volumes = new Map([...engine.volumes.cells].map(([name, cell]): [string, DirNode] => [name, cell.snapshot()]));
  return { state: engine.state, now, containers, volumes, host };
}

/** Do two looks show the same? Compares identities only, so it costs as much as there are trees. */
export function sameLook(a: Look, b: Look): boolean {
  if (a.state !== b.state || a.host !== b.host || a.containers.size !== b.containers.size || a.volumes.size !== b.volumes.size) return false;
  for (const [id, c] of a.containers) if (b.containers.get(id)?.tree !== c.tree) return false;
  for (const [name, tree] of a.volumes) if (b.volumes.get(name) !== tree) return false;
  return true;
}
