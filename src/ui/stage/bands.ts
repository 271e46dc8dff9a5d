// Containers, each over the rail of its first network, in sections for their Compose projects; many alike are folded.

import { barsOf, type Bar, type Box, type Detail, flow, type Link, type Placed } from './places.ts';
import type { ContainerItem, NetworkItem, Scene } from '../../lab/shown.ts';

/** Containers that are shown as one card, or under one heading. */
export interface Group {
  readonly key: string;
  readonly name: string;
  readonly project: boolean;
  readonly folded: boolean;
  readonly members: readonly ContainerItem[];
}
/** Boxes inside a container's card, from its corner: what flies starts and lands there. */
export interface ContainerMarks {
  readonly writable: Box;
  readonly body: Box;
}
interface Options {
  readonly detail: Detail;
  readonly u: number;
  readonly turned: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
}

/** As many containers of one group are shown one by one when there are many in all. */
const ALIKE = 12;
const MANY = 24;

export const FILE_ROWS = [0, 0, 2, 6] as const;
export const MOUNT_ROWS = [0, 0, 2, 5] as const;
const BODY_BARS = [0, 1, 3, 6] as const;

/** Height of a container's card. */
export function containerHeight(c: ContainerItem, bars: number, detail: Detail, u: number): number {
  if (detail === 0) return Math.round(28 * u);
  const files = Math.min(c.written.length, FILE_ROWS[detail]);
  const mounts = Math.min(c.mounts.length, MOUNT_ROWS[detail]);
  return Math.round((27 + 21 + files * 17 + 5 + bars * 20 + mounts * 19 + 5 + (c.error === '' ? 0 : 20)) * u);
}

function cardOf(
  c: ContainerItem,
  scene: Scene,
  o: Options,
): { h: number; bars: readonly Bar[]; marks: ContainerMarks } {
  const { detail, u } = o;
  const image = scene.images.find((i) => i.key === c.imageKey);
  const bars = barsOf(image, detail, BODY_BARS[detail], false);
  const count = Math.max(detail === 0 ? 0 : 1, bars.length);
  const files = Math.min(c.written.length, FILE_ROWS[detail]);
  const top = 27 * u;
  return {
    h: containerHeight(c, count, detail, u),
    bars,
    marks:
      detail === 0
        ? { writable: { x: 8, y: 4, w: 60, h: 12 }, body: { x: 8, y: 12, w: 60, h: 12 } }
        : {
            writable: { x: 8, y: top, w: 80 * u, h: 21 * u },
            body: { x: 8, y: top + (26 + files * 17) * u, w: 80 * u, h: count * 20 * u },
          },
  };
}

/** The groups of a band's containers, in the order of their first member. */
export function groupsOf(
  list: readonly ContainerItem[],
  band: string,
  total: number,
  turned: ReadonlySet<string>,
): Group[] {
  const by = new Map<string, ContainerItem[]>();
  for (const c of list) {
    const name = c.project !== '' ? `p ${c.project}` : total > MANY ? `i ${c.image}` : '';
    const group = by.get(name) ?? [];
    group.push(c);
    by.set(name, group);
  }
  return [...by].map(([id, members]): Group => {
    const key = `x:${band}:${id}`;
    const rule = total > MANY && members.length > ALIKE;
    return {
      key,
      name: id.slice(2),
      project: id.startsWith('p '),
      folded: id !== '' && rule !== turned.has(key),
      members,
    };
  });
}

/** Bands from top to bottom. @returns their height, and the boxes of the containers (of the group's card, when folded) */
export function placeBands(
  scene: Scene,
  at: { x: number; y: number; width: number },
  o: Options,
  nodes: Placed[],
  links: Link[],
): { height: number; boxes: Map<string, Box> } {
  const { u, detail } = o;
  const boxes = new Map<string, Box>();
  const rails = new Map<string, { y: number; net: NetworkItem; dash: number }>();
  const byName = new Map(scene.networks.map((n) => [n.name, n]));
  const first = (c: ContainerItem): string => c.networks.find((n) => byName.has(n.name))?.name ?? '';
  const bands: { net: NetworkItem | undefined; list: ContainerItem[] }[] = [
    ...scene.networks.map((net) => ({ net, list: scene.containers.filter((c) => first(c) === net.name) })),
    { net: undefined, list: scene.containers.filter((c) => first(c) === '') },
  ];
  const gap = Math.round((detail === 0 ? 7 : 12) * u);
  const longest = Math.max(8, ...scene.containers.map((c) => c.name.length));
  const wished = Math.round((detail === 0 ? Math.min(220, 32 + 7.7 * longest) : detail === 1 ? 196 : 224) * u);
  const half = Math.floor((at.width - gap) / 2);
  // two that nearly fit beside each other do
  // cards fill their row, as far as that does not make them shapeless
  const columns = Math.max(1, Math.floor((at.width + gap) / (wished + gap)));
  const full =
    scene.containers.length < columns ? wished : Math.min(wished * 1.3, (at.width - gap * (columns - 1)) / columns);
  const cw = Math.floor(
    scene.containers.length > 1 && half < wished && half >= 140 * u ? half : Math.min(at.width, full),
  );
  let y = at.y;
  for (const [index, { net, list }] of bands.entries()) {
    if (net === undefined && list.length === 0) continue;
    for (const g of groupsOf(list, net?.key ?? '-', scene.containers.length, o.turned)) {
      if (g.folded) {
        const box = { x: at.x, y, w: Math.min(at.width, Math.round(260 * u)), h: Math.round(46 * u) };
        nodes.push({ key: g.key, box, item: { kind: 'group', data: g } });
        for (const c of g.members) boxes.set(c.key, box);
        if (net !== undefined)
          links.push({
            key: `${net.key}>${g.key}`,
            kind: 'network',
            points: [
              [box.x + 30, box.y + box.h],
              [box.x + 30, box.y + box.h + 8 * u],
            ],
            label: '',
          });
        y += box.h + 8 * u;
        continue;
      }
      if (g.name !== '') {
        nodes.push({
          key: g.key,
          box: { x: at.x, y, w: at.width, h: Math.round(24 * u) },
          item: { kind: 'section', data: g },
        });
        y += 26 * u;
      }
      const cards = new Map(g.members.map((c) => [c.key, cardOf(c, scene, o)]));
      const height = flow(
        g.members,
        { x: at.x, y, width: at.width },
        gap,
        (c) => ({ w: cw, h: cards.get(c.key)!.h }),
        (c, box) => {
          boxes.set(c.key, box);
          const { bars, marks } = cards.get(c.key)!;
          nodes.push({ key: c.key, box, item: { kind: 'container', data: c, detail, bars, marks }, from: c.imageKey });
        },
      );
      y += height + 6 * u;
    }
    if (net === undefined) continue;
    const stub = list.length > 0 && detail > 1 ? 16 * u : 4 * u;
    const open = o.open.has(net.key);
    const railY = Math.round(y + stub);
    rails.set(net.name, { y: railY, net, dash: index });
    nodes.push({
      key: net.key,
      box: {
        x: at.x,
        y: railY,
        w: at.width,
        h: Math.round((24 + (open ? Math.max(1, net.members.length) * 18 : 0)) * u),
      },
      item: { kind: 'network', data: net, open, dash: index },
    });
    y = railY + (26 + (open ? Math.max(1, net.members.length) * 18 : 0)) * u;
  }
  if (detail > 0) {
    for (const c of scene.containers) {
      const b = boxes.get(c.key);
      if (b === undefined || !nodes.some((n) => n.key === c.key)) continue;
      let k = 0;
      for (const n of c.networks) {
        const rail = rails.get(n.name);
        if (rail === undefined) continue;
        const home = first(c) === n.name;
        const x = home ? b.x + 22 * u : b.x + b.w - (14 + 9 * k++) * u;
        links.push({
          key: `${rail.net.key}>${c.key}`,
          kind: 'network',
          points: [
            [x, home || rail.y > b.y ? b.y + b.h : b.y],
            [x, rail.y],
          ],
          label: home && detail > 1 ? n.ip : '',
          dash: rail.dash,
        });
      }
    }
  }
  return { height: y - at.y, boxes };
}
