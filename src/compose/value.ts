// Values of a compose file, and the error that one can be refused with.

/** What a YAML document holds, once aliases and merges are resolved. */
export type Value = null | boolean | number | string | Value[] | Dict;
export interface Dict {
  [key: string]: Value;
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
  return typeof v === 'object' && v !== null && !Array.isArray(v);
}
export function dictOf(v: Value | undefined): Dict {
  return isDict(v) ? v : {};
}
export function listOf(v: Value | undefined): Value[] {
  return Array.isArray(v) ? v : [];
}
/** A scalar as text; undefined for what is none. */
export function textOf(v: Value | undefined): string | undefined {
  return typeof v === 'string' ? v : typeof v === 'number' || typeof v === 'boolean' ? String(v) : undefined;
}
/** Texts of a list, or of a single scalar. */
export function textsOf(v: Value | undefined): string[] {
  if (Array.isArray(v)) return v.map((x) => textOf(x) ?? '');
  const one = textOf(v);
  return one === undefined ? [] : [one];
}
/** `a=b` items or a mapping, as a mapping; an item without `=` has no value. */
export function mappingOf(v: Value | undefined): Record<string, string | null> {
  const out: Record<string, string | null> = {};
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
