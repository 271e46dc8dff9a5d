// What the page shows of a lab: plain facts without places, trees or words of a language. They cross the port as they are,
// and a real engine could fill them as well: what is here beside Docker's answers only a simulation knows.

import type { StepReason } from '../api/types/reason.ts';

export interface Written {
  readonly path: string;
  /** A: new. C: there in the image too, copied up. D: a whiteout. */
  readonly kind: 'A' | 'C' | 'D';
  readonly dir: boolean;
  readonly size: number;
}

export interface LayerItem {
  readonly diffId: string;
  /** The instruction that made it. */
  readonly text: string;
  readonly size: string;
  readonly bytes: number;
  /** Short digest. */
  readonly digest: string;
  /** Is it drawn with an earlier image already? */
  readonly shared: boolean;
  /** Instructions after it that made no layer (ENV, CMD …). */
  readonly notes: readonly string[];
}
export interface ImageItem {
  readonly key: string;
  readonly id: string;
  readonly names: readonly string[];
  /** From the lowest to the newest. */
  readonly layers: readonly LayerItem[];
  /** Key and name of the image that the shared layers are drawn with. */
  readonly sharedWith: { readonly key: string; readonly name: string } | undefined;
  readonly size: string;
  readonly dangling: boolean;
  readonly built: boolean;
}
export interface MountItem {
  /** Key of the volume or the folder. */
  readonly key: string;
  readonly type: 'volume' | 'bind' | 'tmpfs';
  readonly at: string;
  readonly readOnly: boolean;
  /** Names in the image's folder that the mount hides. */
  readonly hidden: readonly string[];
  /** Names that are seen instead. */
  readonly shown: readonly string[];
}
export type State =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'exited'
  | 'removing'
  | 'dead'
  | 'starting'
  | 'healthy'
  | 'unhealthy';
export interface PortItem {
  /** `8080`, or `127.0.0.1:8080`; undefined when it is only exposed. */
  readonly host: string | undefined;
  readonly container: string;
}
export interface ContainerItem {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageKey: string;
  readonly layers: number;
  /** The state of the record, and what is shown: its health when it has one. */
  readonly state: string;
  readonly shown: State;
  readonly exitCode: number;
  readonly restarts: number;
  /** Why it did not start, in the daemon's words; empty when it did. */
  readonly error: string;
  /** Ports of the host that it asked for in vain. */
  readonly refused: readonly string[];
  readonly glyph: string;
  readonly tone: 'good' | 'idle' | 'bad' | 'wait';
  readonly command: string;
  readonly project: string;
  readonly service: string;
  readonly networks: readonly { readonly name: string; readonly ip: string; readonly names: readonly string[] }[];
  readonly ports: readonly PortItem[];
  readonly mounts: readonly MountItem[];
  readonly written: readonly Written[];
}
export interface NetworkItem {
  readonly key: string;
  readonly name: string;
  readonly driver: string;
  readonly dns: boolean;
  readonly internal: boolean;
  readonly subnet: string;
  readonly members: readonly {
    readonly key: string;
    readonly name: string;
    readonly ip: string;
    readonly names: readonly string[];
  }[];
}
export interface StoreItem {
  readonly key: string;
  readonly kind: 'volume' | 'bind';
  readonly name: string;
  readonly anonymous: boolean;
  /** Names at its top; undefined when there is no such folder. */
  readonly entries: readonly string[];
  readonly users: readonly string[];
}
export interface Scene {
  readonly images: readonly ImageItem[];
  readonly containers: readonly ContainerItem[];
  readonly networks: readonly NetworkItem[];
  readonly stores: readonly StoreItem[];
}

export const EMPTY_SCENE: Scene = { images: [], containers: [], networks: [], stores: [] };

// --- work in progress

export interface PullLayer {
  readonly id: string;
  readonly status: string;
  readonly current: number;
  readonly total: number;
}
export interface Pull {
  readonly key: string;
  readonly name: string;
  readonly layers: readonly PullLayer[];
}
export type StepState = 'pending' | 'running' | 'cached' | 'done' | 'failed' | 'canceled';
export interface BuildStep {
  readonly id: number;
  readonly name: string;
  readonly state: StepState;
  readonly seconds: number | undefined;
  /** The builder's reason: what made it run, or where the cached result came from. */
  readonly why: StepReason | undefined;
  readonly error: string;
}
export interface Build {
  readonly key: string;
  readonly name: string;
  readonly steps: readonly BuildStep[];
  readonly running: boolean;
  readonly failed: string;
  readonly warnings: readonly { readonly rule: string; readonly text: string; readonly line: number }[];
}
export interface Work {
  readonly pulls: readonly Pull[];
  /** The newest last. */
  readonly builds: readonly Build[];
}

export const NO_WORK: Work = { pulls: [], builds: [] };
// --- what the inspector shows

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly from: 'image' | 'option' | 'compose';
  /** The image's value, when it was replaced. */
  readonly was?: string;
}

export interface CommandFacts {
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly imageEntrypoint: readonly string[];
  readonly imageCmd: readonly string[];
  readonly effective: readonly string[];
  readonly entrypointReplaced: boolean;
  readonly cmdReplaced: boolean;
  /** Is process 1 a shell that runs a line? */
  readonly shell: boolean;
}

/** Where a file of a container comes from. */
export type Origin =
  | { readonly kind: 'layer'; readonly index: number }
  | { readonly kind: 'writable' }
  | { readonly kind: 'volume' | 'bind' | 'tmpfs'; readonly name: string }
  | { readonly kind: 'host' };

/** What a file tree shows of an entry: where it comes from, and whether it is seen at all. */
export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'file' | 'dir' | 'link' | 'dev';
  /** Bytes of a file. */
  readonly size: number;
  /** What a link points to. */
  readonly target: string;
  readonly origin: Origin;
  /** Seen by nobody in the container, and why. */
  readonly mark: 'seen' | 'hidden-mount' | 'hidden-writable' | 'deleted';
}

/** A command on a thing, and whether its state allows it now. */
export interface LegalCommand {
  readonly command: string;
  readonly legal: boolean;
}

/** All there is to know of a container beside its item in the scene. */
export interface ContainerFacts {
  readonly kind: 'container';
  readonly id: string;
  readonly name: string;
  readonly imageId: string;
  readonly image: string;
  readonly state: string;
  readonly exitCode: number;
  readonly error: string;
  readonly health: string | undefined;
  /** Ms since 1970. */
  readonly created: number;
  readonly restartPolicy: string;
  readonly workingDir: string;
  readonly user: string;
  readonly mounts: readonly {
    readonly type: string;
    readonly name: string;
    readonly source: string;
    readonly at: string;
    readonly writable: boolean;
  }[];
  readonly variables: readonly Variable[];
  readonly command: CommandFacts;
  readonly commands: readonly LegalCommand[];
  /** Keys of its networks by name. */
  readonly networks: Readonly<Record<string, string>>;
  /** The end of what it printed up to that moment. */
  readonly logs: string;
}
export interface ImageFacts {
  readonly kind: 'image';
  readonly id: string;
  readonly created: number;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workingDir: string;
  readonly user: string;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly env: readonly string[];
  readonly layers: readonly Omit<LayerItem, 'shared'>[];
  /** Ids of images that stand on all of its layers. */
  readonly children: readonly string[];
}
export interface NetworkFacts {
  readonly kind: 'network';
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly subnet: string;
  readonly gateway: string;
}
/** A volume, or a folder of the host that is bound. */
export interface StoreFacts {
  readonly kind: 'store';
  /** Undefined for a folder. */
  readonly volume: { readonly name: string; readonly driver: string; readonly state: string } | undefined;
}
export type Facts = ContainerFacts | ImageFacts | NetworkFacts | StoreFacts;

/** A statechart as the engine asks it. */
export interface ChartFacts {
  readonly initial: string;
  /** Where each event leads, by state. */
  readonly states: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
