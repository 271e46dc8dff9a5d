// str and its methods.

import type { Task } from '../../../kernel/block.ts';
import { getAttr, special } from '../vm/attr.ts';
import { call } from '../vm/call.ts';
import { typeError, valueError } from '../vm/errors.ts';
import { binaryNow, compareNow, isPlainText, subscriptNow } from '../vm/fast.ts';
import { format, formatTemplate, percent } from '../vm/format.ts';
import { hashOfKey, keyOf, typeName } from '../vm/key.ts';
import { hostIter, makeBytes, makeDict, makeList, makeTuple, unbox } from '../vm/make.ts';
import { method, methods, native, staticMethod } from '../vm/native.ts';
import { Boxed, Bytes, type Cls, Dict, Slice, Tuple, type V } from '../vm/objects.ts';
import { index, toArray } from '../vm/ops.ts';
import { str, strRepr } from '../vm/repr.ts';
import { NOT_IMPLEMENTED, T } from '../vm/types.ts';
import { decodeBytes, encodeText } from './codec.ts';
import { pick, sliceOf } from './sequence.ts';

const WHITE = /^[\s\x1c-\x1f\x85]+$/;
/** A str argument. @throws TypeError */
export function text(v: V | undefined, what: string): string {
  const x = v === undefined ? null : unbox(v);
  if (typeof x !== 'string') throw typeError(`${what}, not ${typeName(v ?? null)}`);
  return x;
}
/** Characters as Python counts them. */
export function chars(s: string): string | string[] {
  return isPlainText(s) ? s : [...s];
}
/** start and end of searching, in UTF-16 places. */
function* range(s: string, start: V, end: V): Task<[number, number]> {
  if (start === null && end === null) return [0, s.length];
  const c = chars(s);
  const fix = function* (v: V, otherwise: number): Task<number> {
    if (v === null) return otherwise;
    const i = Number(yield* index(v));
    return i < 0 ? Math.max(0, i + c.length) : i;
  };
  const a = yield* fix(start, 0),
    b = Math.min(yield* fix(end, c.length), c.length);
  if (typeof c === 'string') return [a, b];
  return [c.slice(0, a).join('').length, c.slice(0, b).join('').length];
}
const place = (s: string, at: number): number => (at < 0 || isPlainText(s) ? at : [...s.slice(0, at)].length);

function* find(s: string, sub: V, start: V, end: V, last: boolean): Task<number> {
  const x = text(sub, 'must be str');
  const [a, b] = yield* range(s, start, end);
  if (a > s.length) return -1;
  const part = s.slice(a, b);
  const at = last ? part.lastIndexOf(x) : part.indexOf(x);
  return at < 0 ? -1 : place(s, a + at);
}
function trim(s: string, set: V, left: boolean, right: boolean): string {
  const c = set === null ? undefined : new Set(text(set, 'strip arg must be None or str'));
  const is = (x: string): boolean => (c === undefined ? WHITE.test(x) : c.has(x));
  let i = 0,
    j = s.length;
  if (left) while (i < j && is(s[i]!)) i++;
  if (right) while (j > i && is(s[j - 1]!)) j--;
  return s.slice(i, j);
}
function split(s: string, sep: V, max: number): string[] {
  if (sep === null) {
    const out: string[] = [];
    let rest = trim(s, null, true, false);
    while (rest !== '') {
      if (max >= 0 && out.length >= max) {
        out.push(trim(rest, null, false, true));
        break;
      }
      const m = /^([^\s\x1c-\x1f\x85]+)[\s\x1c-\x1f\x85]*/.exec(rest)!;
      out.push(m[1]!);
      rest = rest.slice(m[0].length);
    }
    return out;
  }
  const x = text(sep, 'must be str or None');
  if (x === '') throw valueError('empty separator');
  const all = s.split(x);
  if (max < 0 || all.length <= max + 1) return all;
  return [...all.slice(0, max), all.slice(max).join(x)];
}
function rsplit(s: string, sep: V, max: number): string[] {
  if (max < 0) return split(s, sep, -1);
  if (sep === null) {
    const out: string[] = [];
    let rest = trim(s, null, false, true);
    while (rest !== '') {
      if (out.length >= max) {
        out.unshift(trim(rest, null, true, false));
        break;
      }
      const m = /[^\s\x1c-\x1f\x85]+$/.exec(rest)!;
      out.unshift(m[0]);
      rest = trim(rest.slice(0, m.index), null, false, true);
    }
    return out;
  }
  const x = text(sep, 'must be str or None');
  if (x === '') throw valueError('empty separator');
  const all = s.split(x);
  return all.length <= max + 1 ? all : [all.slice(0, all.length - max).join(x), ...all.slice(all.length - max)];
}
export function splitLines(s: string, keep: boolean): string[] {
  const out: string[] = [];
  const re = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;
  let last = 0;
  for (const m of s.matchAll(re)) {
    out.push(s.slice(last, m.index) + (keep ? m[0] : ''));
    last = m.index + m[0].length;
  }
  if (last < s.length) out.push(s.slice(last));
  return out;
}
const title = (s: string): string => s.toLowerCase().replace(/\p{L}+/gu, (w) => w[0]!.toUpperCase() + w.slice(1));
const capital = (s: string): string => {
  const [first = '', ...rest] = [...s];
  return first.toUpperCase() + rest.join('').toLowerCase();
};
const fill = (s: string, width: number, c: V, where: 'l' | 'r' | 'c'): string => {
  const f = text(c, 'The fill character must be a unicode character');
  if ([...f].length !== 1) throw typeError('The fill character must be exactly one character long');
  const n = width - chars(s).length;
  if (n <= 0) return s;
  if (where === 'l') return s + f.repeat(n);
  if (where === 'r') return f.repeat(n) + s;
  const left = (n >> 1) + (n & width & 1);
  return f.repeat(left) + s + f.repeat(n - left);
};
const all = (s: string, re: RegExp): boolean => s !== '' && [...s].every((c) => re.test(c));
const cased = (s: string, upper: boolean): boolean =>
  /\p{Lu}|\p{Ll}|\p{Lt}/u.test(s) && s === (upper ? s.toUpperCase() : s.toLowerCase());
function* affix(s: string, what: V, start: V, end: V, atEnd: boolean): Task<boolean> {
  const [a, b] = yield* range(s, start, end);
  const part = s.slice(a, b);
  const one = (v: V): boolean => {
    const x = unbox(v);
    if (typeof x !== 'string')
      throw typeError(
        `${atEnd ? 'endswith' : 'startswith'} first arg must be str or a tuple of str, not ${typeName(v)}`,
      );
    return a <= s.length && (atEnd ? part.endsWith(x) : part.startsWith(x));
  };
  return what instanceof Tuple ? what.a.some(one) : one(what);
}
const partition = (s: string, sep: V, last: boolean): V => {
  const x = text(sep, 'must be str');
  if (x === '') throw valueError('empty separator');
  const i = last ? s.lastIndexOf(x) : s.indexOf(x);
  if (i < 0) return makeTuple(last ? ['', '', s] : [s, '', '']);
  return makeTuple([s.slice(0, i), x, s.slice(i + x.length)]);
};

T.str.ns.set(
  '__new__',
  native(
    '__new__',
    "cls, object=?, encoding=?, errors='strict'",
    function* (cls: Cls, x: V | undefined, encoding: V | undefined, errors: string) {
      let s: string;
      if (x === undefined) s = '';
      else if (encoding !== undefined) {
        if (!(x instanceof Bytes))
          throw typeError(
            typeof x === 'string'
              ? 'decoding str is not supported'
              : `decoding to str: need a bytes-like object, ${typeName(x)} found`,
          );
        s = decodeBytes(x.b, text(encoding, 'encoding must be str'), errors);
      } else s = yield* str(x);
      if (cls === T.str) return s;
      const o = new Boxed(cls, s);
      o.dict = makeDict();
      return o;
    },
  ),
);
method(T.str, '__init__', '*args, **kw', () => null);
method(T.str, '__len__', '', (s: string) => chars(s).length);
method(T.str, '__iter__', '', (s: string) => hostIter(s[Symbol.iterator](), T.strIter));
method(T.str, '__contains__', 'v', (s: string, v: V) => {
  const x = unbox(v);
  if (typeof x !== 'string') throw typeError(`'in <string>' requires string as left operand, not ${typeName(v)}`);
  return s.includes(x);
});
method(T.str, '__getitem__', 'i', function* (s: string, i: V) {
  if (i instanceof Slice) {
    const c = chars(s);
    const p = yield* sliceOf(i, c.length);
    if (typeof c === 'string' && p[2] === 1) return c.slice(p[0], Math.max(p[0], p[1]));
    return pick([...c], p).join('');
  }
  return subscriptNow(s, Number(yield* index(i, `string indices must be integers, not '${typeName(i)}'`)))!;
});
method(T.str, '__add__', 'b', (s: string, b: V) =>
  typeof unbox(b) === 'string' ? s + (unbox(b) as string) : NOT_IMPLEMENTED,
);
method(T.str, '__mul__', 'n', (s: string, n: V) => binaryNow(2, s, unbox(n)) ?? NOT_IMPLEMENTED);
method(T.str, '__rmul__', 'n', (s: string, n: V) => binaryNow(2, s, unbox(n)) ?? NOT_IMPLEMENTED);
method(T.str, '__mod__', 'v', function* (s: string, v: V) {
  return yield* percent(s, v);
});
method(T.str, '__hash__', '', (s: string) => hashOfKey(keyOf(s)!));
method(T.str, '__repr__', '', (s: string) => strRepr(s));
method(T.str, '__str__', '', (s: string) => s);
method(T.str, '__format__', 'spec', function* (s: string, spec: string) {
  return yield* format(s, spec);
});
['lt', 'le', 'eq', 'ne', 'gt', 'ge'].forEach((n, op) => {
  method(T.str, `__${n}__`, 'b', (s: string, b: V) => {
    const x = unbox(b);
    return typeof x === 'string' ? compareNow(op, s, x)! : NOT_IMPLEMENTED;
  });
});
methods(T.str, {
  upper: ['', (s: string) => s.toUpperCase()],
  lower: ['', (s: string) => s.toLowerCase()],
  casefold: ['', (s: string) => s.toLowerCase().replace(/ß/g, 'ss')],
  title: ['', (s: string) => title(s)],
  capitalize: ['', (s: string) => capital(s)],
  swapcase: [
    '',
    (s: string) => [...s].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''),
  ],
  strip: ['chars=None', (s: string, c: V) => trim(s, c, true, true)],
  lstrip: ['chars=None', (s: string, c: V) => trim(s, c, true, false)],
  rstrip: ['chars=None', (s: string, c: V) => trim(s, c, false, true)],
  split: ['sep=None, maxsplit=-1', (s: string, sep: V, max: number) => makeList(split(s, sep, max))],
  rsplit: ['sep=None, maxsplit=-1', (s: string, sep: V, max: number) => makeList(rsplit(s, sep, max))],
  splitlines: ['keepends=False', (s: string, keep: boolean) => makeList(splitLines(s, keep))],
  partition: ['sep', (s: string, sep: V) => partition(s, sep, false)],
  rpartition: ['sep', (s: string, sep: V) => partition(s, sep, true)],
  join: [
    'items',
    function* (s: string, items: V) {
      const out: string[] = [];
      let i = 0;
      if (special(items, '__iter__') === undefined && special(items, '__getitem__') === undefined)
        throw typeError('can only join an iterable');
      for (const x of yield* toArray(items)) {
        const v = unbox(x);
        if (typeof v !== 'string') throw typeError(`sequence item ${i}: expected str instance, ${typeName(x)} found`);
        out.push(v);
        i++;
      }
      return out.join(s);
    },
  ],
  replace: [
    'old, new, count=-1',
    (s: string, a: V, b: V, n: number) => {
      const x = text(a, 'replace() argument 1 must be str'),
        y = text(b, 'replace() argument 2 must be str');
      if (n < 0) return x === '' ? y + [...s].map((c) => c + y).join('') : s.split(x).join(y);
      const parts = x === '' ? ['', ...s] : s.split(x);
      if (parts.length - 1 <= n && x !== '') return parts.join(y);
      let out = parts[0]!;
      for (let i = 1; i < parts.length; i++) out += (i <= n ? y : x) + parts[i]!;
      return out;
    },
  ],
  find: [
    'sub, start=None, end=None',
    function* (s: string, x: V, a: V, b: V) {
      return yield* find(s, x, a, b, false);
    },
  ],
  rfind: [
    'sub, start=None, end=None',
    function* (s: string, x: V, a: V, b: V) {
      return yield* find(s, x, a, b, true);
    },
  ],
  index: [
    'sub, start=None, end=None',
    function* (s: string, x: V, a: V, b: V) {
      const i = yield* find(s, x, a, b, false);
      if (i < 0) throw valueError('substring not found');
      return i;
    },
  ],
  rindex: [
    'sub, start=None, end=None',
    function* (s: string, x: V, a: V, b: V) {
      const i = yield* find(s, x, a, b, true);
      if (i < 0) throw valueError('substring not found');
      return i;
    },
  ],
  count: [
    'sub, start=None, end=None',
    function* (s: string, x: V, a: V, b: V) {
      const [from, to] = yield* range(s, a, b);
      const sub = text(x, 'must be str');
      const part = s.slice(from, to);
      return sub === '' ? chars(part).length + 1 : part.split(sub).length - 1;
    },
  ],
  startswith: [
    'prefix, start=None, end=None',
    function* (s: string, x: V, a: V, b: V) {
      return yield* affix(s, x, a, b, false);
    },
  ],
  endswith: [
    'suffix, start=None, end=None',
    function* (s: string, x: V, a: V, b: V) {
      return yield* affix(s, x, a, b, true);
    },
  ],
  removeprefix: [
    'p',
    (s: string, p: V) => (s.startsWith(text(p, 'must be str')) ? s.slice((unbox(p) as string).length) : s),
  ],
  removesuffix: [
    'p',
    (s: string, p: V) =>
      text(p, 'must be str') !== '' && s.endsWith(unbox(p) as string) ? s.slice(0, -(unbox(p) as string).length) : s,
  ],
  ljust: ["width, fill=' '", (s: string, w: number, c: V) => fill(s, w, c, 'l')],
  rjust: ["width, fill=' '", (s: string, w: number, c: V) => fill(s, w, c, 'r')],
  center: ["width, fill=' '", (s: string, w: number, c: V) => fill(s, w, c, 'c')],
  zfill: [
    'width',
    (s: string, w: number) => {
      const sign = /^[+-]/.test(s) ? s[0]! : '';
      return sign + s.slice(sign.length).padStart(w - sign.length, '0');
    },
  ],
  expandtabs: [
    'tabsize=8',
    (s: string, n: number) => {
      let col = 0,
        out = '';
      for (const c of s) {
        if (c === '\t') {
          const k = n > 0 ? n - (col % n) : 0;
          out += ' '.repeat(k);
          col += k;
        } else {
          out += c;
          col = c === '\n' || c === '\r' ? 0 : col + 1;
        }
      }
      return out;
    },
  ],
  isdigit: ['', (s: string) => all(s, /[\p{Nd}²³¹⁰⁴-⁹₀-₉]/u)],
  isdecimal: ['', (s: string) => all(s, /\p{Nd}/u)],
  isnumeric: ['', (s: string) => all(s, /\p{N}/u)],
  isalpha: ['', (s: string) => all(s, /\p{L}/u)],
  isalnum: ['', (s: string) => all(s, /[\p{L}\p{N}]/u)],
  isspace: ['', (s: string) => WHITE.test(s)],
  isupper: ['', (s: string) => cased(s, true)],
  islower: ['', (s: string) => cased(s, false)],
  istitle: ['', (s: string) => /\p{L}/u.test(s) && s === title(s)],
  isidentifier: ['', (s: string) => /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(s)],
  isprintable: ['', (s: string) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(s)],
  isascii: ['', (s: string) => /^[\x00-\x7f]*$/.test(s)],
  encode: [
    "encoding='utf-8', errors='strict'",
    (s: string, e: V, errors: V) =>
      makeBytes(encodeText(s, text(e, 'encoding must be str'), text(errors, 'errors must be str'))),
  ],
  format: [
    '*args, **kw',
    function* (s: string, args: Tuple, kw: Dict) {
      return yield* formatTemplate(s, args.a, kw);
    },
  ],
  format_map: [
    'm',
    function* (s: string, m: V) {
      return yield* formatTemplate(s, [], m as Dict);
    },
  ],
  translate: [
    'table',
    function* (s: string, table: V) {
      let out = '';
      for (const c of s) {
        const v =
          table instanceof Dict && table.cls === T.dict
            ? table.m.get(c.codePointAt(0)!)
            : yield* lookupTable(table, c.codePointAt(0)!);
        if (v === undefined) out += c;
        else if (typeof v === 'number') out += String.fromCodePoint(v);
        else if (v !== null) out += String(unbox(v));
      }
      return out;
    },
  ],
});
function* lookupTable(table: V, n: number): Task<V | undefined> {
  try {
    return yield* call(yield* getAttr(table, '__getitem__'), [n]);
  } catch {
    return undefined;
  }
}
staticMethod(T.str, 'maketrans', 'x, y=?, z=?', (x: V, y: V | undefined, z: V | undefined) => {
  const d = makeDict();
  if (y === undefined) {
    for (const [k, v] of (x as Dict).m)
      d.put(
        typeof k === 'string' ? k.codePointAt(0)! : k,
        typeof k === 'string' ? k.codePointAt(0)! : (x as Dict).keyOf(k),
        v,
      );
    return d;
  }
  const a = [...(x as string)],
    b = [...(y as string)];
  if (a.length !== b.length) throw valueError('the first two maketrans arguments must have equal length');
  a.forEach((c, i) => d.m.set(c.codePointAt(0)!, b[i]!.codePointAt(0)!));
  for (const c of (z as string | undefined) ?? '') d.m.set(c.codePointAt(0)!, null);
  return d;
});
