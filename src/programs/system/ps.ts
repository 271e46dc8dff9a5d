// ps: the processes that one sees, and what belongs to each.

import type { Process } from '../../kernel/process.ts';
import { reader, userName } from '../../kernel/users.ts';
import { strftime } from '../../shell/printf.ts';
import { program, Failure } from '../args.ts';

/** All processes that this one sees, in order of their ids. */
export function visible(p: Process): { pid: number; process: Process }[] {
  const source = p.pids.isHost ? p.kernel.processes.values() : p.pids.processes.values();
  const out: { pid: number; process: Process }[] = [];
  for (const process of source) {
    // work of a daemon's own that is no process of Linux
    if (process.pids.isHost && process.pids !== p.kernel.hostPids) continue;
    const pid = p.pids.pidOf(process);
    if (pid !== undefined) out.push({ pid, process });
  }
  return out.sort((a, b) => a.pid - b.pid);
}

const commandOf = (x: Process): string => (x.status !== undefined ? `[${x.comm}] <defunct>` : x.argv.join(' '));
export const clock = (ms: number, hours = true): string => {
  const s = Math.floor(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours
    ? `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
    : `${Math.floor(s / 60)}:${two(s % 60)}`;
};
export const stateOf = (x: Process, self: Process): string =>
  x === self ? 'R' : x.status !== undefined ? 'Z' : x.stopped ? 'T' : x.frozen ? 'D' : 'S';

export const ps = program(function* (p) {
  const read = reader(p);
  const all = visible(p);
  const rss = (x: Process): number => 1000 + (x.argv.join('').length % 7) * 512;
  if (p.busybox) {
    const rows = all.map(
      ({ pid, process: x }) =>
        `${String(pid).padStart(5)} ${userName(read, x.euid).padEnd(8)} ${clock(x.cpu, false).padStart(5)} ${x.status !== undefined ? `[${x.comm}]` : x.argv.join(' ')}\n`,
    );
    yield* p.print(`PID   USER     TIME  COMMAND\n${rows.join('')}`);
    return 0;
  }
  const args = [...p.args];
  const text = args.join(' ');
  const columns: Record<string, [string, (pid: number, x: Process) => string, boolean]> = {
    pid: ['PID', (pid) => String(pid), true],
    ppid: ['PPID', (_, x) => String(x.parent === undefined ? 0 : (p.pids.pidOf(x.parent) ?? 0)), true],
    user: ['USER', (_, x) => userName(read, x.euid), false],
    uid: ['UID', (_, x) => String(x.euid), true],
    comm: ['COMMAND', (_, x) => x.comm, false],
    args: ['COMMAND', (_, x) => commandOf(x), false],
    cmd: ['CMD', (_, x) => commandOf(x), false],
    command: ['COMMAND', (_, x) => commandOf(x), false],
    tty: ['TT', (_, x) => x.tty?.name ?? '?', false],
    tt: ['TT', (_, x) => x.tty?.name ?? '?', false],
    stat: ['STAT', (_, x) => stateOf(x, p), false],
    s: ['S', (_, x) => stateOf(x, p), false],
    state: ['S', (_, x) => stateOf(x, p), false],
    time: ['TIME', (_, x) => clock(x.cpu), true],
    etime: ['ELAPSED', (_, x) => clock(p.kernel.now - x.startTime).replace(/^00:/, ''), true],
    rss: ['RSS', (_, x) => String(rss(x)), true],
    vsz: ['VSZ', (_, x) => String(rss(x) * 4), true],
    pcpu: ['%CPU', () => '0.0', true],
    pmem: ['%MEM', () => '0.0', true],
    stime: ['STIME', (_, x) => strftime('%H:%M', x.startTime), false],
    start: ['START', (_, x) => strftime('%H:%M', x.startTime), false],
    lstart: ['STARTED', (_, x) => strftime('%a %b %e %H:%M:%S %Y', x.startTime), false],
    c: ['C', () => '0', true],
    ni: ['NI', () => '0', true],
    group: ['GROUP', (_, x) => String(x.egid), false],
    pgid: ['PGID', (_, x) => String(x.pgid), true],
    sid: ['SID', (_, x) => String(x.sid), true],
  };
  let chosen: { key: string; title: string }[] | undefined;
  let filter = (x: Process): boolean =>
    p.tty === undefined ? x.tty === undefined && x.sid === p.sid : x.tty === p.tty;
  const split = (list: string): string[] => list.split(/[,\s]+/).filter((x) => x !== '');
  let titles = true;
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    const o = /^-?o(.*)$/.exec(a) ?? /^--format=?(.*)$/.exec(a);
    if (o !== null) {
      const list = o[1] !== '' ? o[1]! : (args[++i] ?? '');
      chosen = [
        ...(chosen ?? []),
        ...list.split(',').map((k) => ({
          key: k.split('=')[0]!.trim().replace('%', 'p'),
          title: k.includes('=') ? k.split('=')[1]! : (columns[k.trim().replace('%', 'p')]?.[0] ?? k),
        })),
      ];
      continue;
    }
    if (a === '-p' || a === '--pid' || /^\d/.test(a)) {
      const wanted = split(/^\d/.test(a) ? a : (args[++i] ?? ''));
      filter = (x) => wanted.includes(String(p.pids.pidOf(x)));
      continue;
    }
    if (a === '-C') {
      const wanted = split(args[++i] ?? '');
      filter = (x) => wanted.includes(x.comm);
      continue;
    }
    if (a === '-u' || a === '-U') {
      const wanted = split(args[++i] ?? '');
      filter = (x) => wanted.includes(userName(read, x.euid)) || wanted.includes(String(x.euid));
      continue;
    }
    if (a === '--no-headers' || a === '--no-heading') titles = false;
    else if (a === '--sort') i++;
    else if (/^--(sort|forest|width|cols|columns)/.test(a)) continue;
    else if (/^-?[a-zA-Z]+$/.test(a)) {
      if (/^-[^-]*[eA]/.test(a) || /^[^-]*a/.test(a) || /^-?.*x/.test(a)) filter = () => true;
    } else
      throw new Failure(
        `error: unsupported option\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).`,
      );
  }
  if (chosen === undefined) {
    const keys =
      (/^-?[a-z]*u/.test(text) && !text.startsWith('-')) || /^-?aux/.test(text)
        ? 'user pid pcpu pmem vsz rss tty stat start time command'
        : /f/.test(text) && text.startsWith('-')
          ? 'user ppidx pid ppid c stime tty time cmd'
          : 'pid tty time cmd';
    const names = keys.split(' ').filter((k) => k !== 'ppidx');
    chosen = names.map((key) => ({
      key,
      title:
        key === 'tty'
          ? 'TTY'
          : key === 'user' && /f/.test(text) && text.startsWith('-')
            ? 'UID'
            : key === 'cmd' && !/f/.test(text)
              ? 'CMD'
              : columns[key]![0],
    }));
    if (keys.startsWith('pid')) columns['cmd'] = ['CMD', (_, x) => x.comm, false];
  }
  const bad = chosen.find((c) => columns[c.key] === undefined);
  if (bad !== undefined)
    throw new Failure(
      `error: unknown user-defined format specifier "${bad.key}"\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).`,
    );
  const rows = all
    .filter(({ process }) => filter(process))
    .map(({ pid, process }) => chosen!.map((c) => columns[c.key]![1](pid, process)));
  const head = chosen.map((c) => c.title);
  const shown = titles && head.some((t) => t !== '') ? [head, ...rows] : rows;
  const width = chosen.map((c, i) =>
    Math.max(
      c.key === 'pid' || c.key === 'ppid' ? (chosen!.length > 1 ? 5 : 0) : c.key === 'user' ? 8 : 0,
      ...shown.map((r) => r[i]!.length),
    ),
  );
  yield* p.print(
    shown
      .map(
        (r) =>
          `${r
            .map((cell, i) =>
              i === r.length - 1 && !columns[chosen![i]!.key]![2]
                ? cell
                : columns[chosen![i]!.key]![2]
                  ? cell.padStart(width[i]!)
                  : cell.padEnd(width[i]!),
            )
            .join(' ')
            .replace(/\s+$/, '')}\n`,
      )
      .join(''),
  );
  return rows.length > 0 ? 0 : 1;
});
