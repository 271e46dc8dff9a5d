// docker network prune

import type { Implementation } from '../../cli.ts';
import { confirmed, filtersOf } from '../../formatter.ts';

export const pruneCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    const filters = filtersOf(cli);
    if (!(yield* confirmed(cli, 'WARNING! This will remove all custom networks not used by at least one container.')))
      return 0;
    const report = yield* cli.api.NetworkPrune(filters);
    if (report.Deleted.length > 0) yield* cli.print(`Deleted Networks:\n${report.Deleted.join('\n')}\n\n`);
    return 0;
  },
};
