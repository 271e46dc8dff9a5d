// Which lines of the console and which steps of the trace belong together: a step belongs to its command's lines, and
// among them to those that name what it moved.

import type { TraceStep } from '../stage/steps.ts';

/** Where a command's lines begin in the console. */
export interface Block {
  readonly command: number;
  readonly row: number;
}

/** What a line may call the things of a step: names and paths of its text, and ids from their first 12 digits on. */
function callings(step: TraceStep): string[] {
  const ids = step.keys.map((k) => /^[ci]:(?:sha256:)?([0-9a-f]{12})/.exec(k)?.[1]).filter((x) => x !== undefined);
  return [...Object.values(step.args).filter((x): x is string => typeof x === 'string' && x.length > 1), ...ids];
}

/** Does a line name something of a step? */
export function mentions(line: string, step: TraceStep): boolean {
  return callings(step).some((word) => {
    const at = line.indexOf(word);
    return at >= 0 && !/[\w-]/.test(line[at - 1] ?? ' ');
  });
}

/** The rows of a command: from its own line to the next command's. */
function rangeOf(command: number, blocks: readonly Block[], count: number): { from: number; to: number } | undefined {
  const i = blocks.findIndex((b) => b.command === command);
  return i < 0 ? undefined : { from: blocks[i]!.row, to: blocks[i + 1]?.row ?? count };
}

/** Rows that light up with some steps. */
export function rowsOf(
  steps: readonly TraceStep[],
  blocks: readonly Block[],
  text: (row: number) => string,
  count: number,
): number[] {
  const out = new Set<number>();
  for (const s of steps) {
    const range = rangeOf(s.command, blocks, count);
    if (range === undefined) continue;
    let named = false;
    for (let row = range.from + 1; row < Math.min(range.to, range.from + 400); row++) {
      if (!mentions(text(row), s)) continue;
      out.add(row);
      named = true;
    }
    if (!named) out.add(range.from);
  }
  return [...out].sort((a, b) => a - b);
}

/** Steps that light up with a row: those that it names; a command's own line lights all that it did. */
export function stepsOf(
  row: number,
  trace: readonly TraceStep[],
  blocks: readonly Block[],
  text: (row: number) => string,
): TraceStep[] {
  const block = blocks.findLast((b) => b.row <= row);
  if (block === undefined) return [];
  const mine = trace.filter((s) => s.command === block.command);
  return row === block.row ? mine : mine.filter((s) => mentions(text(row), s));
}
