// How much work backtracking can be at worst: what decides whether the engine's own regular expressions may be used.

import type { Node } from './syntax.ts';

/**
 * A bound on the ways in which a pattern can go over a text, as `factor · n^degree / degree!` for n characters.
 * An infinite factor: they can grow exponentially.
 */
export interface Cost {
  readonly factor: number;
  readonly degree: number;
}
const ONE: Cost = { factor: 1, degree: 0 };
const HUGE: Cost = { factor: Infinity, degree: 0 };

const times = (a: Cost, b: Cost): Cost => ({ factor: a.factor * b.factor, degree: a.degree + b.degree });

function repeat(body: Cost, min: number, max: number): Cost {
  const single = body.degree === 0 && body.factor === 1;
  if (max === Infinity) return single ? { factor: 1, degree: 1 } : HUGE;
  if (single) return { factor: max - min + 1, degree: 0 };
  if (body.degree > 0 && max > 1)
    return max <= 4 ? { factor: body.factor ** max * (max - min + 1), degree: body.degree * max } : HUGE;
  let factor = 0;
  for (let k = min; k <= max && factor < 1e12; k++) factor += body.factor ** k;
  return { factor, degree: max === 1 ? body.degree : 0 };
}

/** The bound for a tree. */
export function cost(node: Node): Cost {
  switch (node.t) {
    case 'chars':
    case 'at':
      return ONE;
    // what a group held decides how much it takes: one way
    case 'back':
      return ONE;
    case 'seq':
      return node.items.map(cost).reduce(times, ONE);
    case 'alt': {
      const all = node.items.map(cost);
      return { factor: all.reduce((n, c) => n + c.factor, 0), degree: Math.max(...all.map((c) => c.degree)) };
    }
    case 'group':
    case 'look':
      return cost(node.body);
    case 'repeat':
      return repeat(cost(node.body), node.min, node.max);
  }
}

/** Does every match begin at the start of the text? */
export function anchored(node: Node): boolean {
  if (node.t === 'at') return node.what === '^';
  if (node.t === 'seq') return node.items.length > 0 && anchored(node.items[0]!);
  if (node.t === 'alt') return node.items.every(anchored);
  return node.t === 'group' && anchored(node.body);
}

/** Steps at worst for a text of n characters, searched from every place or from one. */
export function steps(c: Cost, n: number, fromOne: boolean): number {
  let out = c.factor * (fromOne ? 1 : Math.max(1, n));
  for (let k = 1; k <= c.degree; k++) out *= Math.max(1, n) / k;
  return out;
}
