// seq and expr: numbers and expressions.

import { decode } from '../../fs/bytes.ts';
import { preempt } from '../../kernel/block.ts';
import { formatPrintf } from '../../shell/printf.ts';
import { program, Usage, Failure } from '../args.ts';
import { compile, bre, RegexError } from '../text/regex.ts';

export const seq = program(function* (p) {
  const negative = p.args.map((a) => (/^-\d|^-\.\d/.test(a) ? a : a));
  const options = negative.filter((a) => !/^-\.?\d/.test(a));
  const numbers: string[] = [];
  let separator = '\n';
  let width = false;
  let format: string | undefined;
  for (let i = 0; i < negative.length; i++) {
    const a = negative[i]!;
    if (a === '-s') separator = negative[++i] ?? '\n';
    else if (a.startsWith('-s') && !/^-\d/.test(a)) separator = a.slice(2);
    else if (a.startsWith('--separator=')) separator = a.slice(12);
    else if (a === '-w' || a === '--equal-width') width = true;
    else if (a === '-f') format = negative[++i];
    else if (a === '--') continue;
    else if (a.startsWith('-') && !/^-\.?\d/.test(a)) throw new Usage(`invalid option -- '${a.slice(1, 2)}'`);
    else numbers.push(a);
  }
  void options;
  if (numbers.length === 0) throw new Usage('missing operand');
  for (const n of numbers)
    if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(n)) throw new Usage(`invalid floating point argument: '${n}'`);
  const [a = 1, step = 1, last = 1] =
    numbers.length === 1
      ? [1, 1, Number(numbers[0])]
      : numbers.length === 2
        ? [Number(numbers[0]), 1, Number(numbers[1])]
        : numbers.map(Number);
  if (step === 0) throw new Usage(`invalid Zero increment value: '${numbers[1]}'`);
  const digits = Math.max(...numbers.slice(0, numbers.length === 3 ? 2 : 1).map((n) => (n.split('.')[1] ?? '').length));
  let out: string[] = [];
  const pad = width ? Math.max(a.toFixed(digits).length, last.toFixed(digits).length) : 0;
  const count = Math.floor((last - a) / step + 1e-9);
  for (let i = 0; i <= count; i++) {
    const v = a + i * step;
    const text = v.toFixed(digits);
    out.push(
      format !== undefined
        ? decode(formatPrintf(format, [text], 0).bytes)
        : v < 0
          ? `-${text.slice(1).padStart(pad - 1, '0')}`
          : text.padStart(pad, '0'),
    );
    if (out.length === 2000 && i < count) {
      yield* p.print(out.join(separator) + separator);
      yield* preempt();
      out = [];
    }
  }
  if (out.length > 0) yield* p.print(`${out.join(separator)}\n`);
  return 0;
});

/** expr: comparison, arithmetic, matching. @throws Failure with status 2 */
function evalExpr(words: string[]): string {
  let i = 0;
  const fail = (m: string): never => {
    throw new Failure(m, 2);
  };
  const num = (s: string): bigint => (/^-?\d+$/.test(s) ? BigInt(s) : fail('non-integer argument'));
  const truth = (s: string): boolean => s !== '' && !/^-?0+$/.test(s);
  const match = (s: string, re: string): string => {
    const m = compile(`^(?:${bre(re)})`, 'u').exec(s);
    return re.includes('\\(') ? (m?.[1] ?? '') : String(m === null ? 0 : [...m[0]].length);
  };
  const primary = (): string => {
    const w = words[i++];
    if (w === undefined) return fail(`syntax error: missing argument after '${words[i - 2] ?? ''}'`);
    if (w === '(') {
      const v = or();
      if (words[i++] !== ')') fail("syntax error: expecting ')' after '" + (words[i - 2] ?? '') + "'");
      return v;
    }
    if (w === 'length' && i < words.length) return String([...primary()].length);
    if (w === 'match' && i + 1 < words.length) return match(primary(), primary());
    if (w === 'index' && i + 1 < words.length) {
      const s = primary();
      const set = primary();
      return String([...s].findIndex((c) => set.includes(c)) + 1);
    }
    if (w === 'substr' && i + 2 < words.length) {
      const s = primary();
      const from = Number(primary());
      const len = Number(primary());
      return from < 1 || len < 1 ? '' : s.slice(from - 1, from - 1 + len);
    }
    return w;
  };
  const level = (
    ops: readonly string[],
    next: () => string,
    apply: (op: string, a: string, b: string) => string,
  ): string => {
    let a = next();
    while (i < words.length && ops.includes(words[i]!)) {
      const op = words[i++]!;
      a = apply(op, a, next());
    }
    return a;
  };
  const matches = (): string => level([':'], primary, (_, a, b) => match(a, b));
  const product = (): string =>
    level(['*', '/', '%'], matches, (op, a, b) => {
      if (op !== '*' && num(b) === 0n) fail('division by zero');
      return String(op === '*' ? num(a) * num(b) : op === '/' ? num(a) / num(b) : num(a) % num(b));
    });
  const sum = (): string =>
    level(['+', '-'], product, (op, a, b) => String(op === '+' ? num(a) + num(b) : num(a) - num(b)));
  const compare = (): string =>
    level(['<', '<=', '=', '==', '!=', '>=', '>'], sum, (op, a, b) => {
      const c =
        /^-?\d+$/.test(a) && /^-?\d+$/.test(b)
          ? num(a) < num(b)
            ? -1
            : num(a) > num(b)
              ? 1
              : 0
          : a < b
            ? -1
            : a > b
              ? 1
              : 0;
      return ({ '<': c < 0, '<=': c <= 0, '=': c === 0, '==': c === 0, '!=': c !== 0, '>=': c >= 0, '>': c > 0 }[op] ??
        false)
        ? '1'
        : '0';
    });
  const and = (): string => level(['&'], compare, (_, a, b) => (truth(a) && truth(b) ? a : '0'));
  function or(): string {
    return level(['|'], and, (_, a, b) => (truth(a) ? a : truth(b) ? b : '0'));
  }
  const v = or();
  if (i < words.length) fail(`syntax error: unexpected argument '${words[i]}'`);
  return v;
}

export const expr = program(function* (p) {
  const words = p.args[0] === '--' ? p.args.slice(1) : [...p.args];
  if (words.length === 0) throw new Usage('missing operand');
  let v: string;
  try {
    v = evalExpr([...words]);
  } catch (error) {
    if (error instanceof RegexError) throw new Failure(error.message, 2);
    throw error;
  }
  yield* p.print(`${v}\n`);
  return v === '' || /^-?0+$/.test(v) ? 1 : 0;
}, 2);
