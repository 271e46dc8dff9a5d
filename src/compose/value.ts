// Values of a compose file, and the error that one can be refused with.

/** What a YAML document holds, once aliases and merges are resolved. */
export type Value = null | boolean | number | string | Value[] | Dict | Timestamp;
export interface Dict {
  [key: string]: Value;
}

/** A date without quotes, which YAML reads as a moment; nothing in a compose file may be one. */
export class Timestamp {
  constructor(readonly text: string) {}
}

/** An empty mapping in which every key is only a key, be it called `__proto__` or `constructor`. */
export function emptyMap<T = Value>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
/** A mapping of entries, the last of a key wins; safe for any key. */
export function mapFrom<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const out = emptyMap<T>();
  for (const [k, v] of entries) out[k] = v;
  return out;
}
/** Mappings one over the other; safe for any key. */
export function mapOver<T>(...maps: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  const out = emptyMap<T>();
  for (const m of maps) for (const [k, v] of Object.entries(m ?? {})) out[k] = v;
  return out;
}

/** A compose file, or a command over one, is refused; the text is Compose's own. */
export class ComposeError extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

export function isDict(v: Value | undefined): v is Dict {
  return typeof v === 'object' && v !== null && !Array.isArray(v) && !(v instanceof Timestamp);
}
export function dictOf(v: Value | undefined): Dict {
  return isDict(v) ? v : emptyMap();
}
export function listOf(v: Value | undefined): Value[] {
  return Array.isArray(v) ? v : [];
}
/** A scalar as text; undefined for what is none. */
export function textOf(v: Value | undefined): string | undefined {
  if (typeof v === 'number') return goNumber(v);
  return typeof v === 'string' ? v : typeof v === 'boolean' ? String(v) : undefined;
}
/** A number as Go prints it. */
function goNumber(n: number): string {
  if (!Number.isFinite(n)) return Number.isNaN(n) ? 'NaN' : n > 0 ? '+Inf' : '-Inf';
  const tiny = n !== 0 && Math.abs(n) < 1e-4;
  return (tiny ? n.toExponential() : String(n)).replace(/e([-+])(\d)$/, 'e$10$2');
}
/** Texts of a list, or of a single scalar. */
export function textsOf(v: Value | undefined): string[] {
  if (Array.isArray(v)) return v.map((x) => textOf(x) ?? '');
  const one = textOf(v);
  return one === undefined ? [] : [one];
}
/** `a=b` items or a mapping, as a mapping; an item without `=` has no value. */
export function mappingOf(v: Value | undefined): Record<string, string | null> {
  const out = emptyMap<string | null>();
  if (Array.isArray(v)) {
    for (const item of v) {
      const text = textOf(item) ?? '';
      const eq = text.indexOf('=');
      out[eq < 0 ? text : text.slice(0, eq)] = eq < 0 ? null : text.slice(eq + 1);
    }
  } else if (isDict(v)) for (const [k, x] of Object.entries(v)) out[k] = x === null ? null : (textOf(x) ?? '');
  return out;
}
/** Entries sorted by key, as Go writes maps. */
export function byKey<T>(map: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Is one key before another as go-yaml writes mappings: numbers by their value, letters after everything else? */
function keyOrder(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  let i = 0;
  while (i < x.length && i < y.length && x[i] === y[i]) i++;
  if (i >= x.length || i >= y.length) return x.length - y.length;
  const letter = (c: string): boolean => /\p{L}/u.test(c);
  const digit = (c: string | undefined): boolean => c !== undefined && /\p{Nd}/u.test(c);
  const [p, q] = [x[i]!, y[i]!];
  if (letter(p) && letter(q)) return p < q ? -1 : 1;
  if (letter(p) || letter(q)) return letter(q) === !(i > 0 && digit(x[i - 1])) ? -1 : 1;
  const number = (chars: readonly string[]): string => /^\d*/.exec(chars.slice(i).join(''))![0];
  const [m, n] = [number(x), number(y)];
  // zeros in front count only where a number has not begun before
  const inside = (p === '0' || q === '0') && /[1-9]\d*$/.test(x.slice(0, i).join(''));
  const difference = Number(`${inside ? '1' : '0'}${m}`) - Number(`${inside ? '1' : '0'}${n}`);
  return difference || m.length - n.length || (p < q ? -1 : 1);
}
/** Entries sorted by key, as go-yaml writes them. */
export function byYamlKey<T>(map: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(map).sort(([a], [b]) => keyOrder(a, b));
}
