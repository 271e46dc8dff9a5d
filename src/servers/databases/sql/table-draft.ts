// The parts of a definition of a table: columns, indexes, foreign keys, checks, and the names that they get.

import type { ColumnDef, ForeignDef, TableName } from './ast.ts';
import { defaultText } from './defaults.ts';
import { SqlError } from './errors.ts';
import type { Session } from './session.ts';
import { type Check, type Column, findColumn, type Foreign, type Index, primaryKey } from './tables.ts';
import { columnType } from './types.ts';

export const collationOf = (s: Session): string =>
  s.server.flavor === 'mysql' ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_uca1400_ai_ci';

export function makeColumn(
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

export interface Draft {
  columns: Column[];
  indexes: Index[];
  foreigns: Foreign[];
  checks: Check[];
}

export function addIndex(
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

export function addForeign(s: Session, db: string, t: TableName, d: Draft, f: ForeignDef): void {
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

export function freshCheck(
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
