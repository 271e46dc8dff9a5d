// Operators in full: the methods of classes, reflected ones, in place; hashing, truth, iteration, items.

import type { Task } from '../../../kernel/block.ts';
import { callSpecial, lookup, special, tryAttr } from './attr.ts';
import { call, resume } from './call.ts';
import { raise, stopIteration, typeError } from './errors.ts';
import { binaryNow, compareNow, containsNow, equalNow, subscriptNow, truthNow, unaryNow } from './fast.ts';
import { intOf } from './fast-numbers.ts';
import { HASH, hashOfKey, keyOf, tupleKey, typeName } from './key.ts';
import { arrayIter, hostIter, unbox } from './make.ts';
import {
  Boxed,
  Bytes,
  Cls,
  Dict,
  Func,
  Gen,
  Iter,
  type Key,
  List,
  Obj,
  Range,
  SetObj,
  TaskIter,
  Thrown,
  Tuple,
  type V,
  View,
} from './objects.ts';
import { DONE, NOT_IMPLEMENTED, T, classOf } from './types.ts';
import { setOrder } from './repr.ts';
import { R } from './vm.ts';

const NAMES = [
  'add',
  'sub',
  'mul',
  'truediv',
  'floordiv',
  'mod',
  'pow',
  'matmul',
  'and',
  'or',
  'xor',
  'lshift',
  'rshift',
] as const;
const SIGNS = ['+', '-', '*', '/', '//', '%', '** or pow()', '@', '&', '|', '^', '<<', '>>'] as const;

function* half(a: V, name: string, b: V): Task<V> {
  const f = special(a, name);
  return f === undefined ? NOT_IMPLEMENTED : yield* callSpecial(a, f, [b]);
}

/** `a op b` by an operator's number. */
export function* binary(op: number, a: V, b: V): Task<V> {
  const r = binaryNow(op, a, b);
  if (r !== undefined) return r;
  const left = classOf(a),
    right = classOf(b);
  const name = `__${NAMES[op]}__`,
    reflected = `__r${NAMES[op]}__`;
  const swapped = left !== right && right.mro.includes(left) && lookup(right, reflected) !== lookup(left, reflected);
  if (swapped) {
    const v = yield* half(b, reflected, a);
    if (v !== NOT_IMPLEMENTED) return v;
  }
  const v = yield* half(a, name, b);
  if (v !== NOT_IMPLEMENTED) return v;
  if (!swapped && left !== right) {
    const w = yield* half(b, reflected, a);
    if (w !== NOT_IMPLEMENTED) return w;
  }
  const x = unbox(a),
    y = unbox(b);
  if (x !== a || y !== b) {
    const w = binaryNow(op, x, y);
    if (w !== undefined) return w;
  }
  if (op === 0 && typeof x === 'string') throw typeError(`can only concatenate str (not "${right.name}") to str`);
  if (op === 0 && x instanceof List) throw typeError(`can only concatenate list (not "${right.name}") to list`);
  if (op === 0 && x instanceof Tuple) throw typeError(`can only concatenate tuple (not "${right.name}") to tuple`);
  if (op === 0 && x instanceof Bytes) throw typeError(`can't concat ${right.name} to bytes`);
  if (op === 2 && (typeof x === 'string' || x instanceof List || x instanceof Tuple || x instanceof Bytes))
    throw typeError(`can't multiply sequence by non-int of type '${right.name}'`);
  if (op === 2 && (typeof y === 'string' || y instanceof List || y instanceof Tuple))
    throw typeError(`can't multiply sequence by non-int of type '${left.name}'`);
  throw typeError(`unsupported operand type(s) for ${SIGNS[op]}: '${left.name}' and '${right.name}'`);
}
export function* inplace(op: number, a: V, b: V): Task<V> {
  if (a instanceof Obj) {
    const f = special(a, `__i${NAMES[op]}__`);
    if (f !== undefined) {
      const v = yield* callSpecial(a, f, [b]);
      if (v !== NOT_IMPLEMENTED) return v;
    }
  }
  try {
    return yield* binary(op, a, b);
  } catch (error) {
    if (
      error instanceof Thrown &&
      typeof error.exc.args[0] === 'string' &&
      error.exc.args[0].startsWith('unsupported operand type(s) for ')
    ) {
      const sign = SIGNS[op]!.split(' ')[0]!;
      error.exc.args[0] = error.exc.args[0].replace(/for (\S+)( or pow\(\))?:/, `for ${sign}=:`);
    }
    throw error;
  }
}
export function* unary(op: number, a: V): Task<V> {
  if (op === 3) return !(yield* truth(a));
  const r = unaryNow(op, a);
  if (r !== undefined) return r;
  const name = ['__neg__', '__pos__', '__invert__'][op]!;
  const f = special(a, name);
  if (f !== undefined) return yield* callSpecial(a, f, []);
  const v = unaryNow(op, unbox(a));
  if (v !== undefined) return v;
  throw typeError(`bad operand type for unary ${['-', '+', '~'][op]}: '${typeName(a)}'`);
}

const COMPARE_NAMES = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
const SWAPPED = [4, 5, 2, 3, 0, 1];
const COMPARE_SIGNS = ['<', '<=', '==', '!=', '>', '>='];

export function* compare(op: number, a: V, b: V): Task<V> {
  const r = compareNow(op, a, b);
  if (r !== undefined) return r;
  const left = classOf(a),
    right = classOf(b);
  const swapped =
    left !== right && right.mro.includes(left) && lookup(right, COMPARE_NAMES[SWAPPED[op]!]!) instanceof Func;
  if (swapped) {
    const v = yield* half(b, COMPARE_NAMES[SWAPPED[op]!]!, a);
    if (v !== NOT_IMPLEMENTED) return v;
  }
  const v = yield* half(a, COMPARE_NAMES[op]!, b);
  if (v !== NOT_IMPLEMENTED) return v;
  if (!swapped) {
    const w = yield* half(b, COMPARE_NAMES[SWAPPED[op]!]!, a);
    if (w !== NOT_IMPLEMENTED) return w;
  }
  if (op === 2) return a === b;
  if (op === 3) return a !== b;
  throw typeError(`'${COMPARE_SIGNS[op]}' not supported between instances of '${left.name}' and '${right.name}'`);
}
/** `a == b` as containers ask: the same object is equal. */
export function* equal(a: V, b: V): Task<boolean> {
  if (a === b) return true;
  const e = a instanceof Obj && a.cls.hasDict ? undefined : equalNow(a, b);
  if (e !== undefined) return e;
  return yield* truth(yield* compare(2, a, b));
}
export function* less(a: V, b: V): Task<boolean> {
  const r = compareNow(0, a, b);
  return r !== undefined ? r : yield* truth(yield* compare(0, a, b));
}

export function* truth(v: V): Task<boolean> {
  const t = truthNow(v);
  if (t !== undefined) return t;
  const f = special(v, '__bool__');
  if (f !== undefined) {
    const r = yield* callSpecial(v, f, []);
    if (typeof r !== 'boolean') throw typeError(`__bool__ should return bool, returned ${typeName(r)}`);
    return r;
  }
  const g = special(v, '__len__');
  if (g !== undefined) return (yield* callSpecial(v, g, [])) !== 0;
  if (v instanceof Boxed) return truthNow(v.v) === true;
  return true;
}

// --- hashing

export function* hash(v: V): Task<number> {
  const k = yield* keyFor(v);
  if (k !== v || !(v instanceof Obj)) return hashOfKey(k);
  const f = lookup(v.cls, '__hash__');
  if (f instanceof Func) return Number(BigInt.asIntN(61, BigInt((yield* call(f, [v])) as number)));
  return hashOfKey(k);
}
/** The key of a value in a dict that has `buckets`; asks `__hash__` and `__eq__` where there are some. */
export function* keyIn(d: { buckets: Map<number, Obj[]> | undefined }, v: V, add: boolean): Task<Key> {
  const now = keyOf(v);
  if (now !== undefined) return now;
  if (v instanceof Tuple) {
    const keys: Key[] = [];
    for (const x of v.a) keys.push(yield* keyIn(d, x, add));
    return tupleKey(keys);
  }
  const o = v as Obj;
  const f = lookup(o.cls, '__hash__');
  if (f === undefined || f === null) throw typeError(`unhashable type: '${o.cls.name}'`);
  if (f === HASH.object && !(lookup(o.cls, '__eq__') instanceof Func)) return o;
  const raw = yield* callSpecial(o, f, []);
  if (typeof raw !== 'number' && typeof raw !== 'bigint') throw typeError('__hash__ method should return an integer');
  if (o instanceof Boxed) {
    const plain = keyOf(o.v as V);
    if (plain !== undefined) return plain;
  }
  const h = hashOfKey(raw);
  const bucket = d.buckets?.get(h);
  if (bucket !== undefined) for (const other of bucket) if (other === o || (yield* equal(other, o))) return other;
  if (add) {
    d.buckets ??= new Map();
    if (bucket === undefined) d.buckets.set(h, [o]);
    else bucket.push(o);
  }
  return o;
}
export function* keyFor(v: V): Task<Key> {
  return yield* keyIn({ buckets: undefined }, v, false);
}
export function* dictGet(d: Dict, key: V): Task<V | undefined> {
  return d.m.get(yield* keyIn(d, key, false));
}
export function* dictSet(d: Dict, key: V, value: V): Task {
  d.put(yield* keyIn(d, key, true), key, value);
}
export function* setAdd(s: SetObj, v: V): Task {
  const k = yield* keyIn(s, v, true);
  if (!s.m.has(k)) s.m.set(k, v);
}

// --- items

export function* getItem(a: V, i: V): Task<V> {
  const r = subscriptNow(a, i);
  if (r !== undefined) return r;
  const f = special(a, '__getitem__');
  if (f !== undefined) return yield* callSpecial(a, f, [i]);
  if (a instanceof Cls) {
    const g = yield* tryAttr(a, '__class_getitem__');
    if (g !== undefined) return yield* call(g, [i]);
    throw typeError(`type '${a.name}' is not subscriptable`);
  }
  throw typeError(`'${typeName(a)}' object is not subscriptable`);
}
export function* setItem(a: V, i: V, v: V): Task {
  const f = special(a, '__setitem__');
  if (f === undefined) throw typeError(`'${typeName(a)}' object does not support item assignment`);
  yield* callSpecial(a, f, [i, v]);
}
export function* deleteItem(a: V, i: V): Task {
  const f = special(a, '__delitem__');
  if (f === undefined)
    throw typeError(
      `'${typeName(a)}' object ${f === undefined && special(a, '__getitem__') !== undefined ? "doesn't support item deletion" : 'does not support item deletion'}`,
    );
  yield* callSpecial(a, f, [i]);
}
export function* contains(box: V, v: V): Task<boolean> {
  const r = containsNow(box, v);
  if (r !== undefined) return r;
  const f = special(box, '__contains__');
  if (f !== undefined) return yield* truth(yield* callSpecial(box, f, [v]));
  if (special(box, '__iter__') === undefined && special(box, '__getitem__') === undefined)
    throw typeError(`argument of type '${typeName(box)}' is not iterable`);
  const it = yield* iterate(box);
  for (let x = yield* next(it); x !== DONE; x = yield* next(it)) if (yield* equal(x, v)) return true;
  return false;
}
export function* length(v: V): Task<number> {
  if (v instanceof List || v instanceof Tuple) {
    if (!(v.cls.hasDict && lookup(v.cls, '__len__') instanceof Func)) return v.a.length;
  }
  const f = special(v, '__len__');
  if (f === undefined) throw typeError(`object of type '${typeName(v)}' has no len()`);
  const n = yield* callSpecial(v, f, []);
  if (typeof n !== 'number') throw typeError(`'${typeName(n)}' object cannot be interpreted as an integer`);
  if (n < 0) throw raise('ValueError', '__len__() should return >= 0');
  return n;
}
/** An int from something that may have `__index__`. */
export function* index(v: V, what?: string): Task<number | bigint> {
  const n = intOf(unbox(v));
  if (n !== undefined) return n;
  const f = special(v, '__index__');
  if (f === undefined) throw typeError(what ?? `'${typeName(v)}' object cannot be interpreted as an integer`);
  return (yield* callSpecial(v, f, [])) as number;
}

// --- iteration

function guarded(d: { m: Map<Key, V> }, what: string, make: (k: Key) => V, cls: Cls): Iter {
  const { size } = d.m;
  const it = d.m.keys();
  return new Iter(cls, () => {
    if (d.m.size !== size) throw raise('RuntimeError', `${what} changed size during iteration`);
    const s = it.next();
    return s.done ? DONE : make(s.value);
  });
}
/** An iterator of the host for built-in iterables; undefined for others. */
export function iterNow(v: V): V | undefined {
  if (typeof v === 'string') return hostIter(v[Symbol.iterator](), T.strIter);
  if (!(v instanceof Obj)) return undefined;
  if (v instanceof Iter || v instanceof TaskIter) return v;
  if (v instanceof Gen) return v.cls === T.coroutine ? undefined : v;
  if (v.cls.hasDict && lookup(v.cls, '__iter__') instanceof Func) return undefined;
  if (v instanceof List) return arrayIter(v.a);
  if (v instanceof Tuple) return arrayIter(v.a, T.tupleIter);
  if (v instanceof Dict) return guarded(v, 'dictionary', (k) => v.keyOf(k), T.keyIter);
  if (v instanceof SetObj) {
    const { size } = v.m;
    const order = setOrder(v);
    let i = 0;
    return new Iter(T.setIter, () => {
      if (v.m.size !== size) throw raise('RuntimeError', 'Set changed size during iteration');
      return i < order.length ? order[i++]! : DONE;
    });
  }
  if (v instanceof View) {
    const { d } = v;
    if (v.kind === 'keys') return guarded(d, 'dictionary', (k) => d.keyOf(k), T.keyIter);
    if (v.kind === 'values') return guarded(d, 'dictionary', (k) => d.m.get(k)!, T.valueIter);
    return guarded(d, 'dictionary', (k) => new Tuple(T.tuple, [d.keyOf(k), d.m.get(k)!]), T.itemIter);
  }
  if (v instanceof Range) {
    let i = 0;
    return new Iter(T.rangeIter, () => (i < v.length ? v.start + v.step * i++ : DONE));
  }
  if (v instanceof Bytes) {
    let i = 0;
    return new Iter(T.bytesIter, () => (i < v.b.length ? v.b[i++]! : DONE));
  }
  if (v instanceof Boxed && typeof v.v === 'string') return hostIter(v.v[Symbol.iterator](), T.strIter);
  return undefined;
}
/** iter(v) */
export function* iterate(v: V): Task<V> {
  const now = iterNow(v);
  if (now !== undefined) return now;
  const f = special(v, '__iter__');
  if (f !== undefined) {
    const it = yield* callSpecial(v, f, []);
    if (
      special(it, '__next__') === undefined &&
      !(it instanceof Iter) &&
      !(it instanceof Gen) &&
      !(it instanceof TaskIter)
    )
      throw typeError(`iter() returned non-iterator of type '${typeName(it)}'`);
    return it;
  }
  const g = v instanceof Cls || lookup(classOf(v), '__iter__') === null ? undefined : special(v, '__getitem__');
  if (g === undefined) throw typeError(`'${typeName(v)}' object is not iterable`);
  let i = 0;
  return new TaskIter(T.iterator, function* () {
    try {
      return yield* callSpecial(v, g, [i++]);
    } catch (error) {
      if (
        error instanceof Thrown &&
        error.exc.cls.mro.some((c) => c.name === 'IndexError' || c.name === 'StopIteration')
      )
        return DONE;
      throw error;
    }
  });
}
/** The next value of an iterator, DONE at its end. */
export function* next(it: V): Task<V> {
  if (it instanceof Iter) return it.next();
  if (it instanceof Gen) return yield* resume(it, null);
  if (it instanceof TaskIter) return yield* it.next();
  const f = special(it, '__next__');
  if (f === undefined) throw typeError(`'${typeName(it)}' object is not an iterator`);
  try {
    return yield* callSpecial(it, f, []);
  } catch (error) {
    if (error instanceof Thrown && error.exc.cls.mro.some((c) => c.name === 'StopIteration')) {
      R.vm.returned = error.exc.args[0] ?? null;
      return DONE;
    }
    throw error;
  }
}
/** All values of an iterable. The array may be the iterable's own: not to be changed. */
export function* toArray(v: V): Task<readonly V[]> {
  if ((v instanceof List || v instanceof Tuple) && !v.cls.hasDict) return v.a;
  if (v instanceof Dict && !v.cls.hasDict && v.k === undefined) return [...v.m.keys()] as V[];
  if (v instanceof SetObj && !v.cls.hasDict) return setOrder(v);
  const it = yield* iterate(v);
  const out: V[] = [];
  if (it instanceof Iter) {
    for (let x = it.next(); x !== DONE; x = it.next()) out.push(x);
    return out;
  }
  for (let x = yield* next(it); x !== DONE; x = yield* next(it)) out.push(x);
  return out;
}
/** Next of the next() builtin: the end is StopIteration. */
export function* nextOrStop(it: V): Task<V> {
  const v = yield* next(it);
  if (v === DONE) throw stopIteration(it instanceof Gen ? R.vm.returned : null);
  return v;
}
