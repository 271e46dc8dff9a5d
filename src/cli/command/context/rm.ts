// docker context rm

import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, contexts, currentContext, type Implementation } from '../../cli.ts';
import { folder, setCurrent } from './store.ts';

function* remove(cli: Cli): Task<number> {
  const { p } = cli;
  const errors: string[] = [];
  const force = cli.flags.bool('force');
  for (const name of cli.args) {
    if (name === 'default') errors.push('context "default" cannot be removed');
    else if (!contexts(p).has(name)) {
      if (!force) errors.push(`context ${JSON.stringify(name)} does not exist`);
    } else if (currentContext(p) === name && !force)
      errors.push(`context ${JSON.stringify(name)} is in use, set -f flag to force remove`);
    else {
      if (currentContext(p) === name) setCurrent(p, 'default');
      p.fs.removeTree(folder(p, name));
      yield* cli.print(`${name}\n`);
    }
  }
  if (errors.length > 0) throw new CliError(errors.join('\n'));
  return 0;
}

export const rmCommand: Implementation = { args: { min: 1, max: Infinity }, run: remove };
