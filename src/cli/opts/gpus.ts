// `--gpus`.

import type { DeviceRequest } from '../../api/types/host.ts';

export function parseGpus(text: string): DeviceRequest | string {
  const out: DeviceRequest = { Driver: '', Count: 0, DeviceIDs: null, Capabilities: [['gpu']], Options: {} };
  for (const field of text.match(/(?:[^,"]|"[^"]*")+/g) ?? []) {
    const f = field.replace(/^"(.*)"$/, '$1');
    const eq = f.indexOf('=');
    const [key, value] = eq < 0 ? ['count', f] : [f.slice(0, eq), f.slice(eq + 1)];
    if (key === 'count') {
      if (value === 'all') out.Count = -1;
      else if (/^\d+$/.test(value)) out.Count = Number(value);
      else return `invalid count (${value}): value must be either "all" or an integer: invalid syntax`;
    } else if (key === 'device') out.DeviceIDs = value.split(',');
    else if (key === 'driver') out.Driver = value;
    else if (key === 'capabilities') out.Capabilities = [['gpu', ...value.split(',')]];
    else if (key === 'options') for (const o of value.split(',')) out.Options[o.split('=')[0]!] = o.split('=')[1] ?? '';
    else return `unexpected key '${key}' in '${f}'`;
  }
  return out;
}
