// Expressions: from the server's SQL to the engine's, with the type of what comes out.

import type { Expr, OrderItem, Query } from './ast.ts';
import type { SqlValue } from '../../../kernel/sql.ts';
import { type Errors, type Flavor, unsupported } from './errors.ts';
import { FLOAT, INT, NULLTYPE, STR, unify } from './function-spec.ts';
import { formatNumber } from './dates.ts';
import type { OutColumn, Piece, Scope } from './scope.ts';
import { numberOf, type SqlType } from './types.ts';
import { isNumber, isText, literal, text } from './literals.ts';
import { call } from './translate-calls.ts';
import { binary, cast, compare, inList, unary } from './translate-operators.ts';

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
        return unary(this, e, s);
      case 'bin':
        return binary(this, e, s);
      case 'fn':
        return call(this, e, s);
      case 'case': {
        const base = e.base === undefined ? undefined : this.expr(e.base, s);
        const thens = e.whens.map((w) => this.expr(w.then, s));
        const other = e.other === undefined ? undefined : this.expr(e.other, s);
        const whens = e.whens.map((w, i) => {
          const when = this.expr(w.when, s);
          return `WHEN ${base === undefined ? when.sql : compare(this, '=', base, when)} THEN ${thens[i]!.sql}`;
        });
        return {
          sql: `CASE ${whens.join(' ')}${other === undefined ? '' : ` ELSE ${other.sql}`} END`,
          type: unify([...thens, ...(other === undefined ? [] : [other])].map((p) => p.type)),
        };
      }
      case 'in':
        return inList(this, e, s);
      case 'between': {
        const [a, low, high] = [this.expr(e.a, s), this.expr(e.low, s), this.expr(e.high, s)];
        const sql = `(${compare(this, '>=', a, low)} AND ${compare(this, '<=', a, high)})`;
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
        return cast(this, this.expr(e.a, s), e.type);
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
  /** As a condition. */
  truth(p: Piece): string {
    return isNumber(p.type) || p.type.base === 'null' ? p.sql : `(${this.num(p)} <> 0)`;
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
}
