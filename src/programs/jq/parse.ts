// jq's language: from text to a tree.

export class JqSyntax extends Error {}

export type Ast =
  | { readonly t: 'identity' | 'recurse' | 'break' }
  | { readonly t: 'literal'; readonly value: unknown }
  | { readonly t: 'string'; readonly format: string; readonly parts: readonly (string | Ast)[] }
  | { readonly t: 'format'; readonly name: string }
  | { readonly t: 'index'; readonly on: Ast; readonly key: Ast }
  | { readonly t: 'slice'; readonly on: Ast; readonly from: Ast | undefined; readonly to: Ast | undefined }
  | { readonly t: 'iterate' | 'neg' | 'array' | 'optional'; readonly on: Ast | undefined }
  | { readonly t: 'pipe' | 'comma'; readonly a: Ast; readonly b: Ast }
  | { readonly t: 'binary'; readonly op: string; readonly a: Ast; readonly b: Ast }
  | { readonly t: 'object'; readonly entries: readonly { readonly key: Ast; readonly value: Ast }[] }
  | { readonly t: 'if'; readonly cond: Ast; readonly then: Ast; readonly other: Ast | undefined }
  | { readonly t: 'try'; readonly body: Ast; readonly handler: Ast | undefined }
  | {
      readonly t: 'reduce' | 'foreach';
      readonly source: Ast;
      readonly pattern: Pattern;
      readonly init: Ast;
      readonly update: Ast;
      readonly extract: Ast | undefined;
    }
  | { readonly t: 'bind'; readonly source: Ast; readonly pattern: Pattern; readonly body: Ast }
  | { readonly t: 'var'; readonly name: string }
  | { readonly t: 'call'; readonly name: string; readonly args: readonly Ast[] }
  | {
      readonly t: 'def';
      readonly name: string;
      readonly params: readonly string[];
      readonly body: Ast;
      readonly rest: Ast;
    };

export type Pattern =
  | { readonly name: string }
  | { readonly items: readonly Pattern[] }
  | {
      readonly fields: readonly {
        readonly key: Ast;
        readonly name: string | undefined;
        readonly pattern: Pattern | undefined;
      }[];
    };

interface Token {
  readonly kind: 'op' | 'name' | 'field' | 'var' | 'number' | 'string' | 'format' | 'end';
  readonly text: string;
  readonly parts?: readonly (string | Ast)[];
  readonly at: number;
}

const OPS = ['?//', '|=', '+=', '-=', '*=', '/=', '%=', '//=', '==', '!=', '<=', '>=', '//', '..', 'and', 'or'];

class Parser {
  private i = 0;
  private held: Token;
  constructor(private readonly text: string) {
    this.held = this.read();
  }

  /** The token that comes next. */
  private get token(): Token {
    return this.held;
  }
  private set token(t: Token) {
    this.held = t;
  }

  fail(at = this.token.at): never {
    const what =
      this.token.kind === 'end'
        ? 'unexpected end of file'
        : `unexpected ${this.token.kind === 'op' && /^[A-Za-z]/.test(this.token.text) ? this.token.text : this.token.kind === 'op' ? `'${this.token.text}'` : this.token.kind === 'name' ? 'IDENT' : this.token.kind === 'string' ? 'QQSTRING_START' : this.token.kind === 'number' ? 'LITERAL' : 'INVALID_CHARACTER'}`;
    throw new JqSyntax(
      `syntax error, ${what} at <top-level>, line ${this.text.slice(0, at).split('\n').length}, column ${at - this.text.lastIndexOf('\n', at - 1)}`,
    );
  }

  private read(): Token {
    const { text } = this;
    for (;;) {
      while (/\s/.test(text[this.i] ?? '')) this.i++;
      if (text[this.i] !== '#') break;
      while (this.i < text.length && text[this.i] !== '\n') this.i++;
    }
    const at = this.i;
    const rest = text.slice(at);
    if (rest === '') return { kind: 'end', text: '', at };
    const take = (kind: Token['kind'], whole: string, value = whole): Token => {
      this.i += whole.length;
      return { kind, text: value, at };
    };
    let m: RegExpExecArray | null;
    if ((m = /^"/.exec(rest)) !== null) return this.readString(at);
    if ((m = /^\.[A-Za-z_]\w*/.exec(rest)) !== null) return take('field', m[0], m[0].slice(1));
    if ((m = /^(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?/.exec(rest)) !== null) return take('number', m[0]);
    if ((m = /^\$(__loc__|[A-Za-z_]\w*(::\w+)*)/.exec(rest)) !== null) return take('var', m[0], m[1]);
    if ((m = /^@[a-z0-9]+/.exec(rest)) !== null) return take('format', m[0], m[0].slice(1));
    if ((m = /^[A-Za-z_]\w*(::\w+)*/.exec(rest)) !== null)
      return take(['and', 'or'].includes(m[0]) ? 'op' : 'name', m[0]);
    const op = OPS.find((x) => !/^[a-z]/.test(x) && rest.startsWith(x));
    return take('op', op ?? rest[0]!);
  }

  /** A string with its interpolations, which are whole programs. */
  private readString(at: number): Token {
    const parts: (string | Ast)[] = [];
    let out = '';
    this.i++;
    for (;;) {
      const c = this.text[this.i];
      if (c === undefined)
        throw new JqSyntax(
          `syntax error, unexpected end of file, expecting QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END at <top-level>, line 1, column ${at + 1}`,
        );
      if (c === '"') break;
      if (c !== '\\') {
        out += c;
        this.i++;
        continue;
      }
      const next = this.text[this.i + 1] ?? '';
      if (next === '(') {
        this.i += 2;
        parts.push(out);
        out = '';
        const saved = this.token;
        this.token = this.read();
        parts.push(this.pipe());
        if (this.token.text !== ')') this.fail();
        // the parser has read one token too far only when it was the parenthesis, whose end is where the string goes on
        this.token = saved;
        continue;
      }
      if (next === 'u') {
        out += String.fromCharCode(parseInt(this.text.slice(this.i + 2, this.i + 6), 16));
        this.i += 6;
        continue;
      }
      out += ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' } as Record<string, string>)[next] ?? next;
      this.i += 2;
    }
    this.i++;
    parts.push(out);
    return { kind: 'string', text: '', parts, at };
  }

  private kind(): Token['kind'] {
    return this.held.kind;
  }
  private next(): Token {
    const t = this.token;
    this.token = this.read();
    return t;
  }
  private is(text: string): boolean {
    return (this.token.kind === 'op' || this.token.kind === 'name') && this.token.text === text;
  }
  private accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }
  private expect(text: string): void {
    if (!this.accept(text)) this.fail();
  }

  program(): Ast {
    if (this.kind() === 'end') return { t: 'identity' };
    const out = this.pipe();
    if (this.kind() !== 'end') this.fail();
    return out;
  }

  pipe(): Ast {
    if (this.is('def')) {
      this.next();
      const name = this.next().text;
      const params: string[] = [];
      if (this.accept('(')) {
        do params.push((this.token.kind === 'var' ? '$' : '') + this.next().text);
        while (this.accept(';'));
        this.expect(')');
      }
      this.expect(':');
      const body = this.pipe();
      this.expect(';');
      return { t: 'def', name, params, body, rest: this.token.kind === 'end' ? { t: 'identity' } : this.pipe() };
    }
    const a = this.comma();
    if (this.accept('as')) {
      const pattern = this.pattern();
      this.expect('|');
      return { t: 'bind', source: a, pattern, body: this.pipe() };
    }
    return this.accept('|') ? { t: 'pipe', a, b: this.pipe() } : a;
  }

  private pattern(): Pattern {
    if (this.kind() === 'var') return { name: this.next().text };
    if (this.accept('[')) {
      const items: Pattern[] = [];
      do items.push(this.pattern());
      while (this.accept(','));
      this.expect(']');
      return { items };
    }
    this.expect('{');
    const fields: { key: Ast; name: string | undefined; pattern: Pattern | undefined }[] = [];
    do {
      if (this.kind() === 'var') {
        const name = this.next().text;
        fields.push({
          key: { t: 'literal', value: name },
          name,
          pattern: this.accept(':') ? this.pattern() : undefined,
        });
      } else {
        const key = this.key();
        this.expect(':');
        fields.push({ key, name: undefined, pattern: this.pattern() });
      }
    } while (this.accept(','));
    this.expect('}');
    return { fields };
  }

  private comma(): Ast {
    let a = this.binary(0);
    while (this.accept(',')) a = { t: 'comma', a, b: this.binary(0) };
    return a;
  }

  private static readonly LEVELS: readonly (readonly string[])[] = [
    ['//'],
    ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='],
    ['or'],
    ['and'],
    ['==', '!=', '<', '<=', '>', '>='],
    ['+', '-'],
    ['*', '/', '%'],
  ];

  private binary(level: number): Ast {
    const ops = Parser.LEVELS[level];
    if (ops === undefined) return this.unary();
    let a = this.binary(level + 1);
    while (this.token.kind === 'op' && ops.includes(this.token.text)) {
      const op = this.next().text;
      // the alternative is right-associative
      const b = op === '//' ? this.binary(level) : this.binary(level + 1);
      a = { t: 'binary', op, a, b };
    }
    return a;
  }

  private unary(): Ast {
    if (this.accept('-')) return { t: 'neg', on: this.postfix() };
    return this.postfix();
  }

  private postfix(): Ast {
    let on = this.term();
    for (;;) {
      if (this.token.kind === 'field') on = { t: 'index', on, key: { t: 'literal', value: this.next().text } };
      else if (this.is('?')) {
        this.next();
        on = { t: 'optional', on };
      } else if (this.is('[')) on = this.bracket(on);
      else if (this.is('.')) {
        this.next();
        if (this.token.kind === 'string') on = { t: 'index', on, key: this.string('text') };
        else if (this.is('[')) on = this.bracket(on);
        else this.fail();
      } else if (this.is('as')) return on;
      else return on;
    }
  }

  private bracket(on: Ast): Ast {
    this.expect('[');
    if (this.accept(']')) return { t: 'iterate', on };
    if (this.accept(':')) {
      const to = this.pipe();
      this.expect(']');
      return { t: 'slice', on, from: undefined, to };
    }
    const key = this.pipe();
    if (this.accept(':')) {
      const to = this.is(']') ? undefined : this.pipe();
      this.expect(']');
      return { t: 'slice', on, from: key, to };
    }
    this.expect(']');
    return { t: 'index', on, key };
  }

  private string(format: string): Ast {
    return { t: 'string', format, parts: this.next().parts! };
  }

  private term(): Ast {
    const t = this.token;
    if (t.kind === 'number') return { t: 'literal', value: Number(this.next().text) };
    if (t.kind === 'string') return this.string('text');
    if (t.kind === 'format') {
      this.next();
      return this.token.kind === 'string' ? this.string(t.text) : { t: 'format', name: t.text };
    }
    if (t.kind === 'var') {
      this.next();
      return { t: 'var', name: t.text };
    }
    if (t.kind === 'field') {
      this.next();
      return { t: 'index', on: { t: 'identity' }, key: { t: 'literal', value: t.text } };
    }
    if (t.kind === 'op') {
      if (this.accept('..')) return { t: 'recurse' };
      if (this.accept('.')) {
        if (this.token.kind === 'string') return { t: 'index', on: { t: 'identity' }, key: this.string('text') };
        return this.is('[') ? this.bracket({ t: 'identity' }) : { t: 'identity' };
      }
      if (this.accept('(')) {
        const inner = this.pipe();
        this.expect(')');
        return inner;
      }
      if (this.accept('[')) {
        if (this.accept(']')) return { t: 'literal', value: [] };
        const inner = this.pipe();
        this.expect(']');
        return { t: 'array', on: inner };
      }
      if (this.accept('{')) return this.object();
      this.fail();
    }
    if (t.kind !== 'name') this.fail();
    this.next();
    switch (t.text) {
      case 'true':
        return { t: 'literal', value: true };
      case 'false':
        return { t: 'literal', value: false };
      case 'null':
        return { t: 'literal', value: null };
      case 'if':
        return this.ifs();
      case 'try': {
        const body = this.postfix();
        return { t: 'try', body, handler: this.accept('catch') ? this.postfix() : undefined };
      }
      case 'reduce':
      case 'foreach': {
        const source = this.postfix();
        this.expect('as');
        const pattern = this.pattern();
        this.expect('(');
        const init = this.pipe();
        this.expect(';');
        const update = this.pipe();
        const extract = this.accept(';') ? this.pipe() : undefined;
        this.expect(')');
        return { t: t.text, source, pattern, init, update, extract };
      }
      default: {
        const args: Ast[] = [];
        if (this.accept('(')) {
          do args.push(this.pipe());
          while (this.accept(';'));
          this.expect(')');
        }
        return { t: 'call', name: t.text, args };
      }
    }
  }

  private ifs(): Ast {
    const cond = this.pipe();
    this.expect('then');
    const then = this.pipe();
    if (this.accept('elif')) return { t: 'if', cond, then, other: this.ifs() };
    const other = this.accept('else') ? this.pipe() : undefined;
    this.expect('end');
    return { t: 'if', cond, then, other };
  }

  private key(): Ast {
    if (this.token.kind === 'string') return this.string('text');
    if (this.accept('(')) {
      const k = this.pipe();
      this.expect(')');
      return k;
    }
    if (this.token.kind !== 'name' && !(this.token.kind === 'op' && /^[a-z]/.test(this.token.text))) this.fail();
    return { t: 'literal', value: this.next().text };
  }

  private object(): Ast {
    const entries: { key: Ast; value: Ast }[] = [];
    while (!this.accept('}')) {
      if (this.token.kind === 'var') {
        const name = this.next().text;
        entries.push({ key: { t: 'literal', value: name }, value: { t: 'var', name } });
      } else if (this.token.kind === 'format') {
        this.fail();
      } else {
        const key = this.key();
        if (this.accept(':')) {
          let value = this.binary(1);
          while (this.accept('|')) value = { t: 'pipe', a: value, b: this.binary(1) };
          entries.push({ key, value });
        } else entries.push({ key, value: { t: 'index', on: { t: 'identity' }, key } });
      }
      if (!this.accept(',') && !this.is('}')) this.fail();
    }
    return { t: 'object', entries };
  }
}

/** Reads a program. @throws JqSyntax */
export const parseJq = (text: string): Ast => new Parser(text).program();
