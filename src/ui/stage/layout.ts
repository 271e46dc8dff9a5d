// Where the things of a scene stand, in CSS pixels: lanes from top to bottom, cards in rows.

import type { ContainerItem, ImageItem, NetworkItem, Scene, StoreItem } from './scene.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
export type Item =
  | { readonly kind: 'image'; readonly data: ImageItem; readonly rows: number }
  | { readonly kind: 'container'; readonly data: ContainerItem; readonly compact: boolean }
  | { readonly kind: 'network'; readonly data: NetworkItem }
  | { readonly kind: 'store'; readonly data: StoreItem }
  | { readonly kind: 'gate'; readonly data: { readonly key: string; readonly text: string; readonly to: string } };

export interface Placed {
  readonly key: string;
  readonly box: Box;
  readonly item: Item;
}
export interface Link {
  readonly key: string;
  readonly kind: 'mount' | 'bind' | 'network' | 'port' | 'image';
  /** Corner points from one end to the other. */
  readonly points: readonly (readonly [number, number])[];
  readonly label: string;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly links: readonly Link[];
  /** Lanes with their headings' places. */
  readonly lanes: readonly { readonly name: 'images' | 'containers' | 'storage'; readonly y: number; readonly h: number }[];
  readonly host: Box;
}

const GAP = 14;
const PAD = 16;
const HEAD = 28;
const BAR = 17;
/** Layers that a card shows before it folds. */
const MAX_BARS = 6;
const GATE = 78;
/** Room of a lane that has nothing in it. */
const EMPTY = 26;

/** Rows of a card for an image: own layers, folded, and one row for what it shares. */
export function imageRows(i: ImageItem, most = MAX_BARS): { shown: number; folded: number; shared: number } {
  const shared = i.layers.filter((l) => l.shared).length;
  const own = i.layers.length - shared;
  const shown = Math.min(own, own > most ? most - 1 : most);
  return { shown, folded: own - shown, shared };
}

/** Height of an image's card. */
function imageHeight(i: ImageItem, most: number): number {
  const r = imageRows(i, most);
  return 40 + (r.shown + (r.folded > 0 ? 1 : 0) + (r.shared > 0 ? 1 : 0)) * BAR + Math.max(0, i.names.length - 1) * 14;
}

/** Cards side by side, wrapped; the height that they need. */
function flow<T>(items: readonly T[], x0: number, y0: number, width: number, size: (t: T) => { w: number; h: number }, put: (t: T, box: Box) => void): number {
  let x = x0;
  let y = y0;
  let row = 0;
  for (const t of items) {
    const { w, h } = size(t);
    if (x > x0 && x + w > x0 + width) {
      x = x0;
      y += row + GAP;
      row = 0;
    }
    put(t, { x, y, w, h });
    x += w + GAP;
    row = Math.max(row, h);
  }
  return items.length === 0 ? 0 : y + row - y0;
}

/** Places a scene in a width. `scale` is the size of type (1 is 13 px); a `dense` one folds the layers of images. */
export function layoutOf(scene: Scene, width: number, scale = 1, dense = false): Layout {
  const most = dense ? 1 : MAX_BARS;
  const nodes: Placed[] = [];
  const links: Link[] = [];
  const lanes: Layout['lanes'][number][] = [];
  const w = Math.max(300, width);
  const gates = scene.containers.some((c) => c.ports.some((p) => p.host !== undefined));
  const hostX = gates ? GATE + 22 : 8;
  const inner = w - hostX - PAD - 8;
  const left = hostX + PAD;
  let y = 8;

  const imageW = Math.min(inner, 196 * scale);
  const imagesH = flow(scene.images, left, y + HEAD, inner, (i) => ({ w: imageW, h: imageHeight(i, most) * scale }), (data, box) => nodes.push({ key: data.key, box, item: { kind: 'image', data, rows: imageRows(data, most).shown } }));
  const imagesRoom = Math.max(imagesH, EMPTY);
  lanes.push({ name: 'images', y, h: imagesRoom + HEAD });
  y += imagesRoom + HEAD + GAP + 6;

  const hostTop = y;
  const compact = scene.containers.length > 12;
  const cw = Math.min(inner, (compact ? 132 : 204) * scale);
  const top = y + HEAD;
  const containerBoxes = new Map<string, Box>();
  const ch = (c: ContainerItem): number => (compact ? 44 : 92 + (c.ports.length > 0 ? 16 : 0)) * scale;
  const containersH = flow(scene.containers, left, top, inner, (c) => ({ w: cw, h: ch(c) }), (data, box) => {
    containerBoxes.set(data.key, box);
    nodes.push({ key: data.key, box, item: { kind: 'container', data, compact } });
  });
  lanes.push({ name: 'containers', y, h: containersH + HEAD });
  y = top + Math.max(containersH, EMPTY) + GAP;

  for (const n of scene.networks) {
    const box = { x: left, y: y + 4, w: inner, h: 24 * scale };
    nodes.push({ key: n.key, box, item: { kind: 'network', data: n } });
    for (const [i, m] of n.members.entries()) {
      const b = containerBoxes.get(m);
      if (b === undefined || compact) continue;
      const c = scene.containers.find((x) => x.key === m)!;
      const at = b.x + b.w * 0.3 + (c.networks.findIndex((x) => x.name === n.name) * 14);
      const alias = c.networks.find((x) => x.name === n.name)?.aliases.join(', ') ?? '';
      links.push({ key: `${n.key}>${m}`, kind: 'network', points: [[at, b.y + b.h], [at, box.y]], label: i < 40 ? alias : '' });
    }
    y += 30 * scale;
  }
  y += scene.networks.length > 0 ? 10 : 0;

  const storeBoxes = new Map<string, Box>();
  const sw = Math.min(inner, 168 * scale);
  const storesH = flow(scene.stores, left, y + HEAD, inner, () => ({ w: sw, h: 50 * scale }), (data, box) => {
    storeBoxes.set(data.key, box);
    nodes.push({ key: data.key, box, item: { kind: 'store', data } });
  });
  lanes.push({ name: 'storage', y, h: storesH + HEAD });
  for (const c of scene.containers) {
    const b = containerBoxes.get(c.key);
    if (b === undefined || compact) continue;
    c.mounts.forEach((m, i) => {
      const s = storeBoxes.get(m.key);
      if (s === undefined) return;
      const x = b.x + b.w * 0.62 + i * 12;
      const tx = s.x + s.w / 2 + ((i * 9) % 40);
      const mid = s.y - 10 - (i % 3) * 4;
      links.push({ key: `${c.key}>${m.key}>${m.at}`, kind: m.key.startsWith('v:') ? 'mount' : 'bind', points: [[x, b.y + b.h], [x, mid], [tx, mid], [tx, s.y]], label: m.at + (m.readOnly ? ' (ro)' : '') });
    });
  }
  y += Math.max(storesH, EMPTY) + HEAD + PAD;
  const host = { x: hostX, y: hostTop - 4, w: w - hostX - 8, h: y - hostTop + 4 };

  let gateY = top;
  for (const c of scene.containers) {
    const b = containerBoxes.get(c.key);
    const published = c.ports.filter((p) => p.host !== undefined);
    if (b === undefined || published.length === 0) continue;
    gateY = Math.max(gateY, b.y + 4);
    for (const [i, p] of published.entries()) {
      const key = `g:${c.key}:${p.host}`;
      const box = { x: 6, y: gateY, w: GATE, h: 22 * scale };
      nodes.push({ key, box, item: { kind: 'gate', data: { key, text: `:${p.host!.replace(/^.*:/, '')}`, to: p.container } } });
      const cy = box.y + box.h / 2;
      const bend = hostX + 5 + (i % 3) * 3;
      // over the tops of the cards in between
      const over = b.y - 4 - (i % 2) * 3;
      const px = b.x + b.w - 16 - (i % 4) * 10;
      const side = b.y + 14 + i * 8;
      const beside = b.x <= left + 1;
      links.push({ key: `${key}>`, kind: 'port', points: beside ? [[box.x + box.w, cy], [bend, cy], [bend, side], [bend, side], [b.x, side]] : [[box.x + box.w, cy], [bend, cy], [bend, over], [px, over], [px, b.y]], label: '' });
      gateY += 26 * scale;
    }
  }
  return { width: w, height: Math.max(y + 6, gateY + 10), nodes, links, lanes, host };
}
