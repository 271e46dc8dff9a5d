// Making classes: the class statement, type(), bases and layouts, super().

import type { Task } from '../../../kernel/block.ts';
import { getAttr, linearize, lookup, tryAttr } from './attr.ts';
import { call, run } from './call.ts';
import { E, typeError } from './errors.ts';
import { newFrame } from './function.ts';
import { makeDict, makeTuple } from './make.ts';
import {
  Cell,
  Cls,
  Dict,
  Exc,
  Func,
  type Layout,
  Native,
  Obj,
  Property,
  Tuple,
  type V,
  Wrapped,
  versions,
} from './objects.ts';
import { T, classOf } from './types.ts';

/** Names that are no attribute of instances. */
const IMPLICIT_CLASS = new Set(['__init_subclass__', '__class_getitem__']);

/** type.__new__: a class out of its namespace. */
export function* makeClass(meta: Cls, name: string, bases: V[], ns: Dict, kw: Map<string, V>): Task<Cls> {
  const parents: Cls[] = [];
  for (const b of bases) {
    if (!(b instanceof Cls)) throw typeError('bases must be types');
    if (b.final) throw typeError(`type '${b.name}' is not an acceptable base type`);
    parents.push(b);
  }
  if (parents.length === 0) parents.push(T.object);
  let layout: Layout = 'object';
  for (const b of parents) {
    if (b.layout === 'object' || b.layout === layout) continue;
    if (layout !== 'object') throw typeError('multiple bases have instance lay-out conflict');
    layout = b.layout;
  }
  const d = makeDict();
  for (const [k, v] of ns.m) d.put(k, ns.keyOf(k), v);
  const cls = new Cls(meta, name, parents, d, layout);
  cls.hasOwnNs = true;
  cls.mro = linearize(cls);
  cls.hasDict = true;
  const cell = d.m.get('__classcell__');
  d.m.delete('__classcell__');
  const q = d.m.get('__qualname__');
  d.m.delete('__qualname__');
  if (typeof q === 'string') cls.qualname = q;
  if (d.m.get('__module__') === undefined) d.set('__module__', 'builtins');
  if (d.m.get('__doc__') === undefined) d.set('__doc__', null);
  if (d.m.get('__eq__') !== undefined && d.m.get('__hash__') === undefined) d.set('__hash__', null);
  for (const special of IMPLICIT_CLASS) {
    const f = d.m.get(special);
    if (f instanceof Func) d.set(special, new Wrapped(T.classmethod, f, 'class'));
  }
  const make = d.m.get('__new__');
  if (make instanceof Func) d.set('__new__', new Wrapped(T.staticmethod, make, 'static'));
  slots(cls, parents, d);
  abstracts(cls);
  for (const b of parents) if (b.hasOwnNs) b.subclasses.push(cls);
  versions.types++;
  if (cell !== undefined) (cell as unknown as Cell).v = cls;
  for (const [k, v] of [...d.m]) {
    if (v instanceof Property && v.name === '') v.name = String(k);
    if (!(v instanceof Obj) || !v.cls.hasDict) continue;
    const f = lookup(v.cls, '__set_name__');
    if (f !== undefined && !(v instanceof Cls)) yield* call(f, [v, cls, k as string]);
  }
  const parentInit = cls.mro
    .slice(1)
    .map((c) => c.ns.m.get('__init_subclass__'))
    .find((x) => x !== undefined);
  if (parentInit instanceof Wrapped) yield* call(parentInit.f, [cls], kw);
  else if (kw.size > 0) throw typeError(`${name}.__init_subclass__() takes no keyword arguments`);
  return cls;
}
/** `__slots__`: instances have these attributes only, when all classes above say so too. */
function slots(cls: Cls, parents: readonly Cls[], d: Dict): void {
  const own = d.m.get('__slots__');
  if (own === undefined) return;
  const names =
    typeof own === 'string'
      ? [own]
      : own instanceof Tuple || (own instanceof Obj && 'a' in own)
        ? ((own as Tuple).a as string[])
        : own instanceof Dict
          ? ([...own.m.keys()] as string[])
          : [];
  if (names.includes('__dict__')) return;
  const all = new Set(names);
  for (const p of parents) {
    if (p === T.object) continue;
    if (p.layout !== 'object' || p.slots === undefined) return;
    for (const n of p.slots) all.add(n);
  }
  cls.slots = all;
}
function abstracts(cls: Cls): void {
  const meta = cls.mro.some((c) => c.cls !== T.type && c.cls.name === 'ABCMeta');
  if (!meta) return;
  const names = new Set<string>();
  for (const b of cls.bases) for (const n of b.abstract) names.add(n);
  for (const k of cls.ns.m.keys()) names.add(String(k));
  cls.abstract = [...names].filter((n) => isAbstract(lookup(cls, n))).sort();
}
function isAbstract(v: V | undefined): boolean {
  if (v instanceof Func) return v.dict?.m.get('__isabstractmethod__') === true;
  if (v instanceof Property) return isAbstract(v.fget) || isAbstract(v.fset);
  return v instanceof Wrapped ? isAbstract(v.f) : false;
}

/** The metaclass that all bases agree on. */
function metaOf(given: Cls, bases: readonly V[]): Cls {
  let best = given;
  for (const b of bases) {
    const m = classOf(b);
    if (best.mro.includes(m)) continue;
    if (m.mro.includes(best)) best = m;
    else
      throw typeError(
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
  }
  return best;
}

/** What a class statement calls: the body as a function, the name, bases, keywords. */
export function* buildClass(body: V, name: V, given: Tuple, kw: Dict): Task<V> {
  const keywords = new Map(kw.m as Map<string, V>);
  let bases: V[] = given.a;
  if (bases.some((b) => !(b instanceof Cls))) {
    const out: V[] = [];
    for (const b of bases) {
      const f = b instanceof Cls ? undefined : yield* tryAttr(b, '__mro_entries__');
      if (f === undefined) out.push(b);
      else out.push(...((yield* call(f, [given])) as Tuple).a);
    }
    bases = out;
  }
  let meta: V = keywords.get('metaclass') ?? (bases.length > 0 ? classOf(bases[0]!) : T.type);
  keywords.delete('metaclass');
  if (meta instanceof Cls) meta = metaOf(meta, bases);
  let ns: Dict = makeDict();
  const prepare = yield* tryAttr(meta, '__prepare__');
  if (prepare !== undefined && !(prepare instanceof Native))
    ns = (yield* call(prepare, [name, makeTuple(bases)], new Map(keywords))) as Dict;
  const f = body as Func;
  const frame = newFrame(f, []);
  frame.names = ns;
  yield* run(frame);
  if (bases !== given.a) ns.set('__orig_bases__', given);
  const cls = yield* call(meta, [name, makeTuple(bases), ns], keywords);
  return cls;
}

/** An empty instance of a class, by its layout. */
export function allocate(cls: Cls): Obj {
  if (cls.layout === 'exc') {
    const e = new Exc(cls);
    e.dict = makeDict();
    return e;
  }
  const o = new Obj(cls);
  if (cls.hasDict) o.dict = makeDict();
  return o;
}
export function isInstance(v: V, cls: Cls): boolean {
  const c = classOf(v);
  return c === cls || c.mro.includes(cls);
}
/** isinstance() and issubclass() with tuples, unions and `__instancecheck__`. */
export function* instanceCheck(v: V, of: V, sub: boolean): Task<boolean> {
  if (of instanceof Cls) {
    const hook = of.cls === T.type ? undefined : lookup(of.cls, sub ? '__subclasscheck__' : '__instancecheck__');
    if (hook instanceof Func) return (yield* call(hook, [of, v])) === true;
    if (sub) {
      if (!(v instanceof Cls)) throw typeError('issubclass() arg 1 must be a class');
      if (v.mro.includes(of)) return true;
    } else {
      if (isInstance(v, of)) return true;
      // a proxy may say that it is of another class
      if (
        v instanceof Obj &&
        v.cls.layout === 'object' &&
        v.cls.hasDict &&
        lookup(v.cls, '__class__') instanceof Property
      ) {
        const c = yield* getAttr(v, '__class__');
        if (c instanceof Cls && c.mro.includes(of)) return true;
      }
    }
    const abc = lookup(of, '__subclasshook__');
    if (abc instanceof Wrapped && of.ns.m.has('__subclasshook__')) {
      const r = yield* call(abc.f, [of, sub ? v : classOf(v)]);
      if (typeof r === 'boolean') return r;
    }
    return false;
  }
  if (of instanceof Tuple) {
    for (const x of of.a) if (yield* instanceCheck(v, x, sub)) return true;
    return false;
  }
  if (of === null) return sub ? v === T.none : v === null;
  const args = of instanceof Obj && of.cls === T.union ? of.dict!.m.get('__args__') : undefined;
  if (args instanceof Tuple)
    return yield* instanceCheck(v, makeTuple(args.a.map((a) => (a === null ? T.none : a))), sub);
  const hook = of instanceof Obj ? lookup(of.cls, sub ? '__subclasscheck__' : '__instancecheck__') : undefined;
  if (hook !== undefined && hook instanceof Func) return (yield* call(hook, [of, v])) === true;
  throw typeError(
    `${sub ? 'issubclass' : 'isinstance'}() arg 2 must be a ${sub ? 'class' : 'type'}, a tuple of ${sub ? 'classes' : 'types'}, or a union`,
  );
}

/** What `raise x` means: an instance out of a class. */
export function* exceptionOf(v: V): Task<Exc> {
  if (v instanceof Exc) return v;
  if (v instanceof Cls && v.mro.includes(E['BaseException']!)) {
    const e = yield* call(v, []);
    if (e instanceof Exc) return e;
  }
  throw typeError('exceptions must derive from BaseException');
}
