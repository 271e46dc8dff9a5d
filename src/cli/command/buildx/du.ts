// docker buildx du

import type { CacheRecord } from '../../../api/types/system.ts';
import { humanSize } from '../../../api/units.ts';
import type { Task } from '../../../kernel/block.ts';
import { theBuilder } from '../../buildrequest.ts';
import type { Cli, Implementation } from '../../cli.ts';
import { printList } from '../../formatter.ts';
import { tabbed } from '../../table.ts';
import { ago, cacheFilters, HEADER, matches, row, verbose } from './cache.ts';

function* du(cli: Cli): Task<number> {
  theBuilder(cli);
  const filters = cacheFilters(cli);
  const records = (yield* cli.api.DiskUsage()).BuildCache.filter((r) => matches(cli, r, filters));
  const format = cli.flags.string('format');
  if (format !== '') {
    yield* printList(
      cli,
      {
        type: 'diskusageContext',
        table: '{{.ID}}\t{{.Reclaimable}}\t{{.Size}}\t{{.LastUsedAt}}',
        headers: {
          ID: 'ID',
          Reclaimable: 'RECLAIMABLE',
          Size: 'SIZE',
          LastUsedAt: 'LAST ACCESSED',
          Description: 'DESCRIPTION',
          Type: 'TYPE',
          Shared: 'SHARED',
          Mutable: 'MUTABLE',
          CreatedAt: 'CREATED AT',
          UsageCount: 'USAGE COUNT',
          Parents: 'PARENTS',
        },
      },
      records.map((r) => ({
        fields: {
          CreatedAt: r.CreatedAt,
          Description: r.Description,
          ID: r.ID,
          InUse: r.InUse,
          LastUsedAt: ago(cli, r.LastUsedAt ?? r.CreatedAt),
          Mutable: false,
          Parents: r.Parents,
          Reclaimable: !r.InUse,
          Shared: r.Shared,
          Size: humanSize(r.Size),
          Type: r.Type,
          UsageCount: r.UsageCount,
        },
      })),
      format,
    );
    return 0;
  }
  if (cli.flags.bool('verbose')) yield* cli.print(verbose(cli, records));
  else yield* cli.print(tabbed([HEADER, ...records.map((r) => row(cli, r))]));
  if (Object.keys(filters).length > 0) return 0;
  const sum = (list: readonly CacheRecord[]): number => list.reduce((n, r) => n + r.Size, 0);
  const shared = sum(records.filter((r) => r.Shared));
  yield* cli.print(
    tabbed([
      ...(shared > 0 ? [`Shared:\t${humanSize(shared)}`, `Private:\t${humanSize(sum(records) - shared)}`] : []),
      `Reclaimable:\t${humanSize(sum(records.filter((r) => !r.InUse)))}`,
      `Total:\t${humanSize(sum(records))}`,
    ]),
  );
  return 0;
}

export const duCommand: Implementation = { args: { min: 0, max: 0 }, run: du };
