// docker unpause

import { forEach, type Implementation } from '../../cli.ts';
import { MANY } from '../../commands/container.ts';

export const unpauseCommand: Implementation = {
  args: MANY,
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      yield* cli.api.ContainerUnpause(name);
      return `${name}\n`;
    });
  },
};
