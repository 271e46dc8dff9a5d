// docker volume …

import type { Volume } from '../../api/types/volume.ts';
import { humanSize } from '../../api/units.ts';
import { own } from '../../api/dict.ts';
import { confirmed, filtersOf, labelText, type ListFormat, printList } from '../formatter.ts';
import { CliError, forEach, type Implementation } from '../cli.ts';

const VOLUMES: ListFormat = {
  type: 'volumeContext',
  headers: {
    Availability: 'AVAILABILITY',
    Driver: 'DRIVER',
    Group: 'GROUP',
    Labels: 'LABELS',
    Links: 'LINKS',
    Mountpoint: 'MOUNTPOINT',
    Name: 'VOLUME NAME',
    Scope: 'SCOPE',
    Size: 'SIZE',
    Status: 'STATUS',
  },
  table: '{{.Driver}}\t{{.Name}}',
};

function map(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.map((x) => [x.split('=')[0]!, x.split('=').slice(1).join('=')]));
}

/** Row of `docker volume ls`. */
export function volumeRow(v: Volume) {
  return {
    fields: {
      Availability: 'N/A',
      Driver: v.Driver,
      Group: 'N/A',
      Labels: labelText(v.Labels),
      Links: v.UsageData === undefined ? 'N/A' : String(v.UsageData.RefCount),
      Mountpoint: v.Mountpoint,
      Name: v.Name,
      Scope: v.Scope,
      Size: v.UsageData === undefined ? 'N/A' : humanSize(v.UsageData.Size),
      Status: 'N/A',
    },
    methods: { Label: { arity: 1, call: (k: string) => own(v.Labels, k) ?? '' } },
  };
}

export const volumeCommands: Record<string, Implementation> = {
  'docker volume create': {
    args: { min: 0, max: 1 },
    *run(cli) {
      const { flags } = cli;
      if (flags.given('availability') || flags.given('group') || flags.given('type') || flags.given('scope'))
        throw new CliError("drydock: 'cluster volumes' is not simulated");
      if (flags.given('name') && cli.args.length > 0)
        throw new CliError(
          'conflicting options: cannot specify a volume-name through both --name and as a positional arg',
        );
      const labels = map(flags.list('label'));
      const v = yield* cli.api.VolumeCreate({
        Name: cli.args[0] ?? flags.string('name'),
        Driver: flags.string('driver'),
        DriverOpts: flags.list('opt').length === 0 ? null : map(flags.list('opt')),
        Labels: Object.keys(labels).length > 0 ? labels : null,
      });
      yield* cli.print(`${v.Name}\n`);
      return 0;
    },
  },
  'docker volume ls': {
    args: { min: 0, max: 0 },
    *run(cli) {
      const list = yield* cli.api.VolumeList(filtersOf(cli));
      if (cli.flags.bool('quiet')) yield* cli.print(list.map((v) => `${v.Name}\n`).join(''));
      else yield* printList(cli, VOLUMES, list.map(volumeRow), cli.flags.string('format'));
      return 0;
    },
  },
  'docker volume rm': {
    args: { min: 1, max: Infinity },
    *run(cli) {
      return yield* forEach(cli, cli.args, function* (name) {
        yield* cli.api.VolumeRemove(name, cli.flags.bool('force'));
        return `${name}\n`;
      });
    },
  },
  'docker volume prune': {
    args: { min: 0, max: 0 },
    *run(cli) {
      const all = cli.flags.bool('all');
      const filters = filtersOf(cli);
      if (
        !(yield* confirmed(
          cli,
          all
            ? 'WARNING! This will remove all local volumes not used by at least one container.'
            : 'WARNING! This will remove anonymous local volumes not used by at least one container.',
        ))
      )
        return 0;
      const report = yield* cli.api.VolumePrune(all ? { ...filters, all: ['true'] } : filters);
      if (report.Deleted.length > 0) yield* cli.print(`Deleted Volumes:\n${report.Deleted.join('\n')}\n\n`);
      yield* cli.print(`Total reclaimed space: ${humanSize(report.SpaceReclaimed)}\n`);
      return 0;
    },
  },
};
