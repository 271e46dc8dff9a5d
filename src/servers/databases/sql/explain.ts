// EXPLAIN: how the engine would find the rows, in the words of MySQL or PostgreSQL.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Statement } from './ast.ts';
import { unsupported } from './errors.ts';
import type { Result } from './result.ts';
import type { Session } from './session.ts';
import { physical } from './tables.ts';
import { Translator } from './translate.ts';

export function explain(s: Session, of: Statement): Result {
  if (of.k !== 'query' && of.k !== 'update' && of.k !== 'delete' && of.k !== 'insert')
    throw unsupported('EXPLAIN of this');
  const tr = s.translator();
  const seen: { name: string; rows: number }[] = [];
  const inner = {
    ...tr.tables,
    find: (db: string | undefined, name: string) => {
      const t = s.table(db, name, 'SELECT');
      seen.push({
        name,
        rows: t.view === undefined ? Number(s.server.sql.all(`SELECT count(*) FROM ${physical(t)}`)[0]![0]) : 0,
      });
      return t;
    },
  };
  if (of.k === 'query') new Translator(tr.c, inner).query(of.query, undefined);
  else if ('from' in of) new Translator(tr.c, inner).table(of.from, tr.scope(undefined));
  if (!s.mysql)
    return {
      kind: 'rows',
      columns: [{ name: 'QUERY PLAN', type: { base: 'str' }, from: undefined }],
      rows:
        seen.length === 0
          ? [['Result  (cost=0.00..0.01 rows=1 width=4)']]
          : seen.map((t) => [
              `Seq Scan on ${t.name}  (cost=0.00..${(1 + t.rows / 100).toFixed(2)} rows=${t.rows} width=4)`,
            ]),
      tag: 'EXPLAIN',
    };
  const names = ['id', 'select_type', 'table', 'type', 'possible_keys', 'key', 'key_len', 'ref', 'rows', 'Extra'];
  const rows: SqlValue[][] =
    seen.length === 0
      ? [[1, 'SIMPLE', null, null, null, null, null, null, null, 'No tables used']]
      : seen.map((t) => [1, 'SIMPLE', t.name, 'ALL', null, null, null, null, t.rows, '']);
  return {
    kind: 'rows',
    columns: names.map((name) => ({
      name,
      type: { base: name === 'id' || name === 'rows' ? 'int' : 'str' },
      from: undefined,
    })),
    rows,
  };
}
