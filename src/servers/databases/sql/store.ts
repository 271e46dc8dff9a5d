// Tables in the SQL engine's memory with transactions: what a statement changed can be undone, rows that somebody
// changes are locked for others, and others see them as they were. What a commit keeps goes to a journal (datadir.ts).

import { WaitQueue } from '../../../kernel/block.ts';
import type { SqlDatabase, SqlValue } from '../../../kernel/sql.ts';
import type { Errors } from './errors.ts';
import {
  type Column,
  type Database,
  type Foreign,
  foreignText,
  type Index,
  physical,
  physicalColumn,
  type Table,
} from './tables.ts';
import { formatNumber } from './dates.ts';
import { affinity } from './types.ts';

export type Row = SqlValue[];

interface Undo {
  readonly seq: number;
  readonly table: Table;
  readonly kind: 'insert' | 'update' | 'delete';
  readonly rowid: number;
  /** The row as it was before. */
  readonly old: Row;
}

/** What one connection has changed and not yet committed. */
export class Tx {
  readonly undo: Undo[] = [];
  readonly locks = new Set<string>();
  /** Woken when the locks are given back. */
  readonly released = new WaitQueue();
  waitingFor: Tx | undefined;
  foreignChecks = true;
  readonly savepoints: { name: string; mark: number }[] = [];
}

/** A row is locked by somebody else's transaction. */
export class Locked extends Error {
  constructor(readonly holder: Tx) {
    super('locked');
  }
}

/** What becomes of committed changes: rows as they are now, undefined when gone. */
export interface Journal {
  commit(changes: readonly { table: Table; rowid: number; row: Row | undefined }[]): void;
  saveTable(table: Table): void;
  dropTable(table: Table): void;
  saveDatabase(db: Database): void;
  dropDatabase(name: string): void;
}

interface Sql {
  readonly insert: string;
  readonly put: string;
  readonly update: string;
  readonly remove: string;
  readonly one: string;
  readonly width: number;
}

export class Store {
  readonly databases = new Map<string, Database>();
  readonly auto = new Map<number, number>();
  journal: Journal | undefined;
  nextId = 1;
  private readonly lockedBy = new Map<string, Tx>();
  private readonly active = new Set<Tx>();
  private seq = 0;
  private readonly sqls = new Map<number, Sql>();
  /** Foreign keys that point at a table, by `db.table`; made anew when tables change. */
  private referencing: Map<string, { table: Table; foreign: Foreign }[]> | undefined;

  constructor(
    readonly sql: SqlDatabase,
    readonly errors: Errors,
  ) {}

  // --- tables

  /** Makes the engine's table. Put it into its database with `add`. */
  make(t: Table): void {
    if (t.view !== undefined) return;
    this.sql.run(
      `CREATE TABLE ${physical(t)} (${t.columns.map((c) => `${physicalColumn(c)} ${affinity(c.type)}`).join(', ')})`,
    );
    for (const [i, index] of t.indexes.entries()) this.makeIndex(t, index, i);
  }

  private makeIndex(t: Table, index: Index, n: number): void {
    const cols = index.columns.map((name) => physicalColumn(t.columns.find((c) => c.name === name)!));
    this.sql.run(
      `CREATE ${index.kind === 'key' ? '' : 'UNIQUE '}INDEX i${t.id}_${n} ON ${physical(t)} (${cols.join(', ')})`,
    );
  }

  /** Takes the engine's table away. */
  unmake(t: Table): void {
    this.sqls.delete(t.id);
    this.auto.delete(t.id);
    if (t.view === undefined) this.sql.run(`DROP TABLE IF EXISTS ${physical(t)}`);
  }

  add(t: Table): void {
    this.databases.get(t.db)!.tables.set(t.name, t);
    this.referencing = undefined;
  }
  removeName(t: Table): void {
    this.databases.get(t.db)?.tables.delete(t.name);
    this.referencing = undefined;
  }
  /** Changes a definition that keeps its rows. */
  redefine(old: Table, next: Table): void {
    this.removeName(old);
    this.sqls.delete(old.id);
    this.add(next);
  }

  rows(t: Table): { rowid: number; row: Row }[] {
    const cols = t.columns.map(physicalColumn);
    return this.sql
      .all(`SELECT rowid${cols.map((c) => `, ${c}`).join('')} FROM ${physical(t)} ORDER BY rowid`)
      .map(([rowid, ...row]) => ({ rowid: Number(rowid), row }));
  }
  count(t: Table): number {
    return t.view === undefined ? Number(this.sql.all(`SELECT count(*) FROM ${physical(t)}`)[0]![0]) : 0;
  }

  private texts(t: Table): Sql {
    let s = this.sqls.get(t.id);
    if (s === undefined) {
      const cols = t.columns.map(physicalColumn);
      const marks = cols.map(() => '?').join(', ');
      s = {
        width: cols.length,
        insert:
          cols.length === 0
            ? `INSERT INTO ${physical(t)} DEFAULT VALUES`
            : `INSERT INTO ${physical(t)} (${cols.join(', ')}) VALUES (${marks})`,
        put: `INSERT OR REPLACE INTO ${physical(t)} (rowid${cols.map((c) => `, ${c}`).join('')}) VALUES (?${cols.map(() => ', ?').join('')})`,
        update: `UPDATE ${physical(t)} SET ${cols.map((c) => `${c} = ?`).join(', ')} WHERE rowid = ?`,
        remove: `DELETE FROM ${physical(t)} WHERE rowid = ?`,
        one: `SELECT ${cols.join(', ') || '1'} FROM ${physical(t)} WHERE rowid = ?`,
      };
      this.sqls.set(t.id, s);
    }
    return s;
  }

  row(t: Table, rowid: number): Row | undefined {
    return this.sql.all(this.texts(t).one, [rowid])[0];
  }
  /** Puts a row as it was kept, without transaction (loading, replaying). */
  put(t: Table, rowid: number, row: Row | undefined): void {
    if (row === undefined) this.sql.run(this.texts(t).remove, [rowid]);
    else this.sql.run(this.texts(t).put, [rowid, ...row]);
  }

  // --- transactions

  /** Locks a row. @throws Locked */
  lock(tx: Tx, t: Table, rowid: number): void {
    const key = `${t.id}:${rowid}`;
    const holder = this.lockedBy.get(key);
    if (holder === tx) return;
    if (holder !== undefined) throw new Locked(holder);
    this.lockedBy.set(key, tx);
    tx.locks.add(key);
  }
  private note(tx: Tx, table: Table, kind: Undo['kind'], rowid: number, old: Row): void {
    if (table.temporary) return;
    tx.undo.push({ seq: this.seq++, table, kind, rowid, old });
    this.active.add(tx);
  }

  private revert(u: Undo): void {
    if (u.kind === 'insert') this.sql.run(this.texts(u.table).remove, [u.rowid]);
    else if (u.kind === 'update') this.sql.run(this.texts(u.table).update, [...u.old, u.rowid]);
    else this.sql.run(this.texts(u.table).put, [u.rowid, ...u.old]);
  }

  /** Undoes what was changed since `mark` (a length of `tx.undo`). */
  rollbackTo(tx: Tx, mark: number): void {
    while (tx.undo.length > mark) this.revert(tx.undo.pop()!);
  }
  rollback(tx: Tx): void {
    this.rollbackTo(tx, 0);
    this.release(tx);
  }
  private release(tx: Tx): void {
    for (const key of tx.locks) this.lockedBy.delete(key);
    tx.locks.clear();
    tx.undo.length = 0;
    tx.savepoints.length = 0;
    this.active.delete(tx);
    tx.released.wake();
  }
  commit(tx: Tx): void {
    if (tx.undo.length > 0 && this.journal !== undefined) {
      const seen = new Set<string>();
      const changes: { table: Table; rowid: number; row: Row | undefined }[] = [];
      for (const u of tx.undo) {
        const key = `${u.table.id}:${u.rowid}`;
        if (seen.has(key)) continue;
        seen.add(key);
        changes.push({ table: u.table, rowid: u.rowid, row: this.row(u.table, u.rowid) });
      }
      this.journal.commit(changes);
    }
    this.release(tx);
  }

  /** Reads what a transaction may see: others' uncommitted changes are as if they were not made. */
  view<T>(tx: Tx, f: () => T): T {
    const others = [...this.active].filter((x) => x !== tx && x.undo.length > 0);
    if (others.length === 0) return f();
    const undo = others.flatMap((x) => x.undo).sort((a, b) => b.seq - a.seq);
    this.sql.run('SAVEPOINT view');
    try {
      for (const u of undo) this.revert(u);
      return f();
    } finally {
      this.sql.run('ROLLBACK TO view');
      this.sql.run('RELEASE view');
    }
  }

  // --- rows

  /** @throws SqlError 1062, 1452; Locked when an uncommitted row of somebody else is in the way */
  insert(tx: Tx, t: Table, row: Row): number {
    this.parents(tx, t, row, undefined);
    this.guard(tx, t, row, () => this.sql.run(this.texts(t).insert, row));
    const rowid = this.sql.lastRowid();
    this.note(tx, t, 'insert', rowid, []);
    this.lock(tx, t, rowid);
    return rowid;
  }

  update(tx: Tx, t: Table, rowid: number, old: Row, row: Row): void {
    this.lock(tx, t, rowid);
    this.parents(tx, t, row, old);
    this.children(tx, t, old, row);
    this.guard(tx, t, row, () => this.sql.run(this.texts(t).update, [...row, rowid]));
    this.note(tx, t, 'update', rowid, old);
  }

  remove(tx: Tx, t: Table, rowid: number, old: Row): void {
    this.lock(tx, t, rowid);
    this.children(tx, t, old, undefined);
    this.sql.run(this.texts(t).remove, [rowid]);
    this.note(tx, t, 'delete', rowid, old);
  }

  private guard(tx: Tx, t: Table, row: Row, f: () => void): void {
    try {
      f();
    } catch (error) {
      const m = /^UNIQUE constraint failed: (.*)$/.exec((error as Error).message);
      if (m === null) throw error;
      const cols = m[1]!.split(', ').map((x) => x.split('.')[1]!);
      const names = cols.map((c) => t.columns.find((x) => physicalColumn(x) === c)!);
      const index = t.indexes.find(
        (i) => i.kind !== 'key' && i.columns.length === names.length && i.columns.every((c, n) => c === names[n]!.name),
      )!;
      const values = names.map((c) => row[t.columns.indexOf(c)]!);
      const found = this.conflict(t, names, values);
      if (found !== undefined) this.lock(tx, t, found);
      throw this.errors.duplicateEntry(
        values.map((v) => (typeof v === 'number' ? formatNumber(v) : typeof v === 'string' ? v : '')).join('-'),
        index.kind === 'primary' ? 'PRIMARY' : index.name,
        t.name,
        index.columns,
        index.name,
      );
    }
  }
  private conflict(t: Table, cols: readonly Column[], values: readonly SqlValue[]): number | undefined {
    const found = this.sql.all(
      `SELECT rowid FROM ${physical(t)} WHERE ${cols.map((c) => `${physicalColumn(c)} = ?`).join(' AND ')}`,
      values,
    )[0];
    return found === undefined ? undefined : Number(found[0]);
  }
  /** The rows that a new row would collide with, by unique keys. */
  conflicts(t: Table, row: Row, only?: readonly string[]): number[] {
    const out = new Set<number>();
    for (const i of t.indexes) {
      if (
        i.kind === 'key' ||
        (only !== undefined && (only.length !== i.columns.length || !only.every((c) => i.columns.includes(c))))
      )
        continue;
      const cols = i.columns.map((name) => t.columns.find((c) => c.name === name)!);
      const values = cols.map((c) => row[t.columns.indexOf(c)]!);
      if (values.some((v) => v === null)) continue;
      const found = this.conflict(t, cols, values);
      if (found !== undefined) out.add(found);
    }
    return [...out];
  }

  // --- foreign keys

  private pick(t: Table, row: Row, names: readonly string[]): SqlValue[] {
    return names.map((n) => row[t.columns.findIndex((c) => c.name === n)] ?? null);
  }
  private where(t: Table, names: readonly string[]): string {
    return names.map((n) => `${physicalColumn(t.columns.find((c) => c.name === n)!)} = ?`).join(' AND ');
  }

  private parents(tx: Tx, t: Table, row: Row, old: Row | undefined): void {
    if (!tx.foreignChecks) return;
    for (const f of t.foreigns) {
      const values = this.pick(t, row, f.columns);
      if (values.some((v) => v === null)) continue;
      if (old !== undefined && this.pick(t, old, f.columns).every((v, i) => v === values[i])) continue;
      const parent = this.databases.get(f.db)?.tables.get(f.table);
      if (
        parent !== undefined &&
        this.sql.all(`SELECT 1 FROM ${physical(parent)} WHERE ${this.where(parent, f.refColumns)} LIMIT 1`, values)
          .length > 0
      )
        continue;
      if (parent?.id === t.id && this.pick(t, row, f.refColumns).every((v, i) => v === values[i])) continue;
      throw this.errors.foreignChild(
        `\`${t.db}\`.\`${t.name}\`, ${foreignText(f, t.db)}`,
        t.name,
        f.name,
        values.join(', '),
        f.columns.join(', '),
        f.table,
      );
    }
  }

  references(t: Table): readonly { table: Table; foreign: Foreign }[] {
    if (this.referencing === undefined) {
      this.referencing = new Map();
      for (const db of this.databases.values())
        for (const table of db.tables.values())
          for (const foreign of table.foreigns) {
            const key = `${foreign.db}.${foreign.table}`;
            const list = this.referencing.get(key);
            if (list === undefined) this.referencing.set(key, [{ table, foreign }]);
            else list.push({ table, foreign });
          }
    }
    return this.referencing.get(`${t.db}.${t.name}`) ?? [];
  }

  private children(tx: Tx, t: Table, old: Row, next: Row | undefined): void {
    if (!tx.foreignChecks) return;
    for (const { table, foreign: f } of this.references(t)) {
      const before = this.pick(t, old, f.refColumns);
      if (before.some((v) => v === null)) continue;
      const after = next === undefined ? undefined : this.pick(t, next, f.refColumns);
      if (after !== undefined && after.every((v, i) => v === before[i])) continue;
      const cols = table.columns.map(physicalColumn);
      const found = this.sql.all(
        `SELECT rowid, ${cols.join(', ')} FROM ${physical(table)} WHERE ${this.where(table, f.columns)}`,
        before,
      );
      if (found.length === 0) continue;
      const action = after === undefined ? f.onDelete : f.onUpdate;
      if (action !== 'CASCADE' && action !== 'SET NULL') {
        throw this.errors.foreignParent(
          `\`${table.db}\`.\`${table.name}\`, ${foreignText(f, table.db)}`,
          t.name,
          f.name,
          table.name,
          f.refColumns.join(', '),
          before.join(', '),
        );
      }
      for (const [rowid, ...row] of found) {
        if (action === 'CASCADE' && after === undefined) {
          this.remove(tx, table, Number(rowid), row);
          continue;
        }
        const changed = [...row];
        f.columns.forEach((name, i) => {
          changed[table.columns.findIndex((c) => c.name === name)] = action === 'CASCADE' ? after![i]! : null;
        });
        // the parent has its new key only after this: the child is changed without looking at it
        this.lock(tx, table, Number(rowid));
        this.guard(tx, table, changed, () => this.sql.run(this.texts(table).update, [...changed, Number(rowid)]));
        this.note(tx, table, 'update', Number(rowid), row);
      }
    }
  }

  // --- AUTO_INCREMENT

  /** The next number of a table's automatic column. */
  nextAuto(t: Table): number {
    let next = this.auto.get(t.id);
    if (next === undefined) {
      const c = t.columns.find((x) => x.auto);
      next =
        c === undefined
          ? 1
          : Math.max(
              Number(t.options['auto_increment'] ?? 1),
              Number(this.sql.all(`SELECT max(${physicalColumn(c)}) FROM ${physical(t)}`)[0]![0] ?? 0) + 1,
            );
      this.auto.set(t.id, next);
    }
    return next;
  }
  useAuto(t: Table, value: number): void {
    if (value >= this.nextAuto(t)) this.auto.set(t.id, value + 1);
  }

  get transactions(): number {
    return this.active.size;
  }
}
