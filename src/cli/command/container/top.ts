// docker top

import type { Implementation } from '../../cli.ts';
import { MANY } from '../../commands/container.ts';
import { tabulate } from '../../table.ts';

export const topCommand: Implementation = {
  args: MANY,
  stopAtFirst: true,
  *run(cli) {
    const top = yield* cli.api.ContainerTop(cli.args[0]!, cli.args.slice(1));
    yield* cli.print(tabulate([top.Titles.join('\t'), ...top.Processes.map((r) => r.join('\t'))], 20, 1));
    return 0;
  },
};
