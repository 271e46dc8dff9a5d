// supervisord: starts the programs of its configuration, restarts them, and says so.

import { FsError } from '../fs/node.ts';
import { type Program, type Task, waitFor } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { signalNumber, SIGNALS } from '../kernel/signals.ts';
import { groupIds, reader, users } from '../kernel/users.ts';
import { strftime } from '../shell/printf.ts';
import { parseArgs, program } from '../programs/args.ts';

interface Section {
  readonly name: string;
  readonly values: Map<string, string>;
}

function parseIni(text: string): Section[] {
  const out: Section[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\s[;#].*$/, '').trim();
    if (line === '' || /^[;#]/.test(line)) continue;
    const head = /^\[(.*)\]$/.exec(line);
    if (head !== null) out.push({ name: head[1]!, values: new Map() });
    else {
      const eq = line.indexOf('=');
      if (eq > 0) out.at(-1)?.values.set(line.slice(0, eq).trim(), line.slice(eq + 1).trim());
    }
  }
  return out;
}

/** Words of a command line with its quotes taken out. */
function words(text: string): string[] {
  return [...text.matchAll(/(?:"([^"]*)"|'([^']*)'|\\(.)|[^\s"'\\])+/g)].map((m) =>
    m[0].replace(
      /"([^"]*)"|'([^']*)'|\\(.)/g,
      (_, a: string | undefined, b: string | undefined, c: string | undefined) => a ?? b ?? c ?? '',
    ),
  );
}

interface Child {
  readonly name: string;
  readonly values: Map<string, string>;
  process: Process | undefined;
  began: number;
  state: 'STOPPED' | 'STARTING' | 'RUNNING' | 'BACKOFF' | 'EXITED' | 'FATAL';
  retries: number;
}

const supervisord: Program = function* (p) {
  const o = parseArgs(p, 'nc:u:l:j:e:', { nodaemon: 'n', 'configuration=': 'c' });
  const candidates = o.has('c')
    ? [o.get('c')!]
    : ['supervisord.conf', 'etc/supervisord.conf', '/etc/supervisord.conf', '/etc/supervisor/supervisord.conf'];
  const file = candidates.find((f) => p.fs.exists(f));
  if (file === undefined) {
    yield* p.eprint(
      `Error: ${o.has('c') ? `could not find config file ${o.get('c')}` : 'No config file found at default paths (/usr/local/etc/supervisord.conf, /usr/local/supervisord.conf, supervisord.conf, etc/supervisord.conf, /etc/supervisord.conf, /etc/supervisor/supervisord.conf, /supervisord.conf); use the -c option to specify a config file at a different path'}\nFor help, use ${p.argv[0]} -h\n`,
    );
    return 2;
  }
  const sections = parseIni(p.fs.readText(file));
  for (const inc of sections.filter((s) => s.name === 'include')) {
    for (const pattern of (inc.values.get('files') ?? '').split(/\s+/)) {
      const dir = pattern.slice(0, pattern.lastIndexOf('/'));
      if (p.fs.isDir(dir))
        for (const n of p.fs.readdir(dir))
          if (n.endsWith('.conf')) sections.push(...parseIni(p.fs.readText(`${dir}/${n}`)));
    }
  }
  const say = function* (level: string, text: string): Task {
    yield* p.print(
      `${strftime('%Y-%m-%d %H:%M:%S', p.kernel.now)},${String(Math.floor(p.kernel.now % 1000)).padStart(3, '0')} ${level} ${text}\n`,
    );
  };
  const main = sections.find((s) => s.name === 'supervisord')?.values;
  const children: Child[] = sections
    .filter((s) => s.name.startsWith('program:'))
    .map((s) => ({
      name: s.name.slice(8),
      values: s.values,
      process: undefined,
      began: 0,
      state: 'STOPPED',
      retries: 0,
    }));
  children.sort((a, b) => Number(a.values.get('priority') ?? 999) - Number(b.values.get('priority') ?? 999));
  for (const c of children) {
    if (c.values.get('command') === undefined) {
      yield* p.eprint(
        `Error: program section program:${c.name} does not specify a command in section 'program:${c.name}' (file: '${file}')\nFor help, use ${p.argv[0]} -h\n`,
      );
      return 2;
    }
  }
  if (!o.has('n') && main?.get('nodaemon') !== 'true') {
    yield* p.eprint("drydock: supervisord in the background is not simulated; use 'supervisord -n' or nodaemon=true\n");
    return 1;
  }
  if (p.euid === 0 && main?.get('user') === undefined)
    yield* say(
      'CRIT',
      'Supervisor is running as root.  Privileges were not dropped because no user is specified in the config file.  If you intend to run as root, you can set user=root in the config file to avoid this message.',
    );
  yield* say('INFO', `supervisord started with pid ${p.nsPid}`);
  for (const s of [SIGNALS.TERM, SIGNALS.INT, SIGNALS.QUIT, SIGNALS.HUP]) p.actions.set(s, 'catch');

  const spawn = function* (c: Child): Task {
    const command = words(c.values.get('command')!);
    const path = p.which(command[0] ?? '');
    c.began = p.kernel.now;
    if (path === undefined || !p.fs.exists(path)) {
      c.retries++;
      yield* say('INFO', `spawnerr: can't find command '${command[0]}'`);
      c.state = c.retries > Number(c.values.get('startretries') ?? 3) ? 'FATAL' : 'BACKOFF';
      if (c.state === 'FATAL')
        yield* say('INFO', `gave up: ${c.name} entered FATAL state, too many start retries too quickly`);
      return;
    }
    const out = c.values.get('stdout_logfile');
    const err = c.values.get('redirect_stderr') === 'true' ? undefined : c.values.get('stderr_logfile');
    c.process = p.kernel.fork(
      p,
      function* (q) {
        q.kernel.setGroup(q, q.pid);
        const dir = c.values.get('directory');
        try {
          if (dir !== undefined) q.chdir(dir);
          for (const pair of (c.values.get('environment') ?? '').match(/\w+=(?:"[^"]*"|'[^']*'|[^,]*)/g) ?? [])
            q.env.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1).replace(/^["']|["']$/g, ''));
          const name = c.values.get('user');
          const user = name === undefined ? undefined : users(reader(q)).find((u) => u.name === name);
          for (const [n, target] of [
            [1, out],
            [2, err],
          ] as const) {
            const log = target === undefined || target === 'AUTO' ? '/dev/null' : target;
            if (n === 2 && c.values.get('redirect_stderr') === 'true') {
              q.setFd(2, q.fd(1).retain());
              continue;
            }
            const fd = yield* q.open(log, { write: true, append: true, create: true, mode: 0o644 });
            const opened = q.fd(fd).retain();
            q.closeFd(fd);
            q.setFd(n, opened);
          }
          if (user !== undefined && user.uid !== q.uid) {
            q.gid = q.egid = user.gid;
            q.groups = groupIds(reader(q), user);
            q.uid = q.euid = user.uid;
            q.caps = new Set();
          }
          return yield* q.exec(path, command);
        } catch (error) {
          if (!(error instanceof FsError)) throw error;
          return 127;
        }
      },
      command,
    );
    c.state = 'STARTING';
    yield* say('INFO', `spawned: '${c.name}' with pid ${c.process.nsPid}`);
  };

  for (const c of children) if (c.values.get('autostart') !== 'false') yield* spawn(c);
  for (;;) {
    const now = p.kernel.now;
    let deadline = Infinity;
    for (const c of children) {
      const starting = Number(c.values.get('startsecs') ?? 1) * 1000;
      if (c.process?.status !== undefined) {
        const { process } = c;
        const code = process.status!.signal === undefined ? process.status!.code : -process.status!.signal;
        c.process = undefined;
        p.reap(process);
        const early = c.state === 'STARTING' && now - c.began < starting;
        const expected = (c.values.get('exitcodes') ?? '0').split(',').includes(String(code));
        yield* say(
          expected && !early ? 'INFO' : 'WARN',
          `exited: ${c.name} (${process.status!.signal === undefined ? `exit status ${code}` : `terminated by SIG${Object.entries(SIGNALS).find(([, v]) => v === process.status!.signal)?.[0] ?? ''}`}; ${expected && !early ? 'expected' : 'not expected'})`,
        );
        const policy = c.values.get('autorestart') ?? 'unexpected';
        if (early) {
          c.retries++;
          c.state = c.retries > Number(c.values.get('startretries') ?? 3) ? 'FATAL' : 'BACKOFF';
          if (c.state === 'FATAL')
            yield* say('INFO', `gave up: ${c.name} entered FATAL state, too many start retries too quickly`);
        } else if (policy === 'true' || (policy === 'unexpected' && !expected)) yield* spawn(c);
        else c.state = 'EXITED';
      }
      if (c.state === 'STARTING' && c.process !== undefined) {
        if (now - c.began >= starting) {
          c.state = 'RUNNING';
          c.retries = 0;
          yield* say(
            'INFO',
            `success: ${c.name} entered RUNNING state, process has stayed up for > than ${starting / 1000} seconds (startsecs)`,
          );
        } else deadline = Math.min(deadline, c.began + starting);
      }
      if (c.state === 'BACKOFF') {
        const again = c.began + c.retries * 1000;
        if (now >= again) yield* spawn(c);
        else deadline = Math.min(deadline, again);
      }
    }
    const signal = p.takeSignal();
    if (signal !== undefined && signal !== SIGNALS.HUP && signal !== SIGNALS.CHLD) {
      yield* say(
        'WARN',
        `received SIG${Object.entries(SIGNALS).find(([, v]) => v === signal)?.[0] ?? ''} indicating exit request`,
      );
      const alive = children.filter((c) => c.process !== undefined);
      if (alive.length > 0) yield* say('INFO', `waiting for ${alive.map((c) => c.name).join(', ')} to die`);
      for (const c of alive.reverse()) {
        const { process } = c;
        p.kernel.signal(process!, signalNumber(c.values.get('stopsignal') ?? 'TERM') ?? SIGNALS.TERM, p);
        const until = p.kernel.now + Number(c.values.get('stopwaitsecs') ?? 10) * 1000;
        while (process!.status === undefined && p.kernel.now < until) yield* waitFor([process!.exited], until);
        if (process!.status === undefined) {
          yield* say('WARN', `killing '${c.name}' (${process!.nsPid}) with SIGKILL`);
          p.kernel.signal(process!, SIGNALS.KILL, p);
          while (process!.status === undefined) yield* waitFor([process!.exited]);
        }
        yield* say(
          'INFO',
          `stopped: ${c.name} (${process!.status!.signal === undefined ? `exit status ${process!.status!.code}` : `terminated by SIG${Object.entries(SIGNALS).find(([, v]) => v === process!.status!.signal)?.[0] ?? ''}`})`,
        );
      }
      return 0;
    }
    yield* waitFor(
      [p.childExited, ...children.flatMap((c) => (c.process === undefined ? [] : [c.process.exited]))],
      deadline === Infinity ? undefined : deadline,
    );
  }
};

export const supervisor: Record<string, Program> = { supervisord: program(supervisord, 2) };
