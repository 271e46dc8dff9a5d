// Programs over whole lines: cat tac nl tee wc rev yes; and the list of all.

import { type Task, preempt, type Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { parseArgs, Usage, Failure, reason } from '../args.ts';
import { type Out, type Input, textProgram, eachInput, Lines, encodeText, decodeText, tryInput } from './io.ts';
import { compile, bre } from './regex.ts';
import { head, tail } from './head-tail.ts';

const cannotOpen =
  (p: Process) =>
  (path: string, why: string): string =>
    p.busybox ? `can't open '${path}': ${why}` : `${path}: ${why}`;

/** Copies the bytes of an input as they come. */
function* copy(p: Process, out: Out, input: Input): Task {
  for (let c = yield* p.read(input.fd); c.length > 0; c = yield* p.read(input.fd)) yield* out.bytes(c);
}

/** Bytes as `cat -v` shows them. */
function showByte(b: number, tabs: boolean): string {
  if (b === 9) return tabs ? '^I' : '\t';
  if (b >= 128) return `M-${b === 137 ? '^I' : b === 138 ? '^J' : showByte(b - 128, true)}`;
  if (b < 32) return `^${String.fromCharCode(b + 64)}`;
  return b === 127 ? '^?' : String.fromCharCode(b);
}

const cat = textProgram(function* (p, out) {
  const o = parseArgs(p, 'AbeEnstTuv', {
    'show-all': 'A',
    'number-nonblank': 'b',
    'show-ends': 'E',
    number: 'n',
    'squeeze-blank': 's',
    'show-tabs': 'T',
    'show-nonprinting': 'v',
  });
  const ends = o.has('A') || o.has('e') || o.has('E');
  const tabs = o.has('A') || o.has('t') || o.has('T');
  const visible = o.has('A') || o.has('e') || o.has('t') || o.has('v');
  const numbered = o.has('n') || o.has('b');
  const squeeze = o.has('s');
  if (!ends && !tabs && !visible && !numbered && !squeeze)
    return yield* eachInput(out, o.rest, (input) => copy(p, out, input), cannotOpen(p));
  let n = 0;
  let blank = false;
  let midLine = false;
  return yield* eachInput(
    out,
    o.rest,
    function* (input) {
      const lines = new Lines(p, input.fd, 10, out);
      for (let line = yield* lines.next(); line !== undefined; line = lines.take() ?? (yield* lines.next())) {
        const empty = line === '' && !midLine;
        if (squeeze && empty && blank) continue;
        blank = empty;
        let text = line;
        if (visible || tabs) {
          text = '';
          for (const b of encodeText(line))
            text += visible
              ? showByte(b, tabs)
              : b === 9
                ? '^I'
                : b > 127
                  ? String.fromCharCode(0xdc00 + b)
                  : String.fromCharCode(b);
          if (!visible) text = decodeText(encodeText(text));
        }
        if (numbered && !midLine && !(o.has('b') && empty)) text = `${String(++n).padStart(6)}\t${text}`;
        midLine = !lines.ended;
        out.put(text + (lines.ended ? (ends ? '$\n' : '\n') : ''));
        yield* out.breathe();
      }
    },
    cannotOpen(p),
  );
});

const tac = textProgram(function* (p, out) {
  const o = parseArgs(p, '');
  return yield* eachInput(
    out,
    o.rest,
    function* (input) {
      const text = decodeText(yield* p.readAll(input.fd));
      const lines = text.split('\n');
      const last = lines.pop()!;
      out.put(last);
      for (let i = lines.length - 1; i >= 0; i--) {
        out.put(`${lines[i]!}\n`);
        yield* out.breathe();
      }
    },
    (path, why) =>
      why === 'Is a directory' ? `${path}: read error: ${why}` : `failed to open '${path}' for reading: ${why}`,
  );
});

const nl = textProgram(function* (p, out) {
  const o = parseArgs(p, 'b:w:s:v:i:n:', {
    'body-numbering=': 'b',
    'number-width=': 'w',
    'number-separator=': 's',
    'starting-line-number=': 'v',
    'line-increment=': 'i',
    'number-format=': 'n',
  });
  const style = o.get('b') ?? 't';
  if (!'atn'.includes(style[0] ?? ' ') && !style.startsWith('p'))
    throw new Usage(`invalid body numbering style: '${style}'`);
  const width = Number(o.get('w') ?? 6);
  if (!Number.isInteger(width) || width < 1 || width > 2 ** 31 - 1) {
    const why =
      width > 2 ** 31 - 1
        ? ': Value too large for defined data type'
        : width === 0
          ? ': Numerical result out of range'
          : '';
    throw new Failure(`invalid line number field width: '${o.get('w')}'${why}`);
  }
  if (width > 2 ** 20) throw new Failure('memory exhausted');
  const separator = o.get('s') ?? '\t';
  const format = o.get('n') ?? 'rn';
  let n = Number(o.get('v') ?? 1);
  const step = Number(o.get('i') ?? 1);
  const re = style.startsWith('p') ? compile(bre(style.slice(1)), 'u') : undefined;
  return yield* eachInput(out, o.rest, function* (input) {
    const lines = new Lines(p, input.fd, 10, out);
    for (let line = yield* lines.next(); line !== undefined; line = lines.take() ?? (yield* lines.next())) {
      if (re !== undefined ? re.test(line) : style === 'a' || (style === 't' && line !== '')) {
        const number =
          format === 'ln'
            ? String(n).padEnd(width)
            : format === 'rz'
              ? String(n).padStart(width, '0')
              : String(n).padStart(width);
        out.put(`${number}${separator}${line}\n`);
        n += step;
      } else
        out.put(
          line === '' && re === undefined
            ? `${' '.repeat(width + separator.length)}\n`
            : `${' '.repeat(width + separator.length)}${line}\n`,
        );
      yield* out.breathe();
    }
  });
});

const tee = textProgram(function* (p, out) {
  const o = parseArgs(p, 'aip', { append: 'a', 'ignore-interrupts': 'i' });
  let status = 0;
  const fds = [1];
  for (const path of o.rest) {
    try {
      fds.push(yield* p.open(path, { write: true, create: true, truncate: !o.has('a'), append: o.has('a') }));
    } catch (error) {
      status = yield* out.complain(p.busybox ? `can't open '${path}': ${reason(error)}` : `${path}: ${reason(error)}`);
    }
  }
  for (let c = yield* p.read(0); c.length > 0; c = yield* p.read(0)) {
    for (const fd of fds) yield* p.write(fd, c);
    yield* preempt();
  }
  return status;
});

const wc = textProgram(function* (p, out) {
  const o = parseArgs(p, 'lwcmL', {
    lines: 'l',
    words: 'w',
    bytes: 'c',
    chars: 'm',
    'max-line-length': 'L',
    'files0-from=': 'files0',
  });
  if (o.has('files0')) throw new Failure("option '--files0-from' is not simulated");
  const utf8 = /utf-?8/i.test(p.getenv('LC_ALL') || p.getenv('LC_CTYPE') || p.getenv('LANG') || '') || p.busybox;
  const all = !['l', 'w', 'c', 'm', 'L'].some((k) => o.has(k));
  const rows: { n: number[]; path: string | undefined }[] = [];
  const total = [0, 0, 0, 0, 0];
  const paths = o.rest;
  let status = 0;
  let regular = paths.length > 0;
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const n = [0, 0, 0, 0, 0];
    const input = yield* tryInput(out, path);
    if (input === undefined) {
      status = 1;
      if (p.fs.isDir(path) && !p.busybox) rows.push({ n, path });
      if (p.fs.isDir(path)) regular = false;
      continue;
    }
    if (p.fs.tryStat(path)?.kind !== 'file') regular = false;
    let inWord = false;
    let column = 0;
    for (let c = yield* p.read(input.fd); c.length > 0; c = yield* p.read(input.fd)) {
      for (let i = 0; i < c.length; i++) {
        const b = c[i]!;
        if (b === 10) n[0]!++;
        if (!utf8 || (b & 0xc0) !== 0x80) n[2]!++;
        if (b === 32 || (b >= 9 && b <= 13)) {
          inWord = false;
          if (b === 10 || b === 13 || b === 12) {
            n[4] = Math.max(n[4]!, column);
            column = 0;
          } else column = b === 9 ? column + 8 - (column % 8) : column + 1;
        } else {
          if (!inWord) n[1]!++;
          inWord = true;
          if (b >= 32 && (!utf8 || (b & 0xc0) !== 0x80)) column++;
        }
      }
      n[3]! += c.length;
      yield* preempt();
    }
    n[4] = Math.max(n[4]!, column);
    input.close();
    rows.push({ n, path: paths.length === 0 ? undefined : path });
    for (let i = 0; i < 5; i++) total[i] = i === 4 ? Math.max(total[4]!, n[4]!) : total[i]! + n[i]!;
  }
  if (paths.length > 1) rows.push({ n: total, path: 'total' });
  const columns = [0, 1, 2, 3, 4].filter((i) => (all ? i !== 2 && i !== 4 : o.has('lwmcL'[i]!)));
  const bytes = rows.filter((r) => r.path !== 'total').reduce((sum, r) => sum + r.n[3]!, 0);
  // GNU makes columns as wide as the sum of the sizes, seven where a size is not known before reading.
  const width = columns.length === 1 && rows.length <= 1 ? 1 : regular ? String(bytes).length : 7;
  for (const r of rows) {
    if (p.busybox)
      out.put(
        `${columns.map((i) => (columns.length === 1 ? String(r.n[i]!) : String(r.n[i]!).padStart(9))).join(columns.length === 1 ? '' : ' ')}${r.path === undefined ? '' : ` ${r.path}`}\n`,
      );
    else
      out.put(
        `${columns.map((i) => String(r.n[i]!).padStart(width)).join(' ')}${r.path === undefined ? '' : ` ${r.path}`}\n`,
      );
  }
  return status;
});

const rev = textProgram(function* (p, out) {
  const o = parseArgs(p, '');
  return yield* eachInput(
    out,
    o.rest,
    function* (input) {
      const lines = new Lines(p, input.fd, 10, out);
      for (let line = yield* lines.next(); line !== undefined; line = lines.take() ?? (yield* lines.next())) {
        out.put([...line].reverse().join('') + (lines.ended ? '\n' : ''));
        yield* out.breathe();
      }
    },
    (path, why) => `cannot open ${path}: ${why}`,
  );
});

const yes = textProgram(function* (p, out) {
  const words = p.args[0] === '--' ? p.args.slice(1) : p.args;
  const line = `${words.length === 0 ? 'y' : words.join(' ')}\n`;
  const batch = line.repeat(Math.max(1, Math.ceil(4096 / line.length)));
  for (;;) {
    out.put(batch);
    yield* out.flush();
  }
});

export const lines: Record<string, Program> = { cat, tac, nl, head, tail, tee, wc, rev, yes };
