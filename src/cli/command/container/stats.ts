// docker stats

import { ApiError } from '../../../api/error.ts';
import { type Task, waitFor } from '../../../kernel/block.ts';
import { type Cli, CliError, daemonText, type Implementation } from '../../cli.ts';
import { printList } from '../../formatter.ts';
import { STATS, statsRow } from '../../formatter/stats.ts';

function* stats(cli: Cli): Task<number> {
  const { flags } = cli;
  const all = flags.bool('all');
  const trunc = !flags.bool('no-trunc');
  const live = !flags.bool('no-stream');
  const moving = live && cli.terminal;
  for (;;) {
    const names =
      cli.args.length > 0
        ? cli.args
        : (yield* cli.api.ContainerList({ all, limit: 0, size: false, filters: {} })).map((c) => c.Id);
    const rows = [];
    const errors: string[] = [];
    for (const name of names) {
      try {
        rows.push(statsRow(yield* cli.api.ContainerStats(name), name, trunc));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        errors.push(daemonText(error));
      }
    }
    if (errors.length > 0 && cli.args.length > 0) throw new CliError(errors.join('\n'));
    if (moving) yield* cli.print('\x1b[H\x1b[J');
    yield* printList(cli, STATS, rows, flags.string('format'));
    if (!live) return 0;
    yield* waitFor([], cli.now + 1000);
    // nobody looks at a stream that is no terminal and whose containers have ended
    if (!moving && rows.every((r) => r.fields.PIDs === '0')) return 0;
  }
}

export const statsCommand: Implementation = { args: { min: 0, max: Infinity }, run: stats };
