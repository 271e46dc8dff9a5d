// The commands of a session with what they printed, as text: to read, or in the format of tests/conformance.

import { decode } from '../fs/bytes.ts';
import type { Frame } from './past.ts';
import type { Output } from './output.ts';

/**
 * The lines that a terminal shows after some output: moves of the cursor and deletions carried out, colours gone.
 * Enough for progress displays; programs that draw whole screens have their own buffer, which leaves nothing.
 */
export function shownLines(output: string): string[] {
  const lines: string[][] = [[]];
  let row = 0;
  let col = 0;
  const down = (): void => {
    row++;
    if (row >= lines.length) lines.push([]);
  };
  for (let i = 0; i < output.length; i++) {
    const c = output[i]!;
    if (c === '\x1b') {
      const m =
        /^\x1b\[([?0-9;]*)([A-Za-z])/.exec(output.slice(i, i + 32)) ?? /^\x1b()([^[])/.exec(output.slice(i, i + 2));
      if (m === null) break;
      i += m[0].length - 1;
      const n = Math.max(1, parseInt(m[1]!, 10) || 1);
      if (m[2] === 'A') row = Math.max(0, row - n);
      else if (m[2] === 'B') for (let k = 0; k < n; k++) down();
      else if (m[2] === 'C') col += n;
      else if (m[2] === 'D') col = Math.max(0, col - n);
      else if (m[2] === 'G') col = n - 1;
      else if (m[2] === 'K')
        m[1] === '2'
          ? lines[row]!.splice(0)
          : m[1] === '1'
            ? lines[row]!.fill(' ', 0, col + 1)
            : lines[row]!.splice(col);
      else if (m[2] === 'J') {
        if (m[1] === '2' || m[1] === '3') {
          lines.splice(0, lines.length, []);
          row = col = 0;
        } else {
          lines[row]!.splice(col);
          lines.splice(row + 1);
        }
      } else if (m[2] === 'H') {
        row = 0;
        col = 0;
      }
    } else if (c === '\n') {
      down();
      col = 0;
    } else if (c === '\r') col = 0;
    else if (c === '\b') col = Math.max(0, col - 1);
    else if (c === '\t') col = (Math.floor(col / 8) + 1) * 8;
    else if (c >= ' ') {
      const line = lines[row]!;
      while (line.length < col) line.push(' ');
      line[col++] = c;
    }
  }
  const out = lines.map((l) => l.join('').trimEnd());
  while (out.length > 0 && out.at(-1) === '') out.pop();
  return out;
}

function outputOf(frame: Frame, output: Output): string[] {
  return shownLines(decode(output.slice(frame.output.from, frame.output.to)));
}

/** To read: each command behind a dollar sign, its output as it was shown, a status that is not 0. */
export function readable(frames: readonly Frame[], output: Output): string {
  const out: string[] = [];
  for (const f of frames) {
    if (f.line === undefined) continue;
    out.push(...f.line.split('\n').map((l, i) => `${i === 0 ? '$' : '>'} ${l}`), ...outputOf(f, output));
    if (f.status !== undefined && f.status !== 0) out.push(`[${f.status}]`);
    out.push('');
  }
  return out.join('\n');
}

/** In the format of tests/conformance (a terminal does not tell errors from output: all lines are `|`). */
export function asConformance(frames: readonly Frame[], output: Output): string {
  const out: string[] = [];
  for (const f of frames) {
    if (f.line === undefined) continue;
    out.push(
      ...f.line.split('\n').map((l, i) => `${i === 0 ? '$' : '>'} ${l}`),
      ...outputOf(f, output).map((l) => `| ${l}`),
    );
    if (f.status !== undefined && f.status !== 0) out.push(`= ${f.status}`);
    out.push('');
  }
  return out.join('\n');
}
