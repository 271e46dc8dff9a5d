// Types of types: unions (int | str) and generic aliases (list[int]).

import type { Task } from '../../../kernel/block.ts';
import { call } from '../vm/call.ts';
import { getAttr } from '../vm/attr.ts';
import { keyOf, hashOfKey } from '../vm/key.ts';
import { makeDict, makeTuple, dictOf } from '../vm/make.ts';
import { method, native } from '../vm/native.ts';
import { type V, Obj, Tuple, Cls, Wrapped, type Dict } from '../vm/objects.ts';
import { repr } from '../vm/repr.ts';
import { T } from '../vm/types.ts';
import { equal } from '../vm/ops.ts';

export function unionOf(...items: V[]): Obj {
  const o = new Obj(T.union);
  o.dict = makeDict();
  const flat = items.flatMap((x) =>
    x instanceof Obj && x.cls === T.union ? (x.dict!.m.get('__args__') as Tuple).a : [x],
  );
  o.dict.set('__args__', makeTuple([...new Set(flat)]));
  return o;
}
method(T.union, '__or__', 'other', (self: V, other: V) => unionOf(self, other));
method(T.union, '__ror__', 'other', (self: V, other: V) => unionOf(other, self));
method(
  T.union,
  '__eq__',
  'other',
  (self: Obj, other: V) =>
    other instanceof Obj &&
    other.cls === T.union &&
    keyOf(self.dict!.get('__args__')!) === keyOf(other.dict!.get('__args__')!),
);
method(T.union, '__hash__', '', (self: Obj) => hashOfKey(keyOf(self.dict!.get('__args__')!) ?? 0));
method(T.union, '__repr__', '', function* (self: Obj) {
  const out: string[] = [];
  for (const a of (self.dict!.m.get('__args__') as Tuple).a)
    out.push(a instanceof Cls ? (a === T.none ? 'None' : a.qualname) : yield* repr(a));
  return out.join(' | ');
});

/** `list[int]` and the like: the class with its arguments. */
export function* aliasOf(origin: V, item: V): Task<V> {
  const o = new Obj(T.genericAlias);
  o.dict = dictOf([
    ['__origin__', origin],
    ['__args__', item instanceof Tuple ? item : makeTuple([item])],
    ['__parameters__', makeTuple([])],
  ]);
  return o;
}
for (const c of [T.list, T.dict, T.tuple, T.set, T.frozenset, T.type])
  c.ns.set(
    '__class_getitem__',
    new Wrapped(
      T.classmethod,
      native('__class_getitem__', 'cls, item', function* (cls: V, item: V) {
        return yield* aliasOf(cls, item);
      }),
      'class',
    ),
  );
T.genericAlias.ns.set(
  '__new__',
  native('__new__', 'cls, origin, args', function* (_cls: V, origin: V, args: V) {
    return yield* aliasOf(origin, args);
  }),
);
method(T.genericAlias, '__call__', '*args, **kw', function* (self: Obj, args: Tuple, kw: Dict) {
  return yield* call(self.dict!.m.get('__origin__')!, [...args.a], kw.m as Map<string, V>);
});
method(T.genericAlias, '__getattr__', 'name', function* (self: Obj, name: string) {
  return yield* getAttr(self.dict!.m.get('__origin__')!, name);
});
method(T.genericAlias, '__getitem__', 'item', function* (self: Obj, item: V) {
  return yield* aliasOf(self.dict!.m.get('__origin__')!, item);
});
method(T.genericAlias, '__mro_entries__', 'bases', (self: Obj) => makeTuple([self.dict!.m.get('__origin__')!]));
method(T.genericAlias, '__or__', 'other', (self: V, other: V) => unionOf(self, other));
method(T.genericAlias, '__ror__', 'other', (self: V, other: V) => unionOf(other, self));
method(T.genericAlias, '__eq__', 'other', function* (self: Obj, other: V) {
  return (
    other instanceof Obj &&
    other.cls === T.genericAlias &&
    self.dict!.get('__origin__') === other.dict!.get('__origin__') &&
    (yield* equal(self.dict!.get('__args__')!, other.dict!.get('__args__')!))
  );
});
method(T.genericAlias, '__hash__', '', (self: Obj) => hashOfKey(keyOf(self.dict!.get('__args__')!) ?? 0));
method(T.genericAlias, '__repr__', '', function* (self: Obj) {
  const out: string[] = [];
  for (const a of (self.dict!.m.get('__args__') as Tuple).a)
    out.push(
      a instanceof Cls
        ? a.ns.get('__module__') === undefined
          ? a.qualname
          : `${String(a.ns.get('__module__'))}.${a.qualname}`
        : a instanceof Obj && a === (undefined as unknown)
          ? ''
          : a !== null && typeof a === 'object' && a.cls.name === 'ellipsis'
            ? '...'
            : yield* repr(a),
    );
  const o = self.dict!.m.get('__origin__') as Cls;
  return `${typeof o.ns.get('__module__') === 'string' && o.ns.get('__module__') !== 'builtins' ? `${String(o.ns.get('__module__'))}.` : ''}${o.qualname}[${out.join(', ')}]`;
});
