// Attributes: where they are found, and what finding them needs.

import type { Task } from '../../../kernel/block.ts';
import { attributeError, typeError } from './errors.ts';
import {
  Bytes,
  Cls,
  Dict,
  Func,
  GetSet,
  Native,
  Obj,
  Property,
  Super,
  Thrown,
  type V,
  Wrapped,
  versions,
} from './objects.ts';
import { T, classOf } from './types.ts';
import { makeMethod } from './make.ts';
import { setLookup, typeName } from './key.ts';
import { R } from './vm.ts';

/** The attribute of a class or of one that it derives from; not bound. */
export function lookup(cls: Cls, name: string): V | undefined {
  if (cls.cacheVersion !== versions.types) {
    cls.cache.clear();
    cls.cacheVersion = versions.types;
  }
  const hit = cls.cache.get(name);
  if (hit !== undefined || cls.cache.has(name)) return hit;
  let found: V | undefined;
  for (const c of cls.mro) {
    found = c.ns.m.get(name);
    if (found !== undefined) break;
  }
  cls.cache.set(name, found);
  return found;
}
setLookup(lookup);

/** Found, but only Python code can give the value: call `f` with `args`. */
export class Pending {
  constructor(
    readonly f: V,
    readonly args: V[],
  ) {}
}

/** A class attribute as seen through an instance (or a class: then `self` is undefined). */
function bind(found: V, self: V | undefined, cls: Cls): V | Pending {
  if (!(found instanceof Obj)) return found;
  if (found instanceof Func) return self === undefined ? found : makeMethod(self, found);
  if (found instanceof Native) return self === undefined || !found.binds ? found : makeMethod(self, found);
  if (found instanceof Property) {
    if (self === undefined) return found;
    if (found.fget === null)
      throw attributeError(`property '${found.name}' of '${cls.name}' object has no getter`, self, found.name);
    return new Pending(found.fget, [self]);
  }
  if (found instanceof Wrapped) return found.kind === 'static' ? found.f : makeMethod(cls, found.f);
  if (found instanceof GetSet) return self === undefined ? found : found.get(self as never);
  if (found.cls.layout === 'object' || found.cls.hasDict) {
    const get = lookup(found.cls, '__get__');
    if (get !== undefined) return new Pending(get, [found, self ?? null, cls]);
  }
  return found;
}
/** Does a class attribute go before what the instance has itself? */
function isData(found: V | undefined): boolean {
  if (!(found instanceof Obj)) return false;
  if (found instanceof Func || found instanceof Native) return false;
  if (found instanceof Property || found instanceof GetSet) return true;
  return (
    found.cls.hasDict && (lookup(found.cls, '__set__') !== undefined || lookup(found.cls, '__delete__') !== undefined)
  );
}

/** An attribute; undefined when there is none (and no `__getattr__`). */
export function find(obj: V, name: string): V | Pending | undefined {
  if (obj instanceof Cls) return findOnClass(obj, name);
  if (obj instanceof Super) return findSuper(obj, name);
  const cls = classOf(obj);
  if (cls.layout !== 'module' && cls.hasDict) {
    const own = lookup(cls, '__getattribute__');
    if (own instanceof Func) return new Pending(GETATTRIBUTE.f!, [obj, name, own]);
  }
  const found = lookup(cls, name);
  if (found !== undefined && isData(found)) return bind(found, obj, cls);
  if (obj instanceof Obj && obj.dict !== null) {
    const own = obj.dict.m.get(name);
    if (own !== undefined) return own;
  }
  if (found !== undefined) return bind(found, obj, cls);
  const fallback = lookup(cls, '__getattr__');
  if (fallback !== undefined) return new Pending(fallback, [obj, name]);
  if (cls.layout === 'module' && obj instanceof Obj) {
    const g = obj.dict!.m.get('__getattr__');
    if (g !== undefined) return new Pending(g, [name]);
  }
  return undefined;
}
/** `__getattribute__` of the user's, then `__getattr__`; set by call.ts. */
export const GETATTRIBUTE = { f: undefined as V | undefined };

/** As object.__getattribute__ finds it. */
export function findPlain(obj: V, name: string): V | Pending | undefined {
  const cls = classOf(obj);
  if (obj instanceof Cls) return findOnClass(obj, name);
  const found = lookup(cls, name);
  if (found !== undefined && isData(found)) return bind(found, obj, cls);
  const own = obj instanceof Obj ? obj.dict?.m.get(name) : undefined;
  if (own !== undefined) return own;
  return found === undefined ? undefined : bind(found, obj, cls);
}

function findOnClass(cls: Cls, name: string): V | Pending | undefined {
  const meta = lookup(cls.cls, name);
  if (meta !== undefined && isData(meta)) return bind(meta, cls, cls.cls);
  const found = lookup(cls, name);
  if (found !== undefined) return bind(found, undefined, cls);
  if (meta !== undefined) return bind(meta, cls, cls.cls);
  const fallback = lookup(cls.cls, '__getattr__');
  return fallback === undefined ? undefined : new Pending(fallback, [cls, name]);
}
function findSuper(s: Super, name: string): V | Pending | undefined {
  if (name === '__class__') return s.cls;
  const { mro } = s.selfType;
  for (let i = mro.indexOf(s.type) + 1; i < mro.length; i++) {
    const found = mro[i]!.ns.m.get(name);
    if (found === undefined) continue;
    if (s.self instanceof Cls && s.self === s.selfType) {
      if (found instanceof Wrapped && found.kind === 'class') return makeMethod(s.self, found.f);
      return bind(found, undefined, s.selfType);
    }
    return bind(found, s.self, s.selfType);
  }
  return undefined;
}

export function noAttribute(obj: V, name: string): Thrown {
  if (obj instanceof Cls) return attributeError(`type object '${obj.name}' has no attribute '${name}'`, obj, name);
  if (obj instanceof Obj && obj.cls.layout === 'module') {
    const mod = obj.dict!.m.get('__name__');
    const file = obj.dict!.m.get('__file__');
    const spec = obj.dict!.m.get('__initializing__');
    if (spec === true)
      return attributeError(
        `partially initialized module '${String(mod)}' has no attribute '${name}' (most likely due to a circular import)`,
        obj,
        name,
      );
    void file;
    return attributeError(`module '${String(mod)}' has no attribute '${name}'`, obj, name);
  }
  if (obj instanceof Super) return attributeError(`'super' object has no attribute '${name}'`, obj, name);
  return attributeError(`'${typeName(obj)}' object has no attribute '${name}'`, obj, name);
}

export function* getAttr(obj: V, name: string): Task<V> {
  const found = find(obj, name);
  if (found === undefined) throw noAttribute(obj, name);
  return found instanceof Pending ? yield* R.vm.machine.call(found.f, [...found.args]) : found;
}
/** An attribute, undefined when getting it ends in AttributeError. */
export function* tryAttr(obj: V, name: string): Task<V | undefined> {
  const found = find(obj, name);
  if (found === undefined || !(found instanceof Pending)) return found;
  try {
    return yield* R.vm.machine.call(found.f, [...found.args]);
  } catch (error) {
    if (error instanceof Thrown && error.exc.cls.mro.some((c) => c.name === 'AttributeError')) return undefined;
    throw error;
  }
}

/** Sets (or with undefined deletes) an attribute at once; a Pending when Python code does it. */
export function store(obj: V, name: string, value: V | undefined, plain = false): Pending | undefined {
  const cls = classOf(obj);
  if (!plain && cls.hasDict) {
    const own = lookup(cls, value === undefined ? '__delattr__' : '__setattr__');
    if (own instanceof Func) return new Pending(own, value === undefined ? [obj, name] : [obj, name, value]);
  }
  const found = lookup(cls, name);
  if (found instanceof Property) {
    const f = value === undefined ? found.fdel : found.fset;
    if (f === null)
      throw attributeError(
        `property '${found.name || name}' of '${cls.name}' object has no ${value === undefined ? 'deleter' : 'setter'}`,
        obj,
        name,
      );
    return new Pending(f, value === undefined ? [obj] : [obj, value]);
  }
  if (found instanceof GetSet) {
    if (found.set === undefined)
      throw attributeError(`attribute '${name}' of '${cls.name}' objects is not writable`, obj, name);
    found.set(obj as never, value);
    return undefined;
  }
  if (found instanceof Obj && !(found instanceof Func) && !(found instanceof Native) && found.cls.hasDict) {
    const set = lookup(found.cls, value === undefined ? '__delete__' : '__set__');
    if (set !== undefined) return new Pending(set, value === undefined ? [found, obj] : [found, obj, value]);
  }
  if (obj instanceof Cls) {
    if (!obj.hasOwnNs)
      throw typeError(
        `cannot ${value === undefined ? 'delete' : 'set'} '${name}' attribute of immutable type '${obj.name}'`,
      );
    versions.types++;
    if (value !== undefined) obj.ns.set(name, value);
    else if (!obj.ns.m.delete(name))
      throw attributeError(`type object '${obj.name}' has no attribute '${name}'`, obj, name);
    return undefined;
  }
  if (!(obj instanceof Obj) || obj.dict === null) {
    if (obj instanceof Func || obj instanceof Bytes) {
      if (obj instanceof Func) {
        obj.dict = new Dict(T.dict);
        return store(obj, name, value, plain);
      }
    }
    if (found !== undefined) throw attributeError(`'${cls.name}' object attribute '${name}' is read-only`, obj, name);
    throw attributeError(
      `'${cls.name}' object has no attribute '${name}'${value === undefined ? '' : cls.hasDict ? '' : ' and no __dict__ for setting new attributes'}`,
      obj,
      name,
    );
  }
  if (value !== undefined) {
    const allowed = cls.slots;
    if (allowed !== undefined && !allowed.has(name))
      throw attributeError(`'${cls.name}' object has no attribute '${name}'`, obj, name);
    obj.dict.m.set(name, value);
  } else if (!obj.dict.m.delete(name)) throw noAttribute(obj, name);
  return undefined;
}
export function* setAttr(obj: V, name: string, value: V | undefined): Task<void> {
  const p = store(obj, name, value);
  if (p !== undefined) yield* R.vm.machine.call(p.f, [...p.args]);
}

/** A special method, looked up on the class as Python does; bound is left to the caller. */
export function special(obj: V, name: string): V | undefined {
  const found = lookup(classOf(obj), name);
  return found === null ? undefined : found;
}
/** Calls a special method with the object first. */
export function* callSpecial(obj: V, found: V, args: V[]): Task<V> {
  if (found instanceof Func || (found instanceof Native && found.binds))
    return yield* R.vm.machine.call(found, [obj, ...args]);
  const b = bind(found, obj, classOf(obj));
  return yield* R.vm.machine.call(b instanceof Pending ? yield* R.vm.machine.call(b.f, [...b.args]) : b, args);
}

/** C3: the order in which a class and its bases are asked. @throws TypeError */
export function linearize(cls: Cls): Cls[] {
  const lists = [...cls.bases.map((b) => [...b.mro]), [...cls.bases]];
  const out: Cls[] = [cls];
  for (;;) {
    const left = lists.filter((l) => l.length > 0);
    if (left.length === 0) return out;
    const next = left.map((l) => l[0]!).find((c) => !left.some((l) => l.indexOf(c) > 0));
    if (next === undefined)
      throw typeError(
        `Cannot create a consistent method resolution\norder (MRO) for bases ${cls.bases.map((b) => b.name).join(', ')}`,
      );
    out.push(next);
    for (const l of left) if (l[0] === next) l.shift();
  }
}
