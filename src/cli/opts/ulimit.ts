// `--ulimit`.

import type { Ulimit } from '../../api/types/host.ts';

const ULIMITS = [
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
];

/** One `--ulimit`, or what is wrong with it. */
export function parseUlimit(text: string): Ulimit | string {
  const m = /^([^=]+)=(.+)$/.exec(text);
  if (m === null) return `invalid ulimit argument: ${text}`;
  if (!ULIMITS.includes(m[1]!)) return `invalid ulimit type: ${m[1]}`;
  const parts = m[2]!.split(':');
  if (parts.length > 2) return `too many limit value arguments - ${m[2]}, can only have up to two, \`soft[:hard]\``;
  const number = (t: string): number => (t === 'unlimited' || t === '-1' ? -1 : /^-?\d+$/.test(t) ? Number(t) : NaN);
  const soft = number(parts[0]!);
  const hard = parts[1] === undefined ? soft : number(parts[1]);
  if (Number.isNaN(soft) || Number.isNaN(hard))
    return `strconv.ParseInt: parsing ${JSON.stringify(Number.isNaN(soft) ? parts[0] : parts[1])}: invalid syntax`;
  if (hard !== -1 && (soft === -1 || soft > hard))
    return `ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`;
  return { Name: m[1]!, Hard: hard, Soft: soft };
}
