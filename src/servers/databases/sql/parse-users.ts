// Users and their rights: names with hosts, passwords, GRANT and REVOKE.

import type { Statement, UserSpec } from './ast.ts';
import { DdlParser } from './parse-ddl.ts';
import { Unsupported } from './reader.ts';

const PRIVILEGE_WORDS = new Set(
  'ALL ALTER CREATE DELETE DROP EVENT EXECUTE FILE GRANT INDEX INSERT LOCK PROCESS REFERENCES RELOAD REPLICATION SELECT SHOW SHUTDOWN SLAVE SUPER TRIGGER UPDATE USAGE BINLOG CONNECTION FEDERATED READ_ONLY SET DATABASES TABLES TEMPORARY VIEW ROUTINE USER OPTION PRIVILEGES CLIENT ADMIN MONITOR HISTORY TABLESPACE READ ONLY DATABASE CONNECT TEMP TRUNCATE MAINTAIN'.split(
    ' ',
  ),
);

export abstract class UserParser extends DdlParser {
  /** `'name'@'host'`, with what says how it proves itself when `auth`. */
  protected user(auth = false): UserSpec {
    let user: string;
    let host = '%';
    if (this.take('CURRENT_USER')) {
      if (this.op('(')) this.needOp(')');
      user = '';
      host = '\0current';
    } else {
      user = this.t.kind === 'str' ? this.kind('str') : this.name(true);
      if (this.t.kind === 'uservar') host = this.kind('uservar');
      else if (this.op('@')) host = this.t.kind === 'str' ? this.kind('str') : this.name(true);
    }
    const out: UserSpec = { user, host, auth: undefined };
    if (!auth) return out;
    if (!this.mysql) {
      this.take('WITH');
      for (;;) {
        if (this.take('PASSWORD')) out.auth = { password: this.take('NULL') ? '' : this.kind('str') };
        else if (
          [
            'LOGIN',
            'SUPERUSER',
            'CREATEDB',
            'CREATEROLE',
            'INHERIT',
            'NOLOGIN',
            'NOSUPERUSER',
            'NOCREATEDB',
            'NOCREATEROLE',
            'ENCRYPTED',
            'NOINHERIT',
            'REPLICATION',
            'BYPASSRLS',
          ].includes(this.word())
        )
          this.i++;
        else return out;
      }
    }
    if (this.take('IDENTIFIED')) {
      if (this.take('BY PASSWORD')) out.auth = { hash: this.kind('str') };
      else if (this.take('BY')) out.auth = { password: this.kind('str') };
      else {
        if (!this.take('VIA')) this.need('WITH');
        do {
          const plugin = (this.t.kind === 'str' ? this.kind('str') : this.name(true)).toLowerCase();
          if (
            ![
              'mysql_native_password',
              'caching_sha2_password',
              'unix_socket',
              'ed25519',
              'auth_socket',
              'parsec',
            ].includes(plugin)
          )
            throw new Unsupported(`the authentication plugin ${plugin}`);
          if (this.take('USING') || this.take('AS')) {
            if (this.take('PASSWORD')) {
              this.needOp('(');
              out.auth = { password: this.kind('str') };
              this.needOp(')');
            } else {
              const hash = this.kind('str');
              if (plugin !== 'mysql_native_password' && hash !== 'invalid')
                throw new Unsupported(`a hash of ${plugin}`);
              out.auth ??= { hash };
            }
          } else if (this.take('BY')) out.auth = { password: this.kind('str') };
          else if (plugin.endsWith('socket')) out.auth ??= { hash: 'socket' };
        } while (this.take('OR'));
      }
    }
    for (;;) {
      if (this.take('REQUIRE')) {
        if (!this.take('NONE')) throw new Unsupported('REQUIRE');
      } else if (this.take('PASSWORD EXPIRE')) this.take('NEVER') || this.take('DEFAULT');
      else if (this.take('ACCOUNT')) {
        if (!this.take('UNLOCK')) throw new Unsupported('ACCOUNT LOCK');
      } else return out;
    }
  }

  protected grant(): Statement {
    const revoke = this.word() === 'REVOKE';
    this.i++;
    const privileges: { name: string; columns?: string[] }[] = [];
    do {
      const words: string[] = [];
      while (this.t.kind === 'word' && !this.is('ON') && PRIVILEGE_WORDS.has(this.word()))
        words.push(this.tokens[this.i++]!.v.toUpperCase());
      if (words.length === 0) {
        if (this.isName()) throw new Unsupported('roles');
        this.fail();
      }
      if (this.isOp('(')) throw new Unsupported('privileges on columns');
      privileges.push({ name: words.join(' ') === 'ALL' ? 'ALL PRIVILEGES' : words.join(' ') });
    } while (this.op(','));
    let db = '*';
    let table = '*';
    if (this.take('ON')) {
      this.take('TABLE');
      if (!this.mysql && (this.take('DATABASE') || this.take('SCHEMA'))) db = this.name();
      else if (!this.mysql && this.take('ALL'))
        while (!this.is('TO') && !this.is('FROM') && this.t.kind !== 'end') this.i++;
      else {
        db = this.op('*') ? '*' : this.name(true);
        if (this.op('.')) table = this.op('*') ? '*' : this.name(true);
        else if (db !== '*') {
          table = db;
          db = '';
        } else db = '';
      }
    }
    this.need(revoke ? 'FROM' : 'TO');
    const users = this.list(() => this.user(!revoke));
    let grantOption = false;
    while (this.take('WITH')) {
      this.need('GRANT OPTION');
      grantOption = true;
    }
    return revoke
      ? { k: 'revoke', privileges, db, table, users }
      : { k: 'grant', privileges, db, table, users, grantOption };
  }
}
