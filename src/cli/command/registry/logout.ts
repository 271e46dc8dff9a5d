// docker logout

import type { Implementation } from '../../cli.ts';

export const logoutCommand: Implementation = {
  args: { min: 0, max: 1 },
  *run(cli) {
    yield* cli.print(`Removing login credentials for ${cli.args[0] ?? 'https://index.docker.io/v1/'}\n`);
    return 0;
  },
};
