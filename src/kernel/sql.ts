// What a database server is given from outside: an SQL engine that keeps tables in memory. Which one it is, the core does not know.

import { type Library, standstill } from './external.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import type { Task } from './block.ts';

export type SqlValue = number | string | Uint8Array | null;

/** A function that SQL text may call. Thrown errors end the statement and come out of `all` and `run` as they are. */
export type SqlFunction = (...args: SqlValue[]) => SqlValue;

/** One database in memory. Errors of the engine are thrown as Error with its message. */
export interface SqlDatabase {
  /** Runs one statement; the result is the number of rows that it changed. */
  run(sql: string, params?: readonly SqlValue[]): number;
  /** Rows of a query. */
  all(sql: string, params?: readonly SqlValue[]): SqlValue[][];
  /** The row id of the last INSERT. */
  lastRowid(): number;
  define(name: string, f: SqlFunction): void;
  close(): void;
}

export interface SqlEngine {
  open(): SqlDatabase;
}

/** The engines of machines that have one. */
export const sqlEngines = new WeakMap<Kernel, Library<SqlEngine>>();

/** The engine of this machine, fetched when it is not there yet; a message when there is none. */
export function* sqlEngine(p: Process): Task<SqlEngine | string> {
  const library = sqlEngines.get(p.kernel);
  if (library === undefined) return 'this machine has no SQL engine';
  if (library.get() === undefined) {
    const error = yield* standstill(p, library.begin);
    if (error !== undefined) return error;
  }
  return library.get() ?? 'the SQL engine did not come';
}
