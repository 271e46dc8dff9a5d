// UPDATE and DELETE: the rows that are meant, and what becomes of them.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Expr, Statement, TableRef } from './ast.ts';
import { SqlError } from './errors.ts';
import type { Scope, Source } from './scope.ts';
import { ok, type Result } from './result.ts';
import { type Session } from './session.ts';
import type { Row } from './store.ts';
import { type Column, findColumn, physicalColumn } from './tables.ts';
import type { Translator } from './translate.ts';
import { changed, checks, defaultValue, returned, settled, stamp, strict, writable } from './dml-rows.ts';

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
