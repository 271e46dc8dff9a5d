// docker buildx history rm

import type { Task } from '../../../../kernel/block.ts';
import { theBuilder } from '../../../buildrequest.ts';
import { type Cli, CliError, type Implementation } from '../../../cli.ts';
import { records } from './record.ts';

function* historyRm(cli: Cli): Task<number> {
  theBuilder(cli);
  const all = cli.flags.bool('all');
  if (all && cli.args.length > 0) throw new CliError('ERROR: rm requires either --all or at least one argument');
  if (!all && cli.args.length === 0) throw new CliError('ERROR: rm requires at least one argument');
  const list = all ? yield* cli.api.BuildHistory() : yield* records(cli, cli.args);
  for (const b of list) yield* cli.api.BuildHistoryRemove(b.ref);
  return 0;
}

export const historyRmCommand: Implementation = { args: { min: 0, max: Infinity }, run: historyRm };
