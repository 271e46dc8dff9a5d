// kill, pkill, pgrep, killall and pidof: signals to processes, found by number or name.

import type { Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS, signalNumber } from '../../kernel/signals.ts';
import { reader, userName } from '../../kernel/users.ts';
import { program, Failure, Usage, complain } from '../args.ts';
import { compile, ere } from '../text/regex.ts';
import { visible } from './ps.ts';

function mayKill(p: Process, target: Process): boolean {
  return p.caps.has('KILL') || p.euid === target.uid || p.uid === target.uid;
}

export const kill = program(function* (p) {
  const args = [...p.args];
  if (args[0] === '-l' || args[0] === '-L') {
    if (args[1] !== undefined) {
      const n = Number(args[1]) > 128 ? Number(args[1]) - 128 : Number(args[1]);
      yield* p.print(`${Object.entries(SIGNALS).find(([, v]) => v === n)?.[0] ?? args[1]}\n`);
    } else yield* p.print(`${Object.keys(SIGNALS).join(' ')}\n`);
    return 0;
  }
  let signal: number | undefined = SIGNALS.TERM;
  if (args[0] === '-s' || args[0] === '-n') {
    signal = signalNumber(args[1] ?? '');
    args.splice(0, 2);
  } else if (args[0]?.startsWith('-') === true && args[0] !== '--') signal = signalNumber(args.shift()!.slice(1));
  if (args[0] === '--') args.shift();
  if (signal === undefined)
    throw new Failure(p.busybox ? `bad signal name '${p.args[0]!.slice(1)}'` : `unknown signal ${p.args[0]!.slice(1)}`);
  if (args.length === 0) throw new Usage(p.busybox ? 'you need to specify whom to kill' : 'not enough arguments');
  let status = 0;
  for (const a of args) {
    if (!/^-?\d+$/.test(a)) {
      status = yield* complain(p, p.busybox ? `invalid number '${a}'` : `failed to parse argument: '${a}'`);
      continue;
    }
    const n = Number(a);
    const targets =
      n === -1
        ? visible(p).filter((v) => v.process !== p && v.pid !== 1)
        : n < 0
          ? visible(p).filter((v) => v.process.pgid === -n)
          : visible(p).filter((v) => v.pid === n);
    if (targets.length === 0)
      status = yield* complain(p, p.busybox ? `can't kill pid ${a}: No such process` : `(${a}): No such process`);
    for (const { process } of targets) {
      if (!mayKill(p, process))
        status = yield* complain(
          p,
          p.busybox ? `can't kill pid ${a}: Operation not permitted` : `(${a}): Operation not permitted`,
        );
      else p.kernel.signal(process, signal, p);
    }
  }
  return status;
});

export const byName = (what: 'grep' | 'kill' | 'pidof' | 'killall'): Program =>
  program(function* (p) {
    const args = [...p.args];
    let signal: number | undefined = SIGNALS.TERM;
    if (what !== 'grep' && what !== 'pidof') {
      const i = args.findIndex((a) => /^-(\d+|[A-Z][A-Z0-9]+)$/.test(a));
      if (i >= 0) signal = signalNumber(args.splice(i, 1)[0]!.slice(1));
    }
    const long: string[] = [];
    let full = false,
      exact = what === 'pidof' || what === 'killall',
      listNames = false,
      all = false,
      quiet = false,
      newest = false,
      oldest = false,
      count = false,
      invert = false;
    let user: string | undefined;
    for (let i = 0; i < args.length; i++) {
      const a = args[i]!;
      if (a === '-u' || a === '-U') user = args[++i];
      else if (a === '--signal' || (a === '-s' && what !== 'pidof')) signal = signalNumber(args[++i] ?? '');
      else if (a.startsWith('-') && a !== '-') {
        for (const c of a.slice(1)) {
          if (c === 'f') full = true;
          else if (c === 'x') exact = true;
          else if (c === 'l') listNames = true;
          else if (c === 'a') all = true;
          else if (c === 'q') quiet = true;
          else if (c === 'n') newest = true;
          else if (c === 'o') oldest = true;
          else if (c === 'c') count = true;
          else if (c === 'v') invert = true;
          else if (!'sew'.includes(c)) throw new Usage(`invalid option -- '${c}'`, 2);
        }
      } else long.push(a);
    }
    if (signal === undefined) throw new Failure('unknown signal', 2);
    if (long.length === 0 && user === undefined) throw new Usage('no matching criteria specified', 2);
    const read = reader(p);
    const match = (x: Process): boolean => {
      if (user !== undefined && userName(read, x.euid) !== user && String(x.euid) !== user) return false;
      if (long.length === 0) return true;
      return long.some((pattern) => {
        const text = full ? x.argv.join(' ') : what === 'pidof' || what === 'killall' ? x.comm : x.comm;
        if (exact) return text === pattern || x.exe === pattern;
        try {
          return compile(ere(pattern), '').test(text);
        } catch {
          return text.includes(pattern);
        }
      });
    };
    let found = visible(p).filter(
      (v) => v.process !== p && v.process.status === undefined && match(v.process) !== invert,
    );
    if (newest) found = found.slice(-1);
    if (oldest) found = found.slice(0, 1);
    if (what === 'kill' || what === 'killall') {
      for (const v of found) {
        if (mayKill(p, v.process)) p.kernel.signal(v.process, signal, p);
        else yield* complain(p, `killing pid ${v.pid} failed: Operation not permitted`);
      }
      if (found.length === 0 && what === 'killall')
        yield* p.eprint(`${long[0]}: no process ${p.busybox ? 'killed' : 'found'}\n`);
    } else if (count) yield* p.print(`${found.length}\n`);
    else if (!quiet) {
      if (what === 'pidof') {
        if (found.length > 0)
          yield* p.print(
            `${found
              .map((v) => v.pid)
              .reverse()
              .join(' ')}\n`,
          );
      } else
        yield* p.print(
          found
            .map((v) => `${v.pid}${all ? ` ${v.process.argv.join(' ')}` : listNames ? ` ${v.process.comm}` : ''}\n`)
            .join(''),
        );
    }
    return found.length > 0 ? 0 : 1;
  }, 2);
