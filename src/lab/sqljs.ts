// SQLite as the SQL engine of database servers: sql.js behind the kernel's interface.

import type { SqlDatabase, SqlEngine, SqlFunction, SqlValue } from '../kernel/sql.ts';

/** What is used of sql.js; both its builds have it. */
export interface SqlJs {
  readonly Database: new () => SqlJsDatabase;
}
interface SqlJsStatement {
  bind(values: readonly SqlValue[]): boolean;
  step(): boolean;
  get(): SqlValue[];
  reset(): void;
  free(): boolean;
}
interface SqlJsDatabase {
  prepare(sql: string): SqlJsStatement;
  getRowsModified(): number;
  create_function(name: string, f: SqlFunction): unknown;
  run(sql: string): unknown;
  close(): void;
}

/** Statements that are kept prepared. */
const KEPT = 200;

class Database implements SqlDatabase {
  private readonly db: SqlJsDatabase;
  private readonly statements = new Map<string, SqlJsStatement>();
  /** What a function of ours threw: the engine only passes on that something went wrong. */
  private thrown: { error: unknown } | undefined;

  constructor(module: SqlJs) {
    this.db = new module.Database();
    // durable are the files that the server writes itself; this one is memory, in one transaction that never ends
    this.db.run(
      'PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY; PRAGMA case_sensitive_like=OFF; BEGIN',
    );
  }

  private statement(sql: string): SqlJsStatement {
    const known = this.statements.get(sql);
    if (known !== undefined) {
      this.statements.delete(sql);
      this.statements.set(sql, known);
      return known;
    }
    const made = this.db.prepare(sql);
    this.statements.set(sql, made);
    if (this.statements.size > KEPT) {
      const [oldest, s] = this.statements.entries().next().value!;
      s.free();
      this.statements.delete(oldest);
    }
    return made;
  }

  private guarded<T>(f: () => T): T {
    this.thrown = undefined;
    try {
      return f();
    } catch (error) {
      const mine = this.thrown as { error: unknown } | undefined;
      throw mine === undefined ? error : mine.error;
    }
  }

  run(sql: string, params: readonly SqlValue[] = []): number {
    return this.guarded(() => {
      const s = this.statement(sql);
      try {
        s.bind(params);
        s.step();
      } finally {
        s.reset();
      }
      return this.db.getRowsModified();
    });
  }

  all(sql: string, params: readonly SqlValue[] = []): SqlValue[][] {
    return this.guarded(() => {
      const s = this.statement(sql);
      const rows: SqlValue[][] = [];
      try {
        s.bind(params);
        while (s.step()) rows.push(s.get());
      } finally {
        s.reset();
      }
      return rows;
    });
  }

  lastRowid(): number {
    return Number(this.all('SELECT last_insert_rowid()')[0]![0]);
  }

  define(name: string, f: SqlFunction): void {
    const wrapped = (...args: SqlValue[]): SqlValue => {
      try {
        return f(...args);
      } catch (error) {
        this.thrown ??= { error };
        throw error;
      }
    };
    // the engine asks `length` how many arguments there are; -1 is any number
    Object.defineProperty(wrapped, 'length', { value: -1 });
    this.db.create_function(name, wrapped);
  }

  close(): void {
    for (const s of this.statements.values()) s.free();
    this.statements.clear();
    this.db.close();
  }
}

/** The engine over a loaded module. */
export function sqliteEngine(module: SqlJs): SqlEngine {
  return { open: () => new Database(module) };
}
