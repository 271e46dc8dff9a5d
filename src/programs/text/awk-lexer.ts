// The tokens of awk programs.

export class AwkError extends Error {}

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

export type Tok =
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

export class Lexer {
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
