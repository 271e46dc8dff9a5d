// Statements of Python on one line: assignment, import, return and their like.

import { type Expr, type Stmt, SourceError, type Alias } from './ast.ts';
import { KEYWORDS } from './cursor.ts';
import { PatternParser } from './patterns.ts';

const AUGMENTED = new Set(['+=', '-=', '*=', '/=', '//=', '%=', '**=', '>>=', '<<=', '&=', '^=', '|=', '@=']);

/** What a wrong target is called in messages. */
function kindOf(x: Expr): string {
  switch (x.k) {
    case 'Const':
      return x.v === null ? 'None' : typeof x.v === 'boolean' ? (x.v ? 'True' : 'False') : 'literal';
    case 'Float':
    case 'Bytes':
      return 'literal';
    case 'Ellipsis':
      return 'ellipsis';
    case 'Format':
      return 'f-string expression';
    case 'Call':
      return 'function call';
    case 'Bin':
    case 'Unary':
    case 'Bool':
      return 'expression';
    case 'Compare':
      return 'comparison';
    case 'IfExp':
      return 'conditional expression';
    case 'Lambda':
      return 'lambda';
    case 'Comp':
      return x.type === 'gen'
        ? 'generator expression'
        : x.type === 'list'
          ? 'list comprehension'
          : x.type === 'set'
            ? 'set comprehension'
            : 'dict comprehension';
    case 'Dict':
      return 'dict literal';
    case 'Set':
      return 'set display';
    case 'Yield':
    case 'YieldFrom':
      return 'yield expression';
    case 'Await':
      return 'await expression';
    case 'Walrus':
      return 'named expression';
    default:
      return 'expression';
  }
}

/** Statements of one line. */
export abstract class SimpleStatementParser extends PatternParser {
  protected abstract typeParams(): string[];

  protected small(): Stmt {
    const t = this.tok;
    const { s } = t;
    if (t.t === 'name') {
      const at = (): { s: number; e: number } => ({ s, e: this.lastEnd });
      switch (t.v) {
        case 'pass':
          this.i++;
          return { k: 'Pass', ...at() };
        case 'break':
          this.i++;
          return { k: 'Break', ...at() };
        case 'continue':
          this.i++;
          return { k: 'Continue', ...at() };
        case 'return': {
          this.i++;
          const x = this.atExpr ? this.yieldOrList() : undefined;
          return { k: 'Return', x, ...at() };
        }
        case 'raise': {
          this.i++;
          const x = this.atExpr ? this.expr() : undefined;
          const cause = x !== undefined && this.word('from') ? this.expr() : undefined;
          return { k: 'Raise', x, cause, ...at() };
        }
        case 'assert': {
          this.i++;
          const test = this.named();
          const msg = this.op(',') ? this.expr() : undefined;
          return { k: 'Assert', test, msg, ...at() };
        }
        case 'del': {
          this.i++;
          const x = this.exprList();
          const targets = x.k === 'Tuple' && x.bare ? x.items : [x];
          for (const y of targets) this.checkTarget(y, 'delete');
          return { k: 'Del', targets, ...at() };
        }
        case 'global':
        case 'nonlocal': {
          this.i++;
          const names = [this.name().v];
          while (this.op(',')) names.push(this.name().v);
          return { k: t.v === 'global' ? 'Global' : 'Nonlocal', names, ...at() };
        }
        case 'import':
          return this.importStatement();
        case 'from':
          return this.importFrom();
        case 'type':
          if (
            this.peek().t === 'name' &&
            !KEYWORDS.has(this.peek().v) &&
            (this.peek(2).v === '=' || this.peek(2).v === '[')
          ) {
            this.i++;
            const name = this.name().v;
            this.typeParams();
            this.expectOp('=');
            return { k: 'TypeAlias', name, x: this.expr(), ...at() };
          }
      }
    }
    return this.expressionStatement();
  }

  private expressionStatement(): Stmt {
    const { s } = this.tok;
    const x = this.isWord('yield') ? this.yieldOrList() : this.starList();
    if (this.isOp('=')) {
      const targets = [x];
      let value = x;
      while (this.op('=')) {
        value = this.isWord('yield') ? this.yieldOrList() : this.starList();
        targets.push(value);
      }
      targets.pop();
      if (value.k === 'Star') throw new SourceError("can't use starred expression here", value.s, value.e);
      for (const target of targets) this.checkTarget(target, 'assign to', true);
      return { k: 'Assign', targets, x: value, s, e: this.lastEnd };
    }
    const t = this.tok;
    if (t.t === 'op' && AUGMENTED.has(t.v)) {
      if (x.k !== 'Name' && x.k !== 'Attr' && x.k !== 'Sub')
        throw new SourceError(
          `'${x.k === 'Tuple' ? 'tuple' : x.k === 'List' ? 'list' : kindOf(x)}' is an illegal expression for augmented assignment`,
          x.s,
          x.e,
        );
      this.i++;
      const value = this.yieldOrList();
      return { k: 'AugAssign', target: x, op: t.v.slice(0, -1), x: value, s, e: this.lastEnd };
    }
    if (this.isOp(':') && (x.k === 'Name' || x.k === 'Attr' || x.k === 'Sub')) {
      this.i++;
      const annotation = this.expr();
      const value = this.op('=') ? this.yieldOrList() : undefined;
      return { k: 'AnnAssign', target: x, annotation, x: value, simple: x.k === 'Name', s, e: this.lastEnd };
    }
    if (x.k === 'Star') throw new SourceError("can't use starred expression here", x.s, x.e);
    return { k: 'Expr', x, s, e: x.e };
  }
  private starList(): Expr {
    if (!this.isOp('*')) return this.exprList();
    const mark = this.i;
    const x = this.starred();
    if (this.isOp(',')) {
      this.i = mark;
      return this.exprList();
    }
    return x;
  }

  protected checkTarget(x: Expr, verb = 'assign to', statement = false): void {
    switch (x.k) {
      case 'Name':
        if (x.id === '__debug__') throw new SourceError('cannot assign to __debug__', x.s, x.e);
        return;
      case 'Attr':
      case 'Sub':
        return;
      case 'Star':
        if (verb === 'delete') throw new SourceError('cannot delete starred', x.s, x.e);
        this.checkTarget(x.x, verb);
        return;
      case 'Tuple':
      case 'List': {
        for (const y of x.items) this.checkTarget(y, verb);
        if (x.items.filter((y) => y.k === 'Star').length > 1)
          throw new SourceError('multiple starred expressions in assignment', x.s, x.e);
        return;
      }
      default: {
        const kind = kindOf(x);
        const here =
          statement &&
          verb === 'assign to' &&
          !['None', 'True', 'False'].includes(kind) &&
          x.k !== 'Yield' &&
          x.k !== 'YieldFrom' &&
          x.k !== 'Walrus'
            ? ` here. Maybe you meant '==' instead of '='?`
            : '';
        throw new SourceError(`cannot ${verb} ${kind}${here}`, x.s, x.e);
      }
    }
  }

  private dotted(): Alias {
    const first = this.name();
    let name = first.v;
    while (this.op('.')) name += `.${this.name().v}`;
    return { name, as: undefined, s: first.s, e: this.lastEnd };
  }
  private importStatement(): Stmt {
    const { s } = this.tok;
    this.i++;
    const names: Alias[] = [];
    do {
      const a = this.dotted();
      names.push({ ...a, as: this.word('as') ? this.name().v : undefined });
    } while (this.op(','));
    return { k: 'Import', names, s, e: this.lastEnd };
  }
  private importFrom(): Stmt {
    const { s } = this.tok;
    this.i++;
    let level = 0;
    for (;;) {
      if (this.op('.')) level++;
      else if (this.op('...')) level += 3;
      else break;
    }
    const module = this.isWord('import') && level > 0 ? '' : this.dotted().name;
    this.expectWord('import');
    const names: Alias[] = [];
    if (this.isOp('*')) {
      const t = this.tok;
      this.i++;
      names.push({ name: '*', as: undefined, s: t.s, e: t.e });
    } else {
      const paren = this.op('(');
      while (!paren || !this.isOp(')')) {
        const t = this.name();
        names.push({ name: t.v, as: this.word('as') ? this.name().v : undefined, s: t.s, e: this.lastEnd });
        if (!this.op(',')) break;
        if (!paren && this.tok.t === 'newline') this.fail('trailing comma not allowed without surrounding parentheses');
      }
      if (paren) this.expectOp(')');
    }
    return { k: 'ImportFrom', module, level, names, s, e: this.lastEnd };
  }
}
