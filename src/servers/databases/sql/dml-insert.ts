// INSERT and REPLACE: rows come out of lists or queries, and meet those that are there.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Expr, Statement } from './ast.ts';
import {
  assign,
  changed,
  checks,
  defaultValue,
  fit,
  implicit,
  returned,
  rowValues,
  settled,
  stamp,
  strict,
  writable,
} from './dml-rows.ts';
import { SqlError } from './errors.ts';
import { ok, type Result } from './result.ts';
import type { Session } from './session.ts';
import { Locked, type Row } from './store.ts';
import { type Column, findColumn } from './tables.ts';
import { rowSource } from './row-source.ts';

export function insertRows(s: Session, st: Statement & { k: 'insert' }): Result {
  const { store, errors } = s.server;
  const t = writable(s, s.named(st.table, 'INSERT'));
  if (st.replace) s.needTable('DELETE', t.db, t.name);
  const lenient = st.ignore || !strict(s);
  const columns = (
    st.columns === undefined || (st.columns.length === 0 && Array.isArray(st.rows) && st.rows[0]?.length !== 0)
      ? t.columns.map((c) => c.name)
      : st.columns
  ).map((name) => {
    const c = findColumn(t, name);
    if (c === undefined)
      throw (
        errors.unknownColumn(name, t.name) &&
        (s.mysql ? errors.unknownColumn(name, modernInsert(s)) : errors.unknownColumnOf(name, t.name))
      );
    return c;
  });
  const twice = columns.find((c, i) => columns.indexOf(c) !== i);
  if (twice !== undefined)
    throw s.mysql
      ? new SqlError(1110, '42000', `Column '${twice.name}' specified twice`)
      : errors.duplicateColumn(twice.name);
  let rows: (SqlValue | undefined)[][];
  const fromValues = Array.isArray(st.rows);
  if (fromValues) {
    rows = (st.rows as Expr[][]).map((r, i) => {
      if (r.length !== columns.length && !(r.length === 0 && s.mysql)) {
        if (!s.mysql && r.length < columns.length && st.columns === undefined) return rowValues(s, r);
        throw !s.mysql && r.length < columns.length
          ? new SqlError(0, '42601', 'INSERT has more target columns than expressions')
          : errors.columnCount(i + 1);
      }
      return r.length === 0 ? columns.map(() => undefined) : rowValues(s, r);
    });
  } else {
    const q = s.translator().query(st.rows as never, undefined);
    if (q.columns.length !== columns.length) throw errors.columnCount(1);
    rows = s.all(q.sql);
  }
  const auto = t.columns.find((c) => c.auto);
  const defaults = new Map<Column, SqlValue>();
  let affected = 0;
  let duplicates = 0;
  let insertId = 0;
  let explicitId = 0;
  const done: Row[] = [];
  rows.forEach((values, r) => {
    const n = r + 1;
    const row: Row = t.columns.map((c) => {
      const at = columns.indexOf(c);
      let v = at < 0 ? undefined : values[at];
      if (c === auto) {
        if (
          v === undefined ||
          v === null ||
          (s.mysql && Number(v) === 0 && v !== '' && !/NO_AUTO_VALUE_ON_ZERO/.test(String(s.sysVar('sql_mode'))))
        ) {
          const next = store.nextAuto(t);
          store.auto.set(t.id, next + 1);
          if (insertId === 0) insertId = next;
          return fit(s, t, c, next, n, false);
        }
        const fixed = fit(s, t, c, v, n, lenient);
        if (typeof fixed === 'number') {
          if (s.mysql) store.useAuto(t, fixed);
          explicitId = fixed;
        }
        return fixed;
      }
      if (v === undefined) {
        if (c.default === undefined) {
          if (!c.notNull) return null;
          if (c.type.base === 'enum' && s.mysql) return c.type.members![0]!;
          if (!lenient) throw errors.noDefault(c.name, t.name);
          s.warnings.push({ level: 'Warning', code: 1364, text: `Field '${c.name}' doesn't have a default value` });
          return implicit(c);
        }
        if (!defaults.has(c)) defaults.set(c, defaultValue(s, t, c, n));
        v = /uuid|rand|nextval/i.test(c.default) ? defaultValue(s, t, c, n) : defaults.get(c)!;
        return v;
      }
      return settled(s, t, c, v, n, lenient && (st.ignore || !fromValues || rows.length > 1 || v !== null));
    });
    const mark = s.tx.undo.length;
    try {
      checks(s, t, row);
      if (st.replace)
        for (const id of store.conflicts(t, row)) {
          store.remove(s.tx, t, id, store.row(t, id)!);
          affected++;
          duplicates++;
        }
      if (st.update !== undefined || st.conflict !== undefined) {
        const [hit] = store.conflicts(t, row, st.conflict?.columns);
        if (hit !== undefined) {
          duplicates++;
          if (st.update === undefined) return;
          const old = store.row(t, hit)!;
          store.lock(s.tx, t, hit);
          const next = assign(
            s,
            t,
            st.update,
            old,
            [rowSource(t, s.mysql ? '\0new' : 'excluded', row, true)],
            n,
            lenient,
          );
          if (changed(old, next) || !s.mysql) {
            stamp(
              s,
              t,
              old,
              next,
              st.update.map(([c]) => c.name),
            );
            checks(s, t, next);
            store.update(s.tx, t, hit, old, next);
            affected += s.mysql ? 2 : 1;
          }
          if (auto !== undefined) insertId = Number(old[t.columns.indexOf(auto)]);
          done.push(next);
          return;
        }
      }
      store.insert(s.tx, t, row);
      affected++;
      done.push(row);
    } catch (error) {
      if (
        error instanceof Locked ||
        !st.ignore ||
        !(error instanceof SqlError) ||
        ![1062, 1452, 4025].includes(error.code)
      )
        throw error;
      store.rollbackTo(s.tx, mark);
      duplicates++;
      s.warnings.push({ level: 'Warning', code: error.code, text: error.message });
    }
  });
  if (insertId > 0) s.lastInsertId = insertId;
  const info =
    rows.length > 1 || !fromValues
      ? `Records: ${rows.length}  Duplicates: ${duplicates}  Warnings: ${s.warnings.length}`
      : '';
  return (
    returned(s, t, st.returning, done, `INSERT 0 ${affected}`) ??
    ok(`INSERT 0 ${affected}`, affected, info, insertId || explicitId)
  );
}
const modernInsert = (s: Session): string =>
  s.server.flavor === 'mariadb' && s.server.number >= 1106 ? 'INSERT INTO' : 'field list';
