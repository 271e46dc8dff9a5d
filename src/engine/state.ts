// The engine's value: everything that Docker would keep on disk, immutable. Each change makes a new one.

import type { BuildRecord } from '../api/types/build.ts';
import { Map as IMap } from 'immutable';
import type { DirNode, FsNode } from '../fs/node.ts';
import type { Labels } from '../api/types/common.ts';
import type { ContainerConfig, HealthConfig, MountPoint } from '../api/types/container.ts';
import type { HostConfig, PortBinding } from '../api/types/host.ts';
import type { EndpointSettings, IpamConfig } from '../api/types/network.ts';
import type { EventMessage } from '../api/types/system.ts';

/** The OCI image configuration, as far as Docker reads it. */
export interface ImageConfig {
  Hostname?: string;
  User: string;
  ExposedPorts?: Record<string, object>;
  Env: string[];
  Cmd: string[] | null;
  Healthcheck?: HealthConfig;
  Volumes?: Record<string, object>;
  WorkingDir: string;
  Entrypoint: string[] | null;
  OnBuild?: string[] | null;
  Labels: Labels | null;
  StopSignal?: string;
  Shell?: string[];
  ArgsEscaped?: boolean;
}

export interface ImageHistory {
  readonly created: number;
  readonly createdBy: string;
  readonly comment: string;
  readonly empty: boolean;
}

/** A layer: its digest and the tree that results when it lies on those below it. */
export interface LayerRecord {
  readonly diffId: string;
  readonly tree: DirNode;
  /** Bytes that the layer adds. */
  readonly size: number;
  /** First 12 digits of the digest under which registries keep it, and its size there. */
  readonly blob: string;
  readonly compressed: number;
}

export interface ImageRecord {
  readonly id: string;
  readonly created: number;
  readonly config: ImageConfig;
  readonly layers: readonly LayerRecord[];
  readonly history: readonly ImageHistory[];
  readonly author: string;
  readonly comment: string;
  readonly parent: string;
  readonly architecture: string;
  /** Set when the builder made it: its layers are also in the build cache. */
  readonly built: boolean;
  readonly lastTagged: number;
  /** Container that was committed. */
  readonly container?: string;
  readonly containerConfig?: ContainerConfig;
  /** Of a step of the classic builder: what it was made of; the same on the same parent is taken again. */
  readonly probe?: string;
}

export interface HealthRecord {
  readonly status: string;
  readonly failingStreak: number;
  readonly log: readonly { Start: number; End: number; ExitCode: number; Output: string }[];
}

/** A mount of a container, with what the engine needs beside what inspect shows. */
export interface MountRecord extends MountPoint {
  /** Only of volumes: part of it, and whether an empty one is filled from the image. */
  readonly subpath?: string;
  readonly copyUp?: boolean;
  /** A bind mount that makes a missing source (`-v`), instead of refusing it (`--mount`). */
  readonly createSource?: boolean;
  readonly options?: string;
}

export interface ContainerRecord {
  readonly id: string;
  readonly seq: number;
  readonly name: string;
  readonly created: number;
  readonly path: string;
  readonly args: readonly string[];
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly imageId: string;
  readonly state: string;
  readonly restart: string;
  readonly pid: number;
  readonly exitCode: number;
  readonly error: string;
  readonly oomKilled: boolean;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly restartCount: number;
  readonly health: HealthRecord | undefined;
  readonly mounts: readonly MountRecord[];
  /** Endpoints by network name, in the order they were given. */
  readonly endpoints: Readonly<Record<string, EndpointSettings>>;
  /** Published ports while it runs. */
  readonly ports: Readonly<Record<string, PortBinding[] | null>>;
  readonly sandboxId: string;
  readonly platform: string;
}

export interface VolumeRecord {
  readonly name: string;
  readonly created: number;
  readonly driver: string;
  readonly labels: Labels | null;
  readonly options: Labels | null;
  readonly anonymous: boolean;
  readonly state: string;
  /** Ids of the containers that have it. */
  readonly users: readonly string[];
}

export interface NetworkRecord {
  readonly id: string;
  readonly seq: number;
  readonly name: string;
  readonly created: number;
  readonly driver: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly enableIPv4: boolean;
  readonly enableIPv6: boolean;
  readonly ipam: { Driver: string; Options: Labels | null; Config: IpamConfig[] | null };
  /** The configuration in force: what was asked for, or what was chosen. */
  readonly subnet: string;
  /** Whether somebody asked for that subnet: only there a container may ask for its address. */
  readonly ownSubnet?: boolean;
  readonly gateway: string;
  readonly range: string;
  /** The IPv6 side, when there is one. */
  readonly subnet6?: string;
  readonly gateway6?: string;
  readonly options: Labels;
  readonly labels: Labels;
  /** It holds nothing but a configuration that others are made from. */
  readonly configOnly?: boolean;
  /** The name of the network that its configuration is from. */
  readonly configFrom?: string;
  /** Address (as text) to endpoint, for those that are joined: container ids, or `gateway`, `aux`. */
  readonly addresses: IMap<string, string>;
}

export interface ExecRecord {
  readonly id: string;
  readonly container: string;
  readonly state: string;
  readonly exitCode: number | undefined;
  readonly pid: number;
}

/** One entry of the build cache. */
export interface CacheEntry {
  readonly id: string;
  readonly key: string;
  readonly parents: readonly string[];
  readonly type: string;
  readonly description: string;
  readonly size: number;
  readonly created: number;
  readonly lastUsed: number;
  readonly uses: number;
  /** The layer that the step made; undefined for a step that left no trace. */
  readonly layer: LayerRecord | undefined;
  /** What it depended on: tells why a later one is not the same. */
  readonly inputs?: StepInputs;
}

/** What the result of a build step depends on. */
export interface StepInputs {
  /** Key of the step before it. */
  readonly parent: string;
  /** The instruction, variables that name files expanded. */
  readonly text: string;
  /** Variables and settings by name. */
  readonly values: Readonly<Record<string, string>>;
  /** Files and folders that it takes. */
  readonly files: readonly { readonly path: string; readonly node: FsNode }[];
}

export interface EngineState {
  readonly images: IMap<string, ImageRecord>;
  /** Full references with a tag to image ids. */
  readonly tags: IMap<string, string>;
  /** Full references with a digest to image ids. */
  readonly digests: IMap<string, string>;
  readonly containers: IMap<string, ContainerRecord>;
  readonly names: IMap<string, string>;
  readonly volumes: IMap<string, VolumeRecord>;
  readonly networks: IMap<string, NetworkRecord>;
  readonly networkNames: IMap<string, string>;
  readonly execs: IMap<string, ExecRecord>;
  /** Build cache by key. */
  readonly cache: IMap<string, CacheEntry>;
  /** The last builds, the latest first. */
  readonly builds: readonly BuildRecord[];
  /** Base images that only the builder fetched, by full reference. */
  readonly builderImages: IMap<string, ImageRecord>;
  /** The last event; earlier ones are kept by the event log. */
  readonly lastEvent: EventMessage | undefined;
}

export function emptyState(): EngineState {
  return {
    images: IMap(),
    tags: IMap(),
    digests: IMap(),
    containers: IMap(),
    names: IMap(),
    volumes: IMap(),
    networks: IMap(),
    networkNames: IMap(),
    execs: IMap(),
    cache: IMap(),
    builds: [],
    builderImages: IMap(),
    lastEvent: undefined,
  };
}
