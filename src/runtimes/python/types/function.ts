// Functions, methods, cells and code objects as a program sees them.

import { attributeError } from '../vm/errors.ts';
import { call } from '../vm/call.ts';
import { tryAttr, find, Pending } from '../vm/attr.ts';
import { makeTuple, dictOf, makeDict, makeMethod } from '../vm/make.ts';
import { getset, method, native } from '../vm/native.ts';
import {
  type Cls,
  type V,
  type Func,
  type CodeObj,
  Tuple,
  Dict,
  type Cell,
  Obj,
  type Native,
  type Method,
} from '../vm/objects.ts';
import { T, codeObject } from '../vm/types.ts';

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
