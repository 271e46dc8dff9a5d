// Query strings as Go's net/url and the daemon's httputils read and write them.

import { ApiError } from './error.ts';
import type { Filters } from './types/common.ts';

/** What a query is made of: absent values are left out, lists repeat their name. */
export type QueryValues = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Escapes as Go's url.QueryEscape: spaces become plus signs. */
function escape(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/**
 * A query string, its names in alphabetical order as Go's url.Values writes them; `true` is written as 1.
 * @returns the text without the question mark, empty when there is nothing to say
 */
export function formatQuery(values: QueryValues): string {
  const out: string[] = [];
  for (const name of Object.keys(values).sort()) {
    const v = values[name];
    if (v === undefined || v === false) continue;
    for (const one of Array.isArray(v) ? v : [v === true ? '1' : String(v)]) out.push(`${escape(name)}=${escape(one)}`);
  }
  return out.join('&');
}

/** The values of a query string. */
export class Query {
  private readonly values = new Map<string, string[]>();
  constructor(text: string) {
    this.add(text);
  }
  /** Takes further pairs in, behind those that are there. */
  add(text: string): void {
    for (const pair of text.split('&')) {
      // what cannot be read is passed over; who must not, asks before (net/url)
      if (pair === '' || /%(?![0-9a-fA-F]{2})/.test(pair)) continue;
      const eq = pair.indexOf('=');
      const name = unescape(eq < 0 ? pair : pair.slice(0, eq));
      const list = this.values.get(name);
      const value = eq < 0 ? '' : unescape(pair.slice(eq + 1));
      if (list === undefined) this.values.set(name, [value]);
      else list.push(value);
    }
  }
  has(name: string): boolean {
    return this.values.has(name);
  }
  /** The first value; empty when there is none. */
  get(name: string): string {
    return this.values.get(name)?.[0] ?? '';
  }
  all(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }
  /** After httputils.BoolValue: everything is true but nothing, 0, no, false and none. */
  bool(name: string): boolean {
    return !['', '0', 'no', 'false', 'none'].includes(this.get(name).trim().toLowerCase());
  }
  boolOr(name: string, otherwise: boolean): boolean {
    return this.has(name) ? this.bool(name) : otherwise;
  }
  /** After strconv.Atoi; undefined when it was not given. @throws ApiError 500 with Go's words, as the daemon leaves them */
  int(name: string, status: 400 | 500 = 500): number | undefined {
    const text = this.get(name);
    if (text === '') return undefined;
    if (!/^[-+]?\d+$/.test(text)) {
      throw new ApiError(status, `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
    }
    return Number(text);
  }
  /** A side of a terminal: 32 bits, and not left out. @throws ApiError 400 */
  side(name: string, what: string): number {
    const text = this.get(name);
    if (/^-\d+$/.test(text))
      throw new ApiError(400, `invalid resize ${what} ${JSON.stringify(text)}: value out of range`);
    if (!/^\d+$/.test(text)) throw new ApiError(400, `invalid resize ${what} ${JSON.stringify(text)}: invalid syntax`);
    if (Number(text) >= 2 ** 32)
      throw new ApiError(400, `invalid resize ${what} ${JSON.stringify(text)}: value out of range`);
    return Number(text);
  }
}

/**
 * The `filters` of a request: `{"label":["x"]}`, or `{"label":{"x":true}}` as Docker's client writes it.
 * @throws ApiError 400 for what is neither
 */
export function readFilters(query: Query): Filters {
  const text = query.get('filters');
  const out: Filters = Object.create(null) as Filters;
  if (text === '') return out;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'invalid filter');
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new ApiError(400, 'invalid filter');
  for (const [name, v] of Object.entries(raw)) {
    if (Array.isArray(v)) out[name] = v.map(String);
    else if (typeof v === 'object' && v !== null)
      out[name] = Object.keys(v).filter((k) => (v as Record<string, unknown>)[k] === true);
    else throw new ApiError(400, 'invalid filter');
  }
  return out;
}

/** The same, written as Docker's client does; undefined when there are none. */
export function writeFilters(filters: Filters): string | undefined {
  const names = Object.keys(filters).sort();
  if (names.length === 0) return undefined;
  const set = (list: readonly string[]): string =>
    `{${[...new Set(list)]
      .sort()
      .map((v) => `${JSON.stringify(v)}:true`)
      .join(',')}}`;
  return `{${names.map((n) => `${JSON.stringify(n)}:${set(filters[n]!)}`).join(',')}}`;
}
