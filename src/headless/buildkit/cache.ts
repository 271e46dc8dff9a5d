// The build cache as clients ask for it: what is there, and taking it away.

import type { CacheRecord } from '../../api/types/system.ts';
import type { Kit } from './kit.ts';
import { inside } from './machine.ts';
import { timestamp } from './messages/common.ts';
import type { PruneRequest, UsageRecord } from './messages/control.ts';
import type { Of } from './protobuf.ts';

type Usage = Partial<Of<typeof UsageRecord>>;

function usageOf(r: CacheRecord): Usage {
  return {
    id: r.ID,
    size: r.Size,
    createdAt: timestamp(Date.parse(r.CreatedAt)),
    ...(r.LastUsedAt === undefined || r.LastUsedAt === null ? {} : { lastUsedAt: timestamp(Date.parse(r.LastUsedAt)) }),
    usageCount: r.UsageCount,
    description: r.Description,
    recordType: r.Type,
    shared: r.Shared,
    parents: r.Parents,
  };
}

/** What one condition of a filter says of a record: `id~=…`, `type==…`, `shared`. */
function holds(condition: string, r: CacheRecord): boolean {
  const m = /^\s*([\w.-]+)\s*(?:(==|!=|~=|=)\s*(.*))?$/.exec(condition);
  if (m === null) return false;
  const fields: Readonly<Record<string, string>> = {
    id: r.ID,
    type: r.Type,
    description: r.Description,
    parents: r.Parents.join(';'),
    inuse: r.InUse ? 'true' : '',
    shared: r.Shared ? 'true' : '',
    private: r.Shared ? '' : 'true',
    mutable: '',
    immutable: 'true',
  };
  const name = m[1]!;
  const is = Object.hasOwn(fields, name) ? fields[name]! : '';
  const value = (m[3] ?? '').replace(/^"(.*)"$/, '$1');
  if (m[2] === undefined) return is !== '';
  if (m[2] === '~=') {
    try {
      return new RegExp(value).test(is);
    } catch {
      return false;
    }
  }
  return (is === value) === (m[2] !== '!=');
}

/** Does a record have what one of the filters asks for? Each is a list of conditions that hold all. */
export function wanted(filters: readonly string[], r: CacheRecord): boolean {
  const given = filters.filter((f) => f !== '');
  return given.length === 0 || given.some((f) => f.split(',').every((c) => holds(c, r)));
}

async function records(kit: Kit): Promise<CacheRecord[]> {
  return (await inside(kit.machine, () => kit.machine.api.DiskUsage())).BuildCache;
}

/** What the cache holds. */
export async function usage(kit: Kit, filters: readonly string[]): Promise<Usage[]> {
  return (await records(kit)).filter((r) => wanted(filters, r)).map(usageOf);
}

/** Takes away what nobody uses, or all, of what the filters ask for. @returns what has gone */
export async function prune(kit: Kit, request: Of<typeof PruneRequest>): Promise<Usage[]> {
  const before = await records(kit);
  const some = before.filter((r) => wanted(request.filter, r));
  const filters: Record<string, string[]> = {};
  if (some.length < before.length) filters['id'] = some.map((r) => r.ID);
  if (request.keepDuration > 0) filters['until'] = [`${Math.floor(request.keepDuration / 1e6)}ms`];
  const report = await inside(kit.machine, () =>
    kit.machine.api.BuildCachePrune({
      all: request.all,
      filters,
      keepStorage: Math.max(request.reservedSpace, request.maxUsedSpace),
    }),
  );
  const gone = new Set(report.CachesDeleted);
  return before.filter((r) => gone.has(r.ID)).map((r) => usageOf({ ...r, Shared: false }));
}
