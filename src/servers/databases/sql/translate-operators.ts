// Operators, comparisons, lists and casts: from the server's SQL to the engine's.

import type { Expr } from './ast.ts';
import { SqlError, unsupported } from './errors.ts';
import { DATE, DATETIME, FLOAT, INT, STR, TIME } from './function-spec.ts';
import { isNumber, isText, isTime, literal, text } from './literals.ts';
import type { Piece, Scope } from './scope.ts';
import type { ExprTranslator } from './translate-expr.ts';
import { columnType, numberOf, type SqlType } from './types.ts';

export function unary(tr: ExprTranslator, e: Expr & { k: 'un' }, s: Scope): Piece {
  const a = tr.expr(e.a, s);
  switch (e.op) {
    case '-':
      return {
        sql: `(-${tr.num(a)})`,
        type: isNumber(a.type) ? (a.type.base === 'bool' ? INT : a.type) : FLOAT,
        literal: a.literal === undefined ? undefined : `-${a.literal}`,
      };
    case '+':
      return a;
    case '~':
      return { sql: `(~CAST(${tr.num(a)} AS INTEGER))`, type: INT };
    case 'BINARY':
      return { ...a, sql: `(${a.sql} COLLATE BINARY)`, binary: true };
    default:
      return { sql: `(NOT ${tr.truth(a)})`, type: tr.bool };
  }
}

export function binary(tr: ExprTranslator, e: Expr & { k: 'bin' }, s: Scope): Piece {
  if (e.a.k === 'row' || e.b.k === 'row')
    return { sql: `(${tr.expr(e.a, s).sql} ${e.op} ${rowOf(tr, e.b, s)})`, type: tr.bool };
  const [a, b] = [tr.expr(e.a, s), tr.expr(e.b, s)];
  switch (e.op) {
    case 'AND':
    case 'OR':
      return { sql: `(${tr.truth(a)} ${e.op} ${tr.truth(b)})`, type: tr.bool };
    case 'XOR':
      return {
        sql: `((${tr.truth(a)} AND NOT ${tr.truth(b)}) OR (NOT ${tr.truth(a)} AND ${tr.truth(b)}))`,
        type: tr.bool,
      };
    case '=':
    case '<>':
    case '<':
    case '>':
    case '<=':
    case '>=':
    case '<=>':
      return { sql: compare(tr, e.op, a, b), type: tr.bool };
    case '&':
    case '|':
    case '<<':
    case '>>':
      return { sql: `(CAST(${tr.num(a)} AS INTEGER) ${e.op} CAST(${tr.num(b)} AS INTEGER))`, type: INT };
    case '^':
      return { sql: `((${tr.num(a)} | ${tr.num(b)}) - (${tr.num(a)} & ${tr.num(b)}))`, type: INT };
    default:
  }
  if (!tr.mysql && (isTime(a.type) || isTime(b.type))) return dateArithmetic(tr, e.op, a, b);
  const [x, y] = [tr.num(a), tr.num(b)];
  const exact = (p: Piece): boolean => p.type.base !== 'float' && isNumber(p.type);
  const scale = (p: Piece): number => (p.type.base === 'dec' ? (p.type.scale ?? (tr.mysql ? 0 : 16)) : 0);
  const whole =
    !['dec', 'float'].includes(a.type.base) && !['dec', 'float'].includes(b.type.base) && exact(a) && exact(b);
  const type: SqlType = whole
    ? INT
    : exact(a) && exact(b)
      ? { base: 'dec', scale: e.op === '*' ? scale(a) + scale(b) : Math.max(scale(a), scale(b)) }
      : FLOAT;
  switch (e.op) {
    case '/':
      if (!tr.mysql)
        return {
          sql: `d_pgdiv(${x}, ${y}, ${whole ? 1 : 0})`,
          type: whole ? INT : exact(a) && exact(b) ? { base: 'dec', scale: 16 } : FLOAT,
        };
      return {
        sql: `(CAST(${x} AS REAL) / NULLIF(${y}, 0))`,
        type: exact(a) && exact(b) ? { base: 'dec', scale: Math.min(30, scale(a) + 4) } : FLOAT,
      };
    case '%':
      return { sql: `d_mod(${x}, ${y})`, type };
    case 'DIV':
      return { sql: `d_div(${x}, ${y})`, type: INT };
    default:
      return { sql: `(${x} ${e.op} ${y})`, type };
  }
}

export function dateArithmetic(tr: ExprTranslator, op: string, a: Piece, b: Piece): Piece {
  if (isTime(a.type) && isNumber(b.type))
    return { sql: `d_dateadd(${a.sql}, ${b.sql}, 'DAY', ${op === '-' ? -1 : 1})`, type: a.type };
  if (a.type.base === 'date' && b.type.base === 'date' && op === '-')
    return { sql: `f_DATEDIFF(${a.sql}, ${b.sql})`, type: INT };
  throw unsupported('arithmetic with these dates');
}

export function rowOf(tr: ExprTranslator, e: Expr, s: Scope): string {
  return e.k === 'sub' ? `(${tr.query(e.query, s).sql})` : tr.expr(e, s).sql;
}

export function compare(tr: ExprTranslator, op: string, a: Piece, b: Piece): string {
  let [x, y] = [a.sql, b.sql];
  const other = (p: Piece, q: Piece, sql: string): string => {
    // a text beside a number is read as a number, beside a date as a date
    if (isNumber(q.type) && isText(p.type))
      return p.literal === undefined ? (tr.mysql ? `d_num(${sql})` : sql) : pgLiteral(tr, p.literal, q);
    if (
      q.type.base === 'datetime' &&
      (p.type.base === 'date' || (isText(p.type) && p.literal !== undefined && /^\d{4}-\d\d-\d\d$/.test(p.literal)))
    )
      return p.literal !== undefined ? text(`${p.literal} 00:00:00`) : `(${sql} || ' 00:00:00')`;
    return sql;
  };
  x = other(a, b, x);
  y = other(b, a, y);
  const collate = tr.mysql && isText(a.type) && isText(b.type) && !a.binary && !b.binary ? ' COLLATE NOCASE' : '';
  return op === '<=>' ? `(${x} IS ${y}${collate})` : `(${x} ${op} ${y}${collate})`;
}

export function pgLiteral(tr: ExprTranslator, v: string, q: Piece): string {
  if (tr.mysql) return literal(numberOf(v).value);
  if (q.type.base === 'bool') return /^(t|true|yes|on|1)$/i.test(v) ? '1' : '0';
  const n = numberOf(v);
  if (n.empty || n.rest !== '')
    throw new SqlError(
      0,
      '22P02',
      `invalid input syntax for type ${q.type.base === 'int' ? 'integer' : 'numeric'}: "${v}"`,
    );
  return literal(n.value);
}

export function inList(tr: ExprTranslator, e: Expr & { k: 'in' }, s: Scope): Piece {
  if (!Array.isArray(e.list)) {
    const a = tr.expr(e.a, s);
    return { sql: `(${a.sql} ${e.not ? 'NOT ' : ''}IN (${tr.query(e.list, s).sql}))`, type: tr.bool };
  }
  if (e.a.k === 'row')
    return {
      sql: `(${tr.expr(e.a, s).sql} ${e.not ? 'NOT ' : ''}IN (VALUES ${e.list.map((x) => tr.expr(x, s).sql).join(', ')}))`,
      type: tr.bool,
    };
  const a = tr.expr(e.a, s);
  const items = e.list.map((x) => tr.expr(x, s));
  const same = items.every(
    (p) =>
      p.type.base === a.type.base ||
      (isNumber(p.type) && isNumber(a.type)) ||
      p.type.base === 'null' ||
      (a.from !== undefined && isText(p.type) === isText(a.type)),
  );
  const sql = same
    ? `(${a.sql}${a.from === undefined && tr.mysql && isText(a.type) && !a.binary ? ' COLLATE NOCASE' : ''} IN (${items.map((p) => p.sql).join(', ')}))`
    : `(${items.map((p) => compare(tr, '=', a, p)).join(' OR ')})`;
  return { sql: e.not ? `(NOT ${sql})` : sql, type: tr.bool };
}

export function cast(tr: ExprTranslator, a: Piece, name: Parameters<typeof columnType>[0]): Piece {
  if (tr.mysql && ['char', 'nchar', 'varchar'].includes(name.name))
    return {
      sql: name.args.length === 0 ? tr.str(a) : `f_LEFT(${tr.str(a)}, ${Number(name.args[0])})`,
      type: STR,
    };
  if (tr.mysql && name.name === 'binary') return { sql: tr.str(a), type: STR, binary: true };
  const t = columnType(name, tr.c.flavor, () => tr.c.errors.syntax(name.name, 0));
  switch (t.base) {
    case 'int':
      return {
        sql: tr.mysql
          ? `CAST(d_round(${tr.num(a)}, 0) AS INTEGER)`
          : a.literal !== undefined
            ? pgLiteral(tr, a.literal, { sql: '', type: INT })
            : `CAST(d_round(${tr.num(a)}, 0) AS INTEGER)`,
        type: t,
      };
    case 'bool':
      return {
        sql: a.literal !== undefined ? pgLiteral(tr, a.literal, { sql: '', type: t }) : `(${tr.num(a)} <> 0)`,
        type: { base: 'bool' },
      };
    case 'dec':
      return t.scale === undefined
        ? { sql: `CAST(${tr.num(a)} AS REAL)`, type: a.type.base === 'dec' ? a.type : { base: 'dec' } }
        : { sql: `d_round(${tr.num(a)}, ${t.scale})`, type: { base: 'dec', scale: t.scale } };
    case 'float':
      return { sql: `CAST(${tr.num(a)} AS REAL)`, type: FLOAT };
    case 'date':
      return { sql: `f_DATE(${tr.str(a)})`, type: DATE };
    case 'datetime':
      return { sql: `f_TIMESTAMP(${tr.str(a)})`, type: DATETIME };
    case 'time':
      return { sql: `f_TIME(${tr.str(a)})`, type: TIME };
    case 'json':
      return { sql: tr.str(a), type: { base: 'json' } };
    case 'blob':
      return { sql: `CAST(${tr.str(a)} AS BLOB)`, type: { base: 'blob' } };
    default:
      return {
        sql: t.size === undefined || t.size > 1e6 ? tr.str(a) : `f_LEFT(${tr.str(a)}, ${t.size})`,
        type: STR,
      };
  }
}
