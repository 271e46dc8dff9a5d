// docker history

import { humanDuration, humanSize, rfc3339 } from '../../../api/units.ts';
import type { Implementation } from '../../cli.ts';
import { printList } from '../../formatter.ts';
import { HISTORY } from '../../formatter/history.ts';
import { ellipsis } from '../../table.ts';

export const historyCommand: Implementation = {
  args: { min: 1, max: 1 },
  *run(cli) {
    const { flags } = cli;
    const trunc = !flags.bool('no-trunc');
    const human = flags.bool('human');
    const items = yield* cli.api.ImageHistory(cli.args[0]!);
    const rows = items.map((h) => ({
      fields: {
        ID: h.Id === '<missing>' ? h.Id : trunc ? h.Id.slice(7, 19) : h.Id,
        CreatedSince: human ? `${humanDuration(cli.now - h.Created * 1000)} ago` : rfc3339(h.Created * 1000),
        CreatedAt: rfc3339(h.Created * 1000),
        CreatedBy: trunc ? ellipsis(h.CreatedBy.replace(/\t/g, ' '), 45) : h.CreatedBy.replace(/\t/g, ' '),
        Size: human ? humanSize(h.Size, 3) : String(h.Size),
        Comment: h.Comment,
      },
    }));
    if (flags.bool('quiet')) yield* cli.print(rows.map((r) => `${r.fields.ID}\n`).join(''));
    else yield* printList(cli, HISTORY, rows, flags.string('format'));
    return 0;
  },
};
