// docker buildx prune and docker builder prune

import { humanSize } from '../../../api/units.ts';
import { decode } from '../../../fs/bytes.ts';
import type { Task } from '../../../kernel/block.ts';
import { theBuilder } from '../../buildrequest.ts';
import type { Cli, Implementation } from '../../cli.ts';
import { tabbed } from '../../table.ts';
import { cacheFilters, HEADER, row, verbose } from './cache.ts';

/** Filters that the route of the cache's records takes. */
const KNOWN = ['description', 'id', 'inuse', 'parent', 'private', 'shared', 'type', 'unused-for', 'until'];

function* nothing(): Task<{ CachesDeleted: string[]; SpaceReclaimed: number }> {
  return { CachesDeleted: [], SpaceReclaimed: 0 };
}

function* prune(cli: Cli): Task<number> {
  theBuilder(cli);
  const { flags } = cli;
  const filters = cacheFilters(cli);
  const all = flags.bool('all');
  if (!flags.bool('force')) {
    yield* cli.print(
      `WARNING! This will remove ${all ? 'all build cache' : 'all dangling build cache'}. Are you sure you want to continue? [y/N] `,
    );
    const answer = decode(yield* cli.p.read(0, 4096))
      .trim()
      .toLowerCase();
    if (answer !== 'y') return 0;
  }
  const records = new Map((yield* cli.api.DiskUsage()).BuildCache.map((r) => [r.ID, r]));
  // the builder takes nothing away for a filter that it does not know; the route would refuse it
  const unknown = Object.keys(filters).some((f) => !KNOWN.includes(f));
  const report = yield* unknown
    ? nothing()
    : cli.api.BuildCachePrune({
        all,
        filters,
        keepStorage: Math.max(
          flags.bytes('reserved-space') || flags.bytes('keep-storage'),
          flags.bytes('max-used-space'),
        ),
      });
  const gone = report.CachesDeleted.flatMap((id) => records.get(id) ?? []);
  if (flags.bool('verbose')) yield* cli.print(verbose(cli, gone));
  else {
    // each row is written as it comes, the first with the header
    for (const [n, r] of gone.entries()) yield* cli.print(tabbed(n === 0 ? [HEADER, row(cli, r)] : [row(cli, r)]));
  }
  yield* cli.print(tabbed([`Total:\t${humanSize(report.SpaceReclaimed)}`]));
  return 0;
}

export const pruneCommand: Implementation = { args: { min: 0, max: 0 }, run: prune };

export const builderPruneCommand: Implementation = { args: { min: 0, max: 0 }, run: prune };
