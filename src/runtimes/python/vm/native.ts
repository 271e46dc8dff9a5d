// Functions of the host that Python calls: their signatures, and how arguments find their places.

import type { Task } from '../../../kernel/block.ts';
import { typeError } from './errors.ts';
import { Boxed, Cls, GetSet, type Impl, Native, type NativeParam, Obj, type V, Wrapped } from './objects.ts';
import { T, classOf } from './types.ts';
import { dictOf, makeDict, makeFloat, makeTuple } from './make.ts';

const GENERATOR_FUNCTION = Object.getPrototypeOf(function* () {}).constructor as new () => object;

function defaultOf(text: string): V | undefined {
  if (text === '?') return undefined;
  if (text === 'None') return null;
  if (text === 'True' || text === 'False') return text === 'True';
  if (/^-?\d+$/.test(text)) return Number(text);
  if (/^-?\d*\.\d+$/.test(text)) return makeFloat(Number(text));
  if (text === '()') return makeTuple([]);
  return text.slice(1, -1);
}

/** Reads `self, x, /, y=None, *args, key=?, **kw`; `?` leaves the argument undefined. */
function signature(text: string): NativeParam[] {
  const out: NativeParam[] = [];
  let kind: NativeParam['kind'] = 'both';
  for (const raw of text.split(/,\s*/)) {
    const word = raw.trim();
    if (word === '') continue;
    if (word === '/') for (let i = 0; i < out.length; i++) out[i] = { ...out[i]!, kind: 'pos' };
    else if (word === '*') kind = 'kw';
    else if (word.startsWith('**')) out.push({ name: word.slice(2), kind: 'kwstar', value: undefined, optional: true });
    else if (word.startsWith('*')) {
      out.push({ name: word.slice(1), kind: 'star', value: undefined, optional: true });
      kind = 'kw';
    } else {
      const eq = word.indexOf('=');
      out.push(
        eq < 0
          ? { name: word, kind, value: undefined, optional: false }
          : { name: word.slice(0, eq), kind, value: defaultOf(word.slice(eq + 1)), optional: true },
      );
    }
  }
  return out;
}

export function native(name: string, sig: string, impl: Impl, module = 'builtins'): Native {
  const params = signature(sig);
  const plain = params.every((p) => p.kind === 'pos' || p.kind === 'both');
  const min = params.filter((p) => !p.optional && (p.kind === 'pos' || p.kind === 'both')).length;
  const n = new Native(
    T.native,
    name,
    params,
    impl,
    impl instanceof GENERATOR_FUNCTION,
    plain,
    min,
    plain ? params.length : params.filter((p) => p.kind === 'pos' || p.kind === 'both').length,
  );
  n.module = module;
  return n;
}

/** Puts a method into a built-in class. */
export function method(cls: Cls, name: string, sig: string, impl: Impl): Native {
  const n = native(name, sig === '' ? 'self, /' : `self, /, ${sig}`, impl);
  n.cls = T.nativeMethod;
  n.binds = true;
  n.owner = cls;
  cls.ns.set(name, n);
  return n;
}
export function methods(cls: Cls, table: Readonly<Record<string, readonly [string, Impl]>>): void {
  for (const [name, [sig, impl]] of Object.entries(table)) method(cls, name, sig, impl);
}
export function getset(
  cls: Cls,
  name: string,
  get: (self: never) => V,
  set?: (self: never, value: V | undefined) => void,
): void {
  const plain = cls.layout === 'int' || cls.layout === 'str';
  cls.ns.set(
    name,
    new GetSet(
      T.getset,
      name,
      plain ? (self: never) => get(((self as V) instanceof Boxed ? (self as Boxed).v : self) as never) : get,
      set,
    ),
  );
}
/** `cls.name(…)`: the class is the first argument. */
export function classMethod(cls: Cls, name: string, sig: string, impl: Impl): void {
  cls.ns.set(name, new Wrapped(T.classmethod, native(name, sig === '' ? 'cls, /' : `cls, /, ${sig}`, impl), 'class'));
}
export function staticMethod(cls: Cls, name: string, sig: string, impl: Impl): Native {
  const n = native(name, sig, impl);
  cls.ns.set(name, new Wrapped(T.staticmethod, n, 'static'));
  return n;
}

const plural = (n: number): string => `${n} positional argument${n === 1 ? '' : 's'}`;
function label(n: Native): string {
  return n.owner !== undefined ? `${n.owner.name}.${n.name}` : n.name;
}

/** Arguments in the order of the signature. */
function arrange(n: Native, args: V[], kw: Map<string, V> | undefined): (V | undefined)[] {
  const { params } = n;
  const own = n.owner !== undefined ? 1 : 0;
  if (n.plain && args.length > n.max) {
    const max = n.max - own,
      given = args.length - own;
    if (max === 0) throw typeError(`${label(n)}() takes no arguments (${given} given)`);
    if (n.min === n.max)
      throw typeError(
        max === 1
          ? `${label(n)}() takes exactly one argument (${given} given)`
          : `${n.name} expected ${max} arguments, got ${given}`,
      );
    throw typeError(`${n.name} expected at most ${max} argument${max === 1 ? '' : 's'}, got ${given}`);
  }
  if (n.plain && (kw === undefined || kw.size === 0)) {
    if (args.length < n.min) {
      const min = n.min - own,
        given = args.length - own;
      if (n.min === n.max)
        throw typeError(
          min === 1
            ? `${label(n)}() takes exactly one argument (${given} given)`
            : `${n.name} expected ${min} arguments, got ${given}`,
        );
      throw typeError(`${n.name} expected at least ${min} argument${min === 1 ? '' : 's'}, got ${given}`);
    }
    const out: (V | undefined)[] = args;
    for (let i = args.length; i < params.length; i++) out.push(params[i]!.value);
    return out;
  }
  const out: (V | undefined)[] = [];
  let at = 0;
  const used = new Set<string>();
  for (const p of params) {
    if (p.kind === 'star') {
      out.push(makeTuple(args.slice(at)));
      at = args.length;
    } else if (p.kind === 'kwstar') {
      out.push(dictOf([...(kw ?? [])].filter(([k]) => !used.has(k))));
      for (const k of kw?.keys() ?? []) used.add(k);
    } else if (p.kind !== 'kw' && at < args.length) {
      if (p.kind === 'both' && kw?.has(p.name))
        throw typeError(`argument for ${n.name}() given by name ('${p.name}') and position (${at + 1})`);
      out.push(args[at++]!);
    } else {
      const given = p.kind === 'pos' ? undefined : kw?.get(p.name);
      if (given !== undefined) {
        used.add(p.name);
        out.push(given);
      } else if (p.optional) out.push(p.value);
      else if (p.kind === 'kw') throw typeError(`${n.name}() missing required keyword-only argument: '${p.name}'`);
      else throw typeError(`${n.name}() missing required argument '${p.name}' (pos ${out.length + 1 - own})`);
    }
  }
  if (at < args.length)
    throw typeError(`${n.name}() takes at most ${plural(n.max - own)} (${args.length - own} given)`);
  if (kw !== undefined)
    for (const k of kw.keys())
      if (!used.has(k))
        throw typeError(
          params.some((p) => p.kind !== 'pos')
            ? `${n.name}() got an unexpected keyword argument '${k}'`
            : `${label(n)}() takes no keyword arguments`,
        );
  return out;
}

/** Calls a native; what it gives is a task when `n.waits`. `args` may be changed. */
export function callNative(n: Native, args: V[], kw: Map<string, V> | undefined): V | void | Task<V | void> {
  const { owner } = n;
  if (owner !== undefined) {
    const self = args[0];
    if (self === undefined) throw typeError(`unbound method ${label(n)}() needs an argument`);
    const c = classOf(self);
    if (c !== owner) {
      if (!c.mro.includes(owner))
        throw typeError(`descriptor '${n.name}' for '${owner.name}' objects doesn't apply to a '${c.name}' object`);
      if (self instanceof Boxed && (owner.layout === 'int' || owner.layout === 'str')) args[0] = self.v as V;
    }
  }
  const f = n.impl as (...a: (V | undefined)[]) => V | void | Task<V | void>;
  if (n.plain && kw === undefined && args.length === n.max) return f(...args);
  return f(...arrange(n, args, kw));
}

/** A module of natives and constants. */
export function moduleObject(name: string, entries: Readonly<Record<string, V>> = {}): Obj {
  const m = new Obj(T.module);
  const d = makeDict();
  m.dict = d;
  d.set('__name__', name);
  d.set('__doc__', null);
  d.set('__package__', name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '');
  d.set('__loader__', null);
  d.set('__spec__', null);
  for (const [k, v] of Object.entries(entries)) {
    if (v instanceof Native) v.module = name;
    if (v instanceof Cls && v.ns.get('__module__') === undefined) v.ns.set('__module__', name);
    d.set(k, v);
  }
  return m;
}
