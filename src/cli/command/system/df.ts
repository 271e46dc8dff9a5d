// docker system df

import type { Task } from '../../../kernel/block.ts';
import type { Cli, Implementation } from '../../cli.ts';
import { type ListFormat, printList } from '../../formatter.ts';
import { DF, rowsOf, verbose, verboseBy } from '../../formatter/disk_usage.ts';

function* df(cli: Cli): Task<number> {
  const du = yield* cli.api.DiskUsage();
  const format = cli.flags.string('format');
  if (cli.flags.bool('verbose') && format === '') {
    yield* cli.print(verbose(du, cli.now));
    return 0;
  }
  if (cli.flags.bool('verbose')) {
    yield* cli.print(verboseBy(du, cli.now, format));
    return 0;
  }
  const rows = rowsOf(du);
  const shape: ListFormat = { type: rows[0]!.type, ...DF };
  yield* printList(cli, shape, rows, format);
  return 0;
}

export const dfCommand: Implementation = { args: { min: 0, max: 0 }, run: df };
