// How a script ends that goes wrong, and what a shell says of a text that it cannot parse.

import type { ParsedScript } from 'unbash';
import type { Task } from '../kernel/block.ts';
import { type Shell, Exit, Return, Fatal, CommandError, Discard, Break, Continue, Source } from './shell.ts';
import { VarError } from './vars.ts';

/** What a shell says that went too deep, or that was to hold more than there is room for. */
export function rangeText(error: RangeError): string {
  return /call stack/.test(error.message) ? 'maximum nesting level exceeded' : 'cannot allocate memory';
}

/** What an exception that reaches the top means; returns the status. */
export function* ending(sh: Shell, error: unknown): Task<number> {
  if (error instanceof Exit || error instanceof Return) return error.status;
  if (
    error instanceof Fatal ||
    error instanceof CommandError ||
    error instanceof Discard ||
    error instanceof VarError
  ) {
    yield* sh.warn(error.message);
    return error instanceof VarError ? 1 : error.status;
  }
  if (error instanceof Break || error instanceof Continue) return sh.status;
  if (error instanceof RangeError) {
    yield* sh.warn(rangeText(error));
    return 1;
  }
  throw error;
}

/** Prints what the shell says of a text that it cannot parse. */
export function* syntaxError(sh: Shell, text: string, script: ParsedScript): Task {
  const error = script.errors![0]!;
  const line = new Source(text, 1).line(Math.min(error.pos, text.length));
  if (sh.reader !== undefined) {
    const syntax = sh.dialect === 'dash' ? 'Syntax' : 'syntax';
    yield* sh.p.eprint(`${sh.prefix(line)}${syntax} error: ${sh.reader.refusal(text, script.errors!)}\n`);
    return;
  }
  const shown = text.split('\n')[line - 1] ?? '';
  const quote = /unterminated (double|single) quote/.exec(error.message);
  const dash = sh.mode === 'command' && sh.scriptNames.length === 0 ? '-c: ' : '';
  const prefix = `${sh.scriptNames.at(-1) ?? `${sh.name}: ${sh.interactive ? '' : dash}`}${sh.scriptNames.length > 0 ? ': ' : ''}`;
  const at = sh.interactive ? '' : `line ${line}: `;
  if (quote !== null) {
    const q = quote[1] === 'double' ? '"' : "'";
    yield* sh.p.eprint(`${prefix}${at}unexpected EOF while looking for matching \`${q}'\n`);
    return;
  }
  const rest = text.slice(error.pos);
  const m = /^\s*(\n|;;|;|&&|\|\||[|&()<>]|[^\s;&|()<>]+)/.exec(rest);
  if (m === null || rest.trim() === '') {
    const last = sh.interactive ? '' : `line ${line + (text.endsWith('\n') ? 0 : 1)}: `;
    yield* sh.p.eprint(`${prefix}${last}syntax error: unexpected end of file\n`);
    return;
  }
  const token = m[1] === '\n' ? 'newline' : /^for\s+in\b/.test(text) ? ';' : m[1]!;
  yield* sh.p.eprint(`${prefix}${at}syntax error near unexpected token \`${token}'\n`);
  yield* sh.p.eprint(`${prefix}${at}\`${shown}'\n`);
}
