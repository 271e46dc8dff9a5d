// A shell's input, piece by piece: is a text whole yet, and what comes of running it.

import { parse, type ParseError } from 'unbash';
import type { Task } from '../kernel/block.ts';
import { rangeText } from './ending.ts';
import { understand } from './dialect.ts';
import { Interrupt } from './foreground.ts';
import { evalText } from './interpreter.ts';
import { CommandError, Discard, Exit, Fatal, Return, type Shell } from './shell.ts';
import { VarError } from './vars.ts';

/** Is the text the beginning of a longer command? */
export function isIncomplete(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text)) return true;
  if (openHereDoc(text) !== undefined) return true;
  // one open construct makes the parser complain more than once: what was wrong first, and what was not closed
  const errors = parse(text).errors ?? [];
  const nothing = (rest: string): boolean => /^\s*(#.*\s*)*$/.test(rest);
  const unfinished = (e: ParseError): boolean =>
    e.message.startsWith('unterminated') ||
    (e.message.startsWith('expected ') && nothing(text.slice(e.pos))) ||
    (/^expected command in (brace group|subshell)/.test(e.message) && nothing(text.slice(e.pos + 1)));
  return errors.length > 0 && errors.every(unfinished);
}

/** The word that would end a here-document whose end is missing; undefined where none is open. */
export function openHereDoc(text: string): string | undefined {
  if (!text.includes('<<')) return undefined;
  let open: string | undefined;
  const visit = (x: unknown): void => {
    if (open !== undefined || typeof x !== 'object' || x === null) return;
    const node = x as { type?: string; closing?: unknown; delimiter?: { value: string } };
    if (node.type === 'HereDoc' && node.closing === undefined) {
      open = node.delimiter?.value ?? '';
      return;
    }
    for (const v of Object.values(x)) if (typeof v === 'object') visit(v);
  };
  visit(parse(text));
  return open;
}

/** Runs a piece of the input; a number means that the shell ends with it. */
export function* guarded(sh: Shell, text: string, firstLine: number): Task<number | undefined> {
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
      yield* sh.p.eprint('\n');
      sh.status = 130;
      return sh.options.has('errexit') ? 130 : undefined;
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

/** Runs a start file, where there is one. */
export function* profile(sh: Shell, path: string): Task {
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
