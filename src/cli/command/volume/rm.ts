// docker volume rm

import { forEach, type Implementation } from '../../cli.ts';

export const rmCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      yield* cli.api.VolumeRemove(name, cli.flags.bool('force'));
      return `${name}\n`;
    });
  },
};
