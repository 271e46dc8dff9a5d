// What a function of jq is, and the ways to make one of a plain function; arguments that must be of a kind.

import { JqError } from './error.ts';
import type { Ast } from './parse.ts';
import type { At, Outside, Scope } from './scope.ts';
import { type Json, show, type Obj, compare, typeOf } from './values.ts';

/** A call: its arguments are expressions, each run for an input (the present one by default). */
export interface Call {
  readonly args: readonly Ast[];
  each(i: number, at?: At): Generator<At>;
  readonly outside: Outside;
  readonly scope: Scope;
  /** Runs any tree. */
  run(ast: Ast, scope: Scope, at: At, outside: Outside): Generator<At>;
}
export type Builtin = (at: At, c: Call) => Generator<At>;

export const made = (v: Json): At => ({ v, path: undefined });
/** A function of the input alone. */
export const one = (f: (v: Json) => Json): Builtin =>
  function* (at) {
    yield made(f(at.v));
  };
/** A function of the input and every value of its one argument. */
export const two = (f: (v: Json, x: Json) => Json): Builtin =>
  function* (at, c) {
    for (const x of c.each(0)) yield made(f(at.v, x.v));
  };

export const list = (v: Json, what: string): Json[] => {
  if (Array.isArray(v)) return v;
  throw new JqError(`${show(v)} cannot be ${what}, as it is not an array`);
};
export const str = (v: Json, f: string): string => {
  if (typeof v === 'string') return v;
  throw new JqError(f === 'explode' ? `${show(v)} cannot be exploded` : `${f}() requires string inputs`);
};
export const num = (v: Json): number => {
  if (typeof v === 'number') return v;
  throw new JqError(`${show(v)} number required`);
};

export function length(v: Json): Json {
  if (v === null) return 0;
  if (typeof v === 'boolean') throw new JqError(`boolean (${v}) has no length`);
  if (typeof v === 'number') return Math.abs(v);
  return typeof v === 'string' ? [...v].length : Array.isArray(v) ? v.length : Object.keys(v as Obj).length;
}

export const keyed = (c: Call, items: readonly Json[]): { key: Json; value: Json }[] =>
  items.map((value) => ({ key: [...c.each(0, made(value))].map((x) => x.v), value }));
export const byKey = (a: { key: Json }, b: { key: Json }): number => compare(a.key, b.key);

/** Cuts a stream after so many values. */
export function* limited(source: Generator<At>, n: number): Generator<At> {
  if (n <= 0) return;
  let left = n;
  for (const x of source) {
    yield x;
    if (--left === 0) return;
  }
}

export const flatten = (v: Json[], depth: number): Json[] =>
  v.flatMap((x) => (Array.isArray(x) && depth > 0 ? flatten(x, depth - 1) : [x]));

export function fail(text: string): never {
  throw new JqError(text);
}
export function addTwo(a: Json, b: Json): Json {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...(a as Json[]), ...(b as Json[])];
  if (typeOf(a) === 'object' && typeOf(b) === 'object') return { ...(a as Obj), ...(b as Obj) };
  return fail(`${show(a)} and ${show(b)} cannot be added`);
}
