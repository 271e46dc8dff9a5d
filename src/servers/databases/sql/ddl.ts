// CREATE TABLE: from its text to a table.

import type { Statement, TableName } from './ast.ts';
import { SqlError } from './errors.ts';
import { defaultValue } from './dml-rows.ts';
import { ok, type Result } from './result.ts';
import { type Session } from './session.ts';
import { type Database, findColumn, type Table } from './tables.ts';
import { type ColumnType, columnType } from './types.ts';
import { addForeign, addIndex, type Draft, freshCheck, makeColumn } from './table-draft.ts';

/** The database that a new table goes into. @throws SqlError 1046, 1049, 1142 */
export function home(s: Session, name: TableName, privilege: string): Database {
  const db = s.dbOf(name.db);
  s.needTable(privilege, db, name.name);
  const database = s.server.store.databases.get(db);
  if (database === undefined) throw db === 'information_schema' ? s.dbDenied(db) : s.server.errors.unknownDatabase(db);
  return database;
}

export function createTable(s: Session, st: Statement & { k: 'createtable' }): Result {
  const { store, errors } = s.server;
  const database = home(s, st.table, 'CREATE');
  const db = database.name;
  const name = st.table.name;
  const key = `${db}.${name}`;
  if (st.temporary ? s.temporary.has(key) : database.tables.has(name)) {
    if (!st.ifNotExists) throw errors.tableExists(name);
    s.warnings.push({
      level: 'Note',
      code: 1050,
      text: s.mysql ? `Table '${name}' already exists` : `relation "${name}" already exists, skipping`,
    });
    return ok('CREATE TABLE');
  }
  const d: Draft = { columns: [], indexes: [], foreigns: [], checks: [] };
  let rows: readonly (readonly (string | number | Uint8Array | null)[])[] = [];
  let options = st.options;
  if (st.like !== undefined) {
    const from = s.named(st.like, 'SELECT');
    d.columns = [...from.columns];
    d.indexes = [...from.indexes];
    d.checks = [...from.checks];
    options = Object.fromEntries(Object.entries(from.options).filter(([k]) => k !== 'auto_increment'));
  }
  const primary = new Set([
    ...st.indexes.filter((i) => i.kind === 'primary').flatMap((i) => i.columns.map((c) => c.toLowerCase())),
    ...st.columns.filter((c) => c.primary).map((c) => c.name.toLowerCase()),
  ]);
  for (const c of st.columns) {
    if (d.columns.some((x) => x.name.toLowerCase() === c.name.toLowerCase())) throw errors.duplicateColumn(c.name);
    d.columns.push(makeColumn(s, c, d.columns.length + 1, primary.has(c.name.toLowerCase()), options['collate']));
  }
  if (st.query !== undefined) {
    const q = s.translator().query(st.query, undefined);
    for (const c of q.columns) {
      if (d.columns.some((x) => x.name.toLowerCase() === c.name.toLowerCase())) throw errors.duplicateColumn(c.name);
      const origin = c.from === undefined ? undefined : findColumn(c.from.table, c.from.column);
      d.columns.push({
        id: d.columns.length + 1,
        name: c.name,
        type: origin?.type ?? typeOf(s, c.type),
        notNull: origin?.notNull ?? false,
        default: origin?.default,
        onUpdate: false,
        auto: false,
        comment: '',
      });
    }
    rows = s.all(q.sql);
  }
  if (d.columns.length === 0 && s.mysql) throw new SqlError(1113, '42000', 'A table must have at least 1 column');
  for (const c of st.columns) {
    if (c.primary) addIndex(s, st.table, d, 'primary', undefined, [c.name]);
    if (c.unique) addIndex(s, st.table, d, 'unique', undefined, [c.name]);
    if (c.check !== undefined) freshCheck(s, st.table, d, c.check, c.name);
  }
  for (const i of st.indexes) addIndex(s, st.table, d, i.kind, i.name, i.columns);
  for (const c of st.checks) freshCheck(s, st.table, d, c);
  for (const c of st.columns)
    if (c.references !== undefined)
      addForeign(s, db, st.table, d, {
        name: undefined,
        columns: [c.name],
        table: c.references.table,
        refColumns: c.references.columns,
        onDelete: c.references.onDelete,
        onUpdate: c.references.onUpdate,
      });
  for (const f of st.foreigns) addForeign(s, db, st.table, d, f);
  const autos = d.columns.filter((c) => c.auto);
  if (s.mysql && (autos.length > 1 || (autos.length === 1 && !d.indexes.some((i) => i.columns[0] === autos[0]!.name))))
    throw new SqlError(
      1075,
      '42000',
      'Incorrect table definition; there can be only one auto column and it must be defined as a key',
    );
  const t: Table = {
    id: store.nextId++,
    db,
    name,
    columns: d.columns,
    indexes: d.indexes,
    foreigns: d.foreigns,
    checks: d.checks,
    options: s.mysql ? { charset: database.charset, collate: database.collate, ...options } : options,
    created: s.server.now,
    ...(st.temporary ? { temporary: true } : {}),
  };
  store.make(t);
  if (st.temporary) s.temporary.set(key, t);
  else store.add(t);
  for (const row of rows)
    store.insert(
      s.tx,
      t,
      t.columns.map((c, i) =>
        i < t.columns.length - row.length
          ? c.default === undefined
            ? null
            : defaultValue(s, t, c, 1)
          : row[i - (t.columns.length - row.length)]!,
      ),
    );
  if (!st.temporary) {
    store.commit(s.tx);
    store.journal?.saveTable(t);
  }
  return ok(
    st.query === undefined ? 'CREATE TABLE' : `SELECT ${rows.length}`,
    rows.length,
    st.query === undefined ? '' : `Records: ${rows.length}  Duplicates: 0  Warnings: 0`,
  );
}

/** A column's type for the values of a query. */
export function typeOf(s: Session, t: { base: string; scale?: number; size?: number }): ColumnType {
  const name =
    (
      {
        int: 'bigint',
        dec: 'decimal',
        float: 'double',
        date: 'date',
        datetime: s.mysql ? 'datetime' : 'timestamp',
        time: 'time',
        blob: s.mysql ? 'longblob' : 'bytea',
        bool: 'boolean',
        json: 'json',
        uuid: 'uuid',
        year: 'year',
      } as Record<string, string>
    )[t.base] ?? 'varchar';
  return columnType(
    {
      name: s.mysql || name !== 'varchar' ? name : 'text',
      args:
        name === 'decimal'
          ? ['65', String(Math.min(30, t.scale ?? 0))]
          : name === 'varchar' && s.mysql
            ? [String(t.size !== undefined && t.size < 16000 ? t.size : 255)]
            : [],
      unsigned: false,
    },
    s.server.flavor,
    () => s.server.errors.syntax(name, 0),
  );
}
