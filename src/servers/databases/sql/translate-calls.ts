// Calls of functions: those that the engine is taught, those that become other SQL, and those whose value the connection knows.

import type { Expr } from './ast.ts';
import { formatMs } from './dates.ts';
import { unsupported } from './errors.ts';
import { DATE, DATETIME, FLOAT, INT, NULLTYPE, STR, TIME, unify } from './function-spec.ts';
import { FUNCTIONS } from './functions.ts';
import { isText, text } from './literals.ts';
import type { Piece, Scope } from './scope.ts';
import { aggregate, AGGREGATES, WINDOWS } from './translate-aggregates.ts';
import type { ExprTranslator } from './translate-expr.ts';
import { compare } from './translate-operators.ts';
import type { SqlType } from './types.ts';

// --- calls

export function call(tr: ExprTranslator, e: Expr & { k: 'fn' }, s: Scope): Piece {
  const { name } = e;
  if (AGGREGATES.has(name) || WINDOWS.has(name)) return aggregate(tr, e, s);
  if (e.over !== undefined || e.distinct) throw tr.c.errors.syntax(name, 0);
  const constant = constantCall(tr, e, s);
  if (constant !== undefined) return constant;
  const args = e.args.map((a) => (a.k === 'interval' ? { sql: '', type: NULLTYPE } : tr.expr(a, s)));
  const need = (min: number, max = min): void => {
    if (args.length < min || args.length > max) throw tr.c.errors.parameterCount(name);
  };
  switch (name) {
    case 'IF':
      need(3);
      return {
        sql: `CASE WHEN ${tr.truth(args[0]!)} THEN ${args[1]!.sql} ELSE ${args[2]!.sql} END`,
        type: unify([args[1]!.type, args[2]!.type]),
      };
    case 'IFNULL':
    case 'NVL':
      need(2);
      return { sql: `ifnull(${args.map((a) => a.sql).join(', ')})`, type: unify(args.map((a) => a.type)) };
    case 'COALESCE':
      need(1, 99);
      return {
        sql: args.length === 1 ? args[0]!.sql : `coalesce(${args.map((a) => a.sql).join(', ')})`,
        type: unify(args.map((a) => a.type)),
      };
    case 'NULLIF':
      need(2);
      return {
        sql: `CASE WHEN ${compare(tr, '=', args[0]!, args[1]!)} THEN NULL ELSE ${args[0]!.sql} END`,
        type: args[0]!.type,
      };
    case 'ROUND':
    case 'TRUNCATE':
    case 'TRUNC': {
      need(1, 2);
      const n = args[1] === undefined ? 0 : Number(args[1].literal ?? 0);
      const type: SqlType =
        args[0]!.type.base === 'float' || isText(args[0]!.type)
          ? FLOAT
          : args[0]!.type.base === 'int'
            ? INT
            : { base: 'dec', scale: Math.max(0, tr.mysql ? Math.min(n, args[0]!.type.scale ?? n) : n) };
      return {
        sql: `${name === 'ROUND' ? 'd_round' : 'd_trunc'}(${tr.num(args[0]!)}, ${args[1]?.sql ?? '0'})`,
        type,
      };
    }
    case 'DATE_ADD':
    case 'DATE_SUB':
    case 'ADDDATE':
    case 'SUBDATE': {
      need(2);
      const i = e.args[1]!;
      const sign = name === 'DATE_SUB' || name === 'SUBDATE' ? -1 : 1;
      const [n, unit] = i.k === 'interval' ? [tr.expr(i.a, s).sql, i.unit] : [args[1]!.sql, 'DAY'];
      const t = args[0]!.type;
      return {
        sql: `d_dateadd(${tr.str(args[0]!)}, ${n}, '${unit}', ${sign})`,
        type:
          t.base === 'date' && ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'].includes(unit) && tr.mysql ? DATE : DATETIME,
      };
    }
    case 'PG_CONCAT':
      return { sql: `(${tr.str(args[0]!)} || ${tr.str(args[1]!)})`, type: STR };
    case 'VALUES':
      return args[0]!;
    case 'ANY_VALUE':
      return args[0]!;
    default:
  }
  const spec = FUNCTIONS[name];
  if (spec === undefined) throw tr.c.errors.unknownFunction(tr.c.db, e.written ?? name);
  need(spec.min, spec.max);
  const given = args.map((a) =>
    spec.args === 'text'
      ? tr.str(a)
      : spec.args === 'num'
        ? tr.num(a)
        : a.type.base === 'dec' || a.type.base === 'bool'
          ? isNumeric(name)
            ? a.sql
            : tr.str(a)
          : a.sql,
  );
  return {
    sql: `f_${name}(${given.join(', ')})`,
    type: typeof spec.type === 'function' ? spec.type(args.map((a) => a.type)) : spec.type,
  };
}

/** Functions whose value the connection knows. */
export function constantCall(tr: ExprTranslator, e: Expr & { k: 'fn' }, s: Scope): Piece | undefined {
  const { c } = tr;
  const str = (v: string): Piece => ({ sql: text(v), type: STR, literal: v });
  const int = (v: number): Piece => ({ sql: String(v), type: INT });
  switch (e.name) {
    case 'NOW':
    case 'CURRENT_TIMESTAMP':
    case 'LOCALTIME':
    case 'LOCALTIMESTAMP':
    case 'SYSDATE':
    case 'UTC_TIMESTAMP':
    case 'STATEMENT_TIMESTAMP':
    case 'TRANSACTION_TIMESTAMP':
    case 'CLOCK_TIMESTAMP': {
      const scale = tr.mysql ? Number(e.args[0]?.k === 'lit' ? e.args[0].v : 0) : 6;
      return { sql: text(formatMs(c.now, scale)), type: { base: 'datetime', scale } };
    }
    case 'CURDATE':
    case 'CURRENT_DATE':
    case 'UTC_DATE':
      return { sql: text(formatMs(c.now).slice(0, 10)), type: DATE };
    case 'CURTIME':
    case 'CURRENT_TIME':
    case 'UTC_TIME':
      return { sql: text(formatMs(c.now).slice(11)), type: TIME };
    case 'UNIX_TIMESTAMP':
      return e.args.length === 0
        ? int(Math.floor(c.now / 1000))
        : {
            sql: `CAST(f_TIMESTAMPDIFF('SECOND', '1970-01-01', ${tr.str(tr.expr(e.args[0]!, s))}) AS INTEGER)`,
            type: INT,
          };
    case 'VERSION':
      return str(c.version);
    case 'USER':
    case 'SESSION_USER':
    case 'SYSTEM_USER':
      return str(c.user);
    case 'CURRENT_USER':
      return str(c.account);
    case 'DATABASE':
    case 'SCHEMA':
    case 'CURRENT_DATABASE':
    case 'CURRENT_CATALOG':
      return c.db === '' ? { sql: 'NULL', type: STR } : str(c.db);
    case 'CURRENT_SCHEMA':
      return str('public');
    case 'CONNECTION_ID':
    case 'PG_BACKEND_PID':
      return int(c.connectionId);
    case 'LAST_INSERT_ID':
    case 'LASTVAL':
      return int(c.lastInsertId);
    case 'ROW_COUNT':
      return int(c.rowCount);
    case 'FOUND_ROWS':
      return int(c.foundRows);
    case 'RAND':
    case 'RANDOM':
      return { sql: 'd_rand()', type: FLOAT };
    case 'UUID':
    case 'GEN_RANDOM_UUID':
      return { sql: 'd_uuid()', type: tr.mysql ? STR : { base: 'uuid' } };
    case 'SLEEP':
    case 'PG_SLEEP': {
      const n = e.args[0];
      const p = n === undefined ? undefined : tr.expr(n, s);
      if (p?.literal === undefined) throw unsupported('SLEEP of something that is no number');
      tr.sleep += Math.max(0, Number(p.literal) || 0);
      return tr.mysql ? int(0) : str('');
    }
    case 'GET_LOCK':
    case 'RELEASE_LOCK':
    case 'IS_FREE_LOCK':
      return int(1);
    case 'PG_TABLE_IS_VISIBLE':
    case 'HAS_DATABASE_PRIVILEGE':
    case 'HAS_TABLE_PRIVILEGE':
      return { sql: '1', type: { base: 'bool' } };
    default:
      return undefined;
  }
}

const isNumeric = (name: string): boolean =>
  [
    'ABS',
    'GREATEST',
    'LEAST',
    'FORMAT',
    'LEFT',
    'RIGHT',
    'REPEAT',
    'SUBSTRING',
    'SUBSTR',
    'MID',
    'LPAD',
    'RPAD',
    'FROM_UNIXTIME',
    'ISNULL',
    'ELT',
    'LENGTH',
  ].includes(name);
