// The foreground: a shell waits for its children, and what a Ctrl-C means to it.

import { preempt, type Task, waitFor } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { SIGNALS, signalText } from '../kernel/signals.ts';
import type { Shell } from './shell.ts';

/** Ctrl-C at an interactive shell: back to the prompt. `shown`: the line that it was typed in has been left already. */
export class Interrupt {
  constructor(readonly shown: boolean) {}
}

/**
 * Waits for processes of the foreground; a stopped job goes to the background.
 * @throws Interrupt when a Ctrl-C ends the whole command of an interactive bash
 */
export function* foreground(sh: Shell, children: readonly Process[], text: string): Task {
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
        if (child.stopped && monitor) return yield* stopped(sh, children, child, text);
        held.push(...p.caught.splice(0));
        yield* waitFor([child.exited, p.childExited]);
      }
      p.reap(child);
    }
  } finally {
    p.caught.unshift(...held);
    if (lenient) p.actions.delete(SIGNALS.INT);
  }
  if (monitor) p.tty!.foreground = p.pgid;
  const last = children.at(-1);
  const signal = last?.status?.signal;
  if (signal !== undefined) yield* tell(sh, last!, signal, text);
  if (lenient) yield* answer(sh, signal === SIGNALS.INT);
  const whole = sh.loopDepth > 0 || (sh.lists > 0 && !sh.traps.has('INT'));
  if (signal === SIGNALS.INT && sh.interactive && whole) {
    throw new Interrupt(true);
  }
}

function* stopped(sh: Shell, children: readonly Process[], child: Process, text: string): Task {
  const { p } = sh;
  const id = (sh.jobs.at(-1)?.id ?? 0) + 1;
  sh.jobs.push({ id, processes: [...children], pgid: child.pgid, command: text, notified: true });
  p.tty!.foreground = p.pgid;
  yield* p.eprint(`\n[${id}]+  Stopped                 ${text}\n`);
  sh.status = 148;
}

/** What the shell says of a child that a signal ended. */
function* tell(sh: Shell, child: Process, signal: number, text: string): Task {
  const { p } = sh;
  if (signal === SIGNALS.PIPE) return;
  if (signal === SIGNALS.INT) {
    if (sh.interactive) yield* p.eprint('\n');
  } else if (sh.dialect !== 'bash') {
    if (!sh.isSubshell) yield* p.eprint(`${signalText(signal)}\n`);
  } else if (sh.interactive) yield* p.eprint(`${signalText(signal)}\n`);
  else yield* p.eprint(`${sh.prefix()}${String(child.nsPid).padStart(5)} ${signalText(signal).padEnd(24)}${text}\n`);
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
