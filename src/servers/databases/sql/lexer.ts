// Words, literals and operators of SQL text, in the manners of MariaDB and of PostgreSQL.

/** How a server reads its SQL. */
export type Dialect = 'mysql' | 'postgres';

export type TokenKind = 'word' | 'id' | 'str' | 'num' | 'hex' | 'uservar' | 'sysvar' | 'op' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A word in capitals, an identifier or string without its quotes, an operator. */
  readonly v: string;
  /** Where it stands in the text. */
  readonly at: number;
  readonly end: number;
}

/** The text is no SQL from here on. */
export class LexError extends Error {
  constructor(readonly at: number) {
    super('syntax');
  }
}

const OPS = [
  '<=>',
  '->>',
  '!~~*',
  '!~*',
  '~~*',
  ':=',
  '<=',
  '>=',
  '<>',
  '!=',
  '||',
  '&&',
  '<<',
  '>>',
  '->',
  '::',
  '!~',
  '~*',
  '~~',
  '@>',
];
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', Z: '\x1a' };

/** All tokens of a text. @throws LexError */
export function lex(text: string, dialect: Dialect): Token[] {
  const out: Token[] = [];
  const mysql = dialect === 'mysql';
  let i = 0;
  let inHint = 0;
  const push = (kind: TokenKind, v: string, at: number): void => void out.push({ kind, v, at, end: i });
  const quoted = (q: string, escapes: boolean): string => {
    const at = i++;
    let s = '';
    for (;;) {
      const c = text[i];
      if (c === undefined) throw new LexError(at);
      if (c === '\\' && escapes) {
        const e = text[i + 1] ?? '';
        s += e === '%' || e === '_' ? `\\${e}` : (ESCAPES[e] ?? e);
        i += 2;
      } else if (c === q) {
        if (text[i + 1] !== q) {
          i++;
          return s;
        }
        s += q;
        i += 2;
      } else {
        s += c;
        i++;
      }
    }
  };
  while (i < text.length) {
    const c = text[i]!;
    const at = i;
    if (/\s/.test(c)) {
      i++;
      continue;
    }
    const dashes = text.startsWith('--', i) && (!mysql || i + 2 >= text.length || /\s/.test(text[i + 2]!));
    if (dashes || (mysql && c === '#')) {
      const nl = text.indexOf('\n', i);
      i = nl < 0 ? text.length : nl + 1;
      continue;
    }
    if (text.startsWith('/*', i)) {
      // MariaDB runs what stands in /*! */ and /*M! */
      const hint = mysql ? /^\/\*M?!(\d*)/.exec(text.slice(i, i + 12)) : null;
      // what is for a version that does not exist yet stays a comment
      if (hint !== null && Number(hint[1]) < 130_000) {
        inHint++;
        i += hint[0].length;
        continue;
      }
      const end = text.indexOf('*/', i + 2);
      if (end < 0) throw new LexError(i);
      i = end + 2;
      continue;
    }
    if (inHint > 0 && text.startsWith('*/', i)) {
      inHint--;
      i += 2;
      continue;
    }
    if (c === "'" || (c === '"' && mysql)) {
      const s = quoted(c, mysql);
      const last = out.at(-1);
      // neighbouring strings are one
      if (mysql && last?.kind === 'str') out[out.length - 1] = { ...last, v: last.v + s, end: i };
      else push('str', s, at);
      continue;
    }
    if (c === '`' && mysql) {
      push('id', quoted('`', false), at);
      continue;
    }
    if (c === '"') {
      push('id', quoted('"', false), at);
      continue;
    }
    if (/^[xX]'[0-9a-fA-F]*'/.test(text.slice(i, i + 2000))) {
      const m = /^[xX]'([0-9a-fA-F]*)'/.exec(text.slice(i))!;
      i += m[0].length;
      push('hex', m[1]!, at);
      continue;
    }
    if ((c === 'E' || c === 'e') && text[i + 1] === "'" && !mysql) {
      i++;
      push('str', quoted("'", true), at);
      continue;
    }
    if ((c === 'N' || c === 'n' || c === 'B' || c === 'b') && text[i + 1] === "'" && mysql) {
      i++;
      push('str', quoted("'", true), at);
      continue;
    }
    const dollar = mysql ? null : /^\$(\w*)\$/.exec(text.slice(i, i + 66));
    if (dollar !== null) {
      const end = text.indexOf(dollar[0], i + dollar[0].length);
      if (end < 0) throw new LexError(i);
      const s = text.slice(i + dollar[0].length, end);
      i = end + dollar[0].length;
      push('str', s, at);
      continue;
    }
    const hex = mysql ? /^0x([0-9a-fA-F]+)/.exec(text.slice(i, i + 4000)) : null;
    if (hex !== null) {
      i += hex[0].length;
      push('hex', hex[1]!, at);
      continue;
    }
    const num = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(text.slice(i, i + 80));
    if (num !== null && !/[A-Za-z_$]/.test(text[i + num[0].length] ?? ' ')) {
      i += num[0].length;
      push('num', num[0], at);
      continue;
    }
    if (c === '@' && mysql) {
      if (text[i + 1] === '@') {
        const m = /^@@((?:[\w$]+\.)*[\w$]+)/.exec(text.slice(i, i + 120));
        if (m === null) throw new LexError(i);
        i += m[0].length;
        push('sysvar', m[1]!, at);
      } else if (text[i + 1] === '`' || text[i + 1] === "'" || text[i + 1] === '"') {
        i++;
        push('uservar', quoted(text[i]!, false), at);
      } else {
        const m = /^@([\w$.]*)/.exec(text.slice(i, i + 120))!;
        i += m[0].length;
        push('uservar', m[1]!, at);
      }
      continue;
    }
    const word = /^[\w$\u0080-\uffff]+/.exec(text.slice(i, i + 200));
    if (word !== null) {
      i += word[0].length;
      push('word', word[0], at);
      continue;
    }
    const op = OPS.find((o) => text.startsWith(o, i)) ?? c;
    i += op.length;
    push('op', op, at);
  }
  out.push({ kind: 'end', v: '', at: text.length, end: text.length });
  return out;
}

/** Statements of a text that `;` divides, each with its place. Strings, comments and quoted names are respected. */
export function splitStatements(text: string, dialect: Dialect): string[] {
  const out: string[] = [];
  let from = 0;
  let tokens: Token[];
  try {
    tokens = lex(text, dialect);
  } catch (error) {
    if (error instanceof LexError) return [text];
    throw error;
  }
  for (const t of tokens) {
    if (t.kind !== 'end' && !(t.kind === 'op' && t.v === ';')) continue;
    const part = text.slice(from, t.at).trim();
    if (part !== '') out.push(part);
    from = t.end;
  }
  return out;
}
