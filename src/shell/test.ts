// Conditions: `[[ … ]]`, `test` and `[`.

import type { TestExpression } from 'unbash';
import { sizeOf } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { arithmetic, expandPattern, expandString } from './expand.ts';
import { matches } from './pattern.ts';
import { TooBig } from './regex/program.ts';
import { safeRegex } from './regex/regex.ts';
import { TooHard } from './regex/run.ts';
import { CommandError, OPTION_NAMES, type Shell } from './shell.ts';

/** File tests and string tests with one operand; undefined for an unknown operator. */
export function unaryTest(p: Process, op: string, x: string): boolean | undefined {
  const node =
    op === '-h' || op === '-L'
      ? p.fs.tryLstat(x)
      : 'aefdsrwxbcpSugkOGN'.includes(op[1] ?? ' ')
        ? p.fs.tryStat(x)
        : undefined;
  switch (op) {
    case '-e':
    case '-a':
      return node !== undefined;
    case '-f':
      return node?.kind === 'file';
    case '-d':
      return node?.kind === 'dir';
    case '-h':
    case '-L':
      return node?.kind === 'link';
    case '-s':
      return node !== undefined && sizeOf(node) > 0;
    case '-r':
      return node !== undefined && p.fs.may(node, 4);
    case '-w':
      return node !== undefined && p.fs.may(node, 2) && !p.fs.place(x).mount.readOnly;
    case '-x':
      return node !== undefined && p.fs.may(node, 1);
    case '-b':
      return false;
    case '-c':
      return node?.kind === 'dev' && node.type === 'char';
    case '-p':
      return node?.kind === 'dev' && node.type === 'fifo';
    case '-S':
      return node?.kind === 'dev' && node.type === 'socket';
    case '-u':
      return node !== undefined && (node.mode & 0o4000) !== 0;
    case '-g':
      return node !== undefined && (node.mode & 0o2000) !== 0;
    case '-k':
      return node !== undefined && (node.mode & 0o1000) !== 0;
    case '-O':
      return node?.uid === p.euid;
    case '-G':
      return node?.gid === p.egid;
    case '-N':
      return false;
    case '-t':
      return p.isatty(Number(x));
    case '-z':
      return x === '';
    case '-n':
      return x !== '';
    default:
      return undefined;
  }
}

const NUMERIC: Record<string, (a: bigint, b: bigint) => boolean> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};

function fileTest(p: Process, op: string, a: string, b: string): boolean | undefined {
  const x = p.fs.tryStat(a);
  const y = p.fs.tryStat(b);
  if (op === '-nt') return x !== undefined && (y === undefined || x.mtime > y.mtime);
  if (op === '-ot') return y !== undefined && (x === undefined || x.mtime < y.mtime);
  if (op === '-ef') return x !== undefined && y !== undefined && p.fs.realpath(a) === p.fs.realpath(b);
  return undefined;
}

/** The value of a `[[ … ]]` expression. */
export function* testExpression(sh: Shell, e: TestExpression): Task<boolean> {
  switch (e.type) {
    case 'TestGroup':
      return yield* testExpression(sh, e.expression);
    case 'TestNot':
      return (yield* testExpression(sh, e.operand)) !== (e.negations.length % 2 === 1);
    case 'TestLogical': {
      for (const x of e.operands)
        if ((yield* testExpression(sh, x)) !== (e.operator === '&&')) return e.operator !== '&&';
      return e.operator === '&&';
    }
    case 'TestUnary': {
      const x = yield* expandString(sh, e.operand);
      if (e.operator === '-v') return isSet(sh, x);
      if (e.operator === '-o') return sh.options.has(x);
      const value = unaryTest(sh.p, e.operator, x);
      if (value === undefined) throw new CommandError(`conditional unary operator expected: \`${e.operator}'`, 2);
      return value;
    }
    case 'TestBinary': {
      const a = yield* expandString(sh, e.left);
      const op = e.operator;
      const fold = sh.shopt.has('nocasematch');
      if (op === '==' || op === '=' || op === '!=') {
        // busybox's [[ compares texts
        if (sh.dialect === 'ash') return (a === (yield* expandString(sh, e.right))) === (op !== '!=');
        const pattern = yield* expandPattern(sh, e.right);
        return (fold ? matches(pattern.toLowerCase(), a.toLowerCase()) : matches(pattern, a)) === (op !== '!=');
      }
      if (op === '=~') return yield* regexTest(sh, a, e.right, fold);
      const b = yield* expandString(sh, e.right);
      if (op === '<') return a < b;
      if (op === '>') return a > b;
      const numeric = NUMERIC[op];
      if (numeric !== undefined)
        return numeric(yield* arithmetic(sh, a, undefined, 0), yield* arithmetic(sh, b, undefined, 0));
      return fileTest(sh.p, op, a, b) ?? false;
    }
  }
}

function isSet(sh: Shell, name: string): boolean {
  const m = /^(\w+)(?:\[(.*)\])?$/.exec(name);
  if (m === null) return false;
  const v = sh.vars.find(m[1]!);
  if (v === undefined) return false;
  if (m[2] === undefined) return sh.vars.get(m[1]!) !== undefined;
  if (m[2] === '@' || m[2] === '*') return (v.array?.size ?? v.assoc?.size ?? 0) > 0;
  return v.assoc !== undefined ? v.assoc.has(m[2]) : (v.array?.has(Number(m[2])) ?? false);
}

function* regexTest(sh: Shell, text: string, word: import('unbash').Word, fold: boolean): Task<boolean> {
  let source = '';
  if (word.parts === undefined) source = word.text;
  else {
    for (const part of word.parts) {
      const one = { ...word, parts: [part], text: part.text };
      const value = yield* expandString(sh, one);
      const quoted = part.type === 'SingleQuoted' || part.type === 'DoubleQuoted' || part.type === 'AnsiCQuoted';
      source += quoted
        ? value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
        : part.type === 'Literal' ||
            part.type === 'Glob' ||
            part.type === 'ExtendedGlob' ||
            part.type === 'BraceExpansion'
          ? part.text
          : value;
    }
  }
  let re: RegExp;
  try {
    re = safeRegex(posixRegex(source), fold ? 'i' : '', { longest: true });
  } catch {
    throw new CommandError(`invalid regular expression \`${source}'`, 2);
  }
  let m: RegExpExecArray | null;
  try {
    m = re.exec(text);
  } catch (error) {
    if (error instanceof TooBig || error instanceof TooHard) throw new CommandError(`[[: ${error.message}`, 2);
    throw error;
  }
  sh.vars.setArray('BASH_REMATCH', m === null ? [] : m.map((x) => x ?? ''));
  return m !== null;
}

/** An extended regular expression of POSIX in JavaScript's syntax. */
export function posixRegex(source: string): string {
  return source.replace(/\[(\^?)(\]?)((?:\[:\w+:\]|[^\]])*)\]/g, (_, not: string, first: string, body: string) => {
    const classes: Record<string, string> = {
      alnum: 'A-Za-z0-9',
      alpha: 'A-Za-z',
      digit: '0-9',
      lower: 'a-z',
      upper: 'A-Z',
      space: '\\s',
      blank: ' \\t',
      punct: '!-\\/:-@\\[-`{-~',
      xdigit: '0-9A-Fa-f',
      print: '\\x20-\\x7e',
      graph: '\\x21-\\x7e',
      cntrl: '\\x00-\\x1f',
      word: '\\w',
    };
    const inner = body.replace(/\[:(\w+):\]|\\|\[/g, (m, c?: string) =>
      c !== undefined ? (classes[c] ?? '') : `\\${m}`,
    );
    return `[${not}${first === '' ? '' : '\\]'}${inner}]`;
  });
}

export class TestError extends Error {}

/** `test` and `[` by POSIX's rules on the number of arguments. @throws TestError */
export function test(p: Process, args: readonly string[], sh?: Shell): boolean {
  let at = 0;
  const peek = (): string | undefined => args[at];
  const integer = (x: string): bigint => {
    if (!/^\s*[-+]?\d+\s*$/.test(x))
      throw new TestError(
        p.busybox || (sh !== undefined && sh.dialect !== 'bash')
          ? `${sh?.dialect === 'dash' ? `Illegal number: ${x}` : `${x}: bad number`}`
          : `${x}: integer expression expected`,
      );
    return BigInt(x.trim().replace(/^\+/, ''));
  };
  const binary = (a: string, op: string, b: string): boolean | undefined => {
    if (op === '=' || op === '==') return a === b;
    if (op === '!=') return a !== b;
    if (op === '<') return a < b;
    if (op === '>') return a > b;
    const numeric = NUMERIC[op];
    if (numeric !== undefined) return numeric(integer(a), integer(b));
    return fileTest(p, op, a, b);
  };
  const own = sh !== undefined && sh.dialect !== 'bash' ? sh.dialect : undefined;
  const isBinary = (op: string | undefined): boolean =>
    op !== undefined &&
    (own !== 'dash' || op !== '==') &&
    (['=', '==', '!=', '<', '>', '-nt', '-ot', '-ef'].includes(op) || op in NUMERIC);
  const unary = (op: string, x: string): boolean | undefined => {
    if (op === '-v' && sh?.dialect === 'bash') return isSet(sh, x);
    if (op === '-o' && sh !== undefined && OPTION_NAMES.includes(x)) return sh.options.has(x);
    return unaryTest(p, op, x);
  };
  const primary = (): boolean => {
    const a = peek();
    if (a === undefined) throw new TestError('argument expected');
    const left = args.length - at;
    if (left >= 3 && isBinary(args[at + 1])) {
      at += 3;
      return binary(a, args[at - 2]!, args[at - 1]!)!;
    }
    if (a === '!' && left > 1) {
      at++;
      return !primary();
    }
    if (a === '(' && left > 2) {
      at++;
      const value = or();
      if (peek() !== ')') throw new TestError("`)' expected");
      at++;
      return value;
    }
    if (left >= 2 && /^-[a-zA-Z]$/.test(a) && !(left > 2 && ['-a', '-o'].includes(args[at + 1]!))) {
      const value = unary(a, args[at + 1]!);
      if (value !== undefined) {
        at += 2;
        return value;
      }
      if (left === 2 && own !== undefined)
        throw new TestError(own === 'dash' ? `${args[0]}: unexpected operator` : `${args[1]}: unknown operand`);
      if (left === 2) throw new TestError(`${a}: unary operator expected`);
    }
    at++;
    return a !== '';
  };
  const and = (): boolean => {
    let value = primary();
    while (peek() === '-a') {
      at++;
      value = primary() && value;
    }
    return value;
  };
  const or = (): boolean => {
    let value = and();
    while (peek() === '-o') {
      at++;
      value = and() || value;
    }
    return value;
  };
  if (args.length === 0) return false;
  if (args.length === 1) return args[0] !== '';
  const value = or();
  if (at < args.length) {
    if (own === 'dash') throw new TestError(`${args[0]}: unexpected operator`);
    if (own === 'ash') throw new TestError(`${args[1]}: unknown operand`);
    if (args.length === 3 && at <= 1) throw new TestError(`${args[1]}: binary operator expected`);
    if (args.length === 2) throw new TestError(`${args[0]}: unary operator expected`);
    throw new TestError('too many arguments');
  }
  return value;
}
