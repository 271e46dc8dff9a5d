// Rows on their way into the store: values made to fit their columns, defaults, checks, and what RETURNING gives.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Expr, SelectItem } from './ast.ts';
import { formatMs } from './dates.ts';
import { rowSource } from './row-source.ts';
import { SqlError, unsupported } from './errors.ts';
import { parseExpr } from './parse.ts';
import type { Source } from './scope.ts';
import type { Result } from './result.ts';
import type { Session } from './session.ts';
import type { Row } from './store.ts';
import { type Column, findColumn, type Table } from './tables.ts';
import { coerce, type Place } from './types.ts';

const place = (t: Table, c: Column, row: number): Place => ({
  column: c.name,
  full: `\`${t.db}\`.\`${t.name}\`.\`${c.name}\``,
  row,
});

/** Is this session strict about values? */
export const strict = (s: Session): boolean => !s.mysql || /STRICT/.test(String(s.sysVar('sql_mode')));

/** What a column gets when nothing is given. */
export function defaultValue(s: Session, t: Table, c: Column, row: number): SqlValue {
  if (c.default === undefined) return null;
  const tr = s.translator();
  const [v] = s.values([tr.constantSql(parseExpr(c.default, s.mysql ? 'mysql' : 'postgres'))]);
  return coerce(v ?? null, c.type, place(t, c, row), s.server.errors);
}
export const implicit = (c: Column): SqlValue =>
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
export function fit(s: Session, t: Table, c: Column, v: SqlValue, row: number, lenient: boolean): SqlValue {
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

export function checks(s: Session, t: Table, row: Row): void {
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
export function writable(s: Session, t: Table): Table {
  if (t.view !== undefined) throw unsupported('changing a table through a view');
  if (t.temporary && !s.temporary.has(`${t.db}.${t.name}`))
    throw t.db === 'information_schema'
      ? s.dbDenied('information_schema')
      : unsupported(`changing ${t.db}.${t.name} by hand`);
  return t;
}

export function returned(
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
export function assign(
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

export function settled(s: Session, t: Table, c: Column, v: SqlValue, n: number, lenient: boolean): SqlValue {
  if (v === null && c.notNull) {
    if (!lenient) throw s.server.errors.notNull(c.name, t.name);
    s.warnings.push({ level: 'Warning', code: 1048, text: `Column '${c.name}' cannot be null` });
    return implicit(c);
  }
  return fit(s, t, c, v, n, lenient);
}

export const changed = (a: Row, b: Row): boolean =>
  a.some(
    (v, i) => v !== b[i] && !(v instanceof Uint8Array && b[i] instanceof Uint8Array && String(v) === String(b[i])),
  );

/** Values of one VALUES row; an undefined is DEFAULT. */
export function rowValues(s: Session, exprs: readonly Expr[]): (SqlValue | undefined)[] {
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

/** Columns that take the present time at each change. */
export function stamp(s: Session, t: Table, old: Row, next: Row, set: readonly string[]): void {
  const names = set.map((n) => n.toLowerCase());
  t.columns.forEach((c, i) => {
    if (c.onUpdate && !names.includes(c.name.toLowerCase()) && changed(old, next))
      next[i] = formatMs(s.server.now, c.type.scale ?? 0);
  });
}
