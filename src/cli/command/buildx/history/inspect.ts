// docker buildx history inspect

import type { Task } from '../../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../../cli.ts';
import { tabulate } from '../../../table.ts';
import { durationOf, nameOf, records, statusOf } from './record.ts';

function* historyInspect(cli: Cli): Task<number> {
  const format = cli.flags.string('format');
  if (!['', 'pretty', 'json'].includes(format))
    throw new CliError(`drydock: 'docker buildx history inspect --format ${format}' is not simulated (json is)`);
  const [b] = yield* records(cli, cli.args);
  if (b === undefined) return 0;
  const started = new Date(b.created).toISOString();
  if (format === 'json') {
    yield* cli.print(
      `${JSON.stringify({ Name: nameOf(b), Ref: b.ref, Context: b.context, Dockerfile: b.dockerfile, ...(b.target === '' ? {} : { Target: b.target }), StartedAt: started, ...(b.completed === undefined ? {} : { CompletedAt: new Date(b.completed).toISOString() }), Duration: Math.round(((b.completed ?? cli.now) - b.created) * 1e6), Status: statusOf(b).toLowerCase(), ...(b.error === '' ? {} : { Error: { Message: b.error } }), NumCompletedSteps: b.done, NumTotalSteps: b.total, NumCachedSteps: b.cached }, null, 2)}\n`,
    );
    return 0;
  }
  const percent = b.total === 0 ? 0 : Math.floor((b.cached / b.total) * 100);
  const rows = [
    `Name:\t${nameOf(b)}`,
    `Context:\t${b.context}`,
    `Dockerfile:\t${b.dockerfile}`,
    ...(b.target === '' ? [] : [`Target:\t${b.target}`]),
  ];
  yield* cli.print(tabulate(rows, 1, 1));
  yield* cli.print(
    `\n${tabulate([`Started:\t${started.slice(0, 19).replace('T', ' ')}`, `Duration:\t${durationOf(cli, b)}`, ...(b.error === '' ? [] : ['Status:\tError']), `Build Steps:\t${b.done}/${b.total}${percent > 0 ? ` (${percent}% cached)` : ''}`], 1, 1)}`,
  );
  if (b.error !== '') yield* cli.print(`\nError: ${b.error}\n`);
  return 0;
}

export const historyInspectCommand: Implementation = { args: { min: 0, max: 1 }, run: historyInspect };
