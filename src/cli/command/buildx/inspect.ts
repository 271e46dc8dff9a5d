// docker buildx inspect

import type { Task } from '../../../kernel/block.ts';
import { theBuilder } from '../../buildrequest.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { tabulate } from '../../table.ts';
import { PLATFORMS } from './ls.ts';

function* inspect(cli: Cli): Task<number> {
  theBuilder(cli);
  const name = cli.args[0] ?? 'default';
  if (name !== 'default') throw new CliError(`ERROR: no builder ${JSON.stringify(name)} found`);
  yield* cli.print(
    `${tabulate(['Name:\tdefault', 'Driver:\tdocker'], 0, 1)}\nNodes:\n${tabulate(['Name:\tdefault', 'Endpoint:\tdefault', 'Status:\trunning', 'BuildKit version:\tv0.25.1', `Platforms:\t${PLATFORMS}`], 0, 1)}`,
  );
  return 0;
}

export const inspectCommand: Implementation = { args: { min: 0, max: 1 }, run: inspect };
