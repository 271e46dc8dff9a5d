// What a signal does to a process: nothing, its handler, its end, or that it stops and goes on (signal(7), job control).

import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { defaultAction, SIGNALS } from './signals.ts';

/** Brings a signal to a process; `sender` undefined means from outside the process's namespace. */
export function deliver(kernel: Kernel, p: Process, signal: number, sender: Process | undefined): void {
  if (p.status !== undefined || signal === 0) return;
  const isInit = !p.pids.isHost && p.nsPid === 1;
  const fromInside = sender !== undefined && sender.pids === p.pids;
  if (signal === SIGNALS.KILL || signal === SIGNALS.STOP) {
    if (isInit && fromInside) return;
    if (signal === SIGNALS.KILL) kernel.end(p, 0, signal);
    else stop(p);
    return;
  }
  if (signal === SIGNALS.CONT) goOn(kernel, p);
  const action = p.actions.get(signal);
  if (action === 'ignore') return;
  if (action === 'catch') {
    // a signal that waits already is one with the next of its kind
    if (!p.caught.includes(signal)) p.caught.push(signal);
    p.caughtAt = kernel.steps;
    kernel.makeReady(p, 'signal');
    return;
  }
  if (isInit) return;
  const what = defaultAction(signal);
  if (what === 'terminate') {
    if (p.stopped) p.pending ??= signal;
    else kernel.end(p, 0, signal);
  } else if (what === 'stop' && !orphaned(kernel.group(p.pgid))) stop(p);
}

function stop(p: Process): void {
  p.stopped = true;
  p.parent?.childExited.wake();
}

/** A stopped process goes on, first of all to die of what came meanwhile. */
function goOn(kernel: Kernel, p: Process): void {
  if (!p.stopped) return;
  kernel.hold(p, () => (p.stopped = false));
  const { pending } = p;
  p.pending = undefined;
  if (pending !== undefined) kernel.end(p, 0, pending);
  else p.parent?.childExited.wake();
}

/** Has nobody of a group a parent in the same session that could let it go on? Then no key of a terminal stops it. */
function orphaned(group: ReadonlySet<Process>): boolean {
  for (const { parent, pgid, sid } of group)
    if (parent !== undefined && parent.status === undefined && parent.pgid !== pgid && parent.sid === sid) return false;
  return true;
}
