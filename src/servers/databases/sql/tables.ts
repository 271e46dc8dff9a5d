// What a server knows of its tables: columns, keys and constraints.

import type { ColumnType } from './types.ts';

export interface Column {
  /** Number of the column in its table; the engine's column is `c` and this. */
  readonly id: number;
  readonly name: string;
  readonly type: ColumnType;
  readonly notNull: boolean;
  /** SQL text of the default value. */
  readonly default: string | undefined;
  /** Set to the present time by an UPDATE. */
  readonly onUpdate: boolean;
  readonly auto: boolean;
  readonly comment: string;
}

export interface Index {
  readonly name: string;
  readonly kind: 'primary' | 'unique' | 'key';
  readonly columns: readonly string[];
}

export interface Foreign {
  readonly name: string;
  readonly columns: readonly string[];
  readonly db: string;
  readonly table: string;
  readonly refColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
}

export interface Check {
  readonly name: string;
  readonly text: string;
}

export interface Table {
  /** Never used twice; the engine's table is `t` and this. */
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly indexes: readonly Index[];
  readonly foreigns: readonly Foreign[];
  readonly checks: readonly Check[];
  readonly options: Readonly<Record<string, string>>;
  /** Virtual ms since 1970. */
  readonly created: number;
  /** A view: its query. */
  readonly view?: { readonly text: string; readonly columns: readonly string[] | undefined; readonly db: string };
  /** Made for one query (information_schema) or for one connection. */
  readonly temporary?: boolean;
}

export const physical = (t: Table): string => `t${t.id}`;
export const physicalColumn = (c: Column): string => `c${c.id}`;

export function findColumn(t: Table, name: string): Column | undefined {
  const small = name.toLowerCase();
  return t.columns.find((c) => c.name === name) ?? t.columns.find((c) => c.name.toLowerCase() === small);
}

export function primaryKey(t: Table): Index | undefined {
  return t.indexes.find((i) => i.kind === 'primary');
}

/** One database (for PostgreSQL: one database with its schema public). */
export interface Database {
  readonly name: string;
  readonly tables: Map<string, Table>;
  charset: string;
  collate: string;
}

/** `` `a` `` */
export const tick = (s: string): string => `\`${s.replace(/`/g, '``')}\``;
/** `'a'` as MariaDB writes it back. */
export const quote = (s: string): string =>
  `'${s.replace(/\\/g, '\\\\').replace(/'/g, "''").replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\0/g, '\\0')}'`;

/** A foreign key as MariaDB names it in errors and in SHOW CREATE TABLE. */
export function foreignText(f: Foreign, inDb: string): string {
  const cols = (list: readonly string[]): string => list.map(tick).join(', ');
  return `CONSTRAINT ${tick(f.name)} FOREIGN KEY (${cols(f.columns)}) REFERENCES ${f.db === inDb ? '' : `${tick(f.db)}.`}${tick(f.table)} (${cols(f.refColumns)})${f.onDelete === '' || f.onDelete === 'RESTRICT' ? '' : ` ON DELETE ${f.onDelete}`}${f.onUpdate === '' || f.onUpdate === 'RESTRICT' ? '' : ` ON UPDATE ${f.onUpdate}`}`;
}
