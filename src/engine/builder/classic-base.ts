// The image that a stage of the classic builder begins from: one that is here, or one that is pulled.

import { ApiError } from '../../api/error.ts';
import type { Task } from '../../kernel/block.ts';
import type { ImageRecord } from '../state.ts';
import type { ClassicJob } from './classic-state.ts';

/** @throws ApiError for what can neither be found nor pulled, ClassicError when a pull breaks off */
export function* baseOf(job: ClassicJob, name: string): Task<ImageRecord> {
  const { engine, request } = job;
  const here = request.pull ? undefined : engine.images.find(name);
  if (here !== undefined) return here;
  const progress = yield* engine.images.pull(name, { all: false, platform: request.platform });
  for (let m = yield* progress.next(); m !== undefined; m = yield* progress.next()) {
    if (m.error !== undefined) throw new ApiError(500, m.error);
    job.tell({ type: 'pull', message: m });
  }
  return engine.images.resolve(name);
}
