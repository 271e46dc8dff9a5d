// Whole statements: what begins with which word, SHOW and SET.

import type { Expr, Statement } from './ast.ts';
import type { Dialect } from './lexer.ts';
import { UserParser } from './parse-users.ts';
import { Unsupported } from './reader.ts';

const SHOW_LISTS = new Set([
  'DATABASES',
  'SCHEMAS',
  'ENGINES',
  'PLUGINS',
  'PRIVILEGES',
  'PROCESSLIST',
  'WARNINGS',
  'ERRORS',
  'COLLATION',
  'CHARSET',
  'EVENTS',
  'TRIGGERS',
  'MASTER',
  'BINARY',
]);

class Parser extends UserParser {
  protected simple(): Expr {
    // a default value ends before NOT NULL and the like, so only what binds tightly belongs to it
    const from = this.i;
    const e = this.expr();
    if (
      e.k === 'un' ||
      e.k === 'lit' ||
      e.k === 'fn' ||
      e.k === 'cast' ||
      e.k === 'col' ||
      e.k === 'bin' ||
      e.k === 'row' ||
      e.k === 'case' ||
      e.k === 'collate'
    )
      return e;
    this.i = from;
    return this.fail();
  }

  statement(): Statement {
    const s = this.begin();
    this.op(';');
    if (this.t.kind !== 'end') this.fail();
    return s;
  }

  private begin(): Statement {
    const w = this.word();
    if (this.startsQuery()) return { k: 'query', query: this.query() };
    switch (w) {
      case 'INSERT':
        return this.insert();
      case 'REPLACE':
        return this.mysql ? this.insert() : this.fail();
      case 'UPDATE':
        return this.update();
      case 'DELETE':
        return this.delete();
      case 'CREATE':
        return this.create();
      case 'ALTER':
        return this.alter();
      case 'DROP':
        return this.drop();
      case 'TRUNCATE':
        this.i++;
        this.take('TABLE');
        return { k: 'truncate', tables: this.restarted(this.list(() => this.tableName())) };
      case 'BEGIN':
        this.i++;
        this.take('WORK') || this.take('TRANSACTION');
        return { k: 'begin' };
      case 'START':
        this.i++;
        this.need('TRANSACTION');
        while (this.t.kind === 'word' || this.isOp(',')) this.i++;
        return { k: 'begin' };
      case 'COMMIT':
      case 'END':
        this.i++;
        this.take('WORK') || this.take('TRANSACTION');
        return { k: 'commit' };
      case 'ROLLBACK':
      case 'ABORT': {
        this.i++;
        this.take('WORK') || this.take('TRANSACTION');
        const to = this.take('TO') ? (this.take('SAVEPOINT'), this.name()) : undefined;
        return { k: 'rollback', to };
      }
      case 'SAVEPOINT':
        this.i++;
        return { k: 'savepoint', name: this.name() };
      case 'RELEASE':
        this.i++;
        this.take('SAVEPOINT');
        return { k: 'release', name: this.name() };
      case 'SET':
        return this.set();
      case 'SHOW':
        return this.show();
      case 'EXPLAIN':
      case 'DESCRIBE':
      case 'DESC':
        return this.explain();
      case 'GRANT':
      case 'REVOKE':
        return this.grant();
      case 'ANALYZE':
      case 'OPTIMIZE':
      case 'CHECK':
      case 'REPAIR':
      case 'CHECKSUM':
      case 'VACUUM': {
        const verb = w.toLowerCase();
        this.i++;
        if (!this.mysql) {
          while (this.t.kind === 'word' && !this.isName()) this.i++;
          return { k: 'analyze', verb, tables: this.isName() ? this.list(() => this.tableName()) : [] };
        }
        this.take('NO_WRITE_TO_BINLOG') || this.take('LOCAL');
        this.need('TABLE');
        const tables = this.list(() => this.tableName());
        while (this.t.kind === 'word') this.i++;
        return { k: 'analyze', verb, tables };
      }
      default:
    }
    return this.mysql ? this.mysqlOnly(w) : this.postgresOnly(w);
  }

  private restarted<T>(x: T): T {
    if (!this.mysql) {
      this.take('RESTART IDENTITY') || this.take('CONTINUE IDENTITY');
      this.take('CASCADE') || this.take('RESTRICT');
    }
    return x;
  }

  private mysqlOnly(w: string): Statement {
    switch (w) {
      case 'USE':
        this.i++;
        return { k: 'use', name: this.name(true) };
      case 'RENAME': {
        this.i++;
        if (this.take('USER'))
          return {
            k: 'renameuser',
            pairs: this.list(() => {
              const a = this.user();
              this.need('TO');
              return [a, this.user()];
            }),
          };
        this.need('TABLE');
        return {
          k: 'rename',
          pairs: this.list(() => {
            const a = this.tableName();
            this.need('TO');
            return [a, this.tableName()];
          }),
        };
      }
      case 'LOCK':
        this.i++;
        this.take('TABLES') || this.need('TABLE');
        return {
          k: 'lock',
          tables: this.list(() => {
            const t = this.tableName();
            if (this.take('AS')) this.name();
            if (!this.take('READ') && !this.take('WRITE')) this.fail();
            this.take('LOCAL');
            return t;
          }),
        };
      case 'UNLOCK':
        this.i++;
        this.take('TABLES') || this.need('TABLE');
        return { k: 'unlock' };
      case 'FLUSH': {
        this.i++;
        this.take('NO_WRITE_TO_BINLOG') || this.take('LOCAL');
        const what: string[] = [];
        while (this.t.kind !== 'end' && !this.isOp(';')) what.push(this.tokens[this.i++]!.v.toUpperCase());
        return { k: 'flush', what: what.join(' ') };
      }
      case 'KILL': {
        this.i++;
        const query = this.take('QUERY');
        this.take('CONNECTION');
        return { k: 'kill', id: this.expr(), query };
      }
      case 'DO':
        this.i++;
        return { k: 'do', items: this.list(() => this.expr()) };
      case 'SHUTDOWN':
        this.i++;
        return { k: 'shutdown' };
      case 'CALL':
      case 'LOAD':
      case 'HANDLER':
      case 'PREPARE':
      case 'EXECUTE':
      case 'DEALLOCATE':
      case 'XA':
      case 'INSTALL':
      case 'UNINSTALL':
      case 'BACKUP':
      case 'CHANGE':
      case 'PURGE':
      case 'RESET':
      case 'BINLOG':
      case 'SIGNAL':
      case 'RESIGNAL':
      case 'HELP':
      case 'CACHE':
        throw new Unsupported(w);
      default:
        return this.fail();
    }
  }

  private postgresOnly(w: string): Statement {
    switch (w) {
      case 'RESET':
      case 'DISCARD':
      case 'LISTEN':
      case 'NOTIFY':
      case 'UNLISTEN':
      case 'COPY':
      case 'CALL':
      case 'DO':
      case 'PREPARE':
      case 'EXECUTE':
      case 'DECLARE':
      case 'FETCH':
      case 'LOCK':
      case 'CLUSTER':
      case 'REINDEX':
      case 'COMMENT':
      case 'MERGE':
      case 'SECURITY':
      case 'REFRESH':
      case 'CHECKPOINT':
        throw new Unsupported(w);
      default:
        return this.fail();
    }
  }

  private create(): Statement {
    this.need('CREATE');
    const replace = this.take('OR REPLACE');
    const temporary = this.take('TEMPORARY') || this.take('TEMP') || (!this.mysql && this.take('UNLOGGED') && false);
    if (this.take('TABLE')) {
      if (replace) throw new Unsupported('CREATE OR REPLACE TABLE');
      return this.createTable(temporary);
    }
    if (this.take('DATABASE') || (this.mysql && this.take('SCHEMA'))) {
      const ifNotExists = this.ifNotExists();
      const name = this.name();
      return { k: 'createdb', name, ifNotExists, options: this.mysql ? this.tableOptions() : this.roleOptions() };
    }
    if (!this.mysql && this.take('SCHEMA')) {
      const ifNotExists = this.ifNotExists();
      const name = this.name();
      if (name === 'public' && ifNotExists) return { k: 'nothing' };
      throw new Unsupported('CREATE SCHEMA');
    }
    if (this.take('USER') || (!this.mysql && this.take('ROLE'))) {
      const ifNotExists = this.ifNotExists();
      return { k: 'createuser', users: this.list(() => this.user(true)), ifNotExists, replace };
    }
    const unique = this.take('UNIQUE');
    if (this.take('INDEX')) {
      this.take('CONCURRENTLY');
      const ifNotExists = this.ifNotExists();
      const name = this.is('ON') ? undefined : this.name();
      if (this.take('USING')) this.i++;
      this.need('ON');
      const table = this.tableName();
      if (this.take('USING')) this.i++;
      const columns = this.names();
      if (this.take('USING')) this.i++;
      return { k: 'createindex', unique, name, table, columns, ifNotExists };
    }
    if (this.take('ALGORITHM')) {
      this.needOp('=');
      this.i++;
    }
    if (this.take('DEFINER')) {
      this.needOp('=');
      this.user();
    }
    if (this.take('SQL SECURITY')) this.i++;
    if (this.take('VIEW')) {
      this.ifNotExists();
      const name = this.tableName();
      const columns = this.isOp('(') ? this.names() : undefined;
      this.need('AS');
      const from = this.i;
      const query = this.query();
      return { k: 'createview', replace, name, columns, query, text: this.source(from) };
    }
    const what = this.word();
    if (
      [
        'PROCEDURE',
        'FUNCTION',
        'TRIGGER',
        'EVENT',
        'SEQUENCE',
        'SERVER',
        'ROLE',
        'EXTENSION',
        'TYPE',
        'DOMAIN',
        'MATERIALIZED',
        'AGGREGATE',
        'POLICY',
        'RULE',
        'PUBLICATION',
        'TABLESPACE',
      ].includes(what)
    )
      throw new Unsupported(`CREATE ${what}`);
    return this.fail();
  }

  private roleOptions(): Record<string, string> {
    const out: Record<string, string> = {};
    this.take('WITH');
    while (this.t.kind === 'word') {
      const key = this.name(true);
      this.op('=');
      out[key] = this.t.v;
      this.i++;
    }
    return out;
  }

  private alter(): Statement {
    this.need('ALTER');
    this.take('IGNORE');
    if (this.take('TABLE')) return this.alterTable();
    if (this.take('USER') || (!this.mysql && this.take('ROLE'))) {
      const ifExists = this.ifExists();
      return { k: 'alteruser', users: this.list(() => this.user(true)), ifExists };
    }
    if (this.take('DATABASE') || this.take('SCHEMA')) {
      if (this.mysql) {
        if (this.isName()) this.name();
        this.tableOptions();
        return { k: 'nothing' };
      }
      throw new Unsupported('ALTER DATABASE');
    }
    if (/^[A-Z]+$/.test(this.word())) throw new Unsupported(`ALTER ${this.word()}`);
    return this.fail();
  }

  private drop(): Statement {
    this.need('DROP');
    this.take('TEMPORARY');
    if (this.take('TABLE') || this.is('VIEW')) {
      const view = this.take('VIEW');
      const ifExists = this.ifExists();
      const tables = this.list(() => this.tableName());
      this.take('CASCADE') || this.take('RESTRICT');
      return { k: 'drop', tables, ifExists, view };
    }
    if (this.take('DATABASE') || (this.mysql && this.take('SCHEMA'))) {
      const ifExists = this.ifExists();
      const name = this.name();
      if (!this.mysql && (this.take('WITH') || this.isOp('(')))
        while (this.t.kind !== 'end' && !this.isOp(';')) this.i++;
      return { k: 'dropdb', ifExists, name };
    }
    if (this.take('USER') || (!this.mysql && this.take('ROLE'))) {
      const ifExists = this.ifExists();
      return { k: 'dropuser', users: this.list(() => this.user()), ifExists };
    }
    if (this.take('INDEX')) {
      const ifExists = this.ifExists();
      const name = this.name();
      const table = this.take('ON') ? this.tableName() : undefined;
      return { k: 'dropindex', name, table, ifExists };
    }
    if (
      [
        'PROCEDURE',
        'FUNCTION',
        'TRIGGER',
        'EVENT',
        'SEQUENCE',
        'ROLE',
        'SCHEMA',
        'EXTENSION',
        'TYPE',
        'DOMAIN',
      ].includes(this.word())
    )
      throw new Unsupported(`DROP ${this.word()}`);
    return this.fail();
  }

  // --- SHOW, SET, EXPLAIN

  private show(): Statement {
    this.need('SHOW');
    const out: Statement & { k: 'show' } = {
      k: 'show',
      what: '',
      full: false,
      db: undefined,
      table: undefined,
      name: undefined,
      like: undefined,
      where: undefined,
      global: false,
    };
    if (!this.mysql) {
      out.what = 'SETTING';
      const parts: string[] = [];
      while (this.t.kind === 'word' || this.isOp('.')) parts.push(this.tokens[this.i++]!.v);
      out.name = parts.join(parts.includes('.') ? '' : ' ').toLowerCase();
      return out;
    }
    if (this.take('FULL')) out.full = true;
    else if (this.take('EXTENDED')) out.full = false;
    if (this.take('GLOBAL')) out.global = true;
    else if (this.take('SESSION') || this.take('LOCAL')) out.global = false;
    const w = this.word();
    if (w === 'CREATE') {
      this.i++;
      const kind = this.word();
      this.i++;
      out.what = `CREATE ${kind === 'SCHEMA' ? 'DATABASE' : kind}`;
      if (kind === 'DATABASE' || kind === 'SCHEMA') {
        this.ifNotExists();
        out.name = this.name();
      } else if (kind === 'TABLE' || kind === 'VIEW') out.table = this.tableName();
      else if (kind === 'USER') {
        const u = this.word() === '' && this.t.kind === 'end' ? { user: '', host: '\0current' } : this.user();
        out.name = `${u.user}\0${u.host}`;
      } else throw new Unsupported(`SHOW CREATE ${kind}`);
      return out;
    }
    if (w === 'GRANTS') {
      this.i++;
      out.what = 'GRANTS';
      const u = this.take('FOR') ? this.user() : { user: '', host: '\0current' };
      out.name = `${u.user}\0${u.host}`;
      return out;
    }
    if (w === 'CHARACTER') {
      this.i++;
      this.need('SET');
      out.what = 'CHARSET';
    } else if (w === 'TABLE') {
      this.i++;
      this.need('STATUS');
      out.what = 'TABLE STATUS';
      if (this.take('FROM') || this.take('IN')) out.db = this.name();
    } else if (w === 'ENGINE' || w === 'PROCEDURE' || w === 'FUNCTION') {
      this.i++;
      const a = this.word();
      this.i++;
      out.what = `${w} ${w === 'ENGINE' ? (this.take('STATUS'), a) : a}`;
    } else if (w === 'COUNT') throw new Unsupported('SHOW COUNT');
    else if (
      ['TABLES', 'COLUMNS', 'FIELDS', 'INDEX', 'INDEXES', 'KEYS', 'VARIABLES', 'STATUS', 'OPEN', 'STORAGE'].includes(
        w,
      ) ||
      SHOW_LISTS.has(w)
    ) {
      this.i++;
      if (w === 'STORAGE' || w === 'OPEN') this.i++;
      out.what =
        (
          {
            FIELDS: 'COLUMNS',
            INDEXES: 'INDEX',
            KEYS: 'INDEX',
            SCHEMAS: 'DATABASES',
            STORAGE: 'ENGINES',
            OPEN: 'OPEN TABLES',
            MASTER: 'MASTER STATUS',
            BINARY: 'BINARY LOGS',
          } as Record<string, string>
        )[w] ?? w;
      if (w === 'MASTER' || w === 'BINARY') this.i++;
      if (out.what === 'COLUMNS' || out.what === 'INDEX') {
        if (!this.take('FROM')) this.need('IN');
        out.table = this.tableName();
        if (this.take('FROM') || this.take('IN')) out.table = { ...out.table, db: this.name() };
      } else if (this.take('FROM') || this.take('IN')) out.db = this.name();
      if (w === 'WARNINGS' || w === 'ERRORS') this.limitOf({ limit: undefined });
    } else this.fail();
    if (this.take('LIKE')) out.like = this.kind('str');
    else if (this.take('WHERE')) out.where = this.expr();
    return out;
  }

  private explain(): Statement {
    const pg = !this.mysql;
    this.i++;
    if (
      pg ||
      this.startsQuery() ||
      ['INSERT', 'UPDATE', 'DELETE', 'REPLACE', 'EXTENDED', 'FORMAT', 'PARTITIONS'].includes(this.word())
    ) {
      if (this.take('FORMAT') || (pg && this.isOp('(') && !this.startsQuery()))
        throw new Unsupported('EXPLAIN with a format');
      this.take('EXTENDED') || this.take('PARTITIONS') || this.take('ANALYZE');
      return { k: 'explain', of: this.begin() };
    }
    const table = this.tableName();
    const column = this.t.kind === 'str' ? this.kind('str') : this.isName() ? this.name() : undefined;
    return {
      k: 'show',
      what: 'COLUMNS',
      full: false,
      db: undefined,
      table,
      name: undefined,
      like: column,
      where: undefined,
      global: false,
    };
  }

  private set(): Statement {
    this.need('SET');
    type Item = (Statement & { k: 'set' })['items'][number];
    if (this.is('NAMES') || this.is('CHARACTER SET') || this.is('CHARSET')) {
      this.i += this.is('CHARACTER SET') ? 2 : 1;
      this.op('=');
      const value: Expr = { k: 'lit', t: 'str', v: this.t.v };
      this.i++;
      if (this.take('COLLATE')) this.i++;
      return { k: 'set', items: [{ scope: 'names', name: 'names', value }] };
    }
    if (this.is('PASSWORD')) {
      this.i++;
      const user = this.take('FOR') ? this.user() : { user: '', host: '\0current', auth: undefined };
      this.needOp('=');
      const hashed = this.word() === 'PASSWORD' && this.peek().v === '(';
      if (hashed) this.i += 2;
      const value = this.kind('str');
      if (hashed) this.needOp(')');
      return {
        k: 'set',
        items: [],
        user: { ...user, auth: hashed || !this.isHash(value) ? { password: value } : { hash: value } },
      };
    }
    if (
      this.is('SESSION TRANSACTION') ||
      this.is('GLOBAL TRANSACTION') ||
      this.is('TRANSACTION') ||
      (!this.mysql && this.is('SESSION CHARACTERISTICS'))
    ) {
      const words: string[] = [];
      while (this.t.kind === 'word' || this.isOp(',')) words.push(this.tokens[this.i++]!.v.toUpperCase());
      const level = /ISOLATION LEVEL (READ UNCOMMITTED|READ COMMITTED|REPEATABLE READ|SERIALIZABLE)/.exec(
        words.join(' '),
      );
      return {
        k: 'set',
        items:
          level === null
            ? []
            : [
                {
                  scope: 'session',
                  name: 'transaction_isolation',
                  value: { k: 'lit', t: 'str', v: level[1]!.replace(' ', '-') },
                },
              ],
      };
    }
    if (this.is('ROLE') || this.is('DEFAULT ROLE')) {
      this.i += this.is('ROLE') ? 1 : 2;
      if (this.take('NONE')) return { k: 'set', items: [] };
      throw new Unsupported('roles');
    }
    const items = this.list((): Item => {
      let scope: Item['scope'] = 'session';
      let name: string;
      if (this.t.kind === 'uservar') {
        scope = 'user';
        name = this.kind('uservar').toLowerCase();
      } else if (this.t.kind === 'sysvar') {
        const m = /^(?:(global|session|local)\.)?(.*)$/i.exec(this.kind('sysvar'))!;
        scope = m[1]?.toLowerCase() === 'global' ? 'global' : 'session';
        name = m[2]!.toLowerCase();
      } else {
        if (this.take('GLOBAL')) scope = 'global';
        else this.take('SESSION') || this.take('LOCAL');
        name = this.name(true).toLowerCase();
        while (this.op('.')) name += `.${this.name(true).toLowerCase()}`;
        if (!this.mysql && name === 'time' && this.take('ZONE')) name = 'timezone';
        else if (!this.op('=') && !this.op(':=') && !this.take('TO')) this.fail();
        return { scope, name, value: this.setting() };
      }
      if (!this.op('=') && !this.op(':=')) this.fail();
      return { scope, name, value: this.setting() };
    });
    return { k: 'set', items };
  }
  private isHash(v: string): boolean {
    return /^\*[0-9A-Fa-f]{40}$/.test(v);
  }
  /** A value of a variable: a bare word such as ON is text. */
  private setting(): Expr {
    const next = this.peek();
    if (
      this.t.kind === 'word' &&
      (next.kind === 'end' || (next.kind === 'op' && (next.v === ',' || next.v === ';'))) &&
      !['NULL', 'TRUE', 'FALSE', 'DEFAULT', 'CURRENT_TIMESTAMP'].includes(this.word())
    )
      return { k: 'lit', t: 'str', v: this.tokens[this.i++]!.v };
    return this.expr();
  }
}

/** One statement. @throws ParseError where the text is wrong, Unsupported for what is not simulated */
export function parse(text: string, dialect: Dialect): Statement {
  return new Parser(text, dialect).statement();
}

/** An expression alone (a CHECK, a stored default). */
export function parseExpr(text: string, dialect: Dialect): Expr {
  return new Parser(text, dialect).expr();
}

/** A query alone (a view). */
export function parseQuery(text: string, dialect: Dialect): import('./ast.ts').Query {
  return new Parser(text, dialect).query();
}
