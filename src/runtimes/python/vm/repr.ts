// repr() and str() of values.

import type { Task } from '../../../kernel/block.ts';
import { callSpecial, lookup, special } from './attr.ts';
import { typeError } from './errors.ts';
import { typeName } from './key.ts';
import { unbox } from './make.ts';
import {
  Boxed,
  Bytes,
  Cls,
  CodeObj,
  Complex,
  Dict,
  Exc,
  Float,
  Func,
  Gen,
  List,
  Method,
  Native,
  Obj,
  Range,
  SetObj,
  Slice,
  Tuple,
  type V,
  View,
} from './objects.ts';
import { ELLIPSIS, NOT_IMPLEMENTED, T } from './types.ts';
import { R } from './vm.ts';

/** Digits as Python prints a float. */
export function floatRepr(v: number): string {
  if (Number.isNaN(v)) return 'nan';
  if (!Number.isFinite(v)) return v > 0 ? 'inf' : '-inf';
  if (Object.is(v, -0)) return '-0.0';
  const a = Math.abs(v);
  if (v !== 0 && (a >= 1e16 || a < 1e-4)) {
    const [m, e] = v.toExponential().split('e');
    const n = Number(e);
    return `${m}e${n < 0 ? '-' : '+'}${String(Math.abs(n)).padStart(2, '0')}`;
  }
  const s = String(v);
  if (s.includes('e')) return v.toFixed(20).replace(/0+$/, '');
  return s.includes('.') ? s : `${s}.0`;
}

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
export function strRepr(s: string): string {
  const q = s.includes("'") && !s.includes('"') ? '"' : "'";
  let out = q;
  for (const c of s) {
    if (c === q) out += `\\${c}`;
    else if (NAMED[c] !== undefined) out += NAMED[c];
    else {
      const n = c.codePointAt(0)!;
      if (n < 32 || n === 127) out += `\\x${n.toString(16).padStart(2, '0')}`;
      else if (n < 127) out += c;
      else if (n === 0xad || (n >= 0x80 && n < 0xa1)) out += `\\x${n.toString(16)}`;
      else if (/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(c))
        out += n > 0xffff ? `\\U${n.toString(16).padStart(8, '0')}` : `\\u${n.toString(16).padStart(4, '0')}`;
      else out += c;
    }
  }
  return out + q;
}
export function ascii(s: string): string {
  let out = '';
  for (const c of s) {
    const n = c.codePointAt(0)!;
    out +=
      n < 128
        ? c
        : n < 256
          ? `\\x${n.toString(16)}`
          : n < 65536
            ? `\\u${n.toString(16).padStart(4, '0')}`
            : `\\U${n.toString(16).padStart(8, '0')}`;
  }
  return out;
}
export function bytesRepr(b: Uint8Array): string {
  let text = '';
  let single = false,
    double = false;
  for (const n of b) {
    if (n === 39) single = true;
    if (n === 34) double = true;
  }
  const q = single && !double ? '"' : "'";
  for (const n of b) {
    const c = String.fromCharCode(n);
    if (c === q) text += `\\${c}`;
    else if (NAMED[c] !== undefined) text += NAMED[c];
    else text += n < 32 || n > 126 ? `\\x${n.toString(16).padStart(2, '0')}` : c;
  }
  return `b${q}${text}${q}`;
}
export function complexRepr(v: Complex): string {
  const part = (n: number): string => floatRepr(n).replace(/\.0$/, '');
  if (v.re === 0 && !Object.is(v.re, -0)) return `${part(v.im)}j`;
  return `(${part(v.re)}${v.im >= 0 || Number.isNaN(v.im) ? '+' : ''}${part(v.im)}j)`;
}
export function address(o: Obj): string {
  return `0x${R.vm.id(o).toString(16).padStart(12, '0')}`;
}
/** `module.Name` of a class, as reprs of instances show it. */
export function fullName(c: Cls): string {
  const m = lookup(c, '__module__');
  return typeof m === 'string' && m !== 'builtins' ? `${m}.${c.qualname}` : c.qualname;
}

/** repr of values that ask nobody; undefined for the others. */
export function reprNow(v: V): string | undefined {
  switch (typeof v) {
    case 'string':
      return strRepr(v);
    case 'number':
    case 'bigint':
      return String(v);
    case 'boolean':
      return v ? 'True' : 'False';
  }
  if (v === null) return 'None';
  if (v instanceof Float && v.cls === T.float) return floatRepr(v.v);
  if (v === ELLIPSIS) return 'Ellipsis';
  if (v === NOT_IMPLEMENTED) return 'NotImplemented';
  return undefined;
}

const busy = new Set<Obj>();
function* items(values: Iterable<V>, owner: Obj, open: string, close: string): Task<string> {
  if (busy.has(owner)) return `${open}...${close}`;
  busy.add(owner);
  try {
    const out: string[] = [];
    for (const x of values) out.push(reprNow(x) ?? (yield* repr(x)));
    return open + out.join(', ') + close;
  } finally {
    busy.delete(owner);
  }
}

export function* repr(v: V): Task<string> {
  const now = reprNow(v);
  if (now !== undefined) return now;
  const f = special(v, '__repr__');
  if (f !== undefined && !(f instanceof Native && f.owner === T.object)) {
    const r = unbox(yield* callSpecial(v, f, []));
    if (typeof r !== 'string') throw typeError(`__repr__ returned non-string (type ${typeName(r)})`);
    return r;
  }
  return yield* plainRepr(v as Obj);
}

/** The order in which small ints of a set come out of CPython's table. */
export function setOrder(s: SetObj): V[] {
  const all = [...s.m.values()];
  if (all.length < 2 || !all.every((x) => typeof x === 'number' && x >= 0)) return all;
  let mask = 7;
  const build = (size: number, values: readonly number[]): (number | undefined)[] => {
    const table = new Array<number | undefined>(size + 1);
    for (const n of values) {
      let i = n % (size + 1),
        perturb = n;
      for (;;) {
        let placed = false;
        for (let j = 0; j <= 9 && i + 9 <= size ? j <= 9 : j < 1; j++) {
          if (table[i + j] === undefined) {
            table[i + j] = n;
            placed = true;
            break;
          }
        }
        if (placed) break;
        perturb = Math.floor(perturb / 32);
        i = (i * 5 + 1 + perturb) % (size + 1);
      }
    }
    return table;
  };
  let table: (number | undefined)[] = [],
    fill = 0;
  const values = all as number[];
  table = build(mask, []);
  const seen: number[] = [];
  for (const n of values) {
    seen.push(n);
    fill++;
    if (fill * 5 >= mask * 3) {
      let size = 8;
      const want = fill > 50000 ? fill * 2 : fill * 4;
      while (size <= want) size *= 2;
      mask = size - 1;
      table = build(mask, table.length > 0 ? build(table.length - 1, seen).filter((x) => x !== undefined) : seen);
    } else table = build(mask, seen);
    if (values.length > 400) break;
  }
  if (values.length > 400) return [...values].sort((a, b) => a - b);
  return table.filter((x): x is number => x !== undefined);
}

/** repr of built-in values and of objects without a `__repr__` of their own. */
export function* plainRepr(v: Obj): Task<string> {
  if (v instanceof List) return yield* items(v.a, v, '[', ']');
  if (v instanceof Tuple) return v.a.length === 1 ? `(${yield* repr(v.a[0]!)},)` : yield* items(v.a, v, '(', ')');
  if (v instanceof Dict) {
    if (busy.has(v)) return '{...}';
    busy.add(v);
    try {
      const out: string[] = [];
      for (const [k, x] of v.m) out.push(`${yield* repr(v.keyOf(k))}: ${yield* repr(x)}`);
      return `{${out.join(', ')}}`;
    } finally {
      busy.delete(v);
    }
  }
  if (v instanceof SetObj) {
    const frozen = v.cls !== T.set;
    if (v.m.size === 0) return `${v.cls.name}()`;
    const inner = yield* items(setOrder(v), v, '{', '}');
    return frozen ? `${v.cls.name}(${inner})` : inner;
  }
  if (v instanceof Bytes) return v.cls.name === 'bytearray' ? `bytearray(${bytesRepr(v.b)})` : bytesRepr(v.b);
  if (v instanceof Float) return floatRepr(v.v);
  if (v instanceof Boxed) return reprNow(v.v as V) ?? '';
  if (v instanceof Complex) return complexRepr(v);
  if (v instanceof Cls) return `<class '${fullName(v)}'>`;
  if (v instanceof Func) return `<function ${v.qualname} at ${address(v)}>`;
  if (v instanceof Native)
    return v.owner !== undefined
      ? `<method '${v.name}' of '${v.owner.name}' objects>`
      : `<built-in function ${v.name}>`;
  if (v instanceof Method) {
    if (v.f instanceof Native)
      return `<built-in method ${v.f.name} of ${typeName(v.self)} object at ${v.self instanceof Obj ? address(v.self) : '0x7f3a2c000000'}>`;
    return `<bound method ${v.f instanceof Func ? v.f.qualname : '?'} of ${yield* repr(v.self)}>`;
  }
  if (v instanceof Range)
    return v.step === 1 ? `range(${v.start}, ${v.stop})` : `range(${v.start}, ${v.stop}, ${v.step})`;
  if (v instanceof Slice) return `slice(${yield* repr(v.start)}, ${yield* repr(v.stop)}, ${yield* repr(v.step)})`;
  if (v instanceof View) {
    const out: string[] = [];
    for (const [k, x] of v.d.m)
      out.push(
        v.kind === 'keys'
          ? yield* repr(v.d.keyOf(k))
          : v.kind === 'values'
            ? yield* repr(x)
            : `(${yield* repr(v.d.keyOf(k))}, ${yield* repr(x)})`,
      );
    return `dict_${v.kind}([${out.join(', ')}])`;
  }
  if (v instanceof Exc) {
    const out: string[] = [];
    for (const a of v.args) out.push(yield* repr(a));
    return `${v.cls.name}(${out.join(', ')})`;
  }
  if (v instanceof Gen) return `<${v.cls.name} object ${v.qualname} at ${address(v)}>`;
  if (v instanceof CodeObj)
    return `<code object ${v.code.name} at ${address(v)}, file "${v.code.source.file}", line ${v.code.source.line(v.code.firstAt)}>`;
  if (v.cls.layout === 'module') {
    const name = v.dict!.get('__name__');
    const file = v.dict!.get('__file__');
    return typeof file === 'string'
      ? `<module '${String(name)}' from '${file}'>`
      : `<module '${String(name)}' (built-in)>`;
  }
  return `<${fullName(v.cls)} object at ${address(v)}>`;
}

export function* str(v: V): Task<string> {
  if (typeof v === 'string') return v;
  const now = reprNow(v);
  if (now !== undefined) return now;
  const f = special(v, '__str__');
  if (f !== undefined && !(f instanceof Native && f.owner === T.object)) {
    const r = unbox(yield* callSpecial(v, f, []));
    if (typeof r !== 'string') throw typeError(`__str__ returned non-string (type ${typeName(r)})`);
    return r;
  }
  if (v instanceof Boxed && typeof v.v === 'string' && !(special(v, '__repr__') instanceof Func)) return v.v;
  return yield* repr(v);
}
