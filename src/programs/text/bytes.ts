// Programs over bytes and whole files: od xxd hexdump strings dd cmp diff.

import { byBytes } from '../../fs/tree.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { join } from '../../fs/path.ts';
import { strftime } from '../../shell/printf.ts';
import { complain, Failure, humanSize, parseArgs, parseSize, reason, Usage } from '../args.ts';
import { concat } from '../../fs/bytes.ts';
import { decodeText, slurp, splitLines, textProgram } from './io.ts';

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0');
const printable = (b: number): string => (b >= 32 && b < 127 ? String.fromCharCode(b) : '.');

function* whole(p: Process, paths: readonly string[]): Task<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const path of paths.length === 0 ? ['-'] : paths) {
    try {
      parts.push(yield* slurp(p, path));
    } catch (error) {
      throw new Failure(`${path}: ${reason(error)}`);
    }
  }
  return concat(parts);
}

const NAMED = ['nul', 'soh', 'stx', 'etx', 'eot', 'enq', 'ack', 'bel', 'bs', 'ht', 'nl', 'vt', 'ff', 'cr', 'so', 'si'];
const ESCAPED: Record<number, string> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

/** Bytes a line of od: what -w says, if that is a whole number of what is shown. */
function* widthOf(p: Process, given: string | undefined, formats: readonly string[]): Task<number> {
  if (given === undefined) return 16;
  if (given === '') return 32;
  const n = parseSize(given);
  if (n === undefined) throw new Failure(`invalid -w argument '${given}'`);
  if (n > Number.MAX_SAFE_INTEGER) throw new Failure(`-w argument '${given}' too large`);
  const unit = Math.max(
    ...formats.map((f) =>
      'ac'.includes(f[0]!) || f.includes('C')
        ? 1
        : f.includes('S')
          ? 2
          : f.includes('L')
            ? 8
            : Number(/\d+/.exec(f)?.[0] ?? 4),
    ),
  );
  if (n > 0 && n % unit === 0) return n;
  yield* p.eprint(`${p.name}: warning: invalid width ${n}; using ${unit} instead\n`);
  return unit;
}

const od = textProgram(function* (p, out) {
  const o = parseArgs(p, 'A:t:N:j:w::vcxbdoa', {
    'address-radix=': 'A',
    'format=': 't',
    'read-bytes=': 'N',
    'skip-bytes=': 'j',
    'width=?': 'w',
  });
  const radix = o.get('A') ?? 'o';
  const formats = [
    ...o.all('t').flatMap((t) => t.match(/[acdoux]\d*[CSIL]?z?/g) ?? []),
    ...(o.has('c') ? ['c'] : []),
    ...(o.has('x') ? ['x2'] : []),
    ...(o.has('b') ? ['o1'] : []),
    ...(o.has('d') ? ['u2'] : []),
    ...(o.has('a') ? ['a'] : []),
  ];
  if (formats.length === 0) formats.push('o2');
  let bytes = (yield* whole(p, o.rest)).subarray(parseSize(o.get('j') ?? '0') ?? 0);
  if (o.has('N')) bytes = bytes.subarray(0, parseSize(o.get('N')!) ?? 0);
  const width = yield* widthOf(p, o.get('w'), formats);
  const address = (n: number): string =>
    radix === 'n'
      ? ''
      : radix === 'x'
        ? hex(n, 6)
        : radix === 'd'
          ? String(n).padStart(7, '0')
          : n.toString(8).padStart(7, '0');
  const cells = (row: Uint8Array, f: string): string => {
    const kind = f[0]!;
    if (kind === 'c')
      return [...row]
        .map((b) =>
          (ESCAPED[b] ?? (b >= 32 && b < 127 ? String.fromCharCode(b) : b.toString(8).padStart(3, '0'))).padStart(4),
        )
        .join('');
    if (kind === 'a')
      return [...row]
        .map((b) =>
          ((b & 127) < 16
            ? NAMED[b & 127]!
            : (b & 127) === 32
              ? 'sp'
              : (b & 127) === 127
                ? 'del'
                : String.fromCharCode(b & 127)
          ).padStart(4),
        )
        .join('');
    const size = /C/.test(f) ? 1 : /S/.test(f) ? 2 : /L/.test(f) ? 8 : Number(/\d+/.exec(f)?.[0] ?? 4);
    const digits =
      kind === 'x'
        ? size * 2
        : kind === 'o'
          ? Math.ceil((size * 8) / 3)
          : { 1: 3, 2: 5, 4: 10, 8: 20 }[size]! + (kind === 'd' ? 1 : 0);
    let text = '';
    for (let i = 0; i < row.length; i += size) {
      let n = 0n;
      for (let k = size - 1; k >= 0; k--) n = (n << 8n) | BigInt(row[i + k] ?? 0);
      if (kind === 'd') n = BigInt.asIntN(size * 8, n);
      text += ` ${kind === 'x' ? n.toString(16).padStart(digits, '0') : kind === 'o' ? n.toString(8).padStart(digits, '0') : n.toString().padStart(digits)}`;
    }
    return text;
  };
  let last = '';
  let starred = false;
  for (let at = 0; at < bytes.length; at += width) {
    const row = bytes.subarray(at, at + width);
    const key = row.join();
    if (!o.has('v') && key === last && row.length === width && at + width < bytes.length) {
      if (!starred) out.put('*\n');
      starred = true;
      continue;
    }
    last = key;
    starred = false;
    formats.forEach((f, i) => out.put(`${i === 0 ? address(at) : ' '.repeat(address(at).length)}${cells(row, f)}\n`));
    yield* out.breathe();
  }
  if (radix !== 'n') out.put(`${address(bytes.length)}\n`);
  return 0;
});

const xxd = textProgram(function* (p, out) {
  const o = parseArgs(p, 'prul:c:g:s:i', {});
  if (o.has('r')) {
    const text = decodeText(yield* whole(p, o.rest));
    const digits = o.has('p')
      ? text.replace(/\s/g, '')
      : splitLines(text)
          .map((l) =>
            l
              .replace(/^[0-9a-f]+: /, '')
              .split('  ')[0]!
              .replace(/\s/g, ''),
          )
          .join('');
    yield* out.bytes(new Uint8Array((digits.match(/../g) ?? []).map((h) => parseInt(h, 16))));
    return 0;
  }
  let bytes = yield* whole(p, o.rest);
  const from = Number(o.get('s') ?? 0);
  bytes = bytes.subarray(from, o.has('l') ? from + Number(o.get('l')) : undefined);
  const upper = (s: string): string => (o.has('u') ? s.toUpperCase() : s);
  if (o.has('p')) {
    const per = Number(o.get('c') ?? 30);
    for (let i = 0; i < bytes.length; i += per)
      out.put(`${upper([...bytes.subarray(i, i + per)].map((b) => hex(b, 2)).join(''))}\n`);
    return 0;
  }
  const width = Number(o.get('c') ?? 16);
  const group = Number(o.get('g') ?? 2) || width;
  const room = width * 2 + Math.ceil(width / group) - 1;
  for (let at = 0; at < bytes.length; at += width) {
    const row = [...bytes.subarray(at, at + width)];
    let text = '';
    row.forEach((b, i) => (text += (i > 0 && i % group === 0 ? ' ' : '') + hex(b, 2)));
    out.put(`${hex(from + at, 8)}: ${upper(text).padEnd(room)}  ${row.map(printable).join('')}\n`);
    yield* out.breathe();
  }
  return 0;
});

const hexdump = textProgram(function* (p, out) {
  const o = parseArgs(p, 'Cn:s:vx', { canonical: 'C', 'length=': 'n', 'skip=': 's' });
  let bytes = yield* whole(p, o.rest);
  bytes = bytes.subarray(Number(o.get('s') ?? 0));
  if (o.has('n')) bytes = bytes.subarray(0, Number(o.get('n')));
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    if (o.has('C')) {
      const half = (x: readonly number[]): string => x.map((b) => hex(b, 2)).join(' ');
      out.put(
        `${hex(at, 8)}  ${`${half(row.slice(0, 8))}  ${half(row.slice(8))}`.padEnd(49)} |${row.map(printable).join('')}|\n`,
      );
    } else {
      const words: string[] = [];
      for (let i = 0; i < row.length; i += 2) words.push(hex((row[i + 1] ?? 0) * 256 + row[i]!, 4));
      out.put(`${hex(at, 7)} ${words.join(' ')}\n`);
    }
  }
  out.put(`${hex(bytes.length, o.has('C') ? 8 : 7)}\n`);
  return 0;
});

const strings = textProgram(function* (p, out) {
  const o = parseArgs(p, 'an:', { 'bytes=': 'n' });
  const least = Number(o.get('n') ?? 4);
  const text = [...(yield* whole(p, o.rest))]
    .map((b) => ((b >= 32 && b < 127) || b === 9 ? String.fromCharCode(b) : '\n'))
    .join('');
  for (const s of text.split('\n')) if (s.length >= least) out.put(`${s}\n`);
  return 0;
});

const dd = textProgram(function* (p) {
  const o: Record<string, string> = {};
  for (const a of p.args) {
    const m = /^(if|of|bs|ibs|obs|count|skip|seek|conv|status|iflag|oflag)=(.*)$/.exec(a);
    if (m === null) throw new Usage(`unrecognized operand '${a}'`);
    o[m[1]!] = m[2]!;
  }
  const number = (key: string, otherwise: number): number => {
    if (o[key] === undefined) return otherwise;
    const n = parseSize(o[key].replace(/c$/, ''));
    if (n === undefined || (n === 0 && /bs$/.test(key))) throw new Failure(`invalid number: '${o[key]}'`);
    if (n > Number.MAX_SAFE_INTEGER)
      throw new Failure(`invalid number: '${o[key]}': Value too large for defined data type`);
    return n;
  };
  const bs = number('bs', number('ibs', 512));
  const count = o['count'] === undefined ? Infinity : number('count', 0);
  let input = 0;
  if (o['if'] !== undefined) {
    try {
      input = yield* p.open(o['if'], { read: true });
    } catch (error) {
      return yield* complain(
        p,
        p.busybox ? `can't open '${o['if']}': ${reason(error)}` : `failed to open '${o['if']}': ${reason(error)}`,
      );
    }
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const limit = count * bs + number('skip', 0) * bs;
  const from = p.kernel.now;
  while (size < limit) {
    const got = yield* p.read(input, Math.min(1 << 20, limit - size));
    if (got.length === 0) break;
    chunks.push(got.slice());
    size += got.length;
    if (size > 512 * 2 ** 20) throw new Failure('memory exhausted by input buffer');
  }
  let data = concat(chunks.length === 0 ? [new Uint8Array(0)] : chunks).subarray(number('skip', 0) * bs);
  if (/ucase/.test(o['conv'] ?? '')) data = data.map((b) => (b >= 97 && b <= 122 ? b - 32 : b));
  if (/lcase/.test(o['conv'] ?? '')) data = data.map((b) => (b >= 65 && b <= 90 ? b + 32 : b));
  const records = `${Math.floor(data.length / bs)}+${data.length % bs === 0 ? 0 : 1}`;
  try {
    if (o['of'] === undefined) yield* p.write(1, data);
    else {
      const seek = number('seek', 0) * bs;
      const old =
        seek > 0 || /notrunc/.test(o['conv'] ?? '')
          ? p.fs.exists(o['of'])
            ? p.fs.readFile(o['of'])
            : new Uint8Array(0)
          : new Uint8Array(0);
      const node = p.fs.tryStat(o['of']);
      if (node?.kind === 'dev') {
        const fd = yield* p.open(o['of'], { write: true });
        yield* p.write(fd, data);
        p.closeFd(fd);
      } else if (seek === 0 && old.length === 0) p.fs.writeFile(o['of'], data);
      else {
        const next = new Uint8Array(Math.max(seek + data.length, /notrunc/.test(o['conv'] ?? '') ? old.length : 0));
        next.set(old.subarray(0, next.length));
        next.set(data, seek);
        p.fs.writeFile(o['of'], next);
      }
    }
  } catch (error) {
    const why = reason(error);
    if (why === 'No space left on device') {
      yield* p.eprint(`${p.name}: error writing '${o['of']}': ${why}\n`);
      return 1;
    }
    return yield* complain(p, p.busybox ? `can't open '${o['of']}': ${why}` : `failed to open '${o['of']}': ${why}`);
  }
  const s = Math.max(1e-5, (p.kernel.now - from) / 1000);
  if (o['status'] !== 'none') {
    yield* p.eprint(`${records} records in\n${records} records out\n`);
    if (o['status'] !== 'noxfer')
      yield* p.eprint(
        p.busybox
          ? `${data.length} bytes (${humanSize(data.length)}B) copied, ${s.toFixed(6)} seconds, ${humanSize(data.length / s)}B/s\n`
          : `${data.length} bytes${data.length >= 1000 ? ` (${humanSize(data.length, 1000)}B, ${humanSize(data.length)}iB)` : ''} copied, ${s.toPrecision(6)} s, ${(data.length / s / 1e6).toPrecision(3)} MB/s\n`,
      );
  }
  return 0;
});

const cmp = textProgram(function* (p, out) {
  const o = parseArgs(p, 'sln:b', { silent: 's', quiet: 's', verbose: 'l' });
  const [a, b = '-'] = o.rest;
  if (a === undefined) throw new Usage('missing operand after ‘cmp’', 2);
  let x: Uint8Array, y: Uint8Array;
  try {
    x = yield* slurp(p, a);
  } catch (error) {
    throw new Failure(`${a}: ${reason(error)}`, 2);
  }
  try {
    y = yield* slurp(p, b);
  } catch (error) {
    throw new Failure(`${b}: ${reason(error)}`, 2);
  }
  let line = 1;
  let status = 0;
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    if (x[i] !== y[i]) {
      status = 1;
      if (o.has('l')) {
        out.put(`${String(i + 1)} ${x[i]!.toString(8).padStart(3)} ${y[i]!.toString(8).padStart(3)}\n`);
        continue;
      }
      if (!o.has('s')) out.put(`${a} ${b} differ: ${p.busybox ? 'char' : 'byte'} ${i + 1}, line ${line}\n`);
      return 1;
    }
    if (x[i] === 10) line++;
  }
  if (x.length !== y.length) {
    if (!o.has('s'))
      yield* out.complain(
        `EOF on ${x.length < y.length ? a : b}${p.busybox ? '' : ` after byte ${Math.min(x.length, y.length)}, line ${line - 1}`}`,
      );
    return 1;
  }
  return status;
}, 2);

type Edit = { kind: ' ' | '-' | '+'; text: string; a: number; b: number };

/** Shortest edits between two lists of lines (Myers), with the common beginning and end set aside. */
function editsOf(a: readonly string[], b: readonly string[], same: (x: string, y: string) => boolean): Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && same(a[head]!, b[head]!)) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && same(a[a.length - 1 - tail]!, b[b.length - 1 - tail]!))
    tail++;
  const x = a.slice(head, a.length - tail);
  const y = b.slice(head, b.length - tail);
  const trace: Map<number, number>[] = [];
  let v = new Map<number, number>([[1, 0]]);
  const max = x.length + y.length;
  search: for (let d = 0; d <= max; d++) {
    trace.push(new Map(v));
    for (let k = -d; k <= d; k += 2) {
      let i =
        k === -d || (k !== d && (v.get(k - 1) ?? -1) < (v.get(k + 1) ?? -1))
          ? (v.get(k + 1) ?? 0)
          : (v.get(k - 1) ?? 0) + 1;
      let j = i - k;
      while (i < x.length && j < y.length && same(x[i]!, y[j]!)) {
        i++;
        j++;
      }
      v.set(k, i);
      if (i >= x.length && j >= y.length) break search;
    }
    if (d > 4000) break;
    v = new Map(v);
  }
  const middle: Edit[] = [];
  let i = x.length;
  let j = y.length;
  for (let d = trace.length - 1; d >= 0 && (i > 0 || j > 0); d--) {
    const at = trace[d]!;
    const k = i - j;
    const down = k === -d || (k !== d && (at.get(k - 1) ?? -1) < (at.get(k + 1) ?? -1));
    const pk = down ? k + 1 : k - 1;
    const pi = at.get(pk) ?? 0;
    const pj = pi - pk;
    while (i > pi && j > pj && i > 0 && j > 0) {
      i--;
      j--;
      middle.push({ kind: ' ', text: x[i]!, a: i, b: j });
    }
    if (d > 0) {
      if (down) middle.push({ kind: '+', text: y[--j]!, a: i, b: j });
      else middle.push({ kind: '-', text: x[--i]!, a: i, b: j });
    }
  }
  return [
    ...a.slice(0, head).map((text, n): Edit => ({ kind: ' ', text, a: n, b: n })),
    ...middle.reverse().map((e) => ({ ...e, a: e.a + head, b: e.b + head })),
    ...a
      .slice(a.length - tail)
      .map((text, n): Edit => ({ kind: ' ', text, a: a.length - tail + n, b: b.length - tail + n })),
  ];
}

const NO_NEWLINE = '\\ No newline at end of file';

function unified(edits: readonly Edit[], context: number, ends: [boolean, boolean], sizes: [number, number]): string {
  let out = '';
  for (let i = 0; i < edits.length;) {
    if (edits[i]!.kind === ' ') {
      i++;
      continue;
    }
    const from = Math.max(0, i - context);
    let to = i;
    for (let k = i; k < edits.length && k - to <= context * 2; k++) if (edits[k]!.kind !== ' ') to = k;
    const end = Math.min(edits.length, to + 1 + context);
    const hunk = edits.slice(from, end);
    const an = hunk.filter((e) => e.kind !== '+').length;
    const bn = hunk.filter((e) => e.kind !== '-').length;
    const range = (start: number, n: number): string =>
      n === 1 ? String(start + 1) : `${n === 0 ? start : start + 1},${n}`;
    out += `@@ -${range(hunk[0]!.a, an)} +${range(hunk[0]!.b, bn)} @@\n`;
    for (const e of hunk) {
      out += `${e.kind}${e.text}\n`;
      if ((e.kind !== '+' && e.a === sizes[0] - 1 && !ends[0]) || (e.kind === '+' && e.b === sizes[1] - 1 && !ends[1]))
        out += `${NO_NEWLINE}\n`;
    }
    i = end;
  }
  return out;
}

function normal(edits: readonly Edit[]): string {
  let out = '';
  for (let i = 0; i < edits.length;) {
    if (edits[i]!.kind === ' ') {
      i++;
      continue;
    }
    let end = i;
    while (end < edits.length && edits[end]!.kind !== ' ') end++;
    const removed = edits.slice(i, end).filter((e) => e.kind === '-');
    const added = edits.slice(i, end).filter((e) => e.kind === '+');
    const r = (n: number, count: number): string => (count <= 1 ? String(n) : `${n},${n + count - 1}`);
    const first = edits[i]!;
    if (removed.length > 0 && added.length > 0)
      out += `${r(removed[0]!.a + 1, removed.length)}c${r(added[0]!.b + 1, added.length)}\n`;
    else if (removed.length > 0) out += `${r(removed[0]!.a + 1, removed.length)}d${first.b}\n`;
    else out += `${first.a}a${r(added[0]!.b + 1, added.length)}\n`;
    out += removed.map((e) => `< ${e.text}\n`).join('');
    if (removed.length > 0 && added.length > 0) out += '---\n';
    out += added.map((e) => `> ${e.text}\n`).join('');
    i = end;
  }
  return out;
}

const diff = textProgram(function* (p, out) {
  const o = parseArgs(p, 'uU:qrNibBwsyac', {
    unified: 'u',
    brief: 'q',
    recursive: 'r',
    'new-file': 'N',
    'ignore-case': 'i',
    'ignore-space-change': 'b',
    'ignore-blank-lines': 'B',
    'ignore-all-space': 'w',
    'report-identical-files': 's',
    'color=?': 'color',
    'label=': 'label',
    text: 'a',
  });
  const [a, b] = o.rest;
  if (a === undefined || b === undefined) throw new Usage(`missing operand after '${a ?? 'diff'}'`, 2);
  const fold = (s: string): string => {
    let t = o.has('i') ? s.toLowerCase() : s;
    if (o.has('w')) t = t.replace(/\s+/g, '');
    else if (o.has('b')) t = t.replace(/\s+/g, ' ').trimEnd();
    return t;
  };
  const lines = (text: string): string[] => splitLines(text).filter((l) => !o.has('B') || l.trim() !== '');
  const pair = function* (x: string, y: string, titled: boolean): Task<number> {
    const read = function* (path: string): Task<Uint8Array | undefined> {
      if (path !== '-' && o.has('N') && !p.fs.exists(path)) return new Uint8Array(0);
      try {
        return yield* slurp(p, path);
      } catch (error) {
        yield* out.complain(p.busybox ? `can't stat '${path}': ${reason(error)}` : `${path}: ${reason(error)}`);
        return undefined;
      }
    };
    const left = yield* read(x);
    const right = yield* read(y);
    if (left === undefined || right === undefined) return 2;
    const s = decodeText(left);
    const t = decodeText(right);
    if (s === t) {
      if (o.has('s')) out.put(`Files ${x} and ${y} are identical\n`);
      return 0;
    }
    if (o.has('q')) {
      out.put(`Files ${x} and ${y} differ\n`);
      return 1;
    }
    if (left.includes(0) || right.includes(0)) {
      out.put(`Binary files ${x} and ${y} differ\n`);
      return 1;
    }
    const la = lines(s);
    const lb = lines(t);
    const edits = editsOf(la, lb, (m, n) => fold(m) === fold(n));
    if (edits.every((e) => e.kind === ' ') && s.endsWith('\n') === t.endsWith('\n')) return 0;
    if (titled)
      out.put(
        `diff${p.args
          .filter((w) => w.startsWith('-'))
          .map((w) => ` ${w}`)
          .join('')} ${x} ${y}\n`,
      );
    const color = o.get('color') === 'always' || (o.has('color') && p.isatty(1));
    if (o.has('u') || o.has('U') || p.busybox) {
      const stamp = (path: string, i: number): string =>
        o.all('label')[i] ??
        (p.busybox
          ? path
          : `${path}\t${strftime('%Y-%m-%d %H:%M:%S.%N %z', p.fs.tryStat(path)?.mtime ?? p.kernel.now)}`);
      const text = `--- ${stamp(x, 0)}\n+++ ${stamp(y, 1)}\n${unified(edits, Number(o.get('U') ?? 3), [s === '' || s.endsWith('\n'), t === '' || t.endsWith('\n')], [la.length, lb.length])}`;
      out.put(color ? text.replace(/^(-.*)$/gm, '\x1b[31m$1\x1b[m').replace(/^(\+.*)$/gm, '\x1b[32m$1\x1b[m') : text);
    } else out.put(normal(edits));
    return 1;
  };
  const walk = function* (x: string, y: string, depth: number): Task<number> {
    let status = 0;
    const names = [...new Set([...p.fs.readdir(x), ...p.fs.readdir(y)])].sort(byBytes);
    for (const name of names) {
      const m = join(x, name);
      const n = join(y, name);
      const inX = p.fs.exists(m);
      const inY = p.fs.exists(n);
      if (!o.has('N') && inX !== inY) {
        out.put(`Only in ${inX ? x : y}: ${name}\n`);
        status = 1;
      } else if (p.fs.isDir(m) && p.fs.isDir(n)) {
        if (o.has('r')) status = Math.max(status, yield* walk(m, n, depth + 1));
        else out.put(`Common subdirectories: ${m} and ${n}\n`);
      } else status = Math.max(status, yield* pair(m, n, true));
    }
    return status;
  };
  const da = p.fs.isDir(a);
  const db = p.fs.isDir(b);
  if (da && db) return yield* walk(a, b, 0);
  if (da) return yield* pair(join(a, b.split('/').pop()!), b, false);
  if (db) return yield* pair(a, join(b, a.split('/').pop()!), false);
  return yield* pair(a, b, false);
}, 2);

export const bytes: Record<string, Program> = { od, xxd, hexdump, strings, dd, cmp, diff };
