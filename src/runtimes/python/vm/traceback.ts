// Tracebacks as Python prints them.

import type { Task } from '../../../kernel/block.ts';
import type { Code } from '../compile/code.ts';
import { lookup } from './attr.ts';
import { E, isSubclass } from './errors.ts';
import { LIBRARY } from './import.ts';
import { Cls, Dict, type Exc, List, Obj, Thrown, type Traceback } from './objects.ts';
import { fullName, str } from './repr.ts';
import { OP } from '../compile/ops.ts';
import { R } from './vm.ts';

interface Entry {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly text: string | undefined;
  readonly carets: string | undefined;
}

/** The line of marks under a source line: `^`, and `~` where an operator's operands are. Undefined when it would mark the whole line. */
function carets(code: Code, pc: number, raw: string): string | undefined {
  const { source } = code;
  const s = code.starts[pc >> 1]!,
    e = code.ends[pc >> 1]!;
  if (e <= s) return undefined;
  const line = source.line(s);
  const indent = raw.length - raw.trimStart().length;
  const text = raw.trimEnd();
  const from = source.column(s);
  const to = source.line(e) === line ? source.column(e) : text.length;
  if (from < indent || to <= from) return undefined;
  const whole = from === indent && to >= text.length;
  const segment = raw.slice(from, to);
  let marks = '^'.repeat(to - from);
  if (source.line(e) === line) {
    const op = code.ops[pc];
    if (op === OP.BINARY || op === OP.INPLACE) {
      const at = operatorAt(segment);
      if (at === undefined && whole) return undefined;
      if (at !== undefined)
        marks = '~'.repeat(at.at) + '^'.repeat(at.length) + '~'.repeat(to - from - at.at - at.length);
    } else if (op === OP.SUBSCR) {
      const at = bracketAt(segment);
      if (at === undefined && whole) return undefined;
      if (at !== undefined) marks = '~'.repeat(at) + '^'.repeat(to - from - at);
    } else if (whole) return undefined;
  } else if (whole) return undefined;
  return ' '.repeat(from - indent) + marks;
}
/** The top operator of a binary expression's text. */
function operatorAt(text: string): { at: number; length: number } | undefined {
  let depth = 0,
    quote = '';
  let best: { at: number; length: number; level: number } | undefined;
  let operand = false;
  const LEVELS: Record<string, number> = {
    '|': 1,
    '^': 2,
    '&': 3,
    '<<': 4,
    '>>': 4,
    '+': 5,
    '-': 5,
    '*': 6,
    '/': 6,
    '//': 6,
    '%': 6,
    '@': 6,
    '**': 7,
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
      continue;
    }
    if (c === '"' || c === "'") {
      quote = c;
      operand = true;
    } else if ('([{'.includes(c)) {
      depth++;
    } else if (')]}'.includes(c)) {
      depth--;
      operand = true;
    } else if (depth === 0 && LEVELS[c] !== undefined) {
      const two = text.slice(i, i + 2);
      const op = LEVELS[two] !== undefined ? two : c;
      if (operand) {
        const level = LEVELS[op]!;
        if (best === undefined || (level <= best.level && op !== '**') || level < best.level)
          best = { at: i, length: op.length, level };
        operand = false;
      }
      i += op.length - 1;
    } else if (/\S/.test(c)) operand = true;
  }
  return best;
}
/** Where the last subscript of a text begins. */
function bracketAt(text: string): number | undefined {
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const c = text[i]!;
    if (c === ']' || c === ')' || c === '}') depth++;
    else if (c === '[' || c === '(' || c === '{') {
      depth--;
      if (depth === 0) return c === '[' ? i : undefined;
    }
  }
  return undefined;
}

export function entries(tb: Traceback | null): Entry[] {
  const out: Entry[] = [];
  for (let t = tb; t !== null; t = t.next) {
    const { code } = t.frame;
    const line = code.lineAt(t.pc);
    const { file } = code.source;
    // texts that are no files are kept since 3.13 only
    const kept = !(file === '<string>' || file === '<stdin>') || !/^3\.(\d|1[0-2])\./.test(R.vm.version);
    const raw = kept ? code.source.lineText(line) : undefined;
    out.push({
      file: code.source.file,
      line,
      name: code.name === '<module>' ? '<module>' : code.name,
      text: raw?.trim(),
      carets: raw === undefined ? undefined : carets(code, t.pc, raw),
    });
  }
  return out;
}
export function formatEntries(list: readonly Entry[]): string[] {
  const out: string[] = [];
  let same = 0;
  let last: Entry | undefined;
  const flush = (): void => {
    if (same > 3) out.push(`  [Previous line repeated ${same - 3} more time${same - 3 === 1 ? '' : 's'}]\n`);
  };
  for (const e of list) {
    if (last !== undefined && last.file === e.file && last.line === e.line && last.name === e.name) same++;
    else {
      flush();
      same = 1;
      last = e;
    }
    if (same > 3) continue;
    let s = `  File "${e.file}", line ${e.line}, in ${e.name}\n`;
    if (e.text !== undefined && e.text !== '')
      s += `    ${e.text}\n${e.carets === undefined ? '' : `    ${e.carets}\n`}`;
    out.push(s);
  }
  flush();
  return out;
}

function distance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) * 2 > max) return max + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i * 2);
  for (let i = 1; i <= a.length; i++) {
    const next = [i * 2];
    for (let j = 1; j <= b.length; j++) {
      const x = a[i - 1]!,
        y = b[j - 1]!;
      const cost = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 1 : 2;
      next.push(Math.min(row[j - 1]! + cost, row[j]! + 2, next[j - 1]! + 2));
    }
    row = next;
  }
  return row[b.length]!;
}
function closest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined,
    bestD = Infinity;
  for (const n of names) {
    if (n === name || n === '') continue;
    const max = Math.floor(((name.length + n.length + 3) * 2) / 6);
    const d = distance(name, n, Math.min(max, bestD));
    if (d <= max && d < bestD) {
      best = n;
      bestD = d;
    }
  }
  return best;
}
/** `. Did you mean: 'x'?` of NameError, AttributeError and ImportError. */
function suggestion(exc: Exc): string {
  const name = exc.dict?.get('name');
  if (typeof name !== 'string') return '';
  if (isSubclass(exc.cls, E['NameError']!)) {
    let t = exc.tb;
    while (t !== null && t.next !== null) t = t.next;
    if (t === null) return '';
    const { frame } = t;
    const names = [
      ...frame.code.locals,
      ...[...(frame.names ?? frame.globals).m.keys()].map(String),
      ...[...frame.globals.m.keys()].map(String),
      ...[...frame.builtins.m.keys()].map(String),
    ];
    const best = closest(name, names);
    if (best !== undefined) return `. Did you mean: '${best}'?`;
    const std =
      LIBRARY.natives.has(name) ||
      LIBRARY.frozen.has(name) ||
      LIBRARY.frozen.has(`${name}/__init__`) ||
      LIBRARY.refused.has(name);
    return std ? `. Did you forget to import '${name}'?` : '';
  }
  if (isSubclass(exc.cls, E['AttributeError']!)) {
    const obj = exc.dict!.get('obj');
    if (obj === undefined) return '';
    const names = new Set<string>();
    if (obj instanceof Obj && obj.dict instanceof Dict) for (const k of obj.dict.m.keys()) names.add(String(k));
    const cls = obj instanceof Cls ? obj : obj instanceof Obj ? obj.cls : undefined;
    for (const c of cls?.mro ?? []) for (const k of c.ns.m.keys()) names.add(String(k));
    if (obj instanceof Obj && !(obj instanceof Cls) && obj.cls.layout === 'module')
      for (const k of [...names]) if (k.startsWith('__')) names.delete(k);
    const best = closest(name, names);
    return best === undefined ? '' : `. Did you mean: '${best}'?`;
  }
  return '';
}

/** The last lines: class and text of an exception, and where a SyntaxError is. */
export function* formatOnly(exc: Exc): Task<string> {
  const name = ['__main__', 'builtins'].includes(String(lookup(exc.cls, '__module__') ?? 'builtins'))
    ? exc.cls.qualname
    : fullName(exc.cls);
  if (isSubclass(exc.cls, E['SyntaxError']!) && typeof exc.dict?.get('lineno') === 'number')
    return `${syntaxPlace(exc)}${name}: ${String(exc.dict.get('msg'))}\n`;
  let text: string;
  try {
    text = yield* str(exc);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    text = '<exception str() failed>';
  }
  text += suggestion(exc);
  let out = text === '' ? `${name}\n` : `${name}: ${text}\n`;
  const notes = exc.dict?.get('__notes__');
  if (notes instanceof List) for (const n of notes.a) out += `${yield* str(n)}\n`;
  return out;
}
function syntaxPlace(exc: Exc): string {
  const d = exc.dict!;
  let out = `  File "${String(d.get('filename'))}", line ${String(d.get('lineno'))}\n`;
  const raw = d.get('text');
  if (typeof raw !== 'string' || raw.trim() === '') return out;
  const text = raw.replace(/\n$/, '');
  const trimmed = text.trimStart();
  const indent = text.length - trimmed.length;
  out += `    ${trimmed}\n`;
  const offset = (d.get('offset') as number) - 1 - indent;
  const end = d.get('end_offset') as number | null;
  const n = end === null || end === 0 || end === undefined ? 1 : Math.max(1, end - 1 - indent - offset);
  if (offset >= 0) out += `    ${' '.repeat(offset)}${'^'.repeat(n)}\n`;
  return out;
}

/** A whole report: causes and contexts first. */
export function* formatException(exc: Exc, chain = true, seen = new Set<Exc>()): Task<string> {
  seen.add(exc);
  let out = '';
  if (chain && exc.cause !== null && !seen.has(exc.cause))
    out += `${yield* formatException(exc.cause, chain, seen)}\nThe above exception was the direct cause of the following exception:\n\n`;
  else if (chain && exc.context !== null && !exc.suppress && !seen.has(exc.context))
    out += `${yield* formatException(exc.context, chain, seen)}\nDuring handling of the above exception, another exception occurred:\n\n`;
  if (exc.tb !== null) out += `Traceback (most recent call last):\n${formatEntries(entries(exc.tb)).join('')}`;
  return out + (yield* formatOnly(exc));
}
