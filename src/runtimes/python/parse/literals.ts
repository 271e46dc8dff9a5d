// Values of literals: escapes in strings and bytes, numbers.

import { type Expr, SourceError } from './ast.ts';

const SIMPLE: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

/** Text of a string's body with its escapes carried out. */
export function unescape(body: string, bytes: boolean, at: number): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|N\{[^}]*\}|[\s\S])/g,
    (whole, c: string) => {
      const k = c[0]!;
      if (k >= '0' && k <= '7') return String.fromCharCode(parseInt(c, 8));
      if (k === 'x') {
        if (c.length !== 3)
          throw new SourceError(
            bytes
              ? `(value error) invalid \\x escape at position ${body.indexOf(whole)}`
              : `(unicode error) 'unicodeescape' codec can't decode bytes in position ${body.indexOf(whole)}-${body.indexOf(whole) + whole.length - 1}: truncated \\xXX escape`,
            at,
          );
        return String.fromCharCode(parseInt(c.slice(1), 16));
      }
      if (!bytes && (k === 'u' || k === 'U')) {
        if (c.length !== (k === 'u' ? 5 : 9))
          throw new SourceError(
            `(unicode error) 'unicodeescape' codec can't decode bytes in position ${body.indexOf(whole)}-${body.indexOf(whole) + whole.length - 1}: truncated \\${k}${k === 'u' ? 'XXXX' : 'XXXXXXXX'} escape`,
            at,
          );
        return String.fromCodePoint(parseInt(c.slice(1), 16));
      }
      if (!bytes && k === 'N' && c.length > 1)
        throw new SourceError('drydock: \\N{…} names of characters are not simulated', at);
      return SIMPLE[c] ?? (c === '\r\n' ? '' : whole);
    },
  );
}

export function integer(text: string): number | bigint {
  const clean = text.replace(/_/g, '');
  const n = Number(clean);
  return Number.isSafeInteger(n) ? n : BigInt(clean);
}

/** The node of a number token. */
export function numberNode(text: string, s: number, e: number): Expr {
  const clean = text.replace(/_/g, '');
  if (/^0[xob]/i.test(clean)) return { k: 'Const', v: integer(clean), s, e };
  if (/j$/i.test(clean)) return { k: 'Float', v: Number(clean.slice(0, -1)), imaginary: true, s, e };
  if (/[.e]/i.test(clean)) return { k: 'Float', v: Number(clean), s, e };
  return { k: 'Const', v: integer(clean.replace(/^0+(?=\d)/, '')), s, e };
}

export function bytesOf(body: string, raw: boolean, at: number): Uint8Array {
  if (/[^\x00-\x7f]/.test(body)) throw new SourceError('bytes can only contain ASCII literal characters', at);
  const text = raw ? body : unescape(body, true, at);
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}
