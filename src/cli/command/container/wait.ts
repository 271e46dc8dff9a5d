// docker wait

import { waited } from '../../../api/waited.ts';
import { forEach, type Implementation } from '../../cli.ts';

export const waitCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      return `${yield* waited(yield* cli.api.ContainerWait(name, 'not-running'))}\n`;
    });
  },
};
