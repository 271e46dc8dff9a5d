// Tables as Go's text/tabwriter sets them: columns as wide as their widest cell, three spaces between, ten at least.

/** Display width of a text, wide characters counted once more. */
function width(text: string): number {
  let n = 0;
  for (const c of text)
    n += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(c)
      ? 2
      : 1;
  return n;
}

/** Lines with tab-separated cells, aligned. `minimum` and `padding` are tabwriter's. */
export function tabulate(lines: readonly string[], minimum = 10, padding = 3): string {
  const rows = lines.map((l) => l.split('\t'));
  const out: string[] = rows.map(() => '');
  // tabwriter aligns runs of lines that have a cell in a column; our tables are rectangular
  const columns = Math.max(0, ...rows.map((r) => r.length - 1));
  for (let c = 0; c <= columns; c++) {
    let w = 0;
    for (const r of rows) if (r.length - 1 > c) w = Math.max(w, width(r[c]!) + padding);
    w = w === 0 ? 0 : Math.max(w, minimum);
    rows.forEach((r, i) => {
      if (c >= r.length) return;
      out[i] += c < r.length - 1 ? r[c]! + ' '.repeat(Math.max(0, w - width(r[c]!))) : r[c]!;
    });
  }
  return out.map((l) => `${l}\n`).join('');
}

/** Cuts a text to `n` characters with an ellipsis. */
export function ellipsis(text: string, n: number): string {
  const chars = [...text];
  return chars.length <= n ? text : `${chars.slice(0, n - 1).join('')}…`;
}

/** Lines whose cells are aligned with tabs, as tabwriter does it with a tab as its padding: columns are as wide as a multiple of eight. */
export function tabbed(lines: readonly string[]): string {
  const rows = lines.map((l) => l.split('\t'));
  const out = rows.map(() => '');
  const columns = Math.max(0, ...rows.map((r) => r.length - 1));
  for (let c = 0; c <= columns; c++) {
    const w = Math.ceil((Math.max(0, ...rows.filter((r) => r.length - 1 > c).map((r) => width(r[c]!))) + 1) / 8) * 8;
    rows.forEach((r, i) => {
      if (c < r.length)
        out[i] += r[c]! + (c < r.length - 1 ? '\t'.repeat(Math.max(1, Math.ceil((w - width(r[c]!)) / 8))) : '');
    });
  }
  return out.map((l) => `${l}\n`).join('');
}
