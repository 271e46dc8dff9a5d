// docker context update

import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, contexts, type Implementation } from '../../cli.ts';
import { hostOf } from './options.ts';
import { missing, writeMeta } from './store.ts';

function* update(cli: Cli): Task<number> {
  const { p } = cli;
  const name = cli.args[0]!;
  if (name === 'default') throw new CliError('"default" is a reserved context name');
  const old = contexts(p).get(name);
  if (old === undefined) throw missing(p, name);
  writeMeta(
    p,
    name,
    hostOf(cli) || old.host,
    cli.flags.given('description') ? cli.flags.string('description') : old.description,
  );
  yield* cli.print(`${name}\n`);
  yield* cli.error(`Successfully updated context ${JSON.stringify(name)}\n`);
  return 0;
}

export const updateCommand: Implementation = { args: { min: 1, max: 1 }, run: update };
