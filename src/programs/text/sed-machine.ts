// What a running sed holds: files that it writes, addresses that match, substitution.

import { dirname, join } from '../../fs/path.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure, reason } from '../args.ts';
import { Out, Lines, encodeText, openInput } from './io.ts';
import type { Regex, Command, Address, Piece } from './sed-parse.ts';
import { Target, type Source } from './sed-files.ts';

export class Sed {
  zero = false;
  separate = false;
  quiet = false;
  posix = false;
  /** Suffix of the copy that -i keeps; undefined without -i. */
  inPlace: string | undefined;
  target: Target;
  private readonly files = new Map<string, { fd: number; target: Target; out: Out }>();
  private readonly readers = new Map<string, Lines | undefined>();
  private lastRegex: Regex;
  hold = '';

  constructor(
    readonly p: Process,
    readonly out: Out,
  ) {
    this.target = new Target(out, '\n');
  }

  begin(_path: string): void {
    if (this.inPlace !== undefined) {
      this.target = new Target(this.out, this.zero ? '\0' : '\n');
      this.target.chunks = [];
    }
  }

  /** Puts the edited text in the file's place: a new file with the old one's name, as GNU does. */
  *finish(path: string): Task {
    if (this.inPlace === undefined || this.target.chunks === undefined) return;
    const { p } = this;
    const text = this.target.chunks.join('');
    this.target.chunks = undefined;
    const real = path;
    const dir = dirname(real);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    const temp =
      (p.busybox ? real : join(dir, 'sed')) +
      [...p.kernel.random.bytes(6)].map((b) => letters[b % letters.length]!).join('');
    const node = p.fs.stat(path);
    try {
      p.fs.writeFile(temp, encodeText(text), node.mode & 0o777);
    } catch (error) {
      throw new Failure(
        p.busybox
          ? `can't create temp file '${path}XXXXXX': ${reason(error)}`
          : `couldn't open temporary file ${temp}: ${reason(error)}`,
        p.busybox ? 1 : 4,
      );
    }
    try {
      p.fs.chmod(temp, node.mode);
      if (node.uid !== p.euid || node.gid !== p.egid) p.fs.chown(temp, node.uid, node.gid);
    } catch {
      // somebody else's file in a directory of ours: it becomes ours, as with the real one
    }
    try {
      if (this.inPlace !== '')
        p.fs.rename(
          real,
          this.inPlace.includes('*')
            ? join(dir, this.inPlace.replaceAll('*', real.slice(real.lastIndexOf('/') + 1)))
            : real + this.inPlace,
        );
      p.fs.rename(temp, real);
    } catch (error) {
      p.fs.unlink(temp);
      throw new Failure(
        p.busybox ? `can't move '${temp}' to '${real}': ${reason(error)}` : `cannot rename ${temp}: ${reason(error)}`,
        p.busybox ? 1 : 4,
      );
    }
  }

  *openFiles(script: readonly Command[]): Task {
    for (const cmd of script) {
      const path = cmd.name === 'w' || cmd.name === 'W' ? cmd.text : cmd.file;
      if (path === undefined || this.files.has(path) || path === '/dev/stdout') continue;
      let fd = 2;
      if (path !== '/dev/stderr') {
        try {
          fd = yield* this.p.open(path, { write: true, create: true, truncate: true });
        } catch (error) {
          throw new Failure(`couldn't open file ${path}: ${reason(error)}`, 4);
        }
      }
      const out = new Out(this.p, fd);
      this.files.set(path, { fd, out, target: new Target(out, this.zero ? '\0' : '\n') });
    }
  }

  *writeTo(path: string, line: string, ended: boolean): Task {
    const file = this.files.get(path);
    if (file === undefined) {
      this.target.line(line, ended);
      return;
    }
    file.target.line(line, ended);
    yield* file.out.flush();
  }

  regex(r: Regex): { re: RegExp; groups: number } {
    const use = r ?? this.lastRegex;
    if (use === undefined) throw new Failure('no previous regular expression');
    this.lastRegex = use;
    use.re.lastIndex = 0;
    return use;
  }

  *matches(a: Address, source: Source, space: string): Task<boolean> {
    switch (a.kind) {
      case 'line':
        return source.number === a.n;
      case 'last':
        return yield* source.isLast();
      case 'regex':
        return this.regex(a.regex).re.test(space);
      case 'step':
        return source.number >= a.first && (source.number - a.first) % a.step === 0;
      default:
        return false;
    }
  }

  *selects(cmd: Command, source: Source, space: string): Task<boolean> {
    const { a1, a2 } = cmd;
    if (a1 === undefined) return true;
    if (a2 === undefined) return yield* this.matches(a1, source, space);
    const n = source.number;
    if (cmd.active) {
      if (a2.kind === 'line') {
        // A line number that is past already ends the range before this line.
        if (n >= a2.n) cmd.active = false;
        return n <= a2.n || (yield* this.matches(a1, source, space));
      }
      if (a2.kind === 'regex' || a2.kind === 'last') {
        if (yield* this.matches(a2, source, space)) cmd.active = false;
        return true;
      }
      if (n >= cmd.until) cmd.active = false;
      return true;
    }
    if (a1.kind === 'line' && a1.n === 0 && n === 1) {
      cmd.active = !(yield* this.matches(a2, source, space));
      return true;
    }
    if (!(yield* this.matches(a1, source, space))) return false;
    cmd.active = true;
    if (a2.kind === 'line') cmd.active = a2.n > n;
    else if (a2.kind === 'plus') {
      cmd.until = n + a2.n;
      cmd.active = a2.n > 0;
    } else if (a2.kind === 'multiple') {
      cmd.until = a2.n === 0 ? n : Math.ceil(n / a2.n) * a2.n;
      cmd.active = cmd.until > n;
    } else if (a2.kind === 'last') cmd.active = !(yield* source.isLast());
    return true;
  }

  /** The result of `s`, undefined when nothing fits. */
  substitute(cmd: Command, space: string): string | undefined {
    const { re } = this.regex(cmd.regex);
    let out = '';
    let from = 0;
    let count = 0;
    let lastEnd = -1;
    let done = false;
    re.lastIndex = 0;
    for (let m = re.exec(space); m !== null; m = re.exec(space)) {
      const end = m.index + m[0].length;
      if (m[0] === '' && m.index === lastEnd) {
        if (m.index >= space.length) break;
        re.lastIndex = m.index + 1;
        continue;
      }
      lastEnd = end;
      if (++count >= cmd.nth) {
        out += space.slice(from, m.index) + expand(cmd.pieces, m);
        from = end;
        done = true;
        if (!cmd.global) break;
      }
      if (m[0] === '') {
        if (end >= space.length) break;
        re.lastIndex = end + 1;
        // What lies between stays: it is copied with the next slice.
      }
    }
    return done ? out + space.slice(from) : undefined;
  }

  /** A line of the file for `R`; each file is read on from where it was. */
  *readLine(path: string): Task<string | undefined> {
    if (!this.readers.has(path)) {
      let lines: Lines | undefined;
      try {
        lines = new Lines(this.p, (yield* openInput(this.p, path)).fd);
      } catch {
        lines = undefined;
      }
      this.readers.set(path, lines);
    }
    const lines = this.readers.get(path);
    return lines === undefined ? undefined : yield* lines.next();
  }
}

/** The replacement with groups and changes of case put in. */
function expand(pieces: readonly Piece[], m: RegExpExecArray): string {
  let out = '';
  let all = '';
  let one = '';
  for (const piece of pieces) {
    if (typeof piece === 'object') {
      if (piece.fold === 'E') all = '';
      else if (piece.fold === 'U' || piece.fold === 'L') all = piece.fold;
      else one = piece.fold;
      if (piece.fold === 'U' || piece.fold === 'L' || piece.fold === 'E') one = '';
      continue;
    }
    let text = typeof piece === 'number' ? (m[piece] ?? '') : piece;
    if (text === '') continue;
    if (all === 'U') text = text.toUpperCase();
    else if (all === 'L') text = text.toLowerCase();
    if (one !== '') text = (one === 'u' ? text[0]!.toUpperCase() : text[0]!.toLowerCase()) + text.slice(1);
    one = '';
    out += text;
  }
  return out;
}
