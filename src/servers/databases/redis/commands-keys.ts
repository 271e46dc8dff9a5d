// Commands of Redis on strings and on keys of any kind: SET, INCR, EXPIRE, SCAN …

import { add, type Command, type Ctx, ERR, fail, float, int, OK, r, range, store, str, w } from './command.ts';
import { type Entry, glob, type Value } from './data.ts';
import type { Reply } from './resp.ts';

function expire(c: Ctx, a: string[], at: (n: number) => number): Reply {
  const e = c.db.entry(a[0]!);
  const when = at(int(a[1]!));
  if (e === undefined) return 0;
  const flag = a[2]?.toUpperCase();
  if (flag === 'NX' && e.expires !== undefined) return 0;
  if (flag === 'XX' && e.expires === undefined) return 0;
  if (flag === 'GT' && (e.expires === undefined || when <= e.expires)) return 0;
  if (flag === 'LT' && e.expires !== undefined && when >= e.expires) return 0;
  if (when <= c.now) c.db.keys.delete(a[0]!);
  else e.expires = when;
  return 1;
}
const ttl = (c: Ctx, key: string, f: (e: Entry) => number): number => {
  const e = c.db.entry(key);
  return e === undefined ? -2 : e.expires === undefined ? -1 : f(e);
};
function set(c: Ctx, [key, v, ...options]: string[]): Reply {
  let expires: number | undefined;
  let keep = false,
    nx = false,
    xx = false,
    back = false;
  for (let i = 0; i < options.length; i++) {
    const o = options[i]!.toUpperCase();
    if (o === 'NX') nx = true;
    else if (o === 'XX') xx = true;
    else if (o === 'GET') back = true;
    else if (o === 'KEEPTTL') keep = true;
    else if (['EX', 'PX', 'EXAT', 'PXAT'].includes(o)) {
      const n = int(options[++i] ?? fail(ERR.syntax));
      if (n <= 0) return fail("ERR invalid expire time in 'set' command");
      expires = o === 'EX' ? c.now + n * 1000 : o === 'PX' ? c.now + n : o === 'EXAT' ? n * 1000 : n;
    } else return fail(ERR.syntax);
  }
  const old = c.db.entry(key!);
  if (back && old !== undefined && old.value.t !== 'string') return fail(ERR.type);
  const before = old === undefined ? null : (old.value.v as string);
  if ((nx && old !== undefined) || (xx && old === undefined)) return back ? before : null;
  c.db.put(key!, { t: 'string', v: v! }, keep ? old?.expires : expires);
  return back ? before : OK;
}
export const strings: Record<string, Command> = {
  GET: r(2, (c, [k]) => str(c, k!) ?? null),
  SET: w(-3, set),
  SETNX: w(3, (c, [k, v]) => (c.db.entry(k!) !== undefined ? 0 : (c.db.put(k!, { t: 'string', v: v! }), 1))),
  SETEX: w(4, (c, [k, n, v]) => set(c, [k!, v!, 'EX', n!])),
  PSETEX: w(4, (c, [k, n, v]) => set(c, [k!, v!, 'PX', n!])),
  GETSET: w(3, (c, [k, v]) => {
    const old = str(c, k!) ?? null;
    c.db.put(k!, { t: 'string', v: v! });
    return old;
  }),
  GETDEL: w(2, (c, [k]) => {
    const old = str(c, k!) ?? null;
    c.db.keys.delete(k!);
    return old;
  }),
  GETEX: w(-2, (c, [k, o, n]) => {
    const v = str(c, k!) ?? null;
    const e = c.db.entry(k!);
    if (e !== undefined && o !== undefined)
      e.expires = /^persist$/i.test(o) ? undefined : c.now + int(n!) * (/^ex$/i.test(o) ? 1000 : 1);
    return v;
  }),
  MGET: r(-2, (c, a) =>
    a.map((k) => {
      const e = c.db.entry(k);
      return e?.value.t === 'string' ? e.value.v : null;
    }),
  ),
  MSET: w(-3, (c, a) => {
    if (a.length % 2 === 1) return fail("ERR wrong number of arguments for 'mset' command");
    for (let i = 0; i < a.length; i += 2) c.db.put(a[i]!, { t: 'string', v: a[i + 1]! });
    return OK;
  }),
  MSETNX: w(-3, (c, a) => {
    for (let i = 0; i < a.length; i += 2) if (c.db.entry(a[i]!) !== undefined) return 0;
    for (let i = 0; i < a.length; i += 2) c.db.put(a[i]!, { t: 'string', v: a[i + 1]! });
    return 1;
  }),
  APPEND: w(3, (c, [k, v]) => {
    const n = (str(c, k!) ?? '') + v!;
    store(c, k!, n);
    return n.length;
  }),
  STRLEN: r(2, (c, [k]) => (str(c, k!) ?? '').length),
  INCR: w(2, (c, [k]) => add(c, k!, 1)),
  DECR: w(2, (c, [k]) => add(c, k!, -1)),
  INCRBY: w(3, (c, [k, n]) => add(c, k!, int(n!))),
  DECRBY: w(3, (c, [k, n]) => add(c, k!, -int(n!))),
  INCRBYFLOAT: w(3, (c, [k, n]) => {
    const v = String(Number((float(str(c, k!) ?? '0') + float(n!)).toPrecision(15)));
    store(c, k!, v);
    return v;
  }),
  GETRANGE: r(4, (c, [k, a, b]) => {
    const s = str(c, k!) ?? '';
    const [x, y] = range(s.length, int(a!), int(b!));
    return s.slice(x, y + 1);
  }),
  SETRANGE: w(4, (c, [k, at, v]) => {
    const s = (str(c, k!) ?? '').padEnd(int(at!), '\0');
    const n = s.slice(0, int(at!)) + v! + s.slice(int(at!) + v!.length);
    store(c, k!, n);
    return n.length;
  }),
};

const del = (c: Ctx, a: string[]): number => a.filter((k) => c.db.entry(k) !== undefined && c.db.keys.delete(k)).length;
export const keys: Record<string, Command> = {
  DEL: w(-2, del),
  UNLINK: w(-2, del),
  EXISTS: r(-2, (c, a) => a.filter((k) => c.db.entry(k) !== undefined).length),
  TYPE: r(2, (c, [k]) => ({ status: c.db.entry(k!)?.value.t ?? 'none' })),
  KEYS: r(2, (c, [p]) => {
    const re = glob(p!);
    return c.db.names().filter((k) => re.test(k));
  }),
  RANDOMKEY: r(1, (c) => {
    const n = c.db.names();
    return n.length === 0 ? null : n[Math.floor(c.random() * n.length)]!;
  }),
  DBSIZE: r(1, (c) => c.db.names().length),
  EXPIRE: w(-3, (c, a) => expire(c, a, (n) => c.now + n * 1000)),
  PEXPIRE: w(-3, (c, a) => expire(c, a, (n) => c.now + n)),
  EXPIREAT: w(-3, (c, a) => expire(c, a, (n) => n * 1000)),
  PEXPIREAT: w(-3, (c, a) => expire(c, a, (n) => n)),
  PERSIST: w(2, (c, [k]) => {
    const e = c.db.entry(k!);
    if (e?.expires === undefined) return 0;
    e.expires = undefined;
    return 1;
  }),
  TTL: r(2, (c, [k]) => ttl(c, k!, (e) => Math.ceil((e.expires! - c.now) / 1000))),
  PTTL: r(2, (c, [k]) => ttl(c, k!, (e) => Math.round(e.expires! - c.now))),
  EXPIRETIME: r(2, (c, [k]) => ttl(c, k!, (e) => Math.floor(e.expires! / 1000))),
  RENAME: w(3, (c, [a, b]) => {
    const e = c.db.entry(a!);
    if (e === undefined) return fail(ERR.none);
    c.db.keys.delete(a!);
    c.db.keys.set(b!, e);
    return OK;
  }),
  RENAMENX: w(3, (c, [a, b]) => {
    const e = c.db.entry(a!);
    if (e === undefined) return fail(ERR.none);
    if (c.db.entry(b!) !== undefined) return 0;
    c.db.keys.delete(a!);
    c.db.keys.set(b!, e);
    return 1;
  }),
  FLUSHDB: w(-1, (c) => {
    c.db.keys.clear();
    return OK;
  }),
  FLUSHALL: w(-1, (c) => {
    for (const d of c.dbs) d.keys.clear();
    return OK;
  }),
  MOVE: w(3, (c, [k, n]) => {
    const e = c.db.entry(k!);
    const to = c.dbs[int(n!)] ?? fail('ERR DB index is out of range');
    if (e === undefined || to.entry(k!) !== undefined) return 0;
    c.db.keys.delete(k!);
    to.keys.set(k!, e);
    return 1;
  }),
  SCAN: r(-2, (c, a) => {
    let re = /^/;
    for (let i = 1; i < a.length; i += 2) if (/^match$/i.test(a[i]!)) re = glob(a[i + 1] ?? '*');
    return ['0', c.db.names().filter((k) => re.test(k))];
  }),
  COPY: w(-3, (c, [a, b]) => {
    const e = c.db.entry(a!);
    if (e === undefined || c.db.entry(b!) !== undefined) return 0;
    const { t, v } = e.value;
    c.db.put(
      b!,
      {
        t,
        v: t === 'string' ? v : t === 'list' ? [...v] : t === 'set' ? new Set(v) : new Map(v as Map<string, string>),
      } as Value,
      e.expires,
    );
    return 1;
  }),
  OBJECT: r(-2, (c, [sub, k]) => {
    const e = c.db.entry(k ?? '');
    if (!/^encoding$/i.test(sub!)) return fail(`ERR drydock: 'OBJECT ${sub!.toUpperCase()}' is not simulated`);
    if (e === undefined) return null;
    return e.value.t === 'string'
      ? /^-?\d{1,18}$/.test(e.value.v)
        ? 'int'
        : e.value.v.length <= 44
          ? 'embstr'
          : 'raw'
      : e.value.t === 'list'
        ? 'listpack'
        : e.value.t === 'set'
          ? [...e.value.v].every((x) => /^-?\d+$/.test(x))
            ? 'intset'
            : 'listpack'
          : 'listpack';
  }),
};
