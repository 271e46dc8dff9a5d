// Questions that programs ask before they act.

import { FsError, type FsNode } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';

const NEWLINE = 10;

/**
 * Asks `name: question? ` on standard error and reads one line of standard input, not a byte more.
 * @returns whether it begins with a y; the end of the input is no
 */
export function* ask(p: Process, question: string): Task<boolean> {
  yield* p.eprint(`${p.name}: ${question}? `);
  let first: number | undefined;
  for (;;) {
    let byte: number | undefined;
    try {
      byte = (yield* p.read(0, 1))[0];
    } catch (error) {
      if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    }
    if (byte === undefined || byte === NEWLINE) break;
    first ??= byte;
  }
  return first === 0x79 || first === 0x59;
}

/** Mode as questions show it: `0444 (r--r--r--)`. */
export function modeOf(node: FsNode): string {
  const bits = [...'rwxrwxrwx'].map((c, i) => ((node.mode >> (8 - i)) & 1 ? c : '-'));
  return `${(node.mode & 0o7777).toString(8).padStart(4, '0')} (${bits.join('')})`;
}
