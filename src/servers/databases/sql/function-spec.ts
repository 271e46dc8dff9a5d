// How a function of SQL is described: what its arguments are taken as, how many, and what type comes out.

import type { SqlValue } from '../../../kernel/sql.ts';
import { formatNumber } from './dates.ts';
import { numberOf, type SqlType } from './types.ts';

export const STR: SqlType = { base: 'str' };
export const INT: SqlType = { base: 'int', size: 8 };
export const FLOAT: SqlType = { base: 'float' };
export const DATETIME: SqlType = { base: 'datetime', scale: 0 };
export const DATE: SqlType = { base: 'date' };
export const TIME: SqlType = { base: 'time', scale: 0 };
export const NULLTYPE: SqlType = { base: 'null' };

/** The type that values of several types have together. */
export function unify(types: readonly SqlType[]): SqlType {
  const real = types.filter((t) => t.base !== 'null');
  if (real.length === 0) return NULLTYPE;
  const [first] = real as [SqlType];
  if (real.every((t) => t.base === first.base))
    return {
      base: first.base,
      ...(real.some((t) => t.scale !== undefined) ? { scale: Math.max(...real.map((t) => t.scale ?? 0)) } : {}),
      ...(first.size === undefined ? {} : { size: Math.max(...real.map((t) => t.size ?? 0)) }),
    };
  const numeric = (t: SqlType): boolean => ['int', 'dec', 'float', 'bool', 'year', 'bit'].includes(t.base);
  if (real.every(numeric))
    return real.some((t) => t.base === 'float')
      ? FLOAT
      : real.some((t) => t.base === 'dec')
        ? { base: 'dec', scale: Math.max(...real.map((t) => (t.base === 'dec' ? (t.scale ?? 0) : 0))) }
        : INT;
  if (real.every((t) => t.base === 'date' || t.base === 'datetime')) return DATETIME;
  return STR;
}

export const textOf = (v: SqlValue): string =>
  v === null ? '' : typeof v === 'string' ? v : typeof v === 'number' ? formatNumber(v) : new TextDecoder().decode(v);
export const numOf = (v: SqlValue): number => (typeof v === 'number' ? v : v === null ? 0 : numberOf(textOf(v)).value);

/** How arguments are handed over: as text, as numbers, as they are; `null` in any gives null unless `nulls`. */
export interface FunctionSpec {
  readonly args: 'text' | 'num' | 'raw';
  readonly min: number;
  readonly max: number;
  readonly type: SqlType | ((types: readonly SqlType[]) => SqlType);
  readonly f: (...args: never[]) => SqlValue;
  readonly nulls?: boolean;
}

export const text = (
  min: number,
  max: number,
  f: (...a: string[]) => SqlValue,
  type: FunctionSpec['type'] = STR,
): FunctionSpec => ({ args: 'text', min, max, type, f: f as FunctionSpec['f'] });
export const num = (
  min: number,
  max: number,
  f: (...a: number[]) => SqlValue,
  type: FunctionSpec['type'] = FLOAT,
): FunctionSpec => ({ args: 'num', min, max, type, f: f as FunctionSpec['f'] });
export const raw = (
  min: number,
  max: number,
  f: (...a: SqlValue[]) => SqlValue,
  type: FunctionSpec['type'],
  nulls = false,
): FunctionSpec => ({ args: 'raw', min, max, type, f: f as FunctionSpec['f'], nulls });
