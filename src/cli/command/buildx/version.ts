// docker buildx version

import { theBuilder } from '../../buildrequest.ts';
import type { Implementation } from '../../cli.ts';
import { NONE } from '../../commands/buildx.ts';

export const versionCommand: Implementation = {
  args: NONE,
  *run(cli) {
    theBuilder(cli);
    yield* cli.print('github.com/docker/buildx 0.29.1 0.29.1\n');
    return 0;
  },
};
