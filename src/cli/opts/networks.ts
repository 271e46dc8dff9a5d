// `--network` in all its forms, with `--ip`, `--network-alias` and the others that go with it.

import type { EndpointSettings } from '../../api/types/network.ts';
import { CliError } from '../cli.ts';
import type { Flags } from '../flags.ts';
import { type NetworkAttachment, parseNetwork } from '../netopt.ts';

/** `--network` in all its forms, with the flags that belong to the first. */
export function networks(flags: Flags): { attachments: Record<string, Partial<EndpointSettings>>; mode: string } {
  const list = flags.list('network').map((n) => parseNetwork(n) as NetworkAttachment);
  if (list.length === 0) list.push({ name: 'default', settings: {} });
  const first = list[0]!;
  if (first.name === '') throw new CliError('no name set for network');
  const aliases = flags.list('network-alias');
  const userDefined = (name: string): boolean =>
    !['default', 'bridge', 'host', 'none'].includes(name) && !name.startsWith('container:');
  if ((aliases.length > 0 || (first.settings.Aliases?.length ?? 0) > 0) && !userDefined(first.name))
    throw new CliError('network-scoped aliases are only supported for user-defined networks');
  if (aliases.length > 0) first.settings.Aliases = [...(first.settings.Aliases ?? []), ...aliases];
  const ip = flags.string('ip');
  const ip6 = flags.string('ip6');
  const linkLocal = flags.list('link-local-ip');
  if (ip !== '' || ip6 !== '' || linkLocal.length > 0) {
    first.settings.IPAMConfig = {
      ...(first.settings.IPAMConfig ?? {}),
      ...(ip === '' ? {} : { IPv4Address: ip }),
      ...(ip6 === '' ? {} : { IPv6Address: ip6 }),
      ...(linkLocal.length === 0 ? {} : { LinkLocalIPs: linkLocal }),
    };
  }
  const links = flags.list('link');
  if (links.length > 0 && userDefined(first.name))
    first.settings.Links = links.map((l) => (l.includes(':') ? l : `${l}:${l}`));
  if (flags.given('mac-address') && userDefined(first.name)) first.settings.MacAddress = flags.string('mac-address');
  const names = new Set<string>();
  for (const n of list) {
    if (names.has(n.name)) throw new CliError(`network ${JSON.stringify(n.name)} is specified multiple times`);
    names.add(n.name);
  }
  if (list.length > 1 && list.some((n) => !userDefined(n.name) && n.name !== 'bridge' && n.name !== 'default'))
    throw new CliError('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  const mode = first.name;
  if (mode.startsWith('container:')) return { attachments: {}, mode };
  return { attachments: Object.fromEntries(list.map((n) => [n.name, n.settings])), mode };
}
