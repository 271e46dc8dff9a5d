// `mariadb` and `mysql`: the client at a terminal, with -e, and with statements piped in.

import { decode } from '../../../fs/bytes.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import { LineReader, type Process } from '../../../kernel/process.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import { Client, ClientError, type ClientResult, type Target } from './client.ts';
import { BadOption, type ClientOptions, clientOptions, target } from './clientopts.ts';
import { versionOf } from './options.ts';
import { bordered, tabbed, vertical } from './print.ts';
import { type Ended, Scanner } from './scanner.ts';
import { command, Quit, slash } from './monitor-commands.ts';
import { LONG, SHORT } from './monitor-options.ts';

export class Monitor {
  readonly scanner = new Scanner();
  private db: string;
  lineNumber = 0;
  private status = 0;
  showWarnings: boolean;
  private readonly tty: boolean;

  constructor(
    readonly p: Process,
    private readonly o: ClientOptions,
    readonly t: Target,
    public client: Client,
    readonly maria: boolean,
    private readonly batch: boolean,
  ) {
    this.db = t.db;
    this.showWarnings = o.has('show-warnings');
    this.tty = p.isatty(1);
    const delimiter = o.get('delimiter');
    if (delimiter !== undefined && delimiter !== '') this.scanner.delimiter = delimiter;
  }

  /** A line that MariaDB's client shows in bold on a terminal. */
  *info(text: string): Task {
    yield* this.p.print(this.tty && this.maria && !this.batch ? `\x1b[1m${text}\x1b[0m` : text);
  }

  private *error(e: ClientError, statement: string): Task {
    const { p } = this;
    if (this.batch) {
      if (this.maria && statement !== '') yield* p.eprint(`--------------\n${statement}\n--------------\n\n`);
      yield* p.eprint(`ERROR ${e.code} (${e.state}) at line ${this.lineNumber}: ${e.message}\n`);
      this.status = 1;
      if (!this.o.has('force')) throw new Quit();
    } else yield* p.print(`ERROR ${e.code} (${e.state}): ${e.message}\n`);
  }

  // --- commands of the client itself

  *useDb(name: string): Task {
    const db = name.trim().replace(/^[`'"](.*)[`'"]$/, '$1');
    if (db === '') {
      yield* this.p.print('ERROR: \nUSE must be followed by a database name\n');
      return;
    }
    try {
      yield* this.client.use(db);
      this.db = db;
      if (!this.batch) yield* this.info('Database changed\n');
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      yield* this.error(error, `use ${db}`);
    }
  }

  *source(file: string): Task {
    let text: string;
    try {
      text = this.p.fs.readText(file);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      const n = error.code === 'ENOENT' ? 2 : error.code === 'EISDIR' ? 21 : 13;
      const line = `ERROR: \nFailed to open file '${file}', error: ${n}\n`;
      if (this.batch) {
        yield* this.p.eprint(line);
        throw new Quit();
      }
      yield* this.p.print(line);
      void errnoText;
      return;
    }
    for (const line of text.split('\n')) yield* this.line(line);
    for (const x of this.scanner.rest()) yield* this.statement(x);
  }

  *line(line: string): Task {
    this.lineNumber++;
    if (yield* command(this, line)) return;
    for (const x of this.scanner.feed(line)) {
      if ('slash' in x) yield* slash(this, x);
      else yield* this.statement(x);
    }
  }

  // --- statements

  *statement(x: Ended): Task {
    if (x.text === '') {
      if (!this.batch) yield* this.p.print('ERROR: No query specified\n\n');
      return;
    }
    const use = /^use\s+(\S+)$/i.exec(x.text);
    if (use !== null) return yield* this.useDb(use[1]!);
    const from = this.p.kernel.now;
    let r: ClientResult;
    try {
      r = yield* this.client.query(x.text);
      yield* this.shown(r, x.vertical, from);
      while (r.more) {
        r = yield* this.client.next();
        yield* this.shown(r, x.vertical, from);
      }
    } catch (error) {
      if (error instanceof FsError && error.code === 'EINTR') return yield* this.interrupted();
      if (!(error instanceof ClientError)) throw error;
      if (error.code === 2006 || error.code === 2013) yield* this.reconnect(error, x);
      else yield* this.error(error, x.text);
    }
  }

  private *interrupted(): Task {
    this.p.caught.length = 0;
    yield* this.p.print('Ctrl-C -- query killed. Continuing normally.\n');
    const { connectionId } = this.client;
    try {
      this.client = yield* Client.connect(this.p, { ...this.t, db: this.db });
      yield* this.client.query(`KILL ${connectionId}`);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
    }
    yield* this.p.print('ERROR 1317 (70100): Query execution was interrupted\n');
  }

  private *reconnect(e: ClientError, x: Ended): Task {
    if (this.batch) return yield* this.error(e, x.text);
    yield* this.p.print(`ERROR ${e.code} (${e.state}): ${e.message}\nNo connection. Trying to reconnect...\n`);
    try {
      this.client = yield* Client.connect(this.p, { ...this.t, db: this.db });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      yield* this.p.print(
        `ERROR ${error.code} (${error.state}): ${error.message}\nERROR: Can't connect to the server\n\n`,
      );
      return;
    }
    yield* this.p.print(
      `Connection id:    ${this.client.connectionId}\nCurrent database: ${this.db === '' ? '*** NONE ***' : this.db}\n\n`,
    );
    const from = this.p.kernel.now;
    try {
      yield* this.shown(yield* this.client.query(x.text), x.vertical, from);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      yield* this.error(error, x.text);
    }
  }

  private *shown(r: ClientResult, upright: boolean, from: number): Task {
    const { p, o, maria } = this;
    const seconds = (p.kernel.now - from) / 1000;
    const time = `(${maria ? seconds.toFixed(3) : seconds.toFixed(2)} sec)`;
    const names = !o.has('skip-column-names');
    if (r.kind === 'rows') {
      const asTable = this.batch ? o.has('table') : !o.has('batch');
      const tall = upright || o.has('vertical');
      if (r.rows.length > 0)
        yield* p.print(
          tall
            ? vertical(r.columns, r.rows)
            : asTable
              ? bordered(r.columns, r.rows, names)
              : tabbed(r.columns, r.rows, names, o.has('raw')),
        );
      if (!this.batch)
        yield* this.info(
          r.rows.length === 0
            ? `Empty set ${time}\n\n`
            : `${r.rows.length} row${r.rows.length === 1 ? '' : 's'} in set${this.warned(r.warnings)} ${time}\n\n`,
        );
    } else if (!this.batch) {
      const info = r.info === '' ? '' : `${r.info}\n`;
      yield* this.info(
        `Query OK, ${r.affected} row${r.affected === 1 ? '' : 's'} affected${this.warned(r.warnings)} ${time}\n${info}\n`,
      );
    }
    if (this.showWarnings && r.warnings > 0) {
      const w = yield* this.client.query('SHOW WARNINGS');
      if (w.kind === 'rows')
        yield* p.print(w.rows.map((x) => `${decode(x[0]!)} (Code ${decode(x[1]!)}): ${decode(x[2]!)}\n`).join(''));
    }
  }
  private warned(n: number): string {
    return n === 0 ? '' : `, ${n} warning${n === 1 ? '' : 's'}`;
  }

  // --- where statements come from

  *execute(text: string): Task<number> {
    try {
      const lines = text.split('\n');
      for (const l of lines) yield* this.line(l);
      for (const x of this.scanner.rest()) yield* this.statement(x);
    } catch (error) {
      if (!(error instanceof Quit)) throw error;
    }
    return this.status;
  }

  *piped(): Task<number> {
    const lines = new LineReader(this.p, 0);
    try {
      for (let l = yield* lines.next(); l !== undefined; l = yield* lines.next()) yield* this.line(l);
      for (const x of this.scanner.rest()) yield* this.statement(x);
    } catch (error) {
      if (!(error instanceof Quit)) throw error;
    }
    return this.status;
  }

  private prompt(): string {
    if (this.scanner.open !== '') return `    ${this.scanner.open}> `;
    if (this.scanner.pending) return '    -> ';
    return this.maria ? `MariaDB [${this.db === '' ? '(none)' : this.db}]> ` : 'mysql> ';
  }

  *interactive(): Task<number> {
    const { p, maria, client } = this;
    const banner = maria
      ? `Welcome to the MariaDB monitor.  Commands end with ; or \\g.\nYour MariaDB connection id is ${client.connectionId}\nServer version: ${client.serverVersion} mariadb.org binary distribution\n\nCopyright (c) 2000, 2018, Oracle, MariaDB Corporation Ab and others.\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n`
      : `Welcome to the MySQL monitor.  Commands end with ; or \\g.\nYour MySQL connection id is ${client.connectionId}\nServer version: ${client.serverVersion} MySQL Community Server - GPL\n\nCopyright (c) 2000, 2025, Oracle and/or its affiliates.\n\nOracle is a registered trademark of Oracle Corporation and/or its\naffiliates. Other names may be trademarks of their respective\nowners.\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n`;
    if (!this.o.has('silent')) yield* this.info(banner);
    p.actions.set(SIGNALS.INT, 'catch');
    try {
      for (;;) {
        yield* p.print(this.prompt());
        let got: Uint8Array;
        try {
          got = yield* p.read(0);
        } catch (error) {
          if (!(error instanceof FsError) || error.code !== 'EINTR') throw error;
          while (p.takeSignal() !== undefined);
          this.scanner.clear();
          yield* p.print('\n');
          continue;
        }
        if (got.length === 0) {
          yield* this.info('Bye\n');
          return this.status;
        }
        const line = decode(got).replace(/\n$/, '');
        yield* this.line(line);
      }
    } catch (error) {
      if (!(error instanceof Quit)) throw error;
      yield* this.info('Bye\n');
    }
    return this.status;
  }
}

/** The client as a program. */
export function monitorProgram(maria: boolean): Program {
  return function* (p) {
    let o: ClientOptions;
    try {
      o = clientOptions(p, {
        short: SHORT,
        long: LONG,
        groups: maria ? ['mysql', 'mariadb', 'mariadb-client'] : ['mysql'],
      });
    } catch (error) {
      if (!(error instanceof BadOption)) throw error;
      yield* p.eprint(`${error.message}\n`);
      return error.status === 5 ? 5 : 7;
    }
    const version = versionOf(p, !maria);
    if (o.has('version')) {
      yield* p.print(
        maria
          ? `${p.argv[0]} from ${version}, client 15.2 for debian-linux-gnu (x86_64) using  EditLine wrapper\n`
          : `${p.argv[0]}  Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)\n`,
      );
      return 0;
    }
    if (o.has('help')) {
      yield* p.print(
        `${p.argv[0]} from ${version}\n\nUsage: ${p.argv[0]} [OPTIONS] [database]\n  ${LONG.map((l) => `--${l.replace(/=\??$/, '=value')}`).join('\n  ')}\n`,
      );
      return 0;
    }
    if (!maria && o.get('password') !== undefined && p.args.some((a) => /^-p.|^--password=./.test(a)))
      yield* p.eprint(`${p.name}: [Warning] Using a password on the command line interface can be insecure.\n`);
    const execute = o.get('execute');
    const batch = execute !== undefined || o.has('batch') || !p.isatty(0);
    try {
      const t = yield* target(p, o, maria, o.get('database') ?? o.rest[0] ?? '');
      const client = yield* Client.connect(p, t);
      const monitor = new Monitor(p, o, t, client, maria, batch);
      const init = o.get('init-command');
      if (init !== undefined) yield* client.query(init);
      const status =
        execute !== undefined
          ? yield* monitor.execute(execute)
          : batch
            ? yield* monitor.piped()
            : yield* monitor.interactive();
      yield* client.close();
      return status;
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      yield* p.eprint(`ERROR ${error.code} (${error.state}): ${error.message}\n`);
      return 1;
    }
  };
}
