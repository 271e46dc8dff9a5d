// The answer to a SHOW: its rows, after LIKE and WHERE.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Statement } from './ast.ts';
import { regexOf } from './patterns.ts';
import type { Result } from './result.ts';
import type { Session } from './session.ts';
import type { SqlType } from './types.ts';

export type Show = Statement & { k: 'show' };
type Names = readonly (string | [string, SqlType['base']])[];

function likeOf(text: string): (s: string) => boolean {
  const re = regexOf(
    `^${text.replace(/\\([_%])|[.*+?^${}()|[\]\\]|%|_/g, (m, lit: string | undefined) => (lit !== undefined ? lit : m === '%' ? '.*' : m === '_' ? '.' : `\\${m}`))}$`,
    'i',
  );
  return (s) => re.test(s);
}

/** A result of rows; LIKE goes over the first column, WHERE over all. */
export function table(s: Session, st: Show | undefined, names: Names, rows: SqlValue[][]): Result {
  let out = rows;
  const columns = names.map((n) => ({
    name: typeof n === 'string' ? n : n[0],
    type: { base: typeof n === 'string' ? ('str' as const) : n[1] },
    from: undefined,
  }));
  if (st?.like !== undefined) {
    const like = likeOf(st.like);
    out = out.filter((r) => like(String(r[0])));
  }
  if (st?.where !== undefined) {
    const { where } = st;
    out = out.filter((r) => {
      const tr = s.translator();
      const scope = tr.scope(undefined);
      scope.clause = 'WHERE';
      scope.add({
        alias: 'show',
        db: undefined,
        table: undefined,
        columns: columns.map((c, i) => ({
          name: c.name,
          hidden: false,
          piece: { ...tr.value(r[i] ?? null), type: c.type, literal: undefined },
        })),
      });
      return Number(s.values([{ sql: tr.truth(tr.expr(where, scope)), type: { base: 'int' } }])[0]) !== 0;
    });
  }
  return { kind: 'rows', columns, rows: out, tag: 'SHOW' };
}
