// The Dockerfile parser: directives, comments, continuations, here-documents, flags; instructions with their places.
// Mistakes that BuildKit's parser finds are told here; those of single instructions in instruction.ts.

import { expandWords } from './expand.ts';

export interface HereDoc {
  readonly name: string;
  readonly content: string;
  readonly expand: boolean;
  /** `<<-`: leading tabs go when the content is used. */
  readonly chomp: boolean;
}

/** One instruction as written. Lines are 1-based and inclusive. */
export interface Instruction {
  readonly name: string;
  /** The name as it is written: `From`. */
  readonly word: string;
  /** What follows the name and its flags, continuation lines joined. */
  readonly rest: string;
  readonly flags: readonly string[];
  /** Set when the arguments are a JSON array of strings. */
  readonly json: readonly string[] | undefined;
  /** Names and values of ENV and LABEL. */
  readonly pairs: readonly [string, string][];
  /** ENV and LABEL in the old form, without `=`. */
  readonly legacy: boolean;
  readonly heredocs: readonly HereDoc[];
  readonly from: number;
  readonly to: number;
  readonly original: string;
  /** The escape character of its file. */
  readonly escape: string;
  /** Text of the comment lines directly before it. */
  readonly comments: readonly string[];
}

/** A refused Dockerfile; its places mark the excerpts. */
export class DockerfileError extends Error {
  constructor(
    message: string,
    readonly from: number,
    readonly to: number = from,
    /** Further places, each shown with an excerpt of its own. */
    readonly more: readonly (readonly [number, number])[] = [],
  ) {
    super(message);
  }
}

export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  readonly escape: string;
  readonly directives: Readonly<Record<string, string>>;
  /** Line of each directive. */
  readonly directiveLines: Readonly<Record<string, number>>;
  /** Lines at which continued instructions with empty lines inside end. */
  readonly emptyContinuations: readonly number[];
}

export const INSTRUCTIONS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];
const JSON_FORM = ['ADD', 'COPY', 'CMD', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME'];
const BLANK = /[\t\v\f\r ]+/;

/** Levenshtein distance, for "did you mean". */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

/** The known word that is near enough to a wrong one; undefined when there is none, or when the word itself is known. */
export function didYouMean(word: string, known: Iterable<string>, caseSensitive = true): string | undefined {
  if (word.length > 200) return undefined;
  const own = caseSensitive ? word : word.toLowerCase();
  let best: string | undefined;
  let least = 3;
  for (const k of known) {
    const other = caseSensitive ? k : k.toLowerCase();
    if (own === other) return undefined;
    const d = distance(own, other);
    if (d >= least) continue;
    least = d;
    best = caseSensitive
      ? k
      : word === word.toLowerCase()
        ? k.toLowerCase()
        : word === word.toUpperCase()
          ? k.toUpperCase()
          : k;
  }
  return best;
}

/** ` (did you mean X?)`, or nothing. */
export function suggestion(word: string, known: Iterable<string>, caseSensitive = true): string {
  const near = didYouMean(word, known, caseSensitive);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

/** Strings of a JSON array; undefined when it is none, `mixed` when other things than strings are in it. */
export function parseJson(text: string): string[] | 'mixed' | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    return value.every((x) => typeof x === 'string') ? (value as string[]) : 'mixed';
  } catch {
    return undefined;
  }
}

/** Splits leading `--flag[=value]` words off; quotes and escapes in them are taken away. */
function takeFlags(rest: string, escape: string): { flags: string[]; rest: string } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (at < rest.length && /\s/.test(rest[at]!)) at++;
    if (!rest.startsWith('--', at)) return { flags, rest: rest.slice(at).trim() };
    const begin = at;
    let word = '';
    let quote = '';
    for (; at < rest.length; at++) {
      const c = rest[at]!;
      if (c === quote) quote = '';
      else if (c === escape) {
        if (at + 1 < rest.length) word += rest[++at];
      } else if (quote !== '') word += c;
      else if (c === '"' || c === "'") quote = c;
      else if (/\s/.test(c)) break;
      else word += c;
    }
    if (word === '--') return { flags, rest: rest.slice(begin).trim() };
    flags.push(word);
  }
}

/** Here-documents that a line announces. */
function heredocsOf(line: string, escape: string): { name: string; expand: boolean; chomp: boolean }[] {
  if (!line.includes('<<')) return [];
  let words: string[];
  try {
    words = expandWords(line, { get: () => undefined }, { escape, rawQuotes: true, rawEscapes: true, keepUnset: true });
  } catch {
    return [];
  }
  return words.flatMap((w) => {
    const m = /^(\d*)<<(-?)([^<]*)$/.exec(w);
    if (m === null || m[3] === '') return [];
    const written = m[3]!;
    let bare: string[];
    try {
      bare = expandWords(written, { get: () => undefined }, { escape, keepUnset: true });
    } catch {
      return [];
    }
    if (bare.length !== 1) return [];
    return [{ name: bare[0]!, expand: bare[0] === written, chomp: m[2] === '-' }];
  });
}

/** The one here-document that a word is, if it is one. */
export function heredocName(word: string): string | undefined {
  if (/\s/.test(word.replace(/(["']).*?\1/g, ''))) return undefined;
  const list = heredocsOf(word, '\\');
  return list.length === 1 && /^\d*<<-?[^<]*$/.test(word) ? list[0]!.name : undefined;
}

/** Content of a here-document as it is used. */
export function heredocText(h: HereDoc): string {
  return h.chomp ? h.content.replace(/^\t+/gm, '') : h.content;
}

const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;

function readDirectives(lines: readonly string[]): { values: Record<string, string>; at: Record<string, number> } {
  const values: Record<string, string> = {};
  const at: Record<string, number> = {};
  for (const [i, line] of lines.entries()) {
    const m = DIRECTIVE.exec(line.trimStart());
    const key = m?.[1]!.toLowerCase();
    if (m === null || key === undefined || !['syntax', 'escape', 'check'].includes(key)) break;
    if (values[key] !== undefined) throw new DockerfileError(`only one ${key} parser directive can be used`, i + 1);
    values[key] = m[2]!;
    at[key] = i + 1;
    if (key === 'escape' && values[key] !== '\\' && values[key] !== '`')
      throw new DockerfileError(`invalid escape token '${values[key]}' does not match \` or \\`, i + 1);
  }
  return { values, at };
}

/**
 * Reads a Dockerfile.
 * @throws DockerfileError for what the parser itself refuses
 */
export function parseDockerfile(source: string): Dockerfile {
  const text = source.replace(/^\uFEFF/, '');
  if (source === '') throw new DockerfileError('the Dockerfile cannot be empty', 0);
  const lines = text.split('\n').map((l) => l.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  const directives = readDirectives(lines);
  const escape = directives.values['escape'] ?? '\\';
  const continued = escape === '\\' ? /\\[ \t]*$/ : /`[ \t]*$/;
  const instructions: Instruction[] = [];
  const emptyContinuations: number[] = [];
  let comments: string[] = [];
  let i = 0;
  while (i < lines.length) {
    const first = lines[i]!.trimStart();
    if (first.startsWith('#')) {
      const comment = first.slice(1).trim();
      if (DIRECTIVE.test(first) && i < (directives.at['syntax'] ?? 0)) comments = [];
      else if (comment === '') comments = [];
      else comments.push(comment);
      i++;
      continue;
    }
    if (first.trim() === '') {
      comments = [];
      i++;
      continue;
    }
    const from = i + 1;
    let logical = '';
    let empty = false;
    for (let line = first; ;) {
      i++;
      const more = continued.test(line);
      logical += line.replace(continued, '');
      if (!more) break;
      while (i < lines.length && (/^\s*#/.test(lines[i]!) || lines[i]!.trim() === ''))
        if (!/^\s*#/.test(lines[i++]!)) empty = true;
      if (i >= lines.length) break;
      line = lines[i]!;
    }
    if (logical.trim() === '') continue;
    const heredocs: HereDoc[] = [];
    const word = logical.trim().split(BLANK, 1)[0]!;
    const name = word.toUpperCase();
    if (['RUN', 'COPY', 'ADD', 'ONBUILD'].includes(name)) {
      for (const h of heredocsOf(logical, escape)) {
        const body: string[] = [];
        const ends = (l: string): boolean => (h.chomp ? l.replace(/^\t+/, '') : l) === h.name;
        while (i < lines.length && !ends(lines[i]!)) body.push(lines[i++]!);
        if (i >= lines.length) throw new DockerfileError('unterminated heredoc', from, lines.length);
        i++;
        heredocs.push({ ...h, content: body.map((l) => `${l}\n`).join('') });
      }
    }
    if (empty) emptyContinuations.push(i);
    const place = { from, to: Math.max(from, i) };
    instructions.push(readInstruction(logical, { ...place, escape, heredocs, comments }));
    comments = [];
  }
  if (instructions.length === 0) throw new DockerfileError('file with no instructions', Math.max(1, lines.length));
  return { instructions, escape, directives: directives.values, directiveLines: directives.at, emptyContinuations };
}

/** One logical line as an instruction. @throws DockerfileError */
function readInstruction(
  logical: string,
  o: { from: number; to: number; escape: string; heredocs: readonly HereDoc[]; comments: readonly string[] },
): Instruction {
  const trimmed = logical.trim();
  const word = trimmed.split(BLANK, 1)[0]!;
  const name = word.toUpperCase();
  const { flags, rest } = takeFlags(trimmed.slice(word.length).trim(), o.escape);
  const base: Instruction = {
    name,
    word,
    rest,
    flags,
    json: undefined,
    pairs: [],
    legacy: false,
    original: trimmed,
    ...o,
  };
  const refuse = (why: string): never => {
    throw new DockerfileError(why, o.from, o.to);
  };
  if (name === 'ONBUILD' && rest !== '') {
    const inner = readInstruction(rest, { ...o, heredocs: [] });
    return { ...base, json: inner.json };
  }
  if (JSON_FORM.includes(name)) {
    const json = parseJson(rest);
    if (json === 'mixed') return refuse('when using JSON array syntax, arrays must be comprised of strings only');
    return { ...base, json };
  }
  if (name === 'HEALTHCHECK') {
    const json = parseJson(rest.replace(/^\S+\s*/, ''));
    if (json === 'mixed') return refuse('when using JSON array syntax, arrays must be comprised of strings only');
    return { ...base, json };
  }
  if (name !== 'ENV' && name !== 'LABEL') return base;
  try {
    const { pairs, legacy } = nameValues(rest, name, o.escape);
    return { ...base, pairs, legacy };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** Words of an instruction's arguments, quotes and escapes kept inside. */
export function splitWords(text: string, escape = '\\'): string[] {
  const out: string[] = [];
  let word = '';
  let quote = '';
  let open = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== '') {
      word += c;
      if (c === escape && quote === '"' && i + 1 < text.length) word += text[++i];
      else if (c === quote) quote = '';
      continue;
    }
    if (/\s/.test(c)) {
      if (open) out.push(word);
      word = '';
      open = false;
      continue;
    }
    open = true;
    word += c;
    if (c === '"' || c === "'") quote = c;
    else if (c === escape && i + 1 < text.length) word += text[++i];
  }
  if (open) out.push(word);
  return out;
}

/** `NAME=value NAME2="v 2"`, or the old `NAME value with spaces`. @throws Error */
export function nameValues(
  rest: string,
  command: string,
  escape = '\\',
): { pairs: [string, string][]; legacy: boolean } {
  const words = splitWords(rest, escape);
  if (words.length === 0) return { pairs: [], legacy: false };
  if (!words[0]!.includes('=')) {
    const m = /^(\S+)\s+([^]*)$/.exec(rest.trim());
    if (m === null) throw new Error(`${command} must have two arguments`);
    return { pairs: [[m[1]!, m[2]!]], legacy: true };
  }
  return {
    legacy: false,
    pairs: words.map((w) => {
      const eq = w.indexOf('=');
      if (eq < 0)
        throw new Error(`Syntax error - can't find = in ${JSON.stringify(w)}. Must be of the form: name=value`);
      return [w.slice(0, eq), w.slice(eq + 1)];
    }),
  };
}
