// RENAME: another name, or another database, for a table.

import type { TableName } from './ast.ts';
import type { Session } from './session.ts';
import type { Table } from './tables.ts';

/** Gives a table another name; foreign keys that point at it follow. */
export function rename(s: Session, t: Table, to: TableName): void {
  const { store, errors } = s.server;
  const db = s.dbOf(to.db ?? t.db);
  const target = store.databases.get(db);
  if (target === undefined) throw errors.unknownDatabase(db);
  if (target.tables.has(to.name)) throw errors.tableExists(to.name);
  const next = { ...t, db, name: to.name };
  const pointing = [...store.references(t)];
  store.redefine(t, next);
  store.journal?.dropTable(t);
  store.journal?.saveTable(next);
  for (const { table } of pointing) {
    const mine = table.id === t.id ? next : table;
    const changed = {
      ...mine,
      foreigns: mine.foreigns.map((f) => (f.db === t.db && f.table === t.name ? { ...f, db, table: to.name } : f)),
    };
    store.redefine(mine, changed);
    store.journal?.saveTable(changed);
  }
}
