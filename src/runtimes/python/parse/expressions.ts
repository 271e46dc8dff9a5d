// Expressions of Python out of tokens, by recursive descent.

import { concat } from '../../../fs/bytes.ts';
import {
  type Argument,
  type CompClause,
  type Expr,
  type FormatPart,
  type Param,
  type Params,
  SourceError,
} from './ast.ts';
import type { FPart, Token } from './lexer.ts';
import { bytesOf, numberNode, unescape } from './literals.ts';

export const KEYWORDS = new Set([
  'False',
  'None',
  'True',
  'and',
  'as',
  'assert',
  'async',
  'await',
  'break',
  'class',
  'continue',
  'def',
  'del',
  'elif',
  'else',
  'except',
  'finally',
  'for',
  'from',
  'global',
  'if',
  'import',
  'in',
  'is',
  'lambda',
  'nonlocal',
  'not',
  'or',
  'pass',
  'raise',
  'return',
  'try',
  'while',
  'with',
  'yield',
]);

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

export class ExpressionParser {
  protected i = 0;
  private nesting = 0;
  /** How many brackets of one display or call are open: there a missing comma is guessed. */
  private inside = 0;

  constructor(protected readonly tokens: readonly Token[]) {}

  protected get tok(): Token {
    return this.tokens[this.i]!;
  }
  protected peek(n = 1): Token {
    return this.tokens[Math.min(this.i + n, this.tokens.length - 1)]!;
  }
  protected get lastEnd(): number {
    return this.i > 0 ? this.tokens[this.i - 1]!.e : 0;
  }
  protected isOp(v: string): boolean {
    return this.tok.t === 'op' && this.tok.v === v;
  }
  protected isWord(v: string): boolean {
    return this.tok.t === 'name' && this.tok.v === v;
  }
  protected op(v: string): boolean {
    if (!this.isOp(v)) return false;
    this.i++;
    return true;
  }
  protected word(v: string): boolean {
    if (!this.isWord(v)) return false;
    this.i++;
    return true;
  }
  protected fail(message = 'invalid syntax', t: Token = this.tok): never {
    if (t.t === 'indent') throw new SourceError('unexpected indent', t.s, t.e, 'IndentationError');
    throw new SourceError(message, t.s, t.t === 'newline' || t.t === 'end' || t.t === 'dedent' ? t.s + 1 : t.e);
  }
  protected expectOp(v: string, message?: string): Token {
    const t = this.tok;
    if (!this.op(v)) this.fail(message);
    return t;
  }
  protected expectWord(v: string): void {
    if (!this.word(v)) this.fail();
  }
  protected name(): Token {
    const t = this.tok;
    if (t.t !== 'name' || KEYWORDS.has(t.v)) this.fail();
    this.i++;
    return t;
  }
  protected get atName(): boolean {
    return this.tok.t === 'name' && !KEYWORDS.has(this.tok.v);
  }
  /** Does the token begin an expression? */
  protected get atExpr(): boolean {
    const { t, v } = this.tok;
    if (t === 'name')
      return !KEYWORDS.has(v) || ['None', 'True', 'False', 'not', 'lambda', 'await', 'yield'].includes(v);
    return (
      t === 'number' ||
      t === 'string' ||
      t === 'fstring' ||
      (t === 'op' && ['(', '[', '{', '-', '+', '~', '...', '*'].includes(v))
    );
  }

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
  private yieldExpr(): Expr {
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
  private lambda(): Expr {
    const s = this.tok.s;
    this.i++;
    const params = this.params(':', false);
    this.expectOp(':');
    const body = this.expr();
    return { k: 'Lambda', params, body, s, e: body.e };
  }

  private or(): Expr {
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
  private noIn = false;
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
  private subscript(): Expr {
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

  private paren(): Expr {
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
  private list(): Expr {
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
  private braces(): Expr {
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

  atEnd(): boolean {
    return this.tok.t === 'end';
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
