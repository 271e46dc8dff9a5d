// Calls from the host: running frames to their end, waiting on the way.

import type { Block, Task } from '../../../kernel/block.ts';
import { raise, toThrown, typeError } from './errors.ts';
import { bindArguments, newFrame } from './function.ts';
import { lookup } from './attr.ts';
import { callNative } from './native.ts';
import { Cls, type Frame, Func, Gen, Method, Native, Obj, Thrown, type V } from './objects.ts';
import { Pair } from './pair.ts';
import { T, NOTHING, SUSPEND, classOf, DONE } from './types.ts';

import { R } from './vm.ts';

/** How many runs of the host are within each other: each needs the host's own stack. */
let nested = 0;
const MAX_NESTED = 120;

/** Runs a frame to its end (or a generator to its next yield). */
export function* run(frame: Frame, start: V | Thrown = NOTHING): Task<V> {
  const { vm } = R;
  frame.entry = true;
  frame.back = vm.frame;
  frame.depth = (vm.frame?.depth ?? 0) + 1;
  if (nested >= MAX_NESTED || frame.depth > vm.recursionLimit)
    throw raise('RecursionError', 'maximum recursion depth exceeded');
  let r: V;
  nested++;
  try {
    r = vm.machine.exec(frame, start);
  } finally {
    nested--;
  }
  while (r === SUSPEND) {
    const task = vm.task!;
    const at = vm.frame!;
    let block: Block = vm.block!;
    let value: V | Thrown | Pair = NOTHING;
    let finished = false;
    try {
      for (;;) {
        const wake = yield block;
        vm.frame = at;
        const s = task.next(wake);
        if (s.done) {
          value = s.value === undefined ? null : (s.value as V);
          break;
        }
        block = s.value;
      }
      finished = true;
    } catch (error) {
      value = toThrown(error);
      finished = true;
    } finally {
      if (!finished) task.return(undefined);
    }
    nested++;
    try {
      r = vm.machine.exec(at, value);
    } finally {
      nested--;
    }
  }
  return r;
}

/** Calls anything callable. `args` may be changed. */
export function* call(f: V, args: V[] = [], kw?: Map<string, V>): Task<V> {
  for (;;) {
    if (f instanceof Func) {
      const code = f.code;
      const frame = newFrame(
        f,
        code.simple && kw === undefined && args.length === code.argCount ? args : bindArguments(f, args, kw),
      );
      if (!code.generator) return yield* run(frame);
      const gen = new Gen(code.coroutine ? T.coroutine : T.generator, frame);
      frame.gen = gen;
      return gen;
    }
    if (f instanceof Native) {
      const r = callNative(f, args, kw);
      if (!f.waits) return r === undefined ? null : (r as V);
      const v = yield* r as Task<V | void>;
      return v === undefined || v === NOTHING ? null : v;
    }
    if (f instanceof Method) {
      args.unshift(f.self);
      f = f.f;
      continue;
    }
    if (f instanceof Cls) return yield* callClass(f, args, kw);
    const found: V | undefined = f instanceof Obj ? lookup(f.cls, '__call__') : undefined;
    if (found === undefined || found === null) throw typeError(`'${classOf(f).name}' object is not callable`);
    if (found instanceof Func || (found instanceof Native && found.binds)) args.unshift(f);
    f = found;
  }
}

/** `cls(…)`: `__call__` of its class, or `__new__` and then `__init__`. */
export function* callClass(cls: Cls, args: V[], kw?: Map<string, V>): Task<V> {
  if (cls.cls !== T.type) {
    const meta = lookup(cls.cls, '__call__');
    if (meta instanceof Func) return yield* call(meta, [cls, ...args], kw);
  }
  return yield* construct(cls, args, kw);
}
/** type.__call__ */
export function* construct(cls: Cls, args: V[], kw?: Map<string, V>): Task<V> {
  if (cls === T.type && args.length === 1 && (kw === undefined || kw.size === 0)) return classOf(args[0]!);
  if (cls.abstract.length > 0) {
    const n = cls.abstract;
    throw typeError(
      `Can't instantiate abstract class ${cls.name} without an implementation for abstract method${n.length === 1 ? '' : 's'} ${n.map((m) => `'${m}'`).join(', ')}`,
    );
  }
  const make = lookup(cls, '__new__')!;
  const obj = yield* call(unwrapStatic(make), [cls, ...args], kw === undefined ? undefined : new Map(kw));
  if (!classOf(obj).mro.includes(cls)) return obj;
  const init = lookup(classOf(obj), '__init__');
  if (init instanceof Func || init instanceof Native) {
    const r = yield* call(init, [obj, ...args], kw);
    if (r !== null) throw typeError(`__init__() should return None, not '${classOf(r).name}'`);
  } else if (init !== undefined && init !== null) yield* call(init, [obj, ...args], kw);
  return obj;
}
export function unwrapStatic(f: V): V {
  return f instanceof Obj && f.cls === T.staticmethod ? (f as unknown as { f: V }).f : f;
}

// --- generators

/** Resumes a generator; DONE at its end (then vm.returned has its value). */
export function* resume(gen: Gen, sent: V | Thrown): Task<V> {
  const { frame } = gen;
  if (gen.state === 'running') throw raise('ValueError', 'generator already executing');
  if (gen.state === 'done') {
    if (sent instanceof Thrown) throw sent;
    R.vm.returned = null;
    return DONE;
  }
  if (gen.state === 'new') {
    if (sent instanceof Thrown) {
      gen.state = 'done';
      throw sent;
    }
    if (sent !== null) throw typeError("can't send non-None value to a just-started generator");
    gen.state = 'running';
    const v = yield* run(frame);
    return ended(gen, v);
  }
  gen.state = 'running';
  const v = yield* run(frame, sent);
  return ended(gen, v);
}
function ended(gen: Gen, v: V): V {
  if ((gen.state as string) !== 'done') return v;
  R.vm.returned = v;
  return DONE;
}

/** Arguments of a call as SLOW passes them. */
export function kwOf(kw: V): Map<string, V> | undefined {
  return kw === null ? undefined : new Map((kw as unknown as { m: Map<string, V> }).m);
}
