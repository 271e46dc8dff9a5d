// The only chance in the core: numbers that come from a seed.

import { encode, hex } from './bytes.ts';

const fraction = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) >>> 0;

/**
 * SHA-256 of up to 55 bytes (one block). A machine begins with it, and the library that hashes layers
 * and files would more than double what the page fetches for that; `fs.test.ts` holds the two together.
 */
export function seedOf(data: Uint8Array): Uint8Array {
  if (data.length > 55) throw new RangeError('a seed is one block');
  // FIPS 180-4: the words of the rounds are fractions of the roots of the first 64 primes
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  const state = Uint32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
  const block = new DataView(new ArrayBuffer(64));
  data.forEach((b, i) => block.setUint8(i, b));
  block.setUint8(data.length, 0x80);
  block.setUint32(60, data.length * 8);
  const turn = (x: number, n: number): number => (x >>> n) | (x << (32 - n));
  const w = Uint32Array.from({ length: 64 }, (_, i) => (i < 16 ? block.getUint32(i * 4) : 0));
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15]!;
    const b = w[i - 2]!;
    w[i] = w[i - 16]! + w[i - 7]! + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + fraction(Math.cbrt(primes[i]!)) + w[i]!) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  const out = new DataView(new ArrayBuffer(32));
  [a, b, c, d, e, f, g, h].forEach((x, i) => out.setUint32(i * 4, x + state[i]!));
  return new Uint8Array(out.buffer);
}

/** A seeded source of numbers (xorshift128), the only chance in the core. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  constructor(seed: number) {
    const bytes = seedOf(encode(`drydock ${seed}`));
    const word = (i: number): number => new DataView(bytes.buffer).getUint32(i, true);
    this.a = word(0) | 1;
    this.b = word(4);
    this.c = word(8);
    this.d = word(12);
  }
  /** A whole number of 32 bits, not negative. */
  next(): number {
    let t = this.d;
    const s = this.a;
    this.d = this.c;
    this.c = this.b;
    this.b = s;
    t ^= t << 11;
    t ^= t >>> 8;
    this.a = (t ^ s ^ (s >>> 19)) >>> 0;
    return this.a;
  }
  /** A whole number below `n`. */
  below(n: number): number {
    return this.next() % n;
  }
  bytes(n: number): Uint8Array {
    const out = new Uint8Array(n);
    for (let i = 0; i < n; i++) out[i] = this.next() >>> 11;
    return out;
  }
  /** `n` hexadecimal digits. */
  hex(n: number): string {
    return hex(this.bytes(Math.ceil(n / 2))).slice(0, n);
  }
}
