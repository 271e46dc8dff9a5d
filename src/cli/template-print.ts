// How Go prints a value, as text and as JSON, and what it takes for true.

import { float } from '../shell/printf.ts';
import { Float, GoMap, GoRecord, GoStruct, GoValue, NIL_MAP, NIL_SLICE, NO_VALUE } from './template-values.ts';

export function typeName(v: unknown): string {
  if (typeof v === 'string') return 'string';
  if (typeof v === 'boolean') return 'bool';
  if (typeof v === 'number') return Number.isInteger(v) ? 'int' : 'float64';
  if (v instanceof Float) return 'float64';
  if (v instanceof GoStruct) return v.type;
  if (Array.isArray(v)) return '[]interface {}';
  if (v instanceof GoMap) return 'map[string]string';
  return v === null || v === NO_VALUE ? 'nil' : 'map[string]interface {}';
}

export function truth(v: unknown): boolean {
  if (v === NO_VALUE || v === null || v === undefined || v === false || v === 0 || v === '') return false;
  if (v instanceof Float) return v.value !== 0;
  if (Array.isArray(v)) return v.length > 0;
  if (v instanceof GoMap) return Object.keys(v.entries).length > 0;
  if (v instanceof GoStruct) return true;
  return typeof v !== 'object' || Object.keys(v).length > 0;
}

export function entriesOf(v: unknown): [unknown, unknown][] | undefined {
  if (v === null || v === NO_VALUE) return [];
  if (Array.isArray(v)) return v.map((x, i): [unknown, unknown] => [i, x]);
  if (typeof v === 'number' && Number.isInteger(v))
    return Array.from({ length: Math.min(v, 10_000) }, (_, i): [unknown, unknown] => [i, i]);
  const map = v instanceof GoMap ? v.entries : v;
  if (typeof map !== 'object' || map instanceof GoStruct || map instanceof Float) return undefined;
  return Object.entries(map as object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `%v` of a value. */
export function printValue(v: unknown): string {
  if (v === NO_VALUE || v === undefined || v === null) return '<no value>';
  return show(v);
}

export function show(v: unknown, inside = false): string {
  if (v === null || v === undefined || v === NO_VALUE) return '<nil>';
  if (typeof v === 'string' || typeof v === 'boolean') return String(v);
  if (typeof v === 'number')
    return Number.isInteger(v) && Math.abs(v) < 1e21
      ? String(v)
      : float(Math.abs(v), 'g', 17).replace(/^/, v < 0 ? '-' : '');
  if (v instanceof Float) return String(v.value);
  if (Array.isArray(v)) return `[${v.map((x) => show(x, true)).join(' ')}]`;
  if (v instanceof GoValue && v.text !== undefined) return v.text;
  if (v instanceof GoValue && v.pointer && inside) return address(v);
  const map =
    v instanceof GoMap
      ? v.entries
      : v instanceof GoValue
        ? v.own
        : v instanceof GoStruct
          ? v.fields
          : (v as Record<string, unknown>);
  const inner = v instanceof GoRecord ? Object.entries(map) : Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return v instanceof GoStruct
    ? `{${inner.map(([, x]) => show(x, true)).join(' ')}}`
    : `map[${inner.map(([k, x]) => `${k}:${show(x, true)}`).join(' ')}]`;
}

/** Where a struct stands in memory, as far as a reader can tell. */
function address(v: GoValue): string {
  let h = 0x811c9dc5;
  for (const c of goJson(v.json)) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0;
  return `0xc000${((h & 0xffff) << 7).toString(16).padStart(6, '0')}`;
}

/** JSON as Go's encoder writes it with HTML escaping off; maps' keys sorted when they are maps. */
export function goJson(v: unknown): string {
  if (v === NO_VALUE || v === undefined) return 'null';
  if (v instanceof Float) return String(v.value);
  if (v === NIL_SLICE || v === NIL_MAP) return 'null';
  if (v instanceof GoValue) return goJson(v.json);
  if (v instanceof GoMap) return goJson(sorted(v.entries));
  if (v instanceof GoRecord) return goJson(v.fields);
  if (v instanceof GoStruct) return goJson(sorted(v.fields));
  if (Array.isArray(v)) return `[${v.map(goJson).join(',')}]`;
  if (v !== null && typeof v === 'object')
    return `{${Object.entries(v)
      .map(([k, x]) => `${JSON.stringify(k)}:${goJson(x)}`)
      .join(',')}}`;
  return JSON.stringify(v);
}
function sorted(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
