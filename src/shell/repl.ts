// A shell at a terminal: prompts, lines that go on, what signals mean there, and how it ends.

import { parse } from 'unbash';
import { FsError } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import { endGiven } from '../kernel/journal.ts';
import { SIGNALS } from '../kernel/signals.ts';
import type { Tty } from '../kernel/tty.ts';
import { keepsShell, notifyJobs } from './jobnews.ts';
import { complete } from './completion.ts';
import { syntaxError } from './ending.ts';
import { Interrupt } from './foreground.ts';
import { loadHistory, saveHistory } from './history.ts';
import { LineInput } from './input.ts';
import { finish, runTraps } from './interpreter.ts';
import { jobState } from './jobtable.ts';
import { readyForCommands } from './late.ts';
import { guarded, isIncomplete, openHereDoc, profile } from './reading.ts';
import { promptText } from './prompt.ts';
import type { Shell } from './shell.ts';

function defaultPrompt(sh: Shell): string {
  if (sh.dialect === 'bash') return '\\s-\\v\\$ ';
  return sh.dialect === 'ash' ? '\\w \\$ ' : sh.p.euid === 0 ? '# ' : '$ ';
}

/** Makes the shell the one that has the terminal, with the signals that it ignores there. */
function* takeTerminal(sh: Shell, norc: boolean): Task<Tty | undefined> {
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
  sh.own.set(SIGNALS.INT, 'catch');
  for (const s of [SIGNALS.QUIT, SIGNALS.TERM, SIGNALS.TSTP, SIGNALS.TTIN, SIGNALS.TTOU]) sh.own.set(s, 'ignore');
  for (const [signal, action] of sh.own) p.actions.set(signal, action);
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
  return tty;
}

/** A line from the prompt; undefined at the end of the input. @throws Interrupt after a Ctrl-C */
function* typed(sh: Shell, input: LineInput, tty: Tty | undefined): Task<string | undefined> {
  const { p } = sh;
  if (tty !== undefined)
    tty.editor = {
      history: sh.history,
      complete: (line, at) => complete(sh, line, at),
      cooked: sh.dialect === 'dash',
      bell: sh.dialect === 'bash',
      deaf: () => p.actions.get(SIGNALS.INT) === 'ignore',
    };
  for (;;) {
    try {
      const line = yield* input.line();
      if (tty !== undefined) tty.editor = undefined;
      return line;
    } catch (error) {
      if (!(error instanceof FsError && error.code === 'EINTR')) throw error;
      const interrupt = p.caught.includes(SIGNALS.INT);
      // a trap runs at once, and only Ctrl-C takes the line away
      yield* runTraps(sh);
      if (interrupt) throw new Interrupt();
    }
  }
}

/** A command of one or more lines; undefined ends the shell. @throws Interrupt */
function* commandText(sh: Shell, input: LineInput, tty: Tty | undefined): Task<string | undefined> {
  const { p } = sh;
  yield* notifyJobs(sh);
  let prompt = promptText(sh, sh.vars.get('PS1') ?? defaultPrompt(sh));
  if (tty !== undefined) p.kernel.watch?.prompt(tty, sh.status);
  let text = '';
  for (;;) {
    yield* p.eprint(prompt);
    const line = yield* typed(sh, input, tty);
    if (line === undefined) {
      if (text === '') return undefined;
      const open = openHereDoc(text);
      if (open !== undefined) {
        if (sh.dialect === 'bash')
          yield* sh.warn(`warning: here-document at line 1 delimited by end-of-file (wanted \`${open}')`);
        return text;
      }
      const script = parse(text);
      const errors = script.errors?.length ? script.errors : [{ message: '', pos: text.length }];
      yield* syntaxError(sh, text, { ...script, errors });
      sh.status = 2;
      return sh.dialect === 'bash' ? undefined : '';
    }
    text += line + '\n';
    if (!isIncomplete(text)) return text;
    prompt = sh.vars.get('PS2') ?? '> ';
  }
}

/** The life of a shell at a terminal, from its start files to its end. @param norc it reads no start files */
export function* repl(sh: Shell, norc: boolean): Task<number> {
  const { p } = sh;
  const tty = yield* takeTerminal(sh, norc);
  const input = new LineInput(p, 0);
  let lines = 1;
  for (;;) {
    let text: string | undefined;
    try {
      text = yield* commandText(sh, input, tty);
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      p.caught.length = 0;
      if (tty !== undefined) tty.editor = undefined;
      yield* p.eprint(sh.dialect === 'ash' ? '\n\n' : '\n');
      sh.status = 130;
      continue;
    }
    if (text === undefined) {
      yield* p.eprint(sh.dialect === 'bash' ? (sh.login ? 'logout\n' : 'exit\n') : '\n');
      if (yield* keepsShell(sh)) continue;
      break;
    }
    if (text.trim() === '') continue;
    if (!text.startsWith(' ')) sh.history.push(text.trimEnd());
    const missing = yield* readyForCommands(p);
    if (missing !== undefined) {
      yield* p.eprint(`drydock: what commands need could not be fetched: ${missing}\n`);
      continue;
    }
    if (tty !== undefined) p.kernel.watch?.run(tty, text.trimEnd());
    const given = p.kernel.journal.begin(p, text.trim(), p.kernel.now);
    const warned = sh.warned;
    const stop = yield* guarded(sh, text, sh.dialect === 'dash' ? lines : 1);
    lines += text.split('\n').length - 1;
    if (stop !== undefined) {
      sh.status = stop;
      break;
    }
    if (warned) sh.warned = false;
    endGiven(given, sh.status, p.kernel.now);
    try {
      yield* runTraps(sh);
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      yield* p.eprint('\n');
      sh.status = 130;
    }
  }
  const status = yield* finish(sh);
  saveHistory(sh);
  // whoever is stopped when the shell ends has nobody to let it go on
  for (const job of sh.jobs) {
    if (jobState(job) !== 'stopped') continue;
    p.kernel.signalGroup(job.pgid, SIGNALS.HUP);
    p.kernel.signalGroup(job.pgid, SIGNALS.CONT);
  }
  return status;
}
