// The functions that awk brings: length, substr, gsub, sprintf and their like.

import { decode } from '../../fs/bytes.ts';
import type { Task } from '../../kernel/block.ts';
import { strftime, formatPrintf } from '../../shell/printf.ts';
import type { Expr } from './awk-tree.ts';
import { splitBy, compile } from './regex.ts';
import { AwkFiles } from './awk-files.ts';
import { type Value, RuntimeError, Strnum } from './awk-values.ts';

/** The character of a number for %c; the low byte where there is none. */
function charOf(n: number): string {
  const code = Math.trunc(n);
  if (code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
  return String.fromCharCode(Number.isFinite(code) ? Number(BigInt.asUintN(8, BigInt(code))) : 255);
}

/** The functions that awk brings. */
export abstract class AwkFunctions extends AwkFiles {
  protected abstract pattern(e: Expr): Task<RegExp>;

  private seed = 0;
  private random = 0x2545f491;

  protected *builtin(name: string, args: readonly Expr[]): Task<Value> {
    const value = function* (this: AwkFunctions, i: number): Task<Value> {
      return args[i] === undefined ? '' : yield* this.eval(args[i]);
    }.bind(this);
    const text = function* (this: AwkFunctions, i: number): Task<string> {
      return this.str(yield* value(i));
    }.bind(this);
    const number = function* (this: AwkFunctions, i: number): Task<number> {
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

  protected *format(args: readonly Expr[]): Task<string> {
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
}
