// What a build asks for, what comes back while it works, and how finished ones are remembered.

import type { DirNode } from '../../fs/node.ts';
import type { Labels } from './common.ts';
import type { HostConfig } from './host.ts';
import type { ProgressMessage } from './image.ts';
import type { StepReason } from './reason.ts';

export interface BuildRequest {
  /** The context as the client read it, all of it: .dockerignore is applied by the builder. */
  context: DirNode;
  /** Text of the Dockerfile, and the name that messages give it. */
  dockerfile: string;
  dockerfileName: string;
  /** Text of the .dockerignore that applies, if there is one. */
  dockerignore: string | undefined;
  tags: string[];
  target: string;
  buildArgs: Record<string, string | undefined>;
  labels: Labels;
  noCache: boolean;
  noCacheFilter: string[];
  pull: boolean;
  network: string;
  extraHosts: string[];
  platform: string;
  secrets: Record<string, Uint8Array>;
  namedContexts: Record<string, string | DirNode>;
  /** Only lint, print the warnings. */
  check: boolean;
  /** Instead of a build: what the Dockerfile offers. */
  call?: 'outline' | 'targets';
  /** An image, the files of the last stage (as a folder or an archive), or nothing but the cache. */
  output: 'image' | 'tree' | 'tar' | 'none';
  shmSize: number;
  /** Limits of the processes of RUN, by name. */
  limits?: ReadonlyMap<string, { soft: number; hard: number }>;
  /** Ids of the SSH agents that `--ssh` offers. */
  ssh?: string[];
  /** What the client calls the build; the builder finds a name when it says nothing. */
  ref?: string;
  /** What the build is called in the history: its context, as the client names it. */
  contextName?: string;
  /** A context that the builder fetches itself: an archive, a Dockerfile or a repository. */
  remote?: string;
}

/** What a build of the classic builder asks for: the query and the body of `POST /build`. */
export interface ClassicRequest {
  /** The body: an archive, compressed or not. Passed over where `remote` says where the context is. */
  context: Uint8Array;
  remote: string;
  /** Path of the Dockerfile in the context; empty for the usual. */
  dockerfile: string;
  tags: string[];
  target: string;
  buildArgs: Record<string, string | null>;
  labels: Labels;
  quiet: boolean;
  noCache: boolean;
  pull: boolean;
  /** Containers of steps that went well, and of those that failed, are removed. */
  remove: boolean;
  forceRemove: boolean;
  platform: string;
  /** Limits and network of the containers in which the steps run. */
  host: Partial<HostConfig>;
}

/** A line of what the classic builder tells. */
export type ClassicMessage =
  | { type: 'stream'; text: string }
  | { type: 'image'; id: string }
  | { type: 'pull'; message: ProgressMessage }
  | { type: 'error'; message: string; code: number | undefined };

/** Progress of one vertex of the build graph, or the end. Times in virtual ms since the build began. */
export type BuildMessage =
  | {
      type: 'vertex';
      id: number;
      name: string;
      /** Key in the build cache of what it makes, and of what it stands on; only of what the cache knows. */
      key?: string;
      parent?: string;
    }
  | { type: 'status'; id: number; text: string; done: boolean; detail?: { current: number; total: number } }
  | { type: 'log'; id: number; at: number; stream: 1 | 2; bytes: Uint8Array }
  | { type: 'cached'; id: number; why: StepReason }
  | { type: 'done'; id: number; seconds: number; why: StepReason }
  | { type: 'failed'; id: number; error: string }
  | { type: 'canceled'; id: number }
  | {
      type: 'warning';
      id: number;
      rule: string;
      text: string;
      line: number;
      url: string;
      description: string;
      excerpt: Excerpt;
    }
  | { type: 'call'; text: string }
  | { type: 'result'; imageId: string; tree?: DirNode; ref: string; base: string[] }
  | { type: 'error'; message: string; excerpts: Excerpt[] };

/** Where in the Dockerfile an error is: the lines to show and those to mark (1-based, inclusive). */
export interface Excerpt {
  file: string;
  source: string;
  from: number;
  to: number;
}

/** A step of a build that is over or under way, with the reason why it ran or did not. */
export interface BuildStepRecord {
  /** As its progress shows it: `[2/3] RUN true`. */
  readonly title: string;
  /** Line of the Dockerfile, 1-based. */
  readonly line: number;
  /** Its key in the build cache. */
  readonly key: string;
  readonly cached: boolean;
  readonly why: StepReason;
  /** Digest of the layer that it made; empty when it failed. */
  readonly digest: string;
  readonly seconds: number;
  readonly error?: string;
}

/** A build, as `docker buildx history` keeps it. Times in virtual ms. */
export interface BuildRecord {
  readonly ref: string;
  readonly name: string;
  readonly context: string;
  readonly dockerfile: string;
  readonly target: string;
  readonly tags: readonly string[];
  readonly created: number;
  readonly completed: number | undefined;
  readonly error: string;
  readonly imageId: string;
  /** Vertices in all, those that are over, and those that were cached. */
  readonly total: number;
  readonly done: number;
  readonly cached: number;
  readonly steps: readonly BuildStepRecord[];
}
