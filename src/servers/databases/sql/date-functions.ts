// Functions of SQL on dates and times: their parts, sums, differences, and how they are written.

import type { SqlValue } from '../../../kernel/sql.ts';
import {
  addInterval,
  dateFormat,
  dayName,
  dayOfYear,
  daysIn,
  formatMs,
  isoWeek,
  monthName,
  msOf,
  parseDate,
  parseDateTime,
  parseTime,
} from './dates.ts';
import { DATE, DATETIME, FLOAT, type FunctionSpec, INT, num, numOf, raw, STR, textOf, TIME } from './function-spec.ts';
import type { SqlType } from './types.ts';

/** Of a date or datetime: null when it is none. */
export const dated = (f: (d: Date, s: string) => SqlValue, type: SqlType = INT): FunctionSpec =>
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
export const seconds = (s: string): number | null => {
  const m = /^(-?)(\d+):(\d+):(\d+)/.exec(parseTime(s) ?? '');
  return m === null ? null : (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 3600 + Number(m[3]) * 60 + Number(m[4]));
};
export const two = (n: number): string => String(Math.trunc(n)).padStart(2, '0');
export const clock = (s: number): string =>
  `${s < 0 ? '-' : ''}${two(Math.abs(s) / 3600)}:${two((Math.abs(s) / 60) % 60)}:${two(Math.abs(s) % 60)}`;

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

export function diff(unit: string, a: number, b: number): number {
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

export function extract(unit: string, v: SqlValue): SqlValue {
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

export const DATE_FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
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
};

export function strToDate(s: string, format: string): string | null {
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
