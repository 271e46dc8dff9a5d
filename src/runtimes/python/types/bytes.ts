// bytes and bytearray.

import type { Task } from '../../../kernel/block.ts';
import { callSpecial, special } from '../vm/attr.ts';
import { raise, typeError, valueError } from '../vm/errors.ts';
import { binaryNow } from '../vm/fast.ts';
import { MACHINE_BYTES } from '../../../kernel/cgroup.ts';
import { grown } from '../vm/memory.ts';
import { intOf } from '../vm/fast-numbers.ts';
import { percent } from '../vm/format.ts';
import { hashOfKey, keyOf, typeName } from '../vm/key.ts';
import { makeDict, makeList, makeTuple, unbox } from '../vm/make.ts';
import { classMethod, method, native } from '../vm/native.ts';
import { Bytes, type Cls, Slice, Tuple, type V } from '../vm/objects.ts';
import { index, iterNow, toArray } from '../vm/ops.ts';
import { plainRepr } from '../vm/repr.ts';
import { NOT_IMPLEMENTED, T } from '../vm/types.ts';
import { decodeBytes, encodeText } from './codec.ts';
import { pick, sliceOf } from './sequence.ts';

const asText = (b: Uint8Array): string => {
  let s = '';
  for (let i = 0; i < b.length; i += 8192) s += String.fromCharCode(...b.subarray(i, i + 8192));
  return s;
};
const asBytes = (s: string): Uint8Array => {
  const out = new Uint8Array(s.length);
  for (let i = 0; i < s.length; i++) out[i] = s.charCodeAt(i);
  return out;
};
/** The bytes of a bytes-like value. @throws TypeError */
export function bytesOf(v: V, what = 'a bytes-like object is required'): Uint8Array {
  if (v instanceof Bytes) return v.b;
  throw typeError(`${what}, not '${typeName(v)}'`);
}

function* content(x: V | undefined, encoding: V | undefined, errors: string): Task<Uint8Array> {
  if (x === undefined) return new Uint8Array(0);
  const v = unbox(x);
  if (typeof v === 'string') {
    if (encoding === undefined) throw typeError('string argument without an encoding');
    return encodeText(v, encoding as string, errors);
  }
  if (v instanceof Bytes) return v.b.slice();
  const n = intOf(v);
  if (n !== undefined) {
    if (n < 0) throw valueError('negative count');
    if (n > MACHINE_BYTES) throw raise('MemoryError');
    grown(Number(n));
    return new Uint8Array(Number(n));
  }
  const f = special(x, '__bytes__');
  if (f !== undefined) return bytesOf(yield* callSpecial(x, f, []));
  const out: number[] = [];
  for (const y of yield* toArray(x)) {
    const k = Number(yield* index(y));
    if (k < 0 || k > 255) throw valueError('bytes must be in range(0, 256)');
    out.push(k);
  }
  return Uint8Array.from(out);
}

for (const cls of [T.bytes, T.bytearray]) {
  const like = (self: Bytes, b: Uint8Array): Bytes =>
    new Bytes(self.cls.mro.includes(T.bytearray) ? T.bytearray : T.bytes, b);
  cls.ns.set(
    '__new__',
    native(
      '__new__',
      "cls, x=?, encoding=?, errors='strict'",
      function* (c: Cls, x: V | undefined, encoding: V | undefined, errors: string) {
        const o = new Bytes(c, yield* content(x, encoding, errors));
        if (c.hasDict) o.dict = makeDict();
        return o;
      },
    ),
  );
  method(cls, '__init__', '*args, **kw', () => null);
  method(cls, '__len__', '', (b: Bytes) => b.b.length);
  method(cls, '__iter__', '', (b: Bytes) => iterNow(b)!);
  method(cls, '__getitem__', 'i', function* (b: Bytes, i: V) {
    if (i instanceof Slice) return like(b, Uint8Array.from(pick([...b.b], yield* sliceOf(i, b.b.length))));
    const raw = Number(yield* index(i, `byte indices must be integers or slices, not ${typeName(i)}`));
    const v = b.b[raw < 0 ? raw + b.b.length : raw];
    if (v === undefined) throw raise('IndexError', `${cls === T.bytes ? '' : 'bytearray '}index out of range`);
    return v;
  });
  method(cls, '__contains__', 'v', (b: Bytes, v: V) =>
    v instanceof Bytes ? asText(b.b).includes(asText(v.b)) : b.b.includes(Number(intOf(v) ?? -1)),
  );
  method(cls, '__add__', 'v', (b: Bytes, v: V) =>
    v instanceof Bytes ? binaryNow(0, like(b, b.b), v)! : NOT_IMPLEMENTED,
  );
  method(cls, '__mul__', 'n', (b: Bytes, n: V) => binaryNow(2, new Bytes(T.bytes, b.b), unbox(n)) ?? NOT_IMPLEMENTED);
  method(cls, '__mod__', 'v', function* (b: Bytes, v: V) {
    return like(b, asBytes(yield* percent(asText(b.b), v, true)));
  });
  method(cls, '__repr__', '', function* (b: Bytes) {
    return yield* plainRepr(b);
  });
  ['lt', 'le', 'eq', 'ne', 'gt', 'ge'].forEach((n, op) => {
    method(cls, `__${n}__`, 'v', (b: Bytes, v: V) => {
      if (!(v instanceof Bytes)) return NOT_IMPLEMENTED;
      const x = asText(b.b),
        y = asText(v.b);
      return [x < y, x <= y, x === y, x !== y, x > y, x >= y][op]!;
    });
  });
  method(cls, 'decode', "encoding='utf-8', errors='strict'", (b: Bytes, e: string, errors: string) =>
    decodeBytes(b.b, e, errors),
  );
  method(cls, 'hex', 'sep=?', (b: Bytes, sep: V | undefined) =>
    [...b.b].map((x) => x.toString(16).padStart(2, '0')).join(typeof sep === 'string' ? sep : ''),
  );
  classMethod(cls, 'fromhex', 's', (c: Cls, s: string) => {
    const t = s.replace(/\s/g, '');
    const bad = /[^0-9a-fA-F]/.exec(s.replace(/\s/g, '0'));
    if (bad !== null || t.length % 2 === 1)
      throw valueError(
        `non-hexadecimal number found in fromhex() arg at position ${bad === null ? s.length : bad.index}`,
      );
    return new Bytes(
      c,
      Uint8Array.from(t.match(/../g) ?? [], (x) => parseInt(x, 16)),
    );
  });
  // what works as it does for text
  const text = (name: string, sig: string, f: (s: string, ...a: (string | undefined)[]) => V): void => {
    method(cls, name, sig, (b: Bytes, ...a: V[]) => {
      const back = (v: V): V => (typeof v === 'string' ? like(b, asBytes(v)) : v);
      const r = f(
        asText(b.b),
        ...a.map((x) =>
          x === null || x === undefined
            ? undefined
            : x instanceof Bytes
              ? asText(x.b)
              : typeof x === 'number'
                ? String(x)
                : (() => {
                    throw typeError(`a bytes-like object is required, not '${typeName(x)}'`);
                  })(),
        ),
      );
      if (r instanceof Tuple) return makeTuple(r.a.map(back));
      if (r !== null && typeof r === 'object' && 'a' in r) return makeList((r as unknown as { a: V[] }).a.map(back));
      return back(r);
    });
  };
  const strip = (s: string, set: string | undefined, l: boolean, r: boolean): string => {
    const is = (c: string): boolean => (set ?? ' \t\n\r\v\f').includes(c);
    let i = 0,
      j = s.length;
    if (l) while (i < j && is(s[i]!)) i++;
    if (r) while (j > i && is(s[j - 1]!)) j--;
    return s.slice(i, j);
  };
  const split = (s: string, sep: string | undefined, max: string | undefined): string[] => {
    const n = Number(max ?? -1);
    if (sep === undefined) {
      const all = strip(s, undefined, true, true)
        .split(/[ \t\n\r\v\f]+/)
        .filter((x) => x !== '');
      return n < 0 || all.length <= n + 1 ? all : [...all.slice(0, n), all.slice(n).join(' ')];
    }
    const all = s.split(sep);
    return n < 0 || all.length <= n + 1 ? all : [...all.slice(0, n), all.slice(n).join(sep)];
  };
  text('upper', '', (s) => s.replace(/[a-z]+/g, (c) => c.toUpperCase()));
  text('lower', '', (s) => s.replace(/[A-Z]+/g, (c) => c.toLowerCase()));
  text('title', '', (s) => s.toLowerCase().replace(/[a-z]+/g, (c) => c[0]!.toUpperCase() + c.slice(1)));
  text('strip', 'c=None', (s, c) => strip(s, c, true, true));
  text('lstrip', 'c=None', (s, c) => strip(s, c, true, false));
  text('rstrip', 'c=None', (s, c) => strip(s, c, false, true));
  text('split', 'sep=None, maxsplit=-1', (s, sep, max) => makeList(split(s, sep, max)));
  text('rsplit', 'sep=None, maxsplit=-1', (s, sep, max) => {
    const n = Number(max ?? -1);
    const all = split(s, sep, '-1');
    return makeList(
      n < 0 || all.length <= n + 1
        ? all
        : [all.slice(0, all.length - n).join(sep ?? ' '), ...all.slice(all.length - n)],
    );
  });
  text('splitlines', 'keepends=None', (s) =>
    makeList(s.split(/\r\n|\n|\r/).filter((x, i, a) => i < a.length - 1 || x !== '')),
  );
  text('replace', 'a, b, n=-1', (s, a, b, n) => {
    const parts = s.split(a!);
    const k = Number(n ?? -1);
    if (k < 0 || parts.length - 1 <= k) return parts.join(b!);
    return [...parts.slice(0, k), parts.slice(k).join(a!)].join(b!);
  });
  text('find', 'x, start=None', (s, x, a) => s.indexOf(x!, Number(a ?? 0)));
  text('rfind', 'x', (s, x) => s.lastIndexOf(x!));
  text('index', 'x, start=None', (s, x, a) => {
    const i = s.indexOf(x!, Number(a ?? 0));
    if (i < 0) throw valueError('subsection not found');
    return i;
  });
  text('count', 'x', (s, x) => s.split(x!).length - 1);
  text('partition', 'sep', (s, x) => {
    const i = s.indexOf(x!);
    return makeTuple(i < 0 ? [s, '', ''] : [s.slice(0, i), x!, s.slice(i + x!.length)]);
  });
  text('rpartition', 'sep', (s, x) => {
    const i = s.lastIndexOf(x!);
    return makeTuple(i < 0 ? ['', '', s] : [s.slice(0, i), x!, s.slice(i + x!.length)]);
  });
  text('removeprefix', 'x', (s, x) => (s.startsWith(x!) ? s.slice(x!.length) : s));
  text('removesuffix', 'x', (s, x) => (x !== '' && s.endsWith(x!) ? s.slice(0, -x!.length) : s));
  text('zfill', 'n', (s, n) => s.padStart(Number(n), '0'));
  text('ljust', "n, c=' '", (s, n) => s.padEnd(Number(n)));
  text('rjust', "n, c=' '", (s, n) => s.padStart(Number(n)));
  text('isdigit', '', (s) => /^[0-9]+$/.test(s));
  text('isalpha', '', (s) => /^[a-zA-Z]+$/.test(s));
  text('isalnum', '', (s) => /^[a-zA-Z0-9]+$/.test(s));
  text('isspace', '', (s) => /^[ \t\n\r\v\f]+$/.test(s));
  for (const [name, end] of [
    ['startswith', false],
    ['endswith', true],
  ] as const) {
    method(cls, name, 'x, start=0', (b: Bytes, x: V, start: number) => {
      const s = asText(b.b).slice(start);
      const one = (v: V): boolean => (end ? s.endsWith(asText(bytesOf(v))) : s.startsWith(asText(bytesOf(v))));
      return x instanceof Tuple ? x.a.some(one) : one(x);
    });
  }
  method(cls, 'join', 'items', function* (b: Bytes, items: V) {
    const out: string[] = [];
    let i = 0;
    for (const x of yield* toArray(items)) {
      if (!(x instanceof Bytes))
        throw typeError(`sequence item ${i}: expected a bytes-like object, ${typeName(x)} found`);
      out.push(asText(x.b));
      i++;
    }
    return like(b, asBytes(out.join(asText(b.b))));
  });
  method(cls, 'translate', 'table, delete=?', (b: Bytes, table: V, gone: V | undefined) =>
    like(
      b,
      b.b
        .filter((x) => !(gone instanceof Bytes && gone.b.includes(x)))
        .map((x) => (table === null ? x : bytesOf(table)[x]!)),
    ),
  );
}
method(T.bytes, '__hash__', '', (b: Bytes) => hashOfKey(keyOf(new Bytes(T.bytes, b.b))!));
T.bytearray.ns.set('__hash__', null);
const grow = (b: Bytes, more: Uint8Array): void => {
  grown(more.length);
  const out = new Uint8Array(b.b.length + more.length);
  out.set(b.b);
  out.set(more, b.b.length);
  b.b = out;
};
method(T.bytearray, 'append', 'n', (b: Bytes, n: number) => grow(b, Uint8Array.of(n)));
method(T.bytearray, 'extend', 'v', function* (b: Bytes, v: V) {
  grow(b, yield* content(v, undefined, ''));
});
method(T.bytearray, '__iadd__', 'v', (b: Bytes, v: V) => {
  grow(b, bytesOf(v, "can't concat"));
  return b;
});
method(T.bytearray, 'clear', '', (b: Bytes) => {
  b.b = new Uint8Array(0);
});
method(T.bytearray, 'copy', '', (b: Bytes) => new Bytes(T.bytearray, b.b.slice()));
method(T.bytearray, 'pop', 'i=-1', (b: Bytes, i: number) => {
  const at = i < 0 ? i + b.b.length : i;
  const v = b.b[at];
  if (v === undefined)
    throw raise('IndexError', b.b.length === 0 ? 'pop from empty bytearray' : 'pop index out of range');
  b.b = Uint8Array.from([...b.b.slice(0, at), ...b.b.slice(at + 1)]);
  return v;
});
method(T.bytearray, '__setitem__', 'i, v', function* (b: Bytes, i: V, v: V) {
  if (i instanceof Slice) {
    const [start, stop] = yield* sliceOf(i, b.b.length);
    b.b = Uint8Array.from([
      ...b.b.slice(0, start),
      ...(yield* content(v, undefined, '')),
      ...b.b.slice(Math.max(start, stop)),
    ]);
    return;
  }
  const raw = Number(yield* index(i));
  const at = raw < 0 ? raw + b.b.length : raw;
  if (at < 0 || at >= b.b.length) throw raise('IndexError', 'bytearray index out of range');
  b.b[at] = Number(yield* index(v));
});
method(T.bytearray, '__delitem__', 'i', function* (b: Bytes, i: V) {
  const [start, stop] =
    i instanceof Slice ? yield* sliceOf(i, b.b.length) : [Number(yield* index(i)), Number(yield* index(i)) + 1];
  b.b = Uint8Array.from([...b.b.slice(0, start), ...b.b.slice(Math.max(start, stop))]);
});
T.memoryview.ns.set(
  '__new__',
  native('__new__', 'cls, x', (_c: Cls, x: V) => new Bytes(x instanceof Bytes ? x.cls : T.bytes, bytesOf(x))),
);
