// Between two layouts: where everything is at a moment of the change. Pure, so that play and scrub look alike.

import { easeCubicInOut } from 'd3-ease';
import type { Box, Layout, Link, Placed } from './layout.ts';

export interface Moment {
  readonly box: Box;
  readonly opacity: number;
  readonly scale: number;
}
export interface Frame {
  readonly boxes: ReadonlyMap<string, Moment>;
  readonly links: ReadonlyMap<string, { readonly path: string; readonly opacity: number }>;
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** A path through points. */
export function pathOf(points: Link['points']): string {
  return points
    .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`)
    .join('');
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
  const boxes = new Map<string, Moment>();
  const places = new Map<string, Box>((a?.nodes ?? []).map((n): [string, Box] => [n.key, n.box]));
  for (const n of b.nodes) if (!places.has(n.key)) places.set(n.key, n.box);
  for (const n of b.nodes) {
    const old = before.get(n.key);
    before.delete(n.key);
    if (old !== undefined) {
      boxes.set(n.key, {
        box: { x: mix(old.box.x, n.box.x, e), y: mix(old.box.y, n.box.y, e), w: n.box.w, h: n.box.h },
        opacity: 1,
        scale: 1,
      });
      continue;
    }
    // what is new comes out of what it was made of, or from a little above
    const source = a === undefined || n.from === undefined ? undefined : places.get(n.from);
    const start =
      a === undefined
        ? n.box
        : source === undefined
          ? { ...n.box, y: n.box.y - 18 }
          : { ...n.box, x: source.x, y: source.y };
    boxes.set(n.key, {
      box: { ...n.box, x: mix(start.x, n.box.x, e), y: mix(start.y, n.box.y, e) },
      opacity: a === undefined ? 1 : Math.min(1, e * 1.6),
      scale: a === undefined ? 1 : 0.86 + 0.14 * e,
    });
  }
  if (e < 1)
    for (const [key, n] of before)
      boxes.set(key, { box: { ...n.box, y: n.box.y + e * 16 }, opacity: 1 - e, scale: 1 - 0.08 * e });
  const links = new Map<string, { path: string; opacity: number }>();
  const oldLinks = new Map((a?.links ?? []).map((l): [string, Link] => [l.key, l]));
  for (const l of b.links) {
    const old = oldLinks.get(l.key);
    oldLinks.delete(l.key);
    if (old !== undefined) links.set(l.key, { path: pathOf(mixPoints(old.points, l.points, e)), opacity: 1 });
    // a new line grows out of its beginning
    else
      links.set(l.key, {
        path: pathOf(a === undefined ? l.points : mixPoints([l.points[0]!], l.points, Math.max(0, 2 * e - 1))),
        opacity: a === undefined ? 1 : Math.max(0, 2 * e - 1),
      });
  }
  if (e < 1)
    for (const [key, l] of oldLinks)
      links.set(key, {
        path: pathOf(
          mixPoints(
            l.points,
            l.points.map(() => l.points[0]!),
            e,
          ),
        ),
        opacity: 1 - e,
      });
  return { boxes, links };
}

/** The point at a share (0…1) of the length of a line. */
export function pointAt(points: Link['points'], t: number): readonly [number, number] {
  const lengths = points.slice(1).map((p, i) => Math.hypot(p[0] - points[i]![0], p[1] - points[i]![1]));
  let rest = lengths.reduce((n, l) => n + l, 0) * Math.min(1, Math.max(0, t));
  for (const [i, l] of lengths.entries()) {
    if (rest <= l && l > 0)
      return [mix(points[i]![0], points[i + 1]![0], rest / l), mix(points[i]![1], points[i + 1]![1], rest / l)];
    rest -= l;
  }
  return points.at(-1) ?? [0, 0];
}
