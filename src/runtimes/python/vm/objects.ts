// What Python values are. None, bool, int (safe or big) and str are the host's own values; all else is an Obj with its class.

import type { Code } from '../compile/code.ts';
import type { Task } from '../../../kernel/block.ts';

export type V = null | boolean | number | bigint | string | Obj;

/** What instances of a class are made of in the host. */
export type Layout =
  | 'object'
  | 'int'
  | 'str'
  | 'float'
  | 'complex'
  | 'list'
  | 'dict'
  | 'tuple'
  | 'set'
  | 'bytes'
  | 'exc'
  | 'type'
  | 'module'
  | 'other';

export class Obj {
  /** Attributes; null when the value can have none. */
  dict: Dict | null = null;
  constructor(public cls: Cls) {}
}

/** Counts changes of classes: caches of attribute lookups are good for one count. */
export const versions = { types: 1 };

export class Cls extends Obj {
  mro: Cls[] = [];
  readonly cache = new Map<string, V | undefined>();
  cacheVersion = 0;
  readonly subclasses: Cls[] = [];
  qualname: string;
  /** May instances get attributes of their own? */
  hasDict = true;
  /** Its own attributes. */
  ns: Dict;
  /** May users derive from it no more? */
  final = false;
  /** Made by a program: its attributes can be set. */
  hasOwnNs = false;
  /** The only attributes that instances may have (`__slots__`). */
  slots: Set<string> | undefined;
  /** Abstract methods left: no instances. */
  abstract: string[] = [];
  constructor(
    meta: Cls | undefined,
    public name: string,
    public bases: Cls[],
    ns: Dict,
    public layout: Layout,
  ) {
    super(meta as Cls);
    this.qualname = name;
    this.ns = ns;
  }
}

/** Keys of dicts and sets: values that compare as Python compares them (see key.ts). */
export type Key = null | number | bigint | string | Obj;

export class Dict extends Obj {
  readonly m = new Map<Key, V>();
  /** Keys as they were given, where the key of the map is another value. */
  k: Map<Key, V> | undefined;
  /** Objects with a hash of their own, by hash. */
  buckets: Map<number, Obj[]> | undefined;
  keyOf(key: Key): V {
    const k = this.k?.get(key);
    return k === undefined ? key : k;
  }
  put(key: Key, orig: V, value: V): void {
    if (key !== orig && !this.m.has(key)) (this.k ??= new Map()).set(key, orig);
    this.m.set(key, value);
  }
  remove(key: Key): boolean {
    if (!this.m.delete(key)) return false;
    this.k?.delete(key);
    if (this.buckets !== undefined && key instanceof Obj)
      for (const b of this.buckets.values()) if (b.includes(key)) b.splice(b.indexOf(key), 1);
    return true;
  }
  clear(): void {
    this.m.clear();
    this.k = undefined;
    this.buckets = undefined;
  }
  /** Text keys are their own keys, but for those that begin with NUL. */
  get(name: string): V | undefined {
    return this.m.get(name);
  }
  set(name: string, value: V): void {
    this.m.set(name, value);
  }
}

export class SetObj extends Obj {
  readonly m = new Map<Key, V>();
  buckets: Map<number, Obj[]> | undefined;
  remove(key: Key): boolean {
    if (!this.m.delete(key)) return false;
    if (this.buckets !== undefined && key instanceof Obj)
      for (const b of this.buckets.values()) if (b.includes(key)) b.splice(b.indexOf(key), 1);
    return true;
  }
}

export class Float extends Obj {
  constructor(
    cls: Cls,
    readonly v: number,
  ) {
    super(cls);
  }
}
export class Complex extends Obj {
  constructor(
    cls: Cls,
    readonly re: number,
    readonly im: number,
  ) {
    super(cls);
  }
}
/** An instance of a class derived from int or str. */
export class Boxed extends Obj {
  constructor(
    cls: Cls,
    readonly v: number | bigint | string | boolean,
  ) {
    super(cls);
  }
}
export class List extends Obj {
  constructor(
    cls: Cls,
    public a: V[],
  ) {
    super(cls);
  }
}
export class Tuple extends Obj {
  constructor(
    cls: Cls,
    readonly a: V[],
  ) {
    super(cls);
  }
}
/** bytes and bytearray. */
export class Bytes extends Obj {
  constructor(
    cls: Cls,
    public b: Uint8Array,
  ) {
    super(cls);
  }
}
export class Cell {
  constructor(public v: V | undefined) {}
}
export class CodeObj extends Obj {
  constructor(
    cls: Cls,
    readonly code: Code,
  ) {
    super(cls);
  }
}

export class Func extends Obj {
  name: string;
  qualname: string;
  doc: V;
  annotations: Dict | undefined;
  module: V = null;
  constructor(
    cls: Cls,
    public code: Code,
    readonly globals: Dict,
    public defaults: V[],
    public kwdefaults: Map<string, V> | undefined,
    readonly closure: Cell[],
    readonly builtins: Dict,
  ) {
    super(cls);
    this.name = code.name;
    this.qualname = code.qualname;
    this.doc = code.doc;
  }
}

/** How a native function is called: positional arguments in the order of its signature. */
export type Impl = (...args: never[]) => V | void | Task<V | void>;
export interface NativeParam {
  readonly name: string;
  readonly kind: 'pos' | 'both' | 'kw' | 'star' | 'kwstar';
  /** undefined: the argument must be given; NONE_GIVEN: it is left undefined. */
  readonly value: V | undefined;
  readonly optional: boolean;
}
export class Native extends Obj {
  doc: V = null;
  module = 'builtins';
  /** Binds to an instance like a function. */
  binds = false;
  /** The class that it is a method of. */
  owner: Cls | undefined;
  constructor(
    cls: Cls,
    readonly name: string,
    readonly params: readonly NativeParam[],
    readonly impl: Impl,
    /** It may wait: the result of a call is a task. */
    readonly waits: boolean,
    /** Positional arguments only; how few and how many. */
    readonly plain: boolean,
    readonly min: number,
    readonly max: number,
  ) {
    super(cls);
  }
}
export class Method extends Obj {
  constructor(
    cls: Cls,
    readonly self: V,
    readonly f: V,
  ) {
    super(cls);
  }
}
export class Property extends Obj {
  doc: V = null;
  name = '';
  constructor(
    cls: Cls,
    readonly fget: V,
    readonly fset: V,
    readonly fdel: V,
  ) {
    super(cls);
  }
}
/** Attributes of built-in types: read and written in the host. */
export class GetSet extends Obj {
  constructor(
    cls: Cls,
    readonly name: string,
    readonly get: (self: never) => V,
    readonly set: ((self: never, value: V | undefined) => void) | undefined,
  ) {
    super(cls);
  }
}
export class Wrapped extends Obj {
  /** staticmethod and classmethod. */
  constructor(
    cls: Cls,
    readonly f: V,
    readonly kind: 'static' | 'class',
  ) {
    super(cls);
  }
}
export class Range extends Obj {
  readonly length: number;
  constructor(
    cls: Cls,
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {
    super(cls);
    this.length = Math.max(0, step > 0 ? Math.ceil((stop - start) / step) : Math.ceil((start - stop) / -step));
  }
}
export class Slice extends Obj {
  constructor(
    cls: Cls,
    readonly start: V,
    readonly stop: V,
    readonly step: V,
  ) {
    super(cls);
  }
}
/** An iterator whose steps never wait. `next` gives DONE at the end. */
export class Iter extends Obj {
  constructor(
    cls: Cls,
    readonly next: () => V,
  ) {
    super(cls);
  }
}
/** An iterator whose steps may run Python code. */
export class TaskIter extends Obj {
  constructor(
    cls: Cls,
    readonly next: () => Task<V>,
  ) {
    super(cls);
  }
}
export class Super extends Obj {
  constructor(
    cls: Cls,
    readonly type: Cls,
    readonly self: V,
    readonly selfType: Cls,
  ) {
    super(cls);
  }
}
export class View extends Obj {
  constructor(
    cls: Cls,
    readonly d: Dict,
    readonly kind: 'keys' | 'values' | 'items',
  ) {
    super(cls);
  }
}
export class Traceback extends Obj {
  constructor(
    cls: Cls,
    readonly frame: Frame,
    /** Place in the code when the exception passed. */
    readonly pc: number,
    public next: Traceback | null,
  ) {
    super(cls);
  }
}
export class Exc extends Obj {
  args: V[] = [];
  tb: Traceback | null = null;
  cause: Exc | null = null;
  context: Exc | null = null;
  suppress = false;
  constructor(cls: Cls) {
    super(cls);
  }
}
/** What is thrown in the host when a Python exception flies. */
export class Thrown {
  constructor(
    readonly exc: Exc,
    /** It goes on its way: this frame is in its traceback already. */
    readonly again = false,
  ) {}
}

/** One activation of a code object. */
export class Frame {
  locals: (V | Cell | undefined)[];
  stack: (V | undefined)[] = [];
  sp = 0;
  pc = 0;
  back: Frame | null = null;
  /** Handlers: place of the handler and depth of the stack. */
  blocks: number[] = [];
  /** Exceptions being handled. */
  handled: Exc[] | undefined;
  /** The loop that runs it ends with it. */
  entry = false;
  gen: Gen | null = null;
  names: Dict | null = null;
  /** Of a constructor's frame: what the call gives. */
  made: V | undefined;
  stash: V = null;
  obj: Obj | undefined;
  depth = 0;
  constructor(
    readonly code: Code,
    readonly globals: Dict,
    readonly builtins: Dict,
    locals: (V | Cell | undefined)[],
    readonly func: Func | null,
  ) {
    this.locals = locals;
  }
}

export class Gen extends Obj {
  state: 'new' | 'suspended' | 'running' | 'done' = 'new';
  name: string;
  qualname: string;
  constructor(
    cls: Cls,
    readonly frame: Frame,
  ) {
    super(cls);
    this.name = frame.func?.name ?? frame.code.name;
    this.qualname = frame.func?.qualname ?? frame.code.name;
  }
}
