// The foreground: a shell waits for its children, and what a Ctrl-C means to it.

import { preempt, type Task, waitFor } from '../kernel/block.ts';
import { type Process, statusCode } from '../kernel/process.ts';
import { SIGNALS, signalText } from '../kernel/signals.ts';
import { addJob, jobLine, removeJobs, setCurrent } from './jobtable.ts';
import { Break, Exit, type Job, type Shell } from './shell.ts';
import { walk } from './walk.ts';

/** Ctrl-C at an interactive shell: back to the prompt. */
export class Interrupt {}

/**
 * Waits for processes of the foreground; a stopped job goes to the background.
 * @param text the command as messages name it
 * @param job what they are already, when a job is taken up again
 * @returns the status of the last of them; 148 (128 and SIGTSTP) when they were stopped
 * @throws Interrupt when a Ctrl-C ends the whole command of an interactive bash; Break when a stop ends loops
 */
export function* foreground(sh: Shell, children: readonly Process[], text: () => string, job?: Job): Task<number> {
  const { p } = sh;
  const monitor = sh.options.has('monitor') && p.tty !== undefined;
  if (monitor && children.length > 0) p.tty!.foreground = children[0]!.pgid;
  // a script lets its child answer a Ctrl-C first: only a child that dies of it takes the script along (bash)
  const lenient = sh.dialect === 'bash' && !sh.interactive && !p.actions.has(SIGNALS.INT);
  if (lenient) p.actions.set(SIGNALS.INT, 'catch');
  const held: number[] = [];
  try {
    for (const child of children) {
      while (child.status === undefined) {
        if (monitor && children.every((c) => c.stopped || c.status !== undefined))
          return yield* stopped(sh, children, text, job);
        held.push(...p.caught.splice(0));
        yield* waitFor([child.exited, p.childExited]);
      }
    }
  } finally {
    p.caught.unshift(...held);
    if (lenient) p.actions.delete(SIGNALS.INT);
  }
  for (const child of children) p.reap(child);
  if (job !== undefined) removeJobs(sh, [job]);
  if (monitor) p.tty!.foreground = p.pgid;
  const last = children.at(-1);
  const signal = last?.status?.signal;
  // who ended before the key came did not answer it: that it was lost between two commands shall not be
  const late = (t: number): boolean => last !== undefined && t > last.endedAt;
  const died =
    signal === SIGNALS.INT ||
    children.some((c) => c.status?.signal === SIGNALS.INT && late(c.endedAt)) ||
    (lenient && p.caught.includes(SIGNALS.INT) && late(p.caughtAt));
  // keys pressed in a row are one to the shell: the child answered them
  if (died && monitor) p.caught.splice(0, p.caught.length, ...p.caught.filter((s) => s !== SIGNALS.INT));
  const whole = died && sh.interactive && abandons(sh);
  if (signal !== undefined && !whole) yield* tell(sh, last!, signal, text);
  if (lenient) yield* answer(sh, died);
  if (whole) throw new Interrupt();
  if (died && monitor && !sh.interactive && sh.dialect === 'bash') throw new Exit(130);
  if (sh.interactive && sh.dialect === 'bash') yield* walk.notifyJobs(sh);
  return last === undefined ? sh.status : statusCode(last);
}

/** Does a Ctrl-C that ended the child end the whole command? Shells that are not bash take it for their own. */
function abandons(sh: Shell): boolean {
  const trapped = sh.traps.has('INT');
  if (sh.dialect === 'bash') return sh.loopDepth > 0 || (sh.lists > 0 && !trapped);
  if (trapped && sh.traps.get('INT') !== '') sh.p.caught.push(SIGNALS.INT);
  return !trapped;
}

function* stopped(sh: Shell, children: readonly Process[], text: () => string, known: Job | undefined): Task<number> {
  const { p } = sh;
  const job = known ?? addJob(sh, children, text());
  setCurrent(sh, job);
  p.tty!.foreground = p.pgid;
  sh.status = 148;
  // the others tell of it before their next prompt, and their loops go on
  if (sh.dialect !== 'bash') return 148;
  job.told = 'stopped';
  yield* p.eprint(`\n${jobLine(sh, job)}`);
  if (sh.loopDepth > 0) throw new Break(sh.loopDepth);
  return 148;
}

/** What the shell says of a child that a signal ended. */
function* tell(sh: Shell, child: Process, signal: number, text: () => string): Task {
  const { p } = sh;
  if (signal === SIGNALS.PIPE) return;
  if (signal === SIGNALS.INT) {
    if (sh.interactive && sh.dialect === 'bash') yield* p.eprint('\n');
  } else if (sh.dialect !== 'bash') {
    if (!sh.isSubshell) yield* p.eprint(`${signalText(signal)}\n`);
  } else if (sh.interactive) yield* p.eprint(`${signalText(signal)}\n`);
  else yield* p.eprint(`${sh.prefix()}${String(child.nsPid).padStart(5)} ${signalText(signal).padEnd(24)}${text()}\n`);
}

/** A script met Ctrl-C while it waited: it dies as its child did, or goes on because the child did not die of it. */
function* answer(sh: Shell, died: boolean): Task {
  const { p } = sh;
  if (!p.caught.includes(SIGNALS.INT)) return;
  const others = p.caught.filter((s) => s !== SIGNALS.INT);
  p.caught.splice(0, p.caught.length, ...others);
  if (!died) return;
  p.kernel.signal(p, SIGNALS.INT, p);
  yield* preempt();
}
