// mariadbd and mysqld: options, the start over some seconds, connections, the end.

import { sha256hex } from '../../../fs/digest.ts';
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
import { closeUnix, listenUnix } from '../../../kernel/unix.ts';
import { reader, users } from '../../../kernel/users.ts';
import { DataDir } from '../sql/datadir.ts';
import { SqlServer } from '../sql/server.ts';
import { type Accepted, serveClient } from './connection.ts';
import { GRANTS_FILE, initialize, initialized, mysqlLayout } from './layout.ts';
import { ErrorLog } from './log.ts';
import { fileOptions, longOptions, versionOf } from './options.ts';

/** Virtual ms of a start: reading the buffer pool, opening the tablespaces. */
const START = [120, 260, 380, 450];

/** Options that are names of no variable, or whose variable is called otherwise. */
const KNOWN = new Set([
  'user',
  'skip-networking',
  'skip-grant-tables',
  'skip-name-resolve',
  'skip-host-cache',
  'host-cache-size',
  'console',
  'datadir',
  'socket',
  'pid-file',
  'port',
  'bind-address',
  'basedir',
  'log-error',
  'character-set-server',
  'collation-server',
  'default-time-zone',
  'wsrep-on',
  'expire-logs-days',
  'skip-slave-start',
  'innodb-buffer-pool-load-at-startup',
  'innodb-use-native-aio',
  'skip-ssl',
  'ssl',
  'skip-log-error',
  'symbolic-links',
  'skip-external-locking',
  'plugin-load-add',
  'plugin-load',
  'default-authentication-plugin',
  'authentication-policy',
  'mysqlx',
  'log-bin',
  'skip-log-bin',
  'server-id',
  'binlog-format',
  'init-file',
  'tmpdir',
  'lc-messages-dir',
  'lc-messages',
  'skip-character-set-client-handshake',
  'event-scheduler',
  'performance-schema',
  'innodb-fast-shutdown',
  'defaults-file',
  'defaults-extra-file',
  'no-defaults',
  'daemonize',
  'character-set-client-handshake',
  'require-secure-transport',
  'secure-file-priv',
  'mysql-native-password',
  'key-buffer-size',
  'thread-stack',
  'sort-buffer-size',
  'read-buffer-size',
  'join-buffer-size',
  'tmp-table-size',
  'max-heap-table-size',
  'innodb-log-buffer-size',
  'innodb-file-format',
  'innodb-large-prefix',
  'innodb-flush-method',
  'max-connect-errors',
  'open-files-limit',
  'table-definition-cache',
  'query-cache-limit',
  'skip-stack-trace',
  'transaction-isolation',
  'sql-mode',
  'max-binlog-size',
  'log-output',
  'slow-query-log-file',
  'general-log-file',
  'innodb-read-only',
  'feedback',
  'innodb-strict-mode',
  'innodb-autoinc-lock-mode',
  'innodb-buffer-pool-instances',
  'innodb-io-capacity',
  'innodb-print-all-deadlocks',
  'default-storage-engine',
]);

interface Settings {
  datadir: string;
  socket: string;
  port: number;
  bind: string;
  networking: boolean;
  grants: boolean;
  pidFile: string;
  initialize: 'secure' | 'insecure' | undefined;
  user: string | undefined;
  initFile: string | undefined;
  variables: [string, string][];
}

function settings(p: Process, maria: boolean, all: readonly [string, string | undefined][]): Settings {
  const run = maria ? '/run/mysqld' : '/var/run/mysqld';
  const s: Settings = {
    datadir: '/var/lib/mysql',
    socket: `${run}/mysqld.sock`,
    port: 3306,
    bind: '',
    networking: true,
    grants: true,
    pidFile: `${run}/mysqld.pid`,
    initialize: undefined,
    user: undefined,
    initFile: undefined,
    variables: [],
  };
  for (const [raw, value] of all) {
    const name = raw.replace(/^loose-/, '');
    switch (name) {
      case 'datadir':
        s.datadir = (value ?? s.datadir).replace(/\/$/, '');
        break;
      case 'socket':
        s.socket = value ?? s.socket;
        break;
      case 'port':
        s.port = Number(value);
        break;
      case 'bind-address':
        s.bind = value ?? '';
        break;
      case 'skip-networking':
        s.networking = /^(0|off|false)$/i.test(value ?? '');
        break;
      case 'skip-grant-tables':
        s.grants = false;
        break;
      case 'pid-file':
        s.pidFile = value ?? s.pidFile;
        break;
      case 'initialize':
        s.initialize = 'secure';
        break;
      case 'initialize-insecure':
        s.initialize = 'insecure';
        break;
      case 'user':
        s.user = value;
        break;
      case 'init-file':
        s.initFile = value;
        break;
      default:
        s.variables.push([name.replace(/-/g, '_'), value ?? 'ON']);
    }
  }
  return s;
}

/** An option that this server does not have; undefined when all are known. */
function unknownOption(server: SqlServer, all: readonly [string, string | undefined][]): string | undefined {
  for (const [name, value] of all) {
    if (name.startsWith('loose-')) continue;
    const plain = name.replace(/^(skip|enable|disable)-/, '');
    if (
      KNOWN.has(name) ||
      KNOWN.has(plain) ||
      name.startsWith('initialize') ||
      ['help', 'verbose', 'version'].includes(name)
    )
      continue;
    if (
      server.variables.has(name.replace(/-/g, '_')) ||
      server.variables.has(plain.replace(/-/g, '_')) ||
      /^(innodb|aria|binlog|wsrep|performance-schema|ssl|slave|replicate|log|myisam|rpl|relay)-/.test(name)
    )
      continue;
    return value === undefined ? `unknown option '--${name}'` : `unknown variable '${name}=${value}'`;
  }
  return undefined;
}

function apply(server: SqlServer, s: Settings): void {
  const v = server.variables;
  v.set('datadir', `${s.datadir}/`);
  v.set('socket', s.socket);
  v.set('port', String(s.networking ? s.port : 0));
  v.set('pid_file', s.pidFile);
  v.set('skip_networking', s.networking ? 'OFF' : 'ON');
  if (s.bind !== '') v.set('bind_address', s.bind);
  for (const [name, value] of s.variables) {
    const size = /^(\d+)([KMG])$/i.exec(value);
    const text =
      size === null
        ? value
        : String(Number(size[1]) * 1024 ** ({ K: 1, M: 2, G: 3 } as Record<string, number>)[size[2]!.toUpperCase()]!);
    if (v.has(name))
      v.set(
        name,
        /^(on|true|1)$/i.test(text) && /^(ON|OFF)$/.test(v.get(name)!)
          ? 'ON'
          : /^(off|false|0)$/i.test(text) && /^(ON|OFF)$/.test(v.get(name)!)
            ? 'OFF'
            : text,
      );
    if (name === 'character_set_server') v.set('character_set_database', text);
  }
}

/** The server as a program. */
export function serverProgram(maria: boolean): Program {
  return function* (p) {
    const version = versionOf(p, !maria);
    const name = maria ? 'mariadbd' : 'mysqld';
    const log = new ErrorLog(p, maria);
    const given = longOptions(
      p.args
        .filter((a) => a !== '-v' && a !== '-?')
        .map((a) => (a.startsWith('-u') && !a.startsWith('--') ? `--user=${a.slice(2)}` : a)),
    );
    if (p.args.includes('--version') || p.args.includes('-V')) {
      yield* p.print(
        `${p.argv[0]}  Ver ${version} for ${maria ? 'debian-linux-gnu' : 'Linux'} on x86_64 (${maria ? 'mariadb.org binary distribution' : 'MySQL Community Server - GPL'})\n`,
      );
      return 0;
    }
    const groups = maria
      ? ['mysqld', 'server', 'mariadb', 'mariadbd', `mariadb-${version.split('.').slice(0, 2).join('.')}`]
      : ['mysqld', 'server'];
    const all = [...fileOptions(p, groups), ...given.options];
    const s = settings(p, maria, all);
    if (given.options.some(([n]) => n === 'help')) {
      yield* p.print(
        `${name}  Ver ${version}\nUsage: ${name} [OPTIONS]\n\ndatadir                           ${s.datadir}/\nsocket                            ${s.socket}\nport                              ${s.port}\n`,
      );
      return 0;
    }
    if (given.rest.length > 0) {
      yield* log.say(
        'ERROR',
        maria
          ? `${name}: Too many arguments (first extra is '${given.rest[0]}').`
          : `Too many arguments (first extra is '${given.rest[0]}').`,
        '010147',
      );
      yield* log.say('ERROR', 'Aborting', '010119');
      return 1;
    }
    if (maria)
      yield* log.mariadb(
        'Note',
        `Starting MariaDB ${version} source revision ${sha256hex(version).slice(0, 40)} server_uid ${serverUid(p, s.datadir)} as process ${p.nsPid}`,
      );
    else
      yield* log.mysql(
        'System',
        s.initialize === undefined ? '010116' : '013169',
        'Server',
        `${p.exe} (mysqld ${version}) ${s.initialize === undefined ? 'starting' : 'initializing of server in progress'} as process ${p.nsPid}`,
      );
    const abort = function* (text: string, code = '010119'): Task<number> {
      yield* log.say('ERROR', text, code);
      yield* log.say('ERROR', 'Aborting', '010119');
      return 1;
    };
    if (p.euid === 0 && s.user === undefined)
      return yield* abort(
        maria
          ? 'Please consult the Knowledge Base to find out how to run mysqld as root!'
          : 'Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!',
        '010123',
      );
    if (s.user !== undefined && p.euid === 0) {
      const u = users(reader(p)).find((x) => x.name === s.user);
      if (u === undefined)
        return yield* abort(
          `Fatal error: Can't change to run as user '${s.user}' ;  Please check that the user exists!`,
        );
      p.uid = p.euid = u.uid;
      p.gid = p.egid = u.gid;
      if (u.uid !== 0) p.caps = new Set();
    }
    const engine = yield* sqlEngine(p);
    if (typeof engine === 'string') return yield* abort(`drydock: ${engine}`);
    const sql = engine.open();
    p.onExit.push(() => sql.close());
    const server = new SqlServer(sql, {
      flavor: maria ? 'mariadb' : 'mysql',
      version,
      kernel: p.kernel,
      hostname: p.uts.hostname,
    });
    const bad = unknownOption(server, all);
    if (bad !== undefined) {
      yield* log.say('ERROR', maria ? `${name}: ${bad}` : bad, '000068');
      yield* log.say('ERROR', 'Aborting', '010119');
      return 7;
    }
    apply(server, s);
    if (s.initialize !== undefined) return yield* initializeOnly(p, log, s, version);
    try {
      return yield* new Running(p, server, s, log, maria, name).run();
    } catch (error) {
      if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
      return yield* abort(
        maria
          ? `${name}: File '${s.datadir}' ${errnoText(error.code)}`
          : `File '${s.datadir}': ${errnoText(error.code)}`,
      );
    }
  };
}

/** A name of the installation that stays with the data directory. */
function serverUid(p: Process, dir: string): string {
  const id = p.fs.tryStat(join(dir, 'aria_log_control'));
  return `${sha256hex(`${dir} ${id?.mtime ?? p.startTime}`).slice(0, 27)}=`;
}

/** `mysqld --initialize-insecure` */
function* initializeOnly(p: Process, log: ErrorLog, s: Settings, version: string): Task<number> {
  const names = p.fs.isDir(s.datadir) ? p.fs.readdir(s.datadir) : [];
  if (names.some((n) => !n.startsWith('.') && n !== 'lost+found')) {
    yield* log.mysql(
      'ERROR',
      '010457',
      'Server',
      '--initialize specified but the data directory has files in it. Aborting.',
    );
    yield* log.mysql(
      'ERROR',
      '013236',
      'Server',
      `The designated data directory ${s.datadir}/ is unusable. You can remove all files that the server added to it.`,
    );
    yield* log.mysql('ERROR', '010119', 'Server', 'Aborting');
    return 1;
  }
  yield* log.mysql('System', '013576', 'InnoDB', 'InnoDB initialization has started.');
  yield* p.sleep(900);
  initialize(p, s.datadir, false);
  yield* log.mysql('System', '013577', 'InnoDB', 'InnoDB initialization has ended.');
  yield* p.sleep(1400);
  if (s.initialize === 'secure')
    yield* log.mysql(
      'System',
      '010454',
      'Server',
      'drydock: the temporary password of --initialize is empty: root@localhost',
    );
  else
    yield* log.mysql(
      'Warning',
      '010453',
      'Server',
      'root@localhost is created with an empty password ! Please consider switching off the --initialize-insecure option.',
    );
  yield* p.sleep(700);
  yield* log.mysql('System', '015018', 'Server', `MySQL Server Initialization - end.`);
  void version;
  return 0;
}

class Running {
  private readonly threads: Threads;
  private readonly listeners: { listener: Listener; local: boolean }[] = [];
  private dir: DataDir;

  constructor(
    private readonly p: Process,
    private readonly server: SqlServer,
    private readonly s: Settings,
    private readonly log: ErrorLog,
    private readonly maria: boolean,
    private readonly name: string,
  ) {
    this.threads = new Threads(p);
    this.dir = new DataDir(p, s.datadir, server.store, mysqlLayout);
  }

  *run(): Task<number> {
    const { p, s, log, server } = this;
    for (const sig of [SIGNALS.TERM, SIGNALS.QUIT, SIGNALS.HUP]) p.actions.set(sig, 'catch');
    p.actions.set(SIGNALS.PIPE, 'ignore');
    // Ctrl-C at a terminal does not stop this server (it takes TERM)
    p.actions.set(SIGNALS.INT, this.maria ? 'ignore' : 'catch');
    const ended = yield* this.start();
    if (ended !== undefined) return ended;
    for (const { listener, local } of this.listeners) this.threads.start(this.accept(listener, local));
    for (;;) {
      yield* this.threads.run(() => server.stopping);
      const signal = p.takeSignal();
      if (server.stopping || (signal !== undefined && signal !== SIGNALS.HUP)) break;
    }
    yield* this.stop();
    void s;
    void log;
    return 0;
  }

  /** Waits; true when a signal to stop came meanwhile. */
  private *pause(ms: number): Task<boolean> {
    const until = this.p.kernel.now + ms;
    while (this.p.kernel.now < until) {
      yield* waitFor([], until);
      while (this.p.caught[0] === SIGNALS.HUP) this.p.takeSignal();
      if (this.p.caught.length > 0) return true;
    }
    return false;
  }

  private *start(): Task<number | undefined> {
    const { p, s, log, server, maria } = this;
    const note = (text: string): Task => log.say('Note', text);
    if (!initialized(p, s.datadir)) {
      if (!p.fs.isDir(s.datadir)) {
        yield* log.say(
          'ERROR',
          maria
            ? `Can't change dir to '${s.datadir}/' (Errcode: 2 "No such file or directory")`
            : `failed to set datadir to ${s.datadir}/`,
          '010339',
        );
        yield* log.say('ERROR', 'Aborting', '010119');
        return 1;
      }
      if (maria) {
        yield* log.mariadb(
          'ERROR',
          "Could not open mysql.plugin table: \"Table 'mysql.plugin' doesn't exist\". Some plugins may be not loaded",
        );
        yield* this.pause(400);
        yield* log.mariadb(
          'ERROR',
          "Fatal error: Can't open and lock privilege tables: Table 'mysql.servers' doesn't exist",
        );
      } else
        yield* log.mysql(
          'ERROR',
          '010326',
          'Server',
          "Fatal error: Can't open and lock privilege tables: Table 'mysql.user' doesn't exist",
        );
      yield* log.say('ERROR', 'Aborting', '010119');
      return 1;
    }
    if (!p.fs.may(p.fs.stat(join(s.datadir, 'ibdata1')), 2)) {
      if (maria) {
        yield* log.mariadb(
          'ERROR',
          "mariadbd: Can't create/write to file './ddl_recovery.log' (Errcode: 13 \"Permission denied\")",
        );
        yield* log.mariadb('ERROR', "InnoDB: The innodb_system data file 'ibdata1' must be writable");
        yield* log.mariadb(
          'ERROR',
          'InnoDB: The error means mariadbd does not have the access rights to the directory.',
        );
      } else yield* log.mysql('ERROR', '012271', 'InnoDB', "The innodb_system data file 'ibdata1' must be writable");
      yield* log.say('ERROR', 'Aborting', '010119');
      return 1;
    }
    if (maria)
      for (const t of [
        'InnoDB: Compressed tables use zlib 1.3',
        'InnoDB: Number of transaction pools: 1',
        'InnoDB: Using crc32 + pclmulqdq instructions',
        'mariadbd: O_TMPFILE is not supported on /tmp (disabling future attempts)',
        'InnoDB: Initializing buffer pool, total size = 128.000MiB, chunk size = 2.000MiB',
        'InnoDB: Completed initialization of buffer pool',
      ])
        yield* note(t);
    if (yield* this.pause(START[0]!)) return 0;
    // another server on these files: tried for a while, then given up
    const lock = join(s.datadir, 'ibdata1');
    for (let tries = 0; !lockFile(p, lock); tries++) {
      if (tries === 0 && maria)
        yield* log.mariadb(
          'ERROR',
          `mariadbd: Can't lock aria control file '${join(s.datadir, 'aria_log_control')}' for exclusive use, error: 11. Will retry for 30 seconds`,
        );
      if (tries < 30) {
        if (yield* this.pause(1000)) return 0;
        continue;
      }
      yield* log.say('ERROR', 'InnoDB: Unable to lock ./ibdata1 error: 11', '012574');
      yield* note(
        `InnoDB: Check that you do not already have another ${this.name} process using the same InnoDB data or log files.`,
      );
      if (maria) {
        yield* log.mariadb('ERROR', 'InnoDB: Plugin initialization aborted with error Generic error');
        yield* log.mariadb('ERROR', "Plugin 'InnoDB' registration as a STORAGE ENGINE failed.");
        yield* log.mariadb('ERROR', 'Unknown/unsupported storage engine: InnoDB');
      } else yield* log.mysql('ERROR', '010020', 'Server', 'Data Dictionary initialization failed.');
      yield* log.say('ERROR', 'Aborting', '010119');
      return 1;
    }
    if (!maria) yield* log.mysql('System', '013576', 'InnoDB', 'InnoDB initialization has started.');
    yield* this.dir.load();
    const grants = p.fs.tryStat(join(s.datadir, GRANTS_FILE));
    if (grants?.kind === 'file') server.grants.fromText(decode(grants.data));
    server.grants.open = !s.grants;
    server.saveGrants = () => p.fs.writeFile(join(s.datadir, GRANTS_FILE), encode(server.grants.toText()), 0o660);
    const lsn = 45_000 + [...server.store.databases.values()].reduce((n, d) => n + d.tables.size, 0) * 300;
    if (maria)
      for (const t of [
        `InnoDB: End of log at LSN=${lsn}`,
        'InnoDB: Opened 3 undo tablespaces',
        'InnoDB: 128 rollback segments in 3 undo tablespaces are active.',
        "InnoDB: Setting file './ibtmp1' size to 12.000MiB. Physically writing the file full; Please wait ...",
        "InnoDB: File './ibtmp1' size is now 12.000MiB.",
        `InnoDB: log sequence number ${lsn}; transaction id ${14 + server.store.nextId}`,
      ])
        yield* note(t);
    if (yield* this.pause(START[1]!)) return 0;
    if (maria)
      for (const t of [
        `InnoDB: Loading buffer pool(s) from ${s.datadir}/ib_buffer_pool`,
        "Plugin 'FEEDBACK' is disabled.",
        "Plugin 'wsrep-provider' is disabled.",
        `InnoDB: Buffer pool(s) load completed at ${ErrorLog.stamp(p.kernel.now).slice(2).replace(/-/g, '')}`,
      ])
        yield* note(t);
    else yield* log.mysql('System', '013577', 'InnoDB', 'InnoDB initialization has ended.');
    if (yield* this.pause(START[2]! + START[3]!)) return 0;
    const failed = yield* this.listen();
    if (failed !== undefined) return failed;
    if (maria) {
      yield* note('mariadbd: Event Scheduler: Loaded 0 events');
      yield* note('mariadbd: ready for connections.');
      yield* p.eprint(
        `Version: '${server.options.version}'  socket: '${s.socket}'  port: ${s.networking ? s.port : 0}  mariadb.org binary distribution\n`,
      );
    } else {
      yield* log.mysql('Warning', '010068', 'Server', 'CA certificate ca.pem is self signed.');
      yield* log.mysql(
        'System',
        '010931',
        'Server',
        `${p.exe}: ready for connections. Version: '${server.options.version}'  socket: '${s.socket}'  port: ${s.networking ? s.port : 0}  MySQL Community Server - GPL.`,
      );
    }
    return undefined;
  }

  private *listen(): Task<number | undefined> {
    const { p, s, log, maria } = this;
    const abort = function* (...lines: string[]): Task<number> {
      for (const l of [...lines, 'Aborting']) yield* log.say('ERROR', l, '010262');
      return 1;
    };
    if (s.networking) {
      const all = s.bind === '' || s.bind === '*' || s.bind === '0.0.0.0' || s.bind === '::';
      const ip = all ? '0.0.0.0' : s.bind === 'localhost' ? '127.0.0.1' : s.bind;
      try {
        this.listeners.push({ listener: p.net.listen(ip, s.port, p), local: false });
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        return yield* abort(
          `Can't start server: Bind on TCP/IP port: ${errnoText(error.code)}`,
          `Do you already have another server running on port: ${s.port} ?`,
        );
      }
      if (maria) {
        yield* log.mariadb('Note', `Server socket created on IP: '${ip}', port: '${s.port}'.`);
        if (s.bind === '' || s.bind === '*')
          yield* log.mariadb('Note', `Server socket created on IP: '::', port: '${s.port}'.`);
      }
    }
    try {
      if (p.fs.tryLstat(s.socket) !== undefined) p.fs.unlink(s.socket);
      this.listeners.push({ listener: listenUnix(p, s.socket), local: true });
      p.fs.writeFile(s.pidFile, encode(`${p.nsPid}\n`));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      return yield* abort(
        `Can't start server : Bind on unix socket: ${errnoText(error.code)}`,
        `Do you already have another mysqld server running on socket: ${s.socket} ?`,
      );
    }
    return undefined;
  }

  private *accept(listener: Listener, local: boolean): Task {
    const { p, server, log, maria } = this;
    const accepted: Accepted = {
      server,
      process: p,
      note: function* (text, id) {
        if (maria) yield* log.mariadb('Warning', text, id);
      },
    };
    for (;;) {
      const c = yield* p.kernel.net.accept(p, listener);
      if (c === undefined) {
        if (listener.closed) return;
        continue;
      }
      this.threads.start(serveClient(accepted, c, local), (error) => {
        c.close();
        if (!(error instanceof FsError)) throw error;
      });
    }
  }

  private *stop(): Task {
    const { p, s, log, maria, server } = this;
    if (maria) yield* log.mariadb('Note', 'mariadbd (initiated by: unknown): Normal shutdown');
    else
      yield* log.mysql(
        'System',
        '013172',
        'Server',
        `Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: ${server.options.version}).`,
      );
    for (const { listener, local } of this.listeners) {
      if (local) closeUnix(listener);
      else p.net.unlisten(listener);
    }
    for (const session of [...server.sessions.values()]) session.close();
    this.threads.close();
    if (maria)
      for (const t of [
        'InnoDB: FTS optimize thread exiting.',
        'InnoDB: Starting shutdown...',
        `InnoDB: Dumping buffer pool(s) to ${s.datadir}/ib_buffer_pool`,
      ])
        yield* log.mariadb('Note', t);
    yield* waitFor([], p.kernel.now + 160);
    this.dir.checkpoint();
    try {
      if (maria) p.fs.writeFile(join(s.datadir, 'ib_buffer_pool'), encode('0,0\n'), 0o660);
      for (const f of [s.socket, s.pidFile]) if (p.fs.tryLstat(f) !== undefined) p.fs.unlink(f);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
    }
    yield* waitFor([], p.kernel.now + 240);
    if (maria)
      for (const t of [
        `InnoDB: Buffer pool(s) dump completed at ${ErrorLog.stamp(p.kernel.now).slice(2).replace(/-/g, '')}`,
        'InnoDB: Removed temporary tablespace data file: "./ibtmp1"',
        `InnoDB: Shutdown completed; log sequence number 45502; transaction id ${15 + server.store.nextId}`,
        'mariadbd: Shutdown complete',
      ])
        yield* log.mariadb('Note', t);
    else
      yield* log.mysql(
        'System',
        '010910',
        'Server',
        `${p.exe}: Shutdown complete (mysqld ${server.options.version})  MySQL Community Server - GPL.`,
      );
  }
}

/** mariadb-install-db: fills an empty data directory. */
export const installDb: Program = function* (p) {
  const { options } = longOptions(p.args);
  const value = (n: string): string | undefined => options.findLast(([k]) => k === n)?.[1];
  const dir = value('datadir') ?? '/var/lib/mysql';
  const user = value('user');
  try {
    p.fs.mkdirp(dir);
    yield* p.sleep(300);
    if (p.fs.isDir(join(dir, 'mysql'))) return 0;
    yield* p.sleep(1500);
    initialize(p, dir, true);
    yield* p.sleep(700);
    const u = user === undefined || p.euid !== 0 ? undefined : users(reader(p)).find((x) => x.name === user);
    if (u !== undefined) {
      const own = (path: string): void => {
        p.fs.chown(path, u.uid, u.gid);
        if (p.fs.isDir(path)) for (const n of p.fs.readdir(path)) own(join(path, n));
      };
      own(dir);
    }
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* p.eprint(
      `mkdir: cannot create directory '${dir}': ${errnoText(error.code)}\nFatal error Can't create database directory '${dir}'\n`,
    );
    return 1;
  }
  return 0;
};
