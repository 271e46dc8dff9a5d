// docker pause

import { forEach, type Implementation } from '../../cli.ts';
import { MANY } from '../../commands/container.ts';

export const pauseCommand: Implementation = {
  args: MANY,
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      yield* cli.api.ContainerPause(name);
      return `${name}\n`;
    });
  },
};
