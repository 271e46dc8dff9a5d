// The daemon itself over the wire: /info, /version, /events, /system/df of the Engine API 1.51.

import { parseTimestamp } from '../durations.ts';
import { ApiError } from '../error.ts';
import { type Query, readFilters, writeFilters } from '../query.ts';
import { route } from '../route.ts';
import { diskUsageAsOf, infoAsOf } from '../versions.ts';
import { containerRow, imageRow } from './rows.ts';
import type { CacheRecord, DiskUsage, DiskUsageType, EventMessage } from '../types/system.ts';

/** `since` and `until` of events: seconds since 1970, with nanoseconds behind a dot. @throws ApiError 500 as Go says it */
function moment(q: Query, name: string): number | undefined {
  const text = q.get(name);
  if (text === '') return undefined;
  const m = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (m === null) {
    const [whole = '', fraction = ''] = text.split(/\.(.*)/s);
    const part = /^-?\d+$/.test(whole) ? fraction : whole;
    throw new ApiError(500, `strconv.ParseInt: parsing ${JSON.stringify(part)}: invalid syntax`);
  }
  return Number(m[1]) * 1000 + (m[2] === undefined ? 0 : Number(m[2].padEnd(9, '0').slice(0, 9)) / 1e6);
}

const written = (ms: number | undefined): string | undefined => {
  if (ms === undefined) return undefined;
  const whole = Math.floor(ms / 1000);
  const nanos = Math.round((ms - whole * 1000) * 1e6);
  return nanos === 0 ? String(whole) : `${whole}.${String(nanos).padStart(9, '0')}`;
};

/** @throws ApiError 400 */
function storage(q: Query, name: string): number {
  const text = q.get(name);
  if (text === '' || /^[-+]?\d+$/.test(text)) return Number(text);
  throw new ApiError(
    400,
    `${name} is in bytes and expects an integer, got ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

/** The field's name begins with a space: a mistake in its tag, which a client reads all the same. */
type Wired = Omit<CacheRecord, 'Parents'> & { ' Parents'?: string[] };

function cacheRow({ ID, Parents, Type, Description, InUse, Shared, ...rest }: CacheRecord): Wired {
  const parents = Parents.length === 0 ? {} : { ' Parents': Parents };
  return { ID, ...parents, Type, Description, InUse, Shared, ...rest };
}

export const systemRoutes = [
  route<'Info'>({
    operation: 'Info',
    method: 'GET',
    path: '/info',
    answer: { kind: 'json', status: 200 },
    asOf: infoAsOf,
    write: () => ({}),
    read: () => [],
  }),
  route<'Version'>({
    operation: 'Version',
    method: 'GET',
    path: '/version',
    answer: { kind: 'json', status: 200 },
    write: () => ({}),
    read: () => [],
  }),
  route<'Events'>({
    operation: 'Events',
    method: 'GET',
    path: '/events',
    answer: { kind: 'lines', status: 200, encode: (e: EventMessage) => e, decode: (e: EventMessage) => e },
    write: (o) => ({ query: { since: written(o.since), until: written(o.until), filters: writeFilters(o.filters) } }),
    read(r) {
      const since = moment(r.query, 'since');
      const until = moment(r.query, 'until');
      if (since !== undefined && until !== undefined && since > until)
        throw new ApiError(
          400,
          `\`since\` time (${r.query.get('since')}) cannot be after \`until\` time (${r.query.get('until')})`,
        );
      return [
        {
          ...(since === undefined ? {} : { since }),
          ...(until === undefined ? {} : { until }),
          filters: readFilters(r.query),
        },
      ];
    },
  }),
  route<'DiskUsage'>({
    operation: 'DiskUsage',
    method: 'GET',
    path: '/system/df',
    answer: {
      kind: 'json',
      status: 200,
      // what was not asked for is nil in Go
      encode: ({ asked, ...u }) => {
        const wanted = (type: DiskUsageType): boolean => asked === undefined || asked.includes(type);
        return {
          LayersSize: u.LayersSize,
          Images: wanted('image') ? u.Images.map(imageRow) : null,
          Containers: wanted('container') ? u.Containers.map(containerRow) : null,
          Volumes: wanted('volume') ? u.Volumes : null,
          BuildCache: wanted('build-cache') ? u.BuildCache.map(cacheRow) : null,
        };
      },
      decode: (u: Omit<DiskUsage, 'BuildCache'> & { BuildCache: Wired[] | null }): DiskUsage => ({
        LayersSize: u.LayersSize,
        Images: u.Images ?? [],
        Containers: u.Containers ?? [],
        Volumes: u.Volumes ?? [],
        BuildCache: (u.BuildCache ?? []).map(({ ' Parents': Parents = [], ...c }) => ({ ...c, Parents })),
      }),
    },
    asOf: diskUsageAsOf,
    write: (types) => ({ query: { type: types } }),
    read(r) {
      const types = r.query.all('type');
      const bad = types.find((t) => !['container', 'image', 'volume', 'build-cache'].includes(t));
      if (bad !== undefined) throw new ApiError(400, `unknown object type: ${bad}`);
      return types.length === 0 ? [] : [types as readonly DiskUsageType[]];
    },
  }),
  route<'BuildCachePrune'>({
    operation: 'BuildCachePrune',
    method: 'POST',
    path: '/build/prune',
    answer: {
      kind: 'json',
      status: 200,
      encode: (p) => ({
        CachesDeleted: p.CachesDeleted.length === 0 ? null : p.CachesDeleted,
        SpaceReclaimed: p.SpaceReclaimed,
      }),
      decode: (p: { CachesDeleted: string[] | null; SpaceReclaimed: number }) => ({
        CachesDeleted: p.CachesDeleted ?? [],
        SpaceReclaimed: p.SpaceReclaimed,
      }),
    },
    write: (o) => ({
      query: {
        all: o.all,
        filters: writeFilters(o.filters) ?? '',
        'keep-storage': o.keepStorage > 0 ? o.keepStorage : undefined,
      },
    }),
    read(r) {
      const kept = storage(r.query, 'keep-storage');
      const reserved = storage(r.query, 'reserved-space');
      storage(r.query, 'max-used-space');
      storage(r.query, 'min-free-space');
      const filters = readFilters(r.query);
      const until = filters['until']?.[0];
      if (until !== undefined && parseTimestamp(until, 0) === undefined)
        throw new ApiError(
          400,
          `failed to prune build cache: "until" filter expects a duration (e.g., '24h') or a timestamp: failed to parse value as time or duration: ${JSON.stringify(until)}`,
        );
      const known = ['description', 'id', 'inuse', 'parent', 'private', 'shared', 'type', 'unused-for', 'until'];
      const bad = Object.keys(filters).find((k) => !known.includes(k));
      if (bad !== undefined) throw new ApiError(400, `failed to prune build cache: invalid filter '${bad}'`);
      return [{ all: r.query.bool('all'), filters, keepStorage: kept || reserved }];
    },
  }),
] as const;
