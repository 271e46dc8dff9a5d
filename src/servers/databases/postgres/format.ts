// How psql shows results.

import { width } from '../mysql/print.ts';
import type { PgResult } from './client.ts';

export interface Format {
  /** `-t` */
  tuples: boolean;
  /** `-A` */
  unaligned: boolean;
  separator: string;
  /** `\x` */
  expanded: boolean;
  null: string;
}

const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 1700]);
const pad = (s: string, n: number, right: boolean): string =>
  right ? ' '.repeat(Math.max(0, n - width(s))) + s : s + ' '.repeat(Math.max(0, n - width(s)));

export function table(r: PgResult, f: Format, title?: string, footers: readonly string[] = []): string {
  const columns = r.columns!;
  const cells = r.rows.map((row) => row.map((v) => v ?? f.null));
  const count = `(${r.rows.length} row${r.rows.length === 1 ? '' : 's'})`;
  if (f.expanded) {
    if (cells.length === 0) return f.tuples ? '' : '(0 rows)\n\n';
    const w = Math.max(...columns.map((c) => width(c.name)));
    const v = Math.max(...cells.flat().map(width), 0);
    if (f.unaligned)
      return cells.map((row) => columns.map((c, i) => `${c.name}${f.separator}${row[i]}\n`).join('')).join('\n');
    return `${cells.map((row, n) => `${f.tuples ? '' : `-[ RECORD ${n + 1} ]${'-'.repeat(Math.max(0, w + v + 3 - `-[ RECORD ${n + 1} ]`.length)).replace(/./g, (_, i: number) => (`-[ RECORD ${n + 1} ]`.length + i === w + 1 ? '+' : '-'))}\n`}${columns.map((c, i) => `${pad(c.name, w, false)} | ${row[i]}\n`).join('')}`).join('')}\n`;
  }
  if (f.unaligned)
    return (
      (f.tuples ? '' : `${columns.map((c) => c.name).join(f.separator)}\n`) +
      cells.map((row) => `${row.join(f.separator)}\n`).join('') +
      (f.tuples ? '' : `${count}\n`)
    );
  const widths = columns.map((c, i) =>
    Math.max(width(c.name), ...cells.map((row) => Math.max(...row[i]!.split('\n').map(width)))),
  );
  const centre = (s: string, n: number): string => {
    const left = Math.floor((n - width(s)) / 2);
    return `${' '.repeat(left)}${s}${' '.repeat(Math.max(0, n - width(s) - left))}`;
  };
  const line = (row: readonly string[]): string => {
    const parts = row.map((v) => v.split('\n'));
    const height = Math.max(...parts.map((x) => x.length));
    return Array.from({ length: height }, (_, k) => {
      const text = parts
        .map((x, i) => ` ${pad(x[k] ?? '', widths[i]!, NUMBERS.has(columns[i]!.oid))}${k < x.length - 1 ? '+' : ' '}`)
        .join('|');
      return `${parts.length > 0 && !text.endsWith('+') ? text.replace(/ $/, NUMBERS.has(columns.at(-1)!.oid) ? '' : '') : text}\n`;
    })
      .join('')
      .replace(/ +\n/g, (m, at: number, all: string) =>
        NUMBERS.has(columns.at(-1)!.oid) || all === '' || at < 0 ? m.trimEnd() + '\n' : '\n',
      );
  };
  const head = f.tuples
    ? ''
    : `${
        title === undefined
          ? ''
          : `${centre(
              title,
              widths.reduce((a, b) => a + b + 3, -1),
            ).trimEnd()}\n`
      }${columns.map((c, i) => ` ${centre(c.name, widths[i]!)} `).join('|')}\n${widths.map((w) => '-'.repeat(w + 2)).join('+')}\n`;
  return `${head}${cells.map(line).join('')}${footers.length > 0 ? footers.map((x) => `${x}\n`).join('') : f.tuples ? '' : title === undefined || !title.startsWith('Table') ? `${count}\n` : ''}\n`;
}
