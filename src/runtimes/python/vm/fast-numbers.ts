// Operators on ints, floats and complex numbers, at once.

import { raise } from './errors.ts';
import { makeFloat, makeInt } from './make.ts';
import { type V, Float, Complex } from './objects.ts';
import { T } from './types.ts';

const SAFE = Number.MAX_SAFE_INTEGER;
export type Num = number | bigint;

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

export function ints(op: number, a: Num, b: Num): V | undefined {
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
export function floats(op: number, a: number, b: number): V | undefined {
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
export function complexes(op: number, a: Complex, b: Complex): V | undefined {
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
export function asComplex(v: V): Complex | undefined {
  if (v instanceof Complex) return v;
  const r = realOf(v);
  return r === undefined ? undefined : new Complex(T.complex, r, 0);
}
