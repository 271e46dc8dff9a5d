// Shell arithmetic: $(( )), (( )), let, array subscripts. 64-bit integers as bash has them.

/** Where variables live; values are texts that may be expressions themselves. */
export interface ArithVars {
  get(name: string, index: string | undefined): string;
  set(name: string, index: string | undefined, value: string): void;
}

export class ArithError extends Error {}

type Token = { t: 'num'; v: bigint } | { t: 'name'; v: string; index?: string } | { t: 'op'; v: string };

const OPERATORS = [
  '<<=',
  '>>=',
  '**',
  '++',
  '--',
  '<<',
  '>>',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '^=',
  '|=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<',
  '>',
  '!',
  '~',
  '&',
  '|',
  '^',
  '?',
  ':',
  '=',
  '(',
  ')',
  ',',
];

function tokenize(text: string): { tokens: Token[]; at: number[] } {
  const tokens: Token[] = [];
  const at: number[] = [];
  let i = 0;
  while (i < text.length) {
    const c = text[i]!;
    if (/\s/.test(c)) {
      i++;
      continue;
    }
    at.push(i);
    const rest = text.slice(i);
    let m: RegExpExecArray | null;
    if ((m = /^(\d+)#([0-9A-Za-z@_]+)/.exec(rest)) !== null) {
      tokens.push({ t: 'num', v: inBase(m[2]!, Number(m[1]), rest) });
    } else if ((m = /^(0[xX][0-9a-fA-F]*|\d[0-9A-Za-z_]*)/.exec(rest)) !== null) {
      const n = m[0];
      if (/^0[xX]/.test(n)) tokens.push({ t: 'num', v: BigInt(n.length === 2 ? 0 : n) });
      else if (/^0[0-7]*$/.test(n)) tokens.push({ t: 'num', v: BigInt(`0o0${n}`) });
      else if (/^0\d+$/.test(n)) throw new ArithError(`${n}: value too great for base (error token is "${n}")`);
      else if (/^\d+$/.test(n)) tokens.push({ t: 'num', v: BigInt(n) });
      else throw new ArithError(`${n}: value too great for base (error token is "${n}")`);
    } else if ((m = /^[A-Za-z_]\w*/.exec(rest)) !== null) {
      let end = m[0].length;
      let index: string | undefined;
      if (rest[end] === '[') {
        let depth = 0;
        let j = end;
        for (; j < rest.length; j++) {
          if (rest[j] === '[') depth++;
          else if (rest[j] === ']' && --depth === 0) break;
        }
        index = rest.slice(end + 1, j);
        end = j + 1;
      }
      tokens.push({ t: 'name', v: m[0], ...(index === undefined ? {} : { index }) });
      i += end;
      continue;
    } else {
      const op = OPERATORS.find((o) => rest.startsWith(o));
      if (op === undefined)
        throw new ArithError(`${text.trim()}: syntax error: operand expected (error token is "${rest}")`);
      tokens.push({ t: 'op', v: op });
      i += op.length;
      continue;
    }
    i += m[0].length;
  }
  return { tokens, at };
}

function inBase(digits: string, base: number, rest: string): bigint {
  if (base < 2 || base > 64) throw new ArithError(`${rest}: invalid arithmetic base (error token is "${rest}")`);
  let v = 0n;
  for (const c of digits) {
    const d = /\d/.test(c)
      ? Number(c)
      : /[a-z]/.test(c)
        ? c.charCodeAt(0) - 87
        : /[A-Z]/.test(c)
          ? c.charCodeAt(0) - (base <= 36 ? 55 : 29)
          : c === '@'
            ? 62
            : 63;
    if (d >= base) throw new ArithError(`${rest}: value too great for base (error token is "${rest}")`);
    v = v * BigInt(base) + BigInt(d);
  }
  return v;
}

const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const ASSIGN = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '^=', '|=', '<<=', '>>=']);

/** Value of an expression. @throws ArithError with bash's text */
export function evaluate(source: string, vars: ArithVars, depth = 0): bigint {
  if (depth > 100) throw new ArithError(`${source}: expression recursion level exceeded (error token is "${source}")`);
  const text = source.trim();
  if (text === '') return 0n;
  if (/^\d{1,15}$/.test(text) && !text.startsWith('0')) return BigInt(text);
  const { tokens, at } = tokenize(source);
  let pos = 0;
  let skipping = 0;
  const wrap = (v: bigint): bigint => BigInt.asIntN(64, v);
  const rest = (): string => (pos < at.length ? source.slice(at[pos]) : '');
  const fail = (what: string): never => {
    throw new ArithError(
      `${source.trim()}: ${what} (error token is "${rest() || source.slice(at[at.length - 1] ?? 0)}")`,
    );
  };
  const op = (...names: string[]): string | undefined => {
    const t = tokens[pos];
    if (t?.t === 'op' && names.includes(t.v)) {
      pos++;
      return t.v;
    }
    return undefined;
  };
  const read = (name: string, index: string | undefined): bigint =>
    skipping > 0 ? 0n : evaluate(vars.get(name, index), vars, depth + 1);
  const write = (name: string, index: string | undefined, v: bigint): void => {
    if (skipping === 0) vars.set(name, index, String(v));
  };
  const apply = (o: string, a: bigint, b: bigint): bigint => {
    switch (o) {
      case '+':
        return wrap(a + b);
      case '-':
        return wrap(a - b);
      case '*':
        return wrap(a * b);
      case '/':
      case '%':
        if (b === 0n) {
          if (skipping > 0) return 0n;
          throw new ArithError(
            `${source.trim()}: division by 0 (error token is "${source.slice(at[pos - 1] ?? 0).trimStart()}")`,
          );
        }
        return wrap(o === '/' ? a / b : a % b);
      case '<<':
        return wrap(a << (b & 63n));
      case '>>':
        return wrap(a >> (b & 63n));
      case '<':
        return a < b ? 1n : 0n;
      case '>':
        return a > b ? 1n : 0n;
      case '<=':
        return a <= b ? 1n : 0n;
      case '>=':
        return a >= b ? 1n : 0n;
      case '==':
        return a === b ? 1n : 0n;
      case '!=':
        return a !== b ? 1n : 0n;
      case '&':
        return a & b;
      case '^':
        return a ^ b;
      default:
        return a | b;
    }
  };
  const primary = (): bigint => {
    const t = tokens[pos];
    if (t === undefined) return fail('syntax error: operand expected');
    if (t.t === 'num') {
      pos++;
      return wrap(t.v);
    }
    if (t.t === 'name') {
      pos++;
      const next = tokens[pos];
      if (next?.t === 'op' && (next.v === '++' || next.v === '--')) {
        pos++;
        const old = read(t.v, t.index);
        write(t.v, t.index, wrap(next.v === '++' ? old + 1n : old - 1n));
        return old;
      }
      if (next?.t === 'op' && ASSIGN.has(next.v)) {
        pos++;
        const right = assignment();
        const value = next.v === '=' ? right : apply(next.v.slice(0, -1), read(t.v, t.index), right);
        write(t.v, t.index, value);
        return value;
      }
      return read(t.v, t.index);
    }
    if (op('(')) {
      const v = comma();
      if (!op(')')) fail("syntax error: missing `)'");
      return v;
    }
    return fail('syntax error: operand expected');
  };
  const unary = (): bigint => {
    const o = op('!', '~', '-', '+', '++', '--');
    if (o === '!') return unary() === 0n ? 1n : 0n;
    if (o === '~') return ~unary();
    if (o === '-') return wrap(-unary());
    if (o === '+') return unary();
    if (o === '++' || o === '--') {
      const t = tokens[pos];
      if (t?.t !== 'name') return o === '++' ? unary() : unary();
      pos++;
      const v = wrap(o === '++' ? read(t.v, t.index) + 1n : read(t.v, t.index) - 1n);
      write(t.v, t.index, v);
      return v;
    }
    return primary();
  };
  const power = (): bigint => {
    const a = unary();
    if (!op('**')) return a;
    const b = power();
    if (b < 0n) fail('exponent less than 0');
    return wrap(a ** (b > 1000n ? 1000n : b));
  };
  const binary = (level: number): bigint => {
    if (level === LEVELS.length) return power();
    let a = binary(level + 1);
    for (let o = op(...LEVELS[level]!); o !== undefined; o = op(...LEVELS[level]!)) {
      if (o === '&&' || o === '||') {
        const skip = o === '&&' ? a === 0n : a !== 0n;
        if (skip) skipping++;
        const b = binary(level + 1);
        if (skip) skipping--;
        a = o === '&&' ? (a !== 0n && b !== 0n ? 1n : 0n) : a !== 0n || b !== 0n ? 1n : 0n;
      } else a = apply(o, a, binary(level + 1));
    }
    return a;
  };
  const assignment = (): bigint => {
    const c = binary(0);
    if (!op('?')) return c;
    if (c === 0n) skipping++;
    const a = assignment();
    if (c === 0n) skipping--;
    if (!op(':')) fail("syntax error: `:' expected for conditional expression");
    if (c !== 0n) skipping++;
    const b = assignment();
    if (c !== 0n) skipping--;
    return c !== 0n ? a : b;
  };
  const comma = (): bigint => {
    let v = assignment();
    while (op(',')) v = assignment();
    return v;
  };
  const value = comma();
  if (pos < tokens.length) {
    const t = tokens[pos]!;
    fail(
      t.t === 'op' && (t.v === '=' || ASSIGN.has(t.v))
        ? 'attempted assignment to non-variable'
        : 'syntax error in expression',
    );
  }
  return value;
}
