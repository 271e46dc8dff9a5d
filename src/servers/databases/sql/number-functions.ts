// Functions of SQL on numbers.

import type { SqlValue } from '../../../kernel/sql.ts';
import { FLOAT, type FunctionSpec, INT, num, numOf, raw, textOf, unify } from './function-spec.ts';
import type { SqlType } from './types.ts';

export const nullIfBad = (v: number): SqlValue => (Number.isFinite(v) ? v : null);
export const roundType = (t: readonly SqlType[]): SqlType =>
  t[0]!.base === 'dec' ? { base: 'dec', scale: 0 } : t[0]!.base === 'int' ? INT : FLOAT;

export const NUMBER_FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
  // numbers
  ABS: raw(
    1,
    1,
    (v) => Math.abs(numOf(v)),
    (t) => t[0]!,
  ),
  CEIL: num(1, 1, Math.ceil, roundType),
  CEILING: num(1, 1, Math.ceil, roundType),
  FLOOR: num(1, 1, Math.floor, roundType),
  SIGN: num(1, 1, Math.sign, INT),
  SQRT: num(1, 1, (x) => (x < 0 ? null : Math.sqrt(x))),
  POW: num(2, 2, (a, b) => nullIfBad(a ** b)),
  POWER: num(2, 2, (a, b) => nullIfBad(a ** b)),
  EXP: num(1, 1, Math.exp),
  LN: num(1, 1, (x) => (x <= 0 ? null : Math.log(x))),
  LOG: num(1, 2, (a, b) => (b === undefined ? (a <= 0 ? null : Math.log(a)) : nullIfBad(Math.log(b) / Math.log(a)))),
  LOG2: num(1, 1, (x) => (x <= 0 ? null : Math.log2(x))),
  LOG10: num(1, 1, (x) => (x <= 0 ? null : Math.log10(x))),
  SIN: num(1, 1, Math.sin),
  COS: num(1, 1, Math.cos),
  TAN: num(1, 1, Math.tan),
  ASIN: num(1, 1, (x) => nullIfBad(Math.asin(x))),
  ACOS: num(1, 1, (x) => nullIfBad(Math.acos(x))),
  ATAN: num(1, 2, (a, b) => (b === undefined ? Math.atan(a) : Math.atan2(a, b))),
  ATAN2: num(2, 2, Math.atan2),
  PI: num(0, 0, () => Math.PI, { base: 'dec', scale: 6 }),
  DEGREES: num(1, 1, (x) => (x * 180) / Math.PI),
  RADIANS: num(1, 1, (x) => (x * Math.PI) / 180),
  MOD: num(
    2,
    2,
    (a, b) => (b === 0 ? null : a % b),
    (t) => unify(t),
  ),
  GREATEST: raw(
    2,
    99,
    (...a) => (a.every((x) => typeof x === 'number') ? Math.max(...(a as number[])) : a.map(textOf).sort().at(-1)!),
    (t) => unify(t),
  ),
  LEAST: raw(
    2,
    99,
    (...a) => (a.every((x) => typeof x === 'number') ? Math.min(...(a as number[])) : a.map(textOf).sort()[0]!),
    (t) => unify(t),
  ),
  BIT_COUNT: num(1, 1, (n) => n.toString(2).replace(/0/g, '').length, INT),
};
