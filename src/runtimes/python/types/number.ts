// int, bool, float, complex.

import type { Task } from '../../../kernel/block.ts';
import { callSpecial, special } from '../vm/attr.ts';
import { raise, typeError, valueError } from '../vm/errors.ts';
import { binaryNow, compareNow, equalNow, unaryNow } from '../vm/fast.ts';
import { intOf, realOf } from '../vm/fast-numbers.ts';
import { hashOfKey, keyOf, typeName } from '../vm/key.ts';
import { makeBytes, makeComplex, makeDict, makeFloat, makeInt, makeTuple, unbox } from '../vm/make.ts';
import { classMethod, getset, method, native } from '../vm/native.ts';
import { Boxed, Bytes, type Cls, Complex, Float, type V } from '../vm/objects.ts';
import { index, truth } from '../vm/ops.ts';
import { complexRepr, floatRepr, reprNow, strRepr } from '../vm/repr.ts';
import { NOT_IMPLEMENTED, T } from '../vm/types.ts';
import { formatNow } from '../vm/format.ts';

const OPS = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', '', 'and', 'or', 'xor', 'lshift', 'rshift'];
const isNumber = (v: V): boolean => intOf(v) !== undefined || v instanceof Float || v instanceof Complex;
/** A Float without its derived class. */
const bare = (v: V): V => (v instanceof Float && v.cls !== T.float ? makeFloat(v.v) : unbox(v));
for (const cls of [T.int, T.float, T.complex]) {
  OPS.forEach((name, op) => {
    if (name === '' || (cls !== T.int && op > 7)) return;
    const fits = (v: V): boolean =>
      cls === T.int ? intOf(v) !== undefined : cls === T.float ? realOf(v) !== undefined : isNumber(v);
    const extra = name === 'pow' ? 'b, m=None' : 'b';
    method(cls, `__${name}__`, extra, (a: V, b: V, m?: V) => {
      if (name === 'pow' && m !== null && m !== undefined) return powMod(a, b, m);
      const x = bare(a),
        y = bare(b);
      return fits(y) ? (binaryNow(op, x, y) ?? NOT_IMPLEMENTED) : NOT_IMPLEMENTED;
    });
    method(cls, `__r${name}__`, 'b', (a: V, b: V) => {
      const x = bare(a),
        y = bare(b);
      return fits(y) ? (binaryNow(op, y, x) ?? NOT_IMPLEMENTED) : NOT_IMPLEMENTED;
    });
  });
  (['neg', 'pos', 'invert'] as const).forEach((name, op) => {
    if (name !== 'invert' || cls === T.int)
      method(cls, `__${name}__`, '', (a: V) => unaryNow(op, bare(a)) ?? NOT_IMPLEMENTED);
  });
  ['lt', 'le', 'eq', 'ne', 'gt', 'ge'].forEach((name, op) => {
    method(cls, `__${name}__`, 'b', (a: V, b: V) => {
      const x = bare(a),
        y = bare(b);
      if (!isNumber(y)) return NOT_IMPLEMENTED;
      return op === 2 || op === 3
        ? (equalNow(x, y) === true) === (op === 2)
        : (compareNow(op, x, y) ?? NOT_IMPLEMENTED);
    });
  });
  method(cls, '__hash__', '', (a: V) => hashOfKey(keyOf(bare(a))!));
  method(cls, '__bool__', '', (a: V) => {
    const x = bare(a);
    return x instanceof Complex ? x.re !== 0 || x.im !== 0 : realOf(x) !== 0;
  });
  method(cls, '__abs__', '', (a: V) => {
    const x = bare(a);
    if (x instanceof Complex) return makeFloat(Math.hypot(x.re, x.im));
    if (x instanceof Float) return makeFloat(Math.abs(x.v));
    const n = intOf(x)!;
    return n < 0 ? makeInt(-BigInt(n)) : n;
  });
  method(cls, 'conjugate', '', (a: V) => (a instanceof Complex ? makeComplex(a.re, -a.im) : bare(a)));
  getset(cls, 'real', (a: V) => (a instanceof Complex ? makeFloat(a.re) : bare(a)));
  getset(cls, 'imag', (a: V) => (a instanceof Complex ? makeFloat(a.im) : a instanceof Float ? makeFloat(0) : 0));
  method(cls, '__format__', 'spec', (a: V, spec: string) => formatNow(bare(a), spec)!);
}
function powMod(a: V, b: V, m: V): V {
  const x = intOf(unbox(a)),
    y = intOf(unbox(b)),
    z = intOf(unbox(m));
  if (x === undefined || y === undefined || z === undefined)
    throw typeError('pow() 3rd argument not allowed unless all arguments are integers');
  let base = BigInt(x),
    e = BigInt(y);
  const mod = BigInt(z);
  if (mod === 0n) throw valueError('pow() 3rd argument cannot be 0');
  const abs = mod < 0n ? -mod : mod;
  base = ((base % abs) + abs) % abs;
  if (e < 0n) {
    let [r0, r1, s0, s1] = [base, abs, 1n, 0n];
    while (r1 !== 0n) [r0, r1, s0, s1] = [r1, r0 % r1, s1, s0 - (r0 / r1) * s1];
    if (r0 !== 1n) throw valueError('base is not invertible for the given modulus');
    base = ((s0 % abs) + abs) % abs;
    e = -e;
  }
  let r = 1n % abs;
  for (; e > 0n; e >>= 1n) {
    if (e & 1n) r = (r * base) % abs;
    base = (base * base) % abs;
  }
  return makeInt(mod < 0n && r > 0n ? r + mod : r);
}
export { powMod };

const LIMIT = 4300;
export function parseInt10(text: string, base: number, shown: string): number | bigint {
  const bad = (): never => {
    throw valueError(`invalid literal for int() with base ${base}: ${shown}`);
  };
  let s = text.trim().toLowerCase();
  let neg = false;
  if (s[0] === '-' || s[0] === '+') {
    neg = s[0] === '-';
    s = s.slice(1);
  }
  let b = base;
  const prefix = /^0([xob])_?/.exec(s);
  const bases: Record<string, number> = { x: 16, o: 8, b: 2 };
  if (prefix !== null && (b === 0 || b === bases[prefix[1]!])) {
    b = bases[prefix[1]!]!;
    s = s.slice(prefix[0].length);
  } else if (b === 0) {
    if (/^0[0-9_]*[1-9]/.test(s)) bad();
    b = 10;
  }
  if (!/^[0-9a-z]+(_[0-9a-z]+)*$/.test(s)) {
    const digits = s.replace(/\p{Nd}/gu, (d) =>
      String(
        [...'0123456789'].findIndex(
          (_, i) => d.codePointAt(0)! - i >= 0 && /\p{Nd}/u.test(d) && (d.codePointAt(0)! - i) % 16 === 0,
        ),
      ),
    );
    if (!/^[0-9]+$/.test(digits)) bad();
    s = digits;
  }
  s = s.replace(/_/g, '');
  for (const c of s) if (parseInt(c, 36) >= b) bad();
  if (b === 10 && s.length > LIMIT)
    throw valueError(
      `Exceeds the limit (${LIMIT} digits) for integer string conversion: value has ${s.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  const n = Number.parseInt(s, b);
  if (Number.isSafeInteger(n)) return neg && n !== 0 ? -n : n;
  let v = 0n;
  if (b === 10) v = BigInt(s);
  else for (const c of s) v = v * BigInt(b) + BigInt(Number.parseInt(c, 36));
  return makeInt(neg ? -v : v);
}
function* toInt(x: V | undefined, base: V | undefined): Task<number | bigint> {
  if (x === undefined) return 0;
  const v = unbox(x);
  if (typeof v === 'string' || v instanceof Bytes) {
    const text = v instanceof Bytes ? String.fromCharCode(...v.b) : v;
    const b = base === undefined ? 10 : Number(yield* index(base));
    if (b !== 0 && (b < 2 || b > 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
    return parseInt10(text, b, v instanceof Bytes ? (reprNow(text) ?? '').replace(/^/, 'b') : strRepr(text));
  }
  if (base !== undefined) throw typeError("int() can't convert non-string with explicit base");
  const n = intOf(v);
  if (n !== undefined && !(x instanceof Boxed && special(x, '__int__') !== undefined && x.cls !== T.int)) return n;
  if (v instanceof Float) {
    if (Number.isNaN(v.v)) throw valueError('cannot convert float NaN to integer');
    if (!Number.isFinite(v.v)) throw raise('OverflowError', 'cannot convert float infinity to integer');
    return makeInt(BigInt(Math.trunc(v.v)));
  }
  for (const name of ['__int__', '__index__', '__trunc__']) {
    const f = special(x, name);
    if (f !== undefined) return intOf(unbox(yield* callSpecial(x, f, [])))!;
  }
  throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${typeName(x)}'`);
}
T.int.ns.set(
  '__new__',
  native('__new__', 'cls, x=?, /, base=?', function* (cls: Cls, x: V | undefined, base: V | undefined) {
    const n = yield* toInt(x, base);
    if (cls === T.int) return n;
    const o = new Boxed(cls, n);
    o.dict = makeDict();
    return o;
  }),
);
T.bool.ns.set(
  '__new__',
  native('__new__', 'cls, x=False, /', function* (_cls: Cls, x: V) {
    return yield* truth(x);
  }),
);
for (const c of [T.int, T.float, T.complex, T.bool]) method(c, '__init__', '*args, **kw', () => null);
method(T.int, '__int__', '', (n: V) => intOf(n)!);
method(T.int, '__index__', '', (n: V) => intOf(n)!);
method(T.int, '__float__', '', (n: V) => makeFloat(realOf(n)!));
method(T.int, '__trunc__', '', (n: V) => intOf(n)!);
method(T.int, '__floor__', '', (n: V) => intOf(n)!);
method(T.int, '__ceil__', '', (n: V) => intOf(n)!);
method(T.int, '__repr__', '', (n: V) => reprNow(n)!);
method(T.int, '__round__', 'n=None', (v: V, d: V) => {
  const n = intOf(v)!;
  if (d === null || Number(d) >= 0) return n;
  const unit = 10n ** BigInt(-Number(d));
  const x = BigInt(n);
  const down = x - (((x % unit) + unit) % unit);
  const rest = x - down;
  const up = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n !== 0n);
  return makeInt(up ? down + unit : down);
});
method(T.int, '__divmod__', 'b', (a: V, b: V) =>
  isNumber(bare(b)) ? makeTuple([binaryNow(4, bare(a), bare(b))!, binaryNow(5, bare(a), bare(b))!]) : NOT_IMPLEMENTED,
);
method(T.float, '__divmod__', 'b', (a: V, b: V) =>
  isNumber(bare(b)) ? makeTuple([binaryNow(4, bare(a), bare(b))!, binaryNow(5, bare(a), bare(b))!]) : NOT_IMPLEMENTED,
);
method(T.int, 'bit_length', '', (n: V) =>
  intOf(n) == 0 ? 0 : (BigInt(intOf(n)!) < 0n ? -BigInt(intOf(n)!) : BigInt(intOf(n)!)).toString(2).length,
);
method(T.int, 'bit_count', '', (n: V) => BigInt(intOf(n)!).toString(2).replace(/[^1]/g, '').length);
method(T.int, 'is_integer', '', () => true);
method(T.int, 'as_integer_ratio', '', (n: V) => makeTuple([intOf(n)!, 1]));
method(
  T.int,
  'to_bytes',
  "length=1, byteorder='big', *, signed=False",
  (n: V, length: number, order: string, signed: boolean) => {
    let v = BigInt(intOf(n)!);
    const size = BigInt(length) * 8n;
    if (v < 0n && !signed) throw raise('OverflowError', "can't convert negative int to unsigned");
    if (signed ? v >= 1n << (size - 1n) || v < -(1n << (size - 1n)) : v >= 1n << size)
      throw raise('OverflowError', 'int too big to convert');
    if (v < 0n) v += 1n << size;
    const out = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      out[order === 'little' ? i : length - 1 - i] = Number(v & 255n);
      v >>= 8n;
    }
    return makeBytes(out);
  },
);
classMethod(
  T.int,
  'from_bytes',
  "data, byteorder='big', *, signed=False",
  (_c: Cls, data: V, order: string, signed: boolean) => {
    const b = data instanceof Bytes ? [...data.b] : ((data as unknown as { a: number[] }).a ?? []);
    let v = 0n;
    for (const x of order === 'little' ? b.reverse() : b) v = (v << 8n) | BigInt(x);
    if (signed && b.length > 0 && v >> BigInt(b.length * 8 - 1)) v -= 1n << BigInt(b.length * 8);
    return makeInt(v);
  },
);
getset(T.int, 'numerator', (n: V) => intOf(n)!);
getset(T.int, 'denominator', () => 1);

// --- float

export function parseFloat10(text: string, shown: string): number {
  const s = text
    .trim()
    .toLowerCase()
    .replace(/(\d)_(?=\d)/g, '$1');
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(s)) return Number(s);
  const m = /^([+-]?)(inf|infinity|nan)$/.exec(s);
  if (m === null) throw valueError(`could not convert string to float: ${shown}`);
  return m[2] === 'nan' ? NaN : m[1] === '-' ? -Infinity : Infinity;
}
export function* toFloat(x: V): Task<number> {
  const v = unbox(x);
  if (typeof v === 'string') return parseFloat10(v, strRepr(v));
  if (v instanceof Bytes) return parseFloat10(String.fromCharCode(...v.b), `b${strRepr(String.fromCharCode(...v.b))}`);
  const r = realOf(v);
  if (r !== undefined) return r;
  const f = special(x, '__float__');
  if (f !== undefined) return (yield* callSpecial(x, f, []) as Task<Float>).v;
  const g = special(x, '__index__');
  if (g !== undefined) return Number(yield* callSpecial(x, g, []));
  throw typeError(`float() argument must be a string or a real number, not '${typeName(x)}'`);
}
T.float.ns.set(
  '__new__',
  native('__new__', 'cls, x=?, /', function* (cls: Cls, x: V | undefined) {
    if (x instanceof Float && x.cls === T.float && cls === T.float) return x;
    const o = new Float(cls, x === undefined ? 0 : yield* toFloat(x));
    if (cls !== T.float) o.dict = makeDict();
    return o;
  }),
);
method(T.float, '__repr__', '', (f: Float) => floatRepr(f.v));
method(T.float, '__float__', '', (f: Float) => makeFloat(f.v));
method(T.float, '__int__', '', function* (f: Float) {
  return yield* toInt(makeFloat(f.v), undefined);
});
method(T.float, '__trunc__', '', function* (f: Float) {
  return yield* toInt(makeFloat(f.v), undefined);
});
method(T.float, '__floor__', '', (f: Float) => makeInt(BigInt(Math.floor(f.v))));
method(T.float, '__ceil__', '', (f: Float) => makeInt(BigInt(Math.ceil(f.v))));
method(T.float, 'is_integer', '', (f: Float) => Number.isInteger(f.v));
method(T.float, 'hex', '', (f: Float) => {
  if (!Number.isFinite(f.v)) return floatRepr(f.v);
  if (f.v === 0) return Object.is(f.v, -0) ? '-0x0.0p+0' : '0x0.0p+0';
  const a = Math.abs(f.v);
  let e = Math.floor(Math.log2(a));
  let m = a / 2 ** e;
  if (m >= 2) {
    m /= 2;
    e++;
  }
  const digits = Math.round((m - 1) * 2 ** 52)
    .toString(16)
    .padStart(13, '0');
  return `${f.v < 0 ? '-' : ''}0x1.${digits}p${e < 0 ? '-' : '+'}${Math.abs(e)}`;
});
/** A float as the fraction that it is exactly. */
export function ratio(v: number): [bigint, bigint] {
  let d = 1n;
  let x = v;
  while (!Number.isInteger(x)) {
    x *= 2;
    d *= 2n;
  }
  return [BigInt(x), d];
}
method(T.float, 'as_integer_ratio', '', (f: Float) => {
  if (!Number.isFinite(f.v))
    throw Number.isNaN(f.v)
      ? valueError('cannot convert NaN to integer ratio')
      : raise('OverflowError', 'cannot convert Infinity to integer ratio');
  const [n, d] = ratio(f.v);
  return makeTuple([makeInt(n), makeInt(d)]);
});
/** Rounds half to even at `n` places, from the float's exact value. */
export function roundFloat(v: number, n: number): number {
  if (!Number.isFinite(v) || v === 0) return v;
  if (n > 22) return v;
  const [num, den] = ratio(Math.abs(v));
  const up = n >= 0 ? num * 10n ** BigInt(n) : num;
  const down = n >= 0 ? den : den * 10n ** BigInt(-n);
  let q = up / down;
  const rest = (up % down) * 2n;
  if (rest > down || (rest === down && q % 2n === 1n)) q++;
  const text = n >= 0 ? `${q}e-${n}` : `${q}e${-n}`;
  return Math.sign(v) * Number(text);
}
method(T.float, '__round__', 'n=None', function* (f: Float, n: V) {
  if (n === null) {
    if (!Number.isFinite(f.v)) return yield* toInt(f, undefined);
    return makeInt(BigInt(roundFloat(f.v, 0)));
  }
  return makeFloat(roundFloat(f.v, Number(yield* index(n))));
});
classMethod(T.float, 'fromhex', 's', (_c: Cls, s: string) => {
  const m = /^\s*([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?\s*$/i.exec(s);
  if (m === null) throw valueError('invalid hexadecimal floating-point string');
  return makeFloat(
    (m[1] === '-' ? -1 : 1) * parseInt(`${m[2]}${m[3]}`, 16) * 2 ** (Number(m[4] ?? 0) - 4 * m[3]!.length),
  );
});

// --- complex

T.complex.ns.set(
  '__new__',
  native('__new__', 'cls, real=0, imag=0', function* (_c: Cls, re: V, im: V) {
    if (typeof re === 'string') {
      const m = /^\(?\s*([+-]?[\d.]+(?:e[+-]?\d+)?(?![\d.j]))?\s*(?:([+-]?[\d.]*(?:e[+-]?\d+)?)j)?\s*\)?$/i.exec(
        re.trim(),
      );
      if (m === null) throw valueError('complex() arg is a malformed string');
      return makeComplex(
        Number(m[1] ?? 0),
        m[2] === undefined ? 0 : m[2] === '' || m[2] === '+' ? 1 : m[2] === '-' ? -1 : Number(m[2]),
      );
    }
    if (re instanceof Complex) return re;
    return makeComplex(yield* toFloat(re), yield* toFloat(im));
  }),
);
method(T.complex, '__repr__', '', (c: Complex) => complexRepr(c));
