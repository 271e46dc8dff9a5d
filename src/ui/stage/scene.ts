// What the stage shows of an engine's value: pure facts, no places.

import type { Engine } from '../../engine/engine.ts';
import type { ContainerRecord, EngineState, ImageRecord, LayerRecord } from '../../engine/state.ts';
import { familiarName, parseReference } from '../../engine/reference.ts';
import { humanSize } from '../../engine/format.ts';

export interface LayerItem {
  readonly diffId: string;
  /** The instruction that made it. */
  readonly text: string;
  readonly size: string;
  /** Is it drawn with an earlier image already? */
  readonly shared: boolean;
}
export interface ImageItem {
  readonly key: string;
  readonly id: string;
  readonly names: readonly string[];
  readonly layers: readonly LayerItem[];
  /** Name of the image that the shared layers are drawn with. */
  readonly sharedWith: string | undefined;
  readonly size: string;
  readonly dangling: boolean;
}
export interface ContainerItem {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageKey: string;
  readonly layers: number;
  readonly state: string;
  /** Word for the state, with the exit code or the health. */
  readonly word: string;
  readonly glyph: string;
  readonly tone: 'good' | 'idle' | 'bad' | 'wait';
  readonly command: string;
  readonly networks: readonly { readonly name: string; readonly ip: string; readonly aliases: readonly string[] }[];
  readonly ports: readonly { readonly host: string | undefined; readonly container: string }[];
  readonly mounts: readonly { readonly key: string; readonly at: string; readonly readOnly: boolean }[];
}
export interface NetworkItem {
  readonly key: string;
  readonly name: string;
  readonly driver: string;
  readonly dns: boolean;
  readonly internal: boolean;
  readonly members: readonly string[];
}
export interface StoreItem {
  readonly key: string;
  readonly kind: 'volume' | 'bind';
  readonly name: string;
  readonly detail: string;
  readonly users: readonly string[];
}
export interface Scene {
  readonly images: readonly ImageItem[];
  readonly containers: readonly ContainerItem[];
  readonly networks: readonly NetworkItem[];
  readonly stores: readonly StoreItem[];
}

/** The instruction of a Dockerfile from a history line. */
export function instruction(createdBy: string): string {
  const text = createdBy.replace(/\s*# buildkit\s*$/, '').replace(/\s+/g, ' ').trim();
  const shell = /^(?:RUN )?(?:\|\d+ .*? )?\/bin\/(?:sh|bash) (?:-o pipefail )?-c (.*)$/.exec(text);
  if (shell === null) return text;
  const nop = /^#\(nop\)\s+(.*)$/.exec(shell[1]!);
  return nop === null ? `RUN ${shell[1]}` : nop[1]!.replace(/^(COPY|ADD) (file|dir|multi):[0-9a-f]+ in /, '$1 → ');
}

function layersOf(image: ImageRecord): { layer: LayerRecord; text: string }[] {
  const made = image.history.filter((h) => !h.empty);
  return image.layers.map((layer, i) => ({ layer, text: instruction(made[i]?.createdBy ?? 'layer') }));
}

const WORDS: Record<string, [glyph: string, tone: ContainerItem['tone']]> = {
  created: ['○', 'idle'], running: ['●', 'good'], paused: ['‖', 'wait'], restarting: ['↻', 'wait'], exited: ['□', 'idle'], removing: ['…', 'idle'], dead: ['✕', 'bad'],
};

function containerItem(c: ContainerRecord, state: EngineState, names: ReadonlyMap<string, readonly string[]>): ContainerItem {
  const [glyph, tone] = WORDS[c.state] ?? ['?', 'idle'];
  const health = c.state === 'running' ? c.health?.status : undefined;
  const image = state.images.get(c.imageId);
  const networks = Object.entries(c.endpoints).map(([name, e]) => ({ name, ip: e.IPAddress, aliases: e.Aliases ?? [] }));
  const published = Object.entries(c.state === 'running' || c.state === 'paused' ? c.ports : {}).flatMap(([port, list]) =>
    [...new Set((list ?? []).filter((b) => !b.HostIp.includes(':')).map((b) => `${b.HostIp === '0.0.0.0' || b.HostIp === '' ? '' : `${b.HostIp}:`}${b.HostPort}`))].map((host) => ({ host, container: port.replace(/\/tcp$/, '') })));
  const exposed = Object.keys(c.config.ExposedPorts ?? {}).filter((p) => !published.some((x) => x.container === p.replace(/\/tcp$/, ''))).map((p) => ({ host: undefined, container: p.replace(/\/tcp$/, '') }));
  return {
    key: `c:${c.id}`, id: c.id, name: c.name, image: names.get(c.imageId)?.[0] ?? c.config.Image, imageKey: `i:${c.imageId}`, layers: image?.layers.length ?? 0, state: c.state,
    word: health === 'healthy' ? 'healthy' : health === 'unhealthy' ? 'unhealthy' : health === 'starting' ? 'starting' : c.state === 'exited' ? `exited (${c.exitCode})` : c.state,
    glyph: health === 'unhealthy' ? '▲' : health === 'starting' ? '◔' : glyph, tone: health === 'unhealthy' || (c.state === 'exited' && c.exitCode !== 0) ? 'bad' : health === 'starting' ? 'wait' : tone,
    command: [c.path, ...c.args].join(' '), networks, ports: [...published, ...exposed],
    mounts: c.mounts.filter((m) => m.Type === 'volume' || m.Type === 'bind').map((m) => ({ key: m.Type === 'volume' ? `v:${m.Name}` : `b:${m.Source}`, at: m.Destination, readOnly: !m.RW })),
  };
}

/** The scene of an engine now. */
export function sceneOf(engine: Engine | undefined): Scene {
  if (engine === undefined) return { images: [], containers: [], networks: [], stores: [] };
  const { state } = engine;
  const list = engine.images.list({ all: true, filters: {} });
  const names = new Map(list.map((i): [string, string[]] => [i.Id, i.RepoTags.map((t) => {
    const r = parseReference(t);
    return `${familiarName(r)}:${r.tag ?? ''}`;
  })]));
  const drawn = new Map<string, string>();
  const images = [...state.images.values()].sort((a, b) => a.layers.length - b.layers.length || a.created - b.created).map((image): ImageItem => {
    const mine = names.get(image.id) ?? [];
    const label = mine[0] ?? image.id.slice(7, 19);
    let sharedWith: string | undefined;
    const layers = layersOf(image).map(({ layer, text }): LayerItem => {
      const owner = drawn.get(layer.diffId);
      if (owner === undefined) drawn.set(layer.diffId, label);
      else sharedWith ??= owner;
      return { diffId: layer.diffId, text, size: humanSize(layer.size, 3), shared: owner !== undefined };
    });
    return { key: `i:${image.id}`, id: image.id, names: mine, layers, sharedWith, size: humanSize(image.layers.reduce((n, l) => n + l.size, 0), 3), dangling: mine.length === 0 };
  });
  const containers = [...state.containers.values()].sort((a, b) => a.seq - b.seq).map((c) => containerItem(c, state, names));
  const members = new Map<string, string[]>();
  for (const c of containers) for (const n of c.networks) members.set(n.name, [...(members.get(n.name) ?? []), c.key]);
  const networks = [...state.networks.values()]
    .filter((n) => n.driver !== 'null' && n.driver !== 'host' && (n.name !== 'bridge' || members.has('bridge')))
    .map((n): NetworkItem => ({ key: `n:${n.id}`, name: n.name, driver: n.driver, dns: n.name !== 'bridge', internal: n.internal, members: members.get(n.name) ?? [] }));
  const users = new Map<string, string[]>();
  for (const c of containers) for (const m of c.mounts) users.set(m.key, [...(users.get(m.key) ?? []), c.key]);
  const volumes = [...state.volumes.values()].map((v): StoreItem => {
    const root = engine.volumes.cells.get(v.name)?.root;
    const count = root === undefined ? 0 : root.entries.size;
    return { key: `v:${v.name}`, kind: 'volume', name: v.anonymous ? `${v.name.slice(0, 12)}…` : v.name, detail: String(count), users: users.get(`v:${v.name}`) ?? [] };
  });
  const binds = [...users].filter(([key]) => key.startsWith('b:')).map(([key, u]): StoreItem => ({ key, kind: 'bind', name: key.slice(2), detail: '', users: u }));
  return { images, containers, networks, stores: [...volumes, ...binds] };
}
