// docker diff

import type { Implementation } from '../../cli.ts';

export const diffCommand: Implementation = {
  args: { min: 1, max: 1 },
  *run(cli) {
    for (const c of yield* cli.api.ContainerDiff(cli.args[0]!)) yield* cli.print(`${'CAD'[c.Kind]} ${c.Path}\n`);
    return 0;
  },
};
