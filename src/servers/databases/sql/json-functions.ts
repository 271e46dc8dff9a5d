// Functions of SQL on JSON documents.

import type { SqlValue } from '../../../kernel/sql.ts';
import { SqlError } from './errors.ts';
import { type FunctionSpec, INT, raw, text, textOf } from './function-spec.ts';

export function jsonAt(doc: string, path: string): unknown {
  let at: unknown;
  try {
    at = JSON.parse(doc);
  } catch {
    throw new SqlError(
      4038,
      'HY000',
      "Syntax error in JSON text in argument 1 to function 'json_extract' at position 1",
    );
  }
  for (const m of path.replace(/^\$/, '').matchAll(/\.(\w+)|\."([^"]*)"|\[(\d+)\]/g)) {
    const key = m[1] ?? m[2] ?? m[3]!;
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
export const jsonValue = (v: SqlValue): unknown => (v instanceof Uint8Array ? textOf(v) : v);
/** JSON as MariaDB prints it: a blank after commas and colons. */
export const jsonText = (v: unknown): string =>
  Array.isArray(v)
    ? `[${v.map(jsonText).join(', ')}]`
    : v !== null && typeof v === 'object'
      ? `{${Object.entries(v)
          .map(([k, x]) => `${JSON.stringify(k)}: ${jsonText(x)}`)
          .join(', ')}}`
      : JSON.stringify(v);

export const JSON_FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
  // JSON
  JSON_EXTRACT: text(
    2,
    2,
    (d, p) => {
      const v = jsonAt(d, /^\$/.test(p) ? p : `$.${p}`);
      return v === undefined ? null : jsonText(v);
    },
    { base: 'json' },
  ),
  JSON_UNQUOTE: text(1, 1, (s) => {
    if (!s.startsWith('"')) return s;
    try {
      return String(JSON.parse(s));
    } catch {
      return s;
    }
  }),
  JSON_VALUE: text(2, 2, (d, p) => {
    const v = jsonAt(d, p);
    return v === undefined || v === null || typeof v === 'object' ? null : String(v);
  }),
  JSON_VALID: text(
    1,
    1,
    (s) => {
      try {
        JSON.parse(s);
        return 1;
      } catch {
        return 0;
      }
    },
    INT,
  ),
  JSON_OBJECT: raw(
    0,
    99,
    (...a) => {
      const o: Record<string, unknown> = {};
      for (let i = 0; i + 1 < a.length; i += 2) o[textOf(a[i]!)] = jsonValue(a[i + 1]!);
      return jsonText(o);
    },
    { base: 'json' },
    true,
  ),
  JSON_ARRAY: raw(0, 99, (...a) => jsonText(a.map(jsonValue)), { base: 'json' }, true),
  JSON_LENGTH: text(
    1,
    1,
    (d) => {
      const v = jsonAt(d, '$');
      return v !== null && typeof v === 'object' ? Object.keys(v).length : 1;
    },
    INT,
  ),
  JSON_QUOTE: text(1, 1, (s) => JSON.stringify(s)),
  JSON_KEYS: text(
    1,
    1,
    (d) => {
      const v = jsonAt(d, '$');
      return v !== null && typeof v === 'object' ? jsonText(Object.keys(v)) : null;
    },
    { base: 'json' },
  ),
};
