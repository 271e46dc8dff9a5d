// Default values as they are kept: SQL text that is evaluated when a row needs it.

import type { Expr } from './ast.ts';
import { SqlError } from './errors.ts';
import type { Session } from './session.ts';
import { quote } from './tables.ts';
import { coerce, type ColumnType } from './types.ts';

/** The text of an expression, as SHOW CREATE TABLE writes it. */
export function exprText(e: Expr): string {
  switch (e.k) {
    case 'lit':
      return e.t === 'str' ? quote(e.v) : e.t === 'null' ? 'NULL' : e.t === 'hex' ? `x'${e.v}'` : e.v;
    case 'col':
      return `\`${e.name}\``;
    case 'un':
      return `${e.op === 'NOT' ? '!' : e.op}${exprText(e.a)}`;
    case 'bin':
      return `${exprText(e.a)} ${e.op} ${exprText(e.b)}`;
    case 'fn':
      return `${e.name.toLowerCase()}(${e.args.map(exprText).join(', ')})`;
    case 'cast':
      return exprText(e.a);
    case 'collate':
      return exprText(e.a);
    case 'interval':
      return `interval ${exprText(e.a)} ${e.unit.toLowerCase()}`;
    case 'case':
      return `case ${e.base === undefined ? '' : `${exprText(e.base)} `}${e.whens.map((w) => `when ${exprText(w.when)} then ${exprText(w.then)}`).join(' ')}${e.other === undefined ? '' : ` else ${exprText(e.other)}`} end`;
    default:
      throw new SqlError(1235, '0A000', 'drydock: this default value is not simulated');
  }
}

/** Checks a default and gives its text. @throws SqlError 1067 */
export function defaultText(s: Session, e: Expr, type: ColumnType, column: string): string {
  if (e.k === 'fn' && ['NOW', 'CURRENT_TIMESTAMP', 'LOCALTIME', 'LOCALTIMESTAMP'].includes(e.name)) {
    if (s.mysql && type.base !== 'datetime') throw new SqlError(1067, '42000', `Invalid default value for '${column}'`);
    return s.mysql
      ? `current_timestamp(${e.args.map(exprText).join('')})`
      : e.name === 'NOW'
        ? 'now()'
        : 'CURRENT_TIMESTAMP';
  }
  const literal = e.k === 'lit' || (e.k === 'un' && e.a.k === 'lit');
  if (!literal) return exprText(e);
  try {
    const v = coerce(
      s.values([s.translator().constantSql(e)])[0]!,
      type,
      { column, full: column, row: 1 },
      s.server.errors,
    );
    if (v === null) return 'NULL';
    if (type.base === 'dec' && type.scale !== undefined) return Number(v).toFixed(type.scale);
    if (type.base === 'bool') return v === 1 ? 'true' : 'false';
    return typeof v === 'number' ? String(v) : typeof v === 'string' ? quote(v) : exprText(e);
  } catch (error) {
    if (error instanceof SqlError && s.mysql)
      throw new SqlError(1067, '42000', `Invalid default value for '${column}'`);
    throw error;
  }
}
