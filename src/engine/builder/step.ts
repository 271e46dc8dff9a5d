// What a step needs of its build, and what it leaves behind.

import type { BuildMessage, BuildRequest, BuildStepRecord } from '../../api/types/build.ts';
import type { StepReason } from '../../api/types/reason.ts';
import type { DirNode } from '../../fs/node.ts';
import type { Task, WaitQueue } from '../../kernel/block.ts';
import type { With } from '../ports/stores.ts';
import type { ImageRecord } from '../state.ts';
import type { Step } from './dispatch.ts';
import type { MountCaches } from './mounts.ts';
import type { Stage } from './plan.ts';
import type { Sources } from './sources.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'networks' | 'volumes'>;

/** What a stage is while it is built, and when it is done. */
export interface Built {
  readonly image: Omit<ImageRecord, 'id'>;
  readonly tree: DirNode;
  /** Key in the cache of the last step. */
  readonly key: string;
  /** Id of the untouched base, while nothing was added. */
  readonly baseId: string | undefined;
}

export type Sleeper = { sleep(ms: number): Task<unknown> };

/** What a step needs of the build that it belongs to. */
export interface Job {
  readonly engine: Engine;
  readonly request: BuildRequest;
  readonly sources: Sources;
  readonly channel: { push(message: BuildMessage): void };
  readonly caches: MountCaches;
  /** Cache folders that this build has begun anew. */
  readonly begun: Set<string>;
  /** Woken when another stage has failed: what runs is stopped. */
  readonly cancel: WaitQueue;
  readonly canceled: () => boolean;
  /** The last step that was not cached. */
  lastMiss: { readonly text: string; readonly line: number } | undefined;
  /** Must a stage's steps run anew? */
  uncached(stage: Stage): boolean;
  /** Notes a step for the build's record. */
  record(step: BuildStepRecord): void;
  /** Tells of a new step. @param keys its place in the build cache and of what it stands on */
  vertex(name: string, keys?: { key?: string; parent?: string }): number;
  finish(id: number, from: number, why: StepReason): void;
  context(p: Sleeper): Task<DirNode>;
  /** The tree of a stage, a named context or an image. */
  source(p: Sleeper, name: string, stage: Stage, step: Step): Task<DirNode>;
}

/** Id of the builder's worker, part of the names of its local sources: made once at a daemon's first start. */
export const WORKER_ID = '55d17141-accb-45f4-8f59-bafe56069783';
export const PROXY = /^(https?|ftp|all|no)_proxy$/i;

/** A reference of BuildKit: 25 letters and digits. */
export function refName(hex: string): string {
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
  let out = '';
  for (let i = 0; i < 50; i += 2) out += alphabet[parseInt(hex.slice(i, i + 2), 16) % 36];
  return out;
}
