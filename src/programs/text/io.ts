// Reading and writing for text programs: lines of files as they come, output in batches, bytes that are no text kept.

import { concat, decode, encode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import { type Program, type Task, preempt } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { program, reason } from '../args.ts';

/** Text of bytes. A byte that is no UTF-8 becomes U+DC80–U+DCFF, so that `encodeText` gives it back. */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  // The decoder drops a leading byte order mark, which a filter has to hand on.
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? `\ufeff${text}` : text;
  if (!text.includes('\ufffd')) return marked;
  let out = '';
  for (let i = 0; i < bytes.length;) {
    const b = bytes[i]!;
    const n = b < 0x80 ? 1 : b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 0;
    const one = n === 0 ? '\ufffd' : n === 1 ? String.fromCharCode(b) : decode(bytes.subarray(i, i + n));
    const whole =
      n > 0 &&
      i + n <= bytes.length &&
      (!one.includes('\ufffd') || (b === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd));
    if (whole) {
      out += one === '' ? '\ufeff' : one;
      i += n;
    } else {
      out += String.fromCharCode(0xdc00 + b);
      i++;
    }
  }
  return out;
}

/** Bytes of a text, with the bytes that `decodeText` set aside. */
export function encodeText(text: string): Uint8Array {
  if (!/(?:^|[^\ud800-\udbff])[\udc80-\udcff]/.test(text)) return encode(text);
  const parts: Uint8Array[] = [];
  for (const piece of text.split(/((?<![\ud800-\udbff])[\udc80-\udcff])/)) {
    if (/^[\udc80-\udcff]$/.test(piece)) parts.push(new Uint8Array([piece.charCodeAt(0) & 255]));
    else if (piece !== '') parts.push(encode(piece));
  }
  return concat(parts);
}

const BATCH = 8192;

/** Output that is gathered and written in batches. */
export class Out {
  private text = '';
  constructor(
    readonly p: Process,
    readonly fd = 1,
  ) {}
  put(text: string): void {
    this.text += text;
  }
  get full(): boolean {
    return this.text.length >= BATCH;
  }
  *flush(): Task {
    if (this.text === '') return;
    const text = this.text;
    this.text = '';
    yield* this.p.write(this.fd, encodeText(text));
    yield* preempt();
  }
  /** Writes out when enough has been gathered. */
  *breathe(): Task {
    if (this.text.length >= BATCH) yield* this.flush();
  }
  *bytes(data: Uint8Array): Task {
    yield* this.flush();
    yield* this.p.write(this.fd, data);
    yield* preempt();
  }
  /** A message on standard error after all that was written so far; gives 1. */
  *complain(message: string): Task<number> {
    yield* this.flush();
    yield* this.p.eprint(`${this.p.name}: ${message}\n`);
    return 1;
  }
}

/** Lines (or records with another end) of a descriptor. `take` gives what is there already, `next` waits. */
export class Lines {
  private list: string[] = [];
  private at = 0;
  private rest: Uint8Array[] = [];
  private done = false;
  /** Bytes of a line whose end is not there yet. */
  private held = 0;
  /** Had the line given last its end? */
  ended = true;
  private lastOpen = false;
  constructor(
    private readonly p: Process,
    readonly fd: number,
    private readonly end = 10,
    /** Written out before waiting, so that nobody sees output late. */
    private readonly out?: Out,
  ) {}
  take(): string | undefined {
    if (this.at >= this.list.length) return undefined;
    const line = this.list[this.at++]!;
    this.ended = !(this.lastOpen && this.at === this.list.length);
    return line;
  }
  *next(): Task<string | undefined> {
    while (this.at >= this.list.length) if (!(yield* this.fill())) return undefined;
    return this.take();
  }
  /** Is there another line? */
  *more(): Task<boolean> {
    while (this.at >= this.list.length) if (!(yield* this.fill())) return false;
    return true;
  }
  private *fill(): Task<boolean> {
    if (this.done) return false;
    if (this.out !== undefined) yield* this.out.flush();
    yield* preempt();
    const bytes = yield* this.p.read(this.fd);
    this.list = [];
    this.at = 0;
    if (bytes.length === 0) {
      this.done = true;
      if (this.rest.length === 0) return false;
      this.list = [decodeText(concat(this.rest.splice(0)))];
      this.lastOpen = true;
      return true;
    }
    const cut = bytes.lastIndexOf(this.end);
    if (cut < 0) {
      this.p.hold(bytes.length);
      this.held += bytes.length;
      this.rest.push(bytes);
      return true;
    }
    if (this.held > 0) this.p.release(this.held);
    this.held = 0;
    const whole = concat([...this.rest.splice(0), bytes.subarray(0, cut)]);
    this.list = decodeText(whole).split(this.end === 10 ? '\n' : String.fromCharCode(this.end));
    if (cut + 1 < bytes.length) this.rest.push(bytes.subarray(cut + 1));
    return true;
  }
}

/** An open input; `-` is standard input, which stays open. */
export interface Input {
  readonly fd: number;
  readonly path: string;
  close(): void;
}

/** Opens a file to read. @throws FsError */
export function* openInput(p: Process, path: string): Task<Input> {
  if (path === '-') {
    p.fd(0);
    return { fd: 0, path, close: () => {} };
  }
  const fd = yield* p.open(path, { read: true });
  return { fd, path, close: () => p.closeFd(fd) };
}

/** Opens a file to read, or says why not (`name: path: reason`, busybox's cat and others `can't open 'path'`). */
export function* tryInput(out: Out, path: string, message?: (why: string) => string): Task<Input | undefined> {
  try {
    return yield* openInput(out.p, path);
  } catch (error) {
    const why = reason(error);
    yield* out.complain(message !== undefined ? message(why) : `${path}: ${why}`);
    return undefined;
  }
}

/** Runs `act` on every operand in turn (standard input when there is none); 1 when one could not be opened. */
export function* eachInput(
  out: Out,
  paths: readonly string[],
  act: (input: Input) => Task<number | void>,
  message?: (path: string, why: string) => string,
): Task<number> {
  let status = 0;
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const input = yield* tryInput(out, path, message === undefined ? undefined : (why) => message(path, why));
    if (input === undefined) {
      status = 1;
      continue;
    }
    status |= (yield* act(input)) ?? 0;
    input.close();
  }
  return status;
}

/** Every byte of a file or of standard input. @throws FsError */
export function* slurp(p: Process, path: string): Task<Uint8Array> {
  const input = yield* openInput(p, path);
  const bytes = yield* p.readAll(input.fd);
  input.close();
  return bytes;
}

/** Lines of a whole text without the end of the last. */
export function splitLines(text: string, end = '\n'): string[] {
  const lines = text.split(end);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** A program with gathered output, written out when it ends well or ill. */
export function textProgram(body: (p: Process, out: Out) => Task<number>, usageStatus = 1): Program {
  return program(function* (p) {
    const out = new Out(p);
    let status: number;
    try {
      status = yield* body(p, out);
    } catch (error) {
      if (error instanceof FsError && (error.code === 'EPIPE' || error.code === 'EINTR')) throw error;
      if (error instanceof FsError && error.code !== 'ENOSPC' && error.code !== 'EFBIG') {
        yield* out.complain(`${error.path}: ${reason(error)}`);
        return usageStatus;
      }
      if (error instanceof FsError) {
        // busybox looks at the end only, when the reason of an earlier failure is gone
        yield* p.eprint(`${p.name}: ${p.busybox ? 'standard output: I/O error' : `write error: ${reason(error)}`}\n`);
        return usageStatus;
      }
      yield* out.flush();
      throw error;
    }
    try {
      yield* out.flush();
    } catch (error) {
      if (!(error instanceof FsError) || error.code === 'EPIPE') throw error;
      yield* p.eprint(`${p.name}: ${p.busybox ? 'standard output' : 'write error'}: ${reason(error)}\n`);
      return usageStatus;
    }
    return status;
  }, usageStatus);
}
