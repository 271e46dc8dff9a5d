// What expressions are made of: literals, columns, calls, CASE, CAST, and the names of types.

import type { Expr, OrderItem, Query, TypeName, Window } from './ast.ts';
import { TokenReader, Unsupported } from './reader.ts';

const BARE = new Set([
  'CURRENT_TIMESTAMP',
  'CURRENT_DATE',
  'CURRENT_TIME',
  'CURRENT_USER',
  'LOCALTIME',
  'LOCALTIMESTAMP',
  'SESSION_USER',
  'UTC_TIMESTAMP',
  'UTC_DATE',
  'UTC_TIME',
]);

export abstract class PrimaryParser extends TokenReader {
  abstract expr(): Expr;
  abstract query(): Query;
  protected abstract startsQuery(): boolean;
  protected abstract bits(): Expr;
  protected abstract interval(): Expr;

  protected primary(): Expr {
    const t = this.t;
    switch (t.kind) {
      case 'str':
        this.i++;
        return { k: 'lit', t: 'str', v: t.v };
      case 'num':
        this.i++;
        return { k: 'lit', t: /[eE]/.test(t.v) ? 'float' : t.v.includes('.') ? 'dec' : 'int', v: t.v };
      case 'hex':
        this.i++;
        return { k: 'lit', t: 'hex', v: t.v };
      case 'uservar':
        this.i++;
        if (this.isOp(':=')) throw new Unsupported("assignment with ':=' in an expression");
        return { k: 'uservar', name: t.v.toLowerCase() };
      case 'sysvar': {
        this.i++;
        const m = /^(?:(global|session|local)\.)?(.*)$/i.exec(t.v)!;
        return {
          k: 'sysvar',
          scope: m[1] === undefined ? '' : m[1].toLowerCase() === 'global' ? 'global' : 'session',
          name: m[2]!.toLowerCase(),
        };
      }
      case 'op':
        if (t.v === '(') {
          this.i++;
          if (this.startsQuery()) {
            const query = this.query();
            this.needOp(')');
            return { k: 'sub', query };
          }
          const items = this.list(() => this.expr());
          this.needOp(')');
          return items.length === 1 ? items[0]! : { k: 'row', items };
        }
        return this.fail();
      case 'id':
        return this.column();
      case 'word':
        return this.wordExpr();
      default:
        return this.fail();
    }
  }

  protected wordExpr(): Expr {
    const w = this.word();
    switch (w) {
      case 'NULL':
        this.i++;
        return { k: 'lit', t: 'null', v: '' };
      case 'TRUE':
      case 'FALSE':
        this.i++;
        return { k: 'lit', t: 'bool', v: w === 'TRUE' ? '1' : '0' };
      case 'CASE':
        return this.caseExpr();
      case 'INTERVAL':
        if (this.mysql && this.peek().v === '(') break;
        return this.interval();
      case 'EXISTS':
      case 'NOT': {
        const not = this.take('NOT');
        this.need('EXISTS');
        this.needOp('(');
        const query = this.query();
        this.needOp(')');
        const e: Expr = { k: 'exists', query };
        return not ? { k: 'un', op: 'NOT', a: e } : e;
      }
      case 'DEFAULT': {
        this.i++;
        if (!this.op('(')) return { k: 'default', column: undefined };
        const column = this.name();
        this.needOp(')');
        return { k: 'default', column };
      }
      case 'CAST':
      case 'CONVERT':
        if (this.peek().v === '(') return this.castExpr();
        break;
      case 'EXTRACT':
        if (this.peek().v === '(') {
          this.i += 2;
          const unit = this.t.kind === 'str' ? this.kind('str').toUpperCase() : this.name(true).toUpperCase();
          this.need('FROM');
          const a = this.expr();
          this.needOp(')');
          return { k: 'fn', name: 'EXTRACT', args: [{ k: 'lit', t: 'str', v: unit }, a] };
        }
        break;
      case 'DATE':
      case 'TIME':
      case 'TIMESTAMP':
        if (this.peek().kind === 'str') {
          this.i += 2;
          return {
            k: 'cast',
            a: { k: 'lit', t: 'str', v: this.peek(-1).v },
            type: {
              name: w === 'TIMESTAMP' ? (this.mysql ? 'datetime' : 'timestamp') : w.toLowerCase(),
              args: [],
              unsigned: false,
            },
          };
        }
        break;
      case 'ARRAY':
        if (!this.mysql) throw new Unsupported('an array');
        break;
      case 'MATCH':
        if (this.mysql) throw new Unsupported('MATCH … AGAINST');
        break;
      default:
    }
    const next = this.peek();
    if (
      next.kind === 'op' &&
      next.v === '(' &&
      (next.at === this.t.end ||
        !this.reserved.has(w) ||
        [
          'IF',
          'LEFT',
          'RIGHT',
          'REPLACE',
          'INSERT',
          'VALUES',
          'DATABASE',
          'SCHEMA',
          'CHAR',
          'MOD',
          'REPEAT',
          'CURRENT_USER',
          'TRUNCATE',
        ].includes(w))
    )
      return this.call();
    if (BARE.has(w) || (!this.mysql && w === 'USER')) {
      this.i++;
      return { k: 'fn', name: w, args: [] };
    }
    // utf8mb4'text'
    if (this.mysql && w.startsWith('_') && next.kind === 'str') {
      this.i += 2;
      return { k: 'lit', t: 'str', v: next.v };
    }
    if (this.reserved.has(w)) this.fail();
    return this.column();
  }

  protected column(): Expr {
    const parts = [this.name()];
    while (this.isOp('.')) {
      if (this.peek().kind === 'op') break;
      this.i++;
      parts.push(this.name(true));
    }
    if (!this.mysql && parts.length === 2 && this.isOp('(')) {
      // pg_catalog.version() and the like
      this.i--;
      return this.call();
    }
    const [name, table, db] = parts.reverse();
    return { k: 'col', db, table, name: name! };
  }

  protected caseExpr(): Expr {
    this.need('CASE');
    const base = this.is('WHEN') ? undefined : this.expr();
    const whens: { when: Expr; then: Expr }[] = [];
    while (this.take('WHEN')) {
      const when = this.expr();
      this.need('THEN');
      whens.push({ when, then: this.expr() });
    }
    if (whens.length === 0) this.fail();
    const other = this.take('ELSE') ? this.expr() : undefined;
    this.need('END');
    return { k: 'case', base, whens, other };
  }

  protected castExpr(): Expr {
    const convert = this.word() === 'CONVERT';
    this.i += 2;
    const a = this.expr();
    if (convert && this.take('USING')) {
      this.name(true);
      this.needOp(')');
      return a;
    }
    if (convert) this.needOp(',');
    else this.need('AS');
    const type = this.type();
    this.needOp(')');
    return { k: 'cast', a, type };
  }

  protected call(): Expr {
    const written = this.name(true);
    let name = written.toUpperCase();
    this.needOp('(');
    if (name === 'VALUES' || name === 'VALUE') {
      const column = this.column();
      this.needOp(')');
      return { k: 'fn', name: 'VALUES', args: [column] };
    }
    const e: Expr & { k: 'fn' } = { k: 'fn', name, written, args: [] };
    if (name === 'TRIM') {
      const side = this.take('LEADING') ? 'LTRIM' : this.take('TRAILING') ? 'RTRIM' : 'TRIM';
      this.take('BOTH');
      e.name = side;
      if (this.take('FROM')) e.args.push(this.expr());
      else {
        const first = this.expr();
        if (this.take('FROM')) e.args.push(this.expr(), first);
        else e.args.push(first, ...(this.op(',') ? [this.expr()] : []));
      }
    } else if (name === 'POSITION') {
      const a = this.bits();
      this.need('IN');
      e.args.push(a, this.expr());
      name = e.name = 'LOCATE';
    } else if ((name === 'SUBSTRING' || name === 'SUBSTR' || name === 'MID') && !this.isOp(')')) {
      e.args.push(this.expr());
      if (this.take('FROM')) {
        e.args.push(this.expr());
        if (this.take('FOR')) e.args.push(this.expr());
      } else while (this.op(',')) e.args.push(this.expr());
    } else if ((name === 'TIMESTAMPDIFF' || name === 'TIMESTAMPADD') && this.mysql) {
      e.args.push({ k: 'lit', t: 'str', v: this.name(true).toUpperCase() });
      while (this.op(',')) e.args.push(this.expr());
    } else if (this.op('*')) e.star = true;
    else if (!this.isOp(')')) {
      if (this.take('DISTINCT')) e.distinct = true;
      else this.take('ALL');
      e.args = this.list(() => this.expr());
      if (this.is('ORDER BY')) e.order = this.orderBy();
      if (this.take('SEPARATOR')) e.separator = { k: 'lit', t: 'str', v: this.kind('str') };
    }
    this.needOp(')');
    if (!this.mysql && this.take('FILTER')) {
      this.needOp('(');
      this.need('WHERE');
      e.filter = this.expr();
      this.needOp(')');
    }
    if (this.take('OVER')) e.over = this.window();
    return e;
  }

  protected window(): Window {
    this.needOp('(');
    const w: Window = {
      partition: this.take('PARTITION BY') ? this.list(() => this.expr()) : [],
      order: this.is('ORDER BY') ? this.orderBy() : [],
      frame: '',
    };
    const from = this.i;
    if (this.is('ROWS') || this.is('RANGE')) {
      while (!this.isOp(')') && this.t.kind !== 'end') this.i++;
      w.frame = this.source(from);
      if (!/^[\w\s]*$/.test(w.frame)) this.fail();
    }
    this.needOp(')');
    return w;
  }

  protected orderBy(): OrderItem[] {
    this.need('ORDER BY');
    return this.list(() => {
      const e = this.expr();
      const desc = this.take('DESC') || (this.take('ASC'), false);
      const nulls = this.take('NULLS FIRST') ? 'FIRST' : this.take('NULLS LAST') ? 'LAST' : undefined;
      return { e, desc, nulls };
    });
  }

  /** A type with its lengths and attributes. */
  type(): TypeName {
    let name = this.name(true).toLowerCase();
    if (this.op('.')) name = this.name(true).toLowerCase();
    if (name === 'double' && this.take('PRECISION')) name = 'double precision';
    if (name === 'character' && this.take('VARYING')) name = 'character varying';
    if (name === 'national') name = this.name(true).toLowerCase();
    if (name === 'long')
      name = this.take('VARCHAR') ? 'mediumtext' : this.take('VARBINARY') ? 'mediumblob' : 'mediumtext';
    const out: TypeName = { name, args: [], unsigned: false };
    if (this.op('(')) {
      do {
        const t = this.t;
        if (t.kind !== 'num' && t.kind !== 'str') this.fail();
        out.args.push(t.v);
        this.i++;
      } while (this.op(','));
      this.needOp(')');
    }
    if (!this.mysql) {
      if (name === 'timestamp' || name === 'time') {
        if (this.take('WITH TIME ZONE')) out.name = `${name}tz`;
        else this.take('WITHOUT TIME ZONE');
      }
      if (this.op('[')) {
        this.needOp(']');
        out.array = true;
      }
      return out;
    }
    if (['signed', 'unsigned'].includes(name)) this.take('INTEGER') || this.take('INT');
    for (;;) {
      if (this.take('UNSIGNED')) out.unsigned = true;
      else if (this.take('SIGNED') || this.take('ZEROFILL')) continue;
      else if (this.take('CHARACTER SET') || this.take('CHARSET'))
        out.charset = this.t.kind === 'str' ? this.kind('str') : this.name(true);
      else if (this.take('COLLATE')) out.collate = this.t.kind === 'str' ? this.kind('str') : this.name(true);
      else if (this.is('BINARY') && ['char', 'varchar', 'text'].includes(name)) this.i++;
      else return out;
    }
  }
}
