// The places at which a session can be looked at: one for each command, and one for each thing that it did.

import type { FactEntry, FrameFacts } from '../../lab/port.ts';

export interface Stop {
  readonly frame: number;
  /** Number of the fact in the frame's trace; undefined: after the command. */
  readonly entry: number | undefined;
}

/** Facts of one command that have a stop of their own. */
const MOST = 40;

/** The stops of a session in their order. Facts about single files share the stop after the command. */
export function stopsOf(frames: readonly FrameFacts[]): Stop[] {
  const out: Stop[] = [];
  for (const f of frames) {
    let count = 0;
    let last: FactEntry | undefined;
    for (const [i, t] of f.trace.entries()) {
      // facts of one moment show the same picture
      const next = f.trace[i + 1];
      if (
        t.idle ||
        t.kind.startsWith('file-') ||
        (next !== undefined && !next.idle && next.state === t.state && next.at === t.at && next.kind === t.kind)
      )
        continue;
      if (last?.state === t.state || count >= MOST) continue;
      last = t;
      count++;
      out.push({ frame: f.index, entry: i });
    }
    out.push({ frame: f.index, entry: undefined });
  }
  return out;
}

/** Where the ticks of a range with these stops are, as a path of one unit of width and height: long for commands, short for facts. */
export function ticksPath(stops: readonly Stop[]): string {
  const last = Math.max(1, stops.length - 1);
  return stops.map((s, i) => `M${((i / last) * 1000).toFixed(1)} ${s.entry === undefined ? 0 : 6}V10`).join('');
}
