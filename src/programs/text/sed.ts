// sed: runs what sed-parse.ts has read.

import { FsError } from '../../fs/node.ts';
import { dirname, join } from '../../fs/path.ts';
import { type Task, preempt } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure, Usage, parseArgs, reason } from '../args.ts';
import { type Input, Lines, Out, decodeText, encodeText, openInput, splitLines, textProgram } from './io.ts';
import { type Address, type Chunk, type Command, type Piece, type Regex, SedError, parseSed } from './sed-parse.ts';

/** Where lines go: standard output, a file being edited, or a file of `w`. */
class Target {
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
class Source {
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

class Sed {
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

/** `l`: everything visible, long lines folded. */
function visible(text: string, width: number): string {
  const names: Record<number, string> = {
    7: '\\a',
    8: '\\b',
    9: '\\t',
    10: '\\n',
    11: '\\v',
    12: '\\f',
    13: '\\r',
    92: '\\\\',
  };
  let out = '';
  let column = 0;
  for (const b of encodeText(text)) {
    const s = names[b] ?? (b < 32 || b > 126 ? `\\${b.toString(8).padStart(3, '0')}` : String.fromCharCode(b));
    if (width > 1 && column + s.length > width - 1) {
      out += '\\\n';
      column = 0;
    }
    out += s;
    column += s.length;
  }
  return `${out}$\n`;
}

function* run(sed: Sed, source: Source, script: readonly Command[], lineWidth: number): Task<number> {
  let space = '';
  let ended = true;
  let appended: (() => Task)[] = [];
  let restart = false;
  let cycles = 0;
  const endCycle = function* (): Task {
    if (!sed.quiet) sed.target.line(space, ended);
    yield* flushAppended();
    yield* sed.target.breathe();
  };
  const flushAppended = function* (): Task {
    if (appended.length === 0) return;
    for (const f of appended.splice(0)) yield* f();
    appended = [];
  };
  for (;;) {
    if (!restart) {
      const line = yield* source.read();
      if (line === undefined) return source.status;
      space = line;
      ended = source.ended;
    }
    restart = false;
    let replaced = false;
    let print = true;
    for (let pc = 0; pc < script.length; pc++) {
      const cmd = script[pc]!;
      if (cmd.a1 !== undefined || cmd.not) {
        if ((yield* sed.selects(cmd, source, space)) === cmd.not) {
          if (cmd.name === '{') pc = cmd.target - 1;
          continue;
        }
      }
      switch (cmd.name) {
        case '{':
          break;
        case 's': {
          const next = sed.substitute(cmd, space);
          if (next === undefined) break;
          space = next;
          replaced = true;
          if (cmd.print) sed.target.line(space, ended);
          if (cmd.file !== undefined) yield* sed.writeTo(cmd.file, space, true);
          break;
        }
        case 'y': {
          let to = '';
          for (const c of space) to += cmd.map!.get(c) ?? c;
          space = to;
          break;
        }
        case 'a': {
          const { text } = cmd;
          appended.push(function* () {
            sed.target.text(text);
          });
          break;
        }
        case 'i':
          sed.target.text(cmd.text);
          break;
        case 'c':
          // The text of a range comes once, at its end.
          if (cmd.a2 === undefined || cmd.not || !cmd.active) sed.target.text(cmd.text);
          print = false;
          pc = script.length;
          break;
        case 'd':
          print = false;
          pc = script.length;
          break;
        case 'D': {
          const cut = space.indexOf('\n');
          print = false;
          pc = script.length;
          if (cut >= 0) {
            space = space.slice(cut + 1);
            restart = true;
          }
          break;
        }
        case 'p':
          sed.target.line(space, ended);
          break;
        case 'P': {
          const cut = space.indexOf('\n');
          sed.target.line(cut < 0 ? space : space.slice(0, cut), cut >= 0 || ended);
          break;
        }
        case 'n':
        case 'N': {
          if (yield* source.exhausted()) {
            if (cmd.name === 'N' && sed.posix) return source.status;
            yield* endCycle();
            return source.status;
          }
          if (cmd.name === 'n') {
            if (!sed.quiet) sed.target.line(space, ended);
          }
          yield* flushAppended();
          const line = yield* source.read();
          if (line === undefined) return source.status;
          space = cmd.name === 'n' ? line : `${space}\n${line}`;
          ended = source.ended;
          yield* sed.target.breathe();
          break;
        }
        case 'g':
          space = sed.hold;
          break;
        case 'G':
          space += `\n${sed.hold}`;
          break;
        case 'h':
          sed.hold = space;
          break;
        case 'H':
          sed.hold += `\n${space}`;
          break;
        case 'x':
          [space, sed.hold] = [sed.hold, space];
          break;
        case 'z':
          space = '';
          break;
        case '=':
          sed.target.text(`${source.number}\n`);
          break;
        case 'F':
          sed.target.text(`${source.path}\n`);
          break;
        case 'l':
          sed.target.text(visible(space, cmd.number ?? lineWidth));
          break;
        case 'q':
          yield* endCycle();
          yield* source.drain();
          return cmd.number ?? source.status;
        case 'Q':
          yield* source.drain();
          return cmd.number ?? source.status;
        case 'r': {
          const path = cmd.text;
          appended.push(function* () {
            try {
              const input = yield* openInput(sed.p, path === '/dev/stdin' ? '-' : path);
              const text = decodeText(yield* sed.p.readAll(input.fd));
              input.close();
              if (text !== '') sed.target.text(text);
            } catch (error) {
              if (!(error instanceof FsError)) throw error;
            }
          });
          break;
        }
        case 'R': {
          const path = cmd.text;
          appended.push(function* () {
            const line = yield* sed.readLine(path);
            if (line !== undefined) sed.target.line(line);
          });
          break;
        }
        case 'w':
          yield* sed.writeTo(cmd.text, space, true);
          break;
        case 'W':
          yield* sed.writeTo(cmd.text, space.split('\n', 1)[0]!, true);
          break;
        case 'b':
          pc = cmd.target - 1;
          break;
        case 't':
          if (replaced) pc = cmd.target - 1;
          replaced = false;
          break;
        case 'T':
          if (!replaced) pc = cmd.target - 1;
          replaced = false;
          break;
      }
      // A jump backwards may go on for ever.
      if ((++cycles & 1023) === 0) {
        yield* sed.target.breathe();
        yield* preempt();
      }
    }
    if (print) yield* endCycle();
    else {
      yield* flushAppended();
      yield* sed.target.breathe();
    }
  }
}

export const sed = textProgram(function* (p, out) {
  const o = parseArgs(p, 'ne:f:Ersi::zul:b', {
    quiet: 'n',
    silent: 'n',
    'expression=': 'e',
    'file=': 'f',
    'regexp-extended': 'E',
    separate: 's',
    'in-place=?': 'i',
    'null-data': 'z',
    'zero-terminated': 'z',
    unbuffered: 'u',
    posix: 'posix',
    'line-length=': 'l',
    binary: 'b',
  });
  const chunks: Chunk[] = [];
  // The order of -e and -f among each other counts, so they are looked up once more.
  for (const [key, value] of scripts(p.args)) {
    if (key === 'e') chunks.push({ text: value, file: undefined });
    else {
      try {
        const bytes = value === '-' ? yield* p.readAll(0) : p.fs.readFile(value);
        chunks.push({ text: decodeText(bytes).replace(/\n$/, ''), file: value });
      } catch (error) {
        throw new Failure(p.busybox ? `${value}: ${reason(error)}` : `couldn't open file ${value}: ${reason(error)}`);
      }
    }
  }
  if (chunks.length === 0) {
    const first = o.rest.shift();
    if (first === undefined) {
      const usage = `Usage: ${p.name} [OPTION]... {script-only-if-no-other-script} [input-file]...\n`;
      if (p.busybox) throw new Usage('no script');
      yield* p.eprint(usage);
      return 1;
    }
    chunks.push({ text: first, file: undefined });
  }
  const run1 = new Sed(p, out);
  const first = splitLines(chunks[0]!.text)[0];
  run1.quiet = o.has('n') || first === '#n';
  run1.zero = o.has('z');
  run1.posix = o.has('posix');
  run1.inPlace = o.get('i');
  run1.separate = o.has('s') || o.has('i');
  run1.target = new Target(out, run1.zero ? '\0' : '\n');
  let script: Command[];
  try {
    script = parseSed(chunks, { extended: o.has('E') || o.has('r'), zero: run1.zero });
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    const text = p.busybox
      ? error.message
          .replace(/^-e expression #\d+, char \d+: /, '')
          .replace(/^unknown command: `(.)'.*/, 'unsupported command $1')
          .replace(/^unterminated `(.)' command.*/, "unmatched '/'")
      : error.message;
    yield* p.eprint(`${p.name}: ${text}\n`);
    return /label for jump/.test(error.message) && !p.busybox ? 4 : 1;
  }
  yield* run1.openFiles(script);
  const source = new Source(run1, o.rest.length === 0 ? ['-'] : o.rest);
  const width = Number(o.get('l') ?? 70);
  try {
    const status = yield* run(run1, source, script, width === 0 ? 1 : width);
    return Math.max(status, source.status);
  } catch (error) {
    if (error instanceof Failure && /^no previous/.test(error.message))
      throw new Failure(`-e expression #1, char 0: ${error.message}`);
    throw error;
  }
});

/** The scripts among the arguments, in their order. */
function* scripts(args: readonly string[]): Generator<[string, string]> {
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    if (a === '--') return;
    const long = /^--(expression|file)(?:=([^]*))?$/.exec(a);
    if (long !== null) yield [long[1]![0]!, long[2] ?? args[++i] ?? ''];
    else if (a === '--line-length') i++;
    else if (/^-[^-]/.test(a)) {
      const m = /^-[nErsuzb]*(?:([ef])([^]*)|l([^]*)|i.*)?$/.exec(a);
      if (m?.[1] !== undefined) yield [m[1], m[2] !== '' ? m[2]! : (args[++i] ?? '')];
      else if (m?.[3] === '') i++;
    }
  }
}
