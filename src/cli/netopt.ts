// `--network NAME` and `--network name=…,alias=…,ip=…`

import type { EndpointSettings } from '../api/types/network.ts';

export interface NetworkAttachment {
  readonly name: string;
  readonly settings: Partial<EndpointSettings>;
}

/** The attachment, or what is wrong with the text, in the CLI's words. */
export function parseNetwork(text: string): NetworkAttachment | string {
  if (!text.includes('=')) return { name: text, settings: {} };
  let name = '';
  const settings: Partial<EndpointSettings> = {};
  for (const field of text.split(',')) {
    const eq = field.indexOf('=');
    if (eq < 0) return `invalid field ${field}`;
    const key = field.slice(0, eq).trim().toLowerCase();
    const value = field.slice(eq + 1).trim();
    switch (key) {
      case 'name':
        name = value;
        break;
      case 'alias':
        settings.Aliases = [...(settings.Aliases ?? []), value];
        break;
      case 'ip':
        settings.IPAMConfig = { ...(settings.IPAMConfig ?? {}), IPv4Address: value };
        break;
      case 'ip6':
        settings.IPAMConfig = { ...(settings.IPAMConfig ?? {}), IPv6Address: value };
        break;
      case 'mac-address':
        settings.MacAddress = value;
        break;
      case 'link-local-ip':
        settings.IPAMConfig = { ...(settings.IPAMConfig ?? {}), LinkLocalIPs: [value] };
        break;
      case 'driver-opt':
        settings.DriverOpts = {
          ...(settings.DriverOpts ?? {}),
          [value.split('=')[0]!]: value.split('=').slice(1).join('='),
        };
        break;
      case 'gw-priority':
        if (!/^-?\d+$/.test(value))
          return `invalid gw-priority (${value}): strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`;
        settings.GwPriority = Number(value);
        break;
      default:
        return `invalid field key ${key}`;
    }
  }
  if (name === '') return 'network name/id is not specified';
  return { name, settings };
}
