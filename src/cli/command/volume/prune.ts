// docker volume prune

import { humanSize } from '../../../api/units.ts';
import type { Implementation } from '../../cli.ts';
import { confirmed, filtersOf } from '../../formatter.ts';

export const pruneCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    const all = cli.flags.bool('all');
    const filters = filtersOf(cli);
    if (
      !(yield* confirmed(
        cli,
        all
          ? 'WARNING! This will remove all local volumes not used by at least one container.'
          : 'WARNING! This will remove anonymous local volumes not used by at least one container.',
      ))
    )
      return 0;
    const report = yield* cli.api.VolumePrune(all ? { ...filters, all: ['true'] } : filters);
    if (report.Deleted.length > 0) yield* cli.print(`Deleted Volumes:\n${report.Deleted.join('\n')}\n\n`);
    yield* cli.print(`Total reclaimed space: ${humanSize(report.SpaceReclaimed)}\n`);
    return 0;
  },
};
