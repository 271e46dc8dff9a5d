// docker context show

import { currentContext, type Implementation } from '../../cli.ts';

export const showCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    yield* cli.print(`${cli.p.getenv('DOCKER_CONTEXT') || currentContext(cli.p)}\n`);
    return 0;
  },
};
