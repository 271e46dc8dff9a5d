// A build's stages side by side: each begins when it is wanted, and waits for those that it copies from.

import { ApiError } from '../../api/error.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import { type Task, waitFor } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { contentDigest } from './copy.ts';
import { type Dispatched, StepError } from './dispatch.ts';
import { loadNamed } from './job-load.ts';
import { type BuildJob } from './job.ts';
import { SCRATCH } from './scratch.ts';
import type { Instruction } from './parse.ts';
import type { Stage } from './plan.ts';
import { type Built, type Sleeper } from './step.ts';
import { copyInstruction } from './step-copy.ts';
import { runInstruction, workdirStep } from './steps.ts';

/** Builds the stages side by side; each waits where it takes something from another. The first failure stops all. */
export function* stages(job: BuildJob, list: readonly Stage[], dispatched: ReadonlyMap<string, Dispatched>): Task {
  const { engine } = job;
  for (const stage of list) {
    engine.background(function* (q) {
      try {
        const d = dispatched.get(stage.key)!;
        const built = yield* buildStage(job, q, stage, d);
        if (built !== undefined) job.done.set(stage.key, { built, dispatched: d });
      } catch (error) {
        job.failure ??= error;
      }
      job.cancel.wake();
      return 0;
    });
  }
  while (job.failure === undefined && job.done.size < list.length) yield* waitFor([job.cancel]);
  if (job.failure !== undefined) throw job.failure;
}

/** Waits until a stage is built; undefined when the build failed before. */
export function* awaitStage(job: BuildJob, stage: Stage): Task<Built | undefined> {
  while (!job.done.has(stage.key)) {
    if (job.failure !== undefined) return undefined;
    yield* waitFor([job.cancel]);
  }
  return job.done.get(stage.key)!.built;
}

/** Where a stage begins, and how its FROM is shown once it is known whether the first step is cached. */
export function* beginStage(
  job: BuildJob,
  p: Sleeper,
  stage: Stage,
  d: Dispatched,
): Task<{ built: Built; settle: (firstHit: boolean | undefined) => void } | undefined> {
  const nothing = (): void => {};
  if (stage.base !== undefined) {
    const built = yield* awaitStage(job, stage.base);
    return built === undefined ? undefined : { built, settle: nothing };
  }
  const blank = {
    created: 0,
    config: SCRATCH,
    layers: [],
    history: [],
    author: '',
    comment: '',
    parent: '',
    architecture: 'amd64',
    built: true,
    lastTagged: 0,
  };
  if (stage.image === 'scratch')
    return { built: { tree: emptyDir(), key: 'scratch', baseId: undefined, image: blank }, settle: nothing };
  const named = job.bases.namedContext(stage.image!);
  if (named !== undefined && typeof named !== 'string') {
    const tree = yield* loadNamed(job, p, stage.image!, named);
    return {
      built: { tree, key: `context ${contentDigest([{ path: '', node: tree }])}`, baseId: undefined, image: blank },
      settle: nothing,
    };
  }
  const title = named === undefined ? (job.fromTitles.get(stage.image!) ?? d.fromTitle!) : `[context ${stage.image}]`;
  return yield* job.bases.begin(p, job, named ?? stage.image!, title.replace(/ $/, ''));
}

export function* buildStage(job: BuildJob, p: Process, stage: Stage, d: Dispatched): Task<Built | undefined> {
  const start = yield* beginStage(job, p, stage, d);
  if (start === undefined) return undefined;
  let { built } = start;
  const { settle } = start;
  for (const step of d.steps) {
    if (job.failure !== undefined) return undefined;
    if (step.history !== undefined) {
      const history = [
        ...built.image.history,
        { created: built.image.created, createdBy: step.history, comment: 'buildkit.dockerfile.v0', empty: true },
      ];
      built = { ...built, baseId: undefined, image: { ...built.image, history } };
      continue;
    }
    const run = step.i.name === 'WORKDIR' ? workdirStep : step.i.name === 'RUN' ? runInstruction : copyInstruction;
    try {
      built = yield* run(job, p, stage, step, built, settle);
    } catch (error) {
      if (error instanceof StepError || error instanceof ApiError) throw error;
      throw new StepError((error as Error).message, step.i);
    }
  }
  settle(undefined);
  // only a stage without any instruction is its base itself
  const baseId = stage.steps.length === 0 && stage.triggers.length === 0 ? built.baseId : undefined;
  return { ...built, baseId, image: { ...built.image, config: d.config, author: d.author } };
}

export function* source(
  job: BuildJob,
  p: Sleeper,
  name: string,
  stage: Stage,
  step: { readonly i: Instruction },
): Task<DirNode> {
  const other = stage.sources.get(name.toLowerCase());
  if (other !== undefined) {
    const built = yield* awaitStage(job, other);
    if (built === undefined) throw new StepError('context canceled', step.i);
    return built.tree;
  }
  const named = job.bases.namedContext(name);
  if (named !== undefined && typeof named !== 'string') return yield* loadNamed(job, p, name, named);
  const ref = named ?? name;
  const start = yield* job.bases.begin(p, job, ref, named === undefined ? 'FROM' : `[context ${name}]`);
  start.settle(true);
  return start.built.tree;
}
