// Expressions by the strength of their operators.

import type { Expr } from './ast.ts';
import { Unsupported } from './reader.ts';
import { PrimaryParser } from './parse-primary.ts';

const UNITS = new Set(
  'MICROSECOND SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR MINUTE_SECOND HOUR_MINUTE HOUR_SECOND DAY_HOUR DAY_MINUTE DAY_SECOND YEAR_MONTH'.split(
    ' ',
  ),
);

export abstract class ExprParser extends PrimaryParser {
  // --- expressions, loosest first

  expr(): Expr {
    return this.or();
  }
  private or(): Expr {
    let a = this.xor();
    while (this.take('OR') || (this.mysql && this.op('||'))) a = { k: 'bin', op: 'OR', a, b: this.xor() };
    return a;
  }
  private xor(): Expr {
    let a = this.and();
    while (this.take('XOR')) a = { k: 'bin', op: 'XOR', a, b: this.and() };
    return a;
  }
  private and(): Expr {
    let a = this.not();
    while (this.take('AND') || (this.mysql && this.op('&&'))) a = { k: 'bin', op: 'AND', a, b: this.not() };
    return a;
  }
  private not(): Expr {
    if (this.is('NOT') && this.word(1) !== 'EXISTS') {
      this.i++;
      return { k: 'un', op: 'NOT', a: this.not() };
    }
    return this.comparison();
  }
  private comparison(): Expr {
    let a = this.bits();
    for (;;) {
      const o = this.t.kind === 'op' ? this.t.v : '';
      if (['=', '<=>', '<', '>', '<=', '>=', '<>', '!='].includes(o)) {
        this.i++;
        const op = o === '!=' ? '<>' : o;
        if (this.is('ANY') || this.is('SOME') || this.is('ALL')) {
          const all = this.word() === 'ALL';
          this.i++;
          this.needOp('(');
          if (!this.startsQuery()) {
            const arr = this.expr();
            this.needOp(')');
            a = { k: 'fn', name: all ? 'PG_ALL' : 'PG_ANY', args: [a, { k: 'lit', t: 'str', v: op }, arr] };
            continue;
          }
          const query = this.query();
          this.needOp(')');
          a = { k: 'some', a, op, all, query };
        } else a = { k: 'bin', op, a, b: this.bits() };
        continue;
      }
      if (!this.mysql && ['~', '~*', '!~', '!~*'].includes(o)) {
        this.i++;
        a = {
          k: 'like',
          a,
          b: this.bits(),
          escape: undefined,
          not: o.startsWith('!'),
          regexp: true,
          fold: o.endsWith('*'),
        };
        continue;
      }
      if (this.take('IS')) {
        const not = this.take('NOT');
        const what = this.word();
        if (what === 'DISTINCT' && !this.mysql) {
          this.need('DISTINCT FROM');
          const same: Expr = { k: 'bin', op: '<=>', a, b: this.bits() };
          a = not ? same : { k: 'un', op: 'NOT', a: same };
          continue;
        }
        if (what !== 'NULL' && what !== 'TRUE' && what !== 'FALSE' && what !== 'UNKNOWN') this.fail();
        this.i++;
        a = { k: 'is', a, what, not };
        continue;
      }
      const from = this.i;
      const not = this.take('NOT');
      if (this.take('IN')) {
        this.needOp('(');
        const list = this.startsQuery() ? this.query() : this.list(() => this.expr());
        this.needOp(')');
        a = { k: 'in', a, list, not };
      } else if (this.take('BETWEEN')) {
        const low = this.bits();
        this.need('AND');
        a = { k: 'between', a, low, high: this.bits(), not };
      } else if (this.is('LIKE') || this.is('ILIKE')) {
        const fold = this.mysql || this.word() === 'ILIKE';
        this.i++;
        const b = this.bits();
        a = { k: 'like', a, b, escape: this.take('ESCAPE') ? this.bits() : undefined, not, regexp: false, fold };
      } else if (this.mysql && (this.take('REGEXP') || this.take('RLIKE')))
        a = { k: 'like', a, b: this.bits(), escape: undefined, not, regexp: true, fold: true };
      else {
        this.i = from;
        return a;
      }
    }
  }
  protected bits(): Expr {
    let a = this.shift();
    for (;;) {
      if (this.op('|')) a = { k: 'bin', op: '|', a, b: this.shift() };
      else if (!this.mysql && this.op('||')) a = { k: 'fn', name: 'PG_CONCAT', args: [a, this.shift()] };
      else if (this.op('&')) a = { k: 'bin', op: '&', a, b: this.shift() };
      else return a;
    }
  }
  private shift(): Expr {
    let a = this.sum();
    for (;;) {
      if (this.op('<<')) a = { k: 'bin', op: '<<', a, b: this.sum() };
      else if (this.op('>>')) a = { k: 'bin', op: '>>', a, b: this.sum() };
      else return a;
    }
  }
  private sum(): Expr {
    let a = this.product();
    for (;;) {
      const op = this.isOp('+') ? '+' : this.isOp('-') ? '-' : '';
      if (op === '') return a;
      this.i++;
      if (this.is('INTERVAL')) a = { k: 'fn', name: op === '+' ? 'DATE_ADD' : 'DATE_SUB', args: [a, this.interval()] };
      else a = { k: 'bin', op, a, b: this.product() };
    }
  }
  private product(): Expr {
    let a = this.unary();
    for (;;) {
      if (this.op('*')) a = { k: 'bin', op: '*', a, b: this.unary() };
      else if (this.op('/')) a = { k: 'bin', op: '/', a, b: this.unary() };
      else if (this.op('%') || (this.mysql && this.take('MOD'))) a = { k: 'bin', op: '%', a, b: this.unary() };
      else if (this.mysql && this.take('DIV')) a = { k: 'bin', op: 'DIV', a, b: this.unary() };
      else if (this.mysql && this.op('^')) a = { k: 'bin', op: '^', a, b: this.unary() };
      else return a;
    }
  }
  private unary(): Expr {
    if (this.op('-')) return { k: 'un', op: '-', a: this.unary() };
    if (this.op('+')) return this.unary();
    if (this.op('~')) return { k: 'un', op: '~', a: this.unary() };
    if (this.mysql && this.op('!')) return { k: 'un', op: '!', a: this.unary() };
    if (this.mysql && this.is('BINARY') && !['op', 'end'].includes(this.peek().kind)) {
      this.i++;
      return { k: 'un', op: 'BINARY', a: this.unary() };
    }
    return this.postfix(this.primary());
  }
  private postfix(from: Expr): Expr {
    let a = from;
    for (;;) {
      if (this.take('COLLATE'))
        a = { k: 'collate', a, name: this.t.kind === 'str' ? this.kind('str') : this.name(true) };
      else if (!this.mysql && this.op('::')) a = { k: 'cast', a, type: this.type() };
      else if (!this.mysql && this.isOp('[')) throw new Unsupported('an array subscript');
      else if (this.op('->>'))
        a = { k: 'fn', name: 'JSON_UNQUOTE', args: [{ k: 'fn', name: 'JSON_EXTRACT', args: [a, this.unary()] }] };
      else if (this.op('->')) a = { k: 'fn', name: 'JSON_EXTRACT', args: [a, this.unary()] };
      else return a;
    }
  }
  protected interval(): Expr {
    this.need('INTERVAL');
    if (!this.mysql) {
      const m = /^\s*([-+]?\d+(?:\.\d+)?)\s*(\w+?)s?\s*$/.exec(this.t.kind === 'str' ? this.t.v : '');
      if (m === null) throw new Unsupported('this INTERVAL');
      this.i++;
      return { k: 'interval', a: { k: 'lit', t: 'dec', v: m[1]! }, unit: m[2]!.toUpperCase() };
    }
    const a = this.expr();
    const unit = this.word();
    if (!UNITS.has(unit)) this.fail();
    this.i++;
    return { k: 'interval', a, unit };
  }
}
