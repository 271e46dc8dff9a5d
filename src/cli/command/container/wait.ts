// docker wait

import { forEach, type Implementation } from '../../cli.ts';
import { MANY } from '../../commands/container.ts';

export const waitCommand: Implementation = {
  args: MANY,
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      const { StatusCode } = yield* cli.api.ContainerWait(name, 'not-running');
      return `${StatusCode}\n`;
    });
  },
};
