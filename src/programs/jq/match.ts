// Regular expressions of jq: matches, what they caught, and replacement.

import { safeRegex } from '../../shell/regex/regex.ts';
import { JqError } from './error.ts';
import { type Json, show, type Obj } from './values.ts';
import { type Call, made, type Builtin, limited, str } from './builtin.ts';

/** The regex that `test` and its like were given: text, and flags; or both in an array. */
function regex(re: Json, flags: Json): RegExp {
  const [source, f] = Array.isArray(re) ? [re[0], re[1]] : [re, flags];
  if (typeof source !== 'string') throw new JqError(`${show(source)} cannot be matched, as it is not a string`);
  const letters = typeof f === 'string' ? f : '';
  try {
    return safeRegex(
      (letters.includes('x') ? source.replace(/\s+/g, '') : source).replace(/\(\?<(\w+)>/g, '(?<$1>'),
      `u${letters.includes('i') ? 'i' : ''}${letters.includes('s') ? 's' : ''}g`,
    );
  } catch {
    throw new JqError(`${source} (at offset 0) is not a valid regex`);
  }
}
export const subject = (v: Json): string => {
  if (typeof v !== 'string') throw new JqError(`${show(v)} cannot be matched, as it is not a string`);
  return v;
};
export const matches = (v: Json, re: RegExp, all: boolean): RegExpMatchArray[] => {
  const found = [...subject(v).matchAll(re)];
  return all ? found : found.slice(0, 1);
};
export const matchObject = (m: RegExpMatchArray, re: RegExp): Json => {
  const names = [...re.source.matchAll(/\((?!\?)|\(\?<(\w+)>/g)].map((x) => x[1] ?? null);
  return {
    offset: [...m.input!.slice(0, m.index)].length,
    length: [...m[0]].length,
    string: m[0],
    captures: m.slice(1).map((x, i) => ({
      offset: x === undefined ? -1 : m.input!.indexOf(x, m.index),
      length: x === undefined ? 0 : [...x].length,
      string: x ?? null,
      name: names[i] ?? null,
    })),
  };
};
export const captured = (m: RegExpMatchArray): Obj =>
  Object.fromEntries(Object.entries(m.groups ?? {}).map(([k, v]) => [k, v ?? null]));

export function* options(c: Call): Generator<{ re: RegExp; all: boolean }> {
  for (const re of c.each(0))
    for (const f of c.args.length > 1 ? c.each(c.args.length - 1) : [made(null)])
      yield {
        re: regex(re.v, f.v),
        all:
          (typeof f.v === 'string' && f.v.includes('g')) ||
          (Array.isArray(re.v) && typeof re.v[1] === 'string' && re.v[1].includes('g')),
      };
}

export const substitute = (global: boolean): Builtin =>
  function* (at, c) {
    for (const re of c.each(0)) {
      for (const f of c.args.length > 2 ? c.each(2) : [made('')]) {
        const r = regex(re.v, f.v);
        let out = '';
        let last = 0;
        const text = subject(at.v);
        for (const m of matches(text, r, global || (typeof f.v === 'string' && f.v.includes('g')))) {
          out += text.slice(last, m.index);
          for (const x of limited(c.each(1, made(captured(m))), 1)) out += str(x.v, 'sub');
          last = m.index! + m[0].length;
        }
        yield made(out + text.slice(last));
      }
    }
  };
