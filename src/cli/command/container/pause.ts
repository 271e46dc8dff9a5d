// docker pause

import { forEach, type Implementation } from '../../cli.ts';

export const pauseCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      yield* cli.api.ContainerPause(name);
      return `${name}\n`;
    });
  },
};
