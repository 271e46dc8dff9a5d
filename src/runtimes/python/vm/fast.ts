// Operators on built-in values, at once. undefined: only slow.ts can tell.

import { raise } from './errors.ts';
import { keyOf } from './key.ts';
import { makeFloat, makeInt, makeList, makeTuple } from './make.ts';
import {
  Bytes,
  Complex,
  Dict,
  Float,
  Func,
  Gen,
  Iter,
  List,
  Method,
  Native,
  Obj,
  Range,
  SetObj,
  Slice,
  Tuple,
  type V,
  View,
  Cls,
} from './objects.ts';
import { T } from './types.ts';
import { lookup } from './attr.ts';
import { SLOT, grown } from './memory.ts';
import { MACHINE_BYTES } from '../../../kernel/cgroup.ts';

const SAFE = Number.MAX_SAFE_INTEGER;
type Num = number | bigint;

/** The int of an int or bool; undefined for all else. */
export function intOf(v: V): Num | undefined {
  return typeof v === 'number' || typeof v === 'bigint' ? v : typeof v === 'boolean' ? (v ? 1 : 0) : undefined;
}
/** The host's number of a real number; undefined for all else. @throws OverflowError */
export function realOf(v: V): number | undefined {
  if (typeof v === 'number') return v;
  if (v instanceof Float) return v.v;
  if (typeof v === 'bigint') {
    const n = Number(v);
    if (!Number.isFinite(n)) throw raise('OverflowError', 'int too large to convert to float');
    return n;
  }
  return typeof v === 'boolean' ? (v ? 1 : 0) : undefined;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}
function floatMod(a: number, b: number): number {
  if (b === 0) throw raise('ZeroDivisionError', 'float modulo');
  let r = a % b;
  if (r !== 0) {
    if (r < 0 !== b < 0) r += b;
  } else r = b < 0 ? -0 : 0;
  return r;
}
export function floatFloorDiv(a: number, b: number): number {
  if (b === 0) throw raise('ZeroDivisionError', 'float floor division by zero');
  const m = floatMod(a, b);
  let d = (a - m) / b;
  if (d === 0) return a / b < 0 ? -0 : 0;
  const f = Math.floor(d);
  if (d - f > 0.5) d = f + 1;
  else d = f;
  return d;
}
export { floatMod };

function intPower(a: Num, b: Num): V {
  if (b < 0) {
    if (a === 0 || a === 0n) throw raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
    return makeFloat(Number(a) ** Number(b));
  }
  const r = Number(a) ** Number(b);
  if (Math.abs(r) <= SAFE) return r;
  if (Number(b) > 5_000_000) throw raise('MemoryError');
  return makeInt(BigInt(a) ** BigInt(b));
}
function floatPower(a: number, b: number): V {
  if (a === 0 && b < 0) throw raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  if (a < 0 && Number.isFinite(a) && !Number.isInteger(b) && Number.isFinite(b)) {
    const r = (-a) ** b,
      phi = Math.PI * b;
    return new Complex(T.complex, r * Math.cos(phi), r * Math.sin(phi));
  }
  if (a === 1 || (a === -1 && !Number.isFinite(b) && !Number.isNaN(b))) return makeFloat(1);
  const r = a ** b;
  if (!Number.isFinite(r) && Number.isFinite(a) && Number.isFinite(b))
    throw raise('OverflowError', 34, 'Numerical result out of range');
  return makeFloat(r);
}
function shift(a: Num, b: Num, left: boolean): V {
  if (b < 0) throw raise('ValueError', 'negative shift count');
  if (b > 10_000_000 && left) {
    if (a === 0) return 0;
    throw raise('MemoryError');
  }
  if (!left && b > 1100) return a < 0 ? -1 : 0;
  if (left) {
    const r = Number(a) * 2 ** Number(b);
    return Number.isSafeInteger(r) ? r : makeInt(BigInt(a) << BigInt(b));
  }
  return makeInt(BigInt(a) >> BigInt(b));
}

function ints(op: number, a: Num, b: Num): V | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    switch (op) {
      case 0: {
        const r = a + b;
        if (r <= SAFE && r >= -SAFE) return r;
        break;
      }
      case 1: {
        const r = a - b;
        if (r <= SAFE && r >= -SAFE) return r;
        break;
      }
      case 2: {
        const r = a * b;
        if (r <= SAFE && r >= -SAFE) return r === 0 ? 0 : r;
        break;
      }
      case 3:
        if (b === 0) throw raise('ZeroDivisionError', 'division by zero');
        return makeFloat(a / b);
      case 4: {
        if (b === 0) throw raise('ZeroDivisionError', 'integer division or modulo by zero');
        const m = a % b;
        const q = (a - m) / b;
        return m !== 0 && m < 0 !== b < 0 ? q - 1 : q === 0 ? 0 : q;
      }
      case 5: {
        if (b === 0) throw raise('ZeroDivisionError', 'integer modulo by zero');
        const m = a % b;
        return m === 0 ? 0 : m < 0 !== b < 0 ? m + b : m;
      }
      case 6:
        return intPower(a, b);
      case 8:
        if ((a | 0) === a && (b | 0) === b) return a & b;
        break;
      case 9:
        if ((a | 0) === a && (b | 0) === b) return a | b;
        break;
      case 10:
        if ((a | 0) === a && (b | 0) === b) return a ^ b;
        break;
      case 11:
        return shift(a, b, true);
      case 12:
        if ((a | 0) === a && b >= 0) return b > 31 ? (a < 0 ? -1 : 0) : a >> b;
        return shift(a, b, false);
      default:
        return undefined;
    }
  }
  const x = BigInt(a),
    y = BigInt(b);
  switch (op) {
    case 0:
      return makeInt(x + y);
    case 1:
      return makeInt(x - y);
    case 2:
      return makeInt(x * y);
    case 3: {
      if (y === 0n) throw raise('ZeroDivisionError', 'division by zero');
      const r = Number(x) / Number(y);
      if (Number.isFinite(r)) return makeFloat(r);
      const scaled = Number((x * 1000000000000000000n) / y) / 1e18;
      if (!Number.isFinite(scaled)) throw raise('OverflowError', 'integer division result too large for a float');
      return makeFloat(scaled);
    }
    case 4:
      if (y === 0n) throw raise('ZeroDivisionError', 'integer division or modulo by zero');
      return makeInt(floorDiv(x, y));
    case 5:
      if (y === 0n) throw raise('ZeroDivisionError', 'integer modulo by zero');
      return makeInt(x - floorDiv(x, y) * y);
    case 6:
      return intPower(a, b);
    case 8:
      return makeInt(x & y);
    case 9:
      return makeInt(x | y);
    case 10:
      return makeInt(x ^ y);
    case 11:
      return shift(a, b, true);
    case 12:
      return shift(a, b, false);
    default:
      return undefined;
  }
}
function floats(op: number, a: number, b: number): V | undefined {
  switch (op) {
    case 0:
      return makeFloat(a + b);
    case 1:
      return makeFloat(a - b);
    case 2:
      return makeFloat(a * b);
    case 3:
      if (b === 0) throw raise('ZeroDivisionError', 'float division by zero');
      return makeFloat(a / b);
    case 4:
      return makeFloat(floatFloorDiv(a, b));
    case 5:
      return makeFloat(floatMod(a, b));
    case 6:
      return floatPower(a, b);
    default:
      return undefined;
  }
}
function complexes(op: number, a: Complex, b: Complex): V | undefined {
  switch (op) {
    case 0:
      return new Complex(T.complex, a.re + b.re, a.im + b.im);
    case 1:
      return new Complex(T.complex, a.re - b.re, a.im - b.im);
    case 2:
      return new Complex(T.complex, a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
    case 3: {
      const d = b.re * b.re + b.im * b.im;
      if (d === 0) throw raise('ZeroDivisionError', 'complex division by zero');
      return new Complex(T.complex, (a.re * b.re + a.im * b.im) / d, (a.im * b.re - a.re * b.im) / d);
    }
    case 6: {
      if (Number.isInteger(b.re) && b.im === 0 && b.re >= 0 && b.re < 100) {
        let r: Complex = new Complex(T.complex, 1, 0);
        for (let i = 0; i < b.re; i++) r = complexes(2, r, a) as Complex;
        return r;
      }
      const len = Math.hypot(a.re, a.im) ** b.re,
        phi = Math.atan2(a.im, a.re) * b.re;
      return new Complex(T.complex, len * Math.cos(phi), len * Math.sin(phi));
    }
    default:
      return undefined;
  }
}
function asComplex(v: V): Complex | undefined {
  if (v instanceof Complex) return v;
  const r = realOf(v);
  return r === undefined ? undefined : new Complex(T.complex, r, 0);
}

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
