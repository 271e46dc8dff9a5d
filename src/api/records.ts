// What an engine keeps of its things, for whoever explains them. Only the simulated engine has such records: the Engine
// API tells less, and a real daemon tells nothing else. Reading them changes nothing.

import type { Cell } from '../fs/cell.ts';
import type { DirNode, FsNode } from '../fs/node.ts';
import type { Subnet } from '../kernel/ip.ts';
import type { NetNs } from '../kernel/net.ts';
import type { Process } from '../kernel/process.ts';
import type { MountNs } from '../kernel/vfs.ts';
import type { BuildRecord } from './types/build.ts';
import type { ContainerConfig, MountPoint } from './types/container.ts';
import type { HostConfig, PortBinding } from './types/host.ts';
import type { EndpointSettings } from './types/network.ts';
import type { EventMessage } from './types/system.ts';

/** Things by a name or an id. */
export interface Table<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  keys(): Iterable<string>;
  values(): Iterable<T>;
  entries(): Iterable<[string, T]>;
}

/** A layer, and the tree that results when it lies on those below it. Sizes in bytes. */
export interface RecordedLayer {
  readonly diffId: string;
  readonly tree: DirNode;
  readonly size: number;
}

/** An image. Moments are virtual ms. */
export interface RecordedImage {
  readonly id: string;
  readonly created: number;
  readonly config: {
    readonly Env: readonly string[];
    readonly Cmd: readonly string[] | null;
    readonly Entrypoint: readonly string[] | null;
  };
  readonly layers: readonly RecordedLayer[];
  /** The instructions, first to last; `empty` ones made no layer. */
  readonly history: readonly { readonly createdBy: string; readonly empty: boolean }[];
}

/** A mount of a container. */
export interface RecordedMount extends MountPoint {
  /** The part of a volume that is mounted. */
  readonly subpath?: string;
}

/** A container. Moments are virtual ms, 0 for what did not happen. */
export interface RecordedContainer {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly path: string;
  readonly args: readonly string[];
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  readonly imageId: string;
  /** As `inspect` names it: created, running, paused, restarting, removing, exited, dead. */
  readonly state: string;
  readonly exitCode: number;
  readonly error: string;
  readonly oomKilled: boolean;
  readonly startedAt: number;
  readonly restartCount: number;
  readonly health:
    | {
        readonly status: string;
        readonly failingStreak: number;
        readonly log: readonly {
          readonly Start: number;
          readonly End: number;
          readonly ExitCode: number;
          readonly Output: string;
        }[];
      }
    | undefined;
  readonly mounts: readonly RecordedMount[];
  readonly endpoints: Readonly<Record<string, EndpointSettings>>;
  readonly ports: Readonly<Record<string, PortBinding[] | null>>;
}

/** What a container has of the machine; undefined parts while it does not run. */
export interface RecordedRuntime {
  /** Its files: the writable layer on the image's tree. */
  readonly cell: Cell;
  readonly base: DirNode;
  /** The lines that it wrote, of both streams, oldest first. */
  readonly log: { readonly lines: readonly { readonly bytes: Uint8Array }[] };
  readonly stoppedByHand: boolean;
  readonly process: Process | undefined;
  readonly mounts: MountNs | undefined;
  readonly net: NetNs | undefined;
}

/** A volume. */
export interface RecordedVolume {
  readonly name: string;
  readonly created: number;
  readonly anonymous: boolean;
  /** Ids of the containers that have it. */
  readonly users: readonly string[];
}

/** A network; its subnet where it has one. */
export interface RecordedNetwork {
  readonly id: string;
  readonly name: string;
}

/** All that an engine keeps. */
export interface Records {
  /** Virtual ms. */
  readonly now: number;
  /** GPUs of the machine. */
  readonly gpus: number;
  readonly images: Table<RecordedImage>;
  /** Full references with a tag to image ids. */
  readonly tags: Table<string>;
  readonly containers: Table<RecordedContainer>;
  readonly volumes: Table<RecordedVolume>;
  readonly networks: Table<RecordedNetwork>;
  /** Names of containers to their ids. */
  readonly names: Table<string>;
  /** The last builds, the latest first. */
  readonly builds: readonly BuildRecord[];
  /** Entries of the build cache, with the layers that they made. */
  readonly cache: Table<{ readonly layer: RecordedLayer | undefined }>;
  /** Events, the oldest first. */
  readonly events: Iterable<EventMessage>;
  /** By name, id or the beginning of an id. */
  container(ref: string): RecordedContainer | undefined;
  image(ref: string): RecordedImage | undefined;
  network(ref: string): RecordedNetwork | undefined;
  runtime(container: RecordedContainer): RecordedRuntime;
  /** All mounts that the container's files have, `--tmpfs` included. */
  mountsOf(container: RecordedContainer): readonly RecordedMount[];
  /** The data of a volume. */
  volumeCell(name: string): Cell | undefined;
  subnetOf(network: RecordedNetwork): Subnet | undefined;
  /** The text of a file as a running container sees it; empty where there is none. */
  textIn(container: RecordedContainer, path: string): string;
  /** What is at a path of the host, through its mounts and links. */
  hostNode(path: string): FsNode | undefined;
  /** Calls `f` for each event from now on. */
  listen(f: (e: EventMessage) => void): void;
}
