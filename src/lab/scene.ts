// What the stage shows of a moment of a lab, present or past: pure facts, no places, no words of a language.

import { humanSize } from '../api/units.ts';
import { familiarName, parseReference } from '../api/reference.ts';
import type { ContainerRecord, EngineState, ImageRecord } from '../engine/state.ts';
import type { DirNode } from '../fs/node.ts';
import { getAt } from '../fs/tree.ts';
import type { View } from './view.ts';
import {
  type ContainerItem,
  EMPTY_SCENE,
  type ImageItem,
  type LayerItem,
  type MountItem,
  type NetworkItem,
  type PortItem,
  type Scene,
  type State,
  type StoreItem,
  type Written,
} from './shown.ts';
import { written } from './written.ts';

/** The instruction of a Dockerfile from a history line. */
export function instruction(createdBy: string): string {
  const text = createdBy
    .replace(/\s*# buildkit\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const shell = /^(?:RUN )?(?:\|\d+ .*? )?\/bin\/(?:sh|bash) (?:-o pipefail )?-c (.*)$/.exec(text);
  if (shell === null) return text;
  const nop = /^#\(nop\)\s+(.*)$/.exec(shell[1]!);
  return nop === null ? `RUN ${shell[1]}` : nop[1]!.replace(/^(COPY|ADD) (file|dir|multi):[0-9a-f]+ in /, '$1 → ');
}

type RawLayer = Omit<LayerItem, 'shared'>;
const layersKnown = new WeakMap<ImageRecord, readonly RawLayer[]>();

/** Layers of an image with their instructions, and those that left only metadata. */
export function layersOf(image: ImageRecord): readonly RawLayer[] {
  const old = layersKnown.get(image);
  if (old !== undefined) return old;
  const out: (Omit<RawLayer, 'notes'> & { notes: string[] })[] = [];
  const early: string[] = [];
  let at = 0;
  for (const h of image.history) {
    const layer = h.empty ? undefined : image.layers[at++];
    if (layer !== undefined)
      out.push({
        diffId: layer.diffId,
        text: instruction(h.createdBy),
        size: humanSize(layer.size, 3),
        bytes: layer.size,
        digest: layer.diffId.slice(7, 19),
        notes: [],
      });
    else (out.at(-1)?.notes ?? early).push(instruction(h.createdBy));
  }
  for (const layer of image.layers.slice(at))
    out.push({
      diffId: layer.diffId,
      text: 'layer',
      size: humanSize(layer.size, 3),
      bytes: layer.size,
      digest: layer.diffId.slice(7, 19),
      notes: [],
    });
  out[0]?.notes.unshift(...early);
  layersKnown.set(image, out);
  return out;
}

const GLYPHS: Record<State, readonly [glyph: string, tone: ContainerItem['tone']]> = {
  created: ['○', 'idle'],
  running: ['●', 'good'],
  paused: ['‖', 'wait'],
  restarting: ['↻', 'wait'],
  exited: ['□', 'idle'],
  removing: ['…', 'idle'],
  dead: ['✕', 'bad'],
  starting: ['◔', 'wait'],
  healthy: ['●✓', 'good'],
  unhealthy: ['▲!', 'bad'],
};

/** Names of an image, short, by its id. */
export function namesOf(state: EngineState): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const [ref, id] of state.tags) {
    const r = parseReference(ref);
    const list = out.get(id) ?? [];
    list.push(`${familiarName(r)}:${r.tag ?? 'latest'}`);
    out.set(id, list);
  }
  for (const list of out.values()) list.sort();
  return out;
}

const partsOf = (path: string): string[] => path.split('/').filter((x) => x !== '');
const namesIn = (node: ReturnType<typeof getAt>): readonly string[] =>
  node?.kind === 'dir' ? [...node.entries.keys()].sort() : [];

function portsOf(c: ContainerRecord): PortItem[] {
  const live = c.state === 'running' || c.state === 'paused' || c.state === 'restarting';
  const published = Object.entries(live ? c.ports : {}).flatMap(([port, list]) =>
    [
      ...new Set(
        (list ?? [])
          .filter((b) => !b.HostIp.includes(':'))
          .map((b) => `${b.HostIp === '0.0.0.0' || b.HostIp === '' ? '' : `${b.HostIp}:`}${b.HostPort}`),
      ),
    ].map((host) => ({ host, container: port.replace(/\/tcp$/, '') })),
  );
  const exposed = Object.keys(c.config.ExposedPorts ?? {})
    .map((p) => p.replace(/\/tcp$/, ''))
    .filter((p) => !published.some((x) => x.container === p))
    .map((p) => ({ host: undefined, container: p }));
  return [...published, ...exposed];
}

/** The tree of the image that a container stands on; undefined when the image's record is gone. */
export function baseOf(c: ContainerRecord, state: EngineState): DirNode | undefined {
  return state.images.get(c.imageId)?.layers.at(-1)?.tree;
}

/** Ports of the host for which a container that did not start had asked, when that was the reason. */
function refusedPorts(c: ContainerRecord): string[] {
  if (c.state === 'running' || !/port is already allocated|address already in use/.test(c.error)) return [];
  return Object.values(c.hostConfig.PortBindings ?? {})
    .flat()
    .map((b) => b.HostPort)
    .filter((p) => p !== '' && c.error.includes(`:${p}`));
}

function containerItem(
  c: ContainerRecord,
  look: View,
  state: EngineState,
  names: ReadonlyMap<string, readonly string[]>,
): ContainerItem {
  const health = c.state === 'running' ? c.health?.status : undefined;
  const shown = (health === 'healthy' || health === 'unhealthy' || health === 'starting' ? health : c.state) as State;
  const [glyph, tone] = GLYPHS[shown] ?? ['?', 'idle'];
  const tree = look.containers.get(c.id);
  const base = baseOf(c, state);
  const mounts = c.mounts.map((m): MountItem => {
    const key =
      m.Type === 'volume' ? `v:${m.Name}` : m.Type === 'bind' ? `b:${m.Source}` : `t:${c.id}:${m.Destination}`;
    const below = base === undefined ? undefined : getAt(base, partsOf(m.Destination));
    const volume = m.Type === 'volume' ? look.volumes.get(m.Name ?? '') : undefined;
    const source =
      m.Type === 'volume'
        ? volume === undefined
          ? undefined
          : getAt(volume, partsOf(m.subpath ?? ''))
        : m.Type === 'bind'
          ? getAt(look.host, partsOf(m.Source))
          : undefined;
    return {
      key,
      type: m.Type as MountItem['type'],
      at: m.Destination,
      readOnly: !m.RW,
      hidden: namesIn(below),
      shown: namesIn(source),
    };
  });
  const labels = c.config.Labels;
  const image = state.images.get(c.imageId);
  return {
    key: `c:${c.id}`,
    id: c.id,
    name: c.name,
    image: names.get(c.imageId)?.[0] ?? c.config.Image,
    imageKey: `i:${c.imageId}`,
    layers: image?.layers.length ?? 0,
    state: c.state,
    shown,
    exitCode: c.exitCode,
    restarts: c.restartCount,
    error: c.state === 'created' || c.state === 'exited' ? c.error : '',
    refused: refusedPorts(c),
    glyph,
    tone: (shown === 'exited' && c.exitCode !== 0) || (c.error !== '' && shown === 'created') ? 'bad' : tone,
    command: [c.path, ...c.args].join(' '),
    project: labels['com.docker.compose.project'] ?? '',
    service: labels['com.docker.compose.service'] ?? '',
    networks: Object.entries(c.endpoints).map(([name, e]) => ({
      name,
      ip: e.IPAddress,
      names: e.DNSNames ?? e.Aliases ?? [],
    })),
    ports: portsOf(c),
    mounts,
    written:
      tree === undefined || base === undefined
        ? NOTHING
        : written(
            base,
            tree,
            c.mounts.map((m) => m.Destination),
          ),
  };
}

const NOTHING: readonly Written[] = [];

function imagesOf(state: EngineState, names: ReadonlyMap<string, readonly string[]>): ImageItem[] {
  const drawn = new Map<string, { key: string; name: string }>();
  return [...state.images.values()]
    .sort((a, b) => a.layers.length - b.layers.length || a.created - b.created)
    .map((image): ImageItem => {
      const mine = names.get(image.id) ?? [];
      const me = { key: `i:${image.id}`, name: mine[0] ?? image.id.slice(7, 19) };
      let sharedWith: ImageItem['sharedWith'];
      const layers = layersOf(image).map((l): LayerItem => {
        const owner = drawn.get(l.diffId);
        if (owner === undefined) drawn.set(l.diffId, me);
        // the nearest image that shares is the one with the most layers in common
        else if (owner.key !== me.key) sharedWith = owner;
        return { ...l, shared: owner !== undefined && owner.key !== me.key };
      });
      return {
        key: me.key,
        id: image.id,
        names: mine,
        layers,
        sharedWith,
        size: humanSize(
          image.layers.reduce((n, l) => n + l.size, 0),
          3,
        ),
        dangling: mine.length === 0,
        built: image.built,
      };
    });
}

/** What makes the scene of a moment. */
export type SceneMaker = typeof sceneOf;

/** The scene of a moment. */
export function sceneOf(look: View | undefined): Scene {
  const state = look?.state;
  if (look === undefined || state === undefined) return EMPTY_SCENE;
  const names = namesOf(state);
  const containers = [...state.containers.values()]
    .sort((a, b) => a.seq - b.seq)
    .map((c) => containerItem(c, look, state, names));
  const members = new Map<string, NetworkItem['members'][number][]>();
  const users = new Map<string, string[]>();
  for (const c of containers) {
    for (const n of c.networks) {
      const list = members.get(n.name) ?? [];
      list.push({ key: c.key, name: c.name, ip: n.ip, names: n.names });
      members.set(n.name, list);
    }
    for (const m of c.mounts) {
      const list = users.get(m.key) ?? [];
      list.push(c.key);
      users.set(m.key, list);
    }
  }
  const networks = [...state.networks.values()]
    .sort((a, b) => a.seq - b.seq)
    .filter((n) => n.driver !== 'null' && n.driver !== 'host' && (n.name !== 'bridge' || members.has('bridge')))
    .map((n): NetworkItem => ({
      key: `n:${n.id}`,
      name: n.name,
      driver: n.driver,
      dns: n.name !== 'bridge',
      internal: n.internal,
      subnet: n.subnet,
      members: members.get(n.name) ?? [],
    }));
  const volumes = [...state.volumes.values()].map((v): StoreItem => {
    const tree = look.volumes.get(v.name);
    return {
      key: `v:${v.name}`,
      kind: 'volume',
      name: v.anonymous ? `${v.name.slice(0, 12)}…` : v.name,
      anonymous: v.anonymous,
      entries: namesIn(tree),
      users: users.get(`v:${v.name}`) ?? [],
    };
  });
  const binds = [...users]
    .filter(([key]) => key.startsWith('b:'))
    .map(([key, u]): StoreItem => ({
      key,
      kind: 'bind',
      name: key.slice(2),
      anonymous: false,
      entries: namesIn(getAt(look.host, partsOf(key.slice(2)))),
      users: u,
    }));
  return { images: imagesOf(state, names), containers, networks, stores: [...volumes, ...binds] };
}
