// docker kill

import { ApiError } from '../../../api/error.ts';
import { forEach, type Implementation } from '../../cli.ts';

export const killCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    return yield* forEach(cli, cli.args, function* (name) {
      if (name === '') throw new ApiError(400, 'invalid container name or ID: value is empty');
      yield* cli.api.ContainerKill(name, cli.flags.string('signal'));
      return `${name}\n`;
    });
  },
};
