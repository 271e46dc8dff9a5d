// Strings of jq: text of a value, and the formats @csv, @sh, @base64 and their like.

import { JqError, JqRefused } from './error.ts';
import { type Json, tojson, show, print, compact } from './values.ts';

const text = (v: Json): string => (typeof v === 'string' ? v : tojson(v));

/** `@csv` and its like. @throws JqError, JqRefused */
export function format(name: string, v: Json): string {
  const row = (f: (x: Json) => string, glue: string): string => {
    if (!Array.isArray(v)) throw new JqError(`${show(v)} cannot be ${name}-formatted, only an array can be`);
    return v
      .map((x) => {
        if (x !== null && typeof x === 'object') throw new JqError(`${show(x)} is not valid in a ${name} row`);
        return f(x);
      })
      .join(glue);
  };
  switch (name) {
    case 'text':
      return text(v);
    case 'json':
      return tojson(v);
    case 'csv':
      return row((x) => (x === null ? '' : typeof x === 'string' ? `"${x.replace(/"/g, '""')}"` : String(x)), ',');
    case 'tsv':
      return row(
        (x) =>
          x === null
            ? ''
            : text(x).replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r'),
        '\t',
      );
    case 'html':
      return text(v).replace(
        /[&<>'"]/g,
        (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&#39;', '"': '&quot;' })[c]!,
      );
    case 'uri':
      return [...new TextEncoder().encode(text(v))]
        .map((b) =>
          /[A-Za-z0-9\-_.~]/.test(String.fromCharCode(b)) && b < 128
            ? String.fromCharCode(b)
            : `%${b.toString(16).toUpperCase().padStart(2, '0')}`,
        )
        .join('');
    case 'sh':
      return (Array.isArray(v) ? v : [v])
        .map((x) => (typeof x === 'string' ? `'${x.replace(/'/g, "'\\''")}'` : print(x, compact)))
        .join(' ');
    case 'base64':
      return base64(text(v));
    case 'base64d':
      return unbase64(text(v));
    default:
      throw new JqRefused(`${name} is not a valid format`);
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
function base64(s: string): string {
  const b = new TextEncoder().encode(s);
  let out = '';
  for (let i = 0; i < b.length; i += 3) {
    const n = (b[i]! << 16) | ((b[i + 1] ?? 0) << 8) | (b[i + 2] ?? 0);
    out +=
      ALPHABET[n >> 18]! +
      ALPHABET[(n >> 12) & 63]! +
      (i + 1 < b.length ? ALPHABET[(n >> 6) & 63]! : '=') +
      (i + 2 < b.length ? ALPHABET[n & 63]! : '=');
  }
  return out;
}
function unbase64(s: string): string {
  const bytes: number[] = [];
  let [bits, n] = [0, 0];
  for (const c of s.replace(/=+$/, '')) {
    const v = ALPHABET.indexOf(c);
    if (v < 0) throw new JqError(`${show(s)} is not valid base64 data`);
    n = ((n << 6) | v) & 0xffffff;
    bits += 6;
    if (bits >= 8) bytes.push((n >> (bits -= 8)) & 255);
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
