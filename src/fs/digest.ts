// SHA-256 digests, and random-looking ids that come from a seed.

import { sha256 } from '@noble/hashes/sha2.js';
import { encode } from './bytes.ts';

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export function hex(bytes: Uint8Array): string {
  let out = '';
  for (const b of bytes) out += HEX[b]!;
  return out;
}

/** 64 hexadecimal digits of the SHA-256 of bytes or of a text's UTF-8. */
export function sha256hex(data: Uint8Array | string): string {
  return hex(sha256(typeof data === 'string' ? encode(data) : data));
}

/** `sha256:` and 64 digits. */
export function digestOf(data: Uint8Array | string): string {
  return `sha256:${sha256hex(data)}`;
}

/** A seeded source of numbers (xorshift128), the only chance in the core. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  constructor(seed: number) {
    const bytes = sha256(encode(`drydock ${seed}`));
    const word = (i: number): number =>
      (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)) >>> 0;
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
