// Statements of SQL as values.

export type Expr =
  | { k: 'lit'; t: 'str' | 'int' | 'dec' | 'float' | 'null' | 'bool' | 'hex'; v: string }
  | { k: 'col'; db?: string | undefined; table?: string | undefined; name: string }
  | { k: 'un'; op: '-' | '+' | '!' | '~' | 'NOT' | 'BINARY'; a: Expr }
  | { k: 'bin'; op: string; a: Expr; b: Expr }
  | {
      k: 'fn';
      name: string;
      written?: string;
      args: Expr[];
      star?: boolean;
      distinct?: boolean;
      order?: OrderItem[];
      separator?: Expr;
      over?: Window;
      filter?: Expr;
    }
  | { k: 'case'; base: Expr | undefined; whens: { when: Expr; then: Expr }[]; other: Expr | undefined }
  | { k: 'in'; a: Expr; list: Expr[] | Query; not: boolean }
  | { k: 'between'; a: Expr; low: Expr; high: Expr; not: boolean }
  | { k: 'like'; a: Expr; b: Expr; escape: Expr | undefined; not: boolean; regexp: boolean; fold: boolean }
  | { k: 'is'; a: Expr; what: 'NULL' | 'TRUE' | 'FALSE' | 'UNKNOWN'; not: boolean }
  | { k: 'exists'; query: Query }
  | { k: 'sub'; query: Query }
  | { k: 'some'; a: Expr; op: string; all: boolean; query: Query }
  | { k: 'cast'; a: Expr; type: TypeName }
  | { k: 'interval'; a: Expr; unit: string }
  | { k: 'row'; items: Expr[] }
  | { k: 'uservar'; name: string }
  | { k: 'sysvar'; scope: 'global' | 'session' | ''; name: string }
  | { k: 'collate'; a: Expr; name: string }
  | { k: 'default'; column: string | undefined };

export interface Window {
  partition: Expr[];
  order: OrderItem[];
  /** The frame clause as it was written. */
  frame: string;
}

export interface OrderItem {
  e: Expr;
  desc: boolean;
  nulls?: 'FIRST' | 'LAST' | undefined;
}

export interface SelectItem {
  /** `*` or `t.*` when undefined. */
  e: Expr | undefined;
  table: string | undefined;
  alias: string | undefined;
  /** The text as it was written: the column's name when nothing else is said. */
  text: string;
}

export type TableRef =
  | { k: 'table'; db: string | undefined; name: string; alias: string | undefined }
  | { k: 'derived'; query: Query; alias: string; columns: string[] | undefined }
  | { k: 'series'; args: Expr[]; alias: string }
  | {
      k: 'join';
      kind: 'INNER' | 'LEFT' | 'RIGHT' | 'CROSS';
      left: TableRef;
      right: TableRef;
      on: Expr | undefined;
      using: string[] | undefined;
      natural: boolean;
    };

export interface Core {
  distinct: boolean;
  items: SelectItem[];
  from: TableRef | undefined;
  where: Expr | undefined;
  group: Expr[];
  rollup: boolean;
  having: Expr | undefined;
  /** VALUES (…), (…) instead of SELECT. */
  values?: Expr[][];
}

export interface Query {
  with: { name: string; columns: string[] | undefined; query: Query }[];
  recursive: boolean;
  first: Core | Query;
  rest: { op: string; core: Core | Query }[];
  order: OrderItem[];
  limit: Expr | undefined;
  offset: Expr | undefined;
  lock: boolean;
}

/** A type as it was written. */
export interface TypeName {
  /** In small letters: `int`, `varchar`, `double precision`. */
  name: string;
  args: string[];
  unsigned: boolean;
  charset?: string | undefined;
  collate?: string | undefined;
  array?: boolean;
}

export interface ColumnDef {
  name: string;
  type: TypeName;
  notNull: boolean | undefined;
  /** As SQL text; undefined when there is none. */
  default: Expr | undefined;
  onUpdate: boolean;
  auto: boolean;
  primary: boolean;
  unique: boolean;
  comment: string;
  references: { table: TableName; columns: string[]; onDelete: string; onUpdate: string } | undefined;
  check: { text: string; name: string | undefined } | undefined;
  generated: string | undefined;
}

export interface TableName {
  db: string | undefined;
  name: string;
}

export interface IndexDef {
  kind: 'primary' | 'unique' | 'key';
  name: string | undefined;
  columns: string[];
}

export interface ForeignDef {
  name: string | undefined;
  columns: string[];
  table: TableName;
  refColumns: string[];
  onDelete: string;
  onUpdate: string;
}

export type AlterAction =
  | { k: 'add'; column: ColumnDef; after: string | undefined; first: boolean; ifNotExists: boolean }
  | { k: 'drop'; column: string; ifExists: boolean }
  | { k: 'change'; from: string; column: ColumnDef; after: string | undefined; first: boolean }
  | { k: 'default'; column: string; value: Expr | undefined }
  | { k: 'notnull'; column: string; notNull: boolean }
  | { k: 'type'; column: string; type: TypeName }
  | { k: 'rename'; to: TableName }
  | { k: 'renamecolumn'; from: string; to: string }
  | { k: 'index'; index: IndexDef }
  | { k: 'dropindex'; name: string; ifExists: boolean }
  | { k: 'dropprimary' }
  | { k: 'foreign'; foreign: ForeignDef }
  | { k: 'dropforeign'; name: string }
  | { k: 'check'; check: { name: string | undefined; text: string } }
  | { k: 'auto'; value: number }
  | { k: 'options'; options: Record<string, string> };

export interface UserSpec {
  user: string;
  host: string;
  /** `undefined`: nothing was said; else a password or its hash. */
  auth: { password: string } | { hash: string } | undefined;
}

export type Statement =
  | { k: 'query'; query: Query; into?: string[] }
  | {
      k: 'insert';
      replace: boolean;
      ignore: boolean;
      table: TableName;
      columns: string[] | undefined;
      rows: Expr[][] | Query;
      update: [Expr & { k: 'col' }, Expr][] | undefined;
      conflict?: { columns: string[] | undefined; nothing: boolean } | undefined;
      returning?: SelectItem[] | undefined;
      alias?: string | undefined;
    }
  | {
      k: 'update';
      ignore: boolean;
      from: TableRef;
      set: [Expr & { k: 'col' }, Expr][];
      where: Expr | undefined;
      order: OrderItem[];
      limit: Expr | undefined;
      returning?: SelectItem[] | undefined;
      extra?: TableRef | undefined;
    }
  | {
      k: 'delete';
      from: TableRef;
      targets: string[] | undefined;
      where: Expr | undefined;
      order: OrderItem[];
      limit: Expr | undefined;
      returning?: SelectItem[] | undefined;
    }
  | {
      k: 'createtable';
      table: TableName;
      ifNotExists: boolean;
      temporary: boolean;
      columns: ColumnDef[];
      indexes: IndexDef[];
      foreigns: ForeignDef[];
      checks: { name: string | undefined; text: string }[];
      options: Record<string, string>;
      like: TableName | undefined;
      query: Query | undefined;
    }
  | { k: 'alter'; table: TableName; actions: AlterAction[]; ifExists: boolean }
  | { k: 'drop'; tables: TableName[]; ifExists: boolean; view: boolean }
  | { k: 'rename'; pairs: [TableName, TableName][] }
  | { k: 'truncate'; tables: TableName[] }
  | {
      k: 'createindex';
      unique: boolean;
      name: string | undefined;
      table: TableName;
      columns: string[];
      ifNotExists: boolean;
    }
  | { k: 'dropindex'; name: string; table: TableName | undefined; ifExists: boolean }
  | { k: 'createview'; replace: boolean; name: TableName; columns: string[] | undefined; query: Query; text: string }
  | { k: 'createdb'; name: string; ifNotExists: boolean; options: Record<string, string> }
  | { k: 'dropdb'; name: string; ifExists: boolean }
  | { k: 'use'; name: string }
  | {
      k: 'show';
      what: string;
      full: boolean;
      db: string | undefined;
      table: TableName | undefined;
      name: string | undefined;
      like: string | undefined;
      where: Expr | undefined;
      global: boolean;
    }
  | { k: 'explain'; of: Statement }
  | {
      k: 'set';
      items: { scope: 'user' | 'global' | 'session' | 'password' | 'names'; name: string; value: Expr }[];
      user?: UserSpec | undefined;
    }
  | { k: 'begin' }
  | { k: 'commit' }
  | { k: 'rollback'; to: string | undefined }
  | { k: 'savepoint'; name: string }
  | { k: 'release'; name: string }
  | { k: 'lock'; tables: TableName[] }
  | { k: 'unlock' }
  | { k: 'createuser'; users: UserSpec[]; ifNotExists: boolean; replace: boolean }
  | { k: 'alteruser'; users: UserSpec[]; ifExists: boolean }
  | { k: 'dropuser'; users: UserSpec[]; ifExists: boolean }
  | { k: 'renameuser'; pairs: [UserSpec, UserSpec][] }
  | {
      k: 'grant';
      privileges: { name: string; columns?: string[] }[];
      db: string;
      table: string;
      users: UserSpec[];
      grantOption: boolean;
    }
  | { k: 'revoke'; privileges: { name: string }[]; db: string; table: string; users: UserSpec[] }
  | { k: 'flush'; what: string }
  | { k: 'kill'; id: Expr; query: boolean }
  | { k: 'do'; items: Expr[] }
  | { k: 'analyze'; verb: string; tables: TableName[] }
  | { k: 'shutdown' }
  | { k: 'nothing' };
