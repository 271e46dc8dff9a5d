// Programs over fields and characters: sort uniq cut tr paste join comm split fold expand unexpand column shuf.

import { byBytes } from '../../fs/tree.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure, humanSize, parseArgs, reason, Usage } from '../args.ts';
import { decodeText, eachInput, encodeText, Lines, openInput, type Out, slurp, splitLines, textProgram } from './io.ts';
import { split } from './split.ts';

function* allLines(p: Process, paths: readonly string[], end = '\n'): Task<string[]> {
  const out: string[] = [];
  for (const path of paths.length === 0 ? ['-'] : paths) {
    try {
      for (const line of splitLines(decodeText(yield* slurp(p, path)), end)) out.push(line);
    } catch (error) {
      const why = reason(error);
      throw new Failure(
        p.busybox
          ? `${path}: ${why}`
          : why === 'Is a directory'
            ? `read failed: ${path}: ${why}`
            : `cannot read: ${path}: ${why}`,
        2,
      );
    }
  }
  return out;
}

interface Key {
  from: [number, number];
  to: [number, number] | undefined;
  flags: string;
}

function parseKey(text: string): Key {
  const m = /^(\d+)(?:\.(\d+))?([bdfghinrMRV]*)(?:,(\d+)(?:\.(\d+))?([bdfghinrMRV]*))?$/.exec(text);
  if (m === null || m[1] === '0')
    throw new Failure(`invalid number at field start: invalid count at start of '${text}'`, 2);
  return {
    from: [Number(m[1]), Number(m[2] ?? 1)],
    to: m[4] === undefined ? undefined : [Number(m[4]), Number(m[5] ?? 0)],
    flags: m[3]! + (m[6] ?? ''),
  };
}

function keyText(line: string, k: Key, separator: string | undefined): string {
  const fields = separator === undefined ? (line.match(/\s*\S+|\s+$/g) ?? []) : line.split(separator);
  const glue = separator ?? '';
  const [f, c] = k.from;
  if (f > fields.length) return '';
  const tail = fields.slice(f - 1).join(glue);
  const start = k.flags.includes('b') ? tail.trimStart() : tail;
  if (k.to === undefined) return start.slice(c - 1);
  const [tf, tc] = k.to;
  const whole = fields.slice(f - 1, tf).join(glue);
  const cut =
    tc === 0
      ? whole
      : fields.slice(f - 1, tf - 1).join(glue) + (tf > f ? glue : '') + (fields[tf - 1] ?? '').slice(0, tc);
  return (k.flags.includes('b') ? cut.trimStart() : cut).slice(c - 1);
}

const leading = (s: string): number => Number(/^\s*(-?\d*\.?\d*)/.exec(s)?.[1] || 0) || 0;
const UNITS = 'KMGTPEZY';
const human = (s: string): number => {
  const m = /^\s*(-?\d+(?:\.\d+)?)([kKMGTPEZY]?)/.exec(s);
  return m === null ? 0 : Number(m[1]) * 1024 ** (m[2] === '' ? 0 : UNITS.indexOf(m[2]!.toUpperCase()) + 1);
};
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Order of versions: runs of digits count as numbers. */
export function versionOrder(a: string, b: string): number {
  const split = (s: string): string[] => s.match(/\d+|\D+/g) ?? [];
  const x = split(a);
  const y = split(b);
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const p = x[i] ?? '';
    const q = y[i] ?? '';
    const c = /^\d/.test(p) && /^\d/.test(q) ? Number(p) - Number(q) : byBytes(p, q);
    if (c !== 0) return c;
  }
  return 0;
}

function compareBy(flags: string): (a: string, b: string) => number {
  const clean = (s: string): string =>
    flags.includes('d') ? s.replace(/[^\w\s]/g, '') : flags.includes('i') ? s.replace(/[^ -~]/g, '') : s;
  const fold = (s: string): string => (flags.includes('f') ? clean(s).toUpperCase() : clean(s));
  const base = /n/.test(flags)
    ? (a: string, b: string): number => leading(a) - leading(b)
    : /g/.test(flags)
      ? (a: string, b: string): number => (parseFloat(a) || 0) - (parseFloat(b) || 0)
      : /h/.test(flags)
        ? (a: string, b: string): number => human(a) - human(b)
        : /V/.test(flags)
          ? versionOrder
          : /M/.test(flags)
            ? (a: string, b: string): number =>
                MONTHS.indexOf(a.trim().slice(0, 3).toUpperCase()) - MONTHS.indexOf(b.trim().slice(0, 3).toUpperCase())
            : (a: string, b: string): number => byBytes(fold(a), fold(b));
  return flags.includes('r') ? (a, b) => -base(a, b) : base;
}

const sort = textProgram(function* (p, out) {
  const o = parseArgs(p, 'bdfghinrRsuVMcCzmt:k:o:S:T:', {
    'ignore-leading-blanks': 'b',
    'dictionary-order': 'd',
    'ignore-case': 'f',
    'general-numeric-sort': 'g',
    'human-numeric-sort': 'h',
    'numeric-sort': 'n',
    reverse: 'r',
    'random-sort': 'R',
    stable: 's',
    unique: 'u',
    'version-sort': 'V',
    'month-sort': 'M',
    check: 'c',
    'zero-terminated': 'z',
    'field-separator=': 't',
    'key=': 'k',
    'output=': 'o',
    merge: 'm',
  });
  const end = o.has('z') ? '\0' : '\n';
  const global = [...'bdfghinrVMR'].filter((f) => o.has(f)).join('');
  const separator = o.has('t') ? (o.get('t') === '\\0' ? '\0' : o.get('t')) : undefined;
  if (separator !== undefined && [...separator].length !== 1)
    throw new Failure(separator === '' ? 'empty tab' : `multi-character tab '${separator}'`, 2);
  const keys = o.all('k').map(parseKey);
  const lines = yield* allLines(p, o.rest, end);
  const byKeys = keys.map((k) => ({ k, compare: compareBy(k.flags.replace('b', '') === '' ? global : k.flags) }));
  const whole = compareBy(global);
  const last = global.includes('r') ? (a: string, b: string): number => byBytes(b, a) : byBytes;
  const order = (a: string, b: string): number => {
    if (byKeys.length === 0) return whole(a, b);
    for (const { k, compare } of byKeys) {
      const c = compare(keyText(a, k, separator), keyText(b, k, separator));
      if (c !== 0) return c;
    }
    return 0;
  };
  if (o.has('c') || o.has('C')) {
    for (let i = 1; i < lines.length; i++) {
      const c = order(lines[i - 1]!, lines[i]!);
      if (c > 0 || (c === 0 && o.has('u'))) {
        if (o.has('c')) yield* out.complain(`${o.rest[0] ?? '-'}:${i + 1}: disorder: ${lines[i]}`);
        return 1;
      }
    }
    return 0;
  }
  let sorted = lines;
  if (o.has('R')) sorted = shuffled(p, lines);
  else sorted.sort((a, b) => order(a, b) || (o.has('s') || o.has('u') ? 0 : last(a, b)));
  if (o.has('u')) sorted = sorted.filter((l, i) => i === 0 || order(sorted[i - 1]!, l) !== 0);
  const text = sorted.map((l) => l + end).join('');
  if (o.has('o')) p.fs.writeFile(o.get('o')!, encodeText(text));
  else out.put(text);
  return 0;
}, 2);

function shuffled(p: Process, lines: readonly string[]): string[] {
  const list = [...lines];
  for (let i = list.length - 1; i > 0; i--) {
    const j = parseInt(p.kernel.random.hex(8), 16) % (i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

const uniq = textProgram(function* (p, out) {
  const o = parseArgs(p, 'cdDuif:s:w:z', {
    count: 'c',
    repeated: 'd',
    unique: 'u',
    'ignore-case': 'i',
    'skip-fields=': 'f',
    'skip-chars=': 's',
    'check-chars=': 'w',
    'all-repeated=?': 'D',
  });
  for (const [letter, what] of [
    ['f', 'fields to skip'],
    ['s', 'bytes to skip'],
    ['w', 'bytes to compare'],
  ] as const) {
    const n = o.get(letter);
    if (n !== undefined && !/^\d+$/.test(n))
      throw new Failure(p.busybox ? `invalid number '${n}'` : `${n}: invalid number of ${what}`);
  }
  const input = yield* openInput(p, o.rest[0] ?? '-');
  const lines = new Lines(p, input.fd, 10, out);
  const key = (line: string): string => {
    let s = line;
    // a field is blanks and what follows them
    for (let i = 0; s !== '' && i < Number(o.get('f') ?? 0); i++) s = s.replace(/^\s*\S*/, '');
    s = s.slice(Number(o.get('s') ?? 0));
    if (o.has('w')) s = s.slice(0, Number(o.get('w')));
    return o.has('i') ? s.toLowerCase() : s;
  };
  let group: string[] = [];
  let count = 0;
  const flush = (): void => {
    if (count === 0) return;
    if (o.has('D')) {
      if (count > 1) for (const l of group) out.put(`${l}\n`);
      return;
    }
    if ((o.has('d') && count < 2) || (o.has('u') && count > 1)) return;
    out.put(`${o.has('c') ? `${String(count).padStart(7)} ` : ''}${group[0]}\n`);
  };
  for (let line = yield* lines.next(); line !== undefined; line = lines.take() ?? (yield* lines.next())) {
    if (count > 0 && key(group[0]!) === key(line)) {
      count++;
      if (o.has('D')) group.push(line);
    } else {
      flush();
      group = [line];
      count = 1;
    }
    yield* out.breathe();
  }
  flush();
  input.close();
  return 0;
});

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

const CLASSES: Record<string, (c: number) => boolean> = {
  alpha: (c) => /[A-Za-z]/.test(String.fromCharCode(c)),
  digit: (c) => c >= 48 && c <= 57,
  alnum: (c) => /[A-Za-z0-9]/.test(String.fromCharCode(c)),
  upper: (c) => c >= 65 && c <= 90,
  lower: (c) => c >= 97 && c <= 122,
  space: (c) => c === 32 || (c >= 9 && c <= 13),
  blank: (c) => c === 32 || c === 9,
  punct: (c) => (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126),
  print: (c) => c >= 32 && c < 127,
  graph: (c) => c > 32 && c < 127,
  cntrl: (c) => c < 32 || c === 127,
  xdigit: (c) => /[0-9A-Fa-f]/.test(String.fromCharCode(c)),
};

/** Characters of a tr set. */
function setOf(text: string, length: number | undefined): string[] {
  const out: string[] = [];
  const chars = [...text];
  const take = (i: number): [string, number] => {
    if (chars[i] !== '\\' || i + 1 >= chars.length) return [chars[i]!, i + 1];
    const octal = /^[0-7]{1,3}/.exec(chars.slice(i + 1, i + 4).join(''));
    if (octal !== null) return [String.fromCharCode(parseInt(octal[0], 8)), i + 1 + octal[0].length];
    return [
      ({ n: '\n', t: '\t', r: '\r', '\\': '\\', a: '\x07', b: '\b', f: '\f', v: '\v' } as Record<string, string>)[
        chars[i + 1]!
      ] ?? chars[i + 1]!,
      i + 2,
    ];
  };
  for (let i = 0; i < chars.length;) {
    const cls = /^\[:(\w+):\]/.exec(chars.slice(i, i + 12).join(''));
    if (cls !== null && CLASSES[cls[1]!] !== undefined) {
      for (let c = 0; c < 128; c++) if (CLASSES[cls[1]!]!(c)) out.push(String.fromCharCode(c));
      i += cls[0].length;
      continue;
    }
    const repeat = /^\[(.)\*(\d*)\]/.exec(chars.slice(i, i + 12).join(''));
    if (repeat !== null) {
      const n = repeat[2] === '' || repeat[2] === '0' ? Math.max(0, (length ?? 0) - out.length) : Number(repeat[2]);
      for (let k = 0; k < n; k++) out.push(repeat[1]!);
      i += repeat[0].length;
      continue;
    }
    const [a, next] = take(i);
    if (chars[next] === '-' && next + 1 < chars.length) {
      const [b, after] = take(next + 1);
      const from = a.codePointAt(0)!;
      const to = b.codePointAt(0)!;
      if (to < from) throw new Failure(`range-endpoints of '${a}-${b}' are in reverse collating sequence order`);
      for (let c = from; c <= Math.min(to, from + 70_000); c++) out.push(String.fromCodePoint(c));
      i = after;
      continue;
    }
    out.push(a);
    i = next;
  }
  return out;
}

const tr = textProgram(function* (p, out) {
  const o = parseArgs(p, 'cCdst', { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' });
  const [first, second] = o.rest;
  const complement = o.has('c') || o.has('C');
  if (first === undefined) throw new Usage('missing operand');
  if (second === undefined && !o.has('d') && !o.has('s'))
    throw new Usage(`missing operand after '${first}'\nTwo strings must be given when translating.`);
  const set1 = setOf(first, undefined);
  const set2 = second === undefined ? [] : setOf(second, set1.length);
  const in1 = new Set(set1);
  const has1 = (c: string): boolean => in1.has(c) !== complement;
  if (second !== undefined && !o.has('d') && set2.length === 0)
    throw new Failure('when not truncating set1, string2 must be non-empty');
  const map = new Map<string, string>();
  if (!o.has('d') && second !== undefined && !complement)
    set1.forEach((c, i) => {
      if (o.has('t') && i >= set2.length) return;
      if (!map.has(c) || true) map.set(c, set2[Math.min(i, set2.length - 1)]!);
    });
  const squeeze = o.has('s') ? new Set(second === undefined ? [] : set2) : undefined;
  let last = '';
  for (;;) {
    yield* out.flush();
    const bytes = yield* p.read(0);
    if (bytes.length === 0) break;
    let text = '';
    for (const c of decodeText(bytes)) {
      let x = c;
      if (o.has('d')) {
        if (has1(c)) continue;
      } else if (second !== undefined) x = complement ? (in1.has(c) ? c : set2.at(-1)!) : (map.get(c) ?? c);
      if (squeeze !== undefined && x === last && (second === undefined ? has1(x) : squeeze.has(x))) continue;
      last = x;
      text += x;
    }
    out.put(text);
  }
  return 0;
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

function* mapLines(out: Out, paths: readonly string[], f: (line: string) => string): Task<number> {
  return yield* eachInput(out, paths, function* (input) {
    const lines = new Lines(out.p, input.fd, 10, out);
    for (let line = yield* lines.next(); line !== undefined; line = lines.take() ?? (yield* lines.next())) {
      out.put(f(line) + (lines.ended ? '\n' : ''));
      yield* out.breathe();
    }
  });
}

const fold = textProgram(function* (p, out) {
  const o = parseArgs(p, 'w:sb', { 'width=': 'w', spaces: 's', bytes: 'b' });
  const width = Number(o.get('w') ?? 80);
  if (!(width > 0)) throw new Failure(`invalid number of columns: '${o.get('w')}'`);
  return yield* mapLines(out, o.rest, (line) => {
    const parts: string[] = [];
    let rest = [...line];
    while (rest.length > width) {
      let n = width;
      if (o.has('s')) {
        const space = rest.slice(0, width).lastIndexOf(' ');
        if (space >= 0) n = space + 1;
      }
      parts.push(rest.slice(0, n).join(''));
      rest = rest.slice(n);
    }
    return [...parts, rest.join('')].join('\n');
  });
});

const fmt = textProgram(function* (p, out) {
  const o = parseArgs(p, 'w:su', { 'width=': 'w' });
  const width = Number(o.get('w') ?? 75);
  const text = (yield* allLines(p, o.rest)).join('\n');
  for (const [i, paragraph] of text.split(/\n\s*\n/).entries()) {
    if (i > 0) out.put('\n');
    let line = '';
    for (const word of paragraph.split(/\s+/).filter((w) => w !== '')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        out.put(`${line}\n`);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    if (line !== '') out.put(`${line}\n`);
  }
  return 0;
});

const expand = textProgram(function* (p, out) {
  const o = parseArgs(p, 't:i', { 'tabs=': 't', initial: 'i' });
  const tab = Number(o.get('t') ?? 8);
  return yield* mapLines(out, o.rest, (line) => {
    let column = 0;
    let text = '';
    for (const c of line) {
      const n = c === '\t' ? tab - (column % tab) : 1;
      text += c === '\t' ? ' '.repeat(n) : c;
      column += n;
    }
    return text;
  });
});

const unexpand = textProgram(function* (p, out) {
  const o = parseArgs(p, 't:a', { 'tabs=': 't', all: 'a' });
  const tab = Number(o.get('t') ?? 8);
  return yield* mapLines(out, o.rest, (line) =>
    line.replace(/^ +/, (s) => '\t'.repeat(Math.floor(s.length / tab)) + ' '.repeat(s.length % tab)),
  );
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

const shuf = textProgram(function* (p, out) {
  const o = parseArgs(p, 'en:i:rz', { echo: 'e', 'head-count=': 'n', 'input-range=': 'i', repeat: 'r' });
  const range = /^(\d+)-(\d+)$/.exec(o.get('i') ?? '');
  const list =
    range !== null
      ? Array.from({ length: Number(range[2]) - Number(range[1]) + 1 }, (_, i) => String(Number(range[1]) + i))
      : o.has('e')
        ? o.rest
        : yield* allLines(p, o.rest);
  const chosen = shuffled(p, list).slice(0, o.has('n') ? Number(o.get('n')) : undefined);
  out.put(chosen.map((l) => `${l}\n`).join(''));
  return 0;
});

const numfmt = textProgram(function* (p, out) {
  const o = parseArgs(p, 'd:', { 'to=': 'to', 'from=': 'from', 'field=': 'field', 'suffix=': 'suffix' });
  for (const word of o.rest.length > 0 ? o.rest : yield* allLines(p, [])) {
    const n = o.has('from') ? human(word) : Number(word);
    if (Number.isNaN(n)) throw new Failure(`invalid number: '${word}'`, 2);
    out.put(
      `${o.get('to') === undefined || o.get('to') === 'none' ? n : humanSize(n, o.get('to') === 'si' ? 1000 : 1024)}${o.get('suffix') ?? ''}\n`,
    );
  }
  return 0;
});

const dos2unix = textProgram(function* (p) {
  for (const path of p.args) p.fs.writeFile(path, encodeText(decodeText(p.fs.readFile(path)).replace(/\r\n/g, '\n')));
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
