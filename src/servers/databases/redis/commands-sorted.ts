// Commands of Redis on sorted sets.

import { type Command, type Ctx, ERR, fail, float, get, int, make, r, range, tidy, w } from './command.ts';
import { score, sorted } from './data.ts';
import type { Reply } from './resp.ts';

const bound = (s: string): { v: number; open: boolean } =>
  s.startsWith('(') ? { v: float(s.slice(1)), open: true } : { v: float(s), open: false };
function ranked(c: Ctx, k: string, from: string, to: string, rest: string[], reverse: boolean): Reply {
  const all = sorted(get(c, k, 'zset') ?? new Map());
  const flags = rest.map((x) => x.toUpperCase());
  const rev = reverse || flags.includes('REV');
  let list: [string, number][];
  if (flags.includes('BYSCORE')) {
    const [a, b] = rev ? [bound(to), bound(from)] : [bound(from), bound(to)];
    list = all.filter(([, s]) => (a.open ? s > a.v : s >= a.v) && (b.open ? s < b.v : s <= b.v));
    if (rev) list.reverse();
    const at = flags.indexOf('LIMIT');
    if (at >= 0)
      list = list.slice(
        int(rest[at + 1]!),
        int(rest[at + 2]!) < 0 ? undefined : int(rest[at + 1]!) + int(rest[at + 2]!),
      );
  } else {
    if (rev) all.reverse();
    const [x, y] = range(all.length, int(from), int(to));
    list = all.slice(x, y + 1);
  }
  return flags.includes('WITHSCORES') ? list.flatMap(([m, s]) => [m, score(s)]) : list.map(([m]) => m);
}
function zadd(c: Ctx, [k, ...rest]: string[]): Reply {
  const flags = new Set<string>();
  while (/^(nx|xx|gt|lt|ch|incr)$/i.test(rest[0] ?? '')) flags.add(rest.shift()!.toUpperCase());
  if (rest.length === 0 || rest.length % 2 === 1) return fail(ERR.syntax);
  const pairs = Array.from({ length: rest.length / 2 }, (_, i): [number, string] => [
    float(rest[2 * i]!),
    rest[2 * i + 1]!,
  ]);
  const z = make(c, k!, 'zset');
  let added = 0,
    updated = 0;
  for (const [s, m] of pairs) {
    const old = z.get(m);
    const next = flags.has('INCR') ? (old ?? 0) + s : s;
    if (
      (flags.has('NX') && old !== undefined) ||
      (flags.has('XX') && old === undefined) ||
      (flags.has('GT') && old !== undefined && next <= old) ||
      (flags.has('LT') && old !== undefined && next >= old)
    )
      continue;
    if (old === undefined) added++;
    else if (old !== next) updated++;
    z.set(m, next);
    if (flags.has('INCR')) return score(next);
  }
  tidy(c, k!);
  return flags.has('CH') ? added + updated : added;
}
const rank = (c: Ctx, k: string, m: string, rev: boolean): Reply => {
  const all = sorted(get(c, k, 'zset') ?? new Map());
  if (rev) all.reverse();
  const i = all.findIndex(([x]) => x === m);
  return i < 0 ? null : i;
};
const zpop = (c: Ctx, [k, n]: string[], max: boolean): Reply => {
  const z = get(c, k!, 'zset');
  if (z === undefined) return [];
  const all = sorted(z);
  if (max) all.reverse();
  const out = all.slice(0, n === undefined ? 1 : int(n));
  for (const [m] of out) z.delete(m);
  tidy(c, k!);
  return out.flatMap(([m, s]) => [m, score(s)]);
};
const between = (c: Ctx, k: string, a: string, b: string): [string, number][] => {
  const [x, y] = [bound(a), bound(b)];
  return sorted(get(c, k, 'zset') ?? new Map()).filter(
    ([, s]) => (x.open ? s > x.v : s >= x.v) && (y.open ? s < y.v : s <= y.v),
  );
};
export const zsets: Record<string, Command> = {
  ZADD: w(-4, zadd),
  ZRANGE: r(-4, (c, [k, a, b, ...o]) => ranked(c, k!, a!, b!, o, false)),
  ZREVRANGE: r(-4, (c, [k, a, b, ...o]) => ranked(c, k!, a!, b!, o, true)),
  ZRANGEBYSCORE: r(-4, (c, [k, a, b, ...o]) => ranked(c, k!, a!, b!, ['BYSCORE', ...o], false)),
  ZREVRANGEBYSCORE: r(-4, (c, [k, a, b, ...o]) => ranked(c, k!, a!, b!, ['BYSCORE', ...o], true)),
  ZSCORE: r(3, (c, [k, m]) => {
    const s = get(c, k!, 'zset')?.get(m!);
    return s === undefined ? null : score(s);
  }),
  ZMSCORE: r(-3, (c, [k, ...m]) =>
    m.map((x) => {
      const s = get(c, k!, 'zset')?.get(x);
      return s === undefined ? null : score(s);
    }),
  ),
  ZCARD: r(2, (c, [k]) => get(c, k!, 'zset')?.size ?? 0),
  ZCOUNT: r(4, (c, [k, a, b]) => between(c, k!, a!, b!).length),
  ZRANK: r(-3, (c, [k, m]) => rank(c, k!, m!, false)),
  ZREVRANK: r(-3, (c, [k, m]) => rank(c, k!, m!, true)),
  ZREM: w(-3, (c, [k, ...m]) => {
    const z = get(c, k!, 'zset');
    const n = m.filter((x) => z?.delete(x)).length;
    tidy(c, k!);
    return n;
  }),
  ZINCRBY: w(4, (c, [k, n, m]) => zadd(c, [k!, 'INCR', n!, m!])),
  ZPOPMIN: w(-2, (c, a) => zpop(c, a, false)),
  ZPOPMAX: w(-2, (c, a) => zpop(c, a, true)),
  ZREMRANGEBYSCORE: w(4, (c, [k, a, b]) => {
    const gone = between(c, k!, a!, b!);
    for (const [m] of gone) get(c, k!, 'zset')!.delete(m);
    tidy(c, k!);
    return gone.length;
  }),
  ZREMRANGEBYRANK: w(4, (c, [k, a, b]) => {
    const z = get(c, k!, 'zset');
    if (z === undefined) return 0;
    const all = sorted(z);
    const [x, y] = range(all.length, int(a!), int(b!));
    const gone = all.slice(x, y + 1);
    for (const [m] of gone) z.delete(m);
    tidy(c, k!);
    return gone.length;
  }),
  ZSCAN: r(-3, (c, [k]) => ['0', sorted(get(c, k!, 'zset') ?? new Map()).flatMap(([m, s]) => [m, score(s)])]),
};
