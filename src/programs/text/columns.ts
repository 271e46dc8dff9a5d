// Programs over fields: cut paste join comm column; and the list of all that stand beside them.

import { byBytes } from '../../fs/tree.ts';
import type { Program } from '../../kernel/block.ts';
import { Usage, parseArgs, Failure } from '../args.ts';
import { textProgram, eachInput, Lines, splitLines, decodeText, slurp } from './io.ts';
import { split } from './split.ts';
import { allLines, sort, uniq, shuf } from './sort.ts';
import { tr } from './tr.ts';
import { fold, fmt, expand, unexpand, numfmt, dos2unix } from './fold.ts';

/** `1,3-5,7-` as a test over positions from 1, and the ranges in order. */
function ranges(text: string): [number, number][] {
  const list = text.split(/[,\s]/).map((part): [number, number] => {
    const m = /^(\d*)(-?)(\d*)$/.exec(part);
    if (m === null || part === '-' || part === '') throw new Usage(`invalid field range`);
    const from = m[1] === '' ? 1 : Number(m[1]);
    const to = m[2] === '' ? from : m[3] === '' ? Infinity : Number(m[3]);
    if (from === 0) throw new Usage('fields are numbered from 1');
    if (to < from) throw new Usage('invalid decreasing range');
    return [from, to];
  });
  return list.sort((a, b) => a[0] - b[0]);
}

const cut = textProgram(function* (p, out) {
  const o = parseArgs(p, 'b:c:d:f:nsz', {
    'bytes=': 'b',
    'characters=': 'c',
    'delimiter=': 'd',
    'fields=': 'f',
    'only-delimited': 's',
    complement: 'complement',
    'output-delimiter=': 'out',
  });
  const spec = o.get('f') ?? o.get('c') ?? o.get('b');
  if (spec === undefined) throw new Usage('you must specify a list of bytes, characters, or fields');
  const list = ranges(spec);
  const inside = (n: number): boolean => list.some(([a, b]) => n >= a && n <= b) !== o.has('complement');
  const delimiter = o.get('d') ?? '\t';
  if ([...delimiter].length > 1) throw new Usage('the delimiter must be a single character');
  const glue = o.get('out') ?? (o.has('f') ? delimiter : '');
  const one = (line: string): string | undefined => {
    if (!o.has('f')) {
      const chars = [...line];
      if (glue === '') return chars.filter((_, i) => inside(i + 1)).join('');
      return list
        .map(([a, b]) => chars.slice(a - 1, b).join(''))
        .filter((x) => x !== '')
        .join(glue);
    }
    if (delimiter !== '' && !line.includes(delimiter)) return o.has('s') ? undefined : line;
    return line
      .split(delimiter)
      .filter((_, i) => inside(i + 1))
      .join(glue);
  };
  return yield* eachInput(
    out,
    o.rest,
    function* (input) {
      const lines = new Lines(p, input.fd, 10, out);
      for (let line = yield* lines.next(); line !== undefined; line = lines.take() ?? (yield* lines.next())) {
        const text = one(line);
        if (text !== undefined) out.put(`${text}\n`);
        yield* out.breathe();
      }
    },
    p.busybox ? (path, why) => `${path}: ${why}` : undefined,
  );
});

const paste = textProgram(function* (p, out) {
  const o = parseArgs(p, 'd:sz', { 'delimiters=': 'd', serial: 's' });
  const delimiters = [...(o.get('d') ?? '\t').replace(/\\t/g, '\t').replace(/\\n/g, '\n').replace(/\\0/g, '\u0000')];
  const glue = (i: number): string => {
    const d = delimiters[i % Math.max(1, delimiters.length)] ?? '';
    return d === '\u0000' ? '' : d;
  };
  const paths = o.rest.length === 0 ? ['-'] : o.rest;
  const dashes = paths.filter((x) => x === '-').length;
  let stdin: string[] | undefined;
  const columns: string[][] = [];
  let seen = 0;
  for (const path of paths) {
    if (path === '-') {
      stdin ??= splitLines(decodeText(yield* p.readAll(0)));
      const k = seen++;
      columns.push(o.has('s') ? stdin : stdin.filter((_, i) => i % dashes === k));
    } else columns.push(splitLines(decodeText(yield* slurp(p, path))));
  }
  const join = (cells: readonly string[]): string => cells.map((c, i) => (i === 0 ? c : glue(i - 1) + c)).join('');
  if (o.has('s')) for (const c of columns) out.put(`${join(c)}\n`);
  else
    for (let r = 0; r < Math.max(0, ...columns.map((c) => c.length)); r++)
      out.put(`${join(columns.map((c) => c[r] ?? ''))}\n`);
  return 0;
});

const joinProgram = textProgram(function* (p, out) {
  const o = parseArgs(p, '1:2:j:t:a:v:e:o:i', {});
  const [a, b] = o.rest;
  if (a === undefined || b === undefined) throw new Usage('missing operand');
  const sep = o.get('t');
  const fields = (l: string): string[] => (sep === undefined ? l.trim().split(/\s+/) : l.split(sep));
  const k1 = Number(o.get('1') ?? o.get('j') ?? 1) - 1;
  const k2 = Number(o.get('2') ?? o.get('j') ?? 1) - 1;
  const left = (yield* allLines(p, [a])).map(fields);
  const right = (yield* allLines(p, [b])).map(fields);
  const glue = sep ?? ' ';
  const matchedRight = new Set<string[]>();
  const empty = o.get('e') ?? '';
  const show = (x: string[] | undefined, y: string[] | undefined): string => {
    const key = x?.[k1] ?? y?.[k2] ?? '';
    if (o.has('o'))
      return o
        .get('o')!
        .split(/[,\s]/)
        .map((s) => (s === '0' ? key : ((s[0] === '1' ? x : y)?.[Number(s.slice(2)) - 1] ?? empty)))
        .join(glue);
    return [key, ...(x?.filter((_, i) => i !== k1) ?? []), ...(y?.filter((_, i) => i !== k2) ?? [])].join(glue);
  };
  const byKey = new Map<string, string[][]>();
  for (const y of right) byKey.set(y[k2] ?? '', [...(byKey.get(y[k2] ?? '') ?? []), y]);
  for (const x of left) {
    const hits = byKey.get(x[k1] ?? '') ?? [];
    for (const y of hits) {
      matchedRight.add(y);
      if (!o.has('v')) out.put(`${show(x, y)}\n`);
    }
    if (hits.length === 0 && (o.all('a').includes('1') || o.all('v').includes('1'))) out.put(`${show(x, undefined)}\n`);
  }
  if (o.all('a').includes('2') || o.all('v').includes('2'))
    for (const y of right) if (!matchedRight.has(y)) out.put(`${show(undefined, y)}\n`);
  return 0;
});

const comm = textProgram(function* (p, out) {
  const o = parseArgs(p, '123', {});
  const [a, b] = o.rest;
  if (a === undefined || b === undefined) throw new Usage('missing operand');
  const x = yield* allLines(p, [a]);
  const y = yield* allLines(p, [b]);
  const t1 = o.has('1') ? undefined : '';
  const t2 = o.has('2') ? undefined : o.has('1') ? '' : '\t';
  const t3 = o.has('3') ? undefined : (o.has('1') ? '' : '\t') + (o.has('2') ? '' : '\t');
  for (let i = 0, j = 0; i < x.length || j < y.length;) {
    const c = i >= x.length ? 1 : j >= y.length ? -1 : byBytes(x[i]!, y[j]!);
    if (c === 0 && t3 !== undefined) out.put(`${t3}${x[i]}\n`);
    if (c < 0 && t1 !== undefined) out.put(`${t1}${x[i]}\n`);
    if (c > 0 && t2 !== undefined) out.put(`${t2}${y[j]}\n`);
    if (c <= 0) i++;
    if (c >= 0) j++;
  }
  return 0;
});

const column = textProgram(function* (p, out) {
  const o = parseArgs(p, 'ts:o:nc:x', { table: 't', 'separator=': 's', 'output-separator=': 'o' });
  const lines = (yield* allLines(p, o.rest)).filter((l) => l.trim() !== '');
  if (o.has('t')) {
    const rows = lines.map((l) =>
      o.has('s') ? l.split(new RegExp(`[${o.get('s')!.replace(/[\]\\^-]/g, '\\$&')}]`)) : l.trim().split(/\s+/),
    );
    const widths: number[] = [];
    for (const r of rows) r.forEach((c, i) => (widths[i] = Math.max(widths[i] ?? 0, [...c].length)));
    const glue = o.get('o') ?? '  ';
    for (const r of rows)
      out.put(`${r.map((c, i) => (i === r.length - 1 ? c : c + ' '.repeat(widths[i]! - [...c].length))).join(glue)}\n`);
    return 0;
  }
  const width = Math.max(0, ...lines.map((l) => l.length)) + 2;
  const wide = o.get('c');
  if (wide !== undefined && (!/^\d+$/.test(wide) || Number(wide) > 0xffffffff)) {
    throw new Failure(
      `invalid columns argument: '${wide}'${/^\d+$/.test(wide) ? ': Numerical result out of range' : ''}`,
    );
  }
  const cols = Math.max(1, Math.floor(Number(o.get('c') ?? p.getenv('COLUMNS') ?? 80) / width));
  const rows = Math.ceil(lines.length / cols);
  for (let r = 0; r < rows; r++)
    out.put(
      `${Array.from({ length: cols }, (_, c) => lines[c * rows + r] ?? '')
        .map((x) => x.padEnd(width))
        .join('')
        .trimEnd()}\n`,
    );
  return 0;
});

export const columns: Record<string, Program> = {
  sort,
  uniq,
  cut,
  tr,
  paste,
  join: joinProgram,
  comm,
  split,
  fold,
  fmt,
  expand,
  unexpand,
  column,
  shuf,
  numfmt,
  dos2unix,
};
