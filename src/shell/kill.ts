// `kill`, as a built-in of shells and as a program.

import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { SIGNALS, signalName, signalNumber } from '../kernel/signals.ts';

/**
 * Sends signals.
 * @param jobs pids (negative: groups) of a `%job`
 * @param warn prints a message of the command, without its name
 * @param manners `wakes`: a stopped job goes on, so that it can end (bash); `dash`: its words
 */
export function* kill(
  p: Process,
  args: readonly string[],
  jobs: (job: string) => number[] | undefined,
  warn: (message: string) => Task,
  manners: { readonly wakes?: boolean; readonly dash?: boolean } = {},
): Task<number> {
  let signal: number = SIGNALS.TERM;
  let i = 0;
  const usage = 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n';
  const first = args[0];
  if (first === '-l' || first === '-L') {
    if (args.length === 1) {
      const all = Object.entries(SIGNALS).map(([name, n]) => `${String(n).padStart(2)}) SIG${name}`);
      let out = '';
      all.forEach((x, n) => (out += x + (n % 5 === 4 || n === all.length - 1 ? '\n' : '\t')));
      yield* p.print(out);
      return 0;
    }
    for (const a of args.slice(1)) {
      const n = signalNumber(a);
      if (n === undefined && !/^\d+$/.test(a)) {
        yield* warn(`kill: ${a}: invalid signal specification`);
        return 1;
      }
      yield* p.print(
        /^\d+$/.test(a) ? `${signalName(Number(a) > 128 ? Number(a) - 128 : Number(a)) ?? a}\n` : `${n}\n`,
      );
    }
    return 0;
  }
  if (first !== undefined && first.startsWith('-') && first !== '--') {
    const spec = first === '-s' || first === '-n' ? args[++i] : first.slice(1);
    const n = signalNumber(spec ?? '');
    if (n === undefined) {
      yield* warn(`kill: ${spec ?? first}: invalid signal specification`);
      return 1;
    }
    signal = n;
    i++;
  }
  if (args[i] === '--') i++;
  const targets = args.slice(i);
  if (targets.length === 0) {
    yield* p.eprint(usage);
    return 2;
  }
  let status = 0;
  for (const target of targets) {
    const job = target.startsWith('%');
    const pids = job ? jobs(target) : /^-?\d+$/.test(target) ? [Number(target)] : undefined;
    if (pids === undefined) {
      yield* warn(
        target.startsWith('%')
          ? `kill: ${manners.dash === true ? `No such job: ${target}` : `${target}: no such job`}`
          : `kill: ${target}: arguments must be process or job IDs`,
      );
      status = 1;
      continue;
    }
    for (const pid of pids) {
      const why = send(p, pid, signal);
      if (manners.wakes === true && job && (signal === SIGNALS.TERM || signal === SIGNALS.HUP))
        send(p, pid, SIGNALS.CONT);
      if (why === undefined) continue;
      yield* warn(p.busybox ? `kill: can't kill pid ${pid}: ${why}` : `kill: (${target}) - ${why}`);
      status = 1;
    }
  }
  return status;
}

/** The leader of a process's group, as another one counts; undefined where it is gone or not seen. */
function leaderOf(p: Process, t: Process): number | undefined {
  const leader = t.kernel.processes.get(t.pgid);
  return leader === undefined ? undefined : p.pids.pidOf(leader);
}

/** Signals one pid (or group, when negative) as process `p`; the result is the reason why not. */
export function send(p: Process, pid: number, signal: number): string | undefined {
  const may = (t: Process): boolean => p.caps.has('KILL') || t.uid === p.uid || t.uid === p.euid;
  if (pid > 0) {
    const target = p.pids.isHost ? p.kernel.processes.get(pid) : p.pids.processes.get(pid);
    if (target === undefined) return 'No such process';
    if (!may(target)) return 'Operation not permitted';
    if (target.status === undefined) p.kernel.signal(target, signal, p);
    return undefined;
  }
  const all = [...(p.pids.isHost ? p.kernel.processes : p.pids.processes).values()];
  const group = pid === 0 ? p.pgid : -pid;
  const chosen =
    pid === -1
      ? all.filter((t) => t !== p && p.pids.pidOf(t) !== 1)
      : all.filter((t) => t.pgid === group || leaderOf(p, t) === group);
  if (chosen.length === 0) return 'No such process';
  for (const t of chosen) if (may(t)) p.kernel.signal(t, signal, p);
  return undefined;
}
