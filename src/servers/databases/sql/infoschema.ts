// Tables that are not stored: information_schema, the grant tables of `mysql`, PostgreSQL's catalog. Each is made when a query names it.

import type { SqlValue } from '../../../kernel/sql.ts';
import { formatMs } from './dates.ts';
import { catalogTable } from './pgcatalog.ts';
import type { Session } from './session.ts';
import { extraOf, keyOf, visibleDatabases, visibleTables } from './show.ts';
import { statusVariables } from './status.ts';
import { type Column, primaryKey, type Table } from './tables.ts';
import { columnType } from './types.ts';

/** Columns (`name` is text, `name#` a number) and rows. */
export interface Virtual {
  readonly columns: readonly string[];
  readonly rows: SqlValue[][];
}

const maxLength = (c: Column): SqlValue =>
  ['str', 'enum', 'set'].includes(c.type.base)
    ? (c.type.size ?? Math.max(...(c.type.members ?? ['']).map((m) => m.length)))
    : null;
const PRECISION: Record<number, number> = { 1: 3, 2: 5, 3: 7, 4: 10, 8: 19 };

function allTables(s: Session): Table[] {
  return visibleDatabases(s).flatMap((db) => (s.mysql || db === s.db ? visibleTables(s, db) : []));
}
const schemaOf = (s: Session, t: Table): string => (s.mysql ? t.db : 'public');
const catalogOf = (s: Session): string => (s.mysql ? 'def' : s.db);

const INFORMATION: Record<string, (s: Session) => Virtual> = {
  SCHEMATA: (s) => ({
    columns: [
      'CATALOG_NAME',
      'SCHEMA_NAME',
      'DEFAULT_CHARACTER_SET_NAME',
      'DEFAULT_COLLATION_NAME',
      'SQL_PATH',
      'SCHEMA_COMMENT',
    ],
    rows: s.mysql
      ? visibleDatabases(s).map((d) => [
          'def',
          d,
          s.server.store.databases.get(d)?.charset ?? 'utf8mb3',
          s.server.store.databases.get(d)?.collate ?? 'utf8mb3_general_ci',
          null,
          '',
        ])
      : ['public', 'information_schema', 'pg_catalog'].map((d) => [s.db, d, null, null, null, null]),
  }),
  TABLES: (s) => ({
    columns: [
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'TABLE_TYPE',
      'ENGINE',
      'VERSION#',
      'ROW_FORMAT',
      'TABLE_ROWS#',
      'AVG_ROW_LENGTH#',
      'DATA_LENGTH#',
      'MAX_DATA_LENGTH#',
      'INDEX_LENGTH#',
      'DATA_FREE#',
      'AUTO_INCREMENT#',
      'CREATE_TIME',
      'UPDATE_TIME',
      'CHECK_TIME',
      'TABLE_COLLATION',
      'CHECKSUM#',
      'CREATE_OPTIONS',
      'TABLE_COMMENT',
    ],
    rows: allTables(s).map((t) => {
      const view = t.view !== undefined;
      const n = s.server.store.count(t);
      return [
        catalogOf(s),
        schemaOf(s, t),
        t.name,
        view ? 'VIEW' : 'BASE TABLE',
        view ? null : 'InnoDB',
        view ? null : 10,
        view ? null : 'Dynamic',
        view ? null : n,
        view ? null : n === 0 ? 0 : Math.floor(16384 / n),
        view ? null : 16384,
        null,
        view ? null : 16384 * t.indexes.filter((i) => i.kind !== 'primary').length,
        view ? null : 0,
        t.columns.some((c) => c.auto) ? s.server.store.nextAuto(t) : null,
        formatMs(t.created),
        null,
        null,
        t.options['collate'] ?? null,
        null,
        '',
        view ? 'VIEW' : (t.options['comment'] ?? ''),
      ];
    }),
  }),
  COLUMNS: (s) => ({
    columns: [
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'COLUMN_NAME',
      'ORDINAL_POSITION#',
      'COLUMN_DEFAULT',
      'IS_NULLABLE',
      'DATA_TYPE',
      'CHARACTER_MAXIMUM_LENGTH#',
      'CHARACTER_OCTET_LENGTH#',
      'NUMERIC_PRECISION#',
      'NUMERIC_SCALE#',
      'DATETIME_PRECISION#',
      'CHARACTER_SET_NAME',
      'COLLATION_NAME',
      'COLUMN_TYPE',
      'COLUMN_KEY',
      'EXTRA',
      'PRIVILEGES',
      'COLUMN_COMMENT',
      'IS_GENERATED',
      'GENERATION_EXPRESSION',
    ],
    rows: allTables(s).flatMap((t) =>
      t.columns.map((c, i) => {
        const length = maxLength(c);
        return [
          catalogOf(s),
          schemaOf(s, t),
          t.name,
          c.name,
          i + 1,
          c.default ??
            (c.notNull || c.auto || !s.mysql
              ? c.auto && !s.mysql
                ? `nextval('${t.name}_${c.name}_seq'::regclass)`
                : null
              : s.server.flavor === 'mariadb'
                ? 'NULL'
                : null),
          c.notNull ? 'NO' : 'YES',
          c.type.name,
          length,
          length === null ? null : Number(length) * 4,
          c.type.base === 'int'
            ? s.mysql
              ? (PRECISION[c.type.size ?? 4] ?? 10)
              : 8 * (c.type.size ?? 4)
            : c.type.base === 'dec'
              ? (c.type.size ?? null)
              : c.type.base === 'float'
                ? c.type.name === 'float'
                  ? 12
                  : 22
                : null,
          c.type.base === 'int' ? 0 : c.type.base === 'dec' ? (c.type.scale ?? null) : null,
          c.type.base === 'datetime' || c.type.base === 'time' ? (c.type.scale ?? 0) : null,
          length === null ? null : 'utf8mb4',
          length === null ? null : (t.options['collate'] ?? null),
          c.type.text,
          keyOf(t, c),
          extraOf(c),
          'select,insert,update,references',
          c.comment,
          'NEVER',
          null,
        ];
      }),
    ),
  }),
  STATISTICS: (s) => ({
    columns: [
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'NON_UNIQUE#',
      'INDEX_SCHEMA',
      'INDEX_NAME',
      'SEQ_IN_INDEX#',
      'COLUMN_NAME',
      'COLLATION',
      'CARDINALITY#',
      'SUB_PART#',
      'PACKED',
      'NULLABLE',
      'INDEX_TYPE',
      'COMMENT',
      'INDEX_COMMENT',
    ],
    rows: allTables(s).flatMap((t) =>
      t.indexes.flatMap((i) =>
        i.columns.map((c, k) => [
          'def',
          t.db,
          t.name,
          i.kind === 'key' ? 1 : 0,
          t.db,
          i.name,
          k + 1,
          c,
          'A',
          s.server.store.count(t),
          null,
          null,
          t.columns.find((x) => x.name === c)!.notNull ? '' : 'YES',
          'BTREE',
          '',
          '',
        ]),
      ),
    ),
  }),
  KEY_COLUMN_USAGE: (s) => ({
    columns: [
      'CONSTRAINT_CATALOG',
      'CONSTRAINT_SCHEMA',
      'CONSTRAINT_NAME',
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'COLUMN_NAME',
      'ORDINAL_POSITION#',
      'POSITION_IN_UNIQUE_CONSTRAINT#',
      'REFERENCED_TABLE_SCHEMA',
      'REFERENCED_TABLE_NAME',
      'REFERENCED_COLUMN_NAME',
    ],
    rows: allTables(s).flatMap((t) => [
      ...t.indexes
        .filter((i) => i.kind !== 'key')
        .flatMap((i) =>
          i.columns.map((c, k): SqlValue[] => [
            catalogOf(s),
            schemaOf(s, t),
            i.name,
            catalogOf(s),
            schemaOf(s, t),
            t.name,
            c,
            k + 1,
            null,
            null,
            null,
            null,
          ]),
        ),
      ...t.foreigns.flatMap((f) =>
        f.columns.map((c, k): SqlValue[] => [
          catalogOf(s),
          schemaOf(s, t),
          f.name,
          catalogOf(s),
          schemaOf(s, t),
          t.name,
          c,
          k + 1,
          k + 1,
          f.db,
          f.table,
          f.refColumns[k]!,
        ]),
      ),
    ]),
  }),
  REFERENTIAL_CONSTRAINTS: (s) => ({
    columns: [
      'CONSTRAINT_CATALOG',
      'CONSTRAINT_SCHEMA',
      'CONSTRAINT_NAME',
      'UNIQUE_CONSTRAINT_CATALOG',
      'UNIQUE_CONSTRAINT_SCHEMA',
      'UNIQUE_CONSTRAINT_NAME',
      'MATCH_OPTION',
      'UPDATE_RULE',
      'DELETE_RULE',
      'TABLE_NAME',
      'REFERENCED_TABLE_NAME',
    ],
    rows: allTables(s).flatMap((t) =>
      t.foreigns.map((f) => {
        const parent = s.server.store.databases.get(f.db)?.tables.get(f.table);
        return [
          catalogOf(s),
          schemaOf(s, t),
          f.name,
          catalogOf(s),
          s.mysql ? f.db : 'public',
          parent === undefined ? 'PRIMARY' : (primaryKey(parent)?.name ?? 'PRIMARY'),
          'NONE',
          f.onUpdate || 'RESTRICT',
          f.onDelete || 'RESTRICT',
          t.name,
          f.table,
        ];
      }),
    ),
  }),
  TABLE_CONSTRAINTS: (s) => ({
    columns: [
      'CONSTRAINT_CATALOG',
      'CONSTRAINT_SCHEMA',
      'CONSTRAINT_NAME',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'CONSTRAINT_TYPE',
    ],
    rows: allTables(s).flatMap((t) =>
      [
        ...t.indexes
          .filter((i) => i.kind !== 'key')
          .map((i) => [i.name, i.kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE']),
        ...t.foreigns.map((f) => [f.name, 'FOREIGN KEY']),
        ...t.checks.map((c) => [c.name, 'CHECK']),
      ].map(([n, k]) => [catalogOf(s), schemaOf(s, t), n!, schemaOf(s, t), t.name, k!]),
    ),
  }),
  CHECK_CONSTRAINTS: (s) => ({
    columns: ['CONSTRAINT_CATALOG', 'CONSTRAINT_SCHEMA', 'TABLE_NAME', 'CONSTRAINT_NAME', 'LEVEL', 'CHECK_CLAUSE'],
    rows: allTables(s).flatMap((t) => t.checks.map((c) => ['def', t.db, t.name, c.name, 'Table', c.text])),
  }),
  VIEWS: (s) => ({
    columns: [
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'VIEW_DEFINITION',
      'CHECK_OPTION',
      'IS_UPDATABLE',
      'DEFINER',
      'SECURITY_TYPE',
    ],
    rows: allTables(s)
      .filter((t) => t.view !== undefined)
      .map((t) => [catalogOf(s), schemaOf(s, t), t.name, t.view!.text, 'NONE', 'YES', 'root@localhost', 'DEFINER']),
  }),
  ENGINES: () => ({
    columns: ['ENGINE', 'SUPPORT', 'COMMENT', 'TRANSACTIONS', 'XA', 'SAVEPOINTS'],
    rows: [
      [
        'InnoDB',
        'DEFAULT',
        'Supports transactions, row-level locking, foreign keys and encryption for tables',
        'YES',
        'YES',
        'YES',
      ],
    ],
  }),
  PROCESSLIST: (s) => ({
    columns: ['ID#', 'USER', 'HOST', 'DB', 'COMMAND', 'TIME#', 'STATE', 'INFO'],
    rows: [...s.server.sessions.values()]
      .filter((x) => s.has('PROCESS') || x.account === s.account)
      .map((x) => [
        x.id,
        x.user,
        x.host,
        x.db === '' ? null : x.db,
        x.running === undefined ? 'Sleep' : 'Query',
        Math.floor((s.server.now - x.since) / 1000),
        '',
        x.running ?? null,
      ]),
  }),
  GLOBAL_VARIABLES: (s) => ({
    columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'],
    rows: [...s.server.variables].map(([k, v]) => [k.toUpperCase(), v]),
  }),
  SESSION_VARIABLES: (s) => ({
    columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'],
    rows: [...s.server.variables].map(([k, v]) => [k.toUpperCase(), s.vars.get(k) ?? v]),
  }),
  GLOBAL_STATUS: (s) => ({
    columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'],
    rows: statusVariables(s.server).map(([k, v]) => [k.toUpperCase(), v]),
  }),
  USER_PRIVILEGES: (s) => ({
    columns: ['GRANTEE', 'TABLE_CATALOG', 'PRIVILEGE_TYPE', 'IS_GRANTABLE'],
    rows: s.server.grants.accounts.flatMap((a) =>
      [...(a.global.size === 0 ? ['USAGE'] : a.global)]
        .filter((p) => p !== 'GRANT OPTION')
        .map((p) => [`'${a.user}'@'${a.host}'`, 'def', p, a.global.has('GRANT OPTION') ? 'YES' : 'NO']),
    ),
  }),
  SCHEMA_PRIVILEGES: (s) => ({
    columns: ['GRANTEE', 'TABLE_CATALOG', 'TABLE_SCHEMA', 'PRIVILEGE_TYPE', 'IS_GRANTABLE'],
    rows: s.server.grants.accounts.flatMap((a) =>
      [...a.dbs].flatMap(([db, set]) =>
        [...set].map((p) => [`'${a.user}'@'${a.host}'`, 'def', db, p, set.has('GRANT OPTION') ? 'YES' : 'NO']),
      ),
    ),
  }),
  CHARACTER_SETS: () => ({
    columns: ['CHARACTER_SET_NAME', 'DEFAULT_COLLATE_NAME', 'DESCRIPTION', 'MAXLEN#'],
    rows: [
      ['utf8mb4', 'utf8mb4_uca1400_ai_ci', 'UTF-8 Unicode', 4],
      ['latin1', 'latin1_swedish_ci', 'cp1252 West European', 1],
    ],
  }),
  COLLATIONS: () => ({
    columns: ['COLLATION_NAME', 'CHARACTER_SET_NAME', 'ID#', 'IS_DEFAULT', 'IS_COMPILED', 'SORTLEN#'],
    rows: [
      ['utf8mb4_general_ci', 'utf8mb4', 45, '', 'Yes', 1],
      ['utf8mb4_bin', 'utf8mb4', 46, '', 'Yes', 1],
    ],
  }),
  TRIGGERS: () => ({
    columns: ['TRIGGER_CATALOG', 'TRIGGER_SCHEMA', 'TRIGGER_NAME', 'EVENT_OBJECT_TABLE', 'ACTION_STATEMENT'],
    rows: [],
  }),
  ROUTINES: () => ({
    columns: ['SPECIFIC_NAME', 'ROUTINE_CATALOG', 'ROUTINE_SCHEMA', 'ROUTINE_NAME', 'ROUTINE_TYPE'],
    rows: [],
  }),
  EVENTS: () => ({ columns: ['EVENT_CATALOG', 'EVENT_SCHEMA', 'EVENT_NAME'], rows: [] }),
  PARTITIONS: () => ({ columns: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'PARTITION_NAME'], rows: [] }),
  FILES: () => ({
    columns: [
      'FILE_ID#',
      'FILE_NAME',
      'FILE_TYPE',
      'TABLESPACE_NAME',
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'LOGFILE_GROUP_NAME',
      'ENGINE',
      'TOTAL_EXTENTS#',
      'INITIAL_SIZE#',
      'EXTRA',
    ],
    rows: [],
  }),
};

const yes = (set: ReadonlySet<string>, p: string): string => (set.has('ALL PRIVILEGES') || set.has(p) ? 'Y' : 'N');
const PRIVS = ['Select', 'Insert', 'Update', 'Delete', 'Create', 'Drop'];

const GRANT_TABLES: Record<string, (s: Session) => Virtual> = {
  user: (s) => ({
    columns: [
      'Host',
      'User',
      'Password',
      ...PRIVS.map((p) => `${p}_priv`),
      'Grant_priv',
      'Super_priv',
      'plugin',
      'authentication_string',
      'password_expired',
      'account_locked',
    ],
    rows: s.server.grants.accounts.map((a) => [
      a.host,
      a.user,
      a.hash,
      ...PRIVS.map((p) => yes(a.global, p.toUpperCase())),
      a.global.has('GRANT OPTION') ? 'Y' : 'N',
      yes(a.global, 'SUPER'),
      'mysql_native_password',
      a.hash,
      'N',
      'N',
    ]),
  }),
  global_priv: (s) => ({
    columns: ['Host', 'User', 'Priv'],
    rows: s.server.grants.accounts.map((a) => [
      a.host,
      a.user,
      JSON.stringify({
        access: a.global.has('ALL PRIVILEGES') ? 18446744073709552000 : 0,
        plugin: 'mysql_native_password',
        authentication_string: a.hash,
      }),
    ]),
  }),
  db: (s) => ({
    columns: ['Host', 'Db', 'User', ...PRIVS.map((p) => `${p}_priv`), 'Grant_priv'],
    rows: s.server.grants.accounts.flatMap((a) =>
      [...a.dbs].map(([db, set]) => [
        a.host,
        db,
        a.user,
        ...PRIVS.map((p) => yes(set, p.toUpperCase())),
        set.has('GRANT OPTION') ? 'Y' : 'N',
      ]),
    ),
  }),
  tables_priv: (s) => ({
    columns: ['Host', 'Db', 'User', 'Table_name', 'Table_priv'],
    rows: s.server.grants.accounts.flatMap((a) =>
      [...a.tables].map(([key, set]) => [a.host, key.split('.')[0]!, a.user, key.split('.')[1]!, [...set].join(',')]),
    ),
  }),
  proc: () => ({ columns: ['db', 'name', 'type'], rows: [] }),
  plugin: () => ({ columns: ['name', 'dl'], rows: [] }),
  time_zone_name: () => ({ columns: ['Name', 'Time_zone_id#'], rows: [] }),
  event: () => ({ columns: ['db', 'name'], rows: [] }),
};

/** Names of the grant tables: they have files in the data directory. */
export const SYSTEM_TABLES = Object.keys(GRANT_TABLES);

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
