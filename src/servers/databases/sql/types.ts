// Types of columns and of expressions: how MariaDB, MySQL and PostgreSQL write them, and what fits in.

import { encode } from '../../../fs/bytes.ts';
import type { SqlValue } from '../../../kernel/sql.ts';
import type { TypeName } from './ast.ts';
import { type Errors, type Flavor, SqlError, unsupported } from './errors.ts';
import { formatNumber, parseDate, parseDateTime, parseTime } from './dates.ts';

export type Base =
  | 'int'
  | 'dec'
  | 'float'
  | 'str'
  | 'enum'
  | 'set'
  | 'date'
  | 'datetime'
  | 'time'
  | 'year'
  | 'blob'
  | 'json'
  | 'bit'
  | 'bool'
  | 'uuid'
  | 'null';

/** The type of a value: what it is when it is shown, and how precise. */
export interface SqlType {
  readonly base: Base;
  /** Digits after the point of a decimal; of seconds. */
  readonly scale?: number;
  readonly unsigned?: boolean;
  /** Characters, bytes or digits. */
  readonly size?: number;
}

/** The declared type of a column. */
export interface ColumnType extends SqlType {
  /** As SHOW COLUMNS writes it: `int(11) unsigned`. */
  readonly text: string;
  /** Without lengths: `int`. */
  readonly name: string;
  readonly members?: readonly string[];
  readonly binary?: boolean;
}

const INTS: Record<string, { bytes: number; width: [number, number]; name?: string }> = {
  tinyint: { bytes: 1, width: [4, 3] },
  smallint: { bytes: 2, width: [6, 5] },
  mediumint: { bytes: 3, width: [9, 8] },
  int: { bytes: 4, width: [11, 10] },
  bigint: { bytes: 8, width: [20, 20] },
};
const INT_NAMES: Record<string, string> = {
  integer: 'int',
  int4: 'int',
  int2: 'smallint',
  int8: 'bigint',
  int1: 'tinyint',
  int3: 'mediumint',
  middleint: 'mediumint',
  tinyint: 'tinyint',
  smallint: 'smallint',
  mediumint: 'mediumint',
  int: 'int',
  bigint: 'bigint',
  signed: 'bigint',
  unsigned: 'bigint',
  oid: 'bigint',
};
const TEXTS: Record<string, number> = { tinytext: 255, text: 65535, mediumtext: 16777215, longtext: 4294967295 };
const BLOBS: Record<string, number> = {
  tinyblob: 255,
  blob: 65535,
  mediumblob: 16777215,
  longblob: 4294967295,
  bytea: 1e9,
};

/** What a type name means. @throws SqlError for one that nobody has, or that is not simulated */
export function columnType(t: TypeName, flavor: Flavor, syntax: () => SqlError): ColumnType {
  const { name, args } = t;
  const pg = flavor === 'postgres';
  if (t.array) throw unsupported('an array type');
  const n = args.length > 0 ? Number(args[0]) : undefined;
  const binary =
    t.collate === undefined ? (t.charset === 'binary' ? true : undefined) : /_bin$|^binary$|_cs$/i.test(t.collate);
  const uns = t.unsigned ? ' unsigned' : '';
  const int = INT_NAMES[name];
  if (int !== undefined) {
    if (pg)
      return {
        base: 'int',
        name: int === 'int' ? 'integer' : int,
        text: int === 'int' ? 'integer' : int,
        size: INTS[int]!.bytes,
      };
    const unsigned = t.unsigned || name === 'unsigned';
    return {
      base: 'int',
      name: int,
      size: INTS[int]!.bytes,
      unsigned,
      text:
        flavor === 'mysql' && !(int === 'tinyint' && n === 1)
          ? `${int}${uns}`
          : `${int}(${n ?? INTS[int]!.width[unsigned ? 1 : 0]})${uns}`,
    };
  }
  switch (name) {
    case 'bool':
    case 'boolean':
      return pg
        ? { base: 'bool', name: 'boolean', text: 'boolean' }
        : { base: 'int', name: 'tinyint', size: 1, text: 'tinyint(1)' };
    case 'decimal':
    case 'numeric':
    case 'dec':
    case 'fixed': {
      if (pg)
        return {
          base: 'dec',
          name: 'numeric',
          ...(n === undefined ? {} : { size: n, scale: Number(args[1] ?? 0) }),
          text: n === undefined ? 'numeric' : `numeric(${n},${Number(args[1] ?? 0)})`,
        };
      const size = n ?? 10;
      const scale = Number(args[1] ?? 0);
      return {
        base: 'dec',
        name: 'decimal',
        size,
        scale,
        unsigned: t.unsigned,
        text: `decimal(${size},${scale})${uns}`,
      };
    }
    case 'float':
    case 'float4':
    case 'real':
    case 'double':
    case 'double precision':
    case 'float8': {
      if (pg)
        return {
          base: 'float',
          name: name === 'real' || name === 'float4' ? 'real' : 'double precision',
          text: name === 'real' || name === 'float4' ? 'real' : 'double precision',
        };
      const kind = name === 'float' || name === 'float4' ? 'float' : 'double';
      return {
        base: 'float',
        name: kind,
        unsigned: t.unsigned,
        ...(args.length === 2 ? { scale: Number(args[1]) } : {}),
        text: `${kind}${args.length === 2 ? `(${args.join(',')})` : ''}${uns}`,
      };
    }
    case 'varchar':
    case 'char':
    case 'character':
    case 'character varying':
    case 'nvarchar':
    case 'nchar':
    case 'bpchar': {
      const varying = /var/.test(name);
      if (pg)
        return {
          base: 'str',
          binary: true,
          name: varying ? 'character varying' : 'character',
          ...(n === undefined ? (varying ? {} : { size: 1 }) : { size: n }),
          text: `${varying ? 'character varying' : 'character'}${n === undefined ? (varying ? '' : '(1)') : `(${n})`}`,
        };
      if (varying && n === undefined) throw syntax();
      if ((n ?? 1) > 16383 && varying)
        throw new SqlError(
          1074,
          '42000',
          `Column length too big for column '${name}' (max = 16383); use BLOB or TEXT instead`,
        );
      return {
        base: 'str',
        name: varying ? 'varchar' : 'char',
        size: n ?? 1,
        text: `${varying ? 'varchar' : 'char'}(${n ?? 1})`,
        ...(binary ? { binary } : {}),
      };
    }
    case 'enum':
    case 'set':
      return {
        base: name,
        name,
        members: args,
        text: `${name}(${args.map((a) => `'${a.replace(/'/g, "''")}'`).join(',')})`,
      };
    case 'date':
      return { base: 'date', name, text: name };
    case 'datetime':
    case 'timestamp':
    case 'timestamptz':
      if (pg)
        return {
          base: 'datetime',
          name: name === 'timestamptz' ? 'timestamp with time zone' : 'timestamp without time zone',
          scale: n ?? 6,
          text: name === 'timestamptz' ? 'timestamp with time zone' : 'timestamp without time zone',
        };
      return { base: 'datetime', name, scale: n ?? 0, text: n === undefined ? name : `${name}(${n})` };
    case 'time':
    case 'timetz':
      return {
        base: 'time',
        name: pg ? 'time without time zone' : name,
        scale: n ?? 0,
        text: pg ? 'time without time zone' : n === undefined ? name : `${name}(${n})`,
      };
    case 'year':
      return { base: 'year', name, text: flavor === 'mysql' ? 'year' : 'year(4)' };
    case 'bit':
      return { base: 'bit', name, size: n ?? 1, text: `bit(${n ?? 1})` };
    case 'binary':
    case 'varbinary':
      return { base: 'blob', name, size: n ?? 1, text: `${name}(${n ?? 1})` };
    case 'json':
    case 'jsonb':
      return pg || flavor === 'mysql'
        ? { base: 'json', name, text: name }
        : { base: 'json', name: 'longtext', text: 'longtext' };
    case 'uuid':
      return { base: 'uuid', name, text: name };
    case 'inet':
    case 'inet6':
    case 'inet4':
    case 'citext':
    case 'name':
    case 'regclass':
      return { base: 'str', name, text: name };
    default:
  }
  if (TEXTS[name] !== undefined)
    return { base: 'str', name, size: pg ? 1e9 : TEXTS[name], text: name, ...(binary || pg ? { binary: true } : {}) };
  if (BLOBS[name] !== undefined) return { base: 'blob', name, size: BLOBS[name], text: name };
  if (
    [
      'geometry',
      'point',
      'polygon',
      'linestring',
      'vector',
      'money',
      'interval',
      'xml',
      'tsvector',
      'macaddr',
      'cidr',
    ].includes(name)
  )
    throw unsupported(`the type ${name}`);
  if (pg) throw new SqlError(0, '42704', `type "${name}" does not exist`);
  throw flavor === 'mariadb' ? new SqlError(4161, 'HY000', `Unknown data type: '${name}'`) : syntax();
}

/** Affinity of the column in the engine. */
export function affinity(t: ColumnType): string {
  switch (t.base) {
    case 'int':
    case 'bool':
    case 'year':
    case 'bit':
      return 'INTEGER';
    case 'dec':
    case 'float':
      return 'REAL';
    case 'blob':
      return 'BLOB';
    default:
      return `TEXT${t.binary || t.base === 'json' || t.base === 'date' || t.base === 'datetime' || t.base === 'time' ? '' : ' COLLATE NOCASE'}`;
  }
}

export interface Place {
  readonly column: string;
  /** `` `db`.`table`.`column` `` */
  readonly full: string;
  readonly row: number;
}

/** Number of a text as MariaDB reads it, with what is left over. */
export function numberOf(text: string): { value: number; rest: string; empty: boolean } {
  const m = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*/.exec(text);
  return m === null
    ? { value: 0, rest: text, empty: true }
    : { value: Number(m[1]), rest: text.slice(m[0].length), empty: false };
}

function numeric(v: SqlValue, kind: string, t: ColumnType, at: Place, e: Errors): number {
  if (typeof v === 'number') return v;
  const text = typeof v === 'string' ? v : new TextDecoder().decode(v as Uint8Array);
  const n = numberOf(text);
  if (n.empty) throw e.incorrect(kind, text, at.full, at.row, t.name);
  if (n.rest !== '')
    throw e.flavor === 'postgres' ? e.incorrect(kind, text, at.full, at.row, t.name) : e.truncated(at.column, at.row);
  return n.value;
}

/** Rounds half away from zero. */
export function round(v: number, scale: number): number {
  // beyond what a double can tell apart
  if (scale > 12) return v;
  const f = 10 ** scale;
  const x = Math.abs(v) * f;
  const r = Math.floor(x + 0.5 + Number.EPSILON * x);
  return (v < 0 ? -r : r) / f;
}

/** A value as a column keeps it. @throws SqlError when it does not fit */
export function coerce(v: SqlValue, t: ColumnType, at: Place, e: Errors): SqlValue {
  if (v === null) return null;
  switch (t.base) {
    case 'int': {
      if (e.flavor === 'postgres' && typeof v === 'string' && v.includes('.'))
        throw e.incorrect('integer', v, at.full, at.row, t.name);
      const n = round(numeric(v, 'integer', t, at, e), 0);
      const bits = 8 * (t.size ?? 4);
      const [low, high] = t.unsigned ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
      if (n < low || n > high) throw e.outOfRange(at.column, at.row, t.name);
      return n;
    }
    case 'bool': {
      if (typeof v === 'number') return v === 0 ? 0 : 1;
      const s = String(v).trim().toLowerCase();
      if (['t', 'true', 'y', 'yes', 'on', '1'].includes(s)) return 1;
      if (['f', 'false', 'n', 'no', 'off', '0'].includes(s)) return 0;
      throw e.incorrect('boolean', String(v), at.full, at.row, 'boolean');
    }
    case 'dec': {
      const n = numeric(v, 'decimal', t, at, e);
      const r = t.scale === undefined ? n : round(n, t.scale);
      if (t.size !== undefined && Math.abs(r) >= 10 ** (t.size - (t.scale ?? 0)))
        throw e.flavor === 'postgres'
          ? new SqlError(0, '22003', 'numeric field overflow')
          : e.outOfRange(at.column, at.row, t.name);
      if (t.unsigned && r < 0) throw e.outOfRange(at.column, at.row, t.name);
      return r;
    }
    case 'float': {
      const n = numeric(v, 'double', t, at, e);
      return t.name === 'float' || t.name === 'real' ? Math.fround(n) : n;
    }
    case 'year': {
      const n = numeric(v, 'integer', t, at, e);
      const y = n >= 1 && n <= 69 ? 2000 + n : n >= 70 && n <= 99 ? 1900 + n : n;
      if (y !== 0 && (y < 1901 || y > 2155)) throw e.outOfRange(at.column, at.row, t.name);
      return y;
    }
    case 'bit':
      return numeric(v, 'integer', t, at, e);
    case 'blob': {
      const bytes = typeof v === 'string' ? encode(v) : typeof v === 'number' ? encode(formatNumber(v)) : v;
      if (t.size !== undefined && bytes.length > t.size) throw e.tooLong(at.column, at.row, t.text);
      return bytes;
    }
    default:
  }
  const s = typeof v === 'string' ? v : typeof v === 'number' ? formatNumber(v) : new TextDecoder().decode(v);
  switch (t.base) {
    case 'date':
      return parseDate(s) ?? fail('date');
    case 'datetime':
      return parseDateTime(s, t.scale ?? 0, e.flavor === 'postgres') ?? fail('datetime');
    case 'time':
      return parseTime(s) ?? fail('time');
    case 'json':
      try {
        JSON.parse(s);
      } catch {
        throw e.flavor === 'mariadb'
          ? e.check(
              at.full.replace(/`/g, '').split('.').slice(1).join('.'),
              at.full.split('.')[0]!.replace(/`/g, ''),
              at.full.split('.')[1]!.replace(/`/g, ''),
            )
          : e.flavor === 'mysql'
            ? new SqlError(
                3140,
                '22032',
                `Invalid JSON text: "Invalid value." at position 0 in value for column '${at.full.replace(/`/g, '').split('.').slice(1).join('.')}'.`,
              )
            : e.incorrect('json', s, at.full, at.row, 'json');
      }
      return s;
    case 'uuid':
      if (!/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(s)) return fail('uuid');
      return s
        .toLowerCase()
        .replace(/-/g, '')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    case 'enum': {
      if (typeof v === 'number') {
        const m = t.members![v - 1];
        if (m === undefined) throw e.truncated(at.column, at.row);
        return m;
      }
      const m = t.members!.find((x) => x.toLowerCase() === s.trimEnd().toLowerCase());
      if (m === undefined) throw e.truncated(at.column, at.row);
      return m;
    }
    case 'set': {
      const given =
        s === '' ? [] : s.split(',').map((x) => t.members!.find((m) => m.toLowerCase() === x.toLowerCase()));
      if (given.some((x) => x === undefined)) throw e.truncated(at.column, at.row);
      return t.members!.filter((m) => given.includes(m)).join(',');
    }
    default:
      if (t.size !== undefined && s.length > t.size && [...s].length > t.size) {
        if ([...s.trimEnd()].length > t.size) throw e.tooLong(at.column, at.row, t.text);
        return s.slice(0, t.size);
      }
      return t.name === 'char' ? s.replace(/ +$/, '') : s;
  }
  function fail(kind: string): never {
    throw e.incorrect(kind, s, at.full, at.row, t.text);
  }
}
