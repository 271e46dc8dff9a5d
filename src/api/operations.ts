// The operations of the Engine API 1.51, by the names that Docker's own clients give them.
//
// Every operation is a task, because an engine may answer later; a refused one throws ApiError with the daemon's
// text and leaves what the real engine leaves. `routes/` says how each goes over the wire.

import type { Task } from '../kernel/block.ts';
import type { AttachStream, OutputStream, Stream } from './stream.ts';
import type { BuildMessage, BuildRecord, BuildRequest, ClassicMessage, ClassicRequest } from './types/build.ts';
import type { Filters, Labels, PruneReport } from './types/common.ts';
import type {
  ContainerConfig,
  ContainerStats,
  ContainerSummary,
  CreateRequest,
  CreateResponse,
  ExecConfig,
  ExecInspect,
  LogOptions,
  PathStat,
  WaitCondition,
  WaitResponse,
} from './types/container.ts';
import type { HostConfig } from './types/host.ts';
import type { HistoryItem, ImageDeleteItem, ImageSummary, ProgressMessage, RemoteDescription } from './types/image.ts';
import type { SystemInfo, SystemVersion } from './types/info.ts';
import type { ContainerInspect, ImageInspect } from './types/inspect.ts';
import type { EndpointSettings, NetworkCreateRequest, NetworkResource } from './types/network.ts';
import type { DiskUsage, DiskUsageType, EventMessage } from './types/system.ts';
import type { Volume } from './types/volume.ts';

/** `unchanged` where a thing was already as it was wanted (304). */
export type Change = void | 'unchanged';

/** A Docker engine. `ref` is a name, an id or the beginning of one. */
export interface DockerApi {
  ContainerCreate(request: CreateRequest): Task<CreateResponse>;
  ContainerStart(ref: string): Task<Change>;
  ContainerStop(ref: string, options: { timeout?: number; signal?: string }): Task<Change>;
  ContainerRestart(ref: string, options: { timeout?: number; signal?: string }): Task;
  ContainerKill(ref: string, signal: string): Task;
  ContainerPause(ref: string): Task;
  ContainerUnpause(ref: string): Task;
  ContainerRename(ref: string, name: string): Task;
  ContainerRemove(ref: string, options: { force: boolean; volumes: boolean; link: boolean }): Task;
  /** Returns once the daemon listens; the stream gives one answer, when it is over. */
  ContainerWait(ref: string, condition: WaitCondition): Task<Stream<WaitResponse>>;
  ContainerInspect(ref: string, size?: boolean): Task<ContainerInspect>;
  ContainerList(options: { all: boolean; limit: number; size: boolean; filters: Filters }): Task<ContainerSummary[]>;
  ContainerAttach(
    ref: string,
    options: { stdin: boolean; stdout: boolean; stderr: boolean; logs: boolean; stream?: boolean },
  ): Task<AttachStream>;
  ContainerLogs(ref: string, options: LogOptions): Task<OutputStream>;
  ContainerTop(ref: string, args: string[]): Task<{ Titles: string[]; Processes: string[][] }>;
  ContainerDiff(ref: string): Task<{ Path: string; Kind: 0 | 1 | 2 }[]>;
  ContainerUpdate(ref: string, update: Partial<HostConfig>): Task<{ Warnings: string[] }>;
  ContainerResize(ref: string, columns: number, rows: number): Task;
  ContainerStats(ref: string): Task<ContainerStats>;
  ContainerExport(ref: string): Task<Uint8Array>;
  ContainerArchiveStat(ref: string, path: string): Task<PathStat>;
  ContainerArchiveGet(ref: string, path: string): Task<{ stat: PathStat; tar: Uint8Array }>;
  ContainerArchivePut(
    ref: string,
    path: string,
    tar: Uint8Array,
    options: { copyUIDGID: boolean; keepKinds?: boolean },
  ): Task;
  ContainerPrune(filters: Filters): Task<PruneReport>;
  ExecCreate(ref: string, config: ExecConfig): Task<string>;
  ExecStart(
    id: string,
    options: { detach: boolean; tty?: boolean; columns?: number; rows?: number },
  ): Task<AttachStream>;
  ExecResize(id: string, columns: number, rows: number): Task;
  ExecInspect(id: string): Task<ExecInspect>;

  ImageList(options: { all: boolean; filters: Filters; sharedSize?: boolean }): Task<ImageSummary[]>;
  ImageInspect(ref: string): Task<ImageInspect>;
  ImageHistory(ref: string): Task<HistoryItem[]>;
  ImagePull(ref: string, options: { all: boolean; platform?: string }): Task<Stream<ProgressMessage>>;
  ImagePush(ref: string, options: { all: boolean }): Task<Stream<ProgressMessage>>;
  /** Without a target nothing is done, not even looked for. */
  ImageTag(source: string, target: string): Task<void | 'nothing'>;
  ImageRemove(ref: string, options: { force: boolean; prune: boolean }): Task<ImageDeleteItem[]>;
  ImagePrune(filters: Filters): Task<{ ImagesDeleted: ImageDeleteItem[]; SpaceReclaimed: number }>;
  ImageSave(refs: string[]): Task<Uint8Array>;
  ImageLoad(tar: Uint8Array): Task<string[]>;
  /** An archive, or the address where the daemon finds it; the last line holds the image's id. */
  ImageImport(
    from: Uint8Array | string,
    options: { ref: string; message: string; changes: string[]; platform?: string },
  ): Task<ProgressMessage[]>;
  ImageSearch(term: string): Task<{ name: string; description: string; star_count: number; is_official: boolean }[]>;
  ImageCommit(
    ref: string,
    options: {
      repo: string;
      tag: string;
      comment: string;
      author: string;
      pause: boolean;
      changes: string[];
      /** A configuration of its own; the container's fills what it leaves open. */
      config?: Partial<ContainerConfig>;
    },
  ): Task<string>;

  /** Logs in to a registry, named by its address. */
  RegistryLogin(domain: string): Task<{ IdentityToken: string; Status: string }>;
  DistributionInspect(ref: string): Task<RemoteDescription>;

  VolumeCreate(request: {
    Name: string;
    Driver: string;
    DriverOpts: Labels | null;
    Labels: Labels | null;
  }): Task<Volume>;
  VolumeList(filters: Filters): Task<Volume[]>;
  VolumeInspect(name: string): Task<Volume>;
  VolumeRemove(name: string, force: boolean): Task;
  VolumePrune(filters: Filters): Task<PruneReport>;

  NetworkCreate(request: NetworkCreateRequest): Task<{ Id: string; Warning: string }>;
  NetworkList(filters: Filters): Task<NetworkResource[]>;
  NetworkInspect(ref: string, options: { verbose: boolean }): Task<NetworkResource>;
  NetworkRemove(ref: string): Task;
  NetworkConnect(network: string, container: string, endpoint: Partial<EndpointSettings>): Task;
  NetworkDisconnect(network: string, container: string, force: boolean): Task;
  NetworkPrune(filters: Filters): Task<PruneReport>;

  Events(options: { since?: number; until?: number; filters: Filters }): Task<Stream<EventMessage>>;
  Info(): Task<SystemInfo>;
  Version(): Task<SystemVersion>;
  /** Only what is asked for is looked at; without a word, all of it. */
  DiskUsage(types?: readonly DiskUsageType[]): Task<DiskUsage>;
  /** Builds that are remembered, the latest first. */
  BuildHistory(): Task<readonly BuildRecord[]>;
  /** Progress of a remembered build. */
  BuildLogs(ref: string): Task<readonly BuildMessage[]>;
  BuildHistoryRemove(ref: string): Task<void>;
  BuildCachePrune(options: {
    all: boolean;
    filters: Filters;
    keepStorage: number;
  }): Task<{ CachesDeleted: string[]; SpaceReclaimed: number }>;
  Build(request: BuildRequest): Task<Stream<BuildMessage>>;
  /** A build by the classic builder, whose steps are containers that are committed. */
  ImageBuild(request: ClassicRequest): Task<Stream<ClassicMessage>>;
}
