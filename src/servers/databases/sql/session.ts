// One connection to an SQL server: its database, variables and transaction, and how a statement of it is carried out.

import { type Task, waitFor } from '../../../kernel/block.ts';
import type { SqlValue } from '../../../kernel/sql.ts';
import type { Statement, TableName } from './ast.ts';
import { alterTable } from './ddl-alter.ts';
import { createTable } from './ddl.ts';
import {
  createDatabase,
  createIndex,
  createView,
  dropDatabase,
  dropIndex,
  dropTables,
  renameTables,
  truncate,
} from './ddl-drop.ts';
import { deleteRows, updateRows } from './dml.ts';
import { insertRows } from './dml-insert.ts';
import { SqlError, unsupported } from './errors.ts';
import { administer } from './admin.ts';
import { virtualTable } from './infoschema.ts';
import { parse } from './parse.ts';
import { ParseError, Unsupported } from './reader.ts';
import type { Piece } from './scope.ts';
import type { SqlServer } from './server.ts';
import { show } from './show.ts';
import { Locked, Tx } from './store.ts';
import type { Table } from './tables.ts';
import { type Tables, Translator } from './translate.ts';
import type { Context } from './translate-expr.ts';
import type { Account } from './grants.ts';
import { READ_ONLY } from './variables.ts';
import { explain } from './explain.ts';
import { ok, type Result, type Warning } from './result.ts';

export class Session {
  db = '';
  readonly tx = new Tx();
  /** Has BEGIN been said? */
  inTransaction = false;
  /** PostgreSQL: an error in a transaction makes all that follows fail until it ends. */
  failed = false;
  readonly userVars = new Map<string, SqlValue>();
  readonly vars = new Map<string, string>();
  readonly temporary = new Map<string, Table>();
  warnings: Warning[] = [];
  lastInsertId = 0;
  rowCount = -1;
  foundRows = 0;
  /** What SHOW PROCESSLIST shows. */
  running: string | undefined;
  since: number;
  killed = false;
  /** Tables of information_schema that were made for the present statement. */
  private virtual: Table[] = [];
  private now = 0;

  constructor(
    readonly server: SqlServer,
    readonly id: number,
    /** As the client called itself, and from where. */
    readonly user: string,
    readonly host: string,
    public account: Account,
  ) {
    this.since = server.now;
    server.sessions.set(id, this);
  }

  get mysql(): boolean {
    return this.server.mysql;
  }
  get autocommit(): boolean {
    return this.vars.get('autocommit') !== 'OFF';
  }

  close(): void {
    this.server.store.rollback(this.tx);
    for (const t of this.temporary.values()) this.server.store.unmake(t);
    this.server.sessions.delete(this.id);
  }

  // --- what expressions see

  context(): Context {
    const { server } = this;
    return {
      flavor: server.flavor,
      errors: server.errors,
      now: this.now,
      db: this.db,
      version: server.options.version,
      user: this.mysql ? `${this.user}@${this.host}` : this.user,
      account: this.mysql ? `${this.account.user}@${this.account.host}` : this.user,
      connectionId: this.id,
      lastInsertId: this.lastInsertId,
      rowCount: this.rowCount,
      foundRows: this.foundRows,
      userVar: (name) => this.userVars.get(name) ?? null,
      sysVar: (name, scope) => this.sysVar(name, scope),
      random: () => server.options.kernel.random.next() / 2 ** 32,
      uuid: () => server.uuid(),
    };
  }
  translator(): Translator {
    const tables: Tables = {
      find: (db, name) => this.table(db, name, 'SELECT'),
      modern: this.server.flavor === 'mariadb' && this.server.number >= 1106,
    };
    return new Translator(this.context(), tables);
  }

  /** A variable's value. @throws SqlError 1193 */
  sysVar(name: string, scope: 'global' | 'session' | '' = ''): SqlValue {
    const v = (scope === 'global' ? undefined : this.vars.get(name)) ?? this.server.variables.get(name);
    if (v === undefined) {
      if (name === 'identity' || name === 'last_insert_id') return this.lastInsertId;
      if (name === 'error_count') return 0;
      throw this.server.errors.unknownVariable(name);
    }
    if (v === 'ON' || v === 'OFF') return v === 'ON' ? 1 : 0;
    return /^\d{1,15}(\.\d+)?$/.test(v) ? Number(v) : v;
  }
  setVar(name: string, value: SqlValue, global: boolean): void {
    const old = this.server.variables.get(name);
    if (old === undefined) throw this.server.errors.unknownVariable(name);
    if (READ_ONLY.has(name)) throw new SqlError(1238, 'HY000', `Variable '${name}' is a read only variable`);
    if (global) this.needGlobal('SUPER');
    let text = value === null ? '' : String(value);
    if (old === 'ON' || old === 'OFF') {
      if (!/^(on|off|1|0|true|false)$/i.test(text))
        throw new SqlError(1231, '42000', `Variable '${name}' can't be set to the value of '${text}'`);
      text = /^(on|1|true)$/i.test(text) ? 'ON' : 'OFF';
    }
    if (global) this.server.variables.set(name, text);
    else this.vars.set(name, text);
    if (name === 'foreign_key_checks') this.tx.foreignChecks = text === 'ON';
    if (name === 'autocommit' && text === 'ON') this.commit();
    if (name === 'tx_isolation' || name === 'transaction_isolation')
      for (const n of ['tx_isolation', 'transaction_isolation'])
        if (this.server.variables.has(n)) this.vars.set(n, text);
  }

  // --- rights

  denied(code: number, state: string, message: string): SqlError {
    return new SqlError(code, state, message);
  }
  private get who(): string {
    return `'${this.user}'@'${this.host}'`;
  }
  has(privilege: string, db?: string, table?: string): boolean {
    return !this.mysql || this.server.grants.has(this.account, privilege, db, table);
  }
  needGlobal(privilege: string): void {
    if (!this.has(privilege))
      throw new SqlError(
        1227,
        '42000',
        `Access denied; you need (at least one of) the ${privilege} privilege(s) for this operation`,
      );
  }
  needDb(privilege: string, db: string): void {
    if (!this.has(privilege, db)) throw this.dbDenied(db);
  }
  dbDenied(db: string): SqlError {
    return new SqlError(
      1044,
      '42000',
      `Access denied for user '${this.account.user}'@'${this.account.host}' to database '${db}'`,
    );
  }
  needTable(privilege: string, db: string, table: string): void {
    if (!this.has(privilege, db, table))
      throw new SqlError(
        1142,
        '42000',
        `${privilege} command denied to user ${this.who} for table ${this.server.flavor === 'mariadb' ? `\`${db}\`.\`${table}\`` : `'${table}'`}`,
      );
  }

  // --- tables

  /** The database a name falls into. @throws SqlError 1046 */
  dbOf(db: string | undefined): string {
    if (!this.mysql) {
      if (db !== undefined && db !== 'public' && db !== this.db && db !== 'pg_catalog' && db !== 'information_schema')
        throw new SqlError(0, '3F000', `schema "${db}" does not exist`);
      return db === 'pg_catalog' || db === 'information_schema' ? db : this.db;
    }
    const name = db ?? this.db;
    if (name === '') throw this.server.errors.noDatabase();
    return name;
  }
  /** A table by its name. @throws SqlError 1046, 1142, 1146 */
  table(db: string | undefined, name: string, privilege: string | undefined): Table {
    const at = this.dbOf(db);
    const temp = this.temporary.get(`${at}.${name}`);
    if (temp !== undefined) return temp;
    const made = virtualTable(this, at, name, db !== undefined);
    if (made !== undefined) {
      this.virtual.push(made);
      return made;
    }
    if (privilege !== undefined) this.needTable(privilege, at, name);
    const database = this.server.store.databases.get(at);
    const t = database?.tables.get(name);
    if (t === undefined) {
      if (database === undefined && this.mysql) throw this.server.errors.unknownDatabase(at);
      throw this.server.errors.noTable(at, name);
    }
    return t;
  }
  named(t: TableName, privilege: string | undefined): Table {
    return this.table(t.db, t.name, privilege);
  }

  // --- statements

  /** Carries out one statement. @throws SqlError */
  *run(text: string): Task<Result> {
    const { server } = this;
    server.questions++;
    this.running = text;
    this.since = server.now;
    try {
      const s = this.parse(text);
      if (this.failed && s.k !== 'rollback' && s.k !== 'commit')
        throw new SqlError(
          0,
          '25P02',
          'current transaction is aborted, commands ignored until end of transaction block',
        );
      if (!(s.k === 'show' && (s.what === 'WARNINGS' || s.what === 'ERRORS'))) this.warnings = [];
      return yield* this.carry(s);
    } catch (error) {
      const e = this.asError(error, text);
      if (this.mysql) this.warnings = [{ level: 'Error', code: e.code, text: e.message }];
      else if (this.inTransaction) this.failed = true;
      this.rowCount = -1;
      throw e;
    } finally {
      this.running = undefined;
      this.since = server.now;
      for (const t of this.virtual.splice(0)) server.store.unmake(t);
    }
  }

  parse(text: string): Statement {
    const s = parse(text, this.mysql ? 'mysql' : 'postgres');
    return s;
  }
  private asError(error: unknown, text: string): SqlError {
    if (error instanceof SqlError) return error;
    if (error instanceof ParseError)
      return text.trim() === ''
        ? new SqlError(1065, '42000', 'Query was empty')
        : this.server.errors.syntax(text, error.at);
    if (error instanceof Unsupported) return unsupported(error.what);
    if (error instanceof Error && !/^(TypeError|ReferenceError|RangeError)$/.test(error.name))
      return new SqlError(1235, '0A000', `drydock: this statement is not simulated (${error.message})`);
    throw error;
  }

  private *carry(s: Statement): Task<Result> {
    const { store, errors } = this.server;
    for (;;) {
      const mark = this.tx.undo.length;
      this.now = this.server.now;
      try {
        const result = this.perform(s);
        const wait = this.slept;
        this.slept = 0;
        if (wait > 0) yield* waitFor([], this.server.now + wait * 1000);
        if (!this.inTransaction && this.autocommit) store.commit(this.tx);
        this.rowCount = result.kind === 'ok' ? result.affected : -1;
        if (result.kind === 'rows') this.foundRows = result.rows.length;
        return result;
      } catch (error) {
        store.rollbackTo(this.tx, mark);
        if (!(error instanceof Locked)) {
          if (!this.inTransaction && this.autocommit) store.rollback(this.tx);
          throw error;
        }
        for (const t of this.virtual.splice(0)) store.unmake(t);
        for (let h: Tx | undefined = error.holder; h !== undefined; h = h.waitingFor) {
          if (h !== this.tx) continue;
          store.rollback(this.tx);
          this.inTransaction = false;
          throw errors.deadlock();
        }
        const until = this.server.now + Number(this.sysVarOr('innodb_lock_wait_timeout', 50)) * 1000;
        this.tx.waitingFor = error.holder;
        try {
          while (error.holder.locks.size > 0) {
            if (this.server.now >= until) {
              if (!this.inTransaction && this.autocommit) store.rollback(this.tx);
              throw errors.lockTimeout();
            }
            yield* waitFor([error.holder.released], until);
          }
        } finally {
          this.tx.waitingFor = undefined;
        }
      }
    }
  }
  private sysVarOr(name: string, other: SqlValue): SqlValue {
    return this.server.variables.has(name) ? this.sysVar(name) : other;
  }
  /** Seconds of SLEEP in the present statement. */
  slept = 0;

  commit(): void {
    this.server.store.commit(this.tx);
    this.inTransaction = false;
    this.failed = false;
  }
  rollback(): void {
    this.server.store.rollback(this.tx);
    this.inTransaction = false;
    this.failed = false;
  }

  /** Runs a translated query. */
  all(sql: string): SqlValue[][] {
    return this.server.store.view(this.tx, () => this.server.sql.all(sql));
  }
  /** The values of expressions that need no table. */
  values(pieces: readonly Piece[]): SqlValue[] {
    return pieces.length === 0 ? [] : this.server.sql.all(`SELECT ${pieces.map((p) => p.sql).join(', ')}`)[0]!;
  }

  private perform(s: Statement): Result {
    switch (s.k) {
      case 'query': {
        const t = this.translator();
        const q = t.query(s.query, undefined);
        this.slept += t.sleep;
        const rows = this.all(q.sql);
        return { kind: 'rows', columns: q.columns, rows, tag: `SELECT ${rows.length}` };
      }
      case 'insert':
        return insertRows(this, s);
      case 'update':
        return updateRows(this, s);
      case 'delete':
        return deleteRows(this, s);
      case 'begin':
        if (this.mysql) this.commit();
        else if (this.inTransaction)
          this.warnings.push({ level: 'Warning', code: 0, text: 'there is already a transaction in progress' });
        this.inTransaction = true;
        return ok('BEGIN');
      case 'commit': {
        const failed = this.failed;
        if (failed) this.rollback();
        else {
          if (!this.mysql && !this.inTransaction)
            this.warnings.push({ level: 'Warning', code: 0, text: 'there is no transaction in progress' });
          this.commit();
        }
        return ok(failed ? 'ROLLBACK' : 'COMMIT');
      }
      case 'rollback': {
        if (s.to === undefined) {
          this.rollback();
          return ok('ROLLBACK');
        }
        const at = this.tx.savepoints.findLastIndex((p) => p.name === s.to);
        if (at < 0) throw new SqlError(1305, '42000', `SAVEPOINT ${s.to} does not exist`);
        this.server.store.rollbackTo(this.tx, this.tx.savepoints[at]!.mark);
        this.tx.savepoints.length = at + 1;
        this.failed = false;
        return ok('ROLLBACK');
      }
      case 'savepoint':
        this.tx.savepoints.push({ name: s.name, mark: this.tx.undo.length });
        return ok('SAVEPOINT');
      case 'release': {
        const at = this.tx.savepoints.findLastIndex((p) => p.name === s.name);
        if (at < 0) throw new SqlError(1305, '42000', `SAVEPOINT ${s.name} does not exist`);
        this.tx.savepoints.length = at;
        return ok('RELEASE');
      }
      case 'use': {
        this.useDb(s.name);
        return { ...ok('USE'), changedDb: true };
      }
      case 'show':
        return show(this, s);
      case 'explain':
        return explain(this, s.of);
      case 'nothing':
        return ok('OK');
      default:
    }
    const done = administer(this, s);
    if (done !== undefined) return done;
    // MySQL ends the transaction before it changes a table
    if (this.mysql && !(s.k === 'createtable' && s.temporary)) this.commit();
    switch (s.k) {
      case 'createtable':
        return createTable(this, s);
      case 'alter':
        return alterTable(this, s);
      case 'drop':
        return dropTables(this, s);
      case 'rename':
        return renameTables(this, s);
      case 'truncate':
        return truncate(this, s);
      case 'createindex':
        return createIndex(this, s);
      case 'dropindex':
        return dropIndex(this, s);
      case 'createview':
        return createView(this, s);
      case 'createdb':
        return createDatabase(this, s);
      case 'dropdb':
        return dropDatabase(this, s);
      case 'analyze': {
        if (!this.mysql) return ok(s.verb.toUpperCase());
        const rows = s.tables.map((n) => {
          const t = this.named(n, 'SELECT');
          return [`${t.db}.${t.name}`, s.verb, 'status', 'OK'];
        });
        return {
          kind: 'rows',
          columns: ['Table', 'Op', 'Msg_type', 'Msg_text'].map((name) => ({
            name,
            type: { base: 'str' },
            from: undefined,
          })),
          rows,
        };
      }
      default:
        throw unsupported(`the statement ${s.k}`);
    }
  }

  /** @throws SqlError 1044, 1049 */
  useDb(name: string): void {
    const { store, grants, errors } = this.server;
    if (name.toLowerCase() === 'information_schema' && this.mysql) {
      this.db = 'information_schema';
      return;
    }
    if (this.mysql && !grants.sees(this.account, name)) throw this.dbDenied(name);
    if (!store.databases.has(name)) throw errors.unknownDatabase(name);
    this.db = name;
  }
}
