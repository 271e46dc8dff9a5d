// How the clients show results: a table with borders, tabs, or a column a line.

import { decode } from '../../../fs/bytes.ts';
import type { ClientColumn } from './client.ts';

/** Columns that a text takes on a terminal; wide characters take two. */
export function width(s: string): number {
  let n = 0;
  for (const c of s) {
    const p = c.codePointAt(0)!;
    n +=
      p >= 0x300 && p <= 0x36f
        ? 0
        : (p >= 0x1100 && p <= 0x115f) ||
            (p >= 0x2e80 && p <= 0xa4cf) ||
            (p >= 0xac00 && p <= 0xd7a3) ||
            (p >= 0xf900 && p <= 0xfaff) ||
            (p >= 0xfe30 && p <= 0xfe6f) ||
            (p >= 0xff00 && p <= 0xff60) ||
            p >= 0x1f300
          ? 2
          : 1;
  }
  return n;
}
const pad = (s: string, n: number, right: boolean): string =>
  right ? ' '.repeat(Math.max(0, n - width(s))) + s : s + ' '.repeat(Math.max(0, n - width(s)));

type Rows = readonly (readonly (Uint8Array | null)[])[];
const text = (v: Uint8Array | null): string => (v === null ? 'NULL' : decode(v).replace(/\0/g, ' '));

export function bordered(columns: readonly ClientColumn[], rows: Rows, names: boolean): string {
  const cells = rows.map((r) => r.map(text));
  const widths = columns.map((c, i) =>
    Math.max(names ? width(c.name) : 0, ...cells.map((r) => Math.max(...r[i]!.split('\n').map(width)))),
  );
  const line = `+${widths.map((w) => '-'.repeat(w + 2)).join('+')}+\n`;
  // a text with line breaks is printed as it is: the border moves
  const row = (r: readonly string[], head: boolean): string =>
    `|${r.map((v, i) => ` ${pad(v, widths[i]!, !head && columns[i]!.numeric)} |`).join('')}\n`;
  return (
    line +
    (names
      ? row(
          columns.map((c) => c.name),
          true,
        ) + line
      : '') +
    cells.map((r) => row(r, false)).join('') +
    line
  );
}

const escape = (s: string): string =>
  s.replace(/[\\\n\t\0]/g, (c) => ({ '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\0': '\\0' })[c]!);

export function tabbed(columns: readonly ClientColumn[], rows: Rows, names: boolean, raw: boolean): string {
  const e = raw ? (s: string): string => s : escape;
  return (
    (names ? `${columns.map((c) => e(c.name)).join('\t')}\n` : '') +
    rows.map((r) => `${r.map((v) => (v === null ? 'NULL' : e(decode(v)))).join('\t')}\n`).join('')
  );
}

export function vertical(columns: readonly ClientColumn[], rows: Rows): string {
  const w = Math.max(...columns.map((c) => width(c.name)));
  return rows
    .map(
      (r, n) =>
        `*************************** ${n + 1}. row ***************************\n${columns.map((c, i) => `${pad(c.name, w, true)}: ${text(r[i]!)}\n`).join('')}`,
    )
    .join('');
}
