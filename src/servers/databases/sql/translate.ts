// Queries: SELECT with its tables, groups and orders, from the server's SQL to the engine's.

import type { Core, Expr, Query, SelectItem, TableRef } from './ast.ts';
import { SqlError, unsupported } from './errors.ts';
import { INT, unify } from './function-spec.ts';
import { Scope, type OutColumn, type Piece, type Source, type SourceColumn } from './scope.ts';
import { physical, physicalColumn, primaryKey, type Table } from './tables.ts';
import { type Context, ExprTranslator } from './translate-expr.ts';
import { literal } from './literals.ts';
import { compare } from './translate-operators.ts';
import { parseQuery } from './parse.ts';

/** Where tables come from. */
export interface Tables {
  /** The table that a name means, after the rights to read it were checked. @throws SqlError 1046, 1142, 1146 */
  find(db: string | undefined, name: string): Table;
  readonly modern: boolean;
}

interface Translated {
  sql: string;
  columns: OutColumn[];
  /** Never more than one row. */
  single: boolean;
}

export class Translator extends ExprTranslator {
  private n = 0;
  constructor(
    c: Context,
    readonly tables: Tables,
  ) {
    super(c);
  }

  scope(parent: Scope | undefined): Scope {
    return new Scope(parent, this.c.errors, this.tables.modern);
  }

  query(q: Query, outer: Scope | undefined): Translated {
    const names = this.scope(outer);
    const withs: string[] = [];
    for (const w of q.with) {
      const phys = `w${this.n++}`;
      const known = (columns: readonly OutColumn[]): OutColumn[] =>
        columns.map((c, i) => ({ ...c, name: w.columns?.[i] ?? c.name }));
      if (q.recursive)
        names.ctes.set(w.name, { physical: phys, columns: known(this.term(w.query.first, names, false).columns) });
      const t = this.query(w.query, names);
      names.ctes.set(w.name, { physical: phys, columns: known(t.columns) });
      withs.push(`${phys} (${t.columns.map((_, i) => `k${i}`).join(', ')}) AS (${t.sql})`);
    }
    const head = withs.length === 0 ? '' : `WITH ${q.recursive ? 'RECURSIVE ' : ''}${withs.join(', ')} `;
    const limit = this.limit(q, names);
    if (q.rest.length === 0 && !('first' in q.first)) {
      const t = this.core(q.first, names, q.order);
      return { ...t, sql: head + t.sql + limit, single: t.single || /^ LIMIT [01]$/.test(limit) };
    }
    const parts = [this.term(q.first, names, true), ...q.rest.map((r) => this.term(r.core, names, true))];
    const [first] = parts as [Translated];
    if (parts.some((p) => p.columns.length !== first.columns.length)) throw this.c.errors.unionColumns();
    const columns = first.columns.map((c, i) => ({
      name: c.name,
      type: unify(parts.map((p) => p.columns[i]!.type)),
      from: undefined,
    }));
    let sql = first.sql;
    q.rest.forEach((r, i) => {
      if (r.op === 'EXCEPT ALL' || r.op === 'INTERSECT ALL') throw unsupported(r.op);
      sql += ` ${r.op} ${parts[i + 1]!.sql}`;
    });
    if (q.order.length > 0) {
      sql += ` ORDER BY ${this.orderText(q.order, names, (e) => {
        const at =
          e.k === 'lit' && e.t === 'int'
            ? Number(e.v) - 1
            : e.k === 'col'
              ? columns.findIndex((c) => c.name.toLowerCase() === e.name.toLowerCase())
              : -1;
        if (columns[at] === undefined) {
          names.clause = 'ORDER BY';
          throw this.c.errors.unknownColumn(e.k === 'col' ? e.name : 'expression', names.clauseName);
        }
        return { sql: String(at + 1), type: columns[at].type };
      })}`;
    }
    return { sql: head + sql + limit, columns, single: limit === ' LIMIT 1' };
  }

  private term(t: Core | Query, s: Scope, compound: boolean): Translated {
    if (!('first' in t)) return this.core(t, s, [], compound);
    const q = this.query(t, s);
    return compound ? { ...q, sql: `SELECT * FROM (${q.sql})` } : q;
  }

  limit(q: { limit: Expr | undefined; offset?: Expr | undefined }, s: Scope): string {
    const n = (e: Expr): string => {
      const p = this.expr(e, s);
      if (p.literal === undefined || !/^\d+$/.test(p.literal))
        throw e.k === 'lit'
          ? this.c.errors.syntax(p.literal === undefined ? '' : `'${p.literal}'`, 0)
          : unsupported('a LIMIT that is no number');
      return p.literal.length > 15 ? '-1' : p.literal;
    };
    if (q.limit === undefined) return q.offset === undefined ? '' : ` LIMIT -1 OFFSET ${n(q.offset)}`;
    return ` LIMIT ${n(q.limit)}${q.offset === undefined ? '' : ` OFFSET ${n(q.offset)}`}`;
  }

  private core(c: Core, outer: Scope, order: Query['order'], compound = false): Translated {
    const s = this.scope(outer);
    if (c.values !== undefined) {
      const rows = c.values.map((r) => r.map((e) => this.expr(e, s)));
      return {
        sql: `SELECT ${rows[0]!.map((_, i) => `column${i + 1} AS k${i}`).join(', ')} FROM (VALUES ${rows.map((r) => `(${r.map((p) => p.sql).join(', ')})`).join(', ')})`,
        columns: rows[0]!.map((_, i) => ({
          name: `column${i + 1}`,
          type: unify(rows.map((r) => r[i]!.type)),
          from: undefined,
        })),
        single: rows.length === 1,
      };
    }
    if (c.rollup) throw unsupported('WITH ROLLUP');
    s.clause = 'ON';
    const from = c.from === undefined ? '' : this.table(c.from, s);
    s.clause = 'SELECT';
    const pieces = this.items(c.items, s);
    if (c.from === undefined && c.items.some((i) => i.e === undefined))
      throw this.mysql
        ? new SqlError(1096, 'HY000', 'No tables used')
        : new SqlError(0, '42601', 'SELECT * with no tables specified is not valid');
    s.clause = 'WHERE';
    const where = c.where === undefined ? '' : ` WHERE ${this.truth(this.expr(c.where, s))}`;
    for (const p of pieces)
      if (p.alias !== undefined && !s.aliases.has(p.alias.toLowerCase())) s.aliases.set(p.alias.toLowerCase(), p.piece);
    // GROUP BY and ORDER BY may use positions and the names of result columns
    const named = (e: Expr, preferAlias: boolean): Piece => {
      if (e.k === 'lit' && e.t === 'int') {
        const p = pieces[Number(e.v) - 1];
        if (p === undefined) throw this.c.errors.unknownColumn(e.v, s.clauseName);
        return p.piece;
      }
      if (e.k === 'col' && e.table === undefined) {
        const alias = s.aliases.get(e.name.toLowerCase());
        if (alias !== undefined && preferAlias) return alias;
        try {
          return this.expr(e, s);
        } catch (error) {
          if (alias !== undefined) return alias;
          throw error;
        }
      }
      return this.deep(e, s);
    };
    s.clause = 'GROUP BY';
    const group =
      c.group.length === 0
        ? ''
        : ` GROUP BY ${c.group
            .map((e) => named(e, false))
            .map((p) => (/^[\d.]+$/.test(p.sql) ? `(${p.sql} + 0)` : p.sql))
            .join(', ')}`;
    s.clause = 'HAVING';
    const having =
      c.having === undefined
        ? ''
        : group === '' && !hasAggregate(c) && this.mysql
          ? ''
          : ` HAVING ${this.truth(this.deep(c.having, s))}`;
    s.clause = 'ORDER BY';
    let by =
      order.length === 0
        ? ''
        : ` ORDER BY ${this.orderText(order, s, (e) => {
            const p = named(e, true);
            return /^[\d.]+$/.test(p.sql) ? { ...p, sql: `(${p.sql} + 0)` } : p;
          })}`;
    const aggregate = hasAggregate(c);
    // InnoDB gives the rows of one table in the order of its primary key
    if (by === '' && !compound && this.mysql && c.from?.k === 'table' && group === '' && !aggregate && !c.distinct) {
      const [source] = s.sources;
      const pk = source?.table === undefined ? undefined : primaryKey(source.table);
      if (pk !== undefined)
        by = ` ORDER BY ${pk.columns.map((n) => s.column(n, source!.alias, undefined).sql).join(', ')}`;
    }
    let filter = where;
    if (c.having !== undefined && having === '')
      filter = `${where === '' ? ' WHERE' : `${where} AND`} ${this.truth(this.deep(c.having, s))}`;
    const sql = `SELECT ${c.distinct ? 'DISTINCT ' : ''}${pieces.map((p, i) => `${p.piece.sql} AS k${i}`).join(', ')}${from === '' ? '' : ` FROM ${from}`}${filter}${group}${having}${by}`;
    return {
      sql,
      columns: pieces.map((p) => ({ name: p.name, type: p.piece.type, from: p.piece.from })),
      single: (c.from === undefined && where === '') || (aggregate && group === ''),
    };
  }

  /** An expression that may use result columns' names anywhere in it. */
  private deep(e: Expr, s: Scope): Piece {
    const before = this.aliasScope;
    this.aliasScope = s;
    try {
      return this.expr(e, s);
    } finally {
      this.aliasScope = before;
    }
  }
  private aliasScope: Scope | undefined;
  protected override col(e: Expr & { k: 'col' }, s: Scope): Piece {
    if (this.aliasScope === s && e.table === undefined) {
      const alias = s.aliases.get(e.name.toLowerCase());
      if (alias !== undefined) return alias;
    }
    return super.col(e, s);
  }

  /** The columns of a select list, stars opened. */
  items(items: readonly SelectItem[], s: Scope): { name: string; alias: string | undefined; piece: Piece }[] {
    return items.flatMap((item) => {
      if (item.e === undefined) {
        const from = item.table === undefined ? s.sources : s.sources.filter((x) => x.alias === item.table);
        if (item.table !== undefined && from.length === 0) throw this.c.errors.unknownAlias(item.table);
        return from.flatMap((source) =>
          source.columns
            .filter((c) => !c.hidden || item.table !== undefined)
            .map((c) => ({ name: c.name, alias: c.name, piece: c.piece })),
        );
      }
      const piece = this.expr(item.e, s);
      const name =
        item.alias ??
        (item.e.k === 'col'
          ? item.e.name
          : this.mysql
            ? item.e.k === 'lit' && item.e.t === 'str'
              ? item.e.v
              : item.text
            : pgLabel(item.e));
      return [{ name, alias: item.alias ?? (item.e.k === 'col' ? undefined : name), piece }];
    });
  }

  // --- tables

  /** Adds the tables to the scope; the result is the engine's FROM text. */
  table(t: TableRef, s: Scope): string {
    switch (t.k) {
      case 'table': {
        if (t.name === '') return '(SELECT 1)';
        const alias = t.alias ?? t.name;
        const cte = t.db === undefined ? s.cte(t.name) : undefined;
        const phys = `s${this.n++}`;
        if (cte !== undefined) {
          s.add({
            alias,
            db: undefined,
            table: undefined,
            columns: cte.columns.map((c, i) => ({
              name: c.name,
              hidden: false,
              piece: { sql: `${phys}.k${i}`, type: c.type, from: undefined },
            })),
          });
          return `${cte.physical} AS ${phys}`;
        }
        const table = this.tables.find(t.db, t.name);
        if (table.view !== undefined) return this.view(table, alias, phys, s);
        s.add(this.sourceOf(table, alias, phys, t.alias === undefined));
        return `${physical(table)} AS ${phys}`;
      }
      case 'derived': {
        const q = this.query(t.query, s.parent);
        const phys = `s${this.n++}`;
        s.add({
          alias: t.alias,
          db: undefined,
          table: undefined,
          columns: q.columns.map((c, i) => ({
            name: t.columns?.[i] ?? c.name,
            hidden: false,
            piece: { sql: `${phys}.k${i}`, type: c.type, from: undefined },
          })),
        });
        return `(${q.sql}) AS ${phys}`;
      }
      case 'series': {
        const phys = `s${this.n++}`;
        const [a, b, step] = t.args.map((x) => this.num(this.expr(x, s)));
        s.add({
          alias: t.alias,
          db: undefined,
          table: undefined,
          columns: [{ name: t.alias, hidden: false, piece: { sql: `${phys}.k0`, type: INT } }],
        });
        return `(WITH RECURSIVE g(k0) AS (SELECT ${a} WHERE ${a} <= ${b} UNION ALL SELECT k0 + ${step ?? 1} FROM g WHERE k0 + ${step ?? 1} <= ${b}) SELECT k0 FROM g) AS ${phys}`;
      }
      case 'join':
        return this.join(t, s);
    }
  }

  sourceOf(table: Table, alias: string, phys: string, plain: boolean): Source {
    return {
      alias,
      db: plain ? table.db : undefined,
      table,
      columns: table.columns.map((c): SourceColumn => ({
        name: c.name,
        hidden: false,
        piece: {
          sql: `${phys}.${physicalColumn(c)}`,
          type: c.type,
          from: { table, column: c.name, alias },
          ...(c.type.binary ? { binary: true } : {}),
        },
      })),
    };
  }

  private view(table: Table, alias: string, phys: string, s: Scope): string {
    const inner = new Translator(
      {
        ...this.c,
        db: table.view!.db,
        userVar: (n) => this.c.userVar(n),
        sysVar: (n, x) => this.c.sysVar(n, x),
        random: () => this.c.random(),
        uuid: () => this.c.uuid(),
      },
      { ...this.tables, modern: this.tables.modern, find: (db, name) => this.tables.find(db ?? table.view!.db, name) },
    );
    const q = inner.query(parseQuery(table.view!.text, this.mysql ? 'mysql' : 'postgres'), undefined);
    s.add({
      alias,
      db: table.db,
      table: undefined,
      columns: q.columns.map((c, i) => ({
        name: table.view!.columns?.[i] ?? c.name,
        hidden: false,
        piece: { sql: `${phys}.k${i}`, type: c.type, from: c.from },
      })),
    });
    return `(${q.sql}) AS ${phys}`;
  }

  private join(t: TableRef & { k: 'join' }, s: Scope): string {
    const from = s.sources.length;
    const left = this.table(t.left, s);
    const middle = s.sources.length;
    const right = this.table(t.right, s);
    const ls = s.sources.slice(from, middle);
    const rs = s.sources.slice(middle);
    let on = t.on === undefined ? undefined : this.truth(this.expr(t.on, s));
    const using = t.natural
      ? ls
          .flatMap((x) => x.columns)
          .filter((c) => rs.some((x) => x.columns.some((d) => d.name.toLowerCase() === c.name.toLowerCase())))
          .map((c) => c.name)
      : t.using;
    if (using !== undefined) {
      const conditions = using.map((name) => {
        const pick = (list: readonly Source[]): SourceColumn => {
          const c = list
            .flatMap((x) => x.columns)
            .find((d) => !d.hidden && d.name.toLowerCase() === name.toLowerCase());
          if (c === undefined) throw this.c.errors.unknownColumn(name, this.tables.modern ? 'FROM' : 'from clause');
          return c;
        };
        const [a, b] = [pick(ls), pick(rs)];
        if (t.kind === 'RIGHT') a.hidden = true;
        else b.hidden = true;
        return compare(this, '=', a.piece, b.piece);
      });
      if (conditions.length > 0) on = conditions.join(' AND ');
    }
    const wrapped = t.right.k === 'join' ? `(${right})` : right;
    const kind = t.kind === 'CROSS' || (t.kind === 'INNER' && on === undefined) ? 'CROSS JOIN' : `${t.kind} JOIN`;
    return `${left} ${on !== undefined && kind === 'CROSS JOIN' ? 'JOIN' : kind} ${wrapped}${on === undefined ? '' : ` ON ${on}`}`;
  }

  /** The value of an expression without tables, as SQL of the engine. */
  constantSql(e: Expr): Piece {
    return this.expr(e, this.scope(undefined));
  }
}

export { literal };

function pgLabel(e: Expr): string {
  if (e.k === 'fn') return e.name === 'PG_CONCAT' ? '?column?' : e.name.toLowerCase();
  if (e.k === 'cast')
    return e.a.k === 'col'
      ? e.a.name
      : e.a.k === 'lit'
        ? ((
            { int: 'int4', integer: 'int4', bigint: 'int8', varchar: 'varchar', boolean: 'bool' } as Record<
              string,
              string
            >
          )[e.type.name] ?? e.type.name)
        : pgLabel(e.a);
  if (e.k === 'case') return 'case';
  if (e.k === 'exists') return 'exists';
  if (e.k === 'lit' && e.t === 'bool') return 'bool';
  if (e.k === 'col') return e.name;
  return '?column?';
}

const AGG = new Set([
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
  'BOOL_AND',
  'BOOL_OR',
  'EVERY',
  'ANY_VALUE',
]);

function aggregates(e: Expr | undefined): boolean {
  if (e === undefined) return false;
  switch (e.k) {
    case 'fn':
      return (AGG.has(e.name) && e.over === undefined) || e.args.some(aggregates);
    case 'un':
    case 'cast':
    case 'collate':
    case 'interval':
      return aggregates(e.a);
    case 'bin':
      return aggregates(e.a) || aggregates(e.b);
    case 'case':
      return aggregates(e.base) || e.whens.some((w) => aggregates(w.when) || aggregates(w.then)) || aggregates(e.other);
    case 'in':
      return aggregates(e.a) || (Array.isArray(e.list) && e.list.some(aggregates));
    case 'between':
      return aggregates(e.a) || aggregates(e.low) || aggregates(e.high);
    case 'like':
      return aggregates(e.a) || aggregates(e.b);
    case 'is':
      return aggregates(e.a);
    case 'row':
      return e.items.some(aggregates);
    default:
      return false;
  }
}
function hasAggregate(c: Core): boolean {
  return c.items.some((i) => aggregates(i.e)) || aggregates(c.having);
}
