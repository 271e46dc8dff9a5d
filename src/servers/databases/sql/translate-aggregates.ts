// Aggregates and window functions: COUNT, SUM, GROUP_CONCAT, RANK … OVER (…).

import type { Expr } from './ast.ts';
import { unsupported } from './errors.ts';
import { FLOAT, INT, STR } from './function-spec.ts';
import { isNumber, isText, text } from './literals.ts';
import type { Piece, Scope } from './scope.ts';
import type { ExprTranslator } from './translate-expr.ts';

export const AGGREGATES = new Set([
  'COUNT',
  'SUM',
  'AVG',
  'MIN',
  'MAX',
  'GROUP_CONCAT',
  'STRING_AGG',
  'STD',
  'STDDEV',
  'STDDEV_POP',
  'VARIANCE',
  'VAR_POP',
  'BIT_OR',
  'BIT_AND',
  'ANY_VALUE',
  'BOOL_AND',
  'BOOL_OR',
  'EVERY',
  'JSON_ARRAYAGG',
  'JSON_OBJECTAGG',
  'ARRAY_AGG',
  'JSON_AGG',
]);
export const WINDOWS = new Set([
  'ROW_NUMBER',
  'RANK',
  'DENSE_RANK',
  'PERCENT_RANK',
  'CUME_DIST',
  'NTILE',
  'LAG',
  'LEAD',
  'FIRST_VALUE',
  'LAST_VALUE',
  'NTH_VALUE',
]);

export function aggregate(tr: ExprTranslator, e: Expr & { k: 'fn' }, s: Scope): Piece {
  const { name } = e;
  const args = e.args.map((a) => tr.expr(a, s));
  const a = args[0];
  const dist = e.distinct ? 'DISTINCT ' : '';
  const order =
    e.order === undefined || e.order.length === 0 ? '' : ` ORDER BY ${tr.orderText(e.order, s, (x) => tr.expr(x, s))}`;
  const tail = `${e.filter === undefined ? '' : ` FILTER (WHERE ${tr.truth(tr.expr(e.filter, s))})`}${e.over === undefined ? '' : ` OVER (${windowText(tr, e.over, s)})`}`;
  if (name === 'COUNT') {
    if (e.star) return { sql: `count(*)${tail}`, type: INT };
    if (a === undefined) throw tr.c.errors.syntax(')', 0);
    return {
      sql: `count(${dist}${args.length > 1 ? `d_key(${args.map((x) => x.sql).join(', ')})` : a.sql})${tail}`,
      type: INT,
    };
  }
  if (WINDOWS.has(name)) {
    if (e.over === undefined) throw tr.c.errors.syntax(name, 0);
    return {
      sql: `${name.toLowerCase()}(${args.map((x) => x.sql).join(', ')})${tail}`,
      type:
        a === undefined || name === 'NTILE' ? (name === 'PERCENT_RANK' || name === 'CUME_DIST' ? FLOAT : INT) : a.type,
    };
  }
  if (a === undefined) throw tr.c.errors.parameterCount(name);
  const exact = isNumber(a.type) && a.type.base !== 'float';
  switch (name) {
    case 'SUM':
      return {
        sql: `sum(${dist}${tr.num(a)})${tail}`,
        type: exact
          ? tr.mysql
            ? { base: 'dec', scale: a.type.base === 'dec' ? (a.type.scale ?? 0) : 0 }
            : a.type.base === 'int'
              ? INT
              : a.type
          : FLOAT,
      };
    case 'AVG':
      return {
        sql: `avg(${dist}${tr.num(a)})${tail}`,
        type: exact
          ? { base: 'dec', scale: tr.mysql ? (a.type.base === 'dec' ? (a.type.scale ?? 0) : 0) + 4 : 16 }
          : FLOAT,
      };
    case 'MIN':
    case 'MAX':
      return {
        sql: `${name.toLowerCase()}(${a.sql}${tr.mysql && isText(a.type) && a.from === undefined && !a.binary ? ' COLLATE NOCASE' : ''})${tail}`,
        type: a.type,
      };
    case 'ANY_VALUE':
      return { sql: `max(${a.sql})${tail}`, type: a.type };
    case 'BOOL_AND':
    case 'EVERY':
      return { sql: `min(${a.sql})${tail}`, type: { base: 'bool' } };
    case 'BOOL_OR':
      return { sql: `max(${a.sql})${tail}`, type: { base: 'bool' } };
    case 'GROUP_CONCAT':
    case 'STRING_AGG': {
      const parts = name === 'STRING_AGG' ? [a] : args;
      const joined = parts.length === 1 ? tr.str(parts[0]!) : `f_CONCAT(${parts.map((x) => tr.str(x)).join(', ')})`;
      const sep = name === 'STRING_AGG' ? (args[1]?.literal ?? '') : e.separator?.k === 'lit' ? e.separator.v : ',';
      if (e.distinct)
        return {
          sql:
            sep === ','
              ? `group_concat(DISTINCT ${joined}${order})${tail}`
              : `replace(group_concat(DISTINCT ${joined}${order})${tail}, ',', ${text(sep)})`,
          type: STR,
        };
      return { sql: `group_concat(${joined}, ${text(sep)}${order})${tail}`, type: STR };
    }
    case 'STD':
    case 'STDDEV':
    case 'STDDEV_POP':
      return {
        sql: `f_SQRT(max(0.0, avg(${tr.num(a)} * ${tr.num(a)}) - avg(${tr.num(a)}) * avg(${tr.num(a)})))`,
        type: FLOAT,
      };
    case 'VARIANCE':
    case 'VAR_POP':
      return {
        sql: `(avg(${tr.num(a)} * ${tr.num(a)}) - avg(${tr.num(a)}) * avg(${tr.num(a)}))`,
        type: FLOAT,
      };
    default:
      throw unsupported(`the function ${name}`);
  }
}

export function windowText(tr: ExprTranslator, w: NonNullable<(Expr & { k: 'fn' })['over']>, s: Scope): string {
  return [
    w.partition.length === 0 ? '' : `PARTITION BY ${w.partition.map((x) => tr.expr(x, s).sql).join(', ')}`,
    w.order.length === 0 ? '' : `ORDER BY ${tr.orderText(w.order, s, (x) => tr.expr(x, s))}`,
    w.frame,
  ]
    .filter((x) => x !== '')
    .join(' ');
}
