// psql's \l, \dt, \d and their kin.

import type { Task } from '../../../kernel/block.ts';
import { table } from './format.ts';
import type { Psql } from './psql.ts';

const lit = (s: string): string => `'${s.replace(/'/g, "''")}'`;
const text = (...names: string[]): { name: string; oid: number }[] => names.map((name) => ({ name, oid: 25 }));

/** The text of a listing; undefined when the command is none. */
export function* listing(q: Psql, command: string, pattern: string): Task<string | undefined> {
  const name = command.replace(/[+S]/g, '');
  const named = (column: string): string =>
    pattern === '' ? '' : ` AND ${column} LIKE ${lit(pattern.replace(/^public\./, '').replace(/\*/g, '%'))}`;
  const plain = { ...q.format, expanded: q.format.expanded };
  switch (name) {
    case 'l': {
      const r = yield* q.rows(`SELECT datname FROM pg_database WHERE 1=1${named('datname')} ORDER BY 1`);
      const owner = (yield* q.rows('SELECT rolname FROM pg_roles LIMIT 1')).rows[0]?.[0] ?? 'postgres';
      return table(
        {
          columns: text(
            'Name',
            'Owner',
            'Encoding',
            'Locale Provider',
            'Collate',
            'Ctype',
            'Locale',
            'ICU Rules',
            'Access privileges',
          ),
          rows: r.rows.map(([n]) => [
            n!,
            owner,
            'UTF8',
            'libc',
            'en_US.utf8',
            'en_US.utf8',
            '',
            '',
            n!.startsWith('template') ? `=c/${owner}\n${owner}=CTc/${owner}` : '',
          ]),
          tag: '',
        },
        plain,
        'List of databases',
      );
    }
    case 'dt':
    case 'd':
    case 'dv':
    case 'di':
    case 'ds': {
      if (name === 'd' && pattern !== '') return undefined;
      const owner = (yield* q.rows('SELECT rolname FROM pg_roles LIMIT 1')).rows[0]?.[0] ?? 'postgres';
      let rows: (string | null)[][] = [];
      if (name !== 'di' && name !== 'ds') {
        const kinds = name === 'dt' ? "('BASE TABLE')" : name === 'dv' ? "('VIEW')" : "('BASE TABLE', 'VIEW')";
        const r = yield* q.rows(
          `SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public' AND table_type IN ${kinds}${named('table_name')} ORDER BY 1`,
        );
        rows = r.rows.map(([n, k]) => ['public', n!, k === 'VIEW' ? 'view' : 'table', owner]);
      }
      if (name === 'd' || name === 'ds') {
        const r = yield* q.rows(
          "SELECT table_name, column_name FROM information_schema.columns WHERE column_default LIKE 'nextval%'",
        );
        rows.push(...r.rows.map(([t, c]) => ['public', `${t}_${c}_seq`, 'sequence', owner]));
        rows.sort((a, b) => (a[1]! < b[1]! ? -1 : 1));
      }
      if (name === 'di')
        rows = (yield* q.rows('SELECT indexname, tablename FROM pg_indexes ORDER BY 1')).rows.map(([i, t]) => [
          'public',
          i!,
          'index',
          owner,
          t!,
        ]);
      if (rows.length === 0)
        return pattern === '' ? 'Did not find any relations.\n' : `Did not find any relation named "${pattern}".\n`;
      const what =
        name === 'dt'
          ? 'tables'
          : name === 'dv'
            ? 'views'
            : name === 'di'
              ? 'indexes'
              : name === 'ds'
                ? 'sequences'
                : 'relations';
      return table(
        { columns: text('Schema', 'Name', 'Type', 'Owner', ...(name === 'di' ? ['Table'] : [])), rows, tag: '' },
        plain,
        `List of ${what}`,
      );
    }
    case 'du':
    case 'dg': {
      const r = yield* q.rows('SELECT rolname, rolsuper FROM pg_roles ORDER BY 1');
      return table(
        {
          columns: text('Role name', 'Attributes'),
          rows: r.rows.map(([n, s]) => [
            n!,
            s === 't' ? 'Superuser, Create role, Create DB, Replication, Bypass RLS' : '',
          ]),
          tag: '',
        },
        plain,
        'List of roles',
      );
    }
    case 'dn':
      return table(
        { columns: text('Name', 'Owner'), rows: [['public', 'pg_database_owner']], tag: '' },
        plain,
        'List of schemas',
      );
    default:
      return undefined;
  }
}

/** `\d name` */
export function* describe(q: Psql, given: string): Task<{ ok: boolean; text: string }> {
  const name = given.replace(/^public\./, '').replace(/^"(.*)"$/, '$1');
  const kind = (yield* q.rows(
    `SELECT table_type FROM information_schema.tables WHERE table_schema = 'public' AND table_name = ${lit(name)}`,
  )).rows[0]?.[0];
  if (kind === undefined || kind === null) return { ok: false, text: `Did not find any relation named "${given}".\n` };
  const cols = yield* q.rows(
    `SELECT column_name, column_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ${lit(name)} ORDER BY ordinal_position`,
  );
  const footers: string[] = [];
  const idx = yield* q.rows(`SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ${lit(name)}`);
  const cons = new Map(
    (yield* q.rows(
      `SELECT constraint_name, constraint_type FROM information_schema.table_constraints WHERE table_name = ${lit(name)}`,
    )).rows.map((r) => [r[0]!, r[1]!]),
  );
  if (idx.rows.length > 0) {
    footers.push('Indexes:');
    for (const [n, def] of idx.rows)
      footers.push(
        `    "${n}" ${cons.get(n!) === 'PRIMARY KEY' ? 'PRIMARY KEY, ' : cons.get(n!) === 'UNIQUE' ? 'UNIQUE CONSTRAINT, ' : ''}${def!.replace(/^.* USING /, '')}`,
      );
  }
  const fks = yield* q.rows(
    `SELECT constraint_name, column_name, referenced_table_name, referenced_column_name FROM information_schema.key_column_usage WHERE table_name = ${lit(name)} AND referenced_table_name IS NOT NULL`,
  );
  if (fks.rows.length > 0) {
    footers.push('Foreign-key constraints:');
    for (const [n, c, t, r] of fks.rows) footers.push(`    "${n}" FOREIGN KEY (${c}) REFERENCES ${t}(${r})`);
  }
  const back = yield* q.rows(
    `SELECT table_name, constraint_name, column_name, referenced_column_name FROM information_schema.key_column_usage WHERE referenced_table_name = ${lit(name)}`,
  );
  if (back.rows.length > 0) {
    footers.push('Referenced by:');
    for (const [t, n, c, r] of back.rows)
      footers.push(`    TABLE "${t}" CONSTRAINT "${n}" FOREIGN KEY (${c}) REFERENCES ${name}(${r})`);
  }
  const rows = cols.rows.map(([n, t, nullable, d]) => [n!, t!, '', nullable === 'NO' ? 'not null' : '', d ?? '']);
  return {
    ok: true,
    text: table(
      { columns: text('Column', 'Type', 'Collation', 'Nullable', 'Default'), rows, tag: '' },
      { ...q.format, tuples: false },
      `${kind === 'VIEW' ? 'View' : 'Table'} "public.${name}"`,
      footers,
    ),
  };
}
