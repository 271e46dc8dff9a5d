// DROP, RENAME, TRUNCATE, indexes, views and databases.

import type { Statement } from './ast.ts';
import { alterTable } from './ddl-alter.ts';
import { collationOf } from './table-draft.ts';
import { home, typeOf } from './ddl.ts';
import { SqlError, unsupported } from './errors.ts';
import { ok, type Result } from './result.ts';
import type { Session } from './session.ts';
import type { Database, Table } from './tables.ts';
import { rename } from './ddl-rename.ts';

const CHARSET = 'utf8mb4';

export function dropTables(s: Session, st: Statement & { k: 'drop' }): Result {
  const { store, errors } = s.server;
  const missing: string[] = [];
  const found: Table[] = [];
  for (const n of st.tables) {
    const db = s.dbOf(n.db);
    const temp = s.temporary.get(`${db}.${n.name}`);
    if (temp === undefined) s.needTable('DROP', db, n.name);
    const t = temp ?? store.databases.get(db)?.tables.get(n.name);
    if (t === undefined || (t.view !== undefined) !== st.view) {
      if (t !== undefined && !st.view && s.mysql) throw new SqlError(1965, '42S02', `'${db}.${n.name}' is a view`);
      missing.push(s.mysql ? `${db}.${n.name}` : n.name);
    } else found.push(t);
  }
  if (missing.length > 0 && !st.ifExists && !s.mysql)
    throw new SqlError(0, '42P01', `${st.view ? 'view' : 'table'} "${missing[0]}" does not exist`);
  if (s.tx.foreignChecks)
    for (const t of found) {
      const by = store.references(t).find((r) => !found.includes(r.table));
      if (by !== undefined)
        throw s.mysql
          ? new SqlError(1451, '23000', 'Cannot delete or update a parent row: a foreign key constraint fails ()')
          : new SqlError(
              0,
              '2BP01',
              `cannot drop table ${t.name} because other objects depend on it`,
              `constraint ${by.foreign.name} on table ${by.table.name} depends on table ${t.name}`,
            );
    }
  for (const t of found) {
    const temporary = s.temporary.get(`${t.db}.${t.name}`) === t;
    if (temporary) s.temporary.delete(`${t.db}.${t.name}`);
    else {
      store.removeName(t);
      store.journal?.dropTable(t);
    }
    store.unmake(t);
  }
  if (missing.length > 0) {
    if (!st.ifExists)
      throw st.view
        ? new SqlError(4092, '42S02', `Unknown VIEW: '${missing.join(',')}'`)
        : errors.unknownTables(missing);
    for (const m of missing)
      s.warnings.push({
        level: 'Note',
        code: 1051,
        text: s.mysql ? `Unknown table '${m}'` : `${st.view ? 'view' : 'table'} "${m}" does not exist, skipping`,
      });
  }
  return ok(st.view ? 'DROP VIEW' : 'DROP TABLE');
}

export function renameTables(s: Session, st: Statement & { k: 'rename' }): Result {
  for (const [from, to] of st.pairs) rename(s, s.named(from, 'ALTER'), to);
  return ok('RENAME');
}

export function truncate(s: Session, st: Statement & { k: 'truncate' }): Result {
  const { store } = s.server;
  for (const n of st.tables) {
    const t = s.named(n, 'DROP');
    if (t.view !== undefined) throw unsupported('TRUNCATE of a view');
    const by = s.tx.foreignChecks ? store.references(t).find((r) => r.table.id !== t.id) : undefined;
    if (by !== undefined)
      throw s.mysql
        ? new SqlError(
            1701,
            '42000',
            `Cannot truncate a table referenced in a foreign key constraint (\`${by.table.db}\`.\`${by.table.name}\`, CONSTRAINT \`${by.foreign.name}\` FOREIGN KEY (${by.foreign.columns.map((c) => `\`${c}\``).join(', ')}) REFERENCES \`${t.db}\`.\`${t.name}\` (${by.foreign.refColumns.map((c) => `\`${c}\``).join(', ')}))`,
          )
        : new SqlError(0, '0A000', 'cannot truncate a table referenced in a foreign key constraint');
    const next: Table = {
      ...t,
      id: store.nextId++,
      options: Object.fromEntries(Object.entries(t.options).filter(([k]) => k !== 'auto_increment')),
    };
    store.make(next);
    store.removeName(t);
    store.unmake(t);
    store.add(next);
    store.journal?.dropTable(t);
    store.journal?.saveTable(next);
  }
  return ok('TRUNCATE TABLE');
}

export function createIndex(s: Session, st: Statement & { k: 'createindex' }): Result {
  const t = s.named(st.table, 'INDEX');
  if (st.ifNotExists && t.indexes.some((i) => i.name === st.name)) return ok('CREATE INDEX');
  const r = alterTable(s, {
    k: 'alter',
    table: st.table,
    ifExists: false,
    actions: [{ k: 'index', index: { kind: st.unique ? 'unique' : 'key', name: st.name, columns: st.columns } }],
  });
  return r.kind === 'ok' ? { ...r, tag: 'CREATE INDEX', affected: 0 } : r;
}

export function dropIndex(s: Session, st: Statement & { k: 'dropindex' }): Result {
  let table = st.table;
  if (table === undefined) {
    const t = [...(s.server.store.databases.get(s.db)?.tables.values() ?? [])].find((x) =>
      x.indexes.some((i) => i.name === st.name),
    );
    if (t === undefined) {
      if (st.ifExists) return ok('DROP INDEX');
      throw new SqlError(0, '42704', `index "${st.name}" does not exist`);
    }
    table = { db: undefined, name: t.name };
  }
  const r = alterTable(s, {
    k: 'alter',
    table,
    ifExists: false,
    actions: [{ k: 'dropindex', name: st.name, ifExists: st.ifExists }],
  });
  return r.kind === 'ok' ? { ...r, tag: 'DROP INDEX', affected: 0 } : r;
}

export function createView(s: Session, st: Statement & { k: 'createview' }): Result {
  const { store, errors } = s.server;
  const database = home(s, st.name, 'CREATE VIEW');
  const old = database.tables.get(st.name.name);
  if (old !== undefined && (!st.replace || old.view === undefined)) throw errors.tableExists(st.name.name);
  const q = s.translator().query(st.query, undefined);
  const t: Table = {
    id: old?.id ?? store.nextId++,
    db: database.name,
    name: st.name.name,
    indexes: [],
    foreigns: [],
    checks: [],
    options: {},
    created: s.server.now,
    view: { text: st.text, columns: st.columns, db: s.db || database.name },
    columns: q.columns.map((c, i) => ({
      id: i + 1,
      name: st.columns?.[i] ?? c.name,
      type: typeOf(s, c.type),
      notNull: false,
      default: undefined,
      onUpdate: false,
      auto: false,
      comment: '',
    })),
  };
  if (old !== undefined) store.removeName(old);
  store.add(t);
  store.journal?.saveTable(t);
  return ok('CREATE VIEW');
}

export function createDatabase(s: Session, st: Statement & { k: 'createdb' }): Result {
  const { store, errors } = s.server;
  s.needDb('CREATE', st.name);
  if (store.databases.has(st.name) || (st.name.toLowerCase() === 'information_schema' && s.mysql)) {
    if (!st.ifNotExists) throw errors.databaseExists(st.name);
    s.warnings.push({ level: 'Note', code: 1007, text: `Can't create database '${st.name}'; database exists` });
    return ok('CREATE DATABASE', 1);
  }
  if (s.mysql && (st.name.length > 64 || /[/\\]|^\s*$| $/.test(st.name)))
    throw new SqlError(1102, '42000', `Incorrect database name '${st.name}'`);
  const db: Database = {
    name: st.name,
    tables: new Map(),
    charset: st.options['charset'] ?? CHARSET,
    collate: st.options['collate'] ?? collationOf(s),
  };
  store.databases.set(st.name, db);
  store.journal?.saveDatabase(db);
  return ok('CREATE DATABASE', 1);
}

export function dropDatabase(s: Session, st: Statement & { k: 'dropdb' }): Result {
  const { store, errors } = s.server;
  s.needDb('DROP', st.name);
  const db = store.databases.get(st.name);
  if (db === undefined) {
    if (!st.ifExists) throw errors.dropMissing(st.name);
    s.warnings.push({
      level: 'Note',
      code: 1008,
      text: s.mysql
        ? `Can't drop database '${st.name}'; database doesn't exist`
        : `database "${st.name}" does not exist, skipping`,
    });
    return ok('DROP DATABASE');
  }
  if (!s.mysql && st.name === s.db) throw new SqlError(0, '55006', 'cannot drop the currently open database');
  if (!s.mysql && [...s.server.sessions.values()].some((x) => x.db === st.name))
    throw new SqlError(0, '55006', `database "${st.name}" is being accessed by other users`);
  const n = db.tables.size;
  for (const t of db.tables.values()) store.unmake(t);
  store.databases.delete(st.name);
  store.journal?.dropDatabase(st.name);
  if (s.db === st.name) s.db = '';
  return ok('DROP DATABASE', n);
}
