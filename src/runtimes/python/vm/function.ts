// Python functions: making them, binding arguments to parameters, frames of their calls.

import type { Code } from '../compile/code.ts';
import { typeError } from './errors.ts';
import { Cell, type CodeObj, type Dict, Frame, Func, type V } from './objects.ts';
import { makeDict, makeTuple } from './make.ts';
import { T } from './types.ts';

export function makeFunction(
  code: V,
  frame: Frame,
  defaults: V[],
  kwdefaults: Dict | undefined,
  annotations: Dict | undefined,
  closure: Cell[],
): Func {
  const kw = kwdefaults === undefined ? undefined : new Map([...kwdefaults.m] as [string, V][]);
  const f = new Func(T.func, (code as CodeObj).code, frame.globals, defaults, kw, closure, frame.builtins);
  f.annotations = annotations;
  f.module = frame.globals.m.get('__name__') ?? null;
  return f;
}

/** A frame for a call with its parameters filled. `locals` becomes the frame's own. */
export function newFrame(f: Func, locals: (V | undefined)[]): Frame {
  const { code, closure } = f;
  const n = code.locals.length;
  const slots = locals as (V | Cell | undefined)[];
  for (let i = slots.length; i < n; i++) slots.push(undefined);
  const { cellSlots } = code;
  for (let i = 0; i < cellSlots.length; i++) slots[cellSlots[i]!] = new Cell(slots[cellSlots[i]!] as V | undefined);
  for (let i = 0; i < closure.length; i++) slots.push(closure[i]!);
  return new Frame(code, f.globals, f.builtins, slots, f);
}

const list = (names: readonly string[]): string => {
  const q = names.map((n) => `'${n}'`);
  return q.length <= 2 ? q.join(' and ') : `${q.slice(0, -1).join(', ')}, and ${q[q.length - 1]}`;
};

/** Arguments in the places of the parameters. @throws TypeError in Python's words */
export function bindArguments(f: Func, args: readonly V[], kw: Map<string, V> | undefined): (V | undefined)[] {
  const { code } = f;
  const { argCount, kwOnlyCount } = code;
  const names = code.locals;
  const out: (V | undefined)[] = [];
  const total = argCount + kwOnlyCount;
  const n = Math.min(args.length, argCount);
  for (let i = 0; i < n; i++) out.push(args[i]!);
  for (let i = n; i < total; i++) out.push(undefined);
  if (code.varArgs) out.push(makeTuple(args.slice(n)));
  const extra = code.varKw ? makeDict() : undefined;
  if (extra !== undefined) out.push(extra);
  if (kw !== undefined) {
    let posOnly: string[] | undefined;
    for (const [k, v] of kw) {
      let i = code.posOnlyCount;
      while (i < total && names[i] !== k) i++;
      if (i < total) {
        if (out[i] !== undefined) throw typeError(`${f.qualname}() got multiple values for argument '${k}'`);
        out[i] = v;
      } else if (extra !== undefined) extra.m.set(k, v);
      else if (names.slice(0, code.posOnlyCount).includes(k)) (posOnly ??= []).push(k);
      else throw typeError(`${f.qualname}() got an unexpected keyword argument '${k}'`);
    }
    if (posOnly !== undefined)
      throw typeError(
        `${f.qualname}() got some positional-only arguments passed as keyword arguments: '${posOnly.join(', ')}'`,
      );
  }
  if (args.length > argCount && !code.varArgs) tooMany(f, code, args.length, out);
  const { defaults } = f;
  if (n < argCount) {
    const from = argCount - defaults.length;
    let missing: string[] | undefined;
    for (let i = n; i < argCount; i++) {
      if (out[i] !== undefined) continue;
      if (i >= from) out[i] = defaults[i - from]!;
      else (missing ??= []).push(names[i]!);
    }
    if (missing !== undefined)
      throw typeError(
        `${f.qualname}() missing ${missing.length} required positional argument${missing.length === 1 ? '' : 's'}: ${list(missing)}`,
      );
  }
  if (kwOnlyCount > 0) {
    let missing: string[] | undefined;
    for (let i = argCount; i < total; i++) {
      if (out[i] !== undefined) continue;
      const d = f.kwdefaults?.get(names[i]!);
      if (d !== undefined) out[i] = d;
      else (missing ??= []).push(names[i]!);
    }
    if (missing !== undefined)
      throw typeError(
        `${f.qualname}() missing ${missing.length} required keyword-only argument${missing.length === 1 ? '' : 's'}: ${list(missing)}`,
      );
  }
  return out;
}

function tooMany(f: Func, code: Code, given: number, out: readonly (V | undefined)[]): never {
  const { argCount } = code;
  const d = f.defaults.length;
  const kwGiven = out.slice(argCount, argCount + code.kwOnlyCount).filter((v) => v !== undefined).length;
  const takes =
    d > 0
      ? `from ${argCount - d} to ${argCount} positional arguments`
      : `${argCount} positional argument${argCount === 1 ? '' : 's'}`;
  const gave =
    kwGiven > 0
      ? `${given} positional argument${given === 1 ? '' : 's'} (and ${kwGiven} keyword-only argument${kwGiven === 1 ? '' : 's'}) were`
      : `${given} ${given === 1 ? 'was' : 'were'}`;
  throw typeError(`${f.qualname}() takes ${takes} but ${gave} given`);
}
