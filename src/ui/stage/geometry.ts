// Between two layouts: where everything is at a moment of the change. Pure, so that play and scrub look alike.

import { easeCubicInOut } from 'd3-ease';
import type { Box, Layout, Link, Placed } from './layout.ts';

export interface Frame {
  readonly boxes: ReadonlyMap<string, { readonly box: Box; readonly opacity: number; readonly scale: number }>;
  readonly links: ReadonlyMap<string, { readonly path: string; readonly opacity: number }>;
  readonly height: number;
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** A path through points. */
export function pathOf(points: Link['points']): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function mixPoints(a: Link['points'], b: Link['points'], t: number): Link['points'] {
  return b.map((p, i) => {
    const q = a[Math.min(i, a.length - 1)]!;
    return [mix(q[0], p[0], t), mix(q[1], p[1], t)] as const;
  });
}

/** Everything at moment `t` (0…1) of the change from one layout to the next. */
export function geometry(a: Layout | undefined, b: Layout, t: number): Frame {
  const e = easeCubicInOut(Math.min(1, Math.max(0, t)));
  const before = new Map((a?.nodes ?? []).map((n): [string, Placed] => [n.key, n]));
  const boxes = new Map<string, { box: Box; opacity: number; scale: number }>();
  for (const n of b.nodes) {
    const old = before.get(n.key);
    before.delete(n.key);
    if (old === undefined) {
      // what is new comes from a little above and grows
      boxes.set(n.key, { box: { ...n.box, y: n.box.y - (1 - e) * 18 }, opacity: a === undefined ? 1 : e, scale: a === undefined ? 1 : 0.9 + 0.1 * e });
    } else {
      boxes.set(n.key, { box: { x: mix(old.box.x, n.box.x, e), y: mix(old.box.y, n.box.y, e), w: mix(old.box.w, n.box.w, e), h: mix(old.box.h, n.box.h, e) }, opacity: 1, scale: 1 });
    }
  }
  if (e < 1) for (const [key, n] of before) boxes.set(key, { box: { ...n.box, y: n.box.y + e * 14 }, opacity: 1 - e, scale: 1 - 0.08 * e });
  const links = new Map<string, { path: string; opacity: number }>();
  const oldLinks = new Map((a?.links ?? []).map((l): [string, Link] => [l.key, l]));
  for (const l of b.links) {
    const old = oldLinks.get(l.key);
    oldLinks.delete(l.key);
    links.set(l.key, old === undefined ? { path: pathOf(l.points), opacity: a === undefined ? 1 : e } : { path: pathOf(mixPoints(old.points, l.points, e)), opacity: 1 });
  }
  if (e < 1) for (const [key, l] of oldLinks) links.set(key, { path: pathOf(l.points), opacity: 1 - e });
  return { boxes, links, height: mix(a?.height ?? b.height, b.height, e) };
}
