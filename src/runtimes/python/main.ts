// The python command.

import { decode } from '../../fs/bytes.ts';
import { dirname } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { httpd } from './http-server.ts';
import { installation } from './interpreter.ts';
import { pipProgram } from './pip.ts';
import { repl } from './repl.ts';
import { type Setup, withPython } from './run.ts';
import { flushing, readScript, runModule, runText } from './script.ts';
import type { V } from './vm/objects.ts';

interface Options {
  command: string | undefined;
  module: string | undefined;
  script: string | undefined;
  rest: string[];
  interactive: boolean;
  unbuffered: boolean;
  dontWrite: boolean;
  optimize: number;
  warnings: string[];
  quiet: boolean;
  safePath: boolean;
}

const HELP = `usage: python [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options (and corresponding environment variables):
-B     : write no .pyc files (also PYTHONDONTWRITEBYTECODE=x)
-c cmd : run the text of cmd as a program (ends the list of options)
-E     : take no notice of PYTHON* environment variables
-h     : print this text and end (also --help)
-i     : prompt for more after the program has ended
-I     : isolate Python from the user's environment
-m mod : run a library module as a program (ends the list of options)
-O     : leave out assert statements
-q     : no version and copyright at the prompt
-s     : no user's site folder in sys.path
-u     : unbuffered output (also PYTHONUNBUFFERED=x)
-V     : print the version of Python and end (also --version)
-W arg : control of warnings
file   : the program is read from this file
-      : the program is read from standard input
arg ...: arguments of the program, in sys.argv[1:]
`;

function* wrong(p: Process, text: string): Task<number> {
  yield* p.eprint(
    `${text}\nusage: ${p.argv[0]} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry \`python -h' for more information.\n`,
  );
  return 2;
}

/** Reads the command line; a text is what is wrong with it. */
function parse(args: readonly string[]): Options | 'help' | 'version' | { wrong: string } {
  const o: Options = {
    command: undefined,
    module: undefined,
    script: undefined,
    rest: [],
    interactive: false,
    unbuffered: false,
    dontWrite: false,
    optimize: 0,
    warnings: [],
    quiet: false,
    safePath: false,
  };
  let i = 0;
  for (; i < args.length; i++) {
    const a = args[i]!;
    if (a === '--help') return 'help';
    if (a === '--version') return 'version';
    if (a === '--') {
      i++;
      break;
    }
    if (a === '-' || !a.startsWith('-')) break;
    if (a.startsWith('--')) return { wrong: `unknown option ${a}` };
    for (let k = 1; k < a.length; k++) {
      const c = a[k]!;
      const value = (): string | undefined => (a.slice(k + 1) !== '' ? a.slice(k + 1) : args[++i]);
      if (c === 'c' || c === 'm') {
        const v = value();
        if (v === undefined) return { wrong: `Argument expected for the -${c} option` };
        if (c === 'c') o.command = v;
        else o.module = v;
        o.rest = args.slice(i + 1);
        return o;
      }
      if (c === 'W' || c === 'X') {
        const v = value();
        if (v === undefined) return { wrong: `Argument expected for the -${c} option` };
        if (c === 'W') o.warnings.push(v);
        break;
      }
      if (c === 'h' || c === '?') return 'help';
      if (c === 'V') return 'version';
      if (c === 'i') o.interactive = true;
      else if (c === 'u') o.unbuffered = true;
      else if (c === 'B') o.dontWrite = true;
      else if (c === 'O') o.optimize++;
      else if (c === 'q') o.quiet = true;
      else if (c === 'P' || c === 'I') o.safePath = true;
      else if (!'EsSbdvx'.includes(c)) return { wrong: `Unknown option: -${c}` };
    }
  }
  o.script = args[i];
  o.rest = args.slice(i + 1);
  return o;
}

export const python: Program = function* (p) {
  const o = parse(p.args);
  const where = installation(p, p.argv[0] ?? 'python');
  if (o === 'help') {
    yield* p.print(HELP);
    return 0;
  }
  if (o === 'version') {
    yield* p.print(`Python ${where.version}\n`);
    return 0;
  }
  if ('wrong' in o) return yield* wrong(p, o.wrong);
  if (o.module === 'pip') {
    p.argv = ['pip', ...o.rest];
    return yield* pipProgram(p);
  }
  if (o.module === 'http.server')
    return yield* httpd(p, o.rest, o.unbuffered || (p.getenv('PYTHONUNBUFFERED') ?? '') !== '');
  const interactive = o.interactive || (p.getenv('PYTHONINSPECT') ?? '') !== '';
  const setup = (argv0: string, first: string): Setup => ({
    ...where,
    argv: [argv0, ...o.rest],
    first,
    flags: {
      interactive,
      dontWriteBytecode: o.dontWrite || (p.getenv('PYTHONDONTWRITEBYTECODE') ?? '') !== '',
      unbuffered: o.unbuffered || (p.getenv('PYTHONUNBUFFERED') ?? '') !== '',
      optimize: o.optimize,
      warnings: o.warnings,
    },
  });
  const after = (body: () => Task<V>) =>
    function* (): Task<V> {
      if (!interactive) return yield* body();
      return yield* repl(p, where.version, true, body);
    };
  if (o.command !== undefined) {
    const { command } = o;
    return yield* withPython(
      p,
      setup('-c', ''),
      after(() => runText(`${command}\n`, '<string>', false)),
    );
  }
  if (o.module !== undefined) {
    const { module } = o;
    return yield* withPython(
      p,
      setup('-m', p.cwd),
      after(() => runModule(module)),
    );
  }
  if (o.script !== undefined && o.script !== '-') {
    const { script } = o;
    const got = readScript(p, script);
    if ('problem' in got) {
      yield* p.eprint(`${p.argv[0]}: ${got.problem}\n`);
      return got.problem.startsWith("can't find '__main__'") ? 1 : 2;
    }
    const isDir = p.fs.isDir(script);
    const real = p.fs.realpath(script);
    return yield* withPython(
      p,
      setup(script, isDir ? real : dirname(real)),
      after(() => flushing(() => runText(got.text, isDir ? `${p.abs(script)}/__main__.py` : p.abs(script), true))),
    );
  }
  const argv0 = o.script === '-' ? '-' : '';
  if (p.isatty(0)) return yield* withPython(p, setup(argv0, ''), () => repl(p, where.version, o.quiet));
  const text = decode(yield* p.readAll(0));
  return yield* withPython(
    p,
    setup(argv0, ''),
    after(() => flushing(() => runText(text, '<stdin>', false))),
  );
};
