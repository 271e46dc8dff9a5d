// .env and env_file: lines of NAME=value with quotes, comments, and variables of their own.

import { type Lookup, substitute } from './interpolate.ts';
import { ComposeError } from './value.ts';

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$$', "'": "'" };

/**
 * Reads a file of variables.
 * @param lookup values that the file's own variables may use, before those of the file
 * @returns names in order; a name without `=` takes its value from `lookup`, or is left out
 * @throws ComposeError `line N: …`
 */
export function parseDotenv(source: string, lookup: Lookup): Map<string, string> {
  const out = new Map<string, string>();
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const resolve: Lookup = (name) => lookup(name) ?? out.get(name);
  const expand = (value: string): string => {
    try {
      return substitute(value, resolve, () => {});
    } catch {
      return value;
    }
  };
  let i = 0;
  const line = (): number => text.slice(0, i).split('\n').length;
  while (i < text.length) {
    const skip = /^(\s+|#[^\n]*)/.exec(text.slice(i));
    if (skip !== null) {
      i += skip[0].length;
      continue;
    }
    const prefix = /^export[ \t]+/.exec(text.slice(i));
    if (prefix !== null) i += prefix[0].length;
    const head = /^[^=:\n]*/.exec(text.slice(i))![0];
    const name = head.trim();
    if (/\s/.test(name)) throw new ComposeError(`line ${line()}: key cannot contain a space`);
    const odd = /[^A-Za-z0-9_.\-[\]]/.exec(name);
    if (odd !== null) throw new ComposeError(`line ${line()}: unexpected character ${JSON.stringify(odd[0])} in variable name ${JSON.stringify(text.slice(i).split('\n')[0])}`);
    i += head.length;
    if (text[i] === '\n' || i >= text.length) {
      const inherited = lookup(name);
      if (inherited !== undefined) out.set(name, inherited);
      continue;
    }
    i++;
    i += /^[ \t]*/.exec(text.slice(i))![0].length;
    const quote = text[i];
    if (quote === '"' || quote === "'") {
      let end = i + 1;
      while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
      if (end >= text.length) {
        const rest = text.slice(i).split('\n')[0]!;
        i = text.length;
        throw new ComposeError(`line ${line()}: unterminated quoted value ${rest}`);
      }
      const body = text.slice(i + 1, end);
      i = end + 1;
      i += /^[^\n]*/.exec(text.slice(i))![0].length;
      out.set(name, quote === "'" ? body : expand(body.replace(/\\(.)/g, (all, c: string) => ESCAPES[c] ?? all)));
      continue;
    }
    const raw = /^[^\n]*/.exec(text.slice(i))![0];
    i += raw.length;
    out.set(name, expand(raw.replace(/(^|\s+)#.*$/, '').trim()));
  }
  return out;
}

/** The `raw` format: nothing is read into a value. */
export function parseRawEnv(source: string, lookup: Lookup): Map<string, string> {
  const out = new Map<string, string>();
  for (const line of source.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const eq = line.indexOf('=');
    const name = eq < 0 ? line : line.slice(0, eq);
    const value = eq < 0 ? lookup(name) : line.slice(eq + 1);
    if (value !== undefined) out.set(name, value);
  }
  return out;
}
