// Word expansion: from a word of the syntax tree to the arguments that a command gets.

import { forkChild, newPipe } from './fork.ts';
import { type Word, type ArithmeticExpression, type WordPart, parse } from 'unbash';
import { decode } from '../fs/bytes.ts';
import { FsError, errnoText } from '../fs/node.ts';
import { PipeWriter, PipeReader } from '../kernel/files.ts';
import { ByteQueue } from '../kernel/pipe.ts';
import type { Task } from '../kernel/block.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { users, reader } from '../kernel/users.ts';
import { beyondDash } from './dialect.ts';
import { type ArithVars, evaluate, ArithError } from './arith.ts';
import { expandBraces, TooMany } from './braces.ts';
import { hasGlob, glob } from './pattern.ts';
import { type Shell, Fatal, Discard, CommandError } from './shell.ts';
import { walk } from './walk.ts';
import { type Pieces, literal, unquoted, BREAK } from './pieces.ts';
import { splitFields } from './split-fields.ts';

function tilde(sh: Shell, text: string): Pieces | undefined {
  const m = /^~([^/:\\]*)/.exec(text);
  if (m === null) return undefined;
  let home: string | undefined;
  if (m[1] === '') home = sh.vars.get('HOME') ?? users(reader(sh.p)).find((u) => u.uid === sh.p.uid)?.home;
  else if (m[1] === '+') home = sh.vars.get('PWD');
  else if (m[1] === '-') home = sh.vars.get('OLDPWD');
  else home = users(reader(sh.p)).find((u) => u.name === m[1])?.home;
  if (home === undefined) return undefined;
  return [literal(home, true), ...unquoted(text.slice(m[0].length))];
}

/** Output of a command, trailing newlines removed. Sets the shell's status. */
export function* substitute(
  sh: Shell,
  part: { script?: import('unbash').ParsedScript | undefined; text: string },
): Task<string> {
  const { script } = part;
  if (script === undefined) return '';
  const only = script.commands.length === 1 ? script.commands[0]!.command : undefined;
  const queue = yield* newPipe(sh, 'cannot make pipe for command substitution', false);
  if (queue === undefined) return '';
  const child = yield* forkChild(
    sh,
    function* (c) {
      const sub = sh.inChild(c);
      if (sh.dialect === 'bash' && !sh.shopt.has('inherit_errexit') && !sh.options.has('posix'))
        sub.options.delete('errexit');
      if (
        only?.type === 'Command' &&
        only.name === undefined &&
        sh.dialect === 'bash' &&
        only.redirects.length === 1 &&
        only.prefix.every((x) => x.type !== 'Assignment')
      ) {
        const r = only.redirects[0]!;
        if (r.type === 'Redirect' && r.operator === '<' && r.target !== undefined) return yield* catFile(sub, r.target);
      }
      return yield* walk.runScript(sub, script, script.source ?? sh.source.text);
    },
    undefined,
    true,
  );
  // here and not in the child: a signal may end that before its first turn
  child.setFd(1, new PipeWriter(queue));
  const out = new PipeReader(queue);
  const chunks: Uint8Array[] = [];
  const held: number[] = [];
  let size = 0;
  for (;;) {
    const got = yield* out.read(65536);
    if (typeof got === 'string') held.push(...sh.p.caught.splice(0));
    else if (got.length === 0) break;
    else {
      sh.p.hold(got.length);
      sh.capturing += got.length;
      size += got.length;
      chunks.push(got);
    }
  }
  sh.capturing -= size;
  sh.status = yield* sh.p.wait(child);
  sh.p.caught.unshift(...held);
  // a Ctrl-C ends the command that the words are for
  if (sh.interactive && sh.p.caught.includes(SIGNALS.INT)) yield* walk.runTraps(sh);
  sh.substitutionStatus = sh.status;
  let text = chunks.map(decode).join('');
  if (chunks.length > 1) {
    let n = 0;
    for (const c of chunks) n += c.length;
    const all = new Uint8Array(n);
    let at = 0;
    for (const c of chunks) {
      all.set(c, at);
      at += c.length;
    }
    text = decode(all);
  }
  return text.replaceAll('\0', '').replace(/\n+$/, '');
}

/** `$(< file)`: the file's content. */
function* catFile(sh: Shell, target: Word): Task<number> {
  const path = yield* expandString(sh, target);
  try {
    yield* sh.p.write(1, sh.p.fs.readFile(path));
    return 0;
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EPIPE') throw error;
    yield* sh.warn(`${path}: ${errnoText(error.code)}`);
    return 1;
  }
}

/** What the variables of this shell look like to arithmetic. */
export function arithVars(sh: Shell): ArithVars {
  const key = (name: string, index: string): string | number => {
    const v = sh.vars.find(name);
    return v?.assoc !== undefined ? index.replace(/^(["'])(.*)\1$/, '$2') : Number(evaluate(index, arithVars(sh)));
  };
  return {
    get(name, index) {
      if (index === undefined) {
        const value = sh.vars.get(name) ?? special(sh, name);
        if (value === undefined && sh.options.has('nounset')) throw new Fatal(`${name}: unbound variable`, 1);
        return value ?? '';
      }
      const v = sh.vars.find(name);
      const k = key(name, index);
      if (v?.assoc !== undefined) return v.assoc.get(String(k)) ?? '';
      let n = Number(k);
      if (n < 0 && v?.array !== undefined) n += Math.max(...v.array.keys()) + 1;
      return v?.array?.get(n) ?? (n === 0 ? (v?.value ?? '') : '');
    },
    set(name, index, value) {
      if (index === undefined) sh.vars.set(name, value);
      else sh.vars.setElement(name, key(name, index), value);
    },
  };
}

/** Variables that the shell computes. */
export function special(sh: Shell, name: string): string | undefined {
  if (/^\d+$/.test(name)) return name === '0' ? sh.name : sh.positional[Number(name) - 1];
  switch (name) {
    case '?':
      return String(sh.status);
    case '#':
      return String(sh.positional.length);
    case '$':
      return String(sh.isSubshell ? rootPid(sh) : sh.p.nsPid);
    case '!':
      return sh.lastBackground === undefined ? undefined : String(sh.lastBackground);
    case '-':
      return sh.flags();
    case '_':
      return sh.lastArg;
    case 'LINENO':
      return String(sh.line);
    default:
  }
  if (sh.dialect !== 'bash') return undefined;
  switch (name) {
    case 'RANDOM':
      return String(sh.p.kernel.random.below(32768));
    case 'SRANDOM':
      return String(sh.p.kernel.random.next());
    case 'SECONDS':
      return String(Math.floor((sh.p.kernel.now - sh.p.startTime) / 1000));
    case 'EPOCHSECONDS':
      return String(Math.floor(sh.p.kernel.now / 1000));
    case 'EPOCHREALTIME':
      return (sh.p.kernel.now / 1000).toFixed(6);
    case 'BASHPID':
      return String(sh.p.nsPid);
    case 'BASH_SUBSHELL':
      return sh.isSubshell ? '1' : '0';
    default:
      return undefined;
  }
}

function rootPid(sh: Shell): number {
  return sh.rootPid ?? sh.p.nsPid;
}

/** Evaluates arithmetic given as text in which `$…` still stand. */
export function* arithmetic(
  sh: Shell,
  text: string,
  tree: ArithmeticExpression | undefined,
  base: number,
): Task<bigint> {
  let source = text;
  if (tree !== undefined && /[$`'"\\]/.test(text)) {
    const spots: { from: number; to: number; value: string }[] = [];
    const collect = function* (e: ArithmeticExpression): Task {
      if (e.type === 'ArithmeticBinary') {
        yield* collect(e.left);
        yield* collect(e.right);
      } else if (e.type === 'ArithmeticUnary') yield* collect(e.operand);
      else if (e.type === 'ArithmeticTernary') {
        yield* collect(e.test);
        yield* collect(e.consequent);
        yield* collect(e.alternate);
      } else if (e.type === 'ArithmeticGroup') yield* collect(e.expression);
      else if (e.type === 'ArithmeticWord') {
        const parts = e.parts ?? (/[$`\\]/.test(e.value) ? wordOf(`"${e.value}"`)?.parts : undefined);
        if (parts !== undefined) spots.push({ from: e.pos - base, to: e.end - base, value: yield* plain(sh, parts) });
      } else spots.push({ from: e.pos - base, to: e.end - base, value: yield* substitute(sh, e) });
    };
    yield* collect(tree);
    let out = '';
    let at = 0;
    for (const s of spots) {
      out += text.slice(at, s.from) + (s.value === '' ? '0' : s.value);
      at = s.to;
    }
    source = out + text.slice(at);
  }
  if (sh.dialect === 'dash' && beyondDash(source))
    throw new Fatal(`arithmetic expression: expecting primary: "${source}"`, 2);
  try {
    return evaluate(source.replace(/["']/g, ''), arithVars(sh));
  } catch (error) {
    if (!(error instanceof ArithError)) throw error;
    if (sh.dialect === 'bash') throw new Discard(error.message);
    const zero = error.message.includes('division by 0');
    if (sh.dialect === 'ash') throw new Fatal(zero ? 'divide by zero' : 'arithmetic syntax error', 2);
    const why = zero
      ? 'division by zero'
      : /operand expected/.test(error.message)
        ? 'expecting primary'
        : 'expecting EOF';
    throw new Fatal(`arithmetic expression: ${why}: "${source}"`, 2);
  }
}

function* plain(sh: Shell, parts: readonly WordPart[]): Task<string> {
  let out = '';
  for (const piece of yield* expandParts(sh, parts, false)) out += piece === BREAK ? ' ' : piece.text;
  return out;
}

/** Pieces of the parts of a word. Inside double quotes everything is quoted. */
export function* expandParts(sh: Shell, parts: readonly WordPart[], inQuotes: boolean): Task<Pieces> {
  const out: Pieces = [];
  for (const part of parts) {
    switch (part.type) {
      case 'Literal':
        if (inQuotes) out.push(literal(part.value, true));
        else out.push(...unquoted(part.text));
        break;
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        if (part.type === 'AnsiCQuoted' && sh.dialect === 'dash')
          out.push(literal('$', false), literal(part.text.slice(2, -1), true));
        else out.push(literal(part.value, true));
        break;
      case 'DoubleQuoted':
      case 'LocaleString': {
        const inner = yield* expandParts(sh, part.parts as readonly WordPart[], true);
        if (inner.length === 0 && !part.parts.some(isAt)) out.push(literal('', true));
        else out.push(...inner);
        break;
      }
      case 'SimpleExpansion':
        out.push(...(yield* walk.expandParameter(sh, { parameter: part.text.slice(1) }, inQuotes)));
        break;
      case 'ParameterExpansion':
        out.push(...(yield* walk.expandParameter(sh, part, inQuotes)));
        break;
      case 'CommandExpansion':
        out.push({ text: yield* substitute(sh, part), quoted: inQuotes, split: !inQuotes });
        break;
      case 'ArithmeticExpansion': {
        const open = part.text.startsWith('$((') ? 3 : 2;
        const text = part.text.slice(open, open === 3 ? -2 : -1);
        out.push({
          text: String(yield* arithmetic(sh, text, part.expression, part.pos + open)),
          quoted: inQuotes,
          split: !inQuotes,
        });
        break;
      }
      case 'ProcessSubstitution':
        out.push(literal(yield* processSubstitution(sh, part), true));
        break;
      case 'Glob':
      case 'ExtendedGlob':
      case 'BraceExpansion':
        if (part.type === 'Glob' && part.kind === 'bracket' && part.parts.length > 0)
          out.push(...(yield* bracketPieces(sh, part.text, part.pos, part.parts)));
        else if (part.type === 'ExtendedGlob' && /[$`]/.test(part.pattern)) {
          const inner = yield* expandParts(sh, wordOf(part.pattern)?.parts ?? [], false);
          out.push(literal(`${part.operator}(`, false), ...inner, literal(')', false));
        } else out.push(literal(part.text, false));
        break;
    }
  }
  return out;
}

function* bracketPieces(sh: Shell, text: string, _pos: number, parts: readonly WordPart[]): Task<Pieces> {
  if (!/["'$`\\]/.test(text)) return [literal(text, false)];
  const inner = yield* expandParts(sh, parts, false);
  const first = inner[0];
  const open = text.startsWith('[') && !(first !== undefined && first !== BREAK && first.text.startsWith('['));
  return open ? [literal('[', false), ...inner, literal(']', false)] : inner;
}

function isAt(part: WordPart): boolean {
  return (
    (part.type === 'SimpleExpansion' && part.text === '$@') ||
    (part.type === 'ParameterExpansion' && (part.parameter === '@' || part.index?.text === '@'))
  );
}

function* processSubstitution(
  sh: Shell,
  part: { operator: '<' | '>'; script: import('unbash').ParsedScript | undefined },
): Task<string> {
  const queue = new ByteQueue();
  const reading = part.operator === '<';
  const mine = reading ? new PipeReader(queue) : new PipeWriter(queue);
  const n = sh.p.freeFd(60);
  const { script } = part;
  const child = yield* forkChild(
    sh,
    function* (c) {
      const sub = sh.inChild(c);
      return script === undefined ? 0 : yield* walk.runScript(sub, script, script.source ?? sh.source.text);
    },
    undefined,
    true,
  );
  child.setFd(reading ? 1 : 0, reading ? new PipeWriter(queue) : new PipeReader(queue));
  sh.p.fds.set(n, mine);
  sh.openings.push(() => sh.p.closeFd(n));
  return `/dev/fd/${n}`;
}

const words = new WeakMap<Word, readonly Word[]>();

/** A word made from text, as if it stood in a script. */
export function wordOf(text: string): Word | undefined {
  const command = parse(`: ${text}`).commands[0]?.command;
  const first = command?.type === 'Command' ? command.suffix[0] : undefined;
  return first?.type === 'Word' ? first : undefined;
}

function braced(sh: Shell, word: Word): readonly Word[] {
  if (!word.parts?.some((x) => x.type === 'BraceExpansion') || !sh.options.has('braceexpand') || sh.dialect !== 'bash')
    return [word];
  let made = words.get(word);
  if (made === undefined) {
    let texts: string[];
    try {
      texts = expandBraces(word.text);
    } catch (error) {
      if (error instanceof TooMany) throw new CommandError(error.message);
      throw error;
    }
    made = texts.map((text) => wordOf(text) ?? { ...word, parts: undefined, text, value: text });
    words.set(word, made);
  }
  return made;
}

function* pieces(sh: Shell, word: Word, assignment = false): Task<Pieces> {
  const first = word.parts === undefined ? word.text : word.parts[0]?.type === 'Literal' ? word.parts[0].text : '';
  const home = first.startsWith('~') ? tilde(sh, first) : undefined;
  if (word.parts === undefined) {
    if (assignment && word.text.includes(':~')) {
      return word.text
        .split(':')
        .flatMap((x, i) => [
          ...(i > 0 ? [literal(':', false)] : []),
          ...((x.startsWith('~') ? tilde(sh, x) : undefined) ?? unquoted(x)),
        ]);
    }
    return home ?? unquoted(word.text);
  }
  if (home === undefined) return yield* expandParts(sh, word.parts, false);
  return [...home, ...(yield* expandParts(sh, word.parts.slice(1), false))];
}

/** One string, without splitting or pathnames: assignments, case words, here-strings. */
export function* expandString(sh: Shell, word: Word, assignment = false): Task<string> {
  if (word.parts === undefined && !/[\\~]/.test(word.text)) return word.text;
  let out = '';
  for (const piece of yield* pieces(sh, word, assignment)) out += piece === BREAK ? ' ' : piece.text;
  return out;
}

/** A pattern: quoted characters are escaped. */
export function* expandPattern(sh: Shell, word: Word): Task<string> {
  let out = '';
  for (const piece of yield* pieces(sh, word)) {
    if (piece === BREAK) out += ' ';
    else out += piece.quoted ? piece.text.replace(/[\\*?[\]()|+@!]/g, '\\$&') : piece.text;
  }
  return out;
}

/** Text of a here-document. */
export function* expandHereDoc(sh: Shell, parts: readonly WordPart[]): Task<string> {
  let out = '';
  for (const piece of yield* expandParts(sh, parts, true)) out += piece === BREAK ? ' ' : piece.text;
  return out;
}

/** The arguments that words become: braces, tilde, parameters, commands, arithmetic, splitting, pathnames. */
export function* expandWords(sh: Shell, list: readonly Word[]): Task<string[]> {
  const out: string[] = [];
  for (const original of list) {
    if (original.parts === undefined && !/[\\~*?[]/.test(original.text)) {
      out.push(original.text);
      continue;
    }
    for (const word of braced(sh, original)) {
      const ifs = sh.vars.get('IFS') ?? ' \t\n';
      for (const field of splitFields(yield* pieces(sh, word), ifs)) {
        if (!field.globby || sh.options.has('noglob') || !hasGlob(field.pattern, true)) {
          out.push(field.text);
          continue;
        }
        const found = glob(sh.p, field.pattern, {
          dotglob: sh.shopt.has('dotglob'),
          globstar: sh.shopt.has('globstar'),
        });
        if (found.length > 0) out.push(...found);
        else if (sh.shopt.has('failglob')) throw new CommandError(`no match: ${field.text}`);
        else if (!sh.shopt.has('nullglob')) out.push(field.text);
      }
    }
  }
  return out;
}
