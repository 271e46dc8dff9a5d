// Built-ins on processes: wait, jobs, fg, bg, kill, trap, times, umask.

import { preempt, type Task, waitFor } from '../../kernel/block.ts';
import { statusCode, type Process } from '../../kernel/process.ts';
import { SIGNALS, signalName, signalNumber, signalText } from '../../kernel/signals.ts';
import { foreground } from '../foreground.ts';
import { findJob, jobLine, jobState, markOf, removeJobs, resetCurrent, setCurrent } from '../jobtable.ts';
import { kill } from '../kill.ts';
import { walk } from '../walk.ts';
import type { Job, Shell } from '../shell.ts';
import { quoteSingle } from '../vars.ts';
import type { Builtin } from './builtin.ts';

function ended(job: Job): boolean {
  return jobState(job) === 'dead';
}

/** A job that was waited for is gone; at a terminal the shell tells of it. */
function* waited(sh: Shell, job: Job): Task {
  if (sh.interactive && !sh.isSubshell) yield* sh.p.eprint(jobLine(sh, job));
  removeJobs(sh, [job]);
}

/** Waits for a process; a signal that is trapped ends the waiting (status 128 + signal). */
function* waitOne(sh: Shell, p: Process): Task<number> {
  while (p.status === undefined) {
    if (p.stopped && sh.options.has('monitor')) {
      const job = sh.jobs.find((j) => j.processes.includes(p));
      if (job !== undefined) yield* sh.warn(`wait: warning: job ${job.id}[${p.nsPid}] stopped`);
      return 148;
    }
    const why = yield* waitFor([p.exited, sh.p.childExited]);
    if (why === 'signal' && sh.p.caught.length > 0) {
      const signal = sh.p.caught[0]!;
      if (signal === SIGNALS.CHLD && !sh.traps.has('CHLD')) continue;
      yield* walk.runTraps(sh);
      return 128 + signal;
    }
  }
  return statusCode(p);
}

/** What `kill %1` sends to: the group of a job, or its processes where it has none of its own. */
function killable(sh: Shell, spec: string): number[] | undefined {
  const job = findJob(sh, spec);
  if (job === undefined) return undefined;
  if (sh.dialect === 'bash') job.told = undefined;
  return job.pgid === sh.p.pgid ? job.processes.map((p) => p.nsPid) : [-job.pgid];
}

function* noJob(sh: Shell, name: string, spec: string | undefined): Task {
  if (sh.dialect === 'bash') yield* sh.warn(`${name}: ${spec ?? 'current'}: no such job`);
  else if (spec === undefined) yield* sh.warn(`${name}: No current job`);
  else yield* sh.warn(`${name}: ${sh.dialect === 'dash' ? `No such job: ${spec}` : `${spec}: no such job`}`);
}

function* resume(sh: Shell, argv: string[], inForeground: boolean): Task<number> {
  const job = findJob(sh, argv[1]);
  if (!sh.options.has('monitor')) {
    yield* sh.warn(`${argv[0]}: no job control`);
    return 1;
  }
  if (job === undefined) {
    yield* noJob(sh, argv[0]!, argv[1]);
    return sh.dialect === 'bash' ? 1 : 2;
  }
  if (!inForeground && jobState(job) === 'running' && sh.dialect === 'bash') {
    yield* sh.warn(`bg: job ${job.id} already in background`);
    return 0;
  }
  job.told = undefined;
  if (inForeground) setCurrent(sh, job);
  const mark = sh.dialect === 'bash' ? markOf(sh, job) : '';
  const text = sh.dialect === 'bash' ? `${job.command} &` : job.command;
  yield* sh.p.print(inForeground ? `${job.command}\n` : `[${job.id}]${mark} ${text}\n`);
  if (inForeground && sh.p.tty !== undefined) sh.p.tty.foreground = job.pgid;
  sh.p.kernel.signalGroup(job.pgid, SIGNALS.CONT);
  if (!inForeground) {
    resetCurrent(sh);
    return 0;
  }
  return yield* foreground(sh, job.processes, () => job.command, job);
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
      const own = sh.own.get(number);
      if (command === undefined && own !== undefined) sh.p.actions.set(number, own);
      else if (command === undefined) sh.p.actions.delete(number);
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
      while (!running.some((p) => p.status !== undefined)) {
        yield* waitFor(running.map((p) => p.exited));
        const signal = sh.p.caught[0];
        if (signal === undefined || running.some((p) => p.status !== undefined)) continue;
        yield* walk.runTraps(sh);
        if (signal !== SIGNALS.CHLD) return 128 + signal;
      }
      const done = running.find((p) => p.status !== undefined)!;
      const job = sh.jobs.find((j) => j.processes.includes(done))!;
      yield* waited(sh, job);
      return statusCode(done);
    }
    if (args.length === 0) {
      for (const job of [...sh.jobs]) {
        for (const p of job.processes) {
          const status = yield* waitOne(sh, p);
          if (p.stopped) break;
          if (p.status === undefined) return status;
        }
        if (ended(job)) yield* waited(sh, job);
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
      yield* waited(sh, job);
    }
    return status;
  },
  *jobs(sh, argv) {
    const specs = argv.slice(1).filter((a) => !a.startsWith('-'));
    const letters = argv
      .slice(1)
      .filter((a) => a.startsWith('-'))
      .join('');
    let status = 0;
    const chosen: Job[] = specs.length === 0 ? sh.jobs : [];
    for (const spec of specs) {
      const job = findJob(sh, spec);
      if (job !== undefined) chosen.push(job);
      else {
        yield* noJob(sh, 'jobs', spec);
        status = 1;
      }
    }
    for (const job of chosen) {
      job.stale = undefined;
      const state = jobState(job);
      if ((letters.includes('r') && state !== 'running') || (letters.includes('s') && state !== 'stopped')) continue;
      job.told = state;
      yield* sh.p.print(
        letters.includes('p') ? `${job.processes[0]!.nsPid}\n` : jobLine(sh, job, letters.includes('l')),
      );
    }
    removeJobs(
      sh,
      chosen.filter((j) => ended(j)),
    );
    return status;
  },
  fg: (sh, argv) => resume(sh, argv, true),
  bg: (sh, argv) => resume(sh, argv, false),
  *disown(sh, argv) {
    const job = findJob(
      sh,
      argv.slice(1).find((a) => !a.startsWith('-')),
    );
    if (job === undefined) {
      yield* noJob(sh, 'disown', argv[1]);
      return 1;
    }
    removeJobs(sh, [job]);
    return 0;
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
  *kill(sh, argv) {
    // the news of what a signal does reaches the shell after its next prompt
    const before = sh.jobs.map((job) => ({ job, state: job.stale ?? jobState(job) }));
    const status = yield* kill(
      sh.p,
      argv.slice(1),
      (spec) => killable(sh, spec),
      (message) =>
        sh.dialect === 'ash' ? sh.p.eprint(`${sh.name}: ${message.replace(/^kill: /, '')}\n`) : sh.warn(message),
      { wakes: sh.dialect === 'bash', dash: sh.dialect === 'dash' },
    );
    for (const { job, state } of before)
      if (sh.interactive && sh.dialect === 'bash' && ![state, 'running'].includes(jobState(job))) job.stale = state;
    yield* preempt();
    return status;
  },
};
