// docker network create

import { CliError, type Implementation } from '../../cli.ts';
import { pools } from '../../ipam.ts';

export function map(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.map((x) => [x.split('=')[0]!, x.split('=').slice(1).join('=')]));
}

export const createCommand: Implementation = {
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
      ...(flags.bool('config-only') ? { ConfigOnly: true } : {}),
      ...(flags.given('config-from') ? { ConfigFrom: flags.string('config-from') } : {}),
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
};
