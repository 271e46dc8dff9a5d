// Lines of many containers in one stream: who said it, in a colour of its own, padded to one width.

import { decode } from '../fs/bytes.ts';
import type { OutputChunk, Stream } from '../api/stream.ts';
import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';

/** Colours of names, in the order in which they are given out. */
const COLORS = ['36', '33', '32', '35', '34', '96', '93', '92', '95', '94'];

export class LogPrinter {
  private readonly colorOf = new Map<string, string>();
  private width = 0;
  constructor(
    private readonly c: Compose,
    private readonly o: { readonly color: boolean; readonly prefix: boolean },
  ) {}

  /** Makes a name known, so that all are as wide as the widest. */
  register(name: string): void {
    if (this.colorOf.has(name)) return;
    this.colorOf.set(name, COLORS[this.colorOf.size % COLORS.length]!);
    this.width = Math.max(this.width, name.length + 1);
  }
  private paint(name: string, text: string): string {
    return this.o.color ? `\x1b[${this.colorOf.get(name) ?? '0'}m${text}\x1b[0m` : text;
  }
  *line(name: string, stream: 1 | 2, text: string): Task {
    const head = this.o.prefix ? this.paint(name, `${name.padEnd(this.width)} | `) : '';
    yield* this.c.p.write(stream, `${head}${text}\n`);
  }
  /** What became of a container; the line that the cursor is on is cleared first. */
  *status(name: string, text: string): Task {
    yield* this.c.print(this.paint(name, `\r\x1b[K${name} ${text}\n`));
  }

  /** Prints a stream to its end. @param joined everything goes to standard output */
  *drain(name: string, stream: Stream<OutputChunk>, joined = false): Task {
    const open = { 1: '', 2: '' };
    const to = (s: 1 | 2): 1 | 2 => (joined ? 1 : s);
    for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) {
      const all = open[m.stream] + decode(m.bytes);
      const lines = all.split('\n');
      open[m.stream] = lines.pop()!;
      for (const l of lines) yield* this.line(name, to(m.stream), l.replace(/\r$/, ''));
    }
    for (const s of [1, 2] as const) if (open[s] !== '') yield* this.line(name, to(s), open[s]);
  }
}
