// _json: reading and writing JSON. json/__init__.py is the module that programs import.

import type { Task } from '../../../kernel/block.ts';
import { call } from '../vm/call.ts';
import { typeError, valueError } from '../vm/errors.ts';
import { typeName } from '../vm/key.ts';
import { dictOf, makeFloat, makeInt, makeList, makeTuple, unbox } from '../vm/make.ts';
import { moduleObject, native } from '../vm/native.ts';
import { Boxed, Dict, Float, List, type Obj, Thrown, Tuple, type V } from '../vm/objects.ts';
import { iterate, next } from '../vm/ops.ts';
import { DONE } from '../vm/types.ts';
import { floatRepr } from '../vm/repr.ts';
import { sortArray } from '../types/sequence.ts';

function quote(s: string, ascii: boolean): string {
  let out = '"';
  for (let i = 0; i < s.length; i++) {
    const n = s.charCodeAt(i),
      c = s[i]!;
    if (c === '"' || c === '\\') out += `\\${c}`;
    else if (n < 32)
      out +=
        { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' }[c] ??
        `\\u${n.toString(16).padStart(4, '0')}`;
    else if (n === 127 && ascii) out += '\x7f';
    else if (n > 126 && ascii) out += `\\u${n.toString(16).padStart(4, '0')}`;
    else out += c;
  }
  return `${out}"`;
}
interface Options {
  ascii: boolean;
  nan: boolean;
  indent: string | undefined;
  item: string;
  key: string;
  sort: boolean;
  skip: boolean;
  other: V;
}
function number(v: number, o: Options): string {
  if (Number.isFinite(v)) return floatRepr(v);
  if (!o.nan) throw valueError(`Out of range float values are not JSON compliant`);
  return Number.isNaN(v) ? 'NaN' : v > 0 ? 'Infinity' : '-Infinity';
}
function* encode(v: V, o: Options, level: string, path: Set<V>): Task<string> {
  if (v === null) return 'null';
  if (v === true || v === false) return v ? 'true' : 'false';
  const x = v instanceof Boxed ? v.v : v;
  if (typeof x === 'string') return quote(x, o.ascii);
  if (typeof x === 'number' || typeof x === 'bigint') return String(x);
  if (v instanceof Float) return number(v.v, o);
  const isList = v instanceof List || v instanceof Tuple;
  if (!isList && !(v instanceof Dict)) {
    if (path.has(v)) throw valueError('Circular reference detected');
    path.add(v);
    const r = yield* encode(yield* call(o.other, [v]), o, level, path);
    path.delete(v);
    return r;
  }
  if (path.has(v)) throw valueError('Circular reference detected');
  path.add(v);
  const deeper = o.indent === undefined ? '' : level + o.indent;
  const parts: string[] = [];
  if (isList) for (const y of v.a) parts.push(yield* encode(y, o, deeper, path));
  else {
    let pairs: [V, V][] = [...v.m].map(([k, y]) => [v.keyOf(k), y]);
    if (o.sort) {
      const by = new Map(pairs.map(([k, y]) => [k, y]));
      pairs = (yield* sortArray([...by.keys()], null, false)).map((k) => [k, by.get(k)!]);
    }
    for (const [k, y] of pairs) {
      const key = unbox(k);
      let text: string;
      if (typeof key === 'string') text = key;
      else if (key === null) text = 'null';
      else if (typeof key === 'boolean') text = key ? 'true' : 'false';
      else if (typeof key === 'number' || typeof key === 'bigint') text = String(key);
      else if (key instanceof Float) text = number(key.v, o);
      else if (o.skip) continue;
      else throw typeError(`keys must be str, int, float, bool or None, not ${typeName(k)}`);
      parts.push(quote(text, o.ascii) + o.key + (yield* encode(y, o, deeper, path)));
    }
  }
  path.delete(v);
  const [a, b] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return a! + b!;
  return o.indent === undefined
    ? a! + parts.join(o.item) + b!
    : `${a}\n${deeper}${parts.join(`${o.item}\n${deeper}`)}\n${level}${b}`;
}

class Reader {
  i = 0;
  constructor(
    readonly s: string,
    readonly hooks: { object: V; pairs: V; float: V; int: V; constant: V; strict: boolean; error: V },
  ) {}
  *fail(msg: string, at: number): Task<never> {
    const e = yield* call(this.hooks.error, [msg, this.s, at]);
    throw new Thrown(e as Thrown['exc']);
  }
  blank(): void {
    while (this.i < this.s.length && ' \t\n\r'.includes(this.s[this.i]!)) this.i++;
  }
  *value(): Task<V> {
    const { s } = this;
    const c = s[this.i];
    if (c === '"') {
      this.i++;
      return yield* this.string();
    }
    if (c === '{') return yield* this.object();
    if (c === '[') return yield* this.array();
    for (const [word, v] of [
      ['null', null],
      ['true', true],
      ['false', false],
    ] as const) {
      if (s.startsWith(word, this.i)) {
        this.i += word.length;
        return v;
      }
    }
    const m = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/y;
    m.lastIndex = this.i;
    const n = m.exec(s);
    if (n !== null) {
      this.i += n[0].length;
      if (n[2] !== undefined || n[3] !== undefined)
        return this.hooks.float === null ? makeFloat(Number(n[0])) : yield* call(this.hooks.float, [n[0]]);
      return this.hooks.int === null ? makeInt(BigInt(n[0])) : yield* call(this.hooks.int, [n[0]]);
    }
    for (const [word, v] of [
      ['NaN', NaN],
      ['Infinity', Infinity],
      ['-Infinity', -Infinity],
    ] as const) {
      if (s.startsWith(word, this.i)) {
        this.i += word.length;
        return this.hooks.constant === null ? makeFloat(v) : yield* call(this.hooks.constant, [word]);
      }
    }
    return yield* this.fail('Expecting value', this.i);
  }
  *string(): Task<string> {
    const { s } = this;
    const begin = this.i - 1;
    let out = '';
    for (;;) {
      const c = s[this.i];
      if (c === undefined) return yield* this.fail('Unterminated string starting at', begin);
      if (c === '"') {
        this.i++;
        return out;
      }
      if (c === '\\') {
        const e = s[this.i + 1];
        if (e === undefined) return yield* this.fail('Unterminated string starting at', begin);
        if (e === 'u') {
          const h = s.slice(this.i + 2, this.i + 6);
          if (!/^[0-9a-fA-F]{4}$/.test(h)) return yield* this.fail('Invalid \\uXXXX escape', this.i + 1);
          out += String.fromCharCode(parseInt(h, 16));
          this.i += 6;
          continue;
        }
        const x = (
          { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' } as Record<string, string>
        )[e];
        if (x === undefined) return yield* this.fail('Invalid \\escape', this.i);
        out += x;
        this.i += 2;
        continue;
      }
      if (c < ' ' && this.hooks.strict) return yield* this.fail('Invalid control character at', this.i);
      out += c;
      this.i++;
    }
  }
  *array(): Task<V> {
    const out: V[] = [];
    this.i++;
    this.blank();
    if (this.s[this.i] === ']') {
      this.i++;
      return makeList(out);
    }
    for (;;) {
      out.push(yield* this.value());
      this.blank();
      const c = this.s[this.i];
      if (c === ']') {
        this.i++;
        return makeList(out);
      }
      if (c !== ',') return yield* this.fail("Expecting ',' delimiter", this.i);
      const comma = this.i;
      this.i++;
      this.blank();
      if (this.s[this.i] === ']' && this.strictComma)
        return yield* this.fail('Illegal trailing comma before end of array', comma);
    }
  }
  strictComma = false;
  *object(): Task<V> {
    const pairs: [string, V][] = [];
    this.i++;
    this.blank();
    if (this.s[this.i] === '}') this.i++;
    else {
      if (this.s[this.i] !== '"') return yield* this.fail('Expecting property name enclosed in double quotes', this.i);
      for (;;) {
        this.i++;
        const k = yield* this.string();
        this.blank();
        if (this.s[this.i] !== ':') return yield* this.fail("Expecting ':' delimiter", this.i);
        this.i++;
        this.blank();
        pairs.push([k, yield* this.value()]);
        this.blank();
        const c = this.s[this.i];
        if (c === '}') {
          this.i++;
          break;
        }
        if (c !== ',') return yield* this.fail("Expecting ',' delimiter", this.i);
        this.i++;
        this.blank();
        if (this.s[this.i] !== '"')
          return yield* this.fail('Expecting property name enclosed in double quotes', this.i);
      }
    }
    if (this.hooks.pairs !== null) return yield* call(this.hooks.pairs, [makeList(pairs.map((p) => makeTuple(p)))]);
    const d = dictOf(pairs);
    return this.hooks.object === null ? d : yield* call(this.hooks.object, [d]);
  }
}

export function makeJson(): Obj {
  return moduleObject('_json', {
    dumps: native(
      'dumps',
      'obj, skipkeys, ensure_ascii, allow_nan, indent, item, key, default, sort_keys',
      function* (
        v: V,
        skip: boolean,
        ascii: boolean,
        nan: boolean,
        indent: V,
        item: string,
        key: string,
        other: V,
        sort: boolean,
      ) {
        const o: Options = {
          skip,
          ascii,
          nan,
          indent:
            indent === null
              ? undefined
              : typeof indent === 'number'
                ? ' '.repeat(Math.max(0, indent))
                : String(unbox(indent)),
          item,
          key,
          other,
          sort,
        };
        return yield* encode(v, o, '', new Set());
      },
    ),
    loads: native(
      'loads',
      'text, start, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict, error',
      function* (
        text: string,
        start: number,
        object: V,
        pairs: V,
        float: V,
        int: V,
        constant: V,
        strict: boolean,
        error: V,
      ) {
        const r = new Reader(text, { object, pairs, float, int, constant, strict, error });
        r.i = start;
        if (start === 0) r.blank();
        const v = yield* r.value();
        return makeTuple([v, r.i]);
      },
    ),
    items: native('items', 'v', function* (v: V) {
      const it = yield* iterate(v);
      const out: V[] = [];
      for (let x = yield* next(it); x !== DONE; x = yield* next(it)) out.push(x);
      return makeList(out);
    }),
  });
}
