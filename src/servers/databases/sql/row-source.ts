// One row as a source of columns for the expressions of a statement.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Source } from './scope.ts';
import type { Row } from './store.ts';
import type { Column, Table } from './tables.ts';
import { literal } from './translate.ts';

/** A row as a table of one row: its columns are literals. */
export function rowSource(t: Table, alias: string, row: Row, hidden: boolean): Source {
  return {
    alias,
    db: undefined,
    table: t,
    columns: t.columns.map((c, i) => ({
      name: c.name,
      hidden,
      piece: {
        sql: typedLiteral(row[i] ?? null, c),
        type: c.type,
        from: { table: t, column: c.name, alias },
        ...(c.type.binary ? { binary: true } : {}),
      },
    })),
  };
}
const typedLiteral = (v: SqlValue, c: Column): string =>
  typeof v === 'string' && !c.type.binary && c.type.base === 'str' ? `(${literal(v)} COLLATE NOCASE)` : literal(v);
