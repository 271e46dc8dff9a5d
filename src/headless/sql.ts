// The SQL engine for Node: loaded at once, when the first database server starts.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Library } from '../kernel/external.ts';
import type { SqlEngine } from '../kernel/sql.ts';
import { sqliteEngine, type SqlJs } from '../lab/sqljs.ts';

let engine: SqlEngine | undefined;

function load(): SqlEngine {
  const require = createRequire(import.meta.url);
  const init = require('sql.js') as (module: object) => unknown;
  const bytes = readFileSync(require.resolve('sql.js/dist/sql-wasm.wasm'));
  // compiled in place, so that the module is ready when `init` returns and nobody has to wait for a promise
  const module: { Database?: unknown; instantiateWasm: unknown } = {
    instantiateWasm: (imports: WebAssembly.Imports, ready: (i: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
      ready(instance);
      return instance.exports;
    },
  };
  init(module);
  if (module.Database === undefined) throw new Error('sql.js did not start at once');
  return sqliteEngine(module as unknown as SqlJs);
}

export const sql: Library<SqlEngine> = {
  begin: (done) => {
    try {
      engine ??= load();
      done();
    } catch (error) {
      done(error instanceof Error ? error.message : String(error));
    }
  },
  get: () => engine,
};
