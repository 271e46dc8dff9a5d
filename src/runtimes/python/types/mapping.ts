// dict and its views, set, frozenset.

import type { Task } from '../../../kernel/block.ts';
import { ENTRY, grown } from '../vm/memory.ts';
import { lookup, tryAttr } from '../vm/attr.ts';
import { call } from '../vm/call.ts';
import { raise, typeError, valueError } from '../vm/errors.ts';
import { hashOfKey, keyOf } from '../vm/key.ts';
import { hostIter, makeDict, makeTuple } from '../vm/make.ts';
import { classMethod, method, native } from '../vm/native.ts';
import { type Cls, Dict, Func, type Key, Obj, SetObj, Tuple, type V, View } from '../vm/objects.ts';
import { dictGet, dictSet, equal, getItem, iterNow, keyIn, setAdd, toArray } from '../vm/ops.ts';
import { plainRepr, setOrder } from '../vm/repr.ts';
import { NOT_IMPLEMENTED, T } from '../vm/types.ts';

/** Puts pairs of a mapping, an iterable of pairs, or keywords into a dict. */
export function* updateDict(d: Dict, from: V | undefined, kw?: Dict): Task {
  if (
    from instanceof Dict &&
    !(lookup(from.cls, 'keys') instanceof Func) &&
    !(lookup(from.cls, '__getitem__') instanceof Func)
  ) {
    for (const [k, v] of [...from.m]) {
      if (k instanceof Obj) yield* dictSet(d, from.keyOf(k), v);
      else d.put(k, from.keyOf(k), v);
    }
  } else if (from !== undefined) {
    const keys = yield* tryAttr(from, 'keys');
    if (keys !== undefined) {
      for (const k of yield* toArray(yield* call(keys, []))) yield* dictSet(d, k, yield* getItem(from, k));
    } else {
      let i = 0;
      for (const pair of yield* toArray(from)) {
        if (iterNow(pair) === undefined && !(pair instanceof Obj && lookup(pair.cls, '__iter__') !== undefined))
          throw typeError(`cannot convert dictionary update sequence element #${i} to a sequence`);
        const a = yield* toArray(pair);
        if (a.length !== 2)
          throw valueError(`dictionary update sequence element #${i} has length ${a.length}; 2 is required`);
        yield* dictSet(d, a[0]!, a[1]!);
        i++;
      }
    }
  }
  if (kw !== undefined) for (const [k, v] of kw.m) d.put(k, kw.keyOf(k), v);
}

T.dict.ns.set(
  '__new__',
  native('__new__', 'cls, *args, **kw', (cls: Cls) => {
    const d = new Dict(cls);
    if (cls.hasDict) d.dict = makeDict();
    return d;
  }),
);
method(T.dict, '__init__', 'x=?, /, **kw', function* (self: Dict, x: V | undefined, kw: Dict) {
  yield* updateDict(self, x, kw);
});
classMethod(T.dict, 'fromkeys', 'keys, value=None', function* (cls: Cls, keys: V, value: V) {
  const d = (yield* call(cls, [])) as Dict;
  for (const k of yield* toArray(keys)) yield* dictSet(d, k, value);
  return d;
});
for (const c of [T.dict, T.mappingproxy]) {
  method(c, '__len__', '', (d: Dict) => d.m.size);
  method(c, '__iter__', '', (d: Dict) => iterNow(new View(T.keys, d, 'keys'))!);
  method(c, '__contains__', 'k', function* (d: Dict, k: V) {
    return (yield* dictGet(d, k)) !== undefined;
  });
  method(c, '__getitem__', 'k', function* (d: Dict, k: V) {
    const v = yield* dictGet(d, k);
    if (v !== undefined) return v;
    const missing = lookup(d.cls, '__missing__');
    if (missing !== undefined) return yield* call(missing, [d, k]);
    throw raise('KeyError', k);
  });
  method(c, 'get', 'k, default=None', function* (d: Dict, k: V, otherwise: V) {
    return (yield* dictGet(d, k)) ?? otherwise;
  });
  method(c, 'keys', '', (d: Dict) => new View(T.keys, d, 'keys'));
  method(c, 'values', '', (d: Dict) => new View(T.values, d, 'values'));
  method(c, 'items', '', (d: Dict) => new View(T.items, d, 'items'));
  method(c, 'copy', '', function* (d: Dict) {
    const e = makeDict();
    yield* updateDict(e, d);
    return e;
  });
  method(c, '__eq__', 'b', function* (a: Dict, b: V) {
    if (!(b instanceof Dict)) return NOT_IMPLEMENTED;
    if (a.m.size !== b.m.size) return false;
    for (const [k, v] of a.m) {
      const w = yield* dictGet(b, a.keyOf(k));
      if (w === undefined || !(yield* equal(v, w))) return false;
    }
    return true;
  });
  method(c, '__repr__', '', function* (d: Dict) {
    const text = yield* plainRepr(d);
    return d.cls === T.mappingproxy ? `mappingproxy(${text})` : text;
  });
  method(c, '__or__', 'b', function* (a: Dict, b: V) {
    if (!(b instanceof Dict)) return NOT_IMPLEMENTED;
    const d = makeDict();
    yield* updateDict(d, a);
    yield* updateDict(d, b);
    return d;
  });
  method(c, '__reversed__', '', (d: Dict) =>
    hostIter(
      [...d.m.keys()]
        .reverse()
        .map((k) => d.keyOf(k))
        [Symbol.iterator](),
    ),
  );
}
T.dict.ns.set('__hash__', null);
method(T.dict, '__setitem__', 'k, v', function* (d: Dict, k: V, v: V) {
  yield* dictSet(d, k, v);
});
method(T.dict, '__delitem__', 'k', function* (d: Dict, k: V) {
  if (!d.remove(yield* keyIn(d, k, false))) throw raise('KeyError', k);
});
method(T.dict, 'pop', 'k, default=?', function* (d: Dict, k: V, otherwise: V | undefined) {
  const key = yield* keyIn(d, k, false);
  const v = d.m.get(key);
  if (v !== undefined) {
    d.remove(key);
    return v;
  }
  if (otherwise === undefined) throw raise('KeyError', k);
  return otherwise;
});
method(T.dict, 'popitem', '', (d: Dict) => {
  const last = [...d.m.keys()].pop();
  if (last === undefined) throw raise('KeyError', 'popitem(): dictionary is empty');
  const out = makeTuple([d.keyOf(last), d.m.get(last)!]);
  d.remove(last);
  return out;
});
method(T.dict, 'setdefault', 'k, default=None', function* (d: Dict, k: V, v: V) {
  const have = yield* dictGet(d, k);
  if (have !== undefined) return have;
  yield* dictSet(d, k, v);
  return v;
});
method(T.dict, 'update', 'x=?, /, **kw', function* (d: Dict, x: V | undefined, kw: Dict) {
  yield* updateDict(d, x, kw);
});
method(T.dict, '__ior__', 'x', function* (d: Dict, x: V) {
  yield* updateDict(d, x);
  return d;
});
method(T.dict, 'clear', '', (d: Dict) => d.clear());

// --- views

for (const [cls, kind] of [
  [T.keys, 'keys'],
  [T.values, 'values'],
  [T.items, 'items'],
] as const) {
  method(cls, '__len__', '', (v: View) => v.d.m.size);
  method(cls, '__iter__', '', (v: View) => iterNow(v)!);
  method(cls, '__reversed__', '', function* (v: View) {
    return hostIter([...(yield* toArray(v))].reverse()[Symbol.iterator]());
  });
  method(cls, '__repr__', '', function* (v: View) {
    return yield* plainRepr(v);
  });
  if (kind === 'values') continue;
  method(cls, '__contains__', 'x', function* (v: View, x: V) {
    if (kind === 'keys') return (yield* dictGet(v.d, x)) !== undefined;
    if (!(x instanceof Tuple) || x.a.length !== 2) return false;
    const w = yield* dictGet(v.d, x.a[0]!);
    return w !== undefined && (yield* equal(w, x.a[1]!));
  });
  const setOps: Record<string, (a: SetObj, b: SetObj) => Task<SetObj>> = {
    and: intersect,
    or: union,
    sub: minus,
    xor: symmetric,
  };
  for (const [name, f] of Object.entries(setOps)) {
    method(cls, `__${name}__`, 'b', function* (v: View, b: V) {
      return yield* f(yield* toSet(v), yield* toSet(b));
    });
    method(cls, `__r${name}__`, 'b', function* (v: View, b: V) {
      return yield* f(yield* toSet(b), yield* toSet(v));
    });
  }
  method(cls, '__eq__', 'b', function* (v: View, b: V) {
    if (!(b instanceof View) && !(b instanceof SetObj)) return NOT_IMPLEMENTED;
    const x = yield* toSet(v),
      y = yield* toSet(b);
    return x.m.size === y.m.size && (yield* subset(x, y));
  });
  method(cls, 'isdisjoint', 'b', function* (v: View, b: V) {
    return (yield* intersect(yield* toSet(v), yield* toSet(b))).m.size === 0;
  });
}

// --- sets

export function* toSet(v: V): Task<SetObj> {
  if (v instanceof SetObj) return v;
  const s = new SetObj(T.set);
  for (const x of yield* toArray(v)) yield* setAdd(s, x);
  return s;
}
function* has(s: SetObj, v: V): Task<boolean> {
  return s.m.has(yield* keyIn(s, v, false));
}
function* union(a: SetObj, b: SetObj): Task<SetObj> {
  const s = new SetObj(T.set);
  for (const x of a.m.values()) yield* setAdd(s, x);
  for (const x of b.m.values()) yield* setAdd(s, x);
  return s;
}
function* intersect(a: SetObj, b: SetObj): Task<SetObj> {
  const s = new SetObj(T.set);
  const [few, many] = a.m.size > b.m.size ? [b, a] : [a, b];
  for (const x of few.m.values()) if (yield* has(many, x)) yield* setAdd(s, x);
  return s;
}
function* minus(a: SetObj, b: SetObj): Task<SetObj> {
  const s = new SetObj(T.set);
  for (const x of a.m.values()) if (!(yield* has(b, x))) yield* setAdd(s, x);
  return s;
}
function* symmetric(a: SetObj, b: SetObj): Task<SetObj> {
  return yield* union(yield* minus(a, b), yield* minus(b, a));
}
function* subset(a: SetObj, b: SetObj): Task<boolean> {
  if (a.m.size > b.m.size) return false;
  for (const x of a.m.values()) if (!(yield* has(b, x))) return false;
  return true;
}
const as = (cls: Cls, s: SetObj): SetObj => {
  const c = cls.mro.includes(T.frozenset) ? T.frozenset : T.set;
  if (s.cls === c) return s;
  s.cls = c;
  return s;
};
for (const cls of [T.set, T.frozenset]) {
  cls.ns.set(
    '__new__',
    native('__new__', 'cls, *args, **kw', function* (c: Cls, args: Tuple) {
      const s = new SetObj(c);
      if (c.hasDict) s.dict = makeDict();
      const x = args.a[0];
      if (cls === T.frozenset && x !== undefined) for (const v of yield* toArray(x)) yield* setAdd(s, v);
      return s;
    }),
  );
  method(cls, '__init__', 'x=?', function* (s: SetObj, x: V | undefined) {
    if (cls === T.frozenset) return;
    s.m.clear();
    if (x !== undefined) for (const v of yield* toArray(x)) yield* setAdd(s, v);
  });
  method(cls, '__len__', '', (s: SetObj) => s.m.size);
  method(cls, '__iter__', '', (s: SetObj) => iterNow(s)!);
  method(cls, '__contains__', 'v', (s: SetObj, v: V) => has(s, v));
  (cls.ns.get('__contains__') as unknown as { waits: boolean }).waits = true;
  method(cls, '__repr__', '', function* (s: SetObj) {
    return yield* plainRepr(s);
  });
  method(cls, 'copy', '', function* (s: SetObj) {
    return as(s.cls, yield* union(s, new SetObj(T.set)));
  });
  const table: [string, string, (a: SetObj, b: SetObj) => Task<SetObj>][] = [
    ['or', 'union', union],
    ['and', 'intersection', intersect],
    ['sub', 'difference', minus],
    ['xor', 'symmetric_difference', symmetric],
  ];
  for (const [op, word, f] of table) {
    method(cls, `__${op}__`, 'b', function* (a: SetObj, b: V) {
      return b instanceof SetObj || (b instanceof View && b.kind !== 'values')
        ? as(a.cls, yield* f(a, yield* toSet(b)))
        : NOT_IMPLEMENTED;
    });
    method(cls, `__r${op}__`, 'b', function* (a: SetObj, b: V) {
      return b instanceof SetObj ? as(b.cls, yield* f(b, a)) : NOT_IMPLEMENTED;
    });
    method(cls, word, '*others', function* (a: SetObj, others: Tuple) {
      let s = yield* union(a, new SetObj(T.set));
      for (const o of others.a) s = yield* f(s, yield* toSet(o));
      return as(a.cls, s);
    });
    if (cls === T.frozenset) continue;
    const replace = (a: SetObj, s: SetObj): void => {
      const all = [...s.m];
      const { buckets } = s;
      a.m.clear();
      for (const [k, v] of all) a.m.set(k, v);
      a.buckets = buckets;
    };
    method(cls, `__i${op}__`, 'b', function* (a: SetObj, b: V) {
      if (!(b instanceof SetObj) && !(b instanceof View)) return NOT_IMPLEMENTED;
      replace(a, yield* f(a, yield* toSet(b)));
      return a;
    });
    method(cls, word === 'union' ? 'update' : `${word}_update`, '*others', function* (a: SetObj, others: Tuple) {
      for (const o of others.a) {
        if (word === 'union') for (const x of [...(yield* toArray(o))]) yield* setAdd(a, x);
        else replace(a, yield* f(a, yield* toSet(o)));
      }
    });
  }
  method(cls, 'issubset', 'b', function* (a: SetObj, b: V) {
    return yield* subset(a, yield* toSet(b));
  });
  method(cls, 'issuperset', 'b', function* (a: SetObj, b: V) {
    return yield* subset(yield* toSet(b), a);
  });
  method(cls, 'isdisjoint', 'b', function* (a: SetObj, b: V) {
    return (yield* intersect(a, yield* toSet(b))).m.size === 0;
  });
  const order: [string, (a: SetObj, b: SetObj) => Task<boolean>][] = [
    ['le', subset],
    ['ge', (a, b) => subset(b, a)],
    [
      'lt',
      function* (a, b) {
        return a.m.size < b.m.size && (yield* subset(a, b));
      },
    ],
    [
      'gt',
      function* (a, b) {
        return a.m.size > b.m.size && (yield* subset(b, a));
      },
    ],
    [
      'eq',
      function* (a, b) {
        return a.m.size === b.m.size && (yield* subset(a, b));
      },
    ],
    [
      'ne',
      function* (a, b) {
        return !(a.m.size === b.m.size && (yield* subset(a, b)));
      },
    ],
  ];
  for (const [name, f] of order) {
    method(cls, `__${name}__`, 'b', function* (a: SetObj, b: V) {
      return b instanceof SetObj || (b instanceof View && b.kind !== 'values')
        ? yield* f(a, yield* toSet(b))
        : NOT_IMPLEMENTED;
    });
  }
}
T.set.ns.set('__hash__', null);
method(T.frozenset, '__hash__', '', (s: SetObj) => hashOfKey(keyOf(s) ?? 0));
method(T.set, 'add', 'v', function* (s: SetObj, v: V) {
  grown(ENTRY);
  yield* setAdd(s, v);
});
method(T.set, 'discard', 'v', function* (s: SetObj, v: V) {
  s.remove(yield* keyIn(s, v, false));
});
method(T.set, 'remove', 'v', function* (s: SetObj, v: V) {
  if (!s.remove(yield* keyIn(s, v, false))) throw raise('KeyError', v);
});
method(T.set, 'pop', '', (s: SetObj) => {
  const [first] = setOrder(s);
  if (first === undefined) throw raise('KeyError', 'pop from an empty set');
  const k: Key = [...s.m].find(([, v]) => v === first)![0];
  s.remove(k);
  return first;
});
method(T.set, 'clear', '', (s: SetObj) => {
  s.m.clear();
  s.buckets = undefined;
});
