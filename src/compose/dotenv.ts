// .env and env_file: lines of NAME=value with quotes, comments, and variables of their own, by the rules of compose-go's reader.

import { InvalidTemplate, type Lookup, substitute } from './template.ts';
import { ComposeError } from './value.ts';

/** The escapes of a value in double quotes; others stay as they are. */
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;
const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
};
const BLANK = /^[\t\v\f\r \u0085\u00a0]+/;
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function unescaped(text: string): string {
  return text.replace(ESCAPE, (all) => {
    const c = all[1]!;
    // the reader of variables takes `$$` for a dollar
    if (c === '$') return '$$';
    if (c === '0')
      return /^\\0[0-7]{3}$/.test(all) && parseInt(all.slice(2), 8) < 256
        ? String.fromCharCode(parseInt(all.slice(2), 8))
        : all;
    return LETTERS[c] ?? all;
  });
}

function trimRight(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** Reads statements from the front of a text and counts the lines that it passes. */
class DotenvReader {
  private line = 1;
  readonly values = new Map<string, string>();

  constructor(
    private rest: string,
    private readonly lookup: Lookup,
    private readonly missing: (name: string) => void,
    private readonly before: Lookup,
  ) {}

  read(): void {
    while (this.toStatement()) {
      const { name, inherited } = this.name();
      if (name.includes(' ')) throw new ComposeError(`line ${this.line}: key cannot contain a space`);
      if (inherited) {
        const value = this.lookup(name);
        if (value !== undefined) this.values.set(name, value);
      } else this.values.set(name, this.value());
    }
  }

  /** Skips empty lines and comments. */
  private toStatement(): boolean {
    for (;;) {
      let i = 0;
      while (i < this.rest.length && SPACE.test(this.rest[i]!)) if (this.rest[i++] === '\n') this.line++;
      this.rest = this.rest.slice(i);
      if (this.rest === '') return false;
      if (!this.rest.startsWith('#')) return true;
      const end = this.rest.indexOf('\n');
      this.rest = end < 0 ? '' : this.rest.slice(end);
    }
  }

  private name(): { name: string; inherited: boolean } {
    if (/^export[\t\n\f\r ]/.test(this.rest)) this.rest = this.rest.slice('export'.length).replace(BLANK, '');
    const src = this.rest;
    let key = '';
    let offset = 0;
    let inherited = false;
    let at = 0;
    for (const c of src) {
      if (c === '=' || c === ':' || c === '\n') {
        key = src.slice(0, at);
        offset = at + 1;
        inherited = c === '\n';
        break;
      }
      if (!BLANK.test(c) && !/[_.\-[\]\p{L}\p{N}]/u.test(c))
        throw new ComposeError(
          `line ${this.line}: unexpected character ${JSON.stringify(c)} in variable name ${JSON.stringify(src.split('\n')[0])}`,
        );
      at += c.length;
    }
    if (src === '') throw new ComposeError('zero length string');
    if (inherited && !key.includes(' ')) this.line++;
    this.rest = src.slice(offset).replace(BLANK, '');
    // a last line without `=` and without its end: nothing of it is a name, all of it the value
    return { name: trimRight(key), inherited };
  }

  private value(): string {
    const quote = this.rest[0];
    if (quote !== '"' && quote !== "'") {
      const [line = ''] = this.rest.split('\n', 1);
      this.rest = this.rest.slice(line.length + 1);
      this.line++;
      return this.expand(trimRight(line.split(' #', 1)[0]!));
    }
    let text = '';
    let escaped = false;
    for (let i = 1; i < this.rest.length; i++) {
      const c = this.rest[i]!;
      if (c === '\n') this.line++;
      if (c !== quote) {
        if (!escaped && c === '\\') escaped = true;
        else {
          text += escaped ? `\\${c}` : c;
          escaped = false;
        }
      } else if (escaped) {
        escaped = false;
        text += c;
      } else {
        this.rest = this.rest.slice(i + 1);
        return quote === '"' ? this.expand(unescaped(text)) : text;
      }
    }
    throw new ComposeError(`line ${this.line}: unterminated quoted value ${this.rest.split('\n', 1)[0]}`);
  }

  private expand(value: string): string {
    try {
      return substitute(value, (n) => this.lookup(n) ?? this.values.get(n) ?? this.before(n), this.missing);
    } catch (error) {
      if (error instanceof InvalidTemplate) throw new ComposeError(error.message);
      throw error;
    }
  }
}

/**
 * Reads a file of variables.
 * @param lookup values that the file's own variables may use, before those of the file
 * @param missing told of names that have no value
 * @param before values of earlier files, which count after those of this one
 * @returns names in order; a name without `=` takes its value from `lookup`, or is left out
 * @throws ComposeError `line N: …`, `Invalid template: …`
 */
export function parseDotenv(
  source: string,
  lookup: Lookup,
  missing: (name: string) => void = () => {},
  before: Lookup = () => undefined,
): Map<string, string> {
  const reader = new DotenvReader(source.replace(/^\ufeff/, ''), lookup, missing, before);
  reader.read();
  return reader.values;
}

/** The `raw` format: nothing is read into a value. @throws ComposeError */
export function parseRawEnv(source: string, lookup: Lookup): Map<string, string> {
  const out = new Map<string, string>();
  for (const text of source.replace(/^\ufeff/, '').split('\n')) {
    const line = text.replace(/\r$/, '').replace(/^[\t\n\v\f\r \u0085\u00a0]+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const eq = line.indexOf('=');
    const name = eq < 0 ? line : line.slice(0, eq);
    if (/[ \t]/.test(name)) throw new ComposeError(`variable '${name}' contains whitespaces`);
    if (name === '') throw new ComposeError(`no variable name on line '${line}'`);
    const value = eq < 0 ? lookup(name) : line.slice(eq + 1);
    if (value !== undefined) out.set(name, value);
  }
  return out;
}
