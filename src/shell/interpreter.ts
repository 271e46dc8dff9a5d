// The interpreter: walks the syntax tree and makes processes, pipes and loops of it.

import type {
  ParsedScript,
  Statement,
  CompoundList,
  PipelineNode,
  AndOr,
  Pipeline,
  CommandNode,
  Redirected,
} from 'unbash';
import { type Task, preempt } from '../kernel/block.ts';
import { type OpenFile, PipeReader, PipeWriter } from '../kernel/files.ts';
import { ByteQueue } from '../kernel/pipe.ts';
import { type Process, statusCode } from '../kernel/process.ts';
import { signalName, SIGNALS } from '../kernel/signals.ts';
import { commandText, coproc, started } from './background.ts';
import { withAliases } from './aliases.ts';
import { understand } from './dialect.ts';
import { Interrupt, foreground } from './foreground.ts';
import { expandWords, arithmetic, expandString, expandPattern } from './expand.ts';
import { matches } from './pattern.ts';
import { restore, prepareRedirects, applyRedirects } from './redirect.ts';
import { forkChild, newPipe } from './fork.ts';
import { type Shell, Source, Discard, Exit, CommandError } from './shell.ts';
import { testExpression } from './test.ts';
import { builtins } from './builtins/index.ts';
import { notifyJobs } from './jobnews.ts';
import { expandParameter } from './parameter.ts';
import { walk, type Walk } from './walk.ts';
import { ending, syntaxError } from './ending.ts';
import { loop, select } from './loops.ts';
import { simple, closeOpenings } from './simple.ts';
import { carriesInner } from './errexit.ts';

Object.assign(walk, {
  command,
  compound,
  evalText,
  runScript,
  runTraps,
  subshell,
  notifyJobs,
  expandParameter,
  builtins,
} satisfies Walk);

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
  const { text: own, script } = understand(sh, withAliases(sh, text));
  if (script.errors !== undefined && script.errors.length > 0) {
    yield* syntaxError(sh, text, script);
    sh.status = 2;
    return;
  }
  yield* inSource(sh, new Source(own, firstLine, true), () => statements(sh, script.commands, false));
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

/** Runs the traps of signals that were caught. */
export function* runTraps(sh: Shell): Task {
  while (sh.p.caught.length > 0) {
    const signal = sh.p.takeSignal()!;
    const command = sh.traps.get(signalName(signal) ?? '');
    if (command === undefined) {
      if (signal === SIGNALS.INT && sh.interactive) throw new Interrupt();
      continue;
    }
    const status = sh.status;
    yield* evalText(sh, command);
    sh.status = status;
  }
}

function* background(sh: Shell, st: Statement): Task {
  const text = commandText(sh, st.command);
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
  yield* started(sh, child, text);
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
    if (sh.p.caught.length > 0) yield* runTraps(sh);
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
  const spent = sh.p.cpu + sh.p.childCpu;
  const times = (): Task => {
    const s = (sh.p.kernel.now - started) / 1000;
    const show = (x: number): string => `${Math.floor(x / 60)}m${(x % 60).toFixed(3)}s`;
    return sh.p.eprint(
      `\nreal\t${show(s)}\nuser\t${show((sh.p.cpu + sh.p.childCpu - spent) / 1000)}\nsys\t${show(0)}\n`,
    );
  };
  if (negate) sh.quiet++;
  try {
    if (node.commands.length === 1) {
      yield* command(sh, node.commands[0]!, false);
      sh.pipeStatus = [sh.status];
    } else if (node.commands.length > 1) yield* connected(sh, node);
    else sh.status = 0;
  } catch (error) {
    if (timed && error instanceof Interrupt) yield* times();
    throw error;
  } finally {
    if (negate) sh.quiet--;
  }
  if (timed) yield* times();
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
    const to = i < count - 1 ? yield* newPipe(sh, 'pipe error', true) : undefined;
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
      return yield* subshell(sub, () => command(sub, stage, true));
    });
    // here and not in the child: a signal may end that before its first turn, and the others wait for its ends
    if (from !== undefined) child.setFd(0, new PipeReader(from));
    if (to !== undefined) {
      child.setFd(1, new PipeWriter(to));
      if (withErr) child.setFd(2, child.fd(1).retain());
    }
    if (sh.options.has('monitor')) sh.p.kernel.setGroup(child, (pgid ??= child.pid));
    children.push(child);
    input = to;
  }
  const ended = yield* foreground(sh, children, () => commandText(sh, node));
  if (children.some((c) => c.status === undefined)) {
    sh.status = ended;
    return;
  }
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
      sh.status = yield* foreground(sh, [child], () => commandText(sh, node));
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
          try {
            yield* compound(sh, node.body);
          } finally {
            status = sh.status;
          }
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
