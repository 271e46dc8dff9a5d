// SELECT, INSERT, UPDATE and DELETE.

import type { Core, Expr, Query, SelectItem, Statement, TableName, TableRef } from './ast.ts';
import { ExprParser } from './parser.ts';
import { Unsupported } from './reader.ts';

export abstract class QueryParser extends ExprParser {
  protected startsQuery(): boolean {
    if (this.is('SELECT') || this.is('WITH') || (this.is('VALUES') && this.peek().v === '(' && !this.mysql))
      return true;
    if (!this.isOp('(')) return false;
    let n = 1;
    while (this.peek(n).kind === 'op' && this.peek(n).v === '(') n++;
    return this.word(n) === 'SELECT';
  }

  query(): Query {
    const q: Query = {
      with: [],
      recursive: false,
      first: undefined as unknown as Core,
      rest: [],
      order: [],
      limit: undefined,
      offset: undefined,
      lock: false,
    };
    if (this.take('WITH')) {
      q.recursive = this.take('RECURSIVE');
      q.with = this.list(() => {
        const name = this.name();
        const columns = this.isOp('(') ? this.names() : undefined;
        this.need('AS');
        this.needOp('(');
        const query = this.query();
        this.needOp(')');
        return { name, columns, query };
      });
    }
    q.first = this.term();
    for (;;) {
      const op = this.is('UNION') ? 'UNION' : this.is('EXCEPT') ? 'EXCEPT' : this.is('INTERSECT') ? 'INTERSECT' : '';
      if (op === '') break;
      this.i++;
      const all = this.take('ALL');
      if (!all) this.take('DISTINCT');
      q.rest.push({ op: all ? `${op} ALL` : op, core: this.term() });
    }
    if (this.is('ORDER BY')) q.order = this.orderBy();
    this.limitOf(q);
    if (this.take('FOR UPDATE')) q.lock = true;
    else if (this.take('LOCK IN SHARE MODE') || this.take('FOR SHARE')) q.lock = true;
    if (q.lock) this.take('NOWAIT') || this.take('SKIP LOCKED');
    return q;
  }

  protected limitOf(q: { limit: Expr | undefined; offset?: Expr | undefined }): void {
    for (;;) {
      if (this.take('LIMIT')) {
        if (!this.mysql && this.take('ALL')) continue;
        q.limit = this.expr();
        if (this.mysql && this.op(',')) {
          q.offset = q.limit;
          q.limit = this.expr();
        }
      } else if (this.take('OFFSET')) {
        q.offset = this.expr();
        this.take('ROWS') || this.take('ROW');
      } else if (!this.mysql && (this.take('FETCH FIRST') || this.take('FETCH NEXT'))) {
        q.limit = this.is('ROW') || this.is('ROWS') ? { k: 'lit', t: 'int', v: '1' } : this.expr();
        this.take('ROWS') || this.take('ROW');
        this.need('ONLY');
      } else return;
    }
  }

  private term(): Core | Query {
    if (this.op('(')) {
      const q = this.query();
      this.needOp(')');
      return q;
    }
    return this.core();
  }

  private core(): Core {
    const core: Core = {
      distinct: false,
      items: [],
      from: undefined,
      where: undefined,
      group: [],
      rollup: false,
      having: undefined,
    };
    if (!this.mysql && this.take('VALUES')) {
      core.values = this.list(() => this.rowValues());
      return core;
    }
    this.need('SELECT');
    for (;;) {
      if (this.take('DISTINCT') || this.take('DISTINCTROW')) {
        core.distinct = true;
        if (!this.mysql && this.is('ON')) throw new Unsupported('SELECT DISTINCT ON');
      } else if (!(
        this.take('ALL') ||
        (this.mysql &&
          (this.take('SQL_CALC_FOUND_ROWS') ||
            this.take('SQL_NO_CACHE') ||
            this.take('STRAIGHT_JOIN') ||
            this.take('HIGH_PRIORITY')))
      ))
        break;
    }
    core.items = this.items();
    if (this.is('INTO')) throw new Unsupported('SELECT … INTO');
    if (this.take('FROM')) core.from = this.tables();
    if (this.take('WHERE')) core.where = this.expr();
    if (this.take('GROUP BY')) {
      core.group = this.list(() => this.expr());
      if (this.take('WITH ROLLUP')) core.rollup = true;
    }
    if (this.take('HAVING')) core.having = this.expr();
    if (this.is('WINDOW')) throw new Unsupported('a WINDOW clause');
    if (this.is('INTO')) throw new Unsupported('SELECT … INTO');
    return core;
  }

  protected items(): SelectItem[] {
    return this.list((): SelectItem => {
      const from = this.i;
      if (this.op('*')) return { e: undefined, table: undefined, alias: undefined, text: '*' };
      if (this.isName() && this.peek().v === '.' && this.peek(2).v === '*' && this.peek(2).kind === 'op') {
        const table = this.name();
        this.i += 2;
        return { e: undefined, table, alias: undefined, text: '*' };
      }
      const e = this.expr();
      const text = this.source(from);
      let alias: string | undefined;
      if (this.take('AS')) alias = this.t.kind === 'str' ? this.kind('str') : this.name(true);
      else if (this.isName()) alias = this.name();
      else if (this.t.kind === 'str' && this.mysql) alias = this.kind('str');
      return { e, table: undefined, alias, text };
    });
  }

  // --- tables

  protected tables(): TableRef {
    let left = this.joined();
    while (this.op(','))
      left = { k: 'join', kind: 'CROSS', left, right: this.joined(), on: undefined, using: undefined, natural: false };
    return left;
  }

  private joined(): TableRef {
    let left = this.factor();
    for (;;) {
      const natural = this.take('NATURAL');
      let kind: 'INNER' | 'LEFT' | 'RIGHT' | 'CROSS';
      if (this.take('LEFT JOIN') || this.take('LEFT OUTER JOIN')) kind = 'LEFT';
      else if (this.take('RIGHT JOIN') || this.take('RIGHT OUTER JOIN')) kind = 'RIGHT';
      else if (this.take('CROSS JOIN')) kind = 'CROSS';
      else if (this.take('INNER JOIN') || this.take('JOIN') || (this.mysql && this.take('STRAIGHT_JOIN')))
        kind = 'INNER';
      else if (this.is('FULL')) throw new Unsupported('FULL JOIN');
      else if (natural) return this.fail();
      else return left;
      const right = this.factor();
      const on = !natural && this.take('ON') ? this.expr() : undefined;
      const using = on === undefined && !natural && this.take('USING') ? this.names() : undefined;
      left = { k: 'join', kind, left, right, on, using, natural };
    }
  }

  private alias(): string | undefined {
    if (this.take('AS')) return this.name(true);
    return this.isName() &&
      !['LEFT', 'RIGHT', 'FULL', 'SET', 'PARTITION', 'LIMIT', 'OFFSET', 'FETCH', 'RETURNING'].includes(this.word())
      ? this.name()
      : undefined;
  }

  private factor(): TableRef {
    if (this.take('LATERAL')) throw new Unsupported('LATERAL');
    if (this.isOp('(')) {
      if (this.startsQuery()) {
        this.needOp('(');
        const query = this.query();
        this.needOp(')');
        const alias = this.alias();
        if (alias === undefined) {
          if (this.mysql) this.fail();
          return { k: 'derived', query, alias: 'subquery', columns: undefined };
        }
        return { k: 'derived', query, alias, columns: this.isOp('(') ? this.names() : undefined };
      }
      this.needOp('(');
      const inner = this.tables();
      this.needOp(')');
      return inner;
    }
    const dual = this.mysql && this.is('DUAL');
    if (!this.mysql && this.word() === 'GENERATE_SERIES' && this.peek().v === '(') {
      this.i += 2;
      const args = this.list(() => this.expr());
      this.needOp(')');
      return { k: 'series', args, alias: this.alias() ?? 'generate_series' };
    }
    const t = this.tableName();
    if (!dual && this.isOp('(')) throw new Unsupported(`the table function ${t.name}`);
    const alias = this.alias();
    if (this.mysql)
      while (
        this.is('FORCE INDEX') ||
        this.is('USE INDEX') ||
        this.is('IGNORE INDEX') ||
        this.is('FORCE KEY') ||
        this.is('USE KEY')
      ) {
        this.i += 2;
        this.names();
      }
    return { k: 'table', db: t.db, name: dual ? '' : t.name, alias };
  }

  tableName(): TableName {
    const first = this.name(this.mysql && this.is('DUAL'));
    if (!this.op('.')) return { db: undefined, name: first };
    const second = this.name(true);
    // database.schema.table
    if (!this.mysql && this.op('.')) return { db: second, name: this.name(true) };
    return { db: first, name: second };
  }

  // --- changes

  protected rowValues(): Expr[] {
    this.needOp('(');
    if (this.op(')')) return [];
    const row = this.list(() => this.expr());
    this.needOp(')');
    return row;
  }

  protected sets(): [Expr & { k: 'col' }, Expr][] {
    return this.list((): [Expr & { k: 'col' }, Expr] => {
      const parts = [this.name()];
      while (this.op('.')) parts.push(this.name(true));
      const [name, table, db] = parts.reverse();
      if (!this.op('=') && !this.op(':=')) this.fail();
      return [{ k: 'col', db, table, name: name! }, this.expr()];
    });
  }

  protected returning(): SelectItem[] | undefined {
    return this.take('RETURNING') ? this.items() : undefined;
  }

  protected insert(): Statement {
    const replace = this.word() === 'REPLACE';
    this.i++;
    this.take('LOW_PRIORITY') || this.take('DELAYED') || this.take('HIGH_PRIORITY');
    const ignore = this.take('IGNORE');
    if (!this.take('INTO') && !this.mysql) this.fail();
    const table = this.tableName();
    const alias = !this.mysql && this.take('AS') ? this.name() : undefined;
    let columns: string[] | undefined;
    if (this.isOp('(') && !this.startsQuery()) {
      this.needOp('(');
      columns = this.isOp(')')
        ? []
        : this.list(() => {
            let c = this.name();
            while (this.op('.')) c = this.name(true);
            return c;
          });
      this.needOp(')');
    }
    let rows: Expr[][] | Query;
    if (this.take('DEFAULT VALUES')) {
      columns = [];
      rows = [[]];
    } else if (this.mysql && this.take('SET')) {
      const set = this.sets();
      columns = set.map(([c]) => c.name);
      rows = [set.map(([, e]) => e)];
    } else if (this.take('VALUES') || (this.mysql && this.take('VALUE'))) rows = this.list(() => this.rowValues());
    else if (this.startsQuery()) rows = this.query();
    else return this.fail();
    let update: [Expr & { k: 'col' }, Expr][] | undefined;
    let conflict: { columns: string[] | undefined; nothing: boolean } | undefined;
    if (this.mysql && this.take('ON DUPLICATE KEY UPDATE')) update = this.sets();
    else if (!this.mysql && this.take('ON CONFLICT')) {
      const on = this.isOp('(') ? this.names() : undefined;
      if (this.take('ON CONSTRAINT')) this.name();
      this.need('DO');
      if (this.take('NOTHING')) conflict = { columns: on, nothing: true };
      else {
        this.need('UPDATE SET');
        conflict = { columns: on, nothing: false };
        update = this.sets();
        if (this.is('WHERE')) throw new Unsupported('ON CONFLICT … DO UPDATE … WHERE');
      }
    }
    return { k: 'insert', replace, ignore, table, columns, rows, update, conflict, returning: this.returning(), alias };
  }

  protected update(): Statement {
    this.need('UPDATE');
    this.take('LOW_PRIORITY');
    const ignore = this.take('IGNORE');
    const from = this.tables();
    this.need('SET');
    const set = this.sets();
    const extra = !this.mysql && this.take('FROM') ? this.tables() : undefined;
    const where = this.take('WHERE') ? this.expr() : undefined;
    const order = this.is('ORDER BY') ? this.orderBy() : [];
    const limit = this.take('LIMIT') ? this.expr() : undefined;
    return { k: 'update', ignore, from, set, where, order, limit, returning: this.returning(), extra };
  }

  protected delete(): Statement {
    this.need('DELETE');
    this.take('LOW_PRIORITY') || this.take('QUICK');
    this.take('IGNORE');
    let targets: string[] | undefined;
    if (this.mysql && !this.is('FROM')) {
      targets = this.list(() => this.target());
      this.need('FROM');
    } else this.need('FROM');
    let from = this.tables();
    if (this.take('USING')) {
      if (this.mysql) targets = [from.k === 'table' ? (from.alias ?? from.name) : this.fail()];
      from = this.mysql
        ? this.tables()
        : (() => {
            throw new Unsupported('DELETE … USING');
          })();
    }
    const where = this.take('WHERE') ? this.expr() : undefined;
    const order = this.is('ORDER BY') ? this.orderBy() : [];
    const limit = this.take('LIMIT') ? this.expr() : undefined;
    return { k: 'delete', from, targets, where, order, limit, returning: this.returning() };
  }

  private target(): string {
    const name = this.name();
    if (this.op('.') && !this.op('*')) {
      const second = this.name(true);
      if (this.op('.')) this.needOp('*');
      return second;
    }
    return name;
  }
}
