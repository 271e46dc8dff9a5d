// The Dockerfile parser: directives, continuations, here-documents, flags; instructions with their places.

export interface HereDoc {
  readonly name: string;
  readonly content: string;
  readonly expand: boolean;
}

/** One instruction as written. Lines are 1-based and inclusive. */
export interface Instruction {
  readonly name: string;
  /** What follows the name, continuation lines joined. */
  readonly rest: string;
  readonly flags: readonly string[];
  /** Set when the arguments are a JSON array of strings. */
  readonly json: readonly string[] | undefined;
  readonly heredocs: readonly HereDoc[];
  readonly from: number;
  readonly to: number;
  readonly original: string;
  /** The escape character of its file. */
  readonly escape: string;
  /** A blank line stood between its continued lines. */
  readonly emptyContinuation: boolean;
}

/** A refused Dockerfile; `line` marks the excerpt. */
export class DockerfileError extends Error {
  constructor(
    message: string,
    readonly from: number,
    readonly to: number = from,
  ) {
    super(message);
  }
}

export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  readonly escape: string;
  readonly directives: Readonly<Record<string, string>>;
}

const INSTRUCTIONS = [
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER',
  'VOLUME', 'WORKDIR',
];

/** Levenshtein distance, for "did you mean". */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

/** The known word that is near enough to a wrong one. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const near = known.map((k) => [distance(word.toLowerCase(), k.toLowerCase()), k] as const).filter(([d]) => d <= 2).sort((a, b) => a[0] - b[0]);
  return near[0]?.[1];
}

function parseJson(text: string): string[] | 'mixed' | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    return value.every((x) => typeof x === 'string') ? (value as string[]) : 'mixed';
  } catch {
    return undefined;
  }
}

/** Splits leading `--flag[=value]` words off. */
function takeFlags(rest: string): { flags: string[]; rest: string } {
  const flags: string[] = [];
  let text = rest;
  for (let m = /^\s*(--[^\s]*)(?=\s|$)/.exec(text); m !== null && m[1] !== '--'; m = /^\s*(--[^\s]*)(?=\s|$)/.exec(text)) {
    flags.push(m[1]!);
    text = text.slice(m[0].length);
  }
  return { flags, rest: text.trimStart() };
}

/** @throws DockerfileError */
export function parseDockerfile(source: string): Dockerfile {
  const text = source.replace(/^\uFEFF/, '');
  if (text === '') throw new DockerfileError('the Dockerfile cannot be empty', 0);
  const lines = text.split('\n').map((l) => l.replace(/\r$/, ''));
  const directives: Record<string, string> = {};
  let at = 0;
  for (; at < lines.length; at++) {
    const m = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(lines[at]!);
    if (m === null || !['syntax', 'escape', 'check'].includes(m[1]!.toLowerCase())) break;
    const key = m[1]!.toLowerCase();
    if (directives[key] !== undefined) throw new DockerfileError(`only one ${key} parser directive can be used`, at + 1);
    directives[key] = m[2]!;
  }
  const escape = directives['escape'] ?? '\\';
  if (escape !== '\\' && escape !== '`') throw new DockerfileError(`invalid escape token '${escape}' does not match \` or \\`, Object.keys(directives).indexOf('escape') + 1);
  const instructions: Instruction[] = [];
  let i = 0;
  while (i < lines.length) {
    const first = lines[i]!;
    if (/^\s*(#.*)?$/.test(first)) {
      i++;
      continue;
    }
    const from = i + 1;
    let logical = '';
    let emptyContinuation = false;
    let line = first.trimStart();
    for (;;) {
      const continued = new RegExp(`^(.*)${escape === '\\' ? '\\\\' : '`'}[ \\t]*$`).exec(line);
      if (continued === null) {
        logical += line;
        i++;
        break;
      }
      logical += continued[1];
      i++;
      while (i < lines.length && /^\s*#/.test(lines[i]!)) i++;
      while (i < lines.length - 1 && lines[i]!.trim() === '') {
        emptyContinuation = true;
        i++;
      }
      if (i >= lines.length) break;
      line = lines[i]!;
    }
    const m = /^(\S+)(?:\s+([^]*))?$/.exec(logical.trim())!;
    const name = m[1]!.toUpperCase();
    const heredocs: HereDoc[] = [];
    if (['RUN', 'COPY', 'ADD'].includes(name) || (name === 'ONBUILD')) {
      for (const h of (m[2] ?? '').matchAll(/(?<![<\w])<<(-?)(["']?)([A-Za-z_]\w*)\2(?=[\s;&|)>]|$)/g)) {
        const body: string[] = [];
        while (i < lines.length && (h[1] === '-' ? lines[i]!.replace(/^\t+/, '') : lines[i]) !== h[3]) body.push(h[1] === '-' ? lines[i++]!.replace(/^\t+/, '') : lines[i++]!);
        if (i >= lines.length) throw new DockerfileError('unterminated heredoc', from, lines.length);
        i++;
        heredocs.push({ name: h[3]!, content: body.map((l) => `${l}\n`).join(''), expand: h[2] === '' });
      }
    }
    const { flags, rest } = takeFlags((m[2] ?? '').trimEnd());
    const to = Math.max(from, i);
    if (!INSTRUCTIONS.includes(name)) {
      const near = didYouMean(name, INSTRUCTIONS);
      throw new DockerfileError(`dockerfile parse error on line ${from}: unknown instruction: ${m[1]}${near === undefined ? '' : ` (did you mean ${near}?)`}`, from, to);
    }
    const json = parseJson(rest);
    if (json === 'mixed') throw new DockerfileError('when using JSON array syntax, arrays must be comprised of strings only', from, to);
    instructions.push({ name, rest, flags, json, heredocs, from, to, original: logical.trim(), escape, emptyContinuation });
  }
  if (instructions.length === 0) throw new DockerfileError('file with no instructions', 1);
  return { instructions, escape, directives };
}

/** Words of an instruction's arguments, quotes kept inside. */
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
    if (c === '"' || c === "'") {
      quote = c;
      word += c;
      open = true;
    } else if (c === escape && i + 1 < text.length) {
      word += c + text[++i];
      open = true;
    } else if (/\s/.test(c)) {
      if (open) out.push(word);
      word = '';
      open = false;
    } else {
      word += c;
      open = true;
    }
  }
  if (open) out.push(word);
  return out;
}

/** `NAME=value NAME2="v 2"`, or the old `NAME value with spaces`. @throws Error */
export function nameValues(rest: string, command: string, escape = '\\'): [string, string][] {
  const words = splitWords(rest, escape);
  if (words.length === 0) return [];
  if (!words[0]!.includes('=')) {
    const m = /^(\S+)\s+([^]*)$/.exec(rest.trim());
    if (m === null) throw new Error(`${command} must have two arguments`);
    return [[m[1]!, m[2]!]];
  }
  return words.map((w) => {
    const eq = w.indexOf('=');
    if (eq < 0) throw new Error(`Syntax error - can't find = in "${w}". Must be of the form: name=value`);
    return [w.slice(0, eq), w.slice(eq + 1)];
  });
}
