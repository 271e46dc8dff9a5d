// The data directory: definitions and rows of tables in files of their own, and a log of what was committed since they
// were written. A commit appends to the log only; tables are written when the log has grown and when the server stops.
// Starting reads the files and repeats the log, as after a crash.

import { decode, encode } from '../../../fs/bytes.ts';
import { FsError } from '../../../fs/node.ts';
import { join } from '../../../fs/path.ts';
import type { Task } from '../../../kernel/block.ts';
import type { OpenFile, RegularFile } from '../../../kernel/files.ts';
import type { Process } from '../../../kernel/process.ts';
import type { SqlValue } from '../../../kernel/sql.ts';
import { SqlError } from './errors.ts';
import type { Journal, Row, Store } from './store.ts';
import type { Database, Table } from './tables.ts';

/** Names of the files in a data directory. */
export interface Layout {
  readonly log: string;
  /** Holds the number of the next table. */
  readonly meta: string;
  /** Folder of a database. */
  folder(db: string): string;
  /** Databases that the directory holds: names by folder. */
  databases(p: Process, dir: string): string[];
  readonly definition: string;
  readonly rows: string;
  /** Written beside a database's tables: name and text. */
  databaseFile(db: Database): { name: string; text: string };
  readDatabase(name: string, text: string): Database;
  /** File names of a table, from its name. */
  fileName(table: string): string;
}

type Kept = SqlValue | { x: string };
const keep = (v: SqlValue): Kept =>
  v instanceof Uint8Array ? { x: [...v].map((b) => b.toString(16).padStart(2, '0')).join('') } : v;
const unkeep = (v: Kept): SqlValue =>
  v !== null && typeof v === 'object' && 'x' in v && !(v instanceof Uint8Array)
    ? Uint8Array.from(v.x.match(/../g) ?? [], (h) => parseInt(h, 16))
    : (v as SqlValue);

/** Bytes of log after which tables are written. */
const CHECKPOINT = 1 << 18;

export class DataDir implements Journal {
  private log: RegularFile | undefined;
  private logged = 0;
  private lsn = 1;
  private readonly dirty = new Set<Table>();
  /** Bytes that the dirty tables had when they were last written. */
  private readonly sizes = new Map<number, number>();

  constructor(
    private readonly p: Process,
    readonly dir: string,
    private readonly store: Store,
    private readonly layout: Layout,
  ) {}

  private path(...parts: string[]): string {
    return parts.reduce((a, b) => join(a, b), this.dir);
  }
  private file(t: Table, ext: string): string {
    return this.path(this.layout.folder(t.db), `${this.layout.fileName(t.name)}${ext}`);
  }
  private guarded(f: () => void): void {
    try {
      f();
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw error.code === 'ENOSPC'
        ? new SqlError(
            1021,
            'HY000',
            'Disk full; waiting for someone to free some space... (errno: 28 "No space left on device")',
          )
        : new SqlError(
            1030,
            'HY000',
            `Got error ${error.code === 'EROFS' ? 30 : error.code === 'EACCES' ? 13 : 2} from storage engine InnoDB`,
          );
    }
  }

  // --- reading

  /** Reads everything. @throws FsError when the directory cannot be read */
  *load(): Task {
    const { store, layout, p } = this;
    const meta = p.fs.tryStat(this.path(layout.meta));
    if (meta?.kind === 'file') {
      const m = /"next":(\d+),"lsn":(\d+)/.exec(decode(meta.data.subarray(0, 400)));
      if (m !== null) {
        store.nextId = Math.max(store.nextId, Number(m[1]));
        this.lsn = Number(m[2]);
      }
    }
    const since = new Map<number, number>();
    const byId = new Map<number, Table>();
    for (const name of layout.databases(p, this.dir)) {
      const folder = this.path(layout.folder(name));
      const names = p.fs.readdir(folder);
      const own = layout.databaseFile({ name, tables: new Map(), charset: 'utf8mb4', collate: '' }).name;
      const text = p.fs.tryStat(join(folder, own));
      store.databases.set(name, layout.readDatabase(name, text?.kind === 'file' ? decode(text.data) : ''));
      for (const f of names) {
        if (!f.endsWith(layout.definition)) continue;
        let t: Table;
        try {
          t = { ...(JSON.parse(p.fs.readText(join(folder, f))) as Table), db: name };
        } catch {
          continue;
        }
        if (!Array.isArray(t.columns) || typeof t.id !== 'number') continue;
        if (byId.has(t.id)) t = { ...t, id: store.nextId++ };
        store.nextId = Math.max(store.nextId, t.id + 1);
        byId.set(t.id, t);
        store.make(t);
        store.add(t);
        if (t.view === undefined) since.set(t.id, this.readRows(t));
      }
      yield* this.p.sleep(0.1);
    }
    this.replay(byId, since);
    this.log = (yield* p.fs.open(this.path(layout.log), {
      write: true,
      append: true,
      create: true,
      mode: 0o660,
    })) as OpenFile as RegularFile;
    store.journal = this;
  }

  private readRows(t: Table): number {
    const node = this.p.fs.tryStat(this.file(t, this.layout.rows));
    if (node?.kind !== 'file') return 0;
    this.sizes.set(t.id, node.data.length);
    let lsn = 0;
    for (const line of decode(node.data).split('\n')) {
      if (line === '') continue;
      try {
        const x = JSON.parse(line) as { lsn: number; auto?: number } | [number, ...Kept[]];
        if (Array.isArray(x))
          this.store.put(
            t,
            x[0],
            t.columns.map((_, i) => unkeep((x[i + 1] ?? null) as Kept)),
          );
        else {
          lsn = x.lsn;
          if (x.auto !== undefined) this.store.auto.set(t.id, x.auto);
        }
      } catch {
        // a page that cannot be read is lost
      }
    }
    return lsn;
  }

  /** Repeats what the log holds beyond what the tables' files have. */
  private replay(tables: ReadonlyMap<number, Table>, since: ReadonlyMap<number, number>): void {
    const node = this.p.fs.tryStat(this.path(this.layout.log));
    if (node?.kind !== 'file') return;
    const text = decode(node.data);
    // a line without its end was being written when the server died
    for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
      if (line === '' || !line.startsWith('{')) continue;
      try {
        const { lsn, c } = JSON.parse(line) as { lsn: number; c: [number, number, Kept[] | null][] };
        this.lsn = Math.max(this.lsn, lsn + 1);
        for (const pass of [true, false])
          for (const [id, rowid, row] of c) {
            const t = tables.get(id);
            if (t === undefined || lsn <= (since.get(id) ?? 0) || (row === null) !== pass) continue;
            this.store.put(t, rowid, row === null ? undefined : row.map(unkeep));
            this.dirty.add(t);
            const auto = t.columns.findIndex((x) => x.auto);
            if (row !== null && auto >= 0 && typeof row[auto] === 'number' && this.store.auto.has(t.id))
              this.store.useAuto(t, row[auto]);
          }
      } catch {
        // the rest of a torn log
      }
    }
    this.logged = node.data.length;
  }

  // --- writing

  commit(changes: readonly { table: Table; rowid: number; row: Row | undefined }[]): void {
    const lsn = this.lsn++;
    const c = changes
      .filter((x) => !x.table.temporary)
      .map(({ table, rowid, row }) => [table.id, rowid, row === undefined ? null : row.map(keep)]);
    if (c.length === 0) return;
    const bytes = encode(`${JSON.stringify({ lsn, c })}\n`);
    this.guarded(() => this.log!.writeNow(bytes));
    this.logged += bytes.length;
    for (const x of changes) this.dirty.add(x.table);
    let weight = CHECKPOINT;
    for (const t of this.dirty) weight += this.sizes.get(t.id) ?? 0;
    if (this.logged > weight) this.checkpoint();
  }

  private writeRows(t: Table): void {
    const lines = [
      JSON.stringify({ lsn: this.lsn - 1, ...(t.columns.some((c) => c.auto) ? { auto: this.store.nextAuto(t) } : {}) }),
    ];
    for (const { rowid, row } of this.store.rows(t)) lines.push(JSON.stringify([rowid, ...row.map(keep)]));
    const bytes = encode(`${lines.join('\n')}\n`);
    this.sizes.set(t.id, bytes.length);
    this.p.fs.writeFile(this.file(t, this.layout.rows), bytes, 0o660);
  }

  /** Writes the tables that changed and begins the log anew. */
  checkpoint(): void {
    this.guarded(() => {
      for (const t of this.dirty)
        if (this.store.databases.get(t.db)?.tables.get(t.name)?.id === t.id) this.writeRows(t);
      this.dirty.clear();
      this.saveMeta();
      this.log?.truncate(0);
      if (this.log !== undefined) this.log.offset = 0;
      this.logged = 0;
    });
  }
  private saveMeta(): void {
    this.p.fs.writeFile(
      this.path(this.layout.meta),
      encode(`{"drydock":1,"next":${this.store.nextId},"lsn":${this.lsn}}\n`),
      0o660,
    );
  }

  saveTable(t: Table): void {
    if (t.temporary) return;
    this.guarded(() => {
      this.p.fs.writeFile(this.file(t, this.layout.definition), encode(`${JSON.stringify(t)}\n`), 0o660);
      if (t.view === undefined) this.writeRows(t);
      this.saveMeta();
    });
  }
  dropTable(t: Table): void {
    this.dirty.delete(t);
    for (const ext of [this.layout.definition, this.layout.rows]) {
      try {
        this.p.fs.unlink(this.file(t, ext));
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
      }
    }
  }
  saveDatabase(db: Database): void {
    this.guarded(() => {
      const folder = this.path(this.layout.folder(db.name));
      if (!this.p.fs.isDir(folder)) this.p.fs.mkdirp(folder, 0o700);
      const f = this.layout.databaseFile(db);
      this.p.fs.writeFile(join(folder, f.name), encode(f.text), 0o660);
    });
  }
  dropDatabase(name: string): void {
    this.guarded(() => {
      const folder = this.path(this.layout.folder(name));
      if (this.p.fs.exists(folder)) this.p.fs.removeTree(folder);
    });
  }
}
