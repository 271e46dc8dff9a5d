// What a Redis server holds: keys with values of five kinds, and when they expire.

import { safeRegex } from '../../../shell/regex/regex.ts';

export type ZSet = Map<string, number>;
export type Value =
  | { t: 'string'; v: string }
  | { t: 'list'; v: string[] }
  | { t: 'hash'; v: Map<string, string> }
  | { t: 'set'; v: Set<string> }
  | { t: 'zset'; v: ZSet };

export interface Entry {
  value: Value;
  /** Virtual ms since 1970. */
  expires: number | undefined;
}

/** One of the numbered databases. */
export class Db {
  readonly keys = new Map<string, Entry>();
  constructor(private readonly now: () => number) {}

  entry(key: string): Entry | undefined {
    const e = this.keys.get(key);
    if (e?.expires !== undefined && e.expires <= this.now()) {
      this.keys.delete(key);
      return undefined;
    }
    return e;
  }
  /** Keys that have not expired. */
  names(): string[] {
    return [...this.keys.keys()].filter((k) => this.entry(k) !== undefined);
  }
  put(key: string, value: Value, expires?: number): void {
    this.keys.set(key, { value, expires });
  }
}

/** Members of a sorted set, by score and then by text. */
export function sorted(z: ZSet): [string, number][] {
  return [...z].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
}

/** A number as Redis writes a score. */
export const score = (n: number): string => (n === Infinity ? 'inf' : n === -Infinity ? '-inf' : String(n));

type Kept = [number, string, number | null, string, unknown];

/** All databases as text, one key a line. */
export function dump(dbs: readonly Db[]): string {
  const lines: string[] = [];
  dbs.forEach((db, n) => {
    for (const k of db.names()) {
      const e = db.entry(k)!;
      const { t, v } = e.value;
      const kept: Kept = [n, k, e.expires ?? null, t, t === 'hash' || t === 'zset' || t === 'set' ? [...v] : v];
      lines.push(JSON.stringify(kept));
    }
  });
  return lines.map((l) => `${l}\n`).join('');
}

/** Fills databases from such a text; the number of keys. */
export function restore(dbs: readonly Db[], text: string): number {
  let n = 0;
  for (const line of text.split('\n')) {
    if (!line.startsWith('[')) continue;
    try {
      const [db, key, expires, t, v] = JSON.parse(line) as Kept;
      const value = (
        t === 'hash' || t === 'zset'
          ? { t, v: new Map(v as [string, string][]) }
          : t === 'set'
            ? { t, v: new Set(v as string[]) }
            : { t, v }
      ) as Value;
      dbs[db]?.put(key, value, expires ?? undefined);
      n++;
    } catch {
      // a damaged line
    }
  }
  return n;
}

/** A glob of KEYS and CONFIG GET as a pattern. */
export function glob(pattern: string): RegExp {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === '*') out += '[\\s\\S]*';
    else if (c === '?') out += '[\\s\\S]';
    else if (c === '\\' && i + 1 < pattern.length) out += pattern[++i]!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 1);
      if (end < 0) out += '\\[';
      else {
        const set = pattern.slice(i + 1, end);
        out += `[${set.startsWith('^') ? '^' : ''}${set.replace(/^\^/, '').replace(/[\]\\^]/g, '\\$&')}]`;
        i = end;
      }
    } else out += c.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  try {
    return safeRegex(`^${out}$`);
  } catch {
    return /^$a/;
  }
}
