// Python source to tokens: names, numbers, strings (f-strings with the tokens of their expressions), operators, indentation.

import { SourceError } from './ast.ts';

export interface Token {
  readonly t: 'name' | 'number' | 'string' | 'fstring' | 'op' | 'newline' | 'indent' | 'dedent' | 'end';
  /** Name, operator, or the raw text. */
  readonly v: string;
  readonly s: number;
  readonly e: number;
  /** Of an f-string. */
  readonly parts?: FPart[];
  /** Of a string: prefix letters in lower case, and the text between the quotes. */
  readonly prefix?: string;
  readonly body?: string;
}
export type FPart = string | { tokens: Token[]; conv: string; spec: FPart[] | undefined; self: string };

const OPS = [
  '**=',
  '//=',
  '>>=',
  '<<=',
  '...',
  '**',
  '//',
  '>>',
  '<<',
  '<=',
  '>=',
  '==',
  '!=',
  '->',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '@=',
  ':=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '@',
  '&',
  '|',
  '^',
  '~',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '.',
  ';',
  '=',
  '!',
];
const BY_FIRST = new Map<string, string[]>();
for (const op of OPS) BY_FIRST.set(op[0]!, [...(BY_FIRST.get(op[0]!) ?? []), op]);
const CLOSERS: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
const NUMBER =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?)/y;

export class Lexer {
  private pos = 0;
  private readonly out: Token[] = [];
  private readonly open: { c: string; at: number }[] = [];
  private readonly indents = [0];
  /** A bracket that nobody closed; the parser says so, unless it finds another error on that line. */
  unclosed: SourceError | undefined;

  constructor(private readonly src: string) {}

  private lineOf(at: number): number {
    let n = 1;
    for (let i = this.src.indexOf('\n'); i >= 0 && i < at; i = this.src.indexOf('\n', i + 1)) n++;
    return n;
  }
  private push(t: Token['t'], v: string, s: number, e: number): void {
    this.out.push({ t, v, s, e });
  }

  /** All tokens of a file. @throws SourceError */
  all(): Token[] {
    const { src } = this;
    if (src.startsWith('\ufeff')) this.pos = 1;
    let fresh = true;
    for (;;) {
      if (fresh && this.open.length === 0) {
        if (this.indentation()) break;
        fresh = false;
      }
      this.blanks();
      if (this.pos >= src.length) break;
      const c = src[this.pos]!;
      if (c === '\n') {
        if (this.open.length === 0) {
          this.push('newline', '\n', this.pos, this.pos + 1);
          fresh = true;
        }
        this.pos++;
        continue;
      }
      this.token();
    }
    if (this.open.length > 0) {
      const { c, at } = this.open[this.open.length - 1]!;
      this.unclosed = new SourceError(`'${c}' was never closed`, at, at + 1);
    }
    const end = src.length;
    if (
      this.out.length > 0 &&
      this.out[this.out.length - 1]!.t !== 'newline' &&
      this.out[this.out.length - 1]!.t !== 'dedent'
    )
      this.push('newline', '', end, end);
    for (; this.indents.length > 1; this.indents.pop()) this.push('dedent', '', end, end);
    this.push('end', '', end, end);
    return this.out;
  }

  /** Reads the indentation of a line that has code; true at the end of the file. */
  private indentation(): boolean {
    const { src } = this;
    for (;;) {
      const start = this.pos;
      let col = 0,
        i = start;
      for (; i < src.length; i++) {
        const c = src[i];
        if (c === ' ') col++;
        else if (c === '\t') col = (col >> 3) * 8 + 8;
        else if (c === '\f') col = 0;
        else break;
      }
      if (i >= src.length) {
        this.pos = i;
        return true;
      }
      if (src[i] === '#') {
        const nl = src.indexOf('\n', i);
        this.pos = nl < 0 ? src.length : nl + 1;
        continue;
      }
      if (src[i] === '\n') {
        this.pos = i + 1;
        continue;
      }
      if (src[i] === '\r' && src[i + 1] === '\n') {
        this.pos = i + 2;
        continue;
      }
      this.pos = i;
      const top = this.indents[this.indents.length - 1]!;
      if (col > top) {
        this.indents.push(col);
        this.push('indent', src.slice(start, i), start, i);
      } else if (col < top) {
        while (col < this.indents[this.indents.length - 1]!) {
          this.indents.pop();
          this.push('dedent', '', i, i);
        }
        if (col !== this.indents[this.indents.length - 1]) {
          const nl = src.indexOf('\n', i);
          throw new SourceError(
            'unindent does not match any outer indentation level',
            nl < 0 ? src.length : nl,
            0,
            'IndentationError',
          );
        }
      }
      return false;
    }
  }

  private blanks(): void {
    const { src } = this;
    for (;;) {
      const c = src[this.pos];
      if (c === ' ' || c === '\t' || c === '\r' || c === '\f') this.pos++;
      else if (c === '#') {
        const nl = src.indexOf('\n', this.pos);
        this.pos = nl < 0 ? src.length : nl;
      } else if (c === '\\') {
        if (src[this.pos + 1] === '\n') this.pos += 2;
        else if (src[this.pos + 1] === '\r' && src[this.pos + 2] === '\n') this.pos += 3;
        else if (this.pos + 1 >= src.length) throw new SourceError('unexpected EOF while parsing', this.pos);
        else throw new SourceError('unexpected character after line continuation character', this.pos, this.pos + 1);
      } else return;
    }
  }

  private token(): void {
    const { src } = this;
    const s = this.pos;
    const c = src[s]!;
    if (c === '"' || c === "'") return this.string('', s);
    if ((c >= '0' && c <= '9') || (c === '.' && /\d/.test(src[s + 1] ?? ''))) return this.number(s);
    NAME.lastIndex = s;
    const m = NAME.exec(src);
    if (m !== null) {
      const q = src[s + m[0].length];
      if ((q === '"' || q === "'") && /^(?:[rbuf]|br|rb|fr|rf)$/i.test(m[0])) return this.string(m[0].toLowerCase(), s);
      this.pos = s + m[0].length;
      this.push('name', m[0].normalize('NFKC'), s, this.pos);
      return;
    }
    const op = BY_FIRST.get(c)?.find((o) => src.startsWith(o, s));
    if (op === undefined) {
      const code = src.codePointAt(s)!;
      const hex = code.toString(16).toUpperCase().padStart(4, '0');
      if (c === '$' || c === '?' || c === '`') throw new SourceError('invalid syntax', s, s + 1);
      throw new SourceError(
        /\p{C}|\p{Zs}/u.test(String.fromCodePoint(code))
          ? `invalid non-printable character U+${hex}`
          : `invalid character '${String.fromCodePoint(code)}' (U+${hex})`,
        s,
        s + 1,
      );
    }
    if (CLOSERS[op] !== undefined) this.open.push({ c: op, at: s });
    else if (op === ')' || op === ']' || op === '}') {
      const top = this.open.pop();
      if (top === undefined) throw new SourceError(`unmatched '${op}'`, s, s + 1);
      if (CLOSERS[top.c] !== op) {
        const line = this.lineOf(top.at);
        throw new SourceError(
          `closing parenthesis '${op}' does not match opening parenthesis '${top.c}'${line === this.lineOf(s) ? '' : ` on line ${line}`}`,
          s,
          s + 1,
        );
      }
    }
    this.pos = s + op.length;
    this.push('op', op, s, this.pos);
  }

  private number(s: number): void {
    const { src } = this;
    NUMBER.lastIndex = s;
    const text = NUMBER.exec(src)![0];
    const e = s + text.length;
    const next = src[e] ?? '';
    if (/^0[xob]$/i.test(src.slice(s, s + 2)) && text === '0') {
      const kind = { x: 'hexadecimal', o: 'octal', b: 'binary' }[src[s + 1]!.toLowerCase()]!;
      throw new SourceError(`invalid ${kind} literal`, s + 1);
    }
    if (/^0\d/.test(text) && /^[\d_]+$/.test(text) && !/^[0_]+$/.test(text))
      throw new SourceError(
        'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
        s,
        s + 1,
      );
    if (/[\p{L}_\d]/u.test(next) && !/^(?:and|else|for|if|in|is|not|or)\b/.test(src.slice(e))) {
      throw new SourceError(
        `invalid ${/^0x/i.test(text) ? 'hexadecimal' : /^0o/i.test(text) ? 'octal' : /^0b/i.test(text) ? 'binary' : 'decimal'} literal`,
        e - 1,
      );
    }
    this.pos = e;
    this.push('number', text, s, e);
  }

  private string(prefix: string, s: number): void {
    const { src } = this;
    let i = s + prefix.length;
    const q = src[i]!;
    const triple = src.startsWith(q.repeat(3), i);
    const mark = triple ? q.repeat(3) : q;
    i += mark.length;
    if (prefix.includes('f')) {
      const { parts, end } = this.fparts(i, mark, prefix.includes('r'), s, 0);
      this.pos = end + mark.length;
      this.out.push({ t: 'fstring', v: '', s, e: this.pos, parts, prefix });
      return;
    }
    const from = i;
    for (;;) {
      if (i >= src.length || (!triple && src[i] === '\n')) throw this.unterminated(triple, s, i, '');
      if (src[i] === '\\') i += src[i + 1] === '\r' && src[i + 2] === '\n' ? 3 : 2;
      else if (src.startsWith(mark, i)) break;
      else i++;
    }
    this.pos = i + mark.length;
    this.out.push({ t: 'string', v: '', s, e: this.pos, prefix, body: src.slice(from, i).replace(/\r\n/g, '\n') });
  }

  private unterminated(triple: boolean, s: number, i: number, f: string): SourceError {
    return new SourceError(
      `unterminated ${f}${triple ? 'triple-quoted ' : ''}${f === '' ? 'string' : 'string'} literal (detected at line ${this.lineOf(Math.min(i, this.src.length - (triple && this.src.endsWith('\n') ? 1 : 0)))})`,
      s,
      s + 1,
    );
  }

  /** Parts of an f-string from `i` to its mark, or of a format specification to its brace. */
  private fparts(i: number, mark: string, raw: boolean, s: number, depth: number): { parts: FPart[]; end: number } {
    const { src } = this;
    const parts: FPart[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') parts.push(text);
      text = '';
    };
    for (;;) {
      if (i >= src.length || (mark.length === 1 && src[i] === '\n'))
        throw this.unterminated(mark.length === 3, s, i, 'f-');
      const c = src[i]!;
      if (depth === 0 && src.startsWith(mark, i)) break;
      if (depth > 0 && c === '}') break;
      if (c === '\\' && !raw) {
        if (src[i + 1] === 'N' && src[i + 2] === '{') {
          const close = src.indexOf('}', i);
          text += src.slice(i, close + 1);
          i = close + 1;
          continue;
        }
        text += src.slice(i, i + 2);
        i += 2;
      } else if (c === '\\') {
        text += c;
        i++;
        if (src[i] === mark[0]) text += src[i++];
      } else if (c === '{' && src[i + 1] === '{' && depth === 0) {
        text += '{';
        i += 2;
      } else if (c === '}' && src[i + 1] === '}') {
        text += '}';
        i += 2;
      } else if (c === '}') throw new SourceError("f-string: single '}' is not allowed", i, i + 1);
      else if (c === '{') {
        flush();
        const { part, end } = this.replacement(i, mark, raw, s, depth);
        parts.push(part);
        i = end;
      } else {
        text += c;
        i++;
      }
    }
    flush();
    return { parts, end: i };
  }

  private replacement(at: number, mark: string, raw: boolean, s: number, depth: number): { part: FPart; end: number } {
    const { src } = this;
    const inner = new Lexer(src);
    inner.pos = at + 1;
    for (;;) {
      inner.blanks();
      while (src[inner.pos] === '\n') {
        inner.pos++;
        inner.blanks();
      }
      const c = src[inner.pos];
      if (c === undefined) throw new SourceError("f-string: expecting '}'", at, at + 1);
      if (inner.open.length === 0) {
        if (c === '}' || c === ':') break;
        if (c === '!' && src[inner.pos + 1] !== '=') break;
        if (c === '=' && src[inner.pos + 1] !== '=' && /^=\s*[}!:]/.test(src.slice(inner.pos, inner.pos + 40))) break;
        if (mark.length === 1 && c === mark && inner.out.length > 0 && inner.out[inner.out.length - 1]!.t !== 'op')
          throw new SourceError("f-string: expecting '}'", at, at + 1);
      }
      inner.token();
    }
    const { out: tokens } = inner;
    let i = inner.pos;
    const exprEnd = i;
    let self = '';
    if (src[i] === '=') {
      i++;
      while (/\s/.test(src[i] ?? '')) i++;
      self = src.slice(at + 1, i);
    }
    if (tokens.length === 0)
      throw new SourceError(`f-string: valid expression required before '${src[i]}'`, at, at + 1);
    let conv = '';
    if (src[i] === '!') {
      conv = src[i + 1] ?? '';
      if (!/^[rsa]$/.test(conv))
        throw new SourceError(
          `f-string: invalid conversion character '${conv}': expected 's', 'r', or 'a'`,
          i + 1,
          i + 2,
        );
      i += 2;
      while (src[i] === ' ') i++;
    }
    let spec: FPart[] | undefined;
    if (src[i] === ':') {
      const got = this.fparts(i + 1, mark, raw, s, depth + 1);
      spec = got.parts;
      i = got.end;
    }
    if (src[i] !== '}') throw new SourceError("f-string: expecting '}'", at, at + 1);
    tokens.push({ t: 'end', v: '', s: exprEnd, e: exprEnd });
    return { part: { tokens, conv, spec, self }, end: i + 1 };
  }
}
