// docker buildx history logs

import type { Task } from '../../../../kernel/block.ts';
import { PlainDisplay } from '../../../buildprogress.ts';
import { type Cli, CliError, type Implementation } from '../../../cli.ts';
import { records } from './record.ts';

function* historyLogs(cli: Cli): Task<number> {
  const [b] = yield* records(cli, cli.args);
  if (b === undefined) return 0;
  const mode = cli.flags.string('progress');
  if (!['', 'plain'].includes(mode))
    throw new CliError(`drydock: 'docker buildx history logs --progress ${mode}' is not simulated (plain is)`);
  const display = new PlainDisplay(cli);
  for (const m of yield* cli.api.BuildLogs(b.ref)) if (m.type !== 'error') yield* display.show(m);
  return 0;
}

export const historyLogsCommand: Implementation = { args: { min: 0, max: 1 }, run: historyLogs };
