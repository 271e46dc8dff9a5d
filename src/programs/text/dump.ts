// Programs that show bytes: od xxd hexdump strings.

import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure, reason, parseSize, parseArgs } from '../args.ts';
import { concat } from '../../fs/bytes.ts';
import { slurp, textProgram, decodeText, splitLines } from './io.ts';

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

export const od = textProgram(function* (p, out) {
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

export const xxd = textProgram(function* (p, out) {
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

export const hexdump = textProgram(function* (p, out) {
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

export const strings = textProgram(function* (p, out) {
  const o = parseArgs(p, 'an:', { 'bytes=': 'n' });
  const least = Number(o.get('n') ?? 4);
  const text = [...(yield* whole(p, o.rest))]
    .map((b) => ((b >= 32 && b < 127) || b === 9 ? String.fromCharCode(b) : '\n'))
    .join('');
  for (const s of text.split('\n')) if (s.length >= least) out.put(`${s}\n`);
  return 0;
});
