// sed: its command line, and the run of a script over the lines.

import { FsError } from '../../fs/node.ts';
import { type Task, preempt } from '../../kernel/block.ts';
import { parseArgs, Failure, reason, Usage } from '../args.ts';
import { encodeText, openInput, decodeText, textProgram, splitLines } from './io.ts';
import { type Command, type Chunk, parseSed, SedError } from './sed-parse.ts';
import { Sed } from './sed-machine.ts';
import { Source, Target } from './sed-files.ts';

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
