// The shells as programs: bash, and sh in the manners of dash and of busybox.

import { parse, type ParsedScript, type ParseError } from 'unbash';
import { FsError, errnoText } from '../fs/node.ts';
import type { Program, Task } from '../kernel/block.ts';
import { endGiven } from '../kernel/journal.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { notifyJobs } from './builtins/jobs.ts';
import { complete } from './completion.ts';
import { Interrupt } from './foreground.ts';
import { readyForCommands } from './late.ts';
import { evalText, finish, runScript, runTraps } from './interpreter.ts';
import { rangeText, syntaxError } from './ending.ts';
import { understand } from './dialect.ts';
import { loadHistory, saveHistory } from './history.ts';
import { LineInput } from './input.ts';
import { promptText } from './prompt.ts';
import {
  CommandError,
  type Dialect,
  Discard,
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

function* profile(sh: Shell, path: string): Task {
  const node = sh.p.fs.tryStat(path);
  if (node?.kind !== 'file') return;
  sh.scriptNames.push(path);
  try {
    yield* evalText(sh, sh.p.fs.readText(path), 1);
  } catch (error) {
    if (
      error instanceof Fatal ||
      error instanceof CommandError ||
      error instanceof Discard ||
      error instanceof VarError
    ) {
      yield* sh.warn(error.message);
    } else if (!(error instanceof Return)) throw error;
  } finally {
    sh.scriptNames.pop();
  }
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
    if (!p.errors?.length && !openHereDoc(prefix)) return prefix;
  }
  return '';
}

/** Is the text the beginning of a longer command? */
export function isIncomplete(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text)) return true;
  if (openHereDoc(text)) return true;
  // one open construct makes the parser complain more than once: what was wrong first, and what was not closed
  const errors = parse(text).errors ?? [];
  const nothing = (rest: string): boolean => /^\s*(#.*\s*)*$/.test(rest);
  const unfinished = (e: ParseError): boolean =>
    e.message.startsWith('unterminated') ||
    (e.message.startsWith('expected ') && nothing(text.slice(e.pos))) ||
    (/^expected command in (brace group|subshell)/.test(e.message) && nothing(text.slice(e.pos + 1)));
  return errors.length > 0 && errors.every(unfinished);
}

/** Does a here-document lack its end? */
function openHereDoc(text: string): boolean {
  if (!text.includes('<<')) return false;
  let open = false;
  const visit = (x: unknown): void => {
    if (open || typeof x !== 'object' || x === null) return;
    const node = x as { type?: string; closing?: unknown; redirects?: unknown };
    if (node.type === 'HereDoc' && node.closing === undefined) {
      open = true;
      return;
    }
    for (const v of Object.values(x)) if (typeof v === 'object') visit(v);
  };
  visit(parse(text));
  return open;
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

/** Runs a piece of the input; a number means that the shell ends with it. */
function* guarded(sh: Shell, text: string, firstLine: number): Task<number | undefined> {
  try {
    yield* evalText(sh, text, firstLine);
    return sh.status === 2 && !sh.interactive && understand(sh, text).script.errors?.length ? 2 : undefined;
  } catch (error) {
    if (error instanceof Exit) return error.status;
    if (error instanceof Return) {
      sh.status = error.status;
      return undefined;
    }
    if (error instanceof Interrupt) {
      if (!error.shown) yield* sh.p.eprint('\n');
      sh.status = 130;
      return undefined;
    }
    if (error instanceof Fatal || error instanceof CommandError || error instanceof VarError) {
      yield* sh.warn(error.message);
      sh.status = error instanceof VarError ? 1 : error.status;
      return sh.interactive || error instanceof CommandError ? undefined : sh.status;
    }
    if (error instanceof RangeError) {
      yield* sh.warn(rangeText(error));
      sh.status = 1;
      return undefined;
    }
    throw error;
  }
}

function defaultPrompt(sh: Shell): string {
  if (sh.dialect === 'bash') return '\\s-\\v\\$ ';
  return sh.dialect === 'ash' ? '\\w \\$ ' : sh.p.euid === 0 ? '# ' : '$ ';
}

function* repl(sh: Shell, norc: boolean): Task<number> {
  const { p } = sh;
  sh.interactive = true;
  sh.options.add('monitor');
  sh.shopt.add('expand_aliases');
  sh.options.add('emacs');
  if (sh.dialect !== 'bash') sh.scriptNames = [];
  const tty = p.fds.get(0)?.tty;
  p.tty ??= tty;
  p.kernel.setGroup(p, p.pid);
  if (tty !== undefined) {
    tty.foreground = p.pgid;
    tty.shells.push(p.pgid);
  }
  p.actions.set(SIGNALS.INT, 'catch');
  for (const s of [SIGNALS.QUIT, SIGNALS.TERM, SIGNALS.TSTP, SIGNALS.TTIN, SIGNALS.TTOU]) p.actions.set(s, 'ignore');
  if (sh.dialect === 'bash' && !norc) {
    yield* profile(sh, '/etc/bash.bashrc');
    yield* profile(sh, `${sh.vars.get('HOME') ?? ''}/.bashrc`);
  }
  if (sh.dialect === 'ash')
    yield* p.print(
      "\n\nBusyBox v1.37.0 built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n".slice(
        p.nsPid === 1 || p.busybox ? 1 : 0,
      ),
    );
  loadHistory(sh);
  p.extension = sh;
  const input = new LineInput(p, 0);
  let text = '';
  for (;;) {
    try {
      if (text === '') yield* notifyJobs(sh);
      const prompt =
        text === '' ? promptText(sh, sh.vars.get('PS1') ?? defaultPrompt(sh)) : (sh.vars.get('PS2') ?? '> ');
      if (tty !== undefined && text === '') p.kernel.watch?.prompt(tty, sh.status);
      yield* p.eprint(prompt);
      if (tty !== undefined) tty.editor = { history: sh.history, complete: (line, at) => complete(sh, line, at) };
      const line = yield* input.line();
      if (tty !== undefined) tty.editor = undefined;
      if (line === undefined) {
        if (text !== '') {
          yield* syntaxError(
            sh,
            text,
            parse(text).errors?.length ? parse(text) : { ...parse(text), errors: [{ message: '', pos: text.length }] },
          );
          text = '';
          sh.status = 2;
          continue;
        }
        yield* p.eprint(sh.dialect === 'bash' ? (sh.login ? 'logout\n' : 'exit\n') : '\n');
        break;
      }
      text += line + '\n';
      if (isIncomplete(text)) continue;
    } catch (error) {
      if (!(error instanceof FsError && error.code === 'EINTR')) throw error;
      p.caught.length = 0;
      yield* p.eprint('\n');
      text = '';
      sh.status = 130;
      continue;
    }
    const whole = text;
    text = '';
    if (whole.trim() === '') continue;
    if (!whole.startsWith(' ')) sh.history.push(whole.trimEnd());
    const missing = yield* readyForCommands(p);
    if (missing !== undefined) {
      yield* p.eprint(`drydock: what commands need could not be fetched: ${missing}\n`);
      continue;
    }
    if (tty !== undefined) p.kernel.watch?.run(tty, whole.trimEnd());
    const given = p.kernel.journal.begin(p, whole.trim(), p.kernel.now);
    const stop = yield* guarded(sh, whole, 1);
    if (stop !== undefined) {
      sh.status = stop;
      break;
    }
    endGiven(given, sh.status, p.kernel.now);
    try {
      yield* runTraps(sh);
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
    }
  }
  const status = yield* finish(sh);
  saveHistory(sh);
  return status;
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
