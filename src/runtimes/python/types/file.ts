// File objects: text and bytes over descriptors of the process.

import { concat, decode } from '../../../fs/bytes.ts';
import { FsError } from '../../../fs/node.ts';
import type { Task } from '../../../kernel/block.ts';
import { RegularFile } from '../../../kernel/files.ts';
import type { OpenFlags } from '../../../kernel/vfs.ts';
import { callSpecial, special } from '../vm/attr.ts';
import { E, fromFs, raise, typeError, valueError } from '../vm/errors.ts';
import { gather, grown } from '../vm/memory.ts';
import { typeName } from '../vm/key.ts';
import { makeBytes, makeDict, makeList, unbox } from '../vm/make.ts';
import { getset, method, native } from '../vm/native.ts';
import { Bytes, type Cls, Obj, type V } from '../vm/objects.ts';
import { toArray } from '../vm/ops.ts';
import { checkSignals } from '../vm/signal.ts';
import { builtinClass } from '../vm/types.ts';
import { strRepr } from '../vm/repr.ts';
import { R } from '../vm/vm.ts';
import { bytesOf } from './bytes.ts';
import { decodeBytes, encodeText } from './codec.ts';
import { OutBuffer } from './outbuffer.ts';
import { define } from './builtins.ts';

const ioBase = builtinClass('IOBase', 'object');
export const IO = {
  base: ioBase,
  raw: builtinClass('RawIOBase', 'object', ioBase),
  buffered: builtinClass('BufferedIOBase', 'object', ioBase),
  textBase: builtinClass('TextIOBase', 'object', ioBase),
  unsupported: builtinClass('UnsupportedOperation', 'exc', E['OSError']!),
  text: undefined as unknown as Cls,
  reader: undefined as unknown as Cls,
  writer: undefined as unknown as Cls,
};
IO.unsupported.hasDict = true;
IO.text = builtinClass('TextIOWrapper', 'object', IO.textBase);
IO.reader = builtinClass('BufferedReader', 'object', IO.buffered);
IO.writer = builtinClass('BufferedWriter', 'object', IO.buffered);
for (const c of Object.values(IO)) {
  c.hasDict = true;
  c.ns.set('__module__', '_io');
}
IO.unsupported.ns.set('__module__', 'io');

export class FileObj extends Obj {
  closed = false;
  pending: Uint8Array = new Uint8Array(0);
  eof = false;
  name: V;
  encoding = 'utf-8';
  errors = 'strict';
  newline: V = null;
  /** Closing it leaves the descriptor open. */
  keep = false;
  line = 0;
  /** What was written and is not handed on yet; undefined: everything goes out at once. */
  held: OutBuffer | undefined;
  /** A line that is whole is handed on. */
  lines = false;
  constructor(
    cls: Cls,
    readonly fd: number,
    readonly mode: string,
    readonly text: boolean,
    name: V,
  ) {
    super(cls);
    this.name = name;
    this.dict = makeDict();
  }
  get readable(): boolean {
    return /[r+]/.test(this.mode);
  }
  get writable(): boolean {
    return /[wax+]/.test(this.mode);
  }
}

function check(f: FileObj, what: 'read' | 'write' | undefined): void {
  if (f.closed) throw valueError('I/O operation on closed file.');
  if ((what === 'read' && !f.readable) || (what === 'write' && !f.writable)) {
    const t = raise('OSError', `not ${what}${what === 'read' ? 'able' : 'able'}`.replace('writeable', 'writable'));
    t.exc.cls = IO.unsupported;
    throw t;
  }
}
/** Reads some bytes; empty at the end. Signals are met on the way. */
export function* readSome(fd: number, max = 65536): Task<Uint8Array> {
  const { p } = R.vm;
  for (;;) {
    try {
      return yield* p.read(fd, max);
    } catch (error) {
      if (error instanceof FsError && error.code === 'EINTR') {
        yield* checkSignals();
        continue;
      }
      throw error;
    }
  }
}
export function* writeAll(fd: number, data: Uint8Array): Task {
  yield* R.vm.p.write(fd, data);
  if (R.vm.p.caught.length > 0) yield* checkSignals();
}

/** Writes to a stream, through what it holds back. */
function* put(f: FileObj, data: Uint8Array): Task {
  if (f.held === undefined) return yield* writeAll(f.fd, data);
  yield* f.held.write(data);
  if (f.lines && data.includes(10)) yield* flushFile(f);
}
/** Hands on what a stream holds back, and the buffer below it. */
export function* flushFile(f: FileObj): Task {
  if (f.held === undefined) return;
  yield* f.held.flush();
  const below = f.text ? (buffer(f) as FileObj).held : undefined;
  if (below !== undefined) yield* below.flush();
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.length === 0 ? b : b.length === 0 ? a : concat([a, b]);
}
function* fill(f: FileObj): Task<boolean> {
  const got = yield* readSome(f.fd);
  if (got.length === 0) return false;
  grown(got.length);
  f.pending = join(f.pending, got);
  return true;
}
function* readBytes(f: FileObj, n: number): Task<Uint8Array> {
  if (n < 0) {
    const parts = [f.pending];
    f.pending = new Uint8Array(0);
    let size = 0;
    try {
      for (let c = yield* readSome(f.fd); c.length > 0; c = yield* readSome(f.fd)) {
        gather(c.length);
        size += c.length;
        parts.push(c);
      }
    } finally {
      gather(-size);
    }
    return concat(parts);
  }
  while (f.pending.length < n) if (!(yield* fill(f))) break;
  const out = f.pending.slice(0, n);
  f.pending = f.pending.slice(n);
  return out;
}
function* readLine(f: FileObj, limit: number): Task<Uint8Array> {
  for (;;) {
    const at = f.pending.indexOf(10);
    const end = at >= 0 ? at + 1 : -1;
    if (end >= 0 || (limit >= 0 && f.pending.length >= limit)) {
      const n = limit >= 0 && (end < 0 || end > limit) ? limit : end;
      const out = f.pending.slice(0, n);
      f.pending = f.pending.slice(n);
      return out;
    }
    if (!(yield* fill(f))) {
      const out = f.pending;
      f.pending = new Uint8Array(0);
      return out;
    }
  }
}
function toText(f: FileObj, b: Uint8Array): string {
  const s = decodeBytes(b, f.encoding, f.errors);
  return f.newline === null ? s.replace(/\r\n?/g, '\n') : s;
}
function* readText(f: FileObj, n: number): Task<string> {
  if (n < 0) return toText(f, yield* readBytes(f, -1));
  let out = '';
  let count = 0;
  while (count < n) {
    const first = yield* readBytes(f, 1);
    if (first.length === 0) break;
    const c = first[0]!;
    const more = f.encoding === 'utf-8' ? (c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0) : 0;
    out += toText(f, join(first, yield* readBytes(f, more)));
    count++;
  }
  return out;
}
const num = (v: V): number => (v === null ? -1 : Number(unbox(v)));

for (const cls of [IO.text, IO.reader, IO.writer]) {
  method(cls, '__init__', '*args, **kw', () => null);
  method(cls, 'read', 'n=None', function* (f: FileObj, n: V) {
    check(f, 'read');
    return f.text ? yield* readText(f, num(n)) : makeBytes(yield* readBytes(f, num(n)));
  });
  method(cls, 'read1', 'n=-1', function* (f: FileObj, n: V) {
    check(f, 'read');
    if (f.pending.length === 0) yield* fill(f);
    return makeBytes(yield* readBytes(f, Math.min(f.pending.length, num(n) < 0 ? Infinity : num(n))));
  });
  method(cls, 'readline', 'n=-1', function* (f: FileObj, n: V) {
    check(f, 'read');
    const b = yield* readLine(f, num(n));
    return f.text ? toText(f, b) : makeBytes(b);
  });
  method(cls, 'readlines', 'hint=-1', function* (f: FileObj) {
    check(f, 'read');
    const out: V[] = [];
    for (let b = yield* readLine(f, -1); b.length > 0; b = yield* readLine(f, -1))
      out.push(f.text ? toText(f, b) : makeBytes(b));
    return makeList(out);
  });
  method(cls, 'readinto', 'b', function* (f: FileObj, b: Bytes) {
    const got = yield* readBytes(f, b.b.length);
    b.b.set(got);
    return got.length;
  });
  method(cls, '__iter__', '', (f: FileObj) => {
    check(f, undefined);
    return f;
  });
  method(cls, '__next__', '', function* (f: FileObj) {
    check(f, 'read');
    const b = yield* readLine(f, -1);
    if (b.length === 0) throw raise('StopIteration');
    return f.text ? toText(f, b) : makeBytes(b);
  });
  method(cls, 'write', 's', function* (f: FileObj, s: V) {
    check(f, 'write');
    if (f.text) {
      const t = unbox(s);
      if (typeof t !== 'string') throw typeError(`write() argument must be str, not ${typeName(s)}`);
      const out =
        typeof f.newline === 'string' && f.newline !== '' && f.newline !== '\n' ? t.replace(/\n/g, f.newline) : t;
      yield* put(f, encodeText(out, f.encoding, f.errors));
      return [...t].length;
    }
    const b = bytesOf(s, typeof s === 'string' ? 'a bytes-like object is required' : 'a bytes-like object is required');
    yield* put(f, b);
    return b.length;
  });
  method(cls, 'writelines', 'lines', function* (f: FileObj, lines: V) {
    check(f, 'write');
    for (const l of yield* toArray(lines))
      yield* put(f, f.text ? encodeText(unbox(l) as string, f.encoding, f.errors) : bytesOf(l));
  });
  method(cls, 'flush', '', function* (f: FileObj) {
    check(f, undefined);
    yield* flushFile(f);
  });
  method(cls, 'close', '', function* (f: FileObj) {
    if (f.closed) return;
    yield* flushFile(f);
    f.closed = true;
    if (!f.keep) R.vm.p.closeFd(f.fd);
  });
  method(cls, 'fileno', '', (f: FileObj) => f.fd);
  method(cls, 'isatty', '', (f: FileObj) => R.vm.p.isatty(f.fd));
  method(cls, 'readable', '', (f: FileObj) => f.readable);
  method(cls, 'writable', '', (f: FileObj) => f.writable);
  method(cls, 'seekable', '', (f: FileObj) => R.vm.p.fds.get(f.fd) instanceof RegularFile);
  method(cls, 'tell', '', (f: FileObj) => {
    const file = R.vm.p.fds.get(f.fd);
    if (!(file instanceof RegularFile)) throw raise('OSError', 29, 'Illegal seek');
    return file.offset - f.pending.length;
  });
  method(cls, 'seek', 'offset, whence=0', (f: FileObj, offset: number, whence: number) => {
    const file = R.vm.p.fds.get(f.fd);
    if (!(file instanceof RegularFile)) throw raise('OSError', 29, 'Illegal seek');
    const from = whence === 0 ? 0 : whence === 1 ? file.offset - f.pending.length : (file.node?.data.length ?? 0);
    f.pending = new Uint8Array(0);
    file.offset = from + offset;
    return file.offset;
  });
  method(cls, 'truncate', 'size=None', (f: FileObj, size: V) => {
    const file = R.vm.p.fds.get(f.fd);
    if (!(file instanceof RegularFile)) throw raise('OSError', 22, 'Invalid argument');
    const n = size === null ? file.offset : Number(size);
    file.truncate(n);
    return n;
  });
  method(cls, 'reconfigure', '**kw', function* (f: FileObj, kw: { m: Map<string, V> }) {
    const e = kw.m.get('encoding'),
      err = kw.m.get('errors');
    if (typeof e === 'string') f.encoding = e;
    if (typeof err === 'string') f.errors = err;
    const lines = kw.m.get('line_buffering'),
      through = kw.m.get('write_through');
    if (typeof lines === 'boolean') f.lines = lines;
    yield* flushFile(f);
    if (through === true) f.held = undefined;
  });
  method(cls, 'detach', '', (f: FileObj) => buffer(f));
  method(cls, '__enter__', '', (f: FileObj) => {
    check(f, undefined);
    return f;
  });
  method(cls, '__exit__', '*args', (f: FileObj) => {
    if (!f.closed && !f.keep) R.vm.p.closeFd(f.fd);
    f.closed = true;
  });
  method(cls, '__repr__', '', (f: FileObj) =>
    f.text
      ? `<_io.TextIOWrapper name=${typeof f.name === 'string' ? strRepr(f.name) : String(f.name)} mode='${f.mode}' encoding='${f.encoding === 'utf-8' ? 'UTF-8' : f.encoding}'>`
      : `<_io.${f.cls.name} name=${typeof f.name === 'string' ? strRepr(f.name) : String(f.name)}>`,
  );
  getset(cls, 'closed', (f: FileObj) => f.closed);
  getset(
    cls,
    'name',
    (f: FileObj) => f.name,
    (f: FileObj, v) => {
      f.name = v ?? null;
    },
  );
  getset(cls, 'mode', (f: FileObj) => f.mode);
  getset(cls, 'encoding', (f: FileObj) => f.encoding);
  getset(cls, 'errors', (f: FileObj) => f.errors);
  getset(cls, 'newlines', () => null);
  getset(cls, 'line_buffering', (f: FileObj) => f.lines || R.vm.p.isatty(f.fd));
  getset(cls, 'write_through', (f: FileObj) => f.text && f.held === undefined && R.vm.flags.unbuffered);
  getset(cls, 'buffer', (f: FileObj) => buffer(f));
}
function buffer(f: FileObj): V {
  const have = f.dict!.get('buffer');
  if (have !== undefined) return have;
  const b = new FileObj(
    f.readable && !f.writable ? IO.reader : IO.writer,
    f.fd,
    f.mode.includes('b') ? f.mode : `${f.mode}b`,
    false,
    f.name,
  );
  b.keep = f.keep;
  f.dict!.set('buffer', b);
  return b;
}

/** The path of an argument: str, bytes, or something with `__fspath__`. */
export function* pathOf(v: V, what = 'expected str, bytes or os.PathLike object'): Task<string> {
  const x = unbox(v);
  if (typeof x === 'string') {
    if (x.includes('\0')) throw valueError('embedded null byte');
    return x;
  }
  if (x instanceof Bytes) return decode(x.b);
  const f = special(v, '__fspath__');
  if (f !== undefined) return yield* pathOf(yield* callSpecial(v, f, []));
  throw typeError(`${what}, not ${typeName(v)}`);
}

/** open() */
export function* openFile(file: V, mode: string, encoding: V, errors: V, newline: V, opener: V = null): Task<V> {
  void opener;
  const kind = mode.replace(/[bt+U]/g, '');
  if (!/^[rwax]$/.test(kind) || /[^rwaxbt+U]/.test(mode)) {
    throw valueError(
      /^[rwaxbt+U]*$/.test(mode) ? 'must have exactly one of create/read/write/append mode' : `invalid mode: '${mode}'`,
    );
  }
  const text = !mode.includes('b');
  if (!text && encoding !== null) throw valueError("binary mode doesn't take an encoding argument");
  const plus = mode.includes('+');
  const flags: OpenFlags = {
    read: kind === 'r' || plus,
    write: kind !== 'r' || plus,
    append: kind === 'a',
    create: kind !== 'r',
    truncate: kind === 'w',
    exclusive: kind === 'x',
  };
  let fd: number, name: V;
  if (typeof file === 'number') {
    fd = file;
    name = file;
    R.vm.p.fd(fd);
  } else {
    const path = yield* pathOf(file);
    name = unbox(file);
    try {
      const node = R.vm.p.fs.tryStat(path);
      if (node?.kind === 'dir') throw new FsError('EISDIR', path);
      fd = yield* R.vm.p.open(path, flags);
    } catch (error) {
      if (error instanceof FsError) throw fromFs(error, typeof file === 'string' ? file : path);
      throw error;
    }
  }
  const f = new FileObj(
    text ? IO.text : flags.write === true && flags.read !== true ? IO.writer : flags.write ? IO.writer : IO.reader,
    fd,
    mode,
    text,
    name,
  );
  if (typeof encoding === 'string') {
    encodeText('', encoding, 'strict');
    f.encoding = encoding === 'utf8' ? 'utf8' : encoding;
  }
  if (typeof errors === 'string') f.errors = errors;
  f.newline = newline;
  return f;
}
export const openNative = native(
  'open',
  "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
  function* (file: V, mode: string, _b: V, encoding: V, errors: V, newline: V, _c: V, opener: V) {
    return yield* openFile(file, mode, encoding, errors, newline, opener);
  },
  'io',
);
define('open', openNative);

/** One of the standard streams. What goes out to a file or a pipe is held back unless Python was told not to. */
export function standard(fd: number, name: string, mode: string): FileObj {
  const f = new FileObj(IO.text, fd, mode, true, name);
  f.keep = true;
  if (fd === 2) f.errors = 'backslashreplace';
  if (fd === 1 && !R.vm.flags.unbuffered && !R.vm.p.isatty(1)) {
    const below = buffer(f) as FileObj;
    const bytes = new OutBuffer('bytes', (data) => writeAll(fd, data));
    below.held = bytes;
    f.held = new OutBuffer('text', (data) => bytes.write(data));
  }
  return f;
}
