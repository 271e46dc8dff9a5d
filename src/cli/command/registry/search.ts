// docker search

import { CliError, type Implementation } from '../../cli.ts';
import { filtersOf, printList } from '../../formatter.ts';
import { SEARCH } from '../../formatter/search.ts';
import { ellipsis } from '../../table.ts';

export const searchCommand: Implementation = {
  args: { min: 1, max: 1 },
  *run(cli) {
    const filters = filtersOf(cli);
    for (const key of Object.keys(filters))
      if (!['is-automated', 'is-official', 'stars'].includes(key))
        throw new CliError(`Error response from daemon: invalid filter '${key}'`);
    for (const [key, ok] of [
      ['is-automated', /^(1|0|true|false)$/],
      ['is-official', /^(1|0|true|false)$/],
      ['stars', /^[-+]?\d+$/],
    ] as const) {
      const bad = (filters[key] ?? []).find((v) => !ok.test(v));
      if (bad !== undefined)
        throw new CliError(`Error response from daemon: invalid filter '${key}=[${(filters[key] ?? []).join(' ')}]'`);
    }
    const limit = cli.flags.given('limit') ? cli.flags.number('limit') : 25;
    if (limit < 1 || limit > 100)
      throw new CliError(`Error response from daemon: limit ${limit} is outside the range of [1, 100]`);
    const found = (yield* cli.api.ImageSearch(cli.args[0]!))
      .filter(
        (x) =>
          filters['is-official'] === undefined || /^(1|true)$/.test(filters['is-official'].at(-1)!) === x.is_official,
      )
      .filter((x) => filters['stars'] === undefined || x.star_count >= Number(filters['stars'].at(-1)));
    const trunc = !cli.flags.bool('no-trunc');
    yield* printList(
      cli,
      SEARCH,
      found.slice(0, limit).map((x) => ({
        fields: {
          Name: x.name,
          Description: trunc ? ellipsis(x.description, 45) : x.description,
          StarCount: String(x.star_count),
          IsOfficial: x.is_official ? '[OK]' : '',
        },
      })),
      cli.flags.string('format'),
    );
    return 0;
  },
};
