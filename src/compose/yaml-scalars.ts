// The text of a YAML file under a reading head, and the scalars in it: plain, quoted, and blocks of lines.

/** A place in the text, counted from 0. */
export interface Mark {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

/** A text that is no YAML, or says what no compose file may say; the words are the library's. */
export class YamlError extends Error {}

/**
 * The library tells lines from 1 where the scanner failed and from 0 where the parser did, of the thing that was begun if it
 * is known; line 0 is left out.
 */
export function yamlError(by: 'scanner' | 'parser', problem: string, at: Mark, begun?: Mark): YamlError {
  const { line } = begun !== undefined && begun.line !== 0 ? begun : at;
  return new YamlError(`yaml: ${line === 0 ? '' : `line ${by === 'scanner' ? line + 1 : line}: `}${problem}`);
}

interface Scalar {
  readonly value: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

export const isBlank = (c: string): boolean => c === ' ' || c === '\t';
export const isBreak = (c: string): boolean =>
  c === '\n' || c === '\r' || c === '\x85' || c === '\u2028' || c === '\u2029';
export const isEnd = (c: string): boolean => c === '' || isBreak(c);
export const isGap = (c: string): boolean => isBlank(c) || isEnd(c);
export const isWord = (c: string): boolean => /^[\w-]$/.test(c);

/** Reads scalars; what goes between them is the scanner's. */
export class Reader {
  protected index = 0;
  protected line = 0;
  protected column = 0;
  /** How many flow collections are open, and how far in the present block is. */
  protected flow = 0;
  protected indent = -1;

  constructor(protected readonly text: string) {
    const bad = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/.test(text);
    if (bad) throw new YamlError('yaml: control characters are not allowed');
  }

  protected mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }
  protected at(ahead = 0): string {
    return this.text.charAt(this.index + ahead);
  }
  protected advance(): string {
    const c = this.at();
    this.index++;
    this.column++;
    return c;
  }
  /** Takes a line break. @returns what it stands for */
  protected newline(): string {
    const c = this.at();
    this.index += c === '\r' && this.at(1) === '\n' ? 2 : 1;
    this.column = 0;
    this.line++;
    return c === '\u2028' || c === '\u2029' ? c : '\n';
  }
  protected fail(problem: string, begun?: Mark): YamlError {
    return yamlError('scanner', problem, this.mark(), begun);
  }

  protected blanks(): void {
    while (isBlank(this.at())) this.advance();
  }
  /** The rest of a line that may hold only a comment. */
  protected lineEnd(begun: Mark): void {
    this.blanks();
    if (this.at() === '#') while (!isEnd(this.at())) this.advance();
    if (!isEnd(this.at())) throw this.fail('did not find expected comment or line break', begun);
    if (isBreak(this.at())) this.newline();
  }
  protected blockScalar(literal: boolean): Scalar {
    const start = this.mark();
    this.advance();
    let chomp = '';
    let indent = 0;
    const digit = (): void => {
      if (!/^\d$/.test(this.at())) return;
      if (this.at() === '0') throw this.fail('found an indentation indicator equal to 0', start);
      indent = Math.max(this.indent, 0) + Number(this.advance());
    };
    const sign = (): void => {
      if (this.at() === '+' || this.at() === '-') chomp = this.advance();
    };
    if (this.at() === '+' || this.at() === '-') {
      sign();
      digit();
    } else {
      digit();
      if (indent > 0) sign();
    }
    this.lineEnd(start);
    /** Empty lines, and the indent of the first that is not. */
    const breaks = (): string => {
      let s = '';
      let most = 0;
      for (;;) {
        const inside = (): boolean => indent === 0 || this.column < indent;
        while (inside() && this.at() === ' ') this.advance();
        most = Math.max(most, this.column);
        if (inside() && this.at() === '\t')
          throw this.fail('found a tab character where an indentation space is expected', start);
        if (!isBreak(this.at())) break;
        s += this.newline();
      }
      if (indent === 0) indent = Math.max(most, this.indent + 1, 1);
      return s;
    };
    let s = '';
    let leading = '';
    let trailing = breaks();
    let wasBlank = false;
    while (this.column === indent && this.at() !== '') {
      const blank = isBlank(this.at());
      if (!literal && !wasBlank && !blank && leading.startsWith('\n')) s += trailing === '' ? ' ' : '';
      else s += leading;
      s += trailing;
      wasBlank = blank;
      while (!isEnd(this.at())) s += this.advance();
      leading = isBreak(this.at()) ? this.newline() : '';
      trailing = breaks();
    }
    if (chomp !== '-') s += leading;
    if (chomp === '+') s += trailing;
    return { value: s };
  }

  private indicator(): boolean {
    const three = this.text.slice(this.index, this.index + 3);
    return this.column === 0 && (three === '---' || three === '...') && isGap(this.at(3));
  }
  protected quoted(quote: string): Scalar {
    const start = this.mark();
    this.advance();
    let s = '';
    for (;;) {
      if (this.indicator()) throw this.fail('found unexpected document indicator', start);
      if (this.at() === '') throw this.fail('found unexpected end of stream', start);
      let folded = false;
      while (!isGap(this.at())) {
        const c = this.at();
        if (c === quote && quote === "'" && this.at(1) === "'") {
          this.advance();
          s += this.advance();
        } else if (c === quote) break;
        else if (quote === '"' && c === '\\' && isBreak(this.at(1))) {
          this.advance();
          this.newline();
          folded = true;
          break;
        } else s += quote === '"' && c === '\\' ? this.escape(start) : this.advance();
      }
      if (this.at() === quote) break;
      s += this.space(folded);
    }
    this.advance();
    return { value: s };
  }
  private escape(start: Mark): string {
    const c = this.at(1);
    const length = Object.hasOwn(HEX_DIGITS, c) ? HEX_DIGITS[c]! : 0;
    if (length === 0 && !Object.hasOwn(ESCAPES, c)) throw this.fail('found unknown escape character', start);
    this.advance();
    this.advance();
    if (length === 0) return ESCAPES[c]!;
    const digits = this.text.slice(this.index, this.index + length);
    if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits))
      throw this.fail('did not find expected hexdecimal number', start);
    const code = parseInt(digits, 16);
    if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
      throw this.fail('found invalid Unicode character escape code', start);
    for (let i = 0; i < length; i++) this.advance();
    return String.fromCodePoint(code);
  }
  /** Blanks and line breaks inside a scalar, folded. @param begun a break was taken already; @param tab told of a tab in the indent */
  private space(begun: boolean, tab: () => void = () => {}): string {
    let folded = begun;
    let white = '';
    let leading = '';
    let trailing = '';
    while (isBlank(this.at()) || isBreak(this.at())) {
      if (isBlank(this.at())) {
        if (folded && this.at() === '\t') tab();
        const c = this.advance();
        if (!folded) white += c;
      } else if (folded) trailing += this.newline();
      else {
        leading = this.newline();
        folded = true;
      }
    }
    if (!folded) return white;
    return leading.startsWith('\n') ? (trailing === '' ? ' ' : trailing) : leading + trailing;
  }
  protected plainScalar(): Scalar & { readonly end: Mark; readonly broken: boolean } {
    const start = this.mark();
    let end = start;
    const indent = this.indent + 1;
    let s = '';
    let between = '';
    let broken = false;
    while (!this.indicator() && this.at() !== '#') {
      while (!isGap(this.at())) {
        const c = this.at();
        if ((c === ':' && isGap(this.at(1))) || (this.flow > 0 && ',?[]{}'.includes(c))) break;
        s += between + this.advance();
        between = '';
        broken = false;
        end = this.mark();
      }
      if (!isBlank(this.at()) && !isBreak(this.at())) break;
      const line = this.line;
      between = this.space(false, () => {
        if (this.column < indent) throw this.fail('found a tab character that violates indentation', start);
      });
      broken = this.line > line;
      if (this.flow === 0 && this.column < indent) break;
    }
    return { value: s, end, broken };
  }
}
