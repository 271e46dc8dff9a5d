// Text encodings.

import { makeBytes } from '../vm/make.ts';
import { raise } from '../vm/errors.ts';
import { strRepr } from '../vm/repr.ts';

function normal(name: string): string {
  const n = name.toLowerCase().replace(/[-_ ]/g, '');
  if (n === 'utf8' || n === 'u8' || n === 'utf8sig' || n === 'utf') return n === 'utf8sig' ? 'utf-8-sig' : 'utf-8';
  if (['latin1', 'iso88591', 'l1', 'latin', '88591'].includes(n)) return 'latin-1';
  if (['ascii', 'usascii', '646'].includes(n)) return 'ascii';
  if (['utf16', 'utf16le', 'utf16be', 'cp1252', 'windows1252', 'idna'].includes(n)) return n;
  throw raise('LookupError', `unknown encoding: ${name}`);
}
function fail(
  kind: 'Encode' | 'Decode',
  codec: string,
  object: string | Uint8Array,
  start: number,
  end: number,
  reason: string,
): never {
  const what =
    kind === 'Encode'
      ? `character ${strRepr(String.fromCodePoint((object as string).codePointAt(start)!)).replace(/^'(.*)'$/, (_, c: string) => (c.startsWith('\\') ? `'${c}'` : `'${escaped(c)}'`))}`
      : `byte 0x${(object as Uint8Array)[start]!.toString(16).padStart(2, '0')}`;
  const t = raise(
    `Unicode${kind}Error`,
    codec,
    typeof object === 'string' ? object : makeBytes(object),
    start,
    end,
    reason,
  );
  t.exc.dict!.set('encoding', codec);
  t.exc.dict!.set('start', start);
  t.exc.dict!.set('end', end);
  t.exc.dict!.set('reason', reason);
  t.exc.dict!.set('object', typeof object === 'string' ? object : makeBytes(object));
  t.exc.dict!.set('_text', `'${codec}' codec can't ${kind.toLowerCase()} ${what} in position ${start}: ${reason}`);
  throw t;
}
function escaped(c: string): string {
  const n = c.codePointAt(0)!;
  return n < 256
    ? `\\x${n.toString(16)}`
    : n < 65536
      ? `\\u${n.toString(16).padStart(4, '0')}`
      : `\\U${n.toString(16).padStart(8, '0')}`;
}

export function encodeText(s: string, encoding: string, errors: string): Uint8Array {
  const codec = normal(encoding);
  if (codec === 'utf-8' || codec === 'utf-8-sig' || codec === 'idna') {
    const body = new TextEncoder().encode(s);
    if (codec === 'utf-8-sig') return Uint8Array.from([0xef, 0xbb, 0xbf, ...body]);
    return body;
  }
  if (codec.startsWith('utf16')) {
    const be = codec === 'utf16be';
    const out = codec === 'utf16' ? [0xff, 0xfe] : [];
    for (let i = 0; i < s.length; i++) {
      const n = s.charCodeAt(i);
      if (be) out.push(n >> 8, n & 255);
      else out.push(n & 255, n >> 8);
    }
    return Uint8Array.from(out);
  }
  const max = codec === 'ascii' ? 128 : 256;
  const out: number[] = [];
  let i = 0;
  for (const c of s) {
    const n = c.codePointAt(0)!;
    if (n < max) out.push(n);
    else if (errors === 'ignore') void 0;
    else if (errors === 'replace') out.push(63);
    else if (errors === 'xmlcharrefreplace') for (const d of `&#${n};`) out.push(d.charCodeAt(0));
    else if (errors === 'backslashreplace') for (const d of escaped(c)) out.push(d.charCodeAt(0));
    else if (errors === 'surrogateescape' && n >= 0xdc80 && n <= 0xdcff) out.push(n - 0xdc00);
    else fail('Encode', codec, s, i, i + 1, `ordinal not in range(${max})`);
    i += c.length;
  }
  return Uint8Array.from(out);
}

/** Where the bytes stop to be UTF-8, and why; undefined when they are. */
function badUtf8(b: Uint8Array): { at: number; end: number; why: string } | undefined {
  for (let i = 0; i < b.length;) {
    const c = b[i]!;
    const n = c < 0x80 ? 1 : c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
    if (n === 0) return { at: i, end: i + 1, why: 'invalid start byte' };
    for (let k = 1; k < n; k++) {
      const d = b[i + k];
      if (d === undefined) return { at: i, end: b.length, why: 'unexpected end of data' };
      if (
        (d & 0xc0) !== 0x80 ||
        (k === 1 &&
          ((c === 0xe0 && d < 0xa0) ||
            (c === 0xed && d > 0x9f) ||
            (c === 0xf0 && d < 0x90) ||
            (c === 0xf4 && d > 0x8f)))
      )
        return { at: i, end: i + k, why: 'invalid continuation byte' };
    }
    i += n;
  }
  return undefined;
}
export function decodeBytes(b: Uint8Array, encoding: string, errors: string): string {
  const codec = normal(encoding);
  if (codec === 'utf-8' || codec === 'utf-8-sig' || codec === 'idna') {
    const body = codec === 'utf-8-sig' && b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf ? b.subarray(3) : b;
    const bad = badUtf8(body);
    if (bad === undefined) return new TextDecoder('utf-8', { ignoreBOM: true } as never).decode(body);
    if (errors === 'strict') fail('Decode', 'utf-8', body, bad.at, bad.end, bad.why);
    const head = new TextDecoder('utf-8', { ignoreBOM: true } as never).decode(body.subarray(0, bad.at));
    const gone = body.subarray(bad.at, bad.end);
    const mid =
      errors === 'replace'
        ? '\ufffd'
        : errors === 'backslashreplace'
          ? [...gone].map((x) => `\\x${x.toString(16)}`).join('')
          : errors === 'surrogateescape'
            ? [...gone].map((x) => String.fromCharCode(0xdc00 + x)).join('')
            : '';
    return head + mid + decodeBytes(body.subarray(bad.end), 'utf-8', errors);
  }
  if (codec.startsWith('utf16')) {
    let s = '';
    const be = codec === 'utf16be' || (codec === 'utf16' && b[0] === 0xfe && b[1] === 0xff);
    for (let i = codec === 'utf16' && ((b[0] === 0xff && b[1] === 0xfe) || be) ? 2 : 0; i + 1 < b.length; i += 2)
      s += String.fromCharCode(be ? (b[i]! << 8) | b[i + 1]! : b[i]! | (b[i + 1]! << 8));
    return s;
  }
  let s = '';
  for (let i = 0; i < b.length; i++) {
    const n = b[i]!;
    if (codec === 'ascii' && n > 127) {
      if (errors === 'ignore') continue;
      if (errors === 'replace') s += '\ufffd';
      else fail('Decode', 'ascii', b, i, i + 1, 'ordinal not in range(128)');
    } else s += String.fromCharCode(n);
  }
  return s;
}
