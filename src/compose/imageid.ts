// Whether an image is here.

import { ApiError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import type { Task } from '../kernel/block.ts';

/** Id of a local image; undefined when there is none. */
export function* imageId(api: DockerApi, ref: string): Task<string | undefined> {
  try {
    return (yield* api.ImageInspect(ref)).Id;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
