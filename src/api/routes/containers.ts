// Containers over the wire: /containers of the Engine API 1.51.

import { parseTimestamp } from '../durations.ts';
import { validKeys } from '../detachkeys.ts';
import { ApiError, EXPERIMENTAL } from '../error.ts';
import { readJson } from '../gojson.ts';
import { readStat, writeStat } from '../pathstat.ts';
import { type Query, readFilters, writeFilters } from '../query.ts';
import { type Arguments, type Incoming, route } from '../route.ts';
import { conform, inOrder } from '../shape.ts';
import { readStats, writeOnce, writeStats } from '../stats.ts';
import { CONFIG, CREATE_BODY, ENDPOINT, HOST_CONFIG, UPDATE_BODY } from '../shapes/container.ts';
import type { ContainerConfig } from '../types/container.ts';
import type { HostConfig } from '../types/host.ts';
import type { EndpointSettings } from '../types/network.ts';
import { checkNetworksAsOf, hostConfigAsOf } from '../versions.ts';
import { id, ofId, readSize } from './ofcontainer.ts';
import { containerRow } from './rows.ts';

/** The path of an archive. @throws ApiError 400, in moby's words */
function pathOf(r: Incoming): string {
  const path = r.query.get('path');
  if (path === '') throw new ApiError(400, 'bad parameter: pathcannot be empty');
  return path;
}

/** `t` and `signal` of stop and restart. @throws ApiError 400 */
function stopOptions(r: Incoming): { timeout?: number; signal?: string } {
  const timeout = r.query.int('t');
  const signal = r.query.get('signal');
  return { ...(timeout === undefined ? {} : { timeout }), ...(signal === '' ? {} : { signal }) };
}

function attachOptions(q: Query): Arguments<'ContainerAttach'>[1] {
  return {
    stdin: q.bool('stdin'),
    stdout: q.bool('stdout'),
    stderr: q.bool('stderr'),
    logs: q.bool('logs'),
    ...(q.bool('stream') ? {} : { stream: false }),
  };
}

/** A moment of a query in seconds, with a fraction where there is one; virtual ms. */
const seconds = (ms: number | undefined): string | undefined => {
  if (ms === undefined) return undefined;
  const whole = Math.floor(ms / 1000);
  const nanos = Math.round((ms - whole * 1000) * 1e6);
  return nanos === 0 ? String(whole) : `${whole}.${String(nanos).padStart(9, '0')}`;
};

function moment(q: Query, name: string): number | undefined {
  const text = q.get(name);
  if (text === '' || text === '0') return undefined;
  const at = parseTimestamp(text, 0);
  if (at === undefined || !/^\d+(\.\d+)?$/.test(text)) {
    throw new ApiError(500, `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  return at;
}

/** A part of HostConfig; what it has of a restart policy is whole. @throws ApiError 400 */
function updateOf(body: unknown, version: string): Partial<HostConfig> {
  const update = hostConfigAsOf((conform(body, UPDATE_BODY) as Partial<HostConfig> | null) ?? {}, version);
  const { RestartPolicy: policy, PidsLimit: pids } = update;
  return {
    ...update,
    ...(policy === undefined ? {} : { RestartPolicy: { ...NO_POLICY, ...policy } }),
    // any number below one is `no limit`, which is written 0
    ...(pids !== undefined && pids !== null && pids <= 0 ? { PidsLimit: 0 } : {}),
  };
}

const NO_POLICY = { Name: '', MaximumRetryCount: 0 };

/** The settings of an endpoint. @throws ApiError 400 for none */
function present(network: string, e: Partial<EndpointSettings> | null): Partial<EndpointSettings> {
  if (e === null) throw new ApiError(400, `invalid config for network ${network}: EndpointsConfig is nil`);
  return e;
}

type Rest = Record<string, unknown>;

export const containerRoutes = [
  route<'ContainerCreate'>({
    operation: 'ContainerCreate',
    method: 'POST',
    path: '/containers/create',
    takes: 'json',
    answer: { kind: 'json', status: 201 },
    write: (r) => ({
      query: { name: r.name === '' ? undefined : r.name, platform: r.platform === '' ? undefined : r.platform },
      body: {
        ...(inOrder(r.config, CONFIG) as object),
        HostConfig: inOrder(r.hostConfig, HOST_CONFIG),
        NetworkingConfig: {
          EndpointsConfig: Object.fromEntries(Object.entries(r.networks).map(([k, e]) => [k, inOrder(e, ENDPOINT)])),
        },
      },
    }),
    read(r) {
      // this body is read by a decoder of its own, which wants one
      const body = readJson(r.body) as Rest | null;
      const { HostConfig, NetworkingConfig, ...config } = conform(body, CREATE_BODY) as Rest;
      if (Object.keys(config).length === 0)
        throw new ApiError(400, 'config cannot be empty in order to create a container');
      const endpoints = (
        NetworkingConfig as { EndpointsConfig?: Record<string, Partial<EndpointSettings> | null> } | null
      )?.EndpointsConfig;
      checkNetworksAsOf(endpoints ?? {}, r.version);
      return [
        {
          name: r.query.get('name'),
          platform: r.query.get('platform'),
          config: config as Partial<ContainerConfig>,
          hostConfig: hostConfigAsOf((HostConfig ?? {}) as Partial<HostConfig>, r.version),
          networks: Object.fromEntries(Object.entries(endpoints ?? {}).map(([k, e]) => [k, present(k, e)])),
        },
      ];
    },
  }),
  route<'ContainerStart'>({
    operation: 'ContainerStart',
    method: 'POST',
    path: '/containers/{id}/start',
    unread: ['detachKeys'],
    takes: 'bytes',
    raw: true,
    answer: { kind: 'none', status: 204 },
    write: id,
    read(r) {
      if (r.body.length > 0)
        throw new ApiError(
          400,
          'starting container with non-empty request body was deprecated since API v1.22 and removed in v1.24',
        );
      return [ofId(r)];
    },
  }),
  route<'ContainerStop'>({
    operation: 'ContainerStop',
    method: 'POST',
    path: '/containers/{id}/stop',
    answer: { kind: 'none', status: 204 },
    write: (ref, o) => ({ ...id(ref), query: { t: o.timeout, signal: o.signal } }),
    read: (r) => [ofId(r), stopOptions(r)],
  }),
  route<'ContainerRestart'>({
    operation: 'ContainerRestart',
    method: 'POST',
    path: '/containers/{id}/restart',
    answer: { kind: 'none', status: 204 },
    write: (ref, o) => ({ ...id(ref), query: { t: o.timeout, signal: o.signal } }),
    read: (r) => [ofId(r), stopOptions(r)],
  }),
  route<'ContainerKill'>({
    operation: 'ContainerKill',
    method: 'POST',
    path: '/containers/{id}/kill',
    answer: { kind: 'none', status: 204 },
    write: (ref, signal) => ({ ...id(ref), query: { signal: signal === '' ? undefined : signal } }),
    read: (r) => [ofId(r), r.query.get('signal')],
  }),
  route<'ContainerPause'>({
    operation: 'ContainerPause',
    method: 'POST',
    path: '/containers/{id}/pause',
    answer: { kind: 'none', status: 204 },
    write: id,
    read: (r) => [ofId(r)],
  }),
  route<'ContainerUnpause'>({
    operation: 'ContainerUnpause',
    method: 'POST',
    path: '/containers/{id}/unpause',
    answer: { kind: 'none', status: 204 },
    write: id,
    read: (r) => [ofId(r)],
  }),
  route<'ContainerRename'>({
    operation: 'ContainerRename',
    method: 'POST',
    path: '/containers/{id}/rename',
    answer: { kind: 'none', status: 204 },
    write: (ref, name) => ({ ...id(ref), query: { name } }),
    read(r) {
      if (r.query.get('name') === '') throw new ApiError(400, 'Neither old nor new names may be empty');
      return [ofId(r), r.query.get('name')];
    },
  }),
  route<'ContainerRemove'>({
    operation: 'ContainerRemove',
    method: 'DELETE',
    path: '/containers/{id...}',
    answer: { kind: 'none', status: 204 },
    write: (ref, o) => ({ ...id(ref), query: { force: o.force, v: o.volumes, link: o.link } }),
    read(r) {
      if (ofId(r) === '') throw new ApiError(400, 'invalid name or ID supplied: ""');
      if (/^[^/]+\/checkpoints\/[^/]+$/.test(ofId(r))) throw new ApiError(501, EXPERIMENTAL);
      return [ofId(r), { force: r.query.bool('force'), volumes: r.query.bool('v'), link: r.query.bool('link') }];
    },
  }),
  route<'ContainerWait'>({
    operation: 'ContainerWait',
    method: 'POST',
    path: '/containers/{id}/wait',
    answer: { kind: 'lines', status: 200 },
    write: (ref, condition) => ({
      ...id(ref),
      query: { condition: condition === 'not-running' ? undefined : condition },
    }),
    read(r) {
      const condition = r.query.get('condition');
      if (!['', 'not-running', 'next-exit', 'removed'].includes(condition))
        throw new ApiError(400, `invalid condition: ${JSON.stringify(condition)}`);
      return [ofId(r), condition === '' ? 'not-running' : (condition as 'not-running')];
    },
  }),
  route<'ContainerInspect'>({
    operation: 'ContainerInspect',
    method: 'GET',
    path: '/containers/{id}/json',
    lax: true,
    answer: { kind: 'json', status: 200 },
    write: (ref, size) => ({ ...id(ref), query: { size: size === true } }),
    read: (r) => [ofId(r), r.query.bool('size')],
  }),
  route<'ContainerList'>({
    operation: 'ContainerList',
    method: 'GET',
    path: '/containers/json',
    answer: { kind: 'json', status: 200, encode: (list) => list.map(containerRow) },
    write: (o) => ({
      query: { all: o.all, limit: o.limit > 0 ? o.limit : undefined, size: o.size, filters: writeFilters(o.filters) },
    }),
    read: (r) => [
      {
        all: r.query.bool('all'),
        limit: Math.max(0, r.query.int('limit') ?? 0),
        size: r.query.bool('size'),
        filters: readFilters(r.query),
      },
    ],
  }),
  route<'ContainerAttach'>({
    operation: 'ContainerAttach',
    method: 'POST',
    path: '/containers/{id}/attach',
    answer: { kind: 'hijack', status: 101 },
    write: (ref, o) => ({
      ...id(ref),
      query: { stream: true, stdin: o.stdin, stdout: o.stdout, stderr: o.stderr, logs: o.logs },
    }),
    read(r) {
      const keys = r.query.get('detachKeys');
      if (keys !== '' && !validKeys(keys)) throw new ApiError(400, `Invalid detach keys (${keys}) provided`);
      return [ofId(r), attachOptions(r.query)];
    },
  }),
  route<'ContainerLogs'>({
    operation: 'ContainerLogs',
    method: 'GET',
    path: '/containers/{id}/logs',
    answer: { kind: 'output', status: 200 },
    write: (ref, o) => ({
      ...id(ref),
      query: {
        stdout: o.stdout,
        stderr: o.stderr,
        follow: o.follow,
        timestamps: o.timestamps,
        details: o.details,
        since: seconds(o.since),
        until: seconds(o.until),
        tail: o.tail < 0 ? 'all' : o.tail,
      },
    }),
    read(r) {
      const { query: q } = r;
      if (!q.bool('stdout') && !q.bool('stderr'))
        throw new ApiError(400, 'Bad parameters: you must choose at least one stream');
      const since = moment(q, 'since');
      const until = moment(q, 'until');
      const tail = q.get('tail');
      return [
        ofId(r),
        {
          stdout: q.bool('stdout'),
          stderr: q.bool('stderr'),
          follow: q.bool('follow'),
          timestamps: q.bool('timestamps'),
          details: q.bool('details'),
          ...(since === undefined ? {} : { since }),
          ...(until === undefined ? {} : { until }),
          tail: /^\d+$/.test(tail) ? Number(tail) : -1,
        },
      ];
    },
  }),
  route<'ContainerTop'>({
    operation: 'ContainerTop',
    method: 'GET',
    path: '/containers/{id}/top',
    answer: { kind: 'json', status: 200, encode: (t) => ({ Processes: t.Processes, Titles: t.Titles }) },
    write: (ref, args) => ({ ...id(ref), query: { ps_args: args.length === 0 ? undefined : args.join(' ') } }),
    read: (r) => [
      ofId(r),
      r.query
        .get('ps_args')
        .split(' ')
        .filter((x) => x !== ''),
    ],
  }),
  route<'ContainerDiff'>({
    operation: 'ContainerDiff',
    method: 'GET',
    path: '/containers/{id}/changes',
    answer: {
      kind: 'json',
      status: 200,
      encode: (list) => (list.length === 0 ? null : list),
      decode: (list: { Path: string; Kind: 0 | 1 | 2 }[] | null) => list ?? [],
    },
    write: id,
    read: (r) => [ofId(r)],
  }),
  route<'ContainerUpdate'>({
    operation: 'ContainerUpdate',
    method: 'POST',
    path: '/containers/{id}/update',
    takes: 'json',
    answer: {
      kind: 'json',
      status: 200,
      encode: (u) => ({ Warnings: u.Warnings.length === 0 ? null : u.Warnings }),
      decode: (u: { Warnings: string[] | null }) => ({ Warnings: u.Warnings ?? [] }),
    },
    write: (ref, update) => ({ ...id(ref), body: update }),
    read: (r) => [ofId(r), updateOf(r.json(), r.version)],
  }),
  route<'ContainerResize'>({
    operation: 'ContainerResize',
    method: 'POST',
    path: '/containers/{id}/resize',
    answer: { kind: 'none', status: 200 },
    write: (ref, columns, rows) => ({ ...id(ref), query: { h: rows, w: columns } }),
    read: readSize,
  }),
  route<'ContainerStats'>({
    operation: 'ContainerStats',
    method: 'GET',
    path: '/containers/{id}/stats',
    answer: { kind: 'json', status: 200, encode: (x) => writeStats(x, 'second'), decode: readStats },
    // a sample every second, the first without one before it; once only has neither that nor a name
    again: (r) => (r.query.boolOr('stream', true) ? { after: 1000, encode: writeStats } : undefined),
    once: (r) => (r.query.bool('one-shot') ? writeOnce : undefined),
    write: (ref) => ({ ...id(ref), query: { stream: '0' } }),
    read(r) {
      if (r.query.bool('one-shot') && r.query.boolOr('stream', true))
        throw new ApiError(400, 'cannot have stream=true and one-shot=true');
      return [ofId(r)];
    },
  }),
  route<'ContainerExport'>({
    operation: 'ContainerExport',
    method: 'GET',
    path: '/containers/{id}/export',
    answer: { kind: 'tar', status: 200, type: 'application/octet-stream' },
    write: id,
    read: (r) => [ofId(r)],
  }),
  route<'ContainerArchiveStat'>({
    operation: 'ContainerArchiveStat',
    method: 'HEAD',
    path: '/containers/{id}/archive',
    answer: {
      kind: 'head',
      status: 200,
      encode: (s) => ({ 'X-Docker-Container-Path-Stat': writeStat(s) }),
      decode: (header) => readStat(header('X-Docker-Container-Path-Stat')),
    },
    write: (ref, path) => ({ ...id(ref), query: { path } }),
    read: (r) => [ofId(r), pathOf(r)],
  }),
  route<'ContainerArchiveGet'>({
    operation: 'ContainerArchiveGet',
    method: 'GET',
    path: '/containers/{id}/archive',
    answer: {
      kind: 'tar',
      status: 200,
      type: 'application/x-tar',
      encode: ({ stat, tar }) => ({ body: tar, headers: { 'X-Docker-Container-Path-Stat': writeStat(stat) } }),
      decode: (tar, header) => ({ tar, stat: readStat(header('X-Docker-Container-Path-Stat')) }),
    },
    write: (ref, path) => ({ ...id(ref), query: { path } }),
    read: (r) => [ofId(r), pathOf(r)],
  }),
  route<'ContainerArchivePut'>({
    operation: 'ContainerArchivePut',
    method: 'PUT',
    path: '/containers/{id}/archive',
    takes: 'bytes',
    answer: { kind: 'none', status: 200 },
    write: (ref, path, tar, o) => ({
      ...id(ref),
      query: { noOverwriteDirNonDir: 'true', path, copyUIDGID: o.copyUIDGID ? 'true' : undefined },
      body: tar,
    }),
    read: (r) => [
      ofId(r),
      pathOf(r),
      r.body,
      { copyUIDGID: r.query.bool('copyUIDGID'), keepKinds: r.query.bool('noOverwriteDirNonDir') },
    ],
  }),
  route<'ContainerPrune'>({
    operation: 'ContainerPrune',
    method: 'POST',
    path: '/containers/prune',
    answer: {
      kind: 'json',
      status: 200,
      encode: (p) => ({
        ContainersDeleted: p.Deleted.length === 0 ? null : p.Deleted,
        SpaceReclaimed: p.SpaceReclaimed,
      }),
      decode: (p: { ContainersDeleted: string[] | null; SpaceReclaimed: number }) => ({
        Deleted: p.ContainersDeleted ?? [],
        SpaceReclaimed: p.SpaceReclaimed,
      }),
    },
    write: (filters) => ({ query: { filters: writeFilters(filters) } }),
    read: (r) => [readFilters(r.query)],
  }),
] as const;
