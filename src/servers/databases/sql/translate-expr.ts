// Expressions: from the server's SQL to the engine's, with the type of what comes out.

import type { Expr, OrderItem, Query } from './ast.ts';
import type { SqlValue } from '../../../kernel/sql.ts';
import { type Errors, type Flavor, SqlError, unsupported } from './errors.ts';
import { DATE, DATETIME, FLOAT, FUNCTIONS, INT, NULLTYPE, STR, TIME, unify } from './functions.ts';
import { formatMs, formatNumber } from './dates.ts';
import type { OutColumn, Piece, Scope } from './scope.ts';
import { columnType, numberOf, type SqlType } from './types.ts';

/** What expressions may ask of the connection. */
export interface Context {
  readonly flavor: Flavor;
  readonly errors: Errors;
  /** Virtual ms at which the statement began. */
  readonly now: number;
  readonly db: string;
  readonly version: string;
  readonly user: string;
  readonly account: string;
  readonly connectionId: number;
  readonly lastInsertId: number;
  readonly rowCount: number;
  readonly foundRows: number;
  userVar(name: string): SqlValue;
  /** @throws SqlError 1193 */
  sysVar(name: string, scope: 'global' | 'session' | ''): SqlValue;
  random(): number;
  uuid(): string;
}

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
const text = (s: string): string =>
  s.includes('\0')
    ? `CAST(X'${[...new TextEncoder().encode(s)].map((b) => b.toString(16).padStart(2, '0')).join('')}' AS TEXT)`
    : `'${s.replace(/'/g, "''")}'`;

const isText = (t: SqlType): boolean => ['str', 'enum', 'set', 'json', 'uuid'].includes(t.base);
const isTime = (t: SqlType): boolean => ['date', 'datetime', 'time'].includes(t.base);
const isNumber = (t: SqlType): boolean => ['int', 'dec', 'float', 'bool', 'year', 'bit'].includes(t.base);

const AGGREGATES = new Set([
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
const WINDOWS = new Set([
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

export abstract class ExprTranslator {
  /** Seconds that SLEEP calls ask for. */
  sleep = 0;
  constructor(readonly c: Context) {}

  get mysql(): boolean {
    return this.c.flavor !== 'postgres';
  }
  get bool(): SqlType {
    return this.mysql ? { base: 'int', size: 1 } : { base: 'bool' };
  }
  abstract query(q: Query, outer: Scope | undefined): { sql: string; columns: OutColumn[]; single: boolean };

  /** As a number, whatever it is. */
  num(p: Piece): string {
    if (isNumber(p.type) || p.type.base === 'null') return p.sql;
    if (p.literal !== undefined) return literal(numberOf(p.literal).value);
    return `d_num(${p.sql})`;
  }
  /** As text, as it would be shown. */
  str(p: Piece): string {
    if (p.type.base === 'dec' && p.type.scale !== undefined) return `d_fix(${p.sql}, ${p.type.scale})`;
    if (p.type.base === 'bool') return `CASE ${p.sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`;
    if (isNumber(p.type) || p.type.base === 'blob') return `d_text(${p.sql})`;
    return p.sql;
  }

  expr(e: Expr, s: Scope): Piece {
    switch (e.k) {
      case 'lit':
        return this.lit(e);
      case 'col':
        return this.col(e, s);
      case 'un':
        return this.unary(e, s);
      case 'bin':
        return this.binary(e, s);
      case 'fn':
        return this.call(e, s);
      case 'case': {
        const base = e.base === undefined ? undefined : this.expr(e.base, s);
        const thens = e.whens.map((w) => this.expr(w.then, s));
        const other = e.other === undefined ? undefined : this.expr(e.other, s);
        const whens = e.whens.map((w, i) => {
          const when = this.expr(w.when, s);
          return `WHEN ${base === undefined ? when.sql : this.compare('=', base, when)} THEN ${thens[i]!.sql}`;
        });
        return {
          sql: `CASE ${whens.join(' ')}${other === undefined ? '' : ` ELSE ${other.sql}`} END`,
          type: unify([...thens, ...(other === undefined ? [] : [other])].map((p) => p.type)),
        };
      }
      case 'in':
        return this.inList(e, s);
      case 'between': {
        const [a, low, high] = [this.expr(e.a, s), this.expr(e.low, s), this.expr(e.high, s)];
        const sql = `(${this.compare('>=', a, low)} AND ${this.compare('<=', a, high)})`;
        return { sql: e.not ? `(NOT ${sql})` : sql, type: this.bool };
      }
      case 'like': {
        const [a, b] = [this.expr(e.a, s), this.expr(e.b, s)];
        const esc = e.escape === undefined ? "'\\'" : this.expr(e.escape, s).sql;
        const sql = e.regexp
          ? `d_regexp(${this.str(a)}, ${this.str(b)}, ${e.fold && !a.binary ? 1 : 0})`
          : e.fold && !(this.mysql && (a.binary || b.binary))
            ? `(${this.str(a)} LIKE ${this.str(b)} ESCAPE ${esc})`
            : `d_like(${this.str(a)}, ${this.str(b)}, ${esc}, 0)`;
        return { sql: e.not ? `(NOT ${sql})` : sql, type: this.bool };
      }
      case 'is': {
        const a = this.expr(e.a, s).sql;
        const sql =
          e.what === 'NULL' || e.what === 'UNKNOWN'
            ? `(${a} IS ${e.not ? 'NOT ' : ''}NULL)`
            : `((${a}) IS ${e.not ? 'NOT ' : ''}${e.what})`;
        return { sql, type: this.bool };
      }
      case 'exists':
        return { sql: `EXISTS (${this.query(e.query, s).sql})`, type: this.bool };
      case 'sub': {
        const q = this.query(e.query, s);
        if (q.columns.length !== 1) throw this.c.errors.operand(1);
        const sql = q.single
          ? `(${q.sql})`
          : `(SELECT CASE WHEN count(*) > 1 THEN d_many(${this.mysql ? 1 : 0}) ELSE max(k0) END FROM (${q.sql}))`;
        return { sql, type: q.columns[0]!.type };
      }
      case 'some': {
        const a = this.expr(e.a, s);
        const q = this.query(e.query, s);
        if (e.op === '=' && !e.all) return { sql: `(${a.sql} IN (${q.sql}))`, type: this.bool };
        if (e.op === '<>' && e.all) return { sql: `(${a.sql} NOT IN (${q.sql}))`, type: this.bool };
        return {
          sql: e.all
            ? `(NOT EXISTS (SELECT 1 FROM (${q.sql}) WHERE NOT (${a.sql} ${e.op} k0)))`
            : `EXISTS (SELECT 1 FROM (${q.sql}) WHERE ${a.sql} ${e.op} k0)`,
          type: this.bool,
        };
      }
      case 'cast':
        return this.cast(this.expr(e.a, s), e.type);
      case 'interval':
        throw unsupported('an INTERVAL alone');
      case 'row':
        return { sql: `(${e.items.map((x) => this.expr(x, s).sql).join(', ')})`, type: NULLTYPE };
      case 'uservar':
        return this.value(this.c.userVar(e.name));
      case 'sysvar':
        return this.value(this.c.sysVar(e.name, e.scope));
      case 'collate': {
        const a = this.expr(e.a, s);
        const binary = /_bin$|^C$|^POSIX$|_cs$/i.test(e.name);
        return { ...a, sql: `(${a.sql} COLLATE ${binary || !this.mysql ? 'BINARY' : 'NOCASE'})`, binary };
      }
      case 'default':
        throw this.c.errors.syntax('DEFAULT', 0);
    }
  }

  value(v: SqlValue): Piece {
    return {
      sql: literal(v),
      type:
        v === null
          ? NULLTYPE
          : typeof v === 'number'
            ? Number.isInteger(v)
              ? INT
              : FLOAT
            : typeof v === 'string'
              ? STR
              : { base: 'blob' },
      literal: v === null || v instanceof Uint8Array ? undefined : String(v),
    };
  }

  private lit(e: Expr & { k: 'lit' }): Piece {
    switch (e.t) {
      case 'null':
        return { sql: 'NULL', type: NULLTYPE };
      case 'str':
        return { sql: text(e.v), type: STR, literal: e.v };
      case 'bool':
        return { sql: e.v, type: this.bool };
      case 'int':
        return {
          sql: Number.isSafeInteger(Number(e.v)) ? String(Number(e.v)) : e.v.length < 19 ? e.v : `${e.v}.0`,
          type: INT,
          literal: e.v,
        };
      case 'dec':
        return {
          sql: formatNumber(Number(e.v)).includes('e') ? e.v : String(Number(e.v)),
          type: { base: 'dec', scale: e.v.split('.')[1]?.length ?? 0 },
          literal: e.v,
        };
      case 'float':
        return { sql: e.v, type: FLOAT, literal: e.v };
      case 'hex':
        return { sql: `X'${e.v.length % 2 === 1 ? '0' : ''}${e.v}'`, type: { base: 'blob' } };
    }
  }

  protected col(e: Expr & { k: 'col' }, s: Scope): Piece {
    // PostgreSQL writes a few functions without parentheses; "excluded" comes with the statement
    return s.column(e.name, e.table, e.db);
  }

  private unary(e: Expr & { k: 'un' }, s: Scope): Piece {
    const a = this.expr(e.a, s);
    switch (e.op) {
      case '-':
        return {
          sql: `(-${this.num(a)})`,
          type: isNumber(a.type) ? (a.type.base === 'bool' ? INT : a.type) : FLOAT,
          literal: a.literal === undefined ? undefined : `-${a.literal}`,
        };
      case '+':
        return a;
      case '~':
        return { sql: `(~CAST(${this.num(a)} AS INTEGER))`, type: INT };
      case 'BINARY':
        return { ...a, sql: `(${a.sql} COLLATE BINARY)`, binary: true };
      default:
        return { sql: `(NOT ${this.truth(a)})`, type: this.bool };
    }
  }
  /** As a condition. */
  truth(p: Piece): string {
    return isNumber(p.type) || p.type.base === 'null' ? p.sql : `(${this.num(p)} <> 0)`;
  }

  private binary(e: Expr & { k: 'bin' }, s: Scope): Piece {
    if (e.a.k === 'row' || e.b.k === 'row')
      return { sql: `(${this.expr(e.a, s).sql} ${e.op} ${this.rowOf(e.b, s)})`, type: this.bool };
    const [a, b] = [this.expr(e.a, s), this.expr(e.b, s)];
    switch (e.op) {
      case 'AND':
      case 'OR':
        return { sql: `(${this.truth(a)} ${e.op} ${this.truth(b)})`, type: this.bool };
      case 'XOR':
        return {
          sql: `((${this.truth(a)} AND NOT ${this.truth(b)}) OR (NOT ${this.truth(a)} AND ${this.truth(b)}))`,
          type: this.bool,
        };
      case '=':
      case '<>':
      case '<':
      case '>':
      case '<=':
      case '>=':
      case '<=>':
        return { sql: this.compare(e.op, a, b), type: this.bool };
      case '&':
      case '|':
      case '<<':
      case '>>':
        return { sql: `(CAST(${this.num(a)} AS INTEGER) ${e.op} CAST(${this.num(b)} AS INTEGER))`, type: INT };
      case '^':
        return { sql: `((${this.num(a)} | ${this.num(b)}) - (${this.num(a)} & ${this.num(b)}))`, type: INT };
      default:
    }
    if (!this.mysql && (isTime(a.type) || isTime(b.type))) return this.dateArithmetic(e.op, a, b);
    const [x, y] = [this.num(a), this.num(b)];
    const exact = (p: Piece): boolean => p.type.base !== 'float' && isNumber(p.type);
    const scale = (p: Piece): number => (p.type.base === 'dec' ? (p.type.scale ?? (this.mysql ? 0 : 16)) : 0);
    const whole =
      !['dec', 'float'].includes(a.type.base) && !['dec', 'float'].includes(b.type.base) && exact(a) && exact(b);
    const type: SqlType = whole
      ? INT
      : exact(a) && exact(b)
        ? { base: 'dec', scale: e.op === '*' ? scale(a) + scale(b) : Math.max(scale(a), scale(b)) }
        : FLOAT;
    switch (e.op) {
      case '/':
        if (!this.mysql)
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
  private dateArithmetic(op: string, a: Piece, b: Piece): Piece {
    if (isTime(a.type) && isNumber(b.type))
      return { sql: `d_dateadd(${a.sql}, ${b.sql}, 'DAY', ${op === '-' ? -1 : 1})`, type: a.type };
    if (a.type.base === 'date' && b.type.base === 'date' && op === '-')
      return { sql: `f_DATEDIFF(${a.sql}, ${b.sql})`, type: INT };
    throw unsupported('arithmetic with these dates');
  }

  private rowOf(e: Expr, s: Scope): string {
    return e.k === 'sub' ? `(${this.query(e.query, s).sql})` : this.expr(e, s).sql;
  }

  compare(op: string, a: Piece, b: Piece): string {
    let [x, y] = [a.sql, b.sql];
    const other = (p: Piece, q: Piece, sql: string): string => {
      // a text beside a number is read as a number, beside a date as a date
      if (isNumber(q.type) && isText(p.type))
        return p.literal === undefined ? (this.mysql ? `d_num(${sql})` : sql) : this.pgLiteral(p.literal, q);
      if (
        q.type.base === 'datetime' &&
        (p.type.base === 'date' || (isText(p.type) && p.literal !== undefined && /^\d{4}-\d\d-\d\d$/.test(p.literal)))
      )
        return p.literal !== undefined ? text(`${p.literal} 00:00:00`) : `(${sql} || ' 00:00:00')`;
      return sql;
    };
    x = other(a, b, x);
    y = other(b, a, y);
    const collate = this.mysql && isText(a.type) && isText(b.type) && !a.binary && !b.binary ? ' COLLATE NOCASE' : '';
    return op === '<=>' ? `(${x} IS ${y}${collate})` : `(${x} ${op} ${y}${collate})`;
  }
  private pgLiteral(v: string, q: Piece): string {
    if (this.mysql) return literal(numberOf(v).value);
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

  private inList(e: Expr & { k: 'in' }, s: Scope): Piece {
    if (!Array.isArray(e.list)) {
      const a = this.expr(e.a, s);
      return { sql: `(${a.sql} ${e.not ? 'NOT ' : ''}IN (${this.query(e.list, s).sql}))`, type: this.bool };
    }
    if (e.a.k === 'row')
      return {
        sql: `(${this.expr(e.a, s).sql} ${e.not ? 'NOT ' : ''}IN (VALUES ${e.list.map((x) => this.expr(x, s).sql).join(', ')}))`,
        type: this.bool,
      };
    const a = this.expr(e.a, s);
    const items = e.list.map((x) => this.expr(x, s));
    const same = items.every(
      (p) =>
        p.type.base === a.type.base ||
        (isNumber(p.type) && isNumber(a.type)) ||
        p.type.base === 'null' ||
        (a.from !== undefined && isText(p.type) === isText(a.type)),
    );
    const sql = same
      ? `(${a.sql}${a.from === undefined && this.mysql && isText(a.type) && !a.binary ? ' COLLATE NOCASE' : ''} IN (${items.map((p) => p.sql).join(', ')}))`
      : `(${items.map((p) => this.compare('=', a, p)).join(' OR ')})`;
    return { sql: e.not ? `(NOT ${sql})` : sql, type: this.bool };
  }

  cast(a: Piece, name: Parameters<typeof columnType>[0]): Piece {
    if (this.mysql && ['char', 'nchar', 'varchar'].includes(name.name))
      return {
        sql: name.args.length === 0 ? this.str(a) : `f_LEFT(${this.str(a)}, ${Number(name.args[0])})`,
        type: STR,
      };
    if (this.mysql && name.name === 'binary') return { sql: this.str(a), type: STR, binary: true };
    const t = columnType(name, this.c.flavor, () => this.c.errors.syntax(name.name, 0));
    switch (t.base) {
      case 'int':
        return {
          sql: this.mysql
            ? `CAST(d_round(${this.num(a)}, 0) AS INTEGER)`
            : a.literal !== undefined
              ? this.pgLiteral(a.literal, { sql: '', type: INT })
              : `CAST(d_round(${this.num(a)}, 0) AS INTEGER)`,
          type: t,
        };
      case 'bool':
        return {
          sql: a.literal !== undefined ? this.pgLiteral(a.literal, { sql: '', type: t }) : `(${this.num(a)} <> 0)`,
          type: { base: 'bool' },
        };
      case 'dec':
        return t.scale === undefined
          ? { sql: `CAST(${this.num(a)} AS REAL)`, type: a.type.base === 'dec' ? a.type : { base: 'dec' } }
          : { sql: `d_round(${this.num(a)}, ${t.scale})`, type: { base: 'dec', scale: t.scale } };
      case 'float':
        return { sql: `CAST(${this.num(a)} AS REAL)`, type: FLOAT };
      case 'date':
        return { sql: `f_DATE(${this.str(a)})`, type: DATE };
      case 'datetime':
        return { sql: `f_TIMESTAMP(${this.str(a)})`, type: DATETIME };
      case 'time':
        return { sql: `f_TIME(${this.str(a)})`, type: TIME };
      case 'json':
        return { sql: this.str(a), type: { base: 'json' } };
      case 'blob':
        return { sql: `CAST(${this.str(a)} AS BLOB)`, type: { base: 'blob' } };
      default:
        return {
          sql: t.size === undefined || t.size > 1e6 ? this.str(a) : `f_LEFT(${this.str(a)}, ${t.size})`,
          type: STR,
        };
    }
  }

  orderText(items: readonly OrderItem[], s: Scope, one: (e: Expr) => Piece): string {
    return items
      .map((o) => {
        const p = one(o.e);
        const nulls = o.nulls ?? (this.mysql ? undefined : o.desc ? 'FIRST' : 'LAST');
        const collate =
          this.mysql &&
          isText(p.type) &&
          p.from === undefined &&
          p.literal === undefined &&
          !p.binary &&
          !/^\d+$/.test(p.sql)
            ? ' COLLATE NOCASE'
            : '';
        return `${p.sql}${collate}${o.desc ? ' DESC' : ''}${nulls === undefined ? '' : ` NULLS ${nulls}`}`;
      })
      .join(', ');
  }

  // --- calls

  private call(e: Expr & { k: 'fn' }, s: Scope): Piece {
    const { name } = e;
    if (AGGREGATES.has(name) || WINDOWS.has(name)) return this.aggregate(e, s);
    if (e.over !== undefined || e.distinct) throw this.c.errors.syntax(name, 0);
    const constant = this.constant(e, s);
    if (constant !== undefined) return constant;
    const args = e.args.map((a) => (a.k === 'interval' ? { sql: '', type: NULLTYPE } : this.expr(a, s)));
    const need = (min: number, max = min): void => {
      if (args.length < min || args.length > max) throw this.c.errors.parameterCount(name);
    };
    switch (name) {
      case 'IF':
        need(3);
        return {
          sql: `CASE WHEN ${this.truth(args[0]!)} THEN ${args[1]!.sql} ELSE ${args[2]!.sql} END`,
          type: unify([args[1]!.type, args[2]!.type]),
        };
      case 'IFNULL':
      case 'NVL':
        need(2);
        return { sql: `ifnull(${args.map((a) => a.sql).join(', ')})`, type: unify(args.map((a) => a.type)) };
      case 'COALESCE':
        need(1, 99);
        return {
          sql: args.length === 1 ? args[0]!.sql : `coalesce(${args.map((a) => a.sql).join(', ')})`,
          type: unify(args.map((a) => a.type)),
        };
      case 'NULLIF':
        need(2);
        return {
          sql: `CASE WHEN ${this.compare('=', args[0]!, args[1]!)} THEN NULL ELSE ${args[0]!.sql} END`,
          type: args[0]!.type,
        };
      case 'ROUND':
      case 'TRUNCATE':
      case 'TRUNC': {
        need(1, 2);
        const n = args[1] === undefined ? 0 : Number(args[1].literal ?? 0);
        const type: SqlType =
          args[0]!.type.base === 'float' || isText(args[0]!.type)
            ? FLOAT
            : args[0]!.type.base === 'int'
              ? INT
              : { base: 'dec', scale: Math.max(0, this.mysql ? Math.min(n, args[0]!.type.scale ?? n) : n) };
        return {
          sql: `${name === 'ROUND' ? 'd_round' : 'd_trunc'}(${this.num(args[0]!)}, ${args[1]?.sql ?? '0'})`,
          type,
        };
      }
      case 'DATE_ADD':
      case 'DATE_SUB':
      case 'ADDDATE':
      case 'SUBDATE': {
        need(2);
        const i = e.args[1]!;
        const sign = name === 'DATE_SUB' || name === 'SUBDATE' ? -1 : 1;
        const [n, unit] = i.k === 'interval' ? [this.expr(i.a, s).sql, i.unit] : [args[1]!.sql, 'DAY'];
        const t = args[0]!.type;
        return {
          sql: `d_dateadd(${this.str(args[0]!)}, ${n}, '${unit}', ${sign})`,
          type:
            t.base === 'date' && ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'].includes(unit) && this.mysql
              ? DATE
              : DATETIME,
        };
      }
      case 'PG_CONCAT':
        return { sql: `(${this.str(args[0]!)} || ${this.str(args[1]!)})`, type: STR };
      case 'VALUES':
        return args[0]!;
      case 'ANY_VALUE':
        return args[0]!;
      default:
    }
    const spec = FUNCTIONS[name];
    if (spec === undefined) throw this.c.errors.unknownFunction(this.c.db, e.written ?? name);
    need(spec.min, spec.max);
    const given = args.map((a) =>
      spec.args === 'text'
        ? this.str(a)
        : spec.args === 'num'
          ? this.num(a)
          : a.type.base === 'dec' || a.type.base === 'bool'
            ? isNumeric(name)
              ? a.sql
              : this.str(a)
            : a.sql,
    );
    return {
      sql: `f_${name}(${given.join(', ')})`,
      type: typeof spec.type === 'function' ? spec.type(args.map((a) => a.type)) : spec.type,
    };
  }

  /** Functions whose value the connection knows. */
  private constant(e: Expr & { k: 'fn' }, s: Scope): Piece | undefined {
    const { c } = this;
    const str = (v: string): Piece => ({ sql: text(v), type: STR, literal: v });
    const int = (v: number): Piece => ({ sql: String(v), type: INT });
    switch (e.name) {
      case 'NOW':
      case 'CURRENT_TIMESTAMP':
      case 'LOCALTIME':
      case 'LOCALTIMESTAMP':
      case 'SYSDATE':
      case 'UTC_TIMESTAMP':
      case 'STATEMENT_TIMESTAMP':
      case 'TRANSACTION_TIMESTAMP':
      case 'CLOCK_TIMESTAMP': {
        const scale = this.mysql ? Number(e.args[0]?.k === 'lit' ? e.args[0].v : 0) : 6;
        return { sql: text(formatMs(c.now, scale)), type: { base: 'datetime', scale } };
      }
      case 'CURDATE':
      case 'CURRENT_DATE':
      case 'UTC_DATE':
        return { sql: text(formatMs(c.now).slice(0, 10)), type: DATE };
      case 'CURTIME':
      case 'CURRENT_TIME':
      case 'UTC_TIME':
        return { sql: text(formatMs(c.now).slice(11)), type: TIME };
      case 'UNIX_TIMESTAMP':
        return e.args.length === 0
          ? int(Math.floor(c.now / 1000))
          : {
              sql: `CAST(f_TIMESTAMPDIFF('SECOND', '1970-01-01', ${this.str(this.expr(e.args[0]!, s))}) AS INTEGER)`,
              type: INT,
            };
      case 'VERSION':
        return str(c.version);
      case 'USER':
      case 'SESSION_USER':
      case 'SYSTEM_USER':
        return str(c.user);
      case 'CURRENT_USER':
        return str(c.account);
      case 'DATABASE':
      case 'SCHEMA':
      case 'CURRENT_DATABASE':
      case 'CURRENT_CATALOG':
        return c.db === '' ? { sql: 'NULL', type: STR } : str(c.db);
      case 'CURRENT_SCHEMA':
        return str('public');
      case 'CONNECTION_ID':
      case 'PG_BACKEND_PID':
        return int(c.connectionId);
      case 'LAST_INSERT_ID':
      case 'LASTVAL':
        return int(c.lastInsertId);
      case 'ROW_COUNT':
        return int(c.rowCount);
      case 'FOUND_ROWS':
        return int(c.foundRows);
      case 'RAND':
      case 'RANDOM':
        return { sql: 'd_rand()', type: FLOAT };
      case 'UUID':
      case 'GEN_RANDOM_UUID':
        return { sql: 'd_uuid()', type: this.mysql ? STR : { base: 'uuid' } };
      case 'SLEEP':
      case 'PG_SLEEP': {
        const n = e.args[0];
        const p = n === undefined ? undefined : this.expr(n, s);
        if (p?.literal === undefined) throw unsupported('SLEEP of something that is no number');
        this.sleep += Math.max(0, Number(p.literal) || 0);
        return this.mysql ? int(0) : str('');
      }
      case 'GET_LOCK':
      case 'RELEASE_LOCK':
      case 'IS_FREE_LOCK':
        return int(1);
      case 'PG_TABLE_IS_VISIBLE':
      case 'HAS_DATABASE_PRIVILEGE':
      case 'HAS_TABLE_PRIVILEGE':
        return { sql: '1', type: { base: 'bool' } };
      default:
        return undefined;
    }
  }

  private aggregate(e: Expr & { k: 'fn' }, s: Scope): Piece {
    const { name } = e;
    const args = e.args.map((a) => this.expr(a, s));
    const a = args[0];
    const dist = e.distinct ? 'DISTINCT ' : '';
    const order =
      e.order === undefined || e.order.length === 0
        ? ''
        : ` ORDER BY ${this.orderText(e.order, s, (x) => this.expr(x, s))}`;
    const tail = `${e.filter === undefined ? '' : ` FILTER (WHERE ${this.truth(this.expr(e.filter, s))})`}${e.over === undefined ? '' : ` OVER (${this.windowText(e.over, s)})`}`;
    if (name === 'COUNT') {
      if (e.star) return { sql: `count(*)${tail}`, type: INT };
      if (a === undefined) throw this.c.errors.syntax(')', 0);
      return {
        sql: `count(${dist}${args.length > 1 ? `d_key(${args.map((x) => x.sql).join(', ')})` : a.sql})${tail}`,
        type: INT,
      };
    }
    if (WINDOWS.has(name)) {
      if (e.over === undefined) throw this.c.errors.syntax(name, 0);
      return {
        sql: `${name.toLowerCase()}(${args.map((x) => x.sql).join(', ')})${tail}`,
        type:
          a === undefined || name === 'NTILE'
            ? name === 'PERCENT_RANK' || name === 'CUME_DIST'
              ? FLOAT
              : INT
            : a.type,
      };
    }
    if (a === undefined) throw this.c.errors.parameterCount(name);
    const exact = isNumber(a.type) && a.type.base !== 'float';
    switch (name) {
      case 'SUM':
        return {
          sql: `sum(${dist}${this.num(a)})${tail}`,
          type: exact
            ? this.mysql
              ? { base: 'dec', scale: a.type.base === 'dec' ? (a.type.scale ?? 0) : 0 }
              : a.type.base === 'int'
                ? INT
                : a.type
            : FLOAT,
        };
      case 'AVG':
        return {
          sql: `avg(${dist}${this.num(a)})${tail}`,
          type: exact
            ? { base: 'dec', scale: this.mysql ? (a.type.base === 'dec' ? (a.type.scale ?? 0) : 0) + 4 : 16 }
            : FLOAT,
        };
      case 'MIN':
      case 'MAX':
        return {
          sql: `${name.toLowerCase()}(${a.sql}${this.mysql && isText(a.type) && a.from === undefined && !a.binary ? ' COLLATE NOCASE' : ''})${tail}`,
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
        const joined =
          parts.length === 1 ? this.str(parts[0]!) : `f_CONCAT(${parts.map((x) => this.str(x)).join(', ')})`;
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
          sql: `f_SQRT(max(0.0, avg(${this.num(a)} * ${this.num(a)}) - avg(${this.num(a)}) * avg(${this.num(a)})))`,
          type: FLOAT,
        };
      case 'VARIANCE':
      case 'VAR_POP':
        return {
          sql: `(avg(${this.num(a)} * ${this.num(a)}) - avg(${this.num(a)}) * avg(${this.num(a)}))`,
          type: FLOAT,
        };
      default:
        throw unsupported(`the function ${name}`);
    }
  }

  private windowText(w: NonNullable<(Expr & { k: 'fn' })['over']>, s: Scope): string {
    return [
      w.partition.length === 0 ? '' : `PARTITION BY ${w.partition.map((x) => this.expr(x, s).sql).join(', ')}`,
      w.order.length === 0 ? '' : `ORDER BY ${this.orderText(w.order, s, (x) => this.expr(x, s))}`,
      w.frame,
    ]
      .filter((x) => x !== '')
      .join(' ');
  }
}

const isNumeric = (name: string): boolean =>
  [
    'ABS',
    'GREATEST',
    'LEAST',
    'FORMAT',
    'LEFT',
    'RIGHT',
    'REPEAT',
    'SUBSTRING',
    'SUBSTR',
    'MID',
    'LPAD',
    'RPAD',
    'FROM_UNIXTIME',
    'ISNULL',
    'ELT',
    'LENGTH',
  ].includes(name);
