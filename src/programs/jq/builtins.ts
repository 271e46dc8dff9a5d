// jq's functions.

import { JqError, JqBreak, JqRefused } from './error.ts';
import { parseJq, type Ast } from './parse.ts';
import type { At } from './scope.ts';
import { pathsOf } from './walk.ts';
import { recurse } from './walk.ts';
import {
  truthy,
  typeOf,
  keysOf,
  type Obj,
  show,
  contains,
  type Json,
  tojson,
  compare,
  index,
  update,
  remove,
} from './values.ts';
import {
  type Builtin,
  one,
  length,
  str,
  fail,
  two,
  addTwo,
  made,
  list,
  flatten,
  num,
  keyed,
  byKey,
  limited,
} from './builtin.ts';
import { options, subject, matches, matchObject, captured, substitute } from './match.ts';

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');

const TABLE: Record<string, Builtin> = {
  'empty/0': function* () {},
  'not/0': one((v) => !truthy(v)),
  'length/0': one(length),
  'utf8bytelength/0': one((v) => new TextEncoder().encode(str(v, 'utf8bytelength')).length),
  'type/0': one(typeOf),
  'keys/0': one((v) =>
    Array.isArray(v) ? v.map((_, i) => i) : typeOf(v) === 'object' ? keysOf(v as Obj) : fail(`${show(v)} has no keys`),
  ),
  'keys_unsorted/0': one((v) =>
    Array.isArray(v)
      ? v.map((_, i) => i)
      : typeOf(v) === 'object'
        ? Object.keys(v as Obj)
        : fail(`${show(v)} has no keys`),
  ),
  'has/1': two((v, k) =>
    typeOf(v) === 'object' && typeof k === 'string'
      ? Object.prototype.hasOwnProperty.call(v, k)
      : Array.isArray(v) && typeof k === 'number'
        ? k >= 0 && k < v.length
        : fail(`Cannot check whether ${typeOf(v)} has a ${typeof k === 'string' ? 'string' : typeOf(k)} key`),
  ),
  'contains/1': two(contains),
  'inside/1': two((v, x) => contains(x, v)),
  'add/0': one((v) =>
    (Array.isArray(v) ? v : Object.values(v as Obj)).reduce(
      (a: Json, b: Json) => (a === null ? b : addTwo(a, b)),
      null,
    ),
  ),
  'add/1': function* (_, c) {
    let sum: Json = null;
    for (const x of c.each(0)) sum = addTwo(sum, x.v);
    yield made(sum);
  },
  'any/0': one((v) => list(v, 'iterated').some(truthy)),
  'all/0': one((v) => list(v, 'iterated').every(truthy)),
  'flatten/0': one((v) => flatten(list(v, 'flattened'), Infinity)),
  'flatten/1': two((v, d) => flatten(list(v, 'flattened'), num(d))),
  'floor/0': one((v) => Math.floor(num(v))),
  'ceil/0': one((v) => Math.ceil(num(v))),
  'round/0': one((v) => Math.round(num(v))),
  'sqrt/0': one((v) => Math.sqrt(num(v))),
  'abs/0': one((v) => Math.abs(num(v))),
  'log/0': one((v) => Math.log(num(v))),
  'exp/0': one((v) => Math.exp(num(v))),
  'pow/2': function* (_, c) {
    for (const b of c.each(1)) for (const a of c.each(0)) yield made(num(a.v) ** num(b.v));
  },
  'tostring/0': one((v) => (typeof v === 'string' ? v : tojson(v))),
  'tojson/0': one(tojson),
  'ascii/0': one((v) => String.fromCharCode(num(v))),
  'tonumber/0': one((v) => {
    if (typeof v === 'number') return v;
    if (typeof v !== 'string' || v.trim() === '' || Number.isNaN(Number(v)))
      throw new JqError(`${show(v)} cannot be parsed as a number`);
    return Number(v);
  }),
  'fromjson/0': one((v) => {
    try {
      return JSON.parse(str(v, 'fromjson')) as Json;
    } catch (error) {
      if (error instanceof JqError) throw error;
      throw new JqError(`${v as string} (while parsing '${v as string}')`);
    }
  }),
  'sort/0': one((v) => [...list(v, 'sorted')].sort(compare)),
  'sort_by/1': function* (at, c) {
    yield made(
      keyed(c, list(at.v, 'sorted'))
        .sort(byKey)
        .map((x) => x.value),
    );
  },
  'group_by/1': function* (at, c) {
    const groups: { key: Json; values: Json[] }[] = [];
    for (const x of keyed(c, list(at.v, 'grouped')).sort(byKey)) {
      if (groups.length > 0 && compare(groups.at(-1)!.key, x.key) === 0) groups.at(-1)!.values.push(x.value);
      else groups.push({ key: x.key, values: [x.value] });
    }
    yield made(groups.map((g) => g.values));
  },
  'unique/0': one((v) =>
    [...list(v, 'sorted')].sort(compare).filter((x, i, a) => i === 0 || compare(x, a[i - 1]) !== 0),
  ),
  'unique_by/1': function* (at, c) {
    yield made(
      keyed(c, list(at.v, 'grouped'))
        .sort(byKey)
        .filter((x, i, a) => i === 0 || compare(x.key, a[i - 1]!.key) !== 0)
        .map((x) => x.value),
    );
  },
  'min/0': one((v) =>
    list(v, 'compared').reduce((a: Json, b: Json) => (a === null || compare(b, a) < 0 ? b : a), null),
  ),
  'max/0': one((v) =>
    list(v, 'compared').reduce((a: Json, b: Json) => (a === null || compare(b, a) >= 0 ? b : a), null),
  ),
  'min_by/1': function* (at, c) {
    yield made(keyed(c, list(at.v, 'compared')).sort(byKey)[0]?.value ?? null);
  },
  'max_by/1': function* (at, c) {
    yield made(keyed(c, list(at.v, 'compared')).sort(byKey).at(-1)?.value ?? null);
  },
  'reverse/0': one((v) =>
    typeof v === 'string' ? [...v].reverse().join('') : v === null ? [] : [...list(v, 'reversed')].reverse(),
  ),
  'startswith/1': two((v, x) => str(v, 'startswith').startsWith(str(x, 'startswith'))),
  'endswith/1': two((v, x) => str(v, 'endswith').endsWith(str(x, 'endswith'))),
  'ltrimstr/1': two((v, x) =>
    typeof v === 'string' && typeof x === 'string' && v.startsWith(x) ? v.slice(x.length) : v,
  ),
  'rtrimstr/1': two((v, x) =>
    typeof v === 'string' && typeof x === 'string' && x !== '' && v.endsWith(x) ? v.slice(0, -x.length) : v,
  ),
  'trim/0': one((v) => str(v, 'trim').trim()),
  'ltrim/0': one((v) => str(v, 'ltrim').trimStart()),
  'rtrim/0': one((v) => str(v, 'rtrim').trimEnd()),
  'ascii_downcase/0': one((v) => str(v, 'ascii_downcase').replace(/[A-Z]/g, (c) => c.toLowerCase())),
  'ascii_upcase/0': one((v) => str(v, 'ascii_upcase').replace(/[a-z]/g, (c) => c.toUpperCase())),
  'explode/0': one((v) => [...str(v, 'explode')].map((c) => c.codePointAt(0)!)),
  'implode/0': one((v) =>
    list(v, 'imploded')
      .map((n) => String.fromCodePoint(num(n)))
      .join(''),
  ),
  'split/1': two((v, x) =>
    typeof v === 'string' && typeof x === 'string'
      ? v === ''
        ? []
        : v.split(x)
      : fail('split input and separator must be strings'),
  ),
  'split/2': function* (at, c) {
    for (const { re } of options(c)) yield made(subject(at.v).split(re));
  },
  'splits/1': function* (at, c) {
    for (const { re } of options(c)) for (const x of subject(at.v).split(re)) yield made(x);
  },
  'join/1': two((v, x) =>
    list(v, 'joined')
      .map((y) =>
        y === null
          ? ''
          : typeof y === 'string'
            ? y
            : typeof y === 'object'
              ? fail(`${show(x)} and ${show(y)} cannot be added`)
              : tojson(y),
      )
      .join(str(x, 'join')),
  ),
  'test/1': function* (at, c) {
    for (const { re } of options(c)) yield made(matches(at.v, re, false).length > 0);
  },
  'test/2': function* (at, c) {
    for (const { re } of options(c)) yield made(matches(at.v, re, false).length > 0);
  },
  'match/1': function* (at, c) {
    for (const { re, all } of options(c)) for (const m of matches(at.v, re, all)) yield made(matchObject(m, re));
  },
  'match/2': function* (at, c) {
    for (const { re, all } of options(c)) for (const m of matches(at.v, re, all)) yield made(matchObject(m, re));
  },
  'capture/1': function* (at, c) {
    for (const { re, all } of options(c)) for (const m of matches(at.v, re, all)) yield made(captured(m));
  },
  'capture/2': function* (at, c) {
    for (const { re, all } of options(c)) for (const m of matches(at.v, re, all)) yield made(captured(m));
  },
  'scan/1': function* (at, c) {
    for (const { re } of options(c))
      for (const m of matches(at.v, re, true)) yield made(m.length > 1 ? m.slice(1).map((x) => x ?? null) : m[0]);
  },
  'sub/2': substitute(false),
  'sub/3': substitute(false),
  'gsub/2': substitute(true),
  'gsub/3': substitute(true),
  'index/1': two((v, x) =>
    v === null
      ? null
      : typeof v === 'string'
        ? v.indexOf(str(x, 'index')) < 0
          ? null
          : v.indexOf(x as string)
        : ((index(v, Array.isArray(x) ? x : [x]) as Json[] | null)?.[0] ?? null),
  ),
  'rindex/1': two((v, x) =>
    typeof v === 'string'
      ? v.lastIndexOf(str(x, 'rindex')) < 0
        ? null
        : v.lastIndexOf(x as string)
      : ((index(v, Array.isArray(x) ? x : [x]) as Json[] | null)?.at(-1) ?? null),
  ),
  'indices/1': two((v, x) =>
    v === null
      ? null
      : typeof v === 'string'
        ? [...v.matchAll(new RegExp(str(x, 'indices').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map((m) => m.index)
        : index(v, Array.isArray(x) ? x : [x]),
  ),
  'range/1': function* (_, c) {
    for (const n of c.each(0)) for (let i = 0; i < num(n.v); i++) yield made(i);
  },
  'range/2': function* (_, c) {
    for (const a of c.each(0)) for (const b of c.each(1)) for (let i = num(a.v); i < num(b.v); i++) yield made(i);
  },
  'range/3': function* (_, c) {
    for (const a of c.each(0))
      for (const b of c.each(1))
        for (const s of c.each(2))
          for (let i = num(a.v); num(s.v) > 0 ? i < num(b.v) : num(s.v) < 0 && i > num(b.v); i += num(s.v))
            yield made(i);
  },
  'error/0': one((v) => {
    throw new JqError(v);
  }),
  'error/1': two((_, x) => {
    throw new JqError(x);
  }),
  'halt/0': function* () {
    throw new JqBreak();
  },
  'recurse/0': (at) => recurse(at),
  'recurse/1': function* (at, c) {
    const go = function* (x: At): Generator<At> {
      yield x;
      for (const y of c.each(0, x)) yield* go(y);
    };
    yield* go(at);
  },
  'env/0': function* (_, c) {
    yield made(Object.fromEntries(c.outside.env));
  },
  'now/0': function* (_, c) {
    yield made(c.outside.now / 1000);
  },
  'input/0': function* (_, c) {
    const next = c.outside.input();
    if (next === undefined) throw new JqError('No more inputs');
    yield made(next.value);
  },
  'inputs/0': function* (_, c) {
    for (let next = c.outside.input(); next !== undefined; next = c.outside.input()) yield made(next.value);
  },
  'first/1': (_, c) => limited(c.each(0), 1),
  'limit/2': function* (_, c) {
    for (const n of c.each(0)) yield* limited(c.each(1), num(n.v));
  },
  'last/1': function* (_, c) {
    let last: At | undefined;
    for (const x of c.each(0)) last = x;
    if (last !== undefined) yield last;
  },
  'nth/1': two((v, n) => index(v, n)),
  'isvalid/1': function* (_, c) {
    try {
      for (const _x of c.each(0));
      yield made(true);
    } catch (e) {
      if (!(e instanceof JqError)) throw e;
      yield made(false);
    }
  },
  'path/1': function* (at, c) {
    for (const p of pathsOf(c.each(0, { v: at.v, path: [] }))) yield made([...p]);
  },
  'getpath/1': function* (at, c) {
    for (const p of c.each(0)) {
      let v: Json = at.v;
      for (const k of list(p.v, 'used as a path')) v = v === null ? null : index(v, k);
      yield { v, path: at.path === undefined ? undefined : [...at.path, ...(p.v as Json[])] };
    }
  },
  'setpath/2': function* (at, c) {
    for (const p of c.each(0))
      for (const x of c.each(1)) yield made(update(at.v, list(p.v, 'used as a path'), () => x.v));
  },
  'delpaths/1': function* (at, c) {
    for (const p of c.each(0))
      yield made(
        [...list(p.v, 'used as paths')]
          .sort(compare)
          .reverse()
          .reduce((v: Json, x) => remove(v, x as Json[]), at.v),
      );
  },
  'del/1': function* (at, c) {
    yield made(
      [...pathsOf(c.each(0, { v: at.v, path: [] }))]
        .sort(compare)
        .reverse()
        .reduce((v: Json, x) => remove(v, x), at.v),
    );
  },
  'to_entries/0': one((v) => Object.entries(v as Obj).map(([key, value]) => ({ key, value }))),
  'from_entries/0': one((v) =>
    Object.fromEntries(
      list(v, 'iterated').map((e) => {
        const x = e as Obj;
        const k = x['key'] ?? x['k'] ?? x['name'] ?? x['Name'] ?? x['Key'] ?? null;
        return [
          typeof k === 'string' ? k : k === null ? 'null' : tojson(k),
          x['value'] ?? x['v'] ?? x['Value'] ?? x['V'] ?? null,
        ];
      }),
    ),
  ),
  'transpose/0': one((v) => {
    const rows = list(v, 'transposed') as Json[][];
    return Array.from({ length: Math.max(0, ...rows.map((r) => r.length)) }, (_, i) => rows.map((r) => r[i] ?? null));
  }),
  'infinite/0': one(() => Infinity),
  'nan/0': one(() => NaN),
  'isnan/0': one((v) => Number.isNaN(num(v))),
  'input_line_number/0': one(() => 0),
  'builtins/0': one(() => Object.keys(TABLE)),
  'todate/0': one((v) => iso(num(v))),
  'fromdate/0': one((v) => {
    const t = Date.parse(str(v, 'fromdate'));
    if (Number.isNaN(t)) throw new JqError(`date "${v as string}" does not match format "%Y-%m-%dT%H:%M:%SZ"`);
    return Math.floor(t / 1000);
  }),
  'fromdateiso8601/0': one((v) => Math.floor(Date.parse(str(v, 'fromdate')) / 1000)),
  'todateiso8601/0': one((v) => iso(num(v))),
  'splits/2': function* (at, c) {
    for (const { re } of options(c)) for (const x of subject(at.v).split(re)) yield made(x);
  },
  'debug/0': function* (at) {
    yield at;
  },
  'stderr/0': function* (at) {
    yield at;
  },
};

/** Functions that are written in jq itself. */
const WRITTEN: Record<string, string> = {
  'map/1': 'def map(f): [.[] | f];',
  'map_values/1': 'def map_values(f): .[] |= f;',
  'select/1': 'def select(f): if f then . else empty end;',
  'values/0': 'def values: select(. != null);',
  'nulls/0': 'def nulls: select(. == null);',
  'strings/0': 'def strings: select(type == "string");',
  'numbers/0': 'def numbers: select(type == "number");',
  'objects/0': 'def objects: select(type == "object");',
  'arrays/0': 'def arrays: select(type == "array");',
  'booleans/0': 'def booleans: select(type == "boolean");',
  'scalars/0': 'def scalars: select(type | . != "array" and . != "object");',
  'iterables/0': 'def iterables: select(type | . == "array" or . == "object");',
  'with_entries/1': 'def with_entries(f): to_entries | map(f) | from_entries;',
  'any/1': 'def any(f): reduce (.[] | f) as $x (false; . or $x);',
  'all/1': 'def all(f): reduce (.[] | f) as $x (true; . and $x);',
  'any/2': 'def any(g; f): reduce (g | f) as $x (false; . or $x);',
  'all/2': 'def all(g; f): reduce (g | f) as $x (true; . and $x);',
  'in/1': 'def in(xs): . as $x | xs | has($x);',
  'first/0': 'def first: .[0];',
  'last/0': 'def last: .[-1];',
  'nth/2': 'def nth($n; f): last(limit($n + 1; f));',
  'paths/0': 'def paths: path(..) | select(length > 0);',
  'paths/1': 'def paths(f): path(.. | select(f)) | select(length > 0);',
  'leaf_paths/0': 'def leaf_paths: paths(scalars);',
  'until/2': 'def until(c; u): def _u: if c then . else (u | _u) end; _u;',
  'while/2': 'def while(c; u): def _w: if c then ., (u | _w) else empty end; _w;',
  'repeat/1': 'def repeat(f): def _r: ., (f | _r); _r;',
  'recurse/2': 'def recurse(f; c): def r: ., (f | select(c) | r); r;',
  'recurse_down/0': 'def recurse_down: recurse;',
  'walk/1':
    'def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;',
  'combinations/0':
    'def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;',
  'tostream/0': 'def tostream: path(..) as $p | getpath($p) | select(type != "array" and type != "object") | [$p, .];',
  'pick/1': 'def pick(p): . as $top | reduce path(p) as $q (null; setpath($q; $top | getpath($q)));',
  'have_literal_numbers/0': 'def have_literal_numbers: true;',
  'toarray/0': 'def toarray: if type == "array" then . else [.] end;',
};

const compiled = new Map<string, Builtin>();

/** Functions of jq that are known and not simulated. */
const REFUSED = new Set(
  'strftime strptime mktime gmtime localtime input_filename SQL INDEX GROUP_BY IN fromstream truncate_stream limit_stream halt_error get_search_list modulemeta import include dateadd datesub date significand gamma ldexp scalb nearbyint trunc bsearch getpath_stream sin cos tan log2 log10 exp2 exp10 splits'.split(
    ' ',
  ),
);

/** A function by name and number of arguments; undefined when jq has none. @throws JqRefused */
export function builtin(name: string, arity: number): Builtin | undefined {
  const key = `${name}/${arity}`;
  const direct = TABLE[key];
  if (direct !== undefined) return direct;
  const text = WRITTEN[key];
  if (text === undefined) {
    if (REFUSED.has(name)) throw new JqRefused(`drydock: jq's '${key}' is not simulated`);
    return undefined;
  }
  let ready = compiled.get(key);
  if (ready === undefined) {
    const ast = parseJq(`${text} .`) as Ast & { t: 'def' };
    ready = function* (at, c) {
      // its parameters are the caller's expressions: a definition around them, seen from the caller's scope
      const def: Ast = { ...ast, rest: { t: 'call', name, args: c.args } };
      yield* c.run(def, c.scope, at, c.outside);
    };
    compiled.set(key, ready);
  }
  return ready;
}
