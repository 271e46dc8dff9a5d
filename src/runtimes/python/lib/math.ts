// math, _random, _struct, _hashlib, _binascii, _zlib: numbers and bytes.

import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { gunzipSync, gzipSync, inflateSync, unzlibSync, zlibSync, deflateSync } from 'fflate';
import { callSpecial, special } from '../vm/attr.ts';
import { raise, typeError, valueError } from '../vm/errors.ts';
import { intOf, realOf } from '../vm/fast-numbers.ts';
import { makeBytes, makeFloat, makeInt, makeTuple, unbox } from '../vm/make.ts';
import { moduleObject, native } from '../vm/native.ts';
import { Float, type Native, type Obj, type Tuple, type V } from '../vm/objects.ts';
import { binary, toArray } from '../vm/ops.ts';
import { R } from '../vm/vm.ts';
import { toFloat } from '../types/number.ts';
import { bytesOf } from '../types/bytes.ts';

const f =
  (module: string) =>
  (name: string, sig: string, impl: Native['impl']): [string, V] => [name, native(name, sig, impl, module)];

function gamma(x: number): number {
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const y = x - 1;
  let a = c[0]!;
  const t = y + 7.5;
  for (let i = 1; i < 9; i++) a += c[i]! / (y + i);
  return Math.sqrt(2 * Math.PI) * t ** (y + 0.5) * Math.exp(-t) * a;
}
const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};
function isqrt(n: bigint): bigint {
  if (n < 0n) throw valueError('isqrt() argument must be nonnegative');
  if (n < 2n) return n;
  let x = BigInt(Math.floor(Math.sqrt(Number(n))));
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y === x || y === x + 1n || y === x - 1n) {
      x = y;
      break;
    }
    x = y;
  }
  while (x * x > n) x--;
  while ((x + 1n) * (x + 1n) <= n) x++;
  return x;
}
export function makeMath(): Obj {
  const g = f('math');
  const one = (name: string, fn: (x: number) => number, domain: (x: number) => boolean = () => true): [string, V] =>
    g(name, 'x', function* (x: V) {
      const v = yield* toFloat(x);
      if (!domain(v)) throw valueError('math domain error');
      const r = fn(v);
      if (Number.isNaN(r) && !Number.isNaN(v)) throw valueError('math domain error');
      if (!Number.isFinite(r) && Number.isFinite(v)) throw raise('OverflowError', 'math range error');
      return makeFloat(r);
    });
  const whole = (name: string, fn: (x: number) => number, method: string): [string, V] =>
    g(name, 'x', function* (x: V) {
      const n = intOf(unbox(x));
      if (n !== undefined) return n;
      const m = special(x, method);
      if (m !== undefined && !(x instanceof Float)) return yield* callSpecial(x, m, []);
      const v = yield* toFloat(x);
      if (Number.isNaN(v)) throw valueError('cannot convert float NaN to integer');
      if (!Number.isFinite(v)) throw raise('OverflowError', 'cannot convert float infinity to integer');
      return makeInt(BigInt(fn(v)));
    });
  const log = function* (x: V): Generator<never, number> {
    const n = intOf(unbox(x));
    const v = n !== undefined ? n : (realOf(x) ?? NaN);
    if (v <= 0) throw valueError('math domain error');
    if (typeof v === 'bigint' && v > 2n ** 1000n) {
      const s = v.toString(2).length - 60;
      return Math.log(Number(v >> BigInt(s))) + s * Math.LN2;
    }
    return Math.log(Number(v));
  };
  const big = function* (v: V): Generator<never, bigint> {
    const n = intOf(unbox(v));
    if (n === undefined)
      throw typeError(`'${v instanceof Float ? 'float' : 'object'}' object cannot be interpreted as an integer`);
    return BigInt(n);
  };
  return moduleObject('math', {
    pi: makeFloat(Math.PI),
    e: makeFloat(Math.E),
    tau: makeFloat(2 * Math.PI),
    inf: makeFloat(Infinity),
    nan: makeFloat(NaN),
    ...Object.fromEntries([
      one('sqrt', Math.sqrt, (x) => !(x < 0)),
      one('exp', Math.exp),
      one('exp2', (x) => 2 ** x),
      one('expm1', Math.expm1),
      one('log1p', Math.log1p, (x) => x > -1),
      one('sin', Math.sin),
      one('cos', Math.cos),
      one('tan', Math.tan),
      one('asin', Math.asin),
      one('acos', Math.acos),
      one('atan', Math.atan),
      one('sinh', Math.sinh),
      one('cosh', Math.cosh),
      one('tanh', Math.tanh),
      one('asinh', Math.asinh),
      one('acosh', Math.acosh),
      one('atanh', Math.atanh),
      one('fabs', Math.abs),
      one('cbrt', Math.cbrt),
      one('degrees', (x) => (x * 180) / Math.PI),
      one('radians', (x) => (x * Math.PI) / 180),
      one('gamma', gamma),
      one('lgamma', (x) => Math.log(Math.abs(gamma(x)))),
      one('erf', (x) => {
        const t = 1 / (1 + 0.5 * Math.abs(x));
        const r =
          1 -
          t *
            Math.exp(
              -x * x -
                1.26551223 +
                t *
                  (1.00002368 +
                    t *
                      (0.37409196 +
                        t *
                          (0.09678418 +
                            t *
                              (-0.18628806 +
                                t *
                                  (0.27886807 +
                                    t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))),
            );
        return x >= 0 ? r : -r;
      }),
      whole('floor', Math.floor, '__floor__'),
      whole('ceil', Math.ceil, '__ceil__'),
      whole('trunc', Math.trunc, '__trunc__'),
      g('log', 'x, base=?', function* (x: V, base: V | undefined) {
        if (base === undefined) return makeFloat(yield* log(x));
        const b = yield* log(base);
        if (b === 0) throw raise('ZeroDivisionError', 'division by zero');
        return makeFloat((yield* log(x)) / b);
      }),
      g('log2', 'x', function* (x: V) {
        const n = realOf(unbox(x)) ?? NaN;
        if (n <= 0) throw valueError('math domain error');
        return makeFloat(Math.log2(n));
      }),
      g('log10', 'x', function* (x: V) {
        const n = realOf(unbox(x)) ?? NaN;
        if (n <= 0) throw valueError('math domain error');
        return makeFloat(Math.log10(n));
      }),
      g('pow', 'x, y', function* (x: V, y: V) {
        const a = yield* toFloat(x),
          b = yield* toFloat(y);
        if ((a < 0 && Number.isFinite(a) && !Number.isInteger(b) && Number.isFinite(b)) || (a === 0 && b < 0))
          throw valueError('math domain error');
        const r = a ** b;
        if (!Number.isFinite(r) && Number.isFinite(a) && Number.isFinite(b))
          throw raise('OverflowError', 'math range error');
        return makeFloat(a === 1 ? 1 : r);
      }),
      g('atan2', 'y, x', function* (y: V, x: V) {
        return makeFloat(Math.atan2(yield* toFloat(y), yield* toFloat(x)));
      }),
      g('fmod', 'x, y', function* (x: V, y: V) {
        const a = yield* toFloat(x),
          b = yield* toFloat(y);
        if (b === 0 || !Number.isFinite(a)) throw valueError('math domain error');
        return makeFloat(a % b);
      }),
      g('remainder', 'x, y', function* (x: V, y: V) {
        const a = yield* toFloat(x),
          b = yield* toFloat(y);
        let n = Math.round(a / b);
        if (Math.abs(a / b - Math.trunc(a / b)) === 0.5 && n % 2 !== 0) n -= 1;
        return makeFloat(a - n * b);
      }),
      g('modf', 'x', function* (x: V) {
        const v = yield* toFloat(x);
        return makeTuple([makeFloat(Number.isFinite(v) ? v % 1 : 0), makeFloat(Math.trunc(v))]);
      }),
      g('frexp', 'x', function* (x: V) {
        const v = yield* toFloat(x);
        if (v === 0 || !Number.isFinite(v)) return makeTuple([makeFloat(v), 0]);
        let e = Math.max(-1023, Math.floor(Math.log2(Math.abs(v))) + 1);
        let m = v * 2 ** -e;
        while (Math.abs(m) < 0.5) {
          m *= 2;
          e--;
        }
        while (Math.abs(m) >= 1) {
          m /= 2;
          e++;
        }
        return makeTuple([makeFloat(m), e]);
      }),
      g('ldexp', 'x, i', function* (x: V, i: V) {
        return makeFloat((yield* toFloat(x)) * 2 ** Number(i));
      }),
      g('copysign', 'x, y', function* (x: V, y: V) {
        const a = Math.abs(yield* toFloat(x)),
          b = yield* toFloat(y);
        return makeFloat(b < 0 || Object.is(b, -0) ? -a : a);
      }),
      g('isnan', 'x', function* (x: V) {
        return Number.isNaN(yield* toFloat(x));
      }),
      g('isinf', 'x', function* (x: V) {
        const v = yield* toFloat(x);
        return v === Infinity || v === -Infinity;
      }),
      g('isfinite', 'x', function* (x: V) {
        return Number.isFinite(yield* toFloat(x));
      }),
      g('isclose', 'a, b, *, rel_tol=1e-09, abs_tol=0.0', function* (a: V, b: V, rel: V, abs: V) {
        const x = yield* toFloat(a),
          y = yield* toFloat(b);
        if (x === y) return true;
        const r = typeof rel === 'string' ? 1e-9 : yield* toFloat(rel);
        return Math.abs(x - y) <= Math.max(r * Math.max(Math.abs(x), Math.abs(y)), yield* toFloat(abs));
      }),
      g('hypot', '*xs', function* (xs: Tuple) {
        const out: number[] = [];
        for (const x of xs.a) out.push(yield* toFloat(x));
        return makeFloat(Math.hypot(...out));
      }),
      g('dist', 'p, q', function* (a: V, b: V) {
        const x = yield* toArray(a),
          y = yield* toArray(b);
        const out: number[] = [];
        for (let i = 0; i < x.length; i++) out.push((yield* toFloat(x[i]!)) - (yield* toFloat(y[i]!)));
        return makeFloat(Math.hypot(...out));
      }),
      g('fsum', 'items', function* (items: V) {
        const partials: number[] = [];
        for (const v of yield* toArray(items)) {
          let x = yield* toFloat(v);
          let i = 0;
          for (let y of partials) {
            if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
            const hi = x + y,
              lo = y - (hi - x);
            if (lo !== 0) partials[i++] = lo;
            x = hi;
          }
          partials.length = i;
          partials.push(x);
        }
        return makeFloat(partials.reduce((a, b) => a + b, 0));
      }),
      g('factorial', 'n', function* (v: V) {
        const n = yield* big(v);
        if (n < 0n) throw valueError('factorial() not defined for negative values');
        let r = 1n;
        for (let i = 2n; i <= n; i++) r *= i;
        return makeInt(r);
      }),
      g('gcd', '*xs', function* (xs: Tuple) {
        let r = 0n;
        for (const x of xs.a) r = gcd(r, yield* big(x));
        return makeInt(r);
      }),
      g('lcm', '*xs', function* (xs: Tuple) {
        let r = 1n;
        for (const x of xs.a) {
          const n = yield* big(x);
          if (n === 0n) return 0;
          r = (r / gcd(r, n)) * (n < 0n ? -n : n);
        }
        return makeInt(r);
      }),
      g('comb', 'n, k', function* (a: V, b: V) {
        const n = yield* big(a),
          k = yield* big(b);
        if (n < 0n || k < 0n) throw valueError(`${n < 0n ? 'n' : 'k'} must be a non-negative integer`);
        let r = 1n;
        for (let i = 0n; i < k; i++) r = (r * (n - i)) / (i + 1n);
        return makeInt(k > n ? 0n : r);
      }),
      g('perm', 'n, k=None', function* (a: V, b: V) {
        const n = yield* big(a),
          k = b === null ? n : yield* big(b);
        let r = 1n;
        for (let i = 0n; i < k; i++) r *= n - i;
        return makeInt(k > n ? 0n : r);
      }),
      g('isqrt', 'n', function* (n: V) {
        return makeInt(isqrt(yield* big(n)));
      }),
      g('prod', 'items, *, start=1', function* (items: V, start: V) {
        let r = start;
        for (const x of yield* toArray(items)) r = yield* binary(2, r, x);
        return r;
      }),
    ]),
  });
}
/** Mersenne Twister, as Python seeds it from ints: equal seeds give Python's own numbers. */
class Twister {
  private readonly mt = new Uint32Array(624);
  private at = 625;
  private init(s: number): void {
    this.mt[0] = s >>> 0;
    for (let i = 1; i < 624; i++) {
      const x = this.mt[i - 1]! ^ (this.mt[i - 1]! >>> 30);
      this.mt[i] = (Math.imul(1812433253, x) + i) >>> 0;
    }
    this.at = 624;
  }
  seed(key: readonly number[]): void {
    this.init(19650218);
    let i = 1,
      j = 0;
    const { mt } = this;
    for (let k = Math.max(624, key.length); k > 0; k--) {
      mt[i] = ((mt[i]! ^ Math.imul(mt[i - 1]! ^ (mt[i - 1]! >>> 30), 1664525)) + key[j]! + j) >>> 0;
      i++;
      j++;
      if (i >= 624) {
        mt[0] = mt[623]!;
        i = 1;
      }
      if (j >= key.length) j = 0;
    }
    for (let k = 623; k > 0; k--) {
      mt[i] = ((mt[i]! ^ Math.imul(mt[i - 1]! ^ (mt[i - 1]! >>> 30), 1566083941)) - i) >>> 0;
      i++;
      if (i >= 624) {
        mt[0] = mt[623]!;
        i = 1;
      }
    }
    mt[0] = 0x80000000;
  }
  next(): number {
    const { mt } = this;
    if (this.at >= 624) {
      for (let k = 0; k < 624; k++) {
        const y = (mt[k]! & 0x80000000) | (mt[(k + 1) % 624]! & 0x7fffffff);
        mt[k] = (mt[(k + 397) % 624]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)) >>> 0;
      }
      this.at = 0;
    }
    let y = mt[this.at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }
}
export function makeRandom(): Obj {
  const g = f('_random');
  const twisters = new Map<number, Twister>();
  let last = 0;
  const of = (id: number): Twister => twisters.get(id)!;
  return moduleObject(
    '_random',
    Object.fromEntries([
      g('new', '', () => {
        const t = new Twister();
        t.seed([...R.vm.p.kernel.random.bytes(16)]);
        twisters.set(++last, t);
        return last;
      }),
      g('seed', 'id, n', (id: number, n: V) => {
        let v = BigInt(intOf(unbox(n))!);
        if (v < 0n) v = -v;
        const key: number[] = [];
        while (v > 0n) {
          key.push(Number(v & 0xffffffffn));
          v >>= 32n;
        }
        of(id).seed(key.length === 0 ? [0] : key);
      }),
      g('fresh', 'id', (id: number) => of(id).seed([...R.vm.p.kernel.random.bytes(16)])),
      g('random', 'id', (id: number) => {
        const a = of(id).next() >>> 5,
          b = of(id).next() >>> 6;
        return makeFloat((a * 67108864 + b) / 9007199254740992);
      }),
      g('getrandbits', 'id, k', (id: number, k: number) => {
        if (k < 0) throw valueError('number of bits must be non-negative');
        if (k === 0) return 0;
        if (k <= 32) return of(id).next() >>> (32 - k);
        let r = 0n,
          shift = 0n,
          left = k;
        for (; left > 0; left -= 32) {
          let x = of(id).next();
          if (left < 32) x >>>= 32 - left;
          r |= BigInt(x) << shift;
          shift += 32n;
        }
        return makeInt(r);
      }),
    ]),
  );
}

const HASHES: Record<string, (b: Uint8Array) => Uint8Array> = { md5, sha1, sha224, sha256, sha384, sha512 };
export function makeHashlib(): Obj {
  const g = f('_hashlib');
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const wrap =
    (fn: (b: Uint8Array) => Uint8Array) =>
    (b: V): V => {
      try {
        return makeBytes(fn(bytesOf(b)));
      } catch {
        throw raise('Exception', 'Error -3 while decompressing data: incorrect header check');
      }
    };
  return moduleObject(
    '_hashlib',
    Object.fromEntries([
      g('digest', 'name, data', (name: string, data: V) => {
        const h = HASHES[name];
        if (h === undefined) throw valueError(`unsupported hash type ${name}`);
        return makeBytes(h(bytesOf(data)));
      }),
      g('crc32', 'data, value=0', (data: V, value: number) => {
        let c = (value ^ 0xffffffff) >>> 0;
        for (const b of bytesOf(data)) c = crcTable[(c ^ b) & 255]! ^ (c >>> 8);
        return (c ^ 0xffffffff) >>> 0;
      }),
      g('zlib', 'data', wrap(zlibSync)),
      g('unzlib', 'data', wrap(unzlibSync)),
      g(
        'gzip',
        'data',
        wrap((b) => gzipSync(b, { mtime: Math.floor(R.vm.p.kernel.now) })),
      ),
      g('gunzip', 'data', wrap(gunzipSync)),
      g('deflate', 'data', wrap(deflateSync)),
      g('inflate', 'data', wrap(inflateSync)),
      g('pack_double', 'v, little', function* (v: V, little: boolean) {
        const d = new DataView(new ArrayBuffer(8));
        d.setFloat64(0, yield* toFloat(v), little);
        return makeBytes(new Uint8Array(d.buffer));
      }),
      g('unpack_double', 'b, little', (b: V, little: boolean) => {
        const x = bytesOf(b);
        return makeFloat(new DataView(x.buffer, x.byteOffset, 8).getFloat64(0, little));
      }),
      g('pack_float', 'v, little', function* (v: V, little: boolean) {
        const d = new DataView(new ArrayBuffer(4));
        d.setFloat32(0, yield* toFloat(v), little);
        return makeBytes(new Uint8Array(d.buffer));
      }),
      g('unpack_float', 'b, little', (b: V, little: boolean) => {
        const x = bytesOf(b);
        return makeFloat(new DataView(x.buffer, x.byteOffset, 4).getFloat32(0, little));
      }),
      g('b64encode', 'data', (data: V) => {
        const A = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
        const b = bytesOf(data);
        let s = '';
        for (let i = 0; i < b.length; i += 3) {
          const n = (b[i]! << 16) | ((b[i + 1] ?? 0) << 8) | (b[i + 2] ?? 0);
          s +=
            A[n >> 18]! +
            A[(n >> 12) & 63]! +
            (i + 1 < b.length ? A[(n >> 6) & 63]! : '=') +
            (i + 2 < b.length ? A[n & 63]! : '=');
        }
        return makeBytes(Uint8Array.from(s, (c) => c.charCodeAt(0)));
      }),
      g('b64decode', 'data', (data: V) => {
        const A = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
        const out: number[] = [];
        let n = 0,
          bits = 0,
          chars = 0;
        for (const b of bytesOf(data)) {
          const c = String.fromCharCode(b);
          if (c === '=') break;
          const v = A.indexOf(c);
          if (v < 0) continue;
          chars++;
          n = ((n << 6) | v) & 0xffffff;
          bits += 6;
          if (bits >= 8) {
            bits -= 8;
            out.push((n >> bits) & 255);
          }
        }
        const pads = [...bytesOf(data)].filter((x) => x === 61).length;
        if (chars % 4 === 1)
          throw raise(
            'ValueError',
            `Invalid base64-encoded string: number of data characters (${chars}) cannot be 1 more than a multiple of 4`,
          );
        if ((chars + pads) % 4 !== 0 && (chars % 4 === 0 ? false : pads < 4 - (chars % 4)))
          throw raise('ValueError', 'Incorrect padding');
        return makeBytes(Uint8Array.from(out));
      }),
    ]),
  );
}
