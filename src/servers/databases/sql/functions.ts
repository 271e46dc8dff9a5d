// The functions that SQL text may call, by name, and those that translated SQL uses.

import type { SqlFunction } from '../../../kernel/sql.ts';
import { SqlError } from './errors.ts';
import { round } from './types.ts';
import { DATE_FUNCTIONS, dateAdd } from './date-functions.ts';
import { type FunctionSpec, INT, num, numOf, raw, STR, text, textOf } from './function-spec.ts';
import { JSON_FUNCTIONS } from './json-functions.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import { like, regexOf } from './patterns.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';

export const FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...JSON_FUNCTIONS,
  INET_ATON: text(
    1,
    1,
    (s) => (/^\d+\.\d+\.\d+\.\d+$/.test(s) ? s.split('.').reduce((n, x) => n * 256 + Number(x), 0) : null),
    INT,
  ),
  INET_NTOA: num(1, 1, (n) => [24, 16, 8, 0].map((k) => Math.floor(n / 2 ** k) % 256).join('.'), STR),
  ISNULL: raw(1, 1, (v) => (v === null ? 1 : 0), INT, true),
  CHARSET: raw(1, 1, () => 'utf8mb4', STR, true),
  COLLATION: raw(1, 1, () => 'utf8mb4_uca1400_ai_ci', STR, true),
  BENCHMARK: raw(2, 2, () => 0, INT, true),
};

/** Functions that translated SQL uses beside those that people call. */
export const HELPERS: Readonly<Record<string, SqlFunction>> = {
  d_num: (v) => (v === null ? null : numOf(v)),
  d_text: (v) => (v === null ? null : textOf(v)),
  d_fix: (v, scale) => (v === null ? null : round(numOf(v), numOf(scale!)).toFixed(numOf(scale!))),
  d_round: (v, scale) => (v === null || scale === null ? null : round(numOf(v), numOf(scale!))),
  d_trunc: (v, scale) => (v === null ? null : Math.trunc(numOf(v) * 10 ** numOf(scale!)) / 10 ** numOf(scale!)),
  d_mod: (a, b) => (a === null || b === null || numOf(b!) === 0 ? null : numOf(a) % numOf(b!)),
  d_div: (a, b) => (a === null || b === null || numOf(b!) === 0 ? null : Math.trunc(numOf(a) / numOf(b!))),
  d_pgdiv: (a, b, whole) => {
    if (a === null || b === null) return null;
    if (numOf(b!) === 0) throw new SqlError(0, '22012', 'division by zero');
    return whole === 1 ? Math.trunc(numOf(a) / numOf(b!)) : numOf(a) / numOf(b!);
  },
  d_like: (a, b, escape, fold) =>
    a === null || b === null ? null : like(textOf(a), textOf(b!), textOf(escape!), fold === 1) ? 1 : 0,
  d_regexp: (a, b, fold) =>
    a === null || b === null ? null : regexOf(textOf(b!), fold === 1 ? 'i' : '').test(textOf(a)) ? 1 : 0,
  d_key: (...a) => (a.some((v) => v === null) ? null : JSON.stringify(a.map(textOf))),
  d_dateadd: (v, n, unit, sign) => dateAdd(v!, n!, textOf(unit!), numOf(sign!)),
  d_many: (mysql) => {
    throw mysql === 1
      ? new SqlError(1242, '21000', 'Subquery returns more than 1 row')
      : new SqlError(0, '21000', 'more than one row returned by a subquery used as an expression');
  },
};
