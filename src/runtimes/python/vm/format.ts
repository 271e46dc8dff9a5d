// Format specifications, str.format and the % operator.

import type { Task } from '../../../kernel/block.ts';
import { callSpecial, getAttr, special } from './attr.ts';
import { raise, typeError, valueError } from './errors.ts';
import { intOf, realOf } from './fast-numbers.ts';
import { typeName } from './key.ts';
import { unbox } from './make.ts';
import { Boxed, Complex, Dict, Float, Func, Native, Obj, Tuple, type V } from './objects.ts';
import { getItem } from './ops.ts';
import { ascii, complexRepr, floatRepr, repr, str } from './repr.ts';
import { T } from './types.ts';

interface Spec {
  fill: string;
  align: string;
  sign: string;
  z: boolean;
  alt: boolean;
  zero: boolean;
  width: number;
  group: string;
  precision: number | undefined;
  type: string;
}
const SPEC = /^(?:([\s\S])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u;

function parse(text: string, what: string): Spec {
  const m = SPEC.exec(text);
  if (m === null) throw valueError(`Invalid format specifier '${text}' for object of type '${what}'`);
  const zero = m[6] !== undefined;
  return {
    fill: m[1] ?? (zero && m[2] === undefined ? '0' : ' '),
    align: m[2] ?? (zero ? '=' : ''),
    sign: m[3] ?? '-',
    z: m[4] !== undefined,
    alt: m[5] !== undefined,
    zero,
    width: Number(m[7] ?? 0),
    group: m[8] ?? '',
    precision: m[9] === undefined ? undefined : Number(m[9]),
    type: m[10] ?? '',
  };
}

function pad(text: string, s: Spec, fallback: string, prefix = ''): string {
  const n = s.width - [...text].length - prefix.length;
  if (n <= 0) return prefix + text;
  switch (s.align || fallback) {
    case '<':
      return prefix + text + s.fill.repeat(n);
    case '^':
      return s.fill.repeat(n >> 1) + prefix + text + s.fill.repeat(n - (n >> 1));
    case '=':
      return prefix + s.fill.repeat(n) + text;
    default:
      return s.fill.repeat(n) + prefix + text;
  }
}
function grouped(digits: string, sep: string, every = 3): string {
  return digits.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${every}})+$)`, 'g'), sep);
}
function zeroGrouped(digits: string, s: Spec, rest: number, every: number): string {
  let out = grouped(digits, s.group, every);
  if (s.group === '' || s.fill !== '0' || (s.align !== '=' && s.align !== '')) return out;
  while (out.length + rest < s.width) {
    const next = grouped(out.replace(/[,_]/g, '').padStart(out.replace(/[,_]/g, '').length + 1, '0'), s.group, every);
    if (next.length + rest > s.width && next.length > s.width - rest + 1) break;
    out = next;
  }
  return out;
}

function formatInt(v: number | bigint, s: Spec, what: string): string {
  if (s.precision !== undefined) throw valueError('Precision not allowed in integer format specifier');
  const neg = v < 0;
  const abs = neg ? -v : v;
  const sign = neg ? '-' : s.sign === '-' ? '' : s.sign;
  const bases: Record<string, [number, string]> = { b: [2, '0b'], o: [8, '0o'], x: [16, '0x'], X: [16, '0X'] };
  const base = bases[s.type];
  if (s.type === 'c') return pad(String.fromCodePoint(Number(v)), s, '<');
  if (base === undefined && s.type !== '' && s.type !== 'd' && s.type !== 'n')
    throw valueError(`Unknown format code '${s.type}' for object of type '${what}'`);
  let digits = abs.toString(base?.[0] ?? 10);
  if (s.type === 'X') digits = digits.toUpperCase();
  const prefix = sign + (base !== undefined && s.alt ? base[1] : '');
  return pad(
    s.group === '' ? digits : zeroGrouped(digits, s, prefix.length, base === undefined ? 3 : 4),
    s,
    '>',
    prefix,
  );
}

/** Rounds what may be a tie from the float's exact value, half to even. */
function exactFixed(v: number, p: number): string {
  let d = 1n,
    x = Math.abs(v);
  while (!Number.isInteger(x)) {
    x *= 2;
    d *= 2n;
  }
  const up = BigInt(x) * 10n ** BigInt(p);
  let q = up / d;
  const rest = (up % d) * 2n;
  if (rest > d || (rest === d && q % 2n === 1n)) q++;
  const digits = q.toString().padStart(p + 1, '0');
  return `${v < 0 ? '-' : ''}${p === 0 ? digits : `${digits.slice(0, -p)}.${digits.slice(-p)}`}`;
}
/** Exact decimal digits of a float, rounded half to even, `p` places. */
export function toFixed(v: number, p: number): string {
  if (p <= 100 && Math.abs(v) < 1e21) {
    const half = Math.abs((v * 10 ** p) % 1);
    if (p < 22 && Math.abs(half - 0.5) < 1e-6) return exactFixed(v, p);
    return v.toFixed(Math.min(p, 100));
  }
  let s = BigInt(Math.trunc(v)).toString();
  if (p > 0) s += `.${'0'.repeat(p)}`;
  return s;
}
function exponent(v: number, p: number): string {
  const [m, e] = v.toExponential(Math.min(p, 100)).split('e');
  const n = Number(e);
  return `${m}e${n < 0 ? '-' : '+'}${String(Math.abs(n)).padStart(2, '0')}`;
}
function general(v: number, p: number, alt: boolean): string {
  const precision = p === 0 ? 1 : p;
  if (v === 0) return alt ? `0.${'0'.repeat(precision - 1)}` : '0';
  const e = Number(v.toExponential(Math.min(precision - 1, 100)).split('e')[1]);
  let out: string;
  if (e < -4 || e >= precision) {
    out = exponent(v, precision - 1);
    if (!alt) out = out.replace(/\.?0*e/, 'e');
    return out;
  }
  out = toFixed(v, Math.max(0, precision - 1 - e));
  if (!alt && out.includes('.')) out = out.replace(/\.?0+$/, '');
  return out;
}
function formatFloat(v: number, s: Spec, what: string): string {
  const neg = v < 0 || Object.is(v, -0);
  const abs = Math.abs(v);
  let body: string;
  const p = s.precision ?? 6;
  if (!Number.isFinite(v)) body = Number.isNaN(v) ? 'nan' : 'inf';
  else {
    switch (s.type) {
      case 'f':
      case 'F':
        body = toFixed(abs, p);
        break;
      case 'e':
      case 'E':
        body = exponent(abs, p);
        break;
      case 'g':
      case 'G':
      case 'n':
        body = general(abs, p, s.alt);
        break;
      case '%':
        body = `${toFixed(abs * 100, p)}%`;
        break;
      case '': {
        if (s.precision === undefined) body = floatRepr(abs);
        else {
          const q = s.precision === 0 ? 1 : s.precision;
          const e = abs === 0 ? 0 : Number(abs.toExponential(Math.min(q - 1, 100)).split('e')[1]);
          body = general(abs, q, false);
          if (!/[.e]/.test(body)) body += e >= q - 0 ? '' : '.0';
          if (e >= q - 1 && !body.includes('e') && abs !== 0 && e + 1 > q - 1 && body.endsWith('.0'))
            body =
              general(abs, q, false) === body.slice(0, -2) && e === q - 1
                ? exponent(abs, q - 1).replace(/\.?0*e/, 'e')
                : body;
        }
        break;
      }
      default:
        throw valueError(`Unknown format code '${s.type}' for object of type '${what}'`);
    }
  }
  if (/[EFG]/.test(s.type)) body = body.toUpperCase();
  const sign = neg && !Number.isNaN(v) && !(s.z && Number(body) === 0) ? '-' : s.sign === '-' ? '' : s.sign;
  if (s.group !== '') {
    const [whole, rest] = [/^\d+/.exec(body)?.[0] ?? '', body.replace(/^\d+/, '')];
    body = zeroGrouped(whole, s, sign.length + rest.length, 3) + rest;
  }
  return pad(body, s, '>', sign);
}
function formatText(v: string, s: Spec): string {
  if (s.sign !== '-') throw valueError('Sign not allowed in string format specifier');
  if (s.type !== '' && s.type !== 's') throw valueError(`Unknown format code '${s.type}' for object of type 'str'`);
  if (s.align === '=' && !s.zero) throw valueError("'=' alignment not allowed in string format specifier");
  const text = s.precision === undefined ? v : [...v].slice(0, s.precision).join('');
  return pad(text, s.align === '=' ? { ...s, align: '<' } : s, '<');
}

/** format(v, spec) */
export function* format(v: V, spec: string): Task<string> {
  const now = formatNow(v, spec);
  if (now !== undefined) return now;
  const f = special(v, '__format__');
  if (f !== undefined && !(f instanceof Native && f.owner === T.object)) {
    const r = unbox(yield* callSpecial(v, f, [spec]));
    if (typeof r !== 'string') throw typeError(`__format__ must return a str, not ${typeName(r)}`);
    return r;
  }
  if (v instanceof Boxed) {
    if (spec === '' || (typeof v.v === 'string' && special(v, '__str__') instanceof Func)) {
      const text = yield* str(v);
      return formatNow(text, spec)!;
    }
    return formatNow(v.v as V, spec)!;
  }
  if (spec === '') return yield* str(v);
  throw typeError(`unsupported format string passed to ${typeName(v)}.__format__`);
}
export function formatNow(v: V, spec: string): string | undefined {
  if (typeof v === 'string') return spec === '' ? v : formatText(v, parse(spec, 'str'));
  if (typeof v === 'boolean' && spec === '') return v ? 'True' : 'False';
  const n = intOf(v);
  if (n !== undefined) {
    if (spec === '') return String(n);
    const s = parse(spec, 'int');
    return /^[eEfFgG%]$/.test(s.type) ? formatFloat(Number(n), s, 'int') : formatInt(n, s, 'int');
  }
  if (v instanceof Float && v.cls === T.float)
    return spec === '' ? floatRepr(v.v) : formatFloat(v.v, parse(spec, 'float'), 'float');
  if (v instanceof Complex) {
    if (spec === '') return complexRepr(v);
    const s = parse(spec, 'complex');
    const inner = { ...s, width: 0, fill: ' ', align: '' };
    return pad(
      `${formatFloat(v.re, inner, 'complex')}${formatFloat(v.im, { ...inner, sign: '+' }, 'complex')}j`,
      s,
      '>',
    );
  }
  return undefined;
}

export function* converted(v: V, conv: string): Task<V> {
  if (conv === 'r') return yield* repr(v);
  if (conv === 's') return yield* str(v);
  return conv === 'a' ? ascii(yield* repr(v)) : v;
}

/** str.format: fields of a template filled from arguments. */
export function* formatTemplate(text: string, args: readonly V[], kw: Dict, auto = { n: 0 }): Task<string> {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '}') {
      if (text[i + 1] !== '}') throw valueError("Single '}' encountered in format string");
      out += '}';
      i++;
    } else if (c !== '{') out += c;
    else if (text[i + 1] === '{') {
      out += '{';
      i++;
    } else {
      let depth = 1,
        j = i + 1;
      for (; j < text.length && depth > 0; j++) {
        if (text[j] === '{') depth++;
        else if (text[j] === '}') depth--;
      }
      if (depth > 0)
        throw valueError(
          i + 1 >= text.length ? "Single '{' encountered in format string" : "expected '}' before end of string",
        );
      const m = /^([^!:]*?(?:\[[^\]]*\][^!:]*)*)(?:!([rsa]))?(?::([\s\S]*))?$/.exec(text.slice(i + 1, j - 1))!;
      if (m === null) throw valueError("expected ':' after conversion specifier");
      let v = yield* field(m[1]!, args, kw, auto);
      if (m[2] !== undefined) v = yield* converted(v, m[2]);
      const spec = m[3] === undefined ? '' : m[3].includes('{') ? yield* formatTemplate(m[3], args, kw, auto) : m[3];
      out += yield* format(v, spec);
      i = j - 1;
    }
  }
  return out;
}
function* field(text: string, args: readonly V[], kw: Dict, auto: { n: number }): Task<V> {
  const m = /^[^.[]*/.exec(text)!;
  const first = m[0];
  let v: V | undefined;
  if (first === '') {
    if (auto.n < 0) throw valueError('cannot switch from manual field specification to automatic field numbering');
    v = args[auto.n++];
    if (v === undefined)
      throw raise('IndexError', `Replacement index ${auto.n - 1} out of range for positional args tuple`);
  } else if (/^\d+$/.test(first)) {
    if (auto.n > 0) throw valueError('cannot switch from automatic field numbering to manual field specification');
    auto.n = -1;
    v = args[Number(first)];
    if (v === undefined) throw raise('IndexError', `Replacement index ${first} out of range for positional args tuple`);
  } else v = kw.cls === T.dict ? kw.m.get(first) : yield* getItem(kw, first);
  if (v === undefined) throw raise('KeyError', first);
  for (const part of text.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)) {
    if (part[1] !== undefined) v = yield* getAttr(v, part[1]);
    else v = yield* getItem(v, /^\d+$/.test(part[2]!) ? Number(part[2]) : part[2]!);
  }
  return v;
}

/** `text % values` */
export function* percent(text: string, values: V, bytes = false): Task<string> {
  const list = values instanceof Tuple ? values.a : undefined;
  let at = 0;
  let mapped = false;
  const takeNext = (): V => {
    if (list === undefined) {
      if (at++ > 0) throw typeError('not enough arguments for format string');
      return values;
    }
    if (at >= list.length) throw typeError('not enough arguments for format string');
    return list[at++]!;
  };
  const pattern = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([\s\S])?/g;
  let out = '',
    last = 0;
  for (const m of text.matchAll(pattern)) {
    out += text.slice(last, m.index);
    last = m.index + m[0].length;
    const type = m[5];
    if (type === undefined) throw valueError('incomplete format');
    if (type === '%') {
      out += '%';
      continue;
    }
    if (m[1] !== undefined) mapped = true;
    const width = m[3] === '*' ? Number(takeNext()) : Number(m[3] ?? 0);
    const precision = m[4] === '*' ? Number(takeNext()) : m[4] === undefined ? undefined : Number(m[4]);
    const v = m[1] !== undefined ? yield* getItem(values, m[1]) : takeNext();
    const flags = m[2] ?? '';
    const left = flags.includes('-') || width < 0;
    const s: Spec = {
      fill: flags.includes('0') && !left ? '0' : ' ',
      align: left ? '<' : flags.includes('0') ? '=' : '',
      sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '-',
      z: false,
      alt: flags.includes('#'),
      zero: false,
      width: Math.abs(width),
      group: '',
      precision,
      type,
    };
    if ('sra'.includes(type) || (bytes && type === 'b')) {
      let t =
        type === 's' || type === 'b'
          ? bytes && v instanceof Obj && 'b' in v
            ? String.fromCharCode(...(v as unknown as { b: Uint8Array }).b)
            : yield* str(v)
          : yield* repr(v);
      if (type === 'a') t = ascii(t);
      out += pad(
        precision === undefined ? t : t.slice(0, precision),
        { ...s, fill: ' ', align: left ? '<' : '>' },
        '>',
      );
    } else if ('diuoxX'.includes(type)) {
      const raw = unbox(v);
      let n = intOf(raw);
      if (n === undefined && raw instanceof Float && 'diu'.includes(type)) n = Math.trunc(raw.v);
      if (n === undefined)
        throw typeError(
          `%${type} format: ${'oxX'.includes(type) ? 'an integer is required' : 'a real number is required'}, not ${typeName(v)}`,
        );
      let digits = formatInt(
        n < 0 ? -n : n,
        {
          ...s,
          width: 0,
          precision: undefined,
          align: '',
          sign: '-',
          alt: false,
          type: 'diu'.includes(type) ? 'd' : type,
        },
        'int',
      );
      if (precision !== undefined) digits = digits.padStart(precision, '0');
      const prefix = (n < 0 ? '-' : s.sign === '-' ? '' : s.sign) + (s.alt && 'oxX'.includes(type) ? `0${type}` : '');
      out += pad(digits, s, '>', prefix);
    } else if ('eEfFgG'.includes(type)) {
      const n = realOf(unbox(v));
      if (n === undefined) throw typeError(`must be real number, not ${typeName(v)}`);
      out += formatFloat(n, s, 'float');
    } else if (type === 'c') {
      const n = intOf(v);
      if (n === undefined && (typeof v !== 'string' || [...v].length !== 1)) throw typeError('%c requires int or char');
      out += pad(n === undefined ? (v as string) : String.fromCodePoint(Number(n)), s, '>');
    } else
      throw valueError(
        `unsupported format character '${type}' (0x${type.charCodeAt(0).toString(16)}) at index ${last - 1}`,
      );
  }
  out += text.slice(last);
  if (
    !mapped &&
    (list === undefined ? at === 0 && !(values instanceof Dict) && !isMappingLike(values) : at < list.length)
  )
    throw typeError(`not all arguments converted during ${bytes ? 'bytes' : 'string'} formatting`);
  return out;
}
function isMappingLike(v: V): boolean {
  return v instanceof Obj && v.cls.layout === 'object' && special(v, '__getitem__') !== undefined;
}
