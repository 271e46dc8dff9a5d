// The seam between the CLI and an engine: operations and JSON of the Docker Engine API 1.51.
//
// Names of operations and fields are the API's own. Every operation is a task, because a real engine
// answers later; a refused one throws ApiError with the daemon's text and changes nothing.

import type { Task } from '../kernel/block.ts';

/** What the daemon answers when it refuses; the CLI prints `Error response from daemon: ` before it. */
export class ApiError extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 500 | 501,
    message: string,
  ) {
    super(message);
  }
}

export type Labels = Record<string, string>;
export type Filters = Record<string, string[]>;

export interface HealthConfig {
  Test?: string[];
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  StartInterval?: number;
  Retries?: number;
}

/** Durations are in nanoseconds, as everywhere in the API. */
export interface ContainerConfig {
  Hostname: string;
  Domainname: string;
  User: string;
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  ExposedPorts?: Record<string, object>;
  Tty: boolean;
  OpenStdin: boolean;
  StdinOnce: boolean;
  Env: string[] | null;
  Cmd: string[] | null;
  Healthcheck?: HealthConfig;
  ArgsEscaped?: boolean;
  Image: string;
  Volumes: Record<string, object> | null;
  WorkingDir: string;
  Entrypoint: string[] | null;
  NetworkDisabled?: boolean;
  MacAddress?: string;
  OnBuild: string[] | null;
  Labels: Labels;
  StopSignal?: string;
  StopTimeout?: number;
  Shell?: string[];
}

export interface PortBinding {
  HostIp: string;
  HostPort: string;
}

export interface MountSpec {
  Type: string;
  Source?: string;
  Target: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: { Propagation?: string; NonRecursive?: boolean; CreateMountpoint?: boolean; ReadOnlyNonRecursive?: boolean; ReadOnlyForceRecursive?: boolean };
  VolumeOptions?: { NoCopy?: boolean; Labels?: Labels; Subpath?: string; DriverConfig?: { Name?: string; Options?: Labels } };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number };
}

export interface RestartPolicy {
  Name: string;
  MaximumRetryCount: number;
}

export interface Ulimit {
  Name: string;
  Hard: number;
  Soft: number;
}

export interface DeviceRequest {
  Driver: string;
  Count: number;
  DeviceIDs: string[] | null;
  Capabilities: string[][];
  Options: Labels;
}

/** HostConfig: what a container gets of its host. Sizes in bytes. */
export interface HostConfig {
  Binds: string[] | null;
  ContainerIDFile: string;
  LogConfig: { Type: string; Config: Labels };
  NetworkMode: string;
  PortBindings: Record<string, PortBinding[]>;
  RestartPolicy: RestartPolicy;
  AutoRemove: boolean;
  VolumeDriver: string;
  VolumesFrom: string[] | null;
  ConsoleSize: [number, number];
  Annotations?: Labels;
  CapAdd: string[] | null;
  CapDrop: string[] | null;
  CgroupnsMode: string;
  Dns: string[];
  DnsOptions: string[];
  DnsSearch: string[];
  ExtraHosts: string[] | null;
  GroupAdd: string[] | null;
  IpcMode: string;
  Cgroup: string;
  Links: string[] | null;
  OomScoreAdj: number;
  PidMode: string;
  Privileged: boolean;
  PublishAllPorts: boolean;
  ReadonlyRootfs: boolean;
  SecurityOpt: string[] | null;
  StorageOpt?: Labels;
  Tmpfs?: Labels;
  UTSMode: string;
  UsernsMode: string;
  ShmSize: number;
  Sysctls?: Labels;
  Runtime: string;
  Isolation: string;
  CpuShares: number;
  Memory: number;
  NanoCpus: number;
  CgroupParent: string;
  BlkioWeight: number;
  BlkioWeightDevice: unknown[];
  BlkioDeviceReadBps: unknown[];
  BlkioDeviceWriteBps: unknown[];
  BlkioDeviceReadIOps: unknown[];
  BlkioDeviceWriteIOps: unknown[];
  CpuPeriod: number;
  CpuQuota: number;
  CpuRealtimePeriod: number;
  CpuRealtimeRuntime: number;
  CpusetCpus: string;
  CpusetMems: string;
  Devices: { PathOnHost: string; PathInContainer: string; CgroupPermissions: string }[];
  DeviceCgroupRules: string[] | null;
  DeviceRequests: DeviceRequest[] | null;
  MemoryReservation: number;
  MemorySwap: number;
  MemorySwappiness: number | null;
  OomKillDisable: boolean;
  PidsLimit: number | null;
  Ulimits: Ulimit[] | null;
  CpuCount: number;
  CpuPercent: number;
  IOMaximumIOps: number;
  IOMaximumBandwidth: number;
  Mounts?: MountSpec[];
  MaskedPaths: string[] | null;
  ReadonlyPaths: string[] | null;
  Init?: boolean;
}

export interface EndpointIpam {
  IPv4Address?: string;
  IPv6Address?: string;
  LinkLocalIPs?: string[];
}

export interface EndpointSettings {
  IPAMConfig: EndpointIpam | null;
  Links: string[] | null;
  Aliases: string[] | null;
  MacAddress: string;
  DriverOpts: Labels | null;
  GwPriority: number;
  NetworkID: string;
  EndpointID: string;
  Gateway: string;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  DNSNames: string[] | null;
}

export interface CreateRequest {
  name: string;
  platform?: string;
  config: ContainerConfig;
  hostConfig: HostConfig;
  /** Endpoint settings by network name, in the order given. */
  networks: Record<string, Partial<EndpointSettings>>;
}

export interface CreateResponse {
  Id: string;
  Warnings: string[];
}

/** One row of `docker ps`. */
export interface ContainerSummary {
  Id: string;
  Names: string[];
  Image: string;
  ImageID: string;
  Command: string;
  Created: number;
  Ports: { IP?: string; PrivatePort: number; PublicPort?: number; Type: string }[];
  SizeRw?: number;
  SizeRootFs?: number;
  Labels: Labels;
  State: string;
  Status: string;
  HostConfig: { NetworkMode: string };
  NetworkSettings: { Networks: Record<string, EndpointSettings> };
  Mounts: MountPoint[];
}

export interface MountPoint {
  Type: string;
  Name?: string;
  Source: string;
  Destination: string;
  Driver?: string;
  Mode: string;
  RW: boolean;
  Propagation: string;
}

export interface ImageSummary {
  Containers: number;
  Created: number;
  Id: string;
  Labels: Labels | null;
  ParentId: string;
  RepoDigests: string[];
  RepoTags: string[];
  SharedSize: number;
  Size: number;
}

export interface HistoryItem {
  Id: string;
  Created: number;
  CreatedBy: string;
  Tags: string[] | null;
  Size: number;
  Comment: string;
}

export interface Volume {
  CreatedAt: string;
  Driver: string;
  Labels: Labels | null;
  Mountpoint: string;
  Name: string;
  Options: Labels | null;
  Scope: string;
  UsageData?: { RefCount: number; Size: number };
}

export interface IpamConfig {
  Subnet?: string;
  IPRange?: string;
  Gateway?: string;
  AuxiliaryAddresses?: Labels;
}

export interface NetworkCreateRequest {
  Name: string;
  Driver: string;
  Scope?: string;
  Internal: boolean;
  Attachable: boolean;
  Ingress?: boolean;
  ConfigOnly?: boolean;
  ConfigFrom?: string;
  EnableIPv4?: boolean;
  EnableIPv6?: boolean;
  IPAM: { Driver: string; Options: Labels | null; Config: IpamConfig[] };
  Options: Labels;
  Labels: Labels;
}

export interface NetworkResource {
  Name: string;
  Id: string;
  Created: string;
  Scope: string;
  Driver: string;
  EnableIPv4: boolean;
  EnableIPv6: boolean;
  IPAM: { Driver: string; Options: Labels | null; Config: IpamConfig[] | null };
  Internal: boolean;
  Attachable: boolean;
  Ingress: boolean;
  ConfigFrom: { Network: string };
  ConfigOnly: boolean;
  Containers: Record<string, { Name: string; EndpointID: string; MacAddress: string; IPv4Address: string; IPv6Address: string }>;
  Options: Labels;
  Labels: Labels;
}

export interface EventMessage {
  status?: string;
  id?: string;
  from?: string;
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: Labels };
  scope: string;
  time: number;
  timeNano: number;
}

/** A line of the progress of pull, push and load. */
export interface ProgressMessage {
  id?: string;
  status?: string;
  progress?: { current: number; total: number };
  error?: string;
  aux?: { Tag: string; Digest: string; Size: number };
}

export interface ExecConfig {
  User: string;
  Privileged: boolean;
  Tty: boolean;
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  DetachKeys?: string;
  Env: string[] | null;
  WorkingDir: string;
  Cmd: string[];
}

/** Something that delivers items over time; undefined is the end. */
export interface Stream<T> {
  next(): Task<T | undefined>;
  close(): void;
  /** The same, with a virtual time at which waiting ends; streams from elsewhere may lack it. */
  nextBefore?(deadline: number): Task<T | 'timeout' | undefined>;
}

export interface OutputChunk {
  readonly stream: 1 | 2;
  readonly bytes: Uint8Array;
}

/** Both ends of an attached container or exec. */
export interface AttachStream extends Stream<OutputChunk> {
  write(bytes: Uint8Array): Task;
  closeWrite(): void;
  resize(columns: number, rows: number): void;
  /** The terminal behind it, for relaying keys; undefined without one. */
  readonly terminal: import('../kernel/tty.ts').Tty | undefined;
}

export interface LogOptions {
  stdout: boolean;
  stderr: boolean;
  follow: boolean;
  timestamps: boolean;
  details: boolean;
  /** Virtual ms since 1970. */
  since?: number;
  until?: number;
  /** Number of lines, -1 for all. */
  tail: number;
}

export interface PruneReport {
  Deleted: string[];
  SpaceReclaimed: number;
}

export interface ImageDeleteItem {
  Untagged?: string;
  Deleted?: string;
}

export interface CacheRecord {
  ID: string;
  Parents: string[];
  Type: string;
  Description: string;
  InUse: boolean;
  Shared: boolean;
  Size: number;
  CreatedAt: string;
  LastUsedAt: string | null;
  UsageCount: number;
}

export interface DiskUsage {
  LayersSize: number;
  Images: ImageSummary[];
  Containers: ContainerSummary[];
  Volumes: Volume[];
  BuildCache: CacheRecord[];
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A Docker engine. `ref` is a name, an id or the beginning of one. */
export interface DockerApi {
  ContainerCreate(request: CreateRequest): Task<CreateResponse>;
  ContainerStart(ref: string): Task;
  ContainerStop(ref: string, options: { timeout?: number; signal?: string }): Task;
  ContainerRestart(ref: string, options: { timeout?: number; signal?: string }): Task;
  ContainerKill(ref: string, signal: string): Task;
  ContainerPause(ref: string): Task;
  ContainerUnpause(ref: string): Task;
  ContainerRename(ref: string, name: string): Task;
  ContainerRemove(ref: string, options: { force: boolean; volumes: boolean; link: boolean }): Task;
  ContainerWait(ref: string, condition: 'not-running' | 'next-exit' | 'removed'): Task<{ StatusCode: number; Error?: string }>;
  ContainerInspect(ref: string, size?: boolean): Task<Json>;
  ContainerList(options: { all: boolean; limit: number; size: boolean; filters: Filters }): Task<ContainerSummary[]>;
  ContainerAttach(ref: string, options: { stdin: boolean; stdout: boolean; stderr: boolean; logs: boolean }): Task<AttachStream>;
  ContainerLogs(ref: string, options: LogOptions): Task<Stream<OutputChunk>>;
  ContainerTop(ref: string, args: string[]): Task<{ Titles: string[]; Processes: string[][] }>;
  ContainerDiff(ref: string): Task<{ Path: string; Kind: 0 | 1 | 2 }[]>;
  ContainerUpdate(ref: string, update: Partial<HostConfig>): Task<{ Warnings: string[] }>;
  ContainerResize(ref: string, columns: number, rows: number): Task;
  ContainerStats(ref: string): Task<ContainerStats>;
  ContainerExport(ref: string): Task<Uint8Array>;
  ContainerArchiveStat(ref: string, path: string): Task<{ name: string; size: number; mode: number; isDir: boolean; linkTarget: string }>;
  ContainerArchiveGet(ref: string, path: string): Task<Uint8Array>;
  ContainerArchivePut(ref: string, path: string, tar: Uint8Array, options: { copyUIDGID: boolean }): Task;
  ContainerPrune(filters: Filters): Task<PruneReport>;
  ExecCreate(ref: string, config: ExecConfig): Task<string>;
  ExecStart(id: string, options: { detach: boolean; columns?: number; rows?: number }): Task<AttachStream>;
  ExecInspect(id: string): Task<{ ExitCode: number | null; Running: boolean; Pid: number }>;

  ImageList(options: { all: boolean; filters: Filters; sharedSize?: boolean }): Task<ImageSummary[]>;
  ImageInspect(ref: string): Task<Json>;
  ImageHistory(ref: string): Task<HistoryItem[]>;
  ImagePull(ref: string, options: { all: boolean; platform?: string }): Task<Stream<ProgressMessage>>;
  ImagePush(ref: string, options: { all: boolean }): Task<Stream<ProgressMessage>>;
  ImageTag(source: string, target: string): Task;
  ImageRemove(ref: string, options: { force: boolean; prune: boolean }): Task<ImageDeleteItem[]>;
  ImagePrune(filters: Filters): Task<{ ImagesDeleted: ImageDeleteItem[]; SpaceReclaimed: number }>;
  ImageSave(refs: string[]): Task<Uint8Array>;
  ImageLoad(tar: Uint8Array): Task<string[]>;
  ImageImport(tar: Uint8Array, options: { ref: string; message: string; changes: string[] }): Task<string>;
  ImageSearch(term: string): Task<{ name: string; description: string; star_count: number; is_official: boolean }[]>;
  ImageCommit(ref: string, options: { repo: string; tag: string; comment: string; author: string; pause: boolean; changes: string[] }): Task<string>;

  VolumeCreate(request: { Name: string; Driver: string; DriverOpts: Labels; Labels: Labels | null }): Task<Volume>;
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
  Info(): Task<Json>;
  Version(): Task<Json>;
  DiskUsage(): Task<DiskUsage>;
  /** Builds that are remembered, the latest first. */
  BuildHistory(): Task<readonly import('./state.ts').BuildRecord[]>;
  /** Progress of a remembered build. */
  BuildLogs(ref: string): Task<readonly import('./builder/request.ts').BuildMessage[]>;
  BuildHistoryRemove(ref: string): Task<void>;
  BuildCachePrune(options: { all: boolean; filters: Filters; keepStorage: number }): Task<{ CachesDeleted: string[]; SpaceReclaimed: number }>;
  Build(request: import('./builder/request.ts').BuildRequest): Task<Stream<import('./builder/request.ts').BuildMessage>>;
}

/** A sample of what a container uses; bytes and nanoseconds. */
export interface ContainerStats {
  id: string;
  name: string;
  running: boolean;
  cpuPercent: number;
  memory: number;
  memoryLimit: number;
  netRx: number;
  netTx: number;
  blockRead: number;
  blockWrite: number;
  pids: number;
}
