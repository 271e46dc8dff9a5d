// What a command of Redis is: what it expects, whether it writes, its errors, and the values that it reaches by key.

import type { Db, Value } from './data.ts';
import type { Reply } from './resp.ts';

export interface Ctx {
  readonly db: Db;
  readonly dbs: readonly Db[];
  readonly now: number;
  readonly random: () => number;
}
export class RedisError extends Error {}
export const ERR = {
  type: 'WRONGTYPE Operation against a key holding the wrong kind of value',
  int: 'ERR value is not an integer or out of range',
  float: 'ERR value is not a valid float',
  syntax: 'ERR syntax error',
  none: 'ERR no such key',
};
export const fail = (m: string): never => {
  throw new RedisError(m);
};
export const OK: Reply = { status: 'OK' };

export interface Command {
  /** Exact number of words, or at least that many when negative. */
  readonly arity: number;
  readonly write: boolean;
  readonly f: (c: Ctx, a: string[]) => Reply;
}
export const r = (arity: number, f: Command['f']): Command => ({ arity, write: false, f });
export const w = (arity: number, f: Command['f']): Command => ({ arity, write: true, f });

export const int = (s: string): number => (/^-?\d{1,19}$/.test(s) ? Number(s) : fail(ERR.int));
export const float = (s: string): number => {
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
export function get<K extends Kind>(c: Ctx, key: string, t: K): Of<K> | undefined {
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
export function make<K extends Kind>(c: Ctx, key: string, t: K): Of<K> {
  const old = get(c, key, t);
  if (old !== undefined) return old;
  const v = EMPTY[t]();
  c.db.put(key, { t, v } as Value);
  return v;
}
/** An empty collection is no key. */
export function tidy(c: Ctx, key: string): void {
  const e = c.db.entry(key);
  if (e === undefined || e.value.t === 'string') return;
  const n = e.value.t === 'list' ? e.value.v.length : e.value.v.size;
  if (n === 0) c.db.keys.delete(key);
}
export const str = (c: Ctx, key: string): string | undefined => get(c, key, 'string');
/** A text in the place of another, the time to live kept. */
export function store(c: Ctx, key: string, v: string): void {
  c.db.put(key, { t: 'string', v }, c.db.entry(key)?.expires);
}
export function range(n: number, from: number, to: number): [number, number] {
  const a = from < 0 ? Math.max(0, n + from) : from;
  const b = to < 0 ? n + to : Math.min(to, n - 1);
  return [a, b];
}
export function add(c: Ctx, key: string, by: number): Reply {
  const n = int(str(c, key) ?? '0') + by;
  if (!Number.isSafeInteger(n)) return fail('ERR increment or decrement would overflow');
  store(c, key, String(n));
  return n;
}
