// INSERT, REPLACE, UPDATE and DELETE: rows come out of queries, are made to fit their columns, and go into the store.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Expr, SelectItem, Statement, TableRef } from './ast.ts';
import { SqlError, unsupported } from './errors.ts';
import { formatMs } from './dates.ts';
import { parseExpr } from './parse.ts';
import { Scope, type Source } from './scope.ts';
import { ok, type Result, type Session } from './session.ts';
import { Locked, type Row } from './store.ts';
import { type Column, findColumn, physicalColumn, type Table } from './tables.ts';
import { literal, type Translator } from './translate.ts';
import { coerce, type Place } from './types.ts';

const place = (t: Table, c: Column, row: number): Place => ({
  column: c.name,
  full: `\`${t.db}\`.\`${t.name}\`.\`${c.name}\``,
  row,
});

/** A row as a table of one row: its columns are literals. */
function rowSource(t: Table, alias: string, row: Row, hidden: boolean): Source {
  return {
    alias,
    db: undefined,
    table: t,
    columns: t.columns.map((c, i) => ({
      name: c.name,
      hidden,
      piece: {
        sql: typedLiteral(row[i] ?? null, c),
        type: c.type,
        from: { table: t, column: c.name, alias },
        ...(c.type.binary ? { binary: true } : {}),
      },
    })),
  };
}
const typedLiteral = (v: SqlValue, c: Column): string =>
  typeof v === 'string' && !c.type.binary && c.type.base === 'str' ? `(${literal(v)} COLLATE NOCASE)` : literal(v);

/** Is this session strict about values? */
const strict = (s: Session): boolean => !s.mysql || /STRICT/.test(String(s.sysVar('sql_mode')));

/** What a column gets when nothing is given. */
export function defaultValue(s: Session, t: Table, c: Column, row: number): SqlValue {
  if (c.default === undefined) return null;
  const tr = s.translator();
  const [v] = s.values([tr.constantSql(parseExpr(c.default, s.mysql ? 'mysql' : 'postgres'))]);
  return coerce(v ?? null, c.type, place(t, c, row), s.server.errors);
}
const implicit = (c: Column): SqlValue =>
  c.type.base === 'enum'
    ? c.type.members![0]!
    : ['int', 'dec', 'float', 'bool', 'year', 'bit'].includes(c.type.base)
      ? 0
      : c.type.base === 'datetime'
        ? '0000-00-00 00:00:00'
        : c.type.base === 'date'
          ? '0000-00-00'
          : c.type.base === 'time'
            ? '00:00:00'
            : '';

/** A value that fits, or (not strict, or IGNORE) the nearest that does, with a warning. */
function fit(s: Session, t: Table, c: Column, v: SqlValue, row: number, lenient: boolean): SqlValue {
  try {
    return coerce(v, c.type, place(t, c, row), s.server.errors);
  } catch (error) {
    if (!lenient || !(error instanceof SqlError)) throw error;
    s.warnings.push({
      level: 'Warning',
      code: error.code === 1406 ? 1265 : error.code,
      text: error.code === 1406 ? `Data truncated for column '${c.name}' at row ${row}` : error.message,
    });
    if (error.code === 1406) return [...String(v)].slice(0, c.type.size).join('');
    const n = Number.parseFloat(String(v));
    return ['int', 'dec', 'float'].includes(c.type.base) && Number.isFinite(n) && error.code !== 1264
      ? c.type.base === 'int'
        ? Math.round(n)
        : n
      : implicit(c);
  }
}

function checks(s: Session, t: Table, row: Row): void {
  if (t.checks.length === 0 || (s.mysql && s.sysVar('check_constraint_checks') === 0)) return;
  for (const c of t.checks) {
    const tr = s.translator();
    const scope = tr.scope(undefined);
    scope.add(rowSource(t, t.name, row, false));
    const [v] = s.values([tr.expr(parseExpr(c.text, s.mysql ? 'mysql' : 'postgres'), scope)]);
    if (v === 0) throw s.server.errors.check(c.name, t.db, t.name);
  }
}

/** Tables that may not be changed by hand. */
function writable(s: Session, t: Table): Table {
  if (t.view !== undefined) throw unsupported('changing a table through a view');
  if (t.temporary && !s.temporary.has(`${t.db}.${t.name}`))
    throw t.db === 'information_schema'
      ? s.dbDenied('information_schema')
      : unsupported(`changing ${t.db}.${t.name} by hand`);
  return t;
}

function returned(
  s: Session,
  t: Table,
  items: readonly SelectItem[] | undefined,
  rows: readonly Row[],
  tag: string,
): Result | undefined {
  if (items === undefined) return undefined;
  let columns: { name: string; type: Column['type'] | { base: 'str' }; from: undefined }[] = [];
  const run = (row: Row): SqlValue[] => {
    const tr = s.translator();
    const scope = tr.scope(undefined);
    scope.add(rowSource(t, t.name, row, false));
    const pieces = tr.items(items, scope);
    columns = pieces.map((p) => ({ name: p.name, type: p.piece.type as Column['type'], from: undefined }));
    return s.values(pieces.map((p) => p.piece));
  };
  const out = rows.map(run);
  if (rows.length === 0) run(t.columns.map(() => null));
  return { kind: 'rows', columns, rows: out, tag };
}

// --- INSERT

/** `VALUES(c)` of ON DUPLICATE KEY UPDATE as a column of the new row. */
function newRow(e: Expr): Expr {
  if (e.k === 'fn' && e.name === 'VALUES' && e.args[0]?.k === 'col')
    return { k: 'col', table: '\0new', name: e.args[0].name };
  if (e.k === 'fn') return { ...e, args: e.args.map(newRow) };
  if (e.k === 'bin') return { ...e, a: newRow(e.a), b: newRow(e.b) };
  if (e.k === 'un' || e.k === 'cast' || e.k === 'collate') return { ...e, a: newRow(e.a) };
  if (e.k === 'case')
    return {
      ...e,
      base: e.base === undefined ? undefined : newRow(e.base),
      whens: e.whens.map((w) => ({ when: newRow(w.when), then: newRow(w.then) })),
      other: e.other === undefined ? undefined : newRow(e.other),
    };
  return e;
}

/** Assignments on one row; the result is the row as it becomes. */
function assign(
  s: Session,
  t: Table,
  set: readonly [Expr & { k: 'col' }, Expr][],
  old: Row,
  sources: readonly Source[],
  n: number,
  lenient: boolean,
): Row {
  const next = [...old];
  for (const [col, e] of set) {
    const c = findColumn(t, col.name);
    if (c === undefined) throw s.server.errors.unknownColumnOf(col.name, t.name);
    const tr = s.translator();
    const scope = tr.scope(undefined);
    scope.clause = 'SET';
    for (const x of sources) scope.add(x);
    // MariaDB goes from left to right and sees what it has already set
    scope.add(rowSource(t, t.name, s.mysql ? next : old, false));
    const v =
      e.k === 'default'
        ? defaultValue(s, t, e.column === undefined ? c : (findColumn(t, e.column) ?? c), n)
        : s.values([tr.expr(newRow(e), scope)])[0]!;
    s.slept += tr.sleep;
    next[t.columns.indexOf(c)] = settled(s, t, c, v, n, lenient);
  }
  return next;
}

function settled(s: Session, t: Table, c: Column, v: SqlValue, n: number, lenient: boolean): SqlValue {
  if (v === null && c.notNull) {
    if (!lenient) throw s.server.errors.notNull(c.name, t.name);
    s.warnings.push({ level: 'Warning', code: 1048, text: `Column '${c.name}' cannot be null` });
    return implicit(c);
  }
  return fit(s, t, c, v, n, lenient);
}

const changed = (a: Row, b: Row): boolean =>
  a.some(
    (v, i) => v !== b[i] && !(v instanceof Uint8Array && b[i] instanceof Uint8Array && String(v) === String(b[i])),
  );

/** Values of one VALUES row; an undefined is DEFAULT. */
function rowValues(s: Session, exprs: readonly Expr[]): (SqlValue | undefined)[] {
  const plain = exprs.every((e) => e.k === 'lit' || e.k === 'default');
  if (
    plain &&
    exprs.every(
      (e) =>
        e.k === 'default' ||
        (e.k === 'lit' && (e.t === 'str' || e.t === 'int' || e.t === 'null' || e.t === 'dec' || e.t === 'bool')),
    )
  ) {
    return exprs.map((e) => (e.k !== 'lit' ? undefined : e.t === 'null' ? null : e.t === 'str' ? e.v : Number(e.v)));
  }
  const tr = s.translator();
  const scope = tr.scope(undefined);
  scope.clause = 'VALUES';
  const given = exprs.filter((e) => e.k !== 'default');
  const values = s.values(given.map((e) => tr.expr(e, scope)));
  s.slept += tr.sleep;
  let i = 0;
  return exprs.map((e) => (e.k === 'default' ? undefined : values[i++]!));
}

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

/** Columns that take the present time at each change. */
function stamp(s: Session, t: Table, old: Row, next: Row, set: readonly string[]): void {
  const names = set.map((n) => n.toLowerCase());
  t.columns.forEach((c, i) => {
    if (c.onUpdate && !names.includes(c.name.toLowerCase()) && changed(old, next))
      next[i] = formatMs(s.server.now, c.type.scale ?? 0);
  });
}

// --- UPDATE and DELETE

interface Hit {
  readonly rowid: number;
  readonly row: Row;
  readonly values: SqlValue[];
}

/** The rows of one table that a FROM and WHERE find, each once, with the values of expressions beside them. */
function hits(
  s: Session,
  tr: Translator,
  scope: Scope,
  from: string,
  source: Source,
  where: Expr | undefined,
  order: readonly { e: Expr; desc: boolean }[],
  limit: Expr | undefined,
  exprs: readonly Expr[],
): Hit[] {
  const t = source.table!;
  scope.clause = 'WHERE';
  const cond = where === undefined ? '' : ` WHERE ${tr.truth(tr.expr(where, scope))}`;
  scope.clause = 'SET';
  const pieces = exprs.map((e) => tr.expr(e, scope));
  s.slept += tr.sleep;
  scope.clause = 'ORDER BY';
  const by = order.length === 0 ? '' : ` ORDER BY ${tr.orderText(order, scope, (e) => tr.expr(e, scope))}`;
  const phys = source.columns[0]!.piece.sql.split('.')[0]!;
  const sql = `SELECT ${phys}.rowid${t.columns.map((c) => `, ${phys}.${physicalColumn(c)}`).join('')}${pieces.map((p) => `, ${p.sql}`).join('')} FROM ${from}${cond}${by}${limit === undefined ? '' : tr.limit({ limit }, scope)}`;
  const seen = new Set<number>();
  const out: Hit[] = [];
  for (const [rowid, ...rest] of s.server.sql.all(sql)) {
    if (seen.has(Number(rowid))) continue;
    seen.add(Number(rowid));
    out.push({ rowid: Number(rowid), row: rest.slice(0, t.columns.length), values: rest.slice(t.columns.length) });
  }
  return out;
}

export function updateRows(s: Session, st: Statement & { k: 'update' }): Result {
  const { store, errors } = s.server;
  const lenient = st.ignore || !strict(s);
  const ref: TableRef =
    st.extra === undefined
      ? st.from
      : { k: 'join', kind: 'CROSS', left: st.from, right: st.extra, on: undefined, using: undefined, natural: false };
  const tr = s.translator();
  const scope = tr.scope(undefined);
  const from = tr.table(ref, scope);
  // which table each assignment is for
  const byTable = new Map<Source, [Column, Expr][]>();
  for (const [col, e] of st.set) {
    const owners = scope.sources.filter(
      (x) =>
        x.table !== undefined &&
        (col.table === undefined || x.alias === col.table) &&
        findColumn(x.table, col.name) !== undefined,
    );
    const source = s.mysql ? owners[0] : owners.find((x) => x === scope.sources[0]);
    if (source === undefined)
      throw s.mysql
        ? ((scope.clause = 'SET'),
          errors.unknownColumn(
            col.table === undefined ? col.name : `${col.table}.${col.name}`,
            s.server.number >= 1106 && s.server.flavor === 'mariadb' ? 'UPDATE' : 'field list',
          ))
        : errors.unknownColumnOf(col.name, scope.sources[0]!.alias);
    if (owners.length > 1 && s.mysql) throw errors.ambiguous(col.name, scope.clauseName);
    const list = byTable.get(source);
    const c = findColumn(source.table!, col.name)!;
    if (list === undefined) byTable.set(source, [[c, e]]);
    else list.push([c, e]);
  }
  let matched = 0;
  let count = 0;
  const done: Row[] = [];
  const all = [...byTable].map(([source, set]) => {
    const t = writable(s, source.table!);
    s.needTable('UPDATE', t.db, t.name);
    return {
      t,
      set,
      found: hits(
        s,
        tr,
        scope,
        from,
        source,
        st.where,
        st.order,
        st.limit,
        set.map(([c, e]) => (e.k === 'default' ? { k: 'lit', t: 'null', v: '' } : rewriteOrder(s, set, c, e))),
      ),
    };
  });
  for (const { t, set, found } of all) {
    found.forEach((h, i) => {
      matched++;
      const next = [...h.row];
      set.forEach(([c, e], k) => {
        const v = e.k === 'default' ? defaultValue(s, t, c, i + 1) : h.values[k]!;
        next[t.columns.indexOf(c)] = settled(s, t, c, v, i + 1, lenient);
      });
      if (!changed(h.row, next)) {
        store.lock(s.tx, t, h.rowid);
        done.push(next);
        return;
      }
      stamp(
        s,
        t,
        h.row,
        next,
        set.map(([c]) => c.name),
      );
      checks(s, t, next);
      const mark = s.tx.undo.length;
      try {
        store.update(s.tx, t, h.rowid, h.row, next);
        count++;
        done.push(next);
      } catch (error) {
        if (!st.ignore || !(error instanceof SqlError)) throw error;
        store.rollbackTo(s.tx, mark);
        s.warnings.push({ level: 'Warning', code: error.code, text: error.message });
      }
    });
  }
  const first = all[0]!.t;
  return (
    returned(s, first, st.returning, done, `UPDATE ${matched}`) ??
    ok(`UPDATE ${matched}`, count, `Rows matched: ${matched}  Changed: ${count}  Warnings: ${s.warnings.length}`)
  );
}

/** MariaDB lets a later assignment see an earlier one: `SET a = a + 1, b = a` uses the new a. */
function rewriteOrder(s: Session, set: readonly [Column, Expr][], c: Column, e: Expr): Expr {
  if (!s.mysql) return e;
  const earlier = new Map<string, Expr>();
  for (const [x, v] of set) {
    if (x === c) break;
    earlier.set(x.name.toLowerCase(), v);
  }
  if (earlier.size === 0) return e;
  const walk = (x: Expr): Expr => {
    if (x.k === 'col') return earlier.get(x.name.toLowerCase()) ?? x;
    if (x.k === 'bin') return { ...x, a: walk(x.a), b: walk(x.b) };
    if (x.k === 'un' || x.k === 'cast' || x.k === 'collate') return { ...x, a: walk(x.a) };
    if (x.k === 'fn') return { ...x, args: x.args.map(walk) };
    return x;
  };
  return walk(e);
}

export function deleteRows(s: Session, st: Statement & { k: 'delete' }): Result {
  const { store, errors } = s.server;
  const tr = s.translator();
  const scope = tr.scope(undefined);
  const from = tr.table(st.from, scope);
  const targets =
    st.targets === undefined
      ? [scope.sources[0]!]
      : st.targets.map((name) => {
          const x = scope.sources.find((y) => y.alias === name || y.table?.name === name);
          if (x === undefined) throw new SqlError(1109, '42S02', `Unknown table '${name}' in MULTI DELETE`);
          return x;
        });
  let count = 0;
  const done: Row[] = [];
  const found = targets.map((source) => {
    if (source.table === undefined) throw errors.unknownAlias(source.alias);
    const t = writable(s, source.table);
    s.needTable('DELETE', t.db, t.name);
    return { t, rows: hits(s, tr, scope, from, source, st.where, st.order, st.limit, []) };
  });
  for (const { t, rows } of found)
    for (const h of rows) {
      // a cascade may have taken it already
      const now = store.row(t, h.rowid);
      if (now === undefined) continue;
      store.remove(s.tx, t, h.rowid, now);
      done.push(h.row);
      count++;
    }
  return returned(s, found[0]!.t, st.returning, done, `DELETE ${count}`) ?? ok(`DELETE ${count}`, count);
}
