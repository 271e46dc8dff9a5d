// The tables of `docker system df`: a summary, all that takes space, and what --format can ask for.

import type { DiskUsage } from '../../api/types/system.ts';
import { humanDuration, humanSize } from '../../api/units.ts';
import { CliError } from '../cli.ts';
import { template } from '../command/system/client.ts';
import type { Row } from '../formatter.ts';
import { ellipsis, tabulate } from '../table.ts';
import { GoRecord, GoStruct, TemplateError } from '../template-values.ts';
import { containerRow } from './container.ts';
import { imageRows } from './image.ts';
import { volumeRow } from './volume.ts';

export const DF = {
  headers: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
  table: '{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}',
};

export function rowsOf(du: DiskUsage) {
  const sum = <T>(list: readonly T[], f: (x: T) => number): number => list.reduce((n, x) => n + f(x), 0);
  const share = (part: number, whole: number): string =>
    whole > 0 ? `${humanSize(part)} (${Math.floor((part * 100) / whole)}%)` : humanSize(part);
  const usedImages = du.Images.filter((i) => i.Containers > 0);
  const imageUsed = sum(usedImages, (i) => i.Size - i.SharedSize);
  const running = du.Containers.filter(
    (c) => c.State === 'running' || c.State === 'paused' || c.State === 'restarting',
  );
  const containers = sum(du.Containers, (c) => c.SizeRw ?? 0);
  const idle = sum(
    du.Containers.filter((c) => !running.includes(c)),
    (c) => c.SizeRw ?? 0,
  );
  const used = du.Volumes.filter((v) => (v.UsageData?.RefCount ?? 0) > 0);
  const volumes = sum(du.Volumes, (v) => v.UsageData?.Size ?? 0);
  const idleVolumes = sum(
    du.Volumes.filter((v) => !used.includes(v)),
    (v) => v.UsageData?.Size ?? 0,
  );
  const cache = sum(
    du.BuildCache.filter((b) => !b.Shared),
    (b) => b.Size,
  );
  return [
    {
      type: 'diskUsageImagesContext',
      fields: {
        Active: String(usedImages.length),
        Reclaimable: share(du.LayersSize - imageUsed, du.LayersSize),
        Size: humanSize(du.LayersSize),
        TotalCount: String(du.Images.length),
        Type: 'Images',
      },
    },
    {
      type: 'diskUsageContainersContext',
      fields: {
        Active: String(running.length),
        Reclaimable: share(idle, containers),
        Size: humanSize(containers),
        TotalCount: String(du.Containers.length),
        Type: 'Containers',
      },
    },
    {
      type: 'diskUsageVolumesContext',
      fields: {
        Active: String(used.length),
        Reclaimable: share(idleVolumes, volumes),
        Size: humanSize(volumes),
        TotalCount: String(du.Volumes.length),
        Type: 'Local Volumes',
      },
    },
    {
      type: 'diskUsageBuilderContext',
      fields: {
        Active: String(du.BuildCache.filter((b) => b.InUse).length),
        Reclaimable: humanSize(
          sum(
            du.BuildCache.filter((b) => !b.InUse && !b.Shared),
            (b) => b.Size,
          ),
        ),
        Size: humanSize(cache),
        TotalCount: String(du.BuildCache.length),
        Type: 'Build Cache',
      },
    },
  ];
}

export function verbose(du: DiskUsage, now: number): string {
  const ago = (seconds: number): string => `${humanDuration(now - seconds * 1000)} ago`;
  const images = du.Images.flatMap((i) =>
    (i.RepoTags.length > 0 ? i.RepoTags : ['<none>:<none>']).map((t) => {
      const cut = t.lastIndexOf(':');
      return [
        t.slice(0, cut),
        t.slice(cut + 1),
        i.Id.slice(7, 19),
        ago(i.Created),
        humanSize(i.Size, 3),
        humanSize(i.SharedSize, 3),
        humanSize(i.Size - i.SharedSize, 3),
        String(i.Containers),
      ].join('\t');
    }),
  );
  const containers = du.Containers.map((c) =>
    [
      c.Id.slice(0, 12),
      c.Image,
      JSON.stringify(ellipsis(c.Command, 20)),
      String(c.Mounts.filter((m) => m.Type === 'volume').length),
      humanSize(c.SizeRw ?? 0, 3),
      ago(c.Created),
      c.Status,
      c.Names.map((n) => n.slice(1)).join(','),
    ].join('\t'),
  );
  const volumes = du.Volumes.map((v) =>
    [v.Name, String(v.UsageData?.RefCount ?? 0), humanSize(v.UsageData?.Size ?? 0)].join('\t'),
  );
  const cache = du.BuildCache.map((b) =>
    [
      b.ID.slice(0, 12),
      b.Type,
      humanSize(b.Size, 3),
      ago(Date.parse(b.CreatedAt) / 1000),
      ago(Date.parse(b.LastUsedAt ?? b.CreatedAt) / 1000),
      String(b.UsageCount),
      String(b.Shared),
    ].join('\t'),
  );
  return (
    `Images space usage:\n\n${tabulate(['REPOSITORY\tTAG\tIMAGE ID\tCREATED\tSIZE\tSHARED SIZE\tUNIQUE SIZE\tCONTAINERS', ...images])}\n` +
    `Containers space usage:\n\n${tabulate(['CONTAINER ID\tIMAGE\tCOMMAND\tLOCAL VOLUMES\tSIZE\tCREATED\tSTATUS\tNAMES', ...containers])}\n` +
    `Local Volumes space usage:\n\n${tabulate(['VOLUME NAME\tLINKS\tSIZE', ...volumes])}\n` +
    `Build cache usage: ${rowsOf(du)[3]!.fields.Size}\n\n${tabulate(['CACHE ID\tCACHE TYPE\tSIZE\tCREATED\tLAST USED\tUSAGE\tSHARED', ...cache])}`
  );
}

/** `system df -v` by a template, which sees all that takes space. */
export function verboseBy(du: DiskUsage, now: number, format: string): string {
  if (format === 'table') return verbose(du, now);
  const struct = (type: string, rows: readonly Row[]): GoStruct[] =>
    rows.map((r) => new GoStruct(`*formatter.${type}`, r.fields, r.methods ?? {}));
  const ago = (time: string): string => `${humanDuration(now - Date.parse(time))} ago`;
  const usage = new GoRecord('*formatter.diskUsageContext', {
    Images: struct(
      'imageContext',
      du.Images.flatMap((i) =>
        imageRows(i, { trunc: true, digest: false, now }).map((r) => ({
          fields: {
            ...r.fields,
            SharedSize: humanSize(i.SharedSize, 3),
            UniqueSize: humanSize(i.Size - i.SharedSize, 3),
          },
        })),
      ),
    ),
    Containers: struct(
      'ContainerContext',
      du.Containers.map((c) => containerRow(c, true, now)),
    ),
    Volumes: struct('volumeContext', du.Volumes.map(volumeRow)),
    BuildCache: struct(
      'buildCacheContext',
      du.BuildCache.map((b) => ({
        fields: {
          CacheType: b.Type,
          CreatedAt: b.CreatedAt,
          CreatedSince: ago(b.CreatedAt),
          Description: b.Description,
          ID: b.ID.slice(0, 12),
          InUse: String(b.InUse),
          LastUsedAt: b.LastUsedAt ?? '',
          LastUsedSince: b.LastUsedAt === null ? '' : ago(b.LastUsedAt),
          Parent: b.Parents.join(', '),
          Shared: String(b.Shared),
          Size: humanSize(b.Size, 3),
          UsageCount: String(b.UsageCount),
        },
      })),
    ),
  });
  try {
    return template(format === 'json' ? '{{json .}}' : format, 'template parsing error: ', 1).execute(usage);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CliError(error.message);
  }
}
