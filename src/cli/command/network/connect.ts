// docker network connect

import type { EndpointSettings } from '../../../api/types/network.ts';
import type { Implementation } from '../../cli.ts';
import { map } from './create.ts';

export const connectCommand: Implementation = {
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
};
