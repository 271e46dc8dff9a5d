// docker volume ls

import type { Implementation } from '../../cli.ts';
import { filtersOf, printList } from '../../formatter.ts';
import { volumeRow, VOLUMES } from '../../formatter/volume.ts';

export const lsCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    const list = yield* cli.api.VolumeList(filtersOf(cli));
    if (cli.flags.bool('quiet')) yield* cli.print(list.map((v) => `${v.Name}\n`).join(''));
    else yield* printList(cli, VOLUMES, list.map(volumeRow), cli.flags.string('format'));
    return 0;
  },
};
