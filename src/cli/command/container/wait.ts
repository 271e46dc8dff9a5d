// docker wait

import { waited } from '../../../api/waited.ts';
import { CliError, forEach, type Implementation } from '../../cli.ts';

export const waitCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      const status = yield* waited(yield* cli.api.ContainerWait(name, 'not-running'));
      if (status === undefined) throw new CliError('unexpected EOF');
      return `${status}\n`;
    });
  },
};
