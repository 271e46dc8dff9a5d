// top watch free uptime: how the machine is doing, once or again and again.

import { decode } from '../../fs/bytes.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { reader, userName } from '../../kernel/users.ts';
import { strftime } from '../../shell/printf.ts';
import { program, parseArgs, humanSize, Failure, Usage } from '../args.ts';
import { seconds } from '../coreutils/run-command.ts';
import { visible, stateOf, clock } from './ps.ts';

function memory(p: Process): { total: number; free: number } {
  const text = reader(p)('/proc/meminfo');
  const kib = (key: string, otherwise: number): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? otherwise);
  const total = kib('MemTotal', 8_000_000);
  return { total, free: kib('MemFree', Math.floor(total * 0.7)) };
}

export const free = program(function* (p) {
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

export const uptime = program(function* (p) {
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

export const top = program(function* (p) {
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

export const watch = program(function* (p) {
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
