// Variables in Dockerfiles: $NAME and ${NAME…} with the shell's common operators, quotes removed.

import { patternRegex } from '../../shell/pattern.ts';

export type Env = ReadonlyMap<string, string>;

/**
 * Expands a word. `quotes`: quote characters are taken away (most instructions); otherwise kept.
 * @param used collects the names that were asked for and are unknown
 * @throws Error for `${NAME:?message}` and bad syntax
 */
export function expandWord(text: string, env: Env, options: { escape?: string; quotes?: boolean; unknown?: (name: string) => string | undefined; used?: Set<string> } = {}): string {
  const escape = options.escape ?? '\\';
  const strip = options.quotes ?? true;
  let out = '';
  let i = 0;
  let quote = '';
  const value = (name: string): string | undefined => {
    const v = env.get(name);
    if (v === undefined) options.used?.add(name);
    return v;
  };
  while (i < text.length) {
    const c = text[i]!;
    if (quote === "'") {
      if (c === "'") quote = '';
      if (c !== "'" || !strip) out += c;
      i++;
      continue;
    }
    if (c === escape && i + 1 < text.length) {
      const n = text[i + 1]!;
      if (!strip && n !== '$') out += c + n;
      else if (quote === '"' && n !== '"' && n !== '$' && n !== escape) out += c + n;
      else out += n;
      i += 2;
      continue;
    }
    if (c === '"' || (c === "'" && quote === '')) {
      if (quote === c) quote = '';
      else if (quote === '') quote = c;
      if (!strip) out += c;
      i++;
      continue;
    }
    if (c !== '$') {
      out += c;
      i++;
      continue;
    }
    const simple = /^\$([A-Za-z_]\w*|[0-9@*#?!$-])/.exec(text.slice(i));
    if (simple !== null) {
      out += value(simple[1]!) ?? options.unknown?.(simple[1]!) ?? '';
      i += simple[0].length;
      continue;
    }
    if (text[i + 1] !== '{') {
      out += c;
      i++;
      continue;
    }
    let depth = 0;
    let end = i + 1;
    for (; end < text.length; end++) {
      if (text[end] === '{') depth++;
      else if (text[end] === '}' && --depth === 0) break;
    }
    if (end >= text.length) throw new Error('syntax error: missing \'}\'');
    const body = text.slice(i + 2, end);
    i = end + 1;
    const m = /^([A-Za-z_]\w*|[0-9@*#?!$-])([^]*)$/.exec(body);
    if (m === null) throw new Error(`unsupported modifier (${body}) in substitution`);
    out += modified(m[1]!, m[2]!, value(m[1]!), env, options);
  }
  return out;
}

function modified(name: string, op: string, value: string | undefined, env: Env, options: Parameters<typeof expandWord>[2]): string {
  if (op === '') return value ?? options?.unknown?.(`{${name}}`) ?? '';
  const m = /^(:?[-+?]|##?|%%?|\/\/?)([^]*)$/.exec(op);
  if (m === null) throw new Error(`unsupported modifier (${op.slice(0, 2)}) in substitution`);
  const [, o = '', raw = ''] = m;
  const word = (): string => expandWord(raw, env, options);
  const missing = value === undefined || (o.startsWith(':') && value === '');
  switch (o.at(-1)) {
    case '-': return missing ? word() : value;
    case '+': return missing ? '' : word();
    case '?':
      if (missing) throw new Error(`${name}: ${word() || `is not ${o.startsWith(':') ? 'allowed to be empty' : 'allowed to be unset'}`}`);
      return value;
    default:
  }
  const v = value ?? '';
  if (o.startsWith('/')) {
    const slash = raw.indexOf('/');
    const re = patternRegex(slash < 0 ? raw : raw.slice(0, slash), '', '');
    const by = slash < 0 ? '' : raw.slice(slash + 1);
    return o === '//' ? v.replace(new RegExp(re.source, 'gu'), () => by) : v.replace(re, () => by);
  }
  if (o.startsWith('#')) return v.replace(patternRegex(word(), '^', '', o === '#'), '');
  const re = patternRegex(word(), '^', '$');
  if (o === '%') {
    for (let k = v.length; k >= 0; k--) if (re.test(v.slice(k))) return v.slice(0, k);
  } else for (let k = 0; k <= v.length; k++) if (re.test(v.slice(k))) return v.slice(0, k);
  return v;
}
