// The operations of the API, each with what of the engine carries it out.

import type { Task } from '../kernel/block.ts';
import type { DockerApi } from '../api/operations.ts';
import { classicBuild } from './builder/classic.ts';
import { describe, login } from './remotes.ts';
import type { Engine } from './engine.ts';
import { refusal } from './asked.ts';
import { importFrom } from './imported.ts';
import { listContainers } from './listing.ts';
import { logs } from './logs.ts';
import { push } from './push.ts';
import { inStretches } from './transaction.ts';
import { wait } from './waiting.ts';

/** The engine's operations as the API that the CLI speaks: each is carried out as a whole, or its stretches are. */
export function apiOf(e: Engine): DockerApi {
  function* now<T>(run: () => T): Task<T> {
    try {
      return e.atomically(run);
    } catch (error) {
      throw refusal(error);
    }
  }
  function* stretches<T>(task: Task<T>): Task<T> {
    try {
      return yield* inStretches((run) => e.atomically(run), task);
    } catch (error) {
      throw refusal(error);
    }
  }
  return {
    ContainerCreate: (r) => now(() => e.containers.create(r)),
    ContainerStart: (r) => stretches(e.lifecycle.start(r)),
    ContainerStop: (r, o) => stretches(e.lifecycle.stop(r, o)),
    ContainerRestart: (r, o) => stretches(e.lifecycle.restart(r, o)),
    ContainerKill: (r, s) => stretches(e.lifecycle.kill(r, s)),
    ContainerPause: (r) => now(() => e.lifecycle.pause(r)),
    ContainerUnpause: (r) => now(() => e.lifecycle.unpause(r)),
    ContainerRename: (r, n) => now(() => e.containers.rename(r, n)),
    ContainerRemove: (r, o) => stretches(e.containers.remove(r, o)),
    ContainerWait: (r, c) => stretches(wait(e, r, c)),
    ContainerInspect: (r, s) => now(() => e.containers.inspect(r, s ?? false)),
    ContainerList: (o) => now(() => listContainers(e, o)),
    ContainerAttach: (r, o) => stretches(e.lifecycle.attach(r, o)),
    ContainerLogs: (r, o) => stretches(logs(e, r, o)),
    ContainerTop: (r, a) => now(() => e.system.top(r, a)),
    ContainerDiff: (r) => now(() => e.transfers.diff(r)),
    ContainerUpdate: (r, u) => now(() => e.containers.update(r, u)),
    ContainerResize: (r, c, h) => now(() => e.containers.resize(r, c, h)),
    ContainerStats: (r) => now(() => e.system.stats(r)),
    ContainerExport: (r) => now(() => e.transfers.exportTree(r)),
    ContainerArchiveStat: (r, p) => now(() => e.transfers.archiveStat(r, p)),
    ContainerArchiveGet: (r, p) =>
      now(() => ({ tar: e.transfers.archiveGet(r, p), stat: e.transfers.archiveStat(r, p) })),
    ContainerArchivePut: (r, p, t, o) => now(() => e.transfers.archivePut(r, p, t, o)),
    ContainerPrune: (f) => now(() => e.containers.prune(f)),
    ExecCreate: (r, c) => now(() => e.execs.create(r, c)),
    ExecStart: (i, o) => stretches(e.execs.start(i, o)),
    ExecResize: (i, c, h) => stretches(e.execs.resize(i, c, h)),
    ExecInspect: (i) => now(() => e.execs.inspect(i)),
    ImageList: (o) => now(() => e.images.list(o)),
    ImageInspect: (r) => now(() => e.images.inspect(r)),
    ImageHistory: (r) => now(() => e.images.history(r)),
    ImagePull: (r, o) => stretches(e.images.pull(r, o)),
    ImagePush: (r, o) => stretches(push(e, r, o)),
    ImageTag: (s, t) => now(() => e.images.tag(s, t)),
    ImageRemove: (r, o) => now(() => e.images.remove(r, o)),
    ImagePrune: (f) => now(() => e.images.prune(f)),
    ImageSave: (r) => now(() => e.transfers.save(r)),
    ImageLoad: (t) => now(() => e.transfers.load(t)),
    ImageImport: (t, o) =>
      typeof t === 'string' ? stretches(importFrom(e, t, o)) : now(() => [{ status: e.transfers.importTree(t, o) }]),
    ImageSearch: (t) =>
      now(() =>
        e.host.registry
          .search(t)
          .map((x) => ({ name: x.name, description: x.description, star_count: x.stars, is_official: x.official })),
      ),
    RegistryLogin: (d) => now(() => login(e, d)),
    DistributionInspect: (r) => now(() => describe(e, r)),
    ImageCommit: (r, o) => now(() => e.transfers.commit(r, o)),
    VolumeCreate: (r) => now(() => e.volumes.create(r)),
    VolumeList: (f) => now(() => e.volumes.list(f)),
    VolumeInspect: (n) => now(() => e.volumes.inspect(n)),
    VolumeRemove: (n, f) => now(() => e.volumes.remove(n, f)),
    VolumePrune: (f) => now(() => e.volumes.prune(f)),
    NetworkCreate: (r) => now(() => e.networks.create(r)),
    NetworkList: (f) => now(() => e.networks.list(f)),
    NetworkInspect: (r) => now(() => e.networks.show(e.networks.resolve(r), true)),
    NetworkRemove: (r) => now(() => e.networks.remove(r)),
    NetworkConnect: (n, c, s) => now(() => e.lifecycle.endpoints.connect(n, c, s)),
    NetworkDisconnect: (n, c, f) => now(() => e.lifecycle.endpoints.disconnect(n, c, f)),
    NetworkPrune: (f) => now(() => e.networks.prune(f)),
    Events: (o) => stretches(e.events.stream(o)),
    Info: () => now(() => e.system.info()),
    Version: () => now(() => e.system.version()),
    DiskUsage: (t) => now(() => e.system.diskUsage(t)),
    BuildCachePrune: (o) => now(() => e.builder.prune(o)),
    BuildHistory: () => now(() => e.state.builds),
    BuildLogs: (ref) => now(() => e.builder.logs(ref)),
    BuildHistoryRemove: (ref) => now(() => e.builder.forget(ref)),
    Build: (r) => stretches(e.builder.build(r)),
    ImageBuild: (r) => stretches(classicBuild(e, r)),
  };
}
