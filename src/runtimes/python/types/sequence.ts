// list, tuple, range, slice: and what sequences share.

import type { Task } from '../../../kernel/block.ts';
import { call } from '../vm/call.ts';
import { raise, typeError, valueError } from '../vm/errors.ts';
import { binaryNow } from '../vm/fast.ts';
import { SLOT, element, grown } from '../vm/memory.ts';
import { hashOfKey, keyOf, typeName } from '../vm/key.ts';
import { makeDict, makeList, makeTuple, unbox } from '../vm/make.ts';
import { getset, method, native } from '../vm/native.ts';
import { type Cls, Iter, List, Range, Slice, Tuple, type V } from '../vm/objects.ts';
import { compare, equal, hash, index, iterNow, less, toArray, truth } from '../vm/ops.ts';
import { plainRepr, repr } from '../vm/repr.ts';
import { DONE, NOT_IMPLEMENTED, T } from '../vm/types.ts';

/** Start, stop and step of a slice over `n` items. */
export function* sliceOf(s: Slice, n: number): Task<[number, number, number]> {
  const num = function* (v: V): Task<number | undefined> {
    return v === null
      ? undefined
      : Number(yield* index(v, 'slice indices must be integers or None or have an __index__ method'));
  };
  const step = (yield* num(s.step)) ?? 1;
  if (step === 0) throw valueError('slice step cannot be zero');
  const clip = (v: number | undefined, otherwise: number): number => {
    if (v === undefined) return otherwise;
    if (v < 0) return Math.max(v + n, step < 0 ? -1 : 0);
    return Math.min(v, step < 0 ? n - 1 : n);
  };
  return [clip(yield* num(s.start), step < 0 ? n - 1 : 0), clip(yield* num(s.stop), step < 0 ? -1 : n), step];
}
export function pick<X>(
  a: ArrayLike<X> & { slice(i: number, j: number): unknown },
  [start, stop, step]: [number, number, number],
): X[] {
  if (step === 1) return start < stop ? (a.slice(start, stop) as X[]) : [];
  const out: X[] = [];
  if (step > 0) for (let i = start; i < stop; i += step) out.push(a[i]!);
  else for (let i = start; i > stop; i += step) out.push(a[i]!);
  return out;
}
function* place(v: V, n: number, what: string): Task<number> {
  const raw = Number(yield* index(v, `${what} indices must be integers or slices, not ${typeName(v)}`));
  return raw < 0 ? raw + n : raw;
}
function* bounds(n: number, start: V, stop: V): Task<[number, number]> {
  const fix = function* (v: V): Task<number> {
    const i = Number(yield* index(v));
    return i < 0 ? Math.max(0, i + n) : Math.min(i, n);
  };
  return [start === null ? 0 : yield* fix(start), stop === null ? n : yield* fix(stop)];
}

const SIGN = ['<', '<=', '==', '!=', '>', '>='];
/** Lexicographic comparison of arrays. */
export function* compareArrays(op: number, a: readonly V[], b: readonly V[]): Task<V> {
  if ((op === 2 || op === 3) && a.length !== b.length) return op === 3;
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    if (yield* equal(a[i]!, b[i]!)) continue;
    if (op === 2) return false;
    if (op === 3) return true;
    return yield* compare(op, a[i]!, b[i]!);
  }
  const x = a.length,
    y = b.length;
  switch (SIGN[op]) {
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '==':
      return x === y;
    case '!=':
      return x !== y;
    case '>':
      return x > y;
    default:
      return x >= y;
  }
}

for (const cls of [T.list, T.tuple]) {
  type S = List | Tuple;
  const name = cls.name;
  const make = (a: V[]): V => (cls === T.list ? makeList(a) : makeTuple(a));
  cls.ns.set(
    '__new__',
    native('__new__', 'cls, *args, **kw', function* (c: Cls, args: Tuple) {
      if (cls === T.list) {
        const o = new List(c, []);
        if (c.hasDict) o.dict = makeDict();
        return o;
      }
      if (args.a.length > 1) throw typeError(`tuple expected at most 1 argument, got ${args.a.length}`);
      const x = args.a[0];
      if (x instanceof Tuple && x.cls === T.tuple && c === T.tuple) return x;
      const o = new Tuple(c, x === undefined ? [] : [...(yield* toArray(x))]);
      if (c.hasDict) o.dict = makeDict();
      return o;
    }),
  );
  method(cls, '__init__', cls === T.list ? 'x=?' : '*args, **kw', function* (self: S, x: V | undefined) {
    if (self instanceof List) self.a = x === undefined ? [] : [...(yield* toArray(x))];
    return null;
  });
  method(cls, '__len__', '', (self: S) => self.a.length);
  method(cls, '__iter__', '', (self: S) => (self instanceof List ? iterList(self) : iterNow(makeTuple(self.a))!));
  method(cls, '__contains__', 'v', function* (self: S, v: V) {
    for (const x of self.a) if (yield* equal(x, v)) return true;
    return false;
  });
  method(cls, '__getitem__', 'i', function* (self: S, i: V) {
    if (i instanceof Slice) return make(pick(self.a, yield* sliceOf(i, self.a.length)));
    const v = self.a[yield* place(i, self.a.length, name)];
    if (v === undefined) throw raise('IndexError', `${name} index out of range`);
    return v;
  });
  method(cls, '__add__', 'b', (self: S, b: V) =>
    (cls === T.list ? b instanceof List : b instanceof Tuple) ? make(self.a.concat((b as S).a)) : NOT_IMPLEMENTED,
  );
  method(cls, '__mul__', 'n', (self: S, n: V) => binaryNow(2, make(self.a), unbox(n)) ?? NOT_IMPLEMENTED);
  method(cls, '__rmul__', 'n', (self: S, n: V) => binaryNow(2, make(self.a), unbox(n)) ?? NOT_IMPLEMENTED);
  ['lt', 'le', 'eq', 'ne', 'gt', 'ge'].forEach((op, n) => {
    method(cls, `__${op}__`, 'b', function* (self: S, b: V) {
      if (!(cls === T.list ? b instanceof List : b instanceof Tuple)) return NOT_IMPLEMENTED;
      return yield* compareArrays(n, self.a, (b as S).a);
    });
  });
  method(cls, 'count', 'v', function* (self: S, v: V) {
    let n = 0;
    for (const x of self.a) if (yield* equal(x, v)) n++;
    return n;
  });
  method(cls, 'index', 'v, start=None, stop=None', function* (self: S, v: V, start: V, stop: V) {
    const [from, to] = yield* bounds(self.a.length, start, stop);
    for (let i = from; i < to && i < self.a.length; i++) if (yield* equal(self.a[i]!, v)) return i;
    if (cls === T.tuple) throw valueError('tuple.index(x): x not in tuple');
    throw valueError(`${yield* repr(v)} is not in list`);
  });
  method(cls, '__repr__', '', function* (self: S) {
    return yield* plainRepr(self);
  });
}
function iterList(l: List): V {
  let i = 0;
  return new Iter(T.listIter, () => (i < l.a.length ? l.a[i++]! : ((i = Infinity), DONE)));
}
method(T.tuple, '__hash__', '', function* (self: Tuple) {
  const k = keyOf(makeTuple(self.a));
  if (k !== undefined) return hashOfKey(k);
  let h = 0x345678;
  for (const x of self.a) h = Math.imul(h ^ (yield* hash(x)), 1000003) | 0;
  return h;
});
T.list.ns.set('__hash__', null);
method(T.tuple, '__getnewargs__', '', (self: Tuple) => makeTuple([makeTuple(self.a)]));

// --- list

method(T.list, 'append', 'v', (self: List, v: V) => {
  element(v);
  self.a.push(v);
});
method(T.list, 'extend', 'v', function* (self: List, v: V) {
  const add = yield* toArray(v);
  grown(add.length * SLOT);
  for (const x of add === self.a ? [...add] : add) self.a.push(x);
});
method(T.list, '__iadd__', 'v', function* (self: List, v: V) {
  const add = yield* toArray(v);
  grown(add.length * SLOT);
  for (const x of add === self.a ? [...add] : add) self.a.push(x);
  return self;
});
method(T.list, '__imul__', 'n', (self: List, n: V) => {
  self.a = (binaryNow(2, makeList(self.a), unbox(n)) as List).a;
  return self;
});
method(T.list, 'insert', 'i, v', function* (self: List, i: V, v: V) {
  const at = Number(yield* index(i));
  self.a.splice(at < 0 ? Math.max(0, at + self.a.length) : at, 0, v);
});
method(T.list, 'pop', 'i=-1', function* (self: List, i: V) {
  if (self.a.length === 0) throw raise('IndexError', 'pop from empty list');
  const raw = Number(yield* index(i));
  if (raw === -1) return self.a.pop()!;
  const at = raw < 0 ? raw + self.a.length : raw;
  if (at < 0 || at >= self.a.length) throw raise('IndexError', 'pop index out of range');
  return self.a.splice(at, 1)[0]!;
});
method(T.list, 'remove', 'v', function* (self: List, v: V) {
  for (let i = 0; i < self.a.length; i++) {
    if (yield* equal(self.a[i]!, v)) {
      self.a.splice(i, 1);
      return;
    }
  }
  throw valueError('list.remove(x): x not in list');
});
method(T.list, 'clear', '', (self: List) => {
  self.a.length = 0;
});
method(T.list, 'copy', '', (self: List) => makeList([...self.a]));
method(T.list, 'reverse', '', (self: List) => void self.a.reverse());
method(T.list, '__reversed__', '', (self: List) => {
  let i = self.a.length - 1;
  return new Iter(T.reversedIter, () => (i >= 0 && i < self.a.length ? self.a[i--]! : DONE));
});
method(T.list, '__setitem__', 'i, v', function* (self: List, i: V, v: V) {
  if (i instanceof Slice) {
    const [start, stop, step] = yield* sliceOf(i, self.a.length);
    const items = [...(yield* toArray(v))];
    if (step === 1) {
      self.a = [...self.a.slice(0, start), ...items, ...self.a.slice(Math.max(start, stop))];
      return;
    }
    const places: number[] = [];
    if (step > 0) for (let k = start; k < stop; k += step) places.push(k);
    else for (let k = start; k > stop; k += step) places.push(k);
    if (places.length !== items.length)
      throw valueError(`attempt to assign sequence of size ${items.length} to extended slice of size ${places.length}`);
    places.forEach((p, k) => (self.a[p] = items[k]!));
    return;
  }
  const at = yield* place(i, self.a.length, 'list');
  if (at < 0 || at >= self.a.length) throw raise('IndexError', 'list assignment index out of range');
  self.a[at] = v;
});
method(T.list, '__delitem__', 'i', function* (self: List, i: V) {
  if (i instanceof Slice) {
    const [start, stop, step] = yield* sliceOf(i, self.a.length);
    const gone = new Set<number>();
    if (step > 0) for (let k = start; k < stop; k += step) gone.add(k);
    else for (let k = start; k > stop; k += step) gone.add(k);
    const kept = self.a.filter((_, k) => !gone.has(k));
    self.a.length = 0;
    for (const x of kept) self.a.push(x);
    return;
  }
  const at = yield* place(i, self.a.length, 'list');
  if (at < 0 || at >= self.a.length) throw raise('IndexError', 'list assignment index out of range');
  self.a.splice(at, 1);
});
/** Merge sort: stable, and each comparison may be Python code. */
export function* sortArray(items: readonly V[], key: V, reverse: boolean): Task<V[]> {
  const pairs: { k: V; v: V }[] = [];
  for (const v of items) pairs.push({ k: key === null ? v : yield* call(key, [v]), v });
  const allNumbers = pairs.every((p) => typeof p.k === 'number');
  const allText = !allNumbers && pairs.every((p) => typeof p.k === 'string' && !/[\ud800-\udfff]/.test(p.k));
  if (reverse) pairs.reverse();
  let sorted = pairs;
  if (allNumbers) sorted.sort((a, b) => (a.k as number) - (b.k as number));
  else if (allText) sorted.sort((a, b) => ((a.k as string) < (b.k as string) ? -1 : a.k === b.k ? 0 : 1));
  else sorted = yield* mergeSort(pairs);
  if (reverse) sorted.reverse();
  return sorted.map((p) => p.v);
}
function* mergeSort(a: { k: V; v: V }[]): Task<{ k: V; v: V }[]> {
  if (a.length < 2) return a;
  const mid = a.length >> 1;
  const left = yield* mergeSort(a.slice(0, mid)),
    right = yield* mergeSort(a.slice(mid));
  const out: { k: V; v: V }[] = [];
  let i = 0,
    j = 0;
  while (i < left.length && j < right.length)
    out.push((yield* less(right[j]!.k, left[i]!.k)) ? right[j++]! : left[i++]!);
  while (i < left.length) out.push(left[i++]!);
  while (j < right.length) out.push(right[j++]!);
  return out;
}
method(T.list, 'sort', '*, key=None, reverse=False', function* (self: List, key: V, reverse: V) {
  const items = [...self.a];
  const sorted = yield* sortArray(items, key, yield* truth(reverse));
  self.a.splice(0, self.a.length, ...sorted);
});

// --- range, slice

T.range.ns.set(
  '__new__',
  native('__new__', 'cls, start, stop=?, step=1', function* (_c: Cls, a: V, b: V | undefined, c: V) {
    const n = function* (v: V): Task<number> {
      return Number(yield* index(v));
    };
    const step = yield* n(c);
    if (step === 0) throw valueError('range() arg 3 must not be zero');
    return b === undefined ? new Range(T.range, 0, yield* n(a), 1) : new Range(T.range, yield* n(a), yield* n(b), step);
  }),
);
method(T.range, '__init__', '*args, **kw', () => null);
method(T.range, '__len__', '', (r: Range) => r.length);
method(T.range, '__iter__', '', (r: Range) => iterNow(r)!);
method(T.range, '__reversed__', '', (r: Range) =>
  iterNow(new Range(T.range, r.start + (r.length - 1) * r.step, r.start - r.step, -r.step))!,
);
method(T.range, '__getitem__', 'i', function* (r: Range, i: V) {
  if (i instanceof Slice) {
    const [start, stop, step] = yield* sliceOf(i, r.length);
    return new Range(T.range, r.start + start * r.step, r.start + stop * r.step, step * r.step);
  }
  const at = yield* place(i, r.length, 'range');
  if (at < 0 || at >= r.length) throw raise('IndexError', 'range object index out of range');
  return r.start + at * r.step;
});
const inRange = (r: Range, v: V): boolean =>
  typeof v === 'number' &&
  (v - r.start) % r.step === 0 &&
  (v - r.start) / r.step >= 0 &&
  (v - r.start) / r.step < r.length;
method(T.range, '__contains__', 'v', (r: Range, v: V) => inRange(r, typeof v === 'boolean' ? Number(v) : v));
method(T.range, 'index', 'v', (r: Range, v: V) => {
  if (!inRange(r, v)) throw valueError(`${String(v)} is not in range`);
  return ((v as number) - r.start) / r.step;
});
method(T.range, 'count', 'v', (r: Range, v: V) => Number(inRange(r, v)));
method(T.range, '__hash__', '', (r: Range) => hashOfKey(keyOf(r)!));
method(T.range, '__eq__', 'b', (r: Range, b: V) => (b instanceof Range ? keyOf(r) === keyOf(b) : NOT_IMPLEMENTED));
getset(T.range, 'start', (r: Range) => r.start);
getset(T.range, 'stop', (r: Range) => r.stop);
getset(T.range, 'step', (r: Range) => r.step);
T.slice.ns.set(
  '__new__',
  native('__new__', 'cls, a, b=?, c=None', (_c: Cls, a: V, b: V | undefined, c: V) =>
    b === undefined ? new Slice(T.slice, null, a, null) : new Slice(T.slice, a, b, c),
  ),
);
method(T.slice, '__init__', '*args', () => null);
getset(T.slice, 'start', (s: Slice) => s.start);
getset(T.slice, 'stop', (s: Slice) => s.stop);
getset(T.slice, 'step', (s: Slice) => s.step);
method(T.slice, 'indices', 'n', function* (s: Slice, n: number) {
  return makeTuple(yield* sliceOf(s, n));
});
method(T.slice, '__eq__', 'b', function* (s: Slice, b: V) {
  return b instanceof Slice
    ? (yield* equal(s.start, b.start)) && (yield* equal(s.stop, b.stop)) && (yield* equal(s.step, b.step))
    : NOT_IMPLEMENTED;
});
