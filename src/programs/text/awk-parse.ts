// Reads awk programs: tokens, and a tree of statements and expressions.

/** A program that is none; `line` counts in the source. */
export class AwkError extends Error {}

export type Expr =
  | { t: 'num'; v: number }
  | { t: 'str'; v: string }
  | { t: 're'; v: string }
  | { t: 'var'; name: string }
  | { t: 'index'; name: string; subs: Expr[] }
  | { t: 'field'; e: Expr }
  | { t: 'group'; e: Expr }
  | { t: 'list'; items: Expr[] }
  | { t: 'assign'; op: string; to: Expr; e: Expr }
  | { t: 'cond'; c: Expr; a: Expr; b: Expr }
  | { t: 'and' | 'or'; a: Expr; b: Expr }
  | { t: 'bin'; op: string; a: Expr; b: Expr }
  | { t: 'match'; not: boolean; a: Expr; b: Expr }
  | { t: 'in'; subs: Expr[]; name: string }
  | { t: 'un'; op: string; e: Expr }
  | { t: 'inc'; to: Expr; by: number; post: boolean }
  | { t: 'call'; name: string; args: Expr[] }
  | { t: 'builtin'; name: string; args: Expr[] }
  | { t: 'getline'; kind: 'main' | 'file' | 'cmd'; from: Expr | undefined; to: Expr | undefined };

export type Stat =
  | { t: 'block'; body: Stat[] }
  | { t: 'expr'; e: Expr }
  | { t: 'print'; args: Expr[]; format: boolean; redirect: { kind: '>' | '>>' | '|'; to: Expr } | undefined }
  | { t: 'if'; c: Expr; a: Stat; b: Stat | undefined }
  | { t: 'while'; c: Expr; body: Stat }
  | { t: 'do'; c: Expr; body: Stat }
  | { t: 'for'; init: Stat | undefined; c: Expr | undefined; step: Stat | undefined; body: Stat }
  | { t: 'forin'; v: string; array: string; body: Stat }
  | { t: 'break' | 'continue' | 'next' | 'nextfile' }
  | { t: 'exit' | 'return'; e: Expr | undefined }
  | { t: 'delete'; name: string; subs: Expr[] | undefined };

export interface Rule {
  readonly kind: 'BEGIN' | 'END' | 'always' | 'pattern' | 'range';
  readonly a?: Expr;
  readonly b?: Expr;
  readonly body: Stat | undefined;
}
export interface Func {
  readonly name: string;
  readonly params: readonly string[];
  body: Stat;
}
export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, Func>;
}

const KEYWORDS = new Set([
  'BEGIN',
  'END',
  'function',
  'func',
  'if',
  'else',
  'while',
  'for',
  'do',
  'break',
  'continue',
  'next',
  'nextfile',
  'exit',
  'return',
  'delete',
  'in',
  'getline',
  'print',
  'printf',
]);
/** Functions of the language, with those of gawk. */
/** A statement where mawk does not take it. */
export class Misplaced extends AwkError {}
export const BUILTINS = new Set([
  'substr',
  'index',
  'length',
  'split',
  'sub',
  'gsub',
  'gensub',
  'match',
  'sprintf',
  'tolower',
  'toupper',
  'system',
  'close',
  'fflush',
  'sin',
  'cos',
  'atan2',
  'exp',
  'log',
  'sqrt',
  'int',
  'rand',
  'srand',
  'strftime',
  'systime',
  'mktime',
  'and',
  'or',
  'xor',
  'lshift',
  'rshift',
  'compl',
  'strtonum',
  'asort',
  'asorti',
]);

type Tok =
  | { k: 'num'; v: number }
  | { k: 'str' | 're' | 'name' | 'func' | 'key' | 'builtin' | 'op'; v: string }
  | { k: 'nl' }
  | { k: 'eof' };

const OPS = [
  '**=',
  '&&',
  '||',
  '**',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '==',
  '<=',
  '>=',
  '!=',
  '!~',
  '>>',
  '|&',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '>',
  '<',
  '|',
  '?',
  ':',
  '~',
  '$',
  '=',
];

/** The escapes of a string constant taken out. */
export function unescapeString(s: string): string {
  return s.replace(/\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{1,2}|[^])/g, (all, c: string) => {
    if (c === '\n') return '';
    if (/^[0-7]/.test(c)) return String.fromCharCode(parseInt(c, 8));
    if (c.length > 1) return String.fromCharCode(parseInt(c.slice(1), 16));
    return (
      { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', '/': '/', a: '\x07', b: '\b', f: '\f', v: '\v' }[c] ?? all
    );
  });
}

class Lexer {
  i = 0;
  line = 1;
  /** Ends the operand before: a slash after it divides. */
  private operand = false;
  constructor(readonly s: string) {}
  next(): Tok {
    const { s } = this;
    for (;;) {
      const c = s[this.i];
      if (c === ' ' || c === '\t' || c === '\r') this.i++;
      else if (c === '\\' && (s[this.i + 1] === '\n' || s.startsWith('\r\n', this.i + 1))) {
        this.i += s[this.i + 1] === '\n' ? 2 : 3;
        this.line++;
      } else if (c === '#') while (this.i < s.length && s[this.i] !== '\n') this.i++;
      else break;
    }
    const t = this.token();
    this.operand =
      t.k === 'num' ||
      t.k === 'str' ||
      t.k === 're' ||
      t.k === 'name' ||
      t.k === 'builtin' ||
      (t.k === 'op' && (t.v === ')' || t.v === ']' || t.v === '$' || t.v === '++' || t.v === '--'));
    return t;
  }
  private token(): Tok {
    const { s } = this;
    const c = s[this.i];
    if (c === undefined) return { k: 'eof' };
    if (c === '\n') {
      this.i++;
      this.line++;
      return { k: 'nl' };
    }
    const rest = s.slice(this.i, this.i + 400);
    const num = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest);
    if (num !== null) {
      this.i += num[0].length;
      return { k: 'num', v: Number(num[0]) };
    }
    if (c === '"') {
      let k = this.i + 1;
      while (k < s.length && s[k] !== '"') {
        if (s[k] === '\n') throw new AwkError(`unterminated string ${s.slice(this.i, k)}...`);
        k += s[k] === '\\' ? 2 : 1;
      }
      if (k >= s.length) throw new AwkError(`unterminated string ${s.slice(this.i)}...`);
      const v = unescapeString(s.slice(this.i + 1, k));
      this.i = k + 1;
      return { k: 'str', v };
    }
    if (c === '/' && !this.operand) {
      let k = this.i + 1;
      let inside = false;
      for (; k < s.length && (s[k] !== '/' || inside); k++) {
        if (s[k] === '\\') k++;
        else if (s[k] === '\n') throw new AwkError(`unterminated regexp`);
        else if (s[k] === '[' && !inside) {
          inside = true;
          if (s[k + 1] === '^') k++;
          if (s[k + 1] === ']') k++;
        } else if (s[k] === '[' && s[k + 1] === ':') {
          const end = s.indexOf(':]', k);
          if (end > 0) k = end + 1;
        } else if (s[k] === ']') inside = false;
      }
      if (k >= s.length) throw new AwkError(`unterminated regexp`);
      const v = s.slice(this.i + 1, k).replace(/\\\//g, '/');
      this.i = k + 1;
      return { k: 're', v };
    }
    const word = /^[A-Za-z_]\w*/.exec(rest);
    if (word !== null) {
      const v = word[0];
      this.i += v.length;
      if (KEYWORDS.has(v)) return { k: 'key', v: v === 'func' ? 'function' : v };
      if (BUILTINS.has(v)) return { k: 'builtin', v };
      return s[this.i] === '(' ? { k: 'func', v } : { k: 'name', v };
    }
    const op = OPS.find((o) => rest.startsWith(o));
    if (op === undefined || op === '|&') throw new AwkError(`unexpected character '${c}'`);
    this.i += op.length;
    return { k: 'op', v: op === '**' ? '^' : op === '**=' ? '^=' : op };
  }
}

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
