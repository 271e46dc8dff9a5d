// property, staticmethod, classmethod, getset and super.

import { attributeError, raise, typeError } from '../vm/errors.ts';
import { call } from '../vm/call.ts';
import { getAttr } from '../vm/attr.ts';
import { typeName } from '../vm/key.ts';
import { makeDict, makeMethod } from '../vm/make.ts';
import { native, method, getset } from '../vm/native.ts';
import {
  Cls,
  type V,
  Property,
  Func,
  Wrapped,
  Tuple,
  type Dict,
  type GetSet,
  type Cell,
  Obj,
  Super,
} from '../vm/objects.ts';
import { T, classOf } from '../vm/types.ts';
import { R } from '../vm/vm.ts';

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
