// pg_isready, createdb, dropdb, createuser and pg_dump.

import type { Program, Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { NoConnection, PgClient, ServerError } from './client.ts';
import { versionOf } from './layout.ts';
import { type PgOptions, pgOptions, pgTarget } from './psql-options.ts';

export const pgIsReady: Program = function* (p) {
  const o = pgOptions(p, { t: 'timeout' });
  if (typeof o === 'string') {
    yield* p.eprint(o);
    return 3;
  }
  const t = pgTarget(p, o, undefined);
  const where = `${t.host ?? '/var/run/postgresql'}:${t.port}`;
  const say = function* (text: string, status: number): Task<number> {
    if (!o.flags.has('quiet')) yield* p.print(`${where} - ${text}\n`);
    return status;
  };
  try {
    // who asks does not matter: a refusal is an answer too
    const c = yield* PgClient.connect(p, {
      ...t,
      password: function* () {
        return undefined;
      },
    });
    yield* c.close();
  } catch (error) {
    if (!(error instanceof NoConnection)) throw error;
    if (!/FATAL|no password supplied/.test(error.message)) return yield* say('no response', 2);
    if (/starting up/.test(error.message)) return yield* say('rejecting connections', 1);
  }
  return yield* say('accepting connections', 0);
};

/** A program that connects to `postgres` and sends one statement. */
function single(statement: (o: PgOptions, p: Process) => string | undefined, error: (o: PgOptions) => string): Program {
  return function* (p) {
    const o = pgOptions(
      p,
      { O: 'owner', E: 'encoding', T: 'template' },
      {
        s: 'superuser',
        S: 'no-superuser',
        D: 'no-createdb',
        R: 'no-createrole',
        P: 'pwprompt',
        i: 'interactive',
        r: 'createrole',
      },
    );
    if (typeof o === 'string') {
      yield* p.eprint(o);
      return 1;
    }
    const sql = statement(o, p);
    if (sql === undefined) {
      yield* p.eprint(`${p.name}: error: missing required argument\n`);
      return 1;
    }
    try {
      const c = yield* PgClient.connect(p, pgTarget(p, o, 'postgres'));
      yield* c.rows(sql);
      yield* c.close();
      return 0;
    } catch (e) {
      if (e instanceof NoConnection) yield* p.eprint(`${p.name}: error: ${e.message}\n`);
      else if (e instanceof ServerError)
        yield* p.eprint(`${p.name}: error: ${error(o)}: ${e.fields.get('S')}:  ${e.message}\n`);
      else throw e;
      return 1;
    }
  };
}
const id = (s: string): string => `"${s.replace(/"/g, '""')}"`;
export const createdb = single(
  (o, p) => `CREATE DATABASE ${id(o.rest[0] ?? o.values.get('username') ?? p.getenv('PGUSER') ?? 'postgres')}`,
  () => 'database creation failed',
);
export const dropdb = single(
  (o) => (o.rest[0] === undefined ? undefined : `DROP DATABASE ${id(o.rest[0])}`),
  () => 'database removal failed',
);
export const createuser = single(
  (o) => (o.rest[0] === undefined ? undefined : `CREATE ROLE ${id(o.rest[0])} LOGIN`),
  () => 'creation of new role failed',
);

export const pgDump: Program = function* (p) {
  const o = pgOptions(
    p,
    { t: 'table', n: 'schema', T: 'exclude-table', N: 'exclude-schema' },
    {
      a: 'data-only',
      s: 'schema-only',
      C: 'create',
      O: 'no-owner',
      x: 'no-privileges',
      I: 'inserts',
      9: 'no-comments',
    },
  );
  if (typeof o === 'string') {
    yield* p.eprint(o);
    return 1;
  }
  if (o.flags.has('version')) {
    yield* p.print(`pg_dump (PostgreSQL) ${versionOf(p)}\n`);
    return 0;
  }
  if (!o.flags.has('inserts') && !o.flags.has('schema-only')) {
    yield* p.eprint("drydock: 'pg_dump' with COPY is not simulated; use pg_dump --inserts\n");
    return 1;
  }
  try {
    const c = yield* PgClient.connect(p, pgTarget(p, o, o.values.get('dbname') ?? o.rest[0]));
    const out: string[] = [
      "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n\n",
    ];
    const tables = (yield* c.rows(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    )).rows
      .map((r) => r[0]!)
      .filter((t) => o.values.get('table') === undefined || o.values.get('table') === t);
    const fks: string[] = [];
    for (const t of tables) {
      const cols = (yield* c.rows(
        `SELECT column_name, column_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${t}' ORDER BY ordinal_position`,
      )).rows;
      if (!o.flags.has('data-only')) {
        out.push(
          `CREATE TABLE public.${id(t)} (\n${cols.map(([n, type, nullable, d]) => `    ${id(n!)} ${d?.startsWith('nextval') ? (type === 'bigint' ? 'bigserial' : 'serial') : type}${nullable === 'NO' ? ' NOT NULL' : ''}${d === null || d === undefined || d.startsWith('nextval') ? '' : ` DEFAULT ${d}`}`).join(',\n')}\n);\n\n`,
        );
        for (const [n, kind] of (yield* c.rows(
          `SELECT constraint_name, constraint_type FROM information_schema.table_constraints WHERE table_name = '${t}'`,
        )).rows) {
          const use = (yield* c.rows(
            `SELECT column_name, referenced_table_name, referenced_column_name FROM information_schema.key_column_usage WHERE table_name = '${t}' AND constraint_name = '${n}'`,
          )).rows;
          const list = use.map((r) => id(r[0]!)).join(', ');
          if (kind === 'PRIMARY KEY' || kind === 'UNIQUE')
            out.push(`ALTER TABLE ONLY public.${id(t)}\n    ADD CONSTRAINT ${id(n!)} ${kind} (${list});\n\n`);
          else if (kind === 'FOREIGN KEY')
            fks.push(
              `ALTER TABLE ONLY public.${id(t)}\n    ADD CONSTRAINT ${id(n!)} FOREIGN KEY (${list}) REFERENCES public.${id(use[0]![1]!)}(${use.map((r) => id(r[2]!)).join(', ')});\n\n`,
            );
        }
      }
      if (!o.flags.has('schema-only')) {
        const r = yield* c.rows(`SELECT * FROM ${id(t)}`);
        for (const row of r.rows)
          out.push(
            `INSERT INTO public.${id(t)} VALUES (${row.map((v, i) => (v === null ? 'NULL' : [20, 21, 23, 701, 1700].includes(r.columns![i]!.oid) ? v : `'${v.replace(/'/g, "''")}'`)).join(', ')});\n`,
          );
        out.push('\n');
      }
    }
    yield* p.print(`${out.join('')}${fks.join('')}--\n-- PostgreSQL database dump complete\n--\n\n`);
    yield* c.close();
    return 0;
  } catch (e) {
    if (e instanceof NoConnection) yield* p.eprint(`pg_dump: error: ${e.message}\n`);
    else if (e instanceof ServerError)
      yield* p.eprint(`pg_dump: error: query failed: ${e.fields.get('S')}:  ${e.message}\n`);
    else throw e;
    return 1;
  }
};
