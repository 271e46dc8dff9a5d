// nginx: its command line, the master and its workers, reload and the two ways to stop.

import { encode } from '../../fs/bytes.ts';
import { FsError, errnoText } from '../../fs/node.ts';
import { basename, dirname } from '../../fs/path.ts';
import { type Program, type Task, WaitQueue, waitFor } from '../../kernel/block.ts';
import type { Listener } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { reader } from '../../kernel/users.ts';
import { SIGNALS, signalName } from '../../kernel/signals.ts';
import { parseArgs, program } from '../../programs/args.ts';
import { ConfigError, type Directive, readConfig, type Source } from './config.ts';
import { check } from './directives.ts';
import { ERROR_LOG, logError, Logs, stamp } from './log.ts';
import { build, type Listen, type Model } from './model.ts';
import type { Stats } from './context.ts';
import { work } from './worker.ts';

const DEFAULT = '/etc/nginx/nginx.conf';

interface Loaded {
  readonly model: Model;
  readonly sources: readonly Source[];
}

/** Reads, checks and models the configuration. @throws ConfigError */
function load(p: Process, file: string, globals: string, warn: (text: string) => void): Loaded {
  const sources: Source[] = [];
  const extra = globals === '' ? [] : globalDirectives(globals);
  const tree = [...extra, ...readConfig(p, file, sources)];
  check(tree);
  const cpus = Math.max(1, [...reader(p)('/proc/cpuinfo').matchAll(/^processor\s*:/gm)].length);
  return { model: build(p, tree, cpus, warn), sources };
}

/** `-g 'daemon off; …'`. */
function globalDirectives(text: string): Directive[] {
  return text
    .split(';')
    .map((x) => x.trim().split(/\s+/))
    .filter((x) => x[0] !== '')
    .map(([name = '', ...args]) => ({ name, args, block: undefined, line: 1, file: 'command line' }));
}

/** Who compiled it: nginx's own packages say so in their first lines. */
function builtBy(p: Process): string {
  const os = reader(p)('/etc/os-release');
  return /alpine/i.test(os)
    ? 'gcc 15.2.0 (Alpine 15.2.0)'
    : /bookworm/.test(os)
      ? 'gcc 12.2.0 (Debian 12.2.0-14+deb12u1)'
      : 'gcc 14.2.0 (Debian 14.2.0-19)';
}

/** Everything that one master keeps. */
export class Master {
  readonly logs = new Logs();
  readonly stats: Stats = { accepts: 0, requests: 0, active: 0 };
  connections = 0;
  private listeners: { readonly key: string; readonly listener: Listener; listen: Listen }[] = [];
  private workers: Process[] = [];
  private readonly retiring = new Set<Process>();

  constructor(
    readonly p: Process,
    readonly version: string,
    private model: Model,
  ) {}

  private note(text: string): Task {
    return logError(this.p, this.logs, [this.model.tree], 'notice', text);
  }

  /** Opens what is newly wanted and closes what is not; all or nothing. @throws ConfigError */
  private bind(model: Model): void {
    const wanted = model.listens
      .filter((l) => !l.six || l.ip === '::1' || l.ip === '::')
      .filter((l) => !(l.six && model.listens.some((x) => !x.six && x.port === l.port)));
    const next: typeof this.listeners = [];
    const opened: Listener[] = [];
    for (const listen of wanted) {
      const ip = listen.six ? '::1' : listen.ip;
      const key = `${ip}:${listen.port}`;
      const old = this.listeners.find((x) => x.key === key);
      if (old !== undefined) {
        next.push({ ...old, listen });
        continue;
      }
      try {
        const listener = this.p.net.listen(ip, listen.port, this.p);
        opened.push(listener);
        next.push({ key, listener, listen });
      } catch (error) {
        for (const l of opened) this.p.net.unlisten(l);
        if (!(error instanceof FsError)) throw error;
        const n = { EADDRINUSE: '98', EADDRNOTAVAIL: '99', EACCES: '13' }[error.code as 'EACCES'] ?? '98';
        throw new ConfigError(
          `bind() to ${listen.six ? `[${listen.ip}]` : listen.ip}:${listen.port} failed (${n}: ${errnoText(error.code)})`,
        );
      }
    }
    for (const x of this.listeners) if (!next.some((n) => n.key === x.key)) this.p.net.unlisten(x.listener);
    this.listeners = next;
  }

  /** Takes a configuration: logs, addresses, workers. @throws ConfigError before anything changed */
  *take(model: Model): Task {
    yield* this.logs.openAll(this.p, model.tree);
    this.bind(model);
    this.model = model;
  }

  *greet(): Task {
    yield* this.note('using the "epoll" event method');
    yield* this.note(`nginx/${this.version}`);
    yield* this.note(`built by ${builtBy(this.p)} `);
    yield* this.note('OS: Linux 6.12.48+deb13-amd64');
    yield* this.note('getrlimit(RLIMIT_NOFILE): 1048576:1048576');
  }

  *startWorkers(): Task {
    yield* this.note('start worker processes');
    for (let i = 0; i < this.model.workers; i++) {
      const { model } = this;
      const own = [...this.listeners];
      const w = this.p.fork((q) => work(this, q, model, own));
      w.argv = ['nginx: worker process'];
      const user = this.p.euid === 0 ? model.user : undefined;
      if (user !== undefined) {
        w.uid = w.euid = user.uid;
        w.gid = w.egid = user.gid;
        w.groups = [user.gid];
        w.caps = new Set();
      }
      this.workers.push(w);
      yield* this.note(`start worker process ${w.nsPid}`);
    }
  }

  /** New workers with the new configuration; the old ones finish what they have. */
  *reload(file: string, globals: string): Task {
    yield* this.note('signal 1 (SIGHUP) received, reconfiguring');
    yield* this.note('reconfiguring');
    const { p } = this;
    try {
      const { model } = load(p, file, globals, () => undefined);
      yield* this.take(model);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      yield* logError(p, this.logs, [this.model.tree], 'emerg', error.message);
      return;
    }
    yield* this.note('using the "epoll" event method');
    const old = this.workers;
    this.workers = [];
    yield* this.startWorkers();
    for (const w of old) {
      this.retiring.add(w);
      p.kernel.signal(w, SIGNALS.QUIT, undefined);
    }
  }

  /** Children that have ended: those that fell over are started again. */
  *reapWorkers(stopping: boolean): Task {
    for (const w of [...this.p.children]) {
      if (w.status === undefined) continue;
      yield* this.note(`signal 17 (SIGCHLD) received from ${w.nsPid}`);
      yield* this.note(
        `worker process ${w.nsPid} exited ${w.status.signal === undefined ? `with code ${w.status.code}` : `on signal ${w.status.signal}`}`,
      );
      this.p.reap(w);
      this.workers = this.workers.filter((x) => x !== w);
      if (this.retiring.delete(w) || stopping || w.status.code === 2) continue;
      const missing = this.model.workers - this.workers.length;
      if (missing > 0) yield* this.startOne();
    }
  }
  private *startOne(): Task {
    const { workers } = this.model;
    this.model = { ...this.model, workers: 1 };
    yield* this.startWorkers();
    this.model = { ...this.model, workers };
  }

  /** The master's life. */
  *run(file: string, globals: string): Task<number> {
    const { p } = this;
    p.argv = [`nginx: master process ${p.argv.join(' ')}`];
    p.comm = 'nginx';
    for (const s of [SIGNALS.QUIT, SIGNALS.TERM, SIGNALS.INT, SIGNALS.HUP, SIGNALS.USR1, SIGNALS.WINCH, SIGNALS.CHLD])
      p.actions.set(s, 'catch');
    yield* this.greet();
    yield* this.startWorkers();
    const never = new WaitQueue();
    for (;;) {
      if (p.caught.length === 0) yield* waitFor([never]);
      const signal = p.takeSignal();
      if (signal === undefined) continue;
      if (signal === SIGNALS.CHLD) yield* this.reapWorkers(false);
      else if (signal === SIGNALS.HUP) yield* this.reload(file, globals);
      else if (signal === SIGNALS.USR1 || signal === SIGNALS.WINCH)
        yield* this.note(`signal ${signal} (SIG${signalName(signal)}) received`);
      else return yield* this.stop(signal);
    }
  }

  private *stop(signal: number): Task<number> {
    const { p } = this;
    const graceful = signal === SIGNALS.QUIT;
    yield* this.note(`signal ${signal} (SIG${signalName(signal)}) received, ${graceful ? 'shutting down' : 'exiting'}`);
    for (const x of this.listeners) p.net.unlisten(x.listener);
    for (const w of p.children)
      if (w.status === undefined) p.kernel.signal(w, graceful ? SIGNALS.QUIT : SIGNALS.TERM, undefined);
    const never = new WaitQueue();
    while ([...p.children].some((w) => w.status === undefined)) {
      if (p.caught.length === 0) yield* waitFor([never]);
      const s = p.takeSignal();
      if (s === SIGNALS.TERM || s === SIGNALS.INT)
        for (const w of p.children) if (w.status === undefined) p.kernel.signal(w, SIGNALS.TERM, undefined);
    }
    yield* this.reapWorkers(true);
    yield* this.note('exit');
    if (p.fs.exists(this.model.pid)) p.fs.unlink(this.model.pid);
    return 0;
  }
}

const configureArguments =
  '--prefix=/etc/nginx --sbin-path=/usr/sbin/nginx --conf-path=/etc/nginx/nginx.conf --error-log-path=/var/log/nginx/error.log --http-log-path=/var/log/nginx/access.log --pid-path=/run/nginx.pid --user=nginx --group=nginx --with-http_stub_status_module';

/** Ends a start that cannot be: to standard error and to the error log. */
function* emergency(p: Process, message: string, test: string | undefined): Task<number> {
  if (test === undefined && p.fs.exists(ERROR_LOG)) {
    const logs = new Logs();
    try {
      yield* logs.open(p, ERROR_LOG);
      yield* logs.write(p, ERROR_LOG, `${stamp(p.kernel.now)} [emerg] ${p.nsPid}#${p.nsPid}: ${message}\n`);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
    }
  }
  yield* p.eprint(
    `nginx: [emerg] ${message}\n${test === undefined ? '' : `nginx: configuration file ${test} test failed\n`}`,
  );
  return 1;
}

const nginx: Program = program(function* (p) {
  const known = new Set(['v', 'V', 't', 'T', 'q', 'h', '?', 'g', 'c', 's', 'p', 'e']);
  for (const a of p.args) {
    if (a.startsWith('-') && !known.has(a[1] ?? '')) {
      yield* p.eprint(`nginx: invalid option: "${a.replace(/^-/, '')}"\n`);
      return 1;
    }
  }
  const o = parseArgs(p, 'vVtTqh?g:c:s:p:e:', {});
  const version = /^\d[\d.]*/.exec(p.getenv('NGINX_VERSION') ?? '')?.[0] ?? '1.26.3';
  if (o.has('v') || o.has('V')) {
    yield* p.eprint(
      `nginx version: nginx/${version}\n${o.has('V') ? `built by ${builtBy(p)} \nTLS SNI support disabled\nconfigure arguments: ${configureArguments}\n` : ''}`,
    );
    return 0;
  }
  const file = o.get('c') ?? DEFAULT;
  const globals = o.get('g') ?? '';
  if (o.has('s')) return yield* command(p, o.get('s')!, file, globals);
  let loaded: Loaded;
  const warnings: string[] = [];
  const testing = o.has('t') || o.has('T');
  try {
    loaded = load(p, file, globals, (text) => warnings.push(text));
    for (const w of warnings) yield* p.eprint(`nginx: [warn] ${w}\n`);
    if (testing) yield* new Logs().openAll(p, loaded.model.tree);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return yield* emergency(p, error.message, testing ? file : undefined);
  }
  if (testing) {
    if (!o.has('q'))
      yield* p.eprint(
        `nginx: the configuration file ${file} syntax is ok\nnginx: configuration file ${file} test is successful\n`,
      );
    if (o.has('T')) for (const s of loaded.sources) yield* p.print(`# configuration file ${s.file}:\n${s.text}\n`);
    return 0;
  }
  const master = function* (q: Process): Task<number> {
    const m = new Master(q, version, loaded.model);
    try {
      yield* m.take(loaded.model);
      q.fs.mkdirp(dirname(loaded.model.pid));
      q.fs.writeFile(loaded.model.pid, encode(`${q.nsPid}\n`), 0o644);
    } catch (error) {
      if (error instanceof FsError)
        return yield* emergency(q, `open() "${loaded.model.pid}" failed (13: ${errnoText(error.code)})`, undefined);
      if (error instanceof ConfigError) return yield* emergency(q, error.message, undefined);
      throw error;
    }
    return yield* m.run(file, globals);
  };
  if (!loaded.model.daemon) return yield* master(p);
  const child = p.fork(master);
  // the parent ends when the child has bound its addresses
  yield* p.sleep(20);
  if (child.status !== undefined) return yield* p.wait(child);
  return 0;
});

/** `nginx -s`: the signal goes to whoever the pid file names. */
function* command(p: Process, what: string, file: string, globals: string): Task<number> {
  const signal = { stop: SIGNALS.TERM, quit: SIGNALS.QUIT, reload: SIGNALS.HUP, reopen: SIGNALS.USR1 }[what];
  if (signal === undefined) {
    yield* p.eprint(`nginx: invalid option: "-s ${what}"\n`);
    return 1;
  }
  let model: Model;
  try {
    ({ model } = load(p, file, globals, () => undefined));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return yield* emergency(p, error.message, undefined);
  }
  yield* p.eprint(
    reader(p)(ERROR_LOG) === '' && basename(p.fs.exists(ERROR_LOG) ? p.fs.realpath(ERROR_LOG) : '') === 'stderr'
      ? `${stamp(p.kernel.now)} [notice] ${p.nsPid}#${p.nsPid}: signal process started\n`
      : '',
  );
  const text = reader(p)(model.pid).trim();
  if (text === '') {
    yield* p.eprint(
      `nginx: [error] ${p.fs.exists(model.pid) ? `invalid PID number "" in "${model.pid}"` : `open() "${model.pid}" failed (2: No such file or directory)`}\n`,
    );
    return 1;
  }
  const target = p.pids.processes.get(Number(text));
  if (target === undefined || target.status !== undefined) {
    yield* p.eprint(`nginx: [alert] kill(${text}, ${signal}) failed (3: No such process)\n`);
    return 1;
  }
  p.kernel.signal(target, signal, p);
  return 0;
}

export const nginxServer: Record<string, Program> = { nginx };
