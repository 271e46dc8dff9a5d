// docker volume create

import { CliError, type Implementation } from '../../cli.ts';

function map(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.map((x) => [x.split('=')[0]!, x.split('=').slice(1).join('=')]));
}

export const createCommand: Implementation = {
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
};
