// The stores of the engine, as each sees the others: no more of one than others ask it for.

import type { Labels, Filters } from '../../api/types/common.ts';
import type { CreateRequest, CreateResponse } from '../../api/types/container.ts';
import type { EndpointSettings } from '../../api/types/network.ts';
import type { ImageSummary, ProgressMessage } from '../../api/types/image.ts';
import type { CacheRecord } from '../../api/types/system.ts';
import type { Volume } from '../../api/types/volume.ts';
import type { Change } from '../../api/operations.ts';
import type { Reference } from '../../api/reference.ts';
import type { AttachStream, Stream } from '../../api/stream.ts';
import type { Cell } from '../../fs/cell.ts';
import type { Task } from '../../kernel/block.ts';
import type { Bridge, Listener, NetNs } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import type { ContainerRuntime } from '../runtime.ts';
import type { ContainerRecord, ImageRecord, LayerRecord, NetworkRecord, VolumeRecord } from '../state.ts';
import type { Core } from './core.ts';

export interface ContainersPort {
  readonly runtimes: ReadonlyMap<string, ContainerRuntime>;
  runtime(c: ContainerRecord): ContainerRuntime;
  record(id: string): ContainerRecord;
  put(c: ContainerRecord): void;
  patch(id: string, change: Partial<ContainerRecord>): ContainerRecord;
  find(ref: string): ContainerRecord | undefined;
  resolve(ref: string): ContainerRecord;
  create(request: CreateRequest): CreateResponse;
  remove(ref: string, options: { force: boolean; volumes: boolean; link?: boolean }): Task;
  discard(c: ContainerRecord, volumes: boolean): void;
  attributes(c: ContainerRecord): Record<string, string>;
  allMounts(c: ContainerRecord): ContainerRecord['mounts'];
}

export interface ImagesPort {
  find(ref: string): ImageRecord | undefined;
  resolve(ref: string): ImageRecord;
  tagsOf(id: string): string[];
  add(image: ImageRecord): void;
  setTag(r: Reference, id: string): void;
  setDigest(r: Reference, digest: string, id: string): void;
  list(options: { all: boolean; filters: Filters }): ImageSummary[];
  pull(ref: string, options: { all: boolean; platform?: string }): Task<Stream<ProgressMessage>>;
}

export interface NetworksPort {
  readonly bridges: ReadonlyMap<string, Bridge>;
  readonly gateway: string;
  find(ref: string): NetworkRecord | undefined;
  resolve(ref: string): NetworkRecord;
  join(c: ContainerRecord, n: NetworkRecord, e: EndpointSettings, ns: NetNs): EndpointSettings;
  leave(c: ContainerRecord, n: NetworkRecord | undefined, e: EndpointSettings, ns: NetNs | undefined): EndpointSettings;
  renamed(c: ContainerRecord): Record<string, EndpointSettings>;
  publish(
    c: ContainerRecord,
    endpointId: string,
    hostIp: string,
    hostPort: number,
    proto: string,
    ns: NetNs,
    ip: string,
    port: number,
  ): Listener;
  boot(): void;
  halt(): void;
}

export interface VolumesPort {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly memory: Map<string, Cell>;
  mountpoint(name: string): string;
  get(name: string): VolumeRecord | undefined;
  ensure(
    name: string,
    options?: { driver?: string; labels?: Labels | null; options?: Labels | null; anonymous?: boolean },
  ): VolumeRecord;
  refer(name: string, container: string): void;
  release(name: string, container: string): void;
  remove(name: string, force: boolean): void;
  list(filters: Filters): Volume[];
  size(name: string): number;
  boot(): void;
  halt(): void;
}

/** A command of the daemon's own in a container, and whose it is. */
export interface Start {
  readonly argv: readonly string[];
  readonly user: string;
  readonly env: readonly string[];
  readonly cwd: string;
  readonly privileged: boolean;
}

/** A command under way that no client asked for. */
export interface Spawned {
  kill(): void;
  whenDone(f: (code: number) => void): void;
}

export interface ExecsPort {
  spawn(c: ContainerRecord, o: Start, output: (stream: 1 | 2, bytes: Uint8Array) => void, why: string): Spawned;
  ended(container: string): void;
  forget(container: string): void;
}

export interface LifecyclePort {
  readonly endings: {
    policyRestarts(c: ContainerRecord, code: number): boolean;
    cancelRestart(c: ContainerRecord): ContainerRecord;
  };
  start(ref: string): Task<Change>;
  attach(
    ref: string,
    options: { stdin: boolean; stdout: boolean; stderr: boolean; logs: boolean; stream?: boolean },
  ): Task<AttachStream>;
  launch(c: ContainerRecord, byHand: boolean): void;
  sendSignal(c: ContainerRecord, process: Process, signal: number): Task;
  killForRemoval(c: ContainerRecord): Task;
  unfreeze(c: ContainerRecord): void;
}

export interface BuilderPort {
  layers(): LayerRecord[];
  keepsLayersOf(image: ImageRecord): boolean;
  records(): CacheRecord[];
}

export interface Stores {
  readonly containers: ContainersPort;
  readonly images: ImagesPort;
  readonly networks: NetworksPort;
  readonly volumes: VolumesPort;
  readonly execs: ExecsPort;
  readonly lifecycle: LifecyclePort;
  readonly builder: BuilderPort;
}

/** The ground, and those stores that somebody asks. */
export type With<K extends keyof Stores> = Core & Pick<Stores, K>;
