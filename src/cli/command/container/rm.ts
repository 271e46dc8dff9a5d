// docker rm

import { ApiError } from '../../../api/error.ts';
import { CliError, daemonText, forEach, type Implementation } from '../../cli.ts';

export const rmCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    const force = cli.flags.bool('force');
    return yield* forEach(cli, cli.args, function* (name) {
      if (name.trim() === '') throw new CliError('container name cannot be empty');
      try {
        yield* cli.api.ContainerRemove(name, {
          force,
          volumes: cli.flags.bool('volumes'),
          link: cli.flags.bool('link'),
        });
      } catch (error) {
        if (force && error instanceof ApiError && error.status === 404) {
          yield* cli.error(`${daemonText(error)}\n`);
          return undefined;
        }
        throw error;
      }
      return `${name}\n`;
    });
  },
};
