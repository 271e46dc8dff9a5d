// The answer of a wait, taken from its stream.

import type { Task } from '../kernel/block.ts';
import { ConnectionError } from './error.ts';
import type { Stream } from './stream.ts';
import type { WaitResponse } from './types/container.ts';

/** Exit status of the container that a stream of ContainerWait waits for; undefined when the daemon hung up before. */
export function* waited(stream: Stream<WaitResponse>): Task<number | undefined> {
  try {
    return (yield* stream.next())?.StatusCode;
  } catch (error) {
    if (error instanceof ConnectionError) return undefined;
    throw error;
  } finally {
    stream.close();
  }
}
