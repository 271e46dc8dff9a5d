// The built-in functions.

import type { Task } from '../../../kernel/block.ts';
import {
  CodeObj,
  Cls,
  Dict,
  Frame,
  Func,
  Gen,
  Iter,
  Method,
  Native,
  Obj,
  TaskIter,
  Thrown,
  Tuple,
  type V,
} from '../vm/objects.ts';
import { callSpecial, getAttr, lookup, setAttr, special, tryAttr } from '../vm/attr.ts';
import { type Code, Source } from '../compile/code.ts';
import { compileExpression, compileFile } from '../compile/statement.ts';
import { SourceError } from '../parse/ast.ts';
import { parseExpression, parseFile } from '../parse/parser.ts';
import { call, run } from '../vm/call.ts';
import { instanceCheck } from '../vm/classes.ts';
import { E, raise, stopIteration, typeError, valueError } from '../vm/errors.ts';
import { binaryNow } from '../vm/fast.ts';
import { format } from '../vm/format.ts';
import { importModule, syntaxError } from '../vm/import.ts';
import { typeName } from '../vm/key.ts';
import { makeDict, makeList, makeTuple, unbox } from '../vm/make.ts';
import { native } from '../vm/native.ts';
import { binary, compare, hash, index, iterate, length, next, toArray, truth, iterNow } from '../vm/ops.ts';
import { writeTo } from '../vm/output.ts';
import { ascii, repr, str } from '../vm/repr.ts';
import { SLOW } from '../vm/slow.ts';
import { DONE, ELLIPSIS, NOT_IMPLEMENTED, T, codeObject } from '../vm/types.ts';
import { R } from '../vm/vm.ts';
import { decodeBytes } from './codec.ts';
import { localsOf } from './exception.ts';
import { namesOf } from './object.ts';
import { powMod } from './number.ts';
import { sortArray } from './sequence.ts';

const table: Record<string, V> = {};
const def = (name: string, sig: string, impl: Native['impl']): void => {
  table[name] = native(name, sig, impl);
};

export function sysAttr(name: string): V {
  const sys = R.vm.modules.get('sys');
  return sys instanceof Obj ? (sys.dict!.get(name) ?? null) : null;
}

def(
  'print',
  '*args, sep=None, end=None, file=None, flush=False',
  function* (args: Tuple, sep: V, end: V, file: V, flush: V) {
    const out = file === null ? sysAttr('stdout') : file;
    if (out === null) return;
    const parts: string[] = [];
    for (const a of args.a) parts.push(yield* str(a));
    if (sep !== null && typeof unbox(sep) !== 'string')
      throw typeError(`sep must be None or a string, not ${typeName(sep)}`);
    if (end !== null && typeof unbox(end) !== 'string')
      throw typeError(`end must be None or a string, not ${typeName(end)}`);
    yield* writeTo(
      out,
      parts.join(sep === null ? ' ' : (unbox(sep) as string)) + (end === null ? '\n' : (unbox(end) as string)),
    );
    if (yield* truth(flush)) yield* call(yield* getAttr(out, 'flush'), []);
  },
);
def('input', "prompt='', /", function* (prompt: V) {
  const out = sysAttr('stdout'),
    input = sysAttr('stdin');
  if (prompt !== '') yield* writeTo(out, yield* str(prompt));
  if (out !== null) yield* call(yield* getAttr(out, 'flush'), []);
  const line = unbox(yield* call(yield* getAttr(input, 'readline'), []));
  if (line === '') throw raise('EOFError', 'EOF when reading a line');
  return (line as string).replace(/\n$/, '');
});
def('len', 'obj, /', length as never);
def('repr', 'obj, /', function* (v: V) {
  return yield* repr(v);
});
def('ascii', 'obj, /', function* (v: V) {
  return ascii(yield* repr(v));
});
def('hash', 'obj, /', function* (v: V) {
  return yield* hash(v);
});
def('id', 'obj, /', (v: V) =>
  v instanceof Obj
    ? R.vm.id(v)
    : v === null
      ? 9484256
      : typeof v === 'boolean'
        ? v
          ? 9477344
          : 9477312
        : typeof v === 'number'
          ? 11760904 + v * 32
          : 0x7f3a2b000000 + [...String(v)].reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 0xffffff, 7) * 16,
);
def(
  'callable',
  'obj, /',
  (v: V) =>
    v instanceof Func ||
    v instanceof Native ||
    v instanceof Method ||
    v instanceof Cls ||
    (v instanceof Obj && lookup(v.cls, '__call__') !== undefined),
);
def('isinstance', 'obj, cls, /', function* (v: V, c: V) {
  return yield* instanceCheck(v, c, false);
});
def('issubclass', 'obj, cls, /', function* (v: V, c: V) {
  if (!(v instanceof Cls)) throw typeError('issubclass() arg 1 must be a class');
  return yield* instanceCheck(v, c, true);
});
const attrName = (v: V): string => {
  const n = unbox(v);
  if (typeof n !== 'string') throw typeError(`attribute name must be string, not '${typeName(v)}'`);
  return n;
};
def('getattr', 'obj, name, default=?, /', function* (o: V, n: V, otherwise: V | undefined): Task<V> {
  if (otherwise === undefined) return yield* getAttr(o, attrName(n));
  const v = yield* tryAttr(o, attrName(n));
  return v === undefined ? otherwise : v;
});
def('hasattr', 'obj, name, /', function* (o: V, n: V) {
  return (yield* tryAttr(o, attrName(n))) !== undefined;
});
def('setattr', 'obj, name, value, /', function* (o: V, n: V, v: V) {
  yield* setAttr(o, attrName(n), v);
});
def('delattr', 'obj, name, /', function* (o: V, n: V) {
  yield* setAttr(o, attrName(n), undefined);
});
def('vars', 'obj=?, /', function* (o: V | undefined) {
  if (o === undefined) return localsOf(R.vm.frame!);
  const d = yield* tryAttr(o, '__dict__');
  if (d === undefined) throw typeError('vars() argument must have __dict__ attribute');
  return d;
});
def('dir', 'obj=?, /', function* (o: V | undefined) {
  if (o === undefined) return makeList([...localsOf(R.vm.frame!).m.keys()].map(String).sort());
  if (o instanceof Obj && o.cls.layout === 'module') {
    const d = o.dict!.get('__dir__');
    if (d !== undefined) return makeList(yield* sortArray(yield* toArray(yield* call(d, [])), null, false));
  }
  const f = special(o, '__dir__');
  if (f !== undefined && !(f instanceof Native))
    return makeList(yield* sortArray(yield* toArray(yield* callSpecial(o, f, [])), null, false));
  return makeList(namesOf(o));
});
def('globals', '', () => R.vm.frame!.globals);
def('locals', '', () => localsOf(R.vm.frame!));
def('abs', 'x, /', function* (v: V) {
  const f = special(v, '__abs__');
  if (f === undefined) throw typeError(`bad operand type for abs(): '${typeName(v)}'`);
  return yield* callSpecial(v, f, []);
});
def('round', 'number, ndigits=None', function* (v: V, n: V) {
  const f = special(v, '__round__');
  if (f === undefined) throw typeError(`type ${typeName(v)} doesn't define __round__ method`);
  return yield* callSpecial(v, f, n === null ? [] : [n]);
});
def('divmod', 'a, b, /', function* (a: V, b: V) {
  for (const [x, name, y] of [
    [a, '__divmod__', b],
    [b, '__rdivmod__', a],
  ] as const) {
    const f = special(x, name);
    if (f === undefined) continue;
    const r = yield* callSpecial(x, f, [y]);
    if (r !== NOT_IMPLEMENTED) return r;
  }
  throw typeError(`unsupported operand type(s) for divmod(): '${typeName(a)}' and '${typeName(b)}'`);
});
def('pow', 'base, exp, mod=None', function* (a: V, b: V, m: V) {
  return m === null ? yield* binary(6, a, b) : powMod(a, b, m);
});
def('sum', 'items, /, start=0', function* (items: V, start: V) {
  if (typeof start === 'string') throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  let total: V = start;
  const it = yield* iterate(items);
  for (let x = yield* next(it); x !== DONE; x = yield* next(it))
    total = binaryNow(0, total, x) ?? (yield* binary(0, total, x));
  return total;
});
for (const [name, op] of [
  ['min', 0],
  ['max', 4],
] as const) {
  def(name, '*args, key=None, default=?', function* (args: Tuple, key: V, otherwise: V | undefined) {
    if (args.a.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
    const items: readonly V[] = args.a.length === 1 ? yield* toArray(args.a[0]!) : args.a;
    if (items.length === 0) {
      if (otherwise !== undefined) return otherwise;
      throw valueError(`${name}() iterable argument is empty`);
    }
    let best: V = items[0]!,
      bestKey: V = key === null ? best : yield* call(key, [best]);
    for (const x of items.slice(1)) {
      const k: V = key === null ? x : yield* call(key, [x]);
      if (yield* truth(yield* compare(op, k, bestKey))) {
        best = x;
        bestKey = k;
      }
    }
    return best;
  });
}
def('sorted', 'items, /, *, key=None, reverse=False', function* (items: V, key: V, reverse: V) {
  return makeList(yield* sortArray(yield* toArray(items), key, yield* truth(reverse)));
});
def('any', 'items, /', function* (items: V) {
  const it = yield* iterate(items);
  for (let x = yield* next(it); x !== DONE; x = yield* next(it)) if (yield* truth(x)) return true;
  return false;
});
def('all', 'items, /', function* (items: V) {
  const it = yield* iterate(items);
  for (let x = yield* next(it); x !== DONE; x = yield* next(it)) if (!(yield* truth(x))) return false;
  return true;
});
def('iter', 'obj, sentinel=?, /', function* (o: V, sentinel: V | undefined) {
  if (sentinel === undefined) return yield* iterate(o);
  let over = false;
  return new TaskIter(T.callableIter, function* () {
    if (over) return DONE;
    const v = yield* call(o, []);
    if (yield* truth(yield* compare(2, v, sentinel))) {
      over = true;
      return DONE;
    }
    return v;
  });
});
def('next', 'it, default=?, /', function* (it: V, otherwise: V | undefined) {
  if (
    !(it instanceof Iter) &&
    !(it instanceof Gen) &&
    !(it instanceof TaskIter) &&
    special(it, '__next__') === undefined
  )
    throw typeError(`'${typeName(it)}' object is not an iterator`);
  R.vm.returned = null;
  const v = yield* next(it);
  if (v !== DONE) return v;
  if (otherwise !== undefined) return otherwise;
  throw stopIteration(it instanceof Iter || it instanceof TaskIter ? null : R.vm.returned);
});
const makes = (cls: Cls, sig: string, impl: Native['impl']): void => {
  cls.ns.set('__new__', native('__new__', `cls, ${sig}`, impl));
  cls.ns.set(
    '__init__',
    native('__init__', 'self, *args, **kw', () => null),
  );
};
makes(T.map, 'f, *its', function* (_c: V, f: V, its: Tuple) {
  if (its.a.length === 0) throw typeError('map() must have at least two arguments.');
  const iters: V[] = [];
  for (const i of its.a) iters.push(yield* iterate(i));
  return new TaskIter(T.map, function* () {
    const args: V[] = [];
    for (const it of iters) {
      const v = yield* next(it);
      if (v === DONE) return DONE;
      args.push(v);
    }
    return yield* call(f, args);
  });
});
makes(T.filter, 'f, items', function* (_c: V, f: V, items: V) {
  const it = yield* iterate(items);
  return new TaskIter(T.filter, function* () {
    for (;;) {
      const v = yield* next(it);
      if (v === DONE || (yield* truth(f === null ? v : yield* call(f, [v])))) return v;
    }
  });
});
makes(T.zip, '*its, strict=False', function* (_c: V, its: Tuple, strict: boolean) {
  const iters: V[] = [];
  for (const i of its.a) iters.push(yield* iterate(i));
  return new TaskIter(T.zip, function* () {
    if (iters.length === 0) return DONE;
    const out: V[] = [];
    for (let i = 0; i < iters.length; i++) {
      const v = yield* next(iters[i]!);
      if (v === DONE) {
        if (strict && i > 0)
          throw valueError(`zip() argument ${i + 1} is shorter than argument${i === 1 ? ' 1' : `s 1-${i}`}`);
        if (strict)
          for (let j = 1; j < iters.length; j++)
            if ((yield* next(iters[j]!)) !== DONE)
              throw valueError(`zip() argument ${j + 1} is longer than argument${j === 1 ? ' 1' : `s 1-${j}`}`);
        return DONE;
      }
      out.push(v);
    }
    return makeTuple(out);
  });
});
makes(T.enumerate, 'items, start=0', function* (_c: V, items: V, start: V) {
  const it = yield* iterate(items);
  let n = Number(yield* index(start));
  if (it instanceof Iter) {
    return new Iter(T.enumerate, () => {
      const v = it.next();
      return v === DONE ? DONE : makeTuple([n++, v]);
    });
  }
  return new TaskIter(T.enumerate, function* () {
    const v = yield* next(it);
    return v === DONE ? DONE : makeTuple([n++, v]);
  });
});
makes(T.reversed, 'items', function* (_c: V, items: V) {
  const f = special(items, '__reversed__');
  if (f !== undefined) return yield* callSpecial(items, f, []);
  if (special(items, '__getitem__') === undefined || special(items, '__len__') === undefined)
    throw typeError(`'${typeName(items)}' object is not reversible`);
  if (typeof items === 'string') return iterNow(makeList([...items].reverse()))!;
  let i = (yield* length(items)) - 1;
  const get = special(items, '__getitem__')!;
  return new TaskIter(T.reversed, function* () {
    return i < 0 ? DONE : yield* callSpecial(items, get, [i--]);
  });
});
def('ord', 'c, /', (c: V) => {
  const v = unbox(c);
  if (typeof v === 'object' && v !== null && 'b' in v && (v as { b: Uint8Array }).b.length === 1)
    return (v as { b: Uint8Array }).b[0]!;
  if (typeof v !== 'string') throw typeError(`ord() expected string of length 1, but ${typeName(c)} found`);
  const n = [...v].length;
  if (n !== 1) throw typeError(`ord() expected a character, but string of length ${n} found`);
  return v.codePointAt(0)!;
});
def('chr', 'i, /', function* (i: V) {
  const n = Number(yield* index(i));
  if (n < 0 || n > 0x10ffff) throw valueError('chr() arg not in range(0x110000)');
  return String.fromCodePoint(n);
});
for (const [name, base, prefix] of [
  ['hex', 16, '0x'],
  ['oct', 8, '0o'],
  ['bin', 2, '0b'],
] as const) {
  def(name, 'n, /', function* (v: V) {
    const n = yield* index(v);
    return `${n < 0 ? '-' : ''}${prefix}${(n < 0 ? -n : n).toString(base)}`;
  });
}
def('format', "value, spec='', /", function* (v: V, spec: V) {
  return yield* format(v, unbox(spec) as string);
});

// --- code

function* compileText(source: V, file: string, mode: string): Task<Code> {
  const raw = unbox(source);
  const text =
    typeof raw === 'string'
      ? raw
      : typeof raw === 'object' && raw !== null && 'b' in raw
        ? decodeBytes((raw as { b: Uint8Array }).b, 'utf-8', 'strict')
        : undefined;
  if (text === undefined)
    throw typeError(
      `${mode === 'eval' ? 'eval' : mode === 'exec' ? 'exec' : 'compile'}() arg 1 must be a string, bytes or code object`,
    );
  const src = new Source(file, mode === 'eval' ? text.trimStart() : text);
  try {
    return mode === 'eval'
      ? compileExpression(parseExpression(text), src)
      : compileFile(parseFile(text), src, mode === 'single');
  } catch (error) {
    if (error instanceof SourceError) throw syntaxError(error, src);
    throw error;
  }
}
def(
  'compile',
  'source, filename, mode, flags=0, dont_inherit=False, optimize=-1',
  function* (source: V, file: string, mode: string) {
    if (!['exec', 'eval', 'single'].includes(mode))
      throw valueError("compile() mode must be 'exec', 'eval' or 'single'");
    return codeObject(yield* compileText(source, file, mode));
  },
);
function* execute(code: Code, globals: V, locals: V): Task<V> {
  const here = R.vm.frame!;
  const g = globals === null ? here.globals : globals;
  if (!(g instanceof Dict)) throw typeError(`globals must be a dict, not ${typeName(g)}`);
  if (g.get('__builtins__') === undefined) g.set('__builtins__', R.vm.modules.get('builtins') ?? null);
  const frame = new Frame(code, g, R.vm.builtins, new Array<undefined>(code.locals.length).fill(undefined), null);
  for (const s of code.cellSlots) frame.locals[s] = { v: undefined };
  frame.names = locals instanceof Dict ? locals : globals === null ? localsOf(here) : g;
  return yield* run(frame);
}
def('exec', 'source, globals=None, locals=None, /', function* (source: V, g: V, l: V) {
  yield* execute(source instanceof CodeObj ? source.code : yield* compileText(source, '<string>', 'exec'), g, l);
});
def('eval', 'source, globals=None, locals=None, /', function* (source: V, g: V, l: V) {
  return yield* execute(source instanceof CodeObj ? source.code : yield* compileText(source, '<string>', 'eval'), g, l);
});
def(
  '__import__',
  'name, globals=None, locals=None, fromlist=(), level=0',
  function* (name: string, g: V, _l: V, names: V, level: number) {
    const list = names === null ? null : makeTuple([...(yield* toArray(names))]);
    return yield* importModule(name, list, level, g instanceof Dict ? g : R.vm.frame!.globals);
  },
);
def('breakpoint', '*args, **kw', () => {
  throw raise('NotImplementedError', "drydock: the debugger 'pdb' is not simulated");
});
for (const name of ['exit', 'quit']) {
  def(name, 'code=None', (code: V) => {
    throw new Thrown(Object.assign(raise('SystemExit', ...(code === null ? [] : [code])).exc));
  });
}
def('help', '*args', () => {
  throw raise('NotImplementedError', "drydock: 'help' is not simulated");
});
def('aiter', 'x', () => {
  throw raise('NotImplementedError', 'drydock: asynchronous iteration is not simulated');
});

Object.assign(table, {
  None: null,
  True: true,
  False: false,
  Ellipsis: ELLIPSIS,
  NotImplemented: NOT_IMPLEMENTED,
  __debug__: true,
  __build_class__: SLOW.buildClass,
  object: T.object,
  type: T.type,
  int: T.int,
  bool: T.bool,
  float: T.float,
  complex: T.complex,
  str: T.str,
  bytes: T.bytes,
  bytearray: T.bytearray,
  memoryview: T.memoryview,
  list: T.list,
  tuple: T.tuple,
  dict: T.dict,
  set: T.set,
  frozenset: T.frozenset,
  range: T.range,
  slice: T.slice,
  super: T.super,
  property: T.property,
  staticmethod: T.staticmethod,
  classmethod: T.classmethod,
  map: T.map,
  filter: T.filter,
  zip: T.zip,
  enumerate: T.enumerate,
  reversed: T.reversed,
  ...E,
});

/** Names of the builtins module; each process gets a dict of its own. */
export function builtinNames(): Dict {
  const d = makeDict();
  for (const [k, v] of Object.entries(table)) d.set(k, v);
  return d;
}
export function define(name: string, v: V): void {
  table[name] = v;
}
