// Whole statements: what begins with which word.

import type { Expr, Statement } from './ast.ts';
import type { Dialect } from './lexer.ts';
import { Unsupported } from './reader.ts';
import { ShowParser } from './parse-show.ts';

class Parser extends ShowParser {
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

  protected begin(): Statement {
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
