// Variables, users and their rights, and what administers the server.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Statement, UserSpec } from './ast.ts';
import { SqlError, unsupported } from './errors.ts';
import { type Account, passwordHash } from './grants.ts';
import { roleHash } from '../postgres/layout.ts';
import { ok, type Result } from './result.ts';
import { type Session } from './session.ts';

/** Carries out a statement of this kind; undefined when it is none. */
export function administer(s: Session, st: Statement): Result | undefined {
  switch (st.k) {
    case 'set':
      return set(s, st);
    case 'do': {
      const tr = s.translator();
      s.values(st.items.map((e) => tr.constantSql(e)));
      s.slept += tr.sleep;
      return ok('DO');
    }
    case 'lock':
      if (s.mysql) s.commit();
      for (const t of st.tables) s.named(t, 'SELECT');
      return ok('LOCK');
    case 'unlock':
      return ok('UNLOCK');
    case 'flush':
      s.needGlobal('RELOAD');
      if (!/^(PRIVILEGES|TABLES|LOGS|STATUS|HOSTS|TABLE|USER_RESOURCES)\b/.test(st.what))
        throw unsupported(`FLUSH ${st.what}`);
      return ok('FLUSH');
    case 'kill': {
      const tr = s.translator();
      const id = Number(s.values([tr.constantSql(st.id)])[0]);
      const other = s.server.sessions.get(id);
      if (other === undefined) throw new SqlError(1094, 'HY000', `Unknown thread id: ${id}`);
      if (other.account !== s.account) s.needGlobal('SUPER');
      if (!st.query) other.killed = true;
      return ok('KILL');
    }
    case 'shutdown':
      s.needGlobal('SHUTDOWN');
      s.server.stopping = true;
      return ok('SHUTDOWN');
    case 'createuser':
    case 'alteruser':
    case 'dropuser':
    case 'renameuser':
    case 'grant':
    case 'revoke':
      return s.mysql ? users(s, st) : roles(s, st);
    default:
      return undefined;
  }
}

function set(s: Session, st: Statement & { k: 'set' }): Result {
  if (st.user !== undefined) {
    const a = account(s, st.user);
    if (a === undefined) throw new SqlError(1133, '28000', "Can't find any matching row in the user table");
    if (a !== s.account) s.needGlobal('CREATE USER');
    a.hash = hashOf(st.user) ?? '';
    s.server.saveGrants();
    return ok('SET');
  }
  for (const item of st.items) {
    if (item.scope === 'names') continue;
    if (item.value.k === 'default') {
      s.vars.delete(item.name);
      continue;
    }
    const [v] = s.values([
      s.translator().constantSql(item.value.k === 'col' ? { k: 'lit', t: 'str', v: item.value.name } : item.value),
    ]) as [SqlValue];
    if (item.scope === 'user') s.userVars.set(item.name, v);
    else if (item.name === 'password') throw s.server.errors.syntax('PASSWORD', 0);
    else s.setVar(item.name, v, item.scope === 'global');
  }
  return ok('SET');
}

// --- MariaDB's users

function account(s: Session, u: UserSpec): Account | undefined {
  return u.host === '\0current' ? s.account : s.server.grants.find(u.user, u.host);
}
function hashOf(u: UserSpec): string | undefined {
  if (u.auth === undefined) return undefined;
  return 'password' in u.auth ? passwordHash(u.auth.password) : u.auth.hash;
}
const at = (u: UserSpec): string => `'${u.user}'@'${u.host}'`;

type UserStatement = Statement & { k: 'createuser' | 'alteruser' | 'dropuser' | 'renameuser' | 'grant' | 'revoke' };

function users(s: Session, st: UserStatement): Result {
  const { grants } = s.server;
  s.commit();
  const failed: string[] = [];
  const each = (verb: string, list: readonly UserSpec[], one: (u: UserSpec) => boolean): Result => {
    for (const u of list) if (!one(u)) failed.push(at(u));
    s.server.saveGrants();
    if (failed.length > 0) throw new SqlError(1396, 'HY000', `Operation ${verb} failed for ${failed.join(',')}`);
    return ok(verb);
  };
  switch (st.k) {
    case 'createuser':
      s.needGlobal('CREATE USER');
      return each('CREATE USER', st.users, (u) => {
        const old = grants.find(u.user, u.host);
        if (old !== undefined && st.ifNotExists) {
          s.warnings.push({ level: 'Note', code: 1973, text: `Can't create user ${at(u)}; it already exists` });
          return true;
        }
        if (old !== undefined && !st.replace) return false;
        if (old !== undefined) grants.remove(old);
        grants.create(u.user, u.host, hashOf(u) ?? '');
        return true;
      });
    case 'alteruser':
      return each('ALTER USER', st.users, (u) => {
        const a = account(s, u);
        if (a !== s.account) s.needGlobal('CREATE USER');
        if (a === undefined) return st.ifExists;
        const hash = hashOf(u);
        if (hash !== undefined) a.hash = hash;
        return true;
      });
    case 'dropuser':
      s.needGlobal('CREATE USER');
      return each('DROP USER', st.users, (u) => {
        const a = account(s, u);
        if (a === undefined) return st.ifExists;
        grants.remove(a);
        return true;
      });
    case 'renameuser':
      s.needGlobal('CREATE USER');
      for (const [from, to] of st.pairs) {
        const a = account(s, from);
        if (a === undefined || grants.find(to.user, to.host) !== undefined)
          throw new SqlError(1396, 'HY000', `Operation RENAME USER failed for ${at(from)}`);
        a.user = to.user;
        a.host = to.host;
      }
      s.server.saveGrants();
      return ok('RENAME USER');
    default:
  }
  const db = st.db === '' ? s.dbOf(undefined) : st.db;
  if (!s.has('GRANT OPTION', db === '*' ? undefined : db))
    throw db === '*'
      ? new SqlError(
          1045,
          '28000',
          `Access denied for user '${s.user}'@'${s.host}' (using password: ${s.account.hash === '' ? 'NO' : 'YES'})`,
        )
      : s.dbDenied(db);
  for (const u of st.users) {
    let a = account(s, u);
    if (a === undefined) {
      // NO_AUTO_CREATE_USER is on; with a password MariaDB still makes the user
      if (st.k === 'revoke')
        throw new SqlError(1141, '42000', `There is no such grant defined for user '${u.user}' on host '${u.host}'`);
      if (u.auth === undefined || s.server.flavor === 'mysql')
        throw s.server.flavor === 'mysql'
          ? new SqlError(1410, '42000', 'You are not allowed to create a user with GRANT')
          : new SqlError(1133, '28000', "Can't find any matching row in the user table");
      a = grants.create(u.user, u.host, '');
    }
    if (st.k === 'grant') {
      const hash = hashOf(u);
      if (hash !== undefined) a.hash = hash;
    }
    const target = a;
    const into =
      db === '*' ? target.global : st.table === '*' ? entry(target.dbs, db) : entry(target.tables, `${db}.${st.table}`);
    if (st.k === 'grant') {
      for (const p of st.privileges) if (p.name !== 'USAGE') into.add(p.name);
      if (st.grantOption) into.add('GRANT OPTION');
    } else
      for (const p of st.privileges) {
        if (p.name === 'ALL PRIVILEGES') into.clear();
        else if (!into.delete(p.name) && into.has('ALL PRIVILEGES')) {
          into.delete('ALL PRIVILEGES');
          for (const x of [
            'SELECT',
            'INSERT',
            'UPDATE',
            'DELETE',
            'CREATE',
            'DROP',
            'REFERENCES',
            'INDEX',
            'ALTER',
            'CREATE TEMPORARY TABLES',
            'LOCK TABLES',
            'EXECUTE',
            'CREATE VIEW',
            'SHOW VIEW',
            'EVENT',
            'TRIGGER',
          ])
            if (x !== p.name) into.add(x);
        }
      }
  }
  s.server.saveGrants();
  return ok('GRANT');
}

function entry(map: Map<string, Set<string>>, key: string): Set<string> {
  let set = map.get(key);
  if (set === undefined) map.set(key, (set = new Set()));
  return set;
}

// --- PostgreSQL's roles: who may log in; rights are those of an owner

function roles(s: Session, st: UserStatement): Result {
  const { grants } = s.server;
  const need = (name: string): Account => {
    const a = grants.accounts.find((x) => x.user === name);
    if (a === undefined) throw new SqlError(0, '42704', `role "${name}" does not exist`);
    return a;
  };
  switch (st.k) {
    case 'createuser':
      for (const u of st.users) {
        if (grants.accounts.some((x) => x.user === u.user))
          throw new SqlError(0, '42710', `role "${u.user}" already exists`);
        grants.create(
          u.user,
          '%',
          u.auth !== undefined && 'password' in u.auth ? roleHash(u.user, u.auth.password) : '',
        );
      }
      s.server.saveGrants();
      return ok('CREATE ROLE');
    case 'alteruser':
      for (const u of st.users) {
        const a = need(u.user);
        if (u.auth !== undefined && 'password' in u.auth) a.hash = roleHash(u.user, u.auth.password);
      }
      s.server.saveGrants();
      return ok('ALTER ROLE');
    case 'dropuser':
      for (const u of st.users) {
        if (st.ifExists && !grants.accounts.some((x) => x.user === u.user)) continue;
        if (u.user === s.user) throw new SqlError(0, '55006', 'current user cannot be dropped');
        grants.remove(need(u.user));
      }
      s.server.saveGrants();
      return ok('DROP ROLE');
    case 'grant':
    case 'revoke':
      for (const u of st.users) if (u.user !== 'public') need(u.user);
      // only whole databases and all tables: every role of this server may use every database
      if (st.privileges.some((p) => p.name === 'ALL PRIVILEGES' || p.name === 'CONNECT') && st.k === 'grant')
        return ok('GRANT');
      throw unsupported(`${st.k.toUpperCase()} of single rights`);
    default:
      throw unsupported('RENAME USER');
  }
}
