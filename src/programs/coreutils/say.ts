// Programs that print what they are told or know: echo printf printenv test which factor; and the list of all.

import { decode } from '../../fs/bytes.ts';
import type { Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { unescapeEcho, formatPrintf } from '../../shell/printf.ts';
import { test as evaluate, TestError } from '../../shell/test.ts';
import { program, complain, parseArgs, Failure } from '../args.ts';
import { date } from './date.ts';
import { env, sleep, timeout, nohup, nice, time } from './run-command.ts';
import { seq, expr } from './expr.ts';
import { cksum, base64, hashers, checksum } from './checksum.ts';
import { tty, stty, clear } from './terminal.ts';
import { mktemp, pwd, basenameProgram, dirnameProgram } from './paths.ts';

const echo: Program = function* (p) {
  let newline = true;
  let escapes = false;
  const args = [...p.args];
  while (args.length > 0 && /^-[neE]+$/.test(args[0]!)) {
    const flags = args.shift()!;
    for (const f of flags.slice(1)) {
      if (f === 'n') newline = false;
      else escapes = f === 'e';
    }
  }
  const text = args.join(' ');
  if (escapes) {
    const out = unescapeEcho(text);
    yield* p.write(1, out.text);
    if (newline && !out.stop) yield* p.print('\n');
  } else yield* p.print(text + (newline ? '\n' : ''));
  return 0;
};

const printf: Program = program(function* (p) {
  const [format, ...args] = p.args[0] === '--' ? p.args.slice(1) : p.args;
  if (format === undefined)
    return yield* complain(
      p,
      p.busybox ? 'missing operand' : "missing operand\nTry 'printf --help' for more information.",
    );
  const { bytes, errors } = formatPrintf(format, args, p.kernel.now);
  yield* p.write(1, bytes);
  for (const e of errors) yield* p.eprint(`${p.name}: ${e}\n`);
  return errors.length > 0 ? 1 : 0;
});

const printenv = program(function* (p) {
  const o = parseArgs(p, '0', {});
  if (o.rest.length === 0) {
    yield* p.print([...p.env].map(([k, v]) => `${k}=${v}\n`).join(''));
    return 0;
  }
  let status = 0;
  for (const name of o.rest) {
    const v = p.env.get(name);
    if (v === undefined) status = 1;
    else yield* p.print(`${v}\n`);
  }
  return status;
});

const testProgram = (bracket: boolean): Program =>
  function* (p) {
    const args = [...p.args];
    if (bracket && args.pop() !== ']') {
      yield* p.eprint(`[: missing ${p.busybox ? ']' : "']'"}\n`);
      return 2;
    }
    try {
      return evaluate(p, args) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof TestError)) throw error;
      yield* p.eprint(`${p.name}: ${error.message}\n`);
      return 2;
    }
  };

const lines = (text: (p: Process) => string): Program =>
  function* (p) {
    yield* p.print(`${text(p)}\n`);
    return 0;
  };

const nproc = program(function* (p) {
  parseArgs(p, '', { all: 'all', 'ignore=': 'ignore' });
  const info = p.fs.tryStat('/proc/cpuinfo');
  const n = info?.kind === 'file' ? [...decode(info.data).matchAll(/^processor\s/gm)].length : 0;
  yield* p.print(`${Math.max(1, n)}\n`);
  return 0;
});

const which: Program = function* (p) {
  let status = 0;
  for (const name of p.args.filter((a) => a !== '-a')) {
    const path = p.which(name);
    if (path !== undefined && p.fs.exists(path)) yield* p.print(`${path}\n`);
    else status = 1;
  }
  return status;
};

const factor = program(function* (p) {
  for (const a of p.args) {
    if (!/^\d+$/.test(a) || Number(a) > Number.MAX_SAFE_INTEGER)
      throw new Failure(`'${a}' is not a valid positive integer`);
    let n = Number(a);
    const out: number[] = [];
    for (let f = 2; f * f <= n; f += f === 2 ? 1 : 2) {
      while (n % f === 0) {
        out.push(f);
        n /= f;
      }
    }
    if (n > 1) out.push(n);
    yield* p.print(`${a}:${out.map((x) => ` ${x}`).join('')}\n`);
  }
  return 0;
});

export const say: Record<string, Program> = {
  echo,
  printf,
  env,
  printenv,
  test: testProgram(false),
  '[': testProgram(true),
  sleep,
  date,
  seq,
  expr,
  cksum,
  base64,
  mktemp,
  timeout,
  nohup,
  nice,
  time,
  nproc,
  pwd,
  tty,
  stty,
  clear,
  which,
  factor,
  basename: basenameProgram,
  dirname: dirnameProgram,
  ...Object.fromEntries(Object.keys(hashers).map((n) => [n, checksum(n)])),
  true: function* () {
    return 0;
  },
  false: function* () {
    return 1;
  },
  sync: function* () {
    return 0;
  },
  usleep: program(function* (p) {
    yield* p.sleep(Number(p.args[0] ?? 0) / 1000);
    return 0;
  }),
  arch: lines(() => 'x86_64'),
};
