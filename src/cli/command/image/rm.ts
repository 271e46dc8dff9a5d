// docker rmi

import { ApiError } from '../../../api/error.ts';
import { ReferenceError_ } from '../../../api/reference.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, daemonText, type Implementation } from '../../cli.ts';

function* rmi(cli: Cli): Task<number> {
  const force = cli.flags.bool('force');
  const errors: string[] = [];
  let fatal = false;
  for (const name of cli.args) {
    try {
      const items = yield* cli.api.ImageRemove(name, { force, prune: !cli.flags.bool('no-prune') });
      yield* cli.print(
        items.map((i) => (i.Deleted === undefined ? `Untagged: ${i.Untagged}\n` : `Deleted: ${i.Deleted}\n`)).join(''),
      );
    } catch (error) {
      if (error instanceof ReferenceError_) {
        errors.push(`Error response from daemon: ${error.message}`);
        fatal = true;
        continue;
      }
      if (!(error instanceof ApiError)) throw error;
      errors.push(daemonText(error));
      if (error.status !== 404) fatal = true;
    }
  }
  for (const e of errors) yield* cli.error(`${e}\n`);
  return errors.length > 0 && (fatal || !force) ? 1 : 0;
}

export const rmCommand: Implementation = { args: { min: 1, max: Infinity }, run: rmi };
