// Exceptions, tracebacks, frames, generators as Python code sees them.

import type { Task } from '../../../kernel/block.ts';
import { call, resume } from '../vm/call.ts';
import { exceptionOf } from '../vm/classes.ts';
import { E, makeExc, osErrorClass, raise, stopIteration } from '../vm/errors.ts';
import { makeDict, makeList, makeTuple } from '../vm/make.ts';
import { getset, method, native } from '../vm/native.ts';
import {
  Cell,
  Cls,
  type Dict,
  Exc,
  type Frame,
  Gen,
  type Iter,
  List,
  Obj,
  type TaskIter,
  Thrown,
  type Traceback,
  Tuple,
  type V,
} from '../vm/objects.ts';
import { next, nextOrStop } from '../vm/ops.ts';
import { plainRepr, repr, str } from '../vm/repr.ts';
import { DONE, T, codeObject } from '../vm/types.ts';
import { syntaxFields } from '../vm/import.ts';
import { OP } from '../compile/ops.ts';
import { R } from '../vm/vm.ts';

const base = E['BaseException']!;
base.ns.set(
  '__new__',
  native('__new__', 'cls, *args, **kw', (cls: Cls, args: Tuple) => {
    let c = cls;
    if (cls === E['OSError'] && args.a.length >= 2 && typeof args.a[0] === 'number') c = osErrorClass(args.a[0]);
    return makeExc(c, [...args.a]);
  }),
);
method(base, '__init__', '*args, **kw', (e: Exc, args: Tuple) => {
  e.args = [...args.a];
});
method(base, '__str__', '', function* (e: Exc) {
  if (e.args.length === 0) return '';
  return e.args.length === 1 ? yield* str(e.args[0]!) : yield* str(makeTuple(e.args));
});
method(base, '__repr__', '', function* (e: Exc) {
  return yield* plainRepr(e);
});
method(base, 'with_traceback', 'tb', (e: Exc, tb: V) => {
  e.tb = tb as Traceback | null;
  return e;
});
method(base, 'add_note', 'note', (e: Exc, note: V) => {
  const have = e.dict!.get('__notes__');
  if (have instanceof List) have.a.push(note);
  else e.dict!.set('__notes__', makeList([note]));
});
getset(
  base,
  'args',
  (e: Exc) => makeTuple([...e.args]),
  (e: Exc, v) => {
    e.args = v instanceof Tuple || v instanceof List ? [...v.a] : [];
  },
);
getset(
  base,
  '__traceback__',
  (e: Exc) => e.tb,
  (e: Exc, v) => {
    e.tb = (v ?? null) as Traceback | null;
  },
);
getset(
  base,
  '__cause__',
  (e: Exc) => e.cause,
  (e: Exc, v) => {
    e.cause = (v ?? null) as Exc | null;
    e.suppress = true;
  },
);
getset(
  base,
  '__context__',
  (e: Exc) => e.context,
  (e: Exc, v) => {
    e.context = (v ?? null) as Exc | null;
  },
);
getset(
  base,
  '__suppress_context__',
  (e: Exc) => e.suppress,
  (e: Exc, v) => {
    e.suppress = v === true;
  },
);
getset(E['StopIteration']!, 'value', (e: Exc) => e.args[0] ?? null);
getset(
  E['SystemExit']!,
  'code',
  (e: Exc) => (e.args.length === 0 ? null : e.args.length === 1 ? e.args[0]! : makeTuple(e.args)),
  (e: Exc, v) => {
    e.args = [v!];
  },
);
method(E['KeyError']!, '__str__', '', function* (e: Exc) {
  return e.args.length === 1 ? yield* repr(e.args[0]!) : e.args.length === 0 ? '' : yield* str(makeTuple(e.args));
});
method(E['OSError']!, '__init__', '*args, **kw', (e: Exc, args: Tuple) => {
  e.args = [...args.a];
  const d = e.dict!;
  const [no, text, file, , file2] = args.a;
  d.set('errno', args.a.length >= 2 ? no! : null);
  d.set('strerror', args.a.length >= 2 ? text! : null);
  d.set('filename', file ?? null);
  if (file2 !== undefined) d.set('filename2', file2);
  if (args.a.length >= 3) e.args = [no!, text!];
});
method(E['OSError']!, '__str__', '', function* (e: Exc) {
  const no = e.dict!.get('errno');
  if (no === undefined || no === null)
    return e.args.length === 1 ? yield* str(e.args[0]!) : e.args.length === 0 ? '' : yield* str(makeTuple(e.args));
  const file = e.dict!.get('filename'),
    file2 = e.dict!.get('filename2');
  const head = `[Errno ${yield* str(no)}] ${yield* str(e.dict!.get('strerror') ?? null)}`;
  if (file === undefined || file === null) return head;
  return `${head}: ${yield* repr(file)}${file2 === undefined || file2 === null ? '' : ` -> ${yield* repr(file2)}`}`;
});
method(E['ImportError']!, '__init__', '*args, name=None, path=None', (e: Exc, args: Tuple, name: V, path: V) => {
  e.args = [...args.a];
  e.dict!.set('name', name);
  e.dict!.set('path', path);
  e.dict!.set('msg', args.a[0] ?? null);
});
for (const n of ['NameError', 'AttributeError']) {
  method(E[n]!, '__init__', '*args, name=None, obj=None', (e: Exc, args: Tuple, name: V, obj: V) => {
    e.args = [...args.a];
    if (name !== null) e.dict!.set('name', name);
    if (obj !== null) e.dict!.set('obj', obj);
  });
}
method(E['SyntaxError']!, '__init__', '*args', (e: Exc, args: Tuple) => {
  e.args = [...args.a];
  const place = args.a[1] instanceof Tuple ? args.a[1].a : [];
  syntaxFields(
    e.dict!,
    args.a[0] ?? null,
    place[0] ?? null,
    place[1] ?? null,
    place[2] ?? null,
    place[3] ?? null,
    place[4] ?? null,
    place[5] ?? null,
  );
});
method(E['SyntaxError']!, '__str__', '', function* (e: Exc) {
  const file = e.dict!.get('filename'),
    line = e.dict!.get('lineno');
  const msg = yield* str(e.dict!.get('msg') ?? null);
  if (typeof file !== 'string') return typeof line === 'number' ? `${msg} (line ${line})` : msg;
  return `${msg} (${file.slice(file.lastIndexOf('/') + 1)}${typeof line === 'number' ? `, line ${line}` : ''})`;
});
for (const n of ['UnicodeDecodeError', 'UnicodeEncodeError']) {
  method(E[n]!, '__init__', '*args', (e: Exc, args: Tuple) => {
    e.args = [...args.a];
    ['encoding', 'object', 'start', 'end', 'reason'].forEach((k, i) => e.dict!.set(k, args.a[i] ?? null));
  });
  method(E[n]!, '__str__', '', function* (e: Exc) {
    const t = e.dict!.get('_text');
    return typeof t === 'string'
      ? t
      : `'${yield* str(e.args[0] ?? null)}' codec can't ${n === 'UnicodeDecodeError' ? 'decode byte' : 'encode character'} in position ${yield* str(e.args[2] ?? null)}: ${yield* str(e.args[4] ?? null)}`;
  });
}
method(E['BaseExceptionGroup']!, '__init__', 'message, exceptions', (e: Exc, m: V, x: V) => {
  e.args = [m, x];
  e.dict!.set('message', m);
  e.dict!.set('exceptions', x);
});
E['EnvironmentError'] = E['OSError']!;
E['IOError'] = E['OSError']!;

// --- tracebacks and frames

getset(
  T.traceback,
  'tb_next',
  (t: Traceback) => t.next,
  (t: Traceback, v) => {
    t.next = (v ?? null) as Traceback | null;
  },
);
getset(T.traceback, 'tb_lineno', (t: Traceback) => t.frame.code.lineAt(t.pc));
getset(T.traceback, 'tb_lasti', (t: Traceback) => t.pc);
getset(T.traceback, 'tb_frame', (t: Traceback) => frameObject(t.frame));
class FrameObj extends Obj {
  constructor(readonly f: Frame) {
    super(T.frame);
  }
}
export function frameObject(f: Frame | null): V {
  return f === null ? null : ((f.obj ??= new FrameObj(f)) as V);
}
/** Names and values of a frame's locals. */
export function localsOf(f: Frame): Dict {
  if (f.names !== null) return f.names;
  const d = makeDict();
  f.code.locals.forEach((n, i) => {
    const v = f.locals[i];
    const x = v instanceof Cell ? v.v : v;
    if (n !== '' && !n.startsWith('.') && x !== undefined) d.set(n, x);
  });
  f.code.free.forEach((n, i) => {
    const c = f.locals[f.code.locals.length + i];
    if (c instanceof Cell && c.v !== undefined) d.set(n, c.v);
  });
  return d;
}
getset(T.frame, 'f_back', (f: FrameObj) => frameObject(f.f.back));
getset(T.frame, 'f_code', (f: FrameObj) => codeObject(f.f.code));
getset(T.frame, 'f_globals', (f: FrameObj) => f.f.globals);
getset(T.frame, 'f_builtins', (f: FrameObj) => f.f.builtins);
getset(T.frame, 'f_locals', (f: FrameObj) => localsOf(f.f));
getset(T.frame, 'f_lineno', (f: FrameObj) => f.f.code.lineAt(Math.max(0, f.f.pc - 2)));
getset(T.frame, 'f_lasti', (f: FrameObj) => f.f.pc);
method(T.frame, 'clear', '', () => null);

// --- iterators

for (const cls of [T.generator, T.coroutine]) {
  if (cls === T.generator) {
    method(cls, '__iter__', '', (g: Gen) => g);
    method(cls, '__next__', '', function* (g: Gen) {
      return yield* nextOrStop(g);
    });
  } else method(cls, '__await__', '', (g: Gen) => g);
  method(cls, 'send', 'v', function* (g: Gen, v: V) {
    const r = yield* resume(g, v);
    if (r === DONE) throw stopIteration(R.vm.returned);
    return r;
  });
  method(cls, 'throw', 'type, value=None, tb=None', function* (g: Gen, type: V, value: V) {
    const e =
      value instanceof Exc
        ? value
        : type instanceof Cls && value !== null
          ? ((yield* call(type, [value])) as Exc)
          : yield* exceptionOf(type);
    const r = yield* throwInto(g, e);
    if (r === DONE) throw stopIteration(R.vm.returned);
    return r;
  });
  method(cls, 'close', '', function* (g: Gen) {
    if (g.state === 'new' || g.state === 'done') {
      g.state = 'done';
      return null;
    }
    let r: V;
    try {
      r = yield* throwInto(g, makeExc(E['GeneratorExit']!, []));
    } catch (error) {
      if (error instanceof Thrown && ['GeneratorExit', 'StopIteration'].includes(error.exc.cls.name)) return null;
      throw error;
    }
    if (r !== DONE) throw raise('RuntimeError', 'generator ignored GeneratorExit');
    return null;
  });
  getset(
    cls,
    '__name__',
    (g: Gen) => g.name,
    (g: Gen, v) => {
      g.name = v as string;
    },
  );
  getset(
    cls,
    '__qualname__',
    (g: Gen) => g.qualname,
    (g: Gen, v) => {
      g.qualname = v as string;
    },
  );
  getset(cls, 'gi_running', (g: Gen) => g.state === 'running');
  getset(cls, 'gi_frame', (g: Gen) => (g.state === 'done' ? null : frameObject(g.frame)));
  getset(cls, 'gi_code', (g: Gen) => codeObject(g.frame.code));
  getset(cls, 'cr_frame', (g: Gen) => (g.state === 'done' ? null : frameObject(g.frame)));
  getset(cls, 'cr_code', (g: Gen) => codeObject(g.frame.code));
}
/** Throws into a generator; one that it delegates to gets the exception first. */
export function* throwInto(g: Gen, e: Exc): Task<V> {
  const { frame } = g;
  if (g.state === 'suspended' && frame.code.ops[frame.pc] === OP.YIELD_FROM) {
    const inner = frame.stack[frame.sp - 1];
    if (inner instanceof Gen && inner.state === 'suspended') {
      let r: V;
      g.state = 'running';
      try {
        r = yield* throwInto(inner, e);
      } catch (error) {
        g.state = 'suspended';
        if (!(error instanceof Thrown)) throw error;
        return yield* resume(g, error);
      }
      g.state = 'suspended';
      if (r !== DONE) return r;
      return yield* resume(g, DONE);
    }
  }
  return yield* resume(g, new Thrown(e));
}
for (const cls of [
  T.listIter,
  T.tupleIter,
  T.strIter,
  T.bytesIter,
  T.rangeIter,
  T.setIter,
  T.keyIter,
  T.valueIter,
  T.itemIter,
  T.reversedIter,
  T.iterator,
  T.callableIter,
  T.map,
  T.filter,
  T.zip,
  T.enumerate,
  T.reversed,
]) {
  method(cls, '__iter__', '', (it: V) => it);
  method(cls, '__next__', '', function* (it: Iter | TaskIter) {
    const v = yield* next(it);
    if (v === DONE) throw stopIteration(null);
    return v;
  });
  method(cls, '__length_hint__', '', () => 0);
}
