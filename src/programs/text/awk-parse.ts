// Reads awk programs: from tokens to the tree of statements and expressions.

import type { AwkProgram, Expr, Stat, Rule, Func } from './awk-tree.ts';
import { AwkError, Lexer, type Tok } from './awk-lexer.ts';

/** Functions of the language, with those of gawk. */
/** A statement where mawk does not take it. */
export class Misplaced extends AwkError {}

/** @throws AwkError */
export function parseAwk(source: string, lenient = false): AwkProgram {
  const lex = new Lexer(source);
  let tok: Tok = { k: 'eof' };
  let noIn = false;
  /** Inside `print` without parentheses a `>` redirects. */
  let noGt = false;
  let place: 'rule' | 'function' | 'BEGIN' | 'END' = 'rule';
  const advance = (): Tok => {
    const old = tok;
    if (!lenient && old.k === 'key') {
      const stray = (old.v === 'next' || old.v === 'nextfile') && (place === 'BEGIN' || place === 'END');
      if (stray) throw new Misplaced(`line ${lex.line}: improper use of ${old.v}`);
      if (old.v === 'return' && place !== 'function')
        throw new Misplaced(`line ${lex.line}: return outside function body`);
    }
    try {
      tok = lex.next();
    } catch (error) {
      if (error instanceof AwkError && !error.message.startsWith('line '))
        throw new AwkError(`line ${lex.line}: ${error.message}`);
      throw error;
    }
    return old;
  };
  const show = (): string =>
    tok.k === 'eof'
      ? 'end of file'
      : tok.k === 'nl'
        ? 'newline or end of string'
        : tok.k === 'num'
          ? String(tok.v)
          : tok.v;
  const bad = (): never => {
    throw new AwkError(`line ${lex.line - (tok.k === 'nl' ? 1 : 0)}: syntax error at or near ${show()}`);
  };
  const is = (v: string): boolean => (tok.k === 'op' || tok.k === 'key') && tok.v === v;
  const accept = (v: string): boolean => {
    if (!is(v)) return false;
    advance();
    return true;
  };
  const expect = (v: string): void => {
    if (!accept(v)) bad();
  };
  const newlines = (): void => {
    while (tok.k === 'nl') advance();
  };
  const ends = (): void => {
    while (tok.k === 'nl' || is(';')) advance();
  };
  /** Runs with the limits on `in` and `>` lifted or set. */
  const inside = <T>(f: () => T, gt = false, i = false): T => {
    const old = [noGt, noIn] as const;
    noGt = gt;
    noIn = i;
    const v = f();
    [noGt, noIn] = old;
    return v;
  };
  const name = (): string => {
    if (tok.k !== 'name' && tok.k !== 'func') return bad();
    return (advance() as { v: string }).v;
  };

  const isLvalue = (e: Expr): boolean => e.t === 'var' || e.t === 'index' || e.t === 'field';
  const list = (close: string): Expr[] => {
    const out: Expr[] = [];
    newlines();
    while (!is(close)) {
      out.push(expr());
      newlines();
      if (!accept(',')) break;
      newlines();
    }
    expect(close);
    return out;
  };

  function expr(): Expr {
    const c = ternary();
    if (tok.k === 'op' && /^([-+*/%^]?=)$/.test(tok.v) && isLvalue(c)) {
      const op = (advance() as { v: string }).v;
      newlines();
      return { t: 'assign', op: op.slice(0, -1), to: c, e: expr() };
    }
    return c;
  }
  function ternary(): Expr {
    const c = or();
    if (!is('?')) return c;
    advance();
    newlines();
    const a = expr();
    newlines();
    expect(':');
    newlines();
    return { t: 'cond', c, a, b: expr() };
  }
  function or(): Expr {
    let a = and();
    while (accept('||')) {
      newlines();
      a = { t: 'or', a, b: and() };
    }
    return a;
  }
  function and(): Expr {
    let a = membership();
    while (accept('&&')) {
      newlines();
      a = { t: 'and', a, b: membership() };
    }
    return a;
  }
  function membership(): Expr {
    let a = matching();
    while (!noIn && is('in')) {
      advance();
      a = { t: 'in', subs: a.t === 'list' ? a.items : [a], name: name() };
    }
    return a;
  }
  function matching(): Expr {
    let a = comparison();
    while (is('~') || is('!~')) {
      const not = (advance() as { v: string }).v === '!~';
      a = { t: 'match', not, a, b: comparison() };
    }
    return a;
  }
  function comparison(): Expr {
    const a = concatenation();
    if (tok.k === 'op' && /^(<|<=|==|!=|>=|>)$/.test(tok.v) && !(tok.v === '>' && noGt)) {
      const op = (advance() as { v: string }).v;
      return { t: 'bin', op, a, b: concatenation() };
    }
    return a;
  }
  const startsOperand = (): boolean => {
    if (
      tok.k === 'num' ||
      tok.k === 'str' ||
      tok.k === 're' ||
      tok.k === 'name' ||
      tok.k === 'func' ||
      tok.k === 'builtin'
    )
      return true;
    return (
      tok.k === 'op' &&
      (tok.v === '$' ||
        tok.v === '!' ||
        tok.v === '(' ||
        tok.v === '-' ||
        tok.v === '+' ||
        tok.v === '++' ||
        tok.v === '--')
    );
  };
  function concatenation(): Expr {
    let a = pipeGetline(additive());
    while (startsOperand() && !(tok.k === 'key')) a = pipeGetline({ t: 'bin', op: 'cat', a, b: additive() });
    return a;
  }
  /** `command | getline` binds less than concatenation: the command is all that stands before. */
  function pipeGetline(a: Expr): Expr {
    let e = a;
    while (is('|')) {
      const save = { i: lex.i, line: lex.line, tok };
      advance();
      if (!is('getline')) {
        lex.i = save.i;
        lex.line = save.line;
        tok = save.tok;
        return e;
      }
      advance();
      e = { t: 'getline', kind: 'cmd', from: e, to: optionalLvalue() };
    }
    return e;
  }
  function binary(next: () => Expr, ops: readonly string[]): Expr {
    let a = next();
    while (tok.k === 'op' && ops.includes(tok.v)) {
      const op = (advance() as { v: string }).v;
      newlines();
      a = { t: 'bin', op, a, b: next() };
    }
    return a;
  }
  function additive(): Expr {
    return binary(() => binary(unary, ['*', '/', '%']), ['+', '-']);
  }
  function unary(): Expr {
    if (tok.k === 'op' && (tok.v === '!' || tok.v === '-' || tok.v === '+')) {
      const op = (advance() as { v: string }).v;
      return { t: 'un', op, e: unary() };
    }
    return power();
  }
  function power(): Expr {
    const a = postfix();
    if (!accept('^')) return a;
    newlines();
    // The right side of a power may carry a sign of its own: 2^-1.
    if (tok.k === 'op' && (tok.v === '-' || tok.v === '+' || tok.v === '!')) {
      const op = (advance() as { v: string }).v;
      return { t: 'bin', op: '^', a, b: { t: 'un', op, e: power() } };
    }
    return { t: 'bin', op: '^', a, b: power() };
  }
  function postfix(): Expr {
    const a = primary();
    if (isLvalue(a) && (is('++') || is('--')))
      return { t: 'inc', to: a, by: (advance() as { v: string }).v === '++' ? 1 : -1, post: true };
    return a;
  }
  function optionalLvalue(): Expr | undefined {
    if (tok.k === 'op' && tok.v === '$') return primary();
    if (tok.k === 'name') return primary();
    return undefined;
  }
  function primary(): Expr {
    const t = tok;
    switch (t.k) {
      case 'num':
        advance();
        return { t: 'num', v: t.v };
      case 'str':
        advance();
        return { t: 'str', v: t.v };
      case 're':
        advance();
        return { t: 're', v: t.v };
      case 'func': {
        advance();
        expect('(');
        return { t: 'call', name: t.v, args: inside(() => list(')')) };
      }
      case 'builtin': {
        advance();
        if (is('(')) {
          advance();
          return { t: 'builtin', name: t.v, args: inside(() => list(')')) };
        }
        if (t.v !== 'length') bad();
        return { t: 'builtin', name: 'length', args: [] };
      }
      case 'name': {
        advance();
        if (is('[')) {
          advance();
          return { t: 'index', name: t.v, subs: inside(() => list(']')) };
        }
        return { t: 'var', name: t.v };
      }
      case 'key':
        if (t.v === 'getline') {
          advance();
          const to = optionalLvalue();
          if (!is('<')) return { t: 'getline', kind: 'main', from: undefined, to };
          advance();
          return { t: 'getline', kind: 'file', from: postfix(), to };
        }
        return bad();
      case 'op':
        if (t.v === '$') {
          advance();
          if (is('++') || is('--')) {
            const by = (advance() as { v: string }).v === '++' ? 1 : -1;
            return { t: 'field', e: { t: 'inc', to: primary(), by, post: false } };
          }
          if (is('-') || is('+') || is('!')) {
            const op = (advance() as { v: string }).v;
            return { t: 'field', e: { t: 'un', op, e: primary() } };
          }
          return { t: 'field', e: primary() };
        }
        if (t.v === '++' || t.v === '--') {
          advance();
          const to = primary();
          if (!isLvalue(to)) bad();
          return { t: 'inc', to, by: t.v === '++' ? 1 : -1, post: false };
        }
        if (t.v === '(') {
          advance();
          const items = inside(() => list(')'));
          if (items.length === 0) bad();
          return items.length > 1 ? { t: 'list', items } : { t: 'group', e: items[0]! };
        }
        if (t.v === '-' || t.v === '+' || t.v === '!') return unary();
        return bad();
      default:
        return bad();
    }
  }

  function simple(): Stat {
    if (is('print') || is('printf')) {
      const format = (advance() as { v: string }).v === 'printf';
      const args: Expr[] = [];
      inside(() => {
        while (tok.k !== 'nl' && tok.k !== 'eof' && !is(';') && !is('}') && !is('>') && !is('>>') && !is('|')) {
          args.push(expr());
          if (!accept(',')) break;
          newlines();
        }
      }, true);
      // `print (a, b)` lists its operands; `print (a)(b)` does not.
      const all = args.length === 1 && args[0]!.t === 'list' ? args[0].items : args;
      let redirect: { kind: '>' | '>>' | '|'; to: Expr } | undefined;
      if (is('>') || is('>>') || is('|')) {
        const kind = (advance() as { v: '>' }).v;
        redirect = { kind, to: inside(concatenation, true) };
      }
      return { t: 'print', args: all, format, redirect };
    }
    if (accept('delete')) {
      const n = name();
      return { t: 'delete', name: n, subs: accept('[') ? inside(() => list(']')) : undefined };
    }
    return { t: 'expr', e: expr() };
  }
  const endSimple = (): void => {
    if (tok.k === 'nl' || is(';')) {
      advance();
      newlines();
    } else if (!is('}') && tok.k !== 'eof') bad();
  };
  /** The statement of if, while and the rest; may stand on the next line. */
  const body = (): Stat => {
    newlines();
    if (is(';')) {
      advance();
      newlines();
      return { t: 'block', body: [] };
    }
    return statement();
  };
  function block(): Stat {
    expect('{');
    const out: Stat[] = [];
    ends();
    while (!is('}')) {
      if (tok.k === 'eof') bad();
      out.push(statement());
      ends();
    }
    expect('}');
    return { t: 'block', body: out };
  }
  function statement(): Stat {
    if (is('{')) {
      const b = inside(block);
      return b;
    }
    if (accept('if')) {
      expect('(');
      const c = inside(expr);
      expect(')');
      const a = body();
      // An `else` may come after newlines and one semicolon.
      const save = { i: lex.i, line: lex.line, tok };
      ends();
      if (accept('else')) return { t: 'if', c, a, b: body() };
      lex.i = save.i;
      lex.line = save.line;
      tok = save.tok;
      return { t: 'if', c, a, b: undefined };
    }
    if (accept('while')) {
      expect('(');
      const c = inside(expr);
      expect(')');
      return { t: 'while', c, body: body() };
    }
    if (accept('do')) {
      const b = body();
      ends();
      expect('while');
      expect('(');
      const c = inside(expr);
      expect(')');
      endSimple();
      return { t: 'do', c, body: b };
    }
    if (accept('for')) return forLoop();
    let s: Stat;
    if (tok.k === 'key' && /^(break|continue|next|nextfile)$/.test(tok.v)) s = { t: (advance() as { v: 'break' }).v };
    else if (tok.k === 'key' && /^(exit|return)$/.test(tok.v)) {
      const t = (advance() as { v: 'exit' }).v;
      s = { t, e: startsOperand() || is('getline') ? expr() : undefined };
    } else s = simple();
    endSimple();
    return s;
  }
  function forLoop(): Stat {
    expect('(');
    const save = { i: lex.i, line: lex.line, tok };
    if (tok.k === 'name') {
      const v = name();
      if (accept('in') && tok.k === 'name') {
        const array = name();
        if (accept(')')) return { t: 'forin', v, array, body: body() };
      }
      lex.i = save.i;
      lex.line = save.line;
      tok = save.tok;
    }
    const init = is(';') ? undefined : inside(simple);
    expect(';');
    newlines();
    const c = is(';') ? undefined : inside(expr);
    expect(';');
    newlines();
    const step = is(')') ? undefined : inside(simple);
    expect(')');
    return { t: 'for', init, c, step, body: body() };
  }

  const rules: Rule[] = [];
  const functions = new Map<string, Func>();
  advance();
  ends();
  while (tok.k !== 'eof') {
    if (accept('function')) {
      const n = name();
      expect('(');
      const params: string[] = [];
      newlines();
      while (!is(')')) {
        params.push(name());
        newlines();
        if (!accept(',')) break;
        newlines();
      }
      expect(')');
      newlines();
      place = 'function';
      functions.set(n, { name: n, params, body: block() });
      place = 'rule';
    } else if (is('BEGIN') || is('END')) {
      const kind = (advance() as { v: 'BEGIN' }).v;
      place = kind;
      rules.push({ kind, body: block() });
      place = 'rule';
    } else if (is('{')) rules.push({ kind: 'always', body: block() });
    else {
      const a = expr();
      if (accept(',')) {
        newlines();
        const b = expr();
        rules.push({ kind: 'range', a, b, body: is('{') ? block() : undefined });
      } else rules.push({ kind: 'pattern', a, body: is('{') ? block() : undefined });
    }
    if (
      (tok as Tok).k !== 'eof' &&
      (tok as Tok).k !== 'nl' &&
      !is(';') &&
      rules.length > 0 &&
      rules.at(-1)!.body === undefined
    )
      bad();
    ends();
  }
  return { rules, functions };
}
