// Builds by the classic builder: /build of the Engine API 1.51 without a session, and its cancel.

import { ApiError } from '../error.ts';
import { problemOf } from '../gojson.ts';
import { type Incoming, route } from '../route.ts';
import type { ClassicMessage } from '../types/build.ts';
import type { HostConfig, Ulimit } from '../types/host.ts';
import type { ProgressMessage } from '../types/image.ts';
import { progressLine } from './images.ts';

/** A parameter that holds JSON. @throws ApiError 400 that says what could not be read */
function json<T>(r: Incoming, name: string, what: string): T | undefined {
  const text = r.query.get(name);
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ApiError(400, `${what}: ${problemOf(text)}`);
  }
}

/** A number that is 0 when it is none (httputils.Int64ValueOrZero). */
const orZero = (r: Incoming, name: string): number =>
  /^[-+]?\d+$/.test(r.query.get(name)) ? Number(r.query.get(name)) : 0;

/** Limits and network of the containers in which steps run. @throws ApiError */
function hostOf(r: Incoming): Partial<HostConfig> {
  const q = r.query;
  const shm = q.get('shmsize');
  if (shm !== '' && !/^[-+]?\d+$/.test(shm))
    throw new ApiError(500, `strconv.ParseInt: parsing ${JSON.stringify(shm)}: invalid syntax`);
  const isolation = q.get('isolation');
  if (!['', 'default'].includes(isolation))
    throw new ApiError(400, `unsupported isolation: ${JSON.stringify(isolation)}`);
  const ulimits = json<Ulimit[]>(r, 'ulimits', 'error reading ulimit settings');
  const hosts = q.get('extrahosts');
  return {
    Memory: orZero(r, 'memory'),
    MemorySwap: orZero(r, 'memswap'),
    CpuShares: orZero(r, 'cpushares'),
    CpuPeriod: orZero(r, 'cpuperiod'),
    CpuQuota: orZero(r, 'cpuquota'),
    CpusetCpus: q.get('cpusetcpus'),
    CpusetMems: q.get('cpusetmems'),
    CgroupParent: q.get('cgroupparent'),
    ...(q.get('networkmode') === '' ? {} : { NetworkMode: q.get('networkmode') }),
    ...(shm === '' ? {} : { ShmSize: Number(shm) }),
    ...(ulimits === undefined ? {} : { Ulimits: ulimits }),
    ...(hosts === '' ? {} : { ExtraHosts: [...q.all('extrahosts')] }),
  };
}

/** A line as the daemon writes it. */
function line(m: ClassicMessage): unknown {
  switch (m.type) {
    case 'stream':
      return { stream: m.text };
    case 'image':
      return { aux: { ID: m.id } };
    case 'pull':
      return progressLine(m.message);
    case 'error':
      return {
        errorDetail: { ...(m.code === undefined ? {} : { code: m.code }), message: m.message },
        error: m.message,
      };
  }
}

interface WireLine {
  stream?: string;
  aux?: { ID: string };
  error?: string;
  errorDetail?: { code?: number };
}

/** What a line says. */
function read(w: WireLine): ClassicMessage {
  if (w.stream !== undefined) return { type: 'stream', text: w.stream };
  if (w.error !== undefined) return { type: 'error', message: w.error, code: w.errorDetail?.code };
  return w.aux === undefined
    ? { type: 'pull', message: w as unknown as ProgressMessage }
    : { type: 'image', id: w.aux.ID };
}

export const classicRoutes = [
  route<'ImageBuild'>({
    operation: 'ImageBuild',
    method: 'POST',
    path: '/build',
    takes: 'bytes',
    raw: true,
    answer: { kind: 'lines', status: 200, encode: line, decode: (w: WireLine) => read(w) },
    write: (b) => ({
      query: {
        t: b.tags,
        target: b.target === '' ? undefined : b.target,
        dockerfile: b.dockerfile === '' ? undefined : b.dockerfile,
        remote: b.remote === '' ? undefined : b.remote,
        q: b.quiet,
        nocache: b.noCache,
        pull: b.pull,
        rm: b.remove ? '1' : '0',
        forcerm: b.forceRemove,
        platform: b.platform === '' ? undefined : b.platform,
        buildargs: JSON.stringify(b.buildArgs),
        labels: JSON.stringify(b.labels),
      },
      headers: { 'Content-Type': 'application/x-tar' },
      body: b.context,
    }),
    read(r) {
      const q = r.query;
      const force = q.bool('forcerm');
      if (q.get('outputs') !== '') json(r, 'outputs', 'invalid outputs specified');
      const host = hostOf(r);
      const buildArgs = json<Record<string, string | null>>(r, 'buildargs', 'error reading build args') ?? {};
      const labels = json<Record<string, string>>(r, 'labels', 'error reading labels') ?? {};
      json(r, 'cachefrom', 'error reading cache-from');
      const version = q.get('version');
      if (!['', '1', '2'].includes(version)) throw new ApiError(400, `invalid version ${JSON.stringify(version)}`);
      if (version === '2')
        throw new ApiError(501, "drydock: 'POST /build' of BuildKit without a session is not simulated");
      if (q.bool('squash')) throw new ApiError(400, 'squash is only supported with experimental mode');
      return [
        {
          context: r.body,
          remote: q.get('remote'),
          dockerfile: q.get('dockerfile'),
          tags: [...q.all('t')],
          target: q.get('target'),
          buildArgs,
          labels,
          quiet: q.bool('q'),
          noCache: q.bool('nocache'),
          pull: q.bool('pull'),
          remove: force || q.boolOr('rm', true),
          forceRemove: force,
          platform: q.get('platform'),
          host,
        },
      ];
    },
  }),
] as const;
