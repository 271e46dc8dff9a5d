// Options of programs, as getopt_long(3) reads them, and the messages when they are wrong.

import { FsError, errnoText } from '../fs/node.ts';
import type { Program, Task } from '../kernel/block.ts';
import { TooBig } from '../shell/regex/program.ts';
import { TooHard } from '../shell/regex/run.ts';
import { RegexError } from './text/regex.ts';
import type { Process } from '../kernel/process.ts';

/** Options that were given, the last value of each winning, and the operands. */
export class Options {
  readonly values = new Map<string, string[]>();
  /** Keys in the order in which they were given, for options that undo one another. */
  readonly order: string[] = [];
  rest: string[] = [];
  has(key: string): boolean {
    return this.values.has(key);
  }
  get(key: string): string | undefined {
    return this.values.get(key)?.at(-1);
  }
  all(key: string): string[] {
    return this.values.get(key) ?? [];
  }
  /** Which of these options was given last. */
  last(...keys: string[]): string | undefined {
    return this.order.findLast((k) => keys.includes(k));
  }
  set(key: string, value: string): void {
    this.order.push(key);
    const list = this.values.get(key);
    if (list === undefined) this.values.set(key, [value]);
    else list.push(value);
  }
}

/** A wrong call: the message goes to standard error, the status is 1 unless the program says else. */
export class Usage extends Error {
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }
}

/** A failure with a message of its own (without the program's name). */
export class Failure extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

/**
 * Reads options. `short` is a getopt string (`:` after a letter that takes a value, `::` for an optional
 * one); `long` maps long names to keys, a trailing `=` marks a value, `=?` an optional one.
 * `stop`: the first operand ends the options (POSIXLY_CORRECT), as for env, xargs, timeout.
 */
export function parseArgs(
  p: Process,
  short: string,
  long: Readonly<Record<string, string>> = {},
  stop = false,
): Options {
  const out = new Options();
  const args = p.args;
  const takes = (c: string): '' | ':' | '::' => {
    const i = short.indexOf(c);
    if (short[i + 1] !== ':') return '';
    return short[i + 2] === ':' ? '::' : ':';
  };
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    if (a === '--') {
      out.rest.push(...args.slice(i + 1));
      break;
    }
    if (a.startsWith('--')) {
      const eq = a.indexOf('=');
      const name = eq < 0 ? a.slice(2) : a.slice(2, eq);
      const names = Object.keys(long);
      const hits = names.filter((n) => n.replace(/=\??$/, '') === name);
      const found = hits.length > 0 ? hits : names.filter((n) => n.startsWith(name));
      if (name === 'help' && found.length === 0) throw new HelpWanted();
      if (name === 'version' && found.length === 0) throw new VersionWanted();
      if (found.length === 0)
        throw new Usage(p.busybox ? `unrecognized option: ${name}` : `unrecognized option '--${name}'`);
      const key = found[0]!;
      if (key.endsWith('=') || key.endsWith('=?')) {
        const value = eq >= 0 ? a.slice(eq + 1) : key.endsWith('=?') ? '' : args[++i];
        if (value === undefined) throw new Usage(`option '--${name}' requires an argument`);
        out.set(long[key]!, value);
      } else {
        if (eq >= 0) throw new Usage(`option '--${name}' doesn't allow an argument`);
        out.set(long[key]!, '');
      }
      continue;
    }
    if (!a.startsWith('-') || a === '-') {
      if (stop) {
        out.rest.push(...args.slice(i));
        break;
      }
      out.rest.push(a);
      continue;
    }
    for (let k = 1; k < a.length; k++) {
      const c = a[k]!;
      if (c === ':' || !short.includes(c))
        throw new Usage(p.busybox ? `unrecognized option: ${c}` : `invalid option -- '${c}'`);
      const t = takes(c);
      if (t === '') {
        out.set(c, '');
        continue;
      }
      const attached = a.slice(k + 1);
      if (attached !== '' || t === '::') out.set(c, attached);
      else {
        const value = args[++i];
        if (value === undefined)
          throw new Usage(p.busybox ? `option requires an argument: ${c}` : `option requires an argument -- '${c}'`);
        out.set(c, value);
      }
      break;
    }
  }
  return out;
}

class HelpWanted extends Error {}
class VersionWanted extends Error {}

/** Wraps a program: wrong calls, failures and refused system calls become messages and statuses. */
export function program(body: Program, usageStatus = 1): Program {
  return function* (p): Task<number> {
    try {
      return yield* body(p);
    } catch (error) {
      if (error instanceof HelpWanted) {
        yield* p.print(
          p.busybox
            ? `BusyBox v1.37.0 multi-call binary.\n\nUsage: ${p.name} [OPTION]... [ARG]...\n`
            : `Usage: ${p.name} [OPTION]... [ARG]...\n`,
        );
        return 0;
      }
      if (error instanceof VersionWanted) {
        yield* p.print(p.busybox ? 'BusyBox v1.37.0 multi-call binary.\n' : `${p.name} (GNU coreutils) 9.7\n`);
        return 0;
      }
      if (error instanceof Usage) {
        yield* p.eprint(
          `${p.name}: ${error.message}\n${p.busybox ? `BusyBox v1.37.0 multi-call binary.\n\nUsage: ${p.name} [OPTION]... [ARG]...\n` : `Try '${p.name} --help' for more information.\n`}`,
        );
        return p.busybox ? 1 : (error.status ?? usageStatus);
      }
      if (error instanceof RegexError || error instanceof TooBig || error instanceof TooHard) {
        yield* p.eprint(`${p.name}: ${error.message}\n`);
        return usageStatus;
      }
      // what the host has no room for
      if (error instanceof RangeError && /length|allocation/i.test(error.message)) {
        yield* p.eprint(`${p.name}: memory exhausted\n`);
        return usageStatus;
      }
      if (error instanceof Failure) {
        yield* p.eprint(`${p.name}: ${error.message}\n`);
        return error.status;
      }
      throw error;
    }
  };
}

/** strerror of what went wrong. */
export function reason(error: unknown): string {
  if (error instanceof FsError) return errnoText(error.code);
  throw error;
}

/** Prints `name: message` to standard error and gives 1. */
export function* complain(p: Process, message: string): Task<number> {
  yield* p.eprint(`${p.name}: ${message}\n`);
  return 1;
}

/** A message with the file quoted as this flavour of programs does: GNU `cannot X 'f'`, busybox `can't X 'f'`. */
export function* complainFile(p: Process, verb: string, path: string, error: unknown): Task<number> {
  return yield* complain(p, `${p.busybox ? "can't" : 'cannot'} ${verb} '${path}': ${reason(error)}`);
}

/** A size with a suffix (`10`, `4k`, `1M`, `1MB`); undefined when it is none. */
export function parseSize(text: string): number | undefined {
  const m = /^(\d+)([bkKMGT]?)(i?B)?$/.exec(text);
  if (m === null) return undefined;
  const base = m[3] === 'B' && m[2] !== '' ? 1000 : 1024;
  const power = { '': 0, k: 1, K: 1, M: 2, G: 3, T: 4 }[m[2]!];
  return m[2] === 'b' ? Number(m[1]) * 512 : Number(m[1]) * base ** (power ?? 0);
}

/** 1.5K, 12M: like `ls -h`. */
export function humanSize(n: number, base = 1024): string {
  if (n < base) return String(n);
  const units = base === 1024 ? ['K', 'M', 'G', 'T'] : ['k', 'M', 'G', 'T'];
  let v = n;
  let u = -1;
  while (v >= base && u < units.length - 1) {
    v /= base;
    u++;
  }
  return (v < 10 ? (Math.ceil(v * 10) / 10).toFixed(1) : String(Math.ceil(v))) + units[u]!;
}
