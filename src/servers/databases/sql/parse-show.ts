// SHOW, EXPLAIN and SET.

import type { Expr, Statement } from './ast.ts';
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

export abstract class ShowParser extends UserParser {
  protected abstract begin(): Statement;

  // --- SHOW, SET, EXPLAIN

  protected show(): Statement {
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

  protected explain(): Statement {
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

  protected set(): Statement {
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
  protected isHash(v: string): boolean {
    return /^\*[0-9A-Fa-f]{40}$/.test(v);
  }
  /** A value of a variable: a bare word such as ON is text. */
  protected setting(): Expr {
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
