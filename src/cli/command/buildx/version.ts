// docker buildx version

import { theBuilder } from '../../buildrequest.ts';
import type { Implementation } from '../../cli.ts';

export const versionCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    theBuilder(cli);
    yield* cli.print('github.com/docker/buildx 0.29.1 0.29.1\n');
    return 0;
  },
};
