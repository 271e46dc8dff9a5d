// Checksums and base64: md5sum sha1sum sha256sum sha512sum cksum base64.

import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { decode, fromLatin1, latin1 } from '../../fs/bytes.ts';
import type { Program } from '../../kernel/block.ts';
import { program, parseArgs, reason, complain, Failure } from '../args.ts';
import { slurp, splitLines } from '../text/io.ts';

export const hashers: Record<string, (b: Uint8Array) => Uint8Array> = {
  md5sum: md5,
  sha1sum: sha1,
  sha224sum: sha224,
  sha256sum: sha256,
  sha384sum: sha384,
  sha512sum: sha512,
};
const hex = (b: Uint8Array): string => [...b].map((x) => x.toString(16).padStart(2, '0')).join('');

export const checksum = (name: string): Program =>
  program(function* (p) {
    const o = parseArgs(p, 'bctwz', { check: 'c', binary: 'b', text: 't', quiet: 'quiet', status: 'silent' });
    const hash = hashers[name]!;
    let status = 0;
    let bad = 0;
    for (const path of o.rest.length === 0 ? ['-'] : o.rest) {
      try {
        const bytes = yield* slurp(p, path);
        if (!o.has('c')) {
          yield* p.print(`${hex(hash(bytes))}  ${path}\n`);
          continue;
        }
        for (const line of splitLines(decode(bytes))) {
          const m = /^([0-9a-f]+) [ *](.+)$/.exec(line);
          if (m === null) continue;
          let verdict = 'OK';
          try {
            if (hex(hash(yield* slurp(p, m[2]!))) !== m[1]) verdict = 'FAILED';
          } catch (error) {
            yield* p.eprint(`${p.name}: ${m[2]}: ${reason(error)}\n`);
            verdict = 'FAILED open or read';
          }
          if (verdict !== 'OK') {
            status = 1;
            bad++;
          }
          if (!o.has('silent') && !(o.has('quiet') && verdict === 'OK')) yield* p.print(`${m[2]}: ${verdict}\n`);
        }
        if (bad > 0 && !o.has('silent'))
          yield* p.eprint(`${p.name}: WARNING: ${bad} computed checksum${bad === 1 ? '' : 's'} did NOT match\n`);
      } catch (error) {
        status = yield* complain(p, p.busybox ? `can't open '${path}': ${reason(error)}` : `${path}: ${reason(error)}`);
      }
    }
    return status;
  });

function crc(bytes: Uint8Array): number {
  let c = 0;
  const step = (b: number): void => {
    c ^= b << 24;
    for (let k = 0; k < 8; k++) c = c & 0x80000000 ? (c << 1) ^ 0x04c11db7 : c << 1;
  };
  for (const b of bytes) step(b);
  for (let n = bytes.length; n > 0; n = Math.floor(n / 256)) step(n & 255);
  return ~c >>> 0;
}

export const cksum = program(function* (p) {
  const o = parseArgs(p, '', {});
  for (const path of o.rest.length === 0 ? ['-'] : o.rest) {
    const bytes = yield* slurp(p, path);
    yield* p.print(`${crc(bytes)} ${bytes.length}${path === '-' ? '' : ` ${path}`}\n`);
  }
  return 0;
});

/** A text in pieces of a length. */
function pieces(text: string, size: number): string[] {
  const out: string[] = [];
  for (let i = 0; i < text.length; i += size) out.push(text.slice(i, i + size));
  return out;
}

export const base64 = program(function* (p) {
  const o = parseArgs(p, 'diw:', { decode: 'd', 'ignore-garbage': 'i', 'wrap=': 'w' });
  const bytes = yield* slurp(p, o.rest[0] ?? '-');
  if (o.has('d')) {
    const text = decode(bytes).replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 === 1) throw new Failure('invalid input');
    yield* p.write(1, fromLatin1(atobPure(text)));
    return 0;
  }
  const wrap = Number(o.get('w') ?? 76);
  if (!/^\d+$/.test(o.get('w') ?? '76'))
    throw p.busybox ? new Failure(`invalid number '${o.get('w')}'`) : new Failure(`invalid wrap size: '${o.get('w')}'`);
  const text = btoaPure(latin1(bytes));
  yield* p.print(wrap === 0 ? text : text === '' ? '' : `${pieces(text, wrap).join('\n')}\n`);
  return 0;
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** base64 of a text whose characters are bytes. */
export function btoaPure(s: string): string {
  let out = '';
  for (let i = 0; i < s.length; i += 3) {
    const n = (s.charCodeAt(i) << 16) | ((s.charCodeAt(i + 1) || 0) << 8) | (s.charCodeAt(i + 2) || 0);
    out +=
      ALPHABET[n >> 18]! +
      ALPHABET[(n >> 12) & 63]! +
      (i + 1 < s.length ? ALPHABET[(n >> 6) & 63]! : '=') +
      (i + 2 < s.length ? ALPHABET[n & 63]! : '=');
  }
  return out;
}
export function atobPure(s: string): string {
  let out = '';
  let bits = 0;
  let n = 0;
  for (const c of s) {
    const v = ALPHABET.indexOf(c);
    if (v < 0) break;
    n = (n << 6) | v;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += String.fromCharCode((n >> bits) & 255);
    }
  }
  return out;
}
