// Shell patterns (glob(7) with bash's extended forms) as regular expressions, and pathname expansion.

import type { Process } from '../kernel/process.ts';
import { safeRegex } from './regex/regex.ts';

const CLASSES: Record<string, string> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

/** Escapes a character for use in a regular expression. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/**
 * Source of a regular expression for a pattern. A backslash quotes the next character.
 * With `path`, `*` and `?` do not match a slash.
 */
export function patternSource(
  pattern: string,
  options: { path?: boolean; extglob?: boolean; shortest?: boolean } = {},
): string {
  const any = options.path ? '[^/]' : '[^]';
  const star = options.shortest ? '*?' : '*';
  let out = '';
  let i = 0;
  while (i < pattern.length) {
    const c = pattern[i]!;
    if (c === '\\' && i + 1 < pattern.length) {
      out += escapeRegex(pattern[i + 1]!);
      i += 2;
      continue;
    }
    if (options.extglob !== false && '?*+@!'.includes(c) && pattern[i + 1] === '(') {
      let depth = 0;
      let j = i + 1;
      const alternatives: string[] = [];
      let from = j + 1;
      for (; j < pattern.length; j++) {
        if (pattern[j] === '\\') j++;
        else if (pattern[j] === '(') depth++;
        else if (pattern[j] === '|' && depth === 1) {
          alternatives.push(pattern.slice(from, j));
          from = j + 1;
        } else if (pattern[j] === ')' && --depth === 0) break;
      }
      if (depth === 0 && j < pattern.length) {
        alternatives.push(pattern.slice(from, j));
        const inner = alternatives.map((a) => patternSource(a, options)).join('|');
        out += c === '!' ? `(?:(?!(?:${inner})$)${any}*)` : `(?:${inner})${c === '@' ? '' : c}`;
        i = j + 1;
        continue;
      }
    }
    if (c === '*') out += any + star;
    else if (c === '?') out += any;
    else if (c === '[') {
      const set = bracket(pattern, i);
      if (set === undefined) out += '\\[';
      else {
        out += options.path ? `(?!/)${set.source}` : set.source;
        i = set.end;
        continue;
      }
    } else out += escapeRegex(c);
    i++;
  }
  return out;
}

function bracket(pattern: string, at: number): { source: string; end: number } | undefined {
  let i = at + 1;
  const negate = pattern[i] === '!' || pattern[i] === '^';
  if (negate) i++;
  let body = '';
  let first = true;
  for (; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === ']' && !first) return { source: body === '' ? '(?!)' : `[${negate ? '^' : ''}${body}]`, end: i + 1 };
    first = false;
    const cls = /^\[:(\w+):\]/.exec(pattern.slice(i));
    if (cls !== null) {
      body += CLASSES[cls[1]!] ?? '';
      i += cls[0].length - 1;
    } else if (c === '\\' && i + 1 < pattern.length) body += escapeRegex(pattern[++i]!);
    else if (c === '-') body += pattern[i + 1] === ']' || body === '' ? '\\-' : '-';
    else body += '\\]^['.includes(c) ? `\\${c}` : c;
  }
  return undefined;
}

const cache = new Map<string, RegExp>();

function compile(source: string): RegExp {
  let re = cache.get(source);
  if (re === undefined) {
    try {
      re = safeRegex(source, 'u');
    } catch {
      try {
        re = safeRegex(source);
      } catch {
        re = /(?!)/;
      }
    }
    if (cache.size > 2000) cache.clear();
    cache.set(source, re);
  }
  return re;
}

/** Does the whole text match the pattern? */
export function matches(pattern: string, text: string): boolean {
  return compile(`^(?:${patternSource(pattern)})$`).test(text);
}

/** A regular expression for part of a text. */
export function patternRegex(pattern: string, prefix: string, suffix: string, shortest = false): RegExp {
  return compile(`${prefix}(?:${patternSource(pattern, { shortest })})${suffix}`);
}

export function hasGlob(pattern: string, extglob: boolean): boolean {
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === '\\') i++;
    else if (c === '*' || c === '?') return true;
    else if (c === '[' && pattern.indexOf(']', i + 2) > 0) return true;
    else if (extglob && '+@!'.includes(c) && pattern[i + 1] === '(') return true;
  }
  return false;
}

export function unescape(pattern: string): string {
  return pattern.replace(/\\([^])/g, '$1');
}

/** Paths that a pattern names, sorted; empty when there are none. */
export function glob(p: Process, pattern: string, options: { dotglob?: boolean; globstar?: boolean } = {}): string[] {
  const absolute = pattern.startsWith('/');
  const parts = pattern.split('/').filter((x) => x !== '');
  const dirsOnly = pattern.endsWith('/');
  let found: string[] = [absolute ? '/' : ''];
  parts.forEach((part, n) => {
    const last = n === parts.length - 1;
    const next: string[] = [];
    const add = (base: string, name: string): void => {
      next.push(base === '' || base.endsWith('/') ? base + name : `${base}/${name}`);
    };
    if (options.globstar && part === '**') {
      const walk = (base: string): void => {
        next.push(base);
        for (const name of list(p, base || '.')) {
          if (name.startsWith('.')) continue;
          const at = base === '' || base.endsWith('/') ? base + name : `${base}/${name}`;
          if (p.fs.tryLstat(at)?.kind === 'dir') walk(at);
          else if (last) next.push(at);
        }
      };
      for (const base of found) walk(base);
      found = next.filter((x) => x !== '');
      return;
    }
    for (const base of found) {
      if (!hasGlob(part, true)) {
        const name = unescape(part);
        if (p.fs.tryLstat(base === '' || base.endsWith('/') ? base + name : `${base}/${name}`) !== undefined)
          add(base, name);
        continue;
      }
      const re = compile(`^(?:${patternSource(part, { path: true })})$`);
      for (const name of list(p, base || '.')) {
        if (name.startsWith('.') && !part.startsWith('.') && !options.dotglob) continue;
        if (!re.test(name)) continue;
        const at = base === '' || base.endsWith('/') ? base + name : `${base}/${name}`;
        if ((!last || dirsOnly) && !p.fs.isDir(at)) continue;
        add(base, name);
      }
    }
    found = next;
  });
  return found
    .filter((x) => x !== '')
    .map((x) => (dirsOnly ? `${x}/` : x))
    .sort(collate);
}

function list(p: Process, dir: string): string[] {
  try {
    return p.fs.readdir(dir);
  } catch {
    return [];
  }
}

/** The order of names in the C.UTF-8 locale. */
export function collate(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
