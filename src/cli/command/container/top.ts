// docker top

import type { Implementation } from '../../cli.ts';
import { tabulate } from '../../table.ts';

export const topCommand: Implementation = {
  args: { min: 1, max: Infinity },
  stopAtFirst: true,
  *run(cli) {
    const top = yield* cli.api.ContainerTop(cli.args[0]!, cli.args.slice(1));
    yield* cli.print(tabulate([top.Titles.join('\t'), ...top.Processes.map((r) => r.join('\t'))], 20, 1));
    return 0;
  },
};
