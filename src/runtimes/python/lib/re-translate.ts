// Regular expressions of Python as those of the host.

import { raise } from '../vm/errors.ts';
import { Thrown } from '../vm/objects.ts';
import { R } from '../vm/vm.ts';

export const FLAGS = {
  ASCII: 256,
  IGNORECASE: 2,
  LOCALE: 4,
  MULTILINE: 8,
  DOTALL: 16,
  VERBOSE: 64,
  UNICODE: 32,
  DEBUG: 128,
};

export interface Translated {
  readonly source: string;
  readonly flags: string;
  readonly python: number;
  readonly groups: number;
  readonly names: Map<string, number>;
}

/** re.error with a position. */
export function reError(msg: string, pattern: string, pos: number): Thrown {
  const line = pattern.slice(0, pos).split('\n').length;
  const t = raise(
    'Exception',
    pattern.includes('\n')
      ? `${msg} at position ${pos} (line ${line}, column ${pos - pattern.lastIndexOf('\n', pos - 1)})`
      : `${msg} at position ${pos}`,
  );
  for (const [k, v] of Object.entries({
    msg,
    pattern,
    pos,
    lineno: line,
    colno: pos - pattern.lastIndexOf('\n', pos - 1),
  }))
    t.exc.dict!.set(k, v);
  return new Thrown(
    Object.assign(t.exc, { cls: (R.vm.state.get('re.error') as Thrown['exc']['cls'] | undefined) ?? t.exc.cls }),
  );
}

const WORD = '\\p{L}\\p{N}_',
  SPACE = '\\s\\x1c-\\x1f\\x85';

class Translator {
  private i = 0;
  private out = '';
  private groups = 0;
  readonly names = new Map<string, number>();
  private readonly open: { at: number; kind: string }[] = [];
  constructor(
    private readonly p: string,
    private flags: number,
    private readonly bytes: boolean,
  ) {}

  private fail(msg: string, at = this.i): never {
    throw reError(msg, this.p, at);
  }
  private get unicode(): boolean {
    return !this.bytes && (this.flags & FLAGS.ASCII) === 0;
  }
  run(): Translated {
    const { p } = this;
    this.globalFlags();
    while (this.i < p.length) this.one();
    if (this.open.length > 0) this.fail('missing ), unterminated subpattern', this.open[this.open.length - 1]!.at);
    let flags = 'u';
    if (this.flags & FLAGS.IGNORECASE) flags += 'i';
    return {
      source: this.out,
      flags,
      python: this.flags | (this.unicode && !this.bytes ? FLAGS.UNICODE : 0),
      groups: this.groups,
      names: this.names,
    };
  }
  private globalFlags(): void {
    const m = /^\(\?([aiLmsux]+)\)/.exec(this.p);
    if (m === null) return;
    for (const c of m[1]!) this.flags |= { a: 256, i: 2, L: 4, m: 8, s: 16, u: 32, x: 64 }[c]!;
    this.i = m[0].length;
  }
  private one(): void {
    const { p } = this;
    const c = p[this.i]!;
    const verbose = (this.flags & FLAGS.VERBOSE) !== 0;
    if (verbose && /\s/.test(c)) {
      this.i++;
      return;
    }
    if (verbose && c === '#') {
      const nl = p.indexOf('\n', this.i);
      this.i = nl < 0 ? p.length : nl + 1;
      return;
    }
    switch (c) {
      case '\\':
        return this.escape();
      case '[':
        return this.set();
      case '(':
        return this.group();
      case ')':
        if (this.open.pop() === undefined) this.fail('unbalanced parenthesis');
        this.out += ')';
        this.i++;
        return;
      case '.':
        this.out += this.flags & FLAGS.DOTALL ? '[\\s\\S]' : '[^\\n]';
        this.i++;
        return;
      case '^':
        this.out += this.flags & FLAGS.MULTILINE ? '(?<![^\\n])' : '(?<![\\s\\S])';
        this.i++;
        return;
      case '$':
        this.out += this.flags & FLAGS.MULTILINE ? '(?![^\\n])' : '(?=\\n?(?![\\s\\S]))';
        this.i++;
        return;
      case '*':
      case '+':
      case '?':
        return this.repeat(c);
      case '{': {
        const m = /^\{(\d*)(,?)(\d*)\}/.exec(p.slice(this.i));
        if (m === null || (m[1] === '' && m[3] === '')) {
          this.out += '\\{';
          this.i++;
          return;
        }
        if (m[3] !== '' && m[2] !== '' && Number(m[1]) > Number(m[3]))
          this.fail('min repeat greater than max repeat', this.i + 1);
        return this.repeat(`{${m[1] === '' ? '0' : m[1]}${m[2]}${m[3]}}`, m[0].length);
      }
      case '|':
        this.out += c;
        this.i++;
        return;
      default: {
        const whole = String.fromCodePoint(p.codePointAt(this.i)!);
        this.out += /[\]}/]/.test(whole) ? `\\${whole}` : whole;
        this.i += whole.length;
      }
    }
  }
  private repeat(q: string, length = 1): void {
    const before = this.out[this.out.length - 1];
    if (
      this.out === '' ||
      (before === '(' && this.out[this.out.length - 2] !== '\\') ||
      (before === '|' && this.out[this.out.length - 2] !== '\\') ||
      /\(\?(:|=|!|<=|<!|<\w+>)$/.test(this.out)
    )
      this.fail('nothing to repeat');
    if (/[*+?}]$/.test(this.out) && this.lastQuantifier === this.out.length) this.fail('multiple repeat');
    this.i += length;
    if (this.p[this.i] === '+')
      throw raise('NotImplementedError', 'drydock: possessive quantifiers of regular expressions are not simulated');
    // assertions made of groups may be repeated in Python only as whole
    this.out += q;
    if (this.p[this.i] === '?') {
      this.out += '?';
      this.i++;
    }
    this.lastQuantifier = this.out.length;
  }
  private lastQuantifier = -1;

  private hex(n: number): string {
    const m = new RegExp(`^[0-9a-fA-F]{${n}}`).exec(this.p.slice(this.i));
    if (m === null) this.fail(`incomplete escape ${this.p.slice(this.i - 2, this.i + n)}`, this.i - 2);
    this.i += n;
    return this.literal(parseInt(m![0], 16));
  }
  private literal(n: number): string {
    return n > 0xffff ? `\\u{${n.toString(16)}}` : `\\u${n.toString(16).padStart(4, '0')}`;
  }
  /** Escapes that mean the same inside and outside of sets. */
  private common(c: string): string | undefined {
    switch (c) {
      case 'n':
      case 'r':
      case 't':
      case 'f':
      case 'v':
        return `\\${c}`;
      case 'a':
        return '\\x07';
      case '\\':
        return '\\\\';
      case 'x':
        return this.hex(2);
      case 'u':
        return this.bytes ? undefined : this.hex(4);
      case 'U':
        return this.bytes ? undefined : this.hex(8);
      default:
        return undefined;
    }
  }
  private escape(): void {
    const at = this.i;
    const c = this.p[this.i + 1];
    if (c === undefined) this.fail('bad escape (end of pattern)');
    this.i += 2;
    const u = this.unicode;
    const word = u ? `[${WORD}]` : '[a-zA-Z0-9_]';
    const classes: Record<string, string> = {
      d: u ? '\\p{Nd}' : '[0-9]',
      D: u ? '\\P{Nd}' : '[^0-9]',
      w: word,
      W: u ? `[^${WORD}]` : '[^a-zA-Z0-9_]',
      s: u ? `[${SPACE}]` : '[ \\t\\n\\r\\f\\v]',
      S: u ? `[^${SPACE}]` : '[^ \\t\\n\\r\\f\\v]',
      A: '(?<![\\s\\S])',
      Z: '(?![\\s\\S])',
      b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
      B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
    };
    if (classes[c!] !== undefined) {
      this.out += classes[c!]!;
      return;
    }
    if (c === '0') {
      const m = /^[0-7]{0,2}/.exec(this.p.slice(this.i))![0];
      this.i += m.length;
      this.out += this.literal(parseInt(m === '' ? '0' : m, 8));
      return;
    }
    if (/[1-9]/.test(c!)) {
      const m = /^\d{1,2}/.exec(this.p.slice(at + 1))![0];
      if (/^[0-3][0-7]{2}/.test(this.p.slice(at + 1, at + 4))) {
        this.out += this.literal(parseInt(this.p.slice(at + 1, at + 4), 8));
        this.i = at + 4;
        return;
      }
      if (Number(m) > this.groups) this.fail(`invalid group reference ${m}`, at + 1);
      this.i = at + 1 + m.length;
      this.out += `(?:\\${m})`;
      return;
    }
    const same = this.common(c!);
    if (same !== undefined) {
      this.out += same;
      return;
    }
    if (/[a-zA-Z]/.test(c!)) this.fail(`bad escape \\${c}`, at);
    this.out += /[\^$\\.*+?()[\]{}|/]/.test(c!) ? `\\${c}` : c;
  }
  private set(): void {
    const start = this.i;
    this.i++;
    let out = '[';
    if (this.p[this.i] === '^') {
      out += '^';
      this.i++;
    }
    let first = true;
    const u = this.unicode;
    for (;;) {
      const c = this.p[this.i];
      if (c === undefined) this.fail('unterminated character set', start);
      if (c === ']' && !first) break;
      first = false;
      if (c === '\\') {
        const e = this.p[this.i + 1];
        if (e === undefined) this.fail('unterminated character set', start);
        this.i += 2;
        const classes: Record<string, string> = {
          d: u ? '\\p{Nd}' : '0-9',
          D: u ? '\\P{Nd}' : '\\D',
          w: u ? WORD : 'a-zA-Z0-9_',
          W: u ? '\\W' : '\\W',
          s: u ? SPACE : ' \\t\\n\\r\\f\\v',
          S: '\\S',
          b: '\\x08',
        };
        if (classes[e!] !== undefined) {
          out += classes[e!]!;
          if (this.p[this.i] === '-' && this.p[this.i + 1] !== ']' && 'dDwWsS'.includes(e!)) {
            out += '\\-';
            this.i++;
          }
        } else if (/[0-7]/.test(e!)) {
          const m = /^[0-7]{1,3}/.exec(this.p.slice(this.i - 1))![0];
          this.i += m.length - 1;
          out += this.literal(parseInt(m, 8));
        } else {
          const same = this.common(e!);
          if (same === undefined && /[a-zA-Z]/.test(e!)) this.fail(`bad escape \\${e}`, this.i - 2);
          out += same ?? this.inSet(e!);
        }
        continue;
      }
      const whole = String.fromCodePoint(this.p.codePointAt(this.i)!);
      this.i += whole.length;
      if (whole === '-') {
        const left = out.length === 1 || out === '[^';
        out += left || this.p[this.i] === ']' || (/\\p\{Nd\}$|_$/.test(out) && out.endsWith(WORD)) ? '\\-' : '-';
      } else out += this.inSet(whole);
    }
    this.i++;
    this.out += out === '[' ? '(?!)' : `${out}]`;
  }
  private inSet(c: string): string {
    return /[\\\]^[\-/(){}|*+?.$]/.test(c) ? (c === '-' ? '\\-' : `\\${c}`) : c;
  }
  private group(): void {
    const at = this.i;
    const rest = this.p.slice(this.i);
    const simple = /^\((\?:|\?=|\?!|\?<=|\?<!)/.exec(rest);
    if (simple !== null) {
      this.out += simple[0];
      this.i += simple[0].length;
      this.open.push({ at, kind: '' });
      return;
    }
    const named = /^\(\?P<([^>]*)(>?)/.exec(rest);
    if (named !== null) {
      const name = named[1]!;
      if (named[2] === '') this.fail('missing >, unterminated name', at + 4);
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
        this.fail(name === '' ? 'missing group name' : `bad character in group name '${name}'`, at + 4);
      if (this.names.has(name))
        this.fail(
          `redefinition of group name '${name}' as group ${this.groups + 1}; was group ${this.names.get(name)}`,
          at + 4,
        );
      this.groups++;
      this.names.set(name, this.groups);
      this.out += '(';
      this.i += named[0].length;
      this.open.push({ at, kind: '' });
      return;
    }
    const back = /^\(\?P=([^)]*)\)/.exec(rest);
    if (back !== null) {
      const n = this.names.get(back[1]!);
      if (n === undefined) this.fail(`unknown group name '${back[1]}'`, at + 4);
      this.out += `(?:\\${n})`;
      this.i += back[0].length;
      return;
    }
    const comment = /^\(\?#[^)]*\)/.exec(rest);
    if (comment !== null) {
      this.i += comment[0].length;
      return;
    }
    const scoped = /^\(\?([aiLmsux]*)(?:-([imsx]+))?:/.exec(rest);
    if (scoped !== null) {
      const on = scoped[1]!.replace(/[au]/g, '');
      if (
        (on !== '' &&
          [...on].every((c) => this.flags & { i: 2, m: 8, s: 16, x: 64, L: 4 }[c]!) &&
          scoped[2] === undefined) ||
        (on === '' && scoped[2] === undefined)
      ) {
        this.out += '(?:';
        this.i += scoped[0].length;
        this.open.push({ at, kind: '' });
        return;
      }
      throw raise(
        'NotImplementedError',
        `drydock: flags for a part of a regular expression ('${scoped[0]}…)') are not simulated`,
      );
    }
    if (/^\(\?>/.test(rest))
      throw raise('NotImplementedError', "drydock: atomic groups ('(?>…)') of regular expressions are not simulated");
    if (/^\(\?\(/.test(rest))
      throw raise(
        'NotImplementedError',
        "drydock: conditional groups ('(?(1)…)') of regular expressions are not simulated",
      );
    if (/^\(\?[aiLmsux]+\)/.test(rest)) this.fail('global flags not at the start of the expression', at);
    if (/^\(\?/.test(rest))
      this.fail(
        `unknown extension ?${rest[2] ?? ''}${rest[2] === 'P' || rest[2] === '<' ? (rest[3] ?? '') : ''}`,
        at + 1,
      );
    this.groups++;
    this.out += '(';
    this.i++;
    this.open.push({ at, kind: '' });
  }
}

export function translate(pattern: string, flags: number, bytes: boolean): Translated {
  return new Translator(pattern, flags, bytes).run();
}
