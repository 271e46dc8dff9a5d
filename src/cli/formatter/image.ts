// The table of `docker images`: its columns and what --format can ask for.

import { familiarName, parseReference } from '../../api/reference.ts';
import type { ImageSummary } from '../../api/types/image.ts';
import { humanDuration, humanSize } from '../../api/units.ts';
import { strftime } from '../../shell/printf.ts';
import type { ListFormat, Row } from '../formatter.ts';

export const IMAGES: ListFormat = {
  type: 'imageContext',
  headers: {
    ID: 'IMAGE ID',
    Repository: 'REPOSITORY',
    Tag: 'TAG',
    Digest: 'DIGEST',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    Size: 'SIZE',
    Containers: 'CONTAINERS',
    VirtualSize: 'SIZE',
    SharedSize: 'SHARED SIZE',
    UniqueSize: 'UNIQUE SIZE',
  },
  table: '{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}',
};

/** Rows of one image: one for each name it has. */
export function imageRows(image: ImageSummary, o: { trunc: boolean; digest: boolean; now: number }): Row[] {
  const rows: { repo: string; tag: string; digest: string }[] = [];
  const repos = new Map<string, { tags: string[]; digests: string[] }>();
  const at = (name: string): { tags: string[]; digests: string[] } => {
    let x = repos.get(name);
    if (x === undefined) repos.set(name, (x = { tags: [], digests: [] }));
    return x;
  };
  for (const t of image.RepoTags) {
    const r = parseReference(t);
    at(familiarName(r)).tags.push(r.tag ?? '');
  }
  for (const d of image.RepoDigests) {
    const r = parseReference(d);
    at(familiarName(r)).digests.push(r.digest ?? '');
  }
  for (const [repo, { tags, digests }] of repos) {
    if (tags.length === 0) for (const digest of digests) rows.push({ repo, tag: '<none>', digest });
    for (const tag of tags) {
      if (!o.digest || digests.length === 0) rows.push({ repo, tag, digest: digests[0] ?? '<none>' });
      else for (const digest of digests) rows.push({ repo, tag, digest });
    }
  }
  if (rows.length === 0) rows.push({ repo: '<none>', tag: '<none>', digest: '<none>' });
  return rows.map((r) => ({
    fields: {
      Containers: image.Containers < 0 ? 'N/A' : String(image.Containers),
      CreatedAt: strftime('%Y-%m-%d %H:%M:%S %z %Z', image.Created * 1000),
      CreatedSince: `${humanDuration(o.now - image.Created * 1000)} ago`,
      Digest: r.digest,
      ID: o.trunc ? image.Id.slice(7, 19) : image.Id,
      Repository: r.repo,
      SharedSize: 'N/A',
      Size: humanSize(image.Size, 3),
      Tag: r.tag,
      UniqueSize: 'N/A',
      VirtualSize: humanSize(image.Size, 3),
    },
  }));
}
