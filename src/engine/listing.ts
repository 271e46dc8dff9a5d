// What `GET /containers/json` tells of each container, and which of them its filters let through.

import { boolFilter, checkFilters, labelsMatch, nameMatches } from '../api/filters.ts';
import { ApiError } from '../api/error.ts';
import type { Filters } from '../api/types/common.ts';
import type { ContainerSummary } from '../api/types/container.ts';
import { humanDuration } from '../api/units.ts';
import { changes } from '../fs/diff.ts';
import { treeSize } from '../fs/tree.ts';
import type { With } from './ports/stores.ts';
import type { ContainerRecord } from './state.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'images'>;

/** Bytes in the writable layer. */
export function sizeRw(engine: Engine, c: ContainerRecord): number {
  const runtime = engine.containers.runtime(c);
  let sum = 0;
  const now = runtime.cell.root;
  for (const change of changes(runtime.base, now)) {
    if (change.kind === 'D') continue;
    const node = runtime.cell.get(change.path.split('/').slice(1));
    if (node?.kind === 'file') sum += node.data.length;
  }
  return sum;
}

/** Containers that the filters let through, the newest first. @throws ApiError 400 for a filter without sense */
export function listContainers(
  engine: Engine,
  options: { all: boolean; limit: number; size: boolean; filters: Filters },
): ContainerSummary[] {
  const { filters } = options;
  checkFilters(filters, [
    'ancestor',
    'before',
    'exited',
    'expose',
    'health',
    'id',
    'is-task',
    'isolation',
    'label',
    'name',
    'network',
    'publish',
    'since',
    'status',
    'volume',
  ]);
  const task = boolFilter(filters, 'is-task');
  const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
  for (const s of filters['status'] ?? [])
    if (!states.includes(s))
      throw new ApiError(
        400,
        `invalid filter 'status=${s}': invalid value for state (${s}): must be one of ${states.join(', ')}`,
      );
  const healths = ['none', 'starting', 'healthy', 'unhealthy'];
  for (const s of filters['health'] ?? [])
    if (!healths.includes(s))
      throw new ApiError(
        400,
        `invalid filter 'health=${s}': invalid value for health (${s}): must be one of ${healths.join(', ')}`,
      );
  for (const s of filters['exited'] ?? [])
    if (!/^[-+]?\d+$/.test(s))
      throw new ApiError(400, `invalid filter 'exited=${s}': strconv.Atoi: parsing "${s}": invalid syntax`);
  const before = filters['before']?.map((r) => engine.containers.resolve(r).seq).at(-1);
  const since = filters['since']?.map((r) => engine.containers.resolve(r).seq).at(-1);
  const ancestors = filters['ancestor'] === undefined ? undefined : descendants(engine, filters['ancestor']);
  const all =
    options.all ||
    options.limit > 0 ||
    filters['status'] !== undefined ||
    filters['exited'] !== undefined ||
    before !== undefined ||
    since !== undefined;
  const out: ContainerRecord[] = [];
  for (const c of engine.state.containers.values()) {
    const running = c.state === 'running' || c.state === 'paused' || c.state === 'restarting';
    // no container here belongs to a service
    if (task === true) continue;
    if (!all && !running) continue;
    if (before !== undefined && c.seq >= before) continue;
    if (since !== undefined && c.seq <= since) continue;
    if (filters['status'] !== undefined && !filters['status'].includes(c.state)) continue;
    if (filters['health'] !== undefined && !filters['health'].includes(c.health?.status ?? 'none')) continue;
    if (
      filters['exited'] !== undefined &&
      (running || c.state === 'created' || !filters['exited'].some((x) => Number(x) === c.exitCode))
    )
      continue;
    if (filters['id'] !== undefined && !filters['id'].some((x) => c.id.startsWith(x) || c.id.includes(x))) continue;
    if (!nameMatches(filters['name'], [c.name, `/${c.name}`]) || !labelsMatch(filters, c.config.Labels)) continue;
    if (ancestors !== undefined && !ancestors.has(c.imageId)) continue;
    if (
      filters['volume'] !== undefined &&
      !filters['volume'].some((v) => c.mounts.some((m) => m.Name === v || m.Source === v || m.Destination === v))
    )
      continue;
    if (
      filters['network'] !== undefined &&
      !filters['network'].some((n) =>
        Object.entries(c.endpoints).some(([k, e]) => k === n || (e.NetworkID !== '' && e.NetworkID.startsWith(n))),
      )
    )
      continue;
    if (filters['publish'] !== undefined && !filters['publish'].some((x) => publishes(c, x))) continue;
    if (filters['expose'] !== undefined && !filters['expose'].some((x) => exposes(c, x))) continue;
    out.push(c);
  }
  out.sort((a, b) => b.seq - a.seq);
  return (options.limit > 0 ? out.slice(0, options.limit) : out).map((c) => summary(engine, c, options.size));
}

/** Ids of the images that stand on one of these. */
function descendants(engine: Engine, refs: readonly string[]): Set<string> {
  const out = new Set<string>();
  const { images } = engine.state;
  for (const ref of refs) {
    const base = engine.images.find(ref);
    if (base === undefined) continue;
    const ids = base.layers.map((l) => l.diffId);
    for (const image of images.values()) {
      if (
        image.id === base.id ||
        (ids.length > 0 &&
          image.history.length >= base.history.length &&
          ids.every((d, i) => image.layers[i]?.diffId === d) &&
          image.parent !== '')
      )
        out.add(image.id);
    }
    out.add(base.id);
  }
  return out;
}

/** How `docker ps` words a state. */
function status(engine: Engine, c: ContainerRecord): string {
  const { now } = engine;
  const up = humanDuration(now - c.startedAt);
  const ago = (): string => `${humanDuration(now - c.finishedAt)} ago`;
  switch (c.state) {
    case 'running':
      return `Up ${up}${c.health === undefined ? '' : c.health.status === 'starting' ? ' (health: starting)' : ` (${c.health.status})`}`;
    case 'paused':
      return `Up ${up} (Paused)`;
    case 'restarting':
      return `Restarting (${c.exitCode}) ${ago()}`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
    case 'created':
      return 'Created';
    default:
      return `Exited (${c.exitCode}) ${ago()}`;
  }
}

function summary(engine: Engine, c: ContainerRecord, size = false): ContainerSummary {
  let image = c.config.Image;
  if (engine.images.find(image)?.id !== c.imageId) image = c.imageId;
  const command = [c.path, ...c.args]
    .map((a) => (/[\s'"]/.test(a) || a === '' ? `'${a.replace(/'/g, "'\\''")}'` : a))
    .join(' ');
  const ports: ContainerSummary['Ports'] = [];
  for (const key of Object.keys(c.ports)) {
    const [port = '', proto = 'tcp'] = key.split('/');
    const bindings = c.ports[key];
    if (bindings === null || bindings === undefined) ports.push({ PrivatePort: Number(port), Type: proto });
    else
      for (const b of bindings)
        ports.push({ IP: b.HostIp, PrivatePort: Number(port), PublicPort: Number(b.HostPort), Type: proto });
  }
  const runtime = size ? engine.containers.runtime(c) : undefined;
  const rw = size ? sizeRw(engine, c) : 0;
  return {
    Id: c.id,
    Names: [`/${c.name}`],
    Image: image,
    ImageID: c.imageId,
    Command: command,
    Created: Math.floor(c.created / 1000),
    Ports: ports,
    ...(rw > 0 ? { SizeRw: rw } : {}),
    ...(size ? { SizeRootFs: rw + treeSize(runtime!.base) } : {}),
    Labels: c.config.Labels,
    State: c.state,
    Status: status(engine, c),
    HostConfig: { NetworkMode: c.hostConfig.NetworkMode },
    NetworkSettings: { Networks: c.endpoints },
    Mounts: c.mounts.map(({ Type, Name, Source, Destination, Driver, Mode, RW, Propagation }) => ({
      Type,
      ...(Name === undefined ? {} : { Name }),
      Source,
      Destination,
      ...(Driver === undefined ? {} : { Driver }),
      Mode,
      RW,
      Propagation,
    })),
  };
}

function portRange(text: string): [number, number, string] | undefined {
  const m = /^(\d+)(?:-(\d+))?(?:\/(tcp|udp|sctp))?$/.exec(text);
  return m === null ? undefined : [Number(m[1]), Number(m[2] ?? m[1]), m[3] ?? 'tcp'];
}
function publishes(c: ContainerRecord, text: string): boolean {
  const r = portRange(text);
  if (r === undefined)
    throw new ApiError(
      400,
      `error while looking up for publish ${text}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  return Object.entries(c.hostConfig.PortBindings ?? {}).some(([, list]) =>
    list.some((b) => Number(b.HostPort) >= r[0] && Number(b.HostPort) <= r[1] && b.HostPort !== ''),
  );
}
function exposes(c: ContainerRecord, text: string): boolean {
  const r = portRange(text);
  if (r === undefined) throw new ApiError(400, `invalid filter 'expose=${text}'`);
  return Object.keys(c.config.ExposedPorts ?? {}).some((k) => {
    const [port, proto] = k.split('/');
    return proto === r[2] && Number(port) >= r[0] && Number(port) <= r[1];
  });
}
