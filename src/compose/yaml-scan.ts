// YAML's tokens, as the library that Compose reads with cuts them: the same tokens, so that a bad file gets the same words.

import { isBlank, isBreak, isEnd, isGap, isWord, type Mark, Reader } from './yaml-scalars.ts';

export type TokenKind =
  | 'stream-end'
  | 'version'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence'
  | 'block-mapping'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | '-'
  | ','
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly kind: TokenKind;
  readonly start: Mark;
  readonly end: Mark;
  /** Text of a scalar, name of an anchor, handle of a tag, version of a directive. */
  readonly value: string;
  /** What follows the handle of a tag. */
  readonly suffix: string;
  /** A scalar without quotes. */
  readonly plain: boolean;
}

/** A place where a key may have begun, known to be one only when its `:` comes. */
interface SimpleKey {
  possible: boolean;
  readonly required: boolean;
  readonly token: number;
  readonly mark: Mark;
}

const MAX_DEPTH = 10_000;
const MAX_KEY = 1024;
/** Cuts a text into tokens, a few ahead of the one that is asked for. */
export class Scanner extends Reader {
  private readonly queue: Token[] = [];
  private taken = 0;
  private ready = false;
  private readonly indents: number[] = [];
  private keyAllowed = true;
  private readonly keys: SimpleKey[] = [
    { possible: false, required: false, token: 0, mark: { index: 0, line: 0, column: 0 } },
  ];

  /** The next token, which stays. @throws YamlError */
  peek(): Token {
    while (!this.ready) {
      const first = this.keys.find((k) => k.possible && k.token === this.taken);
      if (this.queue.length > 2 && (first === undefined || !this.valid(first))) this.ready = true;
      else this.scanToken();
    }
    return this.queue[0]!;
  }
  /** Takes the token that `peek` gave. */
  skip(): void {
    if (this.queue[0]?.kind === 'stream-end') return;
    this.queue.shift();
    this.taken++;
    this.ready = false;
  }

  private push(kind: TokenKind, start: Mark, more: Partial<Token> = {}, place?: number): void {
    const token: Token = {
      kind,
      start,
      end: place === undefined ? this.mark() : start,
      value: '',
      suffix: '',
      plain: false,
      ...more,
    };
    if (place === undefined) this.queue.push(token);
    else this.queue.splice(place, 0, token);
  }
  private single(kind: TokenKind, length = 1): void {
    const start = this.mark();
    for (let i = 0; i < length; i++) this.advance();
    this.push(kind, start);
  }

  private valid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    if (key.mark.line < this.line || key.mark.index + MAX_KEY < this.index) {
      if (key.required) throw this.fail("could not find expected ':'", key.mark);
      key.possible = false;
    }
    return key.possible;
  }
  private saveKey(): void {
    if (!this.keyAllowed) return;
    const required = this.flow === 0 && this.indent === this.column;
    this.dropKey();
    this.keys[this.keys.length - 1] = {
      possible: true,
      required,
      token: this.taken + this.queue.length,
      mark: this.mark(),
    };
  }
  private dropKey(): void {
    const key = this.keys.at(-1)!;
    if (key.possible && key.required) throw this.fail("could not find expected ':'", key.mark);
    key.possible = false;
  }
  private deeper(column: number, kind: TokenKind, start: Mark, place?: number): void {
    if (this.flow > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_DEPTH) throw this.fail(`exceeded max depth of ${MAX_DEPTH}`, this.keys.at(-1)!.mark);
    this.push(kind, start, { end: start }, place === undefined ? undefined : place - this.taken);
  }
  private shallower(column: number): void {
    if (this.flow > 0) return;
    while (this.indent > column) {
      this.push('block-end', this.mark());
      this.indent = this.indents.pop()!;
    }
  }

  private gap(): void {
    for (;;) {
      while (this.at() === ' ' || (this.at() === '\t' && (this.flow > 0 || !this.keyAllowed))) this.advance();
      if (this.at() === '#') while (!isEnd(this.at())) this.advance();
      if (!isBreak(this.at())) return;
      this.newline();
      if (this.flow === 0) this.keyAllowed = true;
    }
  }

  /** Cuts one more token, or several where blocks end or begin. */
  private scanToken(): void {
    this.gap();
    this.shallower(this.column);
    const c = this.at();
    const next = this.at(1);
    if (c === '') return this.streamEnd();
    if (this.column === 0 && c === '%') return this.directive();
    const three = this.text.slice(this.index, this.index + 3);
    if (this.column === 0 && (three === '---' || three === '...') && isGap(this.at(3))) {
      this.shallower(-1);
      this.dropKey();
      this.keyAllowed = false;
      return this.single(three === '---' ? 'document-start' : 'document-end', 3);
    }
    if (c === '[' || c === '{') return this.open(c);
    if (c === ']' || c === '}') return this.close(c);
    if (c === ',') {
      this.dropKey();
      this.keyAllowed = true;
      return this.single(',');
    }
    if (c === '-' && isGap(next))
      return this.entry('-', 'block-sequence', 'block sequence entries are not allowed in this context');
    if (c === '?' && (this.flow > 0 || isGap(next)))
      return this.entry('key', 'block-mapping', 'mapping keys are not allowed in this context');
    if (c === ':' && (this.flow > 0 || isGap(next))) return this.colon();
    if (c === '*' || c === '&' || c === '!') {
      this.saveKey();
      this.keyAllowed = false;
      return c === '!' ? this.tag() : this.anchor(c === '*' ? 'alias' : 'anchor');
    }
    if ((c === '|' || c === '>') && this.flow === 0) {
      this.dropKey();
      this.keyAllowed = true;
      const start = this.mark();
      const { value } = this.blockScalar(c === '|');
      return this.push('scalar', start, { value });
    }
    if (c === "'" || c === '"') {
      this.saveKey();
      this.keyAllowed = false;
      const start = this.mark();
      const { value } = this.quoted(c);
      return this.push('scalar', start, { value });
    }
    if (
      !(isGap(c) || '-?:,[]{}#&*!|>\'"%@`'.includes(c)) ||
      (c === '-' && !isBlank(next)) ||
      (this.flow === 0 && (c === '?' || c === ':') && !isGap(next))
    ) {
      this.saveKey();
      this.keyAllowed = false;
      const start = this.mark();
      const { value, end, broken } = this.plainScalar();
      this.push('scalar', start, { value, end, plain: true });
      if (broken) this.keyAllowed = true;
      return;
    }
    throw this.fail('found character that cannot start any token', this.mark());
  }

  private streamEnd(): void {
    if (this.column !== 0) {
      this.column = 0;
      this.line++;
    }
    this.shallower(-1);
    this.dropKey();
    this.keyAllowed = false;
    this.push('stream-end', this.mark());
  }
  private open(kind: '[' | '{'): void {
    this.saveKey();
    this.keys.push({ possible: false, required: false, token: 0, mark: this.mark() });
    this.flow++;
    if (this.flow > MAX_DEPTH) throw this.fail(`exceeded max depth of ${MAX_DEPTH}`, this.mark());
    this.keyAllowed = true;
    this.single(kind);
  }
  private close(kind: ']' | '}'): void {
    this.dropKey();
    if (this.flow > 0) {
      this.flow--;
      this.keys.pop();
    }
    this.keyAllowed = false;
    this.single(kind);
  }
  /** `-` and `?` */
  private entry(kind: '-' | 'key', block: TokenKind, problem: string): void {
    if (this.flow === 0) {
      if (!this.keyAllowed) throw this.fail(problem, this.mark());
      this.deeper(this.column, block, this.mark());
    }
    this.dropKey();
    this.keyAllowed = kind === '-' || this.flow === 0;
    this.single(kind);
  }
  private colon(): void {
    const key = this.keys.at(-1)!;
    if (this.valid(key)) {
      this.push('key', key.mark, {}, key.token - this.taken);
      this.deeper(key.mark.column, 'block-mapping', key.mark, key.token);
      key.possible = false;
      this.keyAllowed = false;
    } else {
      if (this.flow === 0) {
        if (!this.keyAllowed) throw this.fail('mapping values are not allowed in this context', this.mark());
        this.deeper(this.column, 'block-mapping', this.mark());
      }
      this.keyAllowed = this.flow === 0;
    }
    this.single('value');
  }

  private word(): string {
    let s = '';
    while (isWord(this.at())) s += this.advance();
    return s;
  }
  private anchor(kind: 'alias' | 'anchor'): void {
    const start = this.mark();
    this.advance();
    const name = this.word();
    if (name === '' || !(isGap(this.at()) || '?:,]}%@`'.includes(this.at())))
      throw this.fail('did not find expected alphabetic or numeric character', start);
    this.push(kind, start, { value: name });
  }
  private handle(directive: boolean, start: Mark): string {
    if (this.at() !== '!') throw this.fail("did not find expected '!'", start);
    let s = this.advance() + this.word();
    if (this.at() === '!') s += this.advance();
    else if (directive && s !== '!') throw this.fail("did not find expected '!'", start);
    return s;
  }
  private uri(head: string, start: Mark): string {
    let s = head.slice(1);
    let any = head !== '';
    while (isWord(this.at()) || (this.at() !== '' && ";/?:@&=+$,.!~*'()[]%".includes(this.at()))) {
      any = true;
      if (this.at() !== '%') {
        s += this.advance();
        continue;
      }
      const octet = this.text.slice(this.index + 1, this.index + 3);
      if (!/^[0-9a-fA-F]{2}$/.test(octet)) throw this.fail('did not find URI escaped octet', start);
      s += String.fromCharCode(parseInt(octet, 16));
      for (let i = 0; i < 3; i++) this.advance();
    }
    if (!any) throw this.fail('did not find expected tag URI', start);
    return s;
  }
  private tag(): void {
    const start = this.mark();
    let value = '';
    let suffix: string;
    if (this.at(1) === '<') {
      this.advance();
      this.advance();
      suffix = this.uri('', start);
      if (this.at() !== '>') throw this.fail("did not find the expected '>'", start);
      this.advance();
    } else {
      value = this.handle(false, start);
      if (value.length > 1 && value.endsWith('!')) suffix = this.uri('', start);
      else {
        suffix = this.uri(value, start);
        value = '!';
        if (suffix === '') [value, suffix] = ['', '!'];
      }
    }
    if (!isGap(this.at())) throw this.fail('did not find expected whitespace or line break', start);
    this.push('tag', start, { value, suffix });
  }
  private directive(): void {
    this.shallower(-1);
    this.dropKey();
    this.keyAllowed = false;
    const start = this.mark();
    this.advance();
    const name = this.word();
    if (name === '') throw this.fail('could not find expected directive name', start);
    if (!isGap(this.at())) throw this.fail('found unexpected non-alphabetical character', start);
    if (name === 'YAML') {
      this.blanks();
      const number = (): string => {
        const digits = /^\d*/.exec(this.text.slice(this.index, this.index + 4))![0];
        if (digits === '') throw this.fail('did not find expected version number', start);
        if (digits.length > 2) throw this.fail('found extremely long version number', start);
        for (const _ of digits) this.advance();
        return digits;
      };
      const major = number();
      if (this.at() !== '.') throw this.fail("did not find expected digit or '.' character", start);
      this.advance();
      this.push('version', start, { value: `${Number(major)}.${Number(number())}` });
    } else if (name === 'TAG') {
      this.blanks();
      const value = this.handle(true, start);
      if (!isBlank(this.at())) throw this.fail('did not find expected whitespace', start);
      this.blanks();
      const suffix = this.uri('', start);
      if (!isGap(this.at())) throw this.fail('did not find expected whitespace or line break', start);
      this.push('tag-directive', start, { value, suffix });
    } else throw this.fail('found unknown directive name', start);
    this.lineEnd(start);
  }
}
