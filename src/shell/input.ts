// Reading lines byte by byte, so that what follows is left for the next reader.

import { decode } from '../fs/bytes.ts';
import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';

export class LineInput {
  /** Did the last line end in a newline? */
  complete = true;
  constructor(
    private readonly p: Process,
    private readonly fd: number,
  ) {}

  /** Up to the delimiter (a newline), which is taken but not returned; undefined at the end of the input. */
  *line(delimiter = 10, max = Infinity): Task<string | undefined> {
    const file = this.p.fd(this.fd);
    const bytes: number[] = [];
    this.complete = false;
    while (bytes.length < max) {
      const one = yield* this.p.read(this.fd, file.tty?.canonical === true ? 4096 : 1);
      if (one.length === 0) break;
      if (one.length > 1) {
        bytes.push(...one);
        if (bytes.at(-1) === delimiter) {
          bytes.pop();
          this.complete = true;
          break;
        }
        continue;
      }
      if (one[0] === delimiter) {
        this.complete = true;
        break;
      }
      bytes.push(one[0]!);
    }
    if (bytes.length === 0 && !this.complete) return undefined;
    return decode(new Uint8Array(bytes));
  }
}
