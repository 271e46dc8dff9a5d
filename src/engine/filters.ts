// Filters of list and prune operations.

import { ApiError, type Filters, type Labels } from './api.ts';

/** @throws ApiError 400 for a key that the operation does not know */
export function checkFilters(filters: Filters, known: readonly string[]): void {
  for (const key of Object.keys(filters)) if (!known.includes(key)) throw new ApiError(400, `invalid filter '${key}'`);
}

/** All `label=` (and `label!=`) conditions hold. */
export function labelsMatch(filters: Filters, labels: Labels | null): boolean {
  const has = (v: string): boolean => {
    const eq = v.indexOf('=');
    const key = eq < 0 ? v : v.slice(0, eq);
    return labels !== null && Object.hasOwn(labels, key) && (eq < 0 || labels[key] === v.slice(eq + 1));
  };
  return (filters['label'] ?? []).every(has) && !(filters['label!'] ?? []).some(has);
}

/** Value of a yes/no filter. @throws ApiError `invalid filter 'dangling=[maybe]'` */
export function boolFilter(filters: Filters, key: string): boolean | undefined {
  const values = filters[key];
  if (values === undefined || values.length === 0) return undefined;
  const yes = values.some((v) => v === '1' || v === 'true' || v === 't' || v === 'T' || v === 'TRUE' || v === 'True');
  const no = values.some((v) => v === '0' || v === 'false' || v === 'f' || v === 'F' || v === 'FALSE' || v === 'False');
  if (values.length > 1 || yes === no) throw new ApiError(400, `invalid filter '${key}=[${values.join(' ')}]'`);
  return yes;
}

/** Does one of the values match exactly or as a regular expression (name filters)? */
export function nameMatches(values: readonly string[] | undefined, names: readonly string[]): boolean {
  if (values === undefined || values.length === 0) return true;
  return values.some((v) => {
    let re: RegExp;
    try {
      re = new RegExp(v);
    } catch {
      return names.includes(v);
    }
    return names.some((n) => n === v || re.test(n));
  });
}

/** Go's time.ParseDuration in ms; undefined when it is none. */
export function goDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const m = /^([-+]?)((?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.exec(text);
  if (m === null) return undefined;
  const units: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  let sum = 0;
  for (const [, n, u] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) sum += Number(n) * units[u!]!;
  return m[1] === '-' ? -sum : sum;
}

/**
 * A moment as docker's --since, --until and until= read it: a Unix time, a date, or a duration before now.
 * Virtual ms since 1970; undefined when it is none of them.
 */
export function parseTimestamp(text: string, now: number): number | undefined {
  const duration = goDuration(text);
  if (duration !== undefined) return now - duration;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(\.\d+)?)?)?)?(Z|[-+]\d\d:\d\d)?$/.exec(text);
  if (m === null) return undefined;
  let ms = Date.UTC(+m[1]!, +m[2]! - 1, +m[3]!, +(m[4] ?? 0), +(m[5] ?? 0), +(m[6] ?? 0)) + Number(m[7] ?? 0) * 1000;
  if (m[8] !== undefined && m[8] !== 'Z') ms -= (m[8].startsWith('-') ? -1 : 1) * (+m[8].slice(1, 3) * 60 + +m[8].slice(4)) * 60_000;
  return ms;
}

/** The `until` filter of prune operations. @throws ApiError */
export function untilFilter(filters: Filters, now: number): number | undefined {
  const value = filters['until']?.[0];
  if (value === undefined) return undefined;
  const at = parseTimestamp(value, now);
  if (at === undefined) throw new ApiError(400, `failed to parse value as time or duration: "${value}"`);
  return at;
}
