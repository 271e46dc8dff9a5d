// Objects that are keyed by what somebody typed: `constructor` and `__proto__` are names like any other.

/** An empty object without ancestors: what is not in it is undefined, and every key may be put into it. */
export function dict<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** The value of a key that the object has itself; undefined for all others. */
export function own<T>(object: Readonly<Record<string, T>> | null | undefined, key: string): T | undefined {
  return object != null && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A copy with a key set, or without it for undefined; the keys that were there keep their places. */
export function changed<T>(object: Readonly<Record<string, T>>, key: string, value: T | undefined): Record<string, T> {
  const out = Object.assign(dict<T>(), object);
  if (value === undefined) delete out[key];
  else out[key] = value;
  return out;
}

/** A copy in the order in which Go writes a map: by key. */
export function byKey<T>(object: Readonly<Record<string, T>>): Record<string, T> {
  const out = dict<T>();
  for (const key of Object.keys(object).sort((a, b) => (a < b ? -1 : 1))) out[key] = object[key]!;
  return out;
}

/** The same of what may be nothing. */
export const byKeyOrNull = <T>(object: Readonly<Record<string, T>> | null | undefined): Record<string, T> | null =>
  object === null || object === undefined ? null : byKey(object);
