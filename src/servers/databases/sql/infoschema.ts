// Tables that are not stored: information_schema, the grant tables of `mysql`, PostgreSQL's catalog. Each is made when a query names it.

import type { SqlValue } from '../../../kernel/sql.ts';
import { catalogTable } from './pgcatalog.ts';
import type { Session } from './session.ts';
import type { Table } from './tables.ts';
import { columnType } from './types.ts';
import { GRANT_TABLES } from './grant-tables.ts';
import { SERVER_FACTS } from './infoschema-server.ts';
import { STRUCTURE } from './infoschema-tables.ts';

/** Columns (`name` is text, `name#` a number) and rows. */
export interface Virtual {
  readonly columns: readonly string[];
  readonly rows: SqlValue[][];
}

const INFORMATION: Record<string, (s: Session) => Virtual> = {
  ...STRUCTURE,
  ...SERVER_FACTS,
};

/** A table that is made for this statement; undefined when the name is not one of these. */
export function virtualTable(s: Session, db: string, name: string, explicit: boolean): Table | undefined {
  let v: Virtual | undefined;
  if (db.toLowerCase() === 'information_schema') {
    v = INFORMATION[name.toUpperCase()]?.(s);
    if (v === undefined)
      throw s.mysql
        ? s.server.errors.unknownTables([`information_schema.${name.toUpperCase()}`]).code === 1051
          ? s.denied(1109, '42S02', `Unknown table '${name}' in information_schema`)
          : s.denied(1109, '42S02', name)
        : s.server.errors.noTable(db, `information_schema.${name}`);
    if (!s.mysql) v = { columns: v.columns.map((c) => c.toLowerCase()), rows: v.rows };
  } else if (s.mysql && db === 'mysql' && GRANT_TABLES[name] !== undefined) {
    s.needTable('SELECT', 'mysql', name);
    v = GRANT_TABLES[name]!(s);
  } else if (!s.mysql && (db === 'pg_catalog' || (!explicit && /^pg_/.test(name)))) v = catalogTable(s, name);
  if (v === undefined) return undefined;
  const { store } = s.server;
  const str = columnType({ name: s.mysql ? 'longtext' : 'text', args: [], unsigned: false }, s.server.flavor, () =>
    s.server.errors.noDatabase(),
  );
  const int = columnType({ name: 'bigint', args: [], unsigned: false }, s.server.flavor, () =>
    s.server.errors.noDatabase(),
  );
  const t: Table = {
    id: store.nextId++,
    db,
    name,
    indexes: [],
    foreigns: [],
    checks: [],
    options: {},
    created: s.server.now,
    temporary: true,
    columns: v.columns.map((c, i) => ({
      id: i + 1,
      name: c.replace('#', ''),
      type: c.endsWith('#') ? int : str,
      notNull: false,
      default: undefined,
      onUpdate: false,
      auto: false,
      comment: '',
    })),
  };
  store.make(t);
  v.rows.forEach((row, i) => store.put(t, i + 1, row));
  return t;
}
