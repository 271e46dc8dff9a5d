// docker wait

import { forEach, type Implementation } from '../../cli.ts';

export const waitCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      const { StatusCode } = yield* cli.api.ContainerWait(name, 'not-running');
      return `${StatusCode}\n`;
    });
  },
};
