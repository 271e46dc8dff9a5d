// Records of the build cache: which ones a filter asks for, and how they are shown.

import { own } from '../../../api/dict.ts';
import { goDuration } from '../../../api/durations.ts';
import type { CacheRecord } from '../../../api/types/system.ts';
import { humanDuration, humanSize } from '../../../api/units.ts';
import { type Cli, CliError } from '../../cli.ts';
import { filtersOf } from '../../formatter.ts';
import { tabbed } from '../../table.ts';

/** Filters of `du` and `prune` as the builder takes them. @throws CliError */
export function cacheFilters(cli: Cli): Record<string, string[]> {
  const filters = filtersOf(cli);
  if (filters['until'] !== undefined && filters['unused-for'] !== undefined)
    throw new CliError('ERROR: conflicting filters "until" and "unused-for"');
  for (const [key, values] of Object.entries(filters)) {
    if (values.length > 1) throw new CliError(`ERROR: ${JSON.stringify(key)} filter expects only one value`);
    if ((key !== 'until' && key !== 'unused-for') || goDuration(values[0]!) !== undefined) continue;
    const value = JSON.stringify(values[0]);
    throw new CliError(
      `ERROR: ${JSON.stringify(key)} filter expects a duration (e.g., '24h'): time: ${/^[-+]?\d+(\.\d+)?$/.test(values[0]!) ? 'missing unit in' : 'invalid'} duration ${value}`,
    );
  }
  return filters;
}

/** Does a record have what the filters ask for? A filter that the builder does not know matches nothing. */
export function matches(cli: Cli, r: CacheRecord, filters: Record<string, string[]>): boolean {
  const fields: Record<string, string> = {
    type: r.Type,
    description: r.Description,
    inuse: String(r.InUse),
    shared: String(r.Shared),
    private: String(!r.Shared),
    mutable: 'false',
    immutable: 'true',
    parents: r.Parents.join(';'),
  };
  return Object.entries(filters).every(([key, [value = '']]) => {
    if (key === 'until' || key === 'unused-for')
      return Date.parse(r.LastUsedAt ?? r.CreatedAt) <= cli.now - (goDuration(value) ?? 0);
    if (key === 'id') return r.ID.includes(value);
    const name = key.replace(/[~!]$/, '');
    const is = own(fields, name);
    if (is === undefined) return false;
    return key.endsWith('~') ? is.includes(value) : key.endsWith('!') ? is !== value : is === value;
  });
}

export function ago(cli: Cli, time: string): string {
  return `${humanDuration(cli.now - Date.parse(time))} ago`;
}

/** A row of the table of cache records. */
export function row(cli: Cli, r: CacheRecord): string {
  return `${r.ID.padEnd(40)}\t${String(!r.InUse).padEnd(5)}\t${`${humanSize(r.Size)}${r.Shared ? '*' : ''}`.padEnd(10)}\t${ago(cli, r.LastUsedAt ?? r.CreatedAt)}`;
}

export const HEADER = 'ID\tRECLAIMABLE\tSIZE\tLAST ACCESSED';

/** Records with all that is known of each. */
export function verbose(cli: Cli, list: readonly CacheRecord[]): string {
  return list
    .map((r) =>
      tabbed([
        `ID:\t${r.ID}`,
        ...(r.Parents.length > 0 ? [`Parent:\t${r.Parents.join(',')}`] : []),
        `Created at:\t${r.CreatedAt.replace('T', ' ').replace('Z', ' +0000 UTC')}`,
        'Mutable:\tfalse',
        `Reclaimable:\t${String(!r.InUse)}`,
        `Shared:\t${String(r.Shared)}`,
        `Size:\t${humanSize(r.Size)}`,
        ...(r.Description === '' ? [] : [`Description:\t${r.Description}`]),
        `Usage count:\t${r.UsageCount}`,
        `Last used:\t${ago(cli, r.LastUsedAt ?? r.CreatedAt)}`,
        `Type:\t${r.Type}`,
        '',
      ]),
    )
    .join('');
}
