// Lists of `key=value`.

import { dict } from '../../api/dict.ts';

export function map(list: readonly string[]): Record<string, string> {
  const out = dict<string>();
  for (const item of list) {
    const eq = item.indexOf('=');
    out[eq < 0 ? item : item.slice(0, eq)] = eq < 0 ? '' : item.slice(eq + 1);
  }
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => (a < b ? -1 : 1)));
}
