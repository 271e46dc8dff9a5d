// What instructions call when they may have to run Python code or wait: natives that exec() runs as calls.

import type { Task } from '../../../kernel/block.ts';
import { callSpecial, getAttr, lookup, special, tryAttr } from './attr.ts';
import { call, callClass, kwOf, resume } from './call.ts';
import { buildClass, exceptionOf, instanceCheck } from './classes.ts';
import { typeError, valueError } from './errors.ts';
import { converted, format } from './format.ts';
import { currentHandled } from './handled.ts';
import { importFrom, importModule, importStar } from './import.ts';
import { typeName } from './key.ts';
import { makeDict, makeList, makeSet, makeTuple, unbox } from './make.ts';
import { native } from './native.ts';
import {
  type Cls,
  Dict,
  Exc,
  Func,
  Gen,
  Iter,
  List,
  Native,
  Obj,
  SetObj,
  TaskIter,
  Thrown,
  Tuple,
  type V,
} from './objects.ts';
import {
  binary,
  compare,
  contains,
  deleteItem,
  dictGet,
  dictSet,
  equal,
  getItem,
  inplace,
  iterate,
  length,
  next,
  setAdd,
  setItem,
  toArray,
  truth,
  unary,
} from './ops.ts';
import { Pair } from './pair.ts';
import { repr } from './repr.ts';
import { DONE, NOTHING, T } from './types.ts';
import { turnTask } from './turn.ts';
import { R } from './vm.ts';
import { writeOut } from './output.ts';

/** Marks a value for the instruction that asked. */
const marked = (...a: V[]): V => new Tuple(T.cell, a);

function* unpack(v: V, n: number): Task<V> {
  if (special(v, '__iter__') === undefined && special(v, '__getitem__') === undefined)
    throw typeError(`cannot unpack non-iterable ${typeName(v)} object`);
  const it = yield* iterate(v);
  const out: V[] = [];
  while (out.length <= n) {
    const x = it instanceof Iter ? it.next() : yield* next(it);
    if (x === DONE) break;
    out.push(x);
  }
  if (out.length > n) throw valueError(`too many values to unpack (expected ${n})`);
  if (out.length < n) throw valueError(`not enough values to unpack (expected ${n}, got ${out.length})`);
  return makeTuple(out);
}
function* unpackEx(v: V, before: number, after: number): Task<V> {
  if (special(v, '__iter__') === undefined && special(v, '__getitem__') === undefined)
    throw typeError(`cannot unpack non-iterable ${typeName(v)} object`);
  const a = yield* toArray(v);
  if (a.length < before + after)
    throw valueError(`not enough values to unpack (expected at least ${before + after}, got ${a.length})`);
  return marked(
    ...a.slice(0, before),
    makeList(a.slice(before, a.length - after)),
    ...(after > 0 ? a.slice(-after) : []),
  );
}
function calleeName(f: V): string {
  return f instanceof Func
    ? `${f.qualname}()`
    : f instanceof Native
      ? `${f.name}()`
      : typeof f === 'object' && f !== null && 'name' in f
        ? `${String((f as { name: string }).name)}()`
        : `${typeName(f)} object`;
}
function* mapping(v: V, what: (v: V) => Thrown): Task<Dict> {
  if (v instanceof Dict && !(lookup(v.cls, 'keys') instanceof Func)) return v;
  const keys = yield* tryAttr(v, 'keys');
  if (keys === undefined) throw what(v);
  const d = makeDict();
  for (const k of yield* toArray(yield* call(keys, []))) yield* dictSet(d, k, yield* getItem(v, k));
  return d;
}
function* withEnter(ctx: V, enter: string, exit: string): Task<Pair> {
  const f = special(ctx, enter),
    g = special(ctx, exit);
  if (f === undefined || g === undefined)
    throw typeError(
      `'${typeName(ctx)}' object does not support the ${enter === '__enter__' ? '' : 'asynchronous '}context manager protocol${f !== undefined ? ` (missed ${exit} method)` : ''}`,
    );
  const leave = native(exit, '*args, **kw', function* (args: Tuple) {
    return yield* callSpecial(ctx, g, [...args.a]);
  });
  return new Pair(leave, yield* callSpecial(ctx, f, []));
}
function* matchClass(v: V, cls: V, names: Tuple, n: number): Task<V> {
  if (!(cls instanceof Obj) || !('mro' in cls)) throw typeError('called match pattern must be a class');
  if (!(yield* instanceCheck(v, cls, false))) return null;
  const c = cls as Cls;
  const out: V[] = [];
  const own = yield* tryAttr(c, '__match_args__');
  let args: readonly V[] = own instanceof Tuple ? own.a : [];
  if (own === undefined && n > 0) {
    if (
      ['bool', 'bytearray', 'bytes', 'dict', 'float', 'frozenset', 'int', 'list', 'set', 'str', 'tuple'].includes(
        c.mro.find((x) => x.layout !== 'object' && !x.hasOwnNs)?.name ?? '',
      )
    ) {
      if (n > 1) throw typeError(`${c.name}() accepts 1 positional sub-pattern (${n} given)`);
      out.push(v);
      n = 0;
    } else args = [];
  }
  if (args.length < n)
    throw typeError(
      `${c.name}() accepts ${args.length} positional sub-pattern${args.length === 1 ? '' : 's'} (${n} given)`,
    );
  for (const name of [...args.slice(0, n), ...names.a]) {
    const x = yield* tryAttr(v, name as string);
    if (x === undefined) return null;
    out.push(x);
  }
  return makeTuple(out);
}

const any = (f: unknown): Native['impl'] => f as Native['impl'];
const slow = (name: string, sig: string, f: unknown): Native => native(name, sig, any(f));

export const SLOW = {
  binary: slow('binary', 'op, a, b', binary),
  inplace: slow('inplace', 'op, a, b', inplace),
  unary: slow('unary', 'op, a', unary),
  compare: slow('compare', 'op, a, b', compare),
  subscript: slow('subscript', 'a, i', getItem),
  storeSubscript: slow('storeSubscript', 'a, i, v', function* (a: V, i: V, v: V) {
    yield* setItem(a, i, v);
    return NOTHING;
  }),
  storeName: slow('storeName', 'd, k, v', function* (d: V, k: V, v: V) {
    yield* setItem(d, k, v);
    return NOTHING;
  }),
  deleteSubscript: slow('deleteSubscript', 'a, i', function* (a: V, i: V) {
    yield* deleteItem(a, i);
    return NOTHING;
  }),
  truth: slow('truth', 'v', truth),
  truthKeep: slow('truthKeep', 'v', function* (v: V) {
    return marked(v, yield* truth(v));
  }),
  drop: slow('drop', 'f, *args', function* (f: V, args: Tuple) {
    yield* call(f, [...args.a]);
    return NOTHING;
  }),
  turn: slow('turn', '', turnTask),
  iter: slow('iter', 'v', iterate),
  next: slow('next', 'it', next),
  buildSet: slow('buildSet', '*items', function* (items: Tuple) {
    const s = makeSet();
    for (const x of items.a) yield* setAdd(s, x);
    return s;
  }),
  listExtend: slow('listExtend', 'l, v, f', function* (l: List, v: V, f: V) {
    if (special(v, '__iter__') === undefined && special(v, '__getitem__') === undefined)
      throw typeError(
        f === null || f instanceof List
          ? `Value after * must be an iterable, not ${typeName(v)}`
          : `${calleeName(f)} argument after * must be an iterable, not ${typeName(v)}`,
      );
    const a = yield* toArray(v);
    for (const x of a) l.a.push(x);
    return NOTHING;
  }),
  setAdd: slow('setAdd', 's, v', function* (s: SetObj, v: V) {
    yield* setAdd(s, v);
    return NOTHING;
  }),
  setUpdate: slow('setUpdate', 's, v', function* (s: SetObj, v: V) {
    for (const x of yield* toArray(v)) yield* setAdd(s, x);
    return NOTHING;
  }),
  dictAdd: slow('dictAdd', 'd, k, v', function* (d: Dict, k: V, v: V) {
    yield* dictSet(d, k, v);
    return NOTHING;
  }),
  dictUpdate: slow('dictUpdate', 'd, v', function* (d: Dict, v: V) {
    const m = yield* mapping(v, (x) => typeError(`'${typeName(x)}' object is not a mapping`));
    for (const [k, x] of m.m) yield* dictSet(d, m.keyOf(k), x);
    return NOTHING;
  }),
  dictMerge: slow('dictMerge', 'd, v, f', function* (d: Dict, v: V, f: V) {
    const m = yield* mapping(v, (x) =>
      typeError(`${calleeName(f)} argument after ** must be a mapping, not ${typeName(x)}`),
    );
    for (const [k, x] of m.m) {
      const key = unbox(m.keyOf(k));
      if (typeof key !== 'string') throw typeError('keywords must be strings');
      if (d.m.has(key)) throw typeError(`${calleeName(f)} got multiple values for keyword argument '${key}'`);
      d.m.set(key, x);
    }
    return NOTHING;
  }),
  unpack: slow('unpack', 'v, n', unpack),
  unpackEx: slow('unpackEx', 'v, a, b', unpackEx),
  format: slow('format', 'v, spec, conv', function* (v: V, spec: string, conv: number) {
    return yield* format(conv === 0 ? v : yield* converted(v, ['', 's', 'r', 'a'][conv]!), spec);
  }),
  fromNext: slow('fromNext', 'it, sent', function* (it: V, sent: V) {
    let v: V;
    if (it instanceof Gen) v = yield* resume(it, sent);
    else if (sent === null || it instanceof Iter || it instanceof TaskIter) {
      R.vm.returned = null;
      v = yield* next(it);
    } else {
      try {
        v = yield* call(yield* getAttr(it, 'send'), [sent]);
      } catch (error) {
        if (!(error instanceof Thrown) || error.exc.cls.name !== 'StopIteration') throw error;
        R.vm.returned = error.exc.args[0] ?? null;
        v = DONE;
      }
    }
    return v === DONE ? DONE : marked(v);
  }),
  awaitable: slow('awaitable', 'v', function* (v: V) {
    const f = special(v, '__await__');
    if (f === undefined) throw typeError(`object ${typeName(v)} can't be used in 'await' expression`);
    return yield* callSpecial(v, f, []);
  }),
  raise: slow('raise', 'v, cause=?', function* (v: V, cause: V | undefined) {
    const e = yield* exceptionOf(v);
    if (cause !== undefined) {
      if (cause === null) e.cause = null;
      else if (cause instanceof Exc) e.cause = cause;
      else e.cause = yield* exceptionOf(cause);
      e.suppress = true;
    }
    const context = currentHandled(R.vm.frame);
    if (context !== undefined && context !== e && e.context === null) e.context = context;
    throw new Thrown(e);
  }),
  withEnter: slow('withEnter', 'ctx', (ctx: V) => withEnter(ctx, '__enter__', '__exit__')),
  withAenter: slow('withAenter', 'ctx', (ctx: V) => withEnter(ctx, '__aenter__', '__aexit__')),
  import: slow('import', 'name, names, level', function* (name: string, names: V, level: number) {
    return yield* importModule(name, names, level, R.vm.frame!.globals);
  }),
  importFrom: slow('importFrom', 'm, name', importFrom),
  importStar: slow('importStar', 'm', function* (m: V) {
    yield* importStar(m, R.vm.frame!);
    return NOTHING;
  }),
  buildClass: slow('__build_class__', 'body, name, *bases, **kw', buildClass),
  contains: slow('contains', 'box, v, not', function* (box: V, v: V, not: boolean) {
    return (yield* contains(box, v)) !== not;
  }),
  printExpr: slow('printExpr', 'v', function* (v: V) {
    const hook = R.vm.modules.get('sys') as Obj | undefined;
    void hook;
    if (v !== null) {
      yield* writeOut(`${yield* repr(v)}\n`);
      R.vm.builtins.set('_', v);
    }
    return NOTHING;
  }),
  matchKeys: slow('matchKeys', 'd, keys', function* (d: Dict, keys: Tuple) {
    const out: V[] = [];
    for (const k of keys.a) {
      const v = yield* dictGet(d, k);
      if (v === undefined) return null;
      out.push(v);
    }
    return makeTuple(out);
  }),
  matchRest: slow('matchRest', 'd, keys', function* (d: Dict, keys: Tuple) {
    const out = makeDict();
    for (const [k, v] of d.m) {
      const key = d.keyOf(k);
      let used = false;
      for (const x of keys.a) if (yield* equal(key, x)) used = true;
      if (!used) yield* dictSet(out, key, v);
    }
    return out;
  }),
  matchClass: slow('matchClass', 'v, cls, names, n', matchClass),
  len: slow('len', 'v', length),
  callClass: slow('callClass', 'cls, args, kw', function* (cls: Cls, args: List, kw: V) {
    return yield* callClass(cls, args.a, kwOf(kw));
  }),
  callAny: slow('callAny', 'f, args, kw', function* (f: V, args: List, kw: V) {
    return yield* call(f, args.a, kwOf(kw));
  }),
  /** object.__new__; set with the types. */
  objectNew: undefined as unknown as Native,
};
// natives whose function is an arrow that gives a task
for (const n of [SLOW.withEnter, SLOW.withAenter]) (n as { waits: boolean }).waits = true;
