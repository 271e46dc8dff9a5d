// docker system prune

import type { Filters } from '../../../api/types/common.ts';
import { humanSize } from '../../../api/units.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { confirmed, filtersOf } from '../../formatter.ts';

function* prune(cli: Cli): Task<number> {
  const all = cli.flags.bool('all');
  const volumes = cli.flags.bool('volumes');
  const filters = filtersOf(cli);
  if (volumes && filters['until'] !== undefined)
    throw new CliError('the "until" filter is not supported with "--volumes"');
  const lines = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(volumes ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const shown = Object.entries(filters)
    .flatMap(([k, vs]) => vs.map((v) => `${k}=${v}`))
    .sort();
  const notice = `WARNING! This will remove:\n${lines.map((l) => `  - ${l}\n`).join('')}${shown.length > 0 ? `\n  Items to be pruned will be filtered with:\n${shown.map((l) => `  - ${l}\n`).join('')}` : ''}`;
  if (!(yield* confirmed(cli, notice))) return 0;
  let space = 0;
  const say = function* (title: string, names: readonly string[]): Task {
    if (names.length > 0) yield* cli.print(`${title}:\n${names.join('\n')}\n\n`);
  };
  const without = (...keys: string[]): Filters =>
    Object.fromEntries(Object.entries(filters).filter(([k]) => !keys.includes(k)));
  const containers = yield* cli.api.ContainerPrune(filters);
  space += containers.SpaceReclaimed;
  yield* say('Deleted Containers', containers.Deleted);
  const networks = yield* cli.api.NetworkPrune(filters);
  yield* say('Deleted Networks', networks.Deleted);
  if (volumes) {
    const report = yield* cli.api.VolumePrune(filters);
    space += report.SpaceReclaimed;
    yield* say('Deleted Volumes', report.Deleted);
  }
  const images = yield* cli.api.ImagePrune({ ...filters, dangling: [String(!all)] });
  space += images.SpaceReclaimed;
  yield* say(
    'Deleted Images',
    images.ImagesDeleted.map((i) => (i.Untagged === undefined ? `deleted: ${i.Deleted}` : `untagged: ${i.Untagged}`)),
  );
  const cache = yield* cli.api.BuildCachePrune({ all, filters: without('label', 'label!'), keepStorage: 0 });
  space += cache.SpaceReclaimed;
  yield* say('Deleted build cache objects', cache.CachesDeleted);
  yield* cli.print(`Total reclaimed space: ${humanSize(space)}\n`);
  return 0;
}

export const pruneCommand: Implementation = { args: { min: 0, max: 0 }, run: prune };
