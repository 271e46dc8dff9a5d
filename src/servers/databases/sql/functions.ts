// Functions that SQL text may call, by name: how many arguments, what type comes out, and what they do.

import { safeRegex } from '../../../shell/regex/regex.ts';
import { sha1 } from '@noble/hashes/legacy.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encode } from '../../../fs/bytes.ts';
import type { SqlFunction, SqlValue } from '../../../kernel/sql.ts';
import {
  addInterval,
  dateFormat,
  dayName,
  dayOfYear,
  formatMs,
  formatNumber,
  isoWeek,
  daysIn,
  monthName,
  msOf,
  parseDate,
  parseDateTime,
  parseTime,
} from './dates.ts';
import { SqlError } from './errors.ts';
import { numberOf, round, type SqlType } from './types.ts';

export const STR: SqlType = { base: 'str' };
export const INT: SqlType = { base: 'int', size: 8 };
export const FLOAT: SqlType = { base: 'float' };
export const DATETIME: SqlType = { base: 'datetime', scale: 0 };
export const DATE: SqlType = { base: 'date' };
export const TIME: SqlType = { base: 'time', scale: 0 };
export const NULLTYPE: SqlType = { base: 'null' };

/** The type that values of several types have together. */
export function unify(types: readonly SqlType[]): SqlType {
  const real = types.filter((t) => t.base !== 'null');
  if (real.length === 0) return NULLTYPE;
  const [first] = real as [SqlType];
  if (real.every((t) => t.base === first.base))
    return {
      base: first.base,
      ...(real.some((t) => t.scale !== undefined) ? { scale: Math.max(...real.map((t) => t.scale ?? 0)) } : {}),
      ...(first.size === undefined ? {} : { size: Math.max(...real.map((t) => t.size ?? 0)) }),
    };
  const numeric = (t: SqlType): boolean => ['int', 'dec', 'float', 'bool', 'year', 'bit'].includes(t.base);
  if (real.every(numeric))
    return real.some((t) => t.base === 'float')
      ? FLOAT
      : real.some((t) => t.base === 'dec')
        ? { base: 'dec', scale: Math.max(...real.map((t) => (t.base === 'dec' ? (t.scale ?? 0) : 0))) }
        : INT;
  if (real.every((t) => t.base === 'date' || t.base === 'datetime')) return DATETIME;
  return STR;
}

export const textOf = (v: SqlValue): string =>
  v === null ? '' : typeof v === 'string' ? v : typeof v === 'number' ? formatNumber(v) : new TextDecoder().decode(v);
export const numOf = (v: SqlValue): number => (typeof v === 'number' ? v : v === null ? 0 : numberOf(textOf(v)).value);

/** How arguments are handed over: as text, as numbers, as they are; `null` in any gives null unless `nulls`. */
export interface FunctionSpec {
  readonly args: 'text' | 'num' | 'raw';
  readonly min: number;
  readonly max: number;
  readonly type: SqlType | ((types: readonly SqlType[]) => SqlType);
  readonly f: (...args: never[]) => SqlValue;
  readonly nulls?: boolean;
}

const text = (
  min: number,
  max: number,
  f: (...a: string[]) => SqlValue,
  type: FunctionSpec['type'] = STR,
): FunctionSpec => ({ args: 'text', min, max, type, f: f as FunctionSpec['f'] });
const num = (
  min: number,
  max: number,
  f: (...a: number[]) => SqlValue,
  type: FunctionSpec['type'] = FLOAT,
): FunctionSpec => ({ args: 'num', min, max, type, f: f as FunctionSpec['f'] });
const raw = (
  min: number,
  max: number,
  f: (...a: SqlValue[]) => SqlValue,
  type: FunctionSpec['type'],
  nulls = false,
): FunctionSpec => ({ args: 'raw', min, max, type, f: f as FunctionSpec['f'], nulls });
/** Of a date or datetime: null when it is none. */
const dated = (f: (d: Date, s: string) => SqlValue, type: SqlType = INT): FunctionSpec =>
  raw(
    1,
    1,
    (v) => {
      const ms =
        msOf(textOf(v)) ??
        (parseTime(textOf(v)) === undefined
          ? undefined
          : Date.parse(`1970-01-01T${parseTime(textOf(v))!.slice(0, 8)}Z`));
      return ms === undefined || Number.isNaN(ms) ? null : f(new Date(ms), textOf(v));
    },
    type,
  );

const nullIfBad = (v: number): SqlValue => (Number.isFinite(v) ? v : null);
const chars = (s: string): string[] => [...s];
const substr = (s: string, from: number, n = Infinity): string => {
  const c = chars(s);
  if (from === 0 || n <= 0) return '';
  const at = from > 0 ? from - 1 : c.length + from;
  return at < 0 ? '' : c.slice(at, at + n).join('');
};
const roundType = (t: readonly SqlType[]): SqlType =>
  t[0]!.base === 'dec' ? { base: 'dec', scale: 0 } : t[0]!.base === 'int' ? INT : FLOAT;
const hex = (v: SqlValue): string =>
  (typeof v === 'number'
    ? Math.trunc(v).toString(16)
    : bytesToHex(typeof v === 'string' ? encode(v) : (v as Uint8Array))
  ).toUpperCase();
const seconds = (s: string): number | null => {
  const m = /^(-?)(\d+):(\d+):(\d+)/.exec(parseTime(s) ?? '');
  return m === null ? null : (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 3600 + Number(m[3]) * 60 + Number(m[4]));
};
const two = (n: number): string => String(Math.trunc(n)).padStart(2, '0');
const clock = (s: number): string =>
  `${s < 0 ? '-' : ''}${two(Math.abs(s) / 3600)}:${two((Math.abs(s) / 60) % 60)}:${two(Math.abs(s) % 60)}`;

function grouped(v: number, digits: number): string {
  const [whole = '', part] = Math.abs(round(v, digits)).toFixed(Math.max(0, digits)).split('.');
  return `${v < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${part === undefined ? '' : `.${part}`}`;
}

function jsonAt(doc: string, path: string): unknown {
  let at: unknown;
  try {
    at = JSON.parse(doc);
  } catch {
    throw new SqlError(
      4038,
      'HY000',
      "Syntax error in JSON text in argument 1 to function 'json_extract' at position 1",
    );
  }
  for (const m of path.replace(/^\$/, '').matchAll(/\.(\w+)|\."([^"]*)"|\[(\d+)\]/g)) {
    const key = m[1] ?? m[2] ?? m[3]!;
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
const jsonValue = (v: SqlValue): unknown => (v instanceof Uint8Array ? textOf(v) : v);
/** JSON as MariaDB prints it: a blank after commas and colons. */
const jsonText = (v: unknown): string =>
  Array.isArray(v)
    ? `[${v.map(jsonText).join(', ')}]`
    : v !== null && typeof v === 'object'
      ? `{${Object.entries(v)
          .map(([k, x]) => `${JSON.stringify(k)}: ${jsonText(x)}`)
          .join(', ')}}`
      : JSON.stringify(v);

/** `INTERVAL n unit` added to a date or datetime; only a date stays a date when the unit is a day or more. */
export function dateAdd(v: SqlValue, n: SqlValue, unit: string, sign: number): SqlValue {
  if (v === null || n === null) return null;
  const s = textOf(v);
  const ms = msOf(s);
  if (ms === undefined) return null;
  const parts = unit.split('_');
  let out: number | undefined = ms;
  if (parts.length === 2) {
    const order = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'MICROSECOND'];
    const units = order.slice(order.indexOf(parts[0]!), order.indexOf(parts[1]!) + 1);
    const given = textOf(n).match(/\d+/g)?.map(Number) ?? [];
    units.slice(-given.length).forEach((u, i) => {
      out = out === undefined ? undefined : addInterval(out, sign * given[i]!, u);
    });
  } else out = addInterval(ms, sign * numOf(n), unit);
  if (out === undefined) return null;
  const short =
    /^\s*\d{4}-\d\d?-\d\d?\s*$/.test(s) && ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'YEAR_MONTH'].includes(unit);
  return short ? formatMs(out).slice(0, 10) : formatMs(out, out % 1000 === 0 ? 0 : 6);
}

function diff(unit: string, a: number, b: number): number {
  const ms = b - a;
  const per: Record<string, number> = {
    MICROSECOND: 0.001,
    SECOND: 1000,
    MINUTE: 60_000,
    HOUR: 3_600_000,
    DAY: 86_400_000,
    WEEK: 604_800_000,
  };
  if (per[unit] !== undefined) return Math.trunc(ms / per[unit]!);
  const [x, y] = a <= b ? [new Date(a), new Date(b)] : [new Date(b), new Date(a)];
  let months = (y.getUTCFullYear() - x.getUTCFullYear()) * 12 + y.getUTCMonth() - x.getUTCMonth();
  if (addInterval(x.getTime(), months, 'MONTH')! > y.getTime()) months--;
  return (a <= b ? 1 : -1) * Math.trunc(months / (unit === 'YEAR' ? 12 : unit === 'QUARTER' ? 3 : 1));
}

function extract(unit: string, v: SqlValue): SqlValue {
  const ms = msOf(textOf(v));
  if (ms === undefined) return null;
  const d = new Date(ms);
  switch (unit) {
    case 'YEAR':
      return d.getUTCFullYear();
    case 'QUARTER':
      return Math.floor(d.getUTCMonth() / 3) + 1;
    case 'MONTH':
      return d.getUTCMonth() + 1;
    case 'WEEK':
      return isoWeek(d).week;
    case 'DAY':
      return d.getUTCDate();
    case 'HOUR':
      return d.getUTCHours();
    case 'MINUTE':
      return d.getUTCMinutes();
    case 'SECOND':
      return d.getUTCSeconds();
    case 'DOW':
      return d.getUTCDay();
    case 'DOY':
      return dayOfYear(d);
    case 'EPOCH':
      return ms / 1000;
    default:
      return null;
  }
}

function like(s: string, pattern: string, escape: string, fold: boolean): boolean {
  let re = '';
  const c = chars(pattern);
  for (let i = 0; i < c.length; i++) {
    if (c[i] === escape && escape !== '') re += (c[++i] ?? '\\').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    else re += c[i] === '%' ? '[\\s\\S]*' : c[i] === '_' ? '[\\s\\S]' : c[i]!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return safeRegex(`^${re}$`, fold ? 'iu' : 'u').test(s);
}
const CLASSES: Record<string, string> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  space: '\\s',
  upper: 'A-Z',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9a-fA-F',
  word: '\\w',
};
export function regexOf(pattern: string, flags: string): RegExp {
  try {
    return safeRegex(
      pattern.replace(/\[:(\w+):\]/g, (_, n: string) => CLASSES[n] ?? ''),
      flags,
    );
  } catch (error) {
    throw new SqlError(1139, '42000', `Regex error '${(error as Error).message}'`);
  }
}

export const FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
  // text
  CONCAT: text(1, 99, (...a) => a.join('')),
  UPPER: text(1, 1, (s) => s.toUpperCase()),
  UCASE: text(1, 1, (s) => s.toUpperCase()),
  LOWER: text(1, 1, (s) => s.toLowerCase()),
  LCASE: text(1, 1, (s) => s.toLowerCase()),
  CONCAT_WS: raw(
    2,
    99,
    (sep, ...a) =>
      sep === null
        ? null
        : a
            .filter((x) => x !== null)
            .map(textOf)
            .join(textOf(sep)),
    STR,
    true,
  ),
  LENGTH: raw(1, 1, (v) => (v instanceof Uint8Array ? v.length : encode(textOf(v)).length), INT),
  OCTET_LENGTH: raw(1, 1, (v) => (v instanceof Uint8Array ? v.length : encode(textOf(v)).length), INT),
  CHAR_LENGTH: text(1, 1, (s) => chars(s).length, INT),
  CHARACTER_LENGTH: text(1, 1, (s) => chars(s).length, INT),
  BIT_LENGTH: text(1, 1, (s) => encode(s).length * 8, INT),
  SUBSTRING: raw(2, 3, (s, from, n) => substr(textOf(s), numOf(from), n === undefined ? Infinity : numOf(n)), STR),
  SUBSTR: raw(2, 3, (s, from, n) => substr(textOf(s), numOf(from), n === undefined ? Infinity : numOf(n)), STR),
  MID: raw(2, 3, (s, from, n) => substr(textOf(s), numOf(from), n === undefined ? Infinity : numOf(n)), STR),
  SUBSTRING_INDEX: raw(
    3,
    3,
    (s, d, n) => {
      const parts = textOf(s).split(textOf(d));
      const k = numOf(n);
      return (k >= 0 ? parts.slice(0, k) : parts.slice(k)).join(textOf(d));
    },
    STR,
  ),
  LEFT: raw(
    2,
    2,
    (s, n) =>
      chars(textOf(s))
        .slice(0, Math.max(0, numOf(n)))
        .join(''),
    STR,
  ),
  RIGHT: raw(2, 2, (s, n) => (numOf(n) <= 0 ? '' : chars(textOf(s)).slice(-numOf(n)).join('')), STR),
  REPLACE: text(3, 3, (s, a, b) => (a === '' ? s : s.split(a).join(b))),
  REVERSE: text(1, 1, (s) => chars(s).reverse().join('')),
  REPEAT: raw(2, 2, (s, n) => textOf(s).repeat(Math.max(0, Math.min(1e6, numOf(n)))), STR),
  SPACE: num(1, 1, (n) => ' '.repeat(Math.max(0, n)), STR),
  TRIM: text(1, 2, (s, c = ' ') => {
    let x = s;
    while (c !== '' && x.startsWith(c)) x = x.slice(c.length);
    while (c !== '' && x.endsWith(c)) x = x.slice(0, -c.length);
    return x;
  }),
  LTRIM: text(1, 2, (s, c = ' ') => {
    let x = s;
    while (c !== '' && x.startsWith(c)) x = x.slice(c.length);
    return x;
  }),
  RTRIM: text(1, 2, (s, c = ' ') => {
    let x = s;
    while (c !== '' && x.endsWith(c)) x = x.slice(0, -c.length);
    return x;
  }),
  LPAD: raw(
    2,
    3,
    (s, n, c) =>
      chars(textOf(s)).length > numOf(n)
        ? chars(textOf(s)).slice(0, numOf(n)).join('')
        : textOf(s).padStart(numOf(n), c === undefined ? ' ' : textOf(c)),
    STR,
  ),
  RPAD: raw(
    2,
    3,
    (s, n, c) =>
      chars(textOf(s)).length > numOf(n)
        ? chars(textOf(s)).slice(0, numOf(n)).join('')
        : textOf(s).padEnd(numOf(n), c === undefined ? ' ' : textOf(c)),
    STR,
  ),
  LOCATE: raw(
    2,
    3,
    (a, s, from) =>
      textOf(s)
        .toLowerCase()
        .indexOf(textOf(a).toLowerCase(), from === undefined ? 0 : numOf(from) - 1) + 1,
    INT,
  ),
  INSTR: text(2, 2, (s, a) => s.toLowerCase().indexOf(a.toLowerCase()) + 1, INT),
  STRPOS: text(2, 2, (s, a) => s.indexOf(a) + 1, INT),
  STRCMP: text(
    2,
    2,
    (a, b) => {
      const [x, y] = [a.toLowerCase(), b.toLowerCase()];
      return x < y ? -1 : x > y ? 1 : 0;
    },
    INT,
  ),
  ASCII: text(1, 1, (s) => encode(s)[0] ?? 0, INT),
  ORD: text(1, 1, (s) => s.codePointAt(0) ?? 0, INT),
  CHAR: num(1, 9, (...n) => String.fromCharCode(...n), STR),
  CHR: num(1, 1, (n) => String.fromCodePoint(n), STR),
  INITCAP: text(1, 1, (s) => s.toLowerCase().replace(/\b\w/g, (c) => c.toUpperCase())),
  SPLIT_PART: raw(3, 3, (s, d, n) => textOf(s).split(textOf(d))[numOf(n) - 1] ?? '', STR),
  FIELD: raw(
    2,
    99,
    (x, ...a) => a.findIndex((y) => y !== null && textOf(y).toLowerCase() === textOf(x).toLowerCase()) + 1,
    INT,
    true,
  ),
  ELT: raw(2, 99, (n, ...a) => a[numOf(n) - 1] ?? null, STR, true),
  FIND_IN_SET: text(2, 2, (a, s) => s.split(',').findIndex((x) => x.toLowerCase() === a.toLowerCase()) + 1, INT),
  INSERT: raw(
    4,
    4,
    (s, at, n, b) => {
      const c = chars(textOf(s));
      c.splice(numOf(at) - 1, numOf(n), textOf(b));
      return c.join('');
    },
    STR,
  ),
  HEX: raw(1, 1, hex, STR),
  UNHEX: text(1, 1, (s) =>
    /^([0-9a-f]{2})*$/i.test(s)
      ? new TextDecoder().decode(Uint8Array.from(s.match(/../g) ?? [], (x) => parseInt(x, 16)))
      : null,
  ),
  QUOTE: text(1, 1, (s) => `'${s.replace(/[\\']/g, '\\$&')}'`),
  FORMAT: raw(2, 3, (v, d) => grouped(numOf(v), numOf(d)), STR),
  BIN: num(1, 1, (n) => n.toString(2), STR),
  OCT: num(1, 1, (n) => n.toString(8), STR),
  CONV: raw(3, 3, (v, a, b) => parseInt(textOf(v), numOf(a)).toString(numOf(b)).toUpperCase(), STR),
  TO_HEX: num(1, 1, (n) => n.toString(16), STR),
  MD5: text(1, 1, (s) => bytesToHex(md5(encode(s)))),
  SHA1: text(1, 1, (s) => bytesToHex(sha1(encode(s)))),
  SHA: text(1, 1, (s) => bytesToHex(sha1(encode(s)))),
  SHA2: raw(
    2,
    2,
    (s, n) =>
      numOf(n) === 512
        ? bytesToHex(sha512(encode(textOf(s))))
        : numOf(n) === 256 || numOf(n) === 0
          ? bytesToHex(sha256(encode(textOf(s))))
          : null,
    STR,
  ),
  PASSWORD: text(1, 1, (s) => (s === '' ? '' : `*${bytesToHex(sha1(sha1(encode(s)))).toUpperCase()}`)),
  SOUNDEX: text(1, 1, (s) => s.slice(0, 1).toUpperCase()),
  CRC32: text(
    1,
    1,
    (s) => {
      let c = ~0;
      for (const b of encode(s)) {
        c ^= b;
        for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
      }
      return ~c >>> 0;
    },
    INT,
  ),
  REGEXP_REPLACE: text(3, 4, (s, p, r, flags = '') =>
    s.replace(regexOf(p, flags.includes('g') || flags === '' ? 'g' : ''), r.replace(/\\(\d)/g, '$$$1')),
  ),
  REGEXP_SUBSTR: text(2, 2, (s, p) => regexOf(p, '').exec(s)?.[0] ?? ''),
  REGEXP_INSTR: text(2, 2, (s, p) => (regexOf(p, '').exec(s)?.index ?? -1) + 1, INT),
  // numbers
  ABS: raw(
    1,
    1,
    (v) => Math.abs(numOf(v)),
    (t) => t[0]!,
  ),
  CEIL: num(1, 1, Math.ceil, roundType),
  CEILING: num(1, 1, Math.ceil, roundType),
  FLOOR: num(1, 1, Math.floor, roundType),
  SIGN: num(1, 1, Math.sign, INT),
  SQRT: num(1, 1, (x) => (x < 0 ? null : Math.sqrt(x))),
  POW: num(2, 2, (a, b) => nullIfBad(a ** b)),
  POWER: num(2, 2, (a, b) => nullIfBad(a ** b)),
  EXP: num(1, 1, Math.exp),
  LN: num(1, 1, (x) => (x <= 0 ? null : Math.log(x))),
  LOG: num(1, 2, (a, b) => (b === undefined ? (a <= 0 ? null : Math.log(a)) : nullIfBad(Math.log(b) / Math.log(a)))),
  LOG2: num(1, 1, (x) => (x <= 0 ? null : Math.log2(x))),
  LOG10: num(1, 1, (x) => (x <= 0 ? null : Math.log10(x))),
  SIN: num(1, 1, Math.sin),
  COS: num(1, 1, Math.cos),
  TAN: num(1, 1, Math.tan),
  ASIN: num(1, 1, (x) => nullIfBad(Math.asin(x))),
  ACOS: num(1, 1, (x) => nullIfBad(Math.acos(x))),
  ATAN: num(1, 2, (a, b) => (b === undefined ? Math.atan(a) : Math.atan2(a, b))),
  ATAN2: num(2, 2, Math.atan2),
  PI: num(0, 0, () => Math.PI, { base: 'dec', scale: 6 }),
  DEGREES: num(1, 1, (x) => (x * 180) / Math.PI),
  RADIANS: num(1, 1, (x) => (x * Math.PI) / 180),
  MOD: num(
    2,
    2,
    (a, b) => (b === 0 ? null : a % b),
    (t) => unify(t),
  ),
  GREATEST: raw(
    2,
    99,
    (...a) => (a.every((x) => typeof x === 'number') ? Math.max(...(a as number[])) : a.map(textOf).sort().at(-1)!),
    (t) => unify(t),
  ),
  LEAST: raw(
    2,
    99,
    (...a) => (a.every((x) => typeof x === 'number') ? Math.min(...(a as number[])) : a.map(textOf).sort()[0]!),
    (t) => unify(t),
  ),
  BIT_COUNT: num(1, 1, (n) => n.toString(2).replace(/0/g, '').length, INT),
  // dates
  YEAR: dated((d) => d.getUTCFullYear()),
  MONTH: dated((d) => d.getUTCMonth() + 1),
  DAY: dated((d) => d.getUTCDate()),
  DAYOFMONTH: dated((d) => d.getUTCDate()),
  HOUR: dated((d) => d.getUTCHours()),
  MINUTE: dated((d) => d.getUTCMinutes()),
  SECOND: dated((d) => d.getUTCSeconds()),
  MICROSECOND: dated((d) => d.getUTCMilliseconds() * 1000),
  QUARTER: dated((d) => Math.floor(d.getUTCMonth() / 3) + 1),
  DAYOFWEEK: dated((d) => d.getUTCDay() + 1),
  WEEKDAY: dated((d) => (d.getUTCDay() + 6) % 7),
  DAYOFYEAR: dated(dayOfYear),
  WEEKOFYEAR: dated((d) => isoWeek(d).week),
  WEEK: raw(
    1,
    2,
    (v) => {
      const ms = msOf(textOf(v));
      return ms === undefined ? null : Math.floor((dayOfYear(new Date(ms)) + 6 - new Date(ms).getUTCDay()) / 7);
    },
    INT,
  ),
  MONTHNAME: dated(monthName, STR),
  DAYNAME: dated(dayName, STR),
  LAST_DAY: dated(
    (d) => `${formatMs(d.getTime()).slice(0, 8)}${two(daysIn(d.getUTCFullYear(), d.getUTCMonth() + 1))}`,
    DATE,
  ),
  DATE: raw(1, 1, (v) => parseDate(textOf(v)) ?? null, DATE),
  TIME: raw(1, 1, (v) => parseTime(textOf(v)) ?? null, TIME),
  TIMESTAMP: raw(1, 1, (v) => parseDateTime(textOf(v), 0) ?? null, DATETIME),
  TO_DAYS: dated((d) => Math.floor(d.getTime() / 86_400_000) + 719528),
  DATE_FORMAT: raw(
    2,
    2,
    (v, f) => {
      const ms = msOf(textOf(v));
      return ms === undefined ? null : dateFormat(ms, textOf(f));
    },
    STR,
  ),
  TIME_FORMAT: raw(
    2,
    2,
    (v, f) => {
      const s = seconds(textOf(v));
      return s === null ? null : dateFormat(s * 1000, textOf(f));
    },
    STR,
  ),
  DATEDIFF: raw(
    2,
    2,
    (a, b) => {
      const [x, y] = [msOf(textOf(a)), msOf(textOf(b))];
      return x === undefined || y === undefined ? null : Math.floor(x / 86_400_000) - Math.floor(y / 86_400_000);
    },
    INT,
  ),
  TIMESTAMPDIFF: raw(
    3,
    3,
    (u, a, b) => {
      const [x, y] = [msOf(textOf(a)), msOf(textOf(b))];
      return x === undefined || y === undefined ? null : diff(textOf(u), x, y);
    },
    INT,
  ),
  TIMESTAMPADD: raw(3, 3, (u, n, v) => dateAdd(v!, n!, textOf(u!), 1), DATETIME),
  TIMEDIFF: raw(
    2,
    2,
    (a, b) => {
      const [x, y] = [msOf(textOf(a)), msOf(textOf(b))];
      if (x !== undefined && y !== undefined) return clock((x - y) / 1000);
      const [s, t] = [seconds(textOf(a)), seconds(textOf(b))];
      return s === null || t === null ? null : clock(s - t);
    },
    TIME,
  ),
  FROM_UNIXTIME: raw(
    1,
    2,
    (v, f) => (f === undefined ? formatMs(numOf(v) * 1000) : dateFormat(numOf(v) * 1000, textOf(f))),
    DATETIME,
  ),
  SEC_TO_TIME: num(1, 1, clock, TIME),
  TIME_TO_SEC: raw(1, 1, (v) => seconds(textOf(v)), INT),
  MAKEDATE: num(2, 2, (y, d) => formatMs(Date.UTC(y, 0, d)).slice(0, 10), DATE),
  EXTRACT: raw(2, 2, (u, v) => extract(textOf(u), v!), INT),
  DATE_PART: raw(2, 2, (u, v) => extract(textOf(u).toUpperCase(), v!), FLOAT),
  CONVERT_TZ: raw(3, 3, (v) => v!, DATETIME),
  STR_TO_DATE: raw(2, 2, (s, f) => strToDate(textOf(s), textOf(f)), DATETIME),
  DATE_TRUNC: raw(
    2,
    2,
    (u, v) => {
      const s = parseDateTime(textOf(v), 0);
      if (s === undefined) return null;
      const n = ({ YEAR: 4, MONTH: 7, DAY: 10, HOUR: 13, MINUTE: 16, SECOND: 19 } as Record<string, number>)[
        textOf(u).toUpperCase()
      ];
      return n === undefined ? null : s.slice(0, n) + '0000-01-01 00:00:00'.slice(n);
    },
    DATETIME,
  ),
  TO_CHAR: raw(
    2,
    2,
    (v, f) => {
      const ms = msOf(textOf(v));
      return ms === undefined
        ? textOf(v)
        : dateFormat(
            ms,
            textOf(f)
              .replace(/YYYY/g, '%Y')
              .replace(/MM/g, '%m')
              .replace(/DD/g, '%d')
              .replace(/HH24/g, '%H')
              .replace(/MI/g, '%i')
              .replace(/SS/g, '%s')
              .replace(/Mon/g, '%b'),
          );
    },
    STR,
  ),
  // JSON
  JSON_EXTRACT: text(
    2,
    2,
    (d, p) => {
      const v = jsonAt(d, /^\$/.test(p) ? p : `$.${p}`);
      return v === undefined ? null : jsonText(v);
    },
    { base: 'json' },
  ),
  JSON_UNQUOTE: text(1, 1, (s) => {
    if (!s.startsWith('"')) return s;
    try {
      return String(JSON.parse(s));
    } catch {
      return s;
    }
  }),
  JSON_VALUE: text(2, 2, (d, p) => {
    const v = jsonAt(d, p);
    return v === undefined || v === null || typeof v === 'object' ? null : String(v);
  }),
  JSON_VALID: text(
    1,
    1,
    (s) => {
      try {
        JSON.parse(s);
        return 1;
      } catch {
        return 0;
      }
    },
    INT,
  ),
  JSON_OBJECT: raw(
    0,
    99,
    (...a) => {
      const o: Record<string, unknown> = {};
      for (let i = 0; i + 1 < a.length; i += 2) o[textOf(a[i]!)] = jsonValue(a[i + 1]!);
      return jsonText(o);
    },
    { base: 'json' },
    true,
  ),
  JSON_ARRAY: raw(0, 99, (...a) => jsonText(a.map(jsonValue)), { base: 'json' }, true),
  JSON_LENGTH: text(
    1,
    1,
    (d) => {
      const v = jsonAt(d, '$');
      return v !== null && typeof v === 'object' ? Object.keys(v).length : 1;
    },
    INT,
  ),
  JSON_QUOTE: text(1, 1, (s) => JSON.stringify(s)),
  JSON_KEYS: text(
    1,
    1,
    (d) => {
      const v = jsonAt(d, '$');
      return v !== null && typeof v === 'object' ? jsonText(Object.keys(v)) : null;
    },
    { base: 'json' },
  ),
  INET_ATON: text(
    1,
    1,
    (s) => (/^\d+\.\d+\.\d+\.\d+$/.test(s) ? s.split('.').reduce((n, x) => n * 256 + Number(x), 0) : null),
    INT,
  ),
  INET_NTOA: num(1, 1, (n) => [24, 16, 8, 0].map((k) => Math.floor(n / 2 ** k) % 256).join('.'), STR),
  ISNULL: raw(1, 1, (v) => (v === null ? 1 : 0), INT, true),
  CHARSET: raw(1, 1, () => 'utf8mb4', STR, true),
  COLLATION: raw(1, 1, () => 'utf8mb4_uca1400_ai_ci', STR, true),
  BENCHMARK: raw(2, 2, () => 0, INT, true),
};

function strToDate(s: string, format: string): string | null {
  const names: string[] = [];
  const re = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%(.)/g, (_, c: string) => {
    names.push(c);
    return c === 'Y' ? '(\\d{4})' : c === 'M' || c === 'b' ? '([A-Za-z]+)' : '(\\d{1,2})';
  });
  const m = new RegExp(`^\\s*${re}`).exec(s);
  if (m === null) return null;
  const got = new Map(names.map((n, i) => [n, m[i + 1]!]));
  const month =
    got.get('m') ??
    got.get('c') ??
    String(
      ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(
        (got.get('b') ?? got.get('M') ?? '').slice(0, 3).toLowerCase(),
      ) + 1,
    );
  const year = got.get('Y') ?? (got.has('y') ? `20${got.get('y')!}` : '0000');
  const timed = names.some((n) => 'HhiSs'.includes(n));
  const date = parseDate(`${year}-${month}-${got.get('d') ?? got.get('e') ?? '01'}`);
  return date === undefined
    ? null
    : timed
      ? `${date} ${two(Number(got.get('H') ?? got.get('h') ?? 0))}:${two(Number(got.get('i') ?? 0))}:${two(Number(got.get('s') ?? got.get('S') ?? 0))}`
      : date;
}

/** Functions that translated SQL uses beside those that people call. */
export const HELPERS: Readonly<Record<string, SqlFunction>> = {
  d_num: (v) => (v === null ? null : numOf(v)),
  d_text: (v) => (v === null ? null : textOf(v)),
  d_fix: (v, scale) => (v === null ? null : round(numOf(v), numOf(scale!)).toFixed(numOf(scale!))),
  d_round: (v, scale) => (v === null || scale === null ? null : round(numOf(v), numOf(scale!))),
  d_trunc: (v, scale) => (v === null ? null : Math.trunc(numOf(v) * 10 ** numOf(scale!)) / 10 ** numOf(scale!)),
  d_mod: (a, b) => (a === null || b === null || numOf(b!) === 0 ? null : numOf(a) % numOf(b!)),
  d_div: (a, b) => (a === null || b === null || numOf(b!) === 0 ? null : Math.trunc(numOf(a) / numOf(b!))),
  d_pgdiv: (a, b, whole) => {
    if (a === null || b === null) return null;
    if (numOf(b!) === 0) throw new SqlError(0, '22012', 'division by zero');
    return whole === 1 ? Math.trunc(numOf(a) / numOf(b!)) : numOf(a) / numOf(b!);
  },
  d_like: (a, b, escape, fold) =>
    a === null || b === null ? null : like(textOf(a), textOf(b!), textOf(escape!), fold === 1) ? 1 : 0,
  d_regexp: (a, b, fold) =>
    a === null || b === null ? null : regexOf(textOf(b!), fold === 1 ? 'i' : '').test(textOf(a)) ? 1 : 0,
  d_key: (...a) => (a.some((v) => v === null) ? null : JSON.stringify(a.map(textOf))),
  d_dateadd: (v, n, unit, sign) => dateAdd(v!, n!, textOf(unit!), numOf(sign!)),
  d_many: (mysql) => {
    throw mysql === 1
      ? new SqlError(1242, '21000', 'Subquery returns more than 1 row')
      : new SqlError(0, '21000', 'more than one row returned by a subquery used as an expression');
  },
};
