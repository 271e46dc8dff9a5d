// object, type, functions, methods, properties, modules: what every program stands on.

import type { Task } from '../../../kernel/block.ts';
import { attributeError, raise, typeError } from '../vm/errors.ts';
import { call, construct } from '../vm/call.ts';
import { GETATTRIBUTE, Pending, find, findPlain, getAttr, lookup, noAttribute, store, tryAttr } from '../vm/attr.ts';
import { allocate, makeClass } from '../vm/classes.ts';
import { HASH, hashOfKey, keyOf, typeName } from '../vm/key.ts';
import { dictOf, makeDict, makeList, makeMethod, makeTuple } from '../vm/make.ts';
import { classMethod, getset, method, native } from '../vm/native.ts';
import {
  type Cell,
  Cls,
  type CodeObj,
  Dict,
  Func,
  type GetSet,
  type Method,
  Native,
  Obj,
  Property,
  Super,
  Thrown,
  Tuple,
  type V,
  Wrapped,
  versions,
} from '../vm/objects.ts';
import { SLOW } from '../vm/slow.ts';
import { plainRepr, repr } from '../vm/repr.ts';
import { NOT_IMPLEMENTED, T, classOf, codeObject } from '../vm/types.ts';
import { format } from '../vm/format.ts';
import { equal } from '../vm/ops.ts';
import { R } from '../vm/vm.ts';

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

// --- functions

const member = (cls: Cls, name: string, get: (f: never) => V, set?: (f: never, v: V | undefined) => void): void =>
  getset(cls, name, get, set);
member(
  T.func,
  '__name__',
  (f: Func) => f.name,
  (f: Func, v) => {
    f.name = v as string;
  },
);
member(
  T.func,
  '__qualname__',
  (f: Func) => f.qualname,
  (f: Func, v) => {
    f.qualname = v as string;
  },
);
member(
  T.func,
  '__doc__',
  (f: Func) => f.doc,
  (f: Func, v) => {
    f.doc = v ?? null;
  },
);
member(
  T.func,
  '__module__',
  (f: Func) => f.module,
  (f: Func, v) => {
    f.module = v ?? null;
  },
);
member(
  T.func,
  '__code__',
  (f: Func) => codeObject(f.code),
  (f: Func, v) => {
    f.code = (v as CodeObj).code;
  },
);
member(T.func, '__globals__', (f: Func) => f.globals);
member(
  T.func,
  '__defaults__',
  (f: Func) => (f.defaults.length === 0 ? null : makeTuple(f.defaults)),
  (f: Func, v) => {
    f.defaults = v instanceof Tuple ? v.a : [];
  },
);
member(
  T.func,
  '__kwdefaults__',
  (f: Func) => (f.kwdefaults === undefined ? null : dictOf(f.kwdefaults)),
  (f: Func, v) => {
    f.kwdefaults = v instanceof Dict ? new Map(v.m as Map<string, V>) : undefined;
  },
);
member(
  T.func,
  '__annotations__',
  (f: Func) => (f.annotations ??= makeDict()),
  (f: Func, v) => {
    f.annotations = v instanceof Dict ? v : undefined;
  },
);
member(T.func, '__closure__', (f: Func) =>
  f.closure.length === 0 ? null : makeTuple(f.closure.map((c) => cellObject(c))),
);
method(T.func, '__get__', 'obj, cls=None', (self: V, obj: V) => (obj === null ? self : makeMethod(obj, self)));
method(T.func, '__call__', '*args, **kw', function* (self: V, args: Tuple, kw: Dict) {
  return yield* call(self, [...args.a], kw.m as Map<string, V>);
});
function cellObject(c: Cell): Obj {
  const o = new Obj(T.cell);
  o.dict = makeDict();
  if (c.v !== undefined) o.dict.set('cell_contents', c.v);
  return o;
}
const code = (name: string, get: (c: CodeObj) => V): void => getset(T.code, name, get as (s: never) => V);
code('co_name', (c) => c.code.name);
code('co_qualname', (c) => c.code.qualname);
code('co_filename', (c) => c.code.source.file);
code('co_firstlineno', (c) => c.code.source.line(c.code.firstAt));
code('co_argcount', (c) => c.code.argCount);
code('co_posonlyargcount', (c) => c.code.posOnlyCount);
code('co_kwonlyargcount', (c) => c.code.kwOnlyCount);
code('co_varnames', (c) => makeTuple(c.code.locals.filter((n) => n !== '')));
code('co_nlocals', (c) => c.code.locals.length);
code('co_names', (c) => makeTuple([...c.code.names]));
code('co_freevars', (c) => makeTuple([...c.code.free]));
code('co_cellvars', (c) => makeTuple(c.code.cellSlots.map((i) => c.code.locals[i]!)));
code('co_consts', (c) => makeTuple([...c.code.consts]));
code(
  'co_flags',
  (c) => 3 | (c.code.varArgs ? 4 : 0) | (c.code.varKw ? 8 : 0) | (c.code.coroutine ? 128 : c.code.generator ? 32 : 0),
);

for (const c of [T.native, T.nativeMethod]) {
  member(c, '__name__', (f: Native) => f.name);
  member(c, '__qualname__', (f: Native) => (f.owner === undefined ? f.name : `${f.owner.name}.${f.name}`));
  member(c, '__doc__', (f: Native) => f.doc);
  member(c, '__module__', (f: Native) => (f.owner === undefined ? f.module : null));
  member(c, '__objclass__', (f: Native) => f.owner ?? null);
  method(c, '__call__', '*args, **kw', function* (self: V, args: Tuple, kw: Dict) {
    return yield* call(self, [...args.a], kw.m as Map<string, V>);
  });
  method(c, '__get__', 'obj, cls=None', (self: Native, obj: V) =>
    obj === null || !self.binds ? self : makeMethod(obj, self),
  );
}
member(T.method, '__self__', (m: Method) => m.self);
member(T.method, '__func__', (m: Method) => m.f);
method(T.method, '__getattr__', 'name', function* (self: Method, name: string) {
  const v = yield* tryAttr(self.f, name);
  if (v === undefined) throw attributeError(`'method' object has no attribute '${name}'`, self, name);
  return v;
});
method(T.method, '__call__', '*args, **kw', function* (self: V, args: Tuple, kw: Dict) {
  return yield* call(self, [...args.a], kw.m as Map<string, V>);
});
for (const n of ['__name__', '__qualname__', '__doc__', '__module__']) {
  getset(T.method, n, (m: Method) => {
    const found = find(m.f, n);
    return found === undefined || found instanceof Pending ? null : found;
  });
}
T.method.ns.set(
  '__new__',
  native('__new__', 'cls, f, self', (_c: V, f: V, self: V) => makeMethod(self, f)),
);

// --- property, staticmethod, classmethod, super

T.property.hasDict = true;
T.property.ns.set(
  '__new__',
  native('__new__', 'cls, fget=None, fset=None, fdel=None, doc=None', (cls: Cls, fget: V, fset: V, fdel: V, doc: V) => {
    const p = new Property(cls, fget, fset, fdel);
    p.doc = doc ?? (fget instanceof Func ? fget.doc : null);
    p.dict = makeDict();
    if (fget instanceof Func) p.name = fget.name;
    return p;
  }),
);
method(T.property, '__init__', '*args, **kw', () => null);
const derived = (p: Property, get: V, set: V, del: V): Property => {
  const q = new Property(p.cls, get, set, del);
  q.doc = p.doc;
  q.name = p.name;
  q.dict = makeDict();
  return q;
};
method(T.property, 'getter', 'f', (p: Property, f: V) => derived(p, f, p.fset, p.fdel));
method(T.property, 'setter', 'f', (p: Property, f: V) => derived(p, p.fget, f, p.fdel));
method(T.property, 'deleter', 'f', (p: Property, f: V) => derived(p, p.fget, p.fset, f));
method(T.property, '__get__', 'obj, cls=None', function* (p: Property, obj: V) {
  if (obj === null) return p;
  if (p.fget === null)
    throw attributeError(`property '${p.name}' of '${typeName(obj)}' object has no getter`, obj, p.name);
  return yield* call(p.fget, [obj]);
});
method(T.property, '__set__', 'obj, value', function* (p: Property, obj: V, value: V) {
  if (p.fset === null)
    throw attributeError(`property '${p.name}' of '${typeName(obj)}' object has no setter`, obj, p.name);
  yield* call(p.fset, [obj, value]);
});
getset(T.property, 'fget', (p: Property) => p.fget);
getset(T.property, 'fset', (p: Property) => p.fset);
getset(T.property, 'fdel', (p: Property) => p.fdel);
getset(
  T.property,
  '__doc__',
  (p: Property) => p.doc,
  (p: Property, v) => {
    p.doc = v ?? null;
  },
);
getset(
  T.property,
  '__isabstractmethod__',
  (p: Property) => p.fget instanceof Func && p.fget.dict?.m.get('__isabstractmethod__') === true,
);
for (const [cls, kind] of [
  [T.staticmethod, 'static'],
  [T.classmethod, 'class'],
] as const) {
  cls.ns.set(
    '__new__',
    native('__new__', 'cls, f', (_c: V, f: V) => new Wrapped(cls, f, kind)),
  );
  method(cls, '__init__', '*args', () => null);
  getset(cls, '__func__', (w: Wrapped) => w.f);
  getset(cls, '__wrapped__', (w: Wrapped) => w.f);
  method(cls, '__getattr__', 'name', function* (self: Wrapped, name: string) {
    return yield* getAttr(self.f, name);
  });
  method(cls, '__get__', 'obj, c=None', (self: Wrapped, obj: V, c: V) =>
    kind === 'static' ? self.f : makeMethod(c ?? classOf(obj), self.f),
  );
}
method(T.staticmethod, '__call__', '*args, **kw', function* (self: Wrapped, args: Tuple, kw: Dict) {
  return yield* call(self.f, [...args.a], kw.m as Map<string, V>);
});
getset(T.getset, '__name__', (g: GetSet) => g.name);
method(T.getset, '__get__', 'obj, cls=None', (g: GetSet, obj: V) => (obj === null ? g : g.get(obj as never)));

T.super.ns.set(
  '__new__',
  native('__new__', 'cls, type=?, obj=?', (cls: Cls, type: V | undefined, obj: V | undefined) => {
    if (type === undefined) {
      const { frame } = R.vm;
      const f = frame?.func;
      const i = f?.code.free.indexOf('__class__') ?? -1;
      if (frame === null || frame === undefined || f === null || f === undefined || i < 0)
        throw raise('RuntimeError', 'super(): __class__ cell not found');
      const cell = f.closure[i]!;
      if (cell.v === undefined) throw raise('RuntimeError', 'super(): empty __class__ cell');
      let self = frame.locals[0] as V | Cell | undefined;
      if (f.code.argCount === 0 && !f.code.varArgs) throw raise('RuntimeError', 'super(): no arguments');
      if (self !== undefined && self !== null && typeof self === 'object' && !(self instanceof Obj)) self = self.v;
      if (f.code.argCount === 0 && self instanceof Tuple) self = self.a[0];
      type = cell.v;
      obj = self as V;
    }
    if (!(type instanceof Cls)) throw typeError(`super() argument 1 must be a type, not ${typeName(type)}`);
    if (obj === undefined) throw raise('NotImplementedError', 'drydock: unbound super objects are not simulated');
    if (obj instanceof Cls && obj.mro.includes(type)) return new Super(cls, type, obj, obj);
    const c = classOf(obj);
    if (!c.mro.includes(type)) throw typeError('super(type, obj): obj must be an instance or subtype of type');
    return new Super(cls, type, obj, c);
  }),
);
method(T.super, '__init__', '*args', () => null);

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
