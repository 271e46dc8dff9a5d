// Filters of list and prune operations.

import { parseTimestamp } from './durations.ts';
import { ApiError } from './error.ts';
import type { Filters, Labels } from './types/common.ts';

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
  if (values.length > 1 || yes === no)
    throw new ApiError(400, `invalid filter '${key}=[${[...values].sort().join(' ')}]'`);
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

/** The `until` filter of prune operations. @throws ApiError */
export function untilFilter(filters: Filters, now: number, status: 400 | 500 = 400): number | undefined {
  const value = filters['until']?.[0];
  if (value === undefined) return undefined;
  if (filters['until']!.length > 1) throw new ApiError(status, 'more than one until filter specified');
  const at = parseTimestamp(value, now);
  if (at === undefined) throw new ApiError(status, `failed to parse value as time or duration: "${value}"`);
  return at;
}
