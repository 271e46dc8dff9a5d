// What a command changed: the difference of two moments as a list of small facts, for the picture and the timeline.

import { own } from '../api/dict.ts';
import type { ContainerRecord, EngineState, ImageRecord, NetworkRecord } from '../engine/state.ts';
import { familiar, parseReference } from '../api/reference.ts';
import { changes } from '../fs/diff.ts';
import { type DirNode, emptyDir, type FsNode } from '../fs/node.ts';
import { getAt } from '../fs/tree.ts';
import type { Listening, View } from './view.ts';

export type TraceKind =
  | 'layer-added'
  | 'image-added'
  | 'image-removed'
  | 'image-tagged'
  | 'image-untagged'
  | 'container-created'
  | 'container-state'
  | 'container-health'
  | 'container-renamed'
  | 'container-removed'
  | 'network-created'
  | 'network-removed'
  | 'network-joined'
  | 'network-left'
  | 'port-opened'
  | 'port-closed'
  | 'volume-created'
  | 'volume-filled'
  | 'volume-removed'
  | 'volume-mounted'
  | 'volume-released'
  | 'exec-started'
  | 'exec-ended'
  | 'step-cached'
  | 'file-added'
  | 'file-changed'
  | 'file-removed'
  | 'listens'
  | 'listens-no-more';

/** What makes facts of two moments. */
export interface FactMakers {
  /** Of the engine's value. */
  state(before: EngineState | undefined, after: EngineState | undefined): Fact[];
  /** Of files, and of who listens. */
  view(before: View, after: View): Fact[];
}

/** A fact without its place in a session. */
export interface Fact {
  readonly kind: TraceKind;
  /** What it concerns, as the stage names things: `i:ID`, `c:ID`, `n:ID`, `v:NAME`, `host`. The first is the main one. */
  readonly objects: readonly string[];
  /** Names and values for the sentence that tells it. */
  readonly detail: Readonly<Record<string, string | number>>;
  /** Virtual ms, where the fact itself knows when it came about (files do). */
  readonly at?: number;
}

type Entries<T> = { readonly size: number; get(key: string): T | undefined; entries(): Iterable<[string, T]> };

/** Calls for keys that came, went, or have another value. */
function compare<T>(
  a: Entries<T>,
  b: Entries<T>,
  came: (key: string, v: T) => void,
  went: (key: string, v: T) => void,
  other?: (key: string, was: T, is: T) => void,
): void {
  if (a === b) return;
  for (const [key, was] of a.entries()) if (b.get(key) === undefined) went(key, was);
  for (const [key, is] of b.entries()) {
    const was = a.get(key);
    if (was === undefined) came(key, is);
    else if (was !== is) other?.(key, was, is);
  }
}

const short = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

function nameOf(image: ImageRecord, state: EngineState): string {
  for (const [tag, id] of state.tags.entries()) if (id === image.id) return tagText(tag);
  return short(image.id);
}
function tagText(tag: string): string {
  return familiar(parseReference(tag));
}

function imageFacts(a: EngineState, b: EngineState, out: Fact[]): void {
  compare(
    a.images,
    b.images,
    (id, image) => {
      const known = new Set([...a.images.values()].flatMap((i) => i.layers.map((l) => l.diffId)));
      const name = nameOf(image, b);
      for (const l of image.layers)
        if (!known.has(l.diffId))
          out.push({
            kind: 'layer-added',
            objects: [`i:${id}`],
            detail: { layer: short(l.diffId), size: l.size, image: name },
          });
      out.push({
        kind: 'image-added',
        objects: [`i:${id}`],
        detail: {
          image: name,
          layers: image.layers.length,
          shared: image.layers.filter((l) => known.has(l.diffId)).length,
        },
      });
    },
    (id, image) => out.push({ kind: 'image-removed', objects: [`i:${id}`], detail: { image: nameOf(image, a) } }),
  );
  compare(
    a.tags,
    b.tags,
    (tag, id) =>
      out.push({ kind: 'image-tagged', objects: [`i:${id}`], detail: { image: tagText(tag), id: short(id) } }),
    (tag, id) =>
      out.push({ kind: 'image-untagged', objects: [`i:${id}`], detail: { image: tagText(tag), id: short(id) } }),
    (tag, was, id) =>
      out.push({
        kind: 'image-tagged',
        objects: [`i:${id}`, `i:${was}`],
        detail: { image: tagText(tag), id: short(id), was: short(was) },
      }),
  );
  compare(
    a.cache,
    b.cache,
    () => {},
    () => {},
    (_, was, is) => {
      if (is.uses > was.uses) out.push({ kind: 'step-cached', objects: [], detail: { step: is.description } });
    },
  );
}

function ports(c: ContainerRecord): Map<string, string> {
  const out = new Map<string, string>();
  for (const [port, list] of Object.entries(c.ports)) {
    for (const b of list ?? []) if (!b.HostIp.includes(':')) out.set(`${b.HostIp}:${b.HostPort}`, port);
  }
  return out;
}

function containerFacts(a: EngineState, b: EngineState, out: Fact[]): void {
  const networkOf = (name: string): NetworkRecord | undefined => {
    const id = b.networkNames.get(name) ?? a.networkNames.get(name);
    return id === undefined ? undefined : (b.networks.get(id) ?? a.networks.get(id));
  };
  const change = (was: ContainerRecord | undefined, is: ContainerRecord): void => {
    const objects = [`c:${is.id}`];
    const container = is.name;
    if (was !== undefined && was.name !== is.name)
      out.push({ kind: 'container-renamed', objects, detail: { container, was: was.name } });
    if (was?.endpoints !== is.endpoints) {
      for (const [network, e] of Object.entries(is.endpoints)) {
        const before = own(was?.endpoints, network);
        const on = (e.EndpointID !== '') as boolean;
        const wasOn = before !== undefined && before.EndpointID !== '';
        const n = networkOf(network);
        const both = n === undefined ? objects : [...objects, `n:${n.id}`];
        if (on && !wasOn)
          out.push({
            kind: 'network-joined',
            objects: both,
            detail: { container, network, ip: e.IPAddress, names: (e.DNSNames ?? []).join(', ') },
          });
        else if (!on && wasOn) out.push({ kind: 'network-left', objects: both, detail: { container, network } });
      }
      for (const [network, e] of Object.entries(was?.endpoints ?? {})) {
        const n = networkOf(network);
        if (e.EndpointID !== '' && own(is.endpoints, network) === undefined)
          out.push({
            kind: 'network-left',
            objects: n === undefined ? objects : [...objects, `n:${n.id}`],
            detail: { container, network },
          });
      }
    }
    if (was?.ports !== is.ports) {
      compare(
        was === undefined ? new Map<string, string>() : ports(was),
        ports(is),
        (host, port) => out.push({ kind: 'port-opened', objects, detail: { container, host, port } }),
        (host, port) => out.push({ kind: 'port-closed', objects, detail: { container, host, port } }),
      );
    }
    if (was !== undefined && was.state !== is.state)
      out.push({
        kind: 'container-state',
        objects,
        detail: { container, was: was.state, is: is.state, code: is.exitCode },
      });
    if (
      was !== undefined &&
      is.state === 'running' &&
      was.health?.status !== is.health?.status &&
      is.health !== undefined
    )
      out.push({ kind: 'container-health', objects, detail: { container, is: is.health.status } });
  };
  compare(
    a.containers,
    b.containers,
    (id, c) => {
      out.push({
        kind: 'container-created',
        objects: [`c:${id}`, `i:${c.imageId}`],
        detail: { container: c.name, image: c.config.Image },
      });
      change(undefined, c);
      if (c.state !== 'created')
        out.push({
          kind: 'container-state',
          objects: [`c:${id}`],
          detail: { container: c.name, was: 'created', is: c.state, code: c.exitCode },
        });
    },
    (id, c) => {
      for (const [network, e] of Object.entries(c.endpoints)) {
        const n = networkOf(network);
        if (e.EndpointID !== '')
          out.push({
            kind: 'network-left',
            objects: [`c:${id}`, ...(n === undefined ? [] : [`n:${n.id}`])],
            detail: { container: c.name, network },
          });
      }
      out.push({ kind: 'container-removed', objects: [`c:${id}`], detail: { container: c.name } });
    },
    (_, was, is) => change(was, is),
  );
  compare(
    a.execs,
    b.execs,
    (_, e) => {
      if (e.state === 'running')
        out.push({
          kind: 'exec-started',
          objects: [`c:${e.container}`],
          detail: { container: b.containers.get(e.container)?.name ?? short(e.container) },
        });
    },
    () => {},
    (_, was, is) => {
      const detail = { container: b.containers.get(is.container)?.name ?? short(is.container), code: is.exitCode ?? 0 };
      if (was.state !== 'running' && is.state === 'running')
        out.push({ kind: 'exec-started', objects: [`c:${is.container}`], detail });
      if (was.state === 'running' && is.state !== 'running')
        out.push({ kind: 'exec-ended', objects: [`c:${is.container}`], detail });
    },
  );
}

/** What changed from one value of an engine to another. `before` undefined: there was no engine yet. */
function stateFacts(before: EngineState | undefined, after: EngineState | undefined): Fact[] {
  const out: Fact[] = [];
  if (before === after || after === undefined || before === undefined) return out;
  const a = before;
  const b = after;
  imageFacts(a, b, out);
  compare(
    a.networks,
    b.networks,
    (id, n) =>
      out.push({ kind: 'network-created', objects: [`n:${id}`], detail: { network: n.name, subnet: n.subnet } }),
    () => {},
  );
  compare(
    a.volumes,
    b.volumes,
    (name) => out.push({ kind: 'volume-created', objects: [`v:${name}`], detail: { volume: name } }),
    () => {},
  );
  if (a.containers !== b.containers || a.execs !== b.execs) containerFacts(a, b, out);
  const mounted = (name: string, id: string): void => {
    out.push({
      kind: 'volume-mounted',
      objects: [`v:${name}`, `c:${id}`],
      detail: { volume: name, container: b.containers.get(id)?.name ?? short(id) },
    });
  };
  compare(
    a.volumes,
    b.volumes,
    (name, v) => v.users.forEach((id) => mounted(name, id)),
    (name) => out.push({ kind: 'volume-removed', objects: [`v:${name}`], detail: { volume: name } }),
    (name, was, is) => {
      for (const id of is.users) if (!was.users.includes(id)) mounted(name, id);
      for (const id of was.users)
        if (!is.users.includes(id))
          out.push({
            kind: 'volume-released',
            objects: [`v:${name}`, `c:${id}`],
            detail: { volume: name, container: (b.containers.get(id) ?? a.containers.get(id))?.name ?? short(id) },
          });
    },
  );
  compare(
    a.networks,
    b.networks,
    () => {},
    (id, n) => out.push({ kind: 'network-removed', objects: [`n:${id}`], detail: { network: n.name } }),
  );
  return out;
}

/** Facts about files of one tree that are told one by one; the others are counted. */
const MOST_FILES = 60;

function mtimeOf(node: FsNode | undefined): { at: number } | Record<string, never> {
  return node === undefined ? {} : { at: node.mtime };
}

/** What changed in a tree, `where` naming it. Folders that only hold changes are not told. */
export function treeFacts(
  before: DirNode,
  after: DirNode,
  object: string,
  where: string,
  hidden: (path: string) => boolean = () => false,
): Fact[] {
  if (before === after) return [];
  const out: Fact[] = [];
  let more = 0;
  for (const { kind, path } of changes(before, after)) {
    if (hidden(path)) continue;
    const node = getAt(after, path.split('/').slice(1));
    if (kind === 'C' && node?.kind === 'dir') continue;
    if (out.length >= MOST_FILES) {
      more++;
      continue;
    }
    out.push({
      kind: kind === 'A' ? 'file-added' : kind === 'C' ? 'file-changed' : 'file-removed',
      objects: [object],
      detail: { path, where },
      ...mtimeOf(node),
    });
  }
  if (more > 0) out.push({ kind: 'file-changed', objects: [object], detail: { where, more } });
  return out;
}

/** Written into every container by the engine. */
const ENGINE_FILES = new Set(['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']);
const HIDDEN = (path: string): boolean => path.startsWith('/var/lib/docker');

/** What changed in files and listening programs between two moments. */
function viewFacts(before: View, after: View): Fact[] {
  const out = treeFacts(before.host, after.host, 'host', '', HIDDEN);
  for (const [name, tree] of after.volumes) {
    const was = before.volumes.get(name) ?? emptyDir();
    if (was === tree) continue;
    if (was.entries.size === 0 && tree.entries.size > 0)
      out.push({
        kind: 'volume-filled',
        objects: [`v:${name}`],
        detail: { volume: name, entries: tree.entries.size },
        ...(tree.mtime > before.at ? { at: tree.mtime } : {}),
      });
    else out.push(...treeFacts(was, tree, `v:${name}`, name));
  }
  for (const [id, tree] of after.containers) {
    const c = after.state?.containers.get(id);
    const was =
      before.containers.get(id) ??
      (c === undefined ? undefined : after.state?.images.get(c.imageId)?.layers.at(-1)?.tree);
    if (was !== undefined && was !== tree)
      out.push(...treeFacts(was, tree, `c:${id}`, c?.name ?? short(id), (path) => ENGINE_FILES.has(path)));
  }
  const key = (l: Listening): string => `${l.container ?? ''} ${l.protocol} ${l.ip}:${l.port}`;
  const told = (kind: 'listens' | 'listens-no-more', l: Listening): void => {
    out.push({
      kind,
      objects: [l.container === undefined ? 'host' : `c:${l.container}`],
      detail: {
        container:
          l.container === undefined
            ? ''
            : ((after.state?.containers.get(l.container) ?? before.state?.containers.get(l.container))?.name ??
              short(l.container)),
        program: l.program,
        ip: l.ip,
        port: l.port,
      },
    });
  };
  compare(
    new Map(before.listening.map((l) => [key(l), l])),
    new Map(after.listening.map((l) => [key(l), l])),
    (_, l) => told('listens', l),
    (_, l) => told('listens-no-more', l),
  );
  return out;
}

export const FACTS: FactMakers = { state: stateFacts, view: viewFacts };
