// object, type, modules and None: what every program stands on.

import { typeError, raise, attributeError } from '../vm/errors.ts';
import { call, construct } from '../vm/call.ts';
import { lookup, findPlain, noAttribute, Pending, GETATTRIBUTE, store } from '../vm/attr.ts';
import { allocate, makeClass } from '../vm/classes.ts';
import { HASH, hashOfKey, keyOf, typeName } from '../vm/key.ts';
import { makeList, makeDict, makeTuple, dictOf } from '../vm/make.ts';
import { native, method, classMethod, getset } from '../vm/native.ts';
import { Cls, type Tuple, Dict, type V, Obj, Thrown, Func, versions } from '../vm/objects.ts';
import { SLOW } from '../vm/slow.ts';
import { plainRepr, repr } from '../vm/repr.ts';
import { T, NOT_IMPLEMENTED, classOf } from '../vm/types.ts';
import { format } from '../vm/format.ts';
import { unionOf } from './generic.ts';

// --- object

const objectNew = native('__new__', 'cls, /, *args, **kw', (cls: Cls, args: Tuple, kw: Dict) => {
  if (!(cls instanceof Cls)) throw typeError('object.__new__(X): X is not a type object');
  if ((args.a.length > 0 || kw.m.size > 0) && lookup(cls, '__init__') === OBJECT_INIT)
    throw typeError(`${cls.name}() takes no arguments`);
  return allocate(cls);
});
SLOW.objectNew = objectNew;
T.object.ns.set('__new__', objectNew);
const OBJECT_INIT = method(T.object, '__init__', '*args, **kw', () => null);
HASH.object = method(T.object, '__hash__', '', (self: V) => hashOfKey(keyOf(self) ?? (self as Obj)));
method(T.object, '__repr__', '', function* (self: V) {
  return self instanceof Obj ? yield* plainRepr(self) : yield* repr(self);
});
method(T.object, '__str__', '', function* (self: V) {
  return yield* repr(self);
});
method(T.object, '__format__', 'spec', function* (self: V, spec: string) {
  return yield* format(self, spec);
});
method(T.object, '__eq__', 'other', (self: V, other: V) => (self === other ? true : NOT_IMPLEMENTED));
method(T.object, '__ne__', 'other', function* (self: V, other: V) {
  const f = lookup(classOf(self), '__eq__');
  if (f === undefined) return NOT_IMPLEMENTED;
  const r = yield* call(f, [self, other]);
  return r === NOT_IMPLEMENTED ? r : r !== true;
});
for (const n of ['__lt__', '__le__', '__gt__', '__ge__']) method(T.object, n, 'other', () => NOT_IMPLEMENTED);
method(T.object, '__getattribute__', 'name', function* (self: V, name: string) {
  const found = findPlain(self, name);
  if (found === undefined) throw noAttribute(self, name);
  return found instanceof Pending ? yield* call(found.f, [...found.args]) : found;
});
GETATTRIBUTE.f = native('getattribute', 'self, name, f', function* (self: V, name: string, f: V) {
  try {
    return yield* call(f, [self, name]);
  } catch (error) {
    const fallback = lookup(classOf(self), '__getattr__');
    if (fallback === undefined || !(error instanceof Thrown) || error.exc.cls.name !== 'AttributeError') throw error;
    return yield* call(fallback, [self, name]);
  }
});
method(T.object, '__setattr__', 'name, value', function* (self: V, name: string, value: V) {
  const p = store(self, name, value, true);
  if (p !== undefined) yield* call(p.f, [...p.args]);
});
method(T.object, '__delattr__', 'name', function* (self: V, name: string) {
  const p = store(self, name, undefined, true);
  if (p !== undefined) yield* call(p.f, [...p.args]);
});
method(T.object, '__dir__', '', (self: V) => makeList(namesOf(self)));
method(T.object, '__sizeof__', '', () => 16);
method(T.object, '__reduce__', '', () => {
  throw raise('NotImplementedError', 'drydock: pickling is not simulated');
});
classMethod(T.object, '__init_subclass__', '', () => null);
classMethod(T.object, '__subclasshook__', 'c', () => NOT_IMPLEMENTED);
getset(
  T.object,
  '__class__',
  (self: V) => classOf(self),
  (self: Obj, v) => {
    if (!(v instanceof Cls)) throw typeError(`__class__ must be set to a class, not '${typeName(v ?? null)}' object`);
    self.cls = v;
  },
);
getset(
  T.object,
  '__dict__',
  (self: V) => {
    if (self instanceof Func) return (self.dict ??= makeDict());
    if (!(self instanceof Obj) || self.dict === null)
      throw attributeError(`'${typeName(self)}' object has no attribute '__dict__'`, self, '__dict__');
    return self.dict;
  },
  (self: Obj, v) => {
    if (v instanceof Dict) self.dict = v;
  },
);
T.object.ns.set('__doc__', 'The base class of the class hierarchy.');

/** Names for dir(). */
export function namesOf(v: V): string[] {
  const out = new Set<string>();
  if (v instanceof Obj && v.dict !== null) for (const k of v.dict.m.keys()) out.add(String(k));
  const cls = v instanceof Cls ? v : classOf(v);
  if (!(v instanceof Obj && v.cls === T.module))
    for (const c of cls.mro) for (const k of c.ns.m.keys()) out.add(String(k));
  return [...out].sort();
}

// --- type

T.type.ns.set(
  '__new__',
  native('__new__', 'meta, /, *args, **kw', function* (meta: Cls, args: Tuple, kw: Dict) {
    const [name, bases, ns] = args.a;
    if (args.a.length === 1) return classOf(name!);
    if (args.a.length !== 3) throw typeError('type() takes 1 or 3 arguments');
    if (typeof name !== 'string') throw typeError(`type.__new__() argument 1 must be str, not ${typeName(name!)}`);
    return yield* makeClass(meta, name, (bases as Tuple).a, ns as Dict, kw.m as Map<string, V>);
  }),
);
method(T.type, '__init__', '*args, **kw', () => null);
method(T.type, '__call__', '*args, **kw', function* (self: Cls, args: Tuple, kw: Dict) {
  return yield* construct(self, args.a, kw.m as Map<string, V>);
});
method(T.type, 'mro', '', (self: Cls) => makeList([...self.mro]));
method(T.type, '__subclasses__', '', (self: Cls) => makeList([...self.subclasses]));
method(T.type, '__repr__', '', function* (self: Cls) {
  return yield* plainRepr(self);
});
method(T.type, '__instancecheck__', 'v', (self: Cls, v: V) => classOf(v).mro.includes(self));
method(T.type, '__subclasscheck__', 'c', (self: Cls, c: V) => c instanceof Cls && c.mro.includes(self));
method(T.type, '__or__', 'other', (self: V, other: V) => unionOf(self, other));
method(T.type, '__ror__', 'other', (self: V, other: V) => unionOf(other, self));
classMethod(T.type, '__prepare__', '*args, **kw', () => makeDict());
T.type.ns.set(
  '__prepare__',
  native('__prepare__', '*args, **kw', () => makeDict()),
);
getset(
  T.type,
  '__name__',
  (self: Cls) => self.name,
  (self: Cls, v) => {
    self.name = v as string;
  },
);
getset(
  T.type,
  '__qualname__',
  (self: Cls) => self.qualname,
  (self: Cls, v) => {
    self.qualname = v as string;
  },
);
getset(T.type, '__mro__', (self: Cls) => makeTuple([...self.mro]));
getset(T.type, '__bases__', (self: Cls) => makeTuple([...self.bases]));
getset(T.type, '__base__', (self: Cls) => self.bases[0] ?? null);
getset(T.type, '__dict__', (self: Cls) => {
  const d = new Dict(T.mappingproxy);
  for (const [k, v] of self.ns.m) d.m.set(k, v);
  return d;
});
getset(
  T.type,
  '__module__',
  (self: Cls) => self.ns.get('__module__') ?? 'builtins',
  (self: Cls, v) => {
    versions.types++;
    self.ns.set('__module__', v!);
  },
);
getset(
  T.type,
  '__abstractmethods__',
  (self: Cls) => makeTuple(self.abstract),
  (self: Cls, v) => {
    self.abstract = v instanceof Obj && 'm' in v ? ([...(v as Dict).m.keys()] as string[]) : [];
  },
);
getset(
  T.type,
  '__doc__',
  (self: Cls) => self.ns.get('__doc__') ?? null,
  (self: Cls, v) => {
    self.ns.set('__doc__', v!);
  },
);
getset(
  T.type,
  '__annotations__',
  (self: Cls) => {
    let d = self.ns.get('__annotations__');
    if (d === undefined) self.ns.set('__annotations__', (d = makeDict()));
    return d;
  },
  (self: Cls, v) => {
    self.ns.set('__annotations__', v!);
  },
);

// --- modules

T.module.hasDict = true;
T.module.ns.set(
  '__new__',
  native('__new__', 'cls, name=?, doc=None', (cls: Cls, name: V | undefined, doc: V) => {
    const m = new Obj(cls);
    m.dict = dictOf([
      ['__name__', name ?? null],
      ['__doc__', doc],
      ['__package__', null],
      ['__loader__', null],
      ['__spec__', null],
    ]);
    return m;
  }),
);
method(T.module, '__init__', 'name=None, doc=None', () => null);

// --- None, NotImplemented, Ellipsis

method(T.none, '__bool__', '', () => false);
method(T.none, '__or__', 'other', (a: V, b: V) => unionOf(a, b));
method(T.none, '__ror__', 'other', (a: V, b: V) => unionOf(b, a));
