// Simple commands: words and assignments expanded, then a function, a builtin or a program.

import type { Command, Word } from 'unbash';
import { errnoText, FsError } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import type { OpenFile } from '../kernel/files.ts';
import { assign } from './assign.ts';
import { lacksBuiltin } from './dialect.ts';
import { SPECIAL_BUILTINS } from './builtins/builtin.ts';
import { builtins } from './builtins/index.ts';
import { expandWords, expandString } from './expand.ts';
import { restore, prepareRedirects, applyRedirects } from './redirect.ts';
import { type Shell, CommandError, Exit, parseScript, Fatal, Return } from './shell.ts';
import { VarError } from './vars.ts';
import { walk } from './walk.ts';
import { rangeText } from './ending.ts';
import { external } from './execute.ts';

export function closeOpenings(sh: Shell): void {
  for (const close of sh.openings.splice(0)) close();
}

export function* simple(sh: Shell, node: Command, tail: boolean): Task {
  sh.line = sh.source.line(node.pos);
  const saved = new Map<number, OpenFile | undefined>();
  try {
    yield* simpleInner(sh, node, tail, saved);
  } catch (error) {
    if (error instanceof CommandError) {
      yield* sh.warn(error.message);
      sh.status = error.status;
    } else if (error instanceof VarError) {
      yield* sh.warn(error.message);
      if (node.name === undefined && !sh.interactive) throw new Exit(1);
      sh.status = 1;
    } else throw error;
  } finally {
    restore(sh.p, saved);
    if (sh.openings.length > 0) closeOpenings(sh);
  }
}

function aliasWords(sh: Shell, name: Word): readonly Word[] | undefined {
  if (
    sh.source.aliased ||
    name.parts !== undefined ||
    !sh.aliases.has(name.text) ||
    !(sh.interactive || sh.shopt.has('expand_aliases'))
  )
    return undefined;
  const seen = new Set<string>();
  let text = name.text;
  let words: Word[] = [name];
  while (sh.aliases.has(text) && !seen.has(text)) {
    seen.add(text);
    const parsed = parseScript(sh.aliases.get(text)!).commands[0]?.command;
    if (parsed?.type !== 'Command' || parsed.name === undefined) break;
    words = [parsed.name, ...parsed.suffix.filter((x): x is Word => x.type === 'Word'), ...words.slice(1)];
    text = parsed.name.text;
  }
  return words;
}

function* simpleInner(sh: Shell, node: Command, tail: boolean, saved: Map<number, OpenFile | undefined>): Task {
  sh.substitutionStatus = undefined;
  const head = node.name === undefined ? [] : (aliasWords(sh, node.name) ?? [node.name]);
  const rawName = head[0]?.text;
  const declaring = rawName !== undefined && DECLARING.has(rawName) && sh.dialect === 'bash';
  const argv = yield* expandWords(sh, head);
  const declarations: (string | import('unbash').Assignment)[] = [];
  for (const arg of node.args) {
    if (arg.type === 'Word') argv.push(...(yield* expandWords(sh, [arg])));
    else if (declaring || (rawName !== undefined && DECLARING.has(rawName))) {
      if (arg.value.type === 'ArrayValue' || arg.append || arg.index !== undefined) {
        declarations.push(arg);
        argv.push(`\0${declarations.length - 1}`);
      } else argv.push(`${arg.name}=${yield* expandString(sh, arg.value, true)}`);
    } else argv.push(...(yield* expandWords(sh, [assignmentWord(arg)])));
  }
  const assignments = node.prefix.filter((x) => x.type === 'Assignment');
  const redirects = yield* prepareRedirects(sh, node.redirects);

  if (argv.length === 0) {
    yield* applyRedirects(sh, sh.p, redirects, saved);
    for (const a of assignments) yield* assign(sh, a);
    if (sh.options.has('xtrace'))
      yield* trace(
        sh,
        assignments.map((a) => a.text),
      );
    sh.status = sh.substitutionStatus ?? 0;
    return;
  }
  if (sh.options.has('xtrace')) yield* trace(sh, argv);
  const name = argv[0]!;
  sh.declarations = declarations as import('unbash').Assignment[];

  const fn = sh.functions.get(name);
  if (fn !== undefined) {
    yield* applyRedirects(sh, sh.p, redirects, saved);
    sh.lastArg = argv.at(-1)!;
    return yield* temporary(sh, assignments, () => callFunction(sh, name, argv.slice(1)));
  }
  const builtin = sh.disabled.has(name) ? undefined : builtins().get(name);
  if (builtin !== undefined && !lacksBuiltin(sh.dialect, name)) {
    if (name === 'exec') {
      try {
        yield* applyRedirects(sh, sh.p, redirects);
      } catch (error) {
        if (!(error instanceof CommandError) || sh.interactive) throw error;
        yield* sh.warn(error.message);
        throw new Exit(error.status);
      }
    } else yield* applyRedirects(sh, sh.p, redirects, saved);
    sh.lastArg = argv.at(-1)!;
    const run = function* (): Task {
      try {
        sh.builtin = name;
        sh.status = yield* builtin(sh, argv);
      } catch (error) {
        if (error instanceof RangeError && !/call stack/.test(error.message))
          throw new CommandError(`${name}: ${rangeText(error)}`);
        if (!(error instanceof FsError)) throw error;
        if (error.code === 'EPIPE') {
          yield* sh.warn(`${name}: write error: Broken pipe`);
          sh.status = 1;
        } else if (error.code === 'EINTR') {
          sh.status = 128 + (sh.p.caught[0] ?? 0);
        } else {
          const why = errnoText(error.code);
          if (!['EBADF', 'ENOSPC', 'EFBIG'].includes(error.code)) yield* sh.warn(`${name}: ${error.message}`);
          else if (sh.dialect === 'ash' && error.code !== 'EBADF')
            yield* sh.p.eprint(`${sh.name}: write error: ${why}\n`);
          else yield* sh.warn(`${name}: write error: ${why}`);
          sh.status = 1;
        }
      }
    };
    if (SPECIAL_BUILTINS.has(name) && sh.dialect !== 'bash') {
      for (const a of assignments) yield* assign(sh, a);
      return yield* run();
    }
    return yield* temporary(sh, assignments, run);
  }
  yield* external(sh, node, argv, assignments, redirects, tail);
  sh.lastArg = argv.at(-1)!;
}

const DECLARING = new Set(['declare', 'typeset', 'local', 'export', 'readonly']);

function assignmentWord(a: import('unbash').Assignment): Word {
  return a.value.type === 'Word' && a.value.parts !== undefined
    ? {
        type: 'Word',
        text: a.text,
        value: a.text,
        pos: a.pos,
        end: a.end,
        parts: [
          { type: 'Literal', text: `${a.name}=`, value: `${a.name}=`, pos: a.pos, end: a.value.pos },
          ...a.value.parts,
        ],
      }
    : { type: 'Word', text: a.text, value: a.text, pos: a.pos, end: a.end };
}

function* trace(sh: Shell, words: readonly string[]): Task {
  const quote = (w: string): string => (w === '' || /[^\w@%+=:,./-]/.test(w) ? `'${w.replace(/'/g, "'\\''")}'` : w);
  yield* sh.p.eprint(`${sh.vars.get('PS4') ?? '+ '}${words.map(quote).join(' ')}\n`);
}

/** Assignments that hold only while something runs (`FOO=bar builtin`). */
function* temporary(sh: Shell, assignments: readonly import('unbash').Assignment[], run: () => Task): Task {
  if (assignments.length === 0) return yield* run();
  sh.vars.scopes.push(new Map());
  try {
    for (const a of assignments) {
      const value = a.value.type === 'Word' ? yield* expandString(sh, a.value, true) : '';
      const v = sh.vars.local(a.name);
      v.value = value;
      v.exported = true;
    }
    yield* run();
  } finally {
    sh.vars.scopes.pop();
  }
}

export function* callFunction(sh: Shell, name: string, args: string[]): Task {
  const fn = sh.functions.get(name)!;
  if (sh.callStack.length > 900) throw new Fatal(`${name}: maximum function nesting level exceeded (900)`);
  const positional = sh.positional;
  const depth = sh.loopDepth;
  sh.positional = args;
  sh.loopDepth = 0;
  sh.vars.scopes.push(new Map());
  sh.callStack.push({ name, line: sh.line, source: sh.scriptNames.at(-1) ?? sh.name });
  const old = sh.source;
  sh.source = fn.source;
  try {
    const { body } = fn.node;
    if (body.type === 'CompoundList') yield* walk.compound(sh, body);
    else yield* walk.command(sh, body, false);
  } catch (error) {
    if (!(error instanceof Return)) throw error;
    sh.status = error.status;
  } finally {
    sh.source = old;
    sh.callStack.pop();
    sh.vars.scopes.pop();
    sh.positional = positional;
    sh.loopDepth = depth;
  }
}
