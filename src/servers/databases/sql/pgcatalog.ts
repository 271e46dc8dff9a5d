// PostgreSQL's system catalog, as far as everyday queries and tools ask it.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Virtual } from './infoschema.ts';
import type { Session } from './session.ts';
import { visibleTables } from './visible.ts';
import type { Table } from './tables.ts';

const oid = (t: Table): number => 16384 + t.id;

const CATALOG: Record<string, (s: Session) => Virtual> = {
  pg_database: (s) => ({
    columns: ['oid#', 'datname', 'datdba#', 'encoding#', 'datcollate', 'datctype', 'datistemplate', 'datallowconn'],
    rows: [...s.server.store.databases.keys()].map((d, i): SqlValue[] => [
      16384 + i,
      d,
      10,
      6,
      'en_US.utf8',
      'en_US.utf8',
      d.startsWith('template') ? 't' : 'f',
      't',
    ]),
  }),
  pg_tables: (s) => ({
    columns: ['schemaname', 'tablename', 'tableowner', 'tablespace', 'hasindexes'],
    rows: visibleTables(s, s.db)
      .filter((t) => t.view === undefined)
      .map((t) => ['public', t.name, 'postgres', null, t.indexes.length > 0 ? 't' : 'f']),
  }),
  pg_views: (s) => ({
    columns: ['schemaname', 'viewname', 'viewowner', 'definition'],
    rows: visibleTables(s, s.db)
      .filter((t) => t.view !== undefined)
      .map((t) => ['public', t.name, 'postgres', t.view!.text]),
  }),
  pg_indexes: (s) => ({
    columns: ['schemaname', 'tablename', 'indexname', 'tablespace', 'indexdef'],
    rows: visibleTables(s, s.db).flatMap((t) =>
      t.indexes.map((i) => [
        'public',
        t.name,
        i.name,
        null,
        `CREATE ${i.kind === 'key' ? '' : 'UNIQUE '}INDEX ${i.name} ON public.${t.name} USING btree (${i.columns.join(', ')})`,
      ]),
    ),
  }),
  pg_class: (s) => ({
    columns: ['oid#', 'relname', 'relnamespace#', 'relkind', 'relowner#', 'reltuples#', 'relpersistence'],
    rows: visibleTables(s, s.db).map((t) => [
      oid(t),
      t.name,
      2200,
      t.view === undefined ? 'r' : 'v',
      10,
      s.server.store.count(t),
      'p',
    ]),
  }),
  pg_namespace: () => ({
    columns: ['oid#', 'nspname', 'nspowner#'],
    rows: [
      [11, 'pg_catalog', 10],
      [2200, 'public', 6171],
      [13000, 'information_schema', 10],
    ],
  }),
  pg_roles: (s) => ({
    columns: ['rolname', 'rolsuper', 'rolinherit', 'rolcreaterole', 'rolcreatedb', 'rolcanlogin'],
    rows: s.server.grants.accounts.map((a, i) => [
      a.user,
      i === 0 ? 't' : 'f',
      't',
      i === 0 ? 't' : 'f',
      i === 0 ? 't' : 'f',
      't',
    ]),
  }),
  pg_user: (s) => ({
    columns: ['usename', 'usesysid#', 'usecreatedb', 'usesuper'],
    rows: s.server.grants.accounts.map((a, i) => [a.user, 10 + i, i === 0 ? 't' : 'f', i === 0 ? 't' : 'f']),
  }),
  pg_settings: (s) => ({ columns: ['name', 'setting'], rows: [...s.server.variables] }),
  pg_stat_activity: (s) => ({
    columns: ['datname', 'pid#', 'usename', 'application_name', 'client_addr', 'state', 'query'],
    rows: [...s.server.sessions.values()].map((x) => [
      x.db,
      x.id,
      x.user,
      'psql',
      x.host === 'localhost' ? null : x.host,
      x.running === undefined ? 'idle' : 'active',
      x.running ?? '',
    ]),
  }),
};

export function catalogTable(s: Session, name: string): Virtual | undefined {
  return CATALOG[name]?.(s);
}
