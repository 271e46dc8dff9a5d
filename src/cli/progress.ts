// Progress of pulls and pushes: bars that move on a terminal, plain lines elsewhere.

import type { Task } from '../kernel/block.ts';
import { ApiError } from '../api/error.ts';
import type { Stream } from '../api/stream.ts';
import type { ProgressMessage } from '../api/types/image.ts';
import { humanSize } from '../api/units.ts';
import { type Cli, CliError } from './cli.ts';

function bar(current: number, total: number, columns: number): string {
  const numbers = `${humanSize(current)}/${humanSize(total)}`;
  if (columns < 110) return numbers;
  const done = Math.min(50, Math.floor((current / total) * 50));
  return `[${'='.repeat(done)}${done < 50 ? '>' : ''}${' '.repeat(Math.max(0, 49 - done))}]  ${numbers}`;
}

/**
 * Prints a progress stream to descriptor `fd`. On a terminal each id keeps its line; elsewhere every
 * change of status is a line and downloads are silent.
 * @throws ApiError for the error that the stream ends with
 */
export function* showProgress(cli: Cli, stream: Stream<ProgressMessage>, fd: 1 | 2): Task {
  const tty = cli.p.fds.get(fd)?.tty;
  const rows = new Map<string, number>();
  let count = 0;
  for (;;) {
    const m = yield* stream.next();
    if (m === undefined) return;
    if (m.error !== undefined) throw new PlainError(m.error);
    // the summary of a push is for programs
    if (m.aux !== undefined) continue;
    if (tty === undefined) {
      if (m.progress !== undefined) continue;
      if (
        /^(Waiting|Download complete|Verifying Checksum|Pushing)$/.test(m.status ?? '') &&
        m.id !== undefined &&
        m.status !== 'Download complete' &&
        m.status !== 'Verifying Checksum'
      )
        continue;
      yield* cli.p.write(fd, m.id === undefined ? `${m.status}\n` : `${m.id}: ${m.status}\n`);
      continue;
    }
    const columns = tty.columns;
    if (m.id === undefined || /^Pulling from/.test(m.status ?? '')) {
      yield* cli.p.write(fd, m.id === undefined ? `${m.status}\n` : `${m.id}: ${m.status}\n`);
      rows.clear();
      count = 0;
      continue;
    }
    const text =
      `${m.id}: ${m.status}${m.progress === undefined ? ' ' : `  ${bar(m.progress.current, m.progress.total, columns)}`}`.slice(
        0,
        columns - 1,
      );
    const row = rows.get(m.id);
    if (row === undefined) {
      rows.set(m.id, count++);
      yield* cli.p.write(fd, `${text}\n`);
    } else {
      const up = count - row;
      yield* cli.p.write(fd, `\x1b[${up}A\x1b[2K\r${text}\x1b[${up}B\r`);
    }
  }
}

/** An error that is told without `Error response from daemon`. */
export class PlainError extends CliError {}

export function* showPull(cli: Cli, stream: Stream<ProgressMessage>, fd: 1 | 2, quiet: boolean): Task {
  if (!quiet) return yield* showProgress(cli, stream, fd);
  for (;;) {
    const m = yield* stream.next();
    if (m === undefined) return;
    if (m.error !== undefined) throw new ApiError(500, m.error);
  }
}
