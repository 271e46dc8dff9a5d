// A statechart as a picture: states in rows by their distance from the first, arrows for the events.

import { line, curveBasis } from 'd3-shape';
import type { ChartFacts } from '../../lab/shown.ts';

export interface ChartState {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
}
export interface ChartArrow {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
  readonly path: string;
  readonly label: readonly [number, number];
}
export interface Chart {
  readonly width: number;
  readonly height: number;
  readonly states: readonly ChartState[];
  readonly arrows: readonly ChartArrow[];
}

const H = 26;
const ROW = 78;
/** States of a crowded row stand in two heights. */
const STAGGER = 40;
const curve = line().curve(curveBasis);

/** Lays a flat machine out. `width` in px. */
export function chartOf({ initial, states: of }: ChartFacts, width: number): Chart {
  const names = Object.keys(of);
  const targets = (name: string): [event: string, to: string][] => Object.entries(of[name] ?? {});
  const depth = new Map<string, number>([[initial, 0]]);
  for (const queue = [initial]; queue.length > 0;) {
    const at = queue.shift()!;
    for (const [, to] of targets(at)) {
      if (depth.has(to)) continue;
      depth.set(to, depth.get(at)! + 1);
      queue.push(to);
    }
  }
  for (const n of names) if (!depth.has(n)) depth.set(n, 0);
  const rows: string[][] = [];
  for (const n of names) (rows[depth.get(n)!] ??= []).push(n);
  const states: ChartState[] = rows.flatMap((row, r) =>
    row.map((name, i): ChartState => {
      const w = Math.max(58, name.length * 7.4 + 18);
      const lower = row.length > 3 && i % 2 === 1 ? STAGGER : 0;
      return {
        name,
        w,
        x: Math.min(width - w, Math.max(0, ((i + 0.5) * width) / row.length - w / 2)),
        y: 14 + r * ROW + lower,
      };
    }),
  );
  const places = new Map(states.map((s) => [s.name, s]));
  const pairs = new Map<string, { from: string; to: string; events: string[] }>();
  for (const from of names) {
    for (const [event, to] of targets(from)) {
      const key = `${from}>${to}`;
      const pair = pairs.get(key) ?? { from, to, events: [] };
      pair.events.push(event);
      pairs.set(key, pair);
    }
  }
  const arrows = [...pairs.values()].map((p): ChartArrow => {
    const a = places.get(p.from)!;
    const b = places.get(p.to)!;
    const ax = a.x + a.w / 2;
    const bx = b.x + b.w / 2;
    if (p.from === p.to) {
      const x = a.x + a.w;
      return { ...p, path: `M${x - 8} ${a.y}c6 -16 24 -10 8 9`, label: [x + 18, a.y + 4] };
    }
    const down = b.y > a.y;
    const level = b.y === a.y;
    // there and back take different ways
    const back = pairs.has(`${p.to}>${p.from}`) ? (down ? -9 : 9) : 0;
    const start: [number, number] = level
      ? [ax < bx ? a.x + a.w : a.x, a.y + H / 2 + (ax < bx ? -5 : 5)]
      : [ax + back, down ? a.y + H : a.y];
    const end: [number, number] = level
      ? [ax < bx ? b.x - 3 : b.x + b.w + 3, b.y + H / 2 + (ax < bx ? -5 : 5)]
      : [bx + back, down ? b.y - 3 : b.y + H + 3];
    const far = Math.abs(depth.get(p.from)! - depth.get(p.to)!) > 1;
    const bend: [number, number] = [
      (start[0] + end[0]) / 2 + (far ? (ax < width / 2 ? -60 : 60) : back * 2),
      (start[1] + end[1]) / 2,
    ];
    return {
      ...p,
      path: curve([start, bend, end]) ?? '',
      label: [end[0], level ? end[1] - 6 : down ? end[1] - 8 : end[1] + 14],
    };
  });
  return { width, height: Math.max(...states.map((s) => s.y)) + H + 22, states, arrows };
}
export const STATE_HEIGHT = H;
