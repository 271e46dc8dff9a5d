// Makers of built-in values.

import { Boxed, Bytes, Complex, Dict, Float, Iter, List, Method, Obj, SetObj, Tuple, type V } from './objects.ts';
import { DONE, T } from './types.ts';
import { keyOf } from './key.ts';

export const makeFloat = (v: number): Float => new Float(T.float, v);
export const makeComplex = (re: number, im: number): Complex => new Complex(T.complex, re, im);
export const makeBytes = (b: Uint8Array): Bytes => new Bytes(T.bytes, b);
export const makeList = (a: V[]): List => new List(T.list, a);
export const makeTuple = (a: V[]): Tuple => new Tuple(T.tuple, a);
export const makeDict = (): Dict => new Dict(T.dict);
export const makeSet = (): SetObj => new SetObj(T.set);
export const makeMethod = (self: V, f: V): Method => new Method(T.method, self, f);

/** A dict of text keys. */
export function dictOf(entries: Iterable<readonly [string, V]>): Dict {
  const d = makeDict();
  for (const [k, v] of entries) d.put(keyOf(k)!, k, v);
  return d;
}
/** A set of values whose hash needs no Python code. */
export function setOf(values: Iterable<V>): SetObj {
  const s = makeSet();
  for (const v of values) s.m.set(keyOf(v)!, v);
  return s;
}
/** An int out of exact arithmetic. */
export function makeInt(v: bigint): number | bigint {
  return v >= -9007199254740991n && v <= 9007199254740991n ? Number(v) : v;
}
/** An iterator over an array that may still grow. */
export function arrayIter(a: readonly V[], cls = T.listIter): Iter {
  let i = 0;
  return new Iter(cls, () => (i < a.length ? a[i++]! : ((i = Infinity), DONE)));
}
/** An iterator over something of the host. */
export function hostIter(it: Iterator<V>, cls = T.iterator): Iter {
  return new Iter(cls, () => {
    const s = it.next();
    return s.done ? DONE : s.value;
  });
}
/** The plain value of an instance of a class derived from int or str. */
export function unbox(v: V): V {
  return v instanceof Boxed ? (v.v as V) : v;
}
export function plainObject(cls: Obj['cls']): Obj {
  const o = new Obj(cls);
  o.dict = makeDict();
  return o;
}
