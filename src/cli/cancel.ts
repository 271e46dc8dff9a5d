// What signals do to the client: it notes them, gives its command up, and ends with a status of its own (28.5.2, asked).

import { preempt, type Task, type Wake } from '../kernel/block.ts';
import { SIGNALS } from '../kernel/signals.ts';
import type { Cli } from './cli.ts';

/** The client gives up without asking its command when it is told to end so often. */
const PATIENCE = 3;

/** Said at that moment. */
export const FORCED = '\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n';

/** Counts what asks the client to end. */
export class Patience {
  private count = 0;
  /** One more; is it enough? */
  spent(signal: number): boolean {
    if (signal === SIGNALS.INT || signal === SIGNALS.TERM) this.count++;
    return this.count >= PATIENCE;
  }
}

/** What a command does when it is cancelled, where it is not to end in silence with 128 and the signal's number. */
export interface Cancelled {
  /** What it waits for does not ask whether it is wanted: it goes on. */
  readonly goesOn?: boolean;
  readonly status?: number;
  /** The signal itself ends it, as it ends a program that knows nothing of signals. */
  readonly dies?: boolean;
  /** What it says. */
  readonly text?: string;
}

/**
 * Runs a command that Ctrl-C and SIGTERM cancel, unless it answers them by itself.
 * @returns its status, or the one of its cancelling
 */
export function* cancellable(cli: Cli, task: Task<number>, cancelled: Cancelled = {}): Task<number> {
  const { p } = cli;
  const mine = [SIGNALS.INT, SIGNALS.TERM].filter((s) => !p.actions.has(s));
  for (const s of mine) p.actions.set(s, 'catch');
  // the runtime of Go: a trace of all threads, then the end
  if (!p.actions.has(SIGNALS.QUIT)) p.actions.set(SIGNALS.QUIT, 'catch');
  const patience = new Patience();
  let wake: Wake = 'ready';
  try {
    for (;;) {
      const step = task.next(wake);
      if (step.done === true) return step.value;
      wake = yield step.value;
      if (cli.answersSignals || p.caught.length === 0) continue;
      const signal = p.takeSignal()!;
      if (signal === SIGNALS.QUIT) {
        yield* leave(task);
        yield* p.eprint('SIGQUIT: quit\n');
        return 2;
      }
      if (patience.spent(signal)) {
        yield* leave(task);
        yield* p.eprint(FORCED);
        return 1;
      }
      if (signal !== SIGNALS.INT && signal !== SIGNALS.TERM) continue;
      if (cancelled.goesOn === true) continue;
      yield* leave(task);
      yield* p.eprint(cancelled.text ?? '');
      if (cancelled.dies === true) {
        p.actions.delete(signal);
        p.kernel.signal(p, signal);
        yield* preempt();
      }
      return cancelled.status ?? 128 + signal;
    }
  } finally {
    // who is killed leaves nothing that listens
    yield* leave(task);
  }
}

/** Ends a task where it stands, with what it does on its way out. */
function* leave(task: Task<number>): Task {
  for (let step = task.return(0); step.done !== true;) step = task.next(yield step.value);
}
