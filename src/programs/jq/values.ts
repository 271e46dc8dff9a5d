// JSON values as jq orders, adds, indexes and prints them.

import { JqError } from './error.ts';

export type Json = unknown;
export type Obj = Record<string, Json>;

export const typeOf = (v: Json): string =>
  v === null || v === undefined ? 'null' : Array.isArray(v) ? 'array' : typeof v;
export const truthy = (v: Json): boolean => v !== null && v !== undefined && v !== false;
const RANK = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];
const rank = (v: Json): number => RANK.indexOf(typeof v === 'boolean' ? String(v) : typeOf(v));
const byPoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const keysOf = (o: Obj): string[] => Object.keys(o).sort(byPoint);

/** jq's order of all values. */
export function compare(a: Json, b: Json): number {
  const d = rank(a) - rank(b);
  if (d !== 0) return d;
  if (typeof a === 'number') return a - (b as number);
  if (typeof a === 'string') return byPoint(a, b as string);
  if (Array.isArray(a)) {
    const other = b as Json[];
    for (let i = 0; i < Math.min(a.length, other.length); i++) {
      const x = compare(a[i], other[i]);
      if (x !== 0) return x;
    }
    return a.length - other.length;
  }
  if (typeOf(a) === 'object') {
    const [x, y] = [keysOf(a as Obj), keysOf(b as Obj)];
    const k = compare(x, y);
    if (k !== 0) return k;
    for (const key of x) {
      const c = compare((a as Obj)[key], (b as Obj)[key]);
      if (c !== 0) return c;
    }
  }
  return 0;
}

/** A value as messages show it, cut when it is long. */
export function brief(v: Json): string {
  const text = JSON.stringify(v ?? null);
  return text.length > 11 ? `${text.slice(0, 10)}...` : text;
}
export const show = (v: Json): string => `${typeOf(v)} (${brief(v)})`;

/** `+ - * / %`. @throws JqError */
export function arithmetic(op: string, a: Json, b: Json): Json {
  const [x, y] = [typeOf(a), typeOf(b)];
  if (op === '+') {
    if (x === 'null') return b;
    if (y === 'null') return a;
    if (x === 'number' && y === 'number') return (a as number) + (b as number);
    if (x === 'string' && y === 'string') return (a as string) + (b as string);
    if (x === 'array' && y === 'array') return [...(a as Json[]), ...(b as Json[])];
    if (x === 'object' && y === 'object') return { ...(a as Obj), ...(b as Obj) };
    throw new JqError(`${show(a)} and ${show(b)} cannot be added`);
  }
  if (op === '-') {
    if (x === 'number' && y === 'number') return (a as number) - (b as number);
    if (x === 'array' && y === 'array')
      return (a as Json[]).filter((v) => !(b as Json[]).some((w) => compare(v, w) === 0));
    throw new JqError(`${show(a)} and ${show(b)} cannot be subtracted`);
  }
  if (op === '*') {
    if (x === 'number' && y === 'number') return (a as number) * (b as number);
    if (x === 'string' && y === 'number')
      return (b as number) <= 0 ? null : (a as string).repeat(Math.min(1e6, Math.max(1, Math.floor(b as number))));
    if (x === 'object' && y === 'object') {
      const out: Obj = { ...(a as Obj) };
      for (const [k, v] of Object.entries(b as Obj))
        out[k] = typeOf(out[k]) === 'object' && typeOf(v) === 'object' ? arithmetic('*', out[k], v) : v;
      return out;
    }
    throw new JqError(`${show(a)} and ${show(b)} cannot be multiplied`);
  }
  if (op === '/') {
    if (x === 'number' && y === 'number') {
      if (b === 0) throw new JqError(`${show(a)} and ${show(b)} cannot be divided because the divisor is zero`);
      return (a as number) / (b as number);
    }
    if (x === 'string' && y === 'string') return a === '' ? [] : (a as string).split(b as string);
    throw new JqError(`${show(a)} and ${show(b)} cannot be divided`);
  }
  if (x === 'number' && y === 'number') {
    const [n, d] = [Math.trunc(a as number), Math.abs(Math.trunc(b as number))];
    if (d === 0)
      throw new JqError(`${show(a)} and ${show(b)} cannot be divided (remainder) because the divisor is zero`);
    return n % d;
  }
  throw new JqError(`${show(a)} and ${show(b)} cannot be divided (remainder)`);
}

/** `.[key]`. @throws JqError */
export function index(v: Json, key: Json): Json {
  const [t, k] = [typeOf(v), typeOf(key)];
  if (t === 'null' && (k === 'string' || k === 'number' || k === 'null' || k === 'object')) return null;
  if (t === 'object' && k === 'string')
    return Object.prototype.hasOwnProperty.call(v, key as string) ? (v as Obj)[key as string] : null;
  if (t === 'array' && k === 'number') {
    const i = Math.floor(key as number);
    return (v as Json[])[i < 0 ? i + (v as Json[]).length : i] ?? null;
  }
  if (t === 'array' && k === 'object') return slice(v, (key as Obj)['start'], (key as Obj)['end']);
  if (t === 'array' && k === 'array') {
    const [all, part] = [v as Json[], key as Json[]];
    return part.length === 0
      ? null
      : all.flatMap((_, i) => (part.every((x, j) => i + j < all.length && compare(all[i + j], x) === 0) ? [i] : []));
  }
  throw new JqError(
    k === 'string' && t !== 'object' ? `Cannot index ${t} with "${key as string}"` : `Cannot index ${t} with ${k}`,
  );
}

/** `.[from:to]` of arrays and strings. @throws JqError */
export function slice(v: Json, from: Json, to: Json): Json {
  if (v === null) return null;
  if (typeof v !== 'string' && !Array.isArray(v)) throw new JqError(`Cannot index ${typeOf(v)} with object`);
  const units = typeof v === 'string' ? [...v] : v;
  const out = units.slice(
    from === null || from === undefined ? 0 : Math.floor(from as number),
    to === null || to === undefined ? undefined : Math.ceil(to as number),
  );
  return typeof v === 'string' ? out.join('') : out;
}

/** A value with another at the end of a path; `change` gets what is there. @throws JqError */
export function update(v: Json, path: readonly Json[], change: (old: Json) => Json): Json {
  const [key, ...rest] = path;
  if (path.length === 0) return change(v);
  if (typeof key === 'string') {
    if (v !== null && v !== undefined && typeOf(v) !== 'object')
      throw new JqError(`Cannot index ${typeOf(v)} with "${key}"`);
    return { ...((v ?? {}) as Obj), [key]: update(((v ?? {}) as Obj)[key] ?? null, rest, change) };
  }
  if (typeof key === 'number') {
    if (v !== null && v !== undefined && !Array.isArray(v)) throw new JqError(`Cannot index ${typeOf(v)} with number`);
    const out = [...((v ?? []) as Json[])];
    const i = key < 0 ? key + out.length : Math.floor(key);
    if (i < 0) throw new JqError('Out of bounds negative array index');
    if (i > 1e6) throw new JqError('Array index too large');
    while (out.length < i) out.push(null);
    out[i] = update(out[i] ?? null, rest, change);
    return out;
  }
  if (typeOf(key) === 'object') {
    const list = (v ?? []) as Json[];
    if (!Array.isArray(list)) throw new JqError(`Cannot update field at object index of ${typeOf(v)}`);
    const { start, end } = key as { start: number | null; end: number | null };
    const from = start === null ? 0 : start < 0 ? Math.max(0, list.length + start) : Math.min(start, list.length);
    const to = end === null ? list.length : end < 0 ? list.length + end : Math.min(end, list.length);
    const part = update(list.slice(from, to), rest, change);
    if (!Array.isArray(part)) throw new JqError('A slice of an array can only be assigned another array');
    return [...list.slice(0, from), ...(part as Json[]), ...list.slice(Math.max(from, to))];
  }
  throw new JqError(`Invalid path component ${brief(key)}`);
}

/** A value without what is at a path. */
export function remove(v: Json, path: readonly Json[]): Json {
  const [key, ...rest] = path;
  if (path.length === 0 || v === null || v === undefined) return null;
  if (rest.length > 0) {
    const child = index(v, key);
    return child === null ? v : update(v, [key], () => remove(child, rest));
  }
  if (typeof key === 'string' && typeOf(v) === 'object') {
    const { [key]: _, ...out } = v as Obj;
    return out;
  }
  if (typeof key === 'number' && Array.isArray(v)) {
    const i = key < 0 ? key + v.length : key;
    return v.filter((_, j) => j !== i);
  }
  if (typeOf(key) === 'object' && Array.isArray(v)) return update(v, [key], () => []);
  throw new JqError(`Cannot delete field at ${typeof key === 'string' ? 'object' : 'array'} index of ${typeOf(v)}`);
}

/** Is everything of `b` in `a`? @throws JqError */
export function contains(a: Json, b: Json): boolean {
  if (typeOf(a) === 'object' && typeOf(b) === 'object')
    return Object.entries(b as Obj).every(
      ([k, v]) => Object.prototype.hasOwnProperty.call(a, k) && contains((a as Obj)[k], v),
    );
  if (Array.isArray(a) && Array.isArray(b))
    return b.every((x) => a.some((y) => typeOf(x) === typeOf(y) && contains(y, x)));
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (typeOf(a) === typeOf(b)) return compare(a, b) === 0;
  throw new JqError(`${show(a)} and ${show(b)} cannot have their containment checked`);
}

const number = (n: number): string =>
  Number.isNaN(n)
    ? 'null'
    : n === Infinity
      ? '1.7976931348623157e+308'
      : n === -Infinity
        ? '-1.7976931348623157e+308'
        : String(n).replace(/e([+-])(\d)$/, 'e$10$2');

export interface Style {
  readonly indent: string;
  readonly sort: boolean;
  readonly colour: boolean;
  readonly ascii: boolean;
}

/** A value as text. */
export function print(v: Json, s: Style, level = 0): string {
  const paint = (code: string, text: string): string => (s.colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  const quote = (text: string): string => {
    const out = JSON.stringify(text).replace(/\x7f/g, '\\u007f');
    return s.ascii
      ? out.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : out;
  };
  if (v === null || v === undefined) return paint('0;90', 'null');
  if (typeof v === 'number') return paint('0;39', number(v));
  if (typeof v === 'boolean') return paint('0;39', String(v));
  if (typeof v === 'string') return paint('0;32', quote(v));
  const pad = s.indent === '' ? '' : `\n${s.indent.repeat(level + 1)}`;
  const end = s.indent === '' ? '' : `\n${s.indent.repeat(level)}`;
  if (Array.isArray(v)) {
    if (v.length === 0) return paint('1;39', '[]');
    if (!s.colour) return `[${v.map((x) => pad + print(x, s, level + 1)).join(',')}${end}]`;
    return `\x1b[1;39m[${v.map((x) => `${pad}${print(x, s, level + 1)}`).join('\x1b[1;39m,')}\x1b[1;39m${end}\x1b[1;39m]\x1b[0m`;
  }
  const keys = s.sort ? keysOf(v as Obj) : Object.keys(v as Obj);
  if (keys.length === 0) return paint('1;39', '{}');
  const colon = s.indent === '' ? ':' : ': ';
  if (!s.colour)
    return `{${keys.map((k) => `${pad}${quote(k)}${colon}${print((v as Obj)[k], s, level + 1)}`).join(',')}${end}}`;
  return `\x1b[1;39m{${keys.map((k) => `${pad}\x1b[0m\x1b[34;1m${quote(k)}\x1b[0m\x1b[1;39m${colon}\x1b[0m${print((v as Obj)[k], s, level + 1)}`).join('\x1b[1;39m,')}\x1b[1;39m${end}\x1b[1;39m}\x1b[0m`;
}

export const compact: Style = { indent: '', sort: false, colour: false, ascii: false };
export const tojson = (v: Json): string => print(v, compact);
