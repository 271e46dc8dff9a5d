// The commands that work on keys: what each expects, whether it writes, and what it answers.

import { Db, type Entry, glob, score, sorted, type Value } from './data.ts';
import type { Reply } from './resp.ts';

export interface Ctx {
  readonly db: Db;
  readonly dbs: readonly Db[];
  readonly now: number;
  readonly random: () => number;
}
export class RedisError extends Error {}
const ERR = {
  type: 'WRONGTYPE Operation against a key holding the wrong kind of value',
  int: 'ERR value is not an integer or out of range',
  float: 'ERR value is not a valid float',
  syntax: 'ERR syntax error',
  none: 'ERR no such key',
};
const fail = (m: string): never => {
  throw new RedisError(m);
};
const OK: Reply = { status: 'OK' };

export interface Command {
  /** Exact number of words, or at least that many when negative. */
  readonly arity: number;
  readonly write: boolean;
  readonly f: (c: Ctx, a: string[]) => Reply;
}
const r = (arity: number, f: Command['f']): Command => ({ arity, write: false, f });
const w = (arity: number, f: Command['f']): Command => ({ arity, write: true, f });

const int = (s: string): number => (/^-?\d{1,19}$/.test(s) ? Number(s) : fail(ERR.int));
const float = (s: string): number => {
  const t = s.toLowerCase().replace(/^([-+]?)inf(inity)?$/, '$1Infinity');
  const n = t === '' ? NaN : Number(t);
  return Number.isNaN(n) ? fail(ERR.float) : n;
};

type Kind = Value['t'];
interface Kinds {
  string: string;
  list: string[];
  hash: Map<string, string>;
  set: Set<string>;
  zset: Map<string, number>;
}
type Of<K extends Kind> = Kinds[K];
function get<K extends Kind>(c: Ctx, key: string, t: K): Of<K> | undefined {
  const e = c.db.entry(key);
  if (e === undefined) return undefined;
  return e.value.t === t ? (e.value.v as Kinds[K]) : fail(ERR.type);
}
const EMPTY: { [K in Kind]: () => Kinds[K] } = {
  string: () => '',
  list: () => [],
  hash: () => new Map(),
  set: () => new Set(),
  zset: () => new Map(),
};
function make<K extends Kind>(c: Ctx, key: string, t: K): Of<K> {
  const old = get(c, key, t);
  if (old !== undefined) return old;
  const v = EMPTY[t]();
  c.db.put(key, { t, v } as Value);
  return v;
}
/** An empty collection is no key. */
function tidy(c: Ctx, key: string): void {
  const e = c.db.entry(key);
  if (e === undefined || e.value.t === 'string') return;
  const n = e.value.t === 'list' ? e.value.v.length : e.value.v.size;
  if (n === 0) c.db.keys.delete(key);
}
const str = (c: Ctx, key: string): string | undefined => get(c, key, 'string');
/** A text in the place of another, the time to live kept. */
function store(c: Ctx, key: string, v: string): void {
  c.db.put(key, { t: 'string', v }, c.db.entry(key)?.expires);
}
function range(n: number, from: number, to: number): [number, number] {
  const a = from < 0 ? Math.max(0, n + from) : from;
  const b = to < 0 ? n + to : Math.min(to, n - 1);
  return [a, b];
}
function add(c: Ctx, key: string, by: number): Reply {
  const n = int(str(c, key) ?? '0') + by;
  if (!Number.isSafeInteger(n)) return fail('ERR increment or decrement would overflow');
  store(c, key, String(n));
  return n;
}
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
const strings: Record<string, Command> = {
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
const keys: Record<string, Command> = {
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
const lists: Record<string, Command> = {
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

const hashes: Record<string, Command> = {
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
const sets: Record<string, Command> = {
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
const zsets: Record<string, Command> = {
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

export const COMMANDS: Readonly<Record<string, Command>> = {
  ...strings,
  ...keys,
  ...lists,
  ...hashes,
  ...sets,
  ...zsets,
};
/** Commands that Redis has and this server has not. */
export const UNSIMULATED = new Set(
  'EVAL EVALSHA FCALL FUNCTION SCRIPT XADD XREAD XRANGE XLEN XGROUP XREADGROUP XACK XDEL XINFO GEOADD GEOSEARCH GEODIST PFADD PFCOUNT PFMERGE SETBIT GETBIT BITCOUNT BITOP BITFIELD CLUSTER REPLICAOF SLAVEOF PSYNC MIGRATE DUMP RESTORE SORT MONITOR MODULE ACL LATENCY SLOWLOG MEMORY FAILOVER JSON.SET JSON.GET FT.SEARCH FT.CREATE LCS ZUNIONSTORE ZINTERSTORE ZRANGEBYLEX SWAPDB'.split(
    ' ',
  ),
);
