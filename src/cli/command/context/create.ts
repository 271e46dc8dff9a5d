// docker context create

import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, contexts, type Implementation } from '../../cli.ts';
import { hostOf } from './options.ts';
import { checkNew, missing, SOCKET, writeMeta } from './store.ts';

function* create(cli: Cli): Task<number> {
  const { p } = cli;
  const description = cli.flags.string('description');
  const name = cli.args[0]!;
  checkNew(p, name);
  const from = cli.flags.string('from');
  let host = hostOf(cli);
  if (from !== '') {
    const source = from === 'default' ? { host: SOCKET } : contexts(p).get(from);
    if (source === undefined) throw missing(p, from);
    host = source.host;
  } else if (!cli.flags.given('docker')) throw new CliError('docker endpoint configuration is required');
  writeMeta(p, name, host === '' ? SOCKET : host, description);
  yield* cli.print(`${name}\n`);
  yield* cli.error(`Successfully created context ${JSON.stringify(name)}\n`);
  return 0;
}

export const createCommand: Implementation = { args: { min: 1, max: 1 }, run: create };
