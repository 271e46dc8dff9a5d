// The commands that were given to shells, each with when it began and how it ended, for whoever asks why.

import type { Process } from './process.ts';

/** A command that somebody typed (or a script handed) to a shell that reads commands. */
export interface Given {
  readonly shell: Process;
  readonly text: string;
  /** Virtual ms. */
  readonly began: number;
  /** Undefined while it runs, and for ever when its shell ended with it: to leave is no failure. */
  ended: number | undefined;
  status: number | undefined;
  /** Other commands were given to a shell that it opened: its status is theirs, not its own. */
  outer: boolean;
  /** It asked why something is as it is. */
  asked: boolean;
}

/** Commands that are remembered. */
const KEPT = 64;

export class Journal {
  /** In the order in which they began. */
  readonly list: Given[] = [];

  /** A shell begins a command. `now`: virtual ms. */
  begin(shell: Process, text: string, now: number): Given {
    for (const g of this.open()) g.outer = true;
    const given: Given = { shell, text, began: now, ended: undefined, status: undefined, outer: false, asked: false };
    this.list.push(given);
    if (this.list.length > KEPT) this.list.shift();
    return given;
  }

  /** The commands that run now, the outermost first. */
  open(): Given[] {
    return this.list.filter((g) => g.ended === undefined && g.shell.status === undefined);
  }
}

/** A command has come to its end. */
export function endGiven(given: Given, status: number, now: number): void {
  given.status = status;
  given.ended = now;
}
