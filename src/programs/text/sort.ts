// sort, uniq and shuf: the order of lines, and which are the same.

import { byBytes } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { reason, Failure, parseArgs } from '../args.ts';
import { splitLines, decodeText, slurp, textProgram, encodeText, openInput, Lines } from './io.ts';

export function* allLines(p: Process, paths: readonly string[], end = '\n'): Task<string[]> {
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
export const human = (s: string): number => {
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

export const sort = textProgram(function* (p, out) {
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

export const uniq = textProgram(function* (p, out) {
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

export const shuf = textProgram(function* (p, out) {
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
