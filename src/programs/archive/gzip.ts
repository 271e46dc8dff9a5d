// gzip, gunzip, zcat: what they pack and unpack, test and list.

import { gunzipSync, gzipSync } from 'fflate';
import { FsError } from '../../fs/node.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { strftime } from '../../shell/printf.ts';
import { complain, type Options, parseArgs, program, reason } from '../args.ts';
import { ask } from '../ask.ts';
import { slurp } from '../text/io.ts';

/** Bytes in gzip's format, without a name and a time so that the same input always gives the same bytes. */
export const gzip = (data: Uint8Array): Uint8Array => gzipSync(data, { mtime: 0 });

const TRAILER = 8;
const LONG = {
  stdout: 'c',
  'to-stdout': 'c',
  decompress: 'd',
  uncompress: 'd',
  force: 'f',
  keep: 'k',
  fast: '1',
  best: '9',
  'no-name': 'n',
  test: 't',
  list: 'l',
  quiet: 'q',
  verbose: 'v',
};

/** How long the header is, by RFC 1952. */
function headerLength(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}

const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;

/** What was saved, as gzip shows it: `33.3%`. */
function ratio(saved: number, whole: number): string {
  return `${(whole === 0 ? 0 : (saved / whole) * 100).toFixed(1).padStart(5)}%`;
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const plainName = (path: string): string => path.replace(/\.tgz$/, '.tar').replace(/\.gz$/, '');

/** Sums of `gzip -l`. */
interface Totals {
  files: number;
  packed: number;
  plain: number;
  header: number;
}

function* list(p: Process, o: Options, path: string, bytes: Uint8Array, totals: Totals): Task {
  const packed = bytes.length;
  const plain = word(bytes, packed - 4);
  totals.header = headerLength(bytes) + TRAILER;
  if (totals.files === 0 && !o.has('q')) {
    yield* p.print(
      `${o.has('v') ? 'method  crc     date  time  ' : ''}${'compressed'.padStart(19)} ${'uncompressed'.padStart(19)}  ratio uncompressed_name\n`,
    );
  }
  totals.files++;
  totals.packed += packed;
  totals.plain += plain;
  const saved = plain - (packed - totals.header);
  const time = word(bytes, 4) > 0 ? word(bytes, 4) * 1000 : path === '-' ? p.kernel.now : p.fs.stat(path).mtime;
  const more = o.has('v')
    ? `defla ${word(bytes, packed - TRAILER)
        .toString(16)
        .padStart(8, '0')} ${strftime('%b %e %H:%M', time)} `
    : '';
  const name = path === '-' ? 'stdout' : plainName(path);
  yield* p.print(
    `${more}${String(packed).padStart(19)} ${String(plain).padStart(19)} ${ratio(saved, plain)} ${name}\n`,
  );
}

function* total(p: Process, o: Options, t: Totals): Task {
  if (t.files < 2 || o.has('q')) return;
  yield* p.print(
    `${' '.repeat(o.has('v') ? 28 : 0)}${String(t.packed).padStart(19)} ${String(t.plain).padStart(19)} ${ratio(t.plain - (t.packed - t.header), t.plain)} (totals)\n`,
  );
}

/** May the file be written? What is there already is kept unless somebody at the terminal says otherwise. */
function* mayWrite(p: Process, o: Options, target: string): Task<boolean> {
  if (o.has('f') || p.fs.tryLstat(target) === undefined) return true;
  if (p.busybox) {
    yield* p.eprint(`${p.name}: can't open '${target}': File exists\n`);
    return false;
  }
  if (p.isatty(0)) {
    if (yield* ask(p, `${target} already exists; do you wish to overwrite (y or n)`)) return true;
    yield* p.eprint('\tnot overwritten\n');
  } else yield* p.eprint(`${p.name}: ${target} already exists;\tnot overwritten\n`);
  return false;
}

/** One operand. @returns its status @throws FsError */
function* one(p: Process, path: string, o: Options, down: boolean, toStdout: boolean, totals: Totals): Task<number> {
  if (path !== '-' && p.fs.isDir(path)) {
    yield* p.eprint(`${p.name}: ${path} is a directory -- ignored\n`);
    return 2;
  }
  const only = o.has('l') || o.has('t');
  if (!toStdout && down && !only && !/\.(t?gz)$/.test(path)) {
    yield* p.eprint(`${p.name}: ${path}: unknown suffix -- ignored\n`);
    return 2;
  }
  if (path !== '-' && !toStdout && !only && !o.has('f') && p.fs.lstat(path).kind === 'link')
    throw new FsError('ELOOP', path);
  const input = yield* slurp(p, path);
  if (!down) {
    const output = gzip(input);
    if (toStdout) yield* p.write(1, output);
    else
      return yield* replace(p, o, path, `${path}.gz`, output, ratio(input.length - (output.length - 10), input.length));
    return 0;
  }
  const shown = path === '-' ? 'stdin' : path;
  if (!isGzip(input)) {
    yield* p.eprint(p.busybox ? `${p.name}: invalid magic\n` : `\n${p.name}: ${shown}: not in gzip format\n`);
    return 1;
  }
  if (o.has('l')) {
    yield* list(p, o, path, input, totals);
    return 0;
  }
  let output: Uint8Array;
  try {
    output = gunzipSync(input);
  } catch {
    yield* p.eprint(p.busybox ? `${p.name}: corrupted data\n` : `\n${p.name}: ${shown}: unexpected end of file\n`);
    return 1;
  }
  if (o.has('t')) return 0;
  if (toStdout) {
    yield* p.write(1, output);
    return 0;
  }
  return yield* replace(
    p,
    o,
    path,
    plainName(path),
    output,
    ratio(output.length - (input.length - headerLength(input)), output.length),
  );
}

function* replace(
  p: Process,
  o: Options,
  path: string,
  target: string,
  output: Uint8Array,
  saved: string,
): Task<number> {
  if (!(yield* mayWrite(p, o, target))) return p.busybox ? 1 : 2;
  const old = p.fs.stat(path);
  p.fs.writeFile(target, output);
  p.fs.chmod(target, old.mode);
  p.fs.utimes(target, old.mtime);
  if (!o.has('k')) p.fs.unlink(path);
  if (o.has('v')) yield* p.eprint(`${path}:\t${saved} -- ${o.has('k') ? 'created' : 'replaced with'} ${target}\n`);
  return 0;
}

const gzipProgram = (unpack: boolean, cat: boolean): Program =>
  program(function* (p) {
    const o = parseArgs(p, p.busybox ? 'cdfkt123456789nqv' : 'cdfkl123456789nqtv', LONG);
    const down = unpack || o.has('d') || o.has('l') || o.has('t');
    const toStdout = cat || o.has('c') || o.rest.length === 0;
    const totals: Totals = { files: 0, packed: 0, plain: 0, header: 0 };
    let status = 0;
    for (const given of o.rest.length === 0 ? ['-'] : o.rest) {
      // a packed file may be named without its ending
      const bare = down && given !== '-' && p.fs.tryLstat(given) === undefined;
      const path = bare ? `${given}.gz` : given;
      try {
        status = Math.max(status, yield* one(p, path, o, down, toStdout || given === '-', totals));
      } catch (error) {
        if (error instanceof FsError && (error.code === 'EPIPE' || error.code === 'EINTR')) throw error;
        status = yield* complain(p, `${path}: ${reason(error)}`);
      }
    }
    yield* total(p, o, totals);
    return status;
  });

export const gzips: Record<string, Program> = {
  gzip: gzipProgram(false, false),
  gunzip: gzipProgram(true, false),
  zcat: gzipProgram(true, true),
};
