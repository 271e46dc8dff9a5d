// Operators on built-in values, at once. undefined: only slow.ts can tell.

import { raise } from './errors.ts';
import { keyOf } from './key.ts';
import { makeList, makeTuple, makeInt, makeFloat } from './make.ts';
import {
  type V,
  List,
  Tuple,
  Bytes,
  Float,
  Complex,
  Obj,
  Func,
  Range,
  Method,
  Dict,
  SetObj,
  Slice,
  View,
  Native,
  Cls,
  Gen,
  Iter,
} from './objects.ts';
import { T } from './types.ts';
import { lookup } from './attr.ts';
import { SLOT, grown } from './memory.ts';
import { MACHINE_BYTES } from '../../../kernel/cgroup.ts';
import { type Num, ints, intOf, realOf, floats, asComplex, complexes } from './fast-numbers.ts';

function repeat<T>(a: readonly T[], n: number): T[] {
  if (a.length * n * SLOT > MACHINE_BYTES) throw raise('MemoryError');
  grown(a.length * n * SLOT);
  const out: T[] = [];
  for (let i = 0; i < n; i++) for (const x of a) out.push(x);
  return out;
}
/** `seq * n` */
function times(a: V, n: Num): V | undefined {
  const count = Math.max(0, Number(n));
  if (typeof a === 'string') {
    if (a.length * count > MACHINE_BYTES) throw raise('MemoryError');
    grown(a.length * count);
    return a.repeat(count);
  }
  if (a instanceof List) return makeList(repeat(a.a, count));
  if (a instanceof Tuple) return makeTuple(repeat(a.a, count));
  if (a instanceof Bytes) {
    const { length } = a.b;
    if (length * count > MACHINE_BYTES) throw raise('MemoryError');
    grown(length * count);
    const out = new Uint8Array(length * count);
    if (length === 1) out.fill(a.b[0]!);
    else for (let i = 0; i < count; i++) out.set(a.b, i * length);
    return new Bytes(a.cls, out);
  }
  return undefined;
}

/** A binary operator by its number (see ops.ts). */
export function binaryNow(op: number, a: V, b: V): V | undefined {
  if (typeof a === 'number' && typeof b === 'number') return ints(op, a, b);
  if (typeof a === 'string') {
    if (op === 0 && typeof b === 'string') {
      grown(Math.min(a.length, b.length));
      return a + b;
    }
    if (op === 2) {
      const n = intOf(b);
      return n === undefined ? undefined : times(a, n);
    }
    return undefined;
  }
  if (typeof a === 'boolean' && typeof b === 'boolean' && op >= 8 && op <= 10)
    return op === 8 ? a && b : op === 9 ? a || b : a !== b;
  if (a instanceof Float || b instanceof Float) {
    if ((a instanceof Float && a.cls !== T.float) || (b instanceof Float && b.cls !== T.float)) return undefined;
    const x = realOf(a),
      y = realOf(b);
    if (x !== undefined && y !== undefined) return floats(op, x, y);
  }
  const x = intOf(a),
    y = intOf(b);
  if (x !== undefined && y !== undefined) return ints(op, x, y);
  if (a instanceof Complex || b instanceof Complex) {
    const p = asComplex(a),
      q = asComplex(b);
    return p === undefined || q === undefined ? undefined : complexes(op, p, q);
  }
  if (op === 0) {
    if (a instanceof List && b instanceof List && a.cls === T.list && b.cls === T.list) {
      grown((a.a.length + b.a.length) * SLOT);
      return makeList(a.a.concat(b.a));
    }
    if (a instanceof Tuple && b instanceof Tuple && a.cls === T.tuple && b.cls === T.tuple)
      return makeTuple(a.a.concat(b.a));
    if (a instanceof Bytes && b instanceof Bytes) {
      grown(a.b.length + b.b.length);
      const out = new Uint8Array(a.b.length + b.b.length);
      out.set(a.b);
      out.set(b.b, a.b.length);
      return new Bytes(a.cls, out);
    }
  }
  if (op === 2) {
    if (y !== undefined && a instanceof Obj && (a.cls === T.list || a.cls === T.tuple || a.cls === T.bytes))
      return times(a, y);
    if (
      x !== undefined &&
      (typeof b === 'string' || (b instanceof Obj && (b.cls === T.list || b.cls === T.tuple || b.cls === T.bytes)))
    )
      return times(b, x);
  }
  return undefined;
}
export { times };

export function unaryNow(op: number, a: V): V | undefined {
  if (op === 3) {
    const t = truthNow(a);
    return t === undefined ? undefined : !t;
  }
  const n = intOf(a);
  if (n !== undefined) {
    if (op === 0) return typeof n === 'bigint' ? makeInt(-n) : n === 0 ? 0 : -n;
    if (op === 1) return n;
    return typeof n === 'bigint' ? makeInt(~n) : -n - 1;
  }
  if (a instanceof Float && a.cls === T.float) return op === 0 ? makeFloat(-a.v) : op === 1 ? a : undefined;
  if (a instanceof Complex) return op === 0 ? new Complex(T.complex, -a.re, -a.im) : op === 1 ? a : undefined;
  return undefined;
}

/** Equality of built-in values; undefined when a class of the program has a say. */
export function equalNow(a: V, b: V): boolean | undefined {
  if (a === b)
    return a instanceof Float
      ? !Number.isNaN(a.v)
      : a instanceof Obj && lookup(a.cls, '__eq__') instanceof Func
        ? undefined
        : true;
  if (!(a instanceof Obj) && !(b instanceof Obj)) {
    if (typeof a === 'string' || typeof b === 'string' || a === null || b === null) return false;
    return intOf(a) == intOf(b);
  }
  if (a instanceof Float || b instanceof Float) {
    const x = a instanceof Float ? a.v : intOf(a),
      y = b instanceof Float ? b.v : intOf(b);
    if (x !== undefined && y !== undefined) return x == y;
  }
  if (a instanceof Obj && b instanceof Obj) {
    if (a instanceof List && b instanceof List && a.cls === T.list && b.cls === T.list) return equalArrays(a.a, b.a);
    if (a instanceof Tuple && b instanceof Tuple && a.cls === T.tuple && b.cls === T.tuple)
      return equalArrays(a.a, b.a);
    if (a instanceof Bytes && b instanceof Bytes) {
      if (a.b.length !== b.b.length) return false;
      for (let i = 0; i < a.b.length; i++) if (a.b[i] !== b.b[i]) return false;
      return true;
    }
    if (a instanceof Complex && b instanceof Complex) return a.re === b.re && a.im === b.im;
    if (a instanceof Range && b instanceof Range) return keyOf(a) === keyOf(b);
    if (a instanceof Method && b instanceof Method) return a.self === b.self && a.f === b.f;
    if (a instanceof Dict || b instanceof Dict || a instanceof SetObj || b instanceof SetObj) return undefined;
    if (a instanceof Slice || b instanceof Slice || a instanceof View || b instanceof View) return undefined;
  }
  const plain = (v: V): boolean =>
    !(v instanceof Obj) ||
    (!v.cls.hasDict && v.cls.cls === T.type) ||
    v instanceof Func ||
    v instanceof Native ||
    (v instanceof Cls && v.cls === T.type);
  return plain(a) && plain(b) ? false : undefined;
}
function equalArrays(a: readonly V[], b: readonly V[]): boolean | undefined {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    const e = equalNow(a[i]!, b[i]!);
    if (e !== true) return e;
  }
  return true;
}

/** Order of built-in values: negative, zero, positive, NaN when neither. */
function order(a: V, b: V): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : orderText(a, b);
  const x = a instanceof Float ? a.v : intOf(a),
    y = b instanceof Float ? b.v : intOf(b);
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : x == y ? 0 : NaN;
  return undefined;
}
/** By code points, which UTF-16 orders wrongly beyond the first plane. */
function orderText(a: string, b: string): number {
  if (a < b) {
    if (!/[\ud800-\udfff]/.test(a + b)) return -1;
  } else if (!/[\ud800-\udfff]/.test(a + b)) return 1;
  const x = [...a],
    y = [...b];
  for (let i = 0; i < Math.min(x.length, y.length); i++)
    if (x[i] !== y[i]) return x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
  return x.length - y.length;
}
export function compareNow(op: number, a: V, b: V): boolean | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    switch (op) {
      case 0:
        return a < b;
      case 1:
        return a <= b;
      case 2:
        return a === b;
      case 3:
        return a !== b;
      case 4:
        return a > b;
      default:
        return a >= b;
    }
  }
  if (op === 2 || op === 3) {
    if (a instanceof Obj && a.cls.hasDict) return undefined;
    const e = equalNow(a, b);
    return e === undefined ? undefined : e === (op === 2);
  }
  if ((a instanceof Obj && a.cls.hasDict) || (b instanceof Obj && b.cls.hasDict)) return undefined;
  const o = order(a, b);
  if (o === undefined) return undefined;
  return op === 0 ? o < 0 : op === 1 ? o <= 0 : op === 4 ? o > 0 : o >= 0;
}

export function truthNow(v: V): boolean | undefined {
  switch (typeof v) {
    case 'boolean':
      return v;
    case 'number':
      return v !== 0;
    case 'string':
      return v !== '';
    case 'bigint':
      return v !== 0n;
  }
  if (v === null) return false;
  if (v.cls.hasDict && !(v instanceof Cls)) {
    if (lookup(v.cls, '__bool__') instanceof Func || lookup(v.cls, '__len__') instanceof Func) return undefined;
  }
  if (v instanceof List || v instanceof Tuple) return v.a.length > 0;
  if (v instanceof Dict || v instanceof SetObj) return v.m.size > 0;
  if (v instanceof Float) return v.v !== 0;
  if (v instanceof Bytes) return v.b.length > 0;
  if (v instanceof Range) return v.length > 0;
  if (v instanceof Complex) return v.re !== 0 || v.im !== 0;
  if (v instanceof View) return v.d.m.size > 0;
  if (v instanceof Func || v instanceof Native || v instanceof Gen || v instanceof Iter || v instanceof Method)
    return true;
  if (v instanceof Cls) return v.cls === T.type ? true : undefined;
  if (v.cls.layout === 'object' || v.cls.layout === 'exc' || v.cls.layout === 'module')
    return lookup(v.cls, '__bool__') === undefined && lookup(v.cls, '__len__') === undefined ? true : undefined;
  return undefined;
}

const SURROGATE = /[\ud800-\udbff][\udc00-\udfff]/;
/** Are the indexes of UTF-16 those of Python? */
export function isPlainText(s: string): boolean {
  return !SURROGATE.test(s);
}

export function subscriptNow(a: V, i: V): V | undefined {
  if (a instanceof List || a instanceof Tuple) {
    if (typeof i === 'number' && (a.cls === T.list || a.cls === T.tuple)) {
      const at = i < 0 ? i + a.a.length : i;
      const v = a.a[at];
      if (v === undefined) throw raise('IndexError', `${a instanceof List ? 'list' : 'tuple'} index out of range`);
      return v;
    }
    return undefined;
  }
  if (a instanceof Dict) {
    if (a.cls !== T.dict) return undefined;
    const k = keyOf(i);
    if (k === undefined) return undefined;
    const v = a.m.get(k);
    if (v === undefined) throw raise('KeyError', i);
    return v;
  }
  if (typeof a === 'string' && typeof i === 'number') {
    const s = isPlainText(a) ? a : [...a];
    const v = s[i < 0 ? i + s.length : i];
    if (v === undefined) throw raise('IndexError', 'string index out of range');
    return v;
  }
  if (a instanceof Bytes && typeof i === 'number') {
    const v = a.b[i < 0 ? i + a.b.length : i];
    if (v === undefined) throw raise('IndexError', `${a.cls === T.bytes ? 'index' : 'bytearray index'} out of range`);
    return v;
  }
  return undefined;
}

export function containsNow(box: V, v: V): boolean | undefined {
  if (typeof box === 'string') {
    if (typeof v !== 'string') return undefined;
    return box.includes(v);
  }
  if (box instanceof Dict || box instanceof SetObj) {
    if (box.cls.hasDict) return undefined;
    const k = keyOf(v);
    return k === undefined ? undefined : box.m.has(k);
  }
  if ((box instanceof List || box instanceof Tuple) && !box.cls.hasDict) {
    for (const x of box.a) {
      if (x === v) return true;
      const e = equalNow(x, v);
      if (e === undefined) return undefined;
      if (e) return true;
    }
    return false;
  }
  return undefined;
}
