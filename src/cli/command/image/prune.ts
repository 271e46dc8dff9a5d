// docker image prune

import type { ImageDeleteItem } from '../../../api/types/image.ts';
import { humanSize } from '../../../api/units.ts';
import type { Implementation } from '../../cli.ts';
import { confirmed, filtersOf } from '../../formatter.ts';

function pruned(items: readonly ImageDeleteItem[]): string {
  return items.map((i) => (i.Deleted === undefined ? `untagged: ${i.Untagged}\n` : `deleted: ${i.Deleted}\n`)).join('');
}

export const pruneCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    const all = cli.flags.bool('all');
    if (
      !(yield* confirmed(
        cli,
        all
          ? 'WARNING! This will remove all images without at least one container associated to them.'
          : 'WARNING! This will remove all dangling images.',
      ))
    )
      return 0;
    const report = yield* cli.api.ImagePrune({ ...filtersOf(cli), dangling: [String(!all)] });
    if (report.ImagesDeleted.length > 0) yield* cli.print(`Deleted Images:\n${pruned(report.ImagesDeleted)}\n`);
    yield* cli.print(`Total reclaimed space: ${humanSize(report.SpaceReclaimed)}\n`);
    return 0;
  },
};
