// What stands in brackets in Python: lists, dicts, sets, tuples, comprehensions, arguments, subscripts.

import { type Expr, type Argument, SourceError, type CompClause } from './ast.ts';
import { TokenCursor, KEYWORDS } from './cursor.ts';

/** What stands in brackets: displays, comprehensions, calls and subscripts. */
export abstract class DisplayParser extends TokenCursor {
  protected abstract starred(): Expr;
  abstract named(): Expr;
  abstract expr(): Expr;
  abstract targets(): Expr;
  protected abstract or(): Expr;
  protected abstract lambda(): Expr;
  protected abstract yieldExpr(): Expr;
  abstract binary(level: number): Expr;

  protected nesting = 0;
  /** How many brackets of one display or call are open: there a missing comma is guessed. */
  protected inside = 0;
  protected noIn = false;
  protected subscript(): Expr {
    const s = this.tok.s;
    const one = (): Expr => {
      const from = this.tok.s;
      if (this.isOp('*')) return this.starred();
      const a = this.isOp(':') ? undefined : this.named();
      if (!this.op(':')) return a!;
      const end = (): boolean => this.isOp(']') || this.isOp(',') || this.isOp(':');
      const b = end() ? undefined : this.expr();
      const c = this.op(':') && !end() ? this.expr() : undefined;
      return { k: 'Slice', a, b, c, s: from, e: this.lastEnd };
    };
    const first = one();
    if (!this.isOp(','))
      return first.k === 'Star' ? { k: 'Tuple', items: [first], bare: true, s, e: this.lastEnd } : first;
    const items = [first];
    while (this.op(',')) {
      if (this.isOp(']')) break;
      items.push(one());
    }
    return { k: 'Tuple', items, bare: true, s, e: this.lastEnd };
  }

  /** Arguments in brackets, of a call or a class. */
  callArgs(): Argument[] {
    this.expectOp('(');
    this.inside++;
    const args: Argument[] = [];
    let kw = false,
      unpacked = false;
    const bares = new Set<Expr>();
    while (!this.isOp(')')) {
      const s = this.tok.s;
      if (this.op('**')) {
        args.push({ kind: 'kwstar', x: this.expr() });
        unpacked = true;
      } else if (this.op('*')) {
        if (unpacked)
          throw new SourceError('iterable argument unpacking follows keyword argument unpacking', s, this.tok.e);
        args.push({ kind: 'star', x: this.expr() });
      } else if (this.tok.t === 'name' && this.peek().t === 'op' && this.peek().v === '=') {
        const t = this.tok;
        if (KEYWORDS.has(t.v))
          throw new SourceError(
            ['True', 'False', 'None'].includes(t.v) ? `cannot assign to ${t.v}` : 'invalid syntax',
            t.s,
            t.e,
          );
        if (args.some((a) => a.name === t.v))
          throw new SourceError(`keyword argument repeated: ${t.v}`, t.s, this.peek(2).e);
        this.i += 2;
        args.push({ kind: 'kw', name: t.v, x: this.expr() });
        kw = true;
      } else {
        const x = this.named();
        if (this.isWord('for') || (this.isWord('async') && this.peek().v === 'for')) {
          const clauses = this.clauses();
          const comp: Expr = { k: 'Comp', type: 'gen', elt: x, value: undefined, clauses, s: x.s, e: this.lastEnd };
          bares.add(comp);
          args.push({ kind: 'pos', x: comp });
        } else {
          if (this.isOp('='))
            throw new SourceError('expression cannot contain assignment, perhaps you meant "=="?', x.s, this.tok.e);
          if (unpacked)
            throw new SourceError('positional argument follows keyword argument unpacking', this.tok.s, this.tok.e);
          if (kw) throw new SourceError('positional argument follows keyword argument', this.tok.s, this.tok.e);
          args.push({ kind: 'pos', x });
        }
      }
      if (!this.op(',') && !this.isOp(')')) this.missingComma(args[args.length - 1]!.x);
    }
    this.expectOp(')');
    this.inside--;
    const bare = args.find((a) => a.x.k === 'Comp' && a.x.type === 'gen' && bares.has(a.x));
    if (bare !== undefined && args.length > 1)
      throw new SourceError('Generator expression must be parenthesized', bare.x.s, bare.x.e);
    return args;
  }
  /** What stands where a comma should: CPython guesses that it was forgotten when an expression follows. */
  private missingComma(before: Expr): never {
    const { t, v } = this.tok;
    if (
      (t === 'name' && !KEYWORDS.has(v)) ||
      t === 'number' ||
      t === 'string' ||
      t === 'fstring' ||
      v === 'None' ||
      v === 'True' ||
      v === 'False'
    ) {
      let end = this.tok.e;
      try {
        end = this.expr().e;
      } catch {
        this.fail();
      }
      throw new SourceError('invalid syntax. Perhaps you forgot a comma?', before.s, end);
    }
    this.fail();
  }

  clauses(): CompClause[] {
    const out: CompClause[] = [];
    while (this.isWord('for') || (this.isWord('async') && this.peek().v === 'for')) {
      const isAsync = this.word('async');
      this.i++;
      const target = this.targets();
      this.expectWord('in');
      const iter = this.or();
      const ifs: Expr[] = [];
      while (this.word('if')) ifs.push(this.orNamed());
      out.push({ isAsync, target, iter, ifs });
    }
    return out;
  }
  private orNamed(): Expr {
    if (this.atName && this.peek().v === ':=') return this.named();
    return this.isWord('lambda') ? this.lambda() : this.or();
  }

  protected paren(): Expr {
    const s = this.tok.s;
    this.i++;
    this.inside++;
    const before = this.noIn;
    this.noIn = false;
    try {
      if (this.op(')')) return { k: 'Tuple', items: [], bare: false, s, e: this.lastEnd };
      if (this.isWord('yield')) {
        const x = this.yieldExpr();
        this.expectOp(')');
        return { ...x, s, e: this.lastEnd };
      }
      const first = this.isOp('*') ? this.starred() : this.named();
      if (this.isWord('for') || (this.isWord('async') && this.peek().v === 'for')) {
        const clauses = this.clauses();
        this.expectOp(')');
        return { k: 'Comp', type: 'gen', elt: first, value: undefined, clauses, s, e: this.lastEnd };
      }
      if (this.op(')')) {
        if (first.k === 'Star') throw new SourceError('cannot use starred expression here', first.s, first.e);
        return first.k === 'Compare' || first.k === 'Tuple' ? { ...first } : first;
      }
      const items = [first];
      while (this.op(',')) {
        if (this.isOp(')')) break;
        items.push(this.isOp('*') ? this.starred() : this.named());
      }
      if (!this.isOp(')')) {
        if (this.isOp('='))
          throw new SourceError(
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
            items[items.length - 1]!.s,
            this.peek().e,
          );
        this.missingComma(items[items.length - 1]!);
      }
      this.i++;
      return { k: 'Tuple', items, bare: false, s, e: this.lastEnd };
    } finally {
      this.inside--;
      this.noIn = before;
    }
  }
  protected list(): Expr {
    const s = this.tok.s;
    this.i++;
    this.inside++;
    const before = this.noIn;
    this.noIn = false;
    const items: Expr[] = [];
    while (!this.isOp(']')) {
      const x = this.isOp('*') ? this.starred() : this.named();
      if (items.length === 0 && (this.isWord('for') || (this.isWord('async') && this.peek().v === 'for'))) {
        const clauses = this.clauses();
        this.expectOp(']');
        this.inside--;
        this.noIn = before;
        return { k: 'Comp', type: 'list', elt: x, value: undefined, clauses, s, e: this.lastEnd };
      }
      items.push(x);
      if (!this.op(',') && !this.isOp(']')) this.missingComma(x);
    }
    this.i++;
    this.inside--;
    this.noIn = before;
    return { k: 'List', items, s, e: this.lastEnd };
  }
  protected braces(): Expr {
    const s = this.tok.s;
    this.i++;
    this.inside++;
    const before = this.noIn;
    this.noIn = false;
    const keys: (Expr | undefined)[] = [],
      values: Expr[] = [],
      items: Expr[] = [];
    let result: Expr | undefined;
    while (!this.isOp('}')) {
      if (this.op('**')) {
        keys.push(undefined);
        values.push(this.binary(1));
      } else {
        const x = this.isOp('*') ? this.starred() : this.named();
        if (this.isOp(':') && items.length === 0) {
          this.i++;
          if (this.isOp('}') || this.isOp(','))
            throw new SourceError(
              "expression expected after dictionary key and ':'",
              this.tokens[this.i - 1]!.s,
              this.tokens[this.i - 1]!.e,
            );
          const v = this.expr();
          if (keys.length === 0 && (this.isWord('for') || (this.isWord('async') && this.peek().v === 'for'))) {
            const clauses = this.clauses();
            result = { k: 'Comp', type: 'dict', elt: x, value: v, clauses, s, e: 0 };
            break;
          }
          keys.push(x);
          values.push(v);
        } else {
          if (keys.length > 0)
            throw new SourceError("':' expected after dictionary key", this.lastEnd - 1, this.lastEnd);
          if (items.length === 0 && (this.isWord('for') || (this.isWord('async') && this.peek().v === 'for'))) {
            const clauses = this.clauses();
            result = { k: 'Comp', type: 'set', elt: x, value: undefined, clauses, s, e: 0 };
            break;
          }
          items.push(x);
        }
      }
      if (!this.op(',') && !this.isOp('}'))
        this.missingComma(values.length > 0 ? values[values.length - 1]! : items[items.length - 1]!);
    }
    this.expectOp('}');
    this.inside--;
    this.noIn = before;
    if (result !== undefined) return { ...result, e: this.lastEnd };
    return items.length > 0 ? { k: 'Set', items, s, e: this.lastEnd } : { k: 'Dict', keys, values, s, e: this.lastEnd };
  }
}
