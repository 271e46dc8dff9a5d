// Values as literals of the engine's SQL, and the kinds of types that expressions tell apart.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { SqlType } from './types.ts';

export const literal = (v: SqlValue): string =>
  v === null
    ? 'NULL'
    : typeof v === 'number'
      ? Number.isFinite(v)
        ? Object.is(v, -0)
          ? '0'
          : String(v)
        : 'NULL'
      : typeof v === 'string'
        ? text(v)
        : `X'${[...v].map((b) => b.toString(16).padStart(2, '0')).join('')}'`;
/** A text literal; a zero byte would end it. */
export const text = (s: string): string =>
  s.includes('\0')
    ? `CAST(X'${[...new TextEncoder().encode(s)].map((b) => b.toString(16).padStart(2, '0')).join('')}' AS TEXT)`
    : `'${s.replace(/'/g, "''")}'`;

export const isText = (t: SqlType): boolean => ['str', 'enum', 'set', 'json', 'uuid'].includes(t.base);
export const isTime = (t: SqlType): boolean => ['date', 'datetime', 'time'].includes(t.base);
export const isNumber = (t: SqlType): boolean => ['int', 'dec', 'float', 'bool', 'year', 'bit'].includes(t.base);
