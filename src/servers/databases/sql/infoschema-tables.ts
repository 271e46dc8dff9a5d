// information_schema: what there is, as tables: schemata, tables, columns, keys, constraints, views.

import type { SqlValue } from '../../../kernel/sql.ts';
import { formatMs } from './dates.ts';
import type { Virtual } from './infoschema.ts';
import type { Session } from './session.ts';
import { extraOf, keyOf, visibleDatabases, visibleTables } from './visible.ts';
import { type Column, primaryKey, type Table } from './tables.ts';

export const maxLength = (c: Column): SqlValue =>
  ['str', 'enum', 'set'].includes(c.type.base)
    ? (c.type.size ?? Math.max(...(c.type.members ?? ['']).map((m) => m.length)))
    : null;
export const PRECISION: Record<number, number> = { 1: 3, 2: 5, 3: 7, 4: 10, 8: 19 };

export function allTables(s: Session): Table[] {
  return visibleDatabases(s).flatMap((db) => (s.mysql || db === s.db ? visibleTables(s, db) : []));
}
export const schemaOf = (s: Session, t: Table): string => (s.mysql ? t.db : 'public');
export const catalogOf = (s: Session): string => (s.mysql ? 'def' : s.db);

export const STRUCTURE: Record<string, (s: Session) => Virtual> = {
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
};
