// Programs over whole lines: cat tac nl head tail tee wc rev yes.

import { concat } from '../../fs/bytes.ts';
import { type Program, type Task, preempt } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure, Usage, parseArgs, parseSize, reason } from '../args.ts';
import { type Input, Lines, type Out, decodeText, eachInput, encodeText, textProgram, tryInput } from './io.ts';
import { bre, compile } from './regex.ts';

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

/** Arguments with the old `-5` written as `-n5`. */
function oldStyle(p: Process): Process {
  const i = p.argv.findIndex((a, k) => k > 0 && /^-\d+[cfk]?$/.test(a) && !/^-[nc]$/.test(p.argv[k - 1]!));
  if (i < 0) return p;
  const m = /^-(\d+)([cfk]?)$/.exec(p.argv[i]!)!;
  const argv = [...p.argv];
  argv.splice(i, 1, ...(m[2] === 'c' ? [`-c${m[1]}`] : [`-n${m[1]}`, ...(m[2] === 'f' ? ['-f'] : [])]));
  p.argv = argv;
  return p;
}

interface Count {
  readonly n: number;
  readonly sign: '' | '-' | '+';
  readonly bytes: boolean;
}

function count(p: Process, lines: string | undefined, bytes: string | undefined): Count {
  const text = bytes ?? lines ?? '10';
  const m = /^([-+]?)([^]*)$/.exec(text)!;
  const n = parseSize(m[2]!);
  if (n === undefined)
    throw new Failure(
      p.busybox
        ? `invalid number '${text}'`
        : `invalid number of ${bytes !== undefined ? 'bytes' : 'lines'}: '${text.replace(/\n/g, '\\n')}'`,
    );
  return { n, sign: m[1] as '', bytes: bytes !== undefined };
}

const header = (first: boolean, path: string): string =>
  `${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`;

function readFailure(p: Process, name: 'head' | 'tail') {
  return (path: string, why: string): string => {
    if (p.busybox) return name === 'tail' ? `can't open '${path}': ${why}` : `${path}: ${why}`;
    return why === 'Is a directory' ? `error reading '${path}': ${why}` : `cannot open '${path}' for reading: ${why}`;
  };
}

const head = textProgram(function* (p0, out) {
  const p = oldStyle(p0);
  const o = parseArgs(p, 'n:c:qvz', {
    'lines=': 'n',
    'bytes=': 'c',
    quiet: 'q',
    silent: 'q',
    verbose: 'v',
    'zero-terminated': 'z',
  });
  const want = count(p, o.get('n'), o.get('c'));
  const eol = o.has('z') ? 0 : 10;
  const titled = o.has('v') || (o.rest.length > 1 && !o.has('q'));
  let first = true;
  const fail = readFailure(p, 'head');
  return yield* eachInput(
    out,
    o.rest,
    function* (input) {
      if (titled) out.put(header(first, input.path));
      first = false;
      if (want.sign === '-') {
        const all = yield* p.readAll(input.fd);
        if (want.bytes) yield* out.bytes(all.subarray(0, Math.max(0, all.length - want.n)));
        else yield* out.bytes(all.subarray(0, fromEnd(all, want.n, eol)));
        return;
      }
      let left = want.n;
      while (left > 0) {
        const c = yield* p.read(input.fd, want.bytes ? Math.min(65536, left) : 65536);
        if (c.length === 0) break;
        if (want.bytes) {
          left -= c.length;
          yield* out.bytes(c);
          continue;
        }
        let at = 0;
        while (left > 0) {
          const k = c.indexOf(eol, at);
          if (k < 0) break;
          at = k + 1;
          left--;
        }
        yield* out.bytes(left > 0 ? c : c.subarray(0, at));
      }
    },
    fail,
  );
});

/** Where the last `n` lines begin. */
function fromEnd(data: Uint8Array, n: number, eol: number): number {
  if (n === 0) return data.length;
  let at = data.length;
  if (at > 0 && data[at - 1] === eol) at--;
  for (let left = n; left > 0; left--) {
    const k = at <= 0 ? -1 : data.lastIndexOf(eol, at - 1);
    if (k < 0) return 0;
    if (left === 1) return k + 1;
    at = k;
  }
  return at;
}

/** Drops from the front what is sure not to be among the last `n` lines, so that endless input stays small. */
function* lastPart(p: Process, fd: number, want: Count, eol: number): Task<Uint8Array> {
  let kept: Uint8Array[] = [];
  let size = 0;
  let limit = 1 << 20;
  const trim = (all: Uint8Array): Uint8Array =>
    all.subarray(want.bytes ? Math.max(0, all.length - want.n) : fromEnd(all, want.n, eol));
  for (let c = yield* p.read(fd); c.length > 0; c = yield* p.read(fd)) {
    p.hold(c.length);
    kept.push(c);
    size += c.length;
    if (size > limit) {
      kept = [trim(concat(kept)).slice()];
      p.release(size - kept[0]!.length);
      size = kept[0]!.length;
      limit = Math.max(1 << 20, 2 * size);
    }
    yield* preempt();
  }
  return kept.length === 0 ? new Uint8Array(0) : trim(concat(kept));
}

const POLL = 200;

const tail = textProgram(function* (p0, out) {
  const p = oldStyle(p0);
  // `tail +3` is the old way to write -n +3.
  const o = parseArgs(p, 'n:c:fFqvzs:', {
    'lines=': 'n',
    'bytes=': 'c',
    'follow=?': 'follow',
    quiet: 'q',
    silent: 'q',
    verbose: 'v',
    'zero-terminated': 'z',
    retry: 'retry',
    'sleep-interval=': 's',
    'pid=': 'pid',
  });
  if (o.rest.length > 0 && /^\+\d+$/.test(o.rest[0]!) && !o.has('n') && !o.has('c')) o.set('n', o.rest.shift()!);
  const want = count(p, o.get('n'), o.get('c'));
  const eol = o.has('z') ? 0 : 10;
  const byName = o.has('F') || o.get('follow') === 'name';
  const follow = byName || o.has('f') || o.has('follow');
  const retry = o.has('F') || o.has('retry');
  const paths = o.rest.length === 0 ? ['-'] : o.rest;
  const titled = o.has('v') || (paths.length > 1 && !o.has('q'));
  const pid = o.get('pid');
  let first = true;
  let shown = '';
  const open: { path: string; input: Input | undefined; size: number; ino: number }[] = [];
  const show = (path: string): void => {
    if (titled && shown !== path) out.put(header(first, path));
    first = false;
    shown = path;
  };
  let status = 0;
  for (const path of paths) {
    const fail = readFailure(p, 'tail');
    const input = yield* tryInput(out, path, (why) => fail(path, why));
    if (input === undefined) {
      status = 1;
      if (follow && retry) open.push({ path, input: undefined, size: 0, ino: -1 });
      continue;
    }
    if (titled) out.put(header(first, path));
    first = false;
    shown = path;
    if (want.sign === '+') {
      let skip = Math.max(0, want.n - 1);
      for (let c = yield* p.read(input.fd); c.length > 0; c = yield* p.read(input.fd)) {
        let at = 0;
        if (want.bytes) at = Math.min(skip, c.length);
        else
          while (at < c.length && skip > 0) {
            const k = c.indexOf(eol, at);
            at = k < 0 ? c.length : k + 1;
            if (k >= 0) skip--;
          }
        if (want.bytes) skip -= at;
        if (at < c.length) yield* out.bytes(c.subarray(at));
      }
    } else yield* out.bytes(yield* lastPart(p, input.fd, want, eol));
    const node = path === '-' ? undefined : p.fs.tryStat(path);
    if (follow && !(path === '-' && p.fds.get(0)?.name === 'pipe'))
      open.push({
        path,
        input,
        size: node?.kind === 'file' ? node.data.length : 0,
        ino: node?.kind === 'file' ? node.ino : -1,
      });
    else input.close();
  }
  yield* out.flush();
  if (follow && open.length === 0 && status !== 0) yield* p.eprint(`${p.name}: no files remaining\n`);
  while (follow && open.length > 0) {
    for (const f of open) {
      const node = f.path === '-' ? undefined : p.fs.tryStat(f.path);
      if (byName && node?.kind === 'file' && node.ino !== f.ino) {
        if (f.ino !== -1 || f.input === undefined)
          yield* p.eprint(
            `${p.name}: '${f.path}' has ${f.input === undefined ? 'appeared' : 'been replaced'};  following new file\n`,
          );
        f.input?.close();
        f.input = yield* tryInput(out, f.path);
        f.ino = node.ino;
        f.size = 0;
      } else if (byName && node === undefined && f.input !== undefined) {
        yield* p.eprint(`${p.name}: '${f.path}' has become inaccessible: No such file or directory\n`);
        f.input.close();
        f.input = undefined;
        f.ino = -1;
      }
      if (f.input === undefined) continue;
      if (node?.kind === 'file' && node.ino === f.ino) {
        if (node.data.length < f.size) {
          yield* p.eprint(`${p.name}: ${f.path}: file truncated\n`);
          f.input.close();
          f.input = yield* tryInput(out, f.path);
        }
        f.size = node.data.length;
      }
      if (f.input === undefined || p.fds.get(f.input.fd)?.hasInput === false) continue;
      const c = yield* p.read(f.input.fd);
      if (c.length === 0) continue;
      show(f.path);
      yield* out.bytes(c);
    }
    if (pid !== undefined && ![...p.pids.processes.keys()].includes(Number(pid))) return status;
    if ((yield* p.sleep(POLL)) === 'signal') return 0;
  }
  return status;
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
