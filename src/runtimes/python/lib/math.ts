// The module math.

import { special, callSpecial } from '../vm/attr.ts';
import { valueError, raise, typeError } from '../vm/errors.ts';
import { intOf, realOf } from '../vm/fast-numbers.ts';
import { makeFloat, unbox, makeInt, makeTuple } from '../vm/make.ts';
import { moduleObject } from '../vm/native.ts';
import { type Obj, type V, Float, type Tuple } from '../vm/objects.ts';
import { toArray, binary } from '../vm/ops.ts';
import { toFloat } from '../types/number.ts';
import { f } from './entry.ts';

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
