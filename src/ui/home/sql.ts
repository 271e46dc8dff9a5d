// The SQL engine for the page: fetched when the first database server starts.

import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url';
import type { SqlEngine } from '../../kernel/sql.ts';
import { sqliteEngine, type SqlJs } from '../../lab/sqljs.ts';

/** Fetches and starts it. */
export async function loadSql(): Promise<SqlEngine> {
  const { default: init } = await import('sql.js');
  return sqliteEngine((await init({ locateFile: () => wasmUrl })) as unknown as SqlJs);
}
