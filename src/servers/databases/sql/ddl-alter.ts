// ALTER TABLE: the changed definition, and what becomes of the rows.

import type { Statement, TableName } from './ast.ts';
import { rename } from './ddl-rename.ts';
import { defaultText } from './defaults.ts';
import { defaultValue } from './dml-rows.ts';
import { SqlError } from './errors.ts';
import { ok, type Result } from './result.ts';
import { type Session } from './session.ts';
import { addForeign, addIndex, type Draft, freshCheck, makeColumn } from './table-draft.ts';
import type { Column, Foreign, Table } from './tables.ts';
import { coerce, columnType } from './types.ts';

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
