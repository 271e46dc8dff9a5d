// docker stop

import { forEach, type Implementation } from '../../cli.ts';

export const stopCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    const timeout = cli.flags.given('timeout')
      ? cli.flags.number('timeout')
      : cli.flags.given('time')
        ? cli.flags.number('time')
        : undefined;
    return yield* forEach(cli, cli.args, function* (name) {
      yield* cli.api.ContainerStop(name, {
        ...(timeout === undefined ? {} : { timeout }),
        ...(cli.flags.given('signal') ? { signal: cli.flags.string('signal') } : {}),
      });
      return `${name}\n`;
    });
  },
};
