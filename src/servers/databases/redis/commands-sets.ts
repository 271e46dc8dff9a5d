// Commands of Redis on sets.

import { type Command, type Ctx, get, int, make, r, tidy, w } from './command.ts';

const members = (c: Ctx, k: string): Set<string> => get(c, k, 'set') ?? new Set();
function combine(c: Ctx, a: string[], how: 'inter' | 'union' | 'diff'): string[] {
  const [first, ...rest] = a.map((k) => members(c, k));
  if (how === 'union') return [...new Set([first!, ...rest].flatMap((s) => [...s]))];
  return [...first!].filter((m) => (how === 'inter' ? rest.every((s) => s.has(m)) : rest.every((s) => !s.has(m))));
}
function keepSet(c: Ctx, key: string, list: string[]): number {
  c.db.keys.delete(key);
  if (list.length > 0) c.db.put(key, { t: 'set', v: new Set(list) });
  return list.length;
}
export const sets: Record<string, Command> = {
  SADD: w(-3, (c, [k, ...m]) => {
    const s = make(c, k!, 'set');
    const n = s.size;
    for (const x of m) s.add(x);
    return s.size - n;
  }),
  SREM: w(-3, (c, [k, ...m]) => {
    const s = get(c, k!, 'set');
    const n = m.filter((x) => s?.delete(x)).length;
    tidy(c, k!);
    return n;
  }),
  SMEMBERS: r(2, (c, [k]) => [...members(c, k!)]),
  SISMEMBER: r(3, (c, [k, m]) => (members(c, k!).has(m!) ? 1 : 0)),
  SMISMEMBER: r(-3, (c, [k, ...m]) => m.map((x) => (members(c, k!).has(x) ? 1 : 0))),
  SCARD: r(2, (c, [k]) => members(c, k!).size),
  SINTER: r(-2, (c, a) => combine(c, a, 'inter')),
  SUNION: r(-2, (c, a) => combine(c, a, 'union')),
  SDIFF: r(-2, (c, a) => combine(c, a, 'diff')),
  SINTERSTORE: w(-3, (c, [k, ...a]) => keepSet(c, k!, combine(c, a, 'inter'))),
  SUNIONSTORE: w(-3, (c, [k, ...a]) => keepSet(c, k!, combine(c, a, 'union'))),
  SDIFFSTORE: w(-3, (c, [k, ...a]) => keepSet(c, k!, combine(c, a, 'diff'))),
  SPOP: w(-2, (c, [k, n]) => {
    const s = get(c, k!, 'set');
    if (s === undefined) return n === undefined ? null : [];
    const out: string[] = [];
    for (let i = 0; i < (n === undefined ? 1 : int(n)) && s.size > 0; i++) {
      const m = [...s][Math.floor(c.random() * s.size)]!;
      s.delete(m);
      out.push(m);
    }
    tidy(c, k!);
    return n === undefined ? (out[0] ?? null) : out;
  }),
  SRANDMEMBER: r(-2, (c, [k, n]) => {
    const s = [...members(c, k!)];
    if (n === undefined) return s.length === 0 ? null : s[Math.floor(c.random() * s.length)]!;
    return s.slice(0, Math.abs(int(n)));
  }),
  SMOVE: w(4, (c, [a, b, m]) => {
    if (!get(c, a!, 'set')?.delete(m!)) return 0;
    tidy(c, a!);
    make(c, b!, 'set').add(m!);
    return 1;
  }),
  SSCAN: r(-3, (c, [k]) => ['0', [...members(c, k!)]]),
};
