// docker network …

import { ApiError } from '../../api/error.ts';
import type { EndpointSettings } from '../../api/types/network.ts';
import { own } from '../../api/dict.ts';
import { confirmed, filtersOf, labelText, type ListFormat, printList } from '../formatter.ts';
import { CliError, daemonText, type Implementation } from '../cli.ts';
import { strftime } from '../../shell/printf.ts';
import { pools } from '../ipam.ts';

const NETWORKS: ListFormat = {
  type: 'networkContext',
  headers: {
    ID: 'NETWORK ID',
    Name: 'NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    IPv4: 'IPV4',
    IPv6: 'IPV6',
    Internal: 'INTERNAL',
    Labels: 'LABELS',
    CreatedAt: 'CREATED AT',
  },
  table: '{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}',
};

function map(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.map((x) => [x.split('=')[0]!, x.split('=').slice(1).join('=')]));
}

export const networkCommands: Record<string, Implementation> = {
  'docker network create': {
    args: { min: 1, max: 1 },
    validators: { label: (v) => (v === '' || v.startsWith('=') ? `invalid label '${v}': empty name` : undefined) },
    *run(cli) {
      const { flags } = cli;
      const subnets = flags.list('subnet');
      if (!['', 'local'].includes(flags.string('scope')))
        throw new CliError(`drydock: 'docker network create --scope ${flags.string('scope')}' is not simulated`);
      const config = pools(
        subnets,
        flags.list('ip-range'),
        flags.list('gateway'),
        new Map(Object.entries(map(flags.list('aux-address')))),
      );
      const made = yield* cli.api.NetworkCreate({
        Name: cli.args[0]!,
        Driver: flags.string('driver'),
        Internal: flags.bool('internal'),
        Attachable: flags.bool('attachable'),
        Ingress: flags.bool('ingress'),
        ...(flags.given('ipv6') ? { EnableIPv6: flags.bool('ipv6') } : {}),
        ...(flags.given('ipv4') ? { EnableIPv4: flags.bool('ipv4') } : {}),
        IPAM: {
          Driver: flags.string('ipam-driver') || 'default',
          Options: Object.keys(map(flags.list('ipam-opt'))).length > 0 ? map(flags.list('ipam-opt')) : {},
          Config: config,
        },
        Options: map(flags.list('opt')),
        Labels: map(flags.list('label')),
      });
      yield* cli.print(`${made.Id}\n`);
      return 0;
    },
  },
  'docker network ls': {
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
  },
  'docker network rm': {
    args: { min: 1, max: Infinity },
    *run(cli) {
      const force = cli.flags.bool('force');
      let status = 0;
      const errors: string[] = [];
      for (const name of cli.args) {
        try {
          yield* cli.api.NetworkRemove(name);
          yield* cli.print(`${name}\n`);
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          if (force && error.status === 404) continue;
          errors.push(daemonText(error));
          status = 1;
        }
      }
      for (const e of errors) yield* cli.error(`${e}\n`);
      if (status !== 0) yield* cli.error('exit status 1\n');
      return status;
    },
  },
  'docker network connect': {
    args: { min: 2, max: 2 },
    *run(cli) {
      const { flags } = cli;
      const ip = flags.string('ip');
      const ip6 = flags.string('ip6');
      const aliases = flags.list('alias');
      const linkLocal = flags.list('link-local-ip');
      const links = flags.list('link');
      const settings: Partial<EndpointSettings> = {
        IPAMConfig:
          ip === '' && ip6 === '' && linkLocal.length === 0
            ? null
            : {
                ...(ip === '' ? {} : { IPv4Address: ip }),
                ...(ip6 === '' ? {} : { IPv6Address: ip6 }),
                ...(linkLocal.length === 0 ? {} : { LinkLocalIPs: linkLocal }),
              },
        Links: links.length > 0 ? links.map((l) => (l.includes(':') ? l : `${l}:${l}`)) : null,
        Aliases: aliases.length > 0 ? aliases : null,
        DriverOpts: flags.given('driver-opt') ? map(flags.list('driver-opt')) : null,
        GwPriority: flags.number('gw-priority'),
      };
      yield* cli.api.NetworkConnect(cli.args[0]!, cli.args[1]!, settings);
      return 0;
    },
  },
  'docker network disconnect': {
    args: { min: 2, max: 2 },
    *run(cli) {
      yield* cli.api.NetworkDisconnect(cli.args[0]!, cli.args[1]!, cli.flags.bool('force'));
      return 0;
    },
  },
  'docker network prune': {
    args: { min: 0, max: 0 },
    *run(cli) {
      const filters = filtersOf(cli);
      if (!(yield* confirmed(cli, 'WARNING! This will remove all custom networks not used by at least one container.')))
        return 0;
      const report = yield* cli.api.NetworkPrune(filters);
      if (report.Deleted.length > 0) yield* cli.print(`Deleted Networks:\n${report.Deleted.join('\n')}\n\n`);
      return 0;
    },
  },
};
