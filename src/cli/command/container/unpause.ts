// docker unpause

import { forEach, type Implementation } from '../../cli.ts';

export const unpauseCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      yield* cli.api.ContainerUnpause(name);
      return `${name}\n`;
    });
  },
};
