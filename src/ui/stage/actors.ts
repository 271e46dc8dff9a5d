// Small things that fly over the stage to show a step: a file that is copied up, files that fill a volume, layers
// that arrive, a request. Pure: where each is at a moment.

import { easeCubicInOut } from 'd3-ease';
import { pointAt } from './geometry.ts';
import type { Box, Layout, Placed } from './layout.ts';
import type { Change } from './steps.ts';

export interface Actor {
  readonly id: string;
  readonly label: string;
  readonly look: 'file' | 'gone' | 'layer' | 'fill' | 'cover' | 'packet' | 'fail';
  readonly points: readonly (readonly [number, number])[];
  /** Ms after the change began, and how long it flies. */
  readonly start: number;
  readonly ms: number;
}

export const TEACH = 800;
const MOST = 14;
const short = (path: string): string => path.split('/').pop() ?? path;
const middle = (b: Box, dy = 0): readonly [number, number] => [b.x + Math.min(b.w, 120) / 2, b.y + b.h / 2 + dy];
const inside = (outer: Box, b: Box): Box => ({ x: outer.x + b.x, y: outer.y + b.y, w: b.w, h: b.h });

/** What flies for some changes, when the stage has come to a layout. */
export function actorsOf(changes: readonly Change[], layout: Layout): Actor[] {
  const nodes = new Map(layout.nodes.map((n): [string, Placed] => [n.key, n]));
  const out: Actor[] = [];
  let n = 0;
  for (const c of changes) {
    const f = c.flight;
    if (f === undefined || out.length >= MOST) continue;
    const id = (k: number | string): string => `${n}.${k}`;
    n++;
    if (f.kind === 'file') {
      const card = nodes.get(f.container);
      if (card?.item.kind !== 'container') continue;
      const top = inside(card.box, card.item.marks.writable);
      const body = inside(card.box, card.item.marks.body);
      // a changed file rises from its layer, a new one comes from above, a whiteout falls onto what it hides
      const points =
        f.how === 'C'
          ? [middle(body), middle(top)]
          : f.how === 'A'
            ? [middle(top, -26), middle(top)]
            : [middle(top), middle(body)];
      out.push({
        id: id(0),
        label: f.how === 'D' ? `⌫ ${short(f.path)}` : short(f.path),
        look: f.how === 'D' ? 'gone' : 'file',
        points,
        start: n * 60,
        ms: TEACH,
      });
    } else if (f.kind === 'fill') {
      const card = nodes.get(f.container);
      const store = nodes.get(f.store);
      if (card?.item.kind !== 'container' || store === undefined) continue;
      const body = inside(card.box, card.item.marks.body);
      f.names.forEach((name, k) =>
        out.push({
          id: id(k),
          label: name,
          look: 'fill',
          points: [middle(body), middle(store.box)],
          start: 300 + k * 110,
          ms: TEACH,
        }),
      );
    } else if (f.kind === 'pull') {
      const card = nodes.get(f.image);
      const gate = nodes.get('registry');
      if (card === undefined || gate === undefined) continue;
      f.fresh.slice(0, 6).forEach((digest, k) =>
        out.push({
          id: id(k),
          label: digest.slice(7, 15),
          look: 'layer',
          points: [middle(gate.box), middle(card.box, k * 4)],
          start: k * 90,
          ms: TEACH,
        }),
      );
    } else if (f.kind === 'cover') {
      const card = nodes.get(f.container);
      const store = nodes.get(f.store);
      if (card === undefined || store === undefined) continue;
      out.push({
        id: id(0),
        label: f.at,
        look: 'cover',
        points: [middle(store.box), middle({ ...card.box, y: card.box.y + card.box.h - 24, h: 20 })],
        start: 200,
        ms: TEACH,
      });
    }
  }
  return out;
}

/** The way of a request: browser, gate, container. It stops where it failed. */
export function packetOf(layout: Layout, host: string, failed: boolean): Actor | undefined {
  const browser = layout.nodes.find((n) => n.key === 'browser');
  if (browser === undefined) return undefined;
  const b = browser.box;
  const start: readonly [number, number] = [b.x + b.w / 2, b.y + b.h];
  const gate = layout.nodes.find(
    (n) =>
      n.item.kind === 'gate' &&
      !n.item.data.refused &&
      (n.item.data.host === host || n.item.data.host.endsWith(`:${host}`)),
  );
  if (gate === undefined)
    return {
      id: `r${host}`,
      label: `:${host}`,
      look: 'fail',
      points: [start, [layout.host.x - 6, b.y + b.h + 40]],
      start: 0,
      ms: 600,
    };
  const link = layout.links.find((l) => l.key === `${gate.key}>`);
  const mid: readonly [number, number] = [gate.box.x + gate.box.w / 2, gate.box.y + gate.box.h / 2];
  return {
    id: `r${host}`,
    label: '',
    look: failed ? 'fail' : 'packet',
    points: [start, mid, ...(link?.points ?? [])],
    start: 0,
    ms: 900,
  };
}

/** Where an actor is so many ms after the beginning; undefined before and after its flight. */
export function actorAt(a: Actor, ms: number): { readonly x: number; readonly y: number } | undefined {
  const t = (ms - a.start) / a.ms;
  if (t < 0 || t > 1.2) return undefined;
  const [x, y] = pointAt(a.points, easeCubicInOut(Math.min(1, t)));
  return { x, y };
}
