// Walks over a jq value: its elements, and all that lies in it.

import { JqError } from './error.ts';
import { type Json, typeOf, type Obj, tojson } from './values.ts';
import type { At } from './scope.ts';

export function* iterate(on: At): Generator<At> {
  const { v, path } = on;
  if (Array.isArray(v))
    for (const [i, x] of v.entries()) yield { v: x, path: path === undefined ? undefined : [...path, i] };
  else if (typeOf(v) === 'object')
    for (const k of Object.keys(v as Obj))
      yield { v: (v as Obj)[k], path: path === undefined ? undefined : [...path, k] };
  else throw new JqError(`Cannot iterate over ${typeOf(v)}${v === null ? '' : ` (${tojson(v).slice(0, 11)})`}`);
}

export function* recurse(at: At): Generator<At> {
  yield at;
  if (Array.isArray(at.v) || typeOf(at.v) === 'object') for (const x of iterate(at)) yield* recurse(x);
}

/** Paths that an expression leads to. @throws JqError for one that makes new values */
export function* pathsOf(each: Iterable<At>): Generator<readonly Json[]> {
  for (const x of each) {
    if (x.path === undefined) throw new JqError(`Invalid path expression with result ${tojson(x.v).slice(0, 30)}`);
    yield x.path;
  }
}
