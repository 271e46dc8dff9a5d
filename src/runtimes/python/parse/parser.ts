// Python out of tokens: files, and statements that hold others.

import {
  SourceError,
  type Stmt,
  type Expr,
  type Handler,
  type FunctionDef,
  type ClassDef,
  type MatchCase,
} from './ast.ts';
import { Lexer } from './lexer.ts';
import { SimpleStatementParser } from './simple-statements.ts';

class Parser extends SimpleStatementParser {
  private readonly unclosed: SourceError | undefined;
  constructor(private readonly src: string) {
    const lexer = new Lexer(src);
    super(lexer.all());
    this.unclosed = lexer.unclosed;
  }
  /** Runs a part of the parser; an unclosed bracket explains errors on later lines. */
  whole<T>(parse: () => T): T {
    let out: T;
    try {
      out = parse();
    } catch (error) {
      if (
        this.unclosed !== undefined &&
        error instanceof SourceError &&
        (error.message.startsWith('invalid syntax') || error.kind !== 'SyntaxError') &&
        (this.lineOf(error.s) > this.lineOf(this.unclosed.s) || error.s >= this.src.trimEnd().length)
      )
        throw this.unclosed;
      throw error;
    }
    if (this.unclosed !== undefined) throw this.unclosed;
    return out;
  }
  private lineOf(at: number): number {
    let n = 1;
    for (let i = 0; i < at; i++) if (this.src.charCodeAt(i) === 10) n++;
    return n;
  }

  file(): Stmt[] {
    const out: Stmt[] = [];
    while (this.tok.t !== 'end') {
      if (this.tok.t === 'newline') this.i++;
      else this.statement(out);
    }
    return out;
  }
  single(): Expr {
    const x = this.exprList();
    while (this.tok.t === 'newline') this.i++;
    if (this.tok.t !== 'end') this.fail();
    return x;
  }

  private statement(out: Stmt[]): void {
    const t = this.tok;
    if (t.t === 'indent') this.fail();
    if (t.t === 'op' && t.v === '@') {
      out.push(this.decorated());
      return;
    }
    if (t.t === 'name') {
      const compound = this.compound(t.v);
      if (compound !== undefined) {
        out.push(compound);
        return;
      }
    }
    this.simple(out);
  }

  private compound(word: string): Stmt | undefined {
    switch (word) {
      case 'if':
        return this.ifStatement();
      case 'while':
        return this.whileStatement();
      case 'for':
        return this.forStatement(false, this.tok.s);
      case 'try':
        return this.tryStatement();
      case 'with':
        return this.withStatement(false, this.tok.s);
      case 'def':
        return this.functionDef([], false, this.tok.s);
      case 'class':
        return this.classDef([], this.tok.s);
      case 'async': {
        const { s } = this.tok;
        this.i++;
        if (this.isWord('def')) return this.functionDef([], true, s);
        if (this.isWord('for')) return this.forStatement(true, s);
        if (this.isWord('with')) return this.withStatement(true, s);
        return this.fail();
      }
      case 'match':
        return this.matchStatement();
      default:
        return undefined;
    }
  }

  private block(what: string, s: number): Stmt[] {
    if (!this.isOp(':')) this.missingColon();
    this.i++;
    const out: Stmt[] = [];
    if (this.tok.t !== 'newline') {
      this.simple(out);
      return out;
    }
    this.i++;
    while (this.tok.t === 'newline') this.i++;
    if (this.tok.t !== 'indent') {
      const t = this.tok;
      throw new SourceError(
        `expected an indented block after ${what} on line ${this.lineOf(s)}`,
        t.s,
        t.e,
        'IndentationError',
      );
    }
    this.i++;
    while (this.tok.t !== 'dedent' && this.tok.t !== 'end') {
      if (this.tok.t === 'newline') this.i++;
      else this.statement(out);
    }
    if (this.tok.t === 'dedent') this.i++;
    return out;
  }
  private missingColon(): never {
    if (this.isOp('=')) {
      const before = this.tokens[this.i - 1]!;
      throw new SourceError("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", before.s, this.peek().e);
    }
    const t = this.tok;
    if (t.t === 'newline' || t.t === 'end') throw new SourceError("expected ':'", t.s, t.s + 1);
    return this.fail(t.t === 'op' ? 'invalid syntax' : 'invalid syntax');
  }

  private ifStatement(): Stmt {
    const s = this.tok.s;
    const word = this.tok.v;
    this.i++;
    const test = this.named();
    const body = this.block(`'${word}' statement`, s);
    let orelse: Stmt[] = [];
    if (this.isWord('elif')) orelse = [this.ifStatement()];
    else orelse = this.elseBlock();
    return { k: 'If', test, body, orelse, s, e: test.e };
  }
  private elseBlock(): Stmt[] {
    if (!this.isWord('else')) return [];
    const s = this.tok.s;
    this.i++;
    return this.block("'else' statement", s);
  }
  private whileStatement(): Stmt {
    const s = this.tok.s;
    this.i++;
    const test = this.named();
    const body = this.block("'while' statement", s);
    return { k: 'While', test, body, orelse: this.elseBlock(), s, e: test.e };
  }
  private forStatement(isAsync: boolean, s: number): Stmt {
    this.i++;
    const target = this.targets();
    this.checkTarget(target);
    if (!this.isWord('in')) this.fail();
    this.i++;
    const iter = this.exprList();
    const body = this.block("'for' statement", s);
    return { k: 'For', isAsync, target, iter, body, orelse: this.elseBlock(), s, e: iter.e };
  }
  private tryStatement(): Stmt {
    const s = this.tok.s;
    this.i++;
    const body = this.block("'try' statement", s);
    const handlers: Handler[] = [];
    while (this.isWord('except')) {
      const at = this.tok.s;
      this.i++;
      if (this.isOp('*')) throw new SourceError("drydock: 'except*' is not simulated", at, this.tok.e);
      let type: Expr | undefined, name: string | undefined;
      if (!this.isOp(':')) {
        type = this.expr();
        if (this.isOp(','))
          throw new SourceError('multiple exception types must be parenthesized', type.s, this.peek().e);
        if (this.word('as')) name = this.name().v;
      }
      const e = this.lastEnd;
      handlers.push({ type, name, body: this.block("'except' statement", at), s: at, e });
    }
    const orelse = handlers.length > 0 ? this.elseBlock() : [];
    let final: Stmt[] = [];
    const at = this.tok.s;
    if (this.word('finally')) final = this.block("'finally' statement", at);
    else if (handlers.length === 0) this.fail("expected 'except' or 'finally' block");
    return { k: 'Try', body, handlers, orelse, final, s, e: s + 3 };
  }
  private withStatement(isAsync: boolean, s: number): Stmt {
    this.i++;
    let items = this.isOp('(') ? this.parenthesizedItems() : undefined;
    if (items === undefined) {
      items = [];
      do {
        const x = this.expr();
        let as: Expr | undefined;
        if (this.word('as')) {
          as = this.withTarget();
        }
        items.push({ x, as });
      } while (this.op(','));
    }
    const e = this.lastEnd;
    const body = this.block("'with' statement", s);
    return { k: 'With', isAsync, items, body, s, e };
  }
  private withTarget(): Expr {
    const as = this.isOp('(') || this.isOp('[') ? this.binary(1) : this.binary(1);
    this.checkTarget(as);
    return as;
  }
  /** `with (a as b, c):`; undefined when the bracket begins an expression. */
  private parenthesizedItems(): { x: Expr; as: Expr | undefined }[] | undefined {
    const mark = this.i;
    this.i++;
    const items: { x: Expr; as: Expr | undefined }[] = [];
    try {
      while (!this.isOp(')')) {
        const x = this.expr();
        items.push({ x, as: this.word('as') ? this.withTarget() : undefined });
        if (!this.op(',')) break;
      }
      if (this.op(')') && this.isOp(':')) return items;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
    }
    this.i = mark;
    return undefined;
  }
  protected typeParams(): string[] {
    const out: string[] = [];
    if (!this.op('[')) return out;
    while (!this.isOp(']')) {
      this.op('*') || this.op('**');
      out.push(this.name().v);
      if (this.op(':')) this.expr();
      if (!this.op(',')) break;
    }
    this.expectOp(']');
    return out;
  }
  private decorated(): Stmt {
    const decorators: Expr[] = [];
    while (this.op('@')) {
      decorators.push(this.named());
      if (this.tok.t !== 'newline') this.fail();
      this.i++;
    }
    const s = this.tok.s;
    if (this.isWord('class')) return this.classDef(decorators, s);
    const isAsync = this.word('async');
    if (this.isWord('def')) return this.functionDef(decorators, isAsync, s);
    return this.fail();
  }
  private functionDef(decorators: Expr[], isAsync: boolean, s: number): FunctionDef {
    this.i++;
    const name = this.name().v;
    const typeParams = this.typeParams();
    this.expectOp('(', "expected '('");
    const params = this.params(')', true);
    this.expectOp(')');
    const returns = this.op('->') ? this.expr() : undefined;
    const e = this.lastEnd;
    return {
      k: 'FunctionDef',
      isAsync,
      name,
      params,
      returns,
      typeParams,
      body: this.block('function definition', s),
      decorators,
      s,
      e,
    };
  }
  private classDef(decorators: Expr[], s: number): ClassDef {
    this.i++;
    const name = this.name().v;
    const typeParams = this.typeParams();
    const args = this.isOp('(') ? this.callArgs() : [];
    const body = this.block('class definition', s);
    return { k: 'ClassDef', name, args, typeParams, body, decorators, s, e: body[body.length - 1]!.e };
  }
  private matchStatement(): Stmt | undefined {
    const mark = this.i;
    const s = this.tok.s;
    this.i++;
    if (!this.atExpr || (this.tok.t === 'op' && ['.', '='].includes(this.tok.v))) {
      this.i = mark;
      return undefined;
    }
    let subject: Expr;
    try {
      subject = this.exprList();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.i = mark;
      return undefined;
    }
    if (!this.isOp(':') || this.peek().t !== 'newline' || this.peek(2).t !== 'indent' || this.peek(3).v !== 'case') {
      this.i = mark;
      return undefined;
    }
    this.i += 3;
    const cases: MatchCase[] = [];
    while (this.isWord('case')) {
      const at = this.tok.s;
      this.i++;
      const pattern = this.topPattern();
      const guard = this.word('if') ? this.named() : undefined;
      cases.push({ pattern, guard, body: this.block("'case' statement", at) });
      while (this.tok.t === 'newline') this.i++;
    }
    if (this.tok.t !== 'dedent') this.fail();
    this.i++;
    return { k: 'Match', subject, cases, s, e: subject.e };
  }

  // --- simple statements

  private simple(out: Stmt[]): void {
    for (;;) {
      out.push(this.small());
      if (this.op(';')) {
        if (this.tok.t === 'newline') break;
        continue;
      }
      break;
    }
    const t = this.tok;
    if (t.t === 'newline') this.i++;
    else if (t.t !== 'end') this.leftover(out[out.length - 1]!);
  }
  /** Something stands behind a whole statement. */
  private leftover(last: Stmt): never {
    if (last.k === 'Expr' && last.x.k === 'Name' && (last.x.id === 'print' || last.x.id === 'exec')) {
      const from = last.x;
      let end = this.tok.e;
      try {
        end = this.exprList().e;
      } catch {
        this.fail();
      }
      throw new SourceError(`Missing parentheses in call to '${from.id}'. Did you mean ${from.id}(...)?`, from.s, end);
    }
    return this.fail();
  }
}

/** A whole file. @throws SourceError */
export function parseFile(src: string): Stmt[] {
  const parser = new Parser(src);
  return parser.whole(() => parser.file());
}
/** One expression (eval). @throws SourceError */
export function parseExpression(src: string): Expr {
  const parser = new Parser(src.trimStart());
  return parser.whole(() => parser.single());
}
