// Variables in compose files: $NAME, ${NAME}, and ${NAME…} with the operators of the Compose Specification.

import { ComposeError, type Dict, isDict, type Value } from './value.ts';

export type Lookup = (name: string) => string | undefined;

/** A text whose `$` do not make sense. */
class InvalidTemplate extends Error {}

const NAME = /^[_a-zA-Z][_a-zA-Z0-9]*/;

/**
 * Replaces the variables of a text.
 * @param missing told of names that have no value and no default
 * @throws InvalidTemplate, ComposeError for a required variable
 */
export function substitute(text: string, lookup: Lookup, missing: (name: string) => void): string {
  let out = '';
  let i = 0;
  while (i < text.length) {
    const at = text.indexOf('$', i);
    if (at < 0) return out + text.slice(i);
    out += text.slice(i, at);
    const rest = text.slice(at + 1);
    if (rest.startsWith('$')) {
      out += '$';
      i = at + 2;
      continue;
    }
    const simple = NAME.exec(rest);
    if (simple !== null) {
      const value = lookup(simple[0]);
      if (value === undefined) missing(simple[0]);
      out += value ?? '';
      i = at + 1 + simple[0].length;
      continue;
    }
    if (!rest.startsWith('{')) throw new InvalidTemplate(text);
    let depth = 0;
    let end = 0;
    for (; end < rest.length; end++) {
      if (rest[end] === '{' && (end === 0 || rest[end - 1] === '$')) depth++;
      else if (rest[end] === '}' && --depth === 0) break;
    }
    if (end >= rest.length) throw new InvalidTemplate(text);
    out += braced(rest.slice(1, end), text, lookup, missing);
    i = at + 2 + end;
  }
  return out;
}

function braced(body: string, whole: string, lookup: Lookup, missing: (name: string) => void): string {
  const name = NAME.exec(body)?.[0];
  if (name === undefined) throw new InvalidTemplate(whole);
  const value = lookup(name);
  const op = body.slice(name.length);
  if (op === '') {
    if (value === undefined) missing(name);
    return value ?? '';
  }
  const m = /^(:?)([-?+])([^]*)$/.exec(op);
  if (m === null) throw new InvalidTemplate(whole);
  const given = value !== undefined && (m[1] === '' || value !== '');
  const word = (): string => substitute(m[3]!, lookup, missing);
  if (m[2] === '-') return given ? value : word();
  if (m[2] === '+') return given ? word() : '';
  if (given) return value;
  const why = word();
  throw new ComposeError(`required variable ${name} is missing a value${why === '' ? '' : `: ${why}`}`);
}

/**
 * A whole document with its variables replaced; keys stay.
 * @throws ComposeError
 */
export function interpolate(value: Value, lookup: Lookup, missing: (name: string) => void, path: readonly string[] = []): Value {
  if (typeof value === 'string') {
    if (!value.includes('$')) return value;
    try {
      return substitute(value, lookup, missing);
    } catch (error) {
      const where = path.join('.');
      if (error instanceof InvalidTemplate) throw new ComposeError(`invalid interpolation format for ${where}.\nYou may need to escape any $ with another $.\n${value}`);
      if (error instanceof ComposeError) throw new ComposeError(`error while interpolating ${where}: ${error.message}`);
      throw error;
    }
  }
  if (Array.isArray(value)) return value.map((x) => interpolate(x, lookup, missing, [...path, '[]']));
  if (isDict(value)) {
    const out: Dict = {};
    for (const [k, v] of Object.entries(value)) out[k] = interpolate(v, lookup, missing, [...path, k]);
    return out;
  }
  return value;
}

/** A variable that a document uses. */
export interface Variable {
  readonly name: string;
  readonly required: boolean;
  readonly fallback: string;
  readonly alternative: string;
}

/** The variables of a document that has not been interpolated, by name. */
export function variablesOf(value: Value): Variable[] {
  const out = new Map<string, Variable>();
  const note = (name: string, more: Partial<Variable> = {}): void => {
    const old = out.get(name);
    out.set(name, { name, required: (old?.required ?? false) || (more.required ?? false), fallback: more.fallback || (old?.fallback ?? ''), alternative: more.alternative || (old?.alternative ?? '') });
  };
  const text = (s: string): void => {
    for (const m of s.matchAll(/\$\$|\$\{([_a-zA-Z]\w*)(?:(:?[-+?])((?:[^{}]|\{[^{}]*\})*))?\}|\$([_a-zA-Z]\w*)/g)) {
      const [, braced, op = '', word = '', simple] = m;
      const name = braced ?? simple;
      if (name === undefined) continue;
      note(name, op.endsWith('?') ? { required: true } : op.endsWith('+') ? { alternative: word } : op.endsWith('-') ? { fallback: word } : {});
      if (word !== '') text(word);
    }
  };
  const walk = (v: Value): void => {
    if (typeof v === 'string') text(v);
    else if (Array.isArray(v)) v.forEach(walk);
    else if (isDict(v)) Object.values(v).forEach(walk);
  };
  walk(value);
  return [...out.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
