// Built-ins on processes: wait, jobs, fg, bg, trap, times, umask.

import { type Task, waitFor } from '../../kernel/block.ts';
import { statusCode, type Process } from '../../kernel/process.ts';
import { SIGNALS, signalName, signalNumber, signalText } from '../../kernel/signals.ts';
import { foreground } from '../foreground.ts';
import { walk } from '../walk.ts';
import type { Job, Shell } from '../shell.ts';
import { quoteSingle } from '../vars.ts';
import type { Builtin } from './builtin.ts';

function ended(job: Job): boolean {
  return job.processes.every((p) => p.status !== undefined);
}

function findJob(sh: Shell, spec: string | undefined): Job | undefined {
  if (spec === undefined || spec === '%%' || spec === '%+' || spec === '%') return sh.jobs.at(-1);
  if (spec === '%-') return sh.jobs.at(-2);
  if (/^%\d+$/.test(spec)) return sh.jobs.find((j) => j.id === Number(spec.slice(1)));
  if (spec.startsWith('%')) return sh.jobs.find((j) => j.command.startsWith(spec.slice(1)));
  return sh.jobs.find((j) => j.processes.some((p) => String(p.nsPid) === spec));
}

function remove(sh: Shell, job: Job): void {
  sh.jobs = sh.jobs.filter((j) => j !== job);
  for (const p of job.processes) if (p.status !== undefined) sh.p.reap(p);
}

/** Waits for a process; a signal that is trapped ends the waiting (status 128 + signal). */
function* waitOne(sh: Shell, p: Process): Task<number> {
  while (p.status === undefined) {
    const why = yield* waitFor([p.exited]);
    if (why === 'signal' && sh.p.caught.length > 0) {
      const signal = sh.p.caught[0]!;
      if (signal === SIGNALS.CHLD && !sh.traps.has('CHLD')) continue;
      yield* walk.runTraps(sh);
      return 128 + signal;
    }
  }
  return statusCode(p);
}

function describe(sh: Shell, job: Job): string {
  const mark = job === sh.jobs.at(-1) ? '+' : job === sh.jobs.at(-2) ? '-' : ' ';
  const last = job.processes.at(-1)!;
  const state = ended(job)
    ? last.status!.signal !== undefined
      ? last.status!.signal === 15
        ? 'Terminated'
        : last.status!.signal === 9
          ? 'Killed'
          : `Signal ${last.status!.signal}`
      : last.status!.code === 0
        ? 'Done'
        : `Exit ${last.status!.code}`
    : job.processes.some((p) => p.stopped)
      ? 'Stopped'
      : 'Running';
  return `[${job.id}]${mark}  ${state.padEnd(22)}  ${job.command}${state === 'Running' ? ' &' : ''}\n`;
}

/** Tells of background jobs that ended (before a prompt), and forgets them. */
export function* notifyJobs(sh: Shell): Task {
  for (const job of [...sh.jobs]) {
    if (!ended(job)) continue;
    if (!job.notified) yield* sh.p.eprint(describe(sh, job));
    remove(sh, job);
  }
}

function* resume(sh: Shell, argv: string[], inForeground: boolean): Task<number> {
  const job = findJob(sh, argv[1]);
  if (!sh.options.has('monitor')) {
    yield* sh.warn(`${argv[0]}: no job control`);
    return 1;
  }
  if (job === undefined) {
    yield* sh.warn(`${argv[0]}: ${argv[1] ?? 'current'}: no such job`);
    return 1;
  }
  yield* sh.p.print(inForeground ? `${job.command}\n` : `[${job.id}]+ ${job.command} &\n`);
  if (inForeground) sh.jobs = sh.jobs.filter((j) => j !== job);
  sh.p.kernel.signalGroup(job.pgid, SIGNALS.CONT);
  if (!inForeground) return 0;
  yield* foreground(sh, job.processes, job.command);
  const last = job.processes.at(-1)!;
  return last.status === undefined ? 148 : statusCode(last);
}

function* trap(sh: Shell, argv: string[]): Task<number> {
  let args = argv.slice(1);
  if (args[0] === '-l') {
    yield* sh.p.print(
      Object.entries(SIGNALS)
        .map(([n, i]) => `${String(i).padStart(2)}) SIG${n}\n`)
        .join(''),
    );
    return 0;
  }
  if (args[0] === '--') args = args.slice(1);
  const shown = (name: string): string =>
    ['EXIT', 'ERR', 'DEBUG', 'RETURN'].includes(name) || sh.dialect !== 'bash' ? name : `SIG${name}`;
  if (args.length === 0 || args[0] === '-p') {
    const only = args.slice(1).map((x) => x.toUpperCase().replace(/^SIG/, ''));
    for (const [name, command] of sh.traps)
      if (only.length === 0 || only.includes(name))
        yield* sh.p.print(`trap -- ${quoteSingle(command)} ${shown(name)}\n`);
    return 0;
  }
  const resetting =
    args[0] === '-' || (args.length === 1 && signalNumber(args[0]!) !== undefined) || /^\d+$/.test(args[0]!);
  const command = resetting ? undefined : args[0]!;
  const names = args[0] === '-' || !resetting ? args.slice(1) : args;
  let status = 0;
  for (const spec of names) {
    const upper = spec.toUpperCase().replace(/^SIG/, '');
    const number = signalNumber(spec);
    const name = ['EXIT', 'ERR', 'DEBUG', 'RETURN'].includes(upper)
      ? upper
      : number === 0
        ? 'EXIT'
        : number === undefined
          ? undefined
          : (signalName(number) ?? String(number));
    if (name === undefined) {
      yield* sh.warn(`trap: ${spec}: ${sh.dialect === 'bash' ? 'invalid signal specification' : 'bad trap'}`);
      status = 1;
      continue;
    }
    if (command === undefined) sh.traps.delete(name);
    else sh.traps.set(name, command);
    if (number !== undefined && number > 0 && name !== 'EXIT') {
      if (command === undefined) sh.p.actions.delete(number);
      else sh.p.actions.set(number, command === '' ? 'ignore' : 'catch');
    }
  }
  return status;
}

export const jobs: Record<string, Builtin> = {
  trap,
  *wait(sh, argv) {
    const args = argv.slice(1).filter((a) => !a.startsWith('-'));
    if (argv[1] === '-n') {
      const running = sh.jobs.flatMap((j) => j.processes);
      if (running.length === 0) return 127;
      while (!running.some((p) => p.status !== undefined)) yield* waitFor(running.map((p) => p.exited));
      const done = running.find((p) => p.status !== undefined)!;
      const job = sh.jobs.find((j) => j.processes.includes(done))!;
      remove(sh, job);
      return statusCode(done);
    }
    if (args.length === 0) {
      for (const job of [...sh.jobs]) {
        for (const p of job.processes) {
          const status = yield* waitOne(sh, p);
          if (p.status === undefined) return status;
        }
        remove(sh, job);
      }
      return 0;
    }
    let status = 0;
    for (const spec of args) {
      const job = findJob(sh, spec);
      if (job === undefined) {
        if (!/^%?\d+$/.test(spec)) {
          yield* sh.warn(`wait: \`${spec}': not a pid or valid job spec`);
          status = 1;
        } else {
          if (sh.dialect === 'bash')
            yield* sh.warn(
              spec.startsWith('%') ? `wait: ${spec}: no such job` : `wait: pid ${spec} is not a child of this shell`,
            );
          status = 127;
        }
        continue;
      }
      for (const p of job.processes) status = yield* waitOne(sh, p);
      if (!ended(job)) return status;
      const last = job.processes.at(-1)!;
      const signal = last.status!.signal;
      if (
        signal !== undefined &&
        signal !== SIGNALS.PIPE &&
        signal !== SIGNALS.INT &&
        sh.dialect === 'bash' &&
        !sh.interactive
      ) {
        yield* sh.p.eprint(
          `${sh.prefix()}${String(last.nsPid).padStart(5)} ${(signal === 15 ? 'Terminated' : signal === 9 ? 'Killed' : `Signal ${signal}`).padEnd(23)} ${job.command}\n`,
        );
      }
      if (signal !== undefined && signal !== SIGNALS.PIPE && signal !== SIGNALS.INT && sh.dialect !== 'bash')
        yield* sh.p.eprint(`${signalText(signal)}\n`);
      remove(sh, job);
    }
    return status;
  },
  *jobs(sh, argv) {
    for (const job of sh.jobs) {
      yield* sh.p.print(
        argv[1] === '-p'
          ? `${job.processes[0]!.nsPid}\n`
          : argv[1] === '-l'
            ? describe(sh, job).replace(/^(\[\d+\]. )/, `$1${job.processes[0]!.nsPid} `)
            : describe(sh, job),
      );
    }
    sh.jobs = sh.jobs.filter((j) => !ended(j));
    return 0;
  },
  fg: (sh, argv) => resume(sh, argv, true),
  bg: (sh, argv) => resume(sh, argv, false),
  *disown(sh, argv) {
    const job = findJob(
      sh,
      argv.slice(1).find((a) => !a.startsWith('-')),
    );
    if (job !== undefined) sh.jobs = sh.jobs.filter((j) => j !== job);
    return job === undefined ? 1 : 0;
  },
  *times(sh) {
    yield* sh.p.print('0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
    return 0;
  },
  *umask(sh, argv) {
    const a = argv[1];
    if (a === undefined) yield* sh.p.print(`${sh.p.umask.toString(8).padStart(4, '0')}\n`);
    else if (a === '-S') {
      const m = ~sh.p.umask;
      const part = (s: number): string =>
        ((m >> s) & 4 ? 'r' : '') + ((m >> s) & 2 ? 'w' : '') + ((m >> s) & 1 ? 'x' : '');
      yield* sh.p.print(`u=${part(6)},g=${part(3)},o=${part(0)}\n`);
    } else if (/^[0-7]+$/.test(a)) sh.p.umask = parseInt(a, 8) & 0o777;
    else {
      yield* sh.warn(`umask: ${a}: octal number out of range`);
      return 1;
    }
    return 0;
  },
};
