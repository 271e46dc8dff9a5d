// Commands of Redis on lists and hashes.

import { type Command, type Ctx, ERR, fail, float, get, int, make, OK, r, range, tidy, w } from './command.ts';
import type { Reply } from './resp.ts';

function push(c: Ctx, a: string[], left: boolean, only: boolean): Reply {
  if (only && c.db.entry(a[0]!) === undefined) return 0;
  const l = make(c, a[0]!, 'list');
  for (const v of a.slice(1)) left ? l.unshift(v) : l.push(v);
  return l.length;
}
function pop(c: Ctx, [k, n]: string[], left: boolean): Reply {
  const l = get(c, k!, 'list');
  if (l === undefined) return n === undefined ? null : { none: true };
  const count = n === undefined ? 1 : int(n);
  const out = left ? l.splice(0, count) : l.splice(Math.max(0, l.length - count)).reverse();
  tidy(c, k!);
  return n === undefined ? (out[0] ?? null) : out;
}
export const lists: Record<string, Command> = {
  LPUSH: w(-3, (c, a) => push(c, a, true, false)),
  RPUSH: w(-3, (c, a) => push(c, a, false, false)),
  LPUSHX: w(-3, (c, a) => push(c, a, true, true)),
  RPUSHX: w(-3, (c, a) => push(c, a, false, true)),
  LPOP: w(-2, (c, a) => pop(c, a, true)),
  RPOP: w(-2, (c, a) => pop(c, a, false)),
  LLEN: r(2, (c, [k]) => get(c, k!, 'list')?.length ?? 0),
  LRANGE: r(4, (c, [k, a, b]) => {
    const l = get(c, k!, 'list') ?? [];
    const [x, y] = range(l.length, int(a!), int(b!));
    return l.slice(x, y + 1);
  }),
  LINDEX: r(3, (c, [k, n]) => get(c, k!, 'list')?.at(int(n!)) ?? null),
  LSET: w(4, (c, [k, n, v]) => {
    const l = get(c, k!, 'list') ?? fail(ERR.none);
    const i = int(n!) < 0 ? l.length + int(n!) : int(n!);
    if (l[i] === undefined) return fail('ERR index out of range');
    l[i] = v!;
    return OK;
  }),
  LREM: w(4, (c, [k, n, v]) => {
    const l = get(c, k!, 'list');
    if (l === undefined) return 0;
    let left = int(n!) === 0 ? Infinity : Math.abs(int(n!));
    const back = int(n!) < 0;
    let gone = 0;
    for (let i = back ? l.length - 1 : 0; i >= 0 && i < l.length && left > 0;) {
      if (l[i] === v) {
        l.splice(i, 1);
        left--;
        gone++;
        if (back) i--;
      } else i += back ? -1 : 1;
    }
    tidy(c, k!);
    return gone;
  }),
  LTRIM: w(4, (c, [k, a, b]) => {
    const l = get(c, k!, 'list');
    if (l !== undefined) {
      const [x, y] = range(l.length, int(a!), int(b!));
      l.splice(0, l.length, ...l.slice(x, y + 1));
      tidy(c, k!);
    }
    return OK;
  }),
  RPOPLPUSH: w(3, (c, [a, b]) => {
    const v = pop(c, [a!], false);
    if (typeof v === 'string') push(c, [b!, v], true, false);
    return v;
  }),
  LINSERT: w(5, (c, [k, where, pivot, v]) => {
    const l = get(c, k!, 'list');
    if (l === undefined) return 0;
    const i = l.indexOf(pivot!);
    if (i < 0) return -1;
    l.splice(/^before$/i.test(where!) ? i : i + 1, 0, v!);
    return l.length;
  }),
  LPOS: r(-3, (c, [k, v]) => {
    const i = get(c, k!, 'list')?.indexOf(v!) ?? -1;
    return i < 0 ? null : i;
  }),
  LMOVE: w(5, (c, [a, b, from, to]) => {
    const v = pop(c, [a!], /^left$/i.test(from!));
    if (typeof v === 'string') push(c, [b!, v], /^left$/i.test(to!), false);
    return v;
  }),
};

export const hashes: Record<string, Command> = {
  HSET: w(-4, (c, a) => {
    if (a.length % 2 === 0) return fail("ERR wrong number of arguments for 'hset' command");
    const h = make(c, a[0]!, 'hash');
    let n = 0;
    for (let i = 1; i < a.length; i += 2) {
      if (!h.has(a[i]!)) n++;
      h.set(a[i]!, a[i + 1]!);
    }
    return n;
  }),
  HMSET: w(-4, (c, a) => {
    const h = make(c, a[0]!, 'hash');
    for (let i = 1; i < a.length; i += 2) h.set(a[i]!, a[i + 1] ?? '');
    return OK;
  }),
  HSETNX: w(4, (c, [k, f, v]) => {
    const h = make(c, k!, 'hash');
    if (h.has(f!)) return 0;
    h.set(f!, v!);
    return 1;
  }),
  HGET: r(3, (c, [k, f]) => get(c, k!, 'hash')?.get(f!) ?? null),
  HMGET: r(-3, (c, [k, ...f]) => f.map((x) => get(c, k!, 'hash')?.get(x) ?? null)),
  HGETALL: r(2, (c, [k]) => [...(get(c, k!, 'hash') ?? [])].flat()),
  HKEYS: r(2, (c, [k]) => [...(get(c, k!, 'hash')?.keys() ?? [])]),
  HVALS: r(2, (c, [k]) => [...(get(c, k!, 'hash')?.values() ?? [])]),
  HLEN: r(2, (c, [k]) => get(c, k!, 'hash')?.size ?? 0),
  HEXISTS: r(3, (c, [k, f]) => (get(c, k!, 'hash')?.has(f!) ? 1 : 0)),
  HSTRLEN: r(3, (c, [k, f]) => get(c, k!, 'hash')?.get(f!)?.length ?? 0),
  HDEL: w(-3, (c, [k, ...f]) => {
    const h = get(c, k!, 'hash');
    const n = f.filter((x) => h?.delete(x)).length;
    tidy(c, k!);
    return n;
  }),
  HINCRBY: w(4, (c, [k, f, n]) => {
    const h = make(c, k!, 'hash');
    const v = h.get(f!) ?? '0';
    if (!/^-?\d+$/.test(v)) return fail('ERR hash value is not an integer');
    h.set(f!, String(Number(v) + int(n!)));
    return Number(h.get(f!));
  }),
  HINCRBYFLOAT: w(4, (c, [k, f, n]) => {
    const h = make(c, k!, 'hash');
    h.set(f!, String(float(h.get(f!) ?? '0') + float(n!)));
    return h.get(f!)!;
  }),
  HSCAN: r(-3, (c, [k]) => ['0', [...(get(c, k!, 'hash') ?? [])].flat()]),
};
