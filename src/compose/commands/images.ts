// `docker compose images`: the images of the containers that were made.

import { familiarName, parseReference } from '../../api/reference.ts';
import { humanSize } from '../../api/units.ts';
import { tabulate } from '../../cli/table.ts';
import { goJson } from '../../cli/template-print.ts';
import type { Task } from '../../kernel/block.ts';
import type { Compose } from '../context.ts';
import { humanSince } from '../format.ts';
import { containersOf } from '../observe.ts';
import { ComposeError } from '../value.ts';

/** Tables of Compose's own kind: columns of 20 at least. @throws ComposeError for another format */
export function* printSection(
  c: Compose,
  format: string,
  json: readonly object[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Task {
  switch (format) {
    case 'table':
    case '':
    case 'pretty':
      yield* c.print(tabulate([head.join('\t'), ...rows.map((r) => r.join('\t'))], 20, 3));
      return;
    case 'json':
      yield* c.print(`${goJson(json)}\n`);
      return;
    default:
      throw new ComposeError(`format value ${JSON.stringify(format)} could not be parsed: parsing failed`);
  }
}

export function* images(c: Compose): Task<number> {
  const { flags, api } = c;
  const format = flags.string('format');
  const { name } = yield* c.projectOrName(c.args);
  const list = (yield* containersOf(api, name, { all: true, services: c.args })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const rows: {
    ID: string;
    ContainerName: string;
    Repository: string;
    Tag: string;
    Platform: string;
    Size: number;
    Created: string;
    LastTagTime: string;
  }[] = [];
  for (const x of list) {
    const i = yield* api.ImageInspect(x.summary.ImageID);
    let repository = '';
    let tag = '';
    if (i.RepoTags.length > 0) {
      const ref = parseReference(i.RepoTags.includes(x.summary.Image) ? x.summary.Image : i.RepoTags[0]!);
      repository = familiarName(ref);
      tag = ref.tag ?? '';
    }
    rows.push({
      ID: i.Id,
      ContainerName: x.name,
      Repository: repository,
      Tag: tag,
      Platform: `${i.Os}/${i.Architecture}`,
      Size: i.Size,
      Created: i.Created,
      LastTagTime: i.Metadata.LastTagTime,
    });
  }
  if (flags.bool('quiet'))
    yield* c.print([...new Set(rows.map((r) => r.ID.replace(/^sha256:/, '')))].map((id) => `${id}\n`).join(''));
  else if (format === 'json') yield* c.print(`${rows.length === 0 ? 'null' : goJson(rows)}\n\n`);
  else {
    const cells = rows.map((r) => [
      r.ContainerName,
      r.Repository || '<none>',
      r.Tag || '<none>',
      r.Platform,
      r.ID.replace(/^sha256:/, '').slice(0, 12),
      humanSize(r.Size, 3),
      humanSince(c.p.kernel.now - Date.parse(r.Created)),
    ]);
    yield* printSection(
      c,
      format,
      rows,
      ['CONTAINER', 'REPOSITORY', 'TAG', 'PLATFORM', 'IMAGE ID', 'SIZE', 'CREATED'],
      cells,
    );
  }
  return 0;
}
