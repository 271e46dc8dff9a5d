// CREATE TABLE and ALTER TABLE: definitions of tables and what becomes of their rows.

import type { ColumnDef, ForeignDef, Statement, TableName } from './ast.ts';
import { SqlError } from './errors.ts';
import { rename } from './ddl-drop.ts';
import { defaultText } from './defaults.ts';
import { defaultValue } from './dml.ts';
import { ok, type Result, type Session } from './session.ts';
import {
  type Check,
  type Column,
  type Database,
  findColumn,
  type Foreign,
  type Index,
  primaryKey,
  type Table,
} from './tables.ts';
import { coerce, type ColumnType, columnType } from './types.ts';

export const collationOf = (s: Session): string =>
  s.server.flavor === 'mysql' ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_uca1400_ai_ci';

function makeColumn(
  s: Session,
  d: ColumnDef,
  id: number,
  primary: boolean,
  defaultCollate: string | undefined,
): Column {
  const type = columnType(
    d.type.collate === undefined && defaultCollate !== undefined && /_bin$/.test(defaultCollate)
      ? { ...d.type, collate: defaultCollate }
      : d.type,
    s.server.flavor,
    () => s.server.errors.syntax(d.type.name, 0),
  );
  const notNull = d.notNull === true || primary || (d.auto && s.mysql);
  const text =
    d.default === undefined || (d.default.k === 'lit' && d.default.t === 'null')
      ? undefined
      : defaultText(s, d.default, type, d.name);
  if (d.default?.k === 'lit' && d.default.t === 'null' && notNull && s.mysql)
    throw new SqlError(1067, '42000', `Invalid default value for '${d.name}'`);
  return { id, name: d.name, type, notNull, default: text, onUpdate: d.onUpdate, auto: d.auto, comment: d.comment };
}

/** A name for a key that is free: MariaDB takes that of its first column, then `_2`, `_3`. */
function keyName(
  s: Session,
  table: string,
  columns: readonly string[],
  kind: Index['kind'],
  taken: ReadonlySet<string>,
): string {
  if (kind === 'primary') return s.mysql ? 'PRIMARY' : `${table}_pkey`;
  const base = s.mysql ? columns[0]! : `${table}_${columns.join('_')}_${kind === 'unique' ? 'key' : 'idx'}`;
  let name = base;
  for (let n = s.mysql ? 2 : 1; taken.has(name.toLowerCase()); n++) name = s.mysql ? `${base}_${n}` : `${base}${n}`;
  return name;
}

interface Draft {
  columns: Column[];
  indexes: Index[];
  foreigns: Foreign[];
  checks: Check[];
}

function addIndex(
  s: Session,
  t: TableName,
  d: Draft,
  kind: Index['kind'],
  given: string | undefined,
  columns: readonly string[],
): void {
  const names = columns.map((c) => {
    const found = d.columns.find((x) => x.name.toLowerCase() === c.toLowerCase());
    if (found === undefined) throw s.server.errors.keyColumn(c);
    if (s.mysql && (found.type.name === 'text' || found.type.base === 'blob') && !/\(/.test(found.type.text))
      return found.name;
    return found.name;
  });
  if (kind === 'primary' && d.indexes.some((i) => i.kind === 'primary'))
    throw s.mysql
      ? new SqlError(1068, '42000', 'Multiple primary key defined')
      : new SqlError(0, '42P16', `multiple primary keys for table "${t.name}" are not allowed`);
  const taken = new Set(d.indexes.map((i) => i.name.toLowerCase()));
  const name = kind === 'primary' && s.mysql ? 'PRIMARY' : (given ?? keyName(s, t.name, names, kind, taken));
  if (taken.has(name.toLowerCase())) throw s.server.errors.duplicateKeyName(name);
  d.indexes.push({ name, kind, columns: names });
  if (kind === 'primary') d.columns = d.columns.map((c) => (names.includes(c.name) ? { ...c, notNull: true } : c));
  d.indexes.sort((a, b) => order(a) - order(b));
}
const order = (i: Index): number => (i.kind === 'primary' ? 0 : i.kind === 'unique' ? 1 : 2);

function addForeign(s: Session, db: string, t: TableName, d: Draft, f: ForeignDef): void {
  const columns = f.columns.map(
    (c) =>
      d.columns.find((x) => x.name.toLowerCase() === c.toLowerCase())?.name ??
      (() => {
        throw s.server.errors.keyColumn(c);
      })(),
  );
  const refDb = s.mysql ? (f.table.db ?? db) : db;
  const self = refDb === db && f.table.name === t.name;
  const parent = self ? undefined : s.server.store.databases.get(refDb)?.tables.get(f.table.name);
  const wanted =
    f.refColumns.length > 0
      ? f.refColumns
      : ((self ? d.indexes.find((i) => i.kind === 'primary') : parent === undefined ? undefined : primaryKey(parent))
          ?.columns ?? []);
  if (!self && parent === undefined && s.tx.foreignChecks)
    throw s.mysql ? s.server.errors.foreignBad(db, t.name) : s.server.errors.noTable(refDb, f.table.name);
  const indexes = self ? d.indexes : (parent?.indexes ?? []);
  const refColumns = wanted.map(
    (c) =>
      (self ? d.columns : (parent?.columns ?? [])).find((x) => x.name.toLowerCase() === c.toLowerCase())?.name ?? c,
  );
  const keyed = indexes.some(
    (i) => (s.mysql || i.kind !== 'key') && refColumns.every((c, n) => i.columns[n]?.toLowerCase() === c.toLowerCase()),
  );
  const typed =
    parent === undefined ||
    columns.every((c, n) => {
      const a = d.columns.find((x) => x.name === c)!.type;
      const b = findColumn(parent, refColumns[n] ?? '')?.type;
      return (
        b === undefined ||
        (a.base === b.base &&
          (!s.mysql || a.base !== 'int' || (a.name === b.name && (a.unsigned ?? false) === (b.unsigned ?? false))))
      );
    });
  if ((!keyed || !typed || refColumns.length !== columns.length) && (parent !== undefined || self))
    throw s.server.errors.foreignBad(db, t.name);
  let n = 1;
  while (d.foreigns.some((x) => x.name === `${t.name}_ibfk_${n}`)) n++;
  const name = f.name ?? (s.mysql ? `${t.name}_ibfk_${n}` : `${t.name}_${columns.join('_')}_fkey`);
  d.foreigns.push({
    name,
    columns,
    db: refDb,
    table: f.table.name,
    refColumns,
    onDelete: f.onDelete,
    onUpdate: f.onUpdate,
  });
  // MariaDB makes a key for the columns when there is none
  if (s.mysql && !d.indexes.some((i) => columns.every((c, k) => i.columns[k] === c))) {
    const taken = new Set(d.indexes.map((i) => i.name.toLowerCase()));
    d.indexes.push({
      name:
        f.name !== undefined && !taken.has(f.name.toLowerCase()) ? f.name : keyName(s, t.name, columns, 'key', taken),
      kind: 'key',
      columns,
    });
  }
}

function freshCheck(
  s: Session,
  t: TableName,
  d: Draft,
  c: { name: string | undefined; text: string },
  column?: string,
): void {
  let n = 1;
  while (d.checks.some((x) => x.name === `CONSTRAINT_${n}`)) n++;
  d.checks.push({
    name:
      c.name ??
      (s.mysql
        ? column === undefined
          ? `CONSTRAINT_${n}`
          : `${t.name}.${column}`
        : `${t.name}_${column === undefined ? '' : `${column}_`}check`),
    text: c.text,
  });
}

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

// --- ALTER

export function alterTable(s: Session, st: Statement & { k: 'alter' }): Result {
  const { store, errors } = s.server;
  let t: Table;
  try {
    t = s.named(st.table, 'ALTER');
  } catch (error) {
    if (st.ifExists && error instanceof SqlError && (error.code === 1146 || error.state === '42P01'))
      return ok('ALTER TABLE');
    throw error;
  }
  if (t.view !== undefined) throw new SqlError(1347, 'HY000', `'${t.db}.${t.name}' is not of type 'BASE TABLE'`);
  const d: Draft = {
    columns: [...t.columns],
    indexes: [...t.indexes],
    foreigns: [...t.foreigns],
    checks: [...t.checks],
  };
  const at = (name: string): number => {
    const i = d.columns.findIndex((c) => c.name.toLowerCase() === name.toLowerCase());
    if (i < 0) throw errors.unknownColumn(name, t.name);
    return i;
  };
  const put = (c: Column, after: string | undefined, first: boolean, instead?: number): void => {
    if (instead !== undefined) d.columns.splice(instead, 1);
    d.columns.splice(first ? 0 : after !== undefined ? at(after) + 1 : (instead ?? d.columns.length), 0, c);
  };
  const renamed = (from: string, to: string): void => {
    if (from === to) return;
    const m = (n: string): string => (n.toLowerCase() === from.toLowerCase() ? to : n);
    d.indexes = d.indexes.map((i) => ({ ...i, columns: i.columns.map(m) }));
    d.foreigns = d.foreigns.map((f) => ({ ...f, columns: f.columns.map(m) }));
  };
  let options = { ...t.options };
  let moved: TableName | undefined;
  let nextId = Math.max(0, ...t.columns.map((c) => c.id)) + 1;
  for (const a of st.actions) {
    switch (a.k) {
      case 'add': {
        if (d.columns.some((c) => c.name.toLowerCase() === a.column.name.toLowerCase())) {
          if (a.ifNotExists) break;
          throw s.mysql
            ? errors.duplicateColumn(a.column.name)
            : new SqlError(0, '42701', `column "${a.column.name}" of relation "${t.name}" already exists`);
        }
        put(makeColumn(s, a.column, nextId++, a.column.primary, options['collate']), a.after, a.first);
        if (a.column.primary) addIndex(s, t, d, 'primary', undefined, [a.column.name]);
        if (a.column.unique) addIndex(s, t, d, 'unique', undefined, [a.column.name]);
        if (a.column.check !== undefined) freshCheck(s, t, d, a.column.check, a.column.name);
        if (a.column.references !== undefined)
          addForeign(s, t.db, t, d, {
            name: undefined,
            columns: [a.column.name],
            table: a.column.references.table,
            refColumns: a.column.references.columns,
            onDelete: a.column.references.onDelete,
            onUpdate: a.column.references.onUpdate,
          });
        break;
      }
      case 'drop': {
        const i = d.columns.findIndex((c) => c.name.toLowerCase() === a.column.toLowerCase());
        if (i < 0) {
          if (a.ifExists) break;
          throw s.mysql
            ? errors.cantDrop('COLUMN', a.column)
            : new SqlError(0, '42703', `column "${a.column}" of relation "${t.name}" does not exist`);
        }
        const { name } = d.columns[i]!;
        const f = d.foreigns.find((x) => x.columns.includes(name));
        if (f !== undefined && s.mysql)
          throw new SqlError(1553, 'HY000', `Cannot drop index '${f.name}': needed in a foreign key constraint`);
        d.columns.splice(i, 1);
        if (d.columns.length === 0 && s.mysql)
          throw new SqlError(1090, '42000', "You can't delete all columns with ALTER TABLE; use DROP TABLE instead");
        d.indexes = d.indexes
          .map((x) => ({ ...x, columns: x.columns.filter((c) => c !== name) }))
          .filter((x) => x.columns.length > 0);
        d.foreigns = d.foreigns.filter((x) => !x.columns.includes(name));
        break;
      }
      case 'change': {
        const i = at(a.from);
        const old = d.columns[i]!;
        const pk = d.indexes.some((x) => x.kind === 'primary' && x.columns.includes(old.name));
        put(makeColumn(s, a.column, old.id, pk || a.column.primary, options['collate']), a.after, a.first, i);
        renamed(old.name, a.column.name);
        if (a.column.primary && !pk) addIndex(s, t, d, 'primary', undefined, [a.column.name]);
        if (a.column.unique) addIndex(s, t, d, 'unique', undefined, [a.column.name]);
        break;
      }
      case 'default': {
        const i = at(a.column);
        d.columns[i] = {
          ...d.columns[i]!,
          default: a.value === undefined ? undefined : defaultText(s, a.value, d.columns[i]!.type, a.column),
        };
        break;
      }
      case 'notnull':
        d.columns[at(a.column)] = { ...d.columns[at(a.column)]!, notNull: a.notNull };
        break;
      case 'type':
        d.columns[at(a.column)] = {
          ...d.columns[at(a.column)]!,
          type: columnType(a.type, s.server.flavor, () => errors.syntax(a.type.name, 0)),
        };
        break;
      case 'rename':
        moved = a.to;
        break;
      case 'renamecolumn': {
        const i = at(a.from);
        renamed(d.columns[i]!.name, a.to);
        d.columns[i] = { ...d.columns[i]!, name: a.to };
        break;
      }
      case 'index':
        addIndex(s, t, d, a.index.kind, a.index.name, a.index.columns);
        break;
      case 'dropindex': {
        const i = d.indexes.findIndex((x) => x.name.toLowerCase() === a.name.toLowerCase());
        if (i < 0) {
          if (a.ifExists) break;
          throw errors.cantDrop('INDEX', a.name);
        }
        d.indexes.splice(i, 1);
        break;
      }
      case 'dropprimary': {
        if (!d.indexes.some((i) => i.kind === 'primary')) throw errors.cantDrop('INDEX', 'PRIMARY');
        d.indexes = d.indexes.filter((i) => i.kind !== 'primary');
        break;
      }
      case 'foreign':
        addForeign(s, t.db, t, d, a.foreign);
        break;
      case 'dropforeign': {
        const before = d.foreigns.length + d.checks.length + d.indexes.length;
        d.foreigns = d.foreigns.filter((f) => f.name !== a.name);
        d.checks = d.checks.filter((c) => c.name !== a.name);
        if (!s.mysql) d.indexes = d.indexes.filter((i) => i.name !== a.name);
        if (d.foreigns.length + d.checks.length + d.indexes.length === before)
          throw s.mysql
            ? errors.cantDrop('FOREIGN KEY', a.name)
            : new SqlError(0, '42704', `constraint "${a.name}" of relation "${t.name}" does not exist`);
        break;
      }
      case 'check':
        freshCheck(s, t, d, a.check);
        break;
      case 'auto':
        options['auto_increment'] = String(a.value);
        break;
      case 'options':
        options = { ...options, ...a.options };
        break;
    }
  }
  let count = 0;
  const next: Table = {
    ...t,
    id: store.nextId++,
    columns: d.columns,
    indexes: d.indexes,
    foreigns: d.foreigns,
    checks: d.checks,
    options,
  };
  count = rebuild(s, t, next);
  if (moved !== undefined) rename(s, next, moved);
  return ok('ALTER TABLE', s.mysql ? count : 0, `Records: ${count}  Duplicates: 0  Warnings: 0`);
}

/** Puts a table with the same rows in the place of another. All or nothing. */
function rebuild(s: Session, old: Table, next: Table): number {
  const { store } = s.server;
  store.make(next);
  let n = 0;
  try {
    const fresh = next.columns.map((c) => old.columns.findIndex((x) => x.id === c.id));
    const auto = next.columns.findIndex((c) => c.auto);
    for (const { rowid, row } of store.rows(old)) {
      n++;
      const made = next.columns.map((c, i) => {
        const from = fresh[i]!;
        if (from >= 0) {
          const v = row[from]!;
          if (v === null && c.notNull && auto !== i)
            throw s.mysql
              ? new SqlError(1265, '01000', `Data truncated for column '${c.name}' at row ${n}`)
              : new SqlError(0, '23502', `column "${c.name}" of relation "${next.name}" contains null values`);
          return coerce(
            v,
            c.type,
            { column: c.name, full: `\`${next.db}\`.\`${next.name}\`.\`${c.name}\``, row: n },
            s.server.errors,
          );
        }
        if (i === auto) return n;
        const v = c.default === undefined ? null : defaultValue(s, next, c, n);
        if (v !== null || !c.notNull) return v;
        if (!s.mysql)
          throw new SqlError(0, '23502', `column "${c.name}" of relation "${next.name}" contains null values`);
        return c.type.base === 'enum'
          ? c.type.members![0]!
          : ['int', 'dec', 'float', 'bool', 'year'].includes(c.type.base)
            ? 0
            : c.type.base === 'datetime'
              ? '0000-00-00 00:00:00'
              : c.type.base === 'date'
                ? '0000-00-00'
                : '';
      });
      try {
        store.sql.run(
          `INSERT INTO t${next.id} (rowid${next.columns.map((c) => `, c${c.id}`).join('')}) VALUES (?${next.columns.map(() => ', ?').join('')})`,
          [rowid, ...made],
        );
      } catch (error) {
        const m = /^UNIQUE constraint failed: (.*)$/.exec((error as Error).message);
        if (m === null) throw error;
        const cols = m[1]!.split(', ').map((x) => next.columns.find((c) => `c${c.id}` === x.split('.')[1])!);
        const index = next.indexes.find(
          (i) => i.kind !== 'key' && i.columns.length === cols.length && i.columns.every((c, k) => c === cols[k]!.name),
        )!;
        throw s.server.errors.duplicateEntry(
          cols.map((c) => String(made[next.columns.indexOf(c)])).join('-'),
          index.name,
          next.name,
          index.columns,
          index.name,
        );
      }
    }
    for (const f of next.foreigns) if (!old.foreigns.includes(f) && s.tx.foreignChecks) orphans(s, next, f);
  } catch (error) {
    store.unmake(next);
    throw error;
  }
  if (
    old.options['auto_increment'] === next.options['auto_increment'] &&
    next.columns.some((c) => c.auto) &&
    old.columns.some((c) => c.auto)
  )
    store.auto.set(next.id, store.nextAuto(old));
  const temporary = s.temporary.get(`${old.db}.${old.name}`) === old;
  store.removeName(old);
  store.unmake(old);
  if (temporary) s.temporary.set(`${old.db}.${old.name}`, next);
  else {
    store.add(next);
    store.journal?.dropTable(old);
    store.journal?.saveTable(next);
  }
  return n;
}

function orphans(s: Session, t: Table, f: Foreign): void {
  const { store, errors } = s.server;
  const parent = store.databases.get(f.db)?.tables.get(f.table);
  for (const { row } of store.rows(t)) {
    const values = f.columns.map((n) => row[t.columns.findIndex((c) => c.name === n)]!);
    if (values.some((v) => v === null)) continue;
    const target = parent === undefined || parent.name === t.name ? t : parent;
    const found = store
      .rows(target)
      .some((r) => f.refColumns.every((n, i) => r.row[target.columns.findIndex((c) => c.name === n)] === values[i]));
    if (!found)
      throw errors.foreignChild(
        `\`${t.db}\`.\`${t.name}\`, CONSTRAINT \`${f.name}\` FOREIGN KEY (${f.columns.map((c) => `\`${c}\``).join(', ')}) REFERENCES \`${f.table}\` (${f.refColumns.map((c) => `\`${c}\``).join(', ')})`,
        t.name,
        f.name,
        values.join(', '),
        f.columns.join(', '),
        f.table,
      );
  }
}
