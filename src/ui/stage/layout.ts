// Where the things of a scene stand, in CSS pixels. Outside on the left the browser and the gates; in the host's
// frame containers over the rails of their networks and the storage shelf, images in a column of their own;
// the registry on the frame's upper edge.

import { NO_WORK, type Work } from '../../lab/shown.ts';
import { placeBands } from './bands.ts';
import { barsOf, type Box, type Detail, flow, type Item, type Link, type Placed } from './places.ts';
import type { ImageItem, Scene, StoreItem } from '../../lab/shown.ts';

export type { Box, Detail, Link, Placed };

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly links: readonly Link[];
  readonly labels: readonly {
    readonly name: 'host' | 'images' | 'containers' | 'storage';
    readonly x: number;
    readonly y: number;
  }[];
  readonly host: Box;
  readonly detail: Detail;
}
export interface LayoutOptions {
  readonly width: number;
  /** Height that is seen without scrolling. */
  readonly room: number;
  /** Size of type: 1 is 13 px. */
  readonly scale: number;
  /** Chosen detail; otherwise as much as fits. */
  readonly detail?: Detail | undefined;
  /** Groups that are folded or open against the rule. */
  readonly turned?: ReadonlySet<string>;
  /** Networks whose table of names is open. */
  readonly open?: ReadonlySet<string>;
  readonly work?: Work;
}

const PAD = 10;
const GAP = 12;
function imageHeight(i: ImageItem, detail: Detail, u: number): number {
  const names = Math.max(1, Math.min(i.names.length, 3));
  return Math.round((8 + names * 18 + (detail === 0 ? 0 : 20 + barsOf(i, detail).length * 20 + 4)) * u);
}

/** Images, pulls and builds in a column or a lane; the height they take. */
function placeImages(
  scene: Scene,
  work: Work,
  at: { x: number; y: number; width: number },
  detail: Detail,
  u: number,
  nodes: Placed[],
  links: Link[],
): number {
  const boxes = new Map<string, Box>();
  type Card = { key: string; h: number; item: Item; from: string };
  const cards: Card[] = [
    ...work.builds
      .filter((b) => b.running)
      .map((data): Card => {
        const rows = Math.min(data.steps.length, detail === 0 ? 1 : 7);
        return {
          key: data.key,
          h: Math.round((30 + rows * 19) * u),
          item: { kind: 'build', data, rows },
          from: 'registry',
        };
      }),
    ...work.pulls.map((data): Card => {
      const rows = Math.min(data.layers.length, detail === 0 ? 1 : 8);
      return {
        key: data.key,
        h: Math.round((30 + rows * 19) * u),
        item: { kind: 'pull', data, rows },
        from: 'registry',
      };
    }),
    // the newest on top, the ones that others stand on below
    ...[...scene.images].reverse().map((data): Card => ({
      key: data.key,
      h: imageHeight(data, detail, u),
      item: { kind: 'image', data, bars: barsOf(data, detail) },
      from: 'registry',
    })),
  ];
  const wide = Math.min(at.width, 250 * u);
  const height = flow(
    cards,
    at,
    GAP,
    (c) => ({ w: at.width < 2 * 200 * u ? at.width : wide, h: c.h }),
    (c, box) => {
      boxes.set(c.key, box);
      nodes.push({ key: c.key, box, item: c.item, from: c.from });
    },
  );
  for (const i of scene.images) {
    const a = boxes.get(i.key);
    const b = i.sharedWith === undefined ? undefined : boxes.get(i.sharedWith.key);
    if (a === undefined || b === undefined) continue;
    const left = Math.min(a.x, b.x) - 6 * u;
    links.push({
      key: `tie:${i.key}`,
      kind: 'tie',
      points: [
        [a.x, a.y + a.h - 12 * u],
        [left, a.y + a.h - 12 * u],
        [left, b.y + b.h - 12 * u],
        [b.x, b.y + b.h - 12 * u],
      ],
      label: i.sharedWith!.name,
    });
  }
  return height;
}

function placeShelf(
  scene: Scene,
  at: { x: number; y: number; width: number },
  u: number,
  centers: ReadonlyMap<string, number>,
  nodes: Placed[],
): { height: number; boxes: Map<string, Box> } {
  const boxes = new Map<string, Box>();
  const w = Math.min(at.width, 156 * u);
  const h = Math.round(52 * u);
  const wish = (s: StoreItem): number => {
    const xs = s.users.map((k) => centers.get(k)).filter((x) => x !== undefined);
    return xs.length === 0 ? Infinity : Math.min(...xs);
  };
  const sorted = [...scene.stores].sort((a, b) => wish(a) - wish(b) || (a.name < b.name ? -1 : 1));
  const fits = sorted.length * (w + GAP) <= at.width;
  let cursor = at.x;
  let left = sorted.length;
  const height = flow(
    sorted,
    at,
    GAP,
    () => ({ w, h }),
    (s, box) => {
      // under the container that uses it, when all fit beside one another
      const latest = at.x + at.width - left * (w + GAP) + GAP;
      const x = fits ? Math.min(latest, Math.max(cursor, Math.min(wish(s), 1e6) - w / 2)) : box.x;
      cursor = x + w + GAP;
      left--;
      const placed = { ...box, x: Math.round(x) };
      boxes.set(s.key, placed);
      nodes.push({
        key: s.key,
        box: placed,
        item: { kind: 'store', data: s },
        ...(s.users[0] === undefined ? {} : { from: s.users[0] }),
      });
    },
  );
  return { height, boxes };
}

/** Places a scene at one detail. */
export function layoutAt(scene: Scene, o: LayoutOptions, detail: Detail): Layout {
  const u = o.scale;
  const work = o.work ?? NO_WORK;
  const nodes: Placed[] = [];
  const links: Link[] = [];
  const labels: Layout['labels'][number][] = [];
  const w = Math.max(300, o.width);
  const gateW = Math.round(92 * u);
  const hostX = gateW;
  const busy = work.pulls.length > 0 || work.builds.some((b) => b.running);
  const hostW = w - hostX - 8;
  const column = hostW > 470 * u;
  // where there is little room, the registry is only shown while something comes from it
  const pill = {
    w: Math.min(Math.round(190 * u), hostW - 20),
    h: Math.round(24 * u),
    shown: detail > 1 || column || busy,
  };
  const imagesW = column ? Math.round(Math.min(Math.max(hostW * 0.27, 170 * u), 250 * u)) : hostW - 2 * PAD;
  const imagesX = column ? w - 8 - PAD - imagesW : hostX + PAD + 8;
  const top = Math.round(pill.shown ? pill.h / 2 + 4 : 10 * u);
  nodes.push({
    key: 'browser',
    box: { x: 4, y: top + 2, w: gateW - 14, h: Math.round(30 * u) },
    item: { kind: 'browser' },
  });
  if (pill.shown)
    nodes.push({
      key: 'registry',
      box: { x: w - 8 - PAD - pill.w, y: 4, w: pill.w, h: pill.h },
      item: { kind: 'registry' },
    });
  labels.push({ name: 'host', x: hostX + PAD, y: top - 8 * u });

  const inner = top + Math.round(pill.shown && column ? pill.h / 2 + 6 : 12 * u);
  // in a narrow stage an image that a container shows is not drawn again
  const used = new Set(scene.containers.map((c) => c.imageKey));
  const folded = !column && detail < 2;
  const drawn = folded ? { ...scene, images: scene.images.filter((i) => !used.has(i.key)) } : scene;
  if (column && detail > 0 && (drawn.images.length > 0 || busy))
    labels.push({ name: 'images', x: imagesX, y: top + 13 * u });
  const imagesTop = column ? top + Math.round(30 * u) : inner;
  const imagesH =
    drawn.images.length > 0 || busy
      ? placeImages(
          drawn,
          work,
          { x: imagesX, y: imagesTop, width: imagesW - (column ? 0 : 12) },
          folded ? 0 : detail,
          u,
          nodes,
          links,
        )
      : 0;

  const mainX = hostX + PAD + 6;
  const mainW = (column ? imagesX - 20 * u : w - 8 - PAD) - mainX;
  const mainTop = column ? top + Math.round(16 * u) : imagesTop + imagesH + (imagesH > 0 ? GAP : 0);
  const bands = placeBands(
    scene,
    { x: mainX, y: mainTop, width: mainW },
    { detail, u, turned: o.turned ?? new Set(), open: o.open ?? new Set() },
    nodes,
    links,
  );
  let y = mainTop + Math.max(bands.height, 24 * u) + (detail > 1 ? 8 : 4) * u;
  const shelfHead = scene.stores.length > 0 && detail > 1 ? 18 * u : 0;
  if (shelfHead > 0) labels.push({ name: 'storage', x: mainX, y: y - 2 * u });
  const centers = new Map([...bands.boxes].map(([key, b]): [string, number] => [key, b.x + b.w * 0.6]));
  const shelf = placeShelf(scene, { x: mainX, y: y + shelfHead, width: mainW }, u, centers, nodes);
  for (const c of scene.containers) {
    const b = bands.boxes.get(c.key);
    if (b === undefined || detail === 0) continue;
    c.mounts.forEach((m, i) => {
      const s = shelf.boxes.get(m.key);
      if (s === undefined) return;
      const x = Math.min(b.x + b.w - 8, b.x + b.w * 0.6 + i * 14 * u);
      const tx = s.x + s.w / 2 + (s.x + s.w / 2 === x ? 0 : (i * 9) % 30);
      const straight = x > s.x + 6 && x < s.x + s.w - 6;
      const mid = s.y - 8 * u - (i % 3) * 4;
      links.push({
        key: `${c.key}>${m.key}>${m.at}`,
        kind: m.type === 'volume' ? 'mount' : 'bind',
        points: straight
          ? [
              [x, b.y + b.h],
              [x, mid],
              [x, mid],
              [x, s.y + (m.type === 'bind' ? 8 : 3)],
            ]
          : [
              [x, b.y + b.h],
              [x, mid],
              [tx, mid],
              [tx, s.y + (m.type === 'bind' ? 8 : 3)],
            ],
        label: m.at + (m.readOnly ? ' (ro)' : ''),
      });
    });
  }
  y += shelfHead + shelf.height;
  y = Math.max(y, column ? imagesTop + imagesH : 0) + PAD;

  let gateY = top + Math.round(38 * u);
  const gateH = Math.round(24 * u);
  for (const c of scene.containers) {
    const b = bands.boxes.get(c.key);
    const published = c.ports.filter((p) => p.host !== undefined);
    if (b === undefined || published.length === 0) continue;
    for (const [i, p] of published.entries()) {
      const key = `g:${c.key}:${p.host}`;
      gateY = Math.max(gateY, b.y + 4 + i * (gateH + 4));
      const box = { x: 8, y: gateY, w: gateW - 4, h: gateH };
      nodes.push({
        key,
        box,
        item: {
          kind: 'gate',
          data: {
            text: `:${p.host!.replace(/^.*:/, '')}`,
            host: p.host!,
            container: c.key,
            to: p.container,
            refused: false,
          },
        },
        from: c.key,
      });
      const cy = box.y + box.h / 2;
      const x0 = box.x + box.w;
      const bend = hostX + 8 + (i % 3) * 3;
      const side = b.y + Math.min(b.h - 8, (14 + i * 10) * u);
      const over = b.y - 5 - (i % 2) * 3;
      const px = b.x + 14 + (i % 4) * 10;
      links.push({
        key: `${key}>`,
        kind: 'port',
        points:
          b.x <= mainX + 1
            ? [
                [x0, cy],
                [bend, cy],
                [bend, side],
                [b.x, side],
                [b.x, side],
              ]
            : [
                [x0, cy],
                [bend, cy],
                [bend, over],
                [px, over],
                [px, b.y],
              ],
        label: p.container,
      });
      gateY += gateH + 4;
    }
  }
  for (const c of scene.containers) {
    for (const port of c.refused) {
      nodes.push({
        key: `g!${c.key}:${port}`,
        box: { x: 8, y: gateY, w: gateW - 4, h: gateH },
        item: { kind: 'gate', data: { text: `▲ :${port}`, host: port, container: c.key, to: '', refused: true } },
      });
      gateY += gateH + 4;
    }
  }
  // the host fills what is seen of the stage
  y = Math.max(y, gateY + 6, o.room - 46);
  const host = { x: hostX, y: top, w: hostW, h: y - top };
  return { width: w, height: y + 6, nodes, links, labels, host, detail };
}

/** Places a scene: at the detail that was chosen, or the most that fits into the room. */
export function layoutOf(scene: Scene, o: LayoutOptions): Layout {
  if (o.detail !== undefined) return layoutAt(scene, o, o.detail);
  const many = scene.containers.length > 40;
  for (const detail of [3, 2, 1] as const) {
    if (many && detail > 1) continue;
    const l = layoutAt(scene, o, detail);
    // one screen and a bit may be scrolled; more than that is better seen at once, by names
    if (l.height <= o.room + 2 || (detail === 1 && !many && (scene.containers.length <= 6 || l.height < 2.2 * o.room)))
      return l;
  }
  return layoutAt(scene, o, 0);
}
