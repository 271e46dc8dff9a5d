// Password hashes of htpasswd files: what `htpasswd`, `openssl passwd` and servers share.

import { md5 } from '@noble/hashes/legacy.js';
import { concat, encode } from '../../fs/bytes.ts';
import { sha1base64 } from '../net/hashes.ts';

const ITOA = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Apache's variant of the MD5 password hash, as `htpasswd` and `openssl passwd -apr1` make it. */
export function apr1(password: string, salt: string): string {
  const pw = encode(password);
  const sl = encode(salt.slice(0, 8));
  const inner = md5(concat([pw, sl, pw]));
  const parts: Uint8Array[] = [pw, encode('$apr1$'), sl];
  for (let n = pw.length; n > 0; n -= 16) parts.push(inner.subarray(0, Math.min(16, n)));
  for (let n = pw.length; n > 0; n >>= 1) parts.push(n & 1 ? new Uint8Array(1) : pw.subarray(0, 1));
  let sum: Uint8Array = md5(concat(parts));
  for (let i = 0; i < 1000; i++) {
    const round = [i & 1 ? pw : sum];
    if (i % 3) round.push(sl);
    if (i % 7) round.push(pw);
    round.push(i & 1 ? sum : pw);
    sum = md5(concat(round));
  }
  let out = '';
  const to64 = (value: number, n: number): void => {
    for (let v = value, k = n; k > 0; k--, v >>= 6) out += ITOA[v & 63];
  };
  for (const [a, b, d] of [
    [0, 6, 12],
    [1, 7, 13],
    [2, 8, 14],
    [3, 9, 15],
    [4, 10, 5],
  ] as const)
    to64((sum[a]! << 16) | (sum[b]! << 8) | sum[d]!, 4);
  to64(sum[11]!, 2);
  return `$apr1$${salt.slice(0, 8)}$${out}`;
}

/** Does a password belong to a line of a password file: plain, `{PLAIN}`, `{SHA}` or Apache's `$apr1$`. */
export function passwordMatches(password: string, stored: string): boolean {
  if (stored.startsWith('{PLAIN}')) return stored.slice(7) === password;
  if (stored.startsWith('{SHA}')) return stored.slice(5) === sha1base64(password);
  const m = /^\$apr1\$([^$]*)\$/.exec(stored);
  return m !== null && apr1(password, m[1]!) === stored;
}
