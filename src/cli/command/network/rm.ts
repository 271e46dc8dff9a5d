// docker network rm

import { ApiError } from '../../../api/error.ts';
import { daemonText, type Implementation } from '../../cli.ts';

export const rmCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    const force = cli.flags.bool('force');
    let status = 0;
    const errors: string[] = [];
    for (const name of cli.args) {
      try {
        yield* cli.api.NetworkRemove(name);
        yield* cli.print(`${name}\n`);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (force && error.status === 404) continue;
        errors.push(daemonText(error));
        status = 1;
      }
    }
    for (const e of errors) yield* cli.error(`${e}\n`);
    if (status !== 0) yield* cli.error('exit status 1\n');
    return status;
  },
};
