// Where a parser of Python stands among its tokens.

import { SourceError } from './ast.ts';
import type { Token } from './lexer.ts';

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

/** Where a parser stands among its tokens, and what may come next. */
export abstract class TokenCursor {
  protected i = 0;

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

  atEnd(): boolean {
    return this.tok.t === 'end';
  }
}
