// Assignments: scalars, elements and whole arrays.

import type { ArrayValue, Assignment } from 'unbash';
import type { Task } from '../kernel/block.ts';
import { arithmetic, expandString, expandWords, wordOf } from './expand.ts';
import type { Shell } from './shell.ts';
import { LONG, type Variable, VarError } from './vars.ts';

/** Performs one assignment in the scope where the variable lives. @throws VarError for a readonly one */
export function* assign(sh: Shell, a: Assignment): Task {
  const { name } = a;
  if (a.value.type === 'ArrayValue') {
    const v = sh.vars.ensure(name);
    if (v.readonly) throw new VarError(`${name}: readonly variable`);
    yield* expandArrayValue(sh, v, a.value, a.append ?? false);
    return;
  }
  const text = yield* expandString(sh, a.value, true);
  if (a.index !== undefined) {
    const v = sh.vars.ensure(name);
    const key =
      v.assoc !== undefined
        ? yield* expandString(sh, a.index)
        : Number(yield* arithmetic(sh, yield* expandString(sh, a.index), undefined, 0));
    const old = a.append ? (v.assoc?.get(String(key)) ?? v.array?.get(Number(key)) ?? '') : '';
    const value = yield* cooked(sh, v, old, text, a.append ?? false);
    if (value.length >= LONG) sh.p.hold(value.length);
    sh.vars.setElement(name, key, value);
    return;
  }
  const v = sh.vars.find(name);
  const value = yield* cooked(sh, v, a.append ? (sh.vars.get(name) ?? '') : '', text, a.append ?? false);
  if (value.length >= LONG) sh.p.hold(value.length);
  sh.vars.set(name, value);
  if (sh.options.has('allexport')) sh.vars.find(name)!.exported = true;
  if (name === 'PATH') sh.hashed.clear();
}

/** The value to store: numbers are added, texts joined. */
export function* cooked(sh: Shell, v: Variable | undefined, old: string, text: string, append: boolean): Task<string> {
  if (v?.integer) {
    const n = yield* arithmetic(sh, text, undefined, 0);
    return String(append ? (yield* arithmetic(sh, old, undefined, 0)) + n : n);
  }
  return old + text;
}

/** Fills an array from `(a b [3]=c)`. */
export function* expandArrayValue(sh: Shell, v: Variable, value: ArrayValue, append: boolean): Task {
  const assoc = v.assoc !== undefined;
  if (assoc && !append) v.assoc = new Map();
  if (!assoc) {
    const kept = append
      ? (v.array ?? (v.value === undefined ? new Map() : new Map([[0, v.value]])))
      : new Map<number, string>();
    const fresh = new Map(kept as Map<number, string>);
    let next = fresh.size === 0 ? 0 : Math.max(...fresh.keys()) + 1;
    for (const word of value.elements) {
      const m = /^\[([^\]]*)\](\+?)=([^]*)$/.exec(word.text);
      if (m !== null) {
        const index = wordOf(m[1]!);
        next = Number(yield* arithmetic(sh, index === undefined ? '0' : yield* expandString(sh, index), undefined, 0));
        const w = wordOf(m[3]!);
        const text = w === undefined ? '' : yield* expandString(sh, w, true);
        fresh.set(next, m[2] === '+' ? (fresh.get(next) ?? '') + text : text);
        next++;
      } else for (const text of yield* expandWords(sh, [word])) fresh.set(next++, text);
    }
    v.array = fresh;
    v.value = undefined;
    return;
  }
  const plain: string[] = [];
  for (const word of value.elements) {
    const m = /^\[([^]*?)\](\+?)=([^]*)$/.exec(word.text);
    if (m === null) {
      plain.push(...(yield* expandWords(sh, [word])));
      continue;
    }
    const k = wordOf(m[1]!);
    const w = wordOf(m[3]!);
    const key = k === undefined ? '' : yield* expandString(sh, k);
    const text = w === undefined ? '' : yield* expandString(sh, w, true);
    v.assoc!.set(key, m[2] === '+' ? (v.assoc!.get(key) ?? '') + text : text);
  }
  for (let i = 0; i < plain.length; i += 2) v.assoc!.set(plain[i]!, plain[i + 1] ?? '');
}
