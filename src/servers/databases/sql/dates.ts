// Dates and times as SQL writes them, and numbers as text.

const two = (n: number): string => String(n).padStart(2, '0');

/** A number as MariaDB shows a DOUBLE. */
export function formatNumber(v: number): string {
  if (Number.isInteger(v) && Math.abs(v) < 1e15) return String(v === 0 ? 0 : v);
  const s = String(v);
  return s.includes('e') ? s.replace('e+', 'e') : s;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export function daysIn(year: number, month: number): number {
  return month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 29 : DAYS[month - 1]!;
}

/** `YYYY-MM-DD` of what people write; undefined when it is no date. */
export function parseDate(text: string): string | undefined {
  const m =
    /^\s*(\d{2,4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?\s*$/.exec(text) ??
    /^\s*(\d{4})(\d{2})(\d{2})(?:\d{6})?\s*$/.exec(text);
  if (m === null) return undefined;
  const y = m[1]!.length === 2 ? Number(m[1]) + (Number(m[1]) < 70 ? 2000 : 1900) : Number(m[1]);
  const [mo, d] = [Number(m[2]), Number(m[3])];
  if (mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo)) return undefined;
  return `${String(y).padStart(4, '0')}-${two(mo)}-${two(d)}`;
}

/** `HH:MM:SS[.ffffff]`; undefined when it is no time. */
export function parseTime(text: string): string | undefined {
  const m =
    /^\s*(-?)(?:\d{4}-\d\d-\d\d[T ])?(\d{1,3}):(\d{1,2})(?::(\d{1,2})(\.\d{1,6})?)?\s*$/.exec(text) ??
    /^\s*(-?)(\d{2})(\d{2})(\d{2})(\.\d{1,6})?\s*$/.exec(text);
  if (m === null || Number(m[3]) > 59 || Number(m[4] ?? 0) > 59) return undefined;
  return `${m[1]}${two(Number(m[2]))}:${two(Number(m[3]))}:${two(Number(m[4] ?? 0))}${m[5] ?? ''}`;
}

/** `YYYY-MM-DD HH:MM:SS` with `scale` digits after the point (PostgreSQL: as many as are given). */
export function parseDateTime(text: string, scale: number, trim = false): string | undefined {
  const compact = /^\s*(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\s*$/.exec(text);
  const s =
    compact === null ? text : `${compact[1]}-${compact[2]}-${compact[3]} ${compact[4]}:${compact[5]}:${compact[6]}`;
  const m =
    /^\s*([^T\s]+)(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?\s*(Z|[-+]\d{2}(?::?\d{2})?)?)?\s*$/.exec(
      s,
    );
  if (m === null) return undefined;
  const date = parseDate(m[1]!);
  const [h, mi, se] = [Number(m[2] ?? 0), Number(m[3] ?? 0), Number(m[4] ?? 0)];
  if (date === undefined || h > 23 || mi > 59 || se > 59) return undefined;
  const fraction = (m[5] ?? '').padEnd(scale, '0').slice(0, scale);
  const digits = trim ? fraction.replace(/0+$/, '') : fraction;
  const zone = m[6];
  if (zone !== undefined && zone !== 'Z') {
    const minutes =
      (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0));
    return (
      formatMs(Date.parse(`${date}T${two(h)}:${two(mi)}:${two(se)}Z`) - minutes * 60_000) +
      (digits === '' ? '' : `.${digits}`)
    );
  }
  return `${date} ${two(h)}:${two(mi)}:${two(se)}${digits === '' ? '' : `.${digits}`}`;
}

/** Virtual ms as `YYYY-MM-DD HH:MM:SS`, with digits after the point when asked for. */
export function formatMs(ms: number, scale = 0): string {
  const iso = new Date(Math.floor(ms)).toISOString();
  const micro = iso.slice(20, 23) + two(Math.floor((ms % 1) * 100)).slice(0, 2) + '0';
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${scale > 0 ? `.${micro.slice(0, scale).padEnd(scale, '0')}` : ''}`;
}

/** Ms since 1970 of a date or datetime as SQL writes them; undefined when it is none. */
export function msOf(text: string): number | undefined {
  const s = parseDateTime(text, 3);
  return s === undefined ? undefined : Date.parse(`${s.replace(' ', 'T')}Z`);
}

/** Adds `n` units (as after INTERVAL) to ms since 1970; undefined for a unit that is not known. */
export function addInterval(ms: number, n: number, unit: string): number | undefined {
  switch (unit) {
    case 'MICROSECOND':
      return ms + n / 1000;
    case 'SECOND':
      return ms + n * 1000;
    case 'MINUTE':
      return ms + n * 60_000;
    case 'HOUR':
      return ms + n * 3_600_000;
    case 'DAY':
      return ms + n * 86_400_000;
    case 'WEEK':
      return ms + n * 7 * 86_400_000;
    case 'MONTH':
    case 'QUARTER':
    case 'YEAR': {
      const d = new Date(ms);
      const months =
        d.getUTCFullYear() * 12 +
        d.getUTCMonth() +
        Math.trunc(n) * (unit === 'MONTH' ? 1 : unit === 'QUARTER' ? 3 : 12);
      const year = Math.floor(months / 12);
      const month = months - year * 12;
      return Date.UTC(
        year,
        month,
        Math.min(d.getUTCDate(), daysIn(year, month + 1)),
        d.getUTCHours(),
        d.getUTCMinutes(),
        d.getUTCSeconds(),
        d.getUTCMilliseconds(),
      );
    }
    default:
      return undefined;
  }
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEK = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const monthName = (d: Date): string => MONTHS[d.getUTCMonth()]!;
export const dayName = (d: Date): string => WEEK[d.getUTCDay()]!;
export const dayOfYear = (d: Date): number =>
  Math.floor(
    (Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()) - Date.UTC(d.getUTCFullYear(), 0, 1)) / 86_400_000,
  ) + 1;
/** ISO week. */
export function isoWeek(d: Date): { year: number; week: number } {
  const t = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()));
  t.setUTCDate(t.getUTCDate() + 4 - (t.getUTCDay() || 7));
  const year = t.getUTCFullYear();
  return { year, week: Math.ceil(((t.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7) };
}

/** DATE_FORMAT. */
export function dateFormat(ms: number, format: string): string {
  const d = new Date(ms);
  const h12 = d.getUTCHours() % 12 || 12;
  const th = (n: number): string =>
    `${n}${n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
  return format.replace(/%(.)/g, (_, c: string) => {
    switch (c) {
      case 'Y':
        return String(d.getUTCFullYear());
      case 'y':
        return two(d.getUTCFullYear() % 100);
      case 'm':
        return two(d.getUTCMonth() + 1);
      case 'c':
        return String(d.getUTCMonth() + 1);
      case 'd':
        return two(d.getUTCDate());
      case 'e':
        return String(d.getUTCDate());
      case 'D':
        return th(d.getUTCDate());
      case 'H':
        return two(d.getUTCHours());
      case 'k':
        return String(d.getUTCHours());
      case 'h':
      case 'I':
        return two(h12);
      case 'l':
        return String(h12);
      case 'i':
        return two(d.getUTCMinutes());
      case 's':
      case 'S':
        return two(d.getUTCSeconds());
      case 'f':
        return `${String(d.getUTCMilliseconds()).padStart(3, '0')}000`;
      case 'p':
        return d.getUTCHours() < 12 ? 'AM' : 'PM';
      case 'T':
        return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
      case 'r':
        return `${two(h12)}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${d.getUTCHours() < 12 ? 'AM' : 'PM'}`;
      case 'M':
        return monthName(d);
      case 'b':
        return monthName(d).slice(0, 3);
      case 'W':
        return dayName(d);
      case 'a':
        return dayName(d).slice(0, 3);
      case 'w':
        return String(d.getUTCDay());
      case 'j':
        return String(dayOfYear(d)).padStart(3, '0');
      case 'u':
      case 'v':
        return two(isoWeek(d).week);
      case 'x':
        return String(isoWeek(d).year);
      default:
        return c;
    }
  });
}
