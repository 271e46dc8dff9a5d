// The line that is edited and those that were entered: keys that edit, up and down, the search backwards of Ctrl-R.

/** Walks a history; what was being typed stays at its end. */
export class HistoryWalk {
  private at: number;
  constructor(
    private readonly lines: readonly string[],
    private readonly draft: string,
  ) {
    this.at = lines.length;
  }
  /** The line before, or undefined at the beginning. */
  back(): string | undefined {
    if (this.at === 0) return undefined;
    return this.lines[--this.at];
  }
  forward(): string | undefined {
    if (this.at >= this.lines.length) return undefined;
    this.at++;
    return this.at === this.lines.length ? this.draft : this.lines[this.at];
  }
}

/** The newest line before `before` that holds `query`; its index, -1 when there is none. */
export function searchBack(lines: readonly string[], query: string, before: number): number {
  if (query === '') return -1;
  for (let i = Math.min(before, lines.length) - 1; i >= 0; i--) if (lines[i]!.includes(query)) return i;
  return -1;
}

/** A search backwards: what for, the line that was found, and what stood in the line before it. */
export interface Search {
  readonly query: string;
  /** -1 before anything was found. */
  readonly at: number;
  readonly failed: boolean;
  readonly draft: string;
}
/** The search with another query, or (`again`) for the next older line. */
export function searched(lines: readonly string[], s: Search, query: string, again: boolean): Search {
  const older = s.at >= 0 ? s.at : lines.length;
  const before = again ? older : s.query !== '' && query.startsWith(s.query) && s.at >= 0 ? s.at + 1 : lines.length;
  const at = searchBack(lines, query, before);
  return { query, at: at >= 0 ? at : s.at, failed: query !== '' && at < 0, draft: s.draft };
}

/**
 * The line with the word before the cursor completed as far as all options agree, and where the cursor is then;
 * undefined when they say nothing that is not there yet.
 */
export function completed(
  line: string,
  at: number,
  { from, options }: { readonly from: number; readonly options: readonly string[] },
): { readonly line: string; readonly cursor: number } | undefined {
  const prefix = commonPrefix(options);
  if (options.length === 0 || (options.length > 1 && prefix.length <= at - from)) return undefined;
  const insert = options.length === 1 ? options[0]! : prefix;
  const rest = line.slice(at).replace(/^ /, insert.endsWith(' ') ? '' : ' ');
  return { line: line.slice(0, from) + insert + rest, cursor: from + insert.length };
}

/** Longest beginning that all share. */
export function commonPrefix(list: readonly string[]): string {
  let prefix = list[0] ?? '';
  for (const x of list) while (!x.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}

/** Options in columns for a width, as a shell lists them. */
export function inColumns(options: readonly string[], width: number): string {
  const names = options.map((o) => o.trimEnd());
  const w = Math.max(1, ...names.map((n) => n.length)) + 2;
  const perRow = Math.max(1, Math.floor(width / w));
  const rows = Math.ceil(names.length / perRow);
  const out: string[] = [];
  for (let r = 0; r < rows; r++) {
    let line = '';
    for (let c = 0; c < perRow; c++) {
      const n = names[c * rows + r];
      if (n !== undefined) line += n.padEnd(w);
    }
    out.push(line.trimEnd());
  }
  return out.join('\r\n');
}

/** What Ctrl and a letter make of a line and its cursor; undefined for letters that edit nothing. */
export function edited(
  key: string,
  text: string,
  at: number,
): { readonly text: string; readonly at: number } | undefined {
  switch (key) {
    case 'a':
      return { text, at: 0 };
    case 'e':
      return { text, at: text.length };
    case 'b':
      return { text, at: Math.max(0, at - 1) };
    case 'f':
      return { text, at: Math.min(text.length, at + 1) };
    case 'u':
      return { text: text.slice(at), at: 0 };
    case 'k':
      return { text: text.slice(0, at), at };
    case 'w': {
      const cut = text.slice(0, at).replace(/\S+\s*$/, '');
      return { text: cut + text.slice(at), at: cut.length };
    }
    default:
      return undefined;
  }
}
