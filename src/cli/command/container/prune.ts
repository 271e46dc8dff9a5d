// docker container prune

import { humanSize } from '../../../api/units.ts';
import type { Implementation } from '../../cli.ts';
import { confirmed, filtersOf } from '../../formatter.ts';

export const pruneCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    if (!(yield* confirmed(cli, 'WARNING! This will remove all stopped containers.'))) return 0;
    const report = yield* cli.api.ContainerPrune(filtersOf(cli));
    if (report.Deleted.length > 0) yield* cli.print(`Deleted Containers:\n${report.Deleted.join('\n')}\n\n`);
    yield* cli.print(`Total reclaimed space: ${humanSize(report.SpaceReclaimed)}\n`);
    return 0;
  },
};
