// docker buildx use

import { theBuilder } from '../../buildrequest.ts';
import { CliError, type Implementation } from '../../cli.ts';

export const useCommand: Implementation = {
  args: { min: 1, max: 1 },
  *run(cli) {
    theBuilder(cli);
    const name = cli.args[0]!;
    if (name !== 'default')
      throw new CliError(
        `ERROR: failed to find instance ${JSON.stringify(name)}: no builder ${JSON.stringify(name)} found`,
      );
    yield* cli.print('');
    return 0;
  },
};
