// Containers: making, finding, listing, renaming, changing and removing them.

import type { DirNode } from '../fs/node.ts';
import { type Task, waitFor } from '../kernel/block.ts';
import { ApiError } from '../api/error.ts';
import type { Filters, PruneReport } from '../api/types/common.ts';
import type { CreateRequest, CreateResponse } from '../api/types/container.ts';
import type { HostConfig } from '../api/types/host.ts';
import type { ContainerInspect } from '../api/types/inspect.ts';
import type { EndpointSettings } from '../api/types/network.ts';
import { checkEndpoint } from './addresses.ts';
import { during, refusal } from './asked.ts';
import {
  checkCreate,
  checkMac,
  checkNamed,
  checkPlatform,
  checkPorts,
  checkResources,
  discarded,
  checkRestartPolicy,
  normalizeCaps,
} from './check.ts';
import { NO_IMAGE, completeConfig, completeHostConfig } from './defaults.ts';
import { dict } from '../api/dict.ts';
import { checkWorkdir, mergeConfig } from './containerconfig.ts';
import { blankEndpoint } from './endpoints.ts';
import { sizeRw } from './listing.ts';
import { runtimesOf } from './devices/runtimes.ts';
import type { With } from './ports/stores.ts';
import { checkFilters, labelsMatch, untilFilter } from '../api/filters.ts';
import { inspectContainer } from './inspect.ts';
import { rotationOf } from './logfiles.ts';
import { containerMachine } from './machines/container.machine.ts';
import { restartMachine } from './machines/things.machine.ts';
import { applyLimits } from './limits.ts';
import { anonymousMounts, copyUp, resolveMounts, tmpfsRecords } from './mounts.ts';
import { checkTarget, verifyMount } from './mountspec.ts';
import { randomName } from './names.ts';
import { pruned } from './pruned.ts';
import { withInitLayer } from './initlayer.ts';
import { ContainerRuntime } from './runtime.ts';
import type { ContainerRecord } from './state.ts';
import { notSimulated } from './simulated.ts';
import { after, initialState, next } from './step.ts';

/** Ms that it takes to take a container's files away: who is told of its end can still ask for it. */
const REMOVAL = 40;
/** What is seen of the engine here. */
type Engine = With<'containers' | 'images' | 'networks' | 'volumes' | 'execs' | 'lifecycle'>;

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

export class Containers {
  /** What lives beside the records: trees, processes, logs. */
  readonly runtimes = new Map<string, ContainerRuntime>();
  private readonly shortIds = new Map<string, string[]>();
  constructor(private readonly engine: Engine) {}

  runtime(c: ContainerRecord): ContainerRuntime {
    return this.runtimes.get(c.id)!;
  }
  record(id: string): ContainerRecord {
    return this.engine.state.containers.get(id)!;
  }
  put(c: ContainerRecord): void {
    this.engine.set({ containers: this.engine.state.containers.set(c.id, c) });
  }
  /** Changes fields of a record. */
  patch(id: string, change: Partial<ContainerRecord>): ContainerRecord {
    const c = { ...this.record(id), ...change };
    this.put(c);
    return c;
  }

  find(ref: string): ContainerRecord | undefined {
    try {
      return this.resolve(ref);
    } catch {
      return undefined;
    }
  }

  /** By full id, name, or the beginning of an id. @throws ApiError 404, 400 for an ambiguous prefix */
  resolve(ref: string): ContainerRecord {
    const { containers, names } = this.engine.state;
    const direct = containers.get(ref) ?? containers.get(names.get(ref.replace(/^\//, '')) ?? '');
    if (direct !== undefined) return direct;
    if (ref === '') throw new ApiError(400, 'invalid container name or ID: value is empty');
    if (/^[0-9a-f]{1,63}$/.test(ref)) {
      let hits: string[];
      if (ref.length === 12) hits = this.shortIds.get(ref) ?? [];
      else {
        hits = [];
        for (const id of containers.keys()) if (id.startsWith(ref)) hits.push(id);
      }
      if (hits.length === 1) return containers.get(hits[0]!)!;
      if (hits.length > 1) throw new ApiError(400, `multiple IDs found with provided prefix: ${ref}`);
    }
    throw new ApiError(404, `No such container: ${ref.replace(/^\//, '')}`);
  }

  /** `docker create`. @throws ApiError */
  create(request: CreateRequest): CreateResponse {
    const { engine } = this;
    const warnings: string[] = [];
    const possible = discarded(request.hostConfig);
    warnings.push(...possible.warnings);
    const hostConfig = completeHostConfig(possible.without);
    const asked = completeConfig(request.config);
    for (const m of hostConfig.Mounts ?? []) verifyMount(engine, m);
    for (const path of Object.keys(hostConfig.Tmpfs ?? {})) checkTarget(path, '');
    if (request.platform !== undefined && request.platform !== '')
      checkPlatform(request.platform, asked.Image, engine.images.find(asked.Image) !== undefined);
    checkCreate(asked, hostConfig, engine.host.cpus, Object.keys(runtimesOf(engine)));
    for (const [name, e] of Object.entries(request.networks)) {
      const n = engine.networks.find(name === 'default' ? 'bridge' : name);
      if (n !== undefined) checkEndpoint(n, e, `invalid config for network ${n.name}: `, name !== 'default');
    }
    checkMac(
      asked.MacAddress ?? '',
      `invalid config for network ${hostConfig.NetworkMode === 'default' ? 'bridge' : hostConfig.NetworkMode}: `,
    );
    checkPorts(hostConfig.PortBindings);
    if (asked.Image === '' && (asked.Cmd ?? []).length === 0) throw new ApiError(400, 'no command specified');
    const image = asked.Image === '' ? NO_IMAGE : engine.images.resolve(asked.Image);
    const config = mergeConfig(asked, image);
    if ((config.Cmd ?? []).length === 0 && (config.Entrypoint ?? []).length === 0)
      throw new ApiError(400, 'no command specified');
    const beside = hostConfig.PidMode.startsWith('container:') ? hostConfig.PidMode.slice(10) : undefined;
    if (beside !== undefined && this.find(beside) === undefined)
      throw new ApiError(400, `No such container: ${beside}`);
    const ipc = hostConfig.IpcMode.startsWith('container:') ? hostConfig.IpcMode.slice(10) : undefined;
    if (ipc !== undefined && this.find(ipc) === undefined) throw new ApiError(400, `No such container: ${ipc}`);
    const id = engine.newId();
    const wanted = request.name.replace(/^\//, '');
    const name = request.name !== '' ? wanted : randomName(engine.kernel.random, (n) => engine.state.names.has(n));
    if (request.name !== '' && !NAME.test(wanted)) {
      throw new ApiError(400, `Invalid container name (${request.name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
    }
    checkNamed(hostConfig);
    const holder = engine.state.names.get(name);
    if (holder !== undefined) {
      throw new ApiError(
        409,
        `Conflict. The container name "/${name}" is already in use by container "${holder}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
    }
    const mode = hostConfig.NetworkMode;
    if (config.Hostname === '') config.Hostname = mode === 'host' ? engine.host.hostname : id.slice(0, 12);
    const host: HostConfig = {
      ...hostConfig,
      CapAdd: normalizeCaps(hostConfig.CapAdd, 'CapAdd'),
      CapDrop: normalizeCaps(hostConfig.CapDrop, 'CapDrop'),
      MemorySwap: hostConfig.Memory > 0 && hostConfig.MemorySwap === 0 ? hostConfig.Memory * 2 : hostConfig.MemorySwap,
      SecurityOpt:
        hostConfig.Privileged && hostConfig.SecurityOpt === null ? ['label=disable'] : hostConfig.SecurityOpt,
    };
    const named = resolveMounts(engine, hostConfig);
    host.Links =
      hostConfig.Links?.map((l) => {
        const [target = '', alias] = l.split(':');
        const c = this.find(target);
        if (c === undefined)
          throw new ApiError(400, `could not get container for ${target}: No such container: ${target}`);
        return `/${c.name}:/${name}/${alias ?? target.replace(/^\//, '')}`;
      }) ?? null;
    const rootCheck = image.layers.at(-1)?.tree;
    if (config.WorkingDir !== '' && rootCheck !== undefined) checkWorkdir(engine, rootCheck, config.WorkingDir);
    const mounts = [...named, ...anonymousMounts(engine, config, host, named)];
    if (rootCheck !== undefined) copyUp(engine, rootCheck, mounts);
    const argv = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
    const endpoints = dict<EndpointSettings>();
    for (const [n, e] of Object.entries(request.networks)) {
      const known = engine.networks.find(n === 'default' ? 'bridge' : n);
      endpoints[known?.name ?? n] = blankEndpoint(e);
    }
    if (Object.keys(endpoints).length === 0 && !mode.startsWith('container:')) {
      endpoints[engine.networks.find(mode)?.name ?? mode] = blankEndpoint();
    }
    const record: ContainerRecord = {
      id,
      seq: engine.nextSeq(),
      name,
      created: engine.now,
      path: argv[0] ?? '',
      args: argv.slice(1),
      config,
      hostConfig: host,
      imageId: image.id,
      state: initialState(containerMachine),
      restart: initialState(restartMachine),
      pid: 0,
      exitCode: 0,
      error: '',
      oomKilled: false,
      startedAt: 0,
      finishedAt: 0,
      restartCount: 0,
      health: undefined,
      mounts,
      endpoints,
      ports: {},
      sandboxId: '',
      platform: 'linux',
    };
    engine.set({ names: engine.state.names.set(name, id) });
    this.put(record);
    const base = withInitLayer(image.layers.at(-1)?.tree ?? emptyRoot(engine.now), engine.now);
    const runtime = new ContainerRuntime(engine, id, base, rotationOf(host.LogConfig));
    engine.effect(
      'container',
      () => this.enter(id, runtime),
      () => this.leave(id),
    );
    if (config.WorkingDir !== '') this.makeWorkdir(record);
    for (const m of mounts) if (m.Type === 'volume') engine.volumes.refer(m.Name!, id);
    engine.events.emit('container', 'create', id, this.attributes(record), config.Image);
    if (mode === 'host' && Object.keys(host.PortBindings ?? {}).length > 0)
      warnings.push('Published ports are discarded when using host network mode');
    const missing =
      rootCheck === undefined ? undefined : notSimulated(engine.kernel, rootCheck, argv, config.Env ?? []);
    if (missing !== undefined)
      warnings.push(`drydock: ${missing} of ${config.Image} is not simulated, the container will end at once`);
    return { Id: id, Warnings: warnings };
  }

  private enter(id: string, runtime: ContainerRuntime): void {
    const short = id.slice(0, 12);
    this.shortIds.set(short, [...(this.shortIds.get(short) ?? []), id]);
    this.runtimes.set(id, runtime);
  }
  private leave(id: string): void {
    const short = id.slice(0, 12);
    const left = (this.shortIds.get(short) ?? []).filter((x) => x !== id);
    if (left.length === 0) this.shortIds.delete(short);
    else this.shortIds.set(short, left);
    this.runtimes.delete(id);
  }

  private makeWorkdir(c: ContainerRecord): void {
    const runtime = this.runtime(c);
    if (
      c.mounts.some((m) => c.config.WorkingDir === m.Destination || c.config.WorkingDir.startsWith(`${m.Destination}/`))
    )
      return;
    runtime.makeDir(c.config.WorkingDir);
  }

  /** What events of a container carry. */
  attributes(c: ContainerRecord): Record<string, string> {
    return { ...c.config.Labels, image: c.config.Image, name: c.name };
  }

  rename(ref: string, name: string): void {
    const { engine } = this;
    const c = this.resolve(ref);
    const plain = name.replace(/^\//, '');
    if (ref === '' || name === '') throw new ApiError(400, 'Neither old nor new names may be empty');
    if (c.name === plain) throw new ApiError(400, 'Renaming a container with the same name as its current name');
    const wrap = 'Error when allocating new name: ';
    if (!NAME.test(plain))
      throw new ApiError(400, `${wrap}Invalid container name (/${plain}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
    const holder = engine.state.names.get(plain);
    if (holder !== undefined) {
      throw new ApiError(
        409,
        `${wrap}Conflict. The container name "/${plain}" is already in use by container "${holder}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
    }
    engine.set({ names: engine.state.names.delete(c.name).set(plain, c.id) });
    const renamed = { ...c, name: plain };
    this.put({ ...renamed, endpoints: engine.networks.renamed(renamed) });
    engine.events.emit(
      'container',
      'rename',
      c.id,
      { ...this.attributes(renamed), oldName: `/${c.name}` },
      c.config.Image,
    );
  }

  /** `docker rm`. @throws ApiError 409 when it runs and `force` is not given, 500 when something of it stays */
  *remove(ref: string, options: { force: boolean; volumes: boolean; link?: boolean }): Task {
    const { engine } = this;
    const c = this.resolve(ref);
    if (options.link === true)
      throw new ApiError(409, 'Conflict, cannot remove the default link name of the container');
    if (next(containerMachine, c.state, 'REMOVE') === undefined) {
      if (!options.force) {
        if (c.state === 'paused')
          throw new ApiError(409, `cannot remove container "${ref}": container is paused and must be unpaused first`);
        throw new ApiError(
          409,
          `cannot remove container "${ref}": container is ${c.state}: stop the container before removing or force remove`,
        );
      }
      yield* engine.lifecycle.killForRemoval(c);
    }
    for (const until = engine.now + REMOVAL; engine.now < until;) yield* waitFor([], until);
    const then = this.resolve(c.id);
    if (next(containerMachine, then.state, 'REMOVE') === undefined)
      throw new ApiError(
        409,
        `cannot remove container "${ref}": container is ${then.state}: stop the container before removing or force remove`,
      );
    during(`cannot remove container "${ref}"`, () => this.discard(then, options.volumes));
  }

  /**
   * Takes a stopped container away with its writable layer, and its anonymous volumes when asked.
   * @throws ApiError when something of it cannot be taken away; it is dead then, and can only be removed again
   */
  discard(c: ContainerRecord, volumes: boolean): void {
    const { engine } = this;
    const state = after(containerMachine, c.state, 'REMOVE');
    try {
      engine.atomically(() => {
        this.patch(c.id, { state });
        this.takeAway(c, volumes);
      });
    } catch (error) {
      const why = refusal(error);
      engine.leaving('remove: dead', () =>
        engine.react(() => this.patch(c.id, { state: after(containerMachine, state, 'FAIL'), error: why.message })),
      );
      throw why;
    }
  }

  private takeAway(c: ContainerRecord, volumes: boolean): void {
    const { engine } = this;
    for (const m of c.mounts) {
      if (m.Type !== 'volume') continue;
      engine.volumes.release(m.Name!, c.id);
      const v = engine.volumes.get(m.Name!);
      if (volumes && v?.anonymous && v.users.length === 0) engine.volumes.remove(v.name, true);
    }
    engine.set({ containers: engine.state.containers.delete(c.id), names: engine.state.names.delete(c.name) });
    engine.execs.forget(c.id);
    engine.events.emit('container', 'destroy', c.id, this.attributes(c), c.config.Image);
    engine.afterwards('container', () => {
      const runtime = this.runtime(c);
      this.leave(c.id);
      runtime.removed.wake();
    });
  }

  update(ref: string, asked: Partial<HostConfig>): { Warnings: string[] } {
    const { engine } = this;
    const { without: update, warnings } = discarded(asked);
    const c = this.resolve(ref);
    const fail = (why: string): never => {
      throw new ApiError(409, `Cannot update container ${c.id}: ${why}`);
    };
    checkResources(update, engine.host.cpus, true);
    if (update.RestartPolicy !== undefined) {
      checkRestartPolicy(update.RestartPolicy);
      if (c.hostConfig.AutoRemove && update.RestartPolicy.Name !== 'no' && update.RestartPolicy.Name !== '')
        fail('Restart policy cannot be updated because AutoRemove is enabled for the container');
    }
    const given = (name: 'Memory' | 'MemorySwap' | 'NanoCpus' | 'CpuPeriod' | 'CpuQuota'): boolean =>
      (update[name] ?? 0) > 0;
    const { hostConfig } = c;
    if (given('NanoCpus') && hostConfig.CpuPeriod > 0)
      fail('Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set');
    if (given('NanoCpus') && hostConfig.CpuQuota > 0)
      fail('Conflicting options: Nano CPUs cannot be updated as CPU Quota has already been set');
    if (given('CpuPeriod') && hostConfig.NanoCpus > 0)
      fail('Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set');
    if (given('CpuQuota') && hostConfig.NanoCpus > 0)
      fail('Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set');
    // a container without limits has a swap limit of 0, which counts as set
    if (given('Memory') && (update.MemorySwap ?? 0) === 0 && update.Memory! > hostConfig.MemorySwap)
      fail('Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time');
    const changed: Partial<HostConfig> = Object.fromEntries(
      Object.entries(update).filter(
        ([k, v]) => UPDATED.has(k) && v !== '' && v !== undefined && v !== null && (v !== 0 || k === 'PidsLimit'),
      ),
    );
    this.put({ ...c, hostConfig: { ...c.hostConfig, ...changed } });
    const group = this.runtimes.get(c.id)?.cgroup;
    if (group !== undefined) engine.afterwards('limits', () => applyLimits(group, { ...c.hostConfig, ...changed }));
    engine.events.emit('container', 'update', c.id, this.attributes(c), c.config.Image);
    return { Warnings: warnings };
  }

  /** The size of a container's terminal. @throws ApiError 409 where it does not run */
  resize(ref: string, columns: number, rows: number): void {
    const c = this.resolve(ref);
    if (next(containerMachine, c.state, 'KILL') === undefined)
      throw new ApiError(409, `container ${c.id} is not running`);
    const tty = this.runtime(c).streams?.tty;
    if (tty !== undefined) this.engine.afterwards('terminal', () => tty.resize(columns, rows));
  }

  inspect(ref: string, size: boolean): ContainerInspect {
    return inspectContainer(this.engine, this.resolve(ref), size);
  }

  prune(filters: Filters): PruneReport {
    const { engine } = this;
    checkFilters(filters, ['label', 'label!', 'until']);
    const until = untilFilter(filters, engine.now);
    const report: PruneReport = { Deleted: [], SpaceReclaimed: 0 };
    for (const c of [...engine.state.containers.values()].sort((a, b) => a.seq - b.seq)) {
      if (next(containerMachine, c.state, 'REMOVE') === undefined || !labelsMatch(filters, c.config.Labels)) continue;
      if (until !== undefined && c.created > until) continue;
      const size = sizeRw(engine, c);
      if (!pruned(engine, () => this.discard(c, false))) continue;
      report.SpaceReclaimed += size;
      report.Deleted.push(c.id);
    }
    engine.events.emit('container', 'prune', '', { reclaimed: String(report.SpaceReclaimed) });
    return report;
  }

  /** All mounts a container's namespace gets, `--tmpfs` included. */
  allMounts(c: ContainerRecord): ContainerRecord['mounts'] {
    return [...c.mounts, ...tmpfsRecords(c.hostConfig.Tmpfs)];
  }
}

/** What an update changes of a container's host configuration; the rest of the body is not heard. */
const UPDATED: ReadonlySet<string> = new Set([
  'BlkioWeight',
  'CpuShares',
  'NanoCpus',
  'CpuPeriod',
  'CpuQuota',
  'CpusetCpus',
  'CpusetMems',
  'CpuRealtimePeriod',
  'CpuRealtimeRuntime',
  'Memory',
  'MemorySwap',
  'MemoryReservation',
  'PidsLimit',
  'RestartPolicy',
]);

function emptyRoot(now: number): DirNode {
  return { kind: 'dir', mode: 0o755, uid: 0, gid: 0, mtime: now, entries: new Map() };
}
