// A step looked up in the cache by its content, or carried out and kept.

import type { StepReason } from '../../api/types/reason.ts';
import { diffLayer } from '../../fs/diff.ts';
import { digestOf, sha256hex } from '../../fs/digest.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import { makeLayer } from '../layers.ts';
import type { CacheEntry, StepInputs } from '../state.ts';
import { laidOver, type NotFound } from './copy.ts';
import { type Step, StepError } from './dispatch.ts';
import type { Stage } from './plan.ts';
import { type Built, type Job, refName, type Sleeper, WORKER_ID } from './step.ts';
import { missReason } from './why.ts';

/** A step's place in the cache, and what of it may differ from an earlier one. */
interface Keyed {
  readonly key: string;
  readonly inputs: StepInputs;
  /** The step's files do not depend on what lies below (`--link`). */
  readonly loose?: boolean;
}

/** A step's result from the cache, or made and kept for the next time. */
export function* cached(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  k: Keyed,
  built: Built,
  createdBy: string,
  settle: (hit: boolean) => void,
  make: (id: number) => Task<DirNode>,
): Task<Built> {
  const { engine, channel } = job;
  const known = job.uncached(stage) ? undefined : engine.state.cache.get(k.key);
  settle(known !== undefined);
  const id = job.vertex(step.title, { key: k.key, parent: built.key });
  const at = engine.now;
  const below = k.loose === true ? emptyDir() : built.tree;
  let entry: CacheEntry;
  let why: StepReason = { kind: 'same' };
  if (known !== undefined) {
    entry = { ...known, lastUsed: engine.now, uses: known.uses + 1 };
    channel.push({ type: 'cached', id, why });
  } else {
    why = job.uncached(stage)
      ? { kind: job.request.noCache ? 'noCache' : 'noCacheFilter' }
      : missReason(engine.state.cache.values(), k.inputs, job.lastMiss);
    let tree: DirNode;
    try {
      tree = yield* make(id);
    } catch (error) {
      if (job.canceled()) {
        channel.push({ type: 'canceled', id });
        throw error;
      }
      const message = (error as Error).message.replace(/^failed to compute cache key: /, '');
      channel.push({ type: 'failed', id, error: message });
      job.record({
        title: step.title,
        line: step.i.from,
        key: k.key,
        cached: false,
        why,
        digest: '',
        seconds: (engine.now - at) / 1000,
        error: message,
      });
      throw error instanceof StepError ? error : new StepError((error as Error).message, step.i);
    }
    if (engine.now - at < 20) yield* p.sleep(20);
    const layer = makeLayer(
      diffLayer(below, tree) ?? { kind: 'layer', node: tree, opaque: false, children: new Map() },
      tree,
    );
    entry = {
      id: sha256hex(`cache ${k.key}`).slice(0, 25),
      key: k.key,
      parents: [built.key],
      type: 'regular',
      description: k.inputs.text,
      size: layer.size,
      created: engine.now,
      lastUsed: engine.now,
      uses: 1,
      layer,
      inputs: k.inputs,
    };
    job.finish(id, at, why);
    job.lastMiss = { text: k.inputs.text, line: step.i.from };
  }
  engine.set({ cache: engine.state.cache.set(k.key, entry) });
  const own = entry.layer!;
  const layer = k.loose === true ? { ...own, tree: laidOver(built.tree, own.tree) } : own;
  job.record({
    title: step.title,
    line: step.i.from,
    key: k.key,
    cached: known !== undefined,
    why,
    digest: layer.diffId,
    seconds: known === undefined ? (engine.now - at) / 1000 : 0,
  });
  const history = [
    ...built.image.history,
    { created: entry.created, createdBy, comment: 'buildkit.dockerfile.v0', empty: false },
  ];
  return {
    tree: layer.tree,
    key: k.loose === true ? digestOf(`${built.key}\n${k.key}`) : k.key,
    baseId: undefined,
    image: { ...built.image, created: entry.created, layers: [...built.image.layers, layer], history },
  };
}

/** A source that is missing, as BuildKit words it. */
export function missing(job: Job, step: Step, error: NotFound): StepError {
  const why = `failed to calculate checksum of ref ${WORKER_ID}::${refName(job.engine.kernel.random.hex(50))}: ${error.message}`;
  job.channel.push({ type: 'failed', id: job.vertex(step.title), error: why });
  job.record({
    title: step.title,
    line: step.i.from,
    key: '',
    cached: false,
    why: { kind: 'sourceMissing' },
    digest: '',
    seconds: 0,
    error: why,
  });
  return new StepError(`failed to compute cache key: ${why}`, step.i);
}
