// docker network disconnect

import type { Implementation } from '../../cli.ts';

export const disconnectCommand: Implementation = {
  args: { min: 2, max: 2 },
  *run(cli) {
    yield* cli.api.NetworkDisconnect(cli.args[0]!, cli.args[1]!, cli.flags.bool('force'));
    return 0;
  },
};
