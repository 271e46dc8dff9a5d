// Programs that print what they are told or what they know: echo printf env date seq expr checksums and their like.

import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { decode, fromLatin1, latin1 } from '../../fs/bytes.ts';
import { basename, clean, dirname } from '../../fs/path.ts';
import { FsError } from '../../fs/node.ts';
import { type Program, type Task, preempt } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { signalNumber, SIGNALS } from '../../kernel/signals.ts';
import { formatPrintf, unescapeEcho } from '../../shell/printf.ts';
import { test as evaluate, TestError } from '../../shell/test.ts';
import { complain, Failure, parseArgs, program, reason, Usage } from '../args.ts';
import { slurp, splitLines } from '../text/io.ts';
import { bre, compile, RegexError } from '../text/regex.ts';
import { date } from './date.ts';

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

/** Runs a command in place of this process, or tells why not (126, 127). */
export function* execCommand(p: Process, words: readonly string[], prefix = p.name): Task<number> {
  const [name = ''] = words;
  const path = p.which(name);
  if (path === undefined || !p.fs.exists(path)) {
    yield* p.eprint(
      p.busybox
        ? `${prefix}: can't execute '${name}': No such file or directory\n`
        : `${prefix}: ${prefix === 'env' ? `‘${name}’` : prefix === 'timeout' || prefix === 'nohup' || prefix === 'nice' ? `failed to run command '${name}'` : name}: No such file or directory\n`,
    );
    return 127;
  }
  let image: Task<number>;
  try {
    // what is wrong with the file shows here; what the program fails at later is its own affair
    image = p.exec(path, words);
  } catch (error) {
    if (!(error instanceof FsError) || !['ENOENT', 'EACCES', 'ENOEXEC'].includes(error.code)) throw error;
    if (error.code === 'ENOEXEC') {
      const sh = p.which('sh');
      if (sh !== undefined) return yield* p.exec(sh, ['sh', path, ...words.slice(1)]);
    }
    yield* p.eprint(
      p.busybox
        ? `${prefix}: can't execute '${name}': ${reason(error)}\n`
        : `${prefix}: ${prefix === 'env' ? `‘${name}’` : `failed to run command '${name}'`}: ${reason(error)}\n`,
    );
    return error.code === 'ENOENT' ? 127 : 126;
  }
  return yield* image;
}

const env = program(function* (p) {
  const o = parseArgs(
    p,
    'iu:0C:S:',
    { 'ignore-environment': 'i', 'unset=': 'u', null: '0', 'chdir=': 'C', 'split-string=': 'S' },
    true,
  );
  if (o.has('i') || o.rest[0] === '-') p.env.clear();
  if (o.rest[0] === '-') o.rest.shift();
  for (const name of o.all('u')) p.env.delete(name);
  const words = o.has('S')
    ? [
        ...o
          .get('S')!
          .split(/\s+/)
          .filter((x) => x !== ''),
        ...o.rest,
      ]
    : [...o.rest];
  while (words.length > 0 && /^[^=]+=/.test(words[0]!)) {
    const [name = '', ...value] = words.shift()!.split('=');
    p.env.set(name, value.join('='));
  }
  if (o.has('C')) p.chdir(o.get('C')!);
  if (words.length === 0) {
    const end = o.has('0') ? '\0' : '\n';
    yield* p.print([...p.env].map(([k, v]) => `${k}=${v}${end}`).join(''));
    return 0;
  }
  return yield* execCommand(p, words, 'env');
}, 125);

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

/** Milliseconds of `5`, `1.5`, `2m`; undefined when it is none. */
export function seconds(text: string): number | undefined {
  const m = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  if (m === null) return text === 'inf' || text === 'infinity' ? Infinity : undefined;
  return Number(m[1]) * { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[m[2]!]!;
}

const sleep = program(function* (p) {
  const o = parseArgs(p, '', {});
  if (o.rest.length === 0) throw new Usage('missing operand');
  let total = 0;
  for (const word of o.rest) {
    const ms = seconds(word);
    if (ms === undefined)
      throw p.busybox ? new Failure(`invalid number '${word}'`) : new Usage(`invalid time interval '${word}'`);
    total += ms;
  }
  yield* p.sleep(Math.min(total, 1e12));
  return 0;
});

const seq = program(function* (p) {
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

const expr = program(function* (p) {
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

const hashers: Record<string, (b: Uint8Array) => Uint8Array> = {
  md5sum: md5,
  sha1sum: sha1,
  sha224sum: sha224,
  sha256sum: sha256,
  sha384sum: sha384,
  sha512sum: sha512,
};
const hex = (b: Uint8Array): string => [...b].map((x) => x.toString(16).padStart(2, '0')).join('');

const checksum = (name: string): Program =>
  program(function* (p) {
    const o = parseArgs(p, 'bctwz', { check: 'c', binary: 'b', text: 't', quiet: 'quiet', status: 'silent' });
    const hash = hashers[name]!;
    let status = 0;
    let bad = 0;
    for (const path of o.rest.length === 0 ? ['-'] : o.rest) {
      try {
        const bytes = yield* slurp(p, path);
        if (!o.has('c')) {
          yield* p.print(`${hex(hash(bytes))}  ${path}\n`);
          continue;
        }
        for (const line of splitLines(decode(bytes))) {
          const m = /^([0-9a-f]+) [ *](.+)$/.exec(line);
          if (m === null) continue;
          let verdict = 'OK';
          try {
            if (hex(hash(yield* slurp(p, m[2]!))) !== m[1]) verdict = 'FAILED';
          } catch (error) {
            yield* p.eprint(`${p.name}: ${m[2]}: ${reason(error)}\n`);
            verdict = 'FAILED open or read';
          }
          if (verdict !== 'OK') {
            status = 1;
            bad++;
          }
          if (!o.has('silent') && !(o.has('quiet') && verdict === 'OK')) yield* p.print(`${m[2]}: ${verdict}\n`);
        }
        if (bad > 0 && !o.has('silent'))
          yield* p.eprint(`${p.name}: WARNING: ${bad} computed checksum${bad === 1 ? '' : 's'} did NOT match\n`);
      } catch (error) {
        status = yield* complain(p, p.busybox ? `can't open '${path}': ${reason(error)}` : `${path}: ${reason(error)}`);
      }
    }
    return status;
  });

function crc(bytes: Uint8Array): number {
  let c = 0;
  const step = (b: number): void => {
    c ^= b << 24;
    for (let k = 0; k < 8; k++) c = c & 0x80000000 ? (c << 1) ^ 0x04c11db7 : c << 1;
  };
  for (const b of bytes) step(b);
  for (let n = bytes.length; n > 0; n = Math.floor(n / 256)) step(n & 255);
  return ~c >>> 0;
}

const cksum = program(function* (p) {
  const o = parseArgs(p, '', {});
  for (const path of o.rest.length === 0 ? ['-'] : o.rest) {
    const bytes = yield* slurp(p, path);
    yield* p.print(`${crc(bytes)} ${bytes.length}${path === '-' ? '' : ` ${path}`}\n`);
  }
  return 0;
});

/** A text in pieces of a length. */
function pieces(text: string, size: number): string[] {
  const out: string[] = [];
  for (let i = 0; i < text.length; i += size) out.push(text.slice(i, i + size));
  return out;
}

const base64 = program(function* (p) {
  const o = parseArgs(p, 'diw:', { decode: 'd', 'ignore-garbage': 'i', 'wrap=': 'w' });
  const bytes = yield* slurp(p, o.rest[0] ?? '-');
  if (o.has('d')) {
    const text = decode(bytes).replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 === 1) throw new Failure('invalid input');
    yield* p.write(1, fromLatin1(atobPure(text)));
    return 0;
  }
  const wrap = Number(o.get('w') ?? 76);
  if (!/^\d+$/.test(o.get('w') ?? '76'))
    throw p.busybox ? new Failure(`invalid number '${o.get('w')}'`) : new Failure(`invalid wrap size: '${o.get('w')}'`);
  const text = btoaPure(latin1(bytes));
  yield* p.print(wrap === 0 ? text : text === '' ? '' : `${pieces(text, wrap).join('\n')}\n`);
  return 0;
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** base64 of a text whose characters are bytes. */
export function btoaPure(s: string): string {
  let out = '';
  for (let i = 0; i < s.length; i += 3) {
    const n = (s.charCodeAt(i) << 16) | ((s.charCodeAt(i + 1) || 0) << 8) | (s.charCodeAt(i + 2) || 0);
    out +=
      ALPHABET[n >> 18]! +
      ALPHABET[(n >> 12) & 63]! +
      (i + 1 < s.length ? ALPHABET[(n >> 6) & 63]! : '=') +
      (i + 2 < s.length ? ALPHABET[n & 63]! : '=');
  }
  return out;
}
export function atobPure(s: string): string {
  let out = '';
  let bits = 0;
  let n = 0;
  for (const c of s) {
    const v = ALPHABET.indexOf(c);
    if (v < 0) break;
    n = (n << 6) | v;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += String.fromCharCode((n >> bits) & 255);
    }
  }
  return out;
}

const mktemp = program(function* (p) {
  const o = parseArgs(p, 'dqutp:', {
    directory: 'd',
    quiet: 'q',
    'dry-run': 'u',
    'tmpdir=?': 'p',
    'suffix=': 'suffix',
  });
  const dir = o.get('p') || p.getenv('TMPDIR') || '/tmp';
  const given = o.rest[0];
  const template = given ?? (p.busybox ? 'tmp.XXXXXX' : 'tmp.XXXXXXXXXX');
  if (!/X{3,}/.test(template)) throw new Failure(`too few X's in template '${template}'`);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const name =
    template.replace(/X{3,}(?!.*X{3,})/, (xs) =>
      Array.from({ length: xs.length }, () => letters[parseInt(p.kernel.random.hex(4), 16) % letters.length]).join(''),
    ) + (o.get('suffix') ?? '');
  const path = given !== undefined && !o.has('p') && !o.has('t') ? name : `${dir}/${name}`;
  try {
    if (!o.has('u')) {
      if (o.has('d')) p.fs.mkdir(path, 0o700);
      else p.fs.writeFile(path, new Uint8Array(0), 0o600);
    }
  } catch (error) {
    throw new Failure(`failed to create ${o.has('d') ? 'directory' : 'file'} via template '${path}': ${reason(error)}`);
  }
  yield* p.print(`${path}\n`);
  return 0;
});

const timeout = program(function* (p) {
  const o = parseArgs(
    p,
    's:k:vfp',
    { 'signal=': 's', 'kill-after=': 'k', 'preserve-status': 'p', foreground: 'f', verbose: 'v' },
    true,
  );
  const [time, ...words] = o.rest;
  if (time === undefined || words.length === 0) throw new Usage('missing operand');
  const ms = seconds(time);
  if (ms === undefined) throw new Usage(`invalid time interval '${time}'`);
  const signal = o.has('s') ? signalNumber(o.get('s')!) : SIGNALS.TERM;
  if (signal === undefined) throw new Usage(`${o.get('s')}: invalid signal`);
  const path = p.which(words[0]!);
  if (path === undefined || !p.fs.exists(path)) {
    yield* p.eprint(
      p.busybox
        ? `timeout: can't execute '${words[0]}': No such file or directory\n`
        : `timeout: failed to run command '${words[0]}': No such file or directory\n`,
    );
    return 127;
  }
  const child = p.spawn(path, words);
  const cancel =
    ms === 0
      ? undefined
      : p.kernel.clock.schedule(p.kernel.now + ms, () => {
          expired = true;
          p.kernel.signal(child, signal);
          p.kernel.signal(child, SIGNALS.CONT);
          const kill = o.has('k') ? seconds(o.get('k')!) : undefined;
          if (kill !== undefined)
            p.kernel.clock.schedule(p.kernel.now + kill, () => p.kernel.signal(child, SIGNALS.KILL));
        });
  let expired = false;
  const status = yield* p.wait(child);
  cancel?.();
  if (!expired || o.has('p')) return status;
  return signal === SIGNALS.KILL ? 137 : p.busybox ? 143 : 124;
}, 125);

const nohup: Program = function* (p) {
  if (p.args.length === 0) return yield* complain(p, 'missing operand');
  p.actions.set(SIGNALS.HUP, 'ignore');
  if (p.isatty(1)) {
    yield* p.eprint("nohup: ignoring input and appending output to 'nohup.out'\n");
    const fd = yield* p.open('nohup.out', { write: true, create: true, append: true, mode: 0o600 });
    p.setFd(1, p.fd(fd).retain());
    p.setFd(2, p.fd(fd).retain());
    p.closeFd(fd);
  }
  return yield* execCommand(p, p.args, 'nohup');
};

const nice = program(function* (p) {
  const o = parseArgs(p, 'n:', { 'adjustment=': 'n' }, true);
  if (o.rest.length === 0) {
    yield* p.print('0\n');
    return 0;
  }
  return yield* execCommand(p, o.rest, 'nice');
});

const time = program(function* (p) {
  const o = parseArgs(p, 'pv', {}, true);
  const path = p.which(o.rest[0] ?? '');
  if (path === undefined) return yield* execCommand(p, o.rest);
  const from = p.kernel.now;
  const child = p.spawn(path, o.rest);
  const status = yield* p.wait(child);
  const s = (p.kernel.now - from) / 1000;
  yield* p.eprint(
    `real\t${Math.floor(s / 60)}m ${(s % 60).toFixed(2)}s\nuser\t0m ${(child.cpu / 1000).toFixed(2)}s\nsys\t0m 0.00s\n`,
  );
  return status;
});

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

const basenameProgram = program(function* (p) {
  const o = parseArgs(p, 'as:z', { multiple: 'a', 'suffix=': 's' });
  if (o.rest.length === 0) throw new Usage('missing operand');
  const many = o.has('a') || o.has('s');
  const list = many ? o.rest : o.rest.slice(0, 1);
  const suffix = many ? (o.get('s') ?? '') : (o.rest[1] ?? '');
  if (!many && o.rest.length > 2) throw new Usage(`extra operand '${o.rest[2]}'`);
  for (const path of list) {
    const b = /^\/+$/.test(path) ? '/' : basename(path.replace(/\/+$/, ''));
    yield* p.print(`${suffix !== '' && b !== suffix && b.endsWith(suffix) ? b.slice(0, -suffix.length) : b}\n`);
  }
  return 0;
});

const dirnameProgram = program(function* (p) {
  const o = parseArgs(p, 'z', {});
  if (o.rest.length === 0) throw new Usage('missing operand');
  for (const path of o.rest) {
    const cut = path.replace(/\/+$/, '');
    yield* p.print(
      `${cut === '' && path !== '' ? '/' : cut.includes('/') ? (path.startsWith('/') ? dirname(cut) : cut.replace(/\/+[^/]*$/, '') || '/') : '.'}\n`,
    );
  }
  return 0;
});

const pwd = program(function* (p) {
  const o = parseArgs(p, 'LP', { logical: 'L', physical: 'P' });
  const logical = p.getenv('PWD');
  yield* p.print(
    `${o.has('L') && logical !== undefined && p.fs.exists(logical) && clean(logical) === logical ? logical : p.cwd}\n`,
  );
  return 0;
});

const tty: Program = function* (p) {
  const t = p.fds.get(0)?.tty;
  if (!p.args.includes('-s')) yield* p.print(t === undefined ? 'not a tty\n' : `/dev/${t.name}\n`);
  return t === undefined ? 1 : 0;
};

const stty = program(function* (p) {
  const t = p.fds.get(0)?.tty;
  if (t === undefined) throw new Failure(`'standard input': Inappropriate ioctl for device`);
  const args = p.args;
  if (args[0] === 'size') yield* p.print(`${t.rows} ${t.columns}\n`);
  else if (args.length === 0 || args[0] === '-a')
    yield* p.print(
      `speed 38400 baud; rows ${t.rows}; columns ${t.columns}; line = 0;\n${t.echo ? '' : '-'}echo ${t.canonical ? '' : '-'}icanon ${t.signals ? '' : '-'}isig\n`,
    );
  else {
    for (let i = 0; i < args.length; i++) {
      const a = args[i]!;
      if (a === 'echo' || a === '-echo') t.echo = a === 'echo';
      else if (a === 'icanon' || a === '-icanon' || a === 'cooked') t.canonical = !a.startsWith('-');
      else if (a === 'isig' || a === '-isig') t.signals = a === 'isig';
      else if (a === 'raw' || a === '-raw') {
        t.canonical = a !== 'raw';
        t.signals = a !== 'raw';
      } else if (a === 'sane') {
        t.echo = t.canonical = t.signals = true;
      } else if (a === 'rows' || a === 'cols' || a === 'columns') {
        const n = Number(args[++i]);
        t.resize(a === 'rows' ? t.columns : n, a === 'rows' ? n : t.rows);
      } else throw new Usage(`invalid argument '${a}'`);
    }
  }
  return 0;
});

const clear: Program = function* (p) {
  yield* p.print('\x1b[H\x1b[2J\x1b[3J');
  return 0;
};

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
