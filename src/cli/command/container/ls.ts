// docker ps

import type { Implementation } from '../../cli.ts';
import { filtersOf, printList } from '../../formatter.ts';
import { containerRow, PS } from '../../formatter/container.ts';

export const lsCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    const { flags } = cli;
    const limit = flags.bool('latest') ? 1 : flags.number('last');
    const format = flags.string('format');
    const size = flags.bool('size') || /\.Size/.test(format);
    const list = yield* cli.api.ContainerList({
      all: flags.bool('all') || flags.bool('latest'),
      limit: limit > 0 ? limit : 0,
      size,
      filters: filtersOf(cli),
    });
    const trunc = !flags.bool('no-trunc');
    if (flags.bool('quiet')) {
      if (format !== '')
        yield* cli.error('WARNING: Ignoring custom format, because both --format and --quiet are set.\n');
      yield* cli.print(list.map((c) => `${trunc ? c.Id.slice(0, 12) : c.Id}\n`).join(''));
      return 0;
    }
    yield* printList(
      cli,
      PS,
      list.map((c) => containerRow(c, trunc, cli.now)),
      format,
      'ps',
      flags.bool('size') ? { tableOverride: `${PS.table}\t{{.Size}}` } : {},
    );
    return 0;
  },
};
