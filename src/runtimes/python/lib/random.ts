// The module _random: the Mersenne Twister.

import { valueError } from '../vm/errors.ts';
import { intOf } from '../vm/fast-numbers.ts';
import { unbox, makeFloat, makeInt } from '../vm/make.ts';
import { moduleObject } from '../vm/native.ts';
import type { Obj, V } from '../vm/objects.ts';
import { R } from '../vm/vm.ts';
import { f } from './entry.ts';

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
