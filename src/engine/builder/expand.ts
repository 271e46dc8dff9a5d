// Variables in Dockerfiles: $NAME and ${NAME…} with the operators that BuildKit's word lexer knows, quotes and escapes.

export type Env = { get(name: string): string | undefined };

export interface ExpandOptions {
  /** The escape character of the file. */
  readonly escape?: string;
  /** Quote characters are kept (titles of steps). */
  readonly rawQuotes?: boolean;
  /** Quote characters mean nothing (contents of here-documents). */
  readonly skipQuotes?: boolean;
  /** Escape characters are kept. */
  readonly rawEscapes?: boolean;
  /** Variables without a value stay as they are written (titles of RUN). */
  readonly keepUnset?: boolean;
  /** Collects names that have a value, and names that have none. */
  readonly matched?: Set<string>;
  readonly unmatched?: Set<string>;
}

/** Expands a word. @throws Error for `${NAME:?message}` and bad syntax, with BuildKit's text */
export function expandWord(text: string, env: Env, options: ExpandOptions = {}): string {
  return new Lexer(text, env, options).whole().text;
}

/** Expands a text and splits it at blanks that stand outside quotes. @throws Error */
export function expandWords(text: string, env: Env, options: ExpandOptions = {}): string[] {
  return new Lexer(text, env, options).whole().words;
}

/** Words of a text whose blanks end them unless quoted. */
class Words {
  private word = '';
  private inWord = false;
  readonly list: string[] = [];
  add(c: string): void {
    if (/\s/.test(c)) {
      if (this.inWord && this.word !== '') {
        this.list.push(this.word);
        this.word = '';
        this.inWord = false;
      }
    } else this.raw(c);
  }
  raw(s: string): void {
    this.word += s;
    this.inWord = true;
  }
  end(): string[] {
    if (this.word !== '') this.list.push(this.word);
    this.word = '';
    return this.list;
  }
}

class Lexer {
  private at = 0;
  private readonly escape: string;
  private rawEscapes: boolean;
  constructor(
    private readonly text: string,
    private readonly env: Env,
    private readonly o: ExpandOptions,
  ) {
    this.escape = o.escape ?? '\\';
    this.rawEscapes = o.rawEscapes ?? false;
  }

  whole(): { text: string; words: string[] } {
    try {
      return this.until('', this.rawEscapes);
    } catch (error) {
      throw new Error(`failed to process ${JSON.stringify(this.text)}: ${(error as Error).message}`);
    }
  }

  private value(name: string): string | undefined {
    const v = this.env.get(name);
    (v === undefined ? this.o.unmatched : this.o.matched)?.add(name);
    return v;
  }

  /** Reads up to a character, or to the end when it is empty. */
  private until(stop: string, raw: boolean): { text: string; words: string[] } {
    const before = this.rawEscapes;
    this.rawEscapes = raw;
    const words = new Words();
    let out = '';
    for (; this.at < this.text.length;) {
      const c = this.text[this.at]!;
      if (stop !== '' && c === stop) {
        this.at++;
        this.rawEscapes = before;
        return { text: out, words: words.end() };
      }
      if (c === '$') {
        const v = this.dollar();
        out += v;
        for (const x of v) words.add(x);
      } else if (!this.o.skipQuotes && (c === "'" || c === '"')) {
        const v = c === '"' ? this.double() : this.single();
        out += v;
        words.raw(v);
      } else if (c === this.escape) {
        if (this.rawEscapes) {
          out += c;
          words.raw(c);
        }
        const next = this.text[this.at + 1];
        this.at += 2;
        if (next === undefined) break;
        out += next;
        words.raw(next);
      } else {
        this.at++;
        out += c;
        words.add(c);
      }
    }
    this.rawEscapes = before;
    if (stop !== '') throw new Error(`unexpected end of statement while looking for matching ${stop}`);
    return { text: out, words: words.end() };
  }

  private single(): string {
    const end = this.text.indexOf("'", this.at + 1);
    if (end < 0) throw new Error('unexpected end of statement while looking for matching single-quote');
    const inner = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return this.o.rawQuotes ? `'${inner}'` : inner;
  }

  private double(): string {
    this.at++;
    let out = this.o.rawQuotes ? '"' : '';
    for (;;) {
      const c = this.text[this.at];
      if (c === undefined) throw new Error('unexpected end of statement while looking for matching double-quote');
      if (c === '"') {
        this.at++;
        return this.o.rawQuotes ? `${out}"` : out;
      }
      if (c === '$') {
        out += this.dollar();
        continue;
      }
      this.at++;
      if (c !== this.escape) {
        out += c;
        continue;
      }
      if (this.rawEscapes) out += c;
      const next = this.text[this.at];
      if (next === undefined) continue;
      // only these can be escaped between quotes
      if (next === '"' || next === '$' || next === this.escape) {
        out += next;
        this.at++;
      } else out += c;
    }
  }

  private name(): string {
    const m = /^(\d+|[@*#?\-$!]|[\p{L}_][\p{L}\p{N}_]*)/u.exec(this.text.slice(this.at, this.at + 300));
    if (m === null) return '';
    this.at += m[0].length;
    return m[0];
  }

  private dollar(): string {
    this.at++;
    if (this.text[this.at] !== '{') {
      const name = this.name();
      if (name === '') return '$';
      return this.value(name) ?? (this.o.keepUnset ? `$${name}` : '');
    }
    this.at++;
    const first = this.text[this.at];
    if (first === undefined) throw new Error("syntax error: missing '}'");
    if ('{}:'.includes(first)) throw new Error('syntax error: bad substitution');
    const name = this.name();
    let op = this.text[this.at++];
    if (op === '}') return this.value(name) ?? (this.o.keepUnset ? `\${${name}}` : '');
    if (op === undefined) throw new Error("syntax error: missing '}'");
    let written = op;
    const nullIsUnset = op === ':';
    if (nullIsUnset) {
      op = this.text[this.at++];
      written += op ?? '';
    }
    if (nullIsUnset || '+-?#%'.includes(op ?? ' ')) return this.modified(name, op ?? '', written, nullIsUnset);
    if (op === '/') return this.replaced(name);
    throw new Error(`unsupported modifier (${written}) in substitution`);
  }

  private part(stop: string, raw: boolean, missing: string): string {
    try {
      return this.until(stop, raw).text;
    } catch (error) {
      if (this.at >= this.text.length) throw new Error(missing);
      throw error;
    }
  }

  private modified(name: string, op: string, written: string, nullIsUnset: boolean): string {
    const word = this.part('}', op === '#' || op === '%', "syntax error: missing '}'");
    const value = this.value(name);
    if (this.o.keepUnset && value === undefined) return `\${${name}${written}${word}}`;
    const missing = value === undefined || (nullIsUnset && value === '');
    switch (op) {
      case '-':
        return missing ? word : value;
      case '+':
        return missing ? '' : word;
      case '?':
        if (value === undefined) throw new Error(`${name}: ${word || 'is not allowed to be unset'}`);
        if (missing) throw new Error(`${name}: ${word || 'is not allowed to be empty'}`);
        return value;
      case '#':
      case '%': {
        const greedy = word.startsWith(op);
        return op === '#'
          ? trimPrefix(greedy ? word.slice(1) : word, value ?? '', greedy)
          : trimSuffix(greedy ? word.slice(1) : word, value ?? '', greedy);
      }
      default:
        throw new Error(`unsupported modifier (${written}) in substitution`);
    }
  }

  private replaced(name: string): string {
    const all = this.text[this.at] === '/';
    if (all) this.at++;
    const pattern = this.part('/', true, "syntax error: missing '/' in ${}");
    const by = this.part('}', true, "syntax error: missing '}'");
    const value = this.value(name);
    if (this.o.keepUnset && value === undefined) return `\${${name}/${pattern}/${by}}`;
    const re = patternRegex(pattern, true, false, all ? 'gsu' : 'su');
    return (value ?? '').replace(re, () => by);
  }
}

/** A pattern of `#`, `%` and `/`: `*` and `?`, no brackets. @throws Error */
function patternRegex(pattern: string, greedy: boolean, anchored: boolean, flags = 'su'): RegExp {
  let out = anchored ? '^' : '';
  const chars = [...pattern];
  for (let i = 0; i < chars.length; i++) {
    let c = chars[i]!;
    if (c === '*') {
      out += greedy ? '.*' : '.*?';
      continue;
    }
    if (c === '?') {
      out += '.';
      continue;
    }
    if (c === '\\') {
      const next = chars[i + 1];
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\')
        throw new Error(`invalid pattern (${pattern}) in substitution: invalid escape '\\${next ?? ''}'`);
      c = next;
      i++;
    }
    out += c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return new RegExp(out, flags);
}

function trimPrefix(pattern: string, value: string, greedy: boolean): string {
  const m = patternRegex(pattern, greedy, true).exec(value);
  return m === null ? value : value.slice(m[0].length);
}

/** The suffix is found from behind: value and pattern are turned round, escapes kept together. */
function trimSuffix(pattern: string, value: string, greedy: boolean): string {
  const turned = [...pattern.matchAll(/\\?[^]/gu)]
    .map((m) => m[0])
    .reverse()
    .join('');
  return [...trimPrefix(turned, [...value].reverse().join(''), greedy)].reverse().join('');
}
