// Signals that the client hands on.

import { ApiError } from '../../../api/error.ts';
import type { DockerApi } from '../../../api/operations.ts';
import type { Task } from '../../../kernel/block.ts';

export function* killQuietly(api: DockerApi, id: string, name: string): Task {
  try {
    yield* api.ContainerKill(id, name);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
