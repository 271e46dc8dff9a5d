// A process of a shell's own, and what each shell does when there can be no more.

import type { Program, Task } from '../kernel/block.ts';
import { FsError } from '../fs/node.ts';
import { ByteQueue } from '../kernel/pipe.ts';
import type { Process } from '../kernel/process.ts';
import { SIGNALS, signalName } from '../kernel/signals.ts';
import { Exit, Fatal, type Shell } from './shell.ts';

/** Seconds that bash waits between its attempts. */
const RETRIES = [1, 2, 4, 8];

/**
 * Starts a child of a shell.
 * @param substitution it is what stands in `$( )`: in the shell's own process group, and no key stops it
 * @throws Fatal or Exit when the control group has as many processes as it may; bash tries for a while first
 */
export function* forkChild(sh: Shell, program: Program, argv?: readonly string[], substitution = false): Task<Process> {
  for (let attempt = 0; ; attempt++) {
    try {
      const child = sh.p.fork(program, argv);
      forgetOwn(sh, child, substitution);
      return child;
    } catch (error) {
      if (!(error instanceof FsError) || error.code !== 'EAGAIN') throw error;
      if (sh.dialect === 'dash') throw new Fatal('Cannot fork', 2);
      if (sh.dialect !== 'bash') throw new Fatal("can't fork: Resource temporarily unavailable", 2);
      const wait = RETRIES[attempt];
      yield* sh.warn(`fork: ${wait === undefined ? '' : 'retry: '}Resource temporarily unavailable`);
      if (wait === undefined) throw new Exit(254);
      yield* sh.p.sleep(wait * 1000);
    }
  }
}

const STOPS: readonly number[] = [SIGNALS.TSTP, SIGNALS.TTIN, SIGNALS.TTOU];

/** Gives a process the signals back that its interactive shell ignores for itself alone. */
export function forgetOwn(sh: Shell, p: Process, substitution = false): void {
  for (const signal of sh.own.keys())
    if (sh.traps.get(signalName(signal)!) !== '' && !(substitution && STOPS.includes(signal))) p.actions.delete(signal);
}

/**
 * A pipe of a shell's own.
 * @param text what bash says when it may open no more files; `fatal`: that is its end, else the pipe is undefined
 * @throws Fatal, Exit
 */
export function newPipe(sh: Shell, text: string, fatal: true): Task<ByteQueue>;
export function newPipe(sh: Shell, text: string, fatal: boolean): Task<ByteQueue | undefined>;
export function* newPipe(sh: Shell, text: string, fatal: boolean): Task<ByteQueue | undefined> {
  try {
    sh.p.needFds(2, '');
    return new ByteQueue();
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (sh.dialect === 'dash') throw new Fatal('Pipe call failed', 2);
    if (sh.dialect !== 'bash') throw new Fatal("can't create pipe: Too many open files", 2);
    yield* sh.p.eprint(`${sh.name}: ${text}: Too many open files\n`);
    if (fatal) throw new Exit(129);
    return undefined;
  }
}
