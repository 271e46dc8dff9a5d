// _sre: patterns and matches, over the host's regular expressions. re.py is the module that programs import.

import type { Task } from '../../../kernel/block.ts';
import { call } from '../vm/call.ts';
import { raise, typeError } from '../vm/errors.ts';
import { isPlainText } from '../vm/fast.ts';
import { hashOfKey, typeName } from '../vm/key.ts';
import { dictOf, hostIter, makeBytes, makeList, makeTuple, unbox } from '../vm/make.ts';
import { getset, method, methods, moduleObject, native } from '../vm/native.ts';
import { Bytes, Cls, Obj, type Tuple, type V } from '../vm/objects.ts';
import { repr } from '../vm/repr.ts';
import { builtinClass } from '../vm/types.ts';
import { R } from '../vm/vm.ts';
import { safeRegex } from '../../../shell/regex/regex.ts';
import { FLAGS, reError, type Translated, translate } from './re-translate.ts';

const patternClass = builtinClass('Pattern'),
  matchClass = builtinClass('Match');
for (const c of [patternClass, matchClass]) c.ns.set('__module__', 're');

class Pattern extends Obj {
  readonly regex: RegExp;
  private indexed: RegExp | undefined;
  constructor(
    readonly pattern: V,
    readonly t: Translated,
    readonly bytes: boolean,
  ) {
    super(patternClass);
    this.regex = safeRegex(t.source, `${t.flags}g`);
  }
  /** With places of groups. */
  get withIndices(): RegExp {
    return (this.indexed ??= safeRegex(this.t.source, `${this.t.flags}gd`));
  }
}
class Match extends Obj {
  private places: (readonly [number, number] | undefined)[] | undefined;
  constructor(
    readonly re: Pattern,
    readonly subject: V,
    readonly text: string,
    readonly m: RegExpExecArray,
    readonly pos: number,
    readonly endpos: number,
  ) {
    super(matchClass);
  }
  span(n: number): [number, number] {
    if (n === 0) return [this.m.index, this.m.index + this.m[0].length];
    if (this.m[n] === undefined) return [-1, -1];
    if (this.places === undefined) {
      const r = this.re.withIndices;
      r.lastIndex = this.m.index;
      this.places = (r.exec(this.text) as unknown as { indices: (readonly [number, number] | undefined)[] }).indices;
    }
    const p = this.places[n] ?? [-1, -1];
    return [p[0], p[1]];
  }
  value(s: string | undefined): V {
    return s === undefined ? null : this.re.bytes ? latin(s) : s;
  }
}
const latin = (s: string): V => makeBytes(Uint8Array.from(s, (c) => c.charCodeAt(0)));

function subject(p: Pattern, v: V): string {
  const x = unbox(v);
  if (p.bytes) {
    if (!(x instanceof Bytes))
      throw typeError(
        typeof x === 'string'
          ? 'cannot use a bytes pattern on a string-like object'
          : `expected string or bytes-like object, got '${typeName(v)}'`,
      );
    let s = '';
    for (let i = 0; i < x.b.length; i += 8192) s += String.fromCharCode(...x.b.subarray(i, i + 8192));
    return s;
  }
  if (typeof x !== 'string')
    throw typeError(
      x instanceof Bytes
        ? 'cannot use a string pattern on a bytes-like object'
        : `expected string or bytes-like object, got '${typeName(v)}'`,
    );
  return x;
}
const toHost = (s: string, i: number): number => (isPlainText(s) ? i : [...s].slice(0, i).join('').length);
const toPython = (s: string, i: number): number => (i < 0 || isPlainText(s) ? i : [...s.slice(0, i)].length);

type How = 'search' | 'match' | 'fullmatch';
function find(p: Pattern, s: string, from: number, to: number, how: How): RegExpExecArray | null {
  const text = to < s.length ? s.slice(0, to) : s;
  if (how === 'search') {
    p.regex.lastIndex = from;
    return p.regex.exec(text);
  }
  const r = how === 'match' ? anchored(p, '') : anchored(p, '(?![\\s\\S])');
  r.lastIndex = from;
  return r.exec(text);
}
const stickies = new WeakMap<Pattern, Map<string, RegExp>>();
function anchored(p: Pattern, tail: string): RegExp {
  let map = stickies.get(p);
  if (map === undefined) stickies.set(p, (map = new Map()));
  let r = map.get(tail);
  if (r === undefined)
    map.set(tail, (r = safeRegex(tail === '' ? p.t.source : `(?:${p.t.source})${tail}`, `${p.t.flags}y`)));
  return r;
}
function bounds(s: string, pos: V, end: V): [number, number] {
  const n = isPlainText(s) ? s.length : [...s].length;
  const a = Math.max(0, Math.min(Number(pos), n)),
    b = end === null ? n : Math.max(0, Math.min(Number(end), n));
  return [toHost(s, a), toHost(s, b)];
}
function once(how: How): (p: Pattern, string: V, pos: V, end: V) => V {
  return (p, v, pos, end) => {
    const s = subject(p, v);
    const [a, b] = bounds(s, pos, end);
    if (a > b) return null;
    const m = find(p, s, a, b, how);
    return m === null ? null : new Match(p, v, b < s.length ? s.slice(0, b) : s, m, a, b);
  };
}
/** All matches, one after the other. */
function* matches(p: Pattern, v: V, pos: V = 0, end: V = null): Generator<Match> {
  const s = subject(p, v);
  const [from, to] = bounds(s, pos, end);
  let at = from;
  while (at <= to) {
    const m = find(p, s, at, to, 'search');
    if (m === null) return;
    const stop = m.index + m[0].length;
    yield new Match(p, v, s, m, from, to);
    const c = m[0] === '' ? s.codePointAt(stop) : undefined;
    at = m[0] === '' ? stop + (c !== undefined && c > 0xffff ? 2 : 1) : stop;
  }
}
const groupsOf = (m: Match): V => {
  const n = m.re.t.groups;
  if (n === 0) return m.value(m.m[0]);
  if (n === 1) return m.m[1] === undefined ? (m.re.bytes ? latin('') : '') : m.value(m.m[1]);
  return makeTuple(m.m.slice(1).map((x) => (x === undefined ? (m.re.bytes ? latin('') : '') : m.value(x))));
};

/** Index of a group by number or name. @throws IndexError */
function groupIndex(m: Match, g: V): number {
  const x = unbox(g);
  const n =
    typeof x === 'string'
      ? m.re.t.names.get(x)
      : typeof x === 'number'
        ? x
        : typeof x === 'boolean'
          ? Number(x)
          : undefined;
  if (n === undefined || n < 0 || n > m.re.t.groups) throw raise('IndexError', 'no such group');
  return n;
}
/** `\1`, `\g<name>` and escapes of a replacement. */
function expand(template: string, m: Match): string {
  if (!template.includes('\\')) return template;
  return template.replace(
    /\\(?:g<([^>]*)>|([0-9]{1,3})|([\s\S]))/g,
    (whole, name: string | undefined, num: string | undefined, c: string | undefined, at: number) => {
      if (name !== undefined) {
        const n = /^\d+$/.test(name) ? Number(name) : m.re.t.names.get(name);
        if (n === undefined) throw raise('IndexError', `unknown group name '${name}'`);
        if (n > m.re.t.groups) throw reError(`invalid group reference ${n}`, template, at + 3);
        return m.m[n] ?? '';
      }
      if (num !== undefined) {
        if (num[0] === '0' || (num.length === 3 && /^[0-3][0-7]{2}$/.test(num)))
          return String.fromCharCode(parseInt(num, 8));
        const n = Number(num.slice(0, 2));
        if (n > m.re.t.groups) throw reError(`invalid group reference ${n}`, template, at + 1);
        return (m.m[n] ?? '') + num.slice(2);
      }
      const simple: Record<string, string> = {
        n: '\n',
        t: '\t',
        r: '\r',
        '\\': '\\',
        a: '\x07',
        b: '\b',
        f: '\f',
        v: '\v',
      };
      if (simple[c!] !== undefined) return simple[c!]!;
      if (/[a-zA-Z]/.test(c!)) throw reError(`bad escape \\${c}`, template, at);
      return whole;
    },
  );
}
function* substitute(p: Pattern, repl: V, v: V, count: number): Task<[V, number]> {
  const s = subject(p, v);
  let out = '',
    last = 0,
    n = 0;
  const r = unbox(repl);
  const text = typeof r === 'string' ? r : r instanceof Bytes ? String.fromCharCode(...r.b) : undefined;
  for (const m of matches(p, v)) {
    if (count > 0 && n >= count) break;
    out += s.slice(last, m.m.index);
    if (text !== undefined) out += expand(text, m);
    else {
      const x = unbox(yield* call(repl, [m]));
      if (typeof x === 'string') out += x;
      else if (x instanceof Bytes) out += String.fromCharCode(...x.b);
      else throw typeError(`expected str instance, ${typeName(x)} found`);
    }
    last = m.m.index + m.m[0].length;
    n++;
  }
  out += s.slice(last);
  return [p.bytes ? latin(out) : out, n];
}

methods(patternClass, {
  search: ['string, pos=0, endpos=None', once('search')],
  match: ['string, pos=0, endpos=None', once('match')],
  fullmatch: ['string, pos=0, endpos=None', once('fullmatch')],
  findall: [
    'string, pos=0, endpos=None',
    (p: Pattern, v: V, a: V, b: V) => makeList([...matches(p, v, a, b)].map(groupsOf)),
  ],
  finditer: ['string, pos=0, endpos=None', (p: Pattern, v: V, a: V, b: V) => hostIter(matches(p, v, a, b))],
  scanner: [
    'string',
    () => {
      throw raise('NotImplementedError', 'drydock: scanners of regular expressions are not simulated');
    },
  ],
  sub: [
    'repl, string, count=0',
    function* (p: Pattern, repl: V, v: V, count: number) {
      return (yield* substitute(p, repl, v, count))[0];
    },
  ],
  subn: [
    'repl, string, count=0',
    function* (p: Pattern, repl: V, v: V, count: number) {
      return makeTuple(yield* substitute(p, repl, v, count));
    },
  ],
  split: [
    'string, maxsplit=0',
    (p: Pattern, v: V, max: number) => {
      const s = subject(p, v);
      const out: V[] = [];
      let last = 0,
        n = 0;
      for (const m of matches(p, v)) {
        if (max > 0 && n >= max) break;
        out.push(
          p.bytes ? latin(s.slice(last, m.m.index)) : s.slice(last, m.m.index),
          ...m.m.slice(1).map((x) => m.value(x)),
        );
        last = m.m.index + m.m[0].length;
        n++;
      }
      out.push(p.bytes ? latin(s.slice(last)) : s.slice(last));
      return makeList(out);
    },
  ],
  __repr__: [
    '',
    function* (p: Pattern) {
      const names = Object.entries(FLAGS)
        .filter(([k, n]) => p.t.python & n && k !== 'UNICODE')
        .map(([k]) => `re.${k}`);
      return `re.compile(${yield* repr(p.pattern)}${names.length > 0 ? `, ${names.join('|')}` : ''})`;
    },
  ],
  __eq__: ['b', (a: Pattern, b: V) => b instanceof Pattern && a.t.source === b.t.source && a.t.flags === b.t.flags],
  __hash__: ['', (a: Pattern) => hashOfKey(a.t.source)],
});
getset(patternClass, 'pattern', (p: Pattern) => p.pattern);
getset(patternClass, 'flags', (p: Pattern) => p.t.python);
getset(patternClass, 'groups', (p: Pattern) => p.t.groups);
getset(patternClass, 'groupindex', (p: Pattern) => dictOf(p.t.names));

const value = (m: Match, g: V, otherwise: V = null): V => {
  const x = m.m[groupIndex(m, g)];
  return x === undefined ? otherwise : m.value(x);
};
methods(matchClass, {
  group: [
    '*groups',
    (m: Match, gs: Tuple) =>
      gs.a.length === 0
        ? m.value(m.m[0])
        : gs.a.length === 1
          ? value(m, gs.a[0]!)
          : makeTuple(gs.a.map((g) => value(m, g))),
  ],
  groups: ['default=None', (m: Match, d: V) => makeTuple(m.m.slice(1).map((x) => (x === undefined ? d : m.value(x))))],
  groupdict: [
    'default=None',
    (m: Match, d: V) => dictOf([...m.re.t.names].map(([k, n]) => [k, m.m[n] === undefined ? d : m.value(m.m[n])])),
  ],
  start: ['group=0', (m: Match, g: V) => toPython(m.text, m.span(groupIndex(m, g))[0])],
  end: ['group=0', (m: Match, g: V) => toPython(m.text, m.span(groupIndex(m, g))[1])],
  span: ['group=0', (m: Match, g: V) => makeTuple(m.span(groupIndex(m, g)).map((x) => toPython(m.text, x)))],
  expand: ['template', (m: Match, t: string) => expand(t, m)],
  __getitem__: ['group', (m: Match, g: V) => value(m, g)],
  __bool__: ['', () => true],
  __repr__: [
    '',
    function* (m: Match) {
      return `<re.Match object; span=(${m
        .span(0)
        .map((x) => toPython(m.text, x))
        .join(', ')}), match=${yield* repr(m.value(m.m[0]))}>`;
    },
  ],
});
getset(matchClass, 're', (m: Match) => m.re);
getset(matchClass, 'string', (m: Match) => m.subject);
getset(matchClass, 'pos', (m: Match) => m.pos);
getset(matchClass, 'endpos', (m: Match) => m.endpos);
getset(matchClass, 'lastindex', (m: Match) => {
  let best: number | null = null,
    end = -1;
  for (let i = 1; i < m.m.length; i++) {
    if (m.m[i] === undefined) continue;
    const e = m.span(i)[1];
    if (e > end || best === null) {
      best = i;
      end = e;
    }
  }
  return best;
});
getset(matchClass, 'lastgroup', (m: Match) => {
  let name: V = null,
    end = -1;
  for (const [k, n] of m.re.t.names) {
    if (m.m[n] === undefined) continue;
    const e = m.span(n)[1];
    if (e > end) {
      name = k;
      end = e;
    }
  }
  return name;
});
method(patternClass, '__copy__', '', (p: V) => p);
method(patternClass, '__deepcopy__', 'memo', (p: V) => p);

const compiled = new Map<string, Pattern>();
export function makeSre(): Obj {
  return moduleObject('_sre', {
    Pattern: patternClass,
    Match: matchClass,
    compile: native('compile', 'pattern, flags=0', (pattern: V, flags: V) => {
      if (pattern instanceof Pattern) return pattern;
      const x = unbox(pattern);
      const bytes = x instanceof Bytes;
      if (!bytes && typeof x !== 'string') throw typeError('first argument must be string or compiled pattern');
      const text = bytes ? String.fromCharCode(...x.b) : (x as string);
      const n = Number(unbox(flags));
      const key = `${bytes ? 'b' : 's'}${n}:${text}`;
      let p = compiled.get(key);
      if (p === undefined) {
        const t = translate(text, n, bytes);
        try {
          p = new Pattern(pattern, t, bytes);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          throw reError(error.message.replace(/^Invalid regular expression: /, ''), text, 0);
        }
        if (compiled.size > 500) compiled.clear();
        compiled.set(key, p);
      }
      return p;
    }),
    set_error: native('set_error', 'cls', (c: V) => {
      if (c instanceof Cls) R.vm.state.set('re.error', c);
    }),
  });
}
