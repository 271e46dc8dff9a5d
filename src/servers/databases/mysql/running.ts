// A running mariadbd or mysqld: the start over some seconds, connections, the end.

import { decode, encode } from '../../../fs/bytes.ts';
import { errnoText, FsError } from '../../../fs/node.ts';
import { join } from '../../../fs/path.ts';
import { type Task, waitFor } from '../../../kernel/block.ts';
import { lockFile } from '../../../kernel/flock.ts';
import type { Listener } from '../../../kernel/net.ts';
import type { Process } from '../../../kernel/process.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import { Threads } from '../../../kernel/threads.ts';
import { closeUnix, listenUnix } from '../../../kernel/unix.ts';
import { DataDir } from '../sql/datadir.ts';
import type { SqlServer } from '../sql/server.ts';
import { type Accepted, serveClient } from './connection.ts';
import { GRANTS_FILE, initialized, mysqlLayout } from './layout.ts';
import { ErrorLog } from './log.ts';
import type { Settings } from './settings.ts';

/** Virtual ms of a start: reading the buffer pool, opening the tablespaces. */
const START = [120, 260, 380, 450];

export class Running {
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
