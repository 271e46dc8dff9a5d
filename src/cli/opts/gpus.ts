// `--gpus`: one request for devices, in the form of a line of CSV.

import { csvFields } from '../../api/csv.ts';
import type { DeviceRequest } from '../../api/types/host.ts';

/** @returns the number, or what is wrong with the text */
function count(text: string): number | string {
  const wrong = `invalid count (${text}): value must be either "all" or an integer`;
  if (text === 'all') return -1;
  if (!/^[-+]?\d+$/.test(text)) return `${wrong}: invalid syntax`;
  return Number.isSafeInteger(Number(text)) ? Number(text) : `${wrong}: value out of range`;
}

function fieldsOf(text: string): string[] | string {
  if (text === '') return 'EOF';
  try {
    return csvFields(text);
  } catch (error) {
    return (error as Error).message;
  }
}

/** The request of one `--gpus`, or what is wrong with it in the client's words. */
export function parseGpus(text: string): DeviceRequest | string {
  const fields = fieldsOf(text);
  if (typeof fields === 'string') return fields;
  const out: DeviceRequest = { Driver: '', Count: 0, DeviceIDs: null, Capabilities: [['gpu']], Options: {} };
  const seen = new Set<string>();
  for (const field of fields) {
    const eq = field.indexOf('=');
    const key = eq < 0 ? field : field.slice(0, eq);
    const value = field.slice(eq + 1);
    if (seen.has(key)) return `gpu request key '${key}' can be specified only once`;
    seen.add(key);
    if (eq < 0 || key === 'count') {
      seen.add('count');
      const n = count(value);
      if (typeof n === 'string') return n;
      out.Count = n;
    } else if (key === 'driver') out.Driver = value;
    else if (key === 'device') out.DeviceIDs = value.split(',');
    else if (key === 'capabilities') out.Capabilities = [[...value.split(','), 'gpu']];
    else if (key === 'options') {
      const options = fieldsOf(value);
      if (typeof options === 'string') return `failed to read gpu options: ${options}`;
      out.Options = Object.fromEntries(options.map((o) => [o.split('=')[0]!, o.split('=').slice(1).join('=')]));
    } else return `unexpected key '${key}' in '${field}'`;
  }
  if (!seen.has('count') && out.DeviceIDs === null) out.Count = 1;
  return out;
}
