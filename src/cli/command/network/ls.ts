// docker network ls

import { own } from '../../../api/dict.ts';
import { strftime } from '../../../shell/printf.ts';
import type { Implementation } from '../../cli.ts';
import { filtersOf, labelText, printList } from '../../formatter.ts';
import { NETWORKS } from '../../formatter/network.ts';

export const lsCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    const list = yield* cli.api.NetworkList(filtersOf(cli));
    const trunc = !cli.flags.bool('no-trunc');
    const rows = list.map((n) => ({
      fields: {
        CreatedAt: strftime('%Y-%m-%d %H:%M:%S.%N %z %Z', Date.parse(n.Created)),
        Driver: n.Driver,
        ID: trunc ? n.Id.slice(0, 12) : n.Id,
        IPv4: String(n.EnableIPv4),
        IPv6: String(n.EnableIPv6),
        Internal: String(n.Internal),
        Labels: labelText(n.Labels),
        Name: n.Name,
        Scope: n.Scope,
      },
      methods: { Label: { arity: 1, call: (k: string) => own(n.Labels, k) ?? '' } },
    }));
    if (cli.flags.bool('quiet')) yield* cli.print(rows.map((r) => `${r.fields.ID}\n`).join(''));
    else yield* printList(cli, NETWORKS, rows, cli.flags.string('format'));
    return 0;
  },
};
