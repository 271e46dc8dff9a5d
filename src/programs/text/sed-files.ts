// Input and output of sed: lines of one file after the other, and which of them is the last.

import { FsError } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import { reason } from '../args.ts';
import { type Out, Lines, type Input, openInput } from './io.ts';
import type { Sed } from './sed-machine.ts';

/** Where lines go: standard output, a file being edited, or a file of `w`. */
export class Target {
  /** The line written last had no newline: it is made up for when more follows. */
  private open = false;
  chunks: string[] | undefined;
  constructor(
    private readonly out: Out,
    private readonly eol: string,
  ) {}
  line(text: string, ended = true): void {
    this.raw((this.open ? this.eol : '') + text + (ended ? this.eol : ''));
    this.open = !ended;
  }
  text(text: string): void {
    this.raw((this.open ? this.eol : '') + text);
    this.open = false;
  }
  private raw(text: string): void {
    if (this.chunks === undefined) this.out.put(text);
    else this.chunks.push(text);
  }
  *breathe(): Task {
    if (this.chunks === undefined) yield* this.out.breathe();
  }
}

/** The operands, one after the other, as one stream of lines (or each for itself with -s and -i). */
export class Source {
  private lines: Lines | undefined;
  private input: Input | undefined;
  private next = 0;
  path = '-';
  status = 0;
  ended = true;
  number = 0;
  private ahead: string | undefined;
  private aheadEnded = true;
  constructor(
    private readonly sed: Sed,
    private readonly paths: readonly string[],
  ) {}
  /** Goes to the next file that can be read; false when there is none. */
  private *open(): Task<boolean> {
    const { sed } = this;
    const { p } = sed;
    while (this.next < this.paths.length) {
      const path = this.paths[this.next++]!;
      try {
        if (sed.inPlace !== undefined) {
          const node = p.fs.stat(path);
          if (node.kind !== 'file') {
            yield* sed.out.complain(
              p.busybox ? `${path}: not a regular file` : `couldn't edit ${path}: not a regular file`,
            );
            this.status = 4;
            continue;
          }
        }
        this.input = yield* openInput(p, path);
      } catch (error) {
        yield* sed.out.complain(
          p.busybox
            ? `${path}: ${reason(error)}`
            : error instanceof FsError && error.code === 'EISDIR'
              ? `couldn't edit ${path}: not a regular file`
              : `can't read ${path}: ${reason(error)}`,
        );
        this.status = Math.max(this.status, p.busybox ? 1 : 2);
        continue;
      }
      if (p.fs.isDir(path) && path !== '-') {
        this.input.close();
        yield* sed.out.complain(
          p.busybox ? `read error from '${path}': Is a directory` : `read error on ${path}: Is a directory`,
        );
        this.status = Math.max(this.status, 2);
        continue;
      }
      this.path = path;
      this.lines = new Lines(p, this.input.fd, sed.zero ? 0 : 10, sed.out);
      if (sed.separate) this.number = 0;
      sed.begin(path);
      return true;
    }
    return false;
  }
  private *close(): Task {
    this.input?.close();
    this.input = undefined;
    this.lines = undefined;
    yield* this.sed.finish(this.path);
  }
  *read(): Task<string | undefined> {
    for (;;) {
      if (this.ahead !== undefined) {
        const line = this.ahead;
        this.ahead = undefined;
        this.ended = this.aheadEnded;
        this.number++;
        return line;
      }
      if (this.lines === undefined && !(yield* this.open())) return undefined;
      const line = this.lines!.take() ?? (yield* this.lines!.next());
      if (line !== undefined) {
        this.ended = this.lines!.ended;
        this.number++;
        return line;
      }
      yield* this.close();
    }
  }
  /** Is the line read last the last of all (with -s and -i: of its file)? */
  *isLast(): Task<boolean> {
    if (this.ahead !== undefined) return false;
    if (this.lines !== undefined && (yield* this.lines.more())) return false;
    if (this.sed.separate) return true;
    for (;;) {
      if (this.lines === undefined && !(yield* this.open())) return true;
      const line = yield* this.lines!.next();
      if (line !== undefined) {
        this.ahead = line;
        this.aheadEnded = this.lines!.ended;
        return false;
      }
      yield* this.close();
    }
  }
  /** Is there more to read in any file? */
  *exhausted(): Task<boolean> {
    if (!(yield* this.isLast())) return false;
    if (!this.sed.separate) return true;
    return this.next >= this.paths.length;
  }
  /** After q: an edited file keeps what was not read. */
  *drain(): Task {
    if (this.sed.inPlace === undefined || this.lines === undefined) return;
    for (let line = yield* this.lines.next(); line !== undefined; line = yield* this.lines.next())
      this.sed.target.line(line, this.lines.ended);
    yield* this.close();
  }
}
