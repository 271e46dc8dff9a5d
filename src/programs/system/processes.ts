// Processes and the machine: ps kill pgrep top free uptime watch dmesg-like facts, mount, tini.

import { decode } from '../../fs/bytes.ts';
import { Cell } from '../../fs/cell.ts';
import { emptyDir } from '../../fs/node.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS, signalNumber } from '../../kernel/signals.ts';
import { reader, userName, users } from '../../kernel/users.ts';
import { mountsText } from '../../kernel/procfs.ts';
import { strftime } from '../../shell/printf.ts';
import { complain, Failure, humanSize, parseArgs, program, Usage } from '../args.ts';
import { execCommand, seconds } from '../coreutils/run-command.ts';
import { compile, ere } from '../text/regex.ts';

/** Pid as the looking process counts; undefined when it does not see the other one. */
function pidFor(p: Process, other: Process): number | undefined {
  if (p.pids.isHost) return other.pid;
  return other.pids === p.pids ? other.nsPid : undefined;
}

/** All processes that this one sees, in order of their ids. */
export function visible(p: Process): { pid: number; process: Process }[] {
  const source = p.pids.isHost ? p.kernel.processes.values() : p.pids.processes.values();
  const out: { pid: number; process: Process }[] = [];
  for (const process of source) {
    if (process.argv[0] === 'dockerd' && process.argv.length === 1 && process.pid !== 1) continue;
    const pid = pidFor(p, process);
    if (pid !== undefined) out.push({ pid, process });
  }
  return out.sort((a, b) => a.pid - b.pid);
}

const commandOf = (x: Process): string => (x.status !== undefined ? `[${x.comm}] <defunct>` : x.argv.join(' '));
const clock = (ms: number, hours = true): string => {
  const s = Math.floor(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours
    ? `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
    : `${Math.floor(s / 60)}:${two(s % 60)}`;
};
const stateOf = (x: Process, self: Process): string =>
  x === self ? 'R' : x.status !== undefined ? 'Z' : x.stopped ? 'T' : x.frozen ? 'D' : 'S';

const ps = program(function* (p) {
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
    ppid: ['PPID', (_, x) => String(x.parent === undefined ? 0 : (pidFor(p, x.parent) ?? 0)), true],
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
      filter = (x) => wanted.includes(String(pidFor(p, x)));
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

function mayKill(p: Process, target: Process): boolean {
  return p.caps.has('KILL') || p.euid === target.uid || p.uid === target.uid;
}

const kill = program(function* (p) {
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

const byName = (what: 'grep' | 'kill' | 'pidof' | 'killall'): Program =>
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

function memory(p: Process): { total: number; free: number } {
  const text = reader(p)('/proc/meminfo');
  const kib = (key: string, otherwise: number): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? otherwise);
  const total = kib('MemTotal', 8_000_000);
  return { total, free: kib('MemFree', Math.floor(total * 0.7)) };
}

const free = program(function* (p) {
  const o = parseArgs(p, 'hbkmgtw', { human: 'h', mega: 'm', giga: 'g', kilo: 'k', bytes: 'b', mebi: 'm', gibi: 'g' });
  const { total, free: left } = memory(p);
  const show = (k: number): string =>
    o.has('h')
      ? `${humanSize(k * 1024)}${k === 0 ? 'B' : 'i'}`
      : o.has('b')
        ? String(k * 1024)
        : o.has('m')
          ? String(Math.floor(k / 1024))
          : o.has('g')
            ? String(Math.floor(k / 1048576))
            : String(k);
  const used = Math.floor((total - left) / 2);
  const cells = (title: string, v: readonly number[]): string =>
    `${title.padEnd(8)}${v.map((x) => show(x).padStart(12)).join('')}\n`;
  yield* p.print(
    `${' '.repeat(8)}${['total', 'used', 'free', 'shared', 'buff/cache', 'available'].map((t) => t.padStart(12)).join('')}\n${cells('Mem:', [total, used, left, 1024, total - left - used, total - used])}${cells('Swap:', [0, 0, 0])}`,
  );
  return 0;
});

const started = (p: Process): number => p.kernel.hostPids.processes.values().next().value?.startTime ?? 0;

const uptime = program(function* (p) {
  const minutes = Math.floor((p.kernel.now - started(p)) / 60_000);
  const up = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  yield* p.print(
    p.args.includes('-p')
      ? `up ${minutes} minutes\n`
      : ` ${strftime('%H:%M:%S', p.kernel.now)} up ${up},  1 user,  load average: 0.08, 0.03, 0.01\n`,
  );
  return 0;
});

function topText(p: Process, rows: number): string {
  const list = visible(p);
  const read = reader(p);
  const { total, free: left } = memory(p);
  const head = `top - ${strftime('%H:%M:%S', p.kernel.now)} up,  1 user,  load average: 0.08, 0.03, 0.01\nTasks: ${String(list.length).padStart(3)} total, ${String(1).padStart(3)} running, ${String(list.length - 1).padStart(3)} sleeping,   0 stopped,   0 zombie\n%Cpu(s):  0.3 us,  0.2 sy,  0.0 ni, 99.5 id\nMiB Mem : ${(total / 1024).toFixed(1)} total, ${(left / 1024).toFixed(1)} free\n\n    PID USER      PR  NI    VIRT    RES S  %CPU  %MEM     TIME+ COMMAND\n`;
  return (
    head +
    list
      .slice(0, rows)
      .map(
        ({ pid, process: x }) =>
          `${String(pid).padStart(7)} ${userName(read, x.euid).padEnd(9)} 20   0   ${String(4000 + x.argv.join('').length * 10).padStart(5)}   ${String(1000 + x.argv.length * 100).padStart(4)} ${stateOf(x, p)}   0.0   0.0 ${clock(x.cpu, false).padStart(9)} ${x.comm}\n`,
      )
      .join('')
  );
}

/** Draws again and again until a key `q` or Ctrl-C. */
function* redraw(p: Process, every: number, text: () => Task<string>): Task<number> {
  const t = p.fds.get(0)?.tty;
  for (;;) {
    yield* p.print(`\x1b[H\x1b[2J${yield* text()}`);
    const until = p.kernel.now + every;
    while (p.kernel.now < until) {
      if (t === undefined) {
        yield* p.sleep(until - p.kernel.now);
        break;
      }
      const key = yield* t.read(16, until);
      if (key === 'signal') return 130;
      if (key === 'timeout') break;
      if (key.length === 0 || decode(key).includes('q')) return 0;
    }
  }
}

const top = program(function* (p) {
  const args = p.args.join(' ');
  const batch = /-[a-zA-Z]*b/.test(args) || !p.isatty(1);
  const times = Number(/-?n\s*(\d+)/.exec(args)?.[1] ?? (batch ? 1 : Infinity));
  if (batch) {
    for (let i = 0; i < times; i++) {
      if (i > 0) yield* p.sleep(3000);
      yield* p.print(topText(p, 1000));
    }
    return 0;
  }
  const t = p.fds.get(0)?.tty;
  if (t === undefined) throw new Failure('failed tty get');
  const saved = { canonical: t.canonical, echo: t.echo };
  t.canonical = t.echo = false;
  try {
    return yield* redraw(p, 3000, function* () {
      return topText(p, t.rows - 7);
    });
  } finally {
    Object.assign(t, saved);
  }
});

const watch = program(function* (p) {
  const o = parseArgs(p, 'n:dtgx', { 'interval=': 'n', 'no-title': 't', differences: 'd', exec: 'x' }, true);
  if (o.rest.length === 0) throw new Usage('missing operand');
  const every = Math.max(100, seconds(o.get('n') ?? '2') ?? 2000);
  const command = o.rest.join(' ');
  return yield* redraw(p, every, function* () {
    const { reader: r, writer } = p.pipe();
    const sh = p.which('sh') ?? '/bin/sh';
    const child = p.kernel.fork(
      p,
      (c) => {
        c.setFd(1, writer.retain());
        c.setFd(2, writer.retain());
        return c.exec(sh, ['sh', '-c', command]);
      },
      p.argv,
    );
    writer.release();
    const fd = p.freeFd();
    p.setFd(fd, r);
    const text = decode(yield* p.readAll(fd));
    p.closeFd(fd);
    yield* p.wait(child);
    return o.has('t')
      ? text
      : `Every ${(every / 1000).toFixed(1)}s: ${command}    ${p.uts.hostname}: ${strftime('%a %b %e %H:%M:%S %Y', p.kernel.now)}\n\n${text}`;
  });
});

const mount = program(function* (p) {
  const o = parseArgs(p, 't:o:aBrwvn', { 'types=': 't', 'options=': 'o', bind: 'B' });
  if (o.rest.length === 0) {
    const lines = mountsText(p.mounts)
      .split('\n')
      .filter((l) => l !== '')
      .map((l) => l.split(' '));
    yield* p.print(
      lines
        .filter((f) => !o.has('t') || o.get('t')!.split(',').includes(f[2]!))
        .map((f) => `${f[0]} on ${f[1]} type ${f[2]} (${f[3]})\n`)
        .join(''),
    );
    return 0;
  }
  if (!p.caps.has('SYS_ADMIN'))
    throw new Failure(
      p.busybox
        ? 'permission denied (are you root?)'
        : `${o.rest.at(-1)}: permission denied.\n       dmesg(1) may have more information after failed mount system call.`,
      p.busybox ? 1 : 32,
    );
  const [source = '', at = ''] = o.rest;
  if (at === '') throw new Failure(`${source}: mount point not specified`, 32);
  if (!p.fs.isDir(at))
    throw new Failure(
      p.busybox
        ? `mounting ${source} on ${at} failed: No such file or directory`
        : `${at}: mount point does not exist.`,
      32,
    );
  const path = p.fs.realpath(at);
  const flags = (o.get('o') ?? '').split(',');
  const readOnly = flags.includes('ro') || o.has('r');
  if (o.has('B') || flags.includes('bind')) {
    const from = p.fs.place(source);
    if (from.node === undefined)
      throw new Failure(
        p.busybox
          ? `mounting ${source} on ${at} failed: No such file or directory`
          : `${at}: special device ${source} does not exist.`,
        32,
      );
    p.mounts.add({
      at: path,
      cell: from.mount.cell,
      sub: [...from.parts],
      readOnly,
      type: from.mount.type,
      source: from.mount.source,
      options: readOnly ? 'ro,relatime' : 'rw,relatime',
    });
    return 0;
  }
  if (o.get('t') !== 'tmpfs')
    throw new Failure(`drydock: 'mount -t ${o.get('t') ?? 'auto'}' is not simulated (tmpfs and --bind are)`, 32);
  p.mounts.add({
    at: path,
    cell: new Cell({ ...emptyDir(), mode: 0o1777 }),
    sub: [],
    readOnly,
    type: 'tmpfs',
    source,
    options: `${readOnly ? 'ro' : 'rw'},relatime`,
  });
  return 0;
});

const umount = program(function* (p) {
  const o = parseArgs(p, 'lfar', {});
  for (const path of o.rest) {
    if (!p.caps.has('SYS_ADMIN'))
      throw new Failure(
        p.busybox ? `can't unmount ${path}: Operation not permitted` : `${path}: must be superuser to unmount.`,
        32,
      );
    if (!p.mounts.remove(p.fs.realpath(path)))
      throw new Failure(p.busybox ? `can't unmount ${path}: Invalid argument` : `${path}: not mounted.`, 32);
  }
  return 0;
});

/** An init for containers: starts the command, hands signals on, reaps. */
const tini: Program = function* (p) {
  const words = p.args
    .filter((a, i) => !(i < p.args.indexOf('--') && a.startsWith('-')) && a !== '--')
    .filter((a) => !/^-[gsvw]+$/.test(a));
  const path = p.which(words[0] ?? '');
  if (path === undefined) return yield* execCommand(p, words, 'tini');
  for (const s of [SIGNALS.TERM, SIGNALS.INT, SIGNALS.HUP, SIGNALS.QUIT, SIGNALS.USR1, SIGNALS.USR2])
    p.actions.set(s, 'catch');
  const child = p.spawn(path, words);
  for (;;) {
    while (p.caught.length > 0) p.kernel.signal(child, p.takeSignal()!);
    if (child.status !== undefined) return yield* p.wait(child);
    for (const c of p.children) if (c !== child && c.status !== undefined) p.reap(c);
    yield { queues: [child.exited, p.childExited] };
  }
};

const sysctl = program(function* (p) {
  const o = parseArgs(p, 'anwqep', {});
  for (const key of o.rest) {
    const path = `/proc/sys/${key.split('=')[0]!.replace(/\./g, '/')}`;
    if (key.includes('=')) throw new Failure(`permission denied on key '${key.split('=')[0]}'`, 255);
    if (!p.fs.exists(path)) throw new Failure(`cannot stat ${path}: No such file or directory`, 255);
    const value = p.fs.readText(path).trim();
    yield* p.print(o.has('n') ? `${value}\n` : `${key} = ${value}\n`);
  }
  return 0;
});

const who = program(function* (p) {
  const me = users(reader(p)).find((u) => u.uid === p.uid);
  if (p.tty !== undefined)
    yield* p.print(
      `${(me?.name ?? '?').padEnd(8)} ${p.tty.name.padEnd(12)} ${strftime('%Y-%m-%d %H:%M', p.startTime)}\n`,
    );
  return 0;
});

export const processes: Record<string, Program> = {
  ps,
  kill,
  pgrep: byName('grep'),
  pkill: byName('kill'),
  pidof: byName('pidof'),
  killall: byName('killall'),
  free,
  uptime,
  top,
  watch,
  mount,
  umount,
  tini,
  'docker-init': tini,
  sysctl,
  who,
  w: who,
};
