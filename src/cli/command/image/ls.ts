// docker images

import type { Implementation } from '../../cli.ts';
import { filtersOf, printList } from '../../formatter.ts';
import { imageRows, IMAGES } from '../../formatter/image.ts';

export const lsCommand: Implementation = {
  args: { min: 0, max: 1 },
  *run(cli) {
    const { flags } = cli;
    const filters = filtersOf(cli);
    if (cli.args[0] !== undefined) filters['reference'] = [...(filters['reference'] ?? []), cli.args[0]];
    const list = yield* cli.api.ImageList({ all: flags.bool('all'), filters });
    const trunc = !flags.bool('no-trunc');
    const digests = flags.bool('digests');
    const rows = list.flatMap((i) =>
      imageRows(i, { trunc, digest: digests || /\.Digest/.test(flags.string('format')), now: cli.now }),
    );
    if (flags.bool('quiet')) {
      yield* cli.print(rows.map((r) => `${String(r.fields['ID'])}\n`).join(''));
      return 0;
    }
    yield* printList(
      cli,
      IMAGES,
      rows,
      flags.string('format'),
      'other',
      digests ? { tableOverride: '{{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}' } : {},
    );
    return 0;
  },
};
