// Functions of SQL on text: parts, padding, searching, digests, regular expressions.

import { encode } from '../../../fs/bytes.ts';
import type { SqlValue } from '../../../kernel/sql.ts';
import { type FunctionSpec, INT, num, numOf, raw, STR, text, textOf } from './function-spec.ts';
import { chars, regexOf } from './patterns.ts';
import { round } from './types.ts';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export const substr = (s: string, from: number, n = Infinity): string => {
  const c = chars(s);
  if (from === 0 || n <= 0) return '';
  const at = from > 0 ? from - 1 : c.length + from;
  return at < 0 ? '' : c.slice(at, at + n).join('');
};
export const hex = (v: SqlValue): string =>
  (typeof v === 'number'
    ? Math.trunc(v).toString(16)
    : bytesToHex(typeof v === 'string' ? encode(v) : (v as Uint8Array))
  ).toUpperCase();

export function grouped(v: number, digits: number): string {
  const [whole = '', part] = Math.abs(round(v, digits)).toFixed(Math.max(0, digits)).split('.');
  return `${v < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${part === undefined ? '' : `.${part}`}`;
}

export const TEXT_FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
  // text
  CONCAT: text(1, 99, (...a) => a.join('')),
  UPPER: text(1, 1, (s) => s.toUpperCase()),
  UCASE: text(1, 1, (s) => s.toUpperCase()),
  LOWER: text(1, 1, (s) => s.toLowerCase()),
  LCASE: text(1, 1, (s) => s.toLowerCase()),
  CONCAT_WS: raw(
    2,
    99,
    (sep, ...a) =>
      sep === null
        ? null
        : a
            .filter((x) => x !== null)
            .map(textOf)
            .join(textOf(sep)),
    STR,
    true,
  ),
  LENGTH: raw(1, 1, (v) => (v instanceof Uint8Array ? v.length : encode(textOf(v)).length), INT),
  OCTET_LENGTH: raw(1, 1, (v) => (v instanceof Uint8Array ? v.length : encode(textOf(v)).length), INT),
  CHAR_LENGTH: text(1, 1, (s) => chars(s).length, INT),
  CHARACTER_LENGTH: text(1, 1, (s) => chars(s).length, INT),
  BIT_LENGTH: text(1, 1, (s) => encode(s).length * 8, INT),
  SUBSTRING: raw(2, 3, (s, from, n) => substr(textOf(s), numOf(from), n === undefined ? Infinity : numOf(n)), STR),
  SUBSTR: raw(2, 3, (s, from, n) => substr(textOf(s), numOf(from), n === undefined ? Infinity : numOf(n)), STR),
  MID: raw(2, 3, (s, from, n) => substr(textOf(s), numOf(from), n === undefined ? Infinity : numOf(n)), STR),
  SUBSTRING_INDEX: raw(
    3,
    3,
    (s, d, n) => {
      const parts = textOf(s).split(textOf(d));
      const k = numOf(n);
      return (k >= 0 ? parts.slice(0, k) : parts.slice(k)).join(textOf(d));
    },
    STR,
  ),
  LEFT: raw(
    2,
    2,
    (s, n) =>
      chars(textOf(s))
        .slice(0, Math.max(0, numOf(n)))
        .join(''),
    STR,
  ),
  RIGHT: raw(2, 2, (s, n) => (numOf(n) <= 0 ? '' : chars(textOf(s)).slice(-numOf(n)).join('')), STR),
  REPLACE: text(3, 3, (s, a, b) => (a === '' ? s : s.split(a).join(b))),
  REVERSE: text(1, 1, (s) => chars(s).reverse().join('')),
  REPEAT: raw(2, 2, (s, n) => textOf(s).repeat(Math.max(0, Math.min(1e6, numOf(n)))), STR),
  SPACE: num(1, 1, (n) => ' '.repeat(Math.max(0, n)), STR),
  TRIM: text(1, 2, (s, c = ' ') => {
    let x = s;
    while (c !== '' && x.startsWith(c)) x = x.slice(c.length);
    while (c !== '' && x.endsWith(c)) x = x.slice(0, -c.length);
    return x;
  }),
  LTRIM: text(1, 2, (s, c = ' ') => {
    let x = s;
    while (c !== '' && x.startsWith(c)) x = x.slice(c.length);
    return x;
  }),
  RTRIM: text(1, 2, (s, c = ' ') => {
    let x = s;
    while (c !== '' && x.endsWith(c)) x = x.slice(0, -c.length);
    return x;
  }),
  LPAD: raw(
    2,
    3,
    (s, n, c) =>
      chars(textOf(s)).length > numOf(n)
        ? chars(textOf(s)).slice(0, numOf(n)).join('')
        : textOf(s).padStart(numOf(n), c === undefined ? ' ' : textOf(c)),
    STR,
  ),
  RPAD: raw(
    2,
    3,
    (s, n, c) =>
      chars(textOf(s)).length > numOf(n)
        ? chars(textOf(s)).slice(0, numOf(n)).join('')
        : textOf(s).padEnd(numOf(n), c === undefined ? ' ' : textOf(c)),
    STR,
  ),
  LOCATE: raw(
    2,
    3,
    (a, s, from) =>
      textOf(s)
        .toLowerCase()
        .indexOf(textOf(a).toLowerCase(), from === undefined ? 0 : numOf(from) - 1) + 1,
    INT,
  ),
  INSTR: text(2, 2, (s, a) => s.toLowerCase().indexOf(a.toLowerCase()) + 1, INT),
  STRPOS: text(2, 2, (s, a) => s.indexOf(a) + 1, INT),
  STRCMP: text(
    2,
    2,
    (a, b) => {
      const [x, y] = [a.toLowerCase(), b.toLowerCase()];
      return x < y ? -1 : x > y ? 1 : 0;
    },
    INT,
  ),
  ASCII: text(1, 1, (s) => encode(s)[0] ?? 0, INT),
  ORD: text(1, 1, (s) => s.codePointAt(0) ?? 0, INT),
  CHAR: num(1, 9, (...n) => String.fromCharCode(...n), STR),
  CHR: num(1, 1, (n) => String.fromCodePoint(n), STR),
  INITCAP: text(1, 1, (s) => s.toLowerCase().replace(/\b\w/g, (c) => c.toUpperCase())),
  SPLIT_PART: raw(3, 3, (s, d, n) => textOf(s).split(textOf(d))[numOf(n) - 1] ?? '', STR),
  FIELD: raw(
    2,
    99,
    (x, ...a) => a.findIndex((y) => y !== null && textOf(y).toLowerCase() === textOf(x).toLowerCase()) + 1,
    INT,
    true,
  ),
  ELT: raw(2, 99, (n, ...a) => a[numOf(n) - 1] ?? null, STR, true),
  FIND_IN_SET: text(2, 2, (a, s) => s.split(',').findIndex((x) => x.toLowerCase() === a.toLowerCase()) + 1, INT),
  INSERT: raw(
    4,
    4,
    (s, at, n, b) => {
      const c = chars(textOf(s));
      c.splice(numOf(at) - 1, numOf(n), textOf(b));
      return c.join('');
    },
    STR,
  ),
  HEX: raw(1, 1, hex, STR),
  UNHEX: text(1, 1, (s) =>
    /^([0-9a-f]{2})*$/i.test(s)
      ? new TextDecoder().decode(Uint8Array.from(s.match(/../g) ?? [], (x) => parseInt(x, 16)))
      : null,
  ),
  QUOTE: text(1, 1, (s) => `'${s.replace(/[\\']/g, '\\$&')}'`),
  FORMAT: raw(2, 3, (v, d) => grouped(numOf(v), numOf(d)), STR),
  BIN: num(1, 1, (n) => n.toString(2), STR),
  OCT: num(1, 1, (n) => n.toString(8), STR),
  CONV: raw(3, 3, (v, a, b) => parseInt(textOf(v), numOf(a)).toString(numOf(b)).toUpperCase(), STR),
  TO_HEX: num(1, 1, (n) => n.toString(16), STR),
  MD5: text(1, 1, (s) => bytesToHex(md5(encode(s)))),
  SHA1: text(1, 1, (s) => bytesToHex(sha1(encode(s)))),
  SHA: text(1, 1, (s) => bytesToHex(sha1(encode(s)))),
  SHA2: raw(
    2,
    2,
    (s, n) =>
      numOf(n) === 512
        ? bytesToHex(sha512(encode(textOf(s))))
        : numOf(n) === 256 || numOf(n) === 0
          ? bytesToHex(sha256(encode(textOf(s))))
          : null,
    STR,
  ),
  PASSWORD: text(1, 1, (s) => (s === '' ? '' : `*${bytesToHex(sha1(sha1(encode(s)))).toUpperCase()}`)),
  SOUNDEX: text(1, 1, (s) => s.slice(0, 1).toUpperCase()),
  CRC32: text(
    1,
    1,
    (s) => {
      let c = ~0;
      for (const b of encode(s)) {
        c ^= b;
        for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
      }
      return ~c >>> 0;
    },
    INT,
  ),
  REGEXP_REPLACE: text(3, 4, (s, p, r, flags = '') =>
    s.replace(regexOf(p, flags.includes('g') || flags === '' ? 'g' : ''), r.replace(/\\(\d)/g, '$$$1')),
  ),
  REGEXP_SUBSTR: text(2, 2, (s, p) => regexOf(p, '').exec(s)?.[0] ?? ''),
  REGEXP_INSTR: text(2, 2, (s, p) => (regexOf(p, '').exec(s)?.index ?? -1) + 1, INT),
};
