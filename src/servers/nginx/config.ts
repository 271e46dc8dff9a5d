// nginx's configuration language: words, blocks and `include`, read into a tree of directives.

import { FsError, errnoText } from '../../fs/node.ts';
import { dirname, join } from '../../fs/path.ts';
import type { Process } from '../../kernel/process.ts';

export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[] | undefined;
  readonly line: number;
  readonly file: string;
}

/** An [emerg] of the configuration; the message is complete, with file and line where nginx prints them. */
export class ConfigError extends Error {}

/** Where a directive stands, as nginx's messages end. */
export const place = (d: { readonly file: string; readonly line: number }): string => `in ${d.file}:${d.line}`;

/** A file that was read, for `nginx -T`. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Names in a folder that a pattern of the last path component matches. */
function globbed(p: Process, pattern: string): string[] {
  const walk = (base: string, parts: readonly string[]): string[] => {
    const [part, ...rest] = parts;
    if (part === undefined) return [base];
    if (!/[*?[]/.test(part)) return p.fs.exists(join(base, part)) ? walk(join(base, part), rest) : [];
    if (!p.fs.isDir(base)) return [];
    const regex = new RegExp(
      `^${part
        .replace(/[.+^${}()|\\]/g, '\\$&')
        .replace(/\*/g, '[^/]*')
        .replace(/\?/g, '.')}$`,
    );
    return p.fs
      .readdir(base)
      .filter((n) => !n.startsWith('.') && regex.test(n))
      .sort()
      .flatMap((n) => walk(join(base, n), rest));
  };
  return walk(
    '/',
    pattern.split('/').filter((x) => x !== ''),
  );
}

/** Words of one file, with the lines where they stand. */
class Lexer {
  private i = 0;
  line = 1;
  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {}

  /** The next word or one of `{ } ;`; a quoted word is marked, so that `";"` is no end. */
  next(): { text: string; quoted: boolean } | undefined {
    const { text } = this;
    for (;;) {
      const c = text[this.i];
      if (c === undefined) return undefined;
      if (c === '\n') this.line++;
      if (/\s/.test(c)) this.i++;
      else if (c === '#') while (this.i < text.length && text[this.i] !== '\n') this.i++;
      else break;
    }
    const c = text[this.i]!;
    if ('{};'.includes(c)) {
      this.i++;
      return { text: c, quoted: false };
    }
    if (c === '"' || c === "'") return { text: this.quotedWord(c), quoted: true };
    let out = '';
    for (;;) {
      const x = text[this.i];
      if (x === undefined || /\s/.test(x) || x === ';' || (x === '{' && !out.endsWith('$'))) break;
      if (x === '\\' && text[this.i + 1] !== undefined) {
        out += this.escape(text[this.i + 1]!);
        this.i += 2;
        continue;
      }
      if (x === '{') {
        // ${name} belongs to the word
        const end = text.indexOf('}', this.i);
        if (end < 0) break;
        out += text.slice(this.i, end + 1);
        this.i = end + 1;
        continue;
      }
      if (x === '}' && out === '') break;
      out += x;
      this.i++;
    }
    return { text: out, quoted: false };
  }

  private escape(c: string): string {
    if (c === '"' || c === "'" || c === '\\') return c;
    return c === 't' ? '\t' : c === 'r' ? '\r' : c === 'n' ? '\n' : `\\${c}`;
  }

  private quotedWord(quote: string): string {
    const start = this.line;
    let out = '';
    for (this.i++; ; this.i++) {
      const x = this.text[this.i];
      if (x === undefined) {
        this.line = start;
        throw new ConfigError(
          `unexpected end of file, expecting ";" or "}" in ${this.file}:${this.text.split('\n').length}`,
        );
      }
      if (x === '\n') this.line++;
      if (x === '\\' && this.text[this.i + 1] !== undefined) {
        out += this.escape(this.text[++this.i]!);
        continue;
      }
      if (x === quote) break;
      out += x;
    }
    this.i++;
    const after = this.text[this.i];
    if (after !== undefined && !/[\s;{)]/.test(after))
      throw new ConfigError(`unexpected "${after}" in ${this.file}:${this.line}`);
    return out;
  }
}

/** The table says what an argument list of a directive means to the reader: blocks whose lines are data. */
const DATA_BLOCKS = new Set(['types', 'map', 'geo', 'split_clients']);

/**
 * Reads a configuration file and all that it includes.
 * @throws ConfigError
 */
export function readConfig(p: Process, file: string, sources: Source[] = [], depth = 0): Directive[] {
  let text: string;
  try {
    if (p.fs.isDir(file)) throw new ConfigError(`read() "${file}" failed (21: Is a directory)`);
    text = p.fs.readText(file);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new ConfigError(
      `open() "${file}" failed (${error.code === 'ENOENT' ? '2' : '13'}: ${errnoText(error.code)})`,
    );
  }
  sources.push({ file, text });
  const lexer = new Lexer(text, file);
  const block = (nested: boolean, data: boolean): Directive[] => {
    const out: Directive[] = [];
    for (;;) {
      const name = lexer.next();
      if (name === undefined) {
        if (nested) throw new ConfigError(`unexpected end of file, expecting "}" in ${file}:${lexer.line}`);
        return out;
      }
      if (!name.quoted && name.text === '}') {
        if (!nested) throw new ConfigError(`unexpected "}" in ${file}:${lexer.line}`);
        return out;
      }
      if (!name.quoted && (name.text === ';' || name.text === '{'))
        throw new ConfigError(`unexpected "${name.text}" in ${file}:${lexer.line}`);
      const args: string[] = [];
      for (let t = lexer.next(); ; t = lexer.next()) {
        if (t === undefined)
          throw new ConfigError(`unexpected end of file, expecting ";" or "}" in ${file}:${lexer.line}`);
        if (!t.quoted && t.text === '}') throw new ConfigError(`unexpected "}" in ${file}:${lexer.line}`);
        const line = lexer.line;
        if (!t.quoted && t.text === ';') {
          if (name.text === 'include' && args.length === 1)
            out.push(...included(p, { name: 'include', args, block: undefined, line, file }, sources, depth));
          else out.push({ name: name.text, args, block: undefined, line, file });
          break;
        }
        if (!t.quoted && t.text === '{') {
          if (data) throw new ConfigError(`unexpected "{" in ${file}:${line}`);
          out.push({ name: name.text, args, block: block(true, DATA_BLOCKS.has(name.text)), line, file });
          break;
        }
        args.push(t.text);
      }
    }
  };
  return block(false, false);
}

function included(p: Process, d: Directive, sources: Source[], depth: number): Directive[] {
  if (depth > 16) throw new ConfigError(`too many levels of includes ${place(d)}`);
  const path = d.args[0]!.startsWith('/') ? d.args[0]! : join(dirname('/etc/nginx/nginx.conf'), d.args[0]!);
  const files = /[*?[]/.test(path) ? globbed(p, path) : [path];
  return files.flatMap((f) => {
    try {
      return readConfig(p, f, sources, depth + 1);
    } catch (error) {
      if (
        error instanceof ConfigError &&
        error.message.startsWith(`open() "${f}" failed`) &&
        !/ in \//.test(error.message)
      )
        throw new ConfigError(`${error.message} ${place(d)}`);
      throw error;
    }
  });
}
