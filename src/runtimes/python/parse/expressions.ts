// Expressions of Python out of tokens: operators, atoms, lambdas, parameters.

import { concat } from '../../../fs/bytes.ts';
import { type Expr, SourceError, type FormatPart, type Params, type Param } from './ast.ts';
import type { FPart } from './lexer.ts';
import { numberNode, bytesOf, unescape } from './literals.ts';
import { DisplayParser } from './displays.ts';
import { KEYWORDS } from './cursor.ts';

const PRECEDENCE: Record<string, number> = {
  '|': 1,
  '^': 2,
  '&': 3,
  '<<': 4,
  '>>': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '//': 6,
  '%': 6,
  '@': 6,
};
const COMPARES = new Set(['<', '>', '==', '>=', '<=', '!=', 'in', 'is', 'not']);

export class ExpressionParser extends DisplayParser {
  // --- lists of expressions

  /** `a, *b, c`: a tuple when there is a comma. */
  exprList(star = true): Expr {
    const s = this.tok.s;
    const first = star && this.isOp('*') ? this.starred() : this.named();
    if (!this.isOp(',')) {
      if (first.k === 'Star') throw new SourceError("can't use starred expression here", first.s, first.e);
      return first;
    }
    const items = [first];
    while (this.op(',')) {
      if (!this.atExpr) break;
      items.push(star && this.isOp('*') ? this.starred() : this.named());
    }
    return { k: 'Tuple', items, bare: true, s, e: this.lastEnd };
  }
  protected starred(): Expr {
    const s = this.expectOp('*').s;
    const x = this.binary(1);
    return { k: 'Star', x, s, e: x.e };
  }
  yieldOrList(): Expr {
    return this.isWord('yield') ? this.yieldExpr() : this.exprList();
  }
  protected yieldExpr(): Expr {
    const s = this.tok.s;
    this.i++;
    if (this.word('from')) {
      const x = this.expr();
      return { k: 'YieldFrom', x, s, e: x.e };
    }
    const x = this.atExpr ? this.exprList() : undefined;
    return { k: 'Yield', x, s, e: this.lastEnd };
  }

  /** An expression where `:=` may stand. */
  named(): Expr {
    if (this.atName && this.peek().t === 'op' && this.peek().v === ':=') {
      const t = this.name();
      this.i++;
      const x = this.expr();
      return { k: 'Walrus', target: { k: 'Name', id: t.v, s: t.s, e: t.e }, x, s: t.s, e: x.e };
    }
    return this.expr();
  }

  expr(): Expr {
    if (++this.nesting > 90) throw new SourceError('too many nested parentheses', this.tok.s);
    try {
      if (this.isWord('lambda')) return this.lambda();
      const a = this.or();
      if (!this.isWord('if')) return a;
      const mark = this.i;
      this.i++;
      const test = this.or();
      if (!this.word('else')) {
        if (this.tok.t === 'op' && this.tok.v === ':') {
          this.i = mark;
          return a;
        }
        throw new SourceError("expected 'else' after 'if' expression", a.s, test.e);
      }
      const b = this.expr();
      return { k: 'IfExp', test, a, b, s: a.s, e: b.e };
    } finally {
      this.nesting--;
    }
  }
  protected lambda(): Expr {
    const s = this.tok.s;
    this.i++;
    const params = this.params(':', false);
    this.expectOp(':');
    const body = this.expr();
    return { k: 'Lambda', params, body, s, e: body.e };
  }

  protected or(): Expr {
    return this.boolean('or', () => this.boolean('and', () => this.not()));
  }
  private boolean(op: 'and' | 'or', next: () => Expr): Expr {
    const first = next();
    if (!this.isWord(op)) return first;
    const items = [first];
    while (this.word(op)) items.push(next());
    return { k: 'Bool', op, items, s: first.s, e: this.lastEnd };
  }
  private not(): Expr {
    if (!this.isWord('not')) return this.comparison();
    const s = this.tok.s;
    this.i++;
    const x = this.not();
    return { k: 'Unary', op: 'not', x, s, e: x.e };
  }
  private comparison(): Expr {
    const first = this.binary(1);
    if (!COMPARES.has(this.tok.v) || (this.tok.t !== 'op' && this.tok.t !== 'name')) return first;
    const ops: string[] = [],
      rest: Expr[] = [];
    for (;;) {
      const { t, v } = this.tok;
      let op: string | undefined;
      if (t === 'op' && COMPARES.has(v)) op = v;
      else if (t === 'name' && v === 'in' && !this.noIn) op = 'in';
      else if (t === 'name' && v === 'not' && this.peek().v === 'in') {
        this.i++;
        op = 'not in';
      } else if (t === 'name' && v === 'is') {
        op = 'is';
        if (this.peek().v === 'not' && this.peek().t === 'name') {
          this.i++;
          op = 'is not';
        }
      }
      if (op === undefined) break;
      this.i++;
      ops.push(op);
      rest.push(this.binary(1));
    }
    return ops.length === 0 ? first : { k: 'Compare', first, ops, rest, s: first.s, e: this.lastEnd };
  }
  /** Targets of `for` and comprehensions: `in` ends them. */
  targets(): Expr {
    const before = this.noIn;
    this.noIn = true;
    try {
      const s = this.tok.s;
      const one = (): Expr => (this.isOp('*') ? this.starred() : this.binary(1));
      const first = one();
      if (!this.isOp(',')) return first;
      const items = [first];
      while (this.op(',')) {
        if (!this.atExpr) break;
        items.push(one());
      }
      return { k: 'Tuple', items, bare: true, s, e: this.lastEnd };
    } finally {
      this.noIn = before;
    }
  }

  binary(level: number): Expr {
    let l = this.unary();
    for (;;) {
      const { t, v } = this.tok;
      const p = t === 'op' ? PRECEDENCE[v] : undefined;
      if (p === undefined || p < level) return l;
      this.i++;
      const r = this.binary(p + 1);
      l = { k: 'Bin', op: v, l, r, s: l.s, e: r.e };
    }
  }
  private unary(): Expr {
    const { t, v, s } = this.tok;
    if (t === 'op' && (v === '-' || v === '+' || v === '~')) {
      this.i++;
      const x = this.unary();
      if (
        v === '-' &&
        x.k === 'Const' &&
        typeof x.v === 'number' &&
        this.tokens[this.i - 1]!.t === 'number' &&
        x.v !== 0
      )
        return { ...x, v: -x.v, s };
      return { k: 'Unary', op: v, x, s, e: x.e };
    }
    return this.power();
  }
  private power(): Expr {
    const s = this.tok.s;
    let x: Expr;
    if (this.isWord('await')) {
      this.i++;
      const y = this.primary();
      x = { k: 'Await', x: y, s, e: y.e };
    } else x = this.primary();
    if (!this.op('**')) return x;
    const r = this.unary();
    return { k: 'Bin', op: '**', l: x, r, s: x.s, e: r.e };
  }

  private primary(): Expr {
    let x = this.atom();
    for (;;) {
      if (this.tok.t !== 'op') return x;
      if (this.op('.')) {
        const t = this.name();
        x = { k: 'Attr', x, name: t.v, s: x.s, e: t.e };
      } else if (this.isOp('(')) {
        const args = this.callArgs();
        x = { k: 'Call', f: x, args, s: x.s, e: this.lastEnd };
      } else if (this.isOp('[')) {
        this.i++;
        const i = this.subscript();
        this.expectOp(']', this.inside > 0 && this.atExpr ? 'invalid syntax. Perhaps you forgot a comma?' : undefined);
        x = { k: 'Sub', x, i, s: x.s, e: this.lastEnd };
      } else return x;
    }
  }

  private atom(): Expr {
    const t = this.tok;
    switch (t.t) {
      case 'name':
        this.i++;
        if (t.v === 'None') return { k: 'Const', v: null, s: t.s, e: t.e };
        if (t.v === 'True' || t.v === 'False') return { k: 'Const', v: t.v === 'True', s: t.s, e: t.e };
        if (KEYWORDS.has(t.v)) {
          this.i--;
          this.fail();
        }
        return { k: 'Name', id: t.v, s: t.s, e: t.e };
      case 'number':
        this.i++;
        return numberNode(t.v, t.s, t.e);
      case 'string':
      case 'fstring':
        return this.strings();
      case 'op':
        if (t.v === '(') return this.paren();
        if (t.v === '[') return this.list();
        if (t.v === '{') return this.braces();
        if (t.v === '...') {
          this.i++;
          return { k: 'Ellipsis', s: t.s, e: t.e };
        }
        return this.fail();
      default:
        return this.fail();
    }
  }

  private strings(): Expr {
    const first = this.tok;
    const parts: FormatPart[] = [];
    let bytes: Uint8Array[] | undefined,
      formatted = false;
    while (this.tok.t === 'string' || this.tok.t === 'fstring') {
      const t = this.tok;
      const isBytes = t.t === 'string' && t.prefix!.includes('b');
      if (this.i > 0 && t !== first && isBytes !== (bytes !== undefined))
        throw new SourceError('cannot mix bytes and nonbytes literals', first.s, t.e);
      if (isBytes) (bytes ??= []).push(bytesOf(t.body!, t.prefix!.includes('r'), t.s));
      else if (t.t === 'fstring') {
        formatted = true;
        parts.push(...formatParts(t.parts!, t.prefix!.includes('r'), t.s));
      } else parts.push(t.prefix!.includes('r') ? t.body! : unescape(t.body!, false, t.s));
      this.i++;
    }
    const at = { s: first.s, e: this.lastEnd };
    if (bytes !== undefined) return { k: 'Bytes', v: concat(bytes), ...at };
    return formatted ? { k: 'Format', parts, ...at } : { k: 'Const', v: parts.join(''), ...at };
  }

  /** Parameters up to `end` (`)` or `:`). */
  params(end: string, annotated: boolean): Params {
    const out = {
      posOnly: [] as Param[],
      args: [] as Param[],
      star: undefined as Param | undefined,
      kwOnly: [] as Param[],
      kw: undefined as Param | undefined,
    };
    const seen = new Set<string>();
    let afterStar = false;
    const one = (value: boolean): Param => {
      const t = this.name();
      if (seen.has(t.v)) throw new SourceError(`duplicate argument '${t.v}' in function definition`, t.s, t.e);
      seen.add(t.v);
      const annotation = annotated && this.op(':') ? (this.isOp('*') ? this.starred() : this.expr()) : undefined;
      return { name: t.v, s: t.s, e: t.e, annotation, value: value && this.op('=') ? this.expr() : undefined };
    };
    while (!this.isOp(end)) {
      if (out.kw !== undefined) this.fail('arguments cannot follow var-keyword argument');
      if (this.op('**')) out.kw = one(false);
      else if (this.isOp('*')) {
        const star = this.tok;
        this.i++;
        if (afterStar) this.fail('* argument may appear only once', star);
        afterStar = true;
        if (!this.isOp(',')) {
          if (this.isOp(end)) this.fail('named arguments must follow bare *', star);
          out.star = one(false);
        } else if ((this.peek().t === 'op' && this.peek().v !== '**') || this.peek().v === '**')
          this.fail('named arguments must follow bare *', star);
      } else if (this.isOp('/')) {
        if (out.posOnly.length > 0 || afterStar || out.args.length === 0)
          this.fail(out.args.length === 0 ? 'at least one argument must precede /' : undefined);
        this.i++;
        out.posOnly.push(...out.args.splice(0));
      } else {
        const p = one(true);
        if (afterStar) out.kwOnly.push(p);
        else {
          const before = out.args[out.args.length - 1] ?? out.posOnly[out.posOnly.length - 1];
          if (p.value === undefined && before?.value !== undefined)
            throw new SourceError('parameter without a default follows parameter with a default', p.s, p.e);
          out.args.push(p);
        }
      }
      if (!this.op(',')) break;
    }
    return out;
  }
}

function formatParts(parts: readonly FPart[], raw: boolean, at: number): FormatPart[] {
  const out: FormatPart[] = [];
  for (const p of parts) {
    if (typeof p === 'string') {
      out.push(raw ? p : unescape(p, false, at));
      continue;
    }
    if (p.self !== '') out.push(p.self);
    const parser = new ExpressionParser(p.tokens);
    const x = parser.yieldOrList();
    if (!parser.atEnd()) {
      const t = p.tokens[p.tokens.length - 1]!;
      throw new SourceError('f-string: invalid syntax', x.s, t.e);
    }
    out.push({
      x,
      conv: p.conv !== '' ? p.conv : p.self !== '' && p.spec === undefined ? 'r' : '',
      spec: p.spec === undefined ? undefined : formatParts(p.spec, raw, at),
    });
  }
  return out;
}
