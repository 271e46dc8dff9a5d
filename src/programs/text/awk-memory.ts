// What a running awk program holds: variables, arrays, the record and its fields.

import { decode } from '../../fs/bytes.ts';
import type { Process } from '../../kernel/process.ts';
import { formatPrintf } from '../../shell/printf.ts';
import type { AwkProgram } from './awk-tree.ts';
import type { Out } from './io.ts';
import { compile, awkRegex, splitBy } from './regex.ts';
import { type Slot, type Value, Strnum, RuntimeError, type Arr } from './awk-values.ts';

const NUMERIC = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/;
const PREFIX = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/;

interface Frame {
  readonly locals: Map<string, Slot>;
}

/** What a running awk program holds: variables, arrays, the record and its fields. */
export abstract class AwkMemory {
  protected readonly globals = new Map<string, Slot>();
  protected frame: Frame | undefined;
  private fields: Value[] = [new Strnum('')];
  private record = '';
  private fieldsStale = false;
  private recordStale = false;
  protected nr = 0;
  protected fnr = 0;
  private readonly regexes = new Map<string, RegExp>();

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
  protected compare(a: Value, b: Value): number {
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

  protected slot(name: string): Slot {
    const f = this.frame?.locals;
    return f?.has(name) === true ? f.get(name) : this.globals.get(name);
  }
  protected setSlot(name: string, v: Slot): void {
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
  protected array(name: string): Arr {
    const v = this.slot(name);
    if (v instanceof Map) return v;
    if (v !== undefined && !(v instanceof Strnum && v.s === ''))
      throw new RuntimeError(`fatal: attempt to use scalar \`${name}' as an array`);
    const made: Arr = new Map();
    this.setSlot(name, made);
    return made;
  }

  // --- record and fields

  protected setRecord(text: string): void {
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
  protected setField(n: number, v: Value): void {
    if (n < 0) throw new RuntimeError(`fatal: attempt to access field ${n}`);
    if (n === 0) return this.setRecord(this.str(v));
    this.splitRecord();
    while (this.fields.length <= n) this.fields.push('');
    this.fields[n] = v;
    this.recordStale = true;
  }
}
