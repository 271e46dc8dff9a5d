// Hashes, and the keys under which dicts and sets keep values: equal values have one key.

import {
  Boxed,
  Bytes,
  Cls,
  Complex,
  Float,
  Func,
  type Key,
  Method,
  Native,
  Obj,
  Range,
  SetObj,
  Tuple,
  type V,
} from './objects.ts';
import { T, classOf } from './types.ts';

/** What natives say for their types' hash; set up with the types. */
export const HASH = { object: undefined as V | undefined };

/** The attribute of a class or of one that it derives from. */
export type Lookup = (cls: Cls, name: string) => V | undefined;
let find: Lookup = () => undefined;
export function setLookup(f: Lookup): void {
  find = f;
}

/**
 * The key of a value; undefined when only Python code (`__hash__`, `__eq__`) can tell.
 * @throws nothing: unhashable values give undefined too, the slow way then finds out
 */
export function keyOf(v: V): Key | undefined {
  switch (typeof v) {
    case 'string':
      return v.charCodeAt(0) === 0 ? `\0S${v}` : v;
    case 'number':
      return v === 0 ? 0 : v;
    case 'bigint':
      return v;
    case 'boolean':
      return v ? 1 : 0;
  }
  if (v === null) return null;
  if (v instanceof Float) {
    if (Number.isInteger(v.v)) return Number.isSafeInteger(v.v) ? (v.v === 0 ? 0 : v.v) : BigInt(v.v);
    return Number.isNaN(v.v) ? v : `\0F${v.v}`;
  }
  if (v instanceof Tuple && v.cls === T.tuple) {
    let s = '\0T';
    for (const x of v.a) {
      const k = keyOf(x);
      if (k === undefined) return undefined;
      s += part(k);
    }
    return s;
  }
  if (v instanceof Boxed && !userHash(v.cls)) return keyOf(v.v);
  if (v instanceof Bytes) return v.cls === T.bytes ? `\0B${String.fromCharCode(...v.b)}` : undefined;
  if (v instanceof SetObj) {
    if (v.cls !== T.frozenset) return undefined;
    return `\0Z${[...v.m.keys()].map(part).sort().join('')}`;
  }
  if (v instanceof Complex) return `\0C${v.re},${v.im}`;
  if (v instanceof Range)
    return `\0R${v.length === 0 ? '' : v.length === 1 ? v.start : `${v.start},${v.length},${v.step}`}`;
  if (v instanceof Method)
    return `\0M${part(v.self instanceof Obj ? v.self : (keyOf(v.self) ?? 0))}${part(v.f instanceof Obj ? v.f : 0)}`;
  if (v instanceof Cls && v.cls === T.type) return v;
  if (v instanceof Func || v instanceof Native) return v;
  return find(v.cls, '__hash__') === HASH.object ? v : undefined;
}

/** Does the class say itself what is equal? */
export function userHash(cls: Cls): boolean {
  const h = find(cls, '__hash__');
  return h === null || h instanceof Func || find(cls, '__eq__') instanceof Func;
}

const ids = new WeakMap<Obj, number>();
let nextId = 1;
function objectId(o: Obj): number {
  let n = ids.get(o);
  if (n === undefined) ids.set(o, (n = nextId++));
  return n;
}
function part(k: Key): string {
  switch (typeof k) {
    case 'string':
      return `s${k.length}:${k}`;
    case 'number':
      return `i${k};`;
    case 'bigint':
      return `i${k};`;
    default:
      return k === null ? 'n' : `o${objectId(k)};`;
  }
}
/** The key of a tuple whose elements' keys are known. */
export function tupleKey(keys: readonly Key[]): string {
  return `\0T${keys.map(part).join('')}`;
}

/** A number for `hash()`, the same for equal values. */
export function hashOfKey(k: Key): number {
  switch (typeof k) {
    case 'number':
      return k === -1 ? -2 : k;
    case 'bigint':
      return Number(k % 2305843009213693951n);
    case 'string': {
      let h = 5381,
        g = 52711;
      for (let i = 0; i < k.length; i++) {
        const c = k.charCodeAt(i);
        h = (Math.imul(h, 33) ^ c) | 0;
        g = (Math.imul(g, 31) + c) | 0;
      }
      const n = (h >>> 0) * 2097152 + (g & 0x1fffff);
      return h & 1 ? n : -n - 2;
    }
    default:
      return k === null ? 0xfca86420 : objectId(k) * 16;
  }
}
/** The class's name, for messages. */
export function typeName(v: V): string {
  return classOf(v).name;
}
