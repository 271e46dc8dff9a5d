// The functions of templates: Go's own, and those that Docker adds (json, join, upper, pad …).

import { goJson, show, truth, typeName } from './template-print.ts';
import { sprintf } from './template-printf.ts';
import { Float, GoMap, NO_VALUE } from './template-values.ts';

function kindOf(v: unknown): string {
  if (typeof v === 'number') return Number.isInteger(v) ? 'int' : 'float64';
  if (v instanceof Float) return 'float64';
  return typeof v === 'string' ? 'string' : typeof v === 'boolean' ? 'bool' : 'other';
}

function compare(op: string, a: unknown, b: unknown): number | boolean {
  const ka = kindOf(a);
  const kb = kindOf(b);
  const number = (v: unknown): number => (v instanceof Float ? v.value : (v as number));
  if (ka === 'other' || kb === 'other') {
    if (op === 'eq' || op === 'ne')
      return a === b || ((a === null || a === NO_VALUE) && (b === null || b === NO_VALUE));
    throw new Error('invalid type for comparison');
  }
  if (ka !== kb && !(ka.startsWith('int') && kb.startsWith('int')))
    throw new Error(`incompatible types for comparison: ${ka} and ${kb}`);
  if (ka === 'bool' && op !== 'eq' && op !== 'ne') throw new Error('invalid type for comparison');
  const x = ka === 'string' || ka === 'bool' ? (a as string) : number(a);
  const y = ka === 'string' || ka === 'bool' ? (b as string) : number(b);
  return x < y ? -1 : x > y ? 1 : 0;
}
const equal = (a: unknown, b: unknown): boolean => {
  const c = compare('eq', a, b);
  return c === true || c === 0;
};
function order(op: string, test: (c: number) => boolean) {
  return (a: unknown, b: unknown): boolean => test(compare(op, a, b) as number);
}

function index(v: unknown, ...keys: unknown[]): unknown {
  let value = v;
  for (const key of keys) {
    if (value === NO_VALUE || value === null || value === undefined) throw new Error('index of untyped nil');
    if (Array.isArray(value) || typeof value === 'string') {
      if (typeof key !== 'number') throw new Error(`cannot index slice/array with type ${typeName(key)}`);
      if (key < 0 || key >= value.length)
        throw new Error(
          value.length === 0 && Array.isArray(value)
            ? 'reflect: slice index out of range'
            : `index out of range: ${key}`,
        );
      value = typeof value === 'string' ? value.charCodeAt(key) : (value[key] as unknown);
      continue;
    }
    const map = value instanceof GoMap ? value.entries : (value as Record<string, unknown>);
    if (typeof map !== 'object') throw new Error(`can't index item of type ${typeName(value)}`);
    value = Object.hasOwn(map, String(key))
      ? map[String(key)]
      : value instanceof GoMap
        ? value.zero
        : Object.values(map).every((x) => typeof x === 'string')
          ? ''
          : NO_VALUE;
  }
  return value;
}

export const FUNCTIONS: Record<string, (...args: never[]) => unknown> = {
  json: (v: unknown) => goJson(v),
  split: (a: string, b: string) => a.split(b),
  join: (list: unknown[] | null, sep: string) => (list ?? []).map((x) => show(x)).join(sep),
  title: (s: string) => s.replace(/(^|[^A-Za-z'])([a-z])/g, (_, a: string, b: string) => a + b.toUpperCase()),
  lower: (s: string) => s.toLowerCase(),
  upper: (s: string) => s.toUpperCase(),
  pad: (s: string, before: number, after: number) => (s === '' ? s : ' '.repeat(before) + s + ' '.repeat(after)),
  truncate: (s: string, n: number) => s.slice(0, n),
  println: (...args: unknown[]) => `${args.map((x) => show(x)).join(' ')}\n`,
  print: (...args: unknown[]) =>
    args
      .map((a, i) => (i > 0 && typeof a !== 'string' && typeof args[i - 1] !== 'string' ? ' ' : '') + show(a))
      .join(''),
  printf: (format: string, ...args: unknown[]) => sprintf(format, args),
  len: (v: unknown) => {
    if (typeof v === 'string') return new TextEncoder().encode(v).length;
    if (Array.isArray(v)) return v.length;
    if (v instanceof GoMap) return Object.keys(v.entries).length;
    if (v === null || v === NO_VALUE) return 0;
    if (typeof v === 'object' && !(v instanceof Float)) return Object.keys(v).length;
    if (typeof v === 'number') return String(v).length;
    throw new Error(`len of type ${typeName(v)}`);
  },
  index: index as never,
  slice: (v: string | unknown[], from = 0, to?: number) => {
    const end = to ?? v.length;
    if (from < 0 || end > v.length || from > end) throw new Error(`index out of range: ${end > v.length ? end : from}`);
    return v.slice(from, end);
  },
  not: (v: unknown) => !truth(v),
  eq: (a: unknown, ...rest: unknown[]) => {
    if (rest.length === 0) throw new Error('missing argument for comparison');
    return rest.some((b) => equal(a, b));
  },
  ne: (a: unknown, b: unknown) => !equal(a, b),
  lt: order('lt', (c) => c < 0) as never,
  le: order('le', (c) => c <= 0) as never,
  gt: order('gt', (c) => c > 0) as never,
  ge: order('ge', (c) => c >= 0) as never,
  html: (...a: unknown[]) =>
    a
      .map((x) => show(x))
      .join('')
      .replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' })[c]!),
  js: (...a: unknown[]) =>
    a
      .map((x) => show(x))
      .join('')
      .replace(
        /[\\'"<>&=\n]/g,
        (c) =>
          ({
            '\\': '\\\\',
            "'": "\\'",
            '"': '\\"',
            '<': '\\u003C',
            '>': '\\u003E',
            '&': '\\u0026',
            '=': '\\u003D',
            '\n': '\\n',
          })[c]!,
      ),
  urlquery: (...a: unknown[]) => encodeURIComponent(a.map((x) => show(x)).join('')).replace(/%20/g, '+'),
  call: () => {
    throw new Error('non-function of type nil');
  },
  and: () => false,
  or: () => false,
};

export const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(FUNCTIONS));

export const ARITY: Record<string, [number, number]> = {
  json: [1, 1],
  split: [2, 2],
  join: [2, 2],
  title: [1, 1],
  lower: [1, 1],
  upper: [1, 1],
  pad: [3, 3],
  truncate: [2, 2],
  len: [1, 1],
  not: [1, 1],
  ne: [2, 2],
  lt: [2, 2],
  le: [2, 2],
  gt: [2, 2],
  ge: [2, 2],
  index: [1, Infinity],
  slice: [1, 4],
  eq: [1, Infinity],
  printf: [1, Infinity],
  call: [1, Infinity],
};
export const STRING_ARGS: Record<string, readonly ('string' | '[]string' | 'int')[]> = {
  split: ['string', 'string'],
  join: ['[]string', 'string'],
  title: ['string'],
  lower: ['string'],
  upper: ['string'],
  pad: ['string', 'int', 'int'],
  truncate: ['string', 'int'],
  printf: ['string'],
};
