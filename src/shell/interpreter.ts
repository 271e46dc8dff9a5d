// The interpreter: walks the syntax tree and makes processes, pipes and loops of it.

import type {
  AndOr,
  Command,
  CommandNode,
  CompoundList,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Redirected,
  Statement,
  Word,
} from 'unbash';
import { FsError, errnoText } from '../fs/node.ts';
import { preempt, type Task } from '../kernel/block.ts';
import { PipeReader, PipeWriter, type OpenFile } from '../kernel/files.ts';
import { ByteQueue } from '../kernel/pipe.ts';
import { type Process, statusCode } from '../kernel/process.ts';
import { SIGNALS, signalName } from '../kernel/signals.ts';
import { withAliases } from './aliases.ts';
import { assign } from './assign.ts';
import { lacksBuiltin, refusal, understand } from './dialect.ts';
import { forkChild } from './fork.ts';
import { foreground, Interrupt } from './foreground.ts';
import { builtins, SPECIAL_BUILTINS } from './builtins/index.ts';
import { arithmetic, expandPattern, expandString, expandWords } from './expand.ts';
import { matches } from './pattern.ts';
import { applyRedirects, prepareRedirects, type Redirect, restore } from './redirect.ts';
import {
  Break,
  CommandError,
  Continue,
  Discard,
  Exit,
  Fatal,
  parseScript,
  Return,
  type Shell,
  Source,
} from './shell.ts';
import { VarError } from './vars.ts';
import { testExpression } from './test.ts';
import { LineInput } from './input.ts';

/** Runs a whole script in a process of its own: exit, errors and the EXIT trap end here. */
export function* runScript(sh: Shell, script: ParsedScript, text: string, firstLine = 1): Task<number> {
  const source = sh.source.text === text ? sh.source : new Source(text, firstLine);
  try {
    yield* inSource(sh, source, () => statements(sh, script.commands, true));
  } catch (error) {
    sh.status = yield* ending(sh, error);
  }
  return yield* finish(sh);
}

function* inSource(sh: Shell, source: Source, run: () => Task): Task {
  const old = sh.source;
  sh.source = source;
  try {
    yield* run();
  } finally {
    sh.source = old;
  }
}

/** What a shell says that went too deep, or that was to hold more than there is room for. */
export function rangeText(error: RangeError): string {
  return /call stack/.test(error.message) ? 'maximum nesting level exceeded' : 'cannot allocate memory';
}

/** What an exception that reaches the top means; returns the status. */
function* ending(sh: Shell, error: unknown): Task<number> {
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

/** Runs the EXIT trap and gives the status that the process ends with. */
export function* finish(sh: Shell): Task<number> {
  const trap = sh.traps.get('EXIT');
  if (trap !== undefined && trap !== '') {
    sh.traps.delete('EXIT');
    const status = sh.status;
    try {
      yield* evalText(sh, trap);
      sh.status = status;
    } catch (error) {
      sh.status = yield* ending(sh, error);
    }
  }
  return sh.status & 0xff;
}

/** Runs shell text in this shell (eval, traps, the lines of an interactive shell). @throws control flow */
export function* evalText(sh: Shell, text: string, firstLine = sh.line): Task {
  const { text: own, script } = understand(withAliases(sh, text), sh.dialect);
  if (script.errors !== undefined && script.errors.length > 0) {
    yield* syntaxError(sh, text, script);
    sh.status = 2;
    return;
  }
  yield* inSource(sh, new Source(own, firstLine, true), () => statements(sh, script.commands, false));
}

/** Prints what the shell says of a text that it cannot parse. */
export function* syntaxError(sh: Shell, text: string, script: ParsedScript): Task {
  const error = script.errors![0]!;
  const line = new Source(text, 1).line(Math.min(error.pos, text.length));
  if (sh.dialect !== 'bash') {
    const dash = sh.dialect === 'dash';
    yield* sh.p.eprint(
      `${sh.prefix(line)}${dash ? 'Syntax' : 'syntax'} error: ${refusal(text, script.errors!, dash)}\n`,
    );
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

function* statements(sh: Shell, list: readonly Statement[], tail: boolean): Task {
  if (list.length > 1) return yield* inList(sh, () => each(sh, list, tail));
  yield* each(sh, list, tail);
}

/** Runs what stands in a list, which a Ctrl-C at the prompt ends as a whole. */
function* inList(sh: Shell, run: () => Task): Task {
  sh.lists++;
  try {
    yield* run();
  } finally {
    sh.lists--;
  }
}

function* each(sh: Shell, list: readonly Statement[], tail: boolean): Task {
  for (let i = 0; i < list.length; i++) {
    try {
      yield* statement(sh, list[i]!, tail && i === list.length - 1);
    } catch (error) {
      if (!(error instanceof Discard)) throw error;
      yield* sh.warn(error.message);
      sh.status = 1;
      const line = sh.source.line(list[i]!.end);
      while (i + 1 < list.length && sh.source.line(list[i + 1]!.pos) === line) i++;
    }
  }
}

/** Runs a list of statements. */
export function* compound(sh: Shell, list: CompoundList): Task {
  const run = function* (): Task {
    for (const st of list.commands) yield* statement(sh, st, false);
  };
  yield* list.commands.length > 1 ? inList(sh, run) : run();
}

function* statement(sh: Shell, st: Statement, tail: boolean): Task {
  if (sh.options.has('noexec') && !sh.interactive) return;
  sh.line = sh.source.line(st.command.pos);
  if (st.background) return yield* background(sh, st);
  const node = st.command;
  if (node.type === 'AndOr') yield* inList(sh, () => andOr(sh, node));
  else yield* pipelineNode(sh, node, tail && sh.traps.size === 0 && !sh.interactive);
  yield* settle(sh, node);
}

/** After a command: traps that came in, errexit, the ERR trap, and a turn for the others. */
function* settle(sh: Shell, node: PipelineNode | AndOr): Task {
  yield* runTraps(sh);
  if (++sh.turns % 32 === 0) yield* preempt();
  if (sh.status === 0 || sh.quiet > 0) return;
  if (node.type === 'AndOr' && !sh.lastOfList) return;
  if (node.type === 'Pipeline' && node.prefixes.some((x) => x.type === 'Negation')) return;
  if (carriesInner(node)) return;
  const err = sh.traps.get('ERR');
  if (err) {
    const status = sh.status;
    yield* evalText(sh, err);
    sh.status = status;
  }
  if (sh.options.has('errexit')) throw new Exit(sh.status);
}

/**
 * Is the status of a command one that a command within has had, and that counted there or was excused there (the left
 * of an `&&`)? It ends a shell with errexit a second time only for simple commands, pipelines and subshells (bash).
 */
function carriesInner(node: PipelineNode | AndOr): boolean {
  switch (node.type) {
    case 'If':
    case 'While':
    case 'For':
    case 'ArithmeticFor':
    case 'Case':
    case 'BraceGroup':
    case 'Select':
    case 'Function':
      return true;
    case 'Redirected':
      return carriesInner(node.command);
    case 'Pipeline':
      return node.commands.length === 1 && carriesInner(node.commands[0]!);
    default:
      return false;
  }
}

/** Runs the traps of signals that were caught. */
export function* runTraps(sh: Shell): Task {
  while (sh.p.caught.length > 0) {
    const signal = sh.p.takeSignal()!;
    const command = sh.traps.get(signalName(signal) ?? '');
    if (command === undefined) {
      if (signal === SIGNALS.INT && sh.interactive) throw new Interrupt(false);
      continue;
    }
    const status = sh.status;
    yield* evalText(sh, command);
    sh.status = status;
  }
}

function* background(sh: Shell, st: Statement): Task {
  const text = sh.source.text.slice(st.command.pos, st.command.end);
  const node = st.command;
  const child = yield* forkChild(sh, function* (c) {
    if (!sh.options.has('monitor')) {
      c.actions.set(SIGNALS.INT, 'ignore');
      c.actions.set(SIGNALS.QUIT, 'ignore');
      const nul = yield* c.fs.open('/dev/null', { read: true });
      if (c.fds.get(0)?.tty === undefined || !sh.interactive) c.setFd(0, nul);
      else nul.release();
    }
    return yield* subshell(sub, function* () {
      if (node.type === 'AndOr') yield* andOr(sub, node);
      else yield* pipelineNode(sub, node, true);
    });
  });
  // what the child sees is the state of this moment: the shell goes on before it has its first turn
  const sub = sh.inChild(child);
  if (sh.options.has('monitor')) sh.p.kernel.setGroup(child, child.pid);
  sh.lastBackground = child.nsPid;
  sh.jobs.push({
    id: (sh.jobs.at(-1)?.id ?? 0) + 1,
    processes: [child],
    pgid: child.pgid,
    command: text,
    notified: false,
  });
  if (sh.interactive) yield* sh.p.eprint(`[${sh.jobs.at(-1)!.id}] ${child.nsPid}\n`);
  sh.status = 0;
}

/** The life of a subshell's process around what it runs. */
export function* subshell(sub: Shell, run: () => Task): Task<number> {
  try {
    yield* run();
  } catch (error) {
    sub.status = yield* ending(sub, error);
  }
  return yield* finish(sub);
}

function* andOr(sh: Shell, node: AndOr): Task {
  for (let i = 0; i < node.commands.length; i++) {
    const last = i === node.commands.length - 1;
    if (i > 0) {
      const op = node.operators[i - 1];
      if ((op === '&&') !== (sh.status === 0)) {
        if (last) sh.lastOfList = false;
        continue;
      }
    }
    if (!last) sh.quiet++;
    try {
      sh.lastOfList = last;
      yield* pipelineNode(sh, node.commands[i]!, false);
      sh.lastOfList = last;
    } finally {
      if (!last) sh.quiet--;
    }
  }
}

function* pipelineNode(sh: Shell, node: PipelineNode, tail: boolean): Task {
  if (node.type === 'Pipeline') yield* pipeline(sh, node);
  else {
    yield* command(sh, node, tail);
    sh.pipeStatus = [sh.status];
  }
}

function* pipeline(sh: Shell, node: Pipeline): Task {
  const negate = node.prefixes.filter((x) => x.type === 'Negation').length % 2 === 1;
  const timed = node.prefixes.some((x) => x.type === 'Time');
  const started = sh.p.kernel.now;
  if (negate) sh.quiet++;
  try {
    if (node.commands.length === 1) {
      yield* command(sh, node.commands[0]!, false);
      sh.pipeStatus = [sh.status];
    } else if (node.commands.length > 1) yield* connected(sh, node);
    else sh.status = 0;
  } finally {
    if (negate) sh.quiet--;
  }
  if (timed) {
    const s = (sh.p.kernel.now - started) / 1000;
    const show = (x: number): string => `${Math.floor(x / 60)}m${(x % 60).toFixed(3)}s`;
    yield* sh.p.eprint(`\nreal\t${show(s)}\nuser\t${show(0)}\nsys\t${show(0)}\n`);
  }
  if (negate) sh.status = sh.status === 0 ? 1 : 0;
}

function* connected(sh: Shell, node: Pipeline): Task {
  const children: Process[] = [];
  let input: ByteQueue | undefined;
  let pgid: number | undefined;
  const count = node.commands.length;
  for (let i = 0; i < count; i++) {
    const stage = node.commands[i]!;
    const from = input;
    const to = i < count - 1 ? new ByteQueue() : undefined;
    const withErr = node.operators[i] === '|&';
    if (i === count - 1 && sh.shopt.has('lastpipe') && !sh.options.has('monitor')) {
      const saved = new Map<number, OpenFile | undefined>([[0, sh.p.fds.get(0)?.retain()]]);
      sh.p.setFd(0, new PipeReader(from!));
      try {
        yield* command(sh, stage, false);
      } finally {
        restore(sh.p, saved);
      }
      break;
    }
    const child = yield* forkChild(sh, function* (c) {
      const sub = sh.inChild(c);
      if (from !== undefined) c.setFd(0, new PipeReader(from));
      if (to !== undefined) {
        c.setFd(1, new PipeWriter(to));
        if (withErr) c.setFd(2, c.fd(1).retain());
      }
      return yield* subshell(sub, () => command(sub, stage, true));
    });
    if (sh.options.has('monitor')) sh.p.kernel.setGroup(child, (pgid ??= child.pid));
    children.push(child);
    input = to;
  }
  yield* foreground(sh, children, sh.source.text.slice(node.pos, node.end));
  const statuses = children.map(statusCode);
  if (children.length < count) statuses.push(sh.status);
  sh.pipeStatus = statuses;
  sh.status = statuses.at(-1)!;
  if (sh.options.has('pipefail')) sh.status = statuses.findLast((s) => s !== 0) ?? 0;
}

/** Runs one command of any kind and sets the status. `tail`: nothing follows, so no child is needed. */
export function* command(sh: Shell, node: CommandNode | Redirected, tail: boolean): Task {
  switch (node.type) {
    case 'Command':
      return yield* simple(sh, node, tail);
    case 'Redirected':
      return yield* withRedirects(sh, node);
    case 'Function':
      sh.functions.set(node.name.text, { node, source: sh.source });
      sh.status = 0;
      return;
    case 'Subshell': {
      if (tail && sh.isSubshell) return yield* compound(sh, node.body);
      const child = yield* forkChild(sh, function* (c) {
        const sub = sh.inChild(c);
        return yield* subshell(sub, () => statements(sub, node.body.commands, true));
      });
      if (sh.options.has('monitor')) sh.p.kernel.setGroup(child, child.pid);
      yield* foreground(sh, [child], sh.source.text.slice(node.pos, node.end));
      if (child.status !== undefined) sh.status = statusCode(child);
      return;
    }
    case 'BraceGroup':
      return yield* compound(sh, node.body);
    case 'If': {
      const test = function* (list: CompoundList): Task<boolean> {
        sh.quiet++;
        try {
          yield* compound(sh, list);
        } finally {
          sh.quiet--;
        }
        return sh.status === 0;
      };
      if (yield* test(node.clause)) return yield* compound(sh, node.then);
      for (const e of node.elif) if (yield* test(e.clause)) return yield* compound(sh, e.then);
      if (node.else !== undefined) return yield* compound(sh, node.else);
      sh.status = 0;
      return;
    }
    case 'While': {
      let status = 0;
      yield* loop(
        sh,
        function* () {
          sh.quiet++;
          try {
            yield* compound(sh, node.clause);
          } finally {
            sh.quiet--;
          }
          return (sh.status === 0) === (node.kind === 'while');
        },
        function* () {
          yield* compound(sh, node.body);
          status = sh.status;
        },
      );
      sh.status = status;
      return;
    }
    case 'For': {
      const values = node.wordlist === undefined ? [...sh.positional] : yield* expandWords(sh, node.wordlist);
      if (!/^[A-Za-z_]\w*$/.test(node.name.text))
        throw new CommandError(`\`${node.name.text}': not a valid identifier`);
      let i = 0;
      sh.status = 0;
      yield* loop(
        sh,
        function* () {
          if (i >= values.length) return false;
          sh.vars.set(node.name.text, values[i++]!);
          return true;
        },
        () => compound(sh, node.body),
      );
      return;
    }
    case 'ArithmeticFor': {
      const run = function* (e: import('unbash').ArithmeticExpression | undefined): Task<bigint> {
        return e === undefined ? 1n : yield* arithmetic(sh, sh.source.text.slice(e.pos, e.end), e, e.pos);
      };
      yield* run(node.initialize);
      sh.status = 0;
      yield* loop(
        sh,
        function* () {
          return (yield* run(node.test)) !== 0n;
        },
        function* () {
          yield* compound(sh, node.body);
        },
        () => run(node.update),
      );
      return;
    }
    case 'Case': {
      const word = yield* expandString(sh, node.word);
      let through = false;
      sh.status = 0;
      for (const item of node.items) {
        let hit = through;
        for (const pattern of item.pattern) if (!hit && matches(yield* expandPattern(sh, pattern), word)) hit = true;
        if (!hit) continue;
        yield* compound(sh, item.body);
        if (item.terminator === ';&') through = true;
        else if (item.terminator === ';;&') through = false;
        else return;
      }
      return;
    }
    case 'TestCommand':
      sh.status = (yield* testExpression(sh, node.expression)) ? 0 : 1;
      return;
    case 'ArithmeticCommand': {
      const base = node.pos + 2;
      try {
        sh.status =
          (yield* arithmetic(
            sh,
            node.body,
            node.expression,
            base + Math.max(0, sh.source.text.slice(base).indexOf(node.body)),
          )) === 0n
            ? 1
            : 0;
      } catch (error) {
        if (error instanceof Discard) throw new CommandError(`((: ${error.message}`);
        throw error;
      }
      return;
    }
    case 'Select':
      return yield* select(sh, node);
    case 'Coproc':
      return yield* coproc(sh, node);
  }
}

/** Runs what belongs to a loop: does the loop go on? A `break` in its condition ends it as one in its body does. */
function* inLoop(run: () => Task<boolean>): Task<boolean> {
  try {
    return yield* run();
  } catch (error) {
    if (!(error instanceof Continue || error instanceof Break) || --error.levels > 0) throw error;
    return error instanceof Continue;
  }
}

function* loop(sh: Shell, test: () => Task<boolean>, body: () => Task, after?: () => Task<unknown>): Task {
  sh.loopDepth++;
  let tested = false;
  const turn = function* (): Task<boolean> {
    tested = false;
    if (!(yield* test())) return false;
    tested = true;
    yield* body();
    return true;
  };
  try {
    while (yield* inLoop(turn)) {
      if (after !== undefined && tested) yield* after();
      if (++sh.turns % 32 === 0) yield* preempt();
      if (sh.p.caught.length > 0) yield* runTraps(sh);
    }
  } finally {
    sh.loopDepth--;
  }
}

function* select(sh: Shell, node: import('unbash').Select): Task {
  const values = node.wordlist === undefined ? sh.positional : yield* expandWords(sh, node.wordlist);
  const input = new LineInput(sh.p, 0);
  yield* loop(
    sh,
    function* () {
      yield* sh.p.eprint(values.map((v, i) => `${i + 1}) ${v}\n`).join('') + (sh.vars.get('PS3') ?? '#? '));
      const line = yield* input.line();
      if (line === undefined) return false;
      sh.vars.set('REPLY', line);
      sh.vars.set(node.name.text, values[Number(line) - 1] ?? '');
      return true;
    },
    () => compound(sh, node.body),
  );
}

function* coproc(sh: Shell, node: import('unbash').Coproc): Task {
  const name = node.name?.text ?? 'COPROC';
  const toChild = new ByteQueue();
  const fromChild = new ByteQueue();
  const body = node.body;
  const child = yield* forkChild(sh, function* (c) {
    const sub = sh.inChild(c);
    c.setFd(0, new PipeReader(toChild));
    c.setFd(1, new PipeWriter(fromChild));
    return yield* subshell(sub, () => (body.type === 'CompoundList' ? compound(sub, body) : command(sub, body, true)));
  });
  const read = sh.p.freeFd(60);
  sh.p.fds.set(read, new PipeReader(fromChild));
  const write = sh.p.freeFd(61);
  sh.p.fds.set(write, new PipeWriter(toChild));
  sh.vars.setArray(name, [String(read), String(write)]);
  sh.vars.set(`${name}_PID`, String(child.nsPid));
  sh.lastBackground = child.nsPid;
  sh.jobs.push({
    id: (sh.jobs.at(-1)?.id ?? 0) + 1,
    processes: [child],
    pgid: child.pgid,
    command: 'coproc',
    notified: true,
  });
  sh.status = 0;
}

function* withRedirects(sh: Shell, node: Redirected): Task {
  const saved = new Map<number, OpenFile | undefined>();
  try {
    const list = yield* prepareRedirects(sh, node.redirects);
    yield* applyRedirects(sh, sh.p, list, saved);
    yield* command(sh, node.command, false);
  } catch (error) {
    if (
      !(error instanceof CommandError || error instanceof Discard) ||
      (error instanceof Discard && !['ArithmeticCommand', 'TestCommand'].includes(node.command.type))
    )
      throw error;
    yield* sh.warn(error.message);
    sh.status = error.status;
  } finally {
    restore(sh.p, saved);
    closeOpenings(sh);
  }
}

function closeOpenings(sh: Shell): void {
  for (const close of sh.openings.splice(0)) close();
}

function* simple(sh: Shell, node: Command, tail: boolean): Task {
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
          yield* sh.warn(`${name}: ${error.code === 'EBADF' ? 'write error: Bad file descriptor' : error.message}`);
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
    if (body.type === 'CompoundList') yield* compound(sh, body);
    else yield* command(sh, body, false);
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

function* external(
  sh: Shell,
  node: Command,
  argv: string[],
  assignments: readonly import('unbash').Assignment[],
  redirects: readonly Redirect[],
  tail: boolean,
): Task {
  const env = sh.vars.environment();
  for (const a of assignments) if (a.value.type === 'Word') env.set(a.name, yield* expandString(sh, a.value, true));
  const path = sh.p.which(argv[0]!, assignments.some((a) => a.name === 'PATH') ? env.get('PATH') : sh.vars.get('PATH'));
  const program = function* (p: Process): Task<number> {
    try {
      yield* applyRedirects(sh, p, redirects);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      yield* p.eprint(`${sh.prefix()}${error.message}\n`);
      return error.status;
    }
    env.set('_', path ?? argv[0]!);
    p.env = env;
    return yield* execute(sh, p, path, argv);
  };
  if (tail) throw new Exit(yield* program(sh.p));
  const child = yield* forkChild(sh, program, argv);
  if (sh.options.has('monitor')) sh.p.kernel.setGroup(child, child.pid);
  const before = sh.jobs.length;
  yield* foreground(sh, [child], sh.source.text.slice(node.pos, node.end));
  sh.status = sh.jobs.length > before ? 148 : statusCode(child);
}

/** Executes a file in process `p`, or says why that cannot be: 127 not found, 126 not executable. */
export function* execute(sh: Shell, p: Process, path: string | undefined, argv: readonly string[]): Task<number> {
  const name = argv[0]!;
  if (path === undefined) {
    yield* p.eprint(`${sh.prefix()}${name}: ${sh.dialect === 'bash' ? 'command not found' : 'not found'}\n`);
    return 127;
  }
  try {
    return yield* p.exec(path, argv);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.code === 'ENOEXEC') return yield* scriptWithoutShebang(sh, p, path, argv);
    const isDir = p.fs.tryStat(path)?.kind === 'dir';
    if (error.code === 'ENOENT' && p.fs.exists(path)) {
      yield* p.eprint(
        sh.dialect === 'bash'
          ? `${sh.prefix()}${name}: cannot execute: required file not found\n`
          : `${sh.prefix()}${name}: not found\n`,
      );
      return 127;
    }
    const text =
      isDir && sh.dialect === 'bash'
        ? 'Is a directory'
        : sh.dialect === 'bash' || error.code !== 'ENOENT'
          ? errnoText(error.code)
          : 'not found';
    yield* p.eprint(`${sh.prefix()}${name}: ${text}\n`);
    return error.code === 'ENOENT' ? 127 : 126;
  }
}

function* scriptWithoutShebang(sh: Shell, p: Process, path: string, argv: readonly string[]): Task<number> {
  const bytes = p.fs.readFile(path);
  if (bytes.subarray(0, 80).includes(0)) {
    yield* p.eprint(`${sh.prefix()}${argv[0]!}: cannot execute binary file: Exec format error\n`);
    return 126;
  }
  const shell = sh.p.fs.exists('/bin/bash') && sh.dialect === 'bash' ? '/bin/bash' : '/bin/sh';
  return yield* p.exec(shell, [shell, path, ...argv.slice(1)]);
}
