// postgres and pg_ctl: the server over its data directory, and the program that starts and stops it.

import { decode, encode } from '../../../fs/bytes.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import { join } from '../../../fs/path.ts';
import { type Program, type Task, waitFor } from '../../../kernel/block.ts';
import { lockFile } from '../../../kernel/flock.ts';
import type { Listener } from '../../../kernel/net.ts';
import type { Process } from '../../../kernel/process.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import { sqlEngine } from '../../../kernel/sql.ts';
import { Threads } from '../../../kernel/threads.ts';
import { closeUnix, connectUnix, listenUnix } from '../../../kernel/unix.ts';
import { DataDir } from '../sql/datadir.ts';
import { formatMs } from '../sql/dates.ts';
import { SqlServer } from '../sql/server.ts';
import { type Host, serveClient } from './backend.ts';
import { postgresLayout, ROLES_FILE, versionOf } from './layout.ts';

export const SOCKET_DIR = '/var/run/postgresql';

interface Settings {
  dir: string;
  port: number;
  listen: string;
  values: [string, string][];
}

function settings(p: Process): Settings | string {
  const s: Settings = {
    dir: p.getenv('PGDATA') ?? '',
    port: Number(p.getenv('PGPORT') ?? 5432),
    listen: 'localhost',
    values: [],
  };
  const given: [string, string][] = [];
  const args = [...p.args];
  while (args.length > 0) {
    const a = args.shift()!;
    if (a === '-D') s.dir = args.shift() ?? '';
    else if (a.startsWith('-D')) s.dir = a.slice(2);
    else if (a === '-p') given.push(['port', args.shift() ?? '']);
    else if (a === '-h') given.push(['listen_addresses', args.shift() ?? '']);
    else if (a === '-k') given.push(['unix_socket_directories', args.shift() ?? '']);
    else if (a === '-c' || a.startsWith('--')) {
      const text = a === '-c' ? (args.shift() ?? '') : a.slice(2);
      const eq = text.indexOf('=');
      if (eq < 0) return `-c ${text} requires a value`;
      given.push([text.slice(0, eq).replace(/-/g, '_'), text.slice(eq + 1).replace(/^'(.*)'$/, '$1')]);
    } else return `invalid argument: "${a}"`;
  }
  const file = p.fs.tryStat(join(s.dir, 'postgresql.conf'));
  const fromFile =
    file?.kind === 'file'
      ? [...decode(file.data).matchAll(/^\s*(\w+)\s*=?\s*('(?:[^']*)'|[^\s#]+)/gm)].map((m): [string, string] => [
          m[1]!,
          m[2]!.replace(/^'(.*)'$/, '$1'),
        ])
      : [];
  s.values = [...fromFile, ...given];
  for (const [k, v] of s.values) {
    if (k === 'port') s.port = Number(v);
    if (k === 'listen_addresses') s.listen = v;
  }
  return s;
}

class Postmaster {
  private readonly threads: Threads;
  private readonly listeners: { listener: Listener; local: boolean }[] = [];
  private readonly socket: string;

  constructor(
    private readonly p: Process,
    private readonly server: SqlServer,
    private readonly s: Settings,
  ) {
    this.threads = new Threads(p);
    this.socket = `${SOCKET_DIR}/.s.PGSQL.${s.port}`;
  }

  *log(level: string, text: string, pid = this.p.nsPid): Task {
    yield* this.p.eprint(`${formatMs(this.p.kernel.now, 3)} UTC [${pid}] ${level}:  ${text}\n`);
  }

  *run(): Task<number> {
    const { p, server, s } = this;
    for (const sig of [SIGNALS.INT, SIGNALS.TERM, SIGNALS.QUIT, SIGNALS.HUP]) p.actions.set(sig, 'catch');
    p.actions.set(SIGNALS.PIPE, 'ignore');
    yield* this.log(
      'LOG',
      `starting PostgreSQL ${server.options.version} on x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit`,
    );
    const pidFile = join(s.dir, 'postmaster.pid');
    try {
      if (!p.fs.exists(pidFile)) p.fs.writeFile(pidFile, new Uint8Array(0), 0o600);
      if (!lockFile(p, pidFile)) {
        const pid = p.fs.readText(pidFile).split('\n')[0];
        yield* this.log('FATAL', 'lock file "postmaster.pid" already exists');
        yield* this.log('HINT', `Is another postmaster (PID ${pid}) running in data directory "${s.dir}"?`);
        return 1;
      }
      const listened = yield* this.listen();
      if (listened !== undefined) return listened;
      p.fs.writeFile(
        pidFile,
        encode(`${p.nsPid}\n${s.dir}\n${Math.floor(p.kernel.now / 1000)}\n${s.port}\n${SOCKET_DIR}\n${s.listen}\n`),
        0o600,
      );
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      yield* this.log('FATAL', `could not create lock file "postmaster.pid": ${errnoText(error.code)}`);
      return 1;
    }
    const crashed =
      (p.fs.tryStat(join(s.dir, 'pg_wal/000000010000000000000001')) as { data?: Uint8Array } | undefined)?.data
        ?.length ?? 0;
    const startup = p.nsPid + 28;
    if (crashed > 0) {
      yield* this.log(
        'LOG',
        `database system was interrupted; last known up at ${formatMs(p.kernel.now)} UTC`,
        startup,
      );
      yield* this.log('LOG', 'database system was not properly shut down; automatic recovery in progress', startup);
      yield* this.log('LOG', 'redo starts at 0/1528C60', startup);
      yield* this.log(
        'LOG',
        'redo done at 0/1528D10 system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.00 s',
        startup,
      );
    } else yield* this.log('LOG', `database system was shut down at ${formatMs(p.kernel.now - 1000)} UTC`, startup);
    const data = new DataDir(p, s.dir, server.store, postgresLayout());
    yield* data.load();
    server.grants.fromText(p.fs.readText(join(s.dir, ROLES_FILE)));
    server.saveGrants = () => p.fs.writeFile(join(s.dir, ROLES_FILE), encode(server.grants.toText()), 0o600);
    if (crashed > 0) data.checkpoint();
    yield* waitFor([], p.kernel.now + 120);
    yield* this.log('LOG', 'database system is ready to accept connections');
    for (const { listener, local } of this.listeners) this.threads.start(this.accept(listener, local));
    let signal: number | undefined;
    for (;;) {
      yield* this.threads.run(() => false);
      signal = p.takeSignal();
      if (signal === SIGNALS.HUP) {
        yield* this.log('LOG', 'received SIGHUP, reloading configuration files');
        continue;
      }
      // smart shutdown waits until the clients have gone
      if (signal === SIGNALS.TERM && server.sessions.size > 0) {
        yield* this.log('LOG', 'received smart shutdown request');
        yield* this.threads.run(() => server.sessions.size === 0);
        signal = p.takeSignal() ?? 0;
      }
      if (signal !== undefined) break;
    }
    if (signal === SIGNALS.TERM) yield* this.log('LOG', 'received smart shutdown request');
    else if (signal !== 0)
      yield* this.log(
        'LOG',
        signal === SIGNALS.QUIT ? 'received immediate shutdown request' : 'received fast shutdown request',
      );
    if (signal === SIGNALS.INT) yield* this.log('LOG', 'aborting any active transactions');
    for (const { listener, local } of this.listeners) {
      if (local) closeUnix(listener);
      else p.net.unlisten(listener);
    }
    for (const session of [...server.sessions.values()]) session.close();
    this.threads.close();
    if (signal !== SIGNALS.QUIT) {
      yield* this.log(
        'LOG',
        'background worker "logical replication launcher" (PID ' + (p.nsPid + 32) + ') exited with exit code 1',
      );
      yield* this.log('LOG', 'shutting down', p.nsPid + 26);
      yield* this.log('LOG', 'checkpoint starting: shutdown immediate', p.nsPid + 26);
      yield* waitFor([], p.kernel.now + 60);
      data.checkpoint();
      yield* this.log(
        'LOG',
        'checkpoint complete: wrote 3 buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 recycled; write=0.004 s, sync=0.002 s, total=0.012 s; sync files=2, longest=0.001 s, average=0.001 s; distance=0 kB, estimate=0 kB; lsn=0/1528D58, redo lsn=0/1528D58',
        p.nsPid + 26,
      );
    }
    for (const f of [this.socket, `${this.socket}.lock`, pidFile]) {
      try {
        p.fs.unlink(f);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
      }
    }
    yield* this.log('LOG', 'database system is shut down');
    return 0;
  }

  private *listen(): Task<number | undefined> {
    const { p, s } = this;
    for (const a of s.listen
      .split(',')
      .map((x) => x.trim())
      .filter((x) => x !== '')) {
      const ip = a === '*' ? '0.0.0.0' : a === 'localhost' ? '127.0.0.1' : a;
      try {
        this.listeners.push({ listener: p.net.listen(ip, s.port, p), local: false });
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        yield* this.log('LOG', `could not bind IPv4 address "${ip}": ${errnoText(error.code)}`);
        yield* this.log(
          'HINT',
          `Is another postmaster already running on port ${s.port}? If not, wait a few seconds and retry.`,
        );
        yield* this.log('WARNING', `could not create listen socket for "${a}"`);
        yield* this.log('FATAL', 'could not create any TCP/IP sockets');
        return 1;
      }
      yield* this.log('LOG', `listening on IPv4 address "${ip}", port ${s.port}`);
      if (a === '*') yield* this.log('LOG', `listening on IPv6 address "::", port ${s.port}`);
    }
    if (p.fs.tryLstat(this.socket) !== undefined) p.fs.unlink(this.socket);
    this.listeners.push({ listener: listenUnix(p, this.socket), local: true });
    yield* this.log('LOG', `listening on Unix socket "${this.socket}"`);
    return undefined;
  }

  private *accept(listener: Listener, local: boolean): Task {
    const { p, server } = this;
    const host: Host = {
      server,
      process: p,
      hba: () => {
        const node = p.fs.tryStat(join(this.s.dir, 'pg_hba.conf'));
        return node?.kind === 'file' ? decode(node.data) : '';
      },
      log: (level, text, pid) => this.log(level, text, pid),
    };
    for (;;) {
      const c = yield* p.kernel.net.accept(p, listener);
      if (c === undefined) {
        if (listener.closed) return;
        continue;
      }
      this.threads.start(serveClient(host, c, local), (error) => {
        c.close();
        throw error;
      });
    }
  }
}

export const postgresServer: Program = function* (p) {
  const version = versionOf(p);
  if (p.args.includes('--version') || p.args.includes('-V')) {
    yield* p.print(`postgres (PostgreSQL) ${version} (Debian ${version}-1.pgdg13+1)\n`);
    return 0;
  }
  if (p.euid === 0) {
    yield* p.eprint(
      '"root" execution of the PostgreSQL server is not permitted.\nThe server must be started under an unprivileged user ID to prevent\npossible system security compromise.  See the documentation for\nmore information on how to properly start the server.\n',
    );
    return 1;
  }
  const s = settings(p);
  if (typeof s === 'string') {
    yield* p.eprint(`postgres: ${s}\nTry "postgres --help" for more information.\n`);
    return 1;
  }
  if (s.dir === '' || !p.fs.exists(join(s.dir, 'PG_VERSION'))) {
    yield* p.eprint(
      s.dir === ''
        ? 'postgres does not know where to find the server configuration file.\nYou must specify the --config-file or -D invocation option or set the PGDATA environment variable.\n'
        : p.fs.isDir(s.dir)
          ? `postgres: could not access the server configuration file "${join(s.dir, 'postgresql.conf')}": No such file or directory\n`
          : `postgres: could not access directory "${s.dir}": No such file or directory\nRun initdb or pg_basebackup to initialize a PostgreSQL data directory.\n`,
    );
    return 2;
  }
  const found = p.fs.readText(join(s.dir, 'PG_VERSION')).trim();
  const major = version.split('.')[0]!;
  const engine = yield* sqlEngine(p);
  if (typeof engine === 'string') {
    yield* p.eprint(`drydock: ${engine}\n`);
    return 1;
  }
  const sql = engine.open();
  p.onExit.push(() => sql.close());
  const server = new SqlServer(sql, {
    flavor: 'postgres',
    version: `${version} (Debian ${version}-1.pgdg13+1)`,
    kernel: p.kernel,
    hostname: p.uts.hostname,
  });
  const master = new Postmaster(p, server, s);
  for (const [k, v] of s.values) {
    if (server.variables.has(k.toLowerCase())) server.variables.set(k.toLowerCase(), v);
    else if (
      !/^(log_|logging_|wal_|max_|min_|effective_|random_|checkpoint_|autovacuum|shared_|huge_|dynamic_|ssl|password_|archive_|hot_|jit|track_|default_|lc_|unix_|external_|hba_|ident_|cluster_|bgwriter|vacuum|temp_|maintenance_|synchronous|fsync|full_page|commit_|seq_page|enable_|deadlock|tcp_|summarize|io_|update_process|session_|cron|pg_stat)/.test(
        k,
      )
    ) {
      yield* master.log('FATAL', `unrecognized configuration parameter "${k}"`);
      return 1;
    }
  }
  if (found !== major) {
    yield* master.log('FATAL', 'database files are incompatible with server');
    yield* master.log(
      'DETAIL',
      `The data directory was initialized by PostgreSQL version ${found}, which is not compatible with this version ${version} (Debian ${version}-1.pgdg13+1).`,
    );
    return 1;
  }
  return yield* master.run();
};

export const pgCtl: Program = function* (p) {
  const args = [...p.args];
  let dir = p.getenv('PGDATA') ?? '';
  let options = '';
  let mode = 'fast';
  let action = '';
  while (args.length > 0) {
    const a = args.shift()!;
    if (a === '-D') dir = args.shift() ?? '';
    else if (a === '-o') options = args.shift() ?? '';
    else if (a === '-m') mode = args.shift() ?? 'fast';
    else if (a === '-l' || a === '-t') args.shift();
    else if (a === '-w' || a === '-W' || a === '-s') continue;
    else action = a;
  }
  const pidFile = join(dir, 'postmaster.pid');
  const pidText = p.fs.tryStat(pidFile);
  const pid = pidText?.kind === 'file' ? Number(decode(pidText.data).split('\n')[0]) : 0;
  const running = pid > 0 ? p.pids.processes.get(pid) : undefined;
  switch (action) {
    case 'start': {
      if (running !== undefined) {
        yield* p.eprint(`pg_ctl: another server might be running; trying to start server anyway\n`);
      }
      const words = [...options.matchAll(/'([^']*)'|(\S+)/g)];
      const argv = ['postgres', '-D', dir];
      let word = '';
      let end = -1;
      for (const m of words) {
        const piece = m[1] ?? m[2]!.replace(/'([^']*)'/g, '$1');
        if (m.index === end) word += piece;
        else {
          if (end >= 0) argv.push(word);
          word = piece;
        }
        end = m.index + m[0].length;
      }
      if (end >= 0) argv.push(word);
      const path = p.which('postgres') ?? '/usr/local/bin/postgres';
      yield* p.print('waiting for server to start....');
      const child = p.spawn(path, argv);
      for (let i = 0; i < 600; i++) {
        yield* p.sleep(100);
        if (child.status !== undefined) {
          yield* p.print(' stopped waiting\n');
          yield* p.eprint('pg_ctl: could not start server\nExamine the log output.\n');
          return 1;
        }
        const node = p.fs.tryStat(pidFile);
        const port = node?.kind === 'file' ? decode(node.data).split('\n')[3] : undefined;
        if (port === undefined) continue;
        try {
          const c = yield* connectUnix(p, `${SOCKET_DIR}/.s.PGSQL.${port}`);
          c.close();
          if (i < 2) continue;
          yield* p.print(' done\nserver started\n');
          return 0;
        } catch (error) {
          if (!(error instanceof FsError)) throw error;
        }
      }
      return 1;
    }
    case 'stop':
      if (running === undefined) {
        yield* p.eprint(`pg_ctl: PID file "${pidFile}" does not exist\nIs server running?\n`);
        return 1;
      }
      p.kernel.signal(running, mode === 'smart' ? SIGNALS.TERM : mode === 'immediate' ? SIGNALS.QUIT : SIGNALS.INT, p);
      yield* p.print('waiting for server to shut down....');
      while (running.status === undefined) yield* p.sleep(50);
      yield* p.print(' done\nserver stopped\n');
      return 0;
    case 'status':
      yield* p.print(
        running === undefined ? 'pg_ctl: no server running\n' : `pg_ctl: server is running (PID: ${pid})\n`,
      );
      return running === undefined ? 3 : 0;
    case 'reload':
      if (running !== undefined) p.kernel.signal(running, SIGNALS.HUP, p);
      yield* p.print('server signaled\n');
      return 0;
    default:
      yield* p.eprint(
        action === ''
          ? 'pg_ctl: no operation specified\nTry "pg_ctl --help" for more information.\n'
          : `drydock: 'pg_ctl ${action}' is not simulated\n`,
      );
      return 1;
  }
};
