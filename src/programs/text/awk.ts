// awk: runs the programs that awk-parse.ts reads.

import { decode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { formatPrintf, strftime } from '../../shell/printf.ts';
import { Failure, parseArgs, reason, Usage } from '../args.ts';
import { AwkError, unescapeString } from './awk-lexer.ts';
import { Misplaced, parseAwk } from './awk-parse.ts';
import type { AwkProgram, Expr, Func, Stat } from './awk-tree.ts';
import { decodeText, encodeText, Lines, openInput, type Out, slurp, textProgram } from './io.ts';
import { awkRegex, compile, splitBy } from './regex.ts';

/** A value: a number, a text, or a text from input that counts as a number when it looks like one. */
type Value = number | string | Strnum;
class Strnum {
  constructor(readonly s: string) {}
}
type Arr = Map<string, Value>;
type Slot = Value | Arr | undefined;

/** The character of a number for %c; the low byte where there is none. */
function charOf(n: number): string {
  const code = Math.trunc(n);
  if (code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
  return String.fromCharCode(Number.isFinite(code) ? Number(BigInt.asUintN(8, BigInt(code))) : 255);
}

class Next {}
class NextFile {}
class ExitAwk {
  constructor(readonly status: number | undefined) {}
}
class BreakLoop {}
class ContinueLoop {}
class ReturnValue {
  constructor(readonly value: Value) {}
}
class RuntimeError extends Error {}

const NUMERIC = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/;
const PREFIX = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/;

interface Frame {
  readonly locals: Map<string, Slot>;
}

interface OutputStream {
  write(text: string): Task;
  close(): Task<number>;
}

class Awk {
  private readonly globals = new Map<string, Slot>();
  private frame: Frame | undefined;
  private fields: Value[] = [new Strnum('')];
  private record = '';
  private fieldsStale = false;
  private recordStale = false;
  private nr = 0;
  private fnr = 0;
  private readonly outputs = new Map<string, OutputStream>();
  private readonly inputs = new Map<string, { lines: Lines; close: () => Task<number> }>();
  private readonly regexes = new Map<string, RegExp>();
  private main: { lines: Lines; close(): void } | undefined;
  private seed = 0;
  private random = 0x2545f491;
  private readonly ranges = new Set<number>();
  private operands: string[] = [];
  private argIndex = 0;

  constructor(
    readonly p: Process,
    readonly out: Out,
    readonly program: AwkProgram,
  ) {
    for (const [k, v] of Object.entries({
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      SUBSEP: '\x1c',
      CONVFMT: '%.6g',
      OFMT: '%.6g',
      FILENAME: '',
    }))
      this.globals.set(k, v);
    for (const k of ['NR', 'NF', 'FNR', 'RSTART']) this.globals.set(k, 0);
    this.globals.set('RLENGTH', -1);
    this.globals.set('ENVIRON', new Map([...p.env].map(([k, v]) => [k, new Strnum(v)])));
  }

  // --- values

  num(v: Value): number {
    if (typeof v === 'number') return v;
    const m = PREFIX.exec(typeof v === 'string' ? v : v.s);
    return m === null ? 0 : Number(m[0]);
  }
  str(v: Value, format = 'CONVFMT'): string {
    if (typeof v === 'string') return v;
    if (v instanceof Strnum) return v.s;
    if (Number.isInteger(v) && Math.abs(v) < 1e16) return String(v);
    if (Number.isNaN(v)) return v < 0 ? '-nan' : 'nan';
    if (!Number.isFinite(v)) return v < 0 ? '-inf' : 'inf';
    return decode(formatPrintf(this.str((this.globals.get(format) ?? '%.6g') as Value), [String(v)], 0).bytes);
  }
  truth(v: Value): boolean {
    if (typeof v === 'number') return v !== 0;
    if (v instanceof Strnum) return NUMERIC.test(v.s) ? Number(v.s) !== 0 : v.s !== '';
    return v !== '';
  }
  private compare(a: Value, b: Value): number {
    const n = (v: Value): boolean =>
      typeof v === 'number' || (v instanceof Strnum && (NUMERIC.test(v.s) || (v.s === '' && false)));
    if (n(a) && n(b)) {
      const x = this.num(a);
      const y = this.num(b);
      return x < y ? -1 : x > y ? 1 : 0;
    }
    const x = this.str(a);
    const y = this.str(b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  regex(source: string): RegExp {
    let re = this.regexes.get(source);
    if (re === undefined) {
      try {
        re = compile(awkRegex(source), 'u');
      } catch (error) {
        throw new RuntimeError(`fatal: invalid regexp: ${(error as Error).message}: /${source}/`);
      }
      this.regexes.set(source, re);
    }
    return re;
  }

  // --- variables

  private slot(name: string): Slot {
    const f = this.frame?.locals;
    return f?.has(name) === true ? f.get(name) : this.globals.get(name);
  }
  private setSlot(name: string, v: Slot): void {
    const f = this.frame?.locals;
    if (f?.has(name) === true) f.set(name, v);
    else this.globals.set(name, v);
  }
  getVar(name: string): Value {
    if (name === 'NF') {
      this.splitRecord();
      return this.fields.length - 1;
    }
    if (name === 'NR') return this.nr;
    if (name === 'FNR') return this.fnr;
    const v = this.slot(name);
    if (v instanceof Map) throw new RuntimeError(`fatal: attempt to use array \`${name}' in a scalar context`);
    return v ?? new Strnum('');
  }
  setVar(name: string, v: Value): void {
    if (name === 'NF') {
      this.splitRecord();
      const n = Math.max(0, Math.trunc(this.num(v)));
      this.fields.length = Math.min(this.fields.length, n + 1);
      while (this.fields.length <= n) this.fields.push('');
      this.recordStale = true;
      return;
    }
    if (name === 'NR') this.nr = this.num(v);
    if (name === 'FNR') this.fnr = this.num(v);
    if (this.slot(name) instanceof Map)
      throw new RuntimeError(`fatal: attempt to use array \`${name}' in a scalar context`);
    this.setSlot(name, v);
  }
  private array(name: string): Arr {
    const v = this.slot(name);
    if (v instanceof Map) return v;
    if (v !== undefined && !(v instanceof Strnum && v.s === ''))
      throw new RuntimeError(`fatal: attempt to use scalar \`${name}' as an array`);
    const made: Arr = new Map();
    this.setSlot(name, made);
    return made;
  }

  // --- record and fields

  private setRecord(text: string): void {
    this.record = text;
    this.fieldsStale = true;
    this.recordStale = false;
  }
  splitText(text: string, fs: string): string[] {
    if (text === '') return [];
    if (fs === ' ') return text.trim() === '' ? [] : text.replace(/^[ \t\n]+|[ \t\n]+$/g, '').split(/[ \t\n]+/);
    if (fs === '') return [...text];
    if (fs.length === 1 && fs !== '\\') return text.split(fs === '|' || !/[.*+?^$()[\]{}]/.test(fs) ? fs : fs);
    return splitBy(text, this.regex(fs).source);
  }
  private splitRecord(): void {
    if (!this.fieldsStale) return;
    this.fieldsStale = false;
    const fs = this.str(this.getVar('FS'));
    this.fields = [
      new Strnum(this.record),
      ...this.splitText(this.record, this.str(this.getVar('RS')) === '' && fs === ' ' ? ' ' : fs).map(
        (x) => new Strnum(x),
      ),
    ];
  }
  getField(n: number): Value {
    if (n < 0) throw new RuntimeError(`fatal: attempt to access field ${n}`);
    if (n === 0) {
      if (this.recordStale) {
        this.record = this.fields
          .slice(1)
          .map((f) => this.str(f))
          .join(this.str(this.getVar('OFS')));
        this.recordStale = false;
      }
      return new Strnum(this.record);
    }
    this.splitRecord();
    return this.fields[n] ?? new Strnum('');
  }
  private setField(n: number, v: Value): void {
    if (n < 0) throw new RuntimeError(`fatal: attempt to access field ${n}`);
    if (n === 0) return this.setRecord(this.str(v));
    this.splitRecord();
    while (this.fields.length <= n) this.fields.push('');
    this.fields[n] = v;
    this.recordStale = true;
  }

  // --- expressions

  private *subscript(subs: readonly Expr[]): Task<string> {
    const parts: string[] = [];
    for (const s of subs) parts.push(this.str(yield* this.eval(s)));
    return parts.join(this.str(this.getVar('SUBSEP')));
  }
  private *assignTo(to: Expr, v: Value): Task<Value> {
    if (to.t === 'var') this.setVar(to.name, v);
    else if (to.t === 'index') this.array(to.name).set(yield* this.subscript(to.subs), v);
    else if (to.t === 'field') this.setField(Math.trunc(this.num(yield* this.eval(to.e))), v);
    else if (to.t === 'group') yield* this.assignTo(to.e, v);
    return v;
  }
  private *pattern(e: Expr): Task<RegExp> {
    return this.regex(e.t === 're' ? e.v : this.str(yield* this.eval(e)));
  }

  *eval(e: Expr): Task<Value> {
    switch (e.t) {
      case 'num':
        return e.v;
      case 'str':
        return e.v;
      case 're':
        return this.regex(e.v).test(this.str(this.getField(0))) ? 1 : 0;
      case 'var':
        return this.getVar(e.name);
      case 'group':
        return yield* this.eval(e.e);
      case 'field':
        return this.getField(Math.trunc(this.num(yield* this.eval(e.e))));
      case 'index': {
        const a = this.array(e.name);
        const key = yield* this.subscript(e.subs);
        const v = a.get(key);
        if (v !== undefined) return v;
        a.set(key, new Strnum(''));
        return new Strnum('');
      }
      case 'list': {
        let text = '';
        for (const [i, x] of e.items.entries())
          text += (i > 0 ? this.str(this.getVar('SUBSEP')) : '') + this.str(yield* this.eval(x));
        return text;
      }
      case 'assign': {
        if (e.op === '') {
          const v = yield* this.eval(e.e);
          return yield* this.assignTo(e.to, v);
        }
        const right = this.num(yield* this.eval(e.e));
        const left = this.num(yield* this.eval(e.to));
        return yield* this.assignTo(e.to, this.arith(e.op, left, right));
      }
      case 'cond':
        return this.truth(yield* this.eval(e.c)) ? yield* this.eval(e.a) : yield* this.eval(e.b);
      case 'and':
        return this.truth(yield* this.eval(e.a)) && this.truth(yield* this.eval(e.b)) ? 1 : 0;
      case 'or':
        return this.truth(yield* this.eval(e.a)) || this.truth(yield* this.eval(e.b)) ? 1 : 0;
      case 'match':
        return (yield* this.pattern(e.b)).test(this.str(yield* this.eval(e.a))) !== e.not ? 1 : 0;
      case 'in':
        return this.array(e.name).has(yield* this.subscript(e.subs)) ? 1 : 0;
      case 'un': {
        const v = yield* this.eval(e.e);
        return e.op === '!' ? (this.truth(v) ? 0 : 1) : e.op === '-' ? -this.num(v) : this.num(v);
      }
      case 'inc': {
        const old = this.num(yield* this.eval(e.to));
        yield* this.assignTo(e.to, old + e.by);
        return e.post ? old : old + e.by;
      }
      case 'bin': {
        const a = yield* this.eval(e.a);
        const b = yield* this.eval(e.b);
        if (e.op === ' ' || e.op === '' || e.op === 'cat') return this.str(a) + this.str(b);
        if (['<', '<=', '==', '!=', '>', '>='].includes(e.op)) {
          const c = this.compare(a, b);
          return ({ '<': c < 0, '<=': c <= 0, '==': c === 0, '!=': c !== 0, '>': c > 0, '>=': c >= 0 }[e.op] ?? false)
            ? 1
            : 0;
        }
        return this.arith(e.op, this.num(a), this.num(b));
      }
      case 'call':
        return yield* this.call(e.name, e.args);
      case 'builtin':
        return yield* this.builtin(e.name, e.args);
      case 'getline':
        return yield* this.getline(e);
    }
  }
  private arith(op: string, a: number, b: number): number {
    switch (op) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        if (b === 0) throw new RuntimeError('fatal: division by zero attempted');
        return a / b;
      case '%':
        if (b === 0) throw new RuntimeError("fatal: division by zero attempted in `%'");
        return a % b;
      case '^':
      case '**':
        return a ** b;
      default:
        throw new RuntimeError(`fatal: drydock: operator ${op} is not simulated`);
    }
  }

  private depth = 0;
  private *call(name: string, args: readonly Expr[]): Task<Value> {
    const f: Func | undefined = this.program.functions.get(name);
    if (f === undefined) throw new RuntimeError(`fatal: function \`${name}' not defined`);
    if (++this.depth > 400) throw new RuntimeError('fatal: function call nesting is too deep');
    const locals = new Map<string, Slot>();
    const untyped: { param: string; name: string }[] = [];
    for (const [i, param] of f.params.entries()) {
      const a = args[i];
      if (a === undefined) locals.set(param, undefined);
      else if (a.t === 'var' && !['NF', 'NR', 'FNR'].includes(a.name)) {
        const v = this.slot(a.name);
        locals.set(param, v);
        if (v === undefined) untyped.push({ param, name: a.name });
      } else locals.set(param, yield* this.eval(a));
    }
    const saved = this.frame;
    this.frame = { locals };
    try {
      yield* this.exec(f.body);
      return new Strnum('');
    } catch (error) {
      if (error instanceof ReturnValue) return error.value;
      throw error;
    } finally {
      this.depth--;
      this.frame = saved;
      for (const u of untyped) {
        const v = locals.get(u.param);
        if (v instanceof Map && this.slot(u.name) === undefined) this.setSlot(u.name, v);
      }
    }
  }

  private *builtin(name: string, args: readonly Expr[]): Task<Value> {
    const value = function* (this: Awk, i: number): Task<Value> {
      return args[i] === undefined ? '' : yield* this.eval(args[i]);
    }.bind(this);
    const text = function* (this: Awk, i: number): Task<string> {
      return this.str(yield* value(i));
    }.bind(this);
    const number = function* (this: Awk, i: number): Task<number> {
      return this.num(yield* value(i));
    }.bind(this);
    switch (name) {
      case 'length': {
        if (args.length === 0) return [...this.str(this.getField(0))].length;
        const a = args[0]!;
        if (a.t === 'var') {
          const v = this.slot(a.name);
          if (v instanceof Map) return v.size;
        }
        return [...(yield* text(0))].length;
      }
      case 'substr': {
        const s = [...(yield* text(0))];
        let from = Math.round(yield* number(1));
        let len = args[2] === undefined ? Infinity : Math.round(yield* number(2));
        if (from < 1) {
          len += from - 1;
          from = 1;
        }
        return len <= 0 ? '' : s.slice(from - 1, len === Infinity ? undefined : from - 1 + len).join('');
      }
      case 'index':
        return (yield* text(0)).indexOf(yield* text(1)) + 1;
      case 'split': {
        const s = yield* text(0);
        const target = args[1]!;
        const fs =
          args[2] === undefined ? this.str(this.getVar('FS')) : args[2].t === 're' ? args[2].v : yield* text(2);
        const parts =
          args[2]?.t === 're' && args[2].v.length === 1 && args[2].v !== ' '
            ? s === ''
              ? []
              : splitBy(s, this.regex(args[2].v).source)
            : this.splitText(s, fs);
        if (target.t !== 'var') throw new RuntimeError('fatal: split: second argument is not an array');
        const a = this.array(target.name);
        a.clear();
        parts.forEach((x, i) => a.set(String(i + 1), new Strnum(x)));
        return parts.length;
      }
      case 'sub':
      case 'gsub': {
        const re = yield* this.pattern(args[0]!);
        const by = yield* text(1);
        const target: Expr = args[2] ?? { t: 'field', e: { t: 'num', v: 0 } };
        const s = this.str(yield* this.eval(target));
        let n = 0;
        const replaced = s.replace(compile(re.source, name === 'gsub' ? 'gu' : 'u'), (m) => {
          n++;
          return by.replace(/\\\\&|\\&|&|\\\\/g, (x) =>
            x === '&' ? m : x === '\\&' ? '&' : x === '\\\\&' ? `\\${m}` : '\\',
          );
        });
        if (n > 0) yield* this.assignTo(target, replaced);
        return n;
      }
      case 'gensub': {
        const re = yield* this.pattern(args[0]!);
        const by = yield* text(1);
        const how = yield* text(2);
        const s = args[3] === undefined ? this.str(this.getField(0)) : yield* text(3);
        let n = 0;
        return s.replace(compile(re.source, 'gu'), (m: string, ...rest: unknown[]) => {
          n++;
          if (!/^[gG]/.test(how) && n !== Number(how)) return m;
          return by.replace(/\\(\d)|&|\\&/g, (x, d: string | undefined) =>
            d !== undefined ? (d === '0' ? m : String(rest[Number(d) - 1] ?? '')) : x === '&' ? m : '&',
          );
        });
      }
      case 'match': {
        const s = yield* text(0);
        const m = (yield* this.pattern(args[1]!)).exec(s);
        this.setVar('RSTART', m === null ? 0 : [...s.slice(0, m.index)].length + 1);
        this.setVar('RLENGTH', m === null ? -1 : [...m[0]].length);
        if (args[2]?.t === 'var') {
          const a = this.array(args[2].name);
          a.clear();
          m?.forEach((x, i) => a.set(String(i), new Strnum(x ?? '')));
        }
        return this.num(this.getVar('RSTART'));
      }
      case 'sprintf':
        return yield* this.format(args);
      case 'tolower':
        return (yield* text(0)).toLowerCase();
      case 'toupper':
        return (yield* text(0)).toUpperCase();
      case 'sin':
        return Math.sin(yield* number(0));
      case 'cos':
        return Math.cos(yield* number(0));
      case 'atan2':
        return Math.atan2(yield* number(0), yield* number(1));
      case 'exp':
        return Math.exp(yield* number(0));
      case 'log':
        return Math.log(yield* number(0));
      case 'sqrt':
        return Math.sqrt(yield* number(0));
      case 'int':
        return Math.trunc(yield* number(0));
      case 'rand': {
        this.random = (Math.imul(this.random, 1103515245) + 12345) >>> 0;
        return this.random / 2 ** 32;
      }
      case 'srand': {
        const old = this.seed;
        this.seed = args.length === 0 ? Math.floor(this.p.kernel.now / 1000) : yield* number(0);
        this.random = (this.seed * 2654435761) >>> 0;
        return old;
      }
      case 'systime':
        return Math.floor(this.p.kernel.now / 1000);
      case 'strftime':
        return strftime(
          args.length === 0 ? '%a %b %e %H:%M:%S UTC %Y' : yield* text(0),
          args[1] === undefined ? this.p.kernel.now : (yield* number(1)) * 1000,
        );
      case 'mktime': {
        const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = (yield* text(0)).split(/\s+/).map(Number);
        return Date.UTC(y, mo - 1, d, h, mi, s) / 1000;
      }
      case 'and':
        return Number(BigInt(Math.trunc(yield* number(0))) & BigInt(Math.trunc(yield* number(1))));
      case 'or':
        return Number(BigInt(Math.trunc(yield* number(0))) | BigInt(Math.trunc(yield* number(1))));
      case 'xor':
        return Number(BigInt(Math.trunc(yield* number(0))) ^ BigInt(Math.trunc(yield* number(1))));
      case 'lshift':
        return (yield* number(0)) * 2 ** (yield* number(1));
      case 'rshift':
        return Math.floor((yield* number(0)) / 2 ** (yield* number(1)));
      case 'strtonum': {
        const s = yield* text(0);
        return /^0x/i.test(s) ? parseInt(s, 16) : /^0\d/.test(s) ? parseInt(s, 8) : this.num(s);
      }
      case 'asort':
      case 'asorti': {
        const a = args[0];
        if (a?.t !== 'var') throw new RuntimeError(`fatal: ${name}: first argument not an array`);
        const source = this.array(a.name);
        const values = (name === 'asorti' ? [...source.keys()] : [...source.values()]).sort((x, y) =>
          this.compare(x, y),
        );
        const target = args[1]?.t === 'var' ? this.array(args[1].name) : source;
        target.clear();
        values.forEach((v, i) => target.set(String(i + 1), v));
        return values.length;
      }
      case 'system': {
        yield* this.flushAll();
        const sh = this.p.which('sh');
        if (sh === undefined) return 127;
        return yield* this.p.wait(this.p.spawn(sh, ['sh', '-c', yield* text(0)]));
      }
      case 'close': {
        const key = yield* text(0);
        const o = this.outputs.get(key);
        const i = this.inputs.get(key);
        this.outputs.delete(key);
        this.inputs.delete(key);
        return o !== undefined ? yield* o.close() : i !== undefined ? yield* i.close() : -1;
      }
      case 'fflush':
        yield* this.flushAll();
        return 0;
      default:
        throw new RuntimeError(`fatal: drydock: function ${name} is not simulated`);
    }
  }

  private *format(args: readonly Expr[]): Task<string> {
    const [f, ...rest] = args;
    const format = f === undefined ? '' : this.str(yield* this.eval(f));
    const values: Value[] = [];
    for (const a of rest) values.push(yield* this.eval(a));
    let i = 0;
    return format.replace(
      /%%|%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z])|%/g,
      (
        all,
        flags: string | undefined,
        width: string | undefined,
        precision: string | undefined,
        c: string | undefined,
      ) => {
        if (all === '%%') return '%';
        if (c === undefined) return all;
        const take = (): Value => {
          if (i >= values.length) throw new RuntimeError('fatal: not enough arguments to satisfy format string');
          return values[i++]!;
        };
        const w = width === '*' ? String(Math.trunc(this.num(take()))) : (width ?? '');
        const pr = precision === '*' ? String(Math.trunc(this.num(take()))) : precision;
        const dot = all.includes('.') ? `.${pr ?? ''}` : '';
        const v = take();
        if (c === 'c') {
          const s = typeof v === 'number' ? charOf(v) : this.str(v).slice(0, 1);
          return flags!.includes('-') ? s.padEnd(Number(w || 0)) : s.padStart(Number(w || 0));
        }
        if (c === 's') {
          let s = this.str(v);
          if (dot !== '') s = [...s].slice(0, Number(pr ?? 0)).join('');
          const n = Math.abs(Number(w || 0));
          return flags!.includes('-') || w.startsWith('-') ? s.padEnd(n) : s.padStart(n);
        }
        const n = this.num(v);
        if ('diouxX'.includes(c))
          return decode(
            formatPrintf(
              `%${flags}${w}${dot}${c === 'i' ? 'd' : c}`,
              [BigInt(Number.isFinite(n) ? Math.trunc(n) : 0).toString()],
              0,
            ).bytes,
          );
        return decode(formatPrintf(`%${flags}${w}${dot}${c}`, [String(n)], 0).bytes);
      },
    );
  }

  // --- input

  private separator(): { end: string; paragraphs: boolean; re: RegExp | undefined } {
    const rs = this.str(this.getVar('RS'));
    return { end: rs === '' ? '\n' : rs, paragraphs: rs === '', re: rs.length > 1 ? this.regex(rs) : undefined };
  }
  private pending: string[] | undefined;

  private *readFrom(source: { lines: Lines; fd?: number }): Task<string | undefined> {
    const { paragraphs, re } = this.separator();
    if (re !== undefined || (this.str(this.getVar('RS')).length === 1 && this.str(this.getVar('RS')) !== '\n')) {
      if (this.pending === undefined) {
        let text = '';
        for (let l = yield* source.lines.next(); l !== undefined; l = yield* source.lines.next())
          text += l + (source.lines.ended ? '\n' : '');
        const rs = this.str(this.getVar('RS'));
        this.pending = re !== undefined ? splitBy(text, re.source) : text.split(rs);
        if (this.pending.at(-1) === '' || (this.pending.at(-1) === '\n' && re !== undefined)) this.pending.pop();
      }
      const r = this.pending.shift();
      if (r === undefined) this.pending = undefined;
      return r;
    }
    if (!paragraphs) return source.lines.take() ?? (yield* source.lines.next());
    let line = yield* source.lines.next();
    while (line === '') line = yield* source.lines.next();
    if (line === undefined) return undefined;
    const out = [line];
    for (line = yield* source.lines.next(); line !== undefined && line !== ''; line = yield* source.lines.next())
      out.push(line);
    return out.join('\n');
  }

  private *nextFile(): Task<boolean> {
    this.main?.close();
    this.main = undefined;
    const argc = Math.trunc(this.num(this.getVar('ARGC')));
    const argv = this.array('ARGV');
    for (;;) {
      this.argIndex++;
      let path: string;
      if (this.argIndex >= argc) {
        if (this.usedFile) return false;
        path = '-';
      } else {
        path = this.str(argv.get(String(this.argIndex)) ?? '');
        if (path === '') continue;
        const m = /^([A-Za-z_]\w*)=(.*)$/s.exec(path);
        if (m !== null) {
          this.setVar(m[1]!, new Strnum(unescapeString(m[2]!)));
          continue;
        }
      }
      this.usedFile = true;
      try {
        const input = yield* openInput(this.p, path);
        this.main = { lines: new Lines(this.p, input.fd, 10, this.out), close: () => input.close() };
        this.globals.set('FILENAME', path === '-' ? '' : path);
        this.fnr = 0;
        return true;
      } catch (error) {
        const why = reason(error);
        yield* this.out.complain(
          this.p.busybox
            ? `${path}: ${why}`
            : `warning: command line argument \`${path}' cannot be opened for reading: ${why}`.replace(
                /^warning.*$/,
                `fatal: cannot open file \`${path}' for reading: ${why}`,
              ),
        );
        this.status = 2;
        if (this.p.busybox) throw new ExitAwk(2);
      }
    }
  }
  private usedFile = false;
  status = 0;

  private *nextRecord(): Task<string | undefined> {
    for (;;) {
      if (this.main === undefined && !(yield* this.nextFile())) return undefined;
      const r = yield* this.readFrom(this.main!);
      if (r !== undefined) return r;
      this.main!.close();
      this.main = undefined;
      if (this.argIndex >= Math.trunc(this.num(this.getVar('ARGC')))) return undefined;
    }
  }

  private *getline(e: Extract<Expr, { t: 'getline' }>): Task<Value> {
    if (e.kind === 'main') {
      const r = yield* this.nextRecord();
      if (r === undefined) return 0;
      this.nr++;
      this.fnr++;
      if (e.to === undefined) this.setRecord(r);
      else yield* this.assignTo(e.to, new Strnum(r));
      return 1;
    }
    const key = this.str(yield* this.eval(e.from!));
    let input = this.inputs.get(key);
    if (input === undefined) {
      const { p } = this;
      if (e.kind === 'file') {
        try {
          const opened = yield* openInput(p, key);
          input = {
            lines: new Lines(p, opened.fd, 10, this.out),
            *close() {
              opened.close();
              return 0;
            },
          };
        } catch (error) {
          if (!(error instanceof FsError)) throw error;
          return -1;
        }
      } else {
        yield* this.flushAll();
        const { reader, writer } = p.pipe();
        const sh = p.which('sh') ?? '/bin/sh';
        const child = p.kernel.fork(
          p,
          (c) => {
            c.setFd(1, writer.retain());
            return c.exec(sh, ['sh', '-c', key]);
          },
          p.argv,
        );
        writer.release();
        const fd = p.freeFd();
        p.setFd(fd, reader);
        input = {
          lines: new Lines(p, fd, 10, this.out),
          *close() {
            p.closeFd(fd);
            return yield* p.wait(child);
          },
        };
      }
      this.inputs.set(key, input);
    }
    const r = yield* this.readFrom(input);
    if (r === undefined) return 0;
    if (e.kind === 'cmd') this.nr++;
    if (e.to === undefined) this.setRecord(r);
    else yield* this.assignTo(e.to, new Strnum(r));
    return 1;
  }

  // --- output

  private *flushAll(): Task {
    yield* this.out.flush();
  }
  private *target(kind: '>' | '>>' | '|', name: string): Task<OutputStream> {
    const known = this.outputs.get(name);
    if (known !== undefined) return known;
    const { p, out } = this;
    let stream: OutputStream;
    if (kind !== '|' && (name === '/dev/stdout' || name === '-')) {
      stream = {
        *write(t) {
          out.put(t);
          yield* out.breathe();
        },
        *close() {
          return 0;
        },
      };
    } else if (kind !== '|' && name === '/dev/stderr') {
      stream = {
        *write(t) {
          yield* out.flush();
          yield* p.eprint(t);
        },
        *close() {
          return 0;
        },
      };
    } else if (kind === '|') {
      yield* out.flush();
      const { reader, writer } = p.pipe();
      const sh = p.which('sh') ?? '/bin/sh';
      const child = p.kernel.fork(
        p,
        (c) => {
          c.setFd(0, reader.retain());
          for (const n of [...c.fds.keys()]) if (n > 2) c.closeFd(n);
          return c.exec(sh, ['sh', '-c', name]);
        },
        p.argv,
      );
      reader.release();
      const fd = p.freeFd();
      p.setFd(fd, writer);
      stream = {
        *write(t) {
          yield* p.write(fd, encodeText(t));
        },
        *close() {
          p.closeFd(fd);
          return yield* p.wait(child);
        },
      };
    } else {
      let fd: number;
      try {
        fd = yield* p.open(name, {
          write: true,
          create: true,
          ...(kind === '>' ? { truncate: true } : { append: true }),
        });
      } catch (error) {
        throw new RuntimeError(`fatal: cannot redirect to \`${name}': ${reason(error)}`);
      }
      stream = {
        *write(t) {
          yield* p.write(fd, encodeText(t));
        },
        *close() {
          p.closeFd(fd);
          return 0;
        },
      };
    }
    this.outputs.set(name, stream);
    return stream;
  }

  // --- statements

  private steps = 0;
  *exec(s: Stat): Task {
    if (++this.steps % 500 === 0) yield* this.p.sleep(0);
    switch (s.t) {
      case 'block':
        for (const x of s.body) yield* this.exec(x);
        return;
      case 'expr':
        yield* this.eval(s.e);
        return;
      case 'print': {
        let text: string;
        if (s.format) text = yield* this.format(s.args);
        else if (s.args.length === 0) text = this.str(this.getField(0)) + this.str(this.getVar('ORS'));
        else {
          const parts: string[] = [];
          for (const a of s.args) parts.push(this.str(yield* this.eval(a), 'OFMT'));
          text = parts.join(this.str(this.getVar('OFS'))) + this.str(this.getVar('ORS'));
        }
        if (s.redirect === undefined) {
          this.out.put(text);
          yield* this.out.breathe();
        } else yield* (yield* this.target(s.redirect.kind, this.str(yield* this.eval(s.redirect.to)))).write(text);
        return;
      }
      case 'if':
        if (this.truth(yield* this.eval(s.c))) yield* this.exec(s.a);
        else if (s.b !== undefined) yield* this.exec(s.b);
        return;
      case 'while':
        while (this.truth(yield* this.eval(s.c))) if (!(yield* this.loopBody(s.body))) return;
        return;
      case 'do':
        do if (!(yield* this.loopBody(s.body))) return;
        while (this.truth(yield* this.eval(s.c)));
        return;
      case 'for':
        if (s.init !== undefined) yield* this.exec(s.init);
        while (s.c === undefined || this.truth(yield* this.eval(s.c))) {
          if (!(yield* this.loopBody(s.body))) return;
          if (s.step !== undefined) yield* this.exec(s.step);
        }
        return;
      case 'forin':
        for (const key of [...this.array(s.array).keys()]) {
          this.setVar(s.v, new Strnum(key));
          if (!(yield* this.loopBody(s.body))) return;
        }
        return;
      case 'break':
        throw new BreakLoop();
      case 'continue':
        throw new ContinueLoop();
      case 'next':
        throw new Next();
      case 'nextfile':
        throw new NextFile();
      case 'exit':
        throw new ExitAwk(s.e === undefined ? undefined : Math.trunc(this.num(yield* this.eval(s.e))));
      case 'return':
        throw new ReturnValue(s.e === undefined ? new Strnum('') : yield* this.eval(s.e));
      case 'delete':
        if (s.subs === undefined) this.array(s.name).clear();
        else this.array(s.name).delete(yield* this.subscript(s.subs));
    }
  }
  private *loopBody(body: Stat): Task<boolean> {
    try {
      yield* this.exec(body);
    } catch (error) {
      if (error instanceof BreakLoop) return false;
      if (!(error instanceof ContinueLoop)) throw error;
    }
    return true;
  }

  private *rules(): Task {
    for (const [i, r] of this.program.rules.entries()) {
      if (r.kind === 'BEGIN' || r.kind === 'END') continue;
      if (r.kind === 'pattern' && !this.truth(yield* this.eval(r.a!))) continue;
      if (r.kind === 'range') {
        if (!this.ranges.has(i)) {
          if (!this.truth(yield* this.eval(r.a!))) continue;
          this.ranges.add(i);
        }
        if (this.truth(yield* this.eval(r.b!))) this.ranges.delete(i);
      }
      if (r.body === undefined) {
        this.out.put(this.str(this.getField(0)) + this.str(this.getVar('ORS')));
        yield* this.out.breathe();
      } else yield* this.exec(r.body);
    }
  }

  *run(operands: readonly string[]): Task<number> {
    this.operands = [...operands];
    this.globals.set('ARGC', this.operands.length + 1);
    this.globals.set(
      'ARGV',
      new Map<string, Value>([
        ['0', 'awk'],
        ...this.operands.map((x, i): [string, Value] => [String(i + 1), new Strnum(x)]),
      ]),
    );
    let exited = false;
    const part = function* (this: Awk, kind: 'BEGIN' | 'END'): Task {
      for (const r of this.program.rules) {
        if (r.kind !== kind) continue;
        try {
          yield* this.exec(r.body!);
        } catch (error) {
          // there is no next record here, and nobody to return to: the rule ends
          if (!(error instanceof Next || error instanceof NextFile || error instanceof ReturnValue)) throw error;
        }
      }
    }.bind(this);
    try {
      yield* part('BEGIN');
      if (this.program.rules.some((r) => r.kind !== 'BEGIN')) {
        for (let r = yield* this.nextRecord(); r !== undefined; r = yield* this.nextRecord()) {
          this.nr++;
          this.fnr++;
          this.setRecord(r);
          try {
            yield* this.rules();
          } catch (error) {
            if (error instanceof NextFile) {
              this.main?.close();
              this.main = undefined;
            } else if (!(error instanceof Next || error instanceof ReturnValue)) throw error;
          }
        }
      }
    } catch (error) {
      if (!(error instanceof ExitAwk)) throw error;
      exited = true;
      this.status = error.status ?? this.status;
    }
    try {
      if (!exited || this.program.rules.some((r) => r.kind === 'END')) yield* part('END');
    } catch (error) {
      if (!(error instanceof ExitAwk)) throw error;
      this.status = error.status ?? this.status;
    }
    yield* this.out.flush();
    for (const o of this.outputs.values()) yield* o.close();
    return this.status & 255;
  }
}

export const awk = textProgram(function* (p, out) {
  const o = parseArgs(p, 'F:v:f:e:', { 'field-separator=': 'F', 'assign=': 'v', 'file=': 'f', 'source=': 'e' }, true);
  const rest = [...o.rest];
  let source = '';
  for (const f of o.all('f')) source += `${decodeText(yield* slurp(p, f))}\n`;
  for (const e of o.all('e')) source += `${e}\n`;
  if (!o.has('f') && !o.has('e')) {
    const first = rest.shift();
    if (first === undefined)
      throw new Usage(
        p.busybox ? 'missing program' : 'usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]',
        2,
      );
    source = first;
  }
  let program: AwkProgram;
  try {
    program = parseAwk(source, p.busybox);
  } catch (error) {
    if (!(error instanceof AwkError)) throw error;
    if (error instanceof Misplaced) throw new Failure(error.message, 2);
    throw new Failure(p.busybox ? `cmd. line:1: ${error.message}` : `cmd. line:1: ${error.message}`, p.busybox ? 1 : 1);
  }
  const machine = new Awk(p, out, program);
  if (o.has('F')) machine.setVar('FS', o.get('F') === 't' ? '\t' : unescapeString(o.get('F')!));
  for (const v of o.all('v')) {
    const eq = v.indexOf('=');
    if (eq <= 0) throw new Failure(`fatal: \`${v}' argument to \`-v' not in \`var=value' form`, 2);
    machine.setVar(v.slice(0, eq), new Strnum(unescapeString(v.slice(eq + 1))));
  }
  try {
    return yield* machine.run(rest);
  } catch (error) {
    if (error instanceof RuntimeError || error instanceof AwkError) {
      yield* out.complain(
        p.busybox ? `cmd. line:1: ${error.message.replace(/^fatal: /, '')}` : `cmd. line:1: ${error.message}`,
      );
      return 2;
    }
    throw error;
  }
}, 2);
