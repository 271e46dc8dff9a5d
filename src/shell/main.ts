// The shells as programs: bash, and sh in the manners of dash and of busybox.

import { SIGNALS } from '../kernel/signals.ts';
import { parse, type ParsedScript } from 'unbash';
import { FsError, errnoText } from '../fs/node.ts';
import type { Program, Task } from '../kernel/block.ts';
import { endGiven } from '../kernel/journal.ts';
import { evalText, finish, runScript } from './interpreter.ts';
import { syntaxError } from './ending.ts';
import { understand } from './dialect.ts';
import { LineInput } from './input.ts';
import { guarded, isIncomplete, openHereDoc, profile } from './reading.ts';
import { repl } from './repl.ts';
import {
  CommandError,
  type Dialect,
  Exit,
  Fatal,
  OPTION_LETTERS,
  OPTION_NAMES,
  type Reader,
  Return,
  Shell,
} from './shell.ts';
import { VarError } from './vars.ts';

/** A shell. One that is not bash brings what reads its texts. */
export function shellProgram(dialect: Dialect, reader?: Reader): Program {
  const program = started(dialect, reader);
  return function* (p) {
    try {
      return yield* program(p);
    } catch (error) {
      // a start file ended the shell
      if (error instanceof Exit) return error.status;
      throw error;
    }
  };
}

function started(dialect: Dialect, reader: Reader | undefined): Program {
  return function* (p) {
    const sh = Shell.fromEnvironment(p, dialect, reader);
    // bash ignores SIGQUIT in every mode; what it starts does not
    if (dialect === 'bash' && !p.actions.has(SIGNALS.QUIT)) {
      sh.own.set(SIGNALS.QUIT, 'ignore');
      p.actions.set(SIGNALS.QUIT, 'ignore');
    }
    const args = [...p.args];
    let commandText: string | undefined;
    let wantsCommand = false;
    let stdin = false;
    let interactive = false;
    let login = p.argv[0]?.startsWith('-') ?? false;
    let norc = false;
    while (args.length > 0 && /^[-+]./.test(args[0]!)) {
      const a = args.shift()!;
      if (a === '--') break;
      if (a === '--version' && dialect === 'bash') {
        yield* p.print('GNU bash, version 5.2.37(1)-release (x86_64-pc-linux-gnu)\n');
        return 0;
      }
      if (a === '--login') login = true;
      else if (a === '--norc' || a === '--noprofile' || a === '--posix' || a === '--rcfile') {
        norc = true;
        if (a === '--rcfile') args.shift();
      } else if (a.startsWith('--')) {
        yield* p.eprint(`${p.argv[0]}: ${a}: invalid option\n`);
        return 2;
      } else {
        for (const c of a.slice(1)) {
          if (c === 'c') wantsCommand = true;
          else if (c === 's') stdin = true;
          else if (c === 'i') interactive = true;
          else if (c === 'l') login = true;
          else if (c === 'o') {
            const name = args.shift() ?? '';
            if (!OPTION_NAMES.includes(name)) {
              yield* p.eprint(`${p.argv[0]}: ${name}: invalid option name\n`);
              return 2;
            }
            sh.options.add(name);
          } else if (OPTION_LETTERS[c] !== undefined) {
            if (a.startsWith('-')) sh.options.add(OPTION_LETTERS[c]);
            else sh.options.delete(OPTION_LETTERS[c]);
          } else {
            yield* p.eprint(
              dialect === 'bash' ? `${p.argv[0]}: -${c}: invalid option\n` : `${p.argv[0]}: 0: Illegal option -${c}\n`,
            );
            return 2;
          }
        }
      }
    }
    sh.name = p.argv[0]!.replace(/^-/, '');
    sh.login = login;
    if (login) yield* profile(sh, '/etc/profile');
    if (wantsCommand) {
      commandText = args.shift();
      if (commandText === undefined) {
        yield* p.eprint(
          `${sh.name}: ${dialect === 'bash' ? '-c: option requires an argument' : '-c requires an argument'}\n`,
        );
        return 2;
      }
      if (args.length > 0) sh.name = args.shift()!;
      sh.positional = args;
      sh.mode = 'command';
      return yield* whole(sh, commandText);
    }
    if (args.length > 0 && !stdin) return yield* scriptFile(sh, args);
    sh.positional = args;
    sh.mode = 'stdin';
    if (interactive || (p.isatty(0) && p.isatty(2))) return yield* repl(sh, norc);
    return yield* fromStdin(sh);
  };
}

function* scriptFile(sh: Shell, args: string[]): Task<number> {
  const path = args[0]!;
  const { p } = sh;
  let text: string;
  try {
    const found = p.fs.exists(path) || path.includes('/') ? path : (p.which(path) ?? path);
    if (p.fs.isDir(found)) {
      yield* p.eprint(`${sh.name}: ${path}: ${path}: Is a directory\n`.replace(`${path}: ${path}`, path));
      return 126;
    }
    text = p.fs.readText(found);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const why = errnoText(error.code);
    yield* p.eprint(
      sh.dialect === 'bash'
        ? `${sh.name}: ${path}: ${why}\n`
        : sh.dialect === 'dash'
          ? `${sh.name}: 0: cannot open ${path}: No such file\n`
          : `${sh.name}: can't open '${path}': ${why}\n`,
    );
    return error.code === 'ENOENT' ? (sh.dialect === 'bash' ? 127 : 2) : 126;
  }
  sh.name = path;
  sh.mode = 'file';
  sh.positional = args.slice(1);
  if (sh.dialect === 'bash') sh.scriptNames.push(path);
  return yield* whole(sh, text);
}

/** Runs a text; what comes before a syntax error is run, as the shells read line by line. */
function* whole(sh: Shell, given: string): Task<number> {
  const { text, script } = understand(sh, given);
  if (script.errors === undefined || script.errors.length === 0) return yield* runScript(sh, script, text);
  const good = goodPrefix(text, script);
  if (good !== '') {
    try {
      yield* evalText(sh, good, 1);
    } catch (error) {
      if (error instanceof Exit || error instanceof Return) {
        sh.status = error.status;
        return yield* finish(sh);
      }
      if (!(error instanceof Fatal || error instanceof CommandError || error instanceof VarError)) throw error;
      yield* sh.warn(error.message);
      sh.status = 1;
      return yield* finish(sh);
    }
  }
  yield* syntaxError(sh, text, script);
  sh.status = 2;
  return yield* finish(sh);
}

/** The lines before the one in which the first wrong command begins, when they are complete by themselves. */
function goodPrefix(text: string, script: ParsedScript): string {
  const at = script.errors![0]!.pos;
  const lines = text.slice(0, at).split('\n');
  for (let n = lines.length - 1; n > 0; n--) {
    const prefix = lines.slice(0, n).join('\n') + '\n';
    const p = parse(prefix);
    if (!p.errors?.length && openHereDoc(prefix) === undefined) return prefix;
  }
  return '';
}

function* fromStdin(sh: Shell): Task<number> {
  const input = new LineInput(sh.p, 0);
  let text = '';
  let line = 0;
  let first = 1;
  for (;;) {
    const got = yield* input.line();
    if (got !== undefined) {
      line++;
      text += got + '\n';
      if (isIncomplete(text)) continue;
    }
    if (text.trim() !== '') {
      const stop = yield* guarded(sh, text, first);
      if (stop !== undefined) {
        sh.status = stop;
        break;
      }
    }
    if (got === undefined) break;
    text = '';
    first = line + 1;
  }
  return yield* finish(sh);
}

/** Where a fed shell gets its texts; undefined ends it. */
export interface Feed {
  /** The file that messages name. */
  readonly name: string;
  next(): Task<string | undefined>;
  /** Told after each text. */
  done(status: number): void;
}

/** A bash that runs texts as they are handed to it, each as if it were a file that it sources. */
export function fedShell(feed: Feed): Program {
  return function* (p) {
    const sh = Shell.fromEnvironment(p, 'bash');
    sh.name = 'bash';
    sh.mode = 'stdin';
    for (;;) {
      const text = yield* feed.next();
      if (text === undefined) break;
      sh.scriptNames = [feed.name];
      const given = p.kernel.journal.begin(p, text.trim(), p.kernel.now);
      const stop = yield* guarded(sh, text, 1);
      if (stop !== undefined && !(stop === 2 && parse(text).errors?.length)) {
        sh.status = stop;
        break;
      }
      endGiven(given, stop ?? sh.status, p.kernel.now);
      feed.done(stop ?? sh.status);
    }
    return yield* finish(sh);
  };
}
