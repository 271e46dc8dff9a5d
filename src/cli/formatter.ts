// Lists with --format: templates over rows, tables with headers, JSON lines.

import { dict } from '../api/dict.ts';
import type { Task } from '../kernel/block.ts';
import { type Cli, CliError } from './cli.ts';
import { tabulate } from './table.ts';
import { GoStruct, TemplateError } from './template-values.ts';
import { GoTemplate } from './template.ts';
import { TemplateSyntaxError } from './template-parse.ts';

export interface ListFormat {
  /** Name of the row's type in Go, for error texts. */
  readonly type: string;
  /** Headers by field, in any order. */
  readonly headers: Readonly<Record<string, string>>;
  /** Template of the table, without the leading `table`. */
  readonly table: string;
  /** Template of `--format raw`. */
  readonly raw?: string;
  /** Fields that `{{json .}}` leaves out. */
  readonly hidden?: readonly string[];
}

export interface Row {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly methods?: GoStruct['methods'];
}

/** Texts of errors differ between commands: ps says "failed to parse template", others "template parsing error". */
export type ErrorStyle = 'ps' | 'other';

/** Escapes that --format takes: \t and \n. */
export function unescapeFormat(format: string): string {
  return format.replace(/\\t/g, '\t').replace(/\\n/g, '\n');
}

function header(f: ListFormat): GoStruct {
  return new GoStruct('formatter.SubHeaderContext', f.headers, { Label: { arity: 1, call: (x) => labelHeader(x) } });
}
function labelHeader(name: string): string {
  return name.replace(/[-_]/g, ' ').replace(/^.*\./, '');
}

/** Prints rows by a format: empty or `table` (the default table), `table …`, `json`, `raw`, or a template. */
export function* printList(
  cli: Cli,
  f: ListFormat,
  rows: readonly Row[],
  format: string,
  style: ErrorStyle = 'other',
  options: { tableOverride?: string } = {},
): Task {
  let source = unescapeFormat(format);
  let table = false;
  if (source === '' || source === 'table') {
    source = options.tableOverride ?? f.table;
    table = true;
  } else if (source.startsWith('table')) {
    source = source.slice(5).trimStart();
    table = true;
  } else if (source === 'json') source = '{{json .}}';
  else if (source === 'raw' && f.raw !== undefined) source = f.raw;
  let template: GoTemplate;
  try {
    template = new GoTemplate(source);
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    throw new CliError(
      style === 'ps' ? `failed to parse template: ${error.message}` : `template parsing error: ${error.message}`,
    );
  }
  const run = (value: GoStruct): string => {
    try {
      return template.execute(value);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw new CliError(
        style === 'ps' ? `failed to execute template: ${error.message}` : `template parsing error: ${error.message}`,
      );
    }
  };
  const lines = rows.map((r) => {
    const fields = { ...r.fields };
    const struct = new GoStruct(`*formatter.${f.type}`, fields, r.methods ?? {});
    return run(
      source === '{{json .}}'
        ? new GoStruct(
            struct.type,
            Object.fromEntries(Object.entries(fields).filter(([k]) => !(f.hidden ?? []).includes(k))),
            {},
          )
        : struct,
    );
  });
  if (table) {
    const head = run(header(f));
    yield* cli.print(tabulate([head, ...lines]));
  } else yield* cli.print(lines.map((l) => (l.endsWith('\n') && source === f.raw ? l : `${l}\n`)).join(''));
}

/** Labels as lists show them: `a=b,c=d`. */
export function labelText(labels: Readonly<Record<string, string>> | null): string {
  return Object.entries(labels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${k}=${v}`)
    .join(',');
}

/** `--filter a=b --filter a=c` as the API takes them. */
export function filtersOf(cli: Cli): Record<string, string[]> {
  const out = dict<string[]>();
  for (const f of cli.flags.list('filter')) {
    const eq = f.indexOf('=');
    const key = f.slice(0, eq).trim().toLowerCase();
    (out[key] ??= []).push(f.slice(eq + 1).trim());
  }
  return out;
}

/** Asks before something is removed. @returns false when the answer is no, or nothing is there to answer */
export function* confirmed(cli: Cli, warning: string): Task<boolean> {
  if (cli.flags.bool('force')) return true;
  yield* cli.print(`${warning}\nAre you sure you want to continue? [y/N] `);
  const { p } = cli;
  const bytes: number[] = [];
  for (;;) {
    const one = yield* p.read(0, p.isatty(0) ? 4096 : 1);
    if (one.length === 0) break;
    bytes.push(...one);
    if (bytes.includes(10)) break;
  }
  return new TextDecoder().decode(new Uint8Array(bytes)).trim().toLowerCase() === 'y';
}
